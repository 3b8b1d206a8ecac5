//! Bad weather of the storage: full, thrown away, held by another tab, laid out by a newer build,
//! not there at all. Each time one sentence, a way out, and nothing lost.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::story::field;
use ronghe_e2e::{Device, Page, Screen, Server, Start, dist, turn};
use serde_json::json;

async fn cdp(desk: &Device, command: &str, parameters: serde_json::Value) {
    desk.profile.driver().cdp().send_raw(command, parameters).await.unwrap();
}

async fn clear(server: &Server, desk: &Device, what: &str) {
    let what = json!({ "origin": server.origin(), "storageTypes": what });
    cdp(desk, "Storage.clearDataForOrigin", what).await;
}

/// Runs asynchronous JavaScript and waits until it has answered.
async fn answer(page: &Page, body: &str) {
    let key = "__weather";
    page.script(&format!("window.{key} = ''; (async () => {{ {body} }})().then(() => window.{key} = 'done', e => window.{key} = String(e))"), vec![])
        .await;
    let said = page
        .until("the script never ended", async || {
            let said = page.script(&format!("return window.{key}"), vec![]).await;
            said.as_str().filter(|said| !said.is_empty()).map(str::to_owned)
        })
        .await;
    assert_eq!(said, "done");
}

/// An address of the origin that runs no program of its own.
const BARE: &str = "/icons/icon.svg";

const OPEN: &str = "
    const open = (version) => new Promise((resolve, reject) => {
        const request = indexedDB.open('ronghe', version);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });";

/// Waits until the page says that the storage failed, and why.
async fn failed(desk: &Device, why: &str, sentence: &str) {
    desk.page().wait_attr(&id("storage-failed"), "data-why", why).await;
    desk.page().wait_text(&id("storage-failed"), sentence).await;
    let ways = desk.page().script("return !!document.querySelector('.failed a[href=\"/rescue.html\"]')", vec![]).await;
    assert_eq!(ways, true, "no way to the rescue page");
    let text = desk.page().script("return document.body.innerText", vec![]).await;
    assert!(!text.as_str().unwrap().contains("清除数据"), "nobody is told to throw data away");
}

#[tokio::test(flavor = "multi_thread")]
async fn data_that_the_browser_threw_away_are_told_from_a_first_start_and_restored_from_a_file() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::office(&server.origin(), Start::Empty).await;
    desk.add_partner("示例甲（虚构）").await;

    // The database goes with one of localStorage and the cache: no cheerful first start.
    for lost in ["local_storage", "cache_storage"] {
        let backup = desk.export_full().await;
        clear(&server, &desk, "indexeddb").await;
        clear(&server, &desk, lost).await;
        desk.profile.goto("/").await;
        let page = desk.page();
        page.wait_text(&id("data-lost"), "本机数据被浏览器清除了").await;
        page.wait_text(&id("data-lost"), "示例主任").await;
        page.wait_text(&id("data-lost"), "最后一次导出").await;
        assert!(!page.has(&id("first-run")).await);
        page.choose(&id("start-file-input"), &[&backup]).await;
        page.click(&id("pick-none")).await;
        desk.ready().await;
        assert_eq!(desk.total("partner").await, 1);
    }

    // Anew is possible too; everything cleared is a first start like any other.
    clear(&server, &desk, "indexeddb").await;
    desk.profile.goto("/").await;
    desk.page().click(&id("lost-restart")).await;
    desk.page().wait(&id("first-run")).await;
    clear(&server, &desk, "indexeddb,local_storage,cache_storage").await;
    desk.profile.goto("/").await;
    desk.page().wait(&id("first-run")).await;
    assert!(!desk.page().has(&id("data-lost")).await);
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_tab_writes_back_what_the_browser_threw_away() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::office(&server.origin(), Start::Empty).await;
    desk.add_partner("示例甲（虚构）").await;
    desk.add("partner").await;
    desk.fill("name", "示例乙（虚构）").await;
    clear(&server, &desk, "indexeddb").await;
    desk.page().click(&id("save")).await;
    desk.on_record("partner").await;
    desk.reload().await;
    assert_eq!(desk.total("partner").await, 2);
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_storage_refuses_a_save_whole_and_keeps_the_text() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::office(&server.origin(), Start::Empty).await;
    desk.add_partner("示例甲（虚构）").await;
    // The browser remembers for a while how much room there was; a new one does not.
    desk.profile.restart().await;
    // Before the page writes anything, be it only what makes the next start quick.
    cdp(&desk, "Storage.overrideQuotaForOrigin", json!({ "origin": server.origin(), "quotaSize": 1 })).await;
    desk.profile.goto("/").await;
    desk.add("partner").await;
    desk.fill("name", "示例乙（虚构）").await;
    desk.page().click(&id("save")).await;
    desk.page().wait_text(&id("form-trouble"), "存储空间已满").await;
    desk.page().wait_text(&id("form-trouble"), "去导出备份").await;
    desk.page().wait(&id("copy-text")).await;
    assert_eq!(desk.page().value(&field("name")).await, "示例乙（虚构）");

    // Another tab shows what there is: nothing is half there.
    let form = desk.profile.new_tab("/k/partner").await;
    desk.ready().await;
    assert_eq!(desk.total("partner").await, 1);
    desk.profile.switch_to(form).await;

    cdp(&desk, "Storage.overrideQuotaForOrigin", json!({ "origin": server.origin() })).await;
    desk.save().await;
    assert_eq!(desk.total("partner").await, 2);
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_storage_that_is_nearly_full_is_said_before_it_is_full() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::office(&server.origin(), Start::Empty).await;
    assert!(!desk.page().has(&id("storage-low")).await);
    // Chromium reports as free what it would like to be free, so the answer is put in its mouth.
    let little = "navigator.storage.estimate = async () => ({ usage: 970e6, quota: 1000e6 });";
    cdp(&desk, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": little })).await;
    desk.reload().await;
    desk.page().wait_text(&id("storage-low"), "存储空间快满了").await;
    // It warns and forbids nothing.
    desk.add_partner("示例甲（虚构）").await;
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upgrade_waits_for_a_forgotten_tab_and_goes_on_by_itself() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::office(&server.origin(), Start::Empty).await;
    desk.add_partner("示例甲（虚构）").await;
    // A page that holds a version change in the air and answers nobody, as a frozen tab does.
    let work = desk.profile.new_tab(BARE).await;
    let forgotten = desk.profile.driver().window().await.unwrap();
    desk.profile.switch_to(work.clone()).await;
    desk.profile.goto(BARE).await;
    desk.profile.switch_to(forgotten.clone()).await;
    let hold = format!(
        "{OPEN} window.held = await open();
        const next = indexedDB.open('ronghe', 2); next.onsuccess = () => next.result.close();
        next.onupgradeneeded = () => next.transaction.abort(); next.onerror = (e) => e.preventDefault();
        await new Promise((resolve) => {{ next.onblocked = resolve; }});"
    );
    answer(&desk.page(), &hold).await;

    desk.profile.switch_to(work.clone()).await;
    desk.profile.goto("/").await;
    failed(&desk, "blocked", "请关闭其他窗口").await;
    desk.profile.switch_to(forgotten).await;
    desk.profile.driver().close_window().await.unwrap();
    desk.profile.switch_to(work).await;
    desk.ready().await;
    assert_eq!(desk.total("partner").await, 1);
    desk.profile.assert_same_origin_only().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_build_makes_room_for_a_newer_one_and_throws_nothing_away() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::office(&server.origin(), Start::Empty).await;
    desk.add_partner("示例甲（虚构）").await;
    desk.add("partner").await;
    desk.fill("name", "示例乙（虚构）").await;

    // A newer build opens in another tab: this one lets go, and says so.
    let form = desk.profile.new_tab(BARE).await;
    answer(&desk.page(), &format!("{OPEN} (await open(2)).close();")).await;
    desk.profile.switch_to(form).await;
    desk.page().wait_text(&id("stale"), "请刷新页面").await;
    assert_eq!(desk.page().value(&field("name")).await, "示例乙（虚构）");
    desk.page().click(&id("save")).await;
    desk.page().wait(&id("form-trouble")).await;
    desk.page().wait(&id("copy-text")).await;

    // Loaded again, the older build says what is the matter. The draft is where it was.
    desk.profile.goto("/").await;
    failed(&desk, "newer", "此浏览器里有更新版本的数据").await;
    desk.profile.goto(BARE).await;
    let kept = format!(
        "{OPEN} const db = await open(); const drafts = db.transaction('drafts').objectStore('drafts').getAll();
        await new Promise((resolve) => {{ drafts.onsuccess = resolve; }}); db.close();
        if (!drafts.result.some((draft) => draft.includes('示例乙（虚构）'))) throw new Error('no draft');"
    );
    answer(&desk.page(), &kept).await;
    desk.profile.assert_same_origin_only().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_of_a_newer_layout_is_left_alone() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::office(&server.origin(), Start::Empty).await;
    desk.add_partner("示例甲（虚构）").await;
    desk.add("partner").await;
    desk.fill("name", "示例乙（虚构）").await;
    let rewrite = |layout: u32| {
        format!("{OPEN} const db = await open(); const tx = db.transaction('head', 'readwrite'); const head = tx.objectStore('head');
            const got = head.get('head'); await new Promise((resolve) => {{ got.onsuccess = resolve; }});
            head.put(JSON.stringify({{ ...JSON.parse(got.result), layout: {layout} }}), 'head');
            await new Promise((resolve) => {{ tx.oncomplete = resolve; }}); db.close();")
    };
    let form = desk.profile.new_tab(BARE).await;
    answer(&desk.page(), &rewrite(99)).await;
    desk.profile.switch_to(form).await;
    desk.page().click(&id("save")).await;
    desk.page().wait(&id("stale")).await;
    desk.page().wait(&id("form-trouble")).await;
    desk.profile.goto("/").await;
    failed(&desk, "newer", "此浏览器里有更新版本的数据").await;

    // The build that knows the layout finds everything, and the draft.
    desk.profile.goto(BARE).await;
    answer(&desk.page(), &rewrite(1)).await;
    desk.profile.goto("/").await;
    assert_eq!(desk.total("partner").await, 1);
    desk.page().click(&id("add")).await;
    desk.page().click(&id("draft-continue")).await;
    assert_eq!(desk.page().value(&field("name")).await, "示例乙（虚构）");
    desk.profile.assert_same_origin_only().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_keeps_nothing_is_told_in_words() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    for broken in [
        "delete window.indexedDB; delete Window.prototype.indexedDB;",
        "Object.defineProperty(window, 'indexedDB', { value: null });",
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };",
    ] {
        let desk = Device::new("desk", &server.origin(), Screen::Phone).await;
        cdp(&desk, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": broken })).await;
        desk.profile.goto("/").await;
        failed(&desk, "unavailable", "请换普通窗口或其他浏览器打开").await;
    }
}

//! By keyboard alone, on every sort of page: `?` says which keys there are, and they do what it says.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::story::field;
use ronghe_e2e::{Device, Screen, Server, Start, axe, dist, turn};
use serde_json::json;
use thirtyfour::Key;

/// Opens the table of keys, looks for the headings, and closes it; the focus comes back.
async fn table_says(device: &Device, headings: &[&str]) {
    let page = device.page();
    page.script("document.querySelector('#main h1').focus()", vec![]).await;
    device.press("?").await;
    page.wait(&id("keys-panel")).await;
    let titles = page.texts(&format!("{} h3", id("keys-panel"))).await;
    assert_eq!(titles, headings);
    device.press(Key::Escape).await;
    page.gone(&id("keys-panel")).await;
    page.focused("#main h1").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_of_keys_opens_on_every_page() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::secretary(&server.origin(), Screen::Desk, Start::Sample).await;
    let page = desk.page();
    for path in ["/", "/tasks", "/exchange", "/figures", "/boards", "/reports", "/settings", "/history"] {
        desk.profile.goto(path).await;
        page.wait("#main h1").await;
        table_says(&desk, &["到处都行"]).await;
    }
    desk.profile.goto("/k/visit").await;
    page.wait(&id("row")).await;
    table_says(&desk, &["列表", "到处都行"]).await;
    page.click(&format!("{} a", id("row"))).await;
    page.wait(&id("history")).await;
    table_says(&desk, &["一条记录", "到处都行"]).await;
    desk.press("e").await;
    page.wait(&id("save")).await;
    table_says(&desk, &["填表", "到处都行"]).await;

    // Somebody who types means the character.
    page.type_in(&field("remarks"), "?").await;
    assert!(!page.has(&id("keys-panel")).await);

    // Whoever has a mouse finds it, too.
    page.click(&id("keys-open-anywhere")).await;
    page.wait(&id("keys-panel")).await;
    for dark in [false, true] {
        desk.profile.dark(dark).await;
        assert_eq!(axe::violations(&desk.profile).await, "");
    }
    page.click(&id("panel-close")).await;
    page.gone(&id("keys-panel")).await;
    page.focused(&id("keys-open-anywhere")).await;
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_found_read_changed_and_left() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::secretary(&server.origin(), Screen::Desk, Start::Sample).await;
    let page = desk.page();

    // Found from anywhere.
    desk.press("/").await;
    page.focused(&id("search")).await;
    desk.press("slyw").await;
    page.wait(&id("search-result")).await;
    desk.press(Key::Enter).await;
    page.wait_text(&id("record-title"), "示例药物").await;
    desk.press("h").await;
    page.focused(".history summary").await;

    // Changed, and saved from within a field of several lines.
    desk.press("e").await;
    page.wait(&id("save")).await;
    page.type_in(&field("remarks"), "用键盘写的。").await;
    desk.press(Key::Control + "s").await;
    page.wait(&id("saved")).await;
    page.wait_text(&id("value-remarks"), "用键盘写的。").await;
    desk.press("e").await;
    page.wait(&id("save")).await;
    page.type_in(&field("remarks"), "又一句。").await;
    desk.press(Key::Control + Key::Enter).await;
    page.wait_text(&id("value-remarks"), "又一句。").await;

    // Back to its list.
    desk.press("u").await;
    page.wait(&id("list")).await;

    // Rows of records on other pages.
    desk.profile.goto("/boards").await;
    page.wait("main .item").await;
    desk.press("j").await;
    page.focused(".item:nth-child(1) > a").await;
    desk.press("j").await;
    page.focused(".item:nth-child(2) > a").await;
    desk.press("k").await;
    page.focused(".item:nth-child(1) > a").await;
    desk.press(Key::Enter).await;
    page.wait("article[data-testid^=board-]").await;

    // From cell to cell of a board by the arrows; at its edge the focus stays.
    desk.profile.goto("/boards/bodies").await;
    let cell = |row: u8, column: u8| format!("{}[data-row='{row}'][data-column='{column}']", id("cell"));
    page.wait(&cell(0, 0)).await;
    page.script("document.querySelector(arguments[0]).focus()", vec![json!(cell(0, 0))]).await;
    for (key, row, column) in
        [(Key::Right, 0, 1), (Key::Down, 1, 1), (Key::Left, 1, 0), (Key::Left, 1, 0), (Key::Up, 0, 0), (Key::Up, 0, 0)]
    {
        desk.press(key).await;
        page.focused(&cell(row, column)).await;
    }
    desk.press(Key::Enter).await;
    page.wait(&id("open-cell")).await;
    desk.assert_clean().await;
}

/// Whether what has the focus can be seen: at its middle and near its edges nothing else lies over it.
/// What is no larger than a point is drawn by its label.
const COVERED: &str = "
    const e = document.activeElement, box = e.getBoundingClientRect();
    if (e === document.body || box.width < 3) return '';
    const x = box.left + Math.min(box.width, innerWidth) / 2;
    const seen = [box.top + 3, (box.top + box.bottom) / 2, box.bottom - 3].map(y => document.elementFromPoint(x, y));
    const over = seen.find(there => there && !e.contains(there) && !there.contains(e));
    return over ? `${e.outerHTML.slice(0, 120)} lies beneath ${over.outerHTML.slice(0, 80)}` : '';";

/// Goes to the next control or the one before as a keyboard does: no control is asked whether it takes
/// keys, and none is brought into sight by the driver.
async fn tab(device: &Device, back: bool) {
    let keys = device.profile.driver().action_chain();
    let keys =
        if back { keys.key_down(Key::Shift).send_keys(Key::Tab).key_up(Key::Shift) } else { keys.send_keys(Key::Tab) };
    keys.perform().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_the_focus_is_never_covered() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    for screen in [Screen::Phone, Screen::Desk] {
        let mut device = Device::secretary(&server.origin(), screen, Start::Sample).await;
        let page = device.page();
        for (path, there) in [("/k/project/new", "save"), ("/k/sample/new", "save"), ("/k/partner", "row")] {
            device.profile.goto(path).await;
            page.wait(&id(there)).await;
            page.script("document.querySelector('#main h1').focus()", vec![]).await;
            // Forwards to the end, and back again.
            for back in [false, true] {
                for _ in 0..60 {
                    tab(&device, back).await;
                    let covered = page.script(COVERED, vec![]).await;
                    assert_eq!(covered, "", "{path} on {screen:?}");
                }
            }
        }
        device.assert_clean().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_one_works_with_is_found_before_pages_unless_a_page_is_called_just_so() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::secretary(&server.origin(), Screen::Desk, Start::Empty).await;
    let page = desk.page();
    desk.add_partner("中方恒业（虚构）").await;
    desk.on_record("partner").await;
    let first = async |words: &str, testid: &str, label: &str| {
        page.fill(&id("search"), words).await;
        page.wait_text(&format!("#search-hits li:first-child{}", id(testid)), label).await;
    };
    // 走访 and 中方恒业 have the same initials; the page stands right behind.
    first("zf", "search-result", "中方恒业").await;
    page.wait_text(&format!("#search-hits li:nth-child(2){}", id("search-page")), "走访").await;
    first("走访", "search-page", "走访").await;
    first("zfhy", "search-result", "中方恒业").await;
    page.press(&id("search"), Key::Enter).await;
    desk.on_record("partner").await;
    // What has no plural by an s alone has its name in the navigation, too.
    desk.open("nav-order-classes").await;
    desk.assert_clean().await;
}

/// How many buttons of a form lie beneath the message at the foot, at the end of the form; nothing without
/// a message.
const BENEATH: &str = "
    scrollTo(0, document.body.scrollHeight);
    const said = document.querySelector('.messages .toast')?.getBoundingClientRect();
    const meets = (box) => box.left < said.right && said.left < box.right && box.top < said.bottom && said.top < box.bottom;
    const buttons = [...document.querySelectorAll('form > .foot .btn')].map((button) => button.getBoundingClientRect());
    return said && buttons.length ? buttons.filter(meets).length : null;";

#[tokio::test(flavor = "multi_thread")]
async fn a_message_covers_nothing_of_what_saves_the_next_record() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    for screen in [Screen::Phone, Screen::Desk] {
        let mut device = Device::teacher(&server.origin(), screen, Start::Empty).await;
        let mut beneath = json!(null);
        // The message of a save is still there when somebody begins the next; on a machine that is too
        // slow for that, after another one.
        for name in ["示例甲公司", "示例乙公司", "示例丙公司"] {
            device.add_partner(name).await;
            device.add("agreement").await;
            // A line below tells the weekday: on a desk the form ended where the message was.
            device.fill("signed", "2026-03-01").await;
            beneath = device.page().script(BENEATH, vec![]).await;
            if !beneath.is_null() {
                break;
            }
        }
        assert_eq!(beneath, json!(0), "on {screen:?}");
        device.assert_clean().await;
    }
}

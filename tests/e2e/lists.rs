//! Lists as a secretary works in them: many records at once, by keyboard, in groups, on a phone.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::story::field;
use ronghe_e2e::{Device, Page, Screen, Server, Start, axe, dist, turn};
use serde_json::{Value, json};
use std::fmt::Write;
use thirtyfour::Key;

/// A device that holds `n` invented partners, a third of them in 新北区, out of a table.
async fn with_partners(name: &'static str, server: &Server, screen: Screen, n: usize) -> Device {
    let mut table = String::from("单位名称,所在区,行业\n");
    for i in 0..n {
        let place = if i % 3 == 0 { "新北区" } else { "武进区" };
        writeln!(table, "示例工厂{i:05}号（虚构）,{place},{}", ["化工", "机械"][i % 2]).unwrap();
    }
    let device = Device::new(name, &server.origin(), screen).await;
    device.first_start("示例秘书", "化工学院", "示例设备", Start::Empty).await;
    let path = device.profile.downloads().join("partners.txt");
    std::fs::write(&path, table).unwrap();
    let page = device.page();
    device.profile.goto("/exchange/table?kind=partner").await;
    page.choose(&id("table-file"), &[&path]).await;
    page.wait_attr(&id("import-preview"), "data-new", &n.to_string()).await;
    page.click(&id("import-apply")).await;
    page.wait(&id("import-result")).await;
    device.open("nav-partners").await;
    total(&page, n).await;
    device
}

async fn total(page: &Page, n: usize) {
    page.wait_attr(&id("list"), "data-total", &n.to_string()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_rows_are_changed_at_once_and_taken_back() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = with_partners("desk", &server, Screen::Desk, 200).await;
    let page = desk.page();
    page.click(&id("pick-all")).await;
    page.wait_attr(&id("selection"), "data-count", "200").await;
    page.click(&id("bulk-open")).await;
    page.fill(&id("bulk-field"), "side").await;

    // Nothing typed is no value, and says so.
    page.click(&id("bulk-preview")).await;
    page.wait(&id("field-side-error")).await;
    page.fill(&format!("{} {}", id("bulk-panel"), id("field-side")), "firm").await;
    page.click(&id("bulk-preview")).await;
    page.wait_attr(&id("bulk-plan"), "data-changed", "200").await;
    assert_eq!(axe::violations(&desk.profile).await, "");
    page.click(&id("bulk-apply")).await;
    page.wait_text("[role=status]", "已改 200 条").await;
    page.fill(&id("filter-side"), "firm").await;
    total(&page, 200).await;

    // Taken back from the message, all of it at once.
    page.click(&id("undo")).await;
    total(&page, 0).await;
    page.click(&id("clear-filters")).await;
    total(&page, 200).await;

    // Some of them, word by word; what is there already does not change.
    page.fill(&id("list-filter"), "工厂0001").await;
    total(&page, 10).await;
    for (words, changed, same) in [("重点", "10", "0"), ("重点", "0", "10")] {
        page.click(&id("pick-all")).await;
        page.click(&id("bulk-open")).await;
        page.fill(&id("bulk-field"), "tags").await;
        page.click(&id("bulk-add")).await;
        let tags = format!("{} {}", id("bulk-panel"), id("field-tags"));
        page.type_in(&tags, words).await;
        page.press(&tags, Key::Enter).await;
        page.click(&id("bulk-preview")).await;
        page.wait_attr(&id("bulk-plan"), "data-changed", changed).await;
        page.wait_attr(&id("bulk-plan"), "data-same", same).await;
        if changed == "0" {
            break;
        }
        page.click(&id("bulk-apply")).await;
        page.wait_text("[role=status]", "已改 10 条").await;
    }
    page.click(&id("panel-close")).await;

    // What must be there is not cleared; many are deleted at once and brought back from the history.
    page.click(&id("bulk-delete")).await;
    total(&page, 0).await;
    desk.open("nav-history").await;
    page.click(&format!("{} {}", id("batch"), id("batch-undo"))).await;
    page.click(&id("batch-undo-confirm")).await;
    assert_eq!(desk.total("partner").await, 200);
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn conditions_live_in_the_address() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = with_partners("desk", &server, Screen::Desk, 60).await;
    let page = desk.page();

    // What can be chosen at once is read whole.
    desk.profile.goto("/k/partner").await;
    total(&page, 60).await;
    let cut = "const pen = document.createElement('canvas').getContext('2d'); \
        return [...document.querySelectorAll('.filters select')].filter(s => { const style = getComputedStyle(s); pen.font = style.font; \
        return pen.measureText(s.selectedOptions[0].text).width + 2 * parseFloat(style.paddingLeft) > s.clientWidth; }).map(s => s.selectedOptions[0].text)";
    assert_eq!(page.script(cut, vec![]).await, json!([]));

    desk.profile.goto("/k/partner?industry=化工&district=新北区&q=示例&_sort=-name&_cols=industry,district").await;
    total(&page, 10).await;
    page.wait(&id("chip-industry")).await;
    let first = page.text(&id("row")).await;
    assert!(first.contains("00054"), "{first}");
    desk.reload().await;
    total(&page, 10).await;
    assert_eq!(page.attr("th[aria-sort=descending]", "scope").await, "col");

    // Conditions by the panel: what is empty, what lacks something.
    page.click(&id("filter-open")).await;
    page.fill(&id("filter-add"), "uscc").await;
    page.click(&format!("{} [data-value=\"*\"]", id("condition-uscc"))).await;
    total(&page, 0).await;
    page.click(&format!("{} [data-value=\"-\"]", id("condition-uscc"))).await;
    total(&page, 10).await;
    page.click(&id("filter-done")).await;
    page.gone(&id("filter-panel")).await;
    page.focused(&id("filter-open")).await;

    // Kept under a name, and back with one click.
    page.click(&id("views-open")).await;
    page.type_in(&id("view-name"), "新北化工").await;
    page.click(&id("view-save")).await;
    page.wait_text(&id("saved-view"), "新北化工").await;
    page.click(&id("panel-close")).await;
    page.click(&id("chips-clear")).await;
    total(&page, 60).await;
    // Without conditions these are all records, in whatever order and columns; with others, no view.
    page.wait_text(&format!("{}[aria-current]", id("view")), "全部").await;
    page.fill(&id("list-filter"), "工厂").await;
    page.gone(&format!("{}[aria-current]", id("view"))).await;
    page.click_text(&id("view"), "全部").await;
    page.wait_text(&format!("{}[aria-current]", id("view")), "全部").await;
    assert_eq!(page.count(&format!("{}[aria-current]", id("view"))).await, 1);
    page.click_text(&id("view"), "新北化工").await;
    total(&page, 10).await;
    page.wait_text(&format!("{}[aria-current]", id("view")), "新北化工").await;
    assert_eq!(page.count(&format!("{}[aria-current]", id("view"))).await, 1);

    // Taken out as it stands there.
    let file = desk.download("export-csv").await;
    let csv = std::fs::read_to_string(file).unwrap();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!((lines.len(), lines[0].trim_start_matches('\u{feff}')), (11, "单位名称,行业,区县"));
    assert!(lines[1].starts_with("示例工厂00054号"), "{csv}");
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_finding_to_saving_without_a_mouse() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = with_partners("desk", &server, Screen::Desk, 40).await;
    let page = desk.page();
    desk.press("?").await;
    page.wait(&id("keys-panel")).await;
    desk.press(Key::Escape).await;
    page.gone(&id("keys-panel")).await;

    desk.press("/").await;
    page.focused(&id("list-filter")).await;
    desk.press("工厂0002").await;
    total(&page, 10).await;
    desk.press(Key::Enter).await;
    page.focused("[data-row=\"0\"] a").await;
    desk.press("j").await;
    page.focused("[data-row=\"1\"] a").await;
    desk.press("x").await;
    desk.press("j").await;
    page.focused("[data-row=\"2\"] a").await;
    desk.press("X").await;
    page.wait_attr(&id("selection"), "data-count", "2").await;
    desk.press("k").await;
    page.focused("[data-row=\"1\"] a").await;
    let name = page.text("[data-row=\"1\"] a").await;
    desk.press("e").await;
    page.wait(&id("save")).await;
    page.wait_text(&id("record-title"), &name).await;
    let script = "const e = document.querySelector(arguments[0]); e.focus(); return document.activeElement === e";
    page.until("the address takes the focus", async || {
        (page.script(script, vec![json!(field("address"))]).await == true).then_some(())
    })
    .await;
    desk.press("示例路 8 号").await;
    desk.press(Key::Tab).await;
    // Enter in a one-line field saves.
    let script = "document.querySelector(arguments[0]).focus()";
    page.script(script, vec![json!(field("address"))]).await;
    desk.press(Key::Enter).await;
    page.wait(&id("saved")).await;
    page.wait_text(&id("value-address"), "示例路 8 号").await;
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_read_beside_its_list() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = with_partners("desk", &server, Screen::Desk, 12).await;
    let page = desk.page();
    assert!(!page.has(&id("beside")).await);
    desk.press("p").await;
    page.wait_text(&id("beside"), "00000").await;
    desk.press("j").await;
    page.wait_text(&id("beside"), "00001").await;
    // A click moves there and leaves the list where it is.
    page.click("[data-row=\"4\"] a").await;
    page.wait_text(&id("beside"), "00004").await;
    assert!(page.has(&id("list")).await);
    for dark in [false, true] {
        desk.profile.dark(dark).await;
        assert_eq!(axe::violations(&desk.profile).await, "");
    }
    desk.profile.dark(false).await;
    // So it stays in this browser, until it is closed again.
    desk.reload().await;
    desk.press("j").await;
    page.wait_text(&id("beside"), "00000").await;
    desk.press("o").await;
    page.wait_text(&id("record-title"), "00000").await;
    desk.open("nav-partners").await;
    page.wait(&id("row")).await;
    desk.press("p").await;
    page.gone(&id("beside")).await;
    page.click("[data-row=\"2\"] a").await;
    page.wait_text(&id("record-title"), "00002").await;
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_have_counts_and_totals() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::secretary(&server.origin(), Screen::Desk, Start::Sample).await;
    let page = desk.page();
    desk.profile.goto("/k/need?_group=type&_sort=-headcount&_cols=headcount,budget,partner").await;
    page.wait(&id("group")).await;
    let counts = "return [...document.querySelectorAll(arguments[0])].map(e => Number(e.dataset.count))";
    let counts: Vec<u64> = serde_json::from_value(page.script(counts, vec![json!(id("group"))]).await).unwrap();
    let listed: u64 = page.attr(&id("list"), "data-total").await.parse().unwrap();
    assert!(counts.len() > 1 && counts.iter().sum::<u64>() == listed, "{counts:?} make no {listed}");
    page.wait_text(&id("list-totals"), "人").await;
    for dark in [false, true] {
        desk.profile.dark(dark).await;
        assert_eq!(axe::violations(&desk.profile).await, "");
    }
    desk.profile.dark(false).await;
    // A heading sorts: upwards, downwards, not at all.
    for sorted in ["ascending", "descending", "none"] {
        page.click(&id("sort-title")).await;
        page.wait_attr(&format!("th:has({})", id("sort-title")), "aria-sort", sorted).await;
    }
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phone_everything_fits() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut phone = with_partners("phone", &server, Screen::Phone, 30).await;
    let page = phone.page();
    let wide = "return document.documentElement.scrollWidth - innerWidth";
    let small = "return [...document.querySelectorAll('dialog[open] button, dialog[open] select, dialog[open] input[type=text]')]
        .filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 40).map(e => e.outerHTML)";
    for (open, panel) in
        [("filter-open", "filter-panel"), ("columns-open", "columns-panel"), ("views-open", "views-panel")]
    {
        page.click(&id(open)).await;
        page.wait(&id(panel)).await;
        for dark in [false, true] {
            phone.profile.dark(dark).await;
            assert_eq!(axe::violations(&phone.profile).await, "", "{panel}");
        }
        phone.profile.dark(false).await;
        assert!(page.script(wide, vec![]).await.as_i64().unwrap() <= 0, "{panel} is wider than the screen");
        assert_eq!(page.script(small, vec![]).await, Value::Array(Vec::new()), "{panel} is too small for thumbs");
        page.click(&id("panel-close")).await;
        page.gone(&id(panel)).await;
    }
    page.click(&id("choose-open")).await;
    page.click(&format!("{} {}", id("row"), id("pick"))).await;
    page.wait_attr(&id("selection"), "data-count", "1").await;
    assert_eq!(axe::violations(&phone.profile).await, "");
    assert!(page.script(wide, vec![]).await.as_i64().unwrap() <= 0, "wider than the screen");
    page.click(&id("choose-none")).await;
    page.gone(&id("selection")).await;
    phone.assert_clean().await;
}

/// Says whether rows cover what is in sight of the list.
const COVERED: &str = "
    const frame = document.querySelector('[data-testid=grid-frame]') ?? document.documentElement;
    const rows = [...document.querySelectorAll('[data-testid=row]')].map(e => e.getBoundingClientRect());
    const box = frame === document.documentElement ? { top: 0, bottom: innerHeight } : frame.getBoundingClientRect();
    const list = document.querySelector('[data-testid=list]').getBoundingClientRect();
    const top = Math.max(box.top, list.top) + 41, bottom = Math.min(box.bottom, list.bottom) - 2;
    return rows.length > 0 && Math.min(...rows.map(r => r.top)) <= top && Math.max(...rows.map(r => r.bottom)) >= bottom";

#[tokio::test(flavor = "multi_thread")]
async fn thousands_of_rows_leave_no_blanks() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    for screen in [Screen::Desk, Screen::Phone] {
        let mut device = with_partners("many", &server, screen, 3_000).await;
        let page = device.page();
        for part in ["0.5", "1", "0.25"] {
            let scroll = format!(
                "const e = document.querySelector('[data-testid=grid-frame]') ?? document.documentElement;
                 e.scrollTop = (e.scrollHeight - e.clientHeight) * {part}"
            );
            page.script(&scroll, vec![]).await;
            page.until(&format!("blank rows at {part}"), async || {
                (page.script(COVERED, vec![]).await == true).then_some(())
            })
            .await;
            assert!(page.count(&id("row")).await < 120, "only what is in sight is drawn");
        }
        page.script("scrollTo(0, 0)", vec![]).await;
        // A phone has one search box above a list; what narrows the list stands among its conditions.
        let by_panel = screen == Screen::Phone;
        assert_eq!(page.has(&id("list-filter")).await, !by_panel);
        if by_panel {
            page.click(&id("filter-open")).await;
        }
        page.fill(&id("list-filter"), "工厂02999").await;
        total(&page, 1).await;
        if by_panel {
            page.click(&id("filter-done")).await;
            page.wait_text(&id("chip-words"), "工厂02999").await;
        }
        page.wait_text(&id("row"), "02999").await;
        device.assert_clean().await;
    }
}

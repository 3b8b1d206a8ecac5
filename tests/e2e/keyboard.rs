//! By keyboard alone, on every sort of page: `?` says which keys there are, and they do what it says.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::story::field;
use ronghe_e2e::{Device, Screen, Server, Start, axe, dist, turn};
use thirtyfour::Key;

/// Opens the table of keys, looks for the headings, and closes it; the focus comes back.
async fn table_says(device: &Device, headings: &[&str]) {
    let page = device.page();
    page.script("document.querySelector('main h1').focus()", vec![]).await;
    device.press("?").await;
    page.wait(&id("keys-panel")).await;
    let titles = page.texts(&format!("{} h3", id("keys-panel"))).await;
    assert_eq!(titles, headings);
    device.press(Key::Escape).await;
    page.gone(&id("keys-panel")).await;
    page.focused("main h1").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_of_keys_opens_on_every_page() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::new("desk", &server.origin(), Screen::Desk).await;
    desk.first_start("示例秘书", "化工学院", "示例设备", Start::Sample).await;
    let page = desk.page();
    for path in ["/", "/tasks", "/exchange", "/figures", "/boards", "/reports", "/settings", "/history"] {
        desk.profile.goto(path).await;
        page.wait("main h1").await;
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
    let mut desk = Device::new("desk", &server.origin(), Screen::Desk).await;
    desk.first_start("示例秘书", "化工学院", "示例设备", Start::Sample).await;
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
    desk.assert_clean().await;
}

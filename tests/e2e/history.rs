//! What was before: the history of a field and of a record, the recycle bin, taking any change back,
//! and whose values came in a file. On a phone and on a desk.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::story::field;
use ronghe_e2e::{Device, Screen, Server, Start, axe, dist, turn};
use serde_json::json;

/// The partner of the story, from the sample; found by the initials of its pinyin.
const PARTNER: &str = "合全药业";
const INITIALS: &str = "hqyy";

#[tokio::test(flavor = "multi_thread")]
async fn any_change_is_taken_back_on_the_desk() {
    any_change_is_taken_back(Screen::Desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn any_change_is_taken_back_on_the_phone() {
    any_change_is_taken_back(Screen::Phone).await;
}

async fn any_change_is_taken_back(screen: Screen) {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut office = Device::office_on(&server.origin(), screen, Start::Sample).await;
    one_value_of_one_field(&office).await;
    deleted_with_its_lines(&office).await;
    a_batch_and_the_undo_of_it(&office).await;
    let found = office.inaccessible(&["/history", "/bin"]).await;
    assert!(found.is_empty(), "{found}");
    office.assert_clean().await;
}

async fn one_value_of_one_field(office: &Device) {
    let page = office.page();
    for n in 1..=3 {
        set_address(office, &format!("示例路 {n} 号")).await;
    }
    // The label of a fact opens the history of that field.
    page.click(&id("past-address")).await;
    page.wait(&id("history-entry")).await;
    assert_eq!(page.count(&id("history-entry")).await, 3);
    assert_eq!(page.count(&id("history-part")).await, 3);
    page.wait_text(&id("history-entry"), "示例主任（办公室电脑）").await;
    page.wait(&id("history-first")).await;
    let violations = axe::violations(&office.profile).await;
    assert!(violations.is_empty(), "{violations}");
    let first = format!("{}[aria-label*=\"示例路 1 号\"]", id("history-value-restore"));
    page.click(&first).await;
    page.wait_text(&id("value-address"), "示例路 1 号").await;
    page.gone(&first).await;
    page.until("no fourth entry", async || (page.count(&id("history-entry")).await == 4).then_some(())).await;

    // The whole record as it was before the first edit; the address was empty then.
    page.script("[...document.querySelectorAll(arguments[0])].at(-1).click()", vec![json!(id("history-restore"))])
        .await;
    page.gone(&id("value-address")).await;
}

async fn deleted_with_its_lines(office: &Device) {
    let page = office.page();
    office.search_and_open(INITIALS, PARTNER).await;
    page.click(&id("add-line-visit")).await;
    office.fill("purpose", "internship").await;
    let need = office.add_line("need").await;
    office.fill_line(&need, &[("type", "internship"), ("headcount", "7")]).await;
    office.save().await;
    let visit = office.on_record("visit").await;
    page.wait(&id("line-need")).await;
    page.click(&id("delete")).await;
    page.wait(&id("restore")).await;

    office.open("nav-bin").await;
    let key = visit.rsplit('/').next().unwrap();
    let row = format!("{}[data-id=\"{key}\"]", id("row"));
    page.wait_text(&row, "连同 1 行").await;
    page.wait_text(&row, "示例主任（办公室电脑）").await;
    page.fill(&id("bin-filter"), "没有这个名字").await;
    page.gone(&row).await;
    page.fill(&id("bin-filter"), PARTNER).await;
    page.click(&format!("{row} {}", id("restore"))).await;
    page.gone(&row).await;
    office.profile.goto(&visit).await;
    page.wait(&id("line-need")).await;
    page.wait(&id("delete")).await;
}

async fn a_batch_and_the_undo_of_it(office: &Device) {
    let page = office.page();
    set_address(office, "示例路 8 号").await;
    office.open("nav-history").await;
    let newest = format!("{}:first-child", id("batch"));
    page.wait_text(&newest, PARTNER).await;
    page.click(&format!("{newest} {}", id("batch-undo"))).await;
    page.wait_text(&id("batch-plan"), "1 条会作为新的改动写回").await;
    page.click(&id("batch-undo-confirm")).await;
    page.wait_text(&id("batch"), "已撤销").await;
    assert_eq!(address(office).await, None);

    // The undo is a change like any other.
    office.open("nav-history").await;
    page.wait_text(&newest, "重做").await;
    page.click(&format!("{newest} {}", id("batch-undo"))).await;
    page.click(&id("batch-undo-confirm")).await;
    page.wait_text(".toast", "已撤销").await;
    assert_eq!(address(office).await.as_deref(), Some("示例路 8 号"));

    // By keyboard the last change of this session, and then the one before.
    set_address(office, "示例路 9 号").await;
    office.profile.goto("/tasks").await;
    office.ready().await;
    set_address(office, "示例路 10 号").await;
    let press = "document.activeElement?.blur();
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }))";
    page.script(press, vec![]).await;
    page.wait_text(&id("value-address"), "示例路 9 号").await;
    page.script(press, vec![]).await;
    page.wait_text(".toast", "没有可撤销的").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn values_that_came_in_a_file_name_their_author() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut office = Device::office(&server.origin(), Start::Sample).await;
    office.add("person").await;
    office.fill("name", "示例老师").await;
    office.pick(&field("unit"), "化工学院").await;
    office.save().await;
    let all = office.export_full().await;
    let mut phone = Device::new("phone", &server.origin(), Screen::Phone).await;
    phone.first_start("", "", "示例老师的手机", Start::File(&all, "示例老师")).await;

    // Both change the address without seeing each other; the office settles.
    set_address(&office, "示例路 1 号").await;
    set_address(&phone, "示例路 2 号").await;
    let file = phone.export_full().await;
    assert_eq!(office.import(&[&file]).await.conflicts, 1);
    office.settle("take-mine").await;
    office.search_and_open(INITIALS, PARTNER).await;
    let page = office.page();
    page.click(&id("past-address")).await;
    page.wait_text(&id("history-author"), "示例老师（示例老师的手机）").await;
    page.wait_text(&id("history-entry"), "导入 示例老师").await;

    // Who lost the clash is still there and can be brought back.
    page.wait(&id("history-lost")).await;
    let lost = format!("{}[aria-label*=\"示例路 2 号\"]", id("history-value-restore"));
    page.click(&lost).await;
    page.wait_text(&id("value-address"), "示例路 2 号").await;

    // The settlement is taken back over what came later: nothing to do; the import: left.
    office.open("nav-history").await;
    page.click(&format!("{}:nth-child(2) {}", id("batch"), id("batch-undo"))).await;
    page.wait_text("main, .toast", "后来").await;
    phone.assert_clean().await;
    office.assert_clean().await;
}

async fn set_address(device: &Device, address: &str) {
    device.search_and_open(INITIALS, PARTNER).await;
    device.edit().await;
    device.fill("address", address).await;
    device.save().await;
    device.page().wait_text(&id("value-address"), address).await;
}

async fn address(device: &Device) -> Option<String> {
    device.search_and_open(INITIALS, PARTNER).await;
    device.on_record("partner").await;
    device.page().texts(&id("value-address")).await.pop().map(|text| text.trim().to_owned())
}

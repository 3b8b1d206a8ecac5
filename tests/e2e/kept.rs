//! What is typed outside of the forms of records outlives a reload, stands on the first page until it
//! is used, and stays when what it was for was settled in another way.

#![allow(clippy::unwrap_used, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::story::field;
use ronghe_e2e::{Device, Page, Screen, Server, Start, dist, turn};
use serde_json::json;

/// Waits until a control holds a text again.
async fn holds(page: &Page, css: &str, text: &str) {
    page.until(&format!("{css} never held {text}"), async || (page.value(css).await == text).then_some(())).await;
}

/// A text on the first page, by what its key ends with.
fn found(key: &str) -> String {
    format!("{}[data-key$=\"{key}\"]", id("text-found"))
}

/// Sets a box as pasting does: keys would leave it at the first tab.
async fn paste(page: &Page, cells: &str) {
    let script = "const box = document.querySelector(arguments[0]); box.value = arguments[1];
                  box.dispatchEvent(new Event('input', { bubbles: true }))";
    page.wait(&id("table-paste")).await;
    page.script(script, vec![json!(id("table-paste")), json!(cells)]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_one_is_is_not_typed_twice_at_the_first_start() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut phone = Device::new("phone", &server.origin(), Screen::Phone).await;
    let page = phone.page();
    let typed = [("my-name", "示例老师"), ("my-unit", "化工学院"), ("device-name", "示例手机")];
    for (line, text) in typed {
        page.fill(&id(line), text).await;
    }
    phone.profile.goto("/").await;
    for (line, text) in typed {
        holds(&page, &id(line), text).await;
    }
    page.click(&id("start-empty")).await;
    phone.ready().await;
    let left = page.script("return localStorage.getItem('ronghe.first-start')", vec![]).await;
    assert_eq!(left, serde_json::Value::Null, "it is the workspace's now");
    phone.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_table_a_new_word_and_a_new_field_outlive_a_reload() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::secretary(&server.origin(), Screen::Desk, Start::Empty).await;
    let page = desk.page();

    // A table with a column that means nothing to the program, until somebody says what it is.
    let cells = "单位名称\t怪名\n示例恒通（虚构）\t医药\n";
    desk.profile.goto("/exchange/table?kind=partner").await;
    paste(&page, cells).await;
    page.click(&id("table-read")).await;
    page.fill(&id("map-column-1"), "industry").await;
    desk.reload().await;
    holds(&page, &id("table-paste"), cells).await;
    page.click(&id("table-read")).await;
    holds(&page, &id("map-column-1"), "industry").await;

    // A word and a field in the making.
    desk.profile.goto("/settings/lists/partner_scale").await;
    page.fill(&id("new-code"), "示例规模").await;
    desk.profile.goto("/settings/fields?kind=partner").await;
    page.fill(&id("new-field-label"), "示例温度").await;
    page.fill(&id("new-field-type"), "quantity").await;
    page.click(&id("new-field-listed")).await;
    desk.reload().await;
    holds(&page, &id("new-field-label"), "示例温度").await;
    holds(&page, &id("new-field-type"), "quantity").await;

    // The first page has all three, each with what it is for and the way back.
    desk.profile.goto("/").await;
    for (key, words) in [("table", "示例恒通"), ("code/partner_scale", "示例规模"), ("field", "示例温度")] {
        page.wait_text(&found(key), words).await;
    }
    assert_eq!(page.count(&id("text-found")).await, 3);
    let unfit = desk.inaccessible(&["/"]).await;
    assert!(unfit.is_empty(), "{unfit}");
    page.click(&format!("{} a", found("code/partner_scale"))).await;
    holds(&page, &id("new-code"), "示例规模").await;

    // Used, they are gone.
    page.click(&id("add-code")).await;
    page.wait(&id("saved")).await;
    holds(&page, &id("new-code"), "").await;
    desk.profile.goto("/settings/fields?kind=partner").await;
    holds(&page, &id("new-field-label"), "示例温度").await;
    page.click(&id("add-field")).await;
    page.wait(&id("custom-field")).await;
    holds(&page, &id("new-field-label"), "").await;
    desk.profile.goto("/exchange/table?kind=partner").await;
    page.click(&id("table-read")).await;
    page.click(&id("import-apply")).await;
    page.wait_text(&id("import-result"), "新增 1").await;
    desk.profile.goto("/settings/lists/partner_side").await;
    page.fill(&id("new-code"), "示例方").await;
    desk.profile.goto("/").await;
    page.wait_text(&found("code/partner_side"), "示例方").await;
    assert_eq!(page.count(&id("text-found")).await, 1);
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reason_of_a_step_that_was_not_taken_stays_until_it_is_thrown_away() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut phone = Device::teacher(&server.origin(), Screen::Phone, Start::Sample).await;
    let page = phone.page();
    phone.profile.goto("/k/linkage/new").await;
    phone.fill("what", "示例培训请办").await;
    phone.pick(&field("to"), "继续教育").await;
    // It is sent on the day on which it is written.
    assert!(!page.value(&field("sent")).await.is_empty());
    phone.save().await;
    let sheet = phone.on_record("linkage").await;

    // Somebody begins to say why it goes back, and takes it back himself after all.
    page.click(&id("step-returned")).await;
    page.fill(&id("step-note"), "示例：没有名额").await;
    page.click_text("dialog .btn", "返回").await;
    page.gone("dialog").await;
    phone.profile.goto("/").await;
    page.wait_text(&found("/returned"), "没有名额").await;
    page.click(&format!("{} a", found("/returned"))).await;
    assert_eq!(phone.on_record("linkage").await, sheet);
    page.click(&id("step-withdrawn")).await;
    page.fill(&id("step-note"), "示例：自己办了").await;
    page.click(&id("step-go")).await;
    page.wait_attr(&id("state"), "data-state", "withdrawn").await;

    // What was said then is not lost, and is not lost by a slip either.
    phone.profile.goto("/").await;
    page.wait_text(&found("/returned"), "示例培训请办").await;
    page.wait_text(&found("/returned"), "已在别处定了").await;
    assert_eq!(page.count(&id("text-found")).await, 1, "the reason that was used is in the record");
    page.click(&format!("{} {}", found("/returned"), id("text-discard"))).await;
    page.gone(&id("text-found")).await;
    page.click(&id("undo")).await;
    page.wait_text(&found("/returned"), "没有名额").await;
    let unfit = phone.inaccessible(&["/"]).await;
    assert!(unfit.is_empty(), "{unfit}");
    phone.assert_clean().await;
}

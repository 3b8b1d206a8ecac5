//! What was typed and is not saved: thrown away by a slip and taken back, left lying beside a second
//! one, asked for where it is wrong; and what a saved form leaves behind in the browser's history.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::story::{field, line_field};
use ronghe_e2e::{Device, Screen, Server, Start, dist, turn};

const FIRST: &str = "示例第一家：想要三名技师";
const SECOND: &str = "示例第二家：下月再来";

/// Types a visit and leaves the page without saving it.
async fn leave_a_visit(phone: &Device, remarks: &str) {
    phone.page().type_in(&field("remarks"), remarks).await;
    phone.page().click_text(".foot button", "返回").await;
    phone.page().wait(&id("list-filter")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_unsaved_visits_lie_side_by_side_and_neither_is_lost_by_a_slip() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut phone = Device::teacher(&server.origin(), Screen::Desk, Start::Empty).await;
    let page = phone.page();

    phone.profile.goto("/k/visit/new").await;
    leave_a_visit(&phone, FIRST).await;

    // The question says what stands in it, and another visit can be begun beside it.
    phone.profile.goto("/k/visit/new").await;
    page.wait_text(&id("form-draft"), "示例第一家").await;
    page.click(&id("draft-later")).await;
    page.until("a fresh form", async || page.value(&field("remarks")).await.is_empty().then_some(())).await;
    leave_a_visit(&phone, SECOND).await;

    // Each of the two leads to its own form.
    phone.profile.goto("/").await;
    page.until("two drafts", async || (page.count(&id("draft-found")).await == 2).then_some(())).await;
    for (words, whole) in [("示例第一家", FIRST), ("示例第二家", SECOND)] {
        phone.profile.goto("/").await;
        page.wait(&id("draft-found")).await;
        let script = "[...document.querySelectorAll('[data-testid=draft-found]')].find(e => e.textContent.includes(arguments[0])).querySelector('a').click()";
        page.script(script, vec![words.into()]).await;
        page.wait_text(&id("form-draft"), words).await;
        page.click(&id("draft-continue")).await;
        assert_eq!(page.value(&field("remarks")).await, whole);
    }

    // Thrown away by a slip, and taken back.
    phone.profile.goto("/k/visit/new").await;
    page.wait_text(&id("form-draft"), "示例第二家").await;
    page.click(&id("draft-discard")).await;
    page.click(&id("undo")).await;
    page.wait_text(".toast", "放回去了").await;
    phone.profile.goto("/").await;
    page.until("both again", async || (page.count(&id("draft-found")).await == 2).then_some(())).await;
    let found = phone.inaccessible(&["/k/visit/new"]).await;
    assert!(found.is_empty(), "{found}");
    phone.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_was_taken_out_is_put_back_with_its_words() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut phone = Device::teacher(&server.origin(), Screen::Phone, Start::Empty).await;
    let page = phone.page();
    phone.profile.goto("/k/visit/new").await;

    // One in which nothing was written is just gone.
    let empty = phone.add_line("need").await;
    page.click(&format!("{empty} > button")).await;
    page.gone(&empty).await;
    assert!(!page.has(&id("removed-line-need")).await);

    let line = phone.add_line("need").await;
    phone.fill_line(&line, &[("detail", "十名学生，工期三月")]).await;
    page.click(&format!("{line} > button")).await;
    page.wait_text(&id("removed-line-need"), "十名学生").await;

    // It is there after a reload, too.
    page.click_text(".foot button", "返回").await;
    phone.profile.goto("/k/visit/new").await;
    page.click(&id("draft-continue")).await;
    page.click(&id("put-back-line")).await;
    assert_eq!(page.value(&line_field(&line, "detail")).await, "十名学生，工期三月");
    page.gone(&id("removed-line-need")).await;
    phone.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_was_not_picked_is_asked_for_and_the_form_is_no_place_to_come_back_to() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut phone = Device::teacher(&server.origin(), Screen::Phone, Start::Empty).await;
    let page = phone.page();
    phone.open("nav-visits").await;
    page.click(&id("add")).await;
    page.type_in(&field("partner"), "示例新厂").await;
    page.type_in(&field("remarks"), FIRST).await;
    page.click(&id("save")).await;

    // The finger is led to what is wrong, with the choice that mends it.
    page.focused(&field("partner")).await;
    page.wait(&format!("{}[aria-invalid=true]", field("partner"))).await;
    page.wait_text(".picker .option-new", "示例新厂").await;
    let press = "document.querySelector('.picker .option-new').dispatchEvent(new MouseEvent('mousedown', {bubbles: true, cancelable: true}))";
    page.script(press, vec![]).await;
    page.wait_attr(&field("partner"), "aria-expanded", "false").await;
    page.until("never picked", async || {
        let picked = page.attr(&field("partner"), "data-value").await;
        (!picked.is_empty() && picked != "示例新厂").then_some(())
    })
    .await;
    // A day that lies ahead is not offered as yesterday.
    let near = page.texts(&format!(".with-buttons:has({}) button", field("next_visit"))).await;
    assert_eq!(near, ["今天", "一周后"]);
    page.click(&format!(".with-buttons:has({}) button:last-child", field("next_visit"))).await;
    phone.save().await;
    let path = phone.on_record("visit").await;

    // Back leads to the list, not into the empty form.
    page.script("history.back()", vec![]).await;
    page.wait(&format!("{}[data-total='1']", id("list"))).await;

    // Whoever said that he would come again finds it on the first page, until he has been there.
    phone.open("nav-today").await;
    page.wait_text(&id("again"), "示例新厂").await;
    page.wait_text(&id("again"), "还有 7 天").await;
    page.click(&format!("{} > a", id("again"))).await;
    assert_eq!(phone.on_record("visit").await, path);
    phone.edit().await;
    page.fill(&field("next_visit"), "").await;
    phone.save().await;
    page.script("history.back()", vec![]).await;
    phone.open("nav-today").await;
    page.wait(&id("visit-row")).await;
    page.gone(&id("again")).await;
    phone.assert_clean().await;
}

//! 待办事项: everything that waits, of every kind, by urgency; one tap says that it is done.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_core::record::Id;
use ronghe_e2e::page::id;
use ronghe_e2e::story::field;
use ronghe_e2e::{Device, Screen, Server, Start, dist, turn};

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_found_and_done_on_the_desk() {
    what_waits_is_found_and_done(Screen::Desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_found_and_done_on_the_phone() {
    what_waits_is_found_and_done(Screen::Phone).await;
}

async fn what_waits_is_found_and_done(screen: Screen) {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut office = Device::office_on(&server.origin(), screen, Start::Empty).await;
    let page = office.page();

    // A task of mine without a day, and one of somebody else that was due long ago.
    for (title, owner, due) in [("示例年报", "示例主任", ""), ("示例走访", "示例老师", "2022-02-01")] {
        office.profile.goto("/tasks?kind=task").await;
        page.click(&id("add")).await;
        office.fill("title", title).await;
        office.fill("owner", owner).await;
        office.fill("due", due).await;
        office.save().await;
        office.on_record("task").await;
    }
    office.profile.goto("/tasks").await;
    page.wait_attr(&id("list"), "data-total", "2").await;
    page.wait_text(&format!("li:first-child{}", id("row")), "示例走访").await;
    page.wait_text(&format!("li:first-child{}", id("row")), "逾期").await;
    page.click(&id("whose-mine")).await;
    page.wait_attr(&id("list"), "data-total", "1").await;
    page.wait_text(&id("row"), "示例年报").await;

    // Done with one tap, taken back with another; what is chosen stays when the page is loaded again.
    page.click(&id("mark-done")).await;
    page.wait_attr(&id("list"), "data-total", "0").await;
    page.click(&id("undo")).await;
    page.wait_attr(&id("list"), "data-total", "1").await;
    page.click(&id("mark-done")).await;
    page.wait_attr(&id("list"), "data-total", "0").await;
    office.profile.goto("/tasks?whose=mine").await;
    page.wait_attr(&id("list"), "data-total", "0").await;
    page.click(&id("closed-ones")).await;
    page.wait_attr(&id("list"), "data-total", "1").await;
    page.wait_text(&id("row"), "已办").await;

    // The first page has what is overdue, and nothing else.
    office.profile.goto("/").await;
    page.wait_text(&id("line-task"), "示例走访").await;

    // What is due today does not stand behind what has been late for years.
    office.profile.goto("/tasks?kind=task").await;
    page.click(&id("add")).await;
    office.fill("title", "示例会议").await;
    page.click_text(".with-buttons button", "今天").await;
    office.save().await;
    office.on_record("task").await;
    office.profile.goto("/").await;
    page.wait_text(&id("line-task"), "示例会议").await;
    page.wait_text(&format!("li:first-child{}", id("line-task")), "示例会议").await;
    page.wait(&format!("{}:not([open]) {}", id("long-overdue"), id("line-task"))).await;
    page.click(&format!("{} summary", id("long-overdue"))).await;
    page.wait_text(&format!("{}[open] {}", id("long-overdue"), id("line-task")), "示例走访").await;

    // What is mine stands before what others have to do.
    office.profile.goto("/tasks?kind=task").await;
    page.click(&id("add")).await;
    office.fill("title", "示例我的事").await;
    office.fill("owner", "示例主任").await;
    page.click_text(".with-buttons button", "今天").await;
    office.save().await;
    office.on_record("task").await;
    office.profile.goto("/").await;
    page.wait_text(&format!("{} + ul", id("due-mine")), "示例我的事").await;
    page.wait_text(&format!("{} + ul", id("due-others")), "示例会议").await;
    let found = office.inaccessible(&["/tasks", "/"]).await;
    assert!(found.is_empty(), "{found}");
    office.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_need_is_handed_on_with_whom_it_is_about() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut phone = Device::teacher(&server.origin(), Screen::Phone, Start::Sample).await;
    let page = phone.page();
    let partner = Id::of_key("partner", "hequan");
    phone.profile.goto(&format!("/k/need/new?partner={partner}")).await;
    phone.fill("type", "training").await;
    phone.fill("topic", "示例安全培训").await;
    phone.save().await;
    phone.on_record("need").await;

    // In sight, without unfolding anything; who it is about and who hands it on are known.
    page.click(&id("add-line-linkage")).await;
    page.wait(&id("save")).await;
    assert_eq!(page.attr(&field("partner"), "data-value").await, partner.to_string());
    assert_eq!(page.value(&field("sender")).await, "示例老师");
    phone.fill("what", "示例培训请办").await;
    phone.pick(&field("to"), "继续教育").await;
    phone.save().await;
    phone.on_record("linkage").await;
    page.script("history.back()", vec![]).await;
    page.wait_text(&id("line-linkage"), "示例培训请办").await;
    phone.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_received_us_becomes_a_contact_without_typing_twice() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut phone = Device::teacher(&server.origin(), Screen::Phone, Start::Sample).await;
    let page = phone.page();
    let partner = Id::of_key("partner", "hequan");
    phone.profile.goto(&format!("/k/visit/new?partner={partner}")).await;
    phone.fill("host", "示例王工").await;
    page.click(".form .more").await;
    phone.fill("host_title", "车间主任").await;
    phone.fill("host_phone", "0519-0000 1234").await;
    phone.save().await;
    let visit = phone.on_record("visit").await;
    page.click(&id("host-as-contact")).await;
    page.wait(&id("save")).await;
    assert_eq!(page.value(&field("title")).await, "车间主任");
    assert_eq!(page.value(&field("phone")).await, "0519-0000 1234");
    phone.save().await;
    phone.on_record("contact").await;

    // It is there: nothing is offered any more.
    phone.profile.goto(&visit).await;
    page.wait(&id("history")).await;
    page.gone(&id("host-as-contact")).await;
    phone.assert_clean().await;
}

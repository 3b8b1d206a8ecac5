//! 承诺与任务: everything that waits, of every kind, by urgency; one tap says that it is done.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
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
    let mut office = Device::new("office", &server.origin(), screen).await;
    office.first_start("示例主任", "产学研办公室", "办公室电脑", Start::Empty).await;
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
    let found = office.inaccessible(&["/tasks", "/"]).await;
    assert!(found.is_empty(), "{found}");
    office.assert_clean().await;
}

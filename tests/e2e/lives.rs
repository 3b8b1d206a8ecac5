//! Two tabs, a reload, a new build: the data stays, and the page says what happened.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::story::field;
use ronghe_e2e::{Build, Device, Server, Start, dist, turn};

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_see_each_other() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::office(&server.origin(), Start::Empty).await;
    desk.add_partner("示例甲（虚构）").await;
    let record = desk.on_record("partner").await;

    // The first tab opens the form; the second changes another field of the same record and saves.
    desk.edit().await;
    desk.fill("industry", "化工").await;
    let first = desk.profile.new_tab(&record).await;
    desk.page().wait(&id("edit")).await;
    // What is being typed in the first tab is not offered here as something that was lost.
    desk.edit().await;
    assert!(!desk.page().has(&id("form-draft")).await);
    desk.fill("address", "示例路 8 号").await;
    desk.save().await;
    let second = desk.profile.driver().window().await.unwrap();

    // The first says so, and saving keeps both.
    desk.profile.switch_to(first).await;
    desk.page().wait_text("main", "另一窗口已修改这条记录").await;
    desk.save().await;
    desk.page().wait_text(&id("value-industry"), "化工").await;
    desk.page().wait_text(&id("value-address"), "示例路 8 号").await;
    desk.profile.switch_to(second).await;
    desk.page().wait_text(&id("value-industry"), "化工").await;
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_and_a_kill_keep_what_was_saved_and_what_was_typed() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::office(&server.origin(), Start::Empty).await;
    desk.add_partner("示例乙（虚构）").await;
    desk.add("partner").await;
    desk.fill("name", "示例丙（虚构）").await;
    // A reload asks nothing and loses nothing.
    desk.reload().await;
    desk.page().click(&id("draft-continue")).await;
    assert_eq!(desk.page().value(&field("name")).await, "示例丙（虚构）");
    desk.save().await;

    desk.profile.kill().await;
    desk.profile.restart().await;
    desk.profile.goto("/").await;
    assert_eq!(desk.total("partner").await, 2);
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_build_waits_until_it_is_asked_for_and_keeps_the_data() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::office(&server.origin(), Start::Empty).await;
    desk.add_partner("示例甲（虚构）").await;
    desk.ready_offline().await;
    let old = desk.page().attr(&id("build"), "data-build").await;

    // A complete build that differs in one style sheet.
    let newer = Build::copy();
    newer.change(".css", |text| text + "\n/* newer */\n");
    newer.stamp();
    server.serve(newer.path());
    desk.profile.goto("/").await;
    desk.page().wait(&id("update-available")).await;
    assert_eq!(desk.page().attr(&id("build"), "data-build").await, old, "nothing changes unasked");

    // What is typed in the meantime is there after the update.
    desk.add("partner").await;
    desk.fill("name", "示例乙（虚构）").await;
    desk.page().click(&id("update-now")).await;
    desk.until_other_build(&old).await;
    desk.ready().await;
    desk.page().click(&id("draft-continue")).await;
    assert_eq!(desk.page().value(&field("name")).await, "示例乙（虚构）");
    desk.save().await;
    assert_eq!(desk.total("partner").await, 2);
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_asked_for_in_another_tab_loses_nothing_that_is_being_typed() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::office(&server.origin(), Start::Empty).await;
    desk.add_partner("示例甲（虚构）").await;
    desk.ready_offline().await;
    let old = desk.page().attr(&id("build"), "data-build").await;
    let newer = Build::copy();
    newer.change(".css", |text| text + "\n/* newer */\n");
    newer.stamp();
    server.serve(newer.path());

    // One form of a new record and one of a stored one, both half filled in.
    let record = desk.on_record("partner").await;
    desk.edit().await;
    desk.fill("industry", "化工").await;
    let stored = desk.profile.new_tab("/").await;
    desk.add("partner").await;
    desk.fill("name", "示例乙（虚构）").await;
    let new = desk.profile.new_tab("/").await;
    desk.page().wait(&id("update-available")).await;
    desk.page().click(&id("update-now")).await;

    desk.until_other_build(&old).await;

    // A form that is open is left alone and says that there is a new build. It can be saved first …
    desk.profile.switch_to(stored).await;
    desk.page().wait(&id("update-available")).await;
    assert_eq!(desk.page().value(&field("industry")).await, "化工");
    desk.fill("address", "示例路 8 号").await;
    desk.save().await;
    // … or updated half filled in.
    desk.profile.switch_to(new).await;
    desk.page().wait(&id("update-available")).await;
    assert_eq!(desk.page().value(&field("name")).await, "示例乙（虚构）");
    desk.page().click(&id("update-now")).await;
    desk.until_other_build(&old).await;
    desk.ready().await;
    desk.page().click(&id("draft-continue")).await;
    assert_eq!(desk.page().value(&field("name")).await, "示例乙（虚构）");
    desk.save().await;
    desk.profile.goto(&record).await;
    desk.page().wait_text(&id("value-industry"), "化工").await;
    desk.page().wait_text(&id("value-address"), "示例路 8 号").await;
    assert_eq!(desk.total("partner").await, 2);
    desk.assert_clean().await;
}

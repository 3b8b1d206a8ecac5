//! The program in two files: what the first screen needs is there without the rest, and what needs
//! the rest waits for it, or says that it did not come.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::story::field;
use ronghe_e2e::{Device, Screen, Server, Start, dist, turn};
use thirtyfour::Key;

/// How the address of the rest ends.
const REST: &str = "_rest.wasm";

/// Saves a partner and a visit to it, with nothing but the first part.
async fn record_a_visit(phone: &Device) {
    phone.profile.goto("/k/partner/new").await;
    phone.fill("name", "示例甲（虚构）").await;
    phone.save().await;
    phone.profile.goto("/k/visit/new").await;
    phone.pick(&field("partner"), "示例甲").await;
    phone.save().await;
    phone.open("nav-today").await;
    phone.page().wait_text(&id("visit-row"), "示例甲").await;
    phone.search("shilijia", "示例甲").await;
    phone.page().press(&id("search"), Key::Escape).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_saved_before_the_rest_is_there_and_a_tap_on_it_waits() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    server.withhold(REST);
    let mut phone = Device::teacher(&server.origin(), Screen::Phone, Start::Empty).await;
    record_a_visit(&phone).await;

    phone.page().click(&id("nav-more")).await;
    phone.page().wait(&id("rest-coming")).await;
    server.let_go();
    phone.open("nav-reports").await;
    phone.page().wait(&id("report-visit-outreach-link")).await;
    phone.page().gone(&id("rest-coming")).await;
    assert_eq!(phone.total("visit").await, 1);
    phone.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rest_that_does_not_come_is_told_and_comes_when_asked_again() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    server.refuse(REST);
    let mut phone = Device::teacher(&server.origin(), Screen::Phone, Start::Empty).await;
    record_a_visit(&phone).await;

    phone.page().click(&id("nav-more")).await;
    phone.page().wait(&id("rest-failed")).await;
    server.let_go();
    phone.page().click(&id("rest-retry")).await;
    phone.open("nav-reports").await;
    phone.page().wait(&id("report-visit-outreach-link")).await;
    assert_eq!(phone.total("visit").await, 1);
    phone.profile.assert_same_origin_only().await;
}

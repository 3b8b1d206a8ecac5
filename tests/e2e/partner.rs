//! The page of a partner as people find it: how far it goes with them, and what one does from there
//! with a thumb.

#![allow(clippy::unwrap_used, reason = "tests")]

use ronghe_core::record::Id;
use ronghe_e2e::page::id;
use ronghe_e2e::story::field;
use ronghe_e2e::{Device, Screen, Server, Start, dist, turn};

#[tokio::test(flavor = "multi_thread")]
async fn how_far_it_goes_and_what_is_next() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut phone = Device::teacher(&server.origin(), Screen::Phone, Start::Sample).await;
    let page = phone.page();
    phone.search_and_open("slyw", "示例药物").await;
    let partner = phone.on_record("partner").await;

    // Nine lamps; a dark one says that it is the next thing to ask for.
    page.wait_text(&id("standing"), "合作深度").await;
    page.wait(&id("lamp")).await;
    assert_eq!(page.count(&id("lamp")).await, 9);
    page.click(&format!("{}[data-lit=false]", id("lamp"))).await;
    page.wait(&id("lamp-dark")).await;

    // A form that is begun here knows the partner.
    page.click(&id("quick-add")).await;
    page.click_text(".quick a", "记承诺").await;
    page.wait(&id("save")).await;
    let of = page.attr(&field("partner"), "data-value").await;
    assert_eq!(partner, format!("/k/partner/{of}"));
    phone.fill("side", "ours").await;
    phone.fill("what", "示例：寄协议范本").await;
    phone.fill("due", "2022-03-01").await;
    phone.save().await;

    // There it says since when it is late, and is ticked off.
    phone.profile.goto(&partner).await;
    page.wait_text(&id("line-promise"), "逾期").await;
    let found = phone.inaccessible(&[&partner]).await;
    assert!(found.is_empty(), "{found}");
    page.click(&format!("{} {}", id("line-promise"), id("mark-done"))).await;
    page.wait_text(&id("line-promise"), "已办").await;
    phone.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lamps_of_the_invented_sample_show_what_lights_them() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::office(&server.origin(), Start::Demo).await;
    let page = desk.page();
    let partner = format!("/k/partner/{}", Id::of_key("partner", "x-p1"));
    desk.profile.goto(&partner).await;
    page.wait(&id("lamp")).await;
    let found = desk.inaccessible(&[&partner]).await;
    assert!(found.is_empty(), "{found}");
    // A number says what it counts; what all rows have in common is not said again.
    let needs = page.texts(&id("line-need")).await.join("\n");
    assert!(needs.contains("人数") && needs.contains(" 人"), "{needs}");
    let name = page.text(&id("record-title")).await;
    let visits = page.texts(&id("line-visit")).await;
    assert!(!visits.is_empty() && visits.iter().all(|row| !row.contains(&name)), "{name}: {visits:?}");
    page.click(&id("document-enterprise-page")).await;
    page.wait(&id("report-enterprise-page")).await;
    desk.assert_clean().await;
}

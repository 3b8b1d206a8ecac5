//! Figures open: the value, its list, one record of it mended, and the value moves.

#![allow(clippy::unwrap_used, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::{Device, Screen, Server, Start, dist, turn};

const RATE: &str = "figure-visit-closing-rate";

async fn a_figure_moves(screen: Screen) {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut device = Device::new("figures", &server.origin(), screen).await;
    device.first_start("示例主任", "产学研办公室", "示例设备", Start::Sample).await;
    device.profile.goto("/figures?year=2022").await;
    let page = device.page();
    let card = id(RATE);
    page.until("no figure", async || page.attr_now(&card, "data-value").await.filter(|v| !v.is_empty()).map(drop))
        .await;
    let before: f64 = page.attr(&card, "data-value").await.parse().unwrap();
    assert_eq!(page.attr(&card, "data-unit").await, "%");
    assert_eq!(page.attr(&card, "data-period").await, "2022 年");

    // The rate opens; what is not kept yet is listed, and leads to its record.
    page.click(&card).await;
    page.wait(&id("figure-parts")).await;
    let short = format!("{} {}", id("figure-short"), id("evidence"));
    let open = page.count(&short).await;
    assert!(open > 0, "the sample has promises that are not kept");
    page.click(&format!("{short} a")).await;
    device.on_record("promise").await;
    device.edit().await;
    device.fill("state", "done").await;
    device.save().await;

    device.profile.goto("/figures/visit-closing-rate?year=2022").await;
    page.wait(&id("figure-parts")).await;
    page.until("the kept promise still stands among the open ones", async || {
        (page.count(&short).await + 1 == open).then_some(())
    })
    .await;
    let after: f64 = page.attr(&card, "data-value").await.parse().unwrap();
    assert!(after > before, "{before} % became {after} %");

    let found = device.inaccessible(&["/figures?year=2022", "/figures/visit-closing-rate?year=2022"]).await;
    assert!(found.is_empty(), "{found}");
    device.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_opens_and_moves_on_the_phone() {
    a_figure_moves(Screen::Phone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_opens_and_moves_on_the_desk() {
    a_figure_moves(Screen::Desk).await;
}

//! The invented sample is put in by one tap, fills lists, figures and boards, and is taken out by
//! another; what somebody wrote stays.

#![allow(clippy::unwrap_used, reason = "tests")]

use ronghe_core::record::Id;
use ronghe_e2e::page::id;
use ronghe_e2e::{Device, Screen, Server, Start, dist, turn};

async fn it_comes_and_goes(screen: Screen) {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut device = Device::office_on(&server.origin(), screen, Start::Demo).await;
    let page = device.page();
    let kinds = ["partner", "visit", "agreement", "project", "contract", "room"];
    for kind in kinds {
        assert!(device.total(kind).await >= 20 || kind == "project" || kind == "contract", "{kind}");
    }
    let boards = [
        "depth",
        "lamps",
        "account",
        "modes",
        "aspects",
        "assessment",
        "practice",
        "samples",
        "papers",
        "majors",
        "traits",
        "platforms",
        "base-items",
        "bodies",
        "studies",
        "rooms",
        "rooms-by-college",
        "space",
        "building-money",
    ];
    for board in boards {
        device.profile.goto(&format!("/boards/{board}")).await;
        page.wait(&format!("{} td:not(.none)", id(&format!("board-{board}")))).await;
    }
    device.profile.goto("/raised").await;
    page.wait(&id("raised")).await;

    // Somebody writes into a partner of the sample, and takes the sample out.
    device.profile.goto(&format!("/k/partner/{}/edit", Id::of_key("partner", "x-p1"))).await;
    device.fill("remarks", "这一条我改过。").await;
    device.save().await;
    device.profile.goto("/settings").await;
    page.click(&id("demo-remove")).await;
    page.gone(&id("demo-remove")).await;
    for kind in kinds {
        assert_eq!(device.total(kind).await, usize::from(kind == "partner"), "{kind}");
    }
    device.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_comes_and_goes_on_the_phone() {
    it_comes_and_goes(Screen::Phone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_comes_and_goes_on_the_desk() {
    it_comes_and_goes(Screen::Desk).await;
}

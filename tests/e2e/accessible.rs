//! Every page at both widths, in light and in dark: axe finds nothing, nothing is cut off at the
//! side. Also the pictures of the README, when `RONGHE_PICTURES=1` asks for them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::{Device, Screen, Server, Start, dist, root, turn};

/// Pages that need no record.
const PAGES: [&str; 28] = [
    "/",
    "/k/partner",
    "/k/visit",
    "/k/person",
    "/k/photo",
    "/k/partner/new",
    "/k/visit/new",
    "/k/agreement/new",
    "/tasks",
    "/exchange",
    "/exchange/table",
    "/clashes",
    "/duplicates",
    "/safe",
    "/history",
    "/bin",
    "/reports",
    "/reports/visit-outreach",
    "/settings",
    "/settings/lists",
    "/settings/fields",
    "/cockpit",
    "/figures",
    "/boards",
    "/boards/lamps",
    "/raised",
    "/k/task",
    "/more",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_page_on_the_phone() {
    every_page(Screen::Phone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_on_the_desk() {
    every_page(Screen::Desk).await;
}

async fn every_page(screen: Screen) {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut device = Device::new("axe", &server.origin(), screen).await;
    device.page().wait(&id("first-run")).await;
    let mut found = device.inaccessible(&["/"]).await;
    device.first_start("示例主任", "产学研办公室", "示例设备", Start::Sample).await;
    let mut pages: Vec<String> = PAGES.iter().map(|path| (*path).to_owned()).collect();
    for (words, kind) in [("示例药物", "partner"), ("示例药物 2022", "visit")] {
        device.profile.goto(&format!("/k/{kind}?q={words}")).await;
        device.page().click(&format!("{} a", id("row"))).await;
        let record = device.on_record(kind).await;
        pages.push(format!("{record}/edit"));
        pages.push(record);
    }
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    found += &device.inaccessible(&pages).await;
    assert!(found.is_empty(), "{found}");
    device.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_for_the_readme() {
    if std::env::var_os("RONGHE_PICTURES").is_none() {
        return;
    }
    let _turn = turn().await;
    let pictures = root().join("docs/pictures");
    std::fs::create_dir_all(&pictures).unwrap();
    let server = Server::start(&dist());
    let desk = Device::office(&server.origin(), Start::Sample).await;
    let all = desk.export_full().await;
    let phone = Device::new("phone", &server.origin(), Screen::Phone).await;
    phone.page().wait(&id("first-run")).await;
    phone.page().fill(&id("my-name"), "示例老师").await;
    phone.page().choose(&id("start-file-input"), &[&all]).await;
    phone.page().click(&id("pick-none")).await;
    phone.ready().await;
    phone.page().wait(&id("visit-row")).await;
    phone.page().picture(&pictures.join("phone-today.png")).await;

    phone.search_and_open("slyw", "示例").await;
    phone.page().click(&id("add-line-visit")).await;
    phone.page().wait(&id("last-promises")).await;
    phone.page().script("scrollTo(0, 0)", vec![]).await;
    phone.page().picture(&pictures.join("phone-visit.png")).await;
    phone.fill("purpose", "internship").await;
    let line = phone.add_line("need").await;
    phone.fill_line(&line, &[("type", "internship"), ("headcount", "12")]).await;
    phone.save().await;
    let file = phone.export_full().await;

    desk.search_and_open("slyw", "示例").await;
    desk.page().picture(&pictures.join("desk-partner.png")).await;
    desk.preview(&[&file]).await;
    desk.page().picture(&pictures.join("desk-import.png")).await;
}

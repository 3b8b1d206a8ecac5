//! Every report opens, checks and goes out: on the phone and on the desk.

#![allow(clippy::unwrap_used, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::{Device, Screen, Server, Start, dist, turn};

#[tokio::test(flavor = "multi_thread")]
async fn every_report_on_the_phone() {
    every_report(Screen::Phone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_report_on_the_desk() {
    every_report(Screen::Desk).await;
}

/// Opens each report of the list; a table has its check and its .csv, a document its sections.
async fn every_report(screen: Screen) {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut device = Device::office_on(&server.origin(), screen, Start::Sample).await;
    device.profile.goto("/reports").await;
    let page = device.page();
    let links = "a[data-testid^=report-][data-testid$=-link]";
    page.wait(links).await;
    let script = format!("return [...document.querySelectorAll('{links}')].map(a => a.getAttribute('href'))");
    let hrefs = page.script(&script, Vec::new()).await;
    let hrefs: Vec<String> = serde_json::from_value(hrefs).unwrap();
    assert!(!hrefs.is_empty());
    for href in &hrefs {
        device.profile.goto(href).await;
        let name = href.rsplit('/').next().unwrap();
        page.wait(&id(&format!("report-{name}"))).await;
        if page.has(&id("report-csv")).await {
            page.wait(&id("report-check")).await;
            let csv = std::fs::read_to_string(device.download("report-csv").await).unwrap();
            let headings = csv.strip_prefix('\u{feff}').unwrap().lines().next().unwrap();
            assert!(headings.contains(','), "{name}: {headings}");
            let book = std::fs::read(device.download("report-xlsx").await).unwrap();
            assert!(book.starts_with(b"PK"), "{name}: a workbook is an archive");
            let sheet = String::from_utf8_lossy(&book);
            let first = headings.split(',').next().unwrap();
            assert!(sheet.contains(first), "{name}: its first heading is {first}");
        }
    }
    let mut pages: Vec<&str> = hrefs.iter().map(String::as_str).collect();
    pages.push("/reports");
    let found = device.inaccessible(&pages).await;
    assert!(found.is_empty(), "{found}");
    device.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_sets_what_a_column_takes_and_every_value_opens() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut device = Device::office(&server.origin(), Start::Sample).await;
    device.profile.goto("/reports/visit-outreach").await;
    let page = device.page();
    page.fill(&id("school-code"), "1234567890").await;
    page.wait(&id("report-row")).await;
    let before = page.count(&id("report-refused")).await;
    page.click(&id("report-rules")).await;
    page.click(&id("rule-required-JSXSJYQXX")).await;
    page.until("nothing more is refused", async || (page.count(&id("report-refused")).await > before).then_some(()))
        .await;
    // The rule is a record: it is there after a reload.
    device.reload().await;
    page.wait(&id("report-row")).await;
    assert!(page.count(&id("report-refused")).await > before);
    page.click(&id("report-evidence")).await;
    page.wait(&id("report-origins")).await;
    assert_eq!(page.text(&id("value-XXDM")).await, "1234567890");
    device.assert_clean().await;
}

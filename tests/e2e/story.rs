//! The main job, end to end: a visit on the phone, a file to the office, a clash that is settled,
//! a table for the ministry. The phone works without the server from its first page on.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::story::{field, line_field};
use ronghe_e2e::{Device, Preview, Screen, Server, Start, dist, turn};
use std::time::Duration;

/// The partner of the story, from the sample; found by the initials of its pinyin.
const PARTNER: &str = "合全药业";
const INITIALS: &str = "hqyy";

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_on_the_phone_reaches_the_office() {
    let _turn = turn().await;
    let mut server = Server::start(&dist());

    // The office starts with the sample, adds a college's teacher, and hands out a starter file.
    let mut office = Device::office(&server.origin(), Start::Sample).await;
    add_person(&office, "示例老师", "检测学院").await;
    let starter = office.export_starter().await;
    let all = office.export_full().await;

    // The phone starts from the starter; its owner picks himself, and the unit comes with him.
    let mut phone = Device::new("phone", &server.origin(), Screen::Phone).await;
    phone.first_start("还没选", "", "示例老师的手机", Start::File(&starter, "示例老师")).await;
    phone.open("nav-settings").await;
    assert_eq!(phone.page().value(&id("my-name")).await, "示例老师");
    assert_eq!(phone.page().value(&id("my-unit")).await, "检测学院");

    // What the office knows comes as a file, too.
    let counts = phone.import(&[&all]).await;
    assert_eq!((counts.updated, counts.conflicts, counts.missing, counts.bad), (0, 0, 0, 0));
    assert_eq!(phone.total("visit").await, 2);

    // From here on there is no network.
    phone.ready_offline().await;
    server.stop();
    phone.profile.goto("/").await;
    record_visit(&phone).await;
    phone.open("nav-today").await;
    phone.page().wait_text(&id("visit-row"), PARTNER).await;
    phone.page().wait_text(&id("visit-row"), "需求 2 行 · 承诺 2 件").await;
    lose_and_find_a_draft(&mut phone).await;

    // The file goes to the office, which is offline as well.
    let from_phone = phone.export_full().await;
    assert_eq!(phone.unsent().await, 0);
    let counts = office.preview(&[&from_phone]).await;
    let expected = Preview { new: 6, same: counts.same, ..Preview::default() };
    assert_eq!(counts, expected, "two visits, two needs, two promises");
    assert!(counts.same > 50, "the starter's records are there on both sides");
    office.apply_import().await;
    assert_eq!(office.total("visit").await, 4);
    office.open("nav-today").await;
    office.page().wait_text(&id("visit-row"), "需求 2 行 · 承诺 2 件").await;

    // The same file twice changes nothing.
    let again = office.preview(&[&from_phone]).await;
    assert_eq!(again, Preview { same: counts.same + counts.new, ..Preview::default() });

    phone.assert_clean().await;
    office.assert_clean().await;
}

/// A person of ours under an existing unit, found by what people type.
async fn add_person(device: &Device, name: &str, unit: &str) {
    device.add("person").await;
    device.fill("name", name).await;
    device.pick(&field("unit"), unit).await;
    device.save().await;
    device.page().wait_text(&id("value-unit"), unit).await;
}

/// A first visit with needs of two types and a promise of each side.
async fn record_visit(phone: &Device) {
    phone.search_and_open(INITIALS, PARTNER).await;
    phone.page().click(&id("add-line-visit")).await;
    phone.page().wait_text(&id("last-promises"), "还没有说好的事").await;
    assert_eq!(phone.page().value(&field("partner")).await, PARTNER, "the partner is filled in");
    assert_eq!(phone.page().value(&field("lead")).await, "示例老师", "who records it led it");
    phone.fill("purpose", "internship").await;
    phone.fill("host", "人力资源部（示例）").await;

    let internship = phone.add_line("need").await;
    phone.fill_line(&internship, &[("type", "internship")]).await;
    phone.pick(&line_field(&internship, "major"), "ypsc").await;
    assert_eq!(phone.page().value(&line_field(&internship, "major")).await, "药品生产技术");
    let details = [("headcount", "12"), ("monthly_pay", "3000"), ("lodging", "true")];
    phone.fill_line(&internship, &details).await;
    let technology = phone.add_line("need").await;
    let details = [("type", "technology"), ("topic", "溶剂回收能耗（示例）"), ("budget", "20万")];
    phone.fill_line(&technology, &details).await;

    let ours = phone.add_line("promise").await;
    phone.fill_line(&ours, &[("side", "ours"), ("what", "一周内寄协议范本（示例）")]).await;
    let theirs = phone.add_line("promise").await;
    phone.fill_line(&theirs, &[("side", "theirs"), ("what", "排出实习岗位（示例）")]).await;
    phone.save().await;
    phone.on_record("visit").await;
}

/// The next visit: what was promised last time is in sight; the browser dies half a second after
/// the last key, and everything that was typed is there again.
async fn lose_and_find_a_draft(phone: &mut Device) {
    phone.search_and_open(INITIALS, PARTNER).await;
    phone.page().click(&id("add-line-visit")).await;
    phone.page().wait_text(&id("last-promises"), "一周内寄协议范本（示例）").await;
    phone.page().wait_text(&id("last-promises"), "排出实习岗位（示例）").await;
    phone.fill("purpose", "technology").await;
    phone.page().type_in(&field("remarks"), "车间主任带着看了两条线，第二条").await;
    // Half a second is what the user is promised, so here the time itself is the scenario.
    tokio::time::sleep(Duration::from_millis(500)).await;
    phone.profile.kill_now();

    phone.profile.restart().await;
    phone.profile.goto("/").await;
    phone.page().click(&format!("{} a", id("draft-found"))).await;
    phone.page().click(&id("draft-continue")).await;
    assert_eq!(phone.page().value(&field("remarks")).await, "车间主任带着看了两条线，第二条");
    assert_eq!(phone.page().value(&field("purpose")).await, "technology");
    assert_eq!(phone.page().value(&field("partner")).await, PARTNER);
    phone.page().type_in(&field("remarks"), "还在调试。").await;
    phone.save().await;
    phone.open("nav-today").await;
    phone.page().gone(&id("draft-found")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_taken_back_and_a_clash_is_settled() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut office = Device::office(&server.origin(), Start::Sample).await;
    add_person(&office, "示例老师", "化工学院").await;
    let starter = office.export_full().await;
    let mut phone = Device::new("phone", &server.origin(), Screen::Phone).await;
    phone.first_start("", "", "示例老师的手机", Start::File(&starter, "示例老师")).await;

    // An update comes, and is taken back: the old value is there again.
    set_address(&phone, "示例路 1 号").await;
    let file = phone.export_full().await;
    let counts = office.preview(&[&file]).await;
    assert_eq!((counts.new, counts.updated, counts.conflicts), (0, 1, 0));
    office.page().wait_text(".field-row", "较新").await;
    office.apply_import().await;
    assert_eq!(address(&office).await.as_deref(), Some("示例路 1 号"));
    office.open("nav-exchange").await;
    office.undo_import().await;
    assert_eq!(address(&office).await, None);

    // It can be taken again, and is there again.
    assert_eq!(office.import(&[&file]).await.updated, 1);
    assert_eq!(address(&office).await.as_deref(), Some("示例路 1 号"));

    // Both change the address without seeing each other: both keep both.
    set_address(&office, "示例路 2 号").await;
    set_address(&phone, "示例路 3 号").await;
    let (from_office, from_phone) = (office.export_full().await, phone.export_full().await);
    assert_eq!(office.import(&[&from_phone]).await.conflicts, 1);
    assert_eq!(phone.import(&[&from_office]).await.conflicts, 1);
    assert_clash(&office, "示例路 2 号", "示例路 3 号").await;
    assert_clash(&phone, "示例路 3 号", "示例路 2 号").await;

    // The phone settles it; the office needs not.
    phone.settle("take-theirs").await;
    let settled = phone.export_full().await;
    let counts = office.import(&[&settled]).await;
    assert_eq!((counts.updated, counts.conflicts), (1, 0));
    office.profile.goto("/clashes").await;
    office.page().wait_text("main", "没有").await;
    office.page().gone(&id("conflict")).await;
    for device in [&office, &phone] {
        assert_eq!(address(device).await.as_deref(), Some("示例路 2 号"));
    }
    phone.assert_clean().await;
    office.assert_clean().await;
}

async fn set_address(device: &Device, address: &str) {
    device.search_and_open(INITIALS, PARTNER).await;
    device.edit().await;
    device.fill("address", address).await;
    device.save().await;
    device.page().wait_text(&id("value-address"), address).await;
}

async fn address(device: &Device) -> Option<String> {
    device.search_and_open(INITIALS, PARTNER).await;
    device.on_record("partner").await;
    device.page().texts(&id("value-address")).await.pop().map(|text| text.trim().to_owned())
}

async fn assert_clash(device: &Device, mine: &str, theirs: &str) {
    device.profile.goto("/clashes").await;
    let clash = id("conflict");
    device.page().wait_text(&format!("{clash} {}", id("mine")), mine).await;
    device.page().wait_text(&format!("{clash} {}", id("theirs")), theirs).await;
    assert_eq!(device.page().count(&clash).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_another_workspace_says_so_first() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut other = Device::new("other", &server.origin(), Screen::Desk).await;
    other.first_start("示例外人", "外单位", "别的电脑", Start::Empty).await;
    other.add("partner").await;
    other.fill("name", "示例丁（虚构）").await;
    other.save().await;
    let file = other.export_full().await;

    let mut office = Device::office(&server.origin(), Start::Sample).await;
    let counts = office.preview(&[&file]).await;
    assert_eq!((counts.new, counts.bad), (1, 0));
    office.page().wait_text(&id("import-other-workspace"), "外单位").await;
    office.page().click(&id("import-cancel")).await;
    office.page().gone(&id("import-preview")).await;

    // Of several files it says whose.
    let own = office.export_full().await;
    office.page().wait_text(".toast", "已存到这台设备的“下载”").await;
    office.preview(&[&own, &file]).await;
    office.page().wait_text(&id("import-other-workspace"), "示例外人 的文件来自另一个工作区").await;
    office.page().click(&id("import-cancel")).await;
    office.page().gone(&id("import-preview")).await;
    office.assert_clean().await;
    other.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ministrys_table_is_checked_mended_and_saved() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut office = Device::office(&server.origin(), Start::Sample).await;
    let page = office.page();
    office.open("nav-reports").await;
    page.click(&id("report-visit-outreach-link")).await;
    page.wait(&id("report-visit-outreach")).await;

    // Without the school's code every row would be refused.
    page.wait(&id("report-refused")).await;
    page.fill(&id("school-code"), "4132013104").await;
    let refused = page.count(&id("report-refused")).await;
    assert!(refused > 0, "示例 companies have no credit code");

    // Each refusal leads to the form that mends it.
    page.click_text(&format!("{} a", id("report-refused")), "去改").await;
    page.wait(&id("save")).await;
    office.profile.goto("/reports/visit-outreach").await;

    page.click(&id("report-all")).await;
    let csv = std::fs::read(office.download("report-csv").await).unwrap();
    assert!(csv.starts_with("\u{feff}".as_bytes()), "Excel needs the mark to read UTF-8");
    let csv = String::from_utf8(csv).unwrap();
    let heading = csv.lines().next().unwrap_or_default();
    for code in ["ZFQYMC", "ZFQYDM", "QTBFR", "JSSXSZYRS"] {
        assert!(heading.contains(code), "{code} is missing in {heading}");
    }
    assert!(csv.contains("示例") && csv.contains("\r\n"));
    office.assert_clean().await;
}

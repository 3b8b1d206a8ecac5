//! Files in all weathers: many at once, in parts, sealed, without telephone numbers, late; and a
//! device that is handed on.

#![allow(clippy::unwrap_used, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::{Device, Screen, Server, Start, dist, turn};
use std::path::PathBuf;

async fn device(server: &Server, name: &'static str, screen: Screen, start: Start<'_>) -> Device {
    let device = Device::new(name, &server.origin(), screen).await;
    device.first_start(&format!("示例{name}"), "化工学院", &format!("{name}的设备"), start).await;
    device
}

async fn names(device: &Device) -> usize {
    device.total("partner").await
}

async fn export(device: &Device, button: &str) -> PathBuf {
    device.open("nav-exchange").await;
    device.download(button).await
}

#[tokio::test(flavor = "multi_thread")]
async fn many_files_at_once_in_any_order_with_a_gap_and_in_part() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut office = device(&server, "office", Screen::Desk, Start::Empty).await;
    let starter = office.export_starter().await;
    let mut phones = Vec::new();
    for name in ["one", "two"] {
        let phone = Device::new(name, &server.origin(), Screen::Phone).await;
        phone.page().wait(&id("first-run")).await;
        phone.first_start(&format!("示例{name}"), "化工学院", name, Start::Empty).await;
        phone.import(&[&starter]).await;
        phones.push(phone);
    }
    phones[0].add_partner("示例甲（虚构）").await;
    let full = phones[0].export_full().await;
    phones[0].add_partner("示例乙（虚构）").await;
    let late = export(&phones[0], "export-delta").await;
    phones[0].add_partner("示例丙（虚构）").await;
    let last = export(&phones[0], "export-delta").await;
    phones[1].add_partner("示例丁（虚构）").await;
    let other = phones[1].export_full().await;

    // The newest and another's come first: one preview, and it is said what is missing before.
    let counts = office.preview(&[&last, &other]).await;
    assert_eq!((counts.new, counts.bad), (2, 0));
    let page = office.page();
    assert_eq!(page.count(&id("import-file-row")).await, 2);
    page.wait_text(&id("import-gap"), "还差").await;
    office.apply_import().await;
    assert_eq!(names(&office).await, 2);

    // What was late comes, and one record of it is left out; then it is taken after all.
    office.preview(&[&late, &full]).await;
    page.click(&format!("{} input", id("import-row"))).await;
    office.apply_import().await;
    assert_eq!(names(&office).await, 3);
    assert_eq!(office.import(&[&full, &late]).await.new, 1);
    assert_eq!(names(&office).await, 4);

    // The same files change nothing, and say when they came.
    let again = office.preview(&[&full, &late, &last, &other]).await;
    assert_eq!((again.new, again.updated, again.conflicts), (0, 0, 0));
    page.wait_text(&id("import-file-row"), "导入").await;
    page.click(&id("import-cancel")).await;

    // The ledger of exchanges holds all of it, both ways.
    assert_eq!(page.count(&id("import-past")).await, 3);
    assert!(page.count(&id("export-past")).await >= 1);

    // The office confirms; only what is new since goes back to the phone's office file.
    let back = office.export_full().await;
    phones[0].import(&[&back]).await;
    phones[0].page().wait_attr(&id("status-line"), "data-unacknowledged", "0").await;
    for phone in &mut phones {
        phone.assert_clean().await;
    }
    office.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sealed_file_opens_with_its_passphrase_alone() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut sender = device(&server, "sender", Screen::Phone, Start::Empty).await;
    sender.add_partner("示例甲（虚构）").await;
    sender.open("nav-exchange").await;
    let page = sender.page();
    page.fill(&id("export-passphrase"), "化工学院 二〇二六").await;
    let sealed = sender.download("export-full").await;
    let text = std::fs::read_to_string(&sealed).unwrap();
    assert!(text.contains("ronghe-encrypted") && !text.contains("示例甲"));

    let mut reader = device(&server, "reader", Screen::Phone, Start::Empty).await;
    reader.open("nav-exchange").await;
    let page = reader.page();
    page.choose(&id("import-file"), &[&sealed]).await;
    page.fill(&id("import-passphrase"), "不是这个口令").await;
    page.click(&id("import-unlock")).await;
    page.wait_text(&id("import-error"), "口令").await;
    page.fill(&id("import-passphrase"), "化工学院 二〇二六").await;
    page.click(&id("import-unlock")).await;
    page.wait(&id("import-preview")).await;
    assert_eq!(reader.counts().await.new, 1);
    reader.apply_import().await;
    assert_eq!(names(&reader).await, 1);
    reader.assert_clean().await;
    sender.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_goes_out_and_telephone_numbers_stay_at_home() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut office = device(&server, "office", Screen::Desk, Start::Empty).await;
    office.add_partner("示例甲（虚构）").await;
    let page = office.page();
    page.click(&id("add-line-contact")).await;
    office.fill("name", "示例联系人").await;
    office.fill("phone", "13900000000").await;
    office.save().await;
    office.add_partner("示例乙（虚构）").await;

    office.open("nav-exchange").await;
    page.fill(&id("export-part"), "partner").await;
    page.fill(&id("export-part-search"), "示例甲").await;
    page.click_text(&id("export-part-pick"), "示例甲").await;
    page.wait_text(&id("export-selection-contents"), "联系人 1").await;
    let part = std::fs::read_to_string(office.download("export-selection").await).unwrap();
    assert!(part.contains("示例甲") && part.contains("13900000000") && !part.contains("示例乙"));

    page.click(&id("export-redacted")).await;
    let redacted = std::fs::read_to_string(office.download("export-full").await).unwrap();
    assert!(redacted.contains("示例联系人") && !redacted.contains("13900000000"));
    office.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_is_cleared_only_after_a_file_was_verified() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut phone = device(&server, "lent", Screen::Phone, Start::Empty).await;
    phone.add_partner("示例甲（虚构）").await;
    let old = phone.export_full().await;
    phone.add_partner("示例乙（虚构）").await;
    phone.profile.goto("/safe").await;
    let page = phone.page();
    page.wait(&id("safe")).await;
    page.click(&format!("{} summary", id("clear-device"))).await;
    page.choose(&id("clear-verify"), &[&old]).await;
    page.wait_text(&id("clear-refused"), "少 1 条").await;
    page.fill(&id("clear-name"), "lent的设备").await;
    assert!(page.attr_now(&id("clear-confirm"), "disabled").await.is_some());

    let file = phone.download("clear-export").await;
    page.choose(&id("clear-verify"), &[&file]).await;
    page.wait(&id("clear-verified")).await;
    page.fill(&id("clear-name"), "lent的设备").await;
    page.click(&id("clear-confirm")).await;
    page.wait(&id("clear-done")).await;

    // Nothing is left, and it is not taken for a loss; the file brings everything back.
    phone.profile.goto("/").await;
    page.wait(&id("first-run")).await;
    phone.first_start("示例新", "化工学院", "新设备", Start::Empty).await;
    assert_eq!(names(&phone).await, 0);
    assert_eq!(phone.import(&[&file]).await.new, 2);
    phone.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_cut_off_is_taken_as_far_as_it_is_whole() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let office = device(&server, "office", Screen::Desk, Start::Empty).await;
    for name in ["示例甲（虚构）", "示例乙（虚构）", "示例丙（虚构）"] {
        office.add_partner(name).await;
    }
    let whole = office.export_full().await;
    let text = std::fs::read_to_string(&whole).unwrap();
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("{\"_k\"")).collect();
    let cut = whole.with_file_name("cut.json");
    std::fs::write(&cut, &text[..text.find(rows[2]).unwrap() + 40]).unwrap();

    let mut reader = device(&server, "reader", Screen::Phone, Start::Empty).await;
    reader.open("nav-exchange").await;
    let page = reader.page();
    page.choose(&id("import-file"), &[&cut]).await;
    page.wait_text(&id("import-error"), "文件不完整：应有 3 行，只读到 2 行").await;
    // Left alone, nothing happens; taken, it is not counted as having come.
    page.click(&id("import-cut-leave")).await;
    page.gone(&id("import-cut-leave")).await;
    assert!(!page.has(&id("import-preview")).await);
    page.choose(&id("import-file"), &[&cut]).await;
    page.click(&id("import-cut-take")).await;
    page.wait(&id("import-cut-short")).await;
    assert_eq!(reader.counts().await.new, 2);
    reader.apply_import().await;
    assert_eq!(names(&reader).await, 2);
    // The whole file brings the rest.
    let counts = reader.import(&[&whole]).await;
    assert_eq!((counts.new, counts.same), (1, 2));
    reader.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_phone_takes_over_everything_history_drafts_and_photos() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut old = device(&server, "old", Screen::Phone, Start::Empty).await;
    old.add_partner("示例甲（虚构）").await;
    for address in ["示例路 1 号", "示例路 2 号"] {
        old.edit().await;
        old.fill("address", address).await;
        old.save().await;
    }
    // A visit half filled in, with a picture that this browser keeps as it is.
    let picture = old.profile.downloads().join("IMG_0001.HEIC");
    std::fs::write(&picture, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic and so on").unwrap();
    old.add("visit").await;
    old.fill("remarks", "没写完的走访").await;
    let page = old.page();
    page.choose(&id("photo-file"), &[&picture]).await;
    page.wait_text(&id("photo-note"), "已按原样收下").await;
    let moved = export(&old, "export-transfer").await;
    assert!(moved.to_string_lossy().ends_with(".zip"), "there is a photo in it");

    let mut new = Device::new("new", &server.origin(), Screen::Phone).await;
    let page = new.page();
    page.wait(&id("first-run")).await;
    page.choose(&id("start-file-input"), &[&moved]).await;
    page.wait_text(&id("pick-same"), "示例old").await;
    page.click(&id("pick-same")).await;
    new.ready().await;
    assert_eq!(names(&new).await, 1);
    new.search_and_open("示例甲", "示例甲").await;
    new.edit().await;
    new.fill("address", "示例路 3 号").await;
    new.save().await;
    // What the old phone knew stands behind what the new one writes.
    page.click(&format!("{} summary", id("history"))).await;
    for address in ["示例路 2 号", "示例路 1 号"] {
        page.wait_text(&id("history"), address).await;
    }
    new.profile.goto("/").await;
    page.click(&format!("{} a", id("draft-found"))).await;
    page.click(&id("draft-continue")).await;
    page.wait_text(&id("line-photo"), "").await;
    page.wait_attr(&id("photo"), "data-state", "undecodable").await;
    assert_eq!(page.value(&ronghe_e2e::story::field("remarks")).await, "没写完的走访");
    new.assert_clean().await;
    old.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_starts_from_a_sealed_file() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let office = device(&server, "office", Screen::Desk, Start::Empty).await;
    office.add_partner("示例甲（虚构）").await;
    office.open("nav-exchange").await;
    office.page().fill(&id("export-passphrase"), "化工学院 2026").await;
    let sealed = office.download("export-full").await;

    let mut phone = Device::new("phone", &server.origin(), Screen::Phone).await;
    let page = phone.page();
    page.wait(&id("first-run")).await;
    page.fill(&id("my-name"), "示例老师").await;
    page.choose(&id("start-file-input"), &[&sealed]).await;
    page.fill(&id("import-passphrase"), "化工学院 2026").await;
    page.click(&id("import-unlock")).await;
    page.click(&id("pick-none")).await;
    phone.ready().await;
    assert_eq!(names(&phone).await, 1);
    phone.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_looks_for_himself_finds_his_unit_together() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut office = Device::office(&server.origin(), Start::Demo).await;
    let starter = office.export_starter().await;
    let phone = Device::new("phone", &server.origin(), Screen::Phone).await;
    let page = phone.page();
    page.wait(&id("first-run")).await;
    page.choose(&id("start-file-input"), &[&starter]).await;
    page.wait(&id("pick-me")).await;
    let units = page.texts(&format!("{} .state", id("pick-me"))).await;
    let mut sorted = units.clone();
    sorted.sort();
    assert!(units.len() > 10 && units == sorted, "{units:?}");
    office.assert_clean().await;
}

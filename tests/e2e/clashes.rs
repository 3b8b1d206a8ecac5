//! Clashes settled one by one and a record at a time, taken back, and duplicates joined by two
//! offices in opposite ways.

#![allow(clippy::unwrap_used, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::{Device, Screen, Server, Start, dist, turn};

async fn pair(server: &Server) -> (Device, Device) {
    let office = Device::office(&server.origin(), Start::Empty).await;
    office.add("partner").await;
    office.fill("name", "示例甲（虚构）").await;
    office.fill("address", "原来的路").await;
    office.save().await;
    let file = office.export_full().await;
    let phone = Device::new("phone", &server.origin(), Screen::Phone).await;
    phone.first_start("示例老师", "化工学院", "老师的手机", Start::Empty).await;
    phone.import(&[&file]).await;
    (office, phone)
}

async fn change(device: &Device, address: &str, industry: &str) {
    device.search_and_open("示例甲", "示例甲").await;
    device.edit().await;
    device.fill("address", address).await;
    device.fill("industry", industry).await;
    device.save().await;
    device.page().wait_text(&id("value-address"), address).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_way_to_settle_a_clash_and_back_again() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let (mut office, mut phone) = pair(&server).await;
    change(&office, "办公室的路", "医药").await;
    change(&phone, "手机的路", "化工").await;
    let file = office.export_full().await;
    let page = phone.page();
    assert_eq!(phone.preview(&[&file]).await.conflicts, 1);
    // Of both sides it is said beforehand who wrote them.
    page.wait_text(".field-row td:nth-child(4)", "示例老师").await;
    page.wait_text(".field-row td:nth-child(5)", "示例主任").await;
    phone.apply_import().await;
    phone.profile.goto("/clashes").await;
    let open = async |n: usize| {
        page.until("clashes", async || (page.count(&id("conflict")).await == n).then_some(())).await;
    };
    open(2).await;
    page.wait_text(&id("original"), "原来的路").await;
    page.wait_text(&id("theirs"), "示例主任").await;

    // The whole record at once, and all of it back.
    page.click(&id("take-all-theirs")).await;
    open(0).await;
    page.click(&id("undo")).await;
    open(2).await;
    page.wait_text(&id("mine"), "手机的路").await;
    page.wait_text(&id("theirs"), "办公室的路").await;

    // One by one: both kept, and one's own words.
    assert_eq!(page.count(".clash-acts .primary").await, 0, "the program has no favourite");
    let address = format!("{}[data-field=address]", id("conflict"));
    page.click(&format!("{address} {}", id("take-own"))).await;
    page.fill(&format!("{address} {}", id("own-value")), "想过的路").await;
    page.click(&format!("{address} {}", id("take-both"))).await;
    open(1).await;
    page.click(&id("take-own")).await;
    page.fill(&id("own-value"), "生物医药").await;
    // A reload in the middle of it loses nothing.
    phone.reload().await;
    page.click(&id("take-own")).await;
    page.until("own words", async || (page.value(&id("own-value")).await == "生物医药").then_some(())).await;
    page.click(&format!("{} {}", id("conflict"), id("save"))).await;
    open(0).await;
    phone.search_and_open("示例甲", "示例甲").await;
    page.wait_text(&id("value-industry"), "生物医药").await;
    // What was typed and not taken is not lost.
    phone.profile.goto("/").await;
    page.wait_text(&id("text-found"), "想过的路").await;
    page.wait_text(&id("text-found"), "已在别处定了").await;
    assert_eq!(page.count(&id("text-found")).await, 1);
    phone.search_and_open("示例甲", "示例甲").await;
    let kept = page.text(&id("value-address")).await;
    assert!(kept.contains("手机的路") && kept.contains("办公室的路"), "{kept}");

    // It travels, and is no clash there.
    let settled = phone.export_full().await;
    assert_eq!(office.import(&[&settled]).await.conflicts, 0);
    office.profile.goto("/clashes").await;
    office.page().wait_text("main", "没有待定的冲突").await;
    phone.assert_clean().await;
    office.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_offices_join_duplicates_in_opposite_ways_and_one_stays() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let (mut office, mut phone) = pair(&server).await;
    phone.add("partner").await;
    phone.fill("name", "常州示例甲有限公司（虚构）").await;
    phone.save().await;
    let file = phone.export_full().await;
    office.import(&[&file]).await;

    // Each sees the pair; they join it in opposite ways.
    for (device, swap) in [(&office, false), (&phone, true)] {
        device.profile.goto("/duplicates").await;
        let page = device.page();
        page.wait(&id("duplicate")).await;
        if swap {
            page.click(&id("duplicate-swap")).await;
        }
        page.click(&id("duplicate-merge")).await;
        page.gone(&id("duplicate")).await;
        assert_eq!(device.total("partner").await, 1);
    }
    let (from_office, from_phone) = (office.export_full().await, phone.export_full().await);
    office.import(&[&from_phone]).await;
    phone.import(&[&from_office]).await;
    let mut stays = Vec::new();
    for device in [&office, &phone] {
        assert_eq!(device.total("partner").await, 1);
        stays.push(device.page().attr(&id("row"), "data-id").await);
    }
    assert_eq!(stays[0], stays[1], "the same one everywhere");

    // Taken apart again on one of them.
    let page = office.page();
    page.click(&format!("{} a", id("row"))).await;
    page.wait(&id("merged-here")).await;
    page.click(&id("duplicate-undo")).await;
    page.gone(&id("merged-here")).await;
    assert_eq!(office.total("partner").await, 2);
    phone.assert_clean().await;
    office.assert_clean().await;
}

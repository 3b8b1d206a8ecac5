//! A device whose clock is wrong: a year ahead, a year behind, before the day of the program.
//! Nothing refuses to save, nothing is put in a wrong order that somebody had seen, and the page
//! says what is wrong with the clock.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::{Device, Screen, Server, Start, dist, turn};
use std::path::Path;

const YEAR_MS: i64 = 365 * 24 * 3_600_000;

/// Lets the browser's clock be off by so many milliseconds, from the next page on.
async fn off_by(device: &Device, ms: i64) {
    let script = format!(
        "{{ const now = Date.now.bind(Date), Real = Date;
           window.Date = class extends Real {{
             constructor(...given) {{ if (given.length) super(...given); else super(now() + {ms}); }}
             static now() {{ return now() + {ms}; }}
           }}; }}"
    );
    device.profile.before_load(&script).await;
    device.reload().await;
}

async fn phone(server: &Server, all: &Path) -> Device {
    let phone = Device::new("phone", &server.origin(), Screen::Phone).await;
    phone.page().wait(&id("first-run")).await;
    phone.page().fill(&id("my-name"), "示例老师").await;
    phone.page().choose(&id("start-file-input"), &[all]).await;
    phone.page().click(&id("pick-none")).await;
    phone.ready().await;
    phone
}

async fn change(device: &Device, words: &str, address: &str) {
    device.search_and_open(words, words).await;
    device.edit().await;
    device.fill("address", address).await;
    device.save().await;
    device.page().wait_text(&id("value-address"), address).await;
}

/// A phone whose clock is off by `ms` and the desk change the same address one after the other, each
/// having seen the other's: no clash, and the last word stands on both.
async fn merges_by_who_has_seen_what(ms: i64, says: Option<&str>) {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::office(&server.origin(), Start::Empty).await;
    desk.add("partner").await;
    desk.fill("name", "示例化工（虚构）").await;
    desk.fill("address", "一号").await;
    desk.save().await;
    let mut phone = phone(&server, &desk.export_full().await).await;
    off_by(&phone, ms).await;
    assert_eq!(phone.page().has(&id("clock-wrong")).await, says.is_some());
    if let Some(says) = says {
        phone.page().wait_text(&id("clock-wrong"), says).await;
    }

    change(&phone, "示例化工", "二号").await;
    let from_phone = phone.export_full().await;
    desk.preview(&[&from_phone]).await;
    // Ahead by more than a day is said to whoever takes the file.
    let said = desk.page().text(&id("import-preview")).await;
    assert_eq!(said.contains("快"), ms > 0, "{said}");
    desk.apply_import().await;
    change(&desk, "示例化工", "三号").await;
    let from_desk = desk.export_full().await;
    let counts = phone.import(&[&from_desk]).await;
    assert_eq!((counts.updated, counts.conflicts), (1, 0), "the desk had seen what it replaced");
    phone.search_and_open("示例化工", "示例化工").await;
    phone.page().wait_text(&id("value-address"), "三号").await;

    // Whoever has not seen the other's clashes, whatever the clocks say.
    change(&phone, "示例化工", "四号").await;
    let from_phone = phone.export_full().await;
    change(&desk, "示例化工", "五号").await;
    assert_eq!(desk.import(&[&from_phone]).await.conflicts, 1);
    // The phone's clock, once it is right again, has nothing to mend.
    phone.assert_clean().await;
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_a_year_ahead() {
    merges_by_who_has_seen_what(YEAR_MS, None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_a_year_behind_is_before_the_day_of_the_program() {
    merges_by_who_has_seen_what(-YEAR_MS, Some("时间不对")).await;
}

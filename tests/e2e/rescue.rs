//! The rescue page: everything comes out without the program, and comes back in.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::{Build, Device, Screen, Server, Start, dist, turn};
use serde_json::{Value, json};
use std::path::Path;

async fn desk_with_partners(server: &Server, names: &[&str]) -> Device {
    let desk = Device::office(&server.origin(), Start::Empty).await;
    for name in names {
        desk.add_partner(name).await;
    }
    desk
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_record_comes_back_after_the_program_broke() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let desk = desk_with_partners(&server, &["示例甲（虚构）", "示例乙（虚构）", "示例丙（虚构）"]).await;
    desk.edit().await;
    desk.fill("address", "示例路 8 号").await;
    desk.save().await;
    desk.add("partner").await;
    desk.fill("name", "没有保存的（虚构）").await;
    desk.ready_offline().await;
    let page = desk.page();
    page.until("the draft was never kept", async || {
        let script = "const done = arguments[0]; indexedDB.open('ronghe').onsuccess = (e) => {
            const db = e.target.result; const ask = db.transaction('drafts').objectStore('drafts').count();
            ask.onsuccess = () => { db.close(); done(ask.result) } }";
        let kept = desk.profile.driver().execute_async(script, vec![]).await.unwrap();
        (kept.json().as_u64() > Some(0)).then_some(())
    })
    .await;

    // The host has a damaged build now, and the person drops the good one that he had.
    let broken = Build::copy();
    std::fs::write(broken.program(), b"\0asm\x01\0\0\0 and no more").unwrap();
    server.serve(broken.path());
    desk.profile.goto("/rescue.html").await;
    page.click(&id("rescue-renew")).await;
    page.wait_attr(&id("boot-problem"), "data-why", "broken").await;
    page.wait_text(&id("boot-problem"), "没有改动").await;

    // From there one tap leads to the rescue page.
    page.click(&id("boot-rescue")).await;
    page.wait_text(&id("rescue-state"), "记录都在").await;
    page.wait_text("[data-store=journal]", "最近的修改").await;
    let saved = desk.download("rescue-save").await;
    page.wait_text(&id("rescue-state"), "里面有 3 条记录").await;
    let raw = desk.download("rescue-raw").await;
    let file = read(&saved);
    assert_eq!((&file["kind"], &file["end"]["rows"]), (&json!("full"), &json!(3)));
    assert_eq!(file["from"]["deviceName"], "办公室电脑");
    let raw = read(&raw);
    let names: Vec<&String> = raw["stores"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["blocks", "drafts", "first", "head", "history", "journal", "photos", "thumbs"]);
    assert!(raw["stores"]["drafts"].to_string().contains("没有保存的（虚构）"));
    assert!(!raw["stores"]["history"].as_array().unwrap().is_empty());

    // Another device, a good build: everything is there and nothing is said to be wrong with it.
    server.serve(&dist());
    let mut other = Device::new("other", &server.origin(), Screen::Desk).await;
    other.first_start("示例老师", "化工学院", "另一台电脑", Start::Empty).await;
    let counts = other.import(&[&saved]).await;
    assert_eq!((counts.new, counts.bad), (3, 0));
    assert!(!other.page().has(&id("import-problem")).await);
    other.search_and_open("示例丙", "示例丙").await;
    other.page().wait_text(&id("value-address"), "示例路 8 号").await;
    other.assert_clean().await;

    // And the broken desk works again with its records once the host is mended.
    desk.profile.goto("/").await;
    desk.ready().await;
    assert_eq!(desk.total("partner").await, 3);
}

/// Changes the stored database as `change` says, a function of an open transaction over all stores,
/// in a version above the program's.
async fn tamper(desk: &Device, change: &str) {
    desk.profile.goto("/rescue.html").await;
    desk.page().wait_text(&id("rescue-state"), "记录都在").await;
    let script = format!(
        "const done = arguments[0]; const ask = indexedDB.open('ronghe', 9);
         ask.onupgradeneeded = () => ask.result.createObjectStore('later').put('unknown', 1);
         ask.onsuccess = () => {{
           const db = ask.result; const tx = db.transaction([...db.objectStoreNames], 'readwrite');
           ({change})(tx); tx.oncomplete = () => {{ db.close(); done(true) }}
         }};"
    );
    desk.profile.driver().execute_async(script, vec![]).await.unwrap();
    desk.profile.goto("/rescue.html").await;
    desk.page().wait_text(&id("rescue-state"), "记录都在").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_database_and_a_damaged_row_still_come_out() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let desk = desk_with_partners(&server, &["示例甲（虚构）", "示例乙（虚构）"]).await;
    tamper(&desk, "(tx) => tx.objectStore('journal').put('{\"rev\":99,\"n\":99}\\n{\"_k\":\"partner\",\"id', 99)")
        .await;
    let page = desk.page();
    page.wait_text("[data-store=later]", "1").await;
    let saved = desk.download("rescue-save").await;
    page.wait_text(&id("rescue-state"), "里面有 2 条记录").await;
    page.wait_text(&id("rescue-state"), "1 处损坏").await;
    let file = read(&saved);
    assert_eq!(file["damaged"][0], "{\"_k\":\"partner\",\"id");
    // Not everything is in it, so it must not say that it holds everything up to a number.
    assert_eq!((&file["kind"], file["from"].get("seq")), (&json!("selection"), None));
    let raw = read(&desk.download("rescue-raw").await);
    assert_eq!(raw["stores"]["later"][0]["value"], "unknown");

    let mut other = Device::new("other", &server.origin(), Screen::Phone).await;
    other.first_start("示例老师", "化工学院", "手机", Start::Empty).await;
    let counts = other.import(&[&saved]).await;
    assert_eq!((counts.new, counts.bad), (2, 0));
    other.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_each_record_the_last_whole_version_goes_into_the_file() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let desk = Device::new("desk", &server.origin(), Screen::Desk).await;
    desk.profile.goto("/rescue.html").await;
    desk.page().wait_text(&id("rescue-state"), "还没有记录").await;
    let script = r#"
        const done = arguments[0];
        const row = async (id, name) => {
            const text = JSON.stringify({ _k: "partner", id, name }).slice(0, -1);
            return `${text},"_h":"${(await sha256(text)).slice(0, 16)}"}`;
        };
        const text = (rev, rows, gone = []) => [JSON.stringify({ rev, gone }), ...rows].join("\n");
        (async () => {
            const blocks = [
                [1, text(5, [await row("a", "a5"), await row("b", "b5"), await row("c", "c5"), await row("d", "d5")])],
                [2, text(9, [await row("a", "a9")], ["b"])],
            ];
            const damaged = (await row("c", "c10")).replace("c10", "c11");
            const journal = [
                // Stands in the second block already, in a later version.
                [7, text(7, [await row("a", "a7"), await row("b", "b7")])],
                [10, text(10, [damaged])],
                [11, text(11, [await row("d", "d11")])],
                [12, text(12, [await row("e", "e12")])],
                [13, text(13, [], ["e"])],
                [14, text(14, [(await row("f", "f14")).replace("f14", "f15")])],
                [15, "no note\n" + (await row("g", "g15"))],
            ];
            const made = await exchangeFile({ head: "{", blocks, journal, unread: 0, build: "", now: 0 });
            done({ text: await made.blob.text(), damaged: made.damaged });
        })();
    "#;
    let made = desk.profile.driver().execute_async(script, vec![]).await.unwrap();
    let file: Value = serde_json::from_str(made.json()["text"].as_str().unwrap()).unwrap();
    let rows = file["tables"]["partner"]["rows"].as_array().unwrap();
    let mut names: Vec<&str> = rows.iter().map(|row| row["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    // A damaged version does not hide the whole one beneath it; where there is no other, it goes along.
    assert_eq!(names, ["a9", "c5", "d11", "f15", "g15"]);
    assert_eq!(file["end"]["rows"], 5);
    assert_eq!(file["damaged"].as_array().unwrap().len(), 2, "{}", file["damaged"]);
    assert_eq!(made.json()["damaged"], 2);
}

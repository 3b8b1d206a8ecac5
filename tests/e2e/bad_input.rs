//! Wrong files and wrong values: one sentence each, and nothing changed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::story::field;
use ronghe_e2e::{Device, Page, Screen, Server, Start, dist, root, turn};
use std::collections::BTreeMap;

#[tokio::test(flavor = "multi_thread")]
async fn every_wrong_file_gets_its_sentence_and_changes_nothing() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::office(&server.origin(), Start::Sample).await;
    let before = (desk.total("partner").await, desk.unsent().await);
    desk.open("nav-exchange").await;
    let page = desk.page();
    let mut wrong = String::new();
    for (name, expected) in expected() {
        let path = root().join("tests/hostile").join(&name);
        page.choose(&id("import-file"), &[&path]).await;
        let seen = answer(&page).await;
        if seen != expected {
            wrong += &format!("{name}\n  expected {expected:?}\n  seen     {seen:?}\n");
        }
        // The answer is taken away, so that the next one cannot be mistaken for it.
        desk.open("nav-settings").await;
        desk.open("nav-exchange").await;
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert_eq!((desk.total("partner").await, desk.unsent().await), before);
    desk.assert_clean().await;
}

/// What the table of hostile files says: the sentence of a refused file, or of its refused rows;
/// nothing for files that can be taken.
fn expected() -> BTreeMap<String, Vec<String>> {
    let table = std::fs::read_to_string(root().join("tests/hostile/expected.tsv")).unwrap();
    let mut files = BTreeMap::<String, Vec<String>>::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, what, says] = cells.as_slice() else { panic!("{line}") };
        let sentences = files.entry((*name).to_owned()).or_default();
        if matches!(*what, "refused" | "row") {
            sentences.push((*says).to_owned());
        }
    }
    for (name, says) in BETTER {
        files.insert((*name).to_owned(), says.iter().map(|s| (*s).to_owned()).collect());
    }
    files
}

/// Where the page knows a way that the reader of exchange files does not: tables go to their
/// mapping, archives and envelopes are opened.
const BETTER: &[(&str, &[&str])] = &[
    (
        "archive.json",
        &[
            "“产教融合.json”这是一个普通文本或 .csv 文件，不是交换文件；本机数据没有改动，请选择对方在“交换”页导出的 .json 文件。",
        ],
    ),
    ("array.json", &[]),
    (
        "encrypted.json",
        &["这个加了口令的文件不完整或已损坏，与口令是否正确无关；本机数据没有改动，请对方重新导出并发送。"],
    ),
    ("table.csv", &[]),
    (
        "workbook.json",
        &[
            "这个工作簿不完整或已损坏，读不出来；本机数据没有改动，请重新下载或请对方重新发送，或用 Excel、WPS 打开后另存为 .xlsx 再选。",
        ],
    ),
];

async fn answer(page: &Page) -> Vec<String> {
    let (refused, preview) = (id("import-error"), id("import-preview"));
    page.until("a file got no answer", async || (page.has(&refused).await || page.has(&preview).await).then_some(()))
        .await;
    if page.has(&refused).await {
        return page.texts(&refused).await;
    }
    page.texts(&id("import-problem")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_values_in_a_form_are_named_and_what_was_typed_stays() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = Device::office(&server.origin(), Start::Sample).await;
    let page = desk.page();
    desk.add("partner").await;
    desk.fill("name", "示例戊（虚构）").await;

    // A code with one wrong digit: which position, before and at saving.
    desk.fill("uscc", "91320400MA1WK0X23A").await;
    page.click(&id("save")).await;
    let problem = page.text(&id("field-uscc-error")).await;
    assert!(problem.contains("第 18 位校验码是“A”"), "which position is wrong: {problem}");
    assert_eq!(page.value(&field("name")).await, "示例戊（虚构）");
    desk.fill("uscc", "").await;
    desk.save().await;

    // A day that does not exist.
    page.click(&id("add-line-visit")).await;
    desk.fill("date", "2022-02-30").await;
    page.click(&id("save")).await;
    let problem = page.text(&id("field-date-error")).await;
    assert!(problem.contains("2022年2月只有 28 天"), "{problem}");
    assert_eq!(page.value(&field("date")).await, "2022-02-30", "what was typed stays");
    desk.fill("date", "2022-2-28").await;
    desk.save().await;
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_with_a_wrong_file_writes_nothing() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut phone = Device::new("phone", &server.origin(), Screen::Phone).await;
    let page = phone.page();
    page.wait(&id("first-run")).await;
    page.choose(&id("start-file-input"), &[&root().join("tests/hostile/login-page.json")]).await;
    page.wait_text(&id("import-error"), "这是一个网页").await;
    page.click(&id("start-empty")).await;
    page.wait_text(&id("import-error"), "请先填我的姓名").await;
    phone.profile.driver().refresh().await.unwrap();
    page.wait(&id("first-run")).await;
    phone.assert_clean().await;
}

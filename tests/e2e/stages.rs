//! What goes through stages, from the first to the last: a project of each of the seven modes, and a
//! platform from 培育 to 验收.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_core::record::Id;
use ronghe_e2e::page::id;
use ronghe_e2e::story::field;
use ronghe_e2e::{Device, Screen, Server, Start, dist, turn};
use thirtyfour::Key;

/// The modes, with a field that only this mode asks for and what is typed into it.
const MODES: [(&str, &str, &str); 7] = [
    ("transfer", "fee", "12万元"),
    ("development", "contract", ""),
    ("education", "students", "32"),
    ("entity", "area", "260"),
    ("alliance", "charter", "示例章程"),
    ("strategic", "events", "4"),
    ("sharing", "machine_hours", "420"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_project_of_each_mode_goes_from_the_first_idea_to_the_archive() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut office = Device::office(&server.origin(), Start::Sample).await;
    let page = office.page();
    let (firm, college) = (Id::of_key("partner", "hequan"), Id::of_key("unit", "college-huagong"));
    for (mode, own, typed) in MODES {
        office.profile.goto(&format!("/k/project/new?partners={firm}&lead_unit={college}")).await;
        page.wait(&id("save")).await;
        office.fill("title", &format!("示例项目 {mode}")).await;
        // Where nothing can be asked yet, the form says what comes first.
        page.wait_text(&id("asked-after"), "主模式").await;
        office.fill("mode", mode).await;
        page.wait(&field(own)).await;
        let hidden = "return getComputedStyle(document.querySelector(\"[data-testid=asked-after]\")).display";
        assert_eq!(page.script(hidden, vec![]).await, "none", "{mode} asks for something");
        for (_, other, _) in MODES.iter().filter(|(_, other, _)| *other != own) {
            let shared = matches!((own, *other), ("charter", "events") | ("events", "charter"));
            assert_eq!(page.count(&field(other)).await, usize::from(shared), "{mode} asks for {other}");
        }
        if !typed.is_empty() {
            office.fill(own, typed).await;
        }
        office.fill("owner", "示例教师").await;
        office.fill("start", "2022-03-01").await;
        office.save().await;
        office.on_record("project").await;
        page.wait_attr(&id("state"), "data-state", "idea").await;
        for (to, number) in
            [("talks", ""), ("approved", ""), ("reviewing", ""), ("signed", "示例〔2022〕1 号"), ("running", "")]
        {
            step(&office, to, number).await;
        }

        // Nothing is archived without a result.
        refused(&office, "archived", "", "成果").await;
        office.edit().await;
        office.fill("results", "示例成果").await;
        office.save().await;
        step(&office, "archived", "").await;
        assert_eq!(page.count(&id("step-running")).await, 0, "{mode}: it is over");
    }
    office.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_goes_from_being_nurtured_to_being_accepted() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut office = Device::office_on(&server.origin(), Screen::Phone, Start::Sample).await;
    let page = office.page();
    let college = Id::of_key("unit", "college-huagong");
    office.profile.goto(&format!("/k/platform/new?unit={college}")).await;
    page.wait(&id("save")).await;
    office.fill("name", "示例集成实践平台").await;
    office.fill("head", "示例教师").await;
    office.save().await;
    let platform = office.on_record("platform").await;
    step(&office, "reviewed", "").await;
    step(&office, "nurtured", "示例〔2022〕2 号").await;

    // From being nurtured to being built: until when has to be known.
    refused(&office, "building", "示例〔2022〕3 号", "建设期").await;
    office.profile.goto(&format!("{platform}/edit?field=due")).await;
    page.wait(&id("save")).await;
    office.fill("due", "2024-12-31").await;
    office.save().await;
    // What was typed into the question is there when it is asked again.
    page.click(&id("step-building")).await;
    page.until("the number", async || (page.value(&id("step-number")).await == "示例〔2022〕3 号").then_some(())).await;
    page.click(&id("step-go")).await;
    page.wait_attr(&id("state"), "data-state", "building").await;
    step(&office, "midterm", "").await;

    // Accepted only when it is said what was reached.
    refused(&office, "accepted", "", "年度任务").await;
    office.edit().await;
    let line = office.add_line("platform_target").await;
    office.fill_line(&line, &[("year", "2022"), ("what", "示例课程"), ("target", "4"), ("done", "5")]).await;
    office.save().await;
    step(&office, "accepted", "").await;
    step(&office, "running", "").await;
    let found = office.inaccessible(&[&platform]).await;
    assert!(found.is_empty(), "{found}");
    office.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_contract_is_entered_where_it_stands_with_what_the_steps_there_ask_for() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut office = Device::office_on(&server.origin(), Screen::Phone, Start::Sample).await;
    let page = office.page();
    let firm = Id::of_key("partner", "hequan");
    office.profile.goto(&format!("/k/contract/new?partner={firm}&state=registered")).await;
    page.wait(&id("save")).await;
    office.fill("title", "示例老合同").await;
    page.click(&id("save")).await;
    for asked in ["signed", "amount", "registered_number"] {
        page.wait_text(&id(&format!("field-{asked}-error")), "技术合同认定登记").await;
    }
    office.fill("signed", "2020-03-01").await;
    office.fill("amount", "12万").await;
    office.fill("registered_number", "示例登记 1").await;
    office.save().await;
    office.on_record("contract").await;
    page.wait_attr(&id("state"), "data-state", "registered").await;
    office.assert_clean().await;
}

/// Takes a step and waits until it is taken.
async fn step(device: &Device, to: &str, number: &str) {
    ask(device, to, number).await;
    device.page().wait_attr(&id("state"), "data-state", to).await;
}

/// Takes a step that is refused, and leaves it.
async fn refused(device: &Device, to: &str, number: &str, because: &str) {
    ask(device, to, number).await;
    let page = device.page();
    page.wait_text(&id("step-refused"), because).await;
    page.press(&id("step-date"), Key::Escape).await;
    page.gone(&id("step-go")).await;
}

async fn ask(device: &Device, to: &str, number: &str) {
    let page = device.page();
    page.click(&id(&format!("step-{to}"))).await;
    if !number.is_empty() {
        page.fill(&id("step-number"), number).await;
    }
    page.click(&id("step-go")).await;
}

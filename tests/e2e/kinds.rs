//! Kinds drawn from the schema: stages with refused steps, fields that a workspace adds and that
//! reach a second device, choices that are renamed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_core::kinds::code_entry;
use ronghe_e2e::page::id;
use ronghe_e2e::story::field;
use ronghe_e2e::{Device, Screen, Server, Start, dist, turn};
use serde_json::json;
use thirtyfour::Key;

#[tokio::test(flavor = "multi_thread")]
async fn a_study_goes_from_stage_to_stage_on_the_desk() {
    a_study_goes_from_stage_to_stage(Screen::Desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_study_goes_from_stage_to_stage_on_the_phone() {
    a_study_goes_from_stage_to_stage(Screen::Phone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_runs_for_full_years_from_its_day() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut office = Device::office(&server.origin(), Start::Empty).await;
    let page = office.page();
    office.profile.goto("/k/agreement/new").await;
    page.wait(&id("save")).await;
    let for_three_years = "[aria-label='到期日期填“满三年”']";
    office.fill("signed", "2026-03-01").await;
    page.click(for_three_years).await;
    page.wait_text("main", "2029年2月28日").await;
    assert_eq!(page.value(&id("field-expires")).await, "2029-02-28");
    // A day that was typed wrong moves the end with the next press.
    office.fill("signed", "2027年9月").await;
    page.click(for_three_years).await;
    page.wait_text("main", "2030年8月31日").await;
    office.assert_clean().await;
}

async fn a_study_goes_from_stage_to_stage(screen: Screen) {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut office = Device::office_on(&server.origin(), screen, Start::Sample).await;
    let page = office.page();
    office.profile.goto("/k/study/new").await;
    page.wait(&id("save")).await;
    office.fill("sort", "training").await;
    office.fill("period", "2022-03").await;
    office.save().await;
    let study = office.on_record("study").await;
    page.wait_attr(&id("state"), "data-state", "waiting").await;

    // The first step asks for a department: it is refused with its reason, and nothing changes.
    step(&office, "writing").await;
    page.wait_text(&id("step-refused"), "撰写部门").await;
    page.press(&id("step-date"), Key::Escape).await;
    page.gone(&id("step-go")).await;
    page.wait_attr(&id("state"), "data-state", "waiting").await;

    office.edit().await;
    office.pick(&field("unit"), "化工学院").await;
    office.fill("conclusions", "示例结论").await;
    office.save().await;
    step(&office, "writing").await;
    page.wait_attr(&id("state"), "data-state", "writing").await;

    // By keyboard alone.
    page.press(&id("step-handed_in"), Key::Enter).await;
    page.fill(&id("step-number"), "示例〔2022〕1 号").await;
    page.press(&id("step-number"), Key::Enter).await;
    page.wait_attr(&id("state"), "data-state", "handed_in").await;
    page.wait_text(&id("step-taken"), "示例〔2022〕1 号").await;

    // Back only with a reason.
    step(&office, "writing").await;
    page.wait_text(&id("step-refused"), "原因").await;
    page.fill(&id("step-note"), "数据要补").await;
    page.click(&id("step-go")).await;
    page.wait_attr(&id("state"), "data-state", "writing").await;
    page.wait_text(&id("step-taken"), "数据要补").await;
    let found = office.inaccessible(&[&study, &format!("{study}/edit"), "/more"]).await;
    assert!(found.is_empty(), "{found}");
    office.assert_clean().await;
}

async fn step(device: &Device, to: &str) {
    let page = device.page();
    page.click(&id(&format!("step-{to}"))).await;
    page.click(&id("step-go")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_and_a_word_of_the_office_reach_a_second_device() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut office = Device::office(&server.origin(), Start::Sample).await;
    let page = office.page();

    office.open("nav-settings").await;
    page.click(&id("open-fields")).await;
    page.fill(&id("new-field-label"), "车间温度").await;
    page.fill(&id("new-field-help"), "进门处看得到。").await;
    page.click(&id("new-field-listed")).await;
    page.click(&id("add-field")).await;
    let name = page.attr(&id("custom-field"), "data-name").await;

    // A choice is called otherwise from here on; what is stored stays.
    office.profile.goto("/settings/lists/partner_side").await;
    let firm = format!("{}[data-code=firm] {}", id("code"), id("code-label"));
    page.fill(&firm, "示例企业方").await;
    page.press(&firm, Key::Enter).await;
    page.wait(&id("saved")).await;

    office.search_and_open("hqyy", "合全药业").await;
    page.wait_text(&id("value-side"), "示例企业方").await;
    office.edit().await;
    office.fill(&name, "零下五度").await;
    office.save().await;
    page.wait_text(&id(&format!("value-{name}")), "零下五度").await;
    let found = office
        .inaccessible(&["/settings", "/settings/lists", "/settings/lists/partner_side", "/settings/fields"])
        .await;
    assert!(found.is_empty(), "{found}");
    let all = office.export_full().await;

    let mut phone = Device::new("phone", &server.origin(), Screen::Phone).await;
    phone.page().wait(&id("first-run")).await;
    phone.page().fill(&id("my-name"), "示例老师").await;
    phone.page().choose(&id("start-file-input"), &[&all]).await;
    phone.page().click(&id("pick-none")).await;
    phone.ready().await;
    // It is found by what stands in the field of the office.
    phone.search_and_open("零下五度", "合全药业").await;
    phone.page().wait_text(&id(&format!("value-{name}")), "零下五度").await;
    phone.page().wait_text(&id("value-side"), "示例企业方").await;
    phone.edit().await;
    assert_eq!(phone.page().value(&field(&name)).await, "零下五度");
    let found = phone.inaccessible(&["/settings/fields", "/settings/lists/partner_side"]).await;
    assert!(found.is_empty(), "{found}");
    phone.assert_clean().await;
    office.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn choices_are_added_ordered_and_retired_and_lists_follow() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut office = Device::office(&server.origin(), Start::Sample).await;
    let page = office.page();
    office.profile.goto("/settings/fields?kind=partner").await;
    page.fill(&id("new-field-label"), "合作等级").await;
    page.fill(&id("new-field-type"), "choice").await;
    page.click(&id("new-field-listed")).await;
    page.click(&id("add-field")).await;
    let name = page.attr(&id("custom-field"), "data-name").await;
    page.click(&id("custom-choices")).await;
    let nth = |n: usize| format!("{}:nth-child({n})", id("code"));
    for (n, word) in ["甲级", "乙级", "丙级"].into_iter().enumerate() {
        page.fill(&id("new-code"), word).await;
        page.click(&id("add-code")).await;
        page.wait(&nth(n + 1)).await;
    }

    // The last goes before the second; a record takes the first, which is offered no longer then.
    page.click(&format!("{} {}", nth(3), id("code-up"))).await;
    page.wait_attr(&nth(2), "data-code", &code_entry::code_of(&name, "丙级")).await;
    let first = code_entry::code_of(&name, "甲级");
    office.search_and_open("hqyy", "合全药业").await;
    office.edit().await;
    office.fill(&name, &first).await;
    office.save().await;
    office.profile.goto(&format!("/settings/lists/{name}")).await;
    page.click(&format!("{} {}", nth(1), id("code-retire"))).await;
    page.wait(&format!("{}.retired", id("code"))).await;
    office.profile.goto("/k/partner/new").await;
    page.wait(&id("save")).await;
    // Options of a closed box are nowhere to be seen.
    let script = "return [...document.querySelectorAll(arguments[0])].slice(1).map(option => option.text)";
    let offered = page.script(script, vec![json!(format!("{} option", field(&name)))]).await;
    assert_eq!(offered, json!(["丙级", "乙级"]));

    // What is stored stays: on the page, in the list that shows the field because somebody ticked
    // that, in the conditions of the list, and in the table that is taken out.
    office.profile.goto(&format!("/k/partner?{name}={first}")).await;
    page.wait_attr(&id("list"), "data-total", "1").await;
    page.wait_text(&id("row"), "甲级").await;
    let csv = std::fs::read_to_string(office.download("export-csv").await).unwrap();
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].ends_with("合作等级") && lines[1].ends_with("甲级"), "{csv}");
    office.assert_clean().await;
}

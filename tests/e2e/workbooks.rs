//! Workbooks of Excel and WPS: told by content, one sheet chosen, mapped, taken, taken back; without
//! the server as with it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::{Device, Page, Screen, Server, Start, axe, dist, root, turn};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use std::path::{Path, PathBuf};

fn row(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in cells.iter().enumerate() {
        sheet.write_string(row, u16::try_from(column).unwrap(), *cell).unwrap();
    }
}

/// A workbook as an office keeps it: an empty sheet, one of notes, partners below a merged title with
/// their district merged over two rows, and visits with dates that are numbers.
fn workbook(folder: &Path, name: &str) -> PathBuf {
    let mut book = Workbook::new();
    let plain = Format::new();
    book.add_worksheet().set_name("空表").unwrap();
    let notes = book.add_worksheet().set_name("说明").unwrap();
    row(notes, 0, &["填表说明", "示例"]);
    row(notes, 1, &["每季度填一次", "虚构"]);
    let partners = book.add_worksheet().set_name("合作单位").unwrap();
    partners.merge_range(0, 0, 0, 3, "合作单位一览表", &plain).unwrap();
    row(partners, 1, &["区县", "单位名称", "统一社会信用代码", "所属行业"]);
    partners.merge_range(2, 0, 3, 0, "武进区", &plain).unwrap();
    partners.write_string(2, 1, "示例甲化工（虚构）").unwrap();
    partners.write_string(3, 1, "示例乙机械（虚构）").unwrap();
    partners.write_string(4, 1, "示例丙检测（虚构）").unwrap();
    partners.write_number(4, 2, 913_204_116_081_345_677_f64).unwrap();
    let visits = book.add_worksheet().set_name("走访").unwrap();
    row(visits, 0, &["走访企业", "走访时间", "牵头拜访人"]);
    let day = Format::new().set_num_format("yyyy/m/d");
    visits.write_string(1, 0, "示例既有化工（虚构）").unwrap();
    visits.write_datetime_with_format(1, 1, ExcelDateTime::from_ymd(2022, 1, 19).unwrap(), &day).unwrap();
    visits.write_string(1, 2, "示例老师").unwrap();
    let path = folder.join(name);
    book.save(&path).unwrap();
    path
}

async fn start(name: &'static str, server: &Server, screen: Screen) -> Device {
    let device = Device::new(name, &server.origin(), screen).await;
    device.first_start("示例秘书", "化工学院", "示例设备", Start::Empty).await;
    device.add("partner").await;
    device.fill("name", "示例既有化工（虚构）").await;
    device.save().await;
    device
}

async fn count(page: &Page, name: &str, expected: usize) {
    page.wait_attr(&id("import-preview"), &format!("data-{name}"), &expected.to_string()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_on_a_list_is_mapped_taken_and_taken_back() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let folder = tempfile::tempdir().unwrap();
    // Its name says nothing: chat programs rename files.
    let book = workbook(folder.path(), "微信文件.tmp");
    let mut desk = start("desk", &server, Screen::Desk).await;
    let page = desk.page();
    desk.open("nav-partners").await;
    page.click(&id("from-table")).await;
    page.choose(&id("table-file"), &[&book]).await;

    page.wait(&id("import-mapping")).await;
    // What a closed list offers is not in sight.
    let offered =
        page.script("return document.querySelector(arguments[0]).options.length", vec![id("table-sheet").into()]);
    assert_eq!(offered.await, 3, "the empty sheet is not offered");
    page.fill(&id("table-sheet"), "1").await;
    page.wait_text(&id("import-mapping"), "合作单位").await;
    assert_eq!(page.value(&id("map-heading")).await, "1", "the merged title is no heading");
    let mut fields = Vec::new();
    for column in 0..4 {
        fields.push(page.value(&id(&format!("map-column-{column}"))).await);
    }
    assert_eq!(fields, ["district", "name", "uscc", "industry"]);
    count(&page, "new", 3).await;
    let doubts = page.text(&id("table-doubts")).await;
    assert!(doubts.contains("第一个在 C5") && doubts.contains("1 处合并的格子"), "{doubts}");
    count(&page, "problems", 1).await;
    page.wait_text(&id("import-problem"), "第 5 行 统一社会信用代码").await;
    assert_eq!(axe::violations(&desk.profile).await, "");

    page.click(&id("import-apply")).await;
    page.wait_text(&id("import-result"), "新增 3").await;
    page.wait_text(&id("import-past"), "微信文件.tmp · 合作单位").await;
    assert_eq!(desk.total("partner").await, 4);
    desk.search_and_open("示例乙机械", "示例乙机械").await;
    page.wait_text("main", "武进区").await;

    desk.profile.goto("/exchange/table").await;
    desk.undo_import().await;
    assert_eq!(desk.total("partner").await, 1);
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_on_the_exchange_page_needs_no_server() {
    let _turn = turn().await;
    let mut server = Server::start(&dist());
    let folder = tempfile::tempdir().unwrap();
    let book = workbook(folder.path(), "走访.xlsx");
    let mut phone = start("phone", &server, Screen::Phone).await;
    phone.ready_offline().await;
    server.stop();
    let page = phone.page();
    phone.profile.goto("/exchange").await;
    page.choose(&id("import-file"), &[&book]).await;
    page.wait(&id("table-sheet")).await;
    page.fill(&id("table-sheet"), "2").await;
    count(&page, "new", 1).await;
    assert_eq!(page.value(&id("map-kind")).await, "visit");
    count(&page, "problems", 0).await;
    page.wait_text(&id("import-row"), "2022年1月19日").await;
    let width = page.script("return document.documentElement.scrollWidth - innerWidth", vec![]).await;
    assert!(width.as_i64().unwrap() <= 0, "wider than the screen");
    page.click(&id("import-apply")).await;
    page.wait_text(&id("import-result"), "新增 1").await;
    assert_eq!(phone.total("visit").await, 1);
    phone.profile.goto("/exchange").await;
    phone.undo_import().await;
    assert_eq!(phone.total("visit").await, 0);
    phone.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_says_why_and_changes_nothing() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let folder = tempfile::tempdir().unwrap();
    let book = workbook(folder.path(), "单位.xlsx");
    let whole = std::fs::read(&book).unwrap();
    let cut = folder.path().join("半份.xlsx");
    std::fs::write(&cut, whole.get(..whole.len() / 2).unwrap()).unwrap();
    let mut desk = start("desk", &server, Screen::Desk).await;
    let page = desk.page();
    desk.profile.goto("/exchange/table").await;
    for file in [cut, root().join("tests/hostile/workbook.json")] {
        page.choose(&id("table-file"), &[&file]).await;
        page.wait_text(&id("import-error"), "这个工作簿不完整或已损坏").await;
        page.click(&id("import-cancel")).await;
        page.wait(&id("table-paste")).await;
    }
    assert_eq!(desk.total("partner").await, 1);
    desk.assert_clean().await;

    // A browser without workers, and one whose worker does not come.
    let absent = "window.Worker = class extends Worker { constructor(_, o) { super('/no-such-worker.js', o); } }";
    for (script, again) in [("delete window.Worker", false), (absent, true)] {
        let other = start(if again { "absent" } else { "old" }, &server, Screen::Phone).await;
        other.profile.before_load(script).await;
        let page = other.page();
        other.profile.goto("/exchange/table").await;
        page.choose(&id("table-file"), &[&book]).await;
        page.wait_text(&id("import-error"), "读 Excel 工作簿的部分没有取到").await;
        page.click(&id("import-cancel")).await;
        page.wait(&id("table-paste")).await;
    }
}

//! Tables from elsewhere: a .csv as Excel in China saves it, and cells pasted on a phone, mapped to
//! fields, looked at, taken, taken back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::{Device, Page, Screen, Server, Start, axe, dist, root, turn};
use serde_json::json;

/// Thirty partners in GBK under odd headings; two cells are wrong, one partner is known here.
const PARTNERS: &str = "tests/tables/partners-gbk.csv";

async fn count(page: &Page, name: &str, expected: usize) {
    page.wait_attr(&id("import-preview"), &format!("data-{name}"), &expected.to_string()).await;
}

async fn start(name: &'static str, server: &Server, screen: Screen) -> Device {
    let device = Device::new(name, &server.origin(), screen).await;
    device.first_start("示例秘书", "化工学院", "示例设备", Start::Empty).await;
    device.add("partner").await;
    device.fill("name", "示例既有化工（虚构）").await;
    device.save().await;
    device
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_from_excel_is_mapped_taken_and_taken_back() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = start("desk", &server, Screen::Desk).await;
    let page = desk.page();
    desk.open("nav-partners").await;
    page.click(&id("from-table")).await;
    let table = root().join(PARTNERS);
    page.choose(&id("table-file"), &[&table]).await;

    page.wait(&id("import-mapping")).await;
    assert_eq!(page.value(&id("map-kind")).await, "partner");
    assert_eq!(page.value(&id("map-heading")).await, "1", "the title above is no heading");
    let mut fields = Vec::new();
    for column in 0..7 {
        fields.push(page.value(&id(&format!("map-column-{column}"))).await);
    }
    assert_eq!(fields, ["", "name", "uscc", "district", "type", "lead_unit", "industry"]);

    // A college that is not here is asked about; two cells are wrong and their rows go on.
    count(&page, "problems", 5).await;
    page.click(&id("map-create")).await;
    count(&page, "problems", 2).await;
    for (name, expected) in [("new", 29), ("updated", 1), ("same", 0), ("bad", 0), ("created", 1)] {
        count(&page, name, expected).await;
    }
    let problems = page.texts(&id("import-problem")).await;
    assert!(problems[0].starts_with("第 9 行 统一社会信用代码：第 18 位校验码是“5”"), "{problems:?}");
    assert!(problems[1].starts_with("第 14 行 单位类型：没有“火星企业”这一项"), "{problems:?}");
    assert_eq!(page.count(&id("import-row")).await, 30);
    page.wait_text(&format!("{}[data-class=\"更新\"]", id("import-row")), "新北区").await;
    assert_eq!(axe::violations(&desk.profile).await, "");

    page.click(&id("import-apply")).await;
    page.wait_text(&id("import-result"), "新增 30，更新 1").await;
    page.wait_text(&id("import-past"), "partners-gbk.csv").await;

    // The same once more: remembered, and nothing new.
    page.click(&id("table-again")).await;
    page.choose(&id("table-file"), &[&table]).await;
    count(&page, "same", 30).await;
    assert!(page.text(&id("import-mapping")).await.contains("按上次的对应"));
    page.wait(&format!("{}:disabled", id("import-apply"))).await;
    page.click(&id("import-cancel")).await;
    assert_eq!((desk.total("partner").await, desk.total("unit").await), (30, 1));

    desk.profile.goto("/exchange/table").await;
    desk.undo_import().await;
    assert_eq!((desk.total("partner").await, desk.total("unit").await), (1, 0));
    desk.search_and_open("示例既有化工", "示例既有化工").await;
    assert!(!page.text("main").await.contains("新北区"), "the updated one is as it was");
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cells_are_pasted_on_a_phone() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut phone = start("phone", &server, Screen::Phone).await;
    let page = phone.page();
    phone.profile.goto("/exchange/table").await;
    // Keys would leave the box at the first tab.
    let script = "const box = document.querySelector(arguments[0]); box.value = arguments[1];
                  box.dispatchEvent(new Event('input', { bubbles: true }))";
    let cells =
        "走访企业\t走访时间\t牵头拜访人\n示例既有化工(虚构)\t2022/1/19 0:00\t示例老师\n没有的单位\t2022年1月\t\n";
    page.wait(&id("table-paste")).await;
    page.script(script, vec![json!(id("table-paste")), json!(cells)]).await;
    page.click(&id("table-read")).await;
    page.wait(&id("import-mapping")).await;
    assert_eq!(page.value(&id("map-kind")).await, "visit");
    for (name, expected) in [("new", 1), ("bad", 1)] {
        count(&page, name, expected).await;
    }
    page.wait_text(&id("import-problem"), "第 3 行 合作单位：本机没有叫“没有的单位”的合作单位").await;
    let width = page.script("return document.documentElement.scrollWidth - innerWidth", vec![]).await;
    assert!(width.as_i64().unwrap() <= 0, "wider than the screen");
    assert_eq!(axe::violations(&phone.profile).await, "");

    // Left out, nothing is taken; taken again, one visit is.
    page.click(&format!("{} input", id("import-row"))).await;
    page.wait_text(&id("import-apply"), "导入 0 行").await;
    page.click(&format!("{} input", id("import-row"))).await;
    page.wait_text(&id("import-apply"), "导入 1 行").await;
    page.click(&id("import-apply")).await;
    page.wait_text(&id("import-result"), "新增 1").await;
    assert_eq!(phone.total("visit").await, 1);
    phone.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_table_says_so_and_changes_nothing() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut desk = start("desk", &server, Screen::Desk).await;
    let page = desk.page();
    desk.profile.goto("/exchange/table").await;
    for (file, words) in [
        ("old-workbook.json", "这不是 Excel 工作簿"),
        ("login-page.json", "这是网页格式的文件"),
        ("noise.bin", "它不是文本表格"),
        ("with-byte-order-mark.json", "这是本工作台的交换文件"),
        ("other-json.json", "没有成列的记录"),
    ] {
        page.choose(&id("table-file"), &[&root().join("tests/hostile").join(file)]).await;
        page.wait_text(&id("import-error"), words).await;
        page.click(&id("import-cancel")).await;
        page.wait(&id("table-paste")).await;
    }
    assert_eq!(desk.total("partner").await, 1);
    desk.assert_clean().await;
}

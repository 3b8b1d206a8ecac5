//! Figures open: the value, its list, one record of it mended, and the value moves. What the program
//! finds by itself goes on the list of findings.

#![allow(clippy::unwrap_used, reason = "tests")]

use ronghe_core::record::Id;
use ronghe_e2e::page::id;
use ronghe_e2e::{Device, Screen, Server, Start, dist, turn};

const RATE: &str = "figure-visit-closing-rate";

async fn a_figure_moves(screen: Screen) {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut device = Device::office_on(&server.origin(), screen, Start::Sample).await;
    device.profile.goto("/figures?year=2022").await;
    let page = device.page();
    let card = id(RATE);
    page.until("no figure", async || page.attr_now(&card, "data-value").await.filter(|v| !v.is_empty()).map(drop))
        .await;
    let before: f64 = page.attr(&card, "data-value").await.parse().unwrap();
    assert_eq!(page.attr(&card, "data-unit").await, "%");
    assert_eq!(page.attr(&card, "data-period").await, "2022 年");
    // Whether it is enough is said, and how much is missing.
    page.wait_text(&card, "目标 90% · 还差").await;
    page.wait_text(&card, "个百分点").await;

    // The rate opens; what is not kept yet is listed, and leads to its record.
    page.click(&card).await;
    page.wait(&id("figure-parts")).await;
    let short = format!("{} {}", id("figure-short"), id("evidence"));
    let open = page.count(&short).await;
    assert!(open > 0, "the sample has promises that are not kept");
    page.click(&format!("{short} a")).await;
    device.on_record("promise").await;
    device.edit().await;
    device.fill("state", "done").await;
    device.save().await;

    device.profile.goto("/figures/visit-closing-rate?year=2022").await;
    page.wait(&id("figure-parts")).await;
    page.until("the kept promise still stands among the open ones", async || {
        (page.count(&short).await + 1 == open).then_some(())
    })
    .await;
    let after: f64 = page.attr(&card, "data-value").await.parse().unwrap();
    assert!(after > before, "{before} % became {after} %");

    let found = device.inaccessible(&["/figures?year=2022", "/figures/visit-closing-rate?year=2022"]).await;
    assert!(found.is_empty(), "{found}");
    device.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_opens_and_moves_on_the_phone() {
    a_figure_moves(Screen::Phone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_opens_and_moves_on_the_desk() {
    a_figure_moves(Screen::Desk).await;
}

/// What the program finds goes on the list of findings, is closed there, and stays told apart.
async fn what_the_program_finds_is_closed(screen: Screen) {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut device = Device::office_on(&server.origin(), screen, Start::Sample).await;
    device.profile.goto(&format!("/k/input/new?partner={}", Id::of_key("partner", "hequan"))).await;
    for (field, value) in
        [("what", "示例设备一台"), ("giver", "partner"), ("promised", "20万"), ("promised_by", "2022-03-01")]
    {
        device.fill(field, value).await;
    }
    device.save().await;
    device.profile.goto("/raised").await;
    let page = device.page();
    let rule = id("rule-input-not-arrived");
    let listed = format!("{rule} {}", id("raised-finding"));
    page.wait(&format!("{rule} {}", id("raised"))).await;
    let list = format!("{rule} {}", id("raise"));
    page.click(&list).await;
    page.wait(&listed).await;
    // Taken back, and listed again with the very same words.
    page.click(&id("undo")).await;
    page.wait(&list).await;
    page.click(&list).await;
    page.wait(&listed).await;
    let found = device.inaccessible(&["/raised"]).await;
    assert!(found.is_empty(), "{found}");
    page.click(&listed).await;
    device.on_record("finding").await;
    assert!(page.text(&id("record-title")).await.contains("企业投入承诺未到账"));
    device.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_program_finds_is_closed_on_the_phone() {
    what_the_program_finds_is_closed(Screen::Phone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_program_finds_is_closed_on_the_desk() {
    what_the_program_finds_is_closed(Screen::Desk).await;
}

/// An idle room is put to use: the share of idle space falls by it. The map is drawn from records,
/// and says the same as a table.
async fn rooms_and_majors_are_seen(screen: Screen) {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut device = Device::office_on(&server.origin(), screen, Start::Demo).await;
    let page = device.page();
    let (figure, idle) = ("/figures/room-idle-rate", id("figure-room-idle-rate"));
    let counted = format!("{} {}", id("figure-evidence"), id("evidence"));
    device.profile.goto(figure).await;
    page.wait(&id("figure-parts")).await;
    assert!(page.text(&id("figure-parts")).await.contains('㎡'));
    let before: f64 = page.attr(&idle, "data-value").await.parse().unwrap();
    let rooms = page.count(&counted).await;
    assert!(rooms > 0, "the invented sample has idle rooms");
    page.click(&format!("{counted} a")).await;
    device.on_record("room").await;
    device.edit().await;
    device.fill("state", "used").await;
    device.save().await;
    device.profile.goto(figure).await;
    page.wait(&id("figure-parts")).await;
    page.until("the room still stands among the idle ones", async || {
        (page.count(&counted).await + 1 == rooms).then_some(())
    })
    .await;
    let after: f64 = page.attr(&idle, "data-value").await.parse().unwrap();
    assert!(after < before, "{before} % became {after} %");

    device.profile.goto("/map").await;
    page.wait(&id("map-drawing")).await;
    let lines = page.count(&id("map-line")).await;
    device.profile.goto("/map?at=0").await;
    page.until("the lines of one name are no fewer than all", async || {
        let few = page.count(&id("map-line")).await;
        (few > 0 && few < lines).then_some(())
    })
    .await;
    page.click(&format!("{} summary", id("map-line"))).await;
    page.click(&format!("{} details a", id("map-line"))).await;
    page.wait(&id("record-title")).await;
    let pages = [figure, "/map", "/boards/space", "/boards/studies", "/boards/bodies"];
    let found = device.inaccessible(&pages).await;
    assert!(found.is_empty(), "{found}");
    device.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rooms_and_majors_are_seen_on_the_phone() {
    rooms_and_majors_are_seen(Screen::Phone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rooms_and_majors_are_seen_on_the_desk() {
    rooms_and_majors_are_seen(Screen::Desk).await;
}

/// The boards stand under the duties of the office; a cell opens to its records, one of them is mended,
/// and the cell moves.
async fn a_cell_of_a_board_moves(screen: Screen) {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut device = Device::office_on(&server.origin(), screen, Start::Demo).await;
    let page = device.page();
    device.profile.goto("/boards").await;
    for (duty, board) in
        [("planning", "breakdown"), ("supervision", "depth"), ("contracts", "outstanding"), ("archive", "quality")]
    {
        let link = format!("{} {}", id(&format!("boards-{duty}")), id(&format!("board-{board}-link")));
        page.wait(&link).await;
        assert!(page.text(&link).await.contains('？'), "{board} says what it answers");
    }
    page.click(&id("board-rooms-link")).await;
    // The last cell of all: what is idle, of all buildings.
    let idle = format!("{} tbody tr:last-child td:last-child {}", id("board-rooms"), id("cell"));
    page.wait(&idle).await;
    let before = page.text(&idle).await;
    assert_ne!(before, "·", "the invented sample has idle rooms");
    page.click(&idle).await;
    page.click(&format!("{} {} a", id("cell-evidence"), id("evidence"))).await;
    device.on_record("room").await;
    device.edit().await;
    device.fill("state", "used").await;
    device.save().await;
    device.profile.goto("/boards/rooms").await;
    page.wait(&idle).await;
    page.until("the room still counts as idle", async || (page.text(&idle).await != before).then_some(())).await;
    let found = device.inaccessible(&["/boards", "/boards/rooms"]).await;
    assert!(found.is_empty(), "{found}");
    device.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cell_of_a_board_moves_on_the_phone() {
    a_cell_of_a_board_moves(Screen::Phone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cell_of_a_board_moves_on_the_desk() {
    a_cell_of_a_board_moves(Screen::Desk).await;
}

/// The page of a figure says how to read it: against the year before, month by month, and what the
/// records are that do not count.
async fn a_figure_says_how_to_read_it(screen: Screen) {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut device = Device::office_on(&server.origin(), screen, Start::Demo).await;
    let page = device.page();
    // Money of the year: told against last year's same day, in one unit, added up from its first month.
    device.profile.goto("/figures/received-year").await;
    page.wait_text(&id("figure-year-before"), "上年同期").await;
    page.wait_text(&id("figure-year-before"), "万元").await;
    page.wait_text(&id("trend-lead"), "从年初算到当月月底").await;
    // A budget that is dated to the year has no months, and is not drawn as if it had.
    device.profile.goto("/figures/double-high-arrived-rate").await;
    page.wait_text(&id("trend-coarse"), "日期只写到年").await;
    assert!(!page.has("svg.chart").await);
    // Of what should be rare, the rest is no list of what is still to be done.
    device.profile.goto("/figures/partners-ownerless-rate").await;
    page.wait(&id("figure-short")).await;
    page.wait_text("main", "只算在分母里的记录").await;
    assert!(!page.text("main").await.contains("还没达到"));
    // A college without any sample strikes the eye.
    device.profile.goto("/boards/samples").await;
    page.wait_text(&format!("{} tr.gap", id("board-samples")), "还没有标杆").await;
    // However long the board, what is behind a cell is in sight where it was pressed; once more, it closes.
    device.profile.goto("/boards/towns").await;
    let filled = format!("{} td:not(.none) button", id("board-towns"));
    page.click(&filled).await;
    page.until("what is behind the cell is out of sight", async || {
        let script = "const r = document.querySelector('[data-testid=open-cell]')?.getBoundingClientRect();
            return !!r && r.height > 40 && r.top >= 0 && r.bottom <= innerHeight + 1";
        page.script(script, vec![]).await.as_bool().filter(|seen| *seen)
    })
    .await;
    page.click(&id("close-cell")).await;
    page.gone(&id("open-cell")).await;
    let pages = ["/figures/received-year", "/figures/double-high-arrived-rate", "/boards/samples"];
    let found = device.inaccessible(&pages).await;
    assert!(found.is_empty(), "{found}");
    device.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_says_how_to_read_it_on_the_phone() {
    a_figure_says_how_to_read_it(Screen::Phone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_says_how_to_read_it_on_the_desk() {
    a_figure_says_how_to_read_it(Screen::Desk).await;
}

/// In autumn the school year has only just begun: what is told once a year opens with the one that is
/// over and says so, what is followed up with the running one. Whatever is chosen stays in the address.
async fn pages_open_with_the_period_that_is_meant(screen: Screen) {
    let _turn = turn().await;
    let server = Server::start(&dist());
    // A device with the invented sample lives on the 26th of November 2040.
    let mut device = Device::office_on(&server.origin(), screen, Start::Demo).await;
    let page = device.page();
    let (period, opens) = (id("report-period"), id("report-opens"));
    for (report, shown, why) in [
        ("model-school", "s2039", "最近一个完整的：2039–2040 学年"),
        ("service-contribution", "y2039", "最近一个完整的：2039 年"),
        ("visit-summary", "y2040", "2040 年"),
        ("monthly-brief", "m2040-11", "2040 年 11 月"),
    ] {
        device.profile.goto(&format!("/reports/{report}")).await;
        page.wait_text(&opens, why).await;
        assert_eq!(page.value(&period).await, shown, "{report}");
    }
    // What a colleague's link asks for is what the control says, whatever years there are records of.
    device.profile.goto("/reports/model-school?period=s2012").await;
    page.wait(&period).await;
    assert_eq!(page.value(&period).await, "s2012");
    // Everything can be chosen, is what the control says then, and stands in the address.
    device.profile.goto("/reports/model-school").await;
    page.fill(&period, "all").await;
    page.gone(&opens).await;
    assert_eq!(page.value(&period).await, "all");
    device.reload().await;
    page.wait(&period).await;
    assert_eq!(page.value(&period).await, "all");
    page.until("the control is blank", async || {
        let shown =
            page.script("return document.querySelector('#report-period').selectedOptions[0]?.text", vec![]).await;
        (shown == "全部").then_some(())
    })
    .await;

    let (school_year, card) = (id("figure-school-year"), id("figure-received-school-year"));
    device.profile.goto("/figures/received-school-year").await;
    page.wait_attr(&card, "data-period", "2040–2041 学年").await;
    assert_eq!(page.value(&school_year).await, "2040");
    page.fill(&school_year, "2039").await;
    page.wait_attr(&card, "data-period", "2039–2040 学年").await;
    device.reload().await;
    page.wait_attr(&card, "data-period", "2039–2040 学年").await;
    // To a college the year goes along.
    page.click(&format!("{} summary", id("figure-by-unit"))).await;
    page.click(&format!("{} a", id("figure-by-unit"))).await;
    page.until("no college is asked", async || {
        let address = page.script("return location.search", vec![]).await;
        let address = address.as_str().unwrap_or_default().to_owned();
        (address.contains("unit=") && address.contains("school-year=2039")).then_some(())
    })
    .await;
    page.wait_attr(&card, "data-period", "2039–2040 学年").await;
    for told in ["/figures/guest-hours-share", "/boards/assessment"] {
        device.profile.goto(told).await;
        page.wait_text(&id("figure-opens"), "最近一个完整的：2039–2040 学年").await;
        assert_eq!(page.value(&school_year).await, "2039", "{told}");
    }
    let pages =
        ["/reports/model-school", "/figures/received-school-year", "/boards/assessment", "/boards/money-by-kind"];
    let found = device.inaccessible(&pages).await;
    assert!(found.is_empty(), "{found}");
    device.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_open_with_the_period_that_is_meant_on_the_phone() {
    pages_open_with_the_period_that_is_meant(Screen::Phone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_open_with_the_period_that_is_meant_on_the_desk() {
    pages_open_with_the_period_that_is_meant(Screen::Desk).await;
}

/// What is opened below one figure is closed below the next, and opens there with one tap.
#[tokio::test(flavor = "multi_thread")]
async fn the_colleges_of_a_figure_open_with_one_tap_whatever_was_open_before() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut device = Device::office_on(&server.origin(), Screen::Phone, Start::Sample).await;
    device.profile.goto("/figures/depth-l3-share").await;
    let page = device.page();
    let (of_units, adds_up) = (id("figure-by-unit"), id("figure-adds-up"));
    page.click(&format!("{of_units} summary")).await;
    page.wait_text(&adds_up, "分子、分母各自加起来就是全校").await;
    // The next figure is drawn into the elements of this one.
    let go = "history.pushState({}, '', arguments[0]); dispatchEvent(new PopStateEvent('popstate'))";
    page.script(go, vec![serde_json::json!("/figures/uscc-missing-rate")]).await;
    page.wait(&id("figure-uscc-missing-rate")).await;
    page.gone(&format!("{of_units}[open]")).await;
    page.click(&format!("{of_units} summary")).await;
    page.wait(&format!("{of_units}[open] {}", id("bar"))).await;
    // Part and whole stand beside each share.
    page.wait_text(&format!("{of_units} {} td", id("bar")), "家 ÷ ").await;
    let beyond = "const t = document.querySelector('.bars'); return t.scrollWidth - t.parentElement.clientWidth";
    assert_eq!(page.script(beyond, vec![]).await, 0, "the colleges stand beyond the edge of the phone");
    device.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_on_paper_has_all_its_columns() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut device = Device::office_on(&server.origin(), Screen::Phone, Start::Sample).await;
    device.profile.goto("/boards/depth?year=2022").await;
    let page = device.page();
    page.wait(".matrix tbody th").await;
    device.profile.paper().await;
    // How much is cut off, and whether the sheet is turned.
    let cut = "const board = document.querySelector('.matrix'); \
        return [board.querySelector('table').scrollWidth - board.clientWidth, getComputedStyle(board.closest('article')).page]";
    page.until("columns are cut off", async || {
        let told = page.script(cut, vec![]).await;
        (told.get(0)?.as_i64()? <= 1 && told.get(1)? == "wide").then_some(())
    })
    .await;
    device.assert_clean().await;
}

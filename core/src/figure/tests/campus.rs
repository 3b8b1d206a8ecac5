//! Hand-computed answers of rooms, the new building, studies, clauses and bodies.

use super::depth::shown;
use super::{Desk, Scope};
use crate::figure::Cell;
use crate::record::Id;
use serde_json::{Value, json};

pub(super) fn text(id: Id) -> Value {
    json!(id.to_string())
}

pub(super) fn unit(desk: &mut Desk, name: &str) -> Id {
    desk.put("unit", name, &[("name", json!(name)), ("kind", json!("college"))])
}

pub(super) fn firm(desk: &mut Desk, name: &str, more: &[(&str, Value)]) -> Id {
    let base = [("name", json!(name)), ("side", json!("firm")), ("type", json!("enterprise"))];
    desk.put("partner", name, &[&base[..], more].concat())
}

#[test]
fn every_square_metre_is_counted_once() {
    let mut desk = Desk::new();
    let (chem, art) = (unit(&mut desk, "化工学院"), unit(&mut desk, "艺术学院"));
    let building = desk.put("building", "A", &[("name", json!("实训楼"))]);
    let room = |desk: &mut Desk, number: &str, of: Id, more: &[(&str, Value)]| {
        let base = [("building", text(building)), ("number", json!(number)), ("unit", text(of))];
        desk.put("room", number, &[&base[..], more].concat())
    };
    let worth = |hours: u64, yuan: u64, year: &str| {
        [("person_hours", json!(hours * 100)), ("income", json!(yuan * 100)), ("worth_year", json!(year))]
    };
    let area = |square: u64| ("area", json!(square * 100));
    let used =
        [&[area(100), ("state", json!("used")), ("use", json!("practice"))][..], &worth(4_000, 0, "2021")].concat();
    room(&mut desk, "101", chem, &used);
    let let_out = [&[area(50), ("state", json!("let"))][..], &worth(500, 30_000, "2022")].concat();
    let rented = room(&mut desk, "102", chem, &let_out);
    let idle = room(&mut desk, "103", art, &[area(50), ("state", json!("idle")), ("use", json!("storage"))]);
    room(&mut desk, "104", art, &[("state", json!("idle"))]);
    room(&mut desk, "105", art, &worth(9_999, 9_999, "2022"));
    assert_eq!(desk.shown("room-idle-rate"), "25%", "50 of 200 ㎡; a room without area does not count");
    assert_eq!(desk.shown("room-hours-per-area"), "30 人时/㎡", "4,500 ÷ 150");
    assert_eq!(desk.shown("room-income-per-area"), "200 元/㎡", "30,000 ÷ 150");
    assert_eq!(desk.shown("room-underused-rate"), "33.33%", "50 of 150 ㎡: forty hours a square metre are enough");
    let answer = desk.answer("room-hours-per-area", Scope::Unit(chem));
    assert_eq!((answer.counted_in().label(), answer.whole_in().label()), ("人时", "㎡"));
    desk.put("room", "101", &[("worth_year", json!("2023"))]);
    assert_eq!(desk.shown("room-hours-per-area"), "10 人时/㎡", "a year that has not begun yields nothing");
    assert_eq!(desk.shown("room-underused-rate"), "100%");
    desk.put("threshold", "room_hours", &[("name", json!("room_hours")), ("value", json!(1_000))]);
    assert_eq!(desk.shown("room-underused-rate"), "0%", "the office asks for ten");

    // Somebody without an agreement; then with one that ended yesterday, ends today, ends in 60 and 61 days.
    assert_eq!(desk.shown("room-unagreed-area"), "100%", "let, and nobody wrote to whom");
    let a = firm(&mut desk, "甲", &[]);
    let lease = |desk: &mut Desk, more: &[(&str, Value)]| {
        let base = [("room", text(rented)), ("partner", text(a)), ("start", json!("2021-07-01"))];
        desk.put("tenancy", "t", &[&base[..], more].concat())
    };
    let agreement = desk.put("agreement", "g", &[("title", json!("入驻协议"))]);
    lease(&mut desk, &[("agreement", text(agreement)), ("end", json!("2022-06-30"))]);
    assert_eq!(desk.shown("room-unagreed-area"), "0%", "the last day counts");
    assert_eq!((desk.shown("tenancies-expiring"), desk.shown("tenancies-overdue")), ("1 家".into(), "0 家".into()));
    lease(&mut desk, &[("end", json!("2022-06-29"))]);
    assert_eq!(desk.shown("room-unagreed-area"), "100%");
    assert_eq!((desk.shown("tenancies-expiring"), desk.shown("tenancies-overdue")), ("0 家".into(), "1 家".into()));
    lease(&mut desk, &[("end", json!("2022-08-29"))]);
    assert_eq!(desk.shown("tenancies-expiring"), "1 家", "the sixtieth day");
    lease(&mut desk, &[("end", json!("2022-08-30"))]);
    assert_eq!(desk.shown("tenancies-expiring"), "0 家");
    lease(&mut desk, &[("end", json!("2022-08"))]);
    assert_eq!(desk.answer("tenancies-expiring", Scope::School).unclear.len(), 1, "the month is too imprecise");
    lease(&mut desk, &[("end", json!("2022-07-01")), ("left", json!("2022-06-01"))]);
    assert_eq!(desk.shown("tenancies-expiring"), "0 家", "they have left");

    let want = |desk: &mut Desk, key: &str, square: u64, state: &str| {
        let fields =
            [("title", json!(key)), ("partner", text(a)), ("area", json!(square * 100)), ("state", json!(state))];
        desk.put("space_demand", key, &fields)
    };
    let small = want(&mut desk, "小", 40, "");
    want(&mut desk, "大", 80, "offered");
    want(&mut desk, "有了", 900, "met");
    want(&mut desk, "不要了", 900, "dropped");
    assert_eq!((desk.shown("space-wanted"), desk.shown("space-shortage")), ("120 ㎡".into(), "70 ㎡".into()));
    let board = shown(&desk, "space", Scope::School);
    let (large, little) = (&board.rows[0], &board.rows[1]);
    assert_eq!((little.0.id, little.1[2].shown()), (Some(small), "1 间".to_owned()));
    assert_eq!(little.1[1].figure.evidence()[0].id, idle);
    assert!(large.1[1].is_empty() && large.1[1].could == [idle], "none is large enough: the largest are named");
    let board = shown(&desk, "rooms", Scope::School);
    let cells: Vec<String> = board.rows[0].1.iter().map(Cell::shown).collect();
    assert_eq!((board.rows[0].0.id, cells[1].as_str()), (Some(building), "100"));
    assert_eq!(cells[cells.len() - 3..], ["50".to_owned(), "200".to_owned(), "50".to_owned()]);
    desk.delete(idle);
    assert_eq!(desk.shown("space-shortage"), "120 ㎡");
    assert_eq!(desk.shown("room-idle-rate"), "0%");
    let board = shown(&desk, "rooms-by-college", Scope::School);
    let of_chem = &board.rows.iter().find(|(head, _)| head.id == Some(chem)).unwrap().1;
    assert_eq!(of_chem.last().map(Cell::shown), Some("10".to_owned()));
}

#[test]
fn the_new_building_says_its_steps_and_sources() {
    let mut desk = Desk::new();
    let step = |desk: &mut Desk, n: u64, state: &str, own: u64, firm: u64| {
        let fields = [
            ("step", json!(format!("步骤{n}"))),
            ("order", json!(n)),
            ("state", json!(state)),
            ("own", json!(own * 100)),
            ("firm", json!(firm * 100)),
        ];
        desk.put("feasibility_item", &n.to_string(), &fields)
    };
    step(&mut desk, 2, "", 300, 0);
    step(&mut desk, 1, "done", 200, 50);
    step(&mut desk, 3, "skipped", 0, 0);
    assert_eq!(desk.shown("building-steps-rate"), "50%");
    let board = shown(&desk, "building-money", Scope::School);
    let labels: Vec<&str> = board.rows.iter().map(|(head, _)| head.label.as_str()).collect();
    assert_eq!(labels, ["步骤1", "步骤2", "步骤3", "合计"]);
    assert_eq!(board.rows[3].1.iter().map(Cell::shown).collect::<Vec<_>>(), ["", "", "50 元", "500 元", "550 元"]);
}

#[test]
fn studies_come_in_time_and_are_made_use_of() {
    let mut desk = Desk::new();
    let plan = unit(&mut desk, "综合办");
    let study = |desk: &mut Desk, key: &str, more: &[(&str, Value)]| {
        let base = [("sort", json!("industry")), ("span", json!("month")), ("unit", text(plan))];
        desk.put("study", key, &[&base[..], more].concat())
    };
    let came = |period: &str, due: &str, state: &str, since: &str| {
        [("period", json!(period)), ("due", json!(due)), ("state", json!(state)), ("state_since", json!(since))]
    };
    study(&mut desk, "on the day", &came("2022-03", "2022-04-05", "shared", "2022-04-05"));
    study(&mut desk, "a day late", &came("2022-04", "2022-05-05", "handed_in", "2022-05-06"));
    study(&mut desk, "being written", &came("2022-05", "2022-06-30", "writing", "2022-06-01"));
    study(&mut desk, "not due", &came("2022-06", "2022-07-01", "waiting", ""));
    study(&mut desk, "the year before", &came("2021", "2021-12-31", "shared", "2021-12-01"));
    assert_eq!(desk.shown("study-on-time-rate"), "33.33%", "1 of the 3 that are due");
    let board = shown(&desk, "studies", Scope::School);
    let row = &board.rows[2];
    assert_eq!(
        (row.0.note.as_str(), row.1[3].shown(), row.1[4].shown()),
        ("综合办", "共享".into(), "提交（迟）".into())
    );
    assert_eq!(row.1[6].shown(), "未启动", "June is not due before July");
    assert!(row.1[0].is_empty() && row.1[1].is_empty());
    let meeting = desk.put("meeting", "m", &[("date", json!("2022-05-01"))]);
    desk.put("study", "on the day", &[("cited_by", text(meeting))]);
    desk.put("study", "the year before", &[("cited_by", text(meeting))]);
    assert_eq!(desk.shown("study-cited"), "1 份", "by the year that it is about");
    assert_eq!(desk.answer("study-cited", Scope::Unit(plan)).evidence().len(), 1);

    let policy = desk.put("policy", "p", &[("title", json!("十四五规划"))]);
    let clause = |desk: &mut Desk, n: &str, more: &[(&str, Value)]| {
        desk.put("clause", n, &[&[("policy", text(policy)), ("number", json!(n))], more].concat())
    };
    clause(&mut desk, "一", &[("answered_by", text(meeting))]);
    clause(&mut desk, "二", &[("answer", json!(" "))]);
    let third = clause(&mut desk, "三", &[]);
    assert_eq!(desk.shown("clause-answered-rate"), "33.33%");
    let task = desk.put("task", "t", &[("title", json!("办")), ("origin", text(third))]);
    assert_eq!(desk.shown("clause-answered-rate"), "66.67%", "a task answers a clause");
    desk.put("task", "t", &[("state", json!("dropped"))]);
    assert_eq!(desk.shown("clause-answered-rate"), "33.33%");
    desk.delete(task);
    desk.put("case_study", "a", &[("practice", json!("甲")), ("state", json!("adopted"))]);
    desk.put("case_study", "b", &[("practice", json!("乙"))]);
    desk.put("case_study", "c", &[("practice", json!("丙")), ("state", json!("not_for_us"))]);
    assert_eq!(desk.shown("case-adopted-rate"), "50%");
}

#[test]
fn bodies_have_four_sides_terms_and_meetings() {
    let mut desk = Desk::new();
    let body = |desk: &mut Desk, key: &str, more: &[(&str, Value)]| {
        desk.put("body", key, &[&[("name", json!(key)), ("sort", json!("council"))], more].concat())
    };
    let seat = |desk: &mut Desk, of: Id, key: &str, more: &[(&str, Value)]| {
        let base = [("body", text(of)), ("office", json!(key))];
        desk.put("member", &format!("{of}{key}"), &[&base[..], more].concat())
    };
    let council = body(&mut desk, "理事会", &[("charter_meetings", json!(2)), ("term_end", json!("2022-09-28"))]);
    for side in ["gov", "association", "firm"] {
        seat(&mut desk, council, side, &[("side", json!(side))]);
    }
    assert_eq!(desk.shown("bodies-four-sides-rate"), "0%");
    assert_eq!(shown(&desk, "bodies", Scope::School).rows[0].0.note, "缺校，2022年9月28日届满");
    let chem = unit(&mut desk, "化工学院");
    let ours = seat(&mut desk, council, "院长", &[("unit", text(chem)), ("end", json!("2022-06-30"))]);
    assert_eq!(desk.shown("bodies-four-sides-rate"), "100%", "a seat of a unit of ours is of the school's side");
    desk.put("member", &format!("{council}院长"), &[("end", json!("2022-06-29"))]);
    assert_eq!(desk.shown("bodies-four-sides-rate"), "0%", "its term is over");
    desk.delete(ours);
    body(&mut desk, "工作组", &[("sort", json!("work_group")), ("term_end", json!("2022-09-29"))]);
    body(&mut desk, "旧理事会", &[("dissolved", json!("2022-06-29")), ("term_end", json!("2020"))]);
    assert_eq!(desk.shown("bodies-term-ending"), "1 个", "in 90 days, not in 91, not what is dissolved");
    for (key, date) in [("1", "2022-01-01"), ("2", "2021-12-31"), ("3", "2022-06"), ("4", "2022")] {
        desk.put("meeting", key, &[("body", text(council)), ("date", json!(date))]);
    }
    assert_eq!(desk.shown("bodies-met-rate"), "100%", "three meetings count no more than the two of the charter");
    let meeting = desk.put("meeting", "1", &[]);
    desk.put(
        "resolution",
        "r",
        &[("meeting", text(meeting)), ("what", json!("甲")), ("due", json!("2022-02-01")), ("state", json!("done"))],
    );
    desk.put("resolution", "s", &[("meeting", text(meeting)), ("what", json!("乙")), ("due", json!("2022-03-01"))]);
    let cells: Vec<String> = shown(&desk, "bodies", Scope::School).rows[0].1.iter().map(Cell::shown).collect();
    assert_eq!(cells, ["1", "1", "1", "", "3/2", "1/2"]);
}

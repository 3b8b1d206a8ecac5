//! Hand-computed answers of linkage sheets, findings, papers, samples, practice and assessment.

use super::{Desk, Scope, today};
use crate::figure::{Ask, Board, Made, board, finding_id, finding_of, raised};
use crate::period::Period;
use crate::record::Id;
use serde_json::{Value, json};

fn text(id: Id) -> Value {
    json!(id.to_string())
}

fn unit(desk: &mut Desk, name: &str) -> Id {
    desk.put("unit", name, &[("name", json!(name)), ("kind", json!("college"))])
}

fn shown_board(desk: &Desk, name: &str, period: Period) -> Board {
    let facts = desk.facts();
    (board(name).unwrap().compute)(&Ask::new(&desk.ledger, &facts, Scope::School, period, today()))
}

/// What stands in the rows of a board: heading, note, cells.
fn rows(board: &Board) -> Vec<(String, String, Vec<String>)> {
    board
        .rows
        .iter()
        .map(|(head, cells)| (head.label.clone(), head.note.clone(), cells.iter().map(|c| c.shown()).collect()))
        .collect()
}

#[test]
fn sheets_are_closed_answered_and_late() {
    let mut desk = Desk::new();
    let to = unit(&mut desk, "化工学院");
    let sheet = |desk: &mut Desk, key: &str, more: &[(&str, Value)]| {
        let base = [("what", json!(key)), ("to", text(to))];
        desk.put("linkage", key, &[&base[..], more].concat())
    };
    // Friday to Tuesday: two working days. Monday to Monday: five.
    let done = [
        ("state", json!("done")),
        ("sent", json!("2022-06-17")),
        ("answered", json!("2022-06-21")),
        ("due", json!("2022-06-29")),
    ];
    sheet(&mut desk, "办了", &done);
    let taken = [
        ("state", json!("accepted")),
        ("sent", json!("2022-06-06")),
        ("answered", json!("2022-06-13")),
        ("due", json!("2022-06-30")),
    ];
    sheet(&mut desk, "接了", &taken);
    sheet(
        &mut desk,
        "没到期",
        &[("state", json!("sent")), ("sent", json!("2022-06-27")), ("due", json!("2022-07-01"))],
    );
    sheet(
        &mut desk,
        "收回",
        &[("state", json!("withdrawn")), ("sent", json!("2022-01-03")), ("due", json!("2022-02-01"))],
    );
    assert_eq!(desk.shown("linkage-closing-rate"), "50%");
    assert_eq!(desk.shown("linkage-reply-days"), "3.5 工作日");
    // Sent on Monday, asked on Thursday: three working days, as many as are allowed.
    assert_eq!(desk.shown("linkage-unanswered"), "0 张");
    sheet(&mut desk, "没人理", &[("sent", json!("2022-06-24")), ("due", json!("2022-07-01"))]);
    assert_eq!(desk.shown("linkage-unanswered"), "1 张");
    assert_eq!(desk.answer("linkage-unanswered", Scope::Unit(to)).evidence().len(), 1);
}

#[test]
fn the_program_finds_what_an_audit_would() {
    let mut desk = Desk::new();
    let college = unit(&mut desk, "化工学院");
    let firm = desk.put("partner", "示例化工", &[("name", json!("示例化工"))]);
    let building = desk.put("building", "b", &[("name", json!("一号楼"))]);
    let room = |desk: &mut Desk, key: &str, state: &str| {
        desk.put(
            "room",
            key,
            &[("building", text(building)), ("number", json!(key)), ("state", json!(state)), ("unit", text(college))],
        )
    };
    let (bare, covered, over) =
        (room(&mut desk, "101", "let"), room(&mut desk, "102", "let"), room(&mut desk, "103", "used"));
    room(&mut desk, "104", "idle");
    let agreement = desk.put("agreement", "a", &[("partners", json!([firm.to_string()])), ("title", json!("甲"))]);
    let tenant = |desk: &mut Desk, key: &str, room: Id, end: &str| {
        let values = [
            ("room", text(room)),
            ("partner", text(firm)),
            ("agreement", text(agreement)),
            ("start", json!("2021-01-01")),
            ("end", json!(end)),
        ];
        desk.put("tenancy", key, &values)
    };
    tenant(&mut desk, "1", covered, "2022-06-30");
    let late = tenant(&mut desk, "2", over, "2022-06-29");
    assert_eq!(desk.shown("rooms-unagreed-rate"), "66.67%");
    let input = [
        ("partner", text(firm)),
        ("what", json!("设备")),
        ("giver", json!("partner")),
        ("promised", json!(1_000)),
        ("arrived", json!(400)),
    ];
    let short = desk.put("input", "late", &[&input[..], &[("promised_by", json!("2022-06-29"))]].concat());
    desk.put("input", "today", &[&input[..], &[("promised_by", json!("2022-06-30"))]].concat());
    assert_eq!(desk.shown("inputs-overdue"), "6 元");
    let project = |desk: &mut Desk, key: &str, partner: Id, state: &str| {
        desk.put(
            "project",
            key,
            &[("title", json!(key)), ("partners", json!([partner.to_string()])), ("state", json!(state))],
        )
    };
    let other = desk.put("partner", "示例机电", &[("name", json!("示例机电"))]);
    project(&mut desk, "有来往", firm, "running");
    let silent = project(&mut desk, "没来往", other, "signed");
    desk.put("visit", "v", &[("partner", text(firm)), ("date", json!("2022-01-05"))]);
    desk.put("visit", "old", &[("partner", text(other)), ("date", json!("2021-06-30"))]);
    assert_eq!(desk.shown("projects-silent-rate"), "50%");
    let ended = project(&mut desk, "归档", firm, "archived");
    let with = project(&mut desk, "归档有成果", firm, "archived");
    desk.put("result", "r", &[("title", json!("成果")), ("project", text(with))]);
    assert_eq!(desk.shown("finished-without-result-rate"), "50%");

    let found = |desk: &Desk| {
        let facts = desk.facts();
        raised(&Ask::new(&desk.ledger, &facts, Scope::School, Period::Year(2022), today()))
    };
    let said = |desk: &Desk| found(desk).into_iter().map(|one| (one.rule, one.about)).collect::<Vec<_>>();
    let mut rooms = [("room-unagreed", bare), ("room-unagreed", over)];
    rooms.sort_by_key(|(_, id)| *id);
    let expected = [
        ("input-not-arrived", short),
        rooms[0],
        rooms[1],
        ("project-silent", silent),
        ("finished-without-result", ended),
    ];
    assert_eq!(said(&desk), expected);
    assert!(found(&desk).iter().any(|one| one.about == over && one.because == [late] && one.made == Made::Nothing));

    let listed = finding_id("room-unagreed", &bare);
    desk.put("finding", "x", &[("what", json!("别的"))]);
    desk.write_at(
        "finding",
        listed,
        &[("what", json!("房屋无协议占用")), ("state", json!("open")), ("due", json!("2022-06-29"))],
    );
    let one = found(&desk).into_iter().find(|one| one.about == over).unwrap();
    let values = finding_of(&desk.ledger, &one, today());
    assert_eq!(values["what"], json!("房屋无协议占用：一号楼 · 103"));
    assert_eq!(
        (&values["unit"], &values["about"], &values["found"]),
        (&text(college), &text(over), &json!("2022-06-30"))
    );
    let made = |desk: &Desk| found(desk).into_iter().find(|one| one.about == bare).map(|one| one.made);
    assert_eq!(made(&desk), Some(Made::Listed(listed)));
    assert_eq!((desk.shown("findings-open"), desk.shown("findings-overdue")), ("2 项".into(), "1 项".into()));
    desk.write_at("finding", listed, &[("state", json!("no_problem"))]);
    assert_eq!(made(&desk), Some(Made::Settled(listed)));
    assert_eq!(desk.shown("findings-closed-rate"), "100%");
}

#[test]
fn papers_count_for_the_unit_of_what_they_belong_to() {
    let mut desk = Desk::new();
    let (one, two) = (unit(&mut desk, "化工学院"), unit(&mut desk, "建工学院"));
    let firm = desk.put("partner", "示例化工", &[("name", json!("示例化工"))]);
    let agreement = |desk: &mut Desk, key: &str, lead: Id| {
        desk.put(
            "agreement",
            key,
            &[
                ("title", json!(key)),
                ("partners", json!([firm.to_string()])),
                ("lead_unit", text(lead)),
                ("state", json!("active")),
            ],
        )
    };
    let (a, b) = (agreement(&mut desk, "甲", one), agreement(&mut desk, "乙", two));
    let paper = |desk: &mut Desk, key: &str, of: Id, paper: &str, state: &str| {
        desk.put("evidence", key, &[("of", text(of)), ("paper", json!(paper)), ("state", json!(state))])
    };
    paper(&mut desk, "1", a, "agreement", "filed");
    paper(&mut desk, "2", a, "plan", "missing");
    paper(&mut desk, "3", b, "agreement", "missing");
    paper(&mut desk, "4", b, "picture", "needless");
    assert_eq!((desk.shown("papers-missing"), desk.shown("papers-filed-rate")), ("2 份".into(), "33.33%".into()));
    assert_eq!(desk.shown("agreements-filed-rate"), "50%");
    let of = |desk: &Desk, unit| desk.answer("papers-missing", Scope::Unit(unit)).value().map(|v| v.show());
    assert_eq!((of(&desk, one), of(&desk, two)), (Some("1 份".into()), Some("1 份".into())));
    let mut facts = desk.facts();
    let changed = desk.write_at("agreement", b, &[("lead_unit", text(one))]);
    facts.follow(&desk.ledger, changed);
    assert_eq!(facts.said(), desk.facts().said(), "the papers of an agreement follow it");
    assert_eq!(of(&desk, one), Some("2 份".into()));
    let board = shown_board(&desk, "papers", Period::Year(2022));
    let plan = rows(&board).into_iter().find(|(label, ..)| label == "建设规划或方案");
    assert_eq!(plan.map(|(.., cells)| cells[0].clone()), Some("1".to_owned()));
}

#[test]
fn samples_are_shared_and_tell_who_gained() {
    let mut desk = Desk::new();
    let (one, two) = (unit(&mut desk, "化工学院"), unit(&mut desk, "检测学院"));
    let shares = json!([[one.to_string(), 6_000], [two.to_string(), 4_000]]);
    let base = [("name", json!("甲")), ("type", json!("flagship")), ("lead_unit", text(one)), ("shares", shares)];
    desk.put(
        "sample",
        "a",
        &[
            &base[..],
            &[("state", json!("building")), ("students", json!(30)), ("teachers", json!(5)), ("firms", json!(9))],
        ]
        .concat(),
    );
    desk.put(
        "sample",
        "b",
        &[("name", json!("乙")), ("type", json!("town")), ("lead_unit", text(two)), ("state", json!("closed"))],
    );
    desk.put("sample", "c", &[("name", json!("丙")), ("state", json!("dropped")), ("students", json!(1_000))]);
    assert_eq!((desk.shown("samples-running"), desk.shown("samples-closed")), ("1 个".into(), "1 个".into()));
    assert_eq!(desk.shown("sample-beneficiaries"), "35 人");
    assert_eq!(desk.answer("samples-running", Scope::Unit(two)).value().map(|v| v.show()), Some("0.4 个".into()));
    let board = shown_board(&desk, "samples", Period::Year(2022));
    let mut shown = rows(&board)
        .into_iter()
        .map(|(label, _, cells)| (label, cells[0].clone(), cells[4].clone()))
        .collect::<Vec<_>>();
    shown.sort();
    let row = |label: &str, first: &str, town: &str| (label.to_owned(), first.to_owned(), town.to_owned());
    assert_eq!(shown, [row("全校合计", "1", "1"), row("化工学院", "0.6", ""), row("检测学院", "0.4", "1")]);
    desk.put("unit", "艺术学院", &[("name", json!("艺术学院")), ("kind", json!("college"))]);
    let board = shown_board(&desk, "samples", Period::Year(2022));
    let lacking = board.rows.iter().filter(|(head, _)| !head.lacks.is_empty());
    let lacking: Vec<_> = lacking.map(|(head, _)| (head.label.as_str(), head.lacks)).collect();
    assert_eq!(lacking, [("艺术学院", "还没有标杆")]);
}

#[test]
fn practice_counts_for_five_years_from_its_last_day() {
    let mut desk = Desk::new();
    let teacher = |desk: &mut Desk, key: &str, more: &[(&str, Value)]| {
        desk.put("person", key, &[&[("name", json!(key)), ("major_teacher", json!(true))], more].concat())
    };
    let (enough, half, none) = (
        teacher(&mut desk, "甲", &[("dual_level", json!("senior")), ("dual_until", json!("2022-06-30"))]),
        teacher(&mut desk, "乙", &[("dual_level", json!("junior")), ("dual_until", json!("2022-06-29"))]),
        teacher(&mut desk, "丙", &[]),
    );
    desk.put("person", "不教专业课", &[("name", json!("丁"))]);
    let practice = |desk: &mut Desk, key: &str, who: Id, start: &str, end: &str, days: u64| {
        let values = [("person", text(who)), ("start", json!(start)), ("end", json!(end)), ("days", json!(days * 100))];
        desk.put("teacher_practice", key, &values)
    };
    practice(&mut desk, "1", enough, "2020-01-01", "2020-06-28", 180);
    // It leaves the five years today; the next one stays until tomorrow.
    practice(&mut desk, "2", half, "2017-06-01", "2017-06-30", 30);
    practice(&mut desk, "4", half, "2017-06-22", "2017-07-01", 10);
    practice(&mut desk, "3", half, "2021-07-01", "2021-09-28", 90);
    assert_eq!(desk.shown("practice-met-rate"), "33.33%");
    assert_eq!(desk.shown("dual-teacher-rate"), "33.33%");
    let board = shown_board(&desk, "practice", Period::Year(2022));
    let cells = |days: &str, short: &str| vec![days.to_owned(), short.to_owned()];
    let expected = [
        ("丙".to_owned(), "还差 180 天".to_owned(), cells("", "180")),
        ("乙".to_owned(), "还差 80 天".to_owned(), cells("100", "80")),
        ("甲".to_owned(), "够了；不再去实践，到 2025年6月28日 就不够了".to_owned(), cells("180", "✓")),
    ];
    assert_eq!(rows(&board), expected);
    assert_eq!(board.rows[0].0.id, Some(none));
}

#[test]
fn points_are_earned_by_records_and_capped() {
    let mut desk = Desk::new();
    let (one, two) = (unit(&mut desk, "化工学院"), unit(&mut desk, "建工学院"));
    let indicator = |desk: &mut Desk, key: &str, more: &[(&str, Value)]| {
        desk.put("indicator", key, &[&[("name", json!(key)), ("year", json!("2021-2022"))], more].concat())
    };
    let money =
        [("basis", json!("money")), ("per_amount", json!(10_000_000)), ("per_points", json!(100)), ("cap", json!(300))];
    let came = indicator(&mut desk, "1 到账", &money);
    let visits =
        [("basis", json!("count")), ("earned_by", json!("走访")), ("per_points", json!(50)), ("score", json!(1_000))];
    indicator(&mut desk, "2 走访", &visits);
    let awards = [
        ("basis", json!("level")),
        ("earned_by", json!("award")),
        ("levels", json!("国家级 10\n省级 6")),
        ("cap", json!(1_000)),
    ];
    indicator(&mut desk, "3 获奖", &awards);
    let judged = indicator(&mut desk, "4 评审", &[("basis", json!("judged")), ("score", json!(500))]);
    indicator(&mut desk, "去年的", &[("year", json!("2020-2021")), ("basis", json!("judged"))]);
    let receipt = |desk: &mut Desk, key: &str, to: Id, date: &str, cents: i64| {
        desk.put("receipt", key, &[("unit", text(to)), ("date", json!(date)), ("amount", json!(cents))])
    };
    // 259,999.99 yuan make two whole steps; the day before and after the school year do not count.
    receipt(&mut desk, "a", one, "2021-09-01", 20_000_000);
    receipt(&mut desk, "b", one, "2022-06-01", 5_999_999);
    receipt(&mut desk, "c", one, "2021-08-31", 90_000_000);
    receipt(&mut desk, "d", two, "2022-01-01", 90_000_000);
    let firm = desk.put("partner", "示例化工", &[("name", json!("示例化工")), ("lead_unit", text(two))]);
    for (key, date) in [("1", "2021-09-01"), ("2", "2022-03-01"), ("3", "2021-08-31")] {
        desk.put("visit", key, &[("partner", text(firm)), ("date", json!(date))]);
    }
    let level = crate::kinds::SCHEMA.kind("award").and_then(|kind| kind.field("level")).map(|field| field.ty);
    let Some(crate::schema::FieldType::Choice(list)) = level else { panic!("a level is chosen") };
    let province = list.codes.iter().find(|code| code.label.contains("省")).unwrap().code;
    desk.put(
        "award",
        "x",
        &[("title", json!("奖")), ("unit", text(one)), ("date", json!("2022-02")), ("level", json!(province))],
    );
    let score = [
        ("indicator", text(judged)),
        ("unit", text(one)),
        ("year", json!("2021-2022")),
        ("own", json!(450)),
        ("expert", json!(400)),
    ];
    desk.put("score", "s", &score);
    let board = shown_board(&desk, "assessment", Period::school_year_of(today(), 9));
    let row = |label: &str, note: &str, one: &str, two: &str| {
        (label.to_owned(), note.to_owned(), vec![one.to_owned(), two.to_owned()])
    };
    let mut columns: Vec<&str> = board.columns.iter().map(|head| head.label.as_str()).collect();
    columns.sort_unstable();
    assert_eq!(columns, ["化工学院", "建工学院"]);
    let flipped = board.columns[0].label == "建工学院";
    let found: Vec<_> = rows(&board)
        .into_iter()
        .map(|(label, note, mut cells)| {
            if flipped {
                cells.reverse();
            }
            (label, note, cells)
        })
        .collect();
    let expected = [
        row("1 到账", "每到账 10 万元得 1 分，最多 3 分", "2 分", "3 分（封顶）"),
        row("2 走访", "每条走访得 0.5 分，最多 10 分", "", "1 分"),
        row("3 获奖", "获奖按级别：国家级 10 分、省级 6 分，最多 10 分", "6 分", ""),
        row("4 评审", "评审打分，最多 5 分", "4 分（自评 4.5，专家 4）", ""),
        row("合计", "", "12", "4"),
    ];
    assert_eq!(found, expected);
    assert_eq!(desk.shown("assessment-points"), "16 分");
    assert_eq!(desk.answer("assessment-points", Scope::Unit(two)).value().map(|v| v.show()), Some("4 分".into()));
    let evidence = desk.answer("assessment-points", Scope::Unit(one)).evidence();
    assert!(evidence.iter().any(|e| e.id == came && e.amount == 200 && e.because.len() == 2));
}

#[test]
fn what_has_not_arrived_is_told_contract_by_contract_and_money_person_by_person() {
    let mut desk = Desk::new();
    let (a, b) = (desk.put("person", "a", &[("name", json!("甲"))]), desk.put("person", "b", &[("name", json!("乙"))]));
    let people = json!([[a.to_string(), 7_000], [b.to_string(), 3_000]]);
    let contract = [
        ("title", json!("合同一")),
        ("amount", json!(1_000)),
        ("signed", json!("2022-01-01")),
        ("people", people),
        ("ends", json!("2022-06-29")),
    ];
    let one = desk.put("contract", "1", &contract);
    desk.put(
        "contract",
        "2",
        &[("title", json!("合同二")), ("amount", json!(100)), ("signed", json!("2021-12-31")), ("leader", text(b))],
    );
    desk.put("receipt", "r", &[("contract", text(one)), ("date", json!("2022-03-01")), ("amount", json!(400))]);
    let row = |label: &str, note: &str, cells: &[&str]| {
        (label.to_owned(), note.to_owned(), cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>())
    };
    let outstanding = rows(&shown_board(&desk, "outstanding", Period::Year(2022)));
    let note = "完成期限 2022年6月29日 已过";
    assert_eq!(
        outstanding,
        [
            row("合同一", note, &["10 元", "4 元", "6 元"]),
            row("合同二", "", &["1 元", "", "1 元"]),
            row("合计", "", &["11 元", "4 元", "7 元"])
        ]
    );
    let people = rows(&shown_board(&desk, "money-by-person", Period::Year(2022)));
    let total = row("合计", "", &["10 元", "4 元"]);
    assert_eq!(people, [row("甲", "", &["7 元", "2.8 元"]), row("乙", "", &["3 元", "1.2 元"]), total]);
}

//! Hand-computed answers of depth, projects and teaching.

use super::{Desk, Scope, today};
use crate::figure::{Ask, Board, Cell, board, next};
use crate::period::Period;
use crate::record::Id;
use serde_json::{Value, json};

fn firm(desk: &mut Desk, key: &str, unit: &Value, tags: &Value) -> Value {
    let fields = [
        ("name", json!(key)),
        ("side", json!("firm")),
        ("type", json!("enterprise")),
        ("lead_unit", unit.clone()),
        ("tags", tags.clone()),
    ];
    json!(desk.put("partner", key, &fields).to_string())
}

/// A board as of the tests' day.
pub fn shown(desk: &Desk, name: &str, scope: Scope) -> Board {
    let (def, facts) = (board(name).unwrap(), desk.facts());
    let period = match def.span {
        crate::figure::Span::SchoolYear => Period::school_year_of(today(), 9),
        _ => Period::Year(2022),
    };
    (def.compute)(&Ask::new(&desk.ledger, &facts, scope, period, today()))
}

fn unit(desk: &mut Desk, key: &str) -> (Id, Value) {
    let id = desk.put("unit", key, &[("name", json!(key)), ("kind", json!("college"))]);
    (id, json!(id.to_string()))
}

#[test]
fn a_partner_rises_level_by_level_with_its_records() {
    let mut desk = Desk::new();
    let (chem, chem_id) = unit(&mut desk, "化工学院");
    let a = firm(&mut desk, "甲", &chem_id, &json!(["标杆企业"]));
    firm(&mut desk, "乙", &chem_id, &json!(["虚构"]));
    let level = |desk: &Desk| shown(desk, "depth", Scope::School).rows[0].0.note.clone();
    assert_eq!(level(&desk), "未往来，差：有过往来");
    desk.put("visit", "v", &[("partner", a.clone()), ("date", json!("2022-06-30"))]);
    assert_eq!(level(&desk), "L1，差：有效协议、实习就业");
    let agreement = |desk: &mut Desk, until: &str| {
        let fields = [
            ("partners", json!([a])),
            ("title", json!("协议")),
            ("signed", json!("2020-07-01")),
            ("expires", json!(until)),
        ];
        desk.put("agreement", "a", &fields)
    };
    agreement(&mut desk, "2022-06-29");
    desk.put("internship", "i", &[("partner", a.clone()), ("headcount", json!(12)), ("start", json!("2021"))]);
    assert_eq!(level(&desk), "L1，差：有效协议", "it ended yesterday");
    agreement(&mut desk, "2022-06-30");
    assert_eq!(level(&desk), "L2，差 2 样：订单班、课程教材、兼职教师、基地", "the last day counts");
    desk.put("order_class", "o", &[("partner", a.clone()), ("name", json!("班")), ("intake", json!("2021-2022"))]);
    desk.put("base", "b", &[("host", a.clone()), ("name", json!("基地")), ("established", json!("2022-07-01"))]);
    assert!(level(&desk).starts_with("L2，差 1 样"), "the base begins tomorrow: {}", level(&desk));
    desk.put("base", "b", &[("established", json!("2022-06-30"))]);
    assert_eq!(level(&desk), "L3，差：企业投入到账、技术服务到账、采用行业标准");
    assert_eq!(desk.shown("depth-l3-share"), "50%");
    assert_eq!(desk.shown("shortfall-flagship"), "100%");
    assert_eq!(
        desk.answer("depth-l3-share", Scope::Unit(chem)).value(),
        desk.answer("depth-l3-share", Scope::School).value()
    );

    desk.put(
        "course",
        "c",
        &[
            ("partners", json!([a])),
            ("name", json!("课")),
            ("start", json!("2022-03")),
            ("standard_name", json!("标准")),
        ],
    );
    desk.put(
        "receipt",
        "r",
        &[("partner", a.clone()), ("source", json!("service")), ("date", json!("2022-05-01")), ("amount", json!(1))],
    );
    let input = [
        ("partner", a.clone()),
        ("what", json!("设备")),
        ("giver", json!("partner")),
        ("sort", json!("equipment")),
        ("arrived", json!(1)),
        ("arrived_on", json!("2022-05-01")),
    ];
    desk.put("input", "in", &input);
    assert_eq!(level(&desk), "L4，差：产业学院或共建实体", "2020, 2021 and 2022 are three years in a row");
    let college = desk.put(
        "industry_college",
        "ic",
        &[("partners", json!([a])), ("name", json!("产业学院")), ("founded", json!("2022-01-01"))],
    );
    assert!(level(&desk).starts_with("L4"), "not opened yet");
    desk.put("industry_college", "ic", &[("state", json!("opened"))]);
    assert_eq!(level(&desk), "L5");
    desk.delete(college);
    assert!(level(&desk).starts_with("L4"));

    // What is left over names the other firm, and what it lacks.
    let facts = desk.facts();
    let ask = Ask::new(&desk.ledger, &facts, Scope::School, Period::Year(2022), today());
    let next = next(&ask, crate::figure::figure("depth-l3-share").unwrap());
    assert_eq!(next.iter().map(|n| n.what.as_str()).collect::<Vec<_>>(), ["未往来，差：有过往来"]);
}

#[test]
fn projects_count_by_their_shares_and_empty_cells_name_who_could_fill_them() {
    let mut desk = Desk::new();
    let ((chem, chem_id), (_, test_id)) = (unit(&mut desk, "化工学院"), unit(&mut desk, "检测学院"));
    let a = firm(&mut desk, "甲", &chem_id, &json!([]));
    let project = |desk: &mut Desk, key: &str, fields: &[(&str, Value)]| {
        let all = [&[("title", json!(key)), ("partners", json!([a]))], fields].concat();
        desk.put("project", key, &all)
    };
    project(
        &mut desk,
        "shared",
        &[
            ("mode", json!("education")),
            ("shares", json!([[chem_id, 7_500], [test_id, 2_500]])),
            ("initiator", json!("firm")),
            ("manner", json!("educate")),
            ("aspects", json!(["major", "talent"])),
            ("start", json!("2021-12-31")),
        ],
    );
    project(
        &mut desk,
        "alone",
        &[("mode", json!("transfer")), ("lead_unit", chem_id.clone()), ("initiator", json!("school"))],
    );
    project(
        &mut desk,
        "over",
        &[("mode", json!("sharing")), ("start", json!("2021-01-01")), ("end", json!("2021-12-31"))],
    );
    project(&mut desk, "idea", &[("mode", json!("entity")), ("state", json!("idea"))]);
    assert_eq!(desk.shown("projects-running"), "2 个");
    assert_eq!(desk.answer("projects-running", Scope::Unit(chem)).value().unwrap().show(), "1.75 个");
    assert_eq!(desk.shown("shortfall-linkage"), "50%");
    assert_eq!(desk.shown("firm-initiative-rate"), "50%");
    assert_eq!(desk.shown("mode-breadth"), "28.57%", "two of seven modes");

    // The partner is known by a tie, so that it can be named.
    desk.put("course", "c", &[("partners", json!([a])), ("name", json!("课")), ("start", json!("2022-03-01"))]);
    let modes = shown(&desk, "modes", Scope::School);
    let row = &modes.rows.iter().find(|(head, _)| head.id == Some(chem)).unwrap().1;
    let cells: Vec<String> = row.iter().map(super::super::Cell::shown).collect();
    assert_eq!(cells, ["1", "", "0.75", "", "", "", "", "1.75"], "and their sum");
    assert_eq!(row[1].could.iter().map(ToString::to_string).collect::<Vec<_>>(), [a.as_str().unwrap()]);
    assert!(row[5].could.len() == 1 && row[6].could.is_empty(), "it has shared equipment before");
    assert_eq!(shown(&desk, "aspects", Scope::School).filled(), (24, 2));

    // One partner: its projects whole, though it is the second of two; whoever leads for it fills the rest.
    let b = firm(&mut desk, "乙", &test_id, &json!([]));
    let with_both = [("partners", json!([a, b])), ("manner", json!("research")), ("aspects", json!(["innovation"]))];
    project(&mut desk, "both", &with_both);
    let of_b = shown(&desk, "aspects", Scope::Partner(Id::parse(b.as_str().unwrap()).unwrap()));
    assert_eq!(of_b.filled(), (24, 1));
    let cells: Vec<&Cell> = of_b.rows.iter().flat_map(|(_, cells)| cells).collect();
    assert_eq!(cells.iter().find(|cell| !cell.is_empty()).unwrap().shown(), "1");
    let could = &cells.iter().find(|cell| cell.is_empty()).unwrap().could;
    assert_eq!(could.iter().map(ToString::to_string).collect::<Vec<_>>(), [test_id.as_str().unwrap()]);
}

#[test]
fn courses_opinions_and_platforms_are_counted_in_their_time() {
    let mut desk = Desk::new();
    let (_, chem) = unit(&mut desk, "化工学院");
    let a = firm(&mut desk, "甲", &chem, &json!([]));
    let course = |desk: &mut Desk, key: &str, more: &[(&str, Value)]| {
        let all = [&[("name", json!(key)), ("partners", json!([a])), ("unit", chem.clone())], more].concat();
        desk.put("course", key, &all);
    };
    let three = [("standard_name", json!("标准")), ("task_source", json!("real")), ("assessment", json!("企业测评"))];
    course(&mut desk, "all three", &[&three[..], &[("start", json!("2021-09-01"))]].concat());
    course(&mut desk, "two of three", &three[..2]);
    course(&mut desk, "not begun", &[&three[..], &[("start", json!("2022-07-01"))]].concat());
    assert_eq!(desk.shown("three-standards-rate"), "50%", "without a date it counts, and before its start it does not");
    assert_eq!(desk.shown("courses-together"), "2 门", "the one that begins in July is of this school year still");

    let major = desk.put("major", "m", &[("name", json!("专业")), ("unit", chem.clone())]);
    desk.put("major", "n", &[("name", json!("另一专业")), ("unit", chem.clone())]);
    let opinion = |desk: &mut Desk, key: &str, said: &str, state: &str, effective: &str| {
        let of = ("major", json!(major.to_string()));
        desk.put(
            "major_change",
            key,
            &[
                ("what", json!(key)),
                of,
                ("said", json!(said)),
                ("state", json!(state)),
                ("effective", json!(effective)),
            ],
        );
    };
    opinion(&mut desk, "a", "2022-01-01", "applied", "2022-03-02");
    opinion(&mut desk, "b", "2022-06-30", "adopted", "");
    opinion(&mut desk, "c", "2022-02", "declined", "");
    opinion(&mut desk, "last year", "2021-12-31", "applied", "2022-01-10");
    assert_eq!(desk.shown("shortfall-adjustment"), "66.67%", "two of the three of this year");
    assert_eq!(desk.shown("opinion-to-change-days"), "35 天", "the middle of 60 and 10");
    assert_eq!(desk.shown("changed-majors-share"), "50%");

    for (key, state) in [("1", "building"), ("2", "running"), ("3", "nurtured"), ("4", "applied")] {
        desk.put("platform", key, &[("name", json!(key)), ("state", json!(state)), ("unit", chem.clone())]);
    }
    assert_eq!((desk.shown("platforms-built"), desk.shown("platforms-nursed")), ("2 个".into(), "1 个".into()));
    desk.put(
        "training",
        "t",
        &[("topic", json!("安全")), ("start", json!("2022-01-01")), ("headcount", json!(40)), ("days", json!(250))],
    );
    assert_eq!(desk.shown("training-person-days"), "100 人天");
    let number =
        [("school_year", json!("2021-2022")), ("major", json!(major.to_string())), ("major_hours", json!(80_000))];
    desk.put("base_number", "b", &number);
    let teacher = |desk: &mut Desk, key: &str, letter: bool| {
        let fields = [
            ("name", json!(key)),
            ("partner", a.clone()),
            ("letter", json!(letter)),
            ("hours", json!(6_000)),
            ("school_year", json!("2021-2022")),
        ];
        desk.put("part_time_teacher", key, &fields);
    };
    teacher(&mut desk, "with letter", true);
    teacher(&mut desk, "without", false);
    assert_eq!(desk.shown("guest-hours-share"), "7.5%");
}

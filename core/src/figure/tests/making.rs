//! Hand-computed answers of apprentices, platforms, bases, majors with their map, and of what is nobody's.

use super::campus::{firm, text, unit};
use super::depth::shown;
use super::{Desk, Scope, today};
use crate::figure::{Ask, Cell, Column, Head, Map, board, figure, goal, map};
use crate::period::Period;
use crate::record::Id;
use serde_json::{Value, json};

fn drawn(desk: &Desk, scope: Scope) -> Map {
    let facts = desk.facts();
    map(&Ask::new(&desk.ledger, &facts, scope, Period::Year(2022), today()))
}

#[test]
fn apprentices_have_masters_notes_and_an_end() {
    let mut desk = Desk::new();
    let a = firm(&mut desk, "甲", &[]);
    let pair = |desk: &mut Desk, key: &str, master: &str, more: &[(&str, Value)]| {
        let base = [("partner", text(a)), ("master", json!(master)), ("apprentice", json!(key))];
        desk.put("apprenticeship", key, &[&base[..], more].concat())
    };
    let first = pair(&mut desk, "1", "王师傅", &[("state", json!("training")), ("ceremony", json!("2022-03-15"))]);
    pair(&mut desk, "2", "王师傅 ", &[("state", json!("agreed")), ("ceremony", json!("2022-01-01"))]);
    let third = pair(
        &mut desk,
        "3",
        "李师傅",
        &[("state", json!("examined")), ("signed", json!("2021-11-01")), ("exam_date", json!("2022-02-10"))],
    );
    assert_eq!(desk.shown("apprentices-per-master"), "1.5 徒/师", "3 apprentices, 2 masters");
    let note = |desk: &mut Desk, of: Id, key: &str, month: &str| {
        desk.put("apprentice_note", key, &[("apprenticeship", text(of)), ("month", json!(month))])
    };
    note(&mut desk, first, "n1", "2022-03");
    note(&mut desk, first, "n2", "2022-03-28");
    note(&mut desk, first, "n3", "2022-06-30");
    note(&mut desk, first, "too early", "2022-02");
    note(&mut desk, first, "no month", "2022");
    note(&mut desk, third, "n4", "2022-02");
    note(&mut desk, third, "n5", "2021-12");
    // March to June, and January to February; 30 June is the last day of its month.
    assert_eq!(desk.shown("apprentice-note-rate"), "50%", "3 of 6 months");
    pair(&mut desk, "4", "赵师傅", &[("state", json!("passed")), ("whereabouts", json!("stayed"))]);
    pair(&mut desk, "5", "赵师傅", &[("state", json!("passed")), ("whereabouts", json!("unknown"))]);
    pair(&mut desk, "6", "赵师傅", &[("state", json!("passed")), ("whereabouts", json!("study"))]);
    pair(&mut desk, "7", "赵师傅", &[("state", json!("failed")), ("whereabouts", json!("stayed"))]);
    assert_eq!(
        (desk.shown("apprentice-passed-rate"), desk.shown("apprentice-stayed-rate")),
        ("75%".into(), "50%".into())
    );
}

#[test]
fn platforms_and_bases_reach_what_they_set_out_to() {
    let mut desk = Desk::new();
    let chem = unit(&mut desk, "化工学院");
    let platform = desk.put(
        "platform",
        "p",
        &[
            ("name", json!("中试平台")),
            ("unit", text(chem)),
            ("state", json!("building")),
            ("area", json!(20_000)),
            ("use_hours", json!(1_000_000)),
            ("equipment_school", json!(300)),
            ("equipment_partner", json!(100)),
        ],
    );
    desk.put("platform", "q", &[("name", json!("没立项")), ("state", json!("declined")), ("use_hours", json!(99))]);
    let target = |desk: &mut Desk, key: &str, year: &str, target: u64, done: Option<u64>| {
        let mut fields = vec![
            ("platform", text(platform)),
            ("what", json!(key)),
            ("year", json!(year)),
            ("target", json!(target * 100)),
        ];
        fields.extend(done.map(|done| ("done", json!(done * 100))));
        desk.put("platform_target", key, &fields);
    };
    target(&mut desk, "more than all", "2022", 10, Some(30));
    target(&mut desk, "half", "2022", 10, Some(5));
    target(&mut desk, "nothing said", "2022", 10, None);
    target(&mut desk, "last year", "2021", 10, Some(10));
    assert_eq!(desk.shown("platform-task-rate"), "50%", "1 + ½ + 0 of 3");
    assert_eq!(
        (desk.shown("platform-use-hours"), desk.shown("platform-hours-per-area")),
        ("10,000 人时".into(), "50 人时/㎡".into())
    );
    assert_eq!(desk.shown("platform-partner-share"), "25%");
    let money = [
        ("platform", text(platform)),
        ("year", json!("2022")),
        ("funds", json!("school")),
        ("budget", json!(1_818_900)),
        ("arrived", json!(1_839_831)),
        ("spent", json!(1_831_312)),
    ];
    desk.put("platform_money", "m", &money);
    let board = shown(&desk, "platforms", Scope::Unit(chem));
    let cells: Vec<String> = board.rows[0].1.iter().map(Cell::shown).collect();
    assert_eq!(cells, ["50%", "101.15%", "99.54%", "10,000", "50", "25%"]);
    let facts = desk.facts();
    let ask = Ask::new(&desk.ledger, &facts, Scope::School, Period::Year(2022), today());
    assert_eq!(goal(&ask, figure("platforms-built").unwrap()).unwrap().target.unwrap().show(), "4 个");

    for (key, target, done) in [("a", 100, 100), ("b", 100, 99), ("c", 0, 0)] {
        let fields = [
            ("indicator", json!(key)),
            ("year", json!("2022")),
            ("level", json!("school")),
            ("target", json!(target)),
            ("done", json!(done)),
        ];
        desk.put("double_high_task", key, &fields);
    }
    assert_eq!(desk.shown("double-high-task-rate"), "66.67%");

    let base = desk.put(
        "base",
        "b",
        &[
            ("name", json!("基地")),
            ("unit", text(chem)),
            ("use_hours", json!(50_000)),
            ("figures_year", json!("2021-2022")),
        ],
    );
    assert_eq!(desk.shown("base-use-hours"), "500 人时");
    for (part, order, reached, year) in
        [("four", 1, "met", "2022"), ("six", 6, "partly", "2022"), ("six", 1, "met", "2021")]
    {
        let fields = [
            ("base", text(base)),
            ("part", json!(part)),
            ("order", json!(order)),
            ("reached", json!(reached)),
            ("year", json!(year)),
        ];
        desk.put("base_item", &format!("{part}{order}"), &fields);
    }
    assert_eq!(desk.shown("base-items-rate"), "50%");
    let row = shown(&desk, "base-items", Scope::School).rows.remove(0);
    assert_eq!(
        (row.0.note.as_str(), row.1[0].shown(), row.1[9].shown()),
        ("达成 1/10", "达成".into(), "部分达成".into())
    );
    desk.delete(base);
    assert_eq!(desk.shown("base-items-rate"), "—", "its checklist goes with it");
}

#[test]
fn majors_have_firms_and_the_map_is_drawn_from_records() {
    let mut desk = Desk::new();
    let chem = unit(&mut desk, "化工学院");
    let park =
        desk.put("partner", "园区", &[("name", json!("滨江园区")), ("side", json!("gov")), ("type", json!("park"))]);
    let cold =
        desk.put("partner", "冷园区", &[("name", json!("冷园区")), ("side", json!("gov")), ("type", json!("park"))]);
    let group = desk.put(
        "major_group",
        "g",
        &[
            ("name", json!("绿色化工")),
            ("parks", json!([text(park), text(cold)])),
            ("service_area", json!("万亿级化工、生物医药")),
        ],
    );
    let major = |desk: &mut Desk, name: &str, chain: &str| {
        let fields = [("name", json!(name)), ("group", text(group)), ("unit", text(chem)), ("chain", json!([chain]))];
        desk.put("major", name, &fields)
    };
    let (dye, drug) = (major(&mut desk, "应用化工", "绿色化工"), major(&mut desk, "制药", "生物医药"));
    desk.put("major", "closed", &[("name", json!("撤销了")), ("intake", json!("closed"))]);
    let a = firm(&mut desk, "甲", &[("industry", json!("化工")), ("park", text(park))]);
    let b = firm(&mut desk, "乙", &[("industry", json!("纺织")), ("district", json!("武进区"))]);
    let society = desk.put(
        "partner",
        "协会",
        &[("name", json!("协会")), ("side", json!("association")), ("type", json!("association"))],
    );
    assert_eq!(desk.shown("majors-isolated-rate"), "100%");
    // 365 days up to and with 30 June 2022 begin on 1 July 2021.
    let intern = |desk: &mut Desk, key: &str, of: Id, at: Id, end: &str| {
        let fields = [("partner", text(at)), ("major", text(of)), ("start", json!("2021-01-01")), ("end", json!(end))];
        desk.put("internship", key, &fields)
    };
    intern(&mut desk, "i", dye, a, "2021-06-30");
    assert_eq!(desk.shown("majors-isolated-rate"), "100%", "it ended a day too early");
    let recent = intern(&mut desk, "i", dye, a, "2021-07-01");
    intern(&mut desk, "j", drug, society, "2022-06-30");
    assert_eq!(desk.shown("majors-isolated-rate"), "50%", "an association is no firm");
    assert_eq!(desk.shown("majors-fit-rate"), "50%", "化工 speaks of 绿色化工");
    intern(&mut desk, "k", drug, b, "2022-06-30");
    desk.put(
        "course",
        "c",
        &[
            ("name", json!("课")),
            ("majors", json!([text(dye), text(drug)])),
            ("partners", json!([text(a)])),
            ("start", json!("2022")),
        ],
    );
    assert_eq!(desk.shown("majors-isolated-rate"), "0%");
    assert_eq!(desk.shown("majors-dependence"), "75%", "甲 has 3 of 4");

    let drawn = drawn(&desk, Scope::School);
    let names = |column: Column| -> Vec<(&str, bool)> {
        drawn.nodes.iter().filter(|node| node.column == column).map(|node| (node.label.as_str(), node.quiet)).collect()
    };
    assert_eq!(names(Column::Group), [("绿色化工", false)]);
    assert_eq!(names(Column::Park), [("滨江园区", false), ("冷园区", true)]);
    assert_eq!(names(Column::Firm), [("乙", false), ("甲", false)]);
    assert_eq!(names(Column::Area), [("万亿级化工", false), ("生物医药", false)]);
    let line = |from: &str, to: &str| {
        let label = |place: usize| drawn.nodes[place].label.as_str();
        drawn
            .lines
            .iter()
            .find(|line| label(line.from) == from && label(line.to) == to)
            .map(|line| line.because.clone())
    };
    assert!(line("绿色化工", "滨江园区").unwrap().contains(&recent));
    assert_eq!(line("绿色化工", "冷园区"), Some(vec![]), "written down, and nothing goes on");
    assert!(line("滨江园区", "甲").is_some() && line("绿色化工", "甲").is_none(), "by way of its park");
    assert!(line("绿色化工", "乙").is_some() && line("乙", "生物医药").is_some());

    let board = shown(&desk, "majors", Scope::School);
    let row = board.rows.iter().find(|(head, _)| head.id == Some(drug)).unwrap();
    assert_eq!(row.1.iter().map(Cell::shown).collect::<Vec<_>>(), ["2", "1", "2"]);
    // Parks: the hundred and eightieth day back counts; whoever lies in one and works with nobody is named.
    let inside = firm(&mut desk, "丁", &[("park", text(cold))]);
    desk.put("visit", "v", &[("partner", text(park)), ("date", json!("2022-01-02"))]);
    desk.put("visit", "w", &[("partner", text(cold)), ("date", json!("2022-01-01"))]);
    let parks = shown(&desk, "parks", Scope::School);
    let said = |row: &(Head, Vec<Cell>)| (row.0.id, row.0.lacks, row.1.iter().map(Cell::shown).collect::<Vec<_>>());
    assert_eq!(said(&parks.rows[0]), (Some(cold), "冷园区", vec![String::new(); 3]));
    assert_eq!(parks.rows[0].1[1].could, [inside]);
    assert_eq!(said(&parks.rows[1]), (Some(park), "", ["1", "1", "2"].map(str::to_owned).to_vec()));
    assert!(parks.rows[1].1[2].figure.evidence().iter().all(|e| e.because == [a]), "both majors work with 甲 there");
    desk.put("major", "制药", &[("traits", json!("校企共建中试线，能做到别处没有的真实订单"))]);
    let board = shown(&desk, "traits", Scope::School);
    assert_eq!(board.rows.iter().filter(|(_, cells)| cells[0].is_empty()).count(), 2, "the group and the other major");
    assert!(
        board.rows.iter().all(|(head, cells)| head.lacks.is_empty() != cells[0].is_empty()),
        "what is not written strikes"
    );
    desk.delete(a);
    assert_eq!(desk.shown("majors-isolated-rate"), "50%");
    assert_eq!(desk.shown("majors-fit-rate"), "0%");
}

#[test]
fn departments_in_which_nothing_counts_are_left_out_and_colleges_stay() {
    let mut desk = Desk::new();
    let chem = unit(&mut desk, "化工学院");
    let department =
        |desk: &mut Desk, name: &str| desk.put("unit", name, &[("name", json!(name)), ("kind", json!("department"))]);
    let (finance, teaching) = (department(&mut desk, "财务处"), department(&mut desk, "教学部"));
    let top = desk.put("task", "t", &[("title", json!("走访")), ("due", json!("2022-12-31"))]);
    desk.put("task", "p", &[("title", json!("走访五家")), ("parent", text(top)), ("unit", text(teaching))]);
    let facts = desk.facts();
    let ask = Ask::new(&desk.ledger, &facts, Scope::School, Period::Year(2022), today());
    let breakdown = board("breakdown").unwrap().of(&ask);
    let heads: Vec<Option<Id>> = breakdown.columns.iter().map(|head| head.id).collect();
    assert_eq!(heads, [None, Some(chem), Some(teaching)], "the sum, the college, and who has a part");
    let cells: Vec<bool> = breakdown.rows[0].1.iter().map(Cell::is_empty).collect();
    assert_eq!(cells, [false, true, false]);
    let visits = board("visits").unwrap().of(&ask);
    assert_eq!(visits.rows.iter().map(|(head, _)| head.id).collect::<Vec<_>>(), [Some(chem), None], "and the sum");
    let own = board("visits").unwrap().of(&ask.of(Scope::Unit(finance)));
    assert_eq!(own.rows.len(), 1, "whoever is asked stays");
}

#[test]
fn whoever_is_nobodys_is_counted() {
    let mut desk = Desk::new();
    let chem = unit(&mut desk, "化工学院");
    firm(&mut desk, "甲", &[("lead_unit", text(chem)), ("owner", json!("王老师"))]);
    firm(&mut desk, "乙", &[("lead_unit", text(chem))]);
    firm(&mut desk, "丙", &[("owner", json!("王老师"))]);
    assert_eq!(desk.shown("partners-ownerless-rate"), "66.67%");
    let sample = |desk: &mut Desk, key: &str, more: &[(&str, Value)]| {
        desk.put("sample", key, &[&[("name", json!(key)), ("lead_unit", text(chem))], more].concat())
    };
    sample(&mut desk, "alone", &[]);
    sample(&mut desk, "shared", &[("units", json!([text(chem)])), ("shares", json!([[text(chem), 10_000]]))]);
    sample(&mut desk, "not shared", &[("units", json!([text(chem)]))]);
    sample(&mut desk, "dropped", &[("units", json!([text(chem)])), ("state", json!("dropped"))]);
    assert_eq!(desk.shown("samples-unshared-rate"), "50%");
}

//! Hand-computed answers of inputs, agreements, tasks, visits to the same partner, towns and quality.

use super::depth::shown;
use super::{Desk, Scope, today};
use crate::figure::{Amount, Ask, Better, FAMILIES, PIECE, Standing, Unit, Written, figure, goal, has_goals};
use crate::period::Period;
use crate::record::Id;
use crate::value::CivilDate;
use serde_json::{Value, json};

fn partner(desk: &mut Desk, key: &str, more: &[(&str, Value)]) -> Value {
    json!(desk.put("partner", key, &[&[("name", json!(key))], more].concat()).to_string())
}

#[test]
fn the_rates_of_a_real_mid_term_report_come_out() {
    let mut desk = Desk::new();
    let year = |desk: &mut Desk, key: &str, funds: &str, year: &str, sums: [i64; 3]| {
        let [budget, arrived, spent] = sums.map(|ten_thousandths| json!(ten_thousandths * 10_000));
        let fields = [
            ("year", json!(year)),
            ("funds", json!(funds)),
            ("budget", budget),
            ("arrived", arrived),
            ("spent", spent),
        ];
        desk.put("double_high_budget", key, &fields);
    };
    // In hundredths of 万元: 18,189.00, 18,398.31 and 18,313.12 together.
    year(&mut desk, "a", "central", "2022", [1_000_000, 1_000_000, 990_000]);
    year(&mut desk, "b", "school", "2022", [818_900, 839_831, 841_312]);
    year(&mut desk, "c", "school", "2021", [500_000, 1, 1]);
    assert_eq!(desk.shown("double-high-arrived-rate"), "101.15%");
    assert_eq!(desk.shown("double-high-spent-rate"), "99.54%");
}

#[test]
fn inputs_count_on_the_day_they_arrive() {
    let mut desk = Desk::new();
    let a = partner(&mut desk, "甲", &[]);
    let input = |desk: &mut Desk, key: &str, more: &[(&str, Value)]| {
        let all = [
            &[("what", json!(key)), ("partner", a.clone()), ("giver", json!("partner")), ("sort", json!("equipment"))],
            more,
        ]
        .concat();
        desk.put("input", key, &all)
    };
    let came = |on: &str, cents: i64| [("arrived", json!(cents)), ("arrived_on", json!(on))];
    let first = input(&mut desk, "first day", &came("2022-01-01", 100));
    input(&mut desk, "last day", &came("2021-12-31", 1_000));
    input(&mut desk, "of the month", &came("2022-05", 20));
    input(&mut desk, "ours", &[&came("2022-05-01", 7)[..], &[("giver", json!("school"))]].concat());
    assert_eq!(desk.shown("shortfall-enterprise-input"), "1.2 元");
    input(
        &mut desk,
        "half",
        &[
            ("promised", json!(1_000)),
            ("promised_by", json!("2022-06-30")),
            ("arrived", json!(500)),
            ("arrived_on", json!("2022-06-30")),
        ],
    );
    input(
        &mut desk,
        "more",
        &[
            ("promised", json!(1_000)),
            ("promised_by", json!("2022-01")),
            ("arrived", json!(5_000)),
            ("arrived_on", json!("2022-06-30")),
        ],
    );
    input(&mut desk, "not due", &[("promised", json!(9_000)), ("promised_by", json!("2022-07-01"))]);
    assert_eq!(desk.shown("input-arrived-rate"), "75%", "500 and no more than 1,000 of 2,000");
    desk.put(
        "receipt",
        "r",
        &[
            ("partner", a.clone()),
            ("source", json!("service")),
            ("date", json!("2022-06-01")),
            ("amount", json!(2_810)),
        ],
    );
    assert_eq!(desk.shown("help-ratio"), "2 倍");
    desk.delete(first);
    assert_eq!(desk.shown("shortfall-enterprise-input"), "55.2 元");
}

#[test]
fn agreements_hold_until_their_last_day() {
    let mut desk = Desk::new();
    let a = partner(&mut desk, "甲", &[]);
    let agreement = |desk: &mut Desk, key: &str, signed: &str, expires: &str, state: &str| {
        let fields = [
            ("title", json!(key)),
            ("partners", json!([a])),
            ("signed", json!(signed)),
            ("expires", json!(expires)),
            ("state", json!(state)),
        ];
        desk.put("agreement", key, &fields)
    };
    agreement(&mut desk, "ends today", "2021-01-01", "2022-06-30", "running");
    agreement(&mut desk, "ends in 30 days", "2021-01-01", "2022-07-30", "");
    agreement(&mut desk, "ends in 31 days", "2021-01-01", "2022-07-31", "running");
    agreement(&mut desk, "ends in 91 days", "2021-01-01", "2022-09-29", "running");
    agreement(&mut desk, "without end", "2021-01-01", "", "running");
    agreement(&mut desk, "begins tomorrow", "2022-07-01", "", "running");
    agreement(&mut desk, "ended", "2021-01-01", "2023-01-01", "ended");
    let gone = agreement(&mut desk, "over", "2020-01-01", "2022-06-29", "running");
    agreement(&mut desk, "renewed", "2020-01-01", "2022-01-01", "renewed");
    assert_eq!(desk.shown("agreements-valid"), "5 份");
    assert_eq!(desk.shown("agreements-expiring-30"), "2 份");
    assert_eq!(desk.shown("agreements-expiring"), "3 份");
    assert_eq!(desk.shown("agreements-expired-active"), "0 份", "nothing happened since");
    assert_eq!(
        desk.shown("agreements-renewed-rate"),
        "50%",
        "one of two that are over: one that ends today still holds"
    );
    let visit = desk.put("visit", "v", &[("partner", a.clone()), ("date", json!("2022-06-30"))]);
    let answer = desk.answer("agreements-expired-active", Scope::School);
    assert_eq!(answer.evidence().iter().map(|e| e.id).collect::<Vec<_>>(), [gone]);
    assert!(answer.evidence()[0].because.contains(&visit));
}

#[test]
fn an_agreement_is_over_on_the_day_after_its_last() {
    let mut desk = Desk::new();
    let a = partner(&mut desk, "甲", &[]);
    for (key, expires, state) in [("new year", "2021-12-31", "running"), ("half", "2022-06-30", "renewed")] {
        let fields =
            [("title", json!(key)), ("partners", json!([a])), ("expires", json!(expires)), ("state", json!(state))];
        desk.put("agreement", key, &fields);
    }
    let facts = desk.facts();
    let rate = |year: u16, month: u8, day: u8| {
        let ask = Ask::new(
            &desk.ledger,
            &facts,
            Scope::School,
            Period::Year(year),
            CivilDate::new(year, month, day).unwrap(),
        );
        let parts = figure("agreements-renewed-rate").unwrap().tell(&ask).of_whole().unwrap();
        (parts.0.raw / PIECE, parts.1.raw / PIECE)
    };
    assert_eq!((rate(2022, 6, 30), rate(2022, 7, 1)), ((0, 0), (1, 1)));
    // What ends with the year counts in it, and not in the next.
    assert_eq!((rate(2021, 12, 30), rate(2021, 12, 31), rate(2022, 1, 1)), ((0, 0), (0, 1), (0, 0)));
}

#[test]
fn tasks_count_when_they_are_due_and_break_down() {
    let mut desk = Desk::new();
    let chem = desk.put("unit", "chem", &[("name", json!("化工学院"))]);
    let task = |desk: &mut Desk, key: &str, more: &[(&str, Value)]| {
        let aim = [("title", json!(key)), ("measured_in", json!("家")), ("direction", json!("bases"))];
        desk.put("task", key, &[&aim[..], more].concat())
    };
    let top = task(
        &mut desk,
        "school",
        &[("target", json!(10_000)), ("reached", json!(3_000)), ("due", json!("2022-12-31"))],
    );
    let of_top = ("parent", json!(top.to_string()));
    let college = task(
        &mut desk,
        "college",
        &[
            of_top,
            ("unit", json!(chem.to_string())),
            ("target", json!(2_000)),
            ("reached", json!(800)),
            ("due", json!("2022-06-30")),
            ("state", json!("done")),
        ],
    );
    task(
        &mut desk,
        "person",
        &[
            ("parent", json!(college.to_string())),
            ("unit", json!(chem.to_string())),
            ("target", json!(500)),
            ("reached", json!(800)),
            ("due", json!("2022-06-29")),
        ],
    );
    task(&mut desk, "dropped", &[("due", json!("2022-01-01")), ("state", json!("dropped"))]);
    assert_eq!(desk.shown("task-done-rate"), "50%");
    assert_eq!(desk.shown("tasks-overdue"), "1 项", "what is due today is not late");
    let board = shown(&desk, "breakdown", Scope::School);
    let (head, cells) = &board.rows[0];
    assert_eq!((board.rows.len(), head.note.as_str()), (1, "全校 8/100 家，还有 80 家没有拆下去，自己填的是 30 家"));
    assert_eq!(cells.iter().map(super::super::Cell::shown).collect::<Vec<_>>(), ["8/20 家", "8/20 家"]);
    assert_eq!(cells[1].figure.evidence().len(), 2, "the task of the college and that of the person");
    let directions = shown(&desk, "directions", Scope::School);
    let cells: Vec<String> = directions.rows[2].1.iter().map(super::super::Cell::shown).collect();
    assert_eq!(cells, ["3", "1", "1", "50%"], "of two that are due one is done");
}

#[test]
fn of_a_year_that_is_over_its_last_day_is_over_too() {
    let mut desk = Desk::new();
    let task = [("title", json!("年末的事")), ("direction", json!("model")), ("due", json!("2021-12-31"))];
    desk.put("task", "a", &task);
    let facts = desk.facts();
    let board = crate::figure::board("directions").unwrap();
    let late = |today: CivilDate| {
        let ask = Ask::new(&desk.ledger, &facts, Scope::School, Period::Year(2021), today);
        let total = |row: &(crate::figure::Head, Vec<crate::figure::Cell>)| row.1[2].figure.value().unwrap().raw;
        board.of(&ask).rows.iter().map(total).sum::<i64>()
    };
    assert_eq!(late(CivilDate::new(2021, 12, 31).unwrap()), 0, "due on that day");
    assert_eq!(late(CivilDate::new(2022, 1, 1).unwrap()), crate::figure::PIECE);
}

#[test]
fn two_of_us_at_one_partner_should_know_of_each_other() {
    let mut desk = Desk::new();
    let a = partner(&mut desk, "甲", &[]);
    let visit = |desk: &mut Desk, key: &str, date: &str, lead: &str, along: &str| {
        desk.put(
            "visit",
            key,
            &[("partner", a.clone()), ("date", json!(date)), ("lead", json!(lead)), ("companions", json!(along))],
        )
    };
    visit(&mut desk, "1", "2021-12-20", "张一", "");
    let second = visit(&mut desk, "2", "2022-01-19", "李二", "");
    visit(&mut desk, "3", "2022-01-20", "李二", "王三");
    visit(&mut desk, "4", "2022-01-25", "王三", "");
    visit(&mut desk, "of the month", "2022-01", "赵四", "");
    let answer = desk.answer("contacts-unshared", Scope::School);
    let ids: Vec<Id> = answer.evidence().iter().map(|e| e.id).collect();
    assert!(ids.contains(&second), "the thirtieth day counts");
    assert_eq!(ids.len(), 2, "of the fourth, the second did not know");
    desk.put("threshold", "shared_contact", &[("name", json!("shared_contact")), ("value", json!(500))]);
    assert_eq!(desk.shown("contacts-unshared"), "0 次");
}

#[test]
fn towns_have_their_colleges_and_needs_their_ends() {
    let mut desk = Desk::new();
    let chem = desk.put("unit", "chem", &[("name", json!("化工学院"))]);
    let town = desk.put("town", "t", &[("name", json!("示例镇"))]);
    desk.put("town", "u", &[("name", json!("另一镇"))]);
    let pair = [
        ("unit", json!(chem.to_string())),
        ("town", json!(town.to_string())),
        ("start", json!("2022-01-01")),
        ("end", json!("2022-06-30")),
    ];
    let pair = desk.put("town_pair", "p", &pair);
    let inside = partner(&mut desk, "镇里的厂", &[("town", json!(town.to_string()))]);
    assert_eq!(desk.shown("town-pair-rate"), "50%", "the last day counts");
    for (key, list, state) in
        [("1", "technology", "done"), ("2", "talent", "open"), ("3", "talent", "dropped"), ("4", "product", "")]
    {
        desk.put(
            "town_item",
            key,
            &[("pair", json!(pair.to_string())), ("list", json!(list)), ("name", json!(key)), ("state", json!(state))],
        );
    }
    assert_eq!(desk.shown("town-need-rate"), "50%");
    let board = shown(&desk, "towns", Scope::School);
    let row = &board.rows.iter().find(|(head, _)| head.id == Some(town)).unwrap().1;
    assert_eq!((row[0].shown(), row[3].shown()), (String::new(), "结对".to_owned()));
    assert_eq!(row[0].could.iter().map(ToString::to_string).collect::<Vec<_>>(), [inside.as_str().unwrap()]);
    desk.delete(pair);
    assert_eq!(desk.shown("town-pair-rate"), "0%");
}

#[test]
fn what_is_missing_or_doubtful_is_counted_to_the_unit_that_can_mend_it() {
    let mut desk = Desk::new();
    let chem = desk.put("unit", "chem", &[("name", json!("化工学院"))]);
    let a = partner(&mut desk, "甲", &[("lead_unit", json!(chem.to_string()))]);
    let input = [
        ("what", json!("设备")),
        ("partner", a),
        ("giver", json!("partner")),
        ("sort", json!("equipment")),
        ("arrived", json!(100)),
    ];
    let input = desk.put("input", "i", &input);
    let doubtful = desk.answer("quality-doubtful-rate", Scope::Unit(chem));
    assert_eq!(doubtful.evidence().iter().map(|e| e.id).collect::<Vec<_>>(), [input], "it arrived on no day");
    assert_eq!(doubtful.value().unwrap().show(), "50%");
    assert_eq!(desk.shown("quality-missing-rate"), "100%");
    let board = shown(&desk, "quality", Scope::School);
    assert_eq!(board.rows[0].1[0].shown(), "1");
    desk.put("input", "i", &[("arrived_on", json!("2022-06-01"))]);
    assert_eq!(desk.shown("quality-doubtful-rate"), "0%");
}

#[test]
fn months_show_when_gaps_were_mended_and_not_of_when_the_records_are() {
    // The first commit is of 2020-09-13, 20:26 in Shanghai.
    let mut desk = Desk::new();
    let task = |desk: &mut Desk, key: &str, fields: &[(&str, Value)]| desk.put("task", key, fields);
    task(&mut desk, "a", &[("title", json!("甲")), ("due", json!("2019-01-31"))]);
    let unit = desk.put("unit", "chem", &[("name", json!("化工学院"))]).to_string();
    desk.wait(30);
    task(&mut desk, "b", &[("title", json!("乙"))]);
    desk.wait(30);
    let rest = [("direction", json!("bases")), ("unit", json!(unit)), ("owner", json!("示例负责人"))];
    task(&mut desk, "a", &rest);
    let day = |month, day| CivilDate::new(2020, month, day).unwrap();
    assert_eq!(desk.was("quality-missing-rate", day(9, 12)), "—", "nothing was written yet");
    assert_eq!(desk.was("quality-missing-rate", day(9, 13)), "100%", "1 of 1");
    assert_eq!(desk.was("quality-missing-rate", day(11, 11)), "100%", "2 of 2");
    assert_eq!(desk.was("quality-missing-rate", day(11, 12)), "50%", "the first is whole");
    assert_eq!(desk.shown("quality-missing-rate"), "50%");
    // What nobody had to say changes nothing.
    desk.wait(30);
    task(&mut desk, "a", &[("remarks", json!("补记"))]);
    assert_eq!(desk.was("quality-missing-rate", day(11, 12)), "50%");
    // What is emptied again has a gap, and had it before.
    task(&mut desk, "a", &[("owner", Value::Null)]);
    assert_eq!(desk.was("quality-missing-rate", day(11, 12)), "100%");
    // Other figures are what they are.
    assert_eq!(desk.was("quality-doubtful-rate", day(11, 12)), desk.shown("quality-doubtful-rate"));
}

#[test]
fn a_goal_is_compared_only_in_the_unit_of_its_figure() {
    let mut desk = Desk::new();
    let write = |desk: &mut Desk, unit: &str| {
        let fields = [
            ("shortfall", json!("support")),
            ("year", json!("2022")),
            ("measured_in", json!(unit)),
            ("baseline", json!(12_000)),
            ("target", json!(30_050)),
            ("owner", json!("示例主任")),
        ];
        desk.put("shortfall_target", "t", &fields);
    };
    let read = |desk: &Desk, name: &str| {
        let facts = desk.facts();
        let ask = Ask::new(&desk.ledger, &facts, Scope::School, Period::Year(2022), today());
        goal(&ask, figure(name).unwrap())
    };
    assert_eq!(read(&desk, "shortfall-enterprise-input"), None);
    write(&mut desk, "万元");
    let goal = read(&desk, "shortfall-enterprise-input").unwrap();
    assert_eq!((goal.baseline.unwrap().show(), goal.target.unwrap().show()), ("120 万元".into(), "300.5 万元".into()));
    // 300.5 万元 are 30,050,000 of hundredths of a 元, to the very last one.
    let at = |yuan_cents: i64| goal.standing(Amount { raw: yuan_cents, ..goal.target.unwrap() });
    assert_eq!(at(300_500_000), Some(Standing::Reached));
    let Some(Standing::Short(left)) = at(200_500_000) else { panic!("a hundred are missing") };
    assert_eq!((left.show(), goal.year), ("100 万元".into(), Some(2022)));
    assert_eq!((goal.owner.as_str(), goal.other_unit.as_deref()), ("示例主任", None));
    write(&mut desk, "台");
    let goal = read(&desk, "shortfall-enterprise-input").unwrap();
    assert_eq!((goal.target, goal.other_unit.as_deref()), (None, Some("120 台 → 300.5 台")));
    assert_eq!(goal.standing(Amount { unit: Unit::Money, raw: 1 }), None, "pieces of equipment are no money");
    assert_eq!(read(&desk, "received-year"), None);
}

#[test]
fn of_everything_that_has_a_goal_more_is_better() {
    let goals = FAMILIES.iter().flat_map(|family| family.figures.iter()).filter(|figure| has_goals(figure));
    assert!(goals.clone().count() >= 11 && goals.clone().all(|figure| figure.better == Better::More));
}

#[test]
fn what_the_state_asks_is_a_goal_without_anybody_writing_one() {
    let mut desk = Desk::new();
    let chem = desk.put("unit", "chem", &[("name", json!("化工学院"))]);
    let read = |desk: &Desk, name: &str, scope: Scope| {
        let facts = desk.facts();
        goal(&Ask::new(&desk.ledger, &facts, scope, Period::Year(2022), today()), figure(name).unwrap())
    };
    let target =
        |desk: &Desk, name: &str, scope: Scope| read(desk, name, scope).and_then(|g| g.target).map(|t| t.show());
    assert_eq!(target(&desk, "shortfall-attention", Scope::School).as_deref(), Some("100 家"));
    assert_eq!(target(&desk, "shortfall-attention", Scope::Unit(chem)), None, "it is asked of the heads of the school");
    assert_eq!(target(&desk, "visit-closing-rate", Scope::Unit(chem)).as_deref(), Some("90%"));
    let asked = read(&desk, "visit-closing-rate", Scope::School).unwrap();
    assert_eq!(asked.year, None, "it is asked every year");
    let from = asked.written;
    assert_eq!(from, Written::Threshold("closing_rate", None), "nobody has set it: it is set anew");
    let set = desk.put("threshold", "closing_rate", &[("name", json!("closing_rate")), ("value", json!(8_000))]);
    let goal = read(&desk, "visit-closing-rate", Scope::School).unwrap();
    assert_eq!(
        (goal.written, goal.target.unwrap().show()),
        (Written::Threshold("closing_rate", Some(set)), "80%".into())
    );
    // A target that the office wrote comes first.
    let fields = [("shortfall", json!("attention")), ("year", json!("2022")), ("target", json!(6_000))];
    desk.put("shortfall_target", "t", &fields);
    assert_eq!(target(&desk, "shortfall-attention", Scope::School).as_deref(), Some("60 家"));
}

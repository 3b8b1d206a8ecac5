//! Hand-computed answers of what counts in a calendar year: its first and last day, dates of a month or
//! a year alone, shares, and what was deleted. Beside them seats in alliances and what clashes.

use super::campus::{firm, text, unit};
use super::depth::shown;
use super::{Desk, Scope, today};
use crate::figure::{Ask, Cell, figure};
use crate::period::Period;
use crate::record::Id;
use crate::value::Month;
use serde_json::{Value, json};

/// The two days around the beginning of the year, and around its end; of these, two lie in the year.
const AROUND: [&str; 4] = ["2021-12-31", "2022-01-01", "2022-12-31", "2023-01-01"];

/// Records of a kind on each of these days, and one of a month and one of the year alone: four count.
fn around(desk: &mut Desk, kind: &str, field: &'static str, more: &[(&'static str, Value)]) -> Vec<Id> {
    let days = AROUND.into_iter().chain(["2022-05", "2022"]);
    let put = |day: &str| desk.put(kind, day, &[&[(field, json!(day))], more].concat());
    days.map(put).collect()
}

#[test]
fn awards_and_results_count_by_their_shares() {
    let mut desk = Desk::new();
    let (chem, art) = (unit(&mut desk, "化工学院"), unit(&mut desk, "艺术学院"));
    let shares = [("shares", json!([[text(chem), 7_500], [text(art), 2_500]]))];
    let of = |desk: &Desk, name, unit| desk.answer(name, Scope::Unit(unit)).value().unwrap().plain();
    let awards = around(&mut desk, "award", "date", &shares);
    assert_eq!(desk.shown("awards-year"), "4 项");
    assert_eq!((of(&desk, "awards-year", chem), of(&desk, "awards-year", art)), ("3".into(), "1".into()));
    desk.delete(awards[1]);
    assert_eq!(desk.shown("awards-year"), "3 项");

    around(&mut desk, "result", "date", &shares);
    assert_eq!(desk.shown("results-year"), "4 项");
    assert_eq!(of(&desk, "results-year", art), "1");
    assert_eq!(desk.shown("results-sold-year"), "0 元", "none was put to use");
    for day in AROUND {
        desk.put("result", day, &[("used", json!(day)), ("fee", json!(10_000_000))]);
    }
    assert_eq!(desk.shown("results-sold-year"), "20 万元", "twice 10 万元 in the year");
    assert_eq!(of(&desk, "results-sold-year", chem), "150000");
}

#[test]
fn money_counts_by_what_it_is_for() {
    let mut desk = Desk::new();
    let chem = unit(&mut desk, "化工学院");
    let (missing, shares) = (Id::of_key("unit", "没收到"), [6_000, 4_000]);
    let receipt = |desk: &mut Desk, key: &str, date: &str, source: &str, cents: i64| {
        let fields = [
            ("date", json!(date)),
            ("amount", json!(cents)),
            ("source", json!(source)),
            ("shares", json!([[text(chem), shares[0]], [text(missing), shares[1]]])),
        ];
        desk.put("receipt", key, &fields)
    };
    for day in AROUND {
        receipt(&mut desk, day, day, "service", 1_234_567);
    }
    let trained = receipt(&mut desk, "trained", "2022-06", "training", 500_000);
    assert_eq!(desk.shown("service-received-year"), "2.469134 万元", "twice 12,345.67 元");
    assert_eq!(desk.shown("training-received-year"), "5,000 元", "a date of the month alone lies in the year");
    let of = |desk: &Desk, scope| desk.answer("training-received-year", scope).value().map(|v| v.raw);
    assert_eq!((of(&desk, Scope::Unit(chem)), of(&desk, Scope::NoUnit)), (Some(300_000), Some(200_000)));
    assert_eq!(desk.doubts("training-received-year"), (0, 1), "a unit that was not received");
    desk.delete(trained);
    assert_eq!(desk.shown("training-received-year"), "0 元");
}

#[test]
fn platforms_spend_what_has_arrived() {
    let mut desk = Desk::new();
    let platform = desk.put("platform", "p", &[("name", json!("平台")), ("state", json!("building"))]);
    let money = |desk: &mut Desk, key: &str, year: &str, sums: [i64; 3]| {
        let [budget, arrived, spent] = sums.map(|ten_thousandths| json!(ten_thousandths * 10_000));
        let fields = [
            ("platform", text(platform)),
            ("year", json!(year)),
            ("budget", budget),
            ("arrived", arrived),
            ("spent", spent),
        ];
        desk.put("platform_money", key, &fields)
    };
    money(&mut desk, "this year", "2022", [1_818_900, 1_839_831, 1_831_312]);
    let before = money(&mut desk, "the year before", "2021", [100, 50, 50]);
    assert_eq!(desk.shown("platform-arrived-rate"), "101.15%");
    assert_eq!(desk.shown("platform-spent-rate"), "99.54%");
    desk.delete(before);
    assert_eq!(desk.shown("platform-spent-rate"), "99.54%", "another year is no part of it");
}

#[test]
fn meetings_bring_topics_and_resolutions() {
    let mut desk = Desk::new();
    let office = unit(&mut desk, "产学研办公室");
    let body = |desk: &mut Desk, name: &str, sort: &str| {
        desk.put("body", name, &[("name", json!(name)), ("sort", json!(sort)), ("unit", text(office))])
    };
    let leaders = body(&mut desk, "领导小组", "leading_group");
    let president = body(&mut desk, "校长办公会", "other");
    let council = body(&mut desk, "理事会", "council");
    let topics = json!("1. 合作企业名单\n2. 年度预算；3. 平台验收\n\n");
    around(&mut desk, "meeting", "date", &[("body", text(leaders)), ("topics", topics)]);
    assert_eq!(desk.shown("meetings-year"), "4 次");
    assert_eq!(desk.shown("topics-year"), "12 个", "three topics at each of four meetings");
    desk.put("meeting", "2022", &[("topics", json!("")), ("body", text(council))]);
    desk.put("meeting", "2022-05", &[("body", text(council))]);
    assert_eq!(desk.shown("topics-year"), "6 个", "the council does not lead the school");
    desk.put("meeting", "2022-05", &[("body", text(president)), ("topics", json!("只有一个"))]);
    assert_eq!(desk.shown("topics-year"), "7 个");
    assert_eq!(desk.answer("topics-year", Scope::Unit(office)).evidence().len(), 3);
    desk.delete(president);
    assert_eq!(desk.shown("topics-year"), "6 个");

    let meeting = Id::of_key("meeting", "2022-01-01");
    let resolution = |desk: &mut Desk, key: &str, due: &str, state: &str| {
        let fields = [("meeting", text(meeting)), ("what", json!(key)), ("due", json!(due)), ("state", json!(state))];
        desk.put("resolution", key, &fields)
    };
    resolution(&mut desk, "done", "2022-01-01", "done");
    resolution(&mut desk, "due today", "2022-06-30", "doing");
    resolution(&mut desk, "tomorrow", "2022-07-01", "");
    resolution(&mut desk, "the year before", "2021-12-31", "");
    resolution(&mut desk, "this year", "2022", "");
    let dropped = resolution(&mut desk, "dropped", "2022-03-01", "dropped");
    assert_eq!(desk.shown("resolution-done-rate"), "50%", "1 of the 2 that are surely due");
    assert_eq!(desk.answer("resolution-done-rate", Scope::School).unclear.len(), 1);
    desk.put("resolution", "dropped", &[("state", json!("open"))]);
    assert_eq!(desk.shown("resolution-done-rate"), "33.33%");
    desk.delete(dropped);
    assert_eq!(desk.shown("resolution-done-rate"), "50%");
}

#[test]
fn offices_are_held_in_alliances_for_a_term() {
    let mut desk = Desk::new();
    let chem = unit(&mut desk, "化工学院");
    let body = |desk: &mut Desk, name: &str, sort: &str| {
        desk.put("body", name, &[("name", json!(name)), ("sort", json!(sort))])
    };
    let (alliance, council) = (body(&mut desk, "职教联盟", "alliance"), body(&mut desk, "理事会", "council"));
    let seat = |desk: &mut Desk, key: &str, more: &[(&str, Value)]| {
        let base = [("body", text(alliance)), ("office", json!(key)), ("role", json!("vice_chair"))];
        desk.put("member", key, &[&base[..], more].concat())
    };
    seat(&mut desk, "until today", &[("unit", text(chem)), ("end", json!("2022-06-30"))]);
    seat(&mut desk, "until yesterday", &[("unit", text(chem)), ("end", json!("2022-06-29"))]);
    seat(&mut desk, "from tomorrow", &[("side", json!("school")), ("start", json!("2022-07-01"))]);
    seat(&mut desk, "somewhen this year", &[("side", json!("school")), ("start", json!("2022"))]);
    seat(&mut desk, "of a firm", &[("side", json!("firm"))]);
    seat(&mut desk, "a member", &[("unit", text(chem)), ("role", json!("member"))]);
    seat(&mut desk, "elsewhere", &[("unit", text(chem)), ("body", text(council))]);
    assert_eq!(desk.shown("offices-held"), "2 席");
    assert_eq!(desk.answer("offices-held", Scope::Unit(chem)).evidence().len(), 1);
    desk.put("body", "职教联盟", &[("dissolved", json!("2022-06-29"))]);
    assert_eq!(desk.shown("offices-held"), "0 席");
}

#[test]
fn trainings_count_in_the_town_of_whom_they_are_for() {
    let mut desk = Desk::new();
    let (chem, art) = (unit(&mut desk, "化工学院"), unit(&mut desk, "艺术学院"));
    let town = desk.put("town", "t", &[("name", json!("示例镇")), ("district", json!("武进区"))]);
    let inside = firm(&mut desk, "镇上的", &[("town", text(town))]);
    let outside = firm(&mut desk, "别处的", &[]);
    let shares = json!([[text(chem), 5_000], [text(art), 5_000]]);
    around(&mut desk, "training", "start", &[("partner", text(inside)), ("shares", shares)]);
    desk.put("training", "elsewhere", &[("partner", text(outside)), ("start", json!("2022-03-01"))]);
    assert_eq!(desk.shown("town-training-year"), "4 班次");
    let of = |desk: &Desk, unit| desk.answer("town-training-year", Scope::Unit(unit)).value().unwrap().plain();
    assert_eq!((of(&desk, chem), of(&desk, art)), ("2".to_owned(), "2".to_owned()));
    let point =
        [("name", json!("教学点")), ("town", text(town)), ("opened", json!("2021")), ("ended", json!("2022-01-01"))];
    desk.put("teaching_point", "p", &point);
    let cells = |desk: &Desk| -> Vec<String> {
        shown(desk, "towns", Scope::School).rows[0].1.iter().take(3).map(Cell::shown).collect()
    };
    assert_eq!(cells(&desk), ["", "4", "1"]);
    desk.put("teaching_point", "p", &[("ended", json!("2021-12-31"))]);
    assert_eq!(cells(&desk), ["", "4", ""], "it ended before the year");
    desk.put("partner", "镇上的", &[("town", Value::Null)]);
    assert_eq!(desk.shown("town-training-year"), "0 班次", "a training follows its partner");
    desk.put("partner", "别处的", &[("town", text(town))]);
    assert_eq!(desk.shown("town-training-year"), "1 班次");
    desk.delete(outside);
    assert_eq!(desk.shown("town-training-year"), "0 班次");
}

#[test]
fn points_of_a_month_count_what_had_happened_by_then() {
    let mut desk = Desk::new();
    let chem = unit(&mut desk, "化工学院");
    let rule =
        [("basis", json!("count")), ("earned_by", json!("获奖")), ("per_points", json!(200)), ("cap", json!(500))];
    desk.put("indicator", "i", &[&[("name", json!("获奖")), ("year", json!("2021-2022"))][..], &rule].concat());
    for day in ["2021-08-31", "2021-09-01", "2022-03-10", "2022-06-30", "2022"] {
        desk.put("award", day, &[("title", json!(day)), ("date", json!(day)), ("unit", text(chem))]);
    }
    assert_eq!(desk.shown("assessment-points"), "5 分", "three awards earn 6, and 5 is the most");
    let facts = desk.facts();
    let (year, points) = (Period::school_year_of(today(), 9), figure("assessment-points").unwrap());
    let by = |month: u8, scope| {
        let day = Month::new(2022, month).unwrap().last();
        let ask = Ask::new(&desk.ledger, &facts, scope, year, day).as_known();
        points.tell(&ask).value().unwrap().plain()
    };
    assert_eq!([by(2, Scope::School), by(3, Scope::School), by(6, Scope::School)], ["2", "4", "5"]);
    assert_eq!([by(3, Scope::Unit(chem)), by(3, Scope::NoUnit)], ["4", "0"]);
}

#[test]
fn what_clashes_is_counted_until_somebody_decides() {
    let mut desk = Desk::new();
    firm(&mut desk, "甲", &[("owner", json!("王老师"))]);
    firm(&mut desk, "乙", &[]);
    assert_eq!(desk.shown("quality-clashing"), "0 条");
    desk.clash("partner", "甲", &[("owner", json!("李老师"))]);
    assert_eq!(desk.shown("quality-clashing"), "1 条");
    desk.put("partner", "甲", &[("owner", json!("赵老师"))]);
    assert_eq!(desk.shown("quality-clashing"), "0 条", "whoever saw both has decided");
}

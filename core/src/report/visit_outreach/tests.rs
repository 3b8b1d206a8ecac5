//! Rows worked out by hand.

use super::*;
use crate::clock::Stamp;
use crate::kinds::SCHEMA;
use crate::ledger::Ledger;
use crate::period::Period;
use crate::record::{Device, Dot, Entry, Json};
use crate::report::{Report, ReportRow, Request, build};
use crate::value::CivilDate;
use serde_json::{Value, json};

fn record(kind: &str, key: &str, fields: Value) -> Record {
    let mut record = Record::new(kind, Id::of_key(kind, key));
    let dot = Dot { device: Device::parse("aaaaaaaa").unwrap(), n: 1 };
    for (name, value) in fields.as_object().unwrap() {
        record.write(name, &[], Entry { dot: dot.clone(), value: Json::of(value), stamp: Stamp::new(1, 0) });
    }
    record
}

fn id(kind: &str, key: &str) -> String {
    Id::of_key(kind, key).to_string()
}

fn visit_to(partner: &str, fields: Value) -> Record {
    let mut all = json!({"partner": id("partner", partner), "date": "2022-01-12", "lead": "化工学院教师"});
    all.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    record("visit", "v", all)
}

fn need_of(key: &str, fields: Value) -> Record {
    let mut all = json!({"visit": id("visit", "v"), "partner": id("partner", "p")});
    all.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    record("need", key, all)
}

fn report(records: Vec<Record>) -> Report {
    let mut all = vec![
        record("partner", "p", json!({"name": "示例药物研发公司", "uscc": "913204116081345677"})),
        record("major", "m", json!({"name": "药品生产技术", "code": "490201", "level": "associate"})),
    ];
    all.extend(records);
    let ledger = Ledger::new(SCHEMA, all);
    build(&TABLE, &ledger, &request(None, "4132012104", "20220119 080000"))
}

fn request<'a>(period: Option<Period>, school: &'a str, collected: &'a str) -> Request<'a> {
    let today = CivilDate::new(2022, 1, 19).unwrap();
    Request { period, unit: None, school, collected, today, money: None }
}

fn cell<'a>(row: &'a ReportRow, code: &str) -> &'a str {
    let at = COLUMNS.iter().position(|c| c.code == code).unwrap();
    &row.cells[at]
}

#[test]
fn lines_of_one_major_share_a_row_and_the_rest_stands_in_words() {
    let major = id("major", "m");
    let report = report(vec![
        visit_to("p", json!({})),
        need_of("1", json!({"type": "talent", "major": major, "headcount": 20, "monthly_pay": 550_000})),
        need_of("2", json!({"type": "talent", "major": major, "headcount": 5, "monthly_pay": 450_000})),
        need_of("3", json!({"type": "internship", "major": major, "headcount": 12, "monthly_pay": 300_000})),
        need_of("4", json!({"type": "employment", "major": major, "headcount": 3, "starting_pay": 480_050})),
        need_of("5", json!({"type": "technology", "topic": "溶剂回收能耗"})),
    ]);
    assert_eq!(report.rows.len(), 1);
    let row = &report.rows[0];
    assert_eq!(row.refused, Vec::new());
    let expected = [
        ("XXDM", "4132012104"),
        ("ZFQYMC", "示例药物研发公司"),
        ("ZFQYDM", "913204116081345677"),
        ("BFSJ", "20220112"),
        ("QTBFR", "化工学院教师"),
        ("XQZYDM", "490201"),
        ("XQZYMC", "药品生产技术"),
        ("KTGGWS", "25"),
        ("PJXC", "5000"),
        ("JSSXSZYRS", "12"),
        ("JSSXSZYBC", "3000"),
        ("JSXSJYRS", "3"),
        ("JSXSJYQXX", "4800.5"),
        ("QTDCYXHZ", "技术 溶剂回收能耗"),
        ("SJCJSJ", "20220119 080000"),
    ];
    for (code, text) in expected {
        assert_eq!(cell(row, code), text, "{code}");
    }
    let key = cell(row, "ZJSJWYXBS");
    assert!(key.len() == 32 && key.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()));
}

#[test]
fn every_major_has_its_row_and_a_visit_without_one_has_one() {
    let other = record("major", "n", json!({"name": "生物制药技术", "code": "490202"}));
    let lines =
        |major: &str, key: &str| need_of(key, json!({"type": "talent", "major": id("major", major), "headcount": 1}));
    assert_eq!(report(vec![visit_to("p", json!({})), other, lines("m", "1"), lines("n", "2")]).rows.len(), 2);
    let alone = report(vec![visit_to("p", json!({}))]);
    assert_eq!((alone.rows.len(), alone.accepted()), (1, 1));
}

#[test]
fn what_would_be_refused_says_why_and_where_to_mend_it() {
    let nameless = record("partner", "q", json!({"name": "示例行业协会"}));
    let report = report(vec![
        nameless,
        visit_to("q", json!({"date": "2022-01", "lead": null, "host": "长".repeat(40)})),
        need_of("1", json!({"type": "internship"})),
    ]);
    let refused: Vec<(&str, Id)> = report.refusals().map(|r| (r.column, r.record.unwrap())).collect();
    let visit = Id::of_key("visit", "v");
    let need = Id::of_key("need", "1");
    for expected in [
        ("ZFQYDM", Id::of_key("partner", "q")),
        ("BFSJ", visit),
        ("QTBFR", visit),
        ("QYJDR", visit),
        ("JSSXSZYMC", need),
        ("JSSXSZYRS", need),
    ] {
        assert!(refused.contains(&expected), "{expected:?} is not in {refused:?}");
    }
    assert_eq!(report.accepted(), 0);
    assert_eq!(report.table(false).rows.len(), 0);
    assert_eq!(report.table(true).rows.len(), 1);
}

#[test]
fn a_text_that_is_too_long_is_cut_and_said() {
    let report =
        report(vec![visit_to("p", json!({})), need_of("1", json!({"type": "technology", "topic": "能".repeat(250)}))]);
    let row = &report.rows[0];
    assert_eq!(cell(row, "QTDCYXHZ").chars().count(), 200);
    assert_eq!((row.refused.len(), row.remarks.len()), (0, 1));
}

#[test]
fn a_period_takes_its_own_visits_and_the_vague_ones() {
    let ledger = |date: &str| {
        Ledger::new(SCHEMA, vec![record("visit", "v", json!({"date": date, "partner": id("partner", "p")}))])
    };
    let rows = |date: &str| build(&TABLE, &ledger(date), &request(Some(Period::Year(2022)), "", "")).rows.len();
    assert_eq!((rows("2022-12-31"), rows("2023-01-01"), rows("2022")), (1, 0, 1));
}

#[test]
fn the_csv_has_the_national_names() {
    let csv = report(vec![visit_to("p", json!({}))]).table(false).csv();
    assert!(csv.starts_with('\u{feff}') && csv.contains("走访企业名称(ZFQYMC)") && csv.ends_with("\r\n"));
    assert_eq!(csv.lines().count(), 2);
}

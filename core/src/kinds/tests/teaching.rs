//! The rules and stages of the teaching side: what each refuses and what it lets pass.

use crate::clock::Stamp;
use crate::kinds::*;
use crate::ledger::{Draftlike, Ledger};
use crate::record::{Device, Dot, Entry, Id, Json, Record, encode};
use crate::schema::{KindDef, Moment, WrongStep, broken};
use crate::value::Quantity;
use serde_json::{Value, json};
use std::collections::BTreeMap;

type Values<'a> = &'a [(&'static str, Value)];

fn key(name: &str) -> Id {
    Id::of_key("teaching", name)
}

/// A record as it is stored; only fields in registers of their own.
fn stored(kind: &KindDef, id: Id, values: Values<'_>) -> Record {
    let mut record = Record::new(kind.name, id);
    for (n, (name, value)) in (1..).zip(values) {
        let dot = Dot { device: Device::parse("office22").unwrap(), n };
        record.write(name, &[], Entry { dot, stamp: Stamp::new(1_700_000_000_000, 0), value: Json::of(value) });
    }
    record
}

/// A form of `kind` with `values`, while `others` are stored.
fn asked<T>(values: Values<'_>, others: &[Record], ask: impl FnOnce(&Draftlike<'_>) -> T) -> T {
    let mut ledger = Ledger::new(SCHEMA, vec![]);
    let rows: Vec<_> = others.iter().map(|record| encode(record).into()).collect();
    ledger.load(ledger.rev(), &rows, &[]);
    let values: BTreeMap<&'static str, Value> = values.iter().cloned().collect();
    ask(&Draftlike { ledger: &ledger, id: key("own"), values: &values })
}

/// Where the rules that are asked at `at` find something.
fn found(kind: &KindDef, at: Moment, values: Values<'_>, others: &[Record]) -> Vec<&'static str> {
    asked(values, others, |facts| broken(kind, at, facts).into_iter().map(|(field, _)| field).collect())
}

/// Whether the step to `to` may be taken.
fn step(kind: &KindDef, to: &str, said: (&str, &str), values: Values<'_>, others: &[Record]) -> Result<(), WrongStep> {
    let flow = kind.flow.unwrap();
    asked(values, others, |facts| flow.step(kind, facts, to, said.0, said.1).map(|_| ()))
}

#[test]
fn the_school_has_a_code_of_ten_digits_and_a_month_of_the_year() {
    for (code, wrong) in [("4132012345", false), ("41320", true), ("41320123四五", true)] {
        let fields = found(&school::KIND, Moment::Save, &[("code", json!(code))], &[]);
        assert_eq!(fields.is_empty(), !wrong, "{code}");
    }
    assert!(found(&school::KIND, Moment::Save, &[("year_starts", json!(9))], &[]).is_empty());
    assert_eq!(found(&school::KIND, Moment::Save, &[("year_starts", json!(13))], &[]), ["year_starts"]);
    assert_eq!(school::only(), school::only());
}

#[test]
fn a_part_is_not_more_than_its_whole() {
    let cases: [(&KindDef, Moment, &'static str, &'static str); 10] = [
        (&course::KIND, Moment::Save, "enterprise_hours", "hours"),
        (&base::KIND, Moment::Save, "equipment_partner", "equipment_value"),
        (&platform_money::KIND, Moment::Doubt, "spent", "arrived"),
        (&double_high_budget::KIND, Moment::Doubt, "spent", "arrived"),
        (&internship::KIND, Moment::Save, "matched", "headcount"),
        (&order_class::KIND, Moment::Save, "employed", "headcount"),
        (&employment::KIND, Moment::Save, "local", "headcount"),
        (&employment::KIND, Moment::Save, "matched", "headcount"),
        (&employment::KIND, Moment::Save, "stayed", "headcount"),
        (&skill_certificate::KIND, Moment::Save, "passed", "headcount"),
    ];
    for (kind, at, part, whole) in cases {
        let ask = |some: u64, all: u64| found(kind, at, &[(part, json!(some)), (whole, json!(all))], &[]);
        assert_eq!(ask(1_001, 1_000), [part], "{}", kind.name);
        assert!(ask(1_000, 1_000).is_empty(), "{}", kind.name);
        assert!(found(kind, at, &[(part, json!(5))], &[]).is_empty(), "{}: the whole is not known yet", kind.name);
    }
}

#[test]
fn what_is_entered_twice_is_doubted_and_never_refused() {
    let cases: [(&KindDef, &'static str, &[&'static str], &'static str); 5] = [
        (&base_number::KIND, "major", &["school_year"], "school_year"),
        (&platform_money::KIND, "platform", &["year", "funds"], "funds"),
        (&employment::KIND, "partner", &["major", "year"], "year"),
        (&apprentice_note::KIND, "apprenticeship", &["month"], "month"),
        (&part_time_teacher::KIND, "partner", &["name", "school_year"], "name"),
    ];
    for (kind, parent, same, at) in cases {
        let said = |last: &str| {
            let mut values = vec![(parent, json!(key("parent").to_string()))];
            values.extend(same.iter().map(|name| (*name, json!(key("same").to_string()))));
            if let Some(value) = values.last_mut() {
                value.1 = json!(last);
            }
            values
        };
        let other = [stored(kind, key("other"), &said("2021-2022"))];
        let ask = |moment, last: &str, others: &[Record]| found(kind, moment, &said(last), others);
        assert_eq!(ask(Moment::Doubt, "2021-2022", &other), [at], "{}", kind.name);
        assert!(ask(Moment::Doubt, "2020-2021", &other).is_empty(), "{}", kind.name);
        assert!(ask(Moment::Save, "2021-2022", &other).is_empty(), "{}: it may be right", kind.name);
        let own = [stored(kind, key("own"), &said("2021-2022"))];
        assert!(ask(Moment::Doubt, "2021-2022", &own).is_empty(), "{} is not its own double", kind.name);
    }
}

#[test]
fn an_outside_base_rests_on_somebody() {
    let outside = [("place", json!("outside")), ("host", json!(key("firm").to_string()))];
    assert_eq!(found(&base::KIND, Moment::Doubt, &outside[..1], &[]), ["host"]);
    assert!(found(&base::KIND, Moment::Doubt, &outside, &[]).is_empty());
    assert!(found(&base::KIND, Moment::Doubt, &[("place", json!("inside"))], &[]).is_empty());
}

#[test]
fn a_book_number_with_a_wrong_check_digit_is_doubted() {
    assert_eq!(found(&textbook::KIND, Moment::Doubt, &[("isbn", json!("9780306406158"))], &[]), ["isbn"]);
    assert!(found(&textbook::KIND, Moment::Doubt, &[("isbn", json!("978-0-306-40615-7"))], &[]).is_empty());
}

#[test]
fn a_platform_goes_from_nurtured_to_accepted_when_its_targets_have_results() {
    let at = |state: &str| [("state", json!(state)), ("due", json!("2023-12"))];
    let go = |from: &str, to: &str, said, others: &[Record]| step(&platform::KIND, to, said, &at(from), others);
    assert!(matches!(go("nurtured", "accepted", ("", ""), &[]), Err(WrongStep::NotFromHere { .. })));
    assert_eq!(go("nurtured", "building", ("", ""), &[]), Err(WrongStep::NoNumber));
    assert_eq!(go("nurtured", "building", ("虚构院科〔2022〕1号", ""), &[]), Ok(()));
    assert_eq!(go("reviewed", "nurtured", ("虚构院科〔2021〕3号", ""), &[]), Ok(()));
    assert_eq!(go("midterm", "building", ("", ""), &[]), Err(WrongStep::NoNote), "what is to be mended is said");

    let target = |done: Option<u64>| {
        let mut values = vec![("platform", json!(key("own").to_string())), ("what", json!("新增工位"))];
        values.extend(done.map(|done| ("done", json!(done))));
        stored(&platform_target::KIND, key("target"), &values)
    };
    let refused = |others: &[Record]| matches!(go("midterm", "accepted", ("", ""), others), Err(WrongStep::Rule(_)));
    assert!(refused(&[]), "without any target nothing was built");
    assert!(refused(&[target(None)]));
    assert_eq!(go("midterm", "accepted", ("", ""), &[target(Some(0))]), Ok(()), "nothing done is a result, too");
}

#[test]
fn an_industry_college_is_reviewed_every_year_and_a_bad_one_mends_or_ends() {
    let go = |from: &str, to: &str, note: &str| {
        step(&industry_college::KIND, to, ("", note), &[("state", json!(from))], &[])
    };
    assert!(matches!(go("arguing", "planned", ""), Err(WrongStep::Lacks(_))));
    assert!(matches!(go("arguing", "opened", ""), Err(WrongStep::NotFromHere { .. })));
    assert_eq!(go("review", "qualified", ""), Ok(()));
    assert_eq!(go("qualified", "review", ""), Ok(()), "next year again");
    assert_eq!(go("review", "rectify", ""), Err(WrongStep::NoNote));
    assert_eq!(go("rectify", "closed", "连续两年整改未到位"), Ok(()));
}

#[test]
fn a_course_meets_the_three_standards_only_with_all_of_them() {
    let mut course = stored(&course::KIND, key("course"), &[("task_source", json!("real"))]);
    assert!(!course::meets_three_standards(&course));
    let dot = |n| Dot { device: Device::parse("phone333").unwrap(), n };
    let mut write = |n, register: &str, value: Value| {
        let entry = Entry { dot: dot(n), stamp: Stamp::new(1_700_000_000_001, 0), value: Json::of(&value) };
        course.write(register, &[], entry);
        course::meets_three_standards(&course)
    };
    assert!(!write(1, "trade_standard", json!({"standard_name": "示例行业标准"})));
    assert!(!write(2, "assessed", json!({"assessment": "示例企业测评办法"})), "an enterprise that gives no mark");
    assert!(write(3, "assessed", json!({"assessment": "示例企业测评办法", "enterprise_mark": 3000})));
}

#[test]
fn an_internship_at_a_post_stands_on_an_agreement_and_an_inspection() {
    let doubts = |values: Values<'_>| found(&internship::KIND, Moment::Doubt, values, &[]);
    let post = |signed: bool| [("sort", json!("post")), ("tri_party", json!(signed))];
    assert_eq!(doubts(&post(false)), ["tri_party"]);
    assert!(doubts(&post(true)).is_empty());
    assert!(doubts(&[("sort", json!("cognition")), ("tri_party", json!(false))]).is_empty());
    let seen = |inspected: &str| [("inspected", json!(inspected)), ("start", json!("2022-02-21"))];
    assert_eq!(doubts(&seen("2022-03-01")), ["inspected"]);
    assert!(doubts(&seen("2022-02")).is_empty(), "a month may lie before its last day");
}

#[test]
fn person_months_are_people_times_days_of_thirty() {
    let mut batch = stored(&internship::KIND, key("batch"), &[("headcount", json!(12))]);
    assert_eq!(internship::person_months(&batch), None);
    let dot = Dot { device: Device::parse("phone333").unwrap(), n: 1 };
    let term = Json::of(&json!({"start": "2022-03-01", "end": "2022-05-29"}));
    batch.write("term", &[], Entry { dot, stamp: Stamp::new(1_700_000_000_001, 0), value: term });
    assert_eq!(internship::person_months(&batch), Some(3_600), "90 days are three months");
}

#[test]
fn a_teacher_is_not_longer_at_a_partner_than_the_days_that_passed() {
    let doubts = |days: u64| {
        let term = [("start", json!("2022-07-01")), ("end", json!("2022-07-31")), ("days", json!(days))];
        found(&teacher_practice::KIND, Moment::Doubt, &term, &[])
    };
    assert_eq!(doubts(3_200), ["days"]);
    assert!(doubts(3_100).is_empty());
}

#[test]
fn a_master_counts_as_a_teacher_with_a_letter_and_hours() {
    let teacher = |letter: bool, hours: u64| {
        let values = [("name", json!(" 示例师傅 ")), ("partner", json!(key("firm").to_string()))];
        let counted = [("letter", json!(letter)), ("hours", json!(hours))];
        stored(&part_time_teacher::KIND, key("teacher"), &[values, counted].concat())
    };
    assert!(part_time_teacher::counts(&teacher(true, 3_200)));
    assert!(!part_time_teacher::counts(&teacher(true, 0)) && !part_time_teacher::counts(&teacher(false, 3_200)));
    let person = part_time_teacher::same_person(&teacher(true, 0));
    assert_eq!(person, Some((key("firm"), "示例师傅".to_owned())), "one person, whatever stands around the name");

    let doubts = |values: Values<'_>| found(&part_time_teacher::KIND, Moment::Doubt, values, &[]);
    assert_eq!(doubts(&[("hours", json!(3_200))]), ["letter"]);
    assert!(doubts(&[("hours", json!(3_200)), ("letter", json!(true))]).is_empty());
}

#[test]
fn person_days_are_typed_or_people_times_days() {
    let training = |values: Values<'_>| stored(&training::KIND, key("training"), values);
    let sized = [("headcount", json!(40)), ("days", json!(250)), ("person_days", json!(9_000))];
    assert_eq!(training::person_days(&training(&sized[..1])), None);
    assert_eq!(training::person_days(&training(&sized[..2])), Some(Quantity::whole(100)), "40 people, 2.5 days");
    assert_eq!(training::person_days(&training(&sized)), Some(Quantity::whole(90)));
}

#[test]
fn an_opinion_becomes_a_change_or_is_declined_with_a_reason() {
    let go = |from: &str, to: &str, note: &str, values: Values<'_>| {
        let at = [&[("state", json!(from))][..], values].concat();
        step(&major_change::KIND, to, ("", note), &at, &[])
    };
    assert!(matches!(go("opinion", "arguing", "", &[]), Err(WrongStep::Lacks(_))), "first what was said");
    assert_eq!(go("opinion", "arguing", "", &[("opinion", json!("缺连续流反应的课"))]), Ok(()));
    assert!(matches!(go("opinion", "adopted", "", &[]), Err(WrongStep::NotFromHere { .. })));
    assert_eq!(go("arguing", "declined", "", &[]), Err(WrongStep::NoNote));
    assert_eq!(go("arguing", "declined", "岗位太少", &[]), Ok(()));
    assert!(matches!(go("adopted", "applied", "", &[]), Err(WrongStep::Lacks(_))));
    assert_eq!(go("adopted", "applied", "", &[("effective", json!("2022-09"))]), Ok(()));
    assert!(major_change::KIND.is_closed("declined") && major_change::KIND.is_closed("applied"));
}

#[test]
fn an_apprentice_is_examined_by_the_standard_of_the_enterprise() {
    let go = |from: &str, to: &str, note: &str, values: Values<'_>| {
        let at = [&[("state", json!(from))][..], values].concat();
        step(&apprenticeship::KIND, to, ("", note), &at, &[])
    };
    let marked = [("exam_standard", json!("示例企业操作工出师标准")), ("exam_score", json!(8_600))];
    let standard = &marked[..1];
    assert!(matches!(go("training", "examined", "", &[]), Err(WrongStep::Lacks(_))));
    assert_eq!(go("training", "examined", "", standard), Ok(()));
    assert!(matches!(go("examined", "passed", "", standard), Err(WrongStep::Lacks(_))), "without marks");
    assert_eq!(go("examined", "passed", "", &marked), Ok(()));
    assert_eq!(go("examined", "failed", "实操不合格", standard), Ok(()));
    assert_eq!(go("failed", "examined", "", standard), Ok(()), "once more");
    assert_eq!(go("training", "ended", "", &[]), Err(WrongStep::NoNote));
}

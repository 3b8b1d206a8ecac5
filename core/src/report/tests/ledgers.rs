//! Small ledgers for tests, written as JSON.

use crate::clock::Stamp;
use crate::kinds::SCHEMA;
use crate::ledger::Ledger;
use crate::period::{Period, SCHOOL_YEAR_STARTS};
use crate::record::{Device, Dot, Entry, Id, Json, Record};
use crate::report::{Report, Request, TABLES, build};
use crate::value::CivilDate;
use serde_json::{Value, json};

/// A record whose fields stand in `fields` as stored; registers with members are objects.
pub(crate) fn record(kind: &str, key: &str, fields: Value) -> Record {
    let mut record = Record::new(kind, Id::of_key(kind, key));
    let dot = Dot { device: Device::parse("aaaaaaaa").unwrap(), n: 1 };
    for (name, value) in fields.as_object().unwrap() {
        let entry = |value: &Value| Entry { dot: dot.clone(), value: Json::of(value), stamp: Stamp::new(1, 0) };
        let def = SCHEMA.kind(kind).unwrap().field(name);
        match (def.is_some_and(|d| d.ty.is_set()), value) {
            (true, Value::Array(elements)) => {
                for element in elements {
                    record.write(&format!("{name}/{}", element.as_str().unwrap()), &[], entry(&json!(true)));
                }
            }
            _ => record.write(name, &[], entry(value)),
        }
    }
    record
}

/// The id of a record made by [`record`].
pub(crate) fn id(kind: &str, key: &str) -> String {
    Id::of_key(kind, key).to_string()
}

pub(crate) const SCHOOL_YEAR: Period = Period::SchoolYear { from: 2021, starts: SCHOOL_YEAR_STARTS };

pub(crate) fn request(period: Option<Period>) -> Request<'static> {
    let today = CivilDate::new(2022, 1, 19).unwrap();
    Request { period, unit: None, school: "4132012104", collected: "20220119 080000", today, money: None }
}

/// Makes a table from records.
pub(crate) fn table(name: &str, records: Vec<Record>, request: &Request<'_>) -> Report {
    let table = TABLES.iter().find(|t| t.name == name).unwrap();
    build(table, &Ledger::new(SCHEMA, records), request)
}

/// The text of a cell, by row and the ministry's name or heading.
pub(crate) fn cell<'a>(report: &'a Report, row: usize, column: &str) -> &'a str {
    let at = report.columns.iter().position(|c| c.id() == column).unwrap();
    &report.rows[row].cells[at]
}

/// A college, two majors of it, two partners, and what they did together in 2021–2022.
pub(crate) fn college() -> Vec<Record> {
    let m = id("major", "m");
    let (p, q) = (id("partner", "p"), id("partner", "q"));
    let chem = id("unit", "chem");
    vec![
        record("unit", "chem", json!({"name": "化工学院", "kind": "college"})),
        record("unit", "art", json!({"name": "艺术学院", "kind": "college"})),
        record("major", "m", json!({"name": "药品生产技术", "code": "490201", "unit": chem})),
        record("major", "n", json!({"name": "室内艺术设计", "code": "550114", "unit": id("unit", "art")})),
        record("partner", "p", json!({"name": "示例药业", "uscc": "913204116081345677", "side": "firm"})),
        record("partner", "q", json!({"name": "示例装饰", "uscc": "91110000600037341L", "side": "firm"})),
        record(
            "agreement",
            "a",
            json!({"title": "框架协议", "partners": [p], "term": {"signed": "2019-05-20", "expires": "2024-05-19"}}),
        ),
        record(
            "course",
            "c",
            json!({"name": "制药工艺", "code": "K01", "majors": [m], "partners": [p, q], "unit": chem, "lead": id("person", "t"), "term": {"start": "2021-09-01"}}),
        ),
        record(
            "course",
            "late",
            json!({"name": "下一学年的课", "majors": [m], "partners": [p], "unit": chem, "term": {"start": "2022-09-01"}}),
        ),
        record("textbook", "b", json!({"name": "活页教材", "majors": [m], "partners": [p], "published": "2022-08-31"})),
        record(
            "order_class",
            "o",
            json!({"name": "药业订单班", "major": m, "partner": p, "headcount": 30, "term": {"start": "2021-10-08", "end": "2024-06-30"}, "apprentice": true}),
        ),
        record(
            "internship",
            "i",
            json!({"major": m, "partner": p, "sort": "post", "headcount": 12, "term": {"start": "2021-07-01", "end": "2021-12-31"}}),
        ),
        record(
            "internship",
            "look",
            json!({"major": m, "partner": p, "sort": "cognition", "headcount": 40, "term": {"start": "2021-11-01", "end": "2021-11-05"}}),
        ),
        record("employment", "e", json!({"major": m, "partner": p, "year": "2022", "headcount": 9})),
        record(
            "part_time_teacher",
            "w",
            json!({"name": "示例师傅", "partner": p, "courses": [id("course", "c")], "school_year": "2021-2022", "hours": 12_000, "pay": 960_000, "term": {"start": "2021-09-01"}}),
        ),
        record(
            "part_time_teacher",
            "w2",
            json!({"name": "示例师傅 ", "partner": p, "courses": [id("course", "c")], "school_year": "2021-2022", "hours": 4_000, "term": {"start": "2022-02-21"}}),
        ),
        record(
            "person",
            "t",
            json!({"name": "示例教师", "staff_no": "2003001", "unit": chem, "major": m, "major_teacher": true}),
        ),
        record(
            "training",
            "x",
            json!({"topic": "安全培训", "partner": p, "audience": "staff", "headcount": 25, "days": 200, "teachers": [id("person", "t")], "term": {"start": "2021-12-06", "end": "2021-12-07"}}),
        ),
        record(
            "base_number",
            "bn",
            json!({"major": m, "school_year": "2021-2022", "graduates": 48, "full_time_teachers": 4, "major_hours": 160_000}),
        ),
        record(
            "teacher_practice",
            "y",
            json!({"person": id("person", "t"), "partner": p, "form": "post", "post": "工艺员", "days": 10_000, "term": {"start": "2021-09-06", "end": "2022-01-07"}}),
        ),
        record(
            "base",
            "s",
            json!({"name": "示例实训基地", "place": "outside", "number": "J01", "unit": chem, "host": p, "majors": [m], "established": "2020-06-01", "equipment_partner": 120_000_000, "figures_year": "2020-2021", "students": 60}),
        ),
        record(
            "industry_college",
            "ic",
            json!({"name": "示例产业学院", "lead_unit": chem, "partners": [p], "founded": "2021-03-01"}),
        ),
        record(
            "self_check",
            "sc",
            json!({"industry_college": id("industry_college", "ic"), "year": "2022", "task": "courses", "reached": "met"}),
        ),
        record(
            "skill_certificate",
            "k",
            json!({"name": "示例证书", "year": "2022", "sort": "one_x", "partner": p, "headcount": 20}),
        ),
    ]
}

//! The invented sample is whole, marked, the same everywhere, and goes as it came.

use super::*;
use crate::exchange::tests::Desk;
use crate::kinds::report_rule;
use crate::ledger::{Draftlike, Why};
use crate::query::default_columns;
use crate::report::{Request, Rules, TABLES, build};
use crate::sample::{deck, towns};
use crate::schema::{FieldType, Moment, broken, check, parse_input};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// A day by which everything in the tables has happened.
fn last_day() -> CivilDate {
    CivilDate::new(2022, 12, 31).unwrap()
}

/// Days on which somebody may put the sample in: its own last year, later ones, a leap day.
fn days() -> Vec<CivilDate> {
    let days = [(2022, 12, 31), (2026, 11, 26), (2027, 1, 3), (2028, 2, 29), (2031, 6, 15)];
    days.into_iter().map(|(year, month, day)| CivilDate::new(year, month, day).unwrap()).collect()
}

/// The sample as it stands on a day.
fn seeds_on(day: CivilDate) -> Vec<Seed> {
    years::as_of(seeds(), day)
}

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../public/demo.json");

#[test]
fn the_file_of_the_page_is_what_the_tables_make() {
    let text = written(&seeds());
    if std::env::var_os("RONGHE_WRITE").is_some() {
        fs::write(FILE, &text).unwrap();
    }
    let there = fs::read_to_string(FILE).unwrap_or_default();
    assert!(there == text, "public/demo.json is behind: RONGHE_WRITE=1 cargo test -p ronghe-core demo");
    assert_eq!(read(&there, last_day()).map(|records| records.len()), Some(seeds_on(last_day()).len()));
    assert_eq!(read("<html>", last_day()), None);
}

#[test]
fn every_kind_has_its_records_in_one_of_the_samples() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in seeds() {
        *counts.entry(seed.kind).or_default() += 1;
    }
    let of_deck: BTreeSet<&str> = deck().iter().chain(&towns()).map(|seed| seed.kind).collect();
    for kind in SCHEMA.kinds().iter().filter(|kind| kind.is_typed()) {
        let many = counts.get(kind.name).copied().unwrap_or_default();
        assert!(many >= 3 || (kind.name == "town" && of_deck.contains(kind.name)), "{} has {many}", kind.name);
    }
    for hub in ["partner", "visit", "need", "promise", "agreement", "room"] {
        assert!(counts.get(hub).is_some_and(|many| (20..=120).contains(many)), "{hub}");
    }
}

/// Columns that few records fill: what is invented has no book number, what is shared has no owner …
const RARELY_FILLED: &[(&str, &str)] = &[
    ("textbook", "isbn"),
    ("double_high_budget", "major_group"),
    ("custom_field", "unit"),
    ("code_entry", "retired"),
    ("saved_view", "owner"),
];

#[test]
fn every_column_that_a_list_shows_is_filled_somewhere() {
    let mut all = crate::sample::records(towns());
    all.extend(read(&written(&seeds()), last_day()).unwrap());
    let ledger = Ledger::new(SCHEMA, all);
    let mut empty = Vec::new();
    for kind in SCHEMA.kinds().iter().filter(|kind| kind.is_typed()) {
        let records: Vec<_> = ledger.ids(kind.name).filter_map(|id| ledger.get(&id)).collect();
        for field in default_columns(kind) {
            let is_filled = records.iter().any(|record| !ledger.shown(record, field).is_empty());
            if !is_filled && !RARELY_FILLED.contains(&(kind.name, field.name)) {
                empty.push(format!("{}.{}", kind.name, field.name));
            }
        }
    }
    assert!(empty.is_empty(), "{empty:?}");
}

#[test]
fn every_record_is_one_that_a_form_would_save_on_whatever_day() {
    days().into_iter().for_each(would_be_saved);
}

fn would_be_saved(today: CivilDate) {
    let records = read(&written(&seeds()), today).unwrap();
    let mut all = crate::sample::records(towns());
    all.extend(records);
    let ledger = Ledger::new(SCHEMA, all);
    let (mut keys, mut lacking) = (BTreeSet::new(), Vec::new());
    for seed in seeds_on(today) {
        let (kind, at) = (SCHEMA.kind(seed.kind).unwrap(), format!("{today}: {} {}", seed.kind, seed.key));
        assert!(keys.insert((seed.kind, seed.key.clone())), "{at} stands twice");
        for (name, text) in &seed.fields {
            let field = kind.field(name).unwrap_or_else(|| panic!("{at}: no field {name}"));
            if !field.ty.is_reference() {
                assert!(parse_input(field, text, today).is_ok(), "{at}: {name} = {text}");
            }
            if let FieldType::Choice(list) = field.ty {
                assert!(list.label(text).is_some(), "{at}: {name} = {text}");
            }
        }
        let id = Id::of_key(seed.kind, &seed.key);
        let record = ledger.get(&id).unwrap();
        let values = kind.fields.iter().filter_map(|f| Some((f.name, record.value(f)?))).collect();
        assert_eq!(check(kind, &values), [], "{at}");
        let facts = Draftlike { ledger: &ledger, id, values: &BTreeMap::new() };
        assert_eq!(broken(kind, Moment::Save, &facts), [], "{at}");
        let lacks = kind.flow.map(|flow| flow.lacks(kind, &facts)).unwrap_or_default();
        lacking.extend(lacks.into_iter().map(|(_, sentence)| format!("{at}: {sentence}")));
        for field in kind.fields {
            for to in record.value(field).map(|value| field.ty.ids(&value)).unwrap_or_default() {
                let kind = ledger.kind_of(&to).map(ToString::to_string).unwrap_or_default();
                assert!(field.ty.points_to(&kind), "{at}: {} points to nothing", field.name);
            }
        }
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
}

/// The value of a field of the sample on a day; `None` if there is no such record.
fn on(day: CivilDate, kind: &str, key: &str, field: &str) -> Option<String> {
    let seed = seeds_on(day).into_iter().find(|seed| seed.kind == kind && seed.key == key)?;
    Some(seed.fields.into_iter().find(|(name, _)| name == field).map(|(_, text)| text).unwrap_or_default())
}

#[test]
fn its_last_year_is_the_year_of_the_day_and_nothing_has_happened_that_lies_ahead() {
    let [_, autumn, new_year, leap_day, _] = days()[..] else { panic!("five days") };
    let value = |day, kind, key, field| on(day, kind, key, field).unwrap_or_default();
    // To the day, to the year, school years, years in names.
    assert_eq!(value(last_day(), "visit", "x-v0", "date"), "2020-03-16");
    assert_eq!(value(autumn, "visit", "x-v0", "date"), "2024-03-16");
    assert_eq!(value(autumn, "platform_money", "x-pm0-school", "year"), "2026");
    assert_eq!(value(autumn, "base", "x-bs0", "figures_year"), "2025-2026");
    assert_eq!(value(autumn, "plan", "x-pn1", "title"), "示例 2026 年工作计划（虚构）");
    // The last visits are of this autumn; in January they are still to come, with all that hangs on them.
    assert_eq!(value(autumn, "visit", "x-v59", "date"), "2026-10-16");
    for (kind, key) in [("visit", "x-v59"), ("promise", "x-pr59-a"), ("need", "x-n59")] {
        assert!(on(autumn, kind, key, "partner").is_some() && on(new_year, kind, key, "partner").is_none(), "{key}");
    }
    // A report is planned before it is written.
    assert_eq!(value(autumn, "study", "x-st-vocational-2022-9", "state"), "shared");
    assert_eq!(value(leap_day, "study", "x-st-vocational-2022-9", "state"), "waiting");
    assert_eq!(value(leap_day, "study", "x-st-vocational-2022-9", "period"), "2028-09");
    // Enough is left in any month.
    assert!(days().into_iter().all(|day| seeds_on(day).len() * 4 > seeds().len() * 3));
}

#[test]
fn put_in_again_in_another_year_it_moves_but_for_what_people_have_written() {
    let mut desk = Desk::joined("office22", "示例甲");
    desk.ledger = Ledger::new(SCHEMA, crate::sample::records(towns()));
    let text = written(&seeds());
    let changes = load(&desk.ledger, read(&text, last_day()).unwrap());
    desk.commit(Why::Sample, changes, vec![]);
    let (mine, other) = (Id::of_key("visit", "x-v1"), Id::of_key("visit", "x-v0"));
    desk.types("visit", mine, "date", json!("2022-05-05"));
    let changes = load(&desk.ledger, read(&text, CivilDate::new(2026, 11, 26).unwrap()).unwrap());
    desk.commit(Why::Sample, changes, vec![]);
    let date = |id| desk.ledger.get(&id).and_then(|r| r.get(crate::kinds::visit::DATE)).map(|date| date.iso());
    assert_eq!(date(mine).as_deref(), Some("2022-05-05"));
    assert_eq!(date(other).as_deref(), Some("2024-03-16"));
    assert_eq!(desk.ledger.clashing().count(), 0);
    assert!(is_here(&desk.ledger));
    assert_eq!(removal(&desk.ledger).len(), seeds_on(last_day()).len() - 1);
}

#[test]
fn what_is_invented_says_so_or_belongs_to_what_does() {
    for seed in seeds() {
        let marked = seed.fields.iter().any(|(_, text)| text.contains("示例") || text.contains("虚构"));
        let belongs = seed.fields.iter().any(|(_, text)| text.starts_with("x-"));
        // A rule of a report says what the program says anyway.
        assert!(marked || belongs || seed.kind == "report_rule", "{} {}", seed.kind, seed.key);
        let by_nature = ["code_entry", "threshold", "report_rule"].contains(&seed.kind);
        assert!(seed.key.starts_with("x-") || by_nature, "{}", seed.key);
    }
}

#[test]
fn its_rules_of_reports_are_of_columns_that_there_are_and_change_no_report() {
    let ledger = Ledger::new(SCHEMA, read(&written(&seeds()), last_day()).unwrap());
    let (set, unset) = (Rules::of(&ledger), Rules::default());
    let rules: Vec<Record> = ledger.ids("report_rule").filter_map(|id| ledger.get(&id)).collect();
    assert!(rules.len() >= 3);
    for rule in rules {
        let (name, code) = (rule.get(report_rule::TABLE).unwrap(), rule.get(report_rule::COLUMN).unwrap());
        let table = TABLES.iter().find(|table| table.name == name).unwrap();
        let column = table.column(&code).unwrap_or_else(|| panic!("{name} has no {code}"));
        assert_eq!(rule.id, Rules::id_of(table, column), "{name}/{code} is where the office sets it");
        assert_eq!(set.column(table, column), unset.column(table, column), "{name}/{code}");
    }
}

#[test]
fn the_table_of_visits_can_be_handed_in_but_for_rows_that_show_what_is_still_to_be_asked() {
    let mut all = crate::sample::records(towns());
    all.extend(read(&written(&seeds()), last_day()).unwrap());
    let ledger = Ledger::new(SCHEMA, all);
    let request = Request {
        period: None,
        unit: None,
        school: "4132999999",
        collected: "20221231 080000",
        today: last_day(),
        money: None,
    };
    let report = build(crate::report::table("visit-outreach").unwrap(), &ledger, &request);
    let refused = report.rows.len() - report.accepted();
    assert!(refused >= 3 && report.accepted() >= 5 * refused, "{refused} of {}", report.rows.len());
    assert!(report.refusals().all(|refusal| refusal.column == "ZFQYDM"), "only codes are missing");
}

#[test]
fn it_goes_as_it_came_but_for_what_people_have_written() {
    let mut desk = Desk::joined("office22", "示例甲");
    desk.ledger = Ledger::new(SCHEMA, crate::sample::records(towns()));
    let records = || read(&written(&seeds()), last_day()).unwrap();
    let count = |desk: &Desk| desk.ledger.kinds().flat_map(|kind| desk.ledger.ids(kind)).count();
    let before = count(&desk);
    let changes = load(&desk.ledger, records());
    desk.commit(Why::Sample, changes, vec![]);
    assert_eq!(count(&desk), before + records().len());

    // Somebody works with it: one record is edited, one line is added to a visit of the sample.
    let (edited, visit) = (Id::of_key("partner", "x-p1"), Id::of_key("visit", "x-v0"));
    desk.types("partner", edited, "address", json!("真实路 1 号"));
    let mine = Id::of_key("need", "mine");
    desk.types("need", mine, "visit", json!(visit.to_string()));
    let changes = removal(&desk.ledger);
    assert_eq!(changes.len(), records().len() - 1);
    desk.commit(Why::Delete, changes, vec![]);
    assert!(desk.ledger.is_visible(&edited) && desk.ledger.is_visible(&mine));
    assert!(desk.ledger.is_visible(&visit), "a line that somebody added keeps its record");
    assert!(!desk.ledger.is_visible(&Id::of_key("partner", "x-p2")));
    assert_eq!(count(&desk), before + 3);

    // Put in once more, it is whole again, and what was edited stays edited.
    let changes = load(&desk.ledger, records());
    desk.commit(Why::Sample, changes, vec![]);
    assert_eq!(count(&desk), before + records().len() + 1);
    assert_eq!(untouched(&desk.ledger).len(), records().len() - 1);
    let address = desk.ledger.get(&edited).and_then(|r| r.get(crate::kinds::partner::ADDRESS));
    assert_eq!(address.as_deref(), Some("真实路 1 号"));
}

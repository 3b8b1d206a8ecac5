//! Lists over the kinds as they are: what dates do not tell, and what must not be added.

use super::*;
use crate::sample::{Seed, records};

/// Fields of a record as a person types them.
type Fields<'a> = &'a [(&'a str, &'a str)];

fn ledger(seeds: &[(&'static str, &str, Fields<'_>)]) -> Ledger {
    let owned = |fields: Fields<'_>| fields.iter().map(|(f, v)| ((*f).to_owned(), (*v).to_owned())).collect();
    let seeds = seeds.iter().map(|(kind, key, fields)| Seed { kind, key: (*key).to_owned(), fields: owned(fields) });
    Ledger::new(ALL, records(seeds.collect()))
}

fn list(ledger: &Ledger, kind: &str, search: &str) -> Found {
    let kind = ALL.kind(kind).unwrap();
    let (mut shelf, query) = (Shelf::new(kind), Query::parse(kind, search));
    let mut run = Run::new(kind, &query, &query.shown_columns(kind), None, ledger, &mut shelf);
    while !run.step(ledger, &mut shelf, 2) {}
    run.found().unwrap()
}

fn titles(ledger: &Ledger, ids: &[Id]) -> Vec<String> {
    ids.iter().map(|id| ledger.title(id)).collect()
}

#[test]
fn records_of_one_year_go_by_title_in_lists_and_on_pages() {
    let check = |year, task| [("year", year), ("task", task)];
    let ledger = ledger(&[
        ("self_check", "a", &check("2021", "courses")),
        ("self_check", "b", &check("2022", "governance")),
        ("self_check", "c", &check("2022", "training_model")),
        ("room", "x", &[("number", "J10")]),
        ("room", "y", &[("number", "J9")]),
        ("room", "z", &[("number", "A1")]),
    ]);
    let sorted = |name: &str| {
        let mut ids: Vec<Id> = ledger.ids(name).collect();
        sort_as_listed(&ledger, ALL.kind(name).unwrap(), &mut ids);
        titles(&ledger, &ids)
    };
    let checks = ["创新人才培养模式 · 2022年", "完善管理体制机制 · 2022年", "开发校企合作课程 · 2021年"];
    assert_eq!(titles(&ledger, &list(&ledger, "self_check", "").rows), checks);
    assert_eq!(sorted("self_check"), checks);
    assert_eq!(sorted("room"), ["A1", "J9", "J10"]);
}

#[test]
fn students_of_several_years_are_not_added() {
    let students = |year, students| [("school_year", year), ("students", students)];
    let ledger = ledger(&[
        ("base_number", "a", &students("2020-2021", "300")),
        ("base_number", "b", &students("2021-2022", "310")),
        ("base_number", "c", &students("2021-2022", "90")),
    ]);
    let shown = |totals: &[Total]| totals.iter().map(Total::show).collect::<String>();
    let found = |search: &str| list(&ledger, "base_number", search);
    assert_eq!(shown(&found("").totals), "");
    assert_eq!(shown(&found("school_year=2021-2022").totals), "400 人");
    let by_year = found("_group=school_year");
    assert_eq!(shown(&by_year.totals), "");
    assert_eq!(by_year.groups.iter().map(|g| shown(&g.totals)).collect::<Vec<_>>(), ["300 人", "400 人"]);
}

#[test]
fn amounts_of_one_column_stand_in_one_unit() {
    let receipt = |amount| [("amount", amount), ("date", "2022-01-05")];
    let unit = |amounts: [&'static str; 2]| {
        let [a, b] = amounts.map(receipt);
        let ledger = ledger(&[("receipt", "a", &a), ("receipt", "b", &b)]);
        list(&ledger, "receipt", "").totals.first().map(|total| total.unit)
    };
    assert_eq!(unit(["85000", "900"]), Some(MoneyUnit::TenThousand));
    assert_eq!(unit(["85000", "111250"]), Some(MoneyUnit::Yuan), "two decimals would not be exact");
    assert_eq!(unit(["900", "5000"]), Some(MoneyUnit::Yuan));
}

#[test]
fn what_a_name_stands_for_is_found_by_what_people_call_it() {
    let ledger = ledger(&[
        ("custom_field", "a", &[("kind", "partner"), ("label", "投资额"), ("type", "money")]),
        ("custom_field", "b", &[("kind", "visit"), ("label", "天气"), ("type", "text")]),
    ]);
    assert_eq!(titles(&ledger, &list(&ledger, "custom_field", "kind=合作单位").rows), ["投资额"]);
    assert_eq!(titles(&ledger, &list(&ledger, "custom_field", "_sort=kind").rows), ["投资额", "天气"]);
}

/// A row of a list says what it belongs to: the same word stands in many.
#[test]
fn what_a_record_cannot_be_without_is_in_its_list() {
    for kind in ALL.kinds() {
        let shown: Vec<&str> = default_columns(kind).iter().map(|f| f.name).chain(kind.title.iter().copied()).collect();
        for field in kind.fields.iter().filter(|f| f.need == crate::schema::Need::Must && f.ty.is_reference()) {
            assert!(shown.contains(&field.name), "{}.{}", kind.name, field.name);
        }
    }
}

#[test]
fn how_far_a_thing_is_is_in_its_list() {
    for kind in ALL.kinds().iter().filter(|kind| kind.flow.is_some()) {
        assert!(default_columns(kind).iter().any(|f| f.name == "state"), "{}", kind.name);
    }
}

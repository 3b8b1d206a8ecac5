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
fn numbers_that_hold_for_a_year_open_with_the_last_year() {
    let numbers = |major, year| [("major", major), ("school_year", year)];
    let ledger = ledger(&[
        ("major", "m", &[("name", "应用化工技术")]),
        ("major", "n", &[("name", "药品生产技术")]),
        ("base_number", "a", &numbers("m", "2020-2021")),
        ("base_number", "b", &numbers("n", "2021-2022")),
        ("base_number", "c", &numbers("m", "2021-2022")),
    ]);
    let found = titles(&ledger, &list(&ledger, "base_number", "").rows);
    assert_eq!(found, ["药品生产技术 · 2021-2022学年", "应用化工技术 · 2021-2022学年", "应用化工技术 · 2020-2021学年"]);
}

#[test]
fn steps_and_checklists_open_in_their_order() {
    let ledger = ledger(&[
        ("feasibility_item", "a", &[("step", "资金方案"), ("order", "5"), ("due", "2023-03-06")]),
        ("feasibility_item", "b", &[("step", "项目建议书"), ("order", "1"), ("due", "2022-03-11")]),
        ("feasibility_item", "c", &[("step", "立项批复"), ("order", "10"), ("due", "2022-12-06")]),
        ("base", "x", &[("name", "甲基地")]),
        ("base", "y", &[("name", "乙基地")]),
        ("base_item", "d", &[("base", "x"), ("part", "six"), ("order", "1")]),
        ("base_item", "e", &[("base", "y"), ("part", "four"), ("order", "1")]),
        ("base_item", "f", &[("base", "x"), ("part", "four"), ("order", "2")]),
        ("agreement", "g", &[("title", "协议")]),
        ("approval", "h", &[("of", "agreement:g"), ("desk", "office"), ("date", "2022-01-30")]),
        ("approval", "i", &[("of", "agreement:g"), ("desk", "college"), ("date", "2022-01-23")]),
        ("sample", "s", &[("name", "样板")]),
        ("milestone", "j", &[("sample", "s"), ("what", "首批成果"), ("due", "2022-08-08")]),
        ("milestone", "k", &[("sample", "s"), ("what", "方案论证"), ("due", "2022-03-11")]),
    ]);
    let opens = |kind: &str, first: [&str; 3]| {
        let found = titles(&ledger, &list(&ledger, kind, "").rows);
        let first: Vec<&str> = first.into_iter().filter(|title| !title.is_empty()).collect();
        assert_eq!(found, first, "{kind}");
        let mut ids: Vec<Id> = ledger.ids(kind).collect();
        sort_as_listed(&ledger, ALL.kind(kind).unwrap(), &mut ids);
        assert_eq!(titles(&ledger, &ids), first, "{kind} on a page");
    };
    opens("feasibility_item", ["项目建议书", "资金方案", "立项批复"]);
    opens("base_item", ["四结合 · 2", "六合一 · 1", "四结合 · 1"]);
    opens("approval", ["二级学院党政联席会 · 协议", "产学研办公室 · 协议", ""]);
    opens("milestone", ["方案论证", "首批成果", ""]);
    // Whoever asks for another order gets it.
    let by_due = titles(&ledger, &list(&ledger, "feasibility_item", "_sort=-due").rows);
    assert_eq!(by_due, ["资金方案", "立项批复", "项目建议书"]);
}

#[test]
fn rules_of_reports_are_chosen_and_grouped_by_the_titles_of_tables() {
    let rule = |table, column| [("table", table), ("column", column)];
    let ledger = ledger(&[
        ("report_rule", "a", &rule("status-cooperation", "合作企业")),
        ("report_rule", "b", &rule("visit-outreach", "ZFQYMC")),
        ("report_rule", "c", &rule("visit-outreach", "BFSJ")),
        ("report_rule", "d", &rule("a-newer-one", "X")),
    ]);
    let rows = |search: &str| titles(&ledger, &list(&ledger, "report_rule", search).rows);
    assert_eq!(rows("table=visit-outreach"), ["访企拓岗 · 拜访时间", "访企拓岗 · 走访企业名称"]);
    assert_eq!(rows("table=访企拓岗"), rows("table=visit-outreach"), "or as people call it");
    assert_eq!(rows("column=企业名称"), ["访企拓岗 · 走访企业名称"]);
    let groups: Vec<_> =
        list(&ledger, "report_rule", "_group=table").groups.into_iter().map(|g| (g.label, g.count)).collect();
    let group = |label: &str, count| (label.to_owned(), count);
    assert_eq!(groups, [group("访企拓岗", 2), group("产学合作（状态数据）", 1), group("a-newer-one", 1)]);
    let kind = ALL.kind("report_rule").unwrap();
    let query = Query::parse(kind, "table=visit-outreach");
    assert_eq!(query.print(), "table=visit-outreach");
    assert_eq!(query.filters[0].test.show(&ledger, query.filters[0].field), "访企拓岗");
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
    assert_eq!(by_year.groups.iter().map(|g| shown(&g.totals)).collect::<Vec<_>>(), ["400 人", "300 人"]);
}

#[test]
fn amounts_of_one_field_stand_in_one_unit_in_titles_and_totals() {
    let ledger = ledger(&[
        ("receipt", "a", &[("amount", "85000"), ("date", "2022-01-06")]),
        ("receipt", "b", &[("amount", "111250"), ("date", "2022-01-05")]),
        ("platform_money", "c", &[("budget", "55万"), ("arrived", "900")]),
    ]);
    let shown = |kind: &str| {
        let found = list(&ledger, kind, "");
        (titles(&ledger, &found.rows), found.totals.iter().map(Total::show).collect::<Vec<_>>())
    };
    let (titles, totals) = shown("receipt");
    assert_eq!(titles, ["85,000 元", "111,250 元"]);
    assert_eq!(totals.first().map(String::as_str), Some("196,250 元"));
    assert_eq!(shown("platform_money").1.get(..2), Some(&["55 万元".to_owned(), "0.09 万元".to_owned()][..]));
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

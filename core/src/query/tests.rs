//! Lists against a slow oracle that takes every record apart, and addresses that survive the way
//! out and back.

use super::*;
use crate::kinds::SCHEMA as ALL;
use crate::ledger::{Batch, Change, Head, Ledger, Why, form_changes, prepare};
use crate::period::{Period, SCHOOL_YEAR_STARTS, Within};
use crate::record::{Device, Id, Record};
use crate::schema::{Code, CodeList, KindDef, Schema};
use crate::value::{Date, SchoolYear};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

mod figures;
mod kinds;

static SORTS: CodeList = CodeList {
    name: "sort",
    codes: &[
        Code { code: "b", label: "乙类", retired: false },
        Code { code: "a", label: "甲类", retired: false },
        Code { code: "c", label: "丙类", retired: true },
    ],
};

static NAME: FieldDef = FieldDef::new("name", "名称", FieldType::Text).must();
static SORT: FieldDef = FieldDef::new("sort", "类别", FieldType::Choice(&SORTS)).later();
static DAY: FieldDef = FieldDef::new("day", "日期", FieldType::Date);
static COST: FieldDef = FieldDef::new("cost", "费用", FieldType::Money).unit("元").in_register("sums");
static PEOPLE: FieldDef = FieldDef::new("people", "人数", FieldType::Count).unit("人").in_register("sums");
static OPEN: FieldDef = FieldDef::new("open", "公开", FieldType::Bool);
static YEAR: FieldDef = FieldDef::new("year", "学年", FieldType::SchoolYear);
static TAGS: FieldDef = FieldDef::new("tags", "标签", FieldType::Tags);
static WHO: FieldDef = FieldDef::new("who", "单位", FieldType::Ref("who")).listed();

static WHOS: KindDef = KindDef { name: "who", label: "单位", title: &["name"], fields: &[&NAME], ..KindDef::PLAIN };
static THINGS: KindDef = KindDef {
    name: "thing",
    label: "事项",
    title: &["name"],
    fields: &[&NAME, &SORT, &DAY, &COST, &PEOPLE, &OPEN, &YEAR, &TAGS, &WHO],
    by_date: Some("day"),
    ..KindDef::PLAIN
};
static SCHEMA: Schema = Schema::new(&[&THINGS, &WHOS]);

const NOW: u64 = 1_763_625_600_000;

struct Desk {
    ledger: Ledger,
    head: Head,
}

impl Desk {
    fn new() -> Self {
        let mut ledger = Ledger::new(SCHEMA, Vec::new());
        let head = Head::fresh(Device::parse("dev").unwrap());
        ledger.set_own(&head);
        Self { ledger, head }
    }

    fn commit(&mut self, changes: Vec<Change>) {
        let spare = Device::parse("spare").unwrap();
        let batch = Batch { why: Why::Edit, changes, head: Vec::new(), now_ms: NOW, spare };
        let prepared = prepare(&self.ledger, &batch, &self.head);
        self.ledger.apply(&prepared);
        self.head = prepared.head;
    }

    fn put(&mut self, kind: &'static KindDef, id: Id, values: &[(&'static str, Value)]) {
        let seen = self.ledger.get(&id).unwrap_or_else(|| Record::new(kind.name, id));
        let typed: BTreeMap<&str, Value> = values.iter().cloned().collect();
        self.commit(form_changes(kind, id, &seen, &typed));
    }
}

fn id(kind: &str, n: u64) -> Id {
    Id::of_key(kind, &n.to_string())
}

const NAMES: [&str; 6] = ["示例药业", "阿尔法", "第9厂", "第10厂", "北京化工", "zeta"];
const DAYS: [&str; 6] = ["2021-08-31", "2021-09-01", "2021-09", "2021", "2022-01-19", "2020-12"];

fn some<T: Clone + std::fmt::Debug>(values: &'static [T]) -> impl Strategy<Value = Option<T>> {
    proptest::option::of(proptest::sample::select(values))
}

/// The values of one record by field.
fn record() -> impl Strategy<Value = Vec<(&'static str, Value)>> {
    let fields = (
        some(&NAMES),
        some(&["a", "b", "c", "zz_new"]),
        some(&DAYS),
        proptest::option::of(0_i64..500),
        proptest::option::of(0_u64..20),
        proptest::option::of(any::<bool>()),
        some(&["2020-2021", "2021-2022"]),
        proptest::sample::subsequence(vec!["急", "长期", "重点"], 0..3),
        proptest::option::of(0_u64..4),
    );
    fields.prop_map(|(name, sort, day, cost, people, open, year, tags, who)| {
        vec![
            ("name", json!(name)),
            ("sort", json!(sort)),
            ("day", json!(day)),
            ("cost", json!(cost)),
            ("people", json!(people)),
            ("open", json!(open)),
            ("year", json!(year)),
            ("tags", if tags.is_empty() { Value::Null } else { json!(tags) }),
            ("who", json!(who.map(|n| id("who", n).to_string()))),
        ]
    })
}

fn test() -> impl Strategy<Value = Filter> {
    let date = || proptest::sample::select(&DAYS[..]).prop_map(|iso| Date::from_iso(iso).unwrap());
    let span = prop_oneof![
        date().prop_map(Span::Within),
        (2019_u16..2023).prop_map(Span::SchoolYear),
        date().prop_map(|d| Span::Between(Some(d), None)),
        (date(), date()).prop_map(|(a, b)| Span::Between(Some(a), Some(b))),
    ];
    let range = (proptest::option::of(0_i64..400), 0_i64..600).prop_map(|(least, most)| (least, Some(most)));
    let any_field = proptest::sample::select(THINGS.fields);
    prop_oneof![
        any_field.clone().prop_map(|field| Filter { field, test: Test::Empty }),
        any_field.prop_map(|field| Filter { field, test: Test::Present }),
        proptest::sample::subsequence(vec!["a", "b", "zz_new"], 1..3).prop_map(|codes| Filter {
            field: &SORT,
            test: Test::Codes(codes.into_iter().map(str::to_owned).collect()),
        }),
        proptest::sample::subsequence(vec![0_u64, 1, 2, 9], 1..3)
            .prop_map(|ns| Filter { field: &WHO, test: Test::Records(ns.into_iter().map(|n| id("who", n)).collect()) }),
        any::<bool>().prop_map(|yes| Filter { field: &OPEN, test: Test::Is(yes) }),
        span.prop_map(|span| Filter { field: &DAY, test: Test::Days(span) }),
        range.clone().prop_map(|(a, b)| Filter { field: &COST, test: Test::Between(a, b) }),
        range.prop_map(|(a, b)| Filter { field: &PEOPLE, test: Test::Between(a, b) }),
        Just(Filter { field: &YEAR, test: Test::SchoolYears(vec![SchoolYear(2021)]) }),
        proptest::sample::select(vec!["药", "厂", "ＺＥＴＡ", "-", "*", "~", "a&b=c d"])
            .prop_map(|text| Filter { field: &NAME, test: Test::Has(text.to_owned()) }),
        Just(Filter { field: &TAGS, test: Test::Has("长".to_owned()) }),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    let by = prop_oneof![Just(By::Title), proptest::sample::select(THINGS.fields).prop_map(By::Field)];
    let order = (by, any::<bool>()).prop_map(|(by, down)| Order { by, down });
    (
        proptest::collection::vec(test(), 0..3),
        any::<[bool; 2]>(),
        proptest::collection::vec(order, 0..3),
        proptest::option::of(proptest::sample::select(groupings(&THINGS))),
        proptest::option::of(proptest::sample::subsequence(THINGS.fields.to_vec(), 1..5)),
    )
        .prop_map(|(filters, [lacking, deleted], sort, group, columns)| {
            let mut query = Query { lacking, deleted, sort, group, columns, ..Query::default() };
            for Filter { field, test } in filters {
                query.set_test(field, Some(test));
            }
            query
        })
}

/// Whether a condition holds, straight from the stored value.
fn holds(record: &Record, filter: &Filter) -> bool {
    let value = record.value(filter.field);
    let text = || value.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned();
    match &filter.test {
        Test::Empty => value.is_none(),
        Test::Present => value.is_some(),
        Test::Codes(codes) => codes.contains(&text()),
        Test::Records(ids) => ids.iter().any(|id| id.to_string() == text()),
        Test::Is(yes) => value == Some(json!(yes)),
        Test::Days(span) => Date::from_iso(&text()).is_some_and(|date| match span {
            Span::SchoolYear(from) => {
                Period::SchoolYear { from: *from, starts: SCHOOL_YEAR_STARTS }.contains(date) != Within::No
            }
            Span::Within(d) => date.latest() >= d.earliest() && date.earliest() <= d.latest(),
            Span::Between(a, b) => {
                a.is_none_or(|a| date.latest() >= a.earliest()) && b.is_none_or(|b| date.earliest() <= b.latest())
            }
        }),
        Test::Between(a, b) => {
            value.as_ref().and_then(Value::as_i64).is_some_and(|n| a.is_none_or(|a| n >= a) && b.is_none_or(|b| n <= b))
        }
        Test::SchoolYears(years) => years.iter().any(|year| year.iso() == text()),
        Test::Has(needle) => {
            let needle = crate::search::normal(needle);
            let words = match &value {
                Some(Value::Array(words)) => words.iter().map(|w| w.as_str().unwrap().to_owned()).collect(),
                Some(_) => vec![text()],
                None => Vec::new(),
            };
            words.iter().any(|word| crate::search::normal(word).contains(&needle))
        }
    }
}

/// The records that hold, in no order.
fn oracle(desk: &Desk, query: &Query) -> Vec<Id> {
    let ledger = &desk.ledger;
    let ids: Vec<Id> = if query.deleted { ledger.deleted("thing").collect() } else { ledger.ids("thing").collect() };
    let lacks = |r: &Record| r.value(&NAME).is_none() || r.value(&SORT).is_none();
    let holds = |id: &Id| {
        let record = ledger.get(id).unwrap();
        query.filters.iter().all(|f| holds(&record, f)) && (!query.lacking || lacks(&record))
    };
    ids.into_iter().filter(holds).collect()
}

fn answer(desk: &Desk, query: &Query, shelf: &mut Shelf, stretch: usize) -> Found {
    let mut run = Run::new(&THINGS, query, &query.shown_columns(&THINGS), None, &desk.ledger, shelf);
    while !run.step(&desk.ledger, shelf, stretch) {}
    run.found().unwrap()
}

/// Says what is wrong with the order of two records that follow one another.
fn out_of_order(desk: &Desk, query: &Query, a: &Id, b: &Id) -> Option<String> {
    for order in &query.sort {
        let field = match order.by {
            By::Title => &NAME,
            By::Field(field) => field,
        };
        let value = |id: &Id| desk.ledger.get(id).unwrap().value(field);
        let (x, y) = (value(a), value(b));
        if x == y {
            continue;
        }
        let (Some(x), Some(y)) = (&x, &y) else {
            return x.is_none().then(|| format!("{}: an empty one stands first", field.name));
        };
        let key = |v: &Value| match field.ty {
            FieldType::Choice(list) => {
                let place = list.codes.iter().position(|c| Some(c.code) == v.as_str());
                (place.map_or(99, |p| p as i64), String::new())
            }
            FieldType::Date => (Date::from_iso(v.as_str().unwrap()).unwrap().earliest().unix_days(), String::new()),
            FieldType::Ref(_) => {
                (0, pinyin_key(&crate::search::normal(&desk.ledger.title(&Id::parse(v.as_str().unwrap()).unwrap()))))
            }
            FieldType::Tags => {
                let words: Vec<String> = serde_json::from_value(v.clone()).unwrap();
                (0, words.iter().map(|w| pinyin_key(w)).collect())
            }
            FieldType::Bool => (i64::from(v == &json!(true)), String::new()),
            FieldType::Money | FieldType::Count => (v.as_i64().unwrap(), String::new()),
            _ => (0, pinyin_key(&crate::search::normal(v.as_str().unwrap()))),
        };
        let order_of = if order.down { key(y).cmp(&key(x)) } else { key(x).cmp(&key(y)) };
        match order_of {
            std::cmp::Ordering::Less => return None,
            std::cmp::Ordering::Greater => return Some(format!("{}: {x} before {y}", field.name)),
            std::cmp::Ordering::Equal => {}
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_list_shows_what_the_oracle_finds(
        records in proptest::collection::vec(record(), 0..40),
        deleted in proptest::collection::vec(0_u64..40, 0..5),
        queries in proptest::collection::vec(query(), 1..4),
        changes in proptest::collection::vec((0_u64..45, record()), 0..4),
        stretch in 1_usize..50,
    ) {
        let mut desk = Desk::new();
        for n in 0..3 {
            desk.put(&WHOS, id("who", n), &[("name", json!(NAMES[n as usize]))]);
        }
        for (n, values) in (0..).zip(&records) {
            desk.put(&THINGS, id("thing", n), values);
        }
        let gone = deleted.into_iter().map(|n| id("thing", n)).filter(|id| desk.ledger.kind_of(id).is_some());
        let gone: Vec<Change> = gone.map(Change::delete).collect();
        desk.commit(gone);
        let mut shelf = Shelf::new(&THINGS);
        // What was read for one question is right for the next, and after a change.
        for round in 0..2 {
            for query in &queries {
                let found = answer(&desk, query, &mut shelf, stretch);
                let mut rows = found.rows.to_vec();
                rows.sort();
                let mut expected = oracle(&desk, query);
                expected.sort();
                prop_assert_eq!(&rows, &expected, "{:?}", query);
                let fresh = answer(&desk, query, &mut Shelf::new(&THINGS), usize::MAX);
                prop_assert_eq!(&fresh, &found, "kept and fresh: {:?}", query);
                check_groups(&desk, query, &found)?;
            }
            if round == 0 {
                for (n, values) in &changes {
                    desk.put(&THINGS, id("thing", *n), values);
                }
            }
        }
    }

    #[test]
    fn a_query_survives_its_address(query in query(), words in "[a-z&=%+ 药]{0,6}", clashing in any::<bool>()) {
        let query = Query { words, clashing, ..query };
        prop_assert_eq!(&Query::parse(&THINGS, &query.print()), &query, "{}", query.print());
    }

    #[test]
    fn any_address_is_read(search in "\\PC*") {
        drop(Query::parse(&THINGS, &search));
    }
}

/// Groups follow one another without gaps, their totals make the whole, their rows are in order.
fn check_groups(desk: &Desk, query: &Query, found: &Found) -> Result<(), TestCaseError> {
    let ends: Vec<(usize, usize)> = if query.group.is_some() {
        found.groups.iter().map(|g| (g.first, g.first + g.count)).collect()
    } else {
        vec![(0, found.rows.len())]
    };
    let mut next = 0;
    for (first, end) in &ends {
        prop_assert_eq!(*first, next);
        next = *end;
        for pair in found.rows[*first..*end].windows(2) {
            prop_assert_eq!(out_of_order(desk, query, &pair[0], &pair[1]), None, "{:?}", query);
        }
    }
    prop_assert_eq!(next, found.rows.len());
    let labels: std::collections::BTreeSet<&str> = found.groups.iter().map(|g| g.label.as_str()).collect();
    let references = query.group.is_some_and(|g| g.field.ty.is_reference());
    prop_assert!(references || labels.len() == found.groups.len(), "two groups of one name");
    for (i, total) in found.totals.iter().enumerate() {
        let sum: i64 = found.rows.iter().filter_map(|id| desk.ledger.get(id)?.value(total.field)?.as_i64()).sum();
        prop_assert_eq!(total.sum, sum);
        if query.group.is_some() {
            prop_assert_eq!(total.sum, found.groups.iter().map(|g| g.totals[i].sum).sum::<i64>());
        }
    }
    Ok(())
}

#[test]
fn clashing_values_are_read_as_the_record_shows_them() {
    let mut ours = Desk::new();
    ours.put(&THINGS, id("thing", 1), &[("name", json!("甲")), ("cost", json!(100))]);
    let mut theirs = Desk::new();
    theirs.head = Head::fresh(Device::parse("other").unwrap());
    theirs.ledger.set_own(&theirs.head);
    theirs.put(&THINGS, id("thing", 1), &[("name", json!("乙")), ("cost", json!(200))]);
    let record = theirs.ledger.get(&id("thing", 1)).unwrap();
    ours.commit(vec![Change::Merge(Box::new(record))]);
    let record = ours.ledger.get(&id("thing", 1)).unwrap();
    let fields = [&NAME, &COST, &SORT];
    let shown: Vec<Value> = fields.iter().map(|f| record.value(f).unwrap_or_default()).collect();
    assert_eq!(ours.ledger.values(&id("thing", 1), &fields), Some(shown));
    let query = Query { clashing: true, ..Query::default() };
    assert_eq!(answer(&ours, &query, &mut Shelf::new(&THINGS), 1).rows.len(), 1);
}

#[test]
fn totals_have_one_unit_and_rates_have_none() {
    let summed = |ty, unit| is_summed(Box::leak(Box::new(FieldDef::new("x", "数", ty).unit(unit))));
    assert!(summed(FieldType::Money, "元") && summed(FieldType::Count, "人") && summed(FieldType::Quantity, "平方米"));
    assert!(!summed(FieldType::Money, "元/月") && !summed(FieldType::Count, "年") && !summed(FieldType::Percent, "%"));
    assert!(!summed(FieldType::Count, "月") && !summed(FieldType::Count, "字") && !summed(FieldType::Quantity, "年"));
    assert!(!summed(FieldType::Count, ""), "a number without a unit may be an order");
    let total = Total { field: &COST, sum: 12_500_000, count: 2 };
    assert_eq!(total.show(), "125,000 元");
}

#[test]
fn dates_of_the_default_order_need_no_row() {
    let mut desk = Desk::new();
    for (n, day) in (0..).zip(["2021-01-02", "2022-01-01", ""]) {
        let day = if day.is_empty() { Value::Null } else { json!(day) };
        desk.put(&THINGS, id("thing", n), &[("name", json!("甲")), ("day", day)]);
    }
    let found = answer(&desk, &Query::default(), &mut Shelf::new(&THINGS), 2);
    assert_eq!(*found.rows, [id("thing", 1), id("thing", 0), id("thing", 2)]);
}

#[test]
fn no_field_has_a_name_that_addresses_use() {
    for kind in ALL.kinds() {
        assert!(kind.fields.iter().all(|field| !super::url::RESERVED.contains(&field.name)), "{}", kind.name);
    }
}

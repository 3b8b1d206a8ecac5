//! How long figures take after one change: `cargo run --profile desk -p ronghe-core --example figures`,
//! with the number of visits behind it (100000 if there is none), and after that the names of the
//! pages to be asked, if not all.
//!
//! The data are the generator's visits with their partners, and the larger sample a hundred times
//! over, so that every kind that figures read is there by the thousand. Everything is asked once;
//! then one record changes, and everything that a page may show is asked again and timed. The page
//! runs as WebAssembly, which takes about two to three times as long.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a measurement that cannot go on must stop and say where")]

use ronghe_core::figure::{Ask, BOARDS, FAMILIES, Facts, FigureDef, Scope, Span, goal, map, next, raised};
use ronghe_core::generate::{Generator, Side};
use ronghe_core::kinds::SCHEMA;
use ronghe_core::ledger::{Batch, Head, Ledger, Why, form_changes, prepare};
use ronghe_core::period::{Period, SCHOOL_YEAR_STARTS};
use ronghe_core::record::{Device, Id, RowText, encode};
use ronghe_core::sample::{self, Seed, demo};
use ronghe_core::value::{CivilDate, Month};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// What takes longer than this is named.
const SLOW: Duration = Duration::from_millis(3);

/// Visits for each time that the sample is laid over.
const VISITS_A_SAMPLE: u64 = 1_000;

/// The sample as somebody else has it: keys, and what refers to them, end differently. The units are
/// the same.
fn copy_of(seeds: &[Seed], keys: &BTreeSet<&str>, n: u64) -> Vec<Seed> {
    let other = |text: &str| if keys.contains(text) { format!("{text}-{n}") } else { text.to_owned() };
    let one = |part: &str| part.split(':').map(other).collect::<Vec<_>>().join(":");
    let refs = |text: &str| text.split('、').map(one).collect::<Vec<_>>().join("、");
    let seed = |seed: &Seed| Seed {
        kind: seed.kind,
        key: other(&seed.key),
        fields: seed.fields.iter().map(|(name, text)| (name.clone(), refs(text))).collect(),
    };
    seeds.iter().filter(|seed| keys.contains(seed.key.as_str())).map(seed).collect()
}

fn ledger_of(visits: u64) -> Ledger {
    let seeds = demo::seeds();
    // There is one school, with one set of indicators.
    let once = |seed: &&Seed| ["unit", "indicator", "score"].contains(&seed.kind);
    let keys: BTreeSet<&str> = seeds.iter().filter(|seed| !once(seed)).map(|seed| seed.key.as_str()).collect();
    let copies = (0..visits / VISITS_A_SAMPLE).flat_map(|n| sample::records(copy_of(&seeds, &keys, n)));
    let generated = Generator::new(1, visits);
    let records = generated.records(Side::Ours).chain(sample::records(seeds.clone())).chain(copies);
    let rows: Vec<RowText> = records.map(|record| encode(&record).into()).collect();
    let mut ledger = Ledger::new(SCHEMA, sample::overlay());
    ledger.load(1, &rows, &[]);
    ledger
}

/// One question of a page.
fn ask_for(ledger: &Ledger, facts: &Facts, span: Span, f: impl FnOnce(&Ask<'_>)) {
    let today = CivilDate::new(2022, 6, 30).unwrap();
    let period = match span {
        Span::SchoolYear => Period::school_year_of(today, SCHOOL_YEAR_STARTS),
        _ => Period::Year(2022),
    };
    f(&Ask::new(ledger, facts, Scope::School, period, today));
}

/// What the page of one figure shows.
fn figure_page(ledger: &Ledger, facts: &Facts, def: &FigureDef) {
    ask_for(ledger, facts, def.span, |ask| {
        std::hint::black_box((def.tell(ask), def.behind(ask), next(ask, def), goal(ask, def)));
        for month in (1..=6).filter_map(|month| Month::new(2022, month)) {
            let then = Ask::new(ledger, facts, Scope::School, ask.period, month.last());
            std::hint::black_box(def.tell(&then.as_known()));
        }
        for unit in ledger.ids("unit") {
            std::hint::black_box(def.tell(&ask.of(Scope::Unit(unit))));
        }
        std::hint::black_box(def.tell(&ask.of(Scope::NoUnit)));
    });
}

fn timed(f: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    f();
    begun.elapsed()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// One page: its sort, its name, and what it asks.
type Page = (&'static str, &'static str, Box<dyn Fn(&Ledger, &Facts)>);

fn pages() -> Vec<Page> {
    let figures = || FAMILIES.iter().flat_map(|family| family.figures);
    let overview = |ledger: &Ledger, facts: &Facts| {
        for def in FAMILIES.iter().flat_map(|family| family.figures) {
            ask_for(ledger, facts, def.span, |ask| drop(std::hint::black_box((def.tell(ask), goal(ask, def)))));
        }
    };
    let all_rules = |ledger: &Ledger, facts: &Facts| {
        ask_for(ledger, facts, Span::Today, |ask| drop(std::hint::black_box(raised(ask))));
    };
    let mut pages: Vec<Page> =
        vec![("every figure", "overview", Box::new(overview)), ("what is raised", "raised", Box::new(all_rules))];
    for def in figures() {
        pages.push(("one figure", def.name, Box::new(move |ledger, facts| figure_page(ledger, facts, def))));
    }
    for def in BOARDS {
        let board = move |ledger: &Ledger, facts: &Facts| {
            ask_for(ledger, facts, def.span, |ask| drop(std::hint::black_box(def.of(ask))));
        };
        pages.push(("board", def.name, Box::new(board)));
    }
    let drawn = |ledger: &Ledger, facts: &Facts| {
        ask_for(ledger, facts, Span::Today, |ask| drop(std::hint::black_box(map(ask))));
    };
    pages.push(("the map", "map", Box::new(drawn)));
    let wanted: Vec<String> = std::env::args().skip(2).collect();
    pages.retain(|(_, name, _)| wanted.is_empty() || wanted.iter().any(|wanted| wanted == name));
    pages
}

/// Prints the slowest page of each sort, and every other that is slow.
fn print(mut times: Vec<(&'static str, &'static str, Duration)>) {
    times.sort_by_key(|(_, _, time)| std::cmp::Reverse(*time));
    for sort in ["every figure", "one figure", "board", "the map", "what is raised"] {
        let of = times.iter().filter(|(of, ..)| *of == sort).enumerate();
        let slowest: Vec<String> = of
            .filter(|(place, (.., time))| *place == 0 || *time > SLOW)
            .map(|(_, (_, name, time))| format!("{name} {:.2}", ms(*time)))
            .collect();
        if !slowest.is_empty() {
            println!("    {sort:<16} {} ms", slowest.join(", "));
        }
    }
}

/// A desk at which one record changes.
struct Desk {
    ledger: Ledger,
    head: Head,
    now_ms: u64,
}

impl Desk {
    /// Changes a record of a kind in the middle of all; returns what changed.
    fn change(&mut self, kind: &str, field: &'static str, value: &Value) -> Vec<Id> {
        let ids: Vec<Id> = self.ledger.ids(kind).collect();
        let id = *ids.get(ids.len() / 2).unwrap();
        let values = BTreeMap::from([(field, value.clone())]);
        let changes = form_changes(SCHEMA.kind(kind).unwrap(), id, &self.ledger.get(&id).unwrap(), &values);
        self.now_ms += 1_000;
        let spare = Device::parse("z").unwrap();
        let batch = Batch { why: Why::Edit, changes, head: Vec::new(), now_ms: self.now_ms, spare };
        let prepared = prepare(&self.ledger, &batch, &self.head);
        self.ledger.apply(&prepared);
        self.head = prepared.head.clone();
        prepared.rows.iter().map(|row| row.id).collect()
    }
}

fn main() {
    let visits = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let mut ledger = ledger_of(visits);
    let mut head = Head::fresh(Device::parse("a").unwrap());
    head.rev = 1;
    ledger.set_own(&head);
    let mut desk = Desk { ledger, head, now_ms: 1_900_000_000_000 };
    println!("{visits} visits, {} records", desk.ledger.len());
    let mut facts = Facts::default();
    println!("facts read in {:.0} ms", ms(timed(|| facts = Facts::of(&desk.ledger))));
    let pages = pages();
    println!("for the first time:");
    print(pages.iter().map(|(sort, name, ask)| (*sort, *name, timed(|| ask(&desk.ledger, &facts)))).collect());
    let changes = [
        ("visit", "date", [json!("2022-03-03"), json!("2021-03-03")]),
        ("promise", "state", [json!("done"), json!("open")]),
        ("partner", "name", [json!("示例改名厂"), json!("示例又改名厂")]),
        ("agreement", "expires", [json!("2022-07-01"), json!("2022-06-01")]),
        ("contract", "amount", [json!(12_345_678), json!(2_345_678)]),
        ("receipt", "amount", [json!(1_234_567), json!(234_567)]),
        ("project", "state", [json!("running"), json!("archived")]),
        ("teacher_practice", "days", [json!(4_500), json!(500)]),
        ("task", "state", [json!("done"), json!("open")]),
        ("room", "state", [json!("let"), json!("idle")]),
        ("unit", "name", [json!("示例改名学院"), json!("示例又改名学院")]),
        ("threshold", "value", [json!(700), json!(800)]),
    ];
    for (kind, field, values) in changes {
        let (mut times, mut slowest) = (Vec::new(), Duration::ZERO);
        for ((sort, name, ask), value) in pages.iter().zip(values.iter().cycle()) {
            ask(&desk.ledger, &facts);
            let changed = desk.change(kind, field, value);
            slowest = slowest.max(timed(|| facts.follow(&desk.ledger, changed)));
            times.push((*sort, *name, timed(|| ask(&desk.ledger, &facts))));
        }
        println!("after a change of {kind}.{field}, followed in {:.2} ms at most:", ms(slowest));
        print(times);
    }
}

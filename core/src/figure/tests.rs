//! What must hold of every figure, on random workspaces: following a change equals reading anew,
//! and the evidence is exactly what the value is made of. Hand-computed answers lie beside each
//! family, in a module of its own.

mod breakdown;
mod by_college;
mod campus;
mod clashing;
mod closing;
mod depth;
mod desk;
mod duties;
mod kept;
mod making;
mod money;
mod partners;
mod shortfalls;
mod visits;
mod yearly;

use super::*;
use crate::period::Period;
use crate::record::Id;
use crate::value::CivilDate;
pub(super) use desk::Desk;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use serde_json::json;

/// The day as of which the tests ask.
pub(super) fn today() -> CivilDate {
    CivilDate::new(2022, 6, 30).unwrap()
}

/// The period in which a figure is asked.
pub(super) fn period(figure: &FigureDef) -> Period {
    match figure.span {
        Span::SchoolYear => Period::school_year_of(today(), 9),
        Span::Month => Period::Month(crate::value::Month::new(2022, 6).unwrap()),
        _ => Period::Year(2022),
    }
}

#[test]
fn names_are_unique_and_every_figure_says_how_it_is_computed() {
    let mut names = std::collections::BTreeSet::new();
    for figure in FAMILIES.iter().flat_map(|family| family.figures) {
        assert!(names.insert(figure.name), "{} stands twice", figure.name);
        assert!(figure.formula.ends_with('。') && !figure.label.is_empty(), "{}", figure.name);
        let empty = Desk::new();
        let facts = empty.facts();
        let ask = Ask::new(&empty.ledger, &facts, Scope::School, period(figure), today());
        assert_eq!((figure.compute)(&ask).unit(), figure.unit, "{}", figure.name);
    }
    let measures = FAMILIES.iter().flat_map(|family| family.extractors).map(|e| e.kind.name);
    assert!(measures.count() > 0);
}

/// The modules in which answers are computed by hand.
const BY_HAND: [&str; 10] = [
    include_str!("tests/campus.rs"),
    include_str!("tests/closing.rs"),
    include_str!("tests/depth.rs"),
    include_str!("tests/duties.rs"),
    include_str!("tests/making.rs"),
    include_str!("tests/money.rs"),
    include_str!("tests/partners.rs"),
    include_str!("tests/shortfalls.rs"),
    include_str!("tests/visits.rs"),
    include_str!("tests/yearly.rs"),
];

#[test]
fn what_is_said_to_be_due_or_late_says_what_becomes_of_today() {
    let figures = FAMILIES.iter().flat_map(|family| family.figures).map(|figure| (figure.name, figure.formula));
    for (name, words) in figures.chain(BOARDS.iter().map(|board| (board.name, board.lead))) {
        // Due is what has to be done by a day, that day included; late what its day has left behind.
        let tells = ["已到期", "逾期", "该办结", "该提交", "该整改完"].iter().any(|word| words.contains(word));
        assert!(!tells || words.contains("今天到期的"), "{name}: {words}");
    }
}

#[test]
fn every_figure_has_an_answer_that_was_computed_by_hand() {
    let figures = FAMILIES.iter().flat_map(|family| family.figures).map(|figure| figure.name);
    // Named is not enough: somebody asks for its value, or puts one beside it.
    let asked = ["shown(_", "answer(_", "value(_", "was(_", "of(_", "_,\""];
    let modules = BY_HAND.map(|module| module.split_whitespace().collect::<String>());
    let is_asked = |name: &&str| {
        let asked = asked.map(|words| words.replace('_', &format!("\"{name}\"")));
        modules.iter().any(|module| asked.iter().any(|words| module.contains(words)))
    };
    let without: Vec<&str> = figures.filter(|name| !is_asked(name)).collect();
    assert!(without.is_empty(), "{without:?}");
}

/// A workspace with five colleges in which somebody has taken these steps.
fn of_colleges(mut desk: Desk, steps: &[desk::Step]) -> (Desk, Vec<Id>) {
    let mut unit = |n: u8| desk.put("unit", &n.to_string(), &[("name", json!(format!("学院{n}")))]);
    let units = (0..5).map(&mut unit).collect();
    steps.iter().for_each(|step| drop(desk.take(step)));
    (desk, units)
}

/// What a figure says of the school, and what the colleges and whatever is nobody's sum to: the value, or
/// part and whole.
fn summed(desk: &Desk, facts: &Facts, units: &[Id], def: &FigureDef) -> ((i64, i64), (i64, i64)) {
    let numbers = |scope| {
        let figure = (def.compute)(&Ask::new(&desk.ledger, facts, scope, period(def), today()));
        figure.of().unwrap_or_else(|| (figure.value().map_or(0, |v| v.raw), 0))
    };
    let scopes = units.iter().map(|unit| Scope::Unit(*unit)).chain([Scope::NoUnit]);
    let colleges = scopes.map(numbers).fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    (numbers(Scope::School), colleges)
}

#[test]
fn what_is_said_not_to_sum_does_not() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let steps = prop::collection::vec(desk::step(), 50..150);
    for (name, why) in NOT_ADDITIVE {
        assert!(why.ends_with('。'), "{name}: {why}");
        // Few records meet among all kinds.
        let family = FAMILIES.iter().find(|family| family.figures.iter().any(|def| def.name == name)).unwrap();
        let differs = (0..500).any(|_| {
            let steps = steps.new_tree(&mut runner).unwrap().current();
            let (desk, units) = of_colleges(Desk::of_family(family), &steps);
            let (school, colleges) = summed(&desk, &desk.facts(), &units, figure(name).unwrap());
            school != colleges
        });
        assert!(differs, "colleges always sum to {name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn following_a_change_equals_reading_anew(steps in prop::collection::vec(desk::step(), 1..40)) {
        let mut desk = Desk::new();
        let mut facts = desk.facts();
        for step in steps {
            let changed = desk.take(&step);
            facts.follow(&desk.ledger, changed);
        }
        prop_assert_eq!(facts.said(), desk.facts().said());
    }

    #[test]
    fn colleges_sum_to_the_school(steps in prop::collection::vec(desk::step(), 1..60)) {
        let (desk, units) = of_colleges(Desk::new(), &steps);
        let facts = desk.facts();
        let additive = |figure: &&FigureDef| figure.not_additive().is_none();
        for def in FAMILIES.iter().flat_map(|family| family.figures).filter(additive) {
            let (school, colleges) = summed(&desk, &facts, &units, def);
            prop_assert_eq!(colleges, school, "{}", def.name);
        }
    }

    #[test]
    fn what_is_not_reached_yet_is_of_the_kinds_that_are(steps in prop::collection::vec(desk::step(), 1..60)) {
        let mut desk = Desk::new();
        for step in steps {
            desk.take(&step);
        }
        let answers = desk.answers();
        let parts = FAMILIES.iter().flat_map(|family| family.figures).filter(|def| def.rest() == Rest::NotYet);
        for def in parts {
            let kinds = |all: Vec<Evidence>| {
                all.iter().filter_map(|e| desk.ledger.kind_of(&e.id)).collect::<std::collections::BTreeSet<_>>()
            };
            let (part, whole) = (kinds(answers[def.name].evidence()), kinds(answers[def.name].whole().unwrap()));
            prop_assert!(whole.is_empty() || part.is_subset(&whole), "{}: {part:?} of {whole:?}", def.name);
        }
    }

    #[test]
    fn evidence_is_exactly_what_changes_the_value_when_it_goes(
        steps in prop::collection::vec(desk::step(), 1..30),
        gone in any::<prop::sample::Index>(),
    ) {
        let mut desk = Desk::new();
        for step in steps {
            desk.take(&step);
        }
        let all: Vec<_> = Facts::to_read(&desk.ledger);
        prop_assume!(!all.is_empty());
        let id = *gone.get(&all);
        let before = desk.answers();
        desk.delete(id);
        let after = desk.answers();
        // Its lines go with it.
        let went: Vec<_> = all.into_iter().filter(|id| !desk.ledger.is_listed(id)).collect();
        for (name, figure) in &before {
            let parts = |f: &Figure| (f.evidence(), f.whole());
            let (was, is) = (parts(figure), parts(&after[name]));
            let has = |(part, whole): &(Vec<Evidence>, Option<Vec<Evidence>>)| {
                part.iter().chain(whole.iter().flatten()).any(|e| went.contains(&e.id) || e.because.iter().any(|b| went.contains(b)))
            };
            prop_assert!(!has(&is), "{name}: what is gone still counts");
            prop_assert!(has(&was) == (was != is), "{name}: {was:?} became {is:?} without {id}");
        }
    }
}

//! What the program brings along is whole, true to its source, and says what of it is invented.

mod deck;

use super::*;
use crate::ledger::Ledger;

#[test]
fn there_are_58_towns_and_their_ids_never_change() {
    let towns = records(towns());
    assert_eq!(towns.len(), 58);
    let first = towns.first().unwrap();
    assert_eq!(first.id, Id::of_key("town", "320402001"));
    assert_eq!(first.id.to_string(), "e8e819bf-e72e-5452-91cd-967865adf0af");
}

#[test]
fn every_line_of_the_sample_is_a_record_whose_values_the_schema_takes() {
    let lines = lines(DECK).count();
    let seeds = deck();
    assert_eq!(seeds.len(), lines);
    let today = CivilDate::from_unix_days(19_000);
    for seed in &seeds {
        let kind = SCHEMA.kind(seed.kind).unwrap();
        for (name, text) in &seed.fields {
            let field = kind.field(name).unwrap_or_else(|| panic!("{}.{name}", seed.kind));
            if field.ty.is_reference() {
                assert!(!value_of(field, text).is_null(), "{}.{name} = {text}", seed.kind);
            } else {
                let parsed = parse_input(field, text, today);
                assert!(parsed.is_ok(), "{}.{name} = {text}: {parsed:?}", seed.kind);
            }
        }
    }
}

#[test]
fn every_reference_of_the_sample_is_in_it() {
    let mut all = records(deck());
    all.extend(records(towns()));
    let ledger = Ledger::new(SCHEMA, all);
    for kind in SCHEMA.kinds() {
        for id in ledger.ids(kind.name) {
            assert!(!ledger.title(&id).contains("未收到"), "{}", ledger.title(&id));
        }
    }
}

#[test]
fn what_is_invented_says_so() {
    for seed in deck().iter().filter(|s| ["visit", "need", "promise", "contact", "agreement"].contains(&s.kind)) {
        assert!(seed.fields.iter().any(|(f, v)| (f == "partner" || f == "partners") && v.starts_with("demo-")));
    }
    for seed in deck().iter().filter(|s| s.key.starts_with("demo-") && s.kind == "partner") {
        assert!(seed.fields.contains(&("tags".to_owned(), "虚构".to_owned())));
    }
}

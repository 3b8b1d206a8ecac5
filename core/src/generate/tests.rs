//! Tests of the invented workspace: always the same, whole, believable, and of the size it claims.

use super::*;
use crate::exchange::{Class, RowWriter, class_of, read_file};
use crate::kinds::{SCHEMA, contact, need, partner, visit};
use crate::ledger::Ledger;
use crate::record::{Register, RowText, decode, encode};
use crate::schema::FieldType;
use crate::value::Uscc;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const SIDES: [Side; 2] = [Side::Ours, Side::Copy];

fn digest(seed: u64, visits: u64, side: Side) -> String {
    let mut digest = Sha256::new();
    for record in Generator::new(seed, visits).records(side) {
        digest.update(encode(&record));
    }
    digest.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect()
}

fn ledger(seed: u64, visits: u64, side: Side) -> Ledger {
    let mut ledger = Ledger::new(SCHEMA, sample::records(sample::towns()));
    let rows: Vec<RowText> = Generator::new(seed, visits).records(side).map(|r| encode(&r).into()).collect();
    ledger.load(1, &rows, &[]);
    ledger
}

fn file(visits: u64, side: Side) -> String {
    let made = Generator::new(1, visits);
    let mut file = RowWriter::new(&made.header(side, "0", "test"), &made.counts(side), SCHEMA);
    for record in made.records(side) {
        file.row(&record.kind, &encode(&record));
    }
    file.finish()
}

/// Benchmarks of different days are compared: what a seed makes may only change on purpose.
#[test]
fn a_seed_always_makes_the_same() {
    assert_eq!([digest(1, 60, Side::Ours), digest(1, 60, Side::Copy)], ["af838712a0ce06a5", "c300c63bb90d8f21"]);
    assert_ne!(digest(2, 60, Side::Ours), digest(1, 60, Side::Ours));
}

#[test]
fn a_file_of_it_is_whole_and_in_order() {
    for side in SIDES {
        let read = read_file(file(400, side).as_bytes()).unwrap();
        assert!(!read.altered && read.bad.is_empty());
        assert_eq!(read.header.promised_rows(), Some(read.rows.len() as u64));
        let order = |kind: &str| SCHEMA.kinds().iter().position(|k| k.name == kind);
        assert!(read.rows.is_sorted_by_key(|row| (order(&row.kind), row.id)));
        assert!(read.rows.windows(2).all(|w| w[0].id != w[1].id));
    }
}

#[test]
fn every_value_is_one_that_the_schema_takes_and_every_reference_is_there() {
    for side in SIDES {
        let ledger = ledger(3, 600, side);
        for record in Generator::new(3, 600).records(side) {
            let kind = SCHEMA.kind(&record.kind).unwrap();
            for name in record.registers.keys() {
                let field = name.split('/').next().unwrap();
                assert!(name.starts_with('_') || kind.fields.iter().any(|f| f.register() == field), "{name}");
            }
            for (field, value) in kind.fields.iter().filter_map(|f| Some((f, record.value(f)?))) {
                let shown = ledger.shown_json(field, &value);
                assert!(!shown.is_empty() && !shown.contains("未收到"), "{}.{}: {shown}", kind.name, field.name);
                if let FieldType::Choice(list) = field.ty {
                    assert!(list.label(value.as_str().unwrap()).is_some(), "{}.{}", kind.name, field.name);
                }
            }
        }
    }
}

#[test]
fn what_is_invented_says_so() {
    let ledger = ledger(5, 800, Side::Ours);
    let records = |kind: &str| ledger.ids(kind).filter_map(|id| ledger.get(&id)).collect::<Vec<_>>();
    for record in records("partner") {
        assert!(record.get(partner::NAME).unwrap().starts_with("示例"));
    }
    let codes: Vec<Uscc> = records("partner").iter().filter_map(|r| r.get(partner::USCC)).collect();
    assert!(codes.len() >= 15 && codes.iter().all(|c| c.as_str().starts_with("91329999")));
    for record in records("contact") {
        assert!(record.get(contact::NAME).unwrap().starts_with("示例"));
        assert!(record.get(contact::PHONE).unwrap().starts_with("100"), "no number that rings");
    }
    for record in records("visit") {
        let length = record.get(visit::REMARKS).unwrap().chars().count();
        assert!((60..=200).contains(&length), "{length}");
        assert!(record.get(visit::LEAD).unwrap().starts_with("示例"));
    }
    for record in records("need") {
        let told = ledger.get(&record.get(need::VISIT).unwrap()).unwrap();
        assert_eq!(record.get(need::PARTNER), told.get(visit::PARTNER));
    }
}

#[test]
fn a_hundred_thousand_visits_are_eighty_megabytes() {
    let made = Generator::new(1, 100_000);
    let bytes: usize = Generator::new(1, 3_000).records(Side::Ours).map(|r| encode(&r).len() + 2).sum();
    assert!((760..840).contains(&(bytes / 3_000)), "{} bytes a visit with all that belongs to it", bytes / 3_000);
    assert!(made.counts(Side::Copy).iter().map(|(_, n)| n).sum::<u64>() < 1_000_000);
}

#[test]
fn a_copy_changes_a_tenth_deletes_a_hundredth_and_never_clashes() {
    let ours = ledger(7, 6_000, Side::Ours);
    let mut classes: BTreeMap<Class, usize> = BTreeMap::new();
    for theirs in Generator::new(7, 6_000).records(Side::Copy) {
        let mine = ours.get(&theirs.id);
        let after = mine.as_ref().map_or_else(|| theirs.clone(), |mine| mine.merged(&theirs));
        assert_eq!(after, theirs, "whoever wrote the copy had seen ours");
        *classes.entry(class_of(mine.as_ref(), &after)).or_default() += 1;
        assert!(theirs.registers.values().all(|r: &Register| r.entries().len() == 1));
        assert_eq!(decode(&encode(&theirs), true), Ok(theirs));
    }
    let all = ours.len();
    let percent = |class: Class| classes.get(&class).copied().unwrap_or(0) * 1_000 / all;
    assert!((85..115).contains(&percent(Class::Updated)), "{classes:?}");
    assert!((5..15).contains(&percent(Class::Deleted)), "{classes:?}");
    assert!((45..55).contains(&percent(Class::New)), "{classes:?}");
    assert_eq!(percent(Class::Conflict), 0);
}

#[test]
fn no_clock_is_ahead_and_the_copy_is_the_newest() {
    let year_2024_ms = 1_704_067_200_000;
    let made = Generator::new(1, 2_000);
    let latest = |side| {
        let records: Vec<Record> = made.records(side).collect();
        let registers = records.iter().flat_map(|r| r.registers.values());
        registers.flat_map(Register::entries).map(|e| e.stamp.ms()).max().unwrap()
    };
    assert!(latest(Side::Ours) < latest(Side::Copy) && latest(Side::Copy) < year_2024_ms);
}

#[test]
fn nothing_or_little_can_be_asked_for() {
    for visits in 0..20 {
        for side in SIDES {
            let made = Generator::new(1, visits);
            assert_eq!(made.records(side).count() as u64, made.counts(side).iter().map(|(_, n)| n).sum::<u64>());
        }
    }
}

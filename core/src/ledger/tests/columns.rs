//! Columns that were kept: a ledger read with them is the one read without.

use super::*;
use crate::generate::{Generator, Side};
use crate::kinds;
use crate::ledger::slot::Slot;
use crate::record::encode;
use crate::sample::overlay;
use proptest::prelude::*;
use std::fmt::Write;

/// Rows as a database may hold them: both sides of a merge, joined where they have the same id.
fn rows(seed: u64, visits: u64, merged: bool) -> Vec<RowText> {
    let made = Generator::new(seed, visits);
    let mut records: BTreeMap<Id, Record> = made.records(Side::Ours).map(|r| (r.id, r)).collect();
    for copy in made.records(Side::Copy).filter(|_| merged) {
        records.entry(copy.id).and_modify(|ours| *ours = ours.merged(&copy)).or_insert(copy);
    }
    records.values().map(|record| encode(record).into()).collect()
}

fn empty(own: &str) -> Ledger {
    let mut ledger = Ledger::new(kinds::SCHEMA, overlay());
    ledger.set_own(&Head::fresh(Device::parse(own).unwrap()));
    ledger
}

fn loaded(rows: &[RowText], own: &str, kept: Option<&[u8]>) -> Ledger {
    let mut ledger = empty(own);
    let columns = kept.map(|bytes| Columns::of_bytes(bytes, &ledger).unwrap()).unwrap_or_default();
    let revs = (0..).take(rows.len()).map(|n| n % 7 + 1).collect();
    let note = BlockNote { revs, ..BlockNote::at(9) };
    if kept.is_none() {
        ledger.load_block(&note, rows);
        return ledger;
    }
    let mut loading = Loading::new(ledger, columns);
    loading.take(&note, rows);
    loading.done()
}

/// Everything that a ledger says of its records.
fn told(ledger: &Ledger) -> String {
    let slots: BTreeMap<Id, &Slot> = ledger.slots.iter().map(|(id, slot)| (*id, slot)).collect();
    let links: BTreeMap<Id, Vec<&Link>> =
        ledger.links.iter().map(|(id, links)| (*id, links.iter().collect())).collect();
    let written: BTreeSet<Id> = ledger.mine().collect();
    let mut text = format!("{slots:?} {links:?} {written:?} {:?} {:?}", ledger.by_kind, ledger.revs);
    write!(text, "{:?} {:?} {:?}", ledger.clashing, ledger.aliases, ledger.unreadable).unwrap();
    text
}

#[test]
fn a_ledger_read_with_columns_is_the_one_read_without() {
    for merged in [false, true] {
        let rows = rows(3, 120, merged);
        let own = decode(&rows[0], false).unwrap().registers.values().next().unwrap().entries()[0].dot.device.clone();
        let plain = loaded(&rows, own.code(), None);
        assert!(plain.mine().count() > 0, "something of this profile is among them");
        let bytes = plain.columns();
        let known = Columns::of_bytes(&bytes, &empty(own.code())).unwrap();
        assert!(known.len() * 10 > rows.len() * 8, "of most rows: {} of {}", known.len(), rows.len());
        let again = loaded(&rows, own.code(), Some(&bytes));
        assert_eq!(told(&again), told(&plain));
        assert_eq!(again.columns().len(), bytes.len());
        // Another profile has written other things.
        assert!(Columns::of_bytes(&bytes, &empty("zz")).is_none());
    }
}

/// Blocks as a database may hold them: rows that later blocks supersede, records that stop existing and
/// come back, and a row of which the program brings another along.
fn blocks() -> Vec<(BlockNote, Vec<RowText>)> {
    let (earlier, later) = (rows(3, 60, false), rows(3, 60, true));
    let mut town = overlay().swap_remove(0);
    let entry = Entry {
        dot: Dot { device: Device::parse("a").unwrap(), n: 3 },
        stamp: Stamp::default(),
        value: Json::of(&json!("记一笔")),
    };
    town.write("remarks", &[], entry);
    let of = |row: &RowText| decode(row, false).unwrap().id;
    let gone = vec![town.id, of(&earlier[0]), of(&earlier[1]), of(&earlier[2])];
    let note = |rev, gone| BlockNote { gone, ..BlockNote::at(rev) };
    vec![
        (note(3, Vec::new()), earlier.iter().cloned().chain([encode(&town).into()]).collect()),
        (note(5, gone), vec![]),
        (note(6, Vec::new()), later.iter().skip(40).cloned().collect()),
        (note(8, vec![of(&later[50])]), vec![earlier[1].clone(), "不是一行".into(), encode(&town).into()]),
    ]
}

#[test]
fn blocks_taken_at_once_make_the_ledger_that_they_make_one_by_one() {
    let mut plain = empty("a");
    let mut loading = Loading::new(empty("a"), Columns::default());
    for (note, rows) in blocks() {
        plain.load_block(&note, &rows);
        loading.take(&note, &rows);
    }
    assert!(!plain.gone().is_empty() && plain.unreadable().len() == 1 && plain.mine().count() > 0);
    let at_once = loading.done();
    assert_eq!(told(&at_once), told(&plain));
    assert_eq!((at_once.gone(), at_once.rev(), at_once.len()), (plain.gone(), plain.rev(), plain.len()));
    // And with what was kept of it.
    let bytes = plain.columns();
    let mut loading = Loading::new(empty("a"), Columns::of_bytes(&bytes, &empty("a")).unwrap());
    blocks().iter().for_each(|(note, rows)| loading.take(note, rows));
    assert_eq!(told(&loading.done()), told(&plain));
}

#[test]
fn a_row_that_has_changed_is_read() {
    let rows = rows(3, 40, false);
    let bytes = loaded(&rows, "a", None).columns();
    let mut changed = rows.clone();
    let mut record = decode(&rows[5], false).unwrap();
    record.registers.remove(&record.registers.keys().next().unwrap().clone());
    changed[5] = encode(&record).into();
    // And one that nobody can read.
    changed[6] = rows[6].replacen("\"_k\"", "\"_q\"", 1).replacen("\"_h\":\"", "\"_h\":\"0", 1).into();
    assert_eq!(told(&loaded(&changed, "a", Some(&bytes))), told(&loaded(&changed, "a", None)));
}

#[test]
fn columns_wait_for_fields_that_the_workspace_has_added() {
    let mut desk = Desk { ledger: empty("a"), head: Head::fresh(Device::parse("a").unwrap()) };
    for (name, value) in [("kind", "visit"), ("label", "介绍人单位"), ("type", "partner")] {
        desk.put("custom_field", id("f"), name, json!(value));
    }
    let field = kinds::custom_field::name_of(&id("f"));
    desk.put("visit", id("v"), &field, json!(id("p").to_string()));
    desk.put("visit", id("w"), "partner", json!(id("p").to_string()));
    assert_eq!(desk.ledger.links_to(&id("p")).count(), 2);
    let bytes = desk.ledger.columns();
    // The rows of visits come before the row that defines the field, and after it.
    let mut rows = desk.rows();
    for _ in 0..rows.len() {
        rows.rotate_left(1);
        let again = loaded(&rows, "a", Some(&bytes));
        assert_eq!(told(&again), told(&loaded(&rows, "a", None)));
        assert_eq!(again.links_to(&id("p")).count(), 2);
    }
}

proptest! {
    #[test]
    fn what_is_no_column_is_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0_usize..9_000) {
        let _seen = Columns::of_bytes(&bytes, &empty("a"));
        let whole = loaded(&rows(1, 20, false), "a", None).columns();
        let part = &whole[..cut.min(whole.len() - 1)];
        prop_assert!(Columns::of_bytes(part, &empty("a")).is_none());
    }
}

//! From stored text to a ledger: blocks, journal, rows that cannot be read.

use super::*;
use proptest::prelude::*;

fn strs(rows: &[RowText]) -> impl Iterator<Item = &str> + Clone {
    rows.iter().map(|r| &**r)
}

/// Reads a block or a journal row as opening does.
fn load(ledger: &mut Ledger, text: &str) {
    let read = read_rows::<BlockNote>(text).unwrap();
    ledger.load(read.note.rev, &read.rows, &read.note.gone);
}

fn journal(prepared: &Prepared) -> String {
    write_rows(&prepared.note, prepared.rows.iter().filter_map(|r| r.after.as_ref().map(|after| &*after.row)))
}

#[test]
fn rows_are_read_as_they_were_written() {
    let desk = visited("a");
    let note = BlockNote { rev: 7, revs: vec![], gone: vec![id("g")] };
    let read = read_rows::<BlockNote>(&write_rows(&note, strs(&desk.rows()))).unwrap();
    assert_eq!((read.note, read.rows), (note, desk.rows()));
    assert!(read_rows::<BlockNote>("not a note\n{}").is_none());
    let empty =
        read_rows::<BlockNote>(&write_rows(&BlockNote { rev: 1, revs: vec![], gone: vec![] }, std::iter::empty()))
            .unwrap();
    assert!(empty.rows.is_empty());
}

#[test]
fn a_later_block_wins_and_gone_is_gone_until_it_comes_back() {
    let mut desk = visited("a");
    let first = write_rows(&BlockNote { rev: 3, revs: vec![], gone: vec![] }, strs(&desk.rows()));
    desk.put("partner", id("p"), "name", json!("改名"));
    let renamed = desk.ledger.row(&id("p")).unwrap().clone();
    let second = write_rows(&BlockNote { rev: 4, revs: vec![], gone: vec![id("n")] }, std::iter::once(&*renamed));

    let mut ledger = desk.ledger.emptied();
    load(&mut ledger, &first);
    load(&mut ledger, &second);
    assert_eq!((ledger.title(&id("p")).as_str(), ledger.rev()), ("改名", 4));
    assert!(ledger.get(&id("n")).is_none() && ledger.gone().contains(&id("n")));
    load(&mut ledger, &first);
    assert!(ledger.get(&id("n")).is_some() && ledger.gone().is_empty());
}

#[test]
fn a_row_that_cannot_be_read_is_kept_as_it_is() {
    let bad: RowText = "{\"_k\":\"partner\",\"id\":\"坏".into();
    let mut desk = visited("a");
    desk.ledger.load(9, std::slice::from_ref(&bad), &[]);
    assert_eq!(desk.ledger.unreadable(), [bad]);
    assert_eq!(desk.ledger.len(), 3);
}

#[derive(Debug, Clone)]
enum Act {
    Put(u8, &'static str, u8),
    Delete(u8),
    Restore(u8),
    Receive(u8, u8),
    UndoReceive(u8),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0u8..4, prop::sample::select(vec!["name", "tags/x", "partner"]), 0u8..4).prop_map(|(r, n, v)| Act::Put(r, n, v)),
        1 => (0u8..4).prop_map(Act::Delete),
        1 => (0u8..4).prop_map(Act::Restore),
        2 => (0u8..4, 0u8..4).prop_map(|(r, v)| Act::Receive(r, v)),
        1 => (0u8..4).prop_map(Act::UndoReceive),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn replaying_the_journal_gives_the_same_ledger(acts in prop::collection::vec(act(), 1..40), block_at in 0usize..40) {
        let mut desk = Desk::new("a");
        let mut stored: Vec<String> = Vec::new();
        for (step, act) in acts.into_iter().enumerate() {
            let key = |r: u8| id(&r.to_string());
            let prepared = match act {
                Act::Put(r, name, v) => desk.put("visit", key(r), name, json!(key(v).to_string())),
                Act::Delete(r) => desk.delete(key(r)),
                Act::Restore(r) => desk.restore(key(r)),
                Act::Receive(r, v) => {
                    let mut record = Record::new("visit", key(r));
                    let dot = Dot { device: Device::parse("b").unwrap(), n: step as u64 + 1 };
                    record.write("name", &[], Entry { dot, value: json_of(v), stamp: Stamp::new(NOW, 0) });
                    desk.commit(vec![Change::Merge(Box::new(record))])
                }
                Act::UndoReceive(r) => match desk.ledger.row(&key(r)).cloned() {
                    Some(imported) => desk.commit(vec![Change::Rewind { id: key(r), imported, row: None }]),
                    None => continue,
                },
            };
            stored.push(journal(&prepared));
            if step == block_at {
                let note = BlockNote { rev: desk.ledger.rev(), revs: vec![], gone: desk.ledger.gone().iter().copied().collect() };
                stored = vec![write_rows(&note, strs(&desk.rows()))];
            }
        }
        let mut ledger = desk.ledger.emptied();
        ledger.set_own(&desk.head);
        for text in &stored {
            load(&mut ledger, text);
        }
        let rows: Vec<RowText> = ledger.stored().map(|(_, _, row)| row.clone()).collect();
        prop_assert_eq!(rows, desk.rows());
        prop_assert_eq!(ledger.rev(), desk.ledger.rev());
        prop_assert_eq!(ledger.gone(), desk.ledger.gone());
        prop_assert_eq!(ledger.unsent(0), desk.ledger.unsent(0));
        prop_assert_eq!(ledger.clashing().collect::<Vec<_>>(), desk.ledger.clashing().collect::<Vec<_>>());
        prop_assert_eq!(ledger.ids("visit").collect::<Vec<_>>(), desk.ledger.ids("visit").collect::<Vec<_>>());
        for key in 0..4 {
            let links = |l: &Ledger| l.links_to(&id(&key.to_string())).cloned().collect::<Vec<_>>();
            prop_assert_eq!(links(&ledger), links(&desk.ledger));
        }
    }
}

fn json_of(v: u8) -> Json {
    Json::of(&json!(format!("收到{v}")))
}

//! The frozen database of version 1 without a browser: head, blocks, journal and history are read
//! by every later build. The page opens the same rows in IndexedDB (`src/workspace/frozen_tests.rs`).

use crate::kinds::SCHEMA;
use crate::ledger::{
    BatchLog, BlockNote, FIRST_LAYOUT, Head, HistoryItem, JournalMark, JournalNote, Ledger, read_rows,
};
use crate::record::{Id, decode};
use serde_json::Value;

fn frozen() -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/v1/database.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The texts of a store, lowest key first.
fn texts<'a>(frozen: &'a Value, store: &str) -> Vec<(&'a Value, &'a str)> {
    let rows = frozen[store].as_array().unwrap().iter();
    rows.map(|row| (&row[0], row[1].as_str().unwrap())).collect()
}

fn id(key: &str) -> Id {
    Id::of_key("frozen", key)
}

#[test]
fn a_database_of_version_1_is_read_into_a_ledger() {
    let frozen = frozen();
    let head = Head::parse(texts(&frozen, "head")[0].1).unwrap();
    assert_eq!((head.layout, head.device.code()), (FIRST_LAYOUT, "office22"));
    let mut ledger = Ledger::new(SCHEMA, Vec::new());
    ledger.set_own(&head);
    for (_, text) in texts(&frozen, "blocks") {
        let block = read_rows::<BlockNote>(text).unwrap();
        ledger.load_block(&block.note, &block.rows);
    }
    for (_, text) in texts(&frozen, "journal") {
        let rows = read_rows::<JournalMark>(text).unwrap();
        let note = read_rows::<JournalNote>(text).unwrap().note;
        assert_eq!((note.rev, &note.gone, note.bulk), (rows.note.rev, &rows.note.gone, rows.note.bulk));
        if rows.note.rev > head.base {
            ledger.load(rows.note.rev, &rows.rows, &rows.note.gone);
        }
    }
    assert_eq!((ledger.rev(), ledger.len(), ledger.unreadable().len()), (head.rev, 5, 0));
    assert!(ledger.title(&id("v")).starts_with("示例化工有限公司（虚构）"));
    assert_eq!(ledger.clashing().collect::<Vec<_>>(), [id("a")]);
    assert!(!ledger.is_visible(&id("b")));
}

#[test]
fn the_history_of_version_1_is_read() {
    let frozen = frozen();
    let (mut logs, mut items) = (0, 0);
    for (key, text) in texts(&frozen, "history") {
        match key[0].as_str().unwrap() {
            "import" | "batch" => {
                let log = BatchLog::parse(text).unwrap();
                assert_eq!(key[1], log.rev);
                logs += 1;
            }
            "sent" => {}
            record => {
                let item: HistoryItem = serde_json::from_str(text).unwrap();
                assert_eq!(decode(&item.before, true).unwrap().id, Id::parse(record).unwrap());
                items += 1;
            }
        }
    }
    assert!(logs >= 5 && items >= 3, "{logs} logs, {items} rows");
}

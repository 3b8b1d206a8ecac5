//! The commit protocol over the memory twin: two tabs, failures at every step, blocks, the
//! stored first screen. What is taken back again lies in `undo`.

mod undo;

use super::{Draft, FirstScreen, Workspace, batch};
use crate::storage::memory::{MemoryDatabase, MemoryStore};
use crate::storage::{StoreError, StoreName, Writes, idb};
use ronghe_core::clock::Stamp;
use ronghe_core::ledger::{Batch, Change, ImportNote, Why};
use ronghe_core::record::{Device, Dot, Entry, Id, Json, Record};
use std::collections::BTreeMap;
use wasm_bindgen_test::wasm_bindgen_test;

pub(super) type Tab = Workspace<MemoryStore>;

pub(super) fn device(code: &str) -> Device {
    Device::parse(code).unwrap()
}

pub(super) async fn tab(database: &MemoryDatabase, code: &str) -> Tab {
    let tab = Workspace::new(database.open(idb::LAYOUT).unwrap(), device(code), Vec::new());
    tab.know_large_commits();
    tab.open().await.unwrap();
    tab.load_all().await.unwrap();
    tab
}

pub(super) fn partner(key: &str) -> Id {
    Id::of_key("partner", key)
}

pub(super) fn put(tab: &Tab, key: &str, register: &str, text: &str) -> Change {
    let id = partner(key);
    let seen = tab.ledger().get(&id).map(|r| r.dots(register)).unwrap_or_default();
    Change::Put { kind: "partner".into(), id, register: register.into(), value: Json::from(text), seen }
}

pub(super) fn edit(changes: Vec<Change>) -> Batch {
    let mut made = batch(Why::Edit);
    made.changes = changes;
    made
}

pub(super) async fn name(tab: &Tab, key: &str, text: &str) {
    tab.commit(edit(vec![put(tab, key, "name", text)])).await.unwrap();
}

pub(super) fn rows(tab: &Tab) -> BTreeMap<Id, String> {
    tab.ledger().stored().map(|(_, id, row)| (id, row.to_string())).collect()
}

pub(super) fn title(tab: &Tab, key: &str) -> String {
    tab.ledger().title(&partner(key))
}

#[wasm_bindgen_test]
async fn what_is_committed_is_there_again_byte_for_byte() {
    let database = MemoryDatabase::new();
    let first = tab(&database, "aaaaaaaa").await;
    for n in 0..5 {
        name(&first, &n.to_string(), &format!("单位{n}")).await;
    }
    let again = tab(&database, "bbbbbbbb").await;
    assert_eq!(rows(&again), rows(&first));
    assert_eq!(again.head().device, device("aaaaaaaa"), "the profile keeps its code");
    assert_eq!(again.ledger().rev(), 5);
}

#[wasm_bindgen_test]
async fn two_tabs_keep_what_both_have_written() {
    let database = MemoryDatabase::new();
    let (one, two) = (tab(&database, "aaaaaaaa").await, tab(&database, "aaaaaaaa").await);
    name(&one, "a", "一").await;
    // The second tab is a revision behind: it catches up inside its own transaction.
    name(&two, "b", "二").await;
    name(&two, "a", "一改").await;
    one.catch_up().await.unwrap();
    assert_eq!((title(&one, "a"), title(&one, "b")), ("一改".to_owned(), "二".to_owned()));
    assert_eq!(rows(&one), rows(&two));
    assert!(one.ledger().clashing().next().is_none(), "the second tab had seen what it replaced");
}

#[wasm_bindgen_test]
async fn commits_at_the_same_time_follow_one_another() {
    let database = MemoryDatabase::new();
    let (one, two) = (tab(&database, "aaaaaaaa").await, tab(&database, "aaaaaaaa").await);
    let all = (0..20).map(|n| {
        let tab = if n % 2 == 0 { &one } else { &two };
        tab.commit(edit(vec![put(tab, &n.to_string(), "name", "同时")]))
    });
    for done in futures::future::join_all(all).await {
        done.unwrap();
    }
    one.catch_up().await.unwrap();
    two.catch_up().await.unwrap();
    assert_eq!((one.ledger().len(), one.ledger().rev()), (20, 20));
    assert_eq!(rows(&one), rows(&two));
}

#[wasm_bindgen_test]
async fn a_failure_at_any_step_leaves_memory_and_database_as_they_were() {
    for step in 1..12 {
        let database = MemoryDatabase::new();
        let desk = tab(&database, "aaaaaaaa").await;
        name(&desk, "a", "先").await;
        let before = (rows(&desk), desk.head().clone());
        database.fail_at(step, StoreError::Quota);
        let done = desk.commit(edit(vec![put(&desk, "a", "name", "后")])).await;
        let reached = !database.take_failure();
        assert_eq!(done.is_err(), reached, "step {step}");
        if reached {
            assert_eq!((rows(&desk), desk.head().clone()), before, "step {step}");
            assert_eq!(rows(&tab(&database, "bbbbbbbb").await), before.0, "step {step}");
        }
        name(&desk, "a", "再").await;
        assert_eq!(title(&tab(&database, "bbbbbbbb").await, "a"), "再", "step {step}");
    }
}

#[wasm_bindgen_test]
async fn a_draft_goes_with_the_commit_or_stays_with_the_failure() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    let draft = Draft { kind: "partner".to_owned(), ..Draft::default() };
    desk.keep_draft("form", &draft).await.unwrap();
    database.fail_at(1, StoreError::Quota);
    assert!(desk.commit_form(edit(vec![put(&desk, "a", "name", "甲")]), "form").await.is_err());
    database.take_failure();
    assert_eq!(desk.drafts().await.unwrap().get("form"), Some(&draft));
    desk.commit_form(edit(vec![put(&desk, "a", "name", "甲")]), "form").await.unwrap();
    assert!(desk.drafts().await.unwrap().is_empty());
}

/// A partner as a colleague's file has it.
pub(super) fn named(key: &str, text: &str) -> Record {
    let mut record = Record::new("partner", partner(key));
    record.write("name", &[], entry("cccccccc", 7, text));
    record
}

fn entry(code: &str, n: u64, text: &str) -> Entry {
    let stamp = Stamp::new(1_700_000_000_000 + n, 0);
    Entry { dot: Dot { device: device(code), n }, stamp, value: Json::from(text) }
}

/// The same partner after the colleague has changed it once or twice: "三", then "五".
fn rewritten(key: &str, times: usize) -> Record {
    let mut record = named(key, "一");
    for (n, text) in [(9, "三"), (10, "五")].into_iter().take(times) {
        let seen = record.dots("name");
        record.write("name", &seen, entry("cccccccc", n, text));
    }
    record
}

pub(super) async fn import(desk: &Tab, records: impl Iterator<Item = Record>) {
    try_import(desk, records).await.unwrap();
}

pub(super) async fn try_import(
    desk: &Tab,
    records: impl Iterator<Item = Record>,
) -> Result<super::Committed, super::Failure> {
    let mut made = batch(Why::Import(ImportNote::default()));
    made.changes = records.map(|r| Change::Merge(Box::new(r))).collect();
    desk.commit(made).await
}

#[wasm_bindgen_test]
async fn a_large_import_goes_into_blocks_and_every_tab_has_it() {
    let database = MemoryDatabase::new();
    let (one, two) = (tab(&database, "aaaaaaaa").await, tab(&database, "aaaaaaaa").await);
    name(&one, "before", "导入前").await;
    import(&one, (0..2_100).map(|n| named(&n.to_string(), "大批"))).await;
    assert_eq!(one.head().base, one.head().rev, "the journal does not hold it");
    name(&two, "after", "导入后").await;
    assert_eq!(two.ledger().len(), 2_102);
    one.catch_up().await.unwrap();
    assert_eq!(rows(&one), rows(&two));
    assert_eq!(rows(&tab(&database, "bbbbbbbb").await), rows(&two));
}

#[wasm_bindgen_test]
async fn a_kept_index_serves_the_next_start_and_follows_what_came_since() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    import(&desk, (0..2_100).map(|n| named(&n.to_string(), &format!("单位{n}")))).await;
    desk.keep_index_if_due().await.unwrap();
    name(&desk, "5", "改名之后").await;
    name(&desk, "new", "后来新增").await;

    let again = tab(&database, "bbbbbbbb").await;
    assert_eq!(again.kept_at.get(), Some(1), "it was taken, not made anew");
    let ledger = again.ledger().clone();
    let made = super::kept::index_all(&ledger).await;
    assert_eq!(again.index().len(), made.len());
    for query in ["改名", "后来", "hlxz", "单位5", "单位2099", "单位"] {
        assert_eq!(again.index().search(query, 20, &[]), made.search(query, 20, &[]), "{query}");
    }
    assert_eq!(again.index().search("改名", 20, &[]).len(), 1);

    // A large commit leaves nothing of it: the journal does not tell what changed.
    import(&again, (0..2_100).map(|n| rewritten(&n.to_string(), 1))).await;
    assert_eq!(again.kept_at.get(), None);
    assert_eq!(tab(&database, "cccccccc").await.kept_at.get(), None);
    again.keep_index_if_due().await.unwrap();
    let third = tab(&database, "cccccccc").await;
    assert_eq!(third.kept_at.get(), Some(4));

    // Neither does another build, nor what is no index.
    let mut writes = Writes::new();
    writes.put(StoreName::First, "index", crate::storage::Data::Bytes(vec![1; 9]));
    third.commit_with(edit(vec![put(&third, "a", "name", "甲")]), writes).await.unwrap();
    let fourth = tab(&database, "dddddddd").await;
    assert_eq!((fourth.kept_at.get(), fourth.index().search("甲", 9, &[]).len()), (None, 1));
    let mut writes = Writes::new();
    writes.put(StoreName::First, "index-note", r#"{"rev":4,"build":"another"}"#);
    third.commit_with(edit(vec![put(&third, "a", "name", "乙")]), writes).await.unwrap();
    assert_eq!(tab(&database, "dddddddd").await.kept_at.get(), None);
}

#[wasm_bindgen_test]
async fn compaction_changes_nothing_that_people_see() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    for round in 0..3 {
        for n in 0..10 {
            name(&desk, &n.to_string(), &format!("第{round}轮")).await;
        }
        desk.compact().await.unwrap();
        assert_eq!(desk.head().base, desk.head().rev);
        assert_eq!(rows(&tab(&database, "bbbbbbbb").await), rows(&desk), "round {round}");
    }
}

#[wasm_bindgen_test]
async fn a_first_screen_is_shown_only_at_its_revision() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    name(&desk, "a", "甲").await;
    let first = FirstScreen { rev: desk.ledger().rev(), rows: Vec::new() };
    desk.keep_first(&first).await.unwrap();
    assert_eq!(desk.open().await.unwrap(), (true, Some(first)));
    name(&desk, "a", "乙").await;
    assert_eq!(desk.open().await.unwrap(), (true, None));
}

#[wasm_bindgen_test]
async fn an_empty_batch_writes_nothing() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    name(&desk, "a", "甲").await;
    let rev = desk.ledger().rev();
    let done = desk.commit(batch(Why::Edit)).await.unwrap();
    assert_eq!((done.rev, done.changed, desk.ledger().rev()), (rev, 0, rev));
}

//! The commit protocol over the memory twin: two tabs, failures at every step, blocks, undo.

use super::{Draft, FirstScreen, Workspace, batch};
use crate::storage::memory::{MemoryDatabase, MemoryStore};
use crate::storage::{StoreError, StoreName, Writes, idb};
use ronghe_core::clock::Stamp;
use ronghe_core::ledger::{
    Batch, BatchLog, Change, Exported, FIRST_LAYOUT, HeadChange, ImportNote, LAYOUT, UndoPlan, Why,
};
use ronghe_core::record::{Device, Dot, Entry, Id, Json, Record};
use serde_json::Value;
use std::collections::BTreeMap;
use wasm_bindgen_test::wasm_bindgen_test;

pub(super) type Tab = Workspace<MemoryStore>;

pub(super) fn device(code: &str) -> Device {
    Device::parse(code).unwrap()
}

pub(super) async fn tab(database: &MemoryDatabase, code: &str) -> Tab {
    let tab = Workspace::new(database.open(idb::LAYOUT).unwrap(), device(code), Vec::new());
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
async fn history_and_undo_of_a_large_import_come_out_of_packs() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    import(&desk, (0..2_100).map(|n| named(&n.to_string(), "一"))).await;
    assert_eq!(desk.head().layout, FIRST_LAYOUT, "nothing was there before: there is no pack");
    name(&desk, "5", "二").await;
    let before = rows(&desk);
    import(&desk, (0..2_100).map(|n| rewritten(&n.to_string(), 1))).await;
    assert_eq!(desk.head().layout, LAYOUT);
    name(&desk, "7", "四").await;
    import(&desk, (0..2_050).map(|n| rewritten(&n.to_string(), 2))).await;
    name(&desk, "7", "六").await;

    // Of one record: what single commits and packs hold, newest first, by pages.
    let shown = |past: &[super::Past]| past.iter().map(|p| (p.rev, p.before.shown("name"))).collect::<Vec<_>>();
    let was = |rev: u64, text: &str| (rev, Some(Value::from(text)));
    let past = desk.history(&partner("7")).await.unwrap();
    assert_eq!(shown(&past), [was(6, "四"), was(5, "四"), was(4, "三"), was(3, "一")]);
    let page = desk.history_before(&partner("7"), 6, Some(2)).await.unwrap();
    assert_eq!(shown(&page), [was(5, "四"), was(4, "三")]);
    let past = desk.history(&partner("2099")).await.unwrap();
    assert_eq!(shown(&past), [was(3, "一")]);

    // The import in the middle: what only it has touched is put back, the rest is left.
    let log = desk.batch(3).await.unwrap().unwrap();
    let plan = desk.plan_undo(&log).await.unwrap();
    assert_eq!((plan.put_back.len(), plan.left.len()), (50, 2_050));
    desk.undo(&log, plan).await.unwrap();
    for key in ["2050", "2099"] {
        assert_eq!(rows(&desk)[&partner(key)], before[&partner(key)]);
    }
    // The last import, with the one change that came after it.
    let log = desk.batch(5).await.unwrap().unwrap();
    let plan = desk.plan_undo(&log).await.unwrap();
    assert_eq!((plan.put_back.len(), plan.left), (2_049, vec![partner("7")]));
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
    let made = super::load::index_all(&ledger).await;
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
async fn an_import_is_taken_back_with_the_records_that_it_updated() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    name(&desk, "old", "原来").await;
    let before = rows(&desk);
    import(&desk, [named("new", "新来"), named("old", "别处")].into_iter()).await;
    assert_ne!(rows(&desk), before);
    let log = desk.imports().await.unwrap().remove(0);
    let plan = desk.plan_undo(&log).await.unwrap();
    assert_eq!((plan.put_back.len(), plan.written_back.len(), plan.left.len()), (2, 0, 0));
    desk.undo(&log, plan).await.unwrap();
    assert_eq!(rows(&desk), before);
    desk.compact().await.unwrap();
    assert_eq!(rows(&tab(&database, "bbbbbbbb").await), before, "gone records stay gone");
    assert!(desk.imports().await.unwrap().first().is_some_and(|l| l.undone));
}

#[wasm_bindgen_test]
async fn after_a_hand_out_an_undo_is_an_edit_that_travels() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    import(&desk, [named("new", "新来")].into_iter()).await;
    let (seq, rev) = (desk.head().seq, desk.head().rev);
    let mut export = batch(Why::Export);
    export.head = vec![HeadChange::HandedOut(Exported { seq, rev, at_ms: 1, file: None })];
    desk.commit(export).await.unwrap();
    let log = desk.imports().await.unwrap().remove(0);
    let plan = desk.plan_undo(&log).await.unwrap();
    assert_eq!((plan.put_back.len(), plan.written_back.len()), (0, 1));
    desk.undo(&log, plan).await.unwrap();
    assert!(!desk.ledger().is_visible(&partner("new")));
    assert!(desk.ledger().get(&partner("new")).is_some(), "the deletion is a record that travels");
}

#[wasm_bindgen_test]
async fn history_has_every_earlier_value_newest_first() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    for text in ["一", "二", "三"] {
        name(&desk, "a", text).await;
    }
    let past = desk.history(&partner("a")).await.unwrap();
    let values: Vec<Option<Value>> = past.iter().map(|p| p.before.shown("name")).collect();
    assert_eq!(values, [Some(Value::from("二")), Some(Value::from("一"))]);
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

pub(super) async fn take_back(desk: &Tab, log: &BatchLog) -> UndoPlan {
    let plan = desk.plan_undo(log).await.unwrap();
    desk.undo(log, plan.clone()).await.unwrap();
    plan
}

#[wasm_bindgen_test]
async fn every_commit_that_changed_records_has_a_log_newest_first_and_by_pages() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    for n in 0..4 {
        name(&desk, &n.to_string(), "单位").await;
    }
    desk.commit(batch(Why::Export)).await.unwrap();
    import(&desk, [named("new", "新来")].into_iter()).await;
    let first = desk.batches_before(u64::MAX >> 12, 3).await.unwrap();
    assert_eq!(first.iter().map(|log| log.rev).collect::<Vec<_>>(), [5, 4, 3]);
    assert!(first[0].import().is_some());
    let rest = desk.batches_before(3, 3).await.unwrap();
    assert_eq!(rest.iter().map(|log| log.rev).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(desk.batch(2).await.unwrap().unwrap().new, [partner("1")]);
    desk.compact().await.unwrap();
    assert_eq!(desk.batches_before(6, 50).await.unwrap().len(), 5, "the log outlives the journal");
}

#[wasm_bindgen_test]
async fn an_edit_is_taken_back_and_done_again_over_what_is_stored() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    name(&desk, "a", "一").await;
    desk.commit(edit(vec![put(&desk, "a", "name", "二"), put(&desk, "b", "name", "新")])).await.unwrap();
    let both = desk.batch(2).await.unwrap().unwrap();
    assert_eq!(take_back(&desk, &both).await.written_back.len(), 2);
    assert_eq!(title(&desk, "a"), "一");
    assert!(!desk.ledger().is_visible(&partner("b")));
    assert_eq!(desk.ledger().bin().len(), 1);
    assert!(desk.batch(2).await.unwrap().unwrap().undone);
    let undo = desk.batch(3).await.unwrap().unwrap();
    take_back(&desk, &undo).await;
    let again = tab(&database, "bbbbbbbb").await;
    assert_eq!((title(&again, "a"), title(&again, "b")), ("二".to_owned(), "新".to_owned()));
    assert!(!desk.batch(2).await.unwrap().unwrap().undone, "it is done again");
    let redo = desk.batch(4).await.unwrap().unwrap();
    take_back(&desk, &redo).await;
    assert_eq!(title(&desk, "a"), "一");
    assert!(desk.batch(2).await.unwrap().unwrap().undone);
}

#[wasm_bindgen_test]
async fn what_another_tab_changed_meanwhile_is_left() {
    let database = MemoryDatabase::new();
    let (one, two) = (tab(&database, "aaaaaaaa").await, tab(&database, "aaaaaaaa").await);
    name(&one, "a", "一").await;
    one.commit(edit(vec![put(&one, "a", "name", "二"), put(&one, "a", "city", "常州")])).await.unwrap();
    two.catch_up().await.unwrap();
    name(&two, "a", "三").await;
    one.catch_up().await.unwrap();
    let log = one.batch(2).await.unwrap().unwrap();
    let plan = take_back(&one, &log).await;
    assert_eq!(plan.left, [partner("a")]);
    assert_eq!(title(&one, "a"), "三");
    assert_eq!(one.ledger().get(&partner("a")).unwrap().shown("city"), None);
}

#[wasm_bindgen_test]
async fn the_log_of_an_import_of_an_older_build_can_be_taken_back() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    import(&desk, [named("new", "新来")].into_iter()).await;
    let old = format!(
        r#"{{"rev":1,"at_ms":1,"note":{{"files":[],"person":"示例老师","device_name":"","created":"","new":1,"updated":0,"deleted":0,"conflicts":0}},"new":["{}"],"changed":[],"undone":false}}"#,
        partner("new")
    );
    let mut writes = Writes::new();
    writes.put(StoreName::History, ("import", 1), old);
    desk.commit_with(batch(Why::Export), writes).await.unwrap();
    let log = desk.imports().await.unwrap().remove(0);
    assert_eq!(log.import().unwrap().person, "示例老师");
    take_back(&desk, &log).await;
    assert!(desk.ledger().get(&partner("new")).is_none());
    assert!(desk.imports().await.unwrap()[0].undone);
}

#[wasm_bindgen_test]
async fn a_long_history_comes_by_pages() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    for n in 0..7 {
        name(&desk, "a", &n.to_string()).await;
    }
    let first = desk.history_before(&partner("a"), u64::MAX >> 12, Some(4)).await.unwrap();
    assert_eq!(first.iter().map(|past| past.rev).collect::<Vec<_>>(), [7, 6, 5, 4]);
    let rest = desk.history_before(&partner("a"), 4, Some(4)).await.unwrap();
    assert_eq!(rest.iter().map(|past| past.rev).collect::<Vec<_>>(), [3, 2]);
}

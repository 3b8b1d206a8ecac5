//! Logs of commits, the history of a record, and taking back over the memory twin.

use super::{Tab, edit, import, name, named, partner, put, rewritten, rows, tab, title};
use crate::storage::memory::MemoryDatabase;
use crate::storage::{StoreName, Writes};
use crate::workspace::{Past, batch};
use ronghe_core::ledger::{BatchLog, Exported, FIRST_LAYOUT, HeadChange, LAYOUT, UndoPlan, Why};
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

async fn take_back(desk: &Tab, log: &BatchLog) -> UndoPlan {
    let plan = desk.plan_undo(log).await.unwrap();
    desk.undo(log, plan.clone()).await.unwrap();
    plan
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
    let shown = |past: &[Past]| past.iter().map(|p| (p.rev, p.before.shown("name"))).collect::<Vec<_>>();
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

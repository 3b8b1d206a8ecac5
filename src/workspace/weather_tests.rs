//! Bad weather over the memory twin: a failure at every step of what writes, a connection that
//! breaks off, a database that is emptied under an open tab.

use super::tests::{Tab, device, edit, import, name, named, put, rows, tab, title};
use super::{Draft, Workspace, batch};
use crate::storage::memory::MemoryDatabase;
use crate::storage::{Data, Durability, Key, Read, Store, StoreError, StoreName, Writes, idb};
use ronghe_core::ledger::{Change, HeadChange, ImportNote, Why};
use std::collections::BTreeMap;
use wasm_bindgen_test::wasm_bindgen_test;

/// Rows of a large import: more than go into the journal.
const MANY: usize = 2_100;

/// Another tab writes all blocks anew, under the same keys, while this one reads them ahead.
#[wasm_bindgen_test]
async fn blocks_that_are_written_anew_while_they_are_read_ahead_are_read_again() {
    for polls in 0..8 {
        let database = MemoryDatabase::new();
        let desk = tab(&database, "aaaaaaaa").await;
        super::tests::try_import(&desk, (0..MANY).map(|n| named(&n.to_string(), "导入"))).await.unwrap();
        let rename = async |name: &str| {
            let renamed = (0..MANY).map(|n| put(&desk, &n.to_string(), "name", name));
            desk.commit(edit(renamed.collect())).await.unwrap();
            desk.compact().await.unwrap();
        };
        rename("先").await;
        let late = Workspace::new(database.open(idb::LAYOUT).unwrap(), device("aaaaaaaa"), Vec::new());
        late.open().await.unwrap();
        let mut load = Box::pin(late.load_all());
        for _ in 0..polls {
            assert!(futures::poll!(load.as_mut()).is_pending());
        }
        let keys = async || desk.store.read(vec![Read::all(StoreName::Blocks).keys_only()]).await.unwrap();
        let before = keys().await;
        rename("后").await;
        assert_eq!(keys().await, before, "it must not be told by the keys");
        load.await.unwrap();
        assert_eq!(rows(&late), rows(&desk), "after {polls} polls");
    }
}

/// Everything that lies on the disk.
async fn disk(tab: &Tab) -> Vec<(StoreName, BTreeMap<Key, Data>)> {
    let reads = StoreName::ALL.map(Read::all).to_vec();
    let found = tab.store.read(reads).await.unwrap();
    StoreName::ALL.into_iter().zip(found.into_iter().map(|rows| rows.into_iter().collect())).collect()
}

/// What a tab that is opened now would show equals what this one holds.
async fn agrees(database: &MemoryDatabase, desk: &Tab, what: &str) {
    assert_eq!(rows(&tab(database, "bbbbbbbb").await), rows(desk), "{what}");
}

/// Lets `act` fail at each of `steps` and checks that nothing was written and nothing changed in
/// memory, then lets it succeed. Returns whether the last of the steps lay behind its end.
async fn fails_whole<T, E>(
    database: &MemoryDatabase,
    desk: &Tab,
    steps: impl Iterator<Item = usize>,
    act: impl AsyncFn() -> Result<T, E>,
) -> bool {
    let memory = || (rows(desk), desk.head().clone());
    let before = (memory(), disk(desk).await);
    for step in steps {
        database.fail_at(step, StoreError::Quota);
        let failed = act().await.is_err();
        if database.take_failure() {
            assert!(!failed, "step {step} was never reached");
            agrees(database, desk, "after the end").await;
            return true;
        }
        assert!(failed, "step {step}");
        let on_disk = disk(desk).await;
        assert!((memory(), on_disk) == before, "step {step} left something");
    }
    assert!(act().await.is_ok());
    agrees(database, desk, "after the last step").await;
    false
}

#[wasm_bindgen_test]
async fn a_large_import_is_there_whole_or_not_at_all() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    name(&desk, "before", "导入前").await;
    // Every step of the beginning, then some on the way: the history of two thousand rows.
    let steps = (0..24).chain((24..2 * MANY).step_by(389));
    fails_whole(&database, &desk, steps, async || {
        let records = (0..MANY).map(|n| named(&n.to_string(), "大批"));
        super::tests::try_import(&desk, records).await
    })
    .await;
    assert_eq!(desk.ledger().len(), MANY + 1);
}

#[wasm_bindgen_test]
async fn compaction_is_done_whole_or_not_at_all() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    for round in 0..3 {
        for n in 0..8 {
            name(&desk, &n.to_string(), &format!("第{round}轮")).await;
        }
        assert!(fails_whole(&database, &desk, 0..40, async || desk.compact().await).await, "round {round}");
        assert_eq!(desk.head().base, desk.head().rev);
    }
}

#[wasm_bindgen_test]
async fn an_undo_is_done_whole_or_not_at_all() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    name(&desk, "old", "原来").await;
    let before = rows(&desk);
    import(&desk, [named("new", "新来"), named("old", "别处")].into_iter()).await;
    let log = desk.imports().await.unwrap().remove(0);
    let plan = desk.plan_undo(&log).await.unwrap();
    assert!(fails_whole(&database, &desk, 0..40, async || desk.undo(&log, plan.clone()).await).await);
    assert_eq!(rows(&desk), before);
}

#[wasm_bindgen_test]
async fn a_commit_whose_connection_breaks_off_is_tried_once_more() {
    for error in [StoreError::Closed, StoreError::Aborted] {
        for step in 0..8 {
            let database = MemoryDatabase::new();
            let desk = tab(&database, "aaaaaaaa").await;
            name(&desk, "a", "先").await;
            database.fail_at(step, error.clone());
            name(&desk, "a", "后").await;
            assert_eq!((title(&desk, "a"), desk.ledger().rev()), ("后".to_owned(), 2), "{error:?} at {step}");
            agrees(&database, &desk, "after the second try").await;
        }
    }
}

#[wasm_bindgen_test]
async fn an_open_tab_writes_everything_back_into_an_emptied_database() {
    let database = MemoryDatabase::new();
    let (desk, second) = (tab(&database, "aaaaaaaa").await, tab(&database, "aaaaaaaa").await);
    for n in 0..5 {
        name(&desk, &n.to_string(), "单位").await;
    }
    second.catch_up().await.unwrap();
    database.empty();
    name(&desk, "new", "清除之后").await;
    assert!(desk.take_written_back() && !desk.take_written_back());
    assert_eq!(desk.ledger().len(), 6);
    agrees(&database, &desk, "written back").await;
    // The other tab, behind by one, goes on as ever.
    second.commit(edit(vec![put(&second, "0", "name", "第二个窗口")])).await.unwrap();
    assert!(!second.take_written_back());
    agrees(&database, &second, "the other tab").await;
    assert_eq!(second.ledger().len(), 6);
}

#[wasm_bindgen_test]
async fn writing_back_is_whole_or_not_at_all_and_a_first_start_writes_nothing_back() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    name(&desk, "a", "第一条").await;
    assert!(!desk.take_written_back());
    for step in 0..6 {
        database.empty();
        database.fail_at(step, StoreError::Quota);
        let failed = desk.commit(edit(vec![put(&desk, "a", "name", &step.to_string())])).await.is_err();
        assert_eq!(failed, !database.take_failure(), "step {step}");
        name(&desk, "a", "再").await;
        agrees(&database, &desk, "after a failure").await;
    }
    assert_eq!(desk.head().device, device("aaaaaaaa"));
}

#[wasm_bindgen_test]
async fn an_import_that_the_page_does_not_outlive_is_known_afterwards() {
    let database = MemoryDatabase::new();
    let desk = tab(&database, "aaaaaaaa").await;
    let note = ImportNote { files: vec!["甲.json".to_owned()], ..ImportNote::default() };
    let mut made = batch(Why::Import(note));
    made.changes = (0..MANY).map(|n| Change::Merge(Box::new(named(&n.to_string(), "大批")))).collect();
    let mut commit = Box::pin(desk.commit(made.clone()));
    // As far as the note, then the page is gone.
    while desk.cut_import().await.unwrap().is_none() {
        assert!(futures::poll!(commit.as_mut()).is_pending());
    }
    drop(commit);
    let again = tab(&database, "aaaaaaaa").await;
    assert!(again.ledger().is_empty());
    assert_eq!(again.cut_import().await.unwrap().unwrap().files, ["甲.json"]);
    assert!(again.drafts().await.unwrap().is_empty(), "it is nobody's form");
    // Done, it is forgotten in the same transaction; so it is if there was nothing to write.
    again.commit(made.clone()).await.unwrap();
    assert_eq!(again.cut_import().await.unwrap(), None);
    again.commit(made).await.unwrap();
    assert_eq!(again.cut_import().await.unwrap(), None);
}

/// Overwrites a stored text.
async fn overwrite(desk: &Tab, store: StoreName, key: Key, text: &str) {
    let mut writes = Writes::new();
    writes.put(store, key, text);
    desk.store.transact(vec![], &[store], Durability::Strict, |_| Ok::<_, ()>((writes, ()))).await.unwrap().unwrap();
}

async fn texts(desk: &Tab, store: StoreName) -> Vec<(Key, String)> {
    let rows = desk.store.read(vec![Read::all(store)]).await.unwrap().remove(0);
    rows.into_iter().map(|(key, data)| (key, data.whole_text())).collect()
}

#[wasm_bindgen_test]
async fn what_is_damaged_on_the_disk_is_kept_aside_and_said() {
    for (store, damage) in [StoreName::Blocks, StoreName::Journal].into_iter().flat_map(|s| [(s, 0), (s, 2)]) {
        let database = MemoryDatabase::new();
        let desk = tab(&database, "aaaaaaaa").await;
        let three: Vec<Change> = (0..3).map(|n| put(&desk, &n.to_string(), "name", "单位")).collect();
        desk.commit(edit(three)).await.unwrap();
        if store == StoreName::Blocks {
            desk.compact().await.unwrap();
        }
        let all = rows(&desk);
        // The first line, or a row, loses its beginning.
        let (key, text) = texts(&desk, store).await.remove(0);
        let mut lines: Vec<&str> = text.lines().collect();
        lines[damage] = &lines[damage][5..];
        let (broken, text) = (lines[damage].to_owned(), lines.join("\n"));
        overwrite(&desk, store, key, &text).await;

        let again = tab(&database, "bbbbbbbb").await;
        let left = 3 - usize::from(damage > 0);
        assert_eq!(again.ledger().len(), left, "{store:?} {damage}");
        assert!(rows(&again).iter().all(|(id, row)| all.get(id) == Some(row)));
        assert_eq!(again.ledger().unreadable().iter().map(|r| &**r).collect::<Vec<_>>(), [broken.as_str()]);
        // Work goes on, and even when everything is written anew it stays.
        name(&again, "new", "新").await;
        for _ in 0..3 {
            again.compact().await.unwrap();
        }
        let later = tab(&database, "cccccccc").await;
        assert_eq!((later.ledger().len(), later.ledger().unreadable().len()), (left + 1, 1), "{store:?} {damage}");
        assert!(texts(&later, StoreName::Blocks).await.iter().any(|(_, text)| text.contains(&broken)));
    }
}

#[wasm_bindgen_test]
async fn a_new_device_goes_on_where_the_old_one_was() {
    let (old_disk, new_disk) = (MemoryDatabase::new(), MemoryDatabase::new());
    let old = tab(&old_disk, "aaaaaaaa").await;
    for address in ["一", "二", "三"] {
        name(&old, "a", address).await;
    }
    let draft = Draft { kind: "partner".to_owned(), ..Draft::default() };
    old.keep_draft("form", &draft).await.unwrap();
    let mut moved = Vec::new();
    old.belongings(async |some| moved.extend(some)).await.unwrap();

    let new = tab(&new_disk, "bbbbbbbb").await;
    let record = old.ledger().get(&super::tests::partner("a")).unwrap();
    let made = || {
        let mut made = batch(Why::Import(ImportNote::default()));
        made.changes = vec![Change::Merge(Box::new(record.clone()))];
        made.head = vec![HeadChange::Continue(old.ledger().rev())];
        made
    };
    new_disk.fail_at(6, StoreError::Quota);
    assert!(new.commit_moved(made(), moved.clone()).await.is_err());
    assert!(new.ledger().rev() == 0 && new.drafts().await.unwrap().is_empty(), "nothing has moved");
    new.commit_moved(made(), moved).await.unwrap();
    assert_eq!((new.ledger().rev(), new.head().told), (4, 3));
    name(&new, "a", "四").await;

    for desk in [&new, &tab(&new_disk, "cccccccc").await] {
        assert_eq!((title(desk, "a"), desk.ledger().rev()), ("四".to_owned(), 5));
        let past = desk.history(&super::tests::partner("a")).await.unwrap();
        let before = past.iter().map(|p| p.before.shown("name").unwrap().to_string()).collect::<Vec<_>>();
        assert_eq!(before, ["\"三\"", "\"二\"", "\"一\""]);
        assert_eq!(desk.drafts().await.unwrap().get("form"), Some(&draft));
        assert_eq!(desk.batches_before(u64::from(u32::MAX), 50).await.unwrap().len(), 5);
    }
}

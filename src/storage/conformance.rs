//! What every store promises, written once and run for each of them in a browser.
//!
//! What only IndexedDB can do wrong (upgrades, lost connections) is tested in `idb::tests`.

use super::idb::{self, IdbStore};
use super::memory::{MemoryDatabase, MemoryStore};
use super::{Data, Durability, Key, MAX_NUMBER, Range, Read, Store, StoreError, StoreName, Writes};
use std::cell::Cell;
use std::convert::Infallible;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use wasm_bindgen_test::wasm_bindgen_test;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// A new, empty database that can be opened more than once.
trait Fixture {
    type Store: Store + 'static;
    async fn open_layout(&self, layout: u32) -> Result<Self::Store, StoreError>;

    async fn open(&self) -> Self::Store {
        self.open_layout(idb::LAYOUT).await.unwrap()
    }
}

impl Fixture for MemoryDatabase {
    type Store = MemoryStore;
    async fn open_layout(&self, layout: u32) -> Result<MemoryStore, StoreError> {
        self.open(layout)
    }
}

/// The name of a database that nobody has used.
pub(crate) struct FreshName(pub(crate) String);

impl FreshName {
    pub(crate) fn new() -> Self {
        Self(format!("conformance-{}-{}", js_sys::Date::now(), js_sys::Math::random()))
    }
}

impl Fixture for FreshName {
    type Store = IdbStore;
    async fn open_layout(&self, layout: u32) -> Result<IdbStore, StoreError> {
        IdbStore::open_layout(&self.0, layout, |_| {}).await
    }
}

/// Runs each of these tests for both stores.
macro_rules! for_both_stores {
    ($($test:ident)*) => {
        mod memory_store {
            $(#[super::wasm_bindgen_test] async fn $test() { super::$test(super::MemoryDatabase::new()).await })*
        }
        mod idb_store {
            $(#[super::wasm_bindgen_test] async fn $test() { super::$test(super::FreshName::new()).await })*
        }
    };
}

for_both_stores! {
    rows_come_back_byte_for_byte
    keys_are_ordered_by_type_then_value
    ranges_hold_what_they_say
    limits_count_from_the_end_that_comes_first
    keys_alone_leave_the_data
    several_reads_answer_in_order
    what_is_read_ahead_is_what_is_read
    deletions_come_before_puts
    a_refusal_writes_nothing
    a_row_that_cannot_be_written_takes_the_others_with_it
    a_store_outside_the_scope_is_refused
    a_transaction_needs_a_store
    handles_see_each_others_commits
    racing_handles_lose_no_commit
    a_dropped_future_writes_nothing
    rows_outlive_the_handle
    a_newer_layout_is_not_opened
    large_rows_are_kept
}

pub(super) async fn write(store: &impl Store, touches: &[StoreName], writes: Writes) -> Result<(), StoreError> {
    let decided = store.transact(vec![], touches, Durability::Strict, |_| Ok::<_, Infallible>((writes, ()))).await?;
    decided.map_err(|never| match never {})
}

pub(super) async fn put(store: &impl Store, name: StoreName, key: impl Into<Key>, data: impl Into<Data>) {
    let mut writes = Writes::new();
    writes.put(name, key, data);
    write(store, &[name], writes).await.unwrap();
}

pub(super) async fn rows(store: &impl Store, read: Read) -> Vec<(Key, Data)> {
    let mut rows = store.read(vec![read]).await.unwrap();
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

async fn keys(store: &impl Store, read: Read) -> Vec<Key> {
    rows(store, read).await.into_iter().map(|(key, _)| key).collect()
}

/// Ten numbers, two strings and four pairs.
async fn fill(store: &impl Store) -> Vec<Key> {
    let mut all: Vec<Key> = (1..=10).map(Key::from).collect();
    all.extend([Key::from("a"), Key::from("b")]);
    all.extend([("p", 1), ("p", 2), ("p", 30), ("q", 1)].map(Key::from));
    let mut writes = Writes::new();
    for key in all.iter().rev() {
        writes.put(StoreName::Journal, key.clone(), format!("{key:?}"));
    }
    write(store, &[StoreName::Journal], writes).await.unwrap();
    all
}

async fn rows_come_back_byte_for_byte(database: impl Fixture) {
    let store = database.open().await;
    let text = "{\"名称\":\"绿色化工 \u{1F9EA}\", \"n\": 1.0,\n\t\"z\":\"\\u0000\"}\0";
    put(&store, StoreName::Blocks, 7, text).await;
    put(&store, StoreName::Blocks, 8, "").await;
    put(&store, StoreName::Photos, "hash", vec![0, 255, 128, 7]).await;
    put(&store, StoreName::Photos, "empty", Vec::new()).await;
    assert_eq!(rows(&store, Read::one(StoreName::Blocks, 7)).await, [(Key::Num(7), Data::from(text))]);
    assert_eq!(rows(&store, Read::one(StoreName::Blocks, 8)).await, [(Key::Num(8), Data::from(""))]);
    assert_eq!(rows(&store, Read::one(StoreName::Blocks, 9)).await, []);
    let photos = rows(&store, Read::all(StoreName::Photos)).await;
    assert_eq!(photos[0], (Key::from("empty"), Data::Bytes(vec![])));
    assert_eq!(photos[1], (Key::from("hash"), Data::Bytes(vec![0, 255, 128, 7])));
    put(&store, StoreName::Blocks, 7, "new").await;
    assert_eq!(rows(&store, Read::all(StoreName::Blocks)).await[0].1, Data::from("new"));
}

async fn keys_are_ordered_by_type_then_value(database: impl Fixture) {
    let store = database.open().await;
    let mut expected = fill(&store).await;
    assert_eq!(keys(&store, Read::all(StoreName::Journal)).await, expected);
    let odd = ["", "\u{FF01}", "\u{1F600}", "中"].map(Key::from);
    for key in odd.iter().cloned().chain([Key::from(("", 0)), Key::Num(0), Key::Num(MAX_NUMBER)]) {
        put(&store, StoreName::Journal, key.clone(), "x").await;
        expected.push(key);
    }
    expected.sort();
    assert_eq!(keys(&store, Read::all(StoreName::Journal)).await, expected);
    expected.reverse();
    assert_eq!(keys(&store, Read::all(StoreName::Journal).newest_first()).await, expected);
}

/// Ranges of every form, some of them empty.
fn ranges() -> Vec<Range> {
    let between = |low: u64, high: u64| Range::Between(low.into(), high.into());
    vec![
        Range::All,
        Range::One(3.into()),
        Range::One(("p", 2).into()),
        Range::One(99.into()),
        Range::From(9.into()),
        Range::From("b".into()),
        Range::From(("q", 2).into()),
        between(3, 5),
        between(0, 99),
        between(5, 3),
        Range::Between("a".into(), ("p", 2).into()),
        Range::Prefix("p".into()),
        Range::Prefix("".into()),
    ]
}

async fn ranges_hold_what_they_say(database: impl Fixture) {
    let store = database.open().await;
    for range in ranges() {
        let all = fill(&store).await;
        let (inside, outside): (Vec<_>, Vec<_>) = all.into_iter().partition(|key| range.contains(key));
        assert_eq!(keys(&store, Read::new(StoreName::Journal, range.clone())).await, inside, "{range:?}");
        let mut writes = Writes::new();
        writes.delete(StoreName::Journal, range.clone());
        write(&store, &[StoreName::Journal], writes).await.unwrap();
        assert_eq!(keys(&store, Read::all(StoreName::Journal)).await, outside, "without {range:?}");
    }
}

async fn limits_count_from_the_end_that_comes_first(database: impl Fixture) {
    let store = database.open().await;
    let all = fill(&store).await;
    for range in ranges() {
        let inside: Vec<_> = all.iter().filter(|key| range.contains(key)).cloned().collect();
        for limit in [0, 1, 2, 3, 100] {
            let read = Read::new(StoreName::Journal, range.clone()).limit(limit);
            let limit = limit as usize;
            let first: Vec<_> = inside.iter().take(limit).cloned().collect();
            let last: Vec<_> = inside.iter().rev().take(limit).cloned().collect();
            assert_eq!(keys(&store, read.clone()).await, first, "{read:?}");
            assert_eq!(keys(&store, read.clone().newest_first()).await, last, "{read:?}, newest first");
            assert_eq!(keys(&store, read.clone().newest_first().keys_only()).await, last, "{read:?}, keys");
        }
    }
}

async fn keys_alone_leave_the_data(database: impl Fixture) {
    let store = database.open().await;
    put(&store, StoreName::Thumbs, "h", vec![1]).await;
    let expected = [(Key::from("h"), Data::from(""))];
    assert_eq!(rows(&store, Read::all(StoreName::Thumbs).keys_only()).await, expected);
    assert_eq!(rows(&store, Read::one(StoreName::Thumbs, "h").keys_only()).await, expected);
}

async fn several_reads_answer_in_order(database: impl Fixture) {
    let store = database.open().await;
    fill(&store).await;
    put(&store, StoreName::Head, "head", "{}").await;
    let reads = vec![
        Read::new(StoreName::Journal, Range::Between(1.into(), 10.into())).newest_first().limit(2),
        Read::one(StoreName::Head, "head"),
        Read::all(StoreName::Drafts),
        Read::new(StoreName::Journal, Range::Prefix("p".into())).newest_first().limit(1),
    ];
    let found = store.read(reads).await.unwrap();
    let found: Vec<Vec<Key>> = found.into_iter().map(|rows| rows.into_iter().map(|row| row.0).collect()).collect();
    assert_eq!(found, [vec![10.into(), 9.into()], vec!["head".into()], vec![], vec![("p", 30).into()]]);
}

/// Whether there is a worker or not, and whether it is asked for what was begun or for something else.
async fn what_is_read_ahead_is_what_is_read(database: impl Fixture) {
    let store = database.open().await;
    for key in 1..=9_u64 {
        put(&store, StoreName::Blocks, key, vec![u8::try_from(key).unwrap(); 3]).await;
    }
    let between = |low: u64, high: u64| Read::new(StoreName::Blocks, Range::Between(Key::Num(low), Key::Num(high)));
    let begun = || vec![between(1, 4), between(5, 8), between(9, 9)];
    for asked in [begun(), vec![between(1, 4), between(6, 7), between(9, 9)], vec![between(2, 2)]] {
        store.begin_reading(begun());
        for read in asked {
            assert_eq!(store.read_next(read.clone()).await.unwrap(), rows(&store, read).await);
        }
    }
    store.begin_reading(Vec::new());
    assert_eq!(store.read_next(between(3, 3)).await.unwrap().len(), 1);
}

async fn deletions_come_before_puts(database: impl Fixture) {
    let store = database.open().await;
    fill(&store).await;
    let mut writes = Writes::new();
    writes.put(StoreName::Journal, 3, "kept");
    writes.delete(StoreName::Journal, Range::All);
    write(&store, &[StoreName::Journal], writes).await.unwrap();
    assert_eq!(rows(&store, Read::all(StoreName::Journal)).await, [(Key::Num(3), Data::from("kept"))]);
}

async fn a_refusal_writes_nothing(database: impl Fixture) {
    let store = database.open().await;
    put(&store, StoreName::Head, "head", "1").await;
    let reads = vec![Read::one(StoreName::Head, "head")];
    let decided =
        store.transact(reads, &[], Durability::Strict, |rows| Err::<(Writes, ()), _>(rows[0][0].1.clone())).await;
    assert_eq!(decided, Ok(Err(Data::from("1"))), "the refusal saw the row");
    assert_eq!(rows(&store, Read::all(StoreName::Head)).await, [("head".into(), Data::from("1"))]);
}

async fn a_row_that_cannot_be_written_takes_the_others_with_it(database: impl Fixture) {
    let store = database.open().await;
    fill(&store).await;
    let mut writes = Writes::new();
    writes.delete(StoreName::Journal, Range::All);
    writes.put(StoreName::Journal, 1, "changed");
    writes.put(StoreName::Journal, MAX_NUMBER + 1, "no such key");
    let result = write(&store, &[StoreName::Journal], writes).await;
    assert!(matches!(result, Err(StoreError::Other(_))), "{result:?}");
    assert_eq!(rows(&store, Read::all(StoreName::Journal)).await.len(), 16);
    assert_eq!(rows(&store, Read::one(StoreName::Journal, 1)).await[0].1, Data::from("Num(1)"));
}

async fn a_store_outside_the_scope_is_refused(database: impl Fixture) {
    let store = database.open().await;
    let mut writes = Writes::new();
    writes.put(StoreName::Head, "head", "1");
    writes.put(StoreName::Blocks, 1, "1");
    let result = write(&store, &[StoreName::Head], writes).await;
    assert!(matches!(result, Err(StoreError::Other(_))), "{result:?}");
    assert_eq!(rows(&store, Read::all(StoreName::Head)).await, []);
}

async fn a_transaction_needs_a_store(database: impl Fixture) {
    let store = database.open().await;
    assert!(matches!(store.read(vec![]).await, Err(StoreError::Other(_))));
}

async fn handles_see_each_others_commits(database: impl Fixture) {
    let (one, two) = (database.open().await, database.open().await);
    put(&one, StoreName::Drafts, "visit/1", "early").await;
    assert_eq!(rows(&two, Read::all(StoreName::Drafts)).await[0].1, Data::from("early"));
    put(&two, StoreName::Drafts, "visit/1", "late").await;
    assert_eq!(rows(&one, Read::all(StoreName::Drafts)).await[0].1, Data::from("late"));
}

/// Reads the head, adds one, writes a journal row: the shape of every commit of the workspace.
async fn count_up(store: &impl Store) {
    let decided = store
        .transact(vec![Read::one(StoreName::Head, "head")], &[StoreName::Journal], Durability::Relaxed, |rows| {
            let rev = match rows[0].first() {
                Some((_, Data::Text(text))) => text.parse::<u64>().unwrap() + 1,
                _ => 1,
            };
            let mut writes = Writes::new();
            writes.put(StoreName::Head, "head", rev.to_string());
            writes.put(StoreName::Journal, rev, "row");
            Ok::<_, Infallible>((writes, rev))
        })
        .await;
    assert!(decided.unwrap().is_ok());
}

async fn racing_handles_lose_no_commit(database: impl Fixture) {
    let stores = Rc::new([database.open().await, database.open().await]);
    let done = Rc::new(Cell::new(0));
    for turn in 0..50 {
        let (stores, done) = (Rc::clone(&stores), Rc::clone(&done));
        wasm_bindgen_futures::spawn_local(async move {
            count_up(&stores[turn % 2]).await;
            done.set(done.get() + 1);
        });
    }
    while done.get() < 50 {
        gloo_timers::future::TimeoutFuture::new(5).await;
    }
    assert_eq!(rows(&stores[0], Read::all(StoreName::Head)).await[0].1, Data::from("50"));
    let expected: Vec<Key> = (1..=50).map(Key::from).collect();
    assert_eq!(keys(&stores[1], Read::all(StoreName::Journal).keys_only()).await, expected);
}

async fn a_dropped_future_writes_nothing(database: impl Fixture) {
    let store = database.open().await;
    put(&store, StoreName::Head, "head", "1").await;
    {
        let reads = vec![Read::one(StoreName::Head, "head")];
        let mut future = pin!(store.transact(reads, &[], Durability::Strict, |_| {
            let mut writes = Writes::new();
            writes.put(StoreName::Head, "head", "2");
            Ok::<_, Infallible>((writes, ()))
        }));
        let polled = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(polled, Poll::Pending));
    }
    // The store is free again, too: an abandoned transaction must not hold the next one up.
    assert_eq!(rows(&store, Read::all(StoreName::Head)).await[0].1, Data::from("1"));
    put(&store, StoreName::Head, "head", "3").await;
    assert_eq!(rows(&store, Read::all(StoreName::Head)).await[0].1, Data::from("3"));
}

async fn rows_outlive_the_handle(database: impl Fixture) {
    let store = database.open().await;
    let expected = fill(&store).await;
    drop(store);
    assert_eq!(keys(&database.open().await, Read::all(StoreName::Journal)).await, expected);
}

async fn a_newer_layout_is_not_opened(database: impl Fixture) {
    let newer = database.open_layout(idb::LAYOUT + 1).await.unwrap();
    put(&newer, StoreName::Head, "head", "new").await;
    assert_eq!(database.open_layout(idb::LAYOUT).await.err(), Some(StoreError::NewerLayout));
    assert_eq!(rows(&newer, Read::all(StoreName::Head)).await[0].1, Data::from("new"));
}

async fn large_rows_are_kept(database: impl Fixture) {
    let store = database.open().await;
    let text = "走访".repeat(1 << 19);
    let bytes: Vec<u8> = (0..3_000_000u32).map(|n| n.to_le_bytes()[0]).collect();
    put(&store, StoreName::Blocks, 1, text.clone()).await;
    put(&store, StoreName::Photos, "hash", bytes.clone()).await;
    // Not assert_eq: it would print megabytes.
    assert!(rows(&store, Read::all(StoreName::Blocks)).await == [(Key::Num(1), Data::Text(text))]);
    assert!(rows(&store, Read::all(StoreName::Photos)).await == [("hash".into(), Data::Bytes(bytes))]);
}

/// Wherever a transaction fails, nothing of it is left: what the workspace's own tests build on.
#[wasm_bindgen_test]
async fn memory_fails_at_every_step_without_a_trace() {
    let database = MemoryDatabase::new();
    let store = Fixture::open(&database).await;
    fill(&store).await;
    let before = rows(&store, Read::all(StoreName::Journal)).await;
    for step in 0.. {
        database.fail_at(step, StoreError::Quota);
        let mut writes = Writes::new();
        writes.delete(StoreName::Journal, Range::All);
        writes.put(StoreName::Journal, 1, "changed");
        let result = write(&store, &[StoreName::Journal], writes).await;
        if database.take_failure() {
            assert_eq!(result, Ok(()));
            assert_eq!(step, 4, "opening, a deletion, a put, the commit");
            break;
        }
        assert_eq!(result, Err(StoreError::Quota));
        assert_eq!(rows(&store, Read::all(StoreName::Journal)).await, before, "step {step}");
    }
}

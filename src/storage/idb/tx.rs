//! One transaction: reads, then writes, then completion.
//!
//! A transaction that is dropped is aborted. What an awaited request resumes here runs in the
//! microtask after the request's event, so nothing but requests may be awaited in this file.

use super::codec::{
    Query, data_from_js, data_to_js, error_from_exception, error_from_js, key_from_js, key_to_js, pairs_from_js,
};
use super::event::{Answer, Latch};
use super::schema;
use crate::platform::turn::Turns;
use crate::storage::{Data, Durability, Key, Range, Read, Rows, StoreError, StoreName, Writes};
use js_sys::{Array, Function, Object, Reflect};
use std::collections::VecDeque;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbCursor, IdbCursorDirection, IdbDatabase, IdbObjectStore, IdbTransaction};

/// Rows handed to the browser at a time.
const PUTS_AT_A_TIME: usize = 100;
/// Bytes handed to the browser at a time.
const BYTES_AT_A_TIME: usize = 1 << 20;

/// So many such parts may be on their way at once.
const AHEAD: usize = 4;

/// What a transaction may do.
#[derive(Clone, Copy)]
pub(super) enum Mode {
    ReadOnly,
    ReadWrite(Durability),
}

pub(super) struct Transaction {
    inner: IdbTransaction,
    outcome: Latch<Result<(), StoreError>>,
    /// Committed or aborted already; otherwise dropping aborts.
    ended: bool,
    _on_complete: Closure<dyn FnMut()>,
    _on_abort: Closure<dyn FnMut()>,
}

/// The answer to one read, on its way.
enum Pending {
    Nothing,
    /// One key, which is known: `undefined` when there is no such row.
    Value(Key, Answer),
    Keys(Answer),
    Pairs {
        keys: Answer,
        values: Answer,
    },
    /// A cursor at the highest key, to find the lowest key wanted.
    Newest {
        store: IdbObjectStore,
        query: Query,
        cursor: Answer,
        limit: u32,
    },
}

impl Transaction {
    pub(super) fn begin(database: &IdbDatabase, scope: &[StoreName], mode: Mode) -> Result<Self, StoreError> {
        let inner = open(database, scope, mode).map_err(|error| error_from_js(&error))?;
        let outcome = Latch::new();
        let on_complete = {
            let outcome = outcome.clone();
            Closure::<dyn FnMut()>::new(move || outcome.set(Ok(())))
        };
        let on_abort = {
            let (outcome, inner) = (outcome.clone(), inner.clone());
            Closure::<dyn FnMut()>::new(move || {
                // The cause is here alone when the disk turns out full at commit: by then every
                // request has succeeded.
                let cause = inner.error().map_or(StoreError::Aborted, |cause| error_from_exception(&cause));
                outcome.set(Err(cause));
            })
        };
        inner.set_oncomplete(Some(on_complete.as_ref().unchecked_ref()));
        inner.set_onabort(Some(on_abort.as_ref().unchecked_ref()));
        Ok(Self { inner, outcome, ended: false, _on_complete: on_complete, _on_abort: on_abort })
    }

    /// Issues every read at once and gathers the answers.
    pub(super) async fn read(&self, reads: &[Read]) -> Result<Rows, StoreError> {
        let pending = reads.iter().map(|read| self.ask(read)).collect::<Result<Vec<_>, _>>()?;
        let mut rows = Rows::with_capacity(reads.len());
        for (read, pending) in reads.iter().zip(pending) {
            let mut found = pending.rows(read).await?;
            if read.newest_first {
                found.reverse();
            }
            rows.push(found);
        }
        Ok(rows)
    }

    fn ask(&self, read: &Read) -> Result<Pending, StoreError> {
        let store = self.store(read.store)?;
        let query = Query::new(&read.range)?;
        match (&read.range, read.limit) {
            (_, Some(0)) => return Ok(Pending::Nothing),
            _ if matches!(query, Query::Nothing) => return Ok(Pending::Nothing),
            (Range::One(key), _) if !read.keys_only => {
                return Ok(Pending::Value(key.clone(), request(store.get(&query.to_js()))?));
            }
            (_, Some(limit)) if read.newest_first => {
                let direction = IdbCursorDirection::Prev;
                let cursor = store.open_key_cursor_with_range_and_direction(&query.to_js(), direction);
                let cursor = request(cursor)?;
                return Ok(Pending::Newest { store, query, cursor, limit });
            }
            _ => {}
        }
        all(&store, &query, read)
    }

    /// Issues all of `writes`. They count only after [`Transaction::commit`]. Of many the page gets
    /// its turn in between, while the browser works on what it has.
    pub(super) async fn write(&self, writes: Writes) -> Result<(), StoreError> {
        for (store, range) in writes.deletes {
            let store = self.store(store)?;
            let done = match Query::new(&range)? {
                Query::Nothing => continue,
                Query::Everything => store.clear(),
                Query::Within(range) => store.delete(&range),
            };
            done.map_err(|error| error_from_js(&error))?;
        }
        // While the browser writes some rows, the next are handed to it. What has been written is
        // often told within the same task, so that only waiting for the last ends it.
        let mut under_way = VecDeque::new();
        let mut turns = Turns::new();
        let (mut issued, mut bytes) = (0, 0);
        for (store, key, data) in writes.puts {
            let put = request(self.store(store)?.put_with_key(&data_to_js(&data), &key_to_js(&key)?))?;
            (issued, bytes) = (issued + 1, bytes + data.len());
            if issued >= PUTS_AT_A_TIME || bytes >= BYTES_AT_A_TIME {
                under_way.push_back(put);
                if turns.begin_if_due() {
                    while let Some(put) = under_way.pop_front() {
                        put.await?;
                    }
                } else if under_way.len() > AHEAD
                    && let Some(oldest) = under_way.pop_front()
                {
                    oldest.await?;
                }
                (issued, bytes) = (0, 0);
            }
        }
        Ok(())
    }

    /// Resolves when the transaction has completed, or says why it was aborted.
    pub(super) async fn commit(mut self) -> Result<(), StoreError> {
        self.ended = true;
        // Browsers without `commit` commit by themselves, a little later.
        call(&self.inner, "commit", &Array::new()).ok();
        self.outcome.clone().await
    }

    /// Takes every write back; resolves when that is done.
    pub(super) async fn abort(mut self) {
        self.ended = true;
        if self.inner.abort().is_ok() {
            self.outcome.clone().await.ok();
        }
    }

    /// Leaves a read-only transaction to end by itself.
    pub(super) fn finish(mut self) {
        self.ended = true;
    }

    fn store(&self, store: StoreName) -> Result<IdbObjectStore, StoreError> {
        self.inner.object_store(schema::name(store)).map_err(|error| error_from_js(&error))
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        self.inner.set_oncomplete(None);
        self.inner.set_onabort(None);
        if !self.ended {
            // It fails only when the browser has ended the transaction before us.
            self.inner.abort().ok();
        }
    }
}

impl Pending {
    async fn rows(self, read: &Read) -> Result<Vec<(Key, Data)>, StoreError> {
        match self {
            Self::Nothing => Ok(Vec::new()),
            Self::Value(key, value) => {
                let value = value.await?;
                if value.is_undefined() {
                    return Ok(Vec::new());
                }
                Ok(vec![(key, data_from_js(&value)?)])
            }
            Self::Newest { store, query, cursor, limit } => {
                let query = newest(query, cursor, limit).await?;
                if matches!(query, Query::Nothing) {
                    return Ok(Vec::new());
                }
                gather(all(&store, &query, &Read { limit: None, ..read.clone() })?).await
            }
            other => gather(other).await,
        }
    }
}

/// Issues `getAllKeys` and, if the data is wanted, `getAll`.
fn all(store: &IdbObjectStore, query: &Query, read: &Read) -> Result<Pending, StoreError> {
    // For IndexedDB a count of 0 means no limit.
    let (range, count) = (query.to_js(), read.limit.unwrap_or(0));
    let keys = request(store.get_all_keys_with_key_and_limit(&range, count))?;
    if read.keys_only {
        return Ok(Pending::Keys(keys));
    }
    let values = request(store.get_all_with_key_and_limit(&range, count))?;
    Ok(Pending::Pairs { keys, values })
}

async fn gather(pending: Pending) -> Result<Vec<(Key, Data)>, StoreError> {
    match pending {
        Pending::Keys(keys) => {
            let keys = Array::from(&keys.await?);
            keys.iter().map(|key| Ok((key_from_js(&key)?, Data::Text(String::new())))).collect()
        }
        Pending::Pairs { keys, values } => pairs_from_js(&Array::from(&keys.await?), &Array::from(&values.await?)),
        Pending::Nothing | Pending::Value(..) | Pending::Newest { .. } => Ok(Vec::new()),
    }
}

/// The part of `query` that holds its `limit` highest keys: two steps of a key cursor instead of
/// one for every row, since `getAll` knows no direction.
async fn newest(query: Query, cursor: Answer, limit: u32) -> Result<Query, StoreError> {
    let request = cursor.request();
    let Ok(cursor) = cursor.await?.dyn_into::<IdbCursor>() else {
        return Ok(Query::Nothing);
    };
    if limit > 1 {
        cursor.advance(limit - 1).map_err(|error| error_from_js(&error))?;
        if Answer::new(request).await?.is_null() {
            return Ok(query);
        }
    }
    let low = cursor.key().map_err(|error| error_from_js(&error))?;
    query.starting_at(&low)
}

fn request(issued: Result<web_sys::IdbRequest, JsValue>) -> Result<Answer, StoreError> {
    issued.map(Answer::new).map_err(|error| error_from_js(&error))
}

fn open(database: &IdbDatabase, scope: &[StoreName], mode: Mode) -> Result<IdbTransaction, JsValue> {
    let names: Array = scope.iter().map(|store| JsValue::from_str(schema::name(*store))).collect();
    let (mode, durability) = match mode {
        Mode::ReadOnly => ("readonly", "default"),
        Mode::ReadWrite(Durability::Strict) => ("readwrite", "strict"),
        Mode::ReadWrite(Durability::Relaxed) => ("readwrite", "relaxed"),
    };
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &durability.into())?;
    call(database, "transaction", &Array::of3(&names, &mode.into(), &options))?.dyn_into()
}

/// Calls a method that web-sys offers only among its unstable or deprecated parts.
fn call(object: &JsValue, method: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    method.apply(object, arguments)
}

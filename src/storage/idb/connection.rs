//! Opening and deleting the database, and listening to what the browser asks of a connection.

use super::event::{Latch, failure_of, result_of};
use super::{Inner, Retirement, schema};
use crate::storage::StoreError;
use gloo_timers::callback::Timeout;
use js_sys::Reflect;
use std::cell::Cell;
use std::rc::{Rc, Weak};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbVersionChangeEvent};

/// How long to wait before the person is told, in ms. Of several waiting requests only the first
/// gets a `blocked` event, so a clock decides.
const PATIENCE_MS: u32 = 1_500;

/// How long a connection stays open after it was asked to close, in ms: for drafts. Must be well
/// below [`PATIENCE_MS`], or the other tab would be told that we block it.
const GRACE_MS: u32 = 500;

/// An open database. Dropping it closes it, after the transactions under way.
pub(super) struct Connection {
    database: IdbDatabase,
    _on_version_change: Closure<dyn FnMut(IdbVersionChangeEvent)>,
    _on_close: Closure<dyn FnMut()>,
}

impl Connection {
    /// Opens database `name` in `layout` and tells `owner` what happens to it.
    pub(super) async fn open(name: &str, layout: u32, owner: Weak<Inner>) -> Result<Self, StoreError> {
        let request = factory()?.open_with_u32(name, layout).map_err(|error| opening_error(thrown(&error)))?;
        let on_upgrade = {
            let request = request.clone();
            Closure::once_into_js(move || {
                let upgraded = request.result().and_then(|database| schema::upgrade(database.unchecked_ref()));
                if upgraded.is_err()
                    && let Some(transaction) = request.transaction()
                {
                    // Half a layout must not stay; the request then fails.
                    transaction.abort().ok();
                }
            })
        };
        request.set_onupgradeneeded(Some(on_upgrade.unchecked_ref()));
        let late = |database: JsValue| database.unchecked_into::<IdbDatabase>().close();
        let database = outcome(&request, late).await?.map_err(opening_error)?;
        Ok(Self::listen(database.unchecked_into(), owner))
    }

    pub(super) fn database(&self) -> IdbDatabase {
        self.database.clone()
    }

    fn listen(database: IdbDatabase, owner: Weak<Inner>) -> Self {
        let on_version_change = {
            let owner = owner.clone();
            Closure::<dyn FnMut(_)>::new(move |event: IdbVersionChangeEvent| {
                let Some(inner) = owner.upgrade() else { return };
                let reason = match event.new_version() {
                    Some(_) => Retirement::NewerLayout,
                    None => Retirement::Erased,
                };
                (inner.on_retire)(reason);
                Timeout::new(GRACE_MS, move || inner.retire(reason.into())).forget();
            })
        };
        let on_close = Closure::<dyn FnMut()>::new(move || {
            if let Some(inner) = owner.upgrade() {
                inner.lose();
            }
        });
        database.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        database.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Self { database, _on_version_change: on_version_change, _on_close: on_close }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.set_onversionchange(None);
        self.database.set_onclose(None);
        self.database.close();
    }
}

/// Deletes database `name`.
pub(super) async fn delete(name: &str) -> Result<(), StoreError> {
    let request = factory()?.delete_database(name).map_err(|error| opening_error(thrown(&error)))?;
    outcome(&request, drop).await?.map(drop)
}

/// Waits for `request`; the outer error is [`StoreError::Blocked`], after [`PATIENCE_MS`].
///
/// A request cannot be withdrawn. If it succeeds when nobody waits any more, the result goes to
/// `late`; its handlers free themselves when called.
async fn outcome(
    request: &IdbOpenDbRequest,
    late: impl FnOnce(JsValue) + 'static,
) -> Result<Result<JsValue, StoreError>, StoreError> {
    let latch = Latch::new();
    let waiting = Waiting(Rc::new(Cell::new(true)));
    let on_success = {
        let (request, latch, waiting) = (request.clone(), latch.clone(), Rc::clone(&waiting.0));
        Closure::once_into_js(move || match result_of(&request) {
            Ok(value) if !waiting.get() => late(value),
            result => latch.set(Ok(result)),
        })
    };
    let on_error = {
        let (request, latch) = (request.clone(), latch.clone());
        Closure::once_into_js(move || latch.set(Ok(Err(failure_of(&request)))))
    };
    request.set_onsuccess(Some(on_success.unchecked_ref()));
    request.set_onerror(Some(on_error.unchecked_ref()));
    let _timer = {
        let (latch, waiting) = (latch.clone(), Rc::clone(&waiting.0));
        Timeout::new(PATIENCE_MS, move || {
            waiting.set(false);
            latch.set(Err(StoreError::Blocked));
        })
    };
    latch.await
}

/// Whether somebody still waits: not after the future that holds this was dropped.
struct Waiting(Rc<Cell<bool>>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// `indexedDB` of the page or the worker.
fn factory() -> Result<IdbFactory, StoreError> {
    // Reading the property throws in some private windows and is undefined or null in others.
    Reflect::get(&js_sys::global(), &"indexedDB".into())
        .ok()
        .and_then(|factory| factory.dyn_into().ok())
        .ok_or(StoreError::Unavailable)
}

fn thrown(error: &JsValue) -> StoreError {
    super::codec::error_from_js(error)
}

/// At open, what elsewhere means a closed connection means a browser that keeps nothing.
fn opening_error(error: StoreError) -> StoreError {
    match error {
        StoreError::Closed => StoreError::Unavailable,
        other => other,
    }
}

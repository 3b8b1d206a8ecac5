//! What only IndexedDB does: connections that are lost, layouts that change, exceptions.

use super::*;
use crate::storage::conformance::{FreshName, put, rows};
use crate::storage::{Data, Read};
use gloo_timers::future::TimeoutFuture;
use std::cell::Cell;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::DomException;

fn exception(name: &str) -> StoreError {
    codec::error_from_exception(&DomException::new_with_message_and_name("detail", name).unwrap())
}

#[wasm_bindgen_test]
fn exceptions_are_told_apart() {
    assert_eq!(exception("QuotaExceededError"), StoreError::Quota);
    assert_eq!(exception("VersionError"), StoreError::NewerLayout);
    assert_eq!(exception("InvalidStateError"), StoreError::Closed);
    assert_eq!(exception("AbortError"), StoreError::Aborted);
    let lost = "Connection to Indexed Database server lost. Refresh the page to try again";
    let lost = DomException::new_with_message_and_name(lost, "UnknownError").unwrap();
    assert_eq!(codec::error_from_exception(&lost), StoreError::Closed);
    assert_eq!(exception("DataError"), StoreError::Other("DataError: detail".to_owned()));
}

#[wasm_bindgen_test]
async fn a_connection_that_the_browser_closed_is_opened_again() {
    let store = IdbStore::open(&FreshName::new().0, |_| {}).await.unwrap();
    put(&store, StoreName::Head, "head", "1").await;
    Inner::database(&store.inner).await.unwrap().close();
    put(&store, StoreName::Head, "head", "2").await;
    Inner::database(&store.inner).await.unwrap().close();
    assert_eq!(rows(&store, Read::all(StoreName::Head)).await[0].1, Data::from("2"));
}

#[wasm_bindgen_test]
async fn a_closed_handle_stays_closed() {
    let store = IdbStore::open(&FreshName::new().0, |_| {}).await.unwrap();
    store.close();
    assert_eq!(store.read(vec![Read::all(StoreName::Head)]).await, Err(StoreError::Closed));
}

#[wasm_bindgen_test]
async fn an_older_window_makes_room_and_still_saves_its_drafts() {
    let name = FreshName::new();
    let asked = Rc::new(Cell::new(None));
    let old = {
        let asked = Rc::clone(&asked);
        IdbStore::open(&name.0, move |reason| asked.set(Some(reason))).await.unwrap()
    };
    let saver = {
        let (old, asked) = (old.clone(), Rc::clone(&asked));
        async move {
            while asked.get().is_none() {
                TimeoutFuture::new(10).await;
            }
            put(&old, StoreName::Drafts, "visit/1", "typed text").await;
        }
    };
    wasm_bindgen_futures::spawn_local(saver);
    let new = IdbStore::open_layout(&name.0, LAYOUT + 1, |_| {}).await.unwrap();
    assert_eq!(asked.get(), Some(Retirement::NewerLayout));
    assert_eq!(rows(&new, Read::all(StoreName::Drafts)).await[0].1, Data::from("typed text"));
    assert_eq!(old.read(vec![Read::all(StoreName::Head)]).await, Err(StoreError::NewerLayout));
}

#[wasm_bindgen_test]
async fn a_window_that_does_not_make_room_is_reported_and_waited_for() {
    let name = FreshName::new();
    let old = IdbStore::open(&name.0, |_| {}).await.unwrap();
    let database = Inner::database(&old.inner).await.unwrap();
    database.set_onversionchange(None);
    // The first attempt gets a `blocked` event, the second waits behind it without one.
    for _ in 0..2 {
        let result = IdbStore::open_layout(&name.0, LAYOUT + 1, |_| {}).await;
        assert_eq!(result.err(), Some(StoreError::Blocked));
    }
    old.close();
    let new = IdbStore::open_layout(&name.0, LAYOUT + 1, |_| {}).await.unwrap();
    put(&new, StoreName::Head, "head", "1").await;
    // The attempts given up have closed themselves: nothing stands in the way of the next layout.
    drop(new);
    IdbStore::open_layout(&name.0, LAYOUT + 2, |_| {}).await.unwrap();
}

#[wasm_bindgen_test]
async fn erasing_leaves_an_empty_database() {
    let name = FreshName::new();
    let store = IdbStore::open(&name.0, |_| {}).await.unwrap();
    put(&store, StoreName::Head, "head", "1").await;
    store.erase().await.unwrap();
    let store = IdbStore::open(&name.0, |_| {}).await.unwrap();
    assert_eq!(rows(&store, Read::all(StoreName::Head)).await, []);
}

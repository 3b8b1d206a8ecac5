//! Small preferences of this browser, such as the theme. Nothing here is data: it may be lost at
//! any time, and then the default holds.

use gloo_storage::{LocalStorage, Storage};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::marker::PhantomData;

/// A preference: its key in localStorage and its type.
pub struct Pref<T> {
    key: &'static str,
    kind: PhantomData<fn() -> T>,
}

impl<T: Serialize + DeserializeOwned> Pref<T> {
    /// A preference kept under `key`, which should begin with `ronghe.`.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self { key, kind: PhantomData }
    }

    /// The value set last; `None` when there is none that can be read.
    #[must_use]
    pub fn get(&self) -> Option<T> {
        if !available() {
            return None;
        }
        LocalStorage::get(self.key).ok()
    }

    /// Sets the value; returns whether it was kept.
    pub fn set(&self, value: &T) -> bool {
        available() && LocalStorage::set(self.key, value).is_ok()
    }

    /// Goes back to the default.
    pub fn clear(&self) {
        if available() {
            LocalStorage::delete(self.key);
        }
    }
}

/// gloo-storage panics where localStorage is forbidden.
fn available() -> bool {
    super::window().is_ok_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}

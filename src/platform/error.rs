//! What a browser could not do. The sentence for the person is the caller's: only he knows what
//! was being tried.

use std::fmt;
use wasm_bindgen::{JsCast, JsValue};

/// Something the browser refused or does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlatformError {
    /// The name of the exception, such as `NotAllowedError`; `missing` for what is not there.
    pub name: String,
    /// The browser's own words, for 复制详情.
    pub detail: String,
}

impl PlatformError {
    /// The browser lacks `what`.
    #[must_use]
    pub fn missing(what: &str) -> Self {
        Self { name: "missing".to_owned(), detail: what.to_owned() }
    }
}

impl From<JsValue> for PlatformError {
    fn from(thrown: JsValue) -> Self {
        // A DOMException is not a js_sys::Error, but both have these two properties.
        match thrown.dyn_ref::<js_sys::Object>() {
            Some(object) => {
                let error: &js_sys::Error = object.unchecked_ref();
                Self { name: error.name().into(), detail: error.message().into() }
            }
            None => Self { name: "thrown".to_owned(), detail: format!("{thrown:?}") },
        }
    }
}

impl fmt::Display for PlatformError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.detail)
    }
}

impl std::error::Error for PlatformError {}

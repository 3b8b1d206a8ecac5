//! Whether the browser may throw our data away, and how much room there is.

use super::{PlatformError, window};
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

/// Room on this device, in bytes. Browsers round it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Used by this page.
    pub used: f64,
    /// Granted to this page, the used part included.
    pub granted: f64,
}

/// Asks the browser to keep the data until the person deletes it. It may ask the person.
///
/// # Errors
/// When the browser has no storage manager (an old one, or a page without https).
pub async fn persist() -> Result<bool, PlatformError> {
    Ok(settled(storage()?.persist()).await?.is_truthy())
}

/// Whether the browser keeps the data until the person deletes it.
///
/// # Errors
/// As [`persist`].
pub async fn persisted() -> Result<bool, PlatformError> {
    Ok(settled(storage()?.persisted()).await?.is_truthy())
}

/// How much room there is.
///
/// # Errors
/// As [`persist`].
pub async fn room() -> Result<Room, PlatformError> {
    let estimate: StorageEstimate = settled(storage()?.estimate()).await?.unchecked_into();
    match (estimate.get_usage(), estimate.get_quota()) {
        (Some(used), Some(granted)) => Ok(Room { used, granted }),
        _ => Err(PlatformError::missing("storage estimate")),
    }
}

fn storage() -> Result<StorageManager, PlatformError> {
    let storage = window()?.navigator().storage();
    if storage.is_undefined() {
        return Err(PlatformError::missing("navigator.storage"));
    }
    Ok(storage)
}

async fn settled(promise: Result<Promise, JsValue>) -> Result<JsValue, PlatformError> {
    Ok(JsFuture::from(promise?).await?)
}

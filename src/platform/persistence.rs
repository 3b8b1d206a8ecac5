//! Whether the browser may throw our data away, and how much room there is.

use super::{PlatformError, window};
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

/// Room on this device, in bytes. Browsers round it, and some name an amount that has nothing to do
/// with the disk; there a full storage is known only when it refuses a commit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Used by this page.
    pub used: f64,
    /// Granted to this page, the used part included.
    pub granted: f64,
}

/// Less than so many bytes free is nearly full: a day of photos.
const FEW_BYTES: f64 = 50e6;

/// Less than this part of what was granted free is nearly full.
const SMALL_PART: f64 = 0.05;

impl Room {
    /// Bytes that are still free.
    #[must_use]
    pub fn free(&self) -> f64 {
        (self.granted - self.used).max(0.0)
    }

    /// Whether it is nearly full. A browser that grants nothing says nothing.
    #[must_use]
    pub fn is_low(&self) -> bool {
        self.granted > 0.0 && (self.free() < FEW_BYTES || self.free() < self.granted * SMALL_PART)
    }
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

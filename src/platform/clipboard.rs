//! Putting text where the person can paste it from.

use super::{PlatformError, window};
use wasm_bindgen_futures::JsFuture;

/// Copies `text`. Call it from a click: some browsers allow it only then.
///
/// # Errors
/// When the browser has no clipboard (a page without https) or refuses it.
pub async fn copy(text: &str) -> Result<(), PlatformError> {
    let clipboard = window()?.navigator().clipboard();
    if clipboard.is_undefined() {
        return Err(PlatformError::missing("navigator.clipboard"));
    }
    JsFuture::from(clipboard.write_text(text)).await?;
    Ok(())
}

//! Files that lie beside the page, of its own build: the service worker has them, too.

use super::{PlatformError, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The text of the file at `path`, such as `/demo.json`.
///
/// # Errors
/// When neither the copy that was kept nor the host has it.
pub async fn text(path: &str) -> Result<String, PlatformError> {
    let answer = JsFuture::from(window()?.fetch_with_str(path)).await?;
    let answer: Response = answer.dyn_into()?;
    if !answer.ok() {
        return Err(PlatformError { name: "missing".to_owned(), detail: format!("{path}: {}", answer.status()) });
    }
    let text = JsFuture::from(answer.text()?).await?;
    text.as_string().ok_or_else(|| PlatformError::missing(path))
}

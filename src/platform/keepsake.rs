//! One small text beside the database: in localStorage and in a cache of its own. If the database
//! is empty and one of the two still has it, there was something once. What it says is the
//! caller's.
//!
//! The name of the cache does not begin like those of `sw.js`, which drops its older ones.

use super::prefs::Pref;
use super::{PlatformError, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, Response};

const KEY: Pref<String> = Pref::new("ronghe.keepsake");
const CACHE: &str = "ronghe.keepsake";
const ADDRESS: &str = "/keepsake";

/// Keeps `text` in both places; returns whether at least one of them took it.
pub async fn keep(text: &str) -> bool {
    let here = KEY.set(&text.to_owned());
    put(text).await.is_ok() || here
}

/// What was kept last, if one of the places still has it.
pub async fn find() -> Option<String> {
    match KEY.get() {
        Some(text) => Some(text),
        None => get().await.ok().flatten(),
    }
}

/// Takes it away from both places, for a device that is cleared on purpose.
///
/// # Errors
/// When the browser does not let go of the cache.
pub async fn forget() -> Result<(), PlatformError> {
    KEY.clear();
    let caches = window()?.caches()?;
    if !caches.is_undefined() {
        JsFuture::from(caches.delete(CACHE)).await?;
    }
    Ok(())
}

async fn cache() -> Result<Cache, PlatformError> {
    let caches = window()?.caches()?;
    if caches.is_undefined() {
        return Err(PlatformError::missing("caches"));
    }
    Ok(JsFuture::from(caches.open(CACHE)).await?.unchecked_into())
}

async fn put(text: &str) -> Result<(), PlatformError> {
    let response = Response::new_with_opt_str(Some(text))?;
    JsFuture::from(cache().await?.put_with_str(ADDRESS, &response)).await?;
    Ok(())
}

async fn get() -> Result<Option<String>, PlatformError> {
    let found = JsFuture::from(cache().await?.match_with_str(ADDRESS)).await?;
    let Ok(response) = found.dyn_into::<Response>() else { return Ok(None) };
    Ok(JsFuture::from(response.text()?).await?.as_string())
}

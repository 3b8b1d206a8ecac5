//! Taking everything of this page out of the browser, database aside: for a device that is handed
//! on.

use super::{PlatformError, keepsake, window};
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::ServiceWorkerRegistration;

/// Deletes preferences, caches and the service worker. The page works until it is closed.
///
/// # Errors
/// When the browser does not let go of one of them.
pub async fn everything_but_the_database() -> Result<(), PlatformError> {
    let window = window()?;
    keepsake::forget().await?;
    for storage in [window.local_storage()?, window.session_storage()?].into_iter().flatten() {
        storage.clear()?;
    }
    let caches = window.caches()?;
    if !caches.is_undefined() {
        let names: Array = JsFuture::from(caches.keys()).await?.unchecked_into();
        for name in names.iter().filter_map(|name| name.as_string()) {
            JsFuture::from(caches.delete(&name)).await?;
        }
    }
    let workers = window.navigator().service_worker();
    if !workers.is_undefined() {
        let registered: Array = JsFuture::from(workers.get_registrations()).await?.unchecked_into();
        for registration in registered.iter().filter_map(|r| r.dyn_into::<ServiceWorkerRegistration>().ok()) {
            JsFuture::from(registration.unregister()?).await?;
        }
    }
    Ok(())
}

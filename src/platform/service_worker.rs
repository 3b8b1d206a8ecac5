//! New builds of the page. The worker itself and its registration are plain JavaScript in
//! `public/`; here is only what passes between it and the page.

use super::{Listener, PlatformError, window};
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlMetaElement};

/// Raised by `boot.js` when a complete new build lies ready.
const AVAILABLE: &str = "ronghe:update-available";

/// Raised by the page when the person wants the new build; `boot.js` swaps and reloads this tab.
/// Other tabs may hold a form: they are told that an update is ready, and reload when asked.
const APPLY: &str = "ronghe:apply-update";

/// Set by `boot.js` together with [`AVAILABLE`], for a page that listens later.
const FLAG: &str = "__ronghe_update";

/// Whether a new build lies ready.
#[must_use]
pub fn update_waiting() -> bool {
    Reflect::get(&js_sys::global(), &FLAG.into()).is_ok_and(|flag| flag.is_truthy())
}

/// Calls `callback` when a new build becomes ready. Look at [`update_waiting`] first.
///
/// # Errors
/// When there is no window.
pub fn on_update(callback: impl Fn() + 'static) -> Result<Listener, PlatformError> {
    let window = window()?;
    Listener::new(&window, AVAILABLE, move |_| callback())
}

/// Swaps to the build that lies ready and reloads this tab; every other tab hears of it through
/// [`on_update`]. Forms keep their drafts as the page leaves.
///
/// # Errors
/// When there is no window.
pub fn apply_update() -> Result<(), PlatformError> {
    window()?.dispatch_event(&Event::new(APPLY)?)?;
    Ok(())
}

/// The build that this page is of, from `<meta name="build">`.
#[must_use]
pub fn build_id() -> Option<String> {
    meta("meta[name=build]")
}

/// The day that this build is of, `2026-11-23`, from `<meta name="built">`.
#[must_use]
pub fn built_day() -> Option<String> {
    meta("meta[name=built]")
}

fn meta(selector: &str) -> Option<String> {
    let document = window().ok()?.document()?;
    let meta = document.query_selector(selector).ok()??;
    let content = meta.dyn_into::<HtmlMetaElement>().ok()?.content();
    (!content.is_empty()).then_some(content)
}

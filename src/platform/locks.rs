//! Locks between tabs, for long jobs such as an import. They spare work; safety never rests on
//! them, since a frozen tab may hold one for ever and old browsers have none.

use super::{PlatformError, window};
use gloo_timers::callback::Timeout;
use js_sys::{Function, Promise, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A lock held. Dropping it lets the next tab go on.
#[must_use = "dropping the lock releases it"]
#[derive(Debug)]
pub struct Lock {
    /// Settles the promise that holds the lock; `None` where the browser has no locks.
    release: Option<Function>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            release.call0(&JsValue::UNDEFINED).ok();
        }
    }
}

/// Cleared when nobody waits any more, so that a lock granted late is given back at once.
struct Waiting(Rc<Cell<bool>>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// Takes lock `name`; `None` when another tab still holds it after `patience_ms`.
///
/// # Errors
/// When the browser refuses locks to this page.
pub async fn acquire(name: &str, patience_ms: u32) -> Result<Option<Lock>, PlatformError> {
    let navigator = window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into())?;
    if !locks.is_object() {
        return Ok(Some(Lock { release: None }));
    }
    let request: Function = Reflect::get(&locks, &"request".into())?.unchecked_into();

    let waiting = Waiting(Rc::new(Cell::new(true)));
    let mut settle = None;
    let granted = Promise::new(&mut |resolve, reject| settle = Some((resolve, reject)));
    let (resolve, reject) = settle.ok_or_else(|| PlatformError::missing("Promise"))?;

    let on_grant = {
        let (resolve, waiting) = (resolve.clone(), Rc::clone(&waiting.0));
        Closure::once_into_js(move |_lock: JsValue| -> JsValue {
            if !waiting.get() {
                return JsValue::UNDEFINED;
            }
            // The browser holds the lock until this promise settles.
            Promise::new(&mut |release, _| {
                resolve.call1(&JsValue::UNDEFINED, &release).ok();
            })
            .into()
        })
    };
    let held = request.call2(&locks, &JsValue::from_str(name), &on_grant)?;
    // A refusal rejects `held`; it must reach the one who waits, and not the console.
    let then: Function = Reflect::get(&held, &"then".into())?.unchecked_into();
    then.call2(&held, &JsValue::UNDEFINED, &reject)?;

    let _timer = {
        let waiting = Rc::clone(&waiting.0);
        Timeout::new(patience_ms, move || {
            // After a grant this settles nothing: the first word counts.
            waiting.set(false);
            resolve.call1(&JsValue::UNDEFINED, &JsValue::NULL).ok();
        })
    };
    let answer = JsFuture::from(granted).await?;
    Ok(answer.dyn_into::<Function>().ok().map(|release| Lock { release: Some(release) }))
}

//! Photos on the page: taking them, the row of thumbnails, one of them large.
//!
//! The same row stands on the page of a visit, where a photo is saved at once, and in its form,
//! where it becomes a record together with the visit; [`Album`] is the difference.

mod album;
mod finder;
mod row;
mod seen;
mod take;
mod viewer;

pub use album::Album;
pub use row::PhotoRow;
pub use seen::PhotoFigure;

use crate::platform::clock;
use crate::platform::prefs::Pref;
use crate::ui::state::App;
use gloo_timers::future::TimeoutFuture;
use leptos::task::spawn_local;
use std::collections::BTreeMap;

/// Since when photos have been without a reference. If it is lost, they stay longer.
const UNUSED_SINCE: Pref<BTreeMap<String, u64>> = Pref::new("ronghe.unused-photos");

/// How long after the start nothing is swept, in milliseconds.
const QUIET_MS: u32 = 60_000;

/// Removes, once and in a quiet moment, photos that nothing has referred to for half a year.
pub fn sweep_later(app: App) {
    spawn_local(async move {
        TimeoutFuture::new(QUIET_MS).await;
        let Some(desk) = app.desk() else { return };
        let since = UNUSED_SINCE.get().unwrap_or_default();
        // What cannot be swept now is swept another day.
        if let Ok(since) = desk.sweep_photos(clock::now_ms(), &since).await {
            UNUSED_SINCE.set(&since);
        }
    });
}

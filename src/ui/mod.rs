//! The page: what people see and touch. Talks to records only through [`state::App`].

mod canary;
mod chart;
mod components;
mod first;
mod follow;
mod form;
mod keys;
mod nav;
mod pages;
mod photos;
mod shell;
mod state;
mod table_file;
mod text;
mod weather;

use crate::platform::clock;
use leptos::prelude::*;
use ronghe_core::record::Record;
use ronghe_core::value::CivilDate;

/// Milliseconds that Asia/Shanghai is ahead of UTC.
const SHANGHAI_MS: u64 = 8 * 60 * 60 * 1000;

/// Draws the page and opens the workspace.
pub fn start() {
    leptos::mount::mount_to_body(|| {
        let app = state::App::new();
        provide_context(app);
        leptos::task::spawn_local(app.start());
        view! { <shell::Shell /> }
    });
}

/// Today in Asia/Shanghai, whatever the device's time zone is.
fn today() -> CivilDate {
    day_of(clock::now_ms())
}

/// The day of a wall time (milliseconds since 1970 UTC) in Asia/Shanghai.
fn day_of(ms: u64) -> CivilDate {
    let days = ms.saturating_add(SHANGHAI_MS) / 86_400_000;
    CivilDate::from_unix_days(i64::try_from(days).unwrap_or(0))
}

/// The rows that the program brings along in every workspace: towns and thresholds.
fn overlay() -> Vec<Record> {
    ronghe_core::sample::overlay()
}

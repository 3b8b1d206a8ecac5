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
mod rest;
mod shell;
mod state;
mod table_file;
mod text;
mod weather;

use crate::platform::clock;
use leptos::prelude::*;
use ronghe_core::record::Record;
use ronghe_core::value::CivilDate;

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
    CivilDate::of_shanghai(clock::now_ms())
}

/// The rows that the program brings along in every workspace: towns and thresholds.
fn overlay() -> Vec<Record> {
    ronghe_core::sample::overlay()
}

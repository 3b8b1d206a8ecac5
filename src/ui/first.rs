//! What makes the next start quick: the first rows of 今日, kept after every change, whatever page is
//! open (who saves a visit and puts the phone away finds them there), and the search index.

use super::pages::first_rows;
use super::rest;
use super::state::App;
use crate::workspace::FirstScreen;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long nothing may have changed before the page counts as settled, in milliseconds.
const QUIET_MS: u32 = 1_500;

/// Says when the page has settled after a change, and then keeps the first rows, and compacts the database
/// and keeps the index when that pays. Not when the page is left: a write then would hold the database against whoever clears it.
pub fn keep(app: App) {
    let kept = StoredValue::new(None::<u64>);
    let keep_now = move || async move {
        let (Some(desk), Some(rev)) = (app.desk(), app.rev.try_get_untracked()) else { return false };
        if kept.try_get_value().flatten() == Some(rev) {
            return true;
        }
        let first = FirstScreen { rev, rows: first_rows(app) };
        // Losing the first screen costs a moment at the next start and nothing else.
        let done = desk.keep_first(&first).await.is_ok();
        if done {
            kept.try_set_value(Some(rev));
        }
        done
    };
    Effect::new(move |_| {
        let rev = app.rev.get();
        spawn_local(async move {
            TimeoutFuture::new(QUIET_MS).await;
            let quiet = app.rev.try_get_untracked() == Some(rev);
            if quiet {
                app.settled.try_set(rev);
            }
            if quiet && keep_now().await {
                rest::settle(app).await;
            }
        });
    });
}

/// Compacts the database and keeps the index when that pays. What cannot be done now is done after the
/// next change.
pub async fn settle(app: App) {
    if let Some(desk) = app.desk() {
        drop(desk.compact_if_due().await);
        drop(desk.keep_index_if_due().await);
    }
}

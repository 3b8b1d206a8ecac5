//! Handing out a file: everything, what is new since the last time, or a starter.

use crate::platform::{clock, files, marks, service_worker};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::exchange as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::exchange::{FileStamp, Select, file_name, going_out, handed_out, write_file};
use ronghe_core::ledger::Why;

/// Type of the file; the same bytes are shared as text, which phones accept.
const MIME: &str = "application/json";

/// The buttons that make files.
#[component]
pub fn Send() -> impl IntoView {
    let app = App::here();
    let since = move || {
        app.rev.track();
        app.head.with(|h| h.as_ref().and_then(|h| h.exported.as_ref().map(|e| e.rev)))
    };
    let hand_out = move |select: Select<'static>, share: bool| {
        spawn_local(async move { hand_out(app, select, share).await });
    };
    view! {
        <div class="buttons">
            <button type="button" class="btn primary" data-testid="export-full" on:click=move |_| hand_out(Select::Full, false)>
                {words::EXPORT_FULL}
            </button>
            <Show when=move || since().is_some()>
                <button
                    type="button"
                    class="btn"
                    data-testid="export-delta"
                    on:click=move |_| hand_out(Select::Since(since().unwrap_or(0)), false)
                >
                    {words::EXPORT_DELTA}
                </button>
            </Show>
            <button type="button" class="btn only-phone" data-testid="share-full" on:click=move |_| hand_out(Select::Full, true)>
                {words::SHARE}
            </button>
            <button type="button" class="btn" data-testid="export-starter" on:click=move |_| hand_out(Select::Starter, false)>
                {words::EXPORT_STARTER}
            </button>
        </div>
        <p class="help">{words::STARTER_HELP}</p>
    }
}

async fn hand_out(app: App, select: Select<'static>, share: bool) {
    let Some(desk) = app.desk() else { return };
    let now = clock::now_ms();
    let id = app.new_id();
    let build = service_worker::build_id().unwrap_or_default();
    let stamp = FileStamp { id, created_ms: now, app: env!("CARGO_PKG_VERSION"), build: &build };
    let told = going_out(&desk.head());
    if app.commit_head(Why::Export, Vec::new(), vec![told]).await.is_none() {
        return;
    }
    let (text, name, exported) = {
        let (ledger, head) = (desk.ledger(), desk.head());
        let text = write_file(&ledger, &head, select, stamp);
        (text, file_name(&head, select, now), handed_out(&head, select.into(), stamp))
    };
    if !give(app, &name, &text, share).await {
        return;
    }
    marks::mark("exported");
    if let Some(exported) = exported {
        app.commit_head(Why::Export, Vec::new(), vec![exported]).await;
    }
}

/// Gives the file to the person. Returns whether he has it.
async fn give(app: App, name: &str, text: &str, share: bool) -> bool {
    if share {
        match files::share_text(&name.replace(".json", ".txt"), text).await {
            Ok(files::Shared::Done) => return true,
            Ok(files::Shared::Cancelled) => return false,
            // What cannot be shared is saved instead.
            Ok(files::Shared::Unsupported) | Err(_) => {}
        }
    }
    match files::save_text(name, MIME, text) {
        Ok(()) => true,
        Err(_) => {
            app.say(text::EXPORT_FAILED.to_owned());
            false
        }
    }
}

//! Handing out a file: everything, what is new since the last time, or a starter.

use crate::platform::{clock, files, marks, service_worker};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::exchange as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::exchange::{FileStamp, Select, write_file};
use ronghe_core::ledger::{Exported, HeadChange, Why};

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
    let hand_out = move |select: Select, kind: &'static str, share: bool| {
        spawn_local(async move { hand_out(app, select, kind, share).await });
    };
    view! {
        <div class="buttons">
            <button type="button" class="btn primary" data-testid="export-full" on:click=move |_| hand_out(Select::Full, "全部", false)>
                {words::EXPORT_FULL}
            </button>
            <Show when=move || since().is_some()>
                <button
                    type="button"
                    class="btn"
                    data-testid="export-delta"
                    on:click=move |_| hand_out(Select::Since(since().unwrap_or(0)), "增量", false)
                >
                    {words::EXPORT_DELTA}
                </button>
            </Show>
            <Show when=files::can_share>
                <button type="button" class="btn" data-testid="share-full" on:click=move |_| hand_out(Select::Full, "全部", true)>
                    {words::SHARE}
                </button>
            </Show>
            <button type="button" class="btn" data-testid="export-starter" on:click=move |_| hand_out(Select::Starter, "起步", false)>
                {words::EXPORT_STARTER}
            </button>
        </div>
        <p class="help">{words::STARTER_HELP}</p>
    }
}

async fn hand_out(app: App, select: Select, kind: &'static str, share: bool) {
    let Some(desk) = app.desk() else { return };
    let everything = !matches!(select, Select::Starter);
    let now = clock::now_ms();
    let (text, name, exported) = {
        let (ledger, head) = (desk.ledger(), desk.head());
        let stamp = FileStamp {
            id: app.new_id(),
            created_ms: now,
            app: env!("CARGO_PKG_VERSION").to_owned(),
            build: service_worker::build_id().unwrap_or_default(),
        };
        let device = head.me.as_ref().map(|m| m.device_name.clone()).unwrap_or_default();
        let name = words::file_name(&device, kind, &text::file_moment(now), select.count(&ledger));
        let text = write_file(&ledger, &head, &select, &stamp);
        (text, name, Exported { seq: head.seq, rev: head.rev, at_ms: now })
    };
    if !give(app, &name, &text, share).await {
        return;
    }
    marks::mark("exported");
    if everything {
        app.commit_head(Why::Export, Vec::new(), vec![HeadChange::HandedOut(exported)]).await;
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

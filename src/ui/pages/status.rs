//! The status line: what is only here, when something was last handed out, whether it is safe.

use crate::platform::{clock, persistence};
use crate::ui::state::App;
use crate::ui::text;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

/// One line that is always there and leads to the exchange.
#[component]
pub fn StatusLine() -> impl IntoView {
    let app = App::here();
    let persisted = RwSignal::new(None::<bool>);
    Effect::new(move |_| {
        app.rev.track();
        spawn_local(async move {
            persisted.try_set(persistence::persisted().await.ok());
        });
    });
    let state = Memo::new(move |_| {
        app.track_all();
        app.head.with(|head| {
            let exported = head.as_ref().and_then(|h| h.exported.clone());
            let seq = exported.as_ref().map_or(0, |e| e.seq);
            let days = exported
                .as_ref()
                .map(|e| crate::ui::today().unix_days() - crate::ui::day_of(e.at_ms.min(clock::now_ms())).unix_days());
            (app.read(|l| l.unsent(seq)), days, exported.map(|e| e.at_ms))
        })
    });
    let words = move || {
        let (unsent, days, _) = state.get();
        let exported = days.map_or_else(|| text::NEVER_EXPORTED.to_owned(), text::exported_ago);
        let safe = match persisted.get() {
            Some(true) => text::PERSISTED,
            _ => text::NOT_PERSISTED,
        };
        text::status(unsent, &exported, safe)
    };
    view! {
        <p
            class="status-line"
            class:alert=move || state.with(|s| s.0 > 0 && s.1.is_none_or(|d| d >= 7))
            data-testid="status-line"
            data-unsent=move || state.with(|s| s.0.to_string())
            data-last-export=move || state.with(|s| s.2.map(|at| at.to_string()).unwrap_or_default())
            data-persisted=move || (persisted.get() == Some(true)).to_string()
        >
            <A href="/exchange">{words}</A>
        </p>
    }
}

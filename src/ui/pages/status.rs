//! The status line: what is only here, when something was last handed out, whether it is safe.

use crate::platform::{clock, persistence};
use crate::ui::state::App;
use crate::ui::text;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use ronghe_core::risk::{Level, Standing};
use ronghe_core::value::CivilDate;

/// One line that is always there and leads to the page that says more.
#[component]
pub fn StatusLine() -> impl IntoView {
    let app = App::here();
    let persisted = RwSignal::new(None::<bool>);
    Effect::new(move |_| {
        app.settled.track();
        spawn_local(async move {
            persisted.try_set(persistence::persisted().await.ok());
        });
    });
    let keeping = super::safe::keeping();
    let state = Memo::new(move |_| {
        app.track_all();
        app.head.with(|head| head.as_ref().map(|head| app.read(|l| Standing::of(l, head)))).unwrap_or_default()
    });
    let level = move || state.with(|s| s.level(clock::now_ms(), keeping.get()));
    let words = move || {
        let days = state
            .with(|s| s.exported_ms)
            .map(|at| crate::ui::today().unix_days() - CivilDate::of_shanghai(at.min(clock::now_ms())).unix_days());
        let exported = days.map_or_else(|| text::NEVER_EXPORTED.to_owned(), text::exported_ago);
        let safe = if persisted.get() == Some(true) { text::PERSISTED } else { text::NOT_PERSISTED };
        state.with(|s| text::status(s.unsent, s.unacknowledged, &exported, safe))
    };
    view! {
        <p
            class="status-line"
            class:alert=move || level().ge(&Level::Notice)
            data-testid="status-line"
            data-unsent=move || state.with(|s| s.unsent.to_string())
            data-unacknowledged=move || state.with(|s| s.unacknowledged.to_string())
            data-risk=move || level().name()
            data-last-export=move || state.with(|s| s.exported_ms.map(|at| at.to_string()).unwrap_or_default())
            data-persisted=move || (persisted.get() == Some(true)).to_string()
        >
            <A href="/safe">{words}</A>
        </p>
    }
}

//! 数据安全: what exists only here, what was sent and is not confirmed, whether the browser keeps it,
//! and taking everything off a device that is handed on.

mod clear;
mod keeping;

pub use clear::Farewell;
pub use keeping::{Reminder, keeping};

use crate::platform::{clock, persistence};
use crate::ui::components::{PageHead, RecordRow};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::safe as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::record::Id;
use ronghe_core::risk::{Standing, confirmations, only_here, unconfirmed};

/// Records listed of each sort.
const LISTED: usize = 50;

/// The page.
#[component]
pub fn Safe() -> impl IntoView {
    let app = App::here();
    let standing = Memo::new(move |_| {
        app.track_all();
        app.head.with(|head| head.as_ref().map(|head| app.read(|l| Standing::of(l, head)))).unwrap_or_default()
    });
    let ids = move |of: fn(&ronghe_core::ledger::Ledger, &ronghe_core::ledger::Head) -> Vec<Id>| {
        Memo::new(move |_| {
            app.track_all();
            app.head.with(|head| head.as_ref().map(|head| app.read(|l| of(l, head)))).unwrap_or_default()
        })
    };
    let who = move || {
        app.track_all();
        let found =
            app.head.with(|head| head.as_ref().map(|head| app.read(|l| confirmations(l, head)))).unwrap_or_default();
        found.into_iter().map(|c| view! { <li>{words::confirmed_by(&c.who, c.waiting)}</li> }).collect_view()
    };
    let days = move || standing.with(|s| s.days(clock::now_ms()));
    view! {
        <PageHead title=words::TITLE />
        <section data-testid="safe">
            <h2 class="sec">{words::ONLY_HERE} " " <span class="count">{move || text::number(standing.with(|s| s.unsent))}</span></h2>
            <p class="state">{move || words::only_here(standing.with(|s| s.unsent), days())}</p>
            <Records ids=ids(only_here) />
            <a class="btn primary" href="/exchange">{words::GO_EXPORT}</a>
        </section>
        <section>
            <h2 class="sec">{words::UNCONFIRMED} " " <span class="count">{move || text::number(standing.with(|s| s.unacknowledged))}</span></h2>
            <p class="state">{words::UNCONFIRMED_LEAD}</p>
            <ul class="plain">{who}</ul>
            <Records ids=ids(unconfirmed) />
        </section>
        <Storage />
        <clear::Clear />
    }
}

/// Some records, newest first.
#[component]
fn Records(ids: Memo<Vec<Id>>) -> impl IntoView {
    let app = App::here();
    let rows = move || {
        let listed = ids.with(|ids| ids.iter().take(LISTED).copied().collect::<Vec<Id>>());
        let rows = listed.into_iter().filter_map(|id| {
            let kind = app.read(|l| l.kind_def(&id))?;
            Some(view! { <RecordRow kind id testid="row".to_owned() /> })
        });
        rows.collect_view()
    };
    let more = move || ids.with(Vec::len).saturating_sub(LISTED);
    view! {
        <ul class="items">{rows}</ul>
        {move || (more() > 0).then(|| view! { <p class="state">{words::and_more(more())}</p> })}
    }
}

/// Whether the browser keeps what is stored, and how much room there is.
#[component]
fn Storage() -> impl IntoView {
    let app = App::here();
    let persisted = RwSignal::new(None::<bool>);
    let room = RwSignal::new(None::<persistence::Room>);
    Effect::new(move |_| {
        app.settled.track();
        spawn_local(async move {
            persisted.try_set(persistence::persisted().await.ok());
            room.try_set(persistence::room().await.ok());
        });
    });
    let ask = move |_| {
        spawn_local(async move {
            let granted = persistence::persist().await.ok();
            persisted.try_set(granted);
            if granted != Some(true) {
                app.say(words::PERSIST_REFUSED.to_owned());
            }
        });
    };
    let kept = move || if persisted.get() == Some(true) { text::PERSISTED } else { text::NOT_PERSISTED };
    view! {
        <section>
            <h2 class="sec">{words::KEPT}</h2>
            <p>{kept} {move || room.get().map(|room| text::room(room.used, room.free()))}</p>
            <p>{move || text::held(app.rev.get(), app.read(ronghe_core::ledger::Ledger::len))}</p>
            <p class="help">{keeping::install_hint()}</p>
            <div class="buttons">
                <Show when=move || persisted.get() != Some(true)>
                    <button type="button" class="btn" data-testid="persist" on:click=ask>{words::PERSIST}</button>
                </Show>
                <a class="btn" href="/rescue.html" rel="external">{text::RESCUE}</a>
            </div>
            <p class="state">{words::RESCUE_LEAD}</p>
        </section>
    }
}

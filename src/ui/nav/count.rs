//! The number beside an entry of the navigation: what is overdue, else what is open, else how many.
//!
//! Made after a commit has had its turn: numbers may come a moment later than a save.

use crate::ui::state::App;
use crate::ui::text::nav as words;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::schema::KindDef;

/// How long after a change the numbers are made, in milliseconds.
const PAUSE_MS: u32 = 150;

/// How many records of a kind there are, ask for something, and are late with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Tally {
    all: usize,
    open: usize,
    overdue: usize,
}

/// The number beside the list of a kind.
#[component]
pub fn Count(kind: &'static KindDef) -> impl IntoView {
    let app = App::here();
    let tally = RwSignal::new(None::<Tally>);
    let turn = StoredValue::new(0_u64);
    Effect::new(move |_| {
        app.track(&[kind.name]);
        turn.update_value(|n| *n += 1);
        let mine = turn.get_value();
        spawn_local(async move {
            TimeoutFuture::new(PAUSE_MS).await;
            if turn.try_get_value() != Some(mine) {
                return;
            }
            tally.try_set(Some(count(app, kind)));
        });
    });
    move || {
        let tally = tally.get()?;
        Some(match tally {
            Tally { overdue, .. } if overdue > 0 => {
                view! { <em class="late">{words::overdue(overdue)}</em> }.into_any()
            }
            Tally { open, .. } if kind.is_pending() => {
                view! { <em>{(open > 0).then(|| words::open(open))}</em> }.into_any()
            }
            Tally { all, .. } => view! { <em>{all}</em> }.into_any(),
        })
    }
}

fn count(app: App, kind: &'static KindDef) -> Tally {
    if !kind.is_pending() {
        return Tally { all: app.read(|l| l.ids(kind.name).count()), ..Tally::default() };
    }
    let (open, overdue) = app.agenda(|agenda, _| agenda.count(kind, app.today()));
    Tally { all: 0, open, overdue }
}

//! The number beside an entry of the navigation: what is overdue, else what is open, else how many.
//!
//! Only records that have changed are read again, in short stretches, after a commit has had its
//! turn: numbers may come a moment later than a save.

use crate::platform::turn::Turns;
use crate::ui::state::App;
use crate::ui::text::nav as words;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::ledger::Pending;
use ronghe_core::record::Id;
use ronghe_core::schema::KindDef;
use std::collections::HashMap;

/// How long after a change the numbers are made, in milliseconds.
const PAUSE_MS: u32 = 150;
/// Records read between two looks at the clock.
const STEP: usize = 100;

/// How many records of a kind there are, ask for something, and are late with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Tally {
    all: usize,
    open: usize,
    overdue: usize,
}

/// What is known of each record, with the revision at which it was read.
type Known = HashMap<Id, (u64, Pending)>;

/// The number beside the list of a kind.
#[component]
pub fn Count(kind: &'static KindDef) -> impl IntoView {
    let app = App::here();
    let tally = RwSignal::new(None::<Tally>);
    let known = StoredValue::new_local(Known::new());
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
            if let Some(done) = count(app, kind, known).await {
                tally.try_set(Some(done));
            }
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

/// `None` if the entry has left the page meanwhile.
async fn count(app: App, kind: &'static KindDef, known: StoredValue<Known, LocalStorage>) -> Option<Tally> {
    let ids = app.read(|l| l.ids(kind.name).collect::<Vec<_>>());
    let mut tally = Tally { all: ids.len(), ..Tally::default() };
    if !kind.is_pending() {
        return Some(tally);
    }
    let today = app.today().unix_days();
    let mut turns = Turns::new();
    for step in ids.chunks(STEP) {
        known.try_update_value(|known| {
            app.read(|l| {
                for id in step {
                    let rev = l.rev_of(id).unwrap_or(0);
                    let entry = known.entry(*id).or_insert_with(|| (u64::MAX, Pending::default()));
                    if entry.0 != rev {
                        *entry = (rev, l.pending(id));
                    }
                    let Pending { open, due } = entry.1;
                    tally.open += usize::from(open);
                    tally.overdue += usize::from(open && due.is_some_and(|due| due.latest().unix_days() < today));
                }
            });
        })?;
        turns.breathe().await;
    }
    Some(tally)
}

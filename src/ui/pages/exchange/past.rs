//! The ledger of exchanges: what came, from whom, what is missing in between, taken back or not;
//! and what went out. An import can be taken back here.

use crate::ui::components::{Tag, Tone};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::exchange as words;
use crate::workspace::SendLog;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::ledger::{BatchLog, Came, FilePart, UndoPlan};

/// Exchanges listed at a time.
const LISTED: usize = 50;

/// One exchange.
#[derive(Clone)]
enum Exchanged {
    Came(Came),
    Went(SendLog),
}

impl Exchanged {
    const fn at_ms(&self) -> u64 {
        match self {
            Self::Came(log) => log.at_ms,
            Self::Went(log) => log.at_ms,
        }
    }

    /// What tells one exchange, in one state, from every other.
    const fn key(&self) -> (bool, u64, bool) {
        match self {
            Self::Came(log) => (true, log.rev, log.undone),
            Self::Went(log) => (false, log.rev, false),
        }
    }
}

/// The list of exchanges, newest first.
#[component]
pub fn Past() -> impl IntoView {
    let app = App::here();
    let all = RwSignal::new(Vec::<Exchanged>::new());
    let listed = RwSignal::new(LISTED);
    Effect::new(move |_| {
        app.rev.track();
        spawn_local(async move {
            let Some(desk) = app.desk() else { return };
            let (Ok(came), Ok(went)) = (desk.came().await, desk.sends().await) else { return };
            let mut found: Vec<Exchanged> =
                came.into_iter().map(Exchanged::Came).chain(went.into_iter().map(Exchanged::Went)).collect();
            found.sort_by_key(|e| std::cmp::Reverse((e.at_ms(), e.key().1)));
            all.try_set(found);
        });
    });
    let shown = move || all.with(|all| all.iter().take(listed.get()).cloned().collect::<Vec<_>>());
    view! {
        <section data-testid="exchange-ledger">
            <h2 class="sec">{words::PAST}</h2>
            <Show when=move || all.with(Vec::is_empty)>
                <p class="state">{words::PAST_NONE}</p>
            </Show>
            <ul class="items">
                <For each=shown key=Exchanged::key let:one>
                    {match one {
                        Exchanged::Came(came) => view! { <ImportRow came /> }.into_any(),
                        Exchanged::Went(log) => view! { <Went log /> }.into_any(),
                    }}
                </For>
            </ul>
            <Show when=move || all.with(Vec::len).gt(&listed.get())>
                <button type="button" class="btn small" on:click=move |_| listed.update(|n| *n += LISTED)>
                    {move || words::show_more(all.with(Vec::len).saturating_sub(listed.get()))}
                </button>
            </Show>
        </section>
    }
}

/// A file that went out.
#[component]
fn Went(log: SendLog) -> impl IntoView {
    let app = App::here();
    let note = log.note;
    let to = note
        .to
        .as_ref()
        .and_then(|device| app.head.with(|h| h.as_ref()?.devices.get(device).map(|d| words::peer(&d.person, &d.name))));
    view! {
        <li class="item" data-testid="export-past">
            <div class="m">
                <strong>{words::sent(&to.unwrap_or_else(|| words::EVERYBODY.to_owned()), &text::moment(log.at_ms))}</strong>
                <p>{words::sent_what(&note.kind, note.rows, note.bytes, note.sealed)}</p>
            </div>
            <Tag tone=Tone::Plain text=words::SENT />
        </li>
    }
}

/// An import.
#[component]
fn ImportRow(came: Came) -> impl IntoView {
    let app = App::here();
    let plan = RwSignal::new(None::<UndoPlan>);
    let Came { rev, at_ms, note, undone } = came;
    let log = StoredValue::new(None::<BatchLog>);
    let take_back = move |planned: UndoPlan| {
        spawn_local(async move {
            let (Some(desk), Some(log)) = (app.desk(), log.get_value()) else { return };
            let sentence = words::undone(planned.put_back.len(), planned.written_back.len(), planned.left.len());
            let done = desk.undo(&log, planned).await;
            if app.finish(done).is_some() {
                app.say(sentence);
            }
        });
    };
    // Nothing of anybody else is touched when everything is simply put back: no question then.
    let ask = move |_| {
        spawn_local(async move {
            let Some(desk) = app.desk() else { return };
            let planned = match desk.batch(rev).await {
                Ok(Some(found)) => {
                    let planned = desk.plan_undo(&found).await;
                    log.set_value(Some(found));
                    planned
                }
                Ok(None) => return,
                Err(error) => Err(error),
            };
            match planned {
                Ok(planned) if planned.written_back.is_empty() && planned.left.is_empty() => take_back(planned),
                Ok(planned) => plan.set(Some(planned)),
                Err(error) => app.say(error.message().to_owned()),
            }
        });
    };
    let question = move || {
        plan.get().map(|planned| {
            let words = words::undo_question(planned.put_back.len(), planned.written_back.len(), planned.left.len());
            view! {
                <p>{words}</p>
                <button type="button" class="btn small" data-testid="import-undo-confirm" on:click=move |_| take_back(planned.clone())>
                    {words::TAKE_BACK}
                </button>
            }
        })
    };
    let gaps =
        note.parts.iter().filter_map(|part| gap(app, part)).map(|sentence| view! { <p class="state">{sentence}</p> });
    view! {
        <li class="item" data-testid="import-past">
            <div class="m">
                <strong>{words::from(&note.person, &note.device_name, &note.created)}</strong>
                <p>{words::result(note.new, note.updated, note.deleted, note.conflicts)} " " {words::came_at(&text::moment(at_ms), note.files.len())}</p>
                {gaps.collect_view()}
                {question}
            </div>
            {if undone {
                view! { <span class="tag t-line">{words::TAKEN_BACK}</span> }.into_any()
            } else {
                view! {
                    <button type="button" class="btn small" data-testid="import-undo" disabled=move || plan.with(Option::is_some) on:click=ask>
                        {words::TAKE_BACK}
                    </button>
                }
                .into_any()
            }}
        </li>
    }
}

/// What is still missing before a file.
fn gap(app: App, part: &FilePart) -> Option<String> {
    let created = part.lacks.as_ref()?;
    let device = part.device.as_ref()?;
    let held = app.head.with(|h| h.as_ref().and_then(|h| h.peers.get(device).map(|p| p.held))).unwrap_or(0);
    (held < part.since).then(|| words::lacks(created))
}

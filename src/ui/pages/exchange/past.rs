//! Files that came before, each of which can be taken back.

use crate::ui::state::App;
use crate::ui::text::exchange as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::ledger::{BatchLog, UndoPlan};

/// The list of imports.
#[component]
pub fn Past() -> impl IntoView {
    let app = App::here();
    let logs = RwSignal::new(Vec::<BatchLog>::new());
    Effect::new(move |_| {
        app.rev.track();
        spawn_local(async move {
            if let Some(desk) = app.desk()
                && let Ok(found) = desk.imports().await
            {
                logs.try_set(found);
            }
        });
    });
    view! {
        <section>
            <h2 class="sec">{words::PAST}</h2>
            <Show when=move || logs.with(Vec::is_empty)>
                <p class="state">{words::PAST_NONE}</p>
            </Show>
            <ul class="items">
                <For each=move || logs.get() key=|log| (log.rev, log.undone) let:log>
                    <One log />
                </For>
            </ul>
        </section>
    }
}

#[component]
fn One(log: BatchLog) -> impl IntoView {
    let app = App::here();
    let plan = RwSignal::new(None::<UndoPlan>);
    let note = log.import().cloned().unwrap_or_default();
    let undone = log.undone;
    let log = StoredValue::new(log);
    let take_back = move |planned: UndoPlan| {
        spawn_local(async move {
            let Some(desk) = app.desk() else { return };
            let sentence = words::undone(planned.put_back.len(), planned.written_back.len(), planned.left.len());
            let done = desk.undo(&log.get_value(), planned).await;
            if app.finish(done).is_some() {
                app.say(sentence);
            }
        });
    };
    // Nothing of anybody else is touched when everything is simply put back: no question then.
    let ask = move |_| {
        spawn_local(async move {
            let Some(desk) = app.desk() else { return };
            match desk.plan_undo(&log.get_value()).await {
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
    view! {
        <li class="item" data-testid="import-past">
            <div class="m">
                <strong>{words::from(&note.person, &note.device_name, &note.created)}</strong>
                <p>{words::result(note.new, note.updated, note.deleted, note.conflicts)}</p>
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

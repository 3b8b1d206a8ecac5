//! The button that takes a batch back: it says first what it would do.

use crate::ui::state::App;
use crate::ui::text::history as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::ledger::{BatchLog, UndoPlan, Why};

/// Takes back the batch `log` after a look at what that does.
#[component]
pub fn TakeBack(log: BatchLog) -> impl IntoView {
    let app = App::here();
    let plan = RwSignal::new(None::<UndoPlan>);
    let word = if matches!(log.why, Why::Undo { .. }) { words::UNDO_AGAIN } else { words::UNDO };
    let log = StoredValue::new(log);
    let ask = move |_| {
        spawn_local(async move {
            let Some(desk) = app.desk() else { return };
            match desk.plan_undo(&log.get_value()).await {
                Ok(planned) if planned.is_empty() => app.say(words::NOTHING_TO_UNDO.to_owned()),
                Ok(planned) => plan.set(Some(planned)),
                Err(error) => app.say(error.message().to_owned()),
            }
        });
    };
    let take_back = move |planned: UndoPlan| {
        plan.set(None);
        spawn_local(async move { app.take_back(&log.get_value(), planned).await });
    };
    view! {
        {move || match plan.get() {
            None => view! {
                <button type="button" class="btn small" data-testid="batch-undo" on:click=ask>{word}</button>
            }
            .into_any(),
            Some(planned) => view! {
                <p role="status" data-testid="batch-plan">
                    {words::question(planned.put_back.len(), planned.written_back.len(), planned.left.len())}
                </p>
                <div class="buttons">
                    <button type="button" class="btn small primary" data-testid="batch-undo-confirm" on:click=move |_| take_back(planned.clone())>
                        {words::DO_IT}
                    </button>
                    <button type="button" class="btn small" on:click=move |_| plan.set(None)>{words::LEAVE_IT}</button>
                </div>
            }
            .into_any(),
        }}
    }
}

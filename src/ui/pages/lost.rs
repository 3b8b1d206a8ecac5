//! The browser threw the data away: what there was, and the way back.

use super::first_run::Start;
use crate::ui::canary::Canary;
use crate::ui::components::PageHead;
use crate::ui::rest;
use crate::ui::state::{App, Phase};
use crate::ui::text;
use leptos::prelude::*;
use ronghe_core::ledger::Owner;

/// Says what is missing and begins from a file, or anew.
#[component]
pub fn Lost(canary: Canary) -> impl IntoView {
    let app = App::here();
    let problem = RwSignal::new(None::<String>);
    let sentence = text::weather::lost(&canary.workspace, &canary.owner, canary.records, canary.exported_at_ms);
    let owner = canary.owner();
    let named = !owner.name.is_empty();
    let owner = Callback::new(move |person| Owner { person, ..owner.clone() });
    let start = Start {
        label: text::weather::LOST_RESTORE,
        hint: text::weather::LOST_RESTORE_HINT,
        primary: true,
        problem,
        owner,
        named: Callback::new(move |()| named),
    };
    view! {
        <main class="first-run" data-testid="data-lost">
            <PageHead title=text::weather::LOST_TITLE />
            <p class="lead" role="alert">{sentence}</p>
            <p class="error" role="alert" data-testid="import-error">{move || problem.get()}</p>
            <div class="starts">
                {rest::from_file(start)}
                <button
                    type="button"
                    class="btn"
                    data-testid="lost-restart"
                    on:click=move |_| app.phase.set(Phase::FirstRun)
                >
                    {text::weather::LOST_AGAIN}
                </button>
            </div>
        </main>
    }
}

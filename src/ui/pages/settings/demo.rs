//! The invented sample: put in by one tap, taken out by another. What it holds lies in `core`.

use crate::platform::shipped;
use crate::ui::state::App;
use crate::ui::text::settings as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::ledger::{Change, Why};
use ronghe_core::sample::demo;

/// Where the build has it.
const FILE: &str = "/demo.json";

/// Returns what puts the sample in, or the sentence that says why it cannot be read.
pub async fn to_load(app: App) -> Result<Vec<Change>, String> {
    let text = shipped::text(FILE).await.map_err(|_| words::DEMO_MISSING.to_owned())?;
    let records = demo::read(&text, app.today()).ok_or_else(|| words::DEMO_MISSING.to_owned())?;
    Ok(app.read(|l| demo::load(l, records)))
}

/// The section of the settings.
#[component]
pub fn Demo() -> impl IntoView {
    let app = App::here();
    let busy = RwSignal::new(false);
    let is_here = Memo::new(move |_| {
        app.track_all();
        app.read(demo::is_here)
    });
    let put_in = move |_| {
        busy.set(true);
        spawn_local(async move {
            match to_load(app).await {
                Ok(changes) => {
                    let count = changes.len();
                    if let Some(done) = app.commit(Why::Sample, changes).await {
                        app.offer_take_back(words::demo_in(count), done.rev);
                    }
                }
                Err(sentence) => app.say(sentence),
            }
            busy.try_set(false);
        });
    };
    let take_out = move |_| {
        busy.set(true);
        spawn_local(async move {
            let changes = app.read(demo::removal);
            let count = changes.len();
            if let Some(done) = app.commit(Why::Sample, changes).await {
                let left = app.read(demo::is_here);
                app.offer_take_back(words::demo_out(count, left), done.rev);
            }
            busy.try_set(false);
        });
    };
    view! {
        <section>
            <h2 class="sec">{words::DEMO}</h2>
            <p>{words::DEMO_LEAD}</p>
            <div class="buttons">
                <button type="button" class="btn" data-testid="demo-load" prop:disabled=move || busy.get() on:click=put_in>
                    {words::DEMO_LOAD}
                </button>
                <Show when=move || is_here.get()>
                    <button type="button" class="btn" data-testid="demo-remove" prop:disabled=move || busy.get() on:click=take_out>
                        {words::DEMO_REMOVE}
                    </button>
                </Show>
            </div>
        </section>
    }
}

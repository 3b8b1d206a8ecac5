//! Files that came: what they would change is shown, then applied in one transaction.

use super::opening::{Busy, Opening, OpeningView};
use super::preview::PreviewView;
use super::receiving::{Receiving, Stage};
use crate::ui::pages::mapping::{Content, ForeignTable};
use crate::ui::text::exchange as words;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Choosing files, looking at what they would change, taking them.
#[component]
pub fn Receive() -> impl IntoView {
    let receiving = Receiving::new();
    let opening = Opening::new(Callback::new(move |found| spawn_local(receiving.take(found))));
    Effect::new(move |_| receiving.follow());
    let body = move || match receiving.stage.get() {
        Stage::Idle => ().into_any(),
        Stage::Busy(what) => {
            let watch = receiving.watch.get_value();
            // What is being written cannot be stopped half way.
            let stop = (what != words::WRITING).then(|| Callback::new(move |()| receiving.cancel()));
            view! { <Busy watch what stop /> }.into_any()
        }
        Stage::Table(name, bytes) => {
            let close = Callback::new(move |_| receiving.cancel());
            view! { <ForeignTable name content=Content::Bytes(bytes) kind=None close /> }.into_any()
        }
        Stage::Ready(ready) => view! { <PreviewView receiving ready /> }.into_any(),
        Stage::Done(sentence, clashes) => view! { <Outcome sentence clashes /> }.into_any(),
    };
    view! {
        <label class="btn file-label">
            {words::CHOOSE_FILES}
            <input
                type="file"
                multiple=true
                class="file-input"
                data-testid="import-file"
                on:change:target=move |ev| {
                    receiving.cancel();
                    opening.take_from(&ev.target());
                }
            />
        </label>
        <OpeningView opening />
        {body}
    }
}

#[component]
fn Outcome(sentence: String, clashes: bool) -> impl IntoView {
    view! {
        <div class="brief" data-testid="import-result">
            <p role="status">{sentence}</p>
            {clashes.then(|| view! { <a class="btn small" href="/clashes">{words::SEE_CLASHES}</a> })}
        </div>
    }
}

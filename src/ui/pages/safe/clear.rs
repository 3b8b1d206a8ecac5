//! 清除本机: only after a file that holds everything was written, chosen again, and found whole.

use crate::platform::wipe;
use crate::ui::pages::exchange::{Found, Opening, OpeningView, Wanted, hand_out};
use crate::ui::state::{App, Phase};
use crate::ui::text::safe as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::exchange::{left_out, zip};

/// How far clearing has come.
#[derive(Clone, PartialEq, Eq)]
enum Step {
    /// Nothing was verified yet.
    Start,
    /// The chosen file does not hold everything; the sentence says what is missing.
    Refused(String),
    /// Everything is in the chosen file.
    Verified,
}

/// The section of the page.
#[component]
pub fn Clear() -> impl IntoView {
    let app = App::here();
    let step = RwSignal::new(Step::Start);
    let typed = RwSignal::new(String::new());
    let name = move || {
        app.head.with(|h| h.as_ref().and_then(|h| h.me.as_ref()).map(|m| m.device_name.clone())).unwrap_or_default()
    };
    let is_sure =
        move || step.get() == Step::Verified && typed.get().trim() == name().trim() && !name().trim().is_empty();
    let opening = Opening::new(Callback::new(move |found: Found| {
        spawn_local(async move { step.set(verified(app, &found).await) });
    }));
    let clear = move |_| spawn_local(clear(app));
    let said = move || match step.get() {
        Step::Start => None,
        Step::Refused(sentence) => {
            Some(view! { <p class="error" role="alert" data-testid="clear-refused">{sentence}</p> }.into_any())
        }
        Step::Verified => {
            Some(view! { <p role="status" data-testid="clear-verified">{words::VERIFIED}</p> }.into_any())
        }
    };
    view! {
        <details class="history" data-testid="clear-device">
            <summary>{words::CLEAR}</summary>
            <p>{words::CLEAR_LEAD}</p>
            <ol class="clearing">
                <li>
                    <button type="button" class="btn" data-testid="clear-export" on:click=move |_| spawn_local(hand_out(app, Wanted::Transfer))>
                        {words::CLEAR_EXPORT}
                    </button>
                </li>
                <li>
                    <label class="btn file-label">
                        {words::CLEAR_VERIFY}
                        <input
                            type="file"
                            multiple=true
                            class="file-input"
                            data-testid="clear-verify"
                            on:change:target=move |ev| opening.take_from(&ev.target())
                        />
                    </label>
                    <OpeningView opening />
                    {said}
                </li>
                <li>
                    <label class="field">
                        {move || words::type_name(&name())}
                        <input
                            type="text"
                            autocomplete="off"
                            data-testid="clear-name"
                            on:input:target=move |ev| typed.set(ev.target().value())
                        />
                    </label>
                    <button type="button" class="btn danger" data-testid="clear-confirm" disabled=move || !is_sure() on:click=clear>
                        {words::CLEAR_NOW}
                    </button>
                </li>
            </ol>
        </details>
    }
}

/// Whether every stored record stands in the files exactly as it is here, and every photo in them.
async fn verified(app: App, found: &Found) -> Step {
    let Some(desk) = app.desk() else { return Step::Start };
    let unreadable = desk.ledger().unreadable().len();
    if unreadable > 0 {
        return Step::Refused(words::unreadable(unreadable));
    }
    let missing = left_out(&desk.ledger(), &found.files).len();
    if missing > 0 {
        return Step::Refused(words::missing(missing));
    }
    let Ok(mut photos) = desk.photos_here().await else { return Step::Start };
    for (_, entry) in &found.photos {
        if let zip::Content::Photo { hash } = &entry.content {
            photos.remove(hash);
        }
    }
    if photos.is_empty() { Step::Verified } else { Step::Refused(words::missing_photos(photos.len())) }
}

/// Takes everything away. What cannot be taken away is said; nothing is half cleared silently.
async fn clear(app: App) {
    let Some(desk) = app.desk() else { return };
    if let Err(error) = desk.erase().await {
        return app.say(error.message().to_owned());
    }
    if wipe::everything_but_the_database().await.is_err() {
        app.say(words::CLEARED_IN_PART.to_owned());
    }
    app.phase.set(Phase::Cleared);
}

/// What is left to say when everything is gone.
#[component]
pub fn Farewell() -> impl IntoView {
    view! {
        <main class="failed" data-testid="clear-done">
            <h1>{words::FAREWELL}</h1>
            <p>{words::FAREWELL_LEAD}</p>
        </main>
    }
}

//! How well this browser keeps data, and the reminder that grows with what would be lost.

use crate::platform::{clock, persistence};
use crate::ui::state::App;
use crate::ui::text::safe as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::risk::{Keeping, Level, Standing};

/// How well the browser keeps what is stored; as an unprotected one until it has answered.
pub fn keeping() -> Signal<Keeping> {
    let app = App::here();
    let persisted = RwSignal::new(false);
    Effect::new(move |_| {
        app.settled.track();
        spawn_local(async move {
            persisted.try_set(persistence::persisted().await.unwrap_or(false));
        });
    });
    let fleeting = is_apple_tab();
    Signal::derive(move || match (persisted.get(), fleeting) {
        (true, _) => Keeping::Protected,
        (false, true) => Keeping::Fleeting,
        (false, false) => Keeping::Unprotected,
    })
}

/// Whether this page was installed, and so runs in a window of its own.
fn is_installed() -> bool {
    window().match_media("(display-mode: standalone)").ok().flatten().is_some_and(|media| media.matches())
}

/// A tab on an iPhone or iPad: its data go after seven days without use.
fn is_apple_tab() -> bool {
    let agent = window().navigator().user_agent().unwrap_or_default();
    (agent.contains("iPhone") || agent.contains("iPad")) && !is_installed()
}

/// How to install the page here, or that it is installed.
pub fn install_hint() -> &'static str {
    let agent = window().navigator().user_agent().unwrap_or_default();
    match () {
        () if is_installed() => words::INSTALLED,
        () if agent.contains("iPhone") || agent.contains("iPad") => words::INSTALL_APPLE,
        () if agent.contains("Android") => words::INSTALL_ANDROID,
        () => words::INSTALL_DESK,
    }
}

/// The reminder of the first page: nothing while little would be lost.
#[component]
pub fn Reminder() -> impl IntoView {
    let app = App::here();
    let keeping = keeping();
    let level = Memo::new(move |_| {
        app.track_all();
        let standing = app.head.with(|h| h.as_ref().map(|h| app.read(|l| Standing::of(l, h)))).unwrap_or_default();
        let now = clock::now_ms();
        (standing.level(now, keeping.get()), standing.unsent, standing.days(now))
    });
    move || {
        let (level, unsent, days) = level.get();
        (level >= Level::Notice).then(|| {
            view! {
                <div class="brief" class:loud=level == Level::Loud data-testid="risk" data-level=level.name()>
                    <span>{words::remind(unsent, days)}</span>
                    <a class="btn small" href="/exchange">{words::GO_EXPORT}</a>
                </div>
            }
        })
    }
}

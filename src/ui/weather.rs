//! Warnings of bad weather: storage that is nearly full, rows that cannot be read, an import that
//! was cut short, a wrong clock, and a form that could not be saved or kept.

use super::form::Form;
use super::state::{App, Phase};
use super::text;
use super::text::weather as words;
use crate::platform::{clipboard, clock, locks, persistence, service_worker};
use crate::workspace::{Failure, IMPORT_LOCK, StoreError, UnderWay};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What may be wrong with the device or with what is stored on it.
#[component]
pub fn Warnings() -> impl IntoView {
    view! {
        <StorageLow />
        <Unreadable />
        <CutImport />
        <WrongClock />
    }
}

/// Says that the storage is nearly full, until the person has seen it.
#[component]
fn StorageLow() -> impl IntoView {
    let app = App::here();
    let (low, seen) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| {
        // Asking takes a millisecond or two, which whoever waits for a save should not pay.
        app.settled.track();
        if app.phase.get() != Phase::Ready {
            return;
        }
        spawn_local(async move {
            // A browser that does not say how much room there is cannot be asked to warn.
            if let Ok(room) = persistence::room().await {
                low.try_set(room.is_low());
            }
        });
    });
    view! {
        <Show when=move || low.get() && !seen.get()>
            <div class="banner" data-testid="storage-low">
                <span>{words::LOW}</span>
                <a class="btn small" href="/exchange">{words::FULL_EXPORT}</a>
                <button type="button" class="chip-x" aria-label=text::CLOSE on:click=move |_| seen.set(true)>"×"</button>
            </div>
        </Show>
    }
}

/// Says that the page was ended in the middle of an import, and that nothing of it was written.
#[component]
fn CutImport() -> impl IntoView {
    let app = App::here();
    let cut = RwSignal::new(None::<UnderWay>);
    Effect::new(move |_| {
        app.settled.track();
        if app.phase.get() == Phase::Ready {
            spawn_local(async move {
                cut.try_set(cut_import(app).await);
            });
        }
    });
    let forget = move |_| {
        cut.set(None);
        spawn_local(async move {
            if let Some(desk) = app.desk() {
                // A note that stays is told once more at the next start.
                desk.forget_import().await.ok();
            }
        });
    };
    move || {
        cut.get().map(|cut| {
            view! {
                <div class="banner" data-testid="import-cut">
                    <span>{words::import_cut(&cut.files)}</span>
                    <a class="btn small" href="/exchange">{words::CUT_AGAIN}</a>
                    <button type="button" class="chip-x" aria-label=text::CLOSE on:click=forget>"×"</button>
                </div>
            }
        })
    }
}

/// The import that was cut short, unless another tab is at it just now.
async fn cut_import(app: App) -> Option<UnderWay> {
    let desk = app.desk()?;
    desk.cut_import().await.ok()??;
    // Where the browser has no locks nobody can be asked.
    let free = locks::acquire(IMPORT_LOCK, 200).await.map_or(true, |lock| lock.is_some());
    // It may have ended while we asked.
    if free { desk.cut_import().await.ok()? } else { None }
}

/// Says that stored rows cannot be read, and where they are saved all the same.
#[component]
fn Unreadable() -> impl IntoView {
    let app = App::here();
    let rows = Memo::new(move |_| {
        app.track_all();
        if app.phase.get() == Phase::Ready { app.read(|ledger| ledger.unreadable().len()) } else { 0 }
    });
    move || {
        (rows.get() > 0).then(|| {
            view! {
                <div class="banner" role="alert" data-testid="rows-unreadable">
                    <span>{words::unreadable(rows.get())}</span>
                    <a class="btn small" href="/rescue.html" rel="external">{text::RESCUE}</a>
                </div>
            }
        })
    }
}

/// Says that this device's clock is before the day of the program. Saving works all the same.
#[component]
fn WrongClock() -> impl IntoView {
    let (year, month, day) = clock::today();
    // Days written this way sort as they follow each other.
    let today = format!("{year:04}-{month:02}-{day:02}");
    let wrong = service_worker::built_day().is_some_and(|built| today < built);
    wrong.then(|| view! { <p class="banner" role="status" data-testid="clock-wrong">{text::safe::CLOCK_WRONG}</p> })
}

/// Why the form could not be saved, or its draft not kept, and how its text is saved all the same.
#[component]
pub fn FormTrouble(form: Form) -> impl IntoView {
    let app = App::here();
    let copied = RwSignal::new(None::<&'static str>);
    let copy = move |_| {
        spawn_local(async move {
            let done = clipboard::copy(&form.as_text()).await;
            copied.try_set(Some(if done.is_ok() { words::COPIED } else { words::COPY_REFUSED }));
        });
    };
    let trouble = move || {
        let failure = form.trouble()?;
        let full = failure == Failure::Store(StoreError::Quota);
        // A new window, so that the form stays as it is.
        let export = full.then(|| view! { <a class="btn" href="/exchange" target="_blank">{words::FULL_EXPORT}</a> });
        let rescue = (failure == Failure::Damaged)
            .then(|| view! { <a class="btn" href="/rescue.html" target="_blank">{text::RESCUE}</a> });
        Some(view! {
            <div class="brief" data-testid="form-trouble">
                <p role="alert">{text::failure(&failure)} {words::STILL_IN_FORM}</p>
                <div class="buttons">
                    <button type="button" class="btn" data-testid="copy-text" on:click=copy>{words::COPY_TEXT}</button>
                    {export}
                    {rescue}
                </div>
                <p role="status">{move || copied.get()}</p>
            </div>
        })
    };
    Effect::new(move |_| {
        if app.stale.with(Option::is_some) {
            // The database will be closed in a moment: what was just typed goes first.
            spawn_local(form.keep_now());
        }
    });
    view! { {trouble} }
}

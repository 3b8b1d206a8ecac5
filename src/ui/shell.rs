//! The frame around every page: search, status line, messages, routes. The navigation is in `nav`.

use super::components::Tone;
use super::keys::{self, KeyTable};
use super::nav::{BottomBar, More, SideBar};
use super::pages;
use super::state::{App, Phase, Toast, Undo};
use super::text;
use crate::platform::service_worker;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;
use ronghe_core::ledger::Why;

/// How long a message stays, in milliseconds; an offer to undo stays as long.
const TOAST_MS: u32 = 10_000;

/// The whole page.
#[component]
pub fn Shell() -> impl IntoView {
    let app = App::here();
    Effect::new(move |_| {
        if app.phase.get() != Phase::Loading(None) {
            take_splash_away();
        }
    });
    let body = move || match app.phase.get() {
        Phase::Loading(first) => view! { <pages::Loading first /> }.into_any(),
        Phase::FirstRun => view! { <pages::FirstRun /> }.into_any(),
        Phase::Lost(canary) => view! { <pages::Lost canary /> }.into_any(),
        Phase::Failed(why) => view! { <pages::Failed why /> }.into_any(),
        Phase::Ready => view! { <Desk /> }.into_any(),
        Phase::Cleared => view! { <pages::Farewell /> }.into_any(),
    };
    view! {
        <Router>
            {body}
            <Messages />
            <Build />
        </Router>
    }
}

/// Takes away what index.html shows until the page is there.
fn take_splash_away() {
    if let Some(splash) = document().get_element_by_id("boot") {
        splash.remove();
    }
}

#[component]
fn Desk() -> impl IntoView {
    super::canary::keep(App::here());
    super::first::keep(App::here());
    super::photos::sweep_later(App::here());
    undo_by_key(App::here());
    keys::listen();
    let wide = is_wide();
    view! {
        <a class="skip" href="#main">{text::SKIP}</a>
        <Show when=move || wide.get()>
            <SideBar />
        </Show>
        <div class="page">
            <TopBar />
            <main id="main">
                <Routes fallback=|| view! { <pages::NoSuchPage /> }>
                    <Route path=path!("/") view=pages::Today />
                    <Route path=path!("/k/:kind") view=pages::List />
                    <Route path=path!("/k/:kind/new") view=pages::New />
                    <Route path=path!("/k/:kind/:id") view=pages::RecordPage />
                    <Route path=path!("/k/:kind/:id/edit") view=pages::Edit />
                    <Route path=path!("/tasks") view=pages::Tasks />
                    <Route path=path!("/exchange") view=pages::Exchange />
                    <Route path=path!("/exchange/table") view=pages::TablePage />
                    <Route path=path!("/clashes") view=pages::Clashes />
                    <Route path=path!("/safe") view=pages::Safe />
                    <Route path=path!("/duplicates") view=pages::Duplicates />
                    <Route path=path!("/reports") view=pages::Reports />
                    <Route path=path!("/boards") view=pages::Boards />
                    <Route path=path!("/boards/:name") view=pages::BoardPage />
                    <Route path=path!("/reports/:name") view=pages::ReportPage />
                    <Route path=path!("/cockpit") view=pages::Cockpit />
                    <Route path=path!("/map") view=pages::MapPage />
                    <Route path=path!("/figures") view=pages::Figures />
                    <Route path=path!("/figures/:name") view=pages::FigurePage />
                    <Route path=path!("/raised") view=pages::RaisedPage />
                    <Route path=path!("/history") view=pages::Batches />
                    <Route path=path!("/bin") view=pages::Bin />
                    <Route path=path!("/settings") view=pages::Settings />
                    <Route path=path!("/settings/lists") view=pages::CodeLists />
                    <Route path=path!("/settings/lists/:list") view=pages::CodeListPage />
                    <Route path=path!("/settings/fields") view=pages::CustomFields />
                    <Route path=path!("/more") view=More />
                </Routes>
            </main>
        </div>
        <Show when=move || !wide.get()>
            <BottomBar />
        </Show>
        <KeyTable />
    }
}

/// Ctrl-Z or ⌘-Z outside of controls takes back the last change of this session.
fn undo_by_key(app: App) {
    let listener = window_event_listener(leptos::ev::keydown, move |ev| {
        let key = (ev.ctrl_key() || ev.meta_key()) && !ev.shift_key() && !ev.alt_key() && ev.key() == "z";
        let typing = document()
            .active_element()
            .is_some_and(|e| matches!(e.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
        // A form keeps its own: what is typed there is not saved yet.
        let form = document().query_selector("form [data-testid=save]").ok().flatten().is_some();
        if key && !typing && !form {
            ev.prevent_default();
            spawn_local(async move { app.undo_last().await });
        }
    });
    on_cleanup(move || listener.remove());
}

/// Whether there is room for the side bar: 1024 px, as in the style sheet.
#[must_use]
pub fn is_wide() -> Signal<bool> {
    let measure = || window().inner_width().ok().and_then(|w| w.as_f64()).is_some_and(|w| w >= 1024.0);
    let wide = RwSignal::new(measure());
    let resize = window_event_listener(leptos::ev::resize, move |_| {
        if wide.get_untracked() != measure() {
            wide.set(measure());
        }
    });
    on_cleanup(move || resize.remove());
    wide.into()
}

#[component]
fn TopBar() -> impl IntoView {
    view! {
        <header class="top">
            <pages::SearchBox />
            <pages::StatusLine />
        </header>
    }
}

/// Messages at the foot: what was saved, what can be taken back, what must be done.
#[component]
fn Messages() -> impl IntoView {
    let app = App::here();
    let waiting = RwSignal::new(service_worker::update_waiting());
    let listener = service_worker::on_update(move || waiting.set(true)).ok();
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || listener.dispose());
    Effect::new(move |_| {
        let Some(turn) = app.toast.with(|t| t.as_ref().map(|t| t.turn)) else { return };
        spawn_local(async move {
            TimeoutFuture::new(TOAST_MS).await;
            if app.toast.with_untracked(|t| t.as_ref().is_some_and(|t| t.turn == turn)) {
                app.toast.set(None);
            }
        });
    });
    let update = move |_| {
        if service_worker::apply_update().is_err() {
            app.say(text::UPDATE_FAILED.to_owned());
        }
    };
    view! {
        <div class="messages" role="status" aria-live="polite">
            {move || app.stale.get().map(|why| view! {
                <div class="banner" data-testid="stale">
                    <span>{why}</span>
                    <button type="button" class="btn small" on:click=|_| reload()>{text::RELOAD}</button>
                </div>
            })}
            <super::weather::StorageLow />
            <super::weather::Unreadable />
            <super::weather::CutImport />
            <super::weather::WrongClock />
            <Show when=move || waiting.get()>
                <div class="banner" data-testid="update-available">
                    <span>{text::UPDATE_THERE}</span>
                    <button type="button" class="btn small" data-testid="update-now" on:click=update>{text::UPDATE_NOW}</button>
                </div>
            </Show>
            {move || app.toast.get().map(|toast| view! { <ToastView toast /> })}
        </div>
    }
}

#[component]
fn ToastView(toast: Toast) -> impl IntoView {
    let app = App::here();
    let undo = toast.undo.map(|how| {
        let undo = move |_| {
            let how = how.clone();
            app.toast.set(None);
            spawn_local(async move {
                match how {
                    Undo::Changes(changes) => {
                        if let Some(done) = app.commit(Why::Restore, changes).await {
                            app.say_saved(&done);
                        }
                    }
                    Undo::Commit(rev) => {
                        if !app.take_back_commit(rev).await {
                            app.say(text::history::NOTHING_TO_UNDO.to_owned());
                        }
                    }
                }
            });
        };
        view! { <button type="button" class="btn small" data-testid="undo" on:click=undo>{text::UNDO}</button> }
    });
    let saved = toast.saved_at.map(|at| at.to_string());
    view! {
        <div class="toast" class:done=saved.is_some() data-testid=saved.as_ref().map(|_| "saved") data-at=saved.clone()>
            <span>{toast.text}</span>
            {undo}
            <button type="button" class="chip-x" aria-label=text::CLOSE on:click=move |_| app.toast.set(None)>"×"</button>
        </div>
    }
}

fn reload() {
    // A reload that the browser refuses leaves the page as it is, with the button to try again.
    drop(window().location().reload());
}

/// Which build this is; for support, and for tests.
#[component]
fn Build() -> impl IntoView {
    let build = service_worker::build_id().unwrap_or_default();
    view! { <footer class="build" data-testid="build" data-build=build.clone()>{text::build(&build)}</footer> }
}

/// The colour of a due date that is so many days away.
#[must_use]
pub const fn due_tone(days: i64) -> Tone {
    if days < 0 {
        Tone::Over
    } else if days <= 7 {
        Tone::Soon
    } else {
        Tone::Plain
    }
}

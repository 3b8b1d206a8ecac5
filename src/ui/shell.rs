//! The frame around every page: search, status line, messages, routes. The navigation is in `nav`.

use super::components::Tone;
use super::keys::{self, KeyTable};
use super::nav::{BottomBar, SideBar};
use super::pages;
use super::rest::{self, Page, later};
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
        Phase::Lost(canary) => rest::lost(canary),
        Phase::Failed(why) => view! { <pages::Failed why /> }.into_any(),
        Phase::Ready => view! { <Desk /> }.into_any(),
        Phase::Cleared => rest::farewell(),
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
    rest::sweep_later(App::here());
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
                    <Route path=path!("/") view=at(|| view! { <pages::Today /> }.into_any()) />
                    <Route path=path!("/k/:kind") view=at(|| later(Page::List)) />
                    <Route path=path!("/k/:kind/new") view=at(|| view! { <pages::New /> }.into_any()) />
                    <Route path=path!("/k/:kind/:id") view=at(|| later(Page::Record)) />
                    <Route path=path!("/k/:kind/:id/edit") view=at(|| view! { <pages::Edit /> }.into_any()) />
                    <Route path=path!("/tasks") view=at(|| later(Page::Tasks)) />
                    <Route path=path!("/exchange") view=at(|| later(Page::Exchange)) />
                    <Route path=path!("/exchange/table") view=at(|| later(Page::Table)) />
                    <Route path=path!("/clashes") view=at(|| later(Page::Clashes)) />
                    <Route path=path!("/safe") view=at(|| later(Page::Safe)) />
                    <Route path=path!("/duplicates") view=at(|| later(Page::Duplicates)) />
                    <Route path=path!("/reports") view=at(|| later(Page::Reports)) />
                    <Route path=path!("/boards") view=at(|| later(Page::Boards)) />
                    <Route path=path!("/boards/:name") view=at(|| later(Page::Board)) />
                    <Route path=path!("/reports/:name") view=at(|| later(Page::Report)) />
                    <Route path=path!("/cockpit") view=at(|| later(Page::Cockpit)) />
                    <Route path=path!("/map") view=at(|| later(Page::Map)) />
                    <Route path=path!("/figures") view=at(|| later(Page::Figures)) />
                    <Route path=path!("/figures/:name") view=at(|| later(Page::Figure)) />
                    <Route path=path!("/raised") view=at(|| later(Page::Raised)) />
                    <Route path=path!("/history") view=at(|| later(Page::Batches)) />
                    <Route path=path!("/bin") view=at(|| later(Page::Bin)) />
                    <Route path=path!("/settings") view=at(|| later(Page::Settings)) />
                    <Route path=path!("/settings/lists") view=at(|| later(Page::CodeLists)) />
                    <Route path=path!("/settings/lists/:list") view=at(|| later(Page::CodeList)) />
                    <Route path=path!("/settings/fields") view=at(|| later(Page::CustomFields)) />
                    <Route path=path!("/more") view=at(|| later(Page::More)) />
                </Routes>
            </main>
        </div>
        <Show when=move || !wide.get()>
            <BottomBar />
        </Show>
        <KeyTable />
    }
}

/// What a route shows. All of them have one type: what the router does with a route is compiled once,
/// and not once for each of thirty pages.
const fn at(view: fn() -> AnyView) -> fn() -> AnyView {
    view
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
            spawn_local(rest::undo_last(app));
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
            {rest::warnings()}
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
                        rest::take_back(app, rev).await;
                    }
                    Undo::Draft(key, draft) => app.keep_again(&key, &draft).await,
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

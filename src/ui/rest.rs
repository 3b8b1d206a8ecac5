//! The rest of the program: what comes in a second file, right after the first screen.
//!
//! The build cuts the program in two at [`load`] (`docs/decisions/splitting.md`): what is reached
//! only through the table that it hands out goes into the second file. Nobody can call any of that
//! without holding a [`Rest`], so nothing can be called before it is there. What people must have
//! at once — the first screen, forms, saving, searching — is not in here.

use super::canary::Canary;
use super::nav::NavItem;
use super::pages::{self, Start};
use super::photos::{self, Album};
use super::state::App;
use super::text::rest as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::ledger::Change;
use ronghe_core::sample;
use ronghe_core::schema::Schema;
use std::pin::Pin;

/// A page of the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names of the pages")]
pub enum Page {
    Batches,
    Bin,
    Board,
    Boards,
    Clashes,
    Cockpit,
    CodeList,
    CodeLists,
    CustomFields,
    Duplicates,
    Exchange,
    Figure,
    Figures,
    List,
    Map,
    More,
    Raised,
    Record,
    Report,
    Reports,
    Safe,
    Settings,
    Table,
    Tasks,
}

/// Everything that the first part calls in the rest.
pub struct Rest {
    page: fn(Page) -> AnyView,
    lost: fn(Canary) -> AnyView,
    farewell: fn() -> AnyView,
    from_file: fn(Start) -> AnyView,
    photo_row: fn(Album, bool) -> AnyView,
    warnings: fn() -> AnyView,
    go_again: fn() -> AnyView,
    above_today: fn() -> AnyView,
    pages: fn(Schema, &str) -> Vec<NavItem>,
    deck: fn() -> Vec<Change>,
    came: fn(App),
    settle: fn(App) -> Work,
    sweep_later: fn(App),
    take_back: fn(App, u64) -> Work,
    undo_last: fn(App) -> Work,
}

/// Something that is done after a tap, or when the page is quiet.
type Work = Pin<Box<dyn Future<Output = ()>>>;

static REST: Rest = Rest {
    page,
    lost: |canary| view! { <pages::Lost canary /> }.into_any(),
    farewell: || view! { <pages::Farewell /> }.into_any(),
    from_file: |start| view! { <pages::FromFile start /> }.into_any(),
    photo_row: |album, called| view! { <photos::PhotoRow album called /> }.into_any(),
    warnings: || view! { <super::weather::Warnings /> }.into_any(),
    go_again: || view! { <pages::GoAgain /> }.into_any(),
    above_today: || {
        view! {
            <pages::Left />
            <pages::Reminder />
        }
        .into_any()
    },
    pages: super::nav::find,
    deck: || sample::records(sample::deck()).into_iter().map(|r| Change::Merge(Box::new(r))).collect(),
    came: |app| {
        if let Some(desk) = app.desk() {
            desk.know_large_commits();
        }
    },
    settle: |app| Box::pin(super::first::settle(app)),
    sweep_later: photos::sweep_later,
    take_back: |app, rev| Box::pin(app.take_back_commit_or_say(rev)),
    undo_last: |app| Box::pin(app.undo_last()),
};

fn page(page: Page) -> AnyView {
    match page {
        Page::Batches => view! { <pages::Batches /> }.into_any(),
        Page::Bin => view! { <pages::Bin /> }.into_any(),
        Page::Board => view! { <pages::BoardPage /> }.into_any(),
        Page::Boards => view! { <pages::Boards /> }.into_any(),
        Page::Clashes => view! { <pages::Clashes /> }.into_any(),
        Page::Cockpit => view! { <pages::Cockpit /> }.into_any(),
        Page::CodeList => view! { <pages::CodeListPage /> }.into_any(),
        Page::CodeLists => view! { <pages::CodeLists /> }.into_any(),
        Page::CustomFields => view! { <pages::CustomFields /> }.into_any(),
        Page::Duplicates => view! { <pages::Duplicates /> }.into_any(),
        Page::Exchange => view! { <pages::Exchange /> }.into_any(),
        Page::Figure => view! { <pages::FigurePage /> }.into_any(),
        Page::Figures => view! { <pages::Figures /> }.into_any(),
        Page::List => view! { <pages::List /> }.into_any(),
        Page::Map => view! { <pages::MapPage /> }.into_any(),
        Page::More => view! { <super::nav::More /> }.into_any(),
        Page::Raised => view! { <pages::RaisedPage /> }.into_any(),
        Page::Record => view! { <pages::RecordPage /> }.into_any(),
        Page::Report => view! { <pages::ReportPage /> }.into_any(),
        Page::Reports => view! { <pages::Reports /> }.into_any(),
        Page::Safe => view! { <pages::Safe /> }.into_any(),
        Page::Settings => view! { <pages::Settings /> }.into_any(),
        Page::Table => view! { <pages::TablePage /> }.into_any(),
        Page::Tasks => view! { <pages::Tasks /> }.into_any(),
    }
}

/// How far the rest has come.
#[derive(Clone, Copy)]
pub enum Coming {
    /// On its way, or not asked for yet.
    Awaited,
    /// It could not be fetched.
    Failed,
    /// It is there.
    There(&'static Rest),
}

/// Asks for the rest, unless it is there. Called once the first screen is drawn.
pub fn fetch(app: App) {
    if let Coming::There(rest) = app.rest.get_untracked() {
        // What was opened anew has not heard of it yet.
        return (rest.came)(app);
    }
    app.rest.set(Coming::Awaited);
    spawn_local(async move {
        let come = load().await.map(|rest| {
            (rest.came)(app);
            Coming::There(rest)
        });
        app.rest.set(come.unwrap_or(Coming::Failed));
    });
}

/// The cut: what only this function reaches goes into the second file.
#[cfg(feature = "parts")]
#[wasm_split_helpers::wasm_split(rest, fallible)]
fn load() -> Result<&'static Rest, wasm_split_helpers::SplitLoaderError> {
    Ok(&REST)
}

/// Without the feature the program is one piece, as in the tests of this crate.
#[cfg(not(feature = "parts"))]
fn load() -> impl Future<Output = Result<&'static Rest, std::convert::Infallible>> {
    std::future::ready(Ok(&REST))
}

/// The rest when it is there; `None` if it cannot be fetched.
async fn there() -> Option<&'static Rest> {
    load().await.ok()
}

/// A page of the rest; until it is there, what people wait for, or what they can do about it.
pub fn later(page: Page) -> AnyView {
    within(move |rest| (rest.page)(page))
}

/// What is missing where the browser threw the data away.
pub fn lost(canary: Canary) -> AnyView {
    within(move |rest| (rest.lost)(canary.clone()))
}

/// What is left to say when everything was taken off the device.
pub fn farewell() -> AnyView {
    within(|rest| (rest.farewell)())
}

/// The way to begin from files.
pub fn from_file(start: Start) -> AnyView {
    within(move |rest| (rest.from_file)(start))
}

/// What may be wrong with the device.
pub fn warnings() -> AnyView {
    beside(|rest| (rest.warnings)())
}

/// To whom somebody wanted to go again.
pub fn go_again() -> AnyView {
    beside(|rest| (rest.go_again)())
}

/// What was typed and is not saved, and how much would be lost with this device.
pub fn above_today() -> AnyView {
    beside(|rest| (rest.above_today)())
}

/// The pages that are called like what was typed, best first; none until they can be found.
/// Subscribes.
pub fn pages(app: App, typed: &str) -> Vec<NavItem> {
    match app.rest.get() {
        Coming::There(rest) => (rest.pages)(app.schema_now(), typed),
        Coming::Awaited | Coming::Failed => Vec::new(),
    }
}

/// The photos of a visit, and what adds to them.
pub fn photo_row(album: Album, called: bool) -> AnyView {
    within(move |rest| (rest.photo_row)(album, called))
}

/// Sweeps photos that nothing refers to, some time after the start.
pub fn sweep_later(app: App) {
    spawn_local(async move {
        if let Some(rest) = there().await {
            (rest.sweep_later)(app);
        }
    });
}

/// Makes the database ready for the next start, when that pays.
pub async fn settle(app: App) {
    if let Some(rest) = there().await {
        (rest.settle)(app).await;
    }
}

/// Takes back the commit of a revision.
pub async fn take_back(app: App, rev: u64) {
    if let Some(rest) = wanted(app).await {
        (rest.take_back)(app, rev).await;
    }
}

/// Takes back the last change that this tab has made.
pub async fn undo_last(app: App) {
    if let Some(rest) = wanted(app).await {
        (rest.undo_last)(app).await;
    }
}

/// The records of the source document; `None` if they cannot be had now, which has been said.
pub async fn deck(app: App) -> Option<Vec<Change>> {
    wanted(app).await.map(|rest| (rest.deck)())
}

/// The rest for something that was tapped: waits for it, or says that it cannot be had.
async fn wanted(app: App) -> Option<&'static Rest> {
    if let Coming::There(rest) = app.rest.get_untracked() {
        return Some(rest);
    }
    let rest = there().await;
    if rest.is_none() {
        app.say(words::FAILED.to_owned());
    }
    rest
}

/// What somebody asked for and waits for.
fn within(show: impl Fn(&'static Rest) -> AnyView + Send + 'static) -> AnyView {
    let app = App::here();
    if matches!(app.rest.get_untracked(), Coming::Failed) {
        fetch(app);
    }
    let view = move || {
        match app.rest.get() {
        Coming::There(rest) => show(rest),
        Coming::Awaited => view! { <p class="state" role="status" data-testid="rest-coming">{words::COMING}</p> }.into_any(),
        Coming::Failed => view! {
            <div class="brief" role="alert" data-testid="rest-failed">
                <p>{words::FAILED}</p>
                <button type="button" class="btn" data-testid="rest-retry" on:click=move |_| fetch(app)>{words::RETRY}</button>
            </div>
        }
        .into_any(),
    }
    };
    view.into_any()
}

/// What stands beside something else: nothing until it is there.
fn beside(show: impl Fn(&'static Rest) -> AnyView + Send + 'static) -> AnyView {
    let app = App::here();
    (move || match app.rest.get() {
        Coming::There(rest) => show(rest),
        Coming::Awaited | Coming::Failed => ().into_any(),
    })
    .into_any()
}

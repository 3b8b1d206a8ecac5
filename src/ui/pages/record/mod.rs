//! The page of one record: what matters now, facts by group, lines, related records, history.
//!
//! Everything is drawn from the schema; nothing here knows a particular kind but the photo, the
//! saved view, which leads to its list, the visit, whose host can become a contact, and the partner,
//! of whom boards say more.

mod facts;
mod host;
mod lines;
mod notes;
mod related;
mod stage;
mod standing;

use super::Joined;
use super::history::HistoryPanel;
use crate::ui::components::{PageHead, Side, print};
use crate::ui::keys::{focus, is_covered, is_plain, is_typing, offer};
use crate::ui::photos::{Album, PhotoFigure, PhotoRow};
use crate::ui::state::App;
use crate::ui::text;
use facts::Facts;
use host::HostAsContact;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_params_map};
use lines::{FirstLines, LineSection};
use notes::Notes;
use related::Related;
use ronghe_core::kinds::{partner, saved_view, visit};
use ronghe_core::ledger::{Change, Why};
use ronghe_core::record::Id;
use ronghe_core::report::{DOCUMENTS, DocumentDef};
use ronghe_core::schema::KindDef;
use stage::Stage;
use standing::Standing;

/// The record named in the address.
#[component]
pub fn RecordPage() -> impl IntoView {
    let app = App::here();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|p| p.get("id")).and_then(|id| Id::parse(&id)));
    let kind = Memo::new(move |_| {
        app.track_all();
        id.get().and_then(|id| app.read(|l| l.kind_def(&id)))
    });
    move || match (id.get(), kind.get()) {
        (Some(id), Some(kind)) => view! { <Known id kind /> }.into_any(),
        _ => view! {
            <PageHead title=text::NOT_RECEIVED />
            <p>{text::NO_RECORD}</p>
        }
        .into_any(),
    }
}

#[component]
fn Known(id: Id, kind: &'static KindDef) -> impl IntoView {
    let app = App::here();
    let title = move || {
        app.track_all();
        app.read(|l| l.title(&id))
    };
    let visible = Memo::new(move |_| {
        app.track_all();
        app.read(|l| l.is_visible(&id))
    });
    let delete = move |_| {
        let (title, seen) = app.read(|l| (l.title(&id), l.seen(&id)));
        spawn_local(async move {
            let change = Change::Delete { id, because: String::new(), seen: Some(seen) };
            if app.commit(Why::Delete, vec![change]).await.is_some() {
                app.offer_undo(text::deleted(&title), vec![Change::Restore { id }]);
            }
        });
    };
    let restore = move |_| {
        spawn_local(async move {
            if let Some(done) = app.commit(Why::Restore, vec![Change::Restore { id }]).await {
                app.say_saved(&done);
            }
        });
    };
    let navigate = use_navigate();
    keys(move |key| {
        match key {
            "e" => navigate(&format!("/k/{}/{id}/edit", kind.name), NavigateOptions::default()),
            "u" => navigate(&format!("/k/{}", kind.name), NavigateOptions::default()),
            "h" => focus(".history summary"),
            _ => return false,
        }
        true
    });
    view! {
        <PageHead title=Signal::derive(title) testid="record-title" mark=view! { <Side id /> }.into_any()>
            <span class="tag t-line">{kind.label}</span>
            <A href=format!("/k/{}/{id}/edit", kind.name) attr:class="btn primary" attr:data-testid="edit">{text::EDIT}</A>
            <button type="button" class="btn quiet only-wide" data-testid="record-print" on:click=|_| print()>{text::figures::PRINT}</button>
            <Show when=move || visible.get()>
                <button type="button" class="btn" data-testid="delete" on:click=delete>{text::DELETE}</button>
            </Show>
        </PageHead>
        <Show when=move || !visible.get()>
            <div class="brief">
                <span>{text::DELETED_HERE}</span>
                <button type="button" class="btn" data-testid="restore" on:click=restore>{text::RESTORE}</button>
            </div>
        </Show>
        <RecordBody id kind />
    }
}

/// Everything of a record but its heading: on its page, and beside its list.
#[component]
pub fn RecordBody(id: Id, kind: &'static KindDef) -> impl IntoView {
    let lines = kind.lines.iter().map(move |line| match line.kind {
        "photo" => view! { <PhotoRow album=Album::OfRecord(id) /> }.into_any(),
        _ => view! { <LineSection id line /> }.into_any(),
    });
    let figure = (kind.name == "photo").then(|| view! { <PhotoFigure id /> });
    let standing = (kind.name == partner::KIND.name).then(|| view! { <Standing id /> });
    let view = (kind.name == saved_view::KIND.name).then(|| view! { <OpenView id /> });
    let host = (kind.name == visit::KIND.name).then(|| view! { <HostAsContact id /> });
    let past = RwSignal::new(None::<&'static str>);
    view! {
        <Joined id kind />
        {kind.flow.map(|flow| view! { <Stage id kind flow past /> })}
        <Notes id kind />
        {standing}
        <div class="buttons first-lines">{view} {host} {documents(id, kind)}</div>
        {figure}
        <Facts id kind past />
        {lines.collect_view()}
        <FirstLines id kind />
        <Related id kind />
        <HistoryPanel id kind field=past />
    }
}

/// Leads to the list that a view has arranged.
#[component]
fn OpenView(id: Id) -> impl IntoView {
    let app = App::here();
    move || {
        app.track(&[saved_view::KIND.name]);
        let record = app.get(&id)?;
        let query = record.get(saved_view::QUERY).unwrap_or_default();
        let mark = if query.is_empty() { "" } else { "?" };
        let href = format!("/k/{}{mark}{query}", record.get(saved_view::KIND_NAME)?);
        Some(view! { <A href=href attr:class="btn small" attr:data-testid="open-view">{text::record::OPEN_VIEW}</A> })
    }
}

/// Leads to the documents that can be made of a record.
fn documents(id: Id, kind: &'static KindDef) -> impl IntoView {
    let about = DOCUMENTS.iter().copied().filter(move |document| document.about.is_some_and(|of| of.name == kind.name));
    let link = move |document: &'static DocumentDef| {
        let href = format!("/reports/{}?about={id}", document.name);
        let testid = format!("document-{}", document.name);
        view! { <A href=href attr:class="btn small" attr:data-testid=testid>{document.title}</A> }
    };
    about.map(link).collect_view()
}

/// Listens to the keys of the page of a record; `act` says whether a key meant anything.
fn keys(act: impl Fn(&str) -> bool + 'static) {
    offer(&text::keys::RECORD);
    let listener = window_event_listener(leptos::ev::keydown, move |ev| {
        if is_plain(&ev) && !is_covered() && !is_typing() && act(&ev.key()) {
            ev.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// The form of a record with one of its fields in focus.
fn edit_href(kind: &KindDef, id: &Id, field: &str) -> String {
    format!("/k/{}/{id}/edit?field={field}", kind.name)
}

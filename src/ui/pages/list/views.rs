//! Saved views: a list as somebody has arranged it, under a name.

use super::panel::{ListPanel, close};
use super::state::Lister;
use crate::ui::text;
use crate::ui::text::list as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use ronghe_core::kinds::saved_view;
use ronghe_core::ledger::{Change, Why, form_changes};
use ronghe_core::query::Query;
use ronghe_core::record::{Id, Record};
use serde_json::Value;
use std::collections::BTreeMap;

/// A view of the list that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
struct View {
    id: Id,
    name: String,
    query: String,
    shared: bool,
    own: bool,
}

fn me(lister: Lister) -> String {
    lister.app.head.with(|head| head.as_ref().and_then(|h| h.me.as_ref().map(|me| me.name.clone()))).unwrap_or_default()
}

/// The views of this kind that I may see: mine, and those that others share; by name.
fn views(lister: Lister) -> Vec<View> {
    lister.app.track(&[saved_view::KIND.name]);
    let me = me(lister);
    let mut views: Vec<View> = lister.app.read(|l| {
        let records = l.ids(saved_view::KIND.name).filter_map(|id| l.get(&id));
        let ours = records.filter(|record| record.get(saved_view::KIND_NAME).as_deref() == Some(lister.kind.name));
        let view = |record: Record| {
            let shared = record.get(saved_view::SHARED).unwrap_or_default();
            let own = record.get(saved_view::OWNER).unwrap_or_default() == me;
            (shared || own).then(|| View {
                id: record.id,
                name: record.get(saved_view::NAME).unwrap_or_default(),
                query: record.get(saved_view::QUERY).unwrap_or_default(),
                shared,
                own,
            })
        };
        ours.filter_map(view).collect()
    });
    views.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    views
}

fn href(lister: Lister, query: &str) -> String {
    let mark = if query.is_empty() { "" } else { "?" };
    format!("/k/{}{mark}{query}", lister.kind.name)
}

/// Which of the views is the list as it is now, by its place among them; 0 is all records. Order,
/// groups and columns tell views apart that ask for the same records, and nothing else: a list that
/// somebody sorts goes on being what it was.
fn current(lister: Lister, views: &[View]) -> Option<usize> {
    let all = std::iter::once(Query::default());
    let views: Vec<Query> = all.chain(views.iter().map(|view| Query::parse(lister.kind, &view.query))).collect();
    lister.query.with(|now| {
        let exactly = views.iter().position(|view| view.print() == now.print());
        exactly.or_else(|| views.iter().position(|view| view.asks_for_the_same(now)))
    })
}

/// The views as links above the list; nothing if there is none.
#[component]
pub fn ViewLinks(lister: Lister) -> impl IntoView {
    let views = Memo::new(move |_| views(lister));
    let current = Memo::new(move |_| views.with(|views| current(lister, views)));
    let link = move |place: usize, name: String, query: &str| {
        view! {
            <li>
                // Not the router's link, which takes every question to the same list for the current one.
                <a href=href(lister, query) class="chip" aria-current=move || (current.get() == Some(place)).then_some("true") data-testid="view">
                    {name}
                </a>
            </li>
        }
    };
    let links = move || {
        let saved = views.get().into_iter().enumerate();
        saved.map(|(n, view)| link(n + 1, view.name, &view.query)).collect_view()
    };
    view! {
        <Show when=move || views.with(|views| !views.is_empty())>
            <ul class="chips views" aria-label=words::VIEWS>
                {link(0, text::ALL.to_owned(), "")}
                {links}
            </ul>
        </Show>
    }
}

/// The panel in which a view is saved, taken and given up.
#[component]
pub fn ViewsPanel(lister: Lister) -> impl IntoView {
    let views = Memo::new(move |_| views(lister));
    let name = RwSignal::new(String::new());
    let shared = RwSignal::new(false);
    let save = move || {
        let typed = name.get_untracked().trim().to_owned();
        if typed.is_empty() {
            return;
        }
        // The same name again is the same view, arranged anew.
        let old = views.with_untracked(|views| views.iter().find(|view| view.own && view.name == typed).map(|v| v.id));
        let id = old.unwrap_or_else(|| lister.app.new_id());
        let kind = &saved_view::KIND;
        let seen = lister.app.get(&id).unwrap_or_else(|| Record::new(kind.name, id));
        let typed = BTreeMap::from([
            (saved_view::NAME.name(), Value::from(typed)),
            (saved_view::KIND_NAME.name(), Value::from(lister.kind.name)),
            (saved_view::QUERY.name(), Value::from(lister.query.with_untracked(Query::print))),
            (saved_view::SHARED.name(), Value::from(shared.get_untracked())),
            (saved_view::OWNER.name(), Value::from(untrack(|| me(lister)))),
        ]);
        let changes = form_changes(kind, id, &seen, &typed);
        spawn_local(async move {
            if let Some(done) = lister.app.commit(Why::Edit, changes).await {
                name.try_set(String::new());
                lister.app.say_saved(&done);
            }
        });
    };
    let drop_view = move |id: Id, name: String| {
        spawn_local(async move {
            if lister.app.commit(Why::Delete, vec![Change::delete(id)]).await.is_some() {
                lister.app.offer_undo(text::deleted(&name), vec![Change::Restore { id }]);
            }
        });
    };
    let rows = move || {
        let row = move |view: View| {
            let (id, gone, remove) = (view.id, view.name.clone(), text::remove(&view.name));
            view! {
                <li class="item" data-testid="saved-view">
                    <A href=href(lister, &view.query) on:click=move |_| close(lister)>
                        <strong>{view.name.clone()}</strong>
                        <p>{words::whose(view.own, view.shared)}</p>
                    </A>
                    {view.own.then(|| view! {
                        <button type="button" class="chip-x" aria-label=remove on:click=move |_| drop_view(id, gone.clone())>
                            "×"
                        </button>
                    })}
                </li>
            }
        };
        views.get().into_iter().map(row).collect_view()
    };
    view! {
        <ListPanel lister title=words::VIEWS testid="views-panel">
            <ul>{rows}</ul>
            <form
                class="new-view"
                novalidate
                on:submit=move |ev| {
                    ev.prevent_default();
                    save();
                }
            >
                <div class="field">
                    <label for="view-name">{words::VIEW_NAME}</label>
                    <input
                        id="view-name"
                        type="text"
                        autocomplete="off"
                        data-testid="view-name"
                        aria-describedby="view-help"
                        prop:value=move || name.get()
                        on:input:target=move |ev| name.set(ev.target().value())
                    />
                    <p class="help" id="view-help">{words::VIEW_HELP}</p>
                </div>
                <label class="check">
                    <input type="checkbox" data-testid="view-shared" prop:checked=move || shared.get() on:change:target=move |ev| shared.set(ev.target().checked()) />
                    {saved_view::SHARED.def().label}
                </label>
                <button type="submit" class="btn primary" data-testid="view-save" disabled=move || name.with(|n| n.trim().is_empty())>
                    {words::VIEW_SAVE}
                </button>
            </form>
        </ListPanel>
    }
}

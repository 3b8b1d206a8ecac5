//! One search box everywhere: records by Chinese, pinyin, initials, codes, digits of a phone; pages
//! and lists by name.
//!
//! A page that is called just so comes first. Then come a few of the records whose names begin with
//! what was typed, since people mostly look for whom they work with; then pages; then all other records.
//! Pages are found once the rest of the program is there.

use crate::platform::marks;
use crate::ui::components::Side;
use crate::ui::keys::{is_covered, is_list, is_plain, is_typing};
use crate::ui::nav::NavItem;
use crate::ui::rest;
use crate::ui::state::App;
use crate::ui::text;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use ronghe_core::record::Id;
use ronghe_core::search::{Hit, Rank};

/// Most hits shown.
const SHOWN: usize = 20;
/// Most pages shown among them.
const PAGES: usize = 4;
/// Most records shown above the pages.
const ABOVE: usize = 6;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    Page(NavItem),
    Record(Id),
}

/// Everything that fits what was typed, in the order in which it is shown.
fn find(app: App, typed: &str) -> Vec<Found> {
    if typed.trim().is_empty() {
        return Vec::new();
    }
    app.track_all();
    let Some(desk) = app.desk() else { return Vec::new() };
    let mut pages = rest::pages(app, typed);
    pages.truncate(PAGES);
    let hits = desk.index().search(typed, SHOWN, &[]);
    let ledger = desk.ledger();
    let begins =
        |hit: &&Hit| hit.rank <= Rank::SpelledStart && ledger.kind_def(&hit.id).is_some_and(|kind| !kind.setting);
    let exact = pages.iter().take_while(|page| page.label == typed.trim()).count();
    let above = hits.iter().take(ABOVE).take_while(begins).count();
    let mut pages = pages.into_iter().map(Found::Page);
    let mut records = hits.into_iter().map(|hit| Found::Record(hit.id));
    let first: Vec<Found> = pages.by_ref().take(exact).chain(records.by_ref().take(above)).collect();
    first.into_iter().chain(pages).chain(records).collect()
}

/// The search box at the top of every page, with its hits below.
#[component]
pub fn SearchBox() -> impl IntoView {
    let app = App::here();
    let typed = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let input = NodeRef::<leptos::html::Input>::new();
    let found = Memo::new(move |_| find(app, &typed.get()));
    Effect::new(move |_| {
        if !typed.get().is_empty() {
            found.track();
            request_animation_frame(|| marks::mark("search-shown"));
        }
    });
    let navigate = use_navigate();
    let open = move |n: usize| {
        let href = found.with_untracked(|found| match found.get(n)? {
            Found::Page(page) => Some(page.href.clone()),
            Found::Record(id) => app.read(|l| l.kind_of(id).map(|kind| format!("/k/{kind}/{id}"))),
        });
        if let Some(href) = href {
            typed.set(String::new());
            // Whoever goes somewhere is done typing: the heading of the page takes the focus.
            if let Some(input) = input.get_untracked() {
                drop(input.blur());
            }
            navigate(&href, Default::default());
        }
    };
    let keys = window_event_listener(leptos::ev::keydown, move |ev| {
        let asked = (ev.ctrl_key() || ev.meta_key()) && ev.key() == "k"
            || ev.key() == "/" && is_plain(&ev) && !is_typing() && !is_covered() && !is_list();
        if asked && let Some(input) = input.get_untracked() {
            ev.prevent_default();
            drop(input.focus());
        }
    });
    on_cleanup(move || keys.remove());
    let on_key = move |ev: web_sys::KeyboardEvent| {
        if ev.is_composing() || ev.key_code() == 229 {
            return;
        }
        let last = found.with_untracked(Vec::len).saturating_sub(1);
        match ev.key().as_str() {
            "ArrowDown" => {
                ev.prevent_default();
                at.update(|n| *n = (*n + 1).min(last));
            }
            "ArrowUp" => {
                ev.prevent_default();
                at.update(|n| *n = n.saturating_sub(1));
            }
            "Enter" => {
                ev.prevent_default();
                open(at.get_untracked());
            }
            "Escape" => typed.set(String::new()),
            _ => {}
        }
    };
    view! {
        <div class="search" role="search">
            <input
                type="search"
                role="combobox"
                node_ref=input
                autocomplete="off"
                aria-label=text::SEARCH
                aria-expanded=move || (!found.with(Vec::is_empty)).to_string()
                aria-controls="search-hits"
                aria-autocomplete="list"
                placeholder=text::SEARCH_HINT
                data-testid="search"
                prop:value=move || typed.get()
                on:input:target=move |ev| {
                    at.set(0);
                    typed.set(ev.target().value());
                }
                on:keydown=on_key
            />
            <Show when=move || !typed.get().trim().is_empty()>
                <Hits found at close=Callback::new(move |()| typed.set(String::new())) />
            </Show>
        </div>
    }
}

#[component]
fn Hits(found: Memo<Vec<Found>>, at: RwSignal<usize>, close: Callback<()>) -> impl IntoView {
    let rows = move || {
        let rows = found.get().into_iter().enumerate();
        rows.map(|(n, found)| view! { <Row n found at close /> }).collect_view()
    };
    let none = move || found.with(Vec::is_empty);
    view! {
        <ul class="options hits" role="listbox" id="search-hits" aria-label=text::SEARCH>
            {rows}
            <Show when=none>
                <li class="option" role="option" aria-selected="false">{text::SEARCH_NONE}</li>
            </Show>
        </ul>
    }
}

/// A record, or a page or a list that is called so, or what begins a new record.
#[component]
fn Row(n: usize, found: Found, at: RwSignal<usize>, close: Callback<()>) -> impl IntoView {
    let app = App::here();
    let (testid, id, href, title, note) = match found {
        Found::Page(item) => {
            let note = if item.href.ends_with("/new") { text::nav::ACTION } else { text::nav::PAGE };
            ("search-page", None, item.href, item.label, note.to_owned())
        }
        Found::Record(id) => app.read(|l| {
            let Some(kind) = l.kind_def(&id) else { return Default::default() };
            let noted = l.get(&id).map(|record| l.noted_list(&record, kind, kind.subtitle)).unwrap_or_default();
            let note = std::iter::once(kind.label.to_owned()).chain(noted).collect::<Vec<_>>().join(" · ");
            ("search-result", Some(id), format!("/k/{}/{id}", kind.name), l.title(&id), note)
        }),
    };
    view! {
        <li
            role="option"
            class="option"
            data-testid=testid
            data-id=id.map(|id| id.to_string())
            aria-selected=move || (at.get() == n).to_string()
        >
            <a href=href on:click=move |_| close.run(())>
                <strong>{id.map(|id| view! { <Side id /> })}{title}</strong>
                <span class="state">{note}</span>
            </a>
        </li>
    }
}

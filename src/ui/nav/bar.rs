//! The side bar of a desk and the bottom bar of a phone.

use super::count::Count;
use super::{Group, NavItem, groups};
use crate::platform::prefs::Pref;
use crate::ui::keys::Keys;
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::nav as words;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use ronghe_core::record::Id;

/// The parts of the navigation that this browser shows otherwise than they begin.
const TURNED: Pref<Vec<String>> = Pref::new("ronghe.nav.turned");

/// The side bar of a desk: the pages by the five duties, with their numbers.
#[component]
pub fn SideBar() -> impl IntoView {
    let app = App::here();
    let keys = Keys::here();
    let all = Memo::new(move |_| groups(app.schema_now()));
    view! {
        <nav class="side-bar" aria-label=text::NAV>
            <p class="app-name">{text::APP}</p>
            {move || all.get().into_iter().map(|group| view! { <GroupView group /> }).collect_view()}
            <button type="button" class="btn quiet small" data-testid="keys-open-anywhere" aria-haspopup="dialog" on:click=move |_| keys.open_table()>
                {text::keys::KEYS} <kbd>"?"</kbd>
            </button>
        </nav>
    }
}

/// A group with its heading; what is not needed every day is folded away until somebody opens it.
#[component]
pub fn GroupView(group: Group) -> impl IntoView {
    let Group { key, label, first, rest } = group;
    let more = (!rest.is_empty()).then(|| {
        let name = format!("{key}-rest");
        let within = rest.iter().map(|item| item.href.clone()).collect();
        view! {
            <Fold name=name begins_open=false within heading=words::rest(rest.len()) small=true>
                <Links items=rest />
            </Fold>
        }
    });
    match label {
        None => view! { <Links items=first /> }.into_any(),
        Some(label) => view! {
            <Fold name=key.to_owned() begins_open=true within=Vec::new() heading=label.to_owned() small=false>
                <Links items=first />
                {more}
            </Fold>
        }
        .into_any(),
    }
}

/// A part that folds, and stays as this browser's owner left it. It opens for the page that it
/// leads to.
#[component]
fn Fold(
    name: String,
    begins_open: bool,
    /// The addresses to which it leads.
    within: Vec<String>,
    heading: String,
    small: bool,
    children: Children,
) -> impl IntoView {
    let turned = TURNED.get().unwrap_or_default().contains(&name);
    let open = RwSignal::new(begins_open != turned);
    let path = use_location().pathname;
    Effect::new(move |_| {
        if path.with(|path| within.contains(path)) {
            open.set(true);
        }
    });
    let fold = move |_| {
        open.update(|open| *open = !*open);
        let mut all = TURNED.get().unwrap_or_default();
        all.retain(|one| *one != name);
        if open.get_untracked() != begins_open {
            all.push(name.clone());
        }
        // A browser that keeps no preferences begins as everybody does.
        TURNED.set(&all);
    };
    view! {
        <details class="fold" class:small=small prop:open=move || open.get()>
            <summary
                on:click=move |ev| {
                    ev.prevent_default();
                    fold(());
                }
            >
                {heading}
            </summary>
            {children()}
        </details>
    }
}

/// Entries below one another.
#[component]
pub fn Links(items: Vec<NavItem>) -> impl IntoView {
    view! { <ul>{items.into_iter().map(|item| view! { <NavLink item /> }).collect_view()}</ul> }
}

/// A link of the navigation, with the number that matters.
#[component]
pub fn NavLink(item: NavItem) -> impl IntoView {
    let app = App::here();
    let kind = item.kind.and_then(|kind| app.schema().kind(kind));
    let clashes = item.href == "/clashes";
    let clashing = move || {
        app.track_all();
        let n = if clashes { app.read(|l| l.clashing().count()) } else { 0 };
        (n > 0).then(|| view! { <em class="late">{n}</em> })
    };
    view! {
        <li>
            <A href=item.href exact=true attr:data-testid=item.testid>
                <span>{item.label}</span>
                {kind.map(|kind| view! { <Count kind /> })}
                {clashes.then_some(clashing)}
            </A>
        </li>
    }
}

/// The form at `href` with the partner or the visit filled in whose page is open.
fn with_subject(href: &str, path: &str) -> String {
    let mut parts = path.trim_start_matches('/').split('/');
    let (Some("k"), Some(kind), Some(id), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return href.to_owned();
    };
    let asked = match kind {
        "partner" => !href.starts_with("/k/partner/"),
        "visit" => !href.starts_with("/k/visit/") && !href.starts_with("/k/partner/"),
        _ => false,
    };
    if !asked || Id::parse(id).is_none() {
        return href.to_owned();
    }
    let mark = if href.contains('?') { '&' } else { '?' };
    format!("{href}{mark}{kind}={id}")
}

/// The bar at the foot of a phone, with what its ＋ opens.
#[component]
pub fn BottomBar() -> impl IntoView {
    let open = RwSignal::new(false);
    let path = use_location().pathname;
    // Whoever stands on the page of a partner or a visit means that one.
    let here = move |href: &'static str| path.with(|path| with_subject(href, path));
    let escape = window_event_listener(leptos::ev::keydown, move |ev| {
        if ev.key() == "Escape" && open.get_untracked() {
            open.set(false);
        }
    });
    on_cleanup(move || escape.remove());
    let quick = move |href: &'static str, label: &'static str| {
        view! {
            <li>
                <A href=move || here(href) on:click=move |_| open.set(false)>{label}</A>
            </li>
        }
    };
    view! {
        <nav class="bottom-bar" aria-label=text::NAV_PHONE>
            <A href="/" exact=true attr:data-testid="nav-today">{text::NAV_TODAY}</A>
            <A href="/k/partner" exact=true attr:data-testid="nav-partners">{text::NAV_PARTNERS}</A>
            <button
                type="button"
                class="plus"
                data-testid="quick-add"
                aria-label=text::QUICK_ADD
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|o| *o = !*o)
            >
                "＋"
            </button>
            <A href="/k/visit" exact=true attr:data-testid="nav-visits">{text::NAV_VISITS}</A>
            <A href="/more" exact=true attr:data-testid="nav-more">{text::NAV_MORE}</A>
        </nav>
        <Show when=move || open.get()>
            <div class="sheet" on:click=move |_| open.set(false)>
                <ul class="quick" aria-label=text::QUICK_ADD>
                    {quick("/k/visit/new", text::RECORD_VISIT)} {quick("/k/need/new", text::RECORD_NEED)}
                    {quick("/k/promise/new", text::RECORD_PROMISE)} {quick("/k/visit/new?photo=1", text::photos::TAKE)}
                    {quick("/k/partner/new", text::NEW_PARTNER)}
                </ul>
            </div>
        </Show>
    }
}

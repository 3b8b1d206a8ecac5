//! The keys that count on every page, and the table of keys that `?` opens everywhere: what counts
//! on the page one is on, then what counts everywhere.
//!
//! A part of the page says with [`offer`] which keys it has, for as long as it is there. What its
//! keys do is its own affair.

use crate::ui::components::SidePanel;
use crate::ui::text::keys::{EVERYWHERE, KEYS, Section};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

/// Rows of records, wherever they stand.
const ROWS: &str = "main .item > a:not(.btn)";

/// What parts of the page have offered, and whether the table is open.
#[derive(Clone, Copy)]
pub struct Keys {
    offered: RwSignal<Vec<&'static Section>>,
    open: RwSignal<bool>,
}

impl Keys {
    /// Those of the page; of no effect where nobody listens.
    #[must_use]
    pub fn here() -> Self {
        use_context().unwrap_or_else(Self::none)
    }

    fn none() -> Self {
        Self { offered: RwSignal::new(Vec::new()), open: RwSignal::new(false) }
    }

    /// Opens the table of keys.
    pub fn open_table(self) {
        self.open.set(true);
    }
}

/// Says which keys a part of the page has, for as long as it is there.
pub fn offer(section: &'static Section) {
    let offered = Keys::here().offered;
    offered.update(|all| all.push(section));
    on_cleanup(move || {
        // The page may go as a whole.
        offered.try_update(|all| {
            if let Some(place) = all.iter().rposition(|one| std::ptr::eq(*one, section)) {
                all.remove(place);
            }
        });
    });
}

/// [`offer`] for what is drawn and goes again within a part of the page.
#[component]
pub fn Offer(section: &'static Section) -> impl IntoView {
    offer(section);
}

/// Listens to the keys that count everywhere. Call once, where every page can reach it.
pub fn listen() {
    let keys = Keys::none();
    provide_context(keys);
    let listener = window_event_listener(leptos::ev::keydown, move |ev| {
        if is_plain(&ev) && !is_typing() && act(keys, &ev) {
            ev.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

fn act(keys: Keys, ev: &KeyboardEvent) -> bool {
    match ev.key().as_str() {
        // Over a photo or a question, too.
        "?" => keys.open.set(true),
        "j" if !is_covered() && !is_list() => return step(1),
        "k" if !is_covered() && !is_list() => return step(-1),
        _ => return false,
    }
    true
}

/// Whether a key is pressed for itself: nobody has used it, no other key is held, no input method
/// is at work. Shift is part of the key.
#[must_use]
pub fn is_plain(ev: &KeyboardEvent) -> bool {
    let held = ev.ctrl_key() || ev.meta_key() || ev.alt_key();
    !(ev.default_prevented() || held || ev.is_composing() || ev.key_code() == 229)
}

/// Whether somebody types; a box to tick is nothing to type into.
#[must_use]
pub fn is_typing() -> bool {
    document().active_element().is_some_and(|e| match e.tag_name().as_str() {
        "INPUT" => e.dyn_ref::<HtmlInputElement>().is_none_or(|input| input.type_() != "checkbox"),
        "TEXTAREA" | "SELECT" => true,
        _ => false,
    })
}

/// Whether something is open over the page.
#[must_use]
pub fn is_covered() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Whether the page is a list, which moves among its rows itself and is searched in its place.
#[must_use]
pub fn is_list() -> bool {
    document().query_selector(".list-page").ok().flatten().is_some()
}

/// Gives the focus to what the selector finds first.
pub fn focus(css: &str) {
    let found = document().query_selector(css).ok().flatten();
    // What cannot take the focus is still there to be clicked.
    if let Some(element) = found.and_then(|e| e.dyn_into::<HtmlElement>().ok())
        && element.focus().is_err()
    {
        leptos::logging::warn!("no focus for {css}");
    }
}

/// Moves the focus by so many rows, from the first if it is on none; whether there is a row.
fn step(by: i32) -> bool {
    let Ok(rows) = document().query_selector_all(ROWS) else { return false };
    let rows: Vec<HtmlElement> =
        (0..rows.length()).filter_map(|n| rows.get(n)?.dyn_into::<HtmlElement>().ok()).collect();
    let active = document().active_element();
    let now = rows.iter().position(|row| active.as_ref().is_some_and(|active| active.is_same_node(Some(row))));
    let next = match now {
        Some(now) => now.saturating_add_signed(by as isize).min(rows.len().saturating_sub(1)),
        None => 0,
    };
    let Some(row) = rows.get(next) else { return false };
    // How far from the bars above and below a row comes to rest, the style sheet says.
    row.focus().is_ok()
}

/// The table of keys, while it is open.
#[component]
pub fn KeyTable() -> impl IntoView {
    let keys = Keys::here();
    let mac = is_apple();
    let sections = move || {
        let mut sections = keys.offered.get_untracked();
        sections.reverse();
        sections.push(&EVERYWHERE);
        let mut shown: Vec<&'static Section> = Vec::new();
        for section in sections {
            // A form within a form has the keys of a form.
            if !shown.iter().any(|one| std::ptr::eq(*one, section)) {
                shown.push(section);
            }
        }
        shown.into_iter().map(move |section| view! { <KeySection section mac /> }).collect_view()
    };
    view! {
        <Show when=move || keys.open.get()>
            <SidePanel title=KEYS testid="keys-panel" closed=Callback::new(move |()| keys.open.set(false))>
                {sections()}
            </SidePanel>
        </Show>
    }
}

#[component]
fn KeySection(section: &'static Section, mac: bool) -> impl IntoView {
    let rows = section.keys.iter().map(move |(keys, what)| {
        let keys = keys.split(' ').map(|key| {
            let key = if mac { key.replace("Ctrl+", "⌘") } else { key.to_owned() };
            view! { <kbd>{key}</kbd> }
        });
        view! {
            <div>
                <dt>{keys.collect_view()}</dt>
                <dd>{*what}</dd>
            </div>
        }
    });
    view! {
        <h3>{section.title}</h3>
        <dl class="keys">{rows.collect_view()}</dl>
    }
}

/// Whether the keyboard has ⌘ in the place of Ctrl.
fn is_apple() -> bool {
    window().navigator().platform().is_ok_and(|name| name.starts_with("Mac") || name.starts_with("iP"))
}

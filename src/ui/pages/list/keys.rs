//! Everything a list can do, by keyboard. Keys count while nobody types and nothing is open.

use super::state::{Lister, Panel};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

/// Rows that PageUp and PageDown go by.
const PAGE: isize = 12;

/// Listens as long as the list is open.
pub fn listen(lister: Lister) {
    let listener = window_event_listener(leptos::ev::keydown, move |ev| {
        if is_ours(&ev) && act(lister, &ev) {
            ev.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Whether a key is meant for the list.
fn is_ours(ev: &KeyboardEvent) -> bool {
    let held = ev.ctrl_key() || ev.meta_key() || ev.alt_key();
    let composing = ev.is_composing() || ev.key_code() == 229;
    let open = document().query_selector("dialog[open]").ok().flatten().is_some();
    !(ev.default_prevented() || held || composing || open || is_typing())
}

/// Whether somebody types; a box to tick is nothing to type into.
fn is_typing() -> bool {
    document().active_element().is_some_and(|e| match e.tag_name().as_str() {
        "INPUT" => e.dyn_ref::<HtmlInputElement>().is_none_or(|input| input.type_() != "checkbox"),
        "TEXTAREA" | "SELECT" => true,
        _ => false,
    })
}

/// Whether what has the focus does something of its own with Enter and the space bar.
fn is_on_control() -> bool {
    document().active_element().is_some_and(|e| matches!(e.tag_name().as_str(), "A" | "BUTTON" | "INPUT" | "SUMMARY"))
}

/// Does what a key means; whether it means anything.
fn act(lister: Lister, ev: &KeyboardEvent) -> bool {
    let kind = lister.kind.name;
    let at = || lister.cursor.get_untracked().and_then(|row| Some((row, lister.at(row)?)));
    match ev.key().as_str() {
        "/" => focus("[data-testid=list-filter]"),
        "n" if lister.kind.is_typed() => lister.leave(format!("/k/{kind}/new")),
        "j" | "ArrowDown" => lister.step(1),
        "k" | "ArrowUp" => lister.step(-1),
        "PageDown" => lister.step(PAGE),
        "PageUp" => lister.step(-PAGE),
        "Home" => lister.move_to(0),
        "End" => lister.move_to(lister.total_now().saturating_sub(1)),
        "x" => {
            let Some((row, _)) = at() else { return false };
            lister.choosing.set(true);
            lister.choose(row, false);
        }
        "X" => {
            // Everything from the last one chosen above to here.
            let Some((row, _)) = at() else { return false };
            lister.choosing.set(true);
            lister.choose_down_to(row);
        }
        "a" => {
            lister.choosing.set(true);
            lister.choose_all();
        }
        "b" if lister.chosen.with_untracked(|c| !c.is_empty()) => lister.panel.set(Some(Panel::Bulk)),
        "e" => {
            let Some((_, id)) = at() else { return false };
            lister.leave(format!("/k/{kind}/{id}/edit"));
        }
        "Enter" if !is_on_control() => {
            let Some((_, id)) = at() else { return false };
            lister.leave(format!("/k/{kind}/{id}"));
        }
        "f" => lister.panel.set(Some(Panel::Filter)),
        "c" => lister.panel.set(Some(Panel::Columns)),
        "v" => lister.panel.set(Some(Panel::Views)),
        "?" => lister.panel.set(Some(Panel::Keys)),
        "Escape" => {
            lister.chosen.update(BTreeSet::clear);
            lister.choosing.set(false);
        }
        _ => return false,
    }
    true
}

fn focus(css: &str) {
    let found = document().query_selector(css).ok().flatten();
    // What cannot take the focus is still there to be clicked.
    if let Some(element) = found.and_then(|e| e.dyn_into::<HtmlElement>().ok())
        && element.focus().is_err()
    {
        leptos::logging::warn!("no focus for {css}");
    }
}

/// Gives the focus to a row, once it is drawn.
pub fn focus_row(row: usize) {
    request_animation_frame(move || focus(&format!("[data-row=\"{row}\"] a")));
}

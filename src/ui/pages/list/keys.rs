//! Everything a list can do, by keyboard. Keys count while nobody types and nothing is open.

use super::state::{Lister, Panel};
use crate::ui::keys::{focus, is_covered, is_plain, is_typing};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Rows that PageUp and PageDown go by.
const PAGE: isize = 12;

/// Listens as long as the list is open.
pub fn listen(lister: Lister) {
    let listener = window_event_listener(leptos::ev::keydown, move |ev| {
        if is_plain(&ev) && !is_covered() && !is_typing() && act(lister, &ev) {
            ev.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
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
        "o" => {
            let Some((_, id)) = at() else { return false };
            lister.leave(format!("/k/{kind}/{id}"));
        }
        "p" => super::beside::turn(lister),
        "f" => lister.panel.set(Some(Panel::Filter)),
        "c" => lister.panel.set(Some(Panel::Columns)),
        "v" => lister.panel.set(Some(Panel::Views)),
        "Escape" => {
            lister.chosen.update(BTreeSet::clear);
            lister.choosing.set(false);
        }
        _ => return false,
    }
    true
}

/// Gives the focus to a row, once it is drawn.
pub fn focus_row(row: usize) {
    request_animation_frame(move || focus(&format!("[data-row=\"{row}\"] a")));
}

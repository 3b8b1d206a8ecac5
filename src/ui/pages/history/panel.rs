//! The history of one record, or of one field of it, newest first and by pages.

use super::PAGE;
use super::author::author;
use super::entry::Entry;
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::history as words;
use crate::workspace::Past;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::ledger::{Altered, altered};
use ronghe_core::record::{Id, Record, Register};
use ronghe_core::schema::KindDef;

/// What the record was before; `field` narrows it to one field and opens it.
#[component]
pub fn HistoryPanel(id: Id, kind: &'static KindDef, field: RwSignal<Option<&'static str>>) -> impl IntoView {
    let app = App::here();
    let past = RwSignal::new(Vec::<Past>::new());
    let wanted = RwSignal::new(PAGE);
    let panel = NodeRef::<leptos::html::Details>::new();
    let summary = NodeRef::<leptos::html::Summary>::new();
    Effect::new(move |_| {
        let next = app.rev.get() + 1;
        // One more than is shown: the state before the last entry, and whether there are more.
        let limit = wanted.get() + 1;
        spawn_local(async move {
            let Some(desk) = app.desk() else { return };
            match desk.history_before(&id, next, Some(limit)).await {
                Ok(found) => {
                    past.try_set(found);
                }
                Err(_) => app.say(words::NOT_READ.to_owned()),
            }
        });
    });
    Effect::new(move |_| {
        if field.get().is_some()
            && let (Some(panel), Some(summary)) = (panel.get(), summary.get())
        {
            panel.set_open(true);
            panel.scroll_into_view();
            if summary.focus().is_err() {
                leptos::logging::warn!("history without focus");
            }
        }
    });
    let entries = Memo::new(move |_| {
        let now = app.get(&id);
        let found = past.with(|past| changes(kind, now, past, wanted.get() as usize));
        match field.get() {
            Some(name) => narrowed(found, name),
            None => found,
        }
    });
    let more = move || past.with(Vec::len) > wanted.get() as usize;
    let first = move || {
        let record = past.with(|past| past.last().map(|p| p.before.clone())).or_else(|| app.get(&id));
        let record = record.filter(|_| !more())?;
        first_written(app, &record).map(|words| view! { <p class="state" data-testid="history-first">{words}</p> })
    };
    let only = move || {
        let label = field.get().and_then(|name| kind.field(name)).map(|f| f.label)?;
        Some(view! {
            <p class="buttons">
                <span class="tag t-acc">{words::only(label)}</span>
                <button type="button" class="btn small" data-testid="history-all" on:click=move |_| field.set(None)>{words::ALL_FIELDS}</button>
            </p>
        })
    };
    view! {
        <details class="history" data-testid="history" node_ref=panel>
            <summary node_ref=summary>{text::HISTORY} " " <span class="count">{move || entries.with(Vec::len)} {move || more().then_some("+")}</span></summary>
            {only}
            <Show when=move || entries.with(Vec::is_empty)>
                <p class="state">{text::HISTORY_NONE}</p>
            </Show>
            <ol>
                {move || entries.get().into_iter().map(|(past, parts)| view! { <Entry past parts /> }).collect_view()}
            </ol>
            <Show when=more>
                <button type="button" class="btn more" data-testid="more" on:click=move |_| wanted.update(|n| *n += PAGE)>{words::SHOW_MORE}</button>
            </Show>
            {first}
        </details>
    }
}

/// What each commit changed: from its own before to the before of the next one.
fn changes(kind: &KindDef, now: Option<Record>, past: &[Past], limit: usize) -> Vec<(Past, Vec<Altered>)> {
    let after = std::iter::once(now.as_ref()).chain(past.iter().map(|p| Some(&p.before)));
    let each = past.iter().zip(after).take(limit);
    each.filter_map(|(past, after)| Some((past.clone(), altered(kind, &past.before, after?)))).collect()
}

/// The entries in which a field changed, with that field alone.
fn narrowed(entries: Vec<(Past, Vec<Altered>)>, field: &str) -> Vec<(Past, Vec<Altered>)> {
    let only = entries.into_iter().map(|(past, mut parts)| {
        parts.retain(|altered| altered.part.has(field));
        (past, parts)
    });
    only.filter(|(_, parts)| !parts.is_empty()).collect()
}

/// Who wrote the first of what a record holds, and when.
fn first_written(app: App, record: &Record) -> Option<String> {
    let entries = record.registers.values().flat_map(Register::entries);
    let first = entries.min_by_key(|e| (!e.dot.device.is_builtin(), e.stamp))?;
    if first.dot.device.is_builtin() {
        return Some(words::FIRST_BUILTIN.to_owned());
    }
    Some(words::first_written(&author(app, &first.dot.device), &words::when(first.stamp.ms())))
}

//! What files would change, before anything is changed.

use crate::platform::clock;
use crate::ui::components::{Tag, Tone};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::exchange as words;
use leptos::prelude::*;
use ronghe_core::exchange::{Class, Detail, ExchangeFile, FieldChange, Item, Preview, Relation, preview};
use ronghe_core::record::Id;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most records listed; the counts are of all.
const LISTED: usize = 300;

/// The preview of files, with what applies and what cancels.
#[component]
pub fn PreviewView(files: Arc<[ExchangeFile]>, apply: Callback<BTreeSet<Id>>, cancel: Callback<()>) -> impl IntoView {
    let app = App::here();
    let files = StoredValue::new(files);
    let left_out = RwSignal::new(BTreeSet::<Id>::new());
    let sure = RwSignal::new(false);
    let body = move || {
        app.track_all();
        let desk = app.desk()?;
        let preview = files.with_value(|files| preview(&desk.ledger(), &desk.head(), files, clock::now_ms()));
        let takes = preview.items.iter().filter(|item| item.writes()).count();
        let asks = preview.deletes_much;
        let other = preview.other_workspace.is_some();
        let listed: Vec<Item> = preview.items.iter().filter(|i| i.class != Class::Same).take(LISTED).cloned().collect();
        let details = preview.details(&desk.ledger(), &listed);
        let rows = listed.into_iter().zip(details).map(|(item, detail)| view! { <RecordRows item detail left_out /> });
        let rows = rows.collect_view();
        let counts = preview.counts;
        let preview = Arc::new(preview);
        let chosen = move || takes - left_out.with(BTreeSet::len).min(takes);
        Some(view! {
            <div
                class="preview"
                data-testid="import-preview"
                data-new=counts.new.to_string()
                data-updated=counts.updated.to_string()
                data-same=counts.same.to_string()
                data-deleted=counts.deleted.to_string()
                data-conflicts=counts.conflicts.to_string()
                data-missing=counts.missing.to_string()
                data-bad=counts.bad.to_string()
                data-unknown=counts.unknown.to_string()
            >
                <h3>{words::PREVIEW}</h3>
                <Warnings preview=Arc::clone(&preview) />
                <Senders preview=Arc::clone(&preview) />
                <Sums preview=Arc::clone(&preview) />
                <Problems preview=Arc::clone(&preview) />
                <div class="table-wrap" tabindex="0" role="region" aria-label=words::PREVIEW>
                    <table>
                        <thead>
                            <tr>
                                <th>{words::APPLY_COLUMN}</th>
                                <th>{words::RECORD}</th>
                                <th>{words::FIELD}</th>
                                <th>{words::MINE}</th>
                                <th>{words::THEIRS}</th>
                                <th>{words::WHICH}</th>
                            </tr>
                        </thead>
                        {rows}
                    </table>
                </div>
                {asks.then(|| view! {
                    <label class="check">
                        <input type="checkbox" data-testid="import-confirm-delete" on:change:target=move |ev| sure.set(ev.target().checked()) />
                        {words::CONFIRM_DELETE}
                    </label>
                })}
                <div class="foot">
                    <button type="button" class="btn" data-testid="import-cancel" on:click=move |_| cancel.run(())>
                        {words::IMPORT_CANCEL}
                    </button>
                    <button
                        type="button"
                        class="btn primary"
                        data-testid="import-apply"
                        disabled=move || asks && !sure.get()
                        on:click=move |_| apply.run(left_out.get_untracked())
                    >
                        {move || words::apply(chosen(), other)}
                    </button>
                </div>
            </div>
        })
    };
    view! { <div>{body}</div> }
}

/// Whose files these are, and from when.
#[component]
fn Senders(preview: Arc<Preview>) -> impl IntoView {
    let senders = preview.headers.iter().map(|h| words::from(&h.from.person, &h.from.device_name, &h.file.created));
    senders.map(|sender| view! { <p>{sender}</p> }).collect_view()
}

#[component]
fn Sums(preview: Arc<Preview>) -> impl IntoView {
    let counts = preview.counts;
    let sum = |label: &'static str, n: usize, bad: bool| {
        view! {
            <div class:alert={bad && n > 0}>
                <dt>{label}</dt>
                <dd>{n}</dd>
            </div>
        }
    };
    view! {
        <dl class="sums">
            {sum(words::NEW, counts.new, false)} {sum(words::UPDATED, counts.updated, false)}
            {sum(words::SAME, counts.same, false)} {sum(words::DELETED, counts.deleted, false)}
            {sum(words::CONFLICTS, counts.conflicts, true)} {sum(words::BAD, counts.bad, true)}
            {sum(words::MISSING, counts.missing, false)} {sum(words::UNKNOWN, counts.unknown, false)}
        </dl>
    }
}

/// What must be known before anything else.
#[component]
fn Warnings(preview: Arc<Preview>) -> impl IntoView {
    let joins = preview.joins.is_some() && preview.other_workspace.is_none();
    view! {
        {preview.other_workspace.as_ref().map(|name| view! {
            <p class="banner" role="alert" data-testid="import-other-workspace">{words::other_workspace(name)}</p>
        })}
        {joins.then(|| view! { <p class="brief">{words::JOINS}</p> })}
        {preview.altered.then(|| view! { <p class="banner" role="alert">{words::ALTERED}</p> })}
        {preview.nothing_new.then(|| view! { <p class="brief" role="status">{words::NOTHING_NEW}</p> })}
        {preview.clock_ahead_ms.map(|ms| view! {
            <p class="brief">{text::notice(&ronghe_core::ledger::Notice::ClockAhead(ms))}</p>
        })}
    }
}

/// Rows that cannot be taken, each with its reason.
#[component]
fn Problems(preview: Arc<Preview>) -> impl IntoView {
    if preview.bad.is_empty() {
        return ().into_any();
    }
    let rows = preview.bad.iter().map(|(_, bad)| view! { <li data-testid="import-problem">{bad.sentence()}</li> });
    view! {
        <section class="problems">
            <h4>{words::PROBLEMS}</h4>
            <ul>{rows.collect_view()}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn RecordRows(item: Item, detail: Detail, left_out: RwSignal<BTreeSet<Id>>) -> impl IntoView {
    let id = item.id;
    let tone = match item.class {
        Class::New => Tone::Accent,
        Class::Updated => Tone::Done,
        Class::Deleted | Class::Conflict => Tone::Over,
        Class::Unknown | Class::Same => Tone::Plain,
    };
    let title = format!("{} · {}", detail.kind, detail.title);
    let label = title.clone();
    let fields = detail.changes.into_iter().map(|change| view! { <FieldRow change /> });
    view! {
        <tbody>
            <tr data-testid="import-row" data-id=id.to_string()>
                <td>
                    <input
                        type="checkbox"
                        aria-label=label
                        prop:checked=move || !left_out.with(|l| l.contains(&id))
                        on:change:target=move |ev| {
                            let keep = ev.target().checked();
                            left_out.update(|l| {
                                if keep { l.remove(&id) } else { l.insert(id) };
                            });
                        }
                    />
                </td>
                <td colspan="4">{title}</td>
                <td><Tag tone text=item.class.label() /></td>
            </tr>
            {fields.collect_view()}
        </tbody>
    }
}

#[component]
fn FieldRow(change: FieldChange) -> impl IntoView {
    let (tone, word, mine, theirs) = match change.relation {
        Relation::Newer => (Tone::Done, words::NEWER, "old", ""),
        Relation::Older => (Tone::Plain, words::OLDER, "", "old"),
        Relation::Concurrent => (Tone::Over, words::CONCURRENT, "", ""),
    };
    view! {
        <tr class="field-row">
            <td></td>
            <td></td>
            <td>{change.label}</td>
            <td class=mine>{change.mine}</td>
            <td class=theirs>{change.theirs}</td>
            <td><Tag tone text=word /></td>
        </tr>
    }
}

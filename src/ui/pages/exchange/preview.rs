//! What files would change, before anything is changed.

use crate::platform::clock;
use crate::ui::components::{Tag, Tone};
use crate::ui::state::App;
use crate::ui::text::exchange as words;
use leptos::prelude::*;
use ronghe_core::exchange::{Class, ExchangeFile, FieldChange, Preview, RecordChange, Relation, preview};
use ronghe_core::record::Id;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most records listed; the counts are of all.
const LISTED: usize = 300;

/// The preview of files, with what applies and what cancels.
#[component]
pub fn PreviewView(files: Vec<ExchangeFile>, apply: Callback<BTreeSet<Id>>, cancel: Callback<()>) -> impl IntoView {
    let app = App::here();
    let files = StoredValue::new(files);
    let left_out = RwSignal::new(BTreeSet::<Id>::new());
    let sure = RwSignal::new(false);
    let preview = Memo::new(move |_| {
        app.track_all();
        let desk = app.desk()?;
        let made = files.with_value(|files| preview(&desk.ledger(), &desk.head(), files, clock::now_ms()));
        Some(Arc::new(made))
    });
    let body = move || {
        let preview = preview.get()?;
        let takes = preview.records.iter().filter(|r| r.class != Class::Same).count();
        let asks = preview.needs_confirmation;
        let sums = sums(&preview);
        let rows = preview.records.iter().filter(|r| r.class != Class::Same).take(LISTED).cloned();
        let rows = rows.map(|record| view! { <RecordRows record left_out /> }).collect_view();
        let other = preview.other_workspace.is_some();
        let chosen = move || takes - left_out.with(BTreeSet::len).min(takes);
        Some(view! {
            <div
                class="preview"
                data-testid="import-preview"
                data-new=preview.new.to_string()
                data-updated=preview.updated.to_string()
                data-same=preview.same.to_string()
                data-deleted=preview.deleted.to_string()
                data-conflicts=preview.conflicts.to_string()
                data-missing=preview.missing.to_string()
                data-bad=preview.bad.len().to_string()
                data-unknown=preview.unknown.to_string()
            >
                <h3>{words::PREVIEW}</h3>
                <Warnings preview=Arc::clone(&preview) />
                <p>{words::from(&preview.note.person, &preview.note.device_name, &preview.note.created)}</p>
                <dl class="sums">{sums}</dl>
                <Problems preview=Arc::clone(&preview) />
                <div class="table-wrap">
                    <table>
                        <thead>
                            <tr>
                                <th><span class="hidden">{words::APPLY_COLUMN}</span></th>
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
                    <button type="button" class="btn" data-testid="import-cancel" on:click=move |_| cancel.run(())>{words::IMPORT_CANCEL}</button>
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

fn sums(preview: &Preview) -> AnyView {
    let sum = |label: &'static str, n: usize, bad: bool| {
        view! {
            <div class:alert=bad && n > 0>
                <dt>{label}</dt>
                <dd>{n}</dd>
            </div>
        }
    };
    view! {
        {sum(words::NEW, preview.new, false)} {sum(words::UPDATED, preview.updated, false)}
        {sum(words::SAME, preview.same, false)} {sum(words::DELETED, preview.deleted, false)}
        {sum(words::CONFLICTS, preview.conflicts, true)} {sum(words::BAD, preview.bad.len(), true)}
        {sum(words::MISSING, preview.missing, false)} {sum(words::UNKNOWN, preview.unknown, false)}
    }
    .into_any()
}

/// What must be known before anything else.
#[component]
fn Warnings(preview: Arc<Preview>) -> impl IntoView {
    view! {
        {preview.other_workspace.as_ref().map(|name| view! {
            <p class="banner" role="alert" data-testid="import-other-workspace">{words::other_workspace(name)}</p>
        })}
        {preview.joins.then(|| view! { <p class="brief">{words::JOINS}</p> })}
        {preview.altered.then(|| view! { <p class="banner" role="alert">{words::NOT_FOR_ME}</p> })}
        {preview.nothing_new().then(|| view! { <p class="brief" role="status">{words::NOTHING_NEW}</p> })}
        {preview.clock_ahead_ms.map(|ms| view! {
            <p class="brief">{crate::ui::text::notice(&ronghe_core::ledger::Notice::ClockAhead(ms))}</p>
        })}
    }
}

/// Rows that cannot be taken, each with its reason.
#[component]
fn Problems(preview: Arc<Preview>) -> impl IntoView {
    if preview.bad.is_empty() {
        return ().into_any();
    }
    let rows = preview.bad.iter().map(|bad| {
        let sentence = words::bad_row(bad.line, &bad.title, &bad.reason);
        view! { <li data-testid="import-problem">{sentence}</li> }
    });
    view! {
        <section class="problems">
            <h4>{words::PROBLEMS}</h4>
            <ul>{rows.collect_view()}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn RecordRows(record: RecordChange, left_out: RwSignal<BTreeSet<Id>>) -> impl IntoView {
    let id = record.id;
    let (tone, word) = match record.class {
        Class::New => (Tone::Accent, words::NEW),
        Class::Updated => (Tone::Done, words::UPDATED),
        Class::Deleted => (Tone::Over, words::DELETED),
        Class::Conflict => (Tone::Over, words::CONFLICTS),
        Class::Unknown => (Tone::Plain, words::UNKNOWN),
        Class::Same => (Tone::Plain, words::SAME),
    };
    let title = format!("{} · {}", record.kind_label, record.title);
    let label = title.clone();
    let first = view! {
        <tr data-testid="import-row" data-id=id.to_string() data-class=record.class.name()>
            <td>
                <input
                    type="checkbox"
                    aria-label=label
                    prop:checked=move || !left_out.with(|l| l.contains(&id))
                    on:change:target=move |ev| {
                        left_out.update(|l| {
                            if ev.target().checked() { l.remove(&id) } else { l.insert(id) };
                        });
                    }
                />
            </td>
            <td>{title}</td>
            <td>{words::WHOLE}</td>
            <td></td>
            <td></td>
            <td><Tag tone text=word /></td>
        </tr>
    };
    let fields = record.fields.into_iter().map(|change| view! { <FieldRow change /> });
    view! {
        <tbody>
            {first}
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

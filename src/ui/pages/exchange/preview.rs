//! What files would change, before anything is changed: counts, whose files, kinds to take, and
//! record by record which field becomes what.

use super::receiving::{LeftOut, Ready, Receiving};
use crate::ui::components::{Tag, Tone};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::exchange as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::exchange::{Class, Detail, FieldChange, FileHeader, Item, Preview, Relation, Written};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Records listed at a time; the counts are of all.
const LISTED: usize = 100;

/// The classes that are worth a look, in this order.
const CLASSES: [Class; 5] = [Class::Conflict, Class::Deleted, Class::Updated, Class::New, Class::Unknown];

/// The preview of files, with what applies and what cancels.
#[component]
pub fn PreviewView(receiving: Receiving, ready: Ready) -> impl IntoView {
    let left_out = RwSignal::new(LeftOut::default());
    let sure = RwSignal::new(false);
    let counts = ready.preview.counts;
    let asks = ready.preview.deletes_much;
    let other = ready.preview.other_workspace.is_some();
    let preview = Arc::clone(&ready.preview);
    let chosen =
        move || left_out.with(|left| preview.items.iter().filter(|i| i.writes() && left.keeps(&i.kind, &i.id)).count());
    let preview = Arc::clone(&ready.preview);
    let ready = StoredValue::new(ready);
    let apply = move |_| spawn_local(receiving.apply(ready.get_value(), left_out.get_untracked()));
    view! {
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
            <Files ready=ready.get_value() />
            <Sums preview=Arc::clone(&preview) />
            <Problems preview=Arc::clone(&preview) />
            <Kinds preview=Arc::clone(&preview) left_out />
            <Records preview left_out />
            {asks.then(|| view! {
                <label class="check">
                    <input type="checkbox" data-testid="import-confirm-delete" on:change:target=move |ev| sure.set(ev.target().checked()) />
                    {words::CONFIRM_DELETE}
                </label>
            })}
            <div class="foot">
                <button type="button" class="btn" data-testid="import-cancel" on:click=move |_| receiving.cancel()>
                    {words::IMPORT_CANCEL}
                </button>
                <button type="button" class="btn primary" data-testid="import-apply" disabled=move || asks && !sure.get() on:click=apply>
                    {move || words::apply(chosen(), other)}
                </button>
            </div>
        </div>
    }
}

/// Whose files these are, from when, and what comes before them.
#[component]
fn Files(ready: Ready) -> impl IntoView {
    let files = ready.preview.parts().into_iter().map(|part| {
        let again = ready.taken_before.get(&part.id).map(|at| words::taken_before(&text::moment(*at)));
        let lacks = part.lacks.map(|created| words::lacks(&created));
        let redacted = match part.kind.as_str() {
            "redacted" => Some(words::REDACTED_HERE),
            "transfer" => Some(words::TRANSFER_HERE),
            _ => None,
        };
        view! {
            <li data-testid="import-file-row">
                {words::from(&part.person, &part.device_name, &part.created)}
                {again.map(|again| view! { <span class="state">" " {again}</span> })}
                {redacted.map(|redacted| view! { <span class="state">" " {redacted}</span> })}
                {lacks.map(|lacks| view! { <p class="state" data-testid="import-gap">{lacks}</p> })}
            </li>
        }
    });
    view! { <ul class="plain">{files.collect_view()}</ul> }
}

#[component]
fn Sums(preview: Arc<Preview>) -> impl IntoView {
    let counts = preview.counts;
    let sum = |label: &'static str, n: usize, bad: bool| {
        view! {
            <div class:alert={bad && n > 0}>
                <dt>{label}</dt>
                <dd>{text::number(n)}</dd>
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
    // Of twenty files it has to be said which one.
    let whose = |name: &str| {
        let of_it = |header: &&FileHeader| header.workspace.as_ref().is_some_and(|w| w.name == name);
        let people: BTreeSet<&str> = preview.headers.iter().filter(of_it).map(|h| h.from.person.as_str()).collect();
        let people: Vec<&str> = people.into_iter().filter(|_| preview.headers.len() > 1).collect();
        people.join("、")
    };
    view! {
        {preview.other_workspace.as_ref().map(|name| view! {
            <p class="banner" role="alert" data-testid="import-other-workspace">{words::other_workspace(name, &whose(name))}</p>
        })}
        {joins.then(|| view! { <p class="brief">{words::JOINS}</p> })}
        {preview.altered.then(|| view! { <p class="banner" role="alert">{words::ALTERED}</p> })}
        {preview.cut.then(|| view! { <p class="banner" role="alert" data-testid="import-cut-short">{words::CUT}</p> })}
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
    let several = preview.names.len() > 1;
    let rows = preview.bad.iter().take(LISTED).map(|(file, bad)| {
        let name = preview.names.get(*file).filter(|_| several).map(|name| words::in_file(name));
        view! { <li data-testid="import-problem">{name} {bad.sentence()}</li> }
    });
    let more = preview.bad.len().saturating_sub(LISTED);
    view! {
        <section class="problems">
            <h4>{words::PROBLEMS}</h4>
            <ul>{rows.collect_view()}</ul>
            {(more > 0).then(|| view! { <p>{words::and_more(more)}</p> })}
        </section>
    }
    .into_any()
}

/// The kinds that the files bring something of; each can be left out as a whole.
#[component]
fn Kinds(preview: Arc<Preview>, left_out: RwSignal<LeftOut>) -> impl IntoView {
    let app = App::here();
    let mut kinds: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    for item in preview.items.iter().filter(|item| item.writes()) {
        *kinds.entry(Arc::clone(&item.kind)).or_default() += 1;
    }
    if kinds.len() < 2 {
        return ().into_any();
    }
    let boxes = kinds.into_iter().map(|(kind, count)| {
        let label = app.schema().kind(&kind).map_or(words::UNKNOWN, |k| k.label);
        let (shown, name) = (Arc::clone(&kind), kind.to_string());
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    data-testid="import-kind"
                    data-kind=name
                    prop:checked=move || left_out.with(|l| !l.kinds.contains(&shown))
                    on:change:target=move |ev| {
                        let keep = ev.target().checked();
                        left_out.update(|l| {
                            if keep { l.kinds.remove(&kind) } else { l.kinds.insert(Arc::clone(&kind)) };
                        });
                    }
                />
                {label} " " {count}
            </label>
        }
    });
    view! {
        <fieldset class="kinds">
            <legend>{words::TAKE_KINDS}</legend>
            {boxes.collect_view()}
        </fieldset>
    }
    .into_any()
}

/// The records in which the files differ from us.
#[component]
fn Records(preview: Arc<Preview>, left_out: RwSignal<LeftOut>) -> impl IntoView {
    let app = App::here();
    let only = RwSignal::new(None::<Class>);
    let listed = RwSignal::new(LISTED);
    let fits = move |item: &&Item| match only.get() {
        Some(class) => item.class == class,
        None => item.class != Class::Same,
    };
    let mut tallies = [0_usize; CLASSES.len()];
    for item in &preview.items {
        let at = CLASSES.iter().position(|class| *class == item.class);
        at.and_then(|at| tallies.get_mut(at)).into_iter().for_each(|n| *n += 1);
    }
    let of = move || {
        let wanted = |(class, _): &(Class, usize)| only.get().is_none_or(|only| only == *class);
        CLASSES.into_iter().zip(tallies).filter(wanted).map(|(_, n)| n).sum::<usize>()
    };
    let chips = CLASSES.into_iter().zip(tallies).filter_map(|(class, n)| {
        let pressed = move || (only.get() == Some(class)).to_string();
        (n > 0).then(|| {
            view! {
                <button
                    type="button"
                    class="chip"
                    aria-pressed=pressed
                    on:click=move |_| {
                        only.update(|only| *only = if *only == Some(class) { None } else { Some(class) });
                        listed.set(LISTED);
                    }
                >
                    {class.label()} " " {n}
                </button>
            }
        })
    });
    let chips = chips.collect_view();
    let rows = move || {
        let desk = app.desk()?;
        let items: Vec<Item> = preview.items.iter().filter(fits).take(listed.get()).cloned().collect();
        let details = preview.details(&desk.ledger(), &items);
        let rows = items.into_iter().zip(details).map(|(item, detail)| view! { <RecordRows item detail left_out /> });
        Some(rows.collect_view())
    };
    let more = move || of().saturating_sub(listed.get());
    view! {
        <div class="filters">{chips}</div>
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
        {move || {
            let more = more();
            (more > 0).then(|| view! {
                <button type="button" class="btn small" data-testid="import-more" on:click=move |_| listed.update(|n| *n += LISTED)>
                    {words::show_more(more)}
                </button>
            })
        }}
    }
}

#[component]
fn RecordRows(item: Item, detail: Detail, left_out: RwSignal<LeftOut>) -> impl IntoView {
    let id = item.id;
    let tone = match item.class {
        Class::New => Tone::Accent,
        Class::Updated => Tone::Done,
        Class::Deleted | Class::Conflict => Tone::Over,
        Class::Unknown | Class::Same => Tone::Plain,
    };
    let title = format!("{} · {}", detail.kind, detail.title);
    let label = title.clone();
    let kind = Arc::clone(&item.kind);
    let kept = move || left_out.with(|l| l.keeps(&kind, &id));
    let of_kind = Arc::clone(&item.kind);
    let fields = detail.changes.into_iter().map(|change| view! { <FieldRow change /> });
    view! {
        <tbody>
            <tr data-testid="import-row" data-id=id.to_string()>
                <td>
                    <input
                        type="checkbox"
                        aria-label=label
                        prop:checked=kept
                        disabled=move || left_out.with(|l| l.kinds.contains(&of_kind))
                        on:change:target=move |ev| {
                            let keep = ev.target().checked();
                            left_out.update(|l| {
                                if keep { l.ids.remove(&id) } else { l.ids.insert(id) };
                            });
                        }
                    />
                </td>
                <td colspan="4">{title}</td>
                <td>
                    <Tag tone text=item.class.label() />
                    {item.parallel.then(|| view! { " " <Tag tone=Tone::Done text=words::PARALLEL /> })}
                </td>
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
    let by = |written: Option<Written>| {
        let Written { person, at_ms } = written?;
        let said = words::by_at(&person, &text::moment(at_ms));
        Some(view! { <span class="state">" " {said}</span> })
    };
    view! {
        <tr class="field-row">
            <td></td>
            <td></td>
            <td>{change.label}</td>
            <td class=mine>{change.mine} {by(change.mine_by)}</td>
            <td class=theirs>{change.theirs} {by(change.theirs_by)}</td>
            <td><Tag tone text=word /></td>
        </tr>
    }
}

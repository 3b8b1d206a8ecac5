//! What a table would change, before anything is changed.

use crate::ui::components::{Tag, Tone};
use crate::ui::text;
use crate::ui::text::exchange as exchange_words;
use crate::ui::text::mapping as words;
use leptos::prelude::*;
use ronghe_core::sheet::Counted;
use ronghe_core::sheet::mapping::{Mapping, Plan, PlanCounts, PlannedRow, RowClass};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Rows that would be written, of which so many are listed; all are taken.
const LISTED: usize = 100;
/// Problems listed.
const PROBLEMS: usize = 200;

/// The plan: counts, problems, rows, and what applies and cancels.
#[component]
pub(super) fn PlanView(
    plan: Arc<Plan>,
    mapping: RwSignal<Mapping>,
    left_out: RwSignal<BTreeSet<usize>>,
    busy: RwSignal<bool>,
    apply: Callback<()>,
    cancel: Callback<()>,
) -> impl IntoView {
    let counts = plan.counts;
    let takes = plan.takes();
    let written = |row: &&PlannedRow| matches!(row.class, RowClass::New | RowClass::Updated);
    let chosen = {
        let plan = Arc::clone(&plan);
        // A row that was left out may have become one that writes nothing anyway.
        let counts = move |number: &&usize| plan.row(**number).is_some_and(|row| written(&row));
        Memo::new(move |_| takes - left_out.with(|left| left.iter().filter(&counts).count()))
    };
    let listed: Vec<PlannedRow> = plan.rows.iter().filter(written).take(LISTED).cloned().collect();
    let shown = listed.len();
    let counted = plan.counted;
    let rows = listed.into_iter().map(|row| view! { <Row row counted left_out /> }).collect_view();
    view! {
        <div
            data-testid="import-preview"
            data-new=counts.new.to_string()
            data-updated=counts.updated.to_string()
            data-same=counts.same.to_string()
            data-deleted="0"
            data-conflicts="0"
            data-missing="0"
            data-bad=counts.bad.to_string()
            data-unknown="0"
            data-problems=counts.problems.to_string()
            data-created=counts.created.to_string()
        >
            <h3>{exchange_words::PREVIEW}</h3>
            <Sums counts />
            <Choices counts mapping />
            <Problems plan=Arc::clone(&plan) />
            {(shown > 0).then(|| view! {
                <div class="table-wrap" tabindex="0" role="region" aria-label=exchange_words::PREVIEW>
                    <table>
                        <thead>
                            <tr>
                                <th>{exchange_words::APPLY_COLUMN}</th>
                                <th>{words::LINE}</th>
                                <th>{exchange_words::RECORD}</th>
                                <th>{words::CHANGES}</th>
                                <th>{words::CLASS}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            })}
            {(shown < takes).then(|| view! { <p class="state">{words::shown_rows(shown, takes)}</p> })}
            {(takes == 0 && counts.problems == 0).then(|| view! {
                <p class="brief" role="status">{exchange_words::NOTHING_NEW}</p>
            })}
            <div class="foot">
                <button type="button" class="btn" data-testid="import-cancel" on:click=move |_| cancel.run(())>
                    {exchange_words::IMPORT_CANCEL}
                </button>
                <button
                    type="button"
                    class="btn primary"
                    data-testid="import-apply"
                    disabled=move || busy.get() || chosen.get() == 0
                    on:click=move |_| apply.run(())
                >
                    {move || words::apply(chosen.get())}
                </button>
            </div>
        </div>
    }
}

#[component]
fn Sums(counts: PlanCounts) -> impl IntoView {
    let sum = |label: &'static str, n: usize, alert: bool| {
        view! {
            <div class:alert={alert && n > 0}>
                <dt>{label}</dt>
                <dd>{text::number(n)}</dd>
            </div>
        }
    };
    view! {
        <dl class="sums">
            {sum(RowClass::New.label(), counts.new, false)} {sum(RowClass::Updated.label(), counts.updated, false)}
            {sum(RowClass::Same.label(), counts.same, false)} {sum(RowClass::Bad.label(), counts.bad, true)}
            {sum(words::CREATE, counts.created, false)}
        </dl>
    }
}

/// What the table asks for and the person must agree to.
#[component]
fn Choices(counts: PlanCounts, mapping: RwSignal<Mapping>) -> impl IntoView {
    let (create, revive) = mapping.with_untracked(|m| (m.create, m.revive));
    let check = |testid: &'static str, label: String, on: bool, set: fn(&mut Mapping, bool)| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    data-testid=testid
                    prop:checked=on
                    on:change:target=move |ev| mapping.update(|m| set(m, ev.target().checked()))
                />
                {label}
            </label>
        }
    };
    view! {
        {(create || counts.unknown_names > 0)
            .then(|| check("map-create", words::create(counts), create, |m, on| m.create = on))}
        {(revive || counts.deleted > 0)
            .then(|| check("map-revive", words::revive(counts.deleted), revive, |m, on| m.revive = on))}
    }
}

/// Cells and rows that are not taken, each with its reason.
#[component]
fn Problems(plan: Arc<Plan>) -> impl IntoView {
    let count = plan.counts.problems;
    if count == 0 {
        return ().into_any();
    }
    let all = plan.rows.iter().flat_map(|row| &row.problems).take(PROBLEMS).cloned();
    let rows = all.map(|sentence| view! { <li data-testid="import-problem">{sentence}</li> }).collect_view();
    view! {
        <section class="problems">
            <h4>{words::PROBLEMS}</h4>
            <ul>{rows}</ul>
            {(count > PROBLEMS).then(|| view! { <p>{words::more_problems(count - PROBLEMS)}</p> })}
        </section>
    }
    .into_any()
}

#[component]
fn Row(row: PlannedRow, counted: Counted, left_out: RwSignal<BTreeSet<usize>>) -> impl IntoView {
    let number = row.number;
    let place = counted.place(number);
    let tone = if row.class == RowClass::New { Tone::Accent } else { Tone::Done };
    let is_new = row.class == RowClass::New;
    let edits = row.edits.into_iter().map(move |edit| {
        let new = if is_new { view! { {edit.new} }.into_any() } else { view! { <ins>{edit.new}</ins> }.into_any() };
        let old = (!edit.old.is_empty()).then(|| view! { <del>{edit.old}</del> " → " });
        view! { <li>{words::fact(edit.label, "")} {old} {new}</li> }
    });
    let label = format!("{place} {}", row.title);
    view! {
        <tr data-testid="import-row" data-id=row.id.map(|id| id.to_string()) data-class=row.class.label()>
            <td>
                <input
                    type="checkbox"
                    aria-label=label
                    prop:checked=move || !left_out.with(|l| l.contains(&number))
                    on:change:target=move |ev| {
                        let keep = ev.target().checked();
                        left_out.update(|l| {
                            if keep { l.remove(&number) } else { l.insert(number) };
                        });
                    }
                />
            </td>
            <td>{place}</td>
            <td>{row.title}</td>
            <td><ul>{edits.collect_view()}</ul></td>
            <td><Tag tone text=row.class.label() /></td>
        </tr>
    }
}

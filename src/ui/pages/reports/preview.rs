//! The table as it goes out, and where each value of a row comes from.

use crate::ui::components::Empty;
use crate::ui::state::App;
use crate::ui::text::reports as words;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::record::Id;
use ronghe_core::report::{ColumnDef, Report, TableDef};
use std::sync::Arc;

/// Most rows shown; the file and the paper hold all.
const SHOWN: usize = 100;
/// Most records listed behind one value.
const BEHIND: usize = 50;

/// The rows of a report; a table of one row is shown value by value.
#[component]
pub fn Preview(report: Arc<Report>, table: &'static TableDef, whole: Signal<bool>) -> impl IntoView {
    match report.rows.len() {
        0 => view! { <Empty text=words::NO_ROWS /> }.into_any(),
        1 => view! { <Origins report row=0 /> }.into_any(),
        _ => view! { <Rows report table whole /> }.into_any(),
    }
}

#[component]
fn Rows(report: Arc<Report>, table: &'static TableDef, whole: Signal<bool>) -> impl IntoView {
    let opened = RwSignal::new(None::<usize>);
    let used: Arc<[bool]> = (0..report.columns.len())
        .map(|i| report.rows.iter().any(|r| r.cells.get(i).is_some_and(|cell| !cell.is_empty())))
        .collect();
    let heads: Vec<_> = report
        .columns
        .iter()
        .zip(&report.units)
        .zip(used.iter())
        .map(|((c, unit), used)| {
            view! {
                <th class:unused=!used class:num=c.format.is_number() scope="col">
                    {c.label}
                    <br />
                    <span class="state">{if c.code.is_empty() { *unit } else { c.code }}</span>
                </th>
            }
        })
        .collect();
    let all = report.rows.len();
    let body = {
        let report = Arc::clone(&report);
        move || {
            let rows = report.rows.iter().take(if whole.get() { usize::MAX } else { SHOWN }).enumerate();
            rows.map(|(i, row)| {
                let cells = row.cells.iter().zip(report.columns).zip(used.iter()).map(|((cell, column), used)| {
                    view! { <td class:unused=!used class:num=column.format.is_number()>{cell.clone()}</td> }
                });
                let label = words::evidence_of(&row.title);
                view! {
                    <tr class:refused=!row.refused.is_empty() data-testid="report-row">
                        {cells.collect_view()}
                        <td class="only-screen">
                            <button type="button" class="btn small quiet" data-testid="report-evidence" aria-label=label on:click=move |_| opened.set(Some(i))>
                                {words::EVIDENCE}
                            </button>
                        </td>
                    </tr>
                }
            })
            .collect_view()
        }
    };
    let origins = move || opened.get().map(|row| view! { <Origins report=Arc::clone(&report) row /> });
    view! {
        <div class="table-wrap report-table" tabindex="0" role="region" aria-label=table.title>
            <table>
                <thead>
                    <tr>{heads} <th class="only-screen" scope="col">{words::EVIDENCE}</th></tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
        {(all > SHOWN).then(|| view! { <p class="state only-screen">{words::first_rows(SHOWN, all)}</p> })}
        {origins}
    }
}

/// Every value of one row with how it came about and the records behind it.
#[component]
fn Origins(report: Arc<Report>, row: usize) -> impl IntoView {
    let row = report.rows.get(row).cloned().unwrap_or_default();
    let mut units = report.units.iter();
    let mut evidence = row.evidence.into_iter();
    let values = report.columns.iter().zip(row.cells).map(|(column, cell)| {
        let unit = units.next().copied().unwrap_or_default();
        view! { <OneValue column cell unit from=evidence.next().unwrap_or_default() /> }
    });
    let values = values.collect_view();
    view! {
        <section data-testid="report-origins">
            <h2 class="sec">{words::EVIDENCE_OF} <span class="state">{row.title}</span></h2>
            <div class="table-wrap" tabindex="0" role="region" aria-label=words::EVIDENCE_OF>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{words::COLUMN}</th>
                            <th scope="col">{words::VALUE}</th>
                            <th scope="col">{words::HOW}</th>
                            <th scope="col" class="only-screen">{words::EVIDENCE}</th>
                        </tr>
                    </thead>
                    <tbody>{values}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn OneValue(column: &'static ColumnDef, cell: String, unit: &'static str, from: Vec<Id>) -> impl IntoView {
    let shown = if cell.is_empty() || unit.is_empty() { cell } else { format!("{cell} {unit}") };
    view! {
        <tr>
            <th scope="row">{column.label} <span class="state">{column.code}</span></th>
            <td class:number=column.format.is_number() data-testid=format!("value-{}", column.id())>{shown}</td>
            <td class="how">{words::source(column)}</td>
            <td class="only-screen">{(!from.is_empty()).then(|| view! { <Behind from /> })}</td>
        </tr>
    }
}

/// The records behind a value, listed when they are asked for.
#[component]
pub fn Behind(from: Vec<Id>) -> impl IntoView {
    let app = App::here();
    let open = RwSignal::new(false);
    let count = words::behind(from.len());
    let list = move || {
        open.get().then(|| {
            let links = from.iter().take(BEHIND).filter_map(|id| {
                let (kind, title) = app.read(|l| Some((l.kind_of(id)?.to_string(), l.title(id))))?;
                Some(view! { <li><A href=format!("/k/{kind}/{id}")>{title}</A></li> })
            });
            view! { <ul class="behind">{links.collect_view()}</ul> }
        })
    };
    view! {
        <button type="button" class="btn small quiet" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|o| *o = !*o)>
            {count}
        </button>
        {list}
    }
}

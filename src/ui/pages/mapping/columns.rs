//! The controls of a mapping: what a row is, which row is the heading, which column is which field.

use super::remembered::{code_of, matching_of};
use crate::ui::state::App;
use crate::ui::text::mapping as words;
use leptos::prelude::*;
use ronghe_core::sheet::mapping::{Mapping, keys_of};
use ronghe_core::sheet::{Counted, Grid};
use std::sync::Arc;

/// Rows offered as the heading.
const HEADINGS: usize = 12;
/// Examples shown of a column, and of each the characters.
const EXAMPLES: usize = 3;
const EXAMPLE_LENGTH: usize = 16;

/// All controls. The grid changes when another row is made the heading.
#[component]
pub(super) fn Controls(grid: RwSignal<Arc<Grid>>, mapping: RwSignal<Mapping>) -> impl IntoView {
    let app = App::here();
    let kinds = app.schema().kinds().iter().filter(|kind| kind.is_typed()).map(move |kind| {
        let chosen = move || mapping.with(|m| m.kind.name == kind.name);
        view! { <option value=kind.name prop:selected=chosen>{kind.label}</option> }
    });
    let choose_kind = move |name: &str| {
        if let Some(kind) = app.schema().kind(name) {
            mapping.set(grid.with_untracked(|grid| Mapping::guess(kind, grid)));
        }
    };
    view! {
        <div class="fields">
            <div class="field">
                <label for="map-kind">{words::KIND}</label>
                <select id="map-kind" data-testid="map-kind" on:change:target=move |ev| choose_kind(&ev.target().value())>
                    {kinds.collect_view()}
                </select>
            </div>
            <HeadingChoice grid mapping />
            <MatchingChoice mapping />
        </div>
        <h3>{words::COLUMNS}</h3>
        <p class="state">{words::COLUMNS_LEAD}</p>
        <Columns grid mapping />
        <p class="state">{words::SKIPPED_FIELD}</p>
    }
}

#[component]
fn HeadingChoice(grid: RwSignal<Arc<Grid>>, mapping: RwSignal<Mapping>) -> impl IntoView {
    if grid.with_untracked(|grid| grid.counted() == Counted::Items) {
        return ().into_any();
    }
    let choose = move |row: usize| {
        let mut changed = grid.with_untracked(|grid| (**grid).clone());
        changed.set_heading(row);
        mapping.update(|m| *m = Mapping::guess(m.kind, &changed));
        grid.set(Arc::new(changed));
    };
    let options = move || {
        grid.with(|grid| {
            let rows = grid.all().iter().take(HEADINGS).enumerate().map(|(place, row)| {
                let cells: Vec<&str> =
                    row.cells.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).take(EXAMPLES).collect();
                let label = words::fact(&grid.counted().place(row.number), &short(&cells.join("、")));
                view! { <option value=place.to_string() prop:selected=place == grid.heading()>{label}</option> }
            });
            rows.collect_view()
        })
    };
    view! {
        <div class="field">
            <label for="map-heading">{words::HEADING}</label>
            <select
                id="map-heading"
                data-testid="map-heading"
                on:change:target=move |ev| {
                    if let Ok(row) = ev.target().value().parse() {
                        choose(row);
                    }
                }
            >
                {options}
            </select>
        </div>
    }
    .into_any()
}

#[component]
fn MatchingChoice(mapping: RwSignal<Mapping>) -> impl IntoView {
    let app = App::here();
    let kind = Memo::new(move |_| mapping.with(|m| m.kind.name));
    let options = move || {
        let keys = app.schema().kind(kind.get()).map(keys_of).unwrap_or_default();
        let keys = keys.iter().enumerate().map(|(place, key)| (place.to_string(), words::match_by(&key.label())));
        let auto = ("auto".to_owned(), words::MATCH_AUTO.to_owned());
        let never = ("never".to_owned(), words::MATCH_NEVER.to_owned());
        let all = std::iter::once(auto).chain(keys).chain(std::iter::once(never)).map(|(code, label)| {
            let value = code.clone();
            let chosen = move || mapping.with(|m| code_of(m.matching) == code);
            view! { <option value=value prop:selected=chosen>{label}</option> }
        });
        all.collect_view()
    };
    view! {
        <div class="field">
            <label for="map-matching">{words::MATCHING}</label>
            <select
                id="map-matching"
                data-testid="map-matching"
                on:change:target=move |ev| mapping.update(|m| m.matching = matching_of(&ev.target().value()))
            >
                {options}
            </select>
        </div>
    }
}

#[component]
fn Columns(grid: RwSignal<Arc<Grid>>, mapping: RwSignal<Mapping>) -> impl IntoView {
    let app = App::here();
    let kind = Memo::new(move |_| mapping.with(|m| m.kind.name));
    let columns = move || {
        let kind = app.schema().kind(kind.get())?;
        let columns: Vec<(String, String)> = grid.with(|grid| {
            let column = |(place, heading): (usize, &str)| (words::column(heading, place), examples(grid, place));
            grid.headings().enumerate().map(column).collect()
        });
        let views = columns.into_iter().enumerate().map(move |(place, (heading, examples))| {
            let field = Memo::new(move |_| {
                mapping.with(|m| m.columns.get(place).copied().flatten().map_or("", |field| field.name))
            });
            let options = kind.typed_fields().map(move |f| {
                view! { <option value=f.name prop:selected=move || field.get() == f.name>{f.label}</option> }
            });
            let choose = move |name: &str| mapping.update(|m| m.set(place, kind.field(name)));
            let id = format!("map-column-{place}");
            view! {
                <li class="map-column" class:out=move || field.get().is_empty()>
                    <label for=id.clone()>
                        <strong>{heading}</strong>
                        <span class="state">{examples}</span>
                    </label>
                    <select id=id.clone() data-testid=id.clone() on:change:target=move |ev| choose(&ev.target().value())>
                        <option value="" prop:selected=move || field.get().is_empty()>{words::LEAVE_OUT}</option>
                        {options.collect_view()}
                    </select>
                </li>
            }
        });
        Some(views.collect_view())
    };
    view! { <ul class="map-columns">{columns}</ul> }
}

fn examples(grid: &Grid, column: usize) -> String {
    let cells = grid.body().iter().map(|row| row.cell(column).trim()).filter(|cell| !cell.is_empty());
    let cells: Vec<String> = cells.take(EXAMPLES).map(short).collect();
    words::examples(&cells.iter().map(String::as_str).collect::<Vec<_>>())
}

fn short(text: &str) -> String {
    let mut short: String =
        text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).take(EXAMPLE_LENGTH).collect();
    if text.chars().count() > EXAMPLE_LENGTH {
        short.push('…');
    }
    short
}

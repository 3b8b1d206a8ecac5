//! The panel of what a list looks like: columns and their order, sorting, groups.

use super::panel::ListPanel;
use super::state::Lister;
use super::take_out::TakeOut;
use crate::ui::text::list as words;
use leptos::prelude::*;
use ronghe_core::query::{By, Grain, Group, Order, groupings, listable};
use ronghe_core::schema::FieldDef;

/// The panel of columns, order and groups.
#[component]
pub fn ColumnsPanel(lister: Lister) -> impl IntoView {
    view! {
        <ListPanel lister title=words::COLUMNS testid="columns-panel">
            <Sorting lister />
            <Grouping lister />
            <Shown lister />
            <section>
                <h3>{words::TAKE_OUT}</h3>
                <div class="buttons"><TakeOut lister /></div>
            </section>
        </ListPanel>
    }
}

#[component]
fn Sorting(lister: Lister) -> impl IntoView {
    let kind = lister.kind;
    let first = move || lister.query.with(|q| q.sort.first().copied());
    let name = |order: Order| match order.by {
        By::Title => "_title",
        By::Field(field) => field.name,
    };
    let chosen = move || first().map(name).unwrap_or_default();
    let options = listable(kind).map(|field| {
        view! { <option value=field.name prop:selected=move || chosen() == field.name>{field.label}</option> }
    });
    let sort = move |by: Option<By>, down: bool| {
        lister.change(|query| query.sort = by.map(|by| Order { by, down }).into_iter().collect());
    };
    let down = move || first().is_some_and(|order| order.down);
    view! {
        <div class="field">
            <label for="sort-by">{words::SORT}</label>
            <div class="with-buttons">
                <select
                    id="sort-by"
                    data-testid="sort-by"
                    on:change:target=move |ev| {
                        let by = match ev.target().value().as_str() {
                            "" => None,
                            "_title" => Some(By::Title),
                            name => kind.field(name).map(By::Field),
                        };
                        sort(by, untrack(down));
                    }
                >
                    <option value="">{words::SORT_DEFAULT}</option>
                    <option value="_title" prop:selected=move || chosen() == "_title">{kind.label}</option>
                    {options.collect_view()}
                </select>
                <button
                    type="button"
                    class="btn"
                    data-testid="sort-turn"
                    disabled=move || first().is_none()
                    on:click=move |_| {
                        let now = untrack(first);
                        sort(now.map(|order| order.by), !now.is_some_and(|order| order.down));
                    }
                >
                    {move || if down() { words::DOWN } else { words::UP }}
                </button>
            </div>
        </div>
    }
}

const fn grain(grain: Grain) -> &'static str {
    match grain {
        Grain::Value => "",
        Grain::Year => words::BY_YEAR,
        Grain::SchoolYear => words::BY_SCHOOL_YEAR,
        Grain::Month => words::BY_MONTH,
    }
}

#[component]
fn Grouping(lister: Lister) -> impl IntoView {
    let all = StoredValue::new(groupings(lister.kind));
    let chosen = move || lister.query.with(|q| q.group.map(|group| group.name())).unwrap_or_default();
    let option = |group: &Group| {
        let name = group.name();
        let value = name.clone();
        let label = words::grouping(group.field.label, grain(group.grain));
        view! { <option value=value prop:selected=move || chosen() == name>{label}</option> }
    };
    view! {
        <div class="field">
            <label for="group-by">{words::GROUP}</label>
            <select
                id="group-by"
                data-testid="group-by"
                on:change:target=move |ev| {
                    let name = ev.target().value();
                    let group = all.with_value(|all| all.iter().find(|group| group.name() == name).copied());
                    lister.change(|query| query.group = group);
                }
            >
                <option value="">{words::NO_GROUP}</option>
                {all.with_value(|all| all.iter().map(option).collect_view())}
            </select>
        </div>
    }
}

/// The columns in their order, and those that are not shown.
#[component]
fn Shown(lister: Lister) -> impl IntoView {
    let set = move |columns: Vec<&'static FieldDef>| lister.change(|query| query.columns = Some(columns));
    let shift = move |place: usize, by: isize| {
        let mut columns = lister.columns.get_untracked();
        if let Some(to) = place.checked_add_signed(by).filter(|to| *to < columns.len()) {
            columns.swap(place, to);
            set(columns);
        }
    };
    let shown = move || {
        let columns = lister.columns.get();
        let last = columns.len().saturating_sub(1);
        let one = |(place, field): (usize, &'static FieldDef)| {
            let only = last == 0;
            view! {
                <li data-testid="column" data-name=field.name>
                    <span>{field.label}</span>
                    <button type="button" class="chip-x" aria-label=words::earlier(field.label) disabled={place == 0} on:click=move |_| shift(place, -1)>
                        "↑"
                    </button>
                    <button type="button" class="chip-x" aria-label=words::later(field.label) disabled={place == last} on:click=move |_| shift(place, 1)>
                        "↓"
                    </button>
                    <button
                        type="button"
                        class="chip-x"
                        aria-label=words::hide(field.label)
                        disabled=only
                        on:click=move |_| {
                            let mut columns = lister.columns.get_untracked();
                            columns.retain(|column| !std::ptr::eq(*column, field));
                            set(columns);
                        }
                    >
                        "×"
                    </button>
                </li>
            }
        };
        columns.iter().copied().enumerate().map(one).collect_view()
    };
    let others = move || {
        let columns = lister.columns.get();
        let others = listable(lister.kind).filter(|field| !columns.iter().any(|column| std::ptr::eq(*column, *field)));
        let one = |field: &'static FieldDef| {
            view! {
                <button
                    type="button"
                    class="chip"
                    data-testid=format!("column-{}", field.name)
                    on:click=move |_| {
                        let mut columns = lister.columns.get_untracked();
                        columns.push(field);
                        set(columns);
                    }
                >
                    {crate::ui::text::add(field.label)}
                </button>
            }
        };
        others.map(one).collect_view()
    };
    let chosen = move || lister.query.with(|q| q.columns.is_some());
    view! {
        <section>
            <h3>{words::SHOWN}</h3>
            <ol class="shown" data-testid="columns">{shown}</ol>
            <div class="chips">{others}</div>
            <Show when=chosen>
                <button type="button" class="btn small" on:click=move |_| lister.change(|query| query.columns = None)>
                    {words::COLUMNS_DEFAULT}
                </button>
            </Show>
        </section>
    }
}

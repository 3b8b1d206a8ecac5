//! The panel of conditions: what is always worth asking, then any field by its type.

use super::chips;
use super::editors::Editor;
use super::panel::{ListPanel, close};
use super::state::Lister;
use super::toolbar::Words;
use crate::ui::text;
use crate::ui::text::list as words;
use leptos::prelude::*;
use ronghe_core::query::{Query, listable};
use ronghe_core::schema::{FieldDef, FieldType};

/// Choices that are offered before anybody adds a condition.
const OFFERED: usize = 2;

/// The panel of conditions.
#[component]
pub fn FilterPanel(lister: Lister, wide: Signal<bool>) -> impl IntoView {
    let kind = lister.kind;
    let held: Vec<&'static FieldDef> = lister.query.with_untracked(|q| q.filters.iter().map(|f| f.field).collect());
    let choices = listable(kind).filter(|field| matches!(field.ty, FieldType::Choice(_)) && !held.contains(field));
    let open = RwSignal::new(held.iter().copied().chain(choices.take(OFFERED)).collect::<Vec<_>>());
    let flag = move |label: &'static str, testid: &'static str, is: fn(&Query) -> bool, set: fn(&mut Query, bool)| {
        let on = move || lister.query.with(is);
        view! {
            <button
                type="button"
                class="chip"
                class:on=on
                data-testid=testid
                aria-pressed=move || on().to_string()
                on:click=move |_| {
                    let now = lister.query.with_untracked(is);
                    lister.change(|query| set(query, !now));
                }
            >
                {label}
            </button>
        }
    };
    let others = move || {
        let open = open.get();
        let mut groups: Vec<(&'static str, Vec<AnyView>)> = Vec::new();
        for field in listable(kind).filter(|field| !open.contains(field)) {
            let option = view! { <option value=field.name>{field.label}</option> }.into_any();
            match groups.iter_mut().find(|(name, _)| *name == field.group) {
                Some((_, fields)) => fields.push(option),
                None => groups.push((field.group, vec![option])),
            }
        }
        groups.into_iter().map(|(name, options)| view! { <optgroup label=name>{options}</optgroup> }).collect_view()
    };
    view! {
        <ListPanel lister title=words::FILTER testid="filter-panel">
            <Show when=move || !wide.get()>
                <div class="field"><Words lister /></div>
            </Show>
            <div class="chips">
                {flag(text::LATER, "flag-lack", |q| q.lacking, |q, on| q.lacking = on)}
                {flag(words::CLASHING, "flag-clash", |q| q.clashing, |q, on| q.clashing = on)}
                {flag(words::DELETED, "flag-deleted", |q| q.deleted, |q, on| q.deleted = on)}
            </div>
            <For each=move || open.get() key=|field| field.name let:field>
                <Editor lister field />
            </For>
            <div class="field">
                <label for="filter-add">{words::ADD_CONDITION}</label>
                <select
                    id="filter-add"
                    data-testid="filter-add"
                    on:change:target=move |ev| {
                        if let Some(field) = kind.field(&ev.target().value()) {
                            open.update(|open| open.push(field));
                        }
                        ev.target().set_value("");
                    }
                >
                    <option value="">{words::WHICH_FIELD}</option>
                    {others}
                </select>
            </div>
            <div class="foot">
                <button type="button" class="btn" on:click=move |_| lister.change(chips::clear)>{words::CLEAR}</button>
                <button type="button" class="btn primary" data-testid="filter-done" on:click=move |_| close(lister)>
                    {move || words::show(lister.total())}
                </button>
            </div>
        </ListPanel>
    }
}

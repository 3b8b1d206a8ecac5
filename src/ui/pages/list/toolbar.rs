//! What stands above a list: the box to type into, the choices that matter most, and what opens
//! the rest.

use super::beside;
use super::state::{Lister, Panel};
use crate::ui::form::is_composing;
use crate::ui::keys::Keys;
use crate::ui::text;
use crate::ui::text::list as words;
use leptos::prelude::*;
use ronghe_core::query::{Test, listable};
use ronghe_core::schema::{CodeList, FieldDef, FieldType};

/// How many choices a desk offers without opening anything.
const QUICK: usize = 3;

/// The tools of a list.
#[component]
pub fn Toolbar(lister: Lister, wide: Signal<bool>) -> impl IntoView {
    let kind = lister.kind;
    let keys = Keys::here();
    let quick = listable(kind).filter_map(|field| match field.ty {
        FieldType::Choice(list) => Some((field, list)),
        _ => None,
    });
    let quick: Vec<_> = quick.take(QUICK).collect();
    let conditions = move || {
        let words = !wide.get();
        lister.query.with(|q| {
            let flags = [q.deleted, q.clashing, q.lacking, words && !q.words.trim().is_empty()];
            q.filters.len() + flags.into_iter().filter(|on| *on).count()
        })
    };
    let open = move |panel: Panel, label: &'static str, testid: &'static str| {
        view! {
            <button type="button" class="btn" data-testid=testid aria-haspopup="dialog" on:click=move |_| lister.panel.set(Some(panel))>
                {label}
                {(panel == Panel::Filter).then(|| view! {
                    <Show when=move || { conditions() > 0 }>
                        <span class="count">{conditions}</span>
                    </Show>
                })}
            </button>
        }
    };
    view! {
        <div class="filters" role="search" aria-label=words::TOOLS>
            <Show when=move || wide.get()>
                <Words lister />
                {quick.iter().map(|(field, list)| view! { <Quick lister field=field list=list /> }).collect_view()}
            </Show>
            {open(Panel::Filter, words::FILTER, "filter-open")}
            {open(Panel::Columns, words::COLUMNS, "columns-open")}
            {open(Panel::Views, words::VIEWS, "views-open")}
            <Show when=move || wide.get()>
                <button
                    type="button"
                    class="btn"
                    data-testid="beside-turn"
                    aria-pressed=move || lister.beside.get().to_string()
                    on:click=move |_| beside::turn(lister)
                >
                    {words::BESIDE_TURN}
                </button>
                <button type="button" class="btn quiet" data-testid="keys-open" aria-label=text::keys::KEYS aria-haspopup="dialog" on:click=move |_| keys.open_table()>
                    "?"
                </button>
            </Show>
            <Show when=move || !wide.get()>
                <button
                    type="button"
                    class="btn"
                    data-testid="choose-open"
                    aria-pressed=move || lister.choosing.get().to_string()
                    on:click=move |_| {
                        lister.choosing.update(|on| *on = !*on);
                        lister.chosen.update(std::collections::BTreeSet::clear);
                    }
                >
                    {words::CHOOSE}
                </button>
            </Show>
        </div>
    }
}

/// The box for words that must stand in a record. A desk has it above the list; on a phone, where the
/// search box of the page stands, it is the first of the conditions.
#[component]
pub fn Words(lister: Lister) -> impl IntoView {
    let type_in = move |typed: String| {
        if lister.query.with_untracked(|q| q.words != typed) {
            lister.change(|query| query.words = typed);
        }
    };
    view! {
        <input
            type="search"
            aria-label=text::filter_in(lister.kind.label)
            placeholder=text::SEARCH_HINT
            data-testid="list-filter"
            prop:value=move || lister.query.with(|q| q.words.clone())
            on:input:target=move |ev| {
                if !is_composing(&ev) {
                    type_in(ev.target().value());
                }
            }
            on:compositionend:target=move |ev| type_in(ev.target().value())
            on:keydown=move |ev| {
                let first = matches!(ev.key().as_str(), "Enter" | "ArrowDown");
                if first && !ev.is_composing() && ev.key_code() != 229 {
                    ev.prevent_default();
                    lister.move_to(0);
                }
            }
        />
    }
}

/// One choice as a box to pick from.
#[component]
fn Quick(lister: Lister, field: &'static FieldDef, list: &'static CodeList) -> impl IntoView {
    let chosen = move || {
        lister.query.with(|q| match q.test_of(field) {
            Some(Test::Codes(codes)) if codes.len() == 1 => codes.first().cloned().unwrap_or_default(),
            Some(_) => "*".to_owned(),
            None => String::new(),
        })
    };
    let options = list.codes.iter().map(|c| {
        view! { <option value=c.code prop:selected=move || chosen() == c.code>{c.label}</option> }
    });
    view! {
        <select
            aria-label=field.label
            data-testid=format!("filter-{}", field.name)
            on:change:target=move |ev| {
                let code = ev.target().value();
                let test = (!code.is_empty()).then(|| Test::Codes(vec![code]));
                lister.change(|query| query.set_test(field, test));
            }
        >
            <option value="">{text::any_of(field.label)}</option>
            {options.collect_view()}
            <Show when=move || chosen() == "*">
                <option value="*" disabled selected=true>{words::by_conditions(field.label)}</option>
            </Show>
        </select>
    }
}

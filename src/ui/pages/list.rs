//! The list of one kind, drawn from the schema: filter box, count, virtual rows.

use crate::ui::components::{Empty, PageHead, Side, Tag, Tone, VirtualList};
use crate::ui::state::App;
use crate::ui::text;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use ronghe_core::record::Id;
use ronghe_core::schema::{FieldType, KindDef};
use std::sync::Arc;

/// Height of a row in pixels; the same in the style sheet.
const ROW: u32 = 64;
/// Most hits of the filter box.
const HITS: usize = 5_000;

/// The list page of the kind named in the address.
#[component]
pub fn List() -> impl IntoView {
    let params = use_params_map();
    let app = App::here();
    let kind = Memo::new(move |_| params.with(|p| p.get("kind")).and_then(|k| app.schema().kind(&k)));
    move || match kind.get() {
        Some(kind) => view! { <KindList kind /> }.into_any(),
        None => view! { <super::NoSuchPage /> }.into_any(),
    }
}

#[component]
fn KindList(kind: &'static KindDef) -> impl IntoView {
    let app = App::here();
    let query = use_query_map();
    let words = Memo::new(move |_| query.with(|q| q.get("q").unwrap_or_default()));
    let chips = Memo::new(move |_| chosen_codes(kind, |name| query.with(|q| q.get(name))));
    let deleted = Memo::new(move |_| query.with(|q| q.get("deleted").is_some()));
    let ids = Memo::new(move |_| {
        app.track(&[kind.name]);
        visible(app, kind, &words.get(), &chips.get(), deleted.get())
    });
    let navigate = use_navigate();
    let go = move |words: &str, chips: &[(&'static str, String)], deleted: bool| {
        let href = address(kind, words, chips, deleted);
        navigate(&href, NavigateOptions { replace: true, scroll: false, ..Default::default() });
    };
    let (on_words, on_chip, on_deleted) = (go.clone(), go.clone(), go);
    let row = move |id: Id| view! { <RecordRow kind id /> }.into_any();
    let filters = choices(kind).map(|(field, list)| {
        let on_chip = on_chip.clone();
        let chosen = move || chips.get().iter().find(|(f, _)| *f == field).map(|(_, c)| c.clone()).unwrap_or_default();
        let options = list.codes.iter().map(|c| {
            view! { <option value=c.code prop:selected=move || chosen() == c.code>{c.label}</option> }
        });
        let label = kind.field(field).map_or("", |f| f.label);
        view! {
            <select
                aria-label=label
                data-testid=format!("filter-{field}")
                on:change:target=move |ev| {
                    let mut now = chips.get_untracked();
                    now.retain(|(f, _)| *f != field);
                    let value = ev.target().value();
                    if !value.is_empty() {
                        now.push((field, value));
                    }
                    on_chip(&words.get_untracked(), &now, deleted.get_untracked());
                }
            >
                <option value="">{text::any_of(label)}</option>
                {options.collect_view()}
            </select>
        }
    });
    let filtered = move || !words.get().is_empty() || !chips.get().is_empty() || deleted.get();
    let empty = move || {
        ids.with(|ids| ids.is_empty()).then(|| {
            if filtered() {
                view! { <Empty text=text::LIST_EMPTY_FILTER /> }.into_any()
            } else {
                view! {
                    <Empty text=kind.empty>
                        {kind.is_typed().then(|| view! {
                            <p><A href=format!("/k/{}/new", kind.name) attr:class="btn primary">{text::add(kind.label)}</A></p>
                        })}
                    </Empty>
                }
                .into_any()
            }
        })
    };
    view! {
        <PageHead title=kind.label>
            <span class="count">{move || text::records(ids.with(|ids| ids.len()))}</span>
            {kind.is_typed().then(|| view! {
                <A href=format!("/k/{}/new", kind.name) attr:class="btn primary" attr:data-testid="add">
                    {text::add(kind.label)}
                </A>
                <A href=format!("/exchange/table?kind={}", kind.name) attr:class="btn" attr:data-testid="from-table">
                    {text::mapping::FROM_TABLE}
                </A>
            })}
        </PageHead>
        <div class="filters">
            <input
                type="search"
                aria-label=text::filter_in(kind.label)
                placeholder=text::SEARCH_HINT
                data-testid="list-filter"
                prop:value=move || words.get()
                on:input:target=move |ev| {
                    on_words(&ev.target().value(), &chips.get_untracked(), deleted.get_untracked());
                }
            />
            {filters.collect_view()}
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || deleted.get()
                    on:change:target=move |ev| on_deleted(&words.get_untracked(), &chips.get_untracked(), ev.target().checked())
                />
                {text::DELETED_ONES}
            </label>
        </div>
        <div class="cols-head" aria-hidden="true">
            <span>{kind.label}</span>
            {columns(kind).map(|f| view! { <span class="col">{f.label}</span> }).collect_view()}
        </div>
        <VirtualList ids height=ROW label=kind.label row />
        {empty}
    }
}

/// One row of a list: title, subtitle, what matters now.
#[component]
pub fn RecordRow(
    kind: &'static KindDef,
    id: Id,
    /// Its name for tests.
    #[prop(default = "row".to_owned())]
    testid: String,
) -> impl IntoView {
    let app = App::here();
    let content = move || {
        app.track(&[kind.name]);
        let (title, note, clash, cells) = app.read(|l| {
            let record = l.get(&id);
            let note = record.as_ref().map(|r| l.shown_list(r, kind, kind.subtitle).join(" · ")).unwrap_or_default();
            let cell = |field| record.as_ref().map(|r| l.shown(r, field)).unwrap_or_default();
            let cells: Vec<String> = columns(kind).map(cell).collect();
            (l.title(&id), note, record.as_ref().is_some_and(|r| r.clashes().next().is_some()), cells)
        });
        view! {
            <A href=format!("/k/{}/{id}", kind.name)>
                <strong><Side id />{title}</strong>
                <p>{note}</p>
            </A>
            {cells.into_iter().map(|cell| view! { <span class="col">{cell}</span> }).collect_view()}
            {clash.then(|| view! { <Tag tone=Tone::Over text=text::CLASH_WORD /> })}
        }
    };
    view! {
        <li class="item" data-testid=testid data-id=id.to_string()>
            {content}
        </li>
    }
}

/// The columns that a desk shows beside the title.
fn columns(kind: &'static KindDef) -> impl Iterator<Item = &'static ronghe_core::schema::FieldDef> {
    kind.fields.iter().copied().filter(|f| f.listed && !kind.title.contains(&f.name)).take(4)
}

/// The choices by which a list can be narrowed: what it shows as columns, or the first two.
fn choices(kind: &'static KindDef) -> impl Iterator<Item = (&'static str, &'static ronghe_core::schema::CodeList)> {
    let of = kind.fields.iter().filter_map(|f| match f.ty {
        FieldType::Choice(list) => Some((f.name, list)),
        _ => None,
    });
    of.take(3)
}

fn chosen_codes(kind: &'static KindDef, asked: impl Fn(&str) -> Option<String>) -> Vec<(&'static str, String)> {
    choices(kind).filter_map(|(field, _)| Some((field, asked(field)?))).collect()
}

fn visible(
    app: App,
    kind: &'static KindDef,
    words: &str,
    chips: &[(&'static str, String)],
    deleted: bool,
) -> Arc<[Id]> {
    let Some(desk) = app.desk() else { return Arc::from([]) };
    let ledger = desk.ledger();
    let mut ids: Vec<Id> = if deleted {
        ledger.deleted(kind.name).collect()
    } else if words.trim().is_empty() {
        ledger.sorted(kind)
    } else {
        desk.index().search(words, HITS, &[kind.name]).into_iter().map(|hit| hit.id).collect()
    };
    if !chips.is_empty() {
        ids.retain(|id| {
            let Some(record) = ledger.get(id) else { return false };
            chips.iter().all(|(field, code)| {
                let value = kind.field(field).and_then(|f| record.value(f));
                value.as_ref().and_then(|v| v.as_str()) == Some(code)
            })
        });
    }
    ids.into()
}

fn address(kind: &KindDef, words: &str, chips: &[(&'static str, String)], deleted: bool) -> String {
    let mut parts = Vec::new();
    if !words.is_empty() {
        parts.push(format!("q={}", encode(words)));
    }
    parts.extend(chips.iter().map(|(field, code)| format!("{field}={}", encode(code))));
    if deleted {
        parts.push("deleted=1".to_owned());
    }
    let query = if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) };
    format!("/k/{}{query}", kind.name)
}

fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

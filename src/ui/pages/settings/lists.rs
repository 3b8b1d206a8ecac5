//! 选项表: all code lists of the schema, and one of them to edit. What is stored in records is never
//! touched: a changed word, place or retirement is a record of its own.

use crate::ui::components::PageHead;
use crate::ui::form::{Scrap, ScrapOf};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::settings as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ronghe_core::kinds::{SCHEMA, code_entry};
use ronghe_core::ledger::{Change, Why, form_changes};
use ronghe_core::record::Record;
use ronghe_core::schema::{CodeList, Used, stage, used};
use serde_json::Value;
use std::collections::BTreeMap;

/// Whose fields offer a list.
fn kinds(used: &Used) -> String {
    let mut labels: Vec<&str> = used.by.iter().map(|(kind, _)| kind.label).collect();
    labels.dedup();
    labels.join("、")
}

/// Whether a list holds the stages of a kind, whose steps only the program knows.
fn is_stages(used: &Used) -> bool {
    used.by.iter().any(|(kind, field)| kind.flow.is_some() && field.name == stage::STATE)
}

/// The page of all lists.
#[component]
pub fn CodeLists() -> impl IntoView {
    let app = App::here();
    let typed = RwSignal::new(String::new());
    let rows = move || {
        let words_typed = typed.get();
        let fits = |used: &Used| {
            let labels = || used.list.codes.iter().any(|code| code.label.contains(words_typed.trim()));
            used.name().contains(words_typed.trim()) || kinds(used).contains(words_typed.trim()) || labels()
        };
        let rows = used(app.schema_now()).into_iter().filter(fits).map(|used| {
            let program = used_by_the_program(used.list.name);
            let list = used.list;
            let edited = program.is_none_or(|program| !std::ptr::eq(program, list));
            view! {
                <li class="item" data-testid="code-list" data-list=list.name>
                    <A href=format!("/settings/lists/{}", list.name)>
                        <strong>{used.name()}</strong>
                        <p>{kinds(&used)}</p>
                    </A>
                    <span class="state">{words::list_note(list.offered().count(), edited)}</span>
                </li>
            }
        });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() { view! { <li class="state">{words::NO_LIST}</li> }.into_any() } else { rows.into_any() }
    };
    view! {
        <PageHead title=words::LISTS />
        <p class="state">{words::LISTS_LEAD}</p>
        <input
            type="search"
            aria-label=words::FIND_LIST
            placeholder=words::FIND_LIST
            data-testid="code-list-filter"
            prop:value=move || typed.get()
            on:input:target=move |ev| typed.set(ev.target().value())
        />
        <ul class="items">{rows}</ul>
    }
}

/// The list as the program has it; `None` for one that the workspace has made.
fn used_by_the_program(name: &str) -> Option<&'static CodeList> {
    used(SCHEMA).into_iter().map(|used| used.list).find(|list| list.name == name)
}

/// The page of one list.
#[component]
pub fn CodeListPage() -> impl IntoView {
    let app = App::here();
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(|p| p.get("list")).unwrap_or_default());
    move || {
        let found = used(app.schema_now()).into_iter().find(|used| used.list.name == name.get());
        match found {
            Some(used) => view! { <Entries used /> }.into_any(),
            None => view! { <PageHead title=words::LISTS /> <p>{words::NO_LIST}</p> }.into_any(),
        }
    }
}

#[component]
fn Entries(used: Used) -> impl IntoView {
    let app = App::here();
    let list = used.list;
    let fixed = is_stages(&used);
    let program = used_by_the_program(list.name);
    let rows = (0..list.codes.len()).map(|place| view! { <Entry list program place fixed /> });
    let fresh = RwSignal::new(String::new());
    let scrap = Scrap::keep(app, &ScrapOf::Code(list.name.to_owned()), vec![("label".to_owned(), fresh)]);
    let add = move |ev: web_sys::SubmitEvent| {
        ev.prevent_default();
        let label = fresh.get_untracked().trim().to_owned();
        if label.is_empty() {
            return app.say(words::NO_WORD.to_owned());
        }
        // A word that was retired comes back as what it was.
        let same = list.codes.iter().find(|code| code.label == label);
        let (code, values) = match same {
            Some(code) if code.retired => (code.code.to_owned(), vec![retired(false)]),
            Some(_) => return app.say(words::WORD_THERE.to_owned()),
            None => {
                // Behind all others, in the order in which words are added.
                let place = (code_entry::ORDER.name(), Value::from(list.codes.len()));
                (code_entry::code_of(list.name, &label), vec![labelled(&label), retired(false), place])
            }
        };
        keep_typed(app, scrap, edit(app, list.name, &code, values));
    };
    view! {
        <PageHead title=used.name()>
            <span class="tag t-line">{kinds(&used)}</span>
            <A href="/settings/lists" attr:class="btn">{words::LISTS}</A>
        </PageHead>
        <p class="state">{if fixed { words::STAGES_FIXED } else { words::LISTS_LEAD }}</p>
        <ol class="codes">{rows.collect_view()}</ol>
        {(!fixed).then(|| view! {
            <form class="with-buttons" on:submit=add>
                <input
                    type="text"
                    aria-label=words::NEW_CODE
                    placeholder=words::NEW_CODE
                    data-testid="new-code"
                    prop:value=move || fresh.get()
                    on:input:target=move |ev| fresh.set(ev.target().value())
                />
                <button type="submit" class="btn primary" data-testid="add-code">{words::ADD}</button>
            </form>
        })}
    }
}

/// One code: its word, its place, whether it is offered.
#[component]
fn Entry(list: &'static CodeList, program: Option<&'static CodeList>, place: usize, fixed: bool) -> impl IntoView {
    let app = App::here();
    let code = list.codes.get(place)?;
    let own = program.and_then(|list| list.label(code.code));
    let rename = move |ev: leptos::ev::Targeted<web_sys::Event, web_sys::HtmlInputElement>| {
        let typed = ev.target().value().trim().to_owned();
        if typed.is_empty() {
            ev.target().set_value(code.label);
            return app.say(words::NO_WORD.to_owned());
        }
        // The program's own word needs no record to say it.
        let label = if own == Some(typed.as_str()) { String::new() } else { typed };
        keep(app, edit(app, list.name, code.code, vec![labelled(&label)]));
    };
    let step = move |by: isize| {
        let Some(other) = place.checked_add_signed(by).filter(|other| *other < list.codes.len()) else { return };
        let mut order: Vec<&str> = list.codes.iter().map(|code| code.code).collect();
        order.swap(place, other);
        keep(app, reorder(app, list.name, program, &order));
    };
    let turn = move |_| keep(app, edit(app, list.name, code.code, vec![retired(!code.retired)]));
    let renamed = own.filter(|own| *own != code.label).map(words::program_word);
    let button = move |word: &'static str, testid: &'static str, by: isize, off: bool| {
        view! {
            <button type="button" class="btn small" aria-label=words::act(word, code.label) data-testid=testid disabled=off on:click=move |_| step(by)>
                {if by < 0 { "↑" } else { "↓" }}
            </button>
        }
    };
    Some(view! {
        <li class="code" class:retired=code.retired data-testid="code" data-code=code.code>
            <input type="text" aria-label=words::act(words::CODE_LABEL, code.label) data-testid="code-label" prop:value=code.label on:change:target=rename />
            {button(words::UP, "code-up", -1, place == 0)}
            {button(words::DOWN, "code-down", 1, place + 1 == list.codes.len())}
            {(!fixed).then(|| view! {
                <button
                    type="button"
                    class="btn small"
                    data-testid="code-retire"
                    aria-label=words::act(if code.retired { words::REVIVE } else { words::RETIRE }, code.label)
                    on:click=turn
                >
                    {if code.retired { words::REVIVE } else { words::RETIRE }}
                </button>
            })}
            <span class="state">{code.retired.then_some(words::RETIRED)} " " {renamed}</span>
        </li>
    })
}

fn labelled(label: &str) -> (&'static str, Value) {
    (code_entry::LABEL.name(), if label.is_empty() { Value::Null } else { Value::from(label) })
}

fn retired(yes: bool) -> (&'static str, Value) {
    (code_entry::RETIRED.name(), Value::from(yes))
}

/// The changes that say something about one code.
fn edit(app: App, list: &str, code: &str, values: Vec<(&'static str, Value)>) -> Vec<Change> {
    let id = code_entry::id_of(list, code);
    let record = app.get(&id).unwrap_or_else(|| Record::new(code_entry::KIND.name, id));
    let named = [(code_entry::LIST.name(), Value::from(list)), (code_entry::CODE.name(), Value::from(code))];
    let typed: BTreeMap<&str, Value> = named.into_iter().chain(values).collect();
    form_changes(&code_entry::KIND, id, &record, &typed)
}

/// The changes that put the codes of a list into this order; those that stand there already are
/// left alone.
fn reorder(app: App, list: &str, program: Option<&CodeList>, order: &[&str]) -> Vec<Change> {
    let place_of = |code: &str| {
        let said = app.get(&code_entry::id_of(list, code)).and_then(|record| record.get(code_entry::ORDER));
        said.or_else(|| program?.codes.iter().position(|c| c.code == code).map(|place| place as u64))
    };
    let moved = order.iter().enumerate().filter(|(place, code)| place_of(code) != Some(*place as u64));
    moved
        .flat_map(|(place, code)| edit(app, list, code, vec![(code_entry::ORDER.name(), Value::from(place))]))
        .collect()
}

/// Makes changes of the settings durable and says so.
pub fn keep(app: App, changes: Vec<Change>) {
    if changes.is_empty() {
        return;
    }
    spawn_local(async move {
        if let Some(done) = app.commit(Why::Edit, changes).await {
            app.say_saved_as(&done, text::SAVED.to_owned(), Vec::new());
        }
    });
}

/// [`keep`] for what was typed on the page: it is empty again when it is durable.
pub fn keep_typed(app: App, typed: Scrap, changes: Vec<Change>) {
    spawn_local(async move {
        if let Some(done) = typed.commit(Why::Edit, changes).await {
            app.say_saved_as(&done, text::SAVED.to_owned(), Vec::new());
        }
    });
}

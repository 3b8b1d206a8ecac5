//! 自定义字段: fields that the workspace itself adds to a kind, edits, orders and retires.

use super::lists::{keep, keep_typed};
use crate::ui::components::PageHead;
use crate::ui::form::{Scrap, ScrapOf};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::settings as words;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_query_map};
use ronghe_core::kinds::{custom_field, partner};
use ronghe_core::ledger::{Change, form_changes};
use ronghe_core::record::{Id, Record};
use ronghe_core::schema::{Field, KindDef};
use ronghe_core::value::FieldValue;
use serde_json::Value;
use std::collections::BTreeMap;

/// The fields of the kind that the address names.
#[component]
pub fn CustomFields() -> impl IntoView {
    let app = App::here();
    let query = use_query_map();
    let kind = Memo::new(move |_| {
        let asked = query.with(|q| q.get("kind"));
        asked.filter(|name| app.schema().kind(name).is_some()).unwrap_or_else(|| partner::KIND.name.to_owned())
    });
    let navigate = use_navigate();
    let kinds = app.schema().kinds().iter().copied().filter(|kind| can_have(kind));
    let options = kinds.map(|k| {
        view! { <option value=k.name prop:selected=move || kind.with(|now| now == k.name)>{k.label}</option> }
    });
    let defined = Memo::new(move |_| {
        app.track(&[custom_field::KIND.name]);
        kind.with(|kind| of_kind(app, kind))
    });
    let ids = Memo::new(move |_| defined.get().into_iter().map(|record| record.id).collect::<Vec<_>>());
    view! {
        <PageHead title=words::FIELDS />
        <p class="state">{words::FIELDS_LEAD}</p>
        <div class="field">
            <label for="custom-kind">{words::KIND}</label>
            <select
                id="custom-kind"
                data-testid="custom-kind"
                on:change:target=move |ev| {
                    let href = format!("/settings/fields?kind={}", ev.target().value());
                    navigate(&href, NavigateOptions { replace: true, scroll: false, ..Default::default() });
                }
            >
                {options.collect_view()}
            </select>
        </div>
        <section>
            <h2 class="sec">{words::THESE_FIELDS} <span class="count">{move || ids.with(Vec::len)}</span></h2>
            <Show when=move || ids.with(Vec::is_empty)>
                <p class="state">{words::NO_FIELDS}</p>
            </Show>
            <ul class="codes">
                <For each=move || ids.get() key=|id| *id let:id>
                    <Defined id ids />
                </For>
            </ul>
        </section>
        <NewField kind />
    }
}

/// Whether a workspace can add fields to the kind: not to those that define the schema.
fn can_have(kind: &KindDef) -> bool {
    kind.is_typed()
}

/// Whether a kind has a field of that name. Does not subscribe.
fn is_taken(app: App, kind: &str, label: &str) -> bool {
    app.schema().kind(kind).is_some_and(|kind| kind.fields.iter().any(|field| field.label == label))
}

/// The records that define fields of a kind, in their order.
fn of_kind(app: App, kind: &str) -> Vec<Record> {
    app.read(|l| {
        let all = l.ids(custom_field::KIND.name).filter_map(|id| l.get(&id));
        let mut own: Vec<Record> = all.filter(|r| r.get(custom_field::KIND_NAME).as_deref() == Some(kind)).collect();
        own.sort_by_key(|r| (r.get(custom_field::ORDER).unwrap_or(u64::MAX), r.id));
        own
    })
}

/// The changes that write `values` into the record that defines a field.
fn write(app: App, id: Id, values: BTreeMap<&str, Value>) -> Vec<Change> {
    let record = app.get(&id).unwrap_or_else(|| Record::new(custom_field::KIND.name, id));
    form_changes(&custom_field::KIND, id, &record, &values)
}

/// A field that was added: its words to edit, its place, whether it is asked for.
#[component]
fn Defined(id: Id, ids: Memo<Vec<Id>>) -> impl IntoView {
    let app = App::here();
    let record = Memo::new(move |_| {
        app.track(&[custom_field::KIND.name]);
        app.get(&id)
    });
    let flag = move |field: Field<bool>| record.with(|r| r.as_ref().and_then(|r| r.get(field)).unwrap_or_default());
    let label = move || record.with(|r| r.as_ref().and_then(|r| r.get(custom_field::LABEL)).unwrap_or_default());
    let set = move |field: &'static str, value: Value| keep(app, write(app, id, BTreeMap::from([(field, value)])));
    let text_line = move |caption: &'static str, field: Field<String>, testid: &'static str| {
        let shown = move || record.with(|r| r.as_ref().and_then(|r| r.get(field)).unwrap_or_default());
        let must = field.name() == custom_field::LABEL.name();
        view! {
            <label class="field">
                {caption}
                <input
                    type="text"
                    data-testid=testid
                    prop:value=shown
                    on:change:target=move |ev| {
                        let typed = ev.target().value().trim().to_owned();
                        if must && typed.is_empty() {
                            ev.target().set_value(&untrack(shown));
                            return app.say(words::NO_LABEL.to_owned());
                        }
                        let kind = record.with_untracked(|r| r.as_ref().and_then(|r| r.get(custom_field::KIND_NAME)));
                        if must && is_taken(app, &kind.unwrap_or_default(), &typed) {
                            ev.target().set_value(&untrack(shown));
                            return app.say(words::LABEL_THERE.to_owned());
                        }
                        set(field.name(), if typed.is_empty() { Value::Null } else { typed.write() });
                    }
                />
            </label>
        }
    };
    let step = move |by: isize| {
        let mut order = ids.get_untracked();
        let Some(at) = order.iter().position(|one| *one == id) else { return };
        let Some(other) = at.checked_add_signed(by).filter(|other| *other < order.len()) else { return };
        order.swap(at, other);
        let moves = order
            .into_iter()
            .enumerate()
            .flat_map(|(place, id)| write(app, id, BTreeMap::from([(custom_field::ORDER.name(), Value::from(place))])));
        keep(app, moves.collect());
    };
    let is_choice =
        move || record.with(|r| r.as_ref().and_then(|r| r.get(custom_field::TYPE))).as_deref() == Some("choice");
    let ty = move || {
        let code = record.with(|r| r.as_ref().and_then(|r| r.get(custom_field::TYPE))).unwrap_or_default();
        custom_field::TYPES.label(&code).unwrap_or_default()
    };
    let retired = move || flag(custom_field::RETIRED);
    let turn_word = move || if retired() { words::REVIVE } else { words::RETIRE };
    view! {
        <li class="code" class:retired=retired data-testid="custom-field" data-id=id.to_string() data-name=custom_field::name_of(&id)>
            {text_line(words::FIELD_LABEL, custom_field::LABEL, "custom-label")}
            <span class="tag t-line">{ty}</span>
            {text_line(words::FIELD_UNIT, custom_field::UNIT, "custom-unit")}
            {text_line(words::FIELD_HELP, custom_field::HELP, "custom-help")}
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || flag(custom_field::LISTED)
                    on:change:target=move |ev| set(custom_field::LISTED.name(), Value::from(ev.target().checked()))
                />
                {words::FIELD_LISTED}
            </label>
            <button type="button" class="btn small" aria-label=move || words::act(words::UP, &label()) on:click=move |_| step(-1)>"↑"</button>
            <button type="button" class="btn small" aria-label=move || words::act(words::DOWN, &label()) on:click=move |_| step(1)>"↓"</button>
            <button
                type="button"
                class="btn small"
                data-testid="custom-retire"
                aria-label=move || words::act(turn_word(), &label())
                on:click=move |_| set(custom_field::RETIRED.name(), Value::from(!untrack(retired)))
            >
                {turn_word}
            </button>
            {move || is_choice().then(|| view! {
                <A href=format!("/settings/lists/{}", custom_field::name_of(&id)) attr:class="btn small" attr:data-testid="custom-choices">{words::CHOICES}</A>
            })}
        </li>
    }
}

/// What adds a field to the kind.
#[component]
fn NewField(kind: Memo<String>) -> impl IntoView {
    let app = App::here();
    let label = RwSignal::new(String::new());
    let ty = RwSignal::new("text".to_owned());
    let unit = RwSignal::new(String::new());
    let help = RwSignal::new(String::new());
    let listed = RwSignal::new(String::new());
    let is_listed = move || !listed.with(String::is_empty);
    let texts = [("label", label), ("type", ty), ("unit", unit), ("help", help), ("listed", listed)];
    let texts = texts.map(|(name, text)| (name.to_owned(), text));
    let scrap = Scrap::keep(app, &ScrapOf::Field, texts.into());
    let wrong = RwSignal::new(None::<&'static str>);
    let add = move |ev: web_sys::SubmitEvent| {
        ev.prevent_default();
        let name = label.get_untracked().trim().to_owned();
        let on = kind.get_untracked();
        wrong.set(match () {
            () if name.is_empty() => Some(words::NO_LABEL),
            () if is_taken(app, &on, &name) => Some(words::LABEL_THERE),
            () => None,
        });
        if wrong.get_untracked().is_some() {
            return;
        }
        let text = |signal: RwSignal<String>| Some(signal.get_untracked().trim().to_owned()).filter(|t| !t.is_empty());
        let typed = BTreeMap::from([
            (custom_field::KIND_NAME.name(), Value::from(on.clone())),
            (custom_field::LABEL.name(), Value::from(name)),
            (custom_field::TYPE.name(), Value::from(ty.get_untracked())),
            (custom_field::UNIT.name(), text(unit).map_or(Value::Null, Value::from)),
            (custom_field::HELP.name(), text(help).map_or(Value::Null, Value::from)),
            (custom_field::LISTED.name(), Value::from(untrack(is_listed))),
            (custom_field::ORDER.name(), Value::from(of_kind(app, &on).len())),
        ]);
        keep_typed(app, scrap, write(app, app.new_id(), typed));
    };
    let line = move |caption: &'static str, testid: &'static str, value: RwSignal<String>| {
        view! {
            <div class="field">
                <label for=testid>{caption}</label>
                <input id=testid type="text" autocomplete="off" data-testid=testid prop:value=move || value.get() on:input:target=move |ev| value.set(ev.target().value()) />
            </div>
        }
    };
    let types = custom_field::TYPES.offered().map(|code| {
        view! { <option value=code.code prop:selected=move || ty.with(|ty| ty == code.code)>{code.label}</option> }
    });
    view! {
        <form class="new-field" on:submit=add>
            <h2 class="sec">{words::ADD_FIELD}</h2>
            <div class="fields">
                {line(words::FIELD_LABEL, "new-field-label", label)}
                <div class="field">
                    <label for="new-field-type">{words::FIELD_TYPE}</label>
                    <select id="new-field-type" data-testid="new-field-type" on:change:target=move |ev| ty.set(ev.target().value())>
                        {types.collect_view()}
                    </select>
                </div>
                {line(words::FIELD_UNIT, "new-field-unit", unit)}
                {line(words::FIELD_HELP, "new-field-help", help)}
            </div>
            <label class="check">
                <input type="checkbox" data-testid="new-field-listed" prop:checked=is_listed on:change:target=move |ev| listed.set(if ev.target().checked() { "true".to_owned() } else { String::new() }) />
                {words::FIELD_LISTED}
            </label>
            <p class="error" role="alert">{move || wrong.get()}</p>
            <button type="submit" class="btn primary" data-testid="add-field">{text::add(words::FIELDS)}</button>
        </form>
    }
}

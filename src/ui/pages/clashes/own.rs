//! 自己写: a value that none of the sides wrote, typed with the control of its field and checked by
//! its rules.

use crate::ui::form::{Scrap, ScrapOf, offers};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::clashes as words;
use leptos::prelude::*;
use ronghe_core::record::{Id, Json};
use ronghe_core::schema::{FieldDef, FieldType, Place, input_text, parse_input};
use serde_json::{Map, Value};

/// A form of the fields of one register.
#[component]
pub fn OwnValue(
    fields: Vec<&'static FieldDef>,
    start: Json,
    take: Callback<(Json, Option<Scrap>)>,
    /// Whose value it is: what is typed is kept until it is taken.
    of: ScrapOf,
) -> impl IntoView {
    let app = App::here();
    let start = start.value();
    let texts: Vec<(&'static FieldDef, RwSignal<String>)> = fields
        .into_iter()
        .map(|field| {
            let value = match field.place {
                Place::Own => start.clone(),
                Place::Member(_) => start.get(field.name).cloned().unwrap_or_default(),
            };
            (field, RwSignal::new(input_text(field, &value)))
        })
        .collect();
    let kept = texts.iter().map(|(field, text)| (field.name.to_owned(), *text)).collect();
    let scrap = Scrap::keep(app, &of, kept);
    let wrong = RwSignal::new(None::<String>);
    let controls = texts.iter().map(|(field, text)| view! { <Control field=*field text=*text /> }).collect_view();
    let save = move |ev: web_sys::SubmitEvent| {
        ev.prevent_default();
        match read(app, &texts) {
            Ok(value) => take.run((value, Some(scrap))),
            Err(sentence) => wrong.set(Some(sentence)),
        }
    };
    view! {
        <form class="own" on:submit=save>
            {controls}
            <button type="submit" class="btn primary" data-testid="save">{text::SAVE}</button>
            <p class="error" role="alert">{move || wrong.get()}</p>
        </form>
    }
}

/// The register's value from what was typed.
fn read(app: App, texts: &[(&'static FieldDef, RwSignal<String>)]) -> Result<Json, String> {
    let mut members = Map::new();
    for (field, text) in texts {
        let value = parse_input(field, &text.get_untracked(), app.today()).map_err(|problem| problem.message)?;
        match field.place {
            Place::Own => return Ok(Json::of(&value)),
            Place::Member(_) if value.is_null() => {}
            Place::Member(_) => {
                members.insert(field.name.to_owned(), value);
            }
        }
    }
    Ok(Json::of(&if members.is_empty() { Value::Null } else { Value::Object(members) }))
}

#[component]
fn Control(field: &'static FieldDef, text: RwSignal<String>) -> impl IntoView {
    match field.ty {
        FieldType::Choice(list) => view! {
            <label class="field">
                {field.label}
                <select data-testid="own-value" on:change:target=move |ev| text.set(ev.target().value())>
                    <option value="">{text::EMPTY_VALUE}</option>
                    {list.codes.iter().map(|code| view! { <option value=code.code prop:selected=move || text.get() == code.code>{code.label}</option> }).collect_view()}
                </select>
            </label>
        }
        .into_any(),
        FieldType::Ref(kind) => view! { <Reference field kind text /> }.into_any(),
        FieldType::LongText => view! {
            <label class="field">
                {field.label}
                <textarea
                    rows="4"
                    data-testid="own-value"
                    prop:value=move || text.get()
                    on:input:target=move |ev| text.set(ev.target().value())
                ></textarea>
            </label>
        }
        .into_any(),
        _ => view! {
            <label class="field">
                {field.label}
                <input
                    type="text"
                    autocomplete="off"
                    data-testid="own-value"
                    prop:value=move || text.get()
                    on:input:target=move |ev| text.set(ev.target().value())
                />
            </label>
        }
        .into_any(),
    }
}

/// One of the records that fit what is typed.
#[component]
fn Reference(field: &'static FieldDef, kind: &'static str, text: RwSignal<String>) -> impl IntoView {
    let app = App::here();
    let typed = RwSignal::new(String::new());
    let picked = move || Id::parse(&text.get()).map(|id| app.read(|l| l.title(&id)));
    let offered = Memo::new(move |_| offers(app, &[kind], &typed.get()));
    view! {
        <label class="field">
            {field.label}
            <input
                type="text"
                autocomplete="off"
                data-testid="own-value"
                placeholder=move || picked().unwrap_or_default()
                prop:value=move || typed.get()
                on:input:target=move |ev| typed.set(ev.target().value())
            />
        </label>
        <p>{words::CHOSEN} {move || picked().unwrap_or_else(|| text::EMPTY_VALUE.to_owned())}</p>
        <ul class="chips plain">
            <For each=move || offered.get() key=|id| *id let:id>
                <li>
                    <button type="button" class="chip" on:click=move |_| text.set(id.to_string())>{app.read(|l| l.title(&id))}</button>
                </li>
            </For>
        </ul>
    }
}

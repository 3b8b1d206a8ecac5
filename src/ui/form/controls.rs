//! One control for each type of field.

mod shares;
mod special;

pub use shares::sum as shares_sum;

use super::model::{Form, control};
use super::reference::ReferencePicker;
use crate::ui::text;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::record::Id;
use ronghe_core::schema::{CodeList, FieldDef, FieldType, Need, parse_input};
use ronghe_core::value::FieldValue;

/// A field of a form: label, control, help and what is wrong. `line` names the line it is in.
#[component]
pub fn FieldControl(form: Form, field: &'static FieldDef, line: Option<(&'static str, Id)>) -> impl IntoView {
    let name = control(line, field.name);
    let slug = name.replace(['/', ':'], "-");
    let (label_id, help_id, error_id) = (format!("l-{slug}"), format!("h-{slug}"), format!("e-{slug}"));
    let described = format!("{help_id} {error_id}");
    let error = {
        let name = name.clone();
        Memo::new(move |_| form.errors.with(|e| e.get(&name).cloned()))
    };
    let kind = line.map_or(Some(form.kind), |(kind, _)| form.app().schema().kind(kind));
    let asked = Memo::new(move |_| {
        field.when.is_none_or(|when| {
            let code = form.text(&control(line, when.field));
            let value =
                kind.and_then(|k| k.field(when.field)).and_then(|f| parse_input(f, &code, crate::ui::today()).ok());
            value.and_then(|v| v.as_str().map(|c| when.is.contains(&c))).unwrap_or(false)
        })
    });
    // What was typed stays in sight even if the field is no longer asked for.
    let there = {
        let name = name.clone();
        move || asked.get() || !form.text(&name).is_empty()
    };
    let body = {
        let name = name.clone();
        let label_id = label_id.clone();
        move || control_of(form, field, &name, &label_id, &described, error)
    };
    let target = slug.clone();
    view! {
        <Show when=there>
            <div class="field" class:wide=field.ty.is_wide() class:wrong=move || error.get().is_some()>
                <label id=label_id.clone() for=format!("c-{target}")>
                    {field.label}
                    {(field.need == Need::Must).then(|| view! { <span class="must">{text::MUST}</span> })}
                    {(!field.unit.is_empty()).then(|| view! { <span class="unit">{text::unit(field.unit)}</span> })}
                </label>
                {body()}
                <p class="help" id=help_id.clone()>
                    {field.help}
                </p>
                <p class="error" id=error_id.clone() role="alert" data-testid=move || error.get().map(|_| format!("field-{}-error", field.name))>
                    {move || error.get()}
                </p>
            </div>
        </Show>
    }
}

fn control_of(
    form: Form,
    field: &'static FieldDef,
    name: &str,
    label: &str,
    described: &str,
    error: Memo<Option<String>>,
) -> AnyView {
    let name = name.to_owned();
    let base = Base {
        form,
        field,
        id: format!("c-{}", name.replace(['/', ':'], "-")),
        name,
        described: described.to_owned(),
        error,
    };
    match field.ty {
        FieldType::LongText => base.area(),
        FieldType::Choice(list) => base.choice(list),
        FieldType::Choices(list) => base.choices(list, label),
        FieldType::Bool => base.yes_no(label),
        FieldType::Date => base.date(),
        FieldType::Uscc => base.uscc(),
        FieldType::PersonName => base.person(),
        FieldType::Tags => base.tags(),
        FieldType::Ref(_) | FieldType::Refs(_) | FieldType::OneOf(_) => view! {
            <ReferencePicker form field control=base.name labelled_by=label.to_owned() described_by=base.described error />
        }
        .into_any(),
        FieldType::Shares(kind) => base.shares(kind),
        FieldType::Money | FieldType::Quantity | FieldType::Percent => base.line("decimal"),
        FieldType::Count => base.line("numeric"),
        FieldType::Phone => base.line("tel"),
        FieldType::Text | FieldType::Steps | FieldType::Named(_) => base.line("text"),
        FieldType::SchoolYear => base.school_year(),
    }
}

/// What every control needs.
struct Base {
    form: Form,
    field: &'static FieldDef,
    id: String,
    name: String,
    described: String,
    error: Memo<Option<String>>,
}

impl Base {
    fn typed(&self) -> impl Fn(String) + Clone + Send + 'static {
        let (form, name) = (self.form, self.name.clone());
        move |text| form.type_in(&name, text)
    }

    fn shown(&self) -> impl Fn() -> String + Clone + Send + 'static {
        let (form, name) = (self.form, self.name.clone());
        move || form.text(&name)
    }

    fn testid(&self) -> String {
        format!("field-{}", self.field.name)
    }

    fn invalid(&self) -> impl Fn() -> Option<&'static str> + Send + 'static {
        let error = self.error;
        move || error.get().map(|_| "true")
    }

    fn line(self, mode: &'static str) -> AnyView {
        self.input(mode, None)
    }

    fn input(self, mode: &'static str, list: Option<String>) -> AnyView {
        let typed = self.typed();
        let end = typed.clone();
        view! {
            <input
                type="text"
                id=self.id.clone()
                inputmode=mode
                autocomplete="off"
                list=list
                data-testid=self.testid()
                aria-describedby=self.described.clone()
                aria-invalid=self.invalid()
                prop:value=self.shown()
                on:input:target=move |ev| {
                    if !is_composing(&ev) {
                        typed(ev.target().value());
                    }
                }
                on:compositionend:target=move |ev| end(ev.target().value())
            />
        }
        .into_any()
    }

    fn area(self) -> AnyView {
        let typed = self.typed();
        let end = typed.clone();
        view! {
            <textarea
                id=self.id.clone()
                rows="4"
                data-testid=self.testid()
                aria-describedby=self.described.clone()
                aria-invalid=self.invalid()
                prop:value=self.shown()
                on:input:target=move |ev| {
                    if !is_composing(&ev) {
                        typed(ev.target().value());
                    }
                }
                on:compositionend:target=move |ev| end(ev.target().value())
            ></textarea>
        }
        .into_any()
    }

    fn choice(self, list: &'static CodeList) -> AnyView {
        let (typed, shown) = (self.typed(), self.shown());
        let unknown = {
            let shown = shown.clone();
            // A code that is no longer offered, or that a newer version knows, stays in the record.
            move || Some(shown()).filter(|code| !code.is_empty() && list.offered().all(|c| c.code != code))
        };
        let options = list.offered().map(|c| {
            let shown = shown.clone();
            view! { <option value=c.code prop:selected=move || shown() == c.code>{c.label}</option> }
        });
        view! {
            <select
                id=self.id.clone()
                data-testid=self.testid()
                aria-describedby=self.described.clone()
                aria-invalid=self.invalid()
                on:change:target=move |ev| typed(ev.target().value())
            >
                <option value="">{text::NOT_CHOSEN}</option>
                {options.collect_view()}
                {move || unknown().map(|code| view! { <option value=code.clone() selected=true>{list.label(&code).unwrap_or(&code).to_owned()}</option> })}
            </select>
        }
        .into_any()
    }

    fn choices(self, list: &'static CodeList, label: &str) -> AnyView {
        let (typed, shown) = (self.typed(), self.shown());
        let buttons = list.offered().map(|c| {
            let (typed, shown) = (typed.clone(), shown.clone());
            let on = {
                let shown = shown.clone();
                move || words(&shown()).iter().any(|w| w == c.code)
            };
            let toggle = move |_| {
                let mut now = words(&untrack(&shown));
                match now.iter().position(|w| w == c.code) {
                    Some(place) => drop(now.remove(place)),
                    None => now.push(c.code.to_owned()),
                }
                typed(word_list(&now));
            };
            view! {
                <button type="button" class="chip" class:on=on.clone() data-value=c.code aria-pressed=move || on().to_string() on:click=toggle>
                    {c.label}
                </button>
            }
        });
        view! {
            <div class="chips" role="group" aria-labelledby=label.to_owned() id=self.id.clone() data-testid=self.testid()>
                {buttons.collect_view()}
            </div>
        }
        .into_any()
    }

    fn yes_no(self, label: &str) -> AnyView {
        let (typed, shown) = (self.typed(), self.shown());
        let button = move |value: &'static str, word: &'static str| {
            let (typed, shown) = (typed.clone(), shown.clone());
            let on = {
                let shown = shown.clone();
                move || shown() == value
            };
            let toggle = move |_| typed(if untrack(&shown) == value { String::new() } else { value.to_owned() });
            view! {
                <button type="button" class="chip" class:on=on.clone() data-value=value aria-pressed=move || on().to_string() on:click=toggle>
                    {word}
                </button>
            }
        };
        view! {
            <div class="chips" role="group" aria-labelledby=label.to_owned() id=self.id.clone() data-testid=self.testid()>
                {button("true", text::YES)} {button("false", text::NO)}
            </div>
        }
        .into_any()
    }
}

/// Whether an input method is still at work: what stands in the control is not typed yet.
pub fn is_composing<T>(ev: &leptos::ev::Targeted<web_sys::Event, T>) -> bool {
    use wasm_bindgen::JsCast;
    let ev: &web_sys::Event = ev;
    ev.dyn_ref::<web_sys::InputEvent>().is_some_and(web_sys::InputEvent::is_composing)
}

fn words(text: &str) -> Vec<String> {
    serde_json::from_str(text).unwrap_or_default()
}

fn word_list(words: &[String]) -> String {
    if words.is_empty() { String::new() } else { Vec::from(words).write().to_string() }
}

fn untrack<T>(f: &impl Fn() -> T) -> T {
    leptos::prelude::untrack(f)
}

/// Writes the drafts of the form at once when the page may go away.
pub fn keep_on_leaving(form: Form) {
    let leaving = crate::platform::lifecycle::on_leaving(move || spawn_local(form.keep_now()));
    let leaving = StoredValue::new_local(leaving.ok());
    on_cleanup(move || leaving.dispose());
}

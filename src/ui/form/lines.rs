//! Lines in a form: needs and promises of a visit, contacts of a partner.

use super::controls::FieldControl;
use super::model::{Form, control};
use crate::ui::text;
use crate::ui::text::drafts;
use leptos::prelude::*;
use ronghe_core::record::Id;
use ronghe_core::schema::{FieldDef, FieldType, KindDef, Line};

/// The lines of one kind, and what adds one.
#[component]
pub fn Lines(form: Form, line: &'static Line) -> impl IntoView {
    let Some(kind) = form.app().schema().kind(line.kind) else { return ().into_any() };
    let ids = Memo::new(move |_| form.lines(kind.name));
    view! {
        <section class="lines" aria-label=kind.label>
            <h2 class="sec">
                {kind.label} <span class="count">{move || text::lines(ids.get().len())}</span>
            </h2>
            <For each=move || ids.get() key=|id| *id let:id>
                <LineEditor form line kind id />
            </For>
            <For each=move || form.removed_lines(kind.name) key=|id| *id let:id>
                <RemovedLine form kind id />
            </For>
            <Adders form kind />
        </section>
    }
    .into_any()
}

/// A line that was taken out: until the form is saved a slip of the thumb costs nothing. One in which
/// nobody has written anything is gone.
#[component]
fn RemovedLine(form: Form, kind: &'static KindDef, id: Id) -> impl IntoView {
    let line = Some((kind.name, id));
    let written =
        kind.typed_fields().filter(|f| matches!(f.ty, FieldType::Text | FieldType::LongText | FieldType::PersonName));
    let words: Vec<String> =
        written.map(|f| form.text(&control(line, f.name))).filter(|text| !text.trim().is_empty()).collect();
    let sort = leading(kind).map(|(field, _)| field.name);
    let filled = kind.typed_fields().filter(|f| Some(f.name) != sort);
    let any = filled.into_iter().any(|f| !form.text(&control(line, f.name)).is_empty());
    any.then(|| {
        view! {
            <p class="removed-line" data-testid=format!("removed-line-{}", kind.name)>
                <span>{drafts::line_removed(kind.label, words.first().map_or("", String::as_str))}</span>
                <button
                    type="button"
                    class="btn small"
                    data-testid="put-back-line"
                    on:click=move |_| form.restore_line(kind.name, id)
                >
                    {drafts::PUT_BACK}
                </button>
            </p>
        }
    })
}

/// Buttons that add a line: one for each choice of its leading field, or one.
#[component]
fn Adders(form: Form, kind: &'static KindDef) -> impl IntoView {
    let leading = leading(kind);
    let add = move |given: &[(&str, &str)]| {
        form.add_line(kind.name, given);
    };
    match leading {
        Some((field, codes)) => {
            let chips = codes.codes.iter().map(|c| {
                let label = text::add(c.label);
                view! {
                    <button type="button" class="chip" data-value=c.code on:click=move |_| add(&[(field.name, c.code)])>
                        {label}
                    </button>
                }
            });
            view! {
                <div class="adders">
                    <button type="button" class="btn" data-testid=format!("add-line-{}", kind.name) on:click=move |_| add(&[(field.name, codes.codes.first().map_or("", |c| c.code))])>
                        {text::add(kind.label)}
                    </button>
                    <div class="chips">{chips.collect_view()}</div>
                </div>
            }
            .into_any()
        }
        None => view! {
            <button type="button" class="btn" data-testid=format!("add-line-{}", kind.name) on:click=move |_| add(&[])>
                {text::add(kind.label)}
            </button>
        }
        .into_any(),
    }
}

/// The choice that says of which sort a line is, if its fields depend on one: `type`, `side`.
fn leading(kind: &'static KindDef) -> Option<(&'static FieldDef, &'static ronghe_core::schema::CodeList)> {
    let by_when = kind.fields.iter().find_map(|f| f.when).map(|w| w.field);
    let field = kind.field(by_when.or_else(|| kind.field("side").map(|f| f.name))?)?;
    match field.ty {
        FieldType::Choice(list) => Some((field, list)),
        _ => None,
    }
}

#[component]
fn LineEditor(form: Form, line: &'static Line, kind: &'static KindDef, id: Id) -> impl IntoView {
    let fields = kind.typed_fields().filter(move |f| {
        f.name != line.via && !(f.ty.is_reference() && form.kind.field(f.name).is_some_and(|p| p.ty == f.ty))
    });
    let controls = fields.map(|field| view! { <FieldControl form field line=Some((kind.name, id)) /> });
    let sort = move || {
        let (field, list) = leading(kind)?;
        list.label(&form.text(&control(Some((kind.name, id)), field.name)))
    };
    view! {
        <fieldset class="line" data-testid=format!("line-{}", kind.name) data-id=id.to_string()>
            <legend>{kind.label} {move || sort().map(|s| format!(" · {s}"))}</legend>
            <div class="fields">{controls.collect_view()}</div>
            <button type="button" class="btn small quiet" on:click=move |_| form.drop_line(kind.name, id)>
                {text::REMOVE_LINE}
            </button>
        </fieldset>
    }
}

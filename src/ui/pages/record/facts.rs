//! What is known, field by field, by group; shares as rows with their percentages.

use crate::ui::state::App;
use crate::ui::text::history as words;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::record::{Id, Record};
use ronghe_core::schema::{FieldDef, FieldType, KindDef, stage};
use ronghe_core::value::{FieldValue, Shares};
use std::sync::Arc;

/// All facts; a label opens the history of its field through `past`.
#[component]
pub fn Facts(id: Id, kind: &'static KindDef, past: RwSignal<Option<&'static str>>) -> impl IntoView {
    let app = App::here();
    let groups = move || {
        app.track_all();
        let record = app.get(&id)?;
        let mut shown: Vec<(&'static str, Vec<AnyView>)> = Vec::new();
        for field in facts_of(kind) {
            let Some(value) = shown_fact(app, &record, field) else { continue };
            let fact = fact(past, field, value);
            match shown.iter_mut().find(|(group, _)| *group == field.group) {
                Some((_, facts)) => facts.push(fact),
                None => shown.push((field.group, vec![fact])),
            }
        }
        let sections = shown.into_iter().map(|(group, facts)| {
            view! {
                <section>
                    <h2 class="sec">{group}</h2>
                    <dl class="facts">{facts}</dl>
                </section>
            }
        });
        Some(sections.collect_view())
    };
    view! { <div>{groups}</div> }
}

/// The fields that stand here: not the stage, which has a part of its own, and not the name that
/// stands above as the title.
fn facts_of(kind: &'static KindDef) -> impl Iterator<Item = &'static FieldDef> {
    let staged = kind.flow.is_some();
    let is_title = |f: &FieldDef| f.ty == FieldType::Text && kind.title == [f.name];
    kind.typed_fields()
        .filter(move |f| f.ty != FieldType::Steps && !(staged && f.register() == stage::REGISTER) && !is_title(f))
}

/// The value of a field as it stands on the page; `None` if there is none.
fn shown_fact(app: App, record: &Record, field: &'static FieldDef) -> Option<AnyView> {
    let value = record.value(field)?;
    let text = app.read(|l| l.shown(record, field));
    if text.is_empty() {
        return None;
    }
    if let (FieldType::Shares(kind), Some(shares)) = (field.ty, Shares::read(&value)) {
        return Some(view! { <ShareRows kind shares /> }.into_any());
    }
    if field.ty == FieldType::Phone {
        // One tap calls; what is no number of a phone calls nobody.
        let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        return Some(view! { <a href=format!("tel:{digits}")>{text}</a> }.into_any());
    }
    let links = links(app, field, &value);
    if links.is_empty() {
        let unit = app.read(|l| l.unit_of(record, field));
        let unit = if unit.is_empty() { unit } else { format!(" {unit}") };
        return Some(view! { {text} <span class="state">{unit}</span> }.into_any());
    }
    let links = links.into_iter().enumerate().map(|(place, (kind, id))| {
        view! {
            {(place > 0).then_some("、")}
            <A href=format!("/k/{kind}/{id}")>{app.read(|l| l.title(&id))}</A>
        }
    });
    Some(links.collect_view().into_any())
}

/// The records that a reference field names, with their kind.
fn links(app: App, field: &FieldDef, value: &serde_json::Value) -> Vec<(Arc<str>, Id)> {
    let any = field.ty.targets().first().copied().unwrap_or_default();
    let kind = |id: &Id| app.read(|l| l.kind_of(id).cloned()).unwrap_or_else(|| any.into());
    field.ty.ids(value).into_iter().map(|id| (kind(&id), id)).collect()
}

/// Who counts how much of it, the largest part first.
#[component]
fn ShareRows(kind: &'static str, shares: Shares) -> impl IntoView {
    let app = App::here();
    let mut rows: Vec<_> = shares.iter().collect();
    rows.sort_by_key(|(_, part)| std::cmp::Reverse(*part));
    let rows = rows.into_iter().map(|(id, part)| {
        let width = format!("{}%", part.plain());
        view! {
            <li data-testid="line-share" data-id=id.to_string()>
                <A href=format!("/k/{kind}/{id}")>{app.read(|l| l.title(&id))}</A>
                <span class="part" aria-hidden="true"><span style:width=width.clone()></span></span>
                <b>{width}</b>
            </li>
        }
    });
    view! { <ul class="share-rows">{rows.collect_view()}</ul> }
}

fn fact(past: RwSignal<Option<&'static str>>, field: &'static FieldDef, shown: AnyView) -> AnyView {
    view! {
        <dt>
            <button
                type="button"
                class="past"
                data-testid=format!("past-{}", field.name)
                aria-label=words::of_field(field.label)
                on:click=move |_| past.set(Some(field.name))
            >
                // The space does not break: the mark never stands in a line of its own.
                {field.label}<span aria-hidden="true">"\u{a0}↺"</span>
            </button>
        </dt>
        <dd data-testid=format!("value-{}", field.name)>{shown}</dd>
    }
    .into_any()
}

//! Rows of what waits to be done: what, whose, until when; one tap says that it is done.

use super::within::{Within, is_said, without_prefix};
use super::{Side, Tag, Tone};
use crate::ui::shell::due_tone;
use crate::ui::state::App;
use crate::ui::text;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use ronghe_core::kinds::{agreement, promise};
use ronghe_core::ledger::{Change, Pending, Why, form_changes};
use ronghe_core::record::{Id, Record};
use ronghe_core::schema::{FieldType, KindDef, stage};
use serde_json::Value;
use std::collections::BTreeMap;

/// The code of what was done, in every list of states that has no stages.
const DONE: &str = "done";

/// Records that wait, or have waited, in the order given.
#[component]
pub fn DueRows(
    /// The records.
    #[prop(into)]
    ids: Signal<Vec<Id>>,
    /// The page on which they stand, which says their kind and what they belong to.
    #[prop(optional)]
    within: Option<Within>,
    /// The name of a row for tests; its kind's line by default.
    #[prop(optional)]
    testid: Option<&'static str>,
) -> impl IntoView {
    view! {
        <ul class="items">
            <For each=move || ids.get() key=|id| *id let:id>
                <DueRow id within testid />
            </For>
        </ul>
    }
}

#[component]
fn DueRow(id: Id, within: Option<Within>, testid: Option<&'static str>) -> impl IntoView {
    let app = App::here();
    let kind = app.read(|l| l.kind_def(&id));
    let name = testid.map_or_else(|| format!("line-{}", kind.map_or("", |kind| kind.name)), str::to_owned);
    let content = move || {
        let kind = kind?;
        app.track(&[kind.name, "partner", "unit"]);
        let record = app.get(&id)?;
        let partner = within.is_none().then(|| partner_of(kind, &record)).flatten();
        let (title, note) = app.read(|l| {
            let page = within.and_then(|(id, _)| l.kind_def(&id));
            let said = |name: &str| within.is_some_and(|(_, via)| is_said(page, via, name));
            let note = l.noted_list(&record, kind, &beside(kind, said));
            match within {
                Some((page, _)) => (without_prefix(l.title(&id), &l.title(&page)), note),
                None => (l.title(&id), note),
            }
        });
        // Promises are what most rows are; what else it is has to be said.
        let what = (within.is_none() && kind != &promise::KIND).then(|| kind.label.to_owned());
        let words: Vec<String> = what.into_iter().chain(note).filter(|word| *word != title).collect();
        let (tone, word) = state(app, kind, &record);
        let done = done_change(kind, &record).is_some();
        let mark = move |_| spawn_local(mark_done(app, id));
        Some(view! {
            <A href=format!("/k/{}/{id}", kind.name)>
                <strong>{title}</strong>
                <p>{partner.map(|id| view! { <Side id /> })}{words.join(" · ")}</p>
            </A>
            {(!word.is_empty()).then(|| view! { <Tag tone=tone text=word /> })}
            {done.then(|| view! { <button type="button" class="btn small" data-testid="mark-done" on:click=mark>{text::MARK_DONE}</button> })}
        })
    };
    view! { <li class="item" data-testid=name data-id=id.to_string()>{content}</li> }
}

/// What stands below the title: what lists say of the kind, but for what the tag or the page says.
fn beside(kind: &KindDef, is_said: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let due = kind.due_field().map(|field| field.name);
    let new = |name: &&'static str| *name != stage::STATE && Some(*name) != due && !is_said(name);
    kind.subtitle.iter().copied().filter(new).collect()
}

fn partner_of(kind: &KindDef, record: &Record) -> Option<Id> {
    let field = kind.fields.iter().find(|field| field.ty == FieldType::Ref("partner"))?;
    record.value(field).and_then(|value| Id::parse(value.as_str()?))
}

/// Until when, while it waits; else what became of it.
fn state(app: App, kind: &'static KindDef, record: &Record) -> (Tone, String) {
    let Pending { open, due } = Pending::of(kind, |field| record.value(field));
    let became = || kind.field(stage::STATE).map(|field| app.read(|l| l.shown(record, field))).unwrap_or_default();
    let given_up = || {
        let state = kind.field(stage::STATE).and_then(|field| record.value(field));
        state.is_some_and(|state| state.as_str().is_some_and(|state| kind.is_given_up(state)))
    };
    match due {
        _ if !open => (if given_up() { Tone::Plain } else { Tone::Done }, became()),
        Some(due) => {
            let left = due.latest().unix_days() - app.today().unix_days();
            // An agreement is not late: it is over.
            let word = if kind == &agreement::KIND { text::ends(left) } else { text::due(left) };
            (due_tone(left), word)
        }
        None => {
            (Tone::Plain, Some(became()).filter(|word| !word.is_empty()).unwrap_or_else(|| text::NOT_DONE.to_owned()))
        }
    }
}

/// The state that says it is done, if one word is all that it takes: what goes through stages says
/// more at its end.
fn done_change(kind: &'static KindDef, record: &Record) -> Option<BTreeMap<&'static str, Value>> {
    let field = kind.field(stage::STATE).filter(|_| kind.flow.is_none())?;
    let FieldType::Choice(list) = field.ty else { return None };
    let open = Pending::of(kind, |field| record.value(field)).open;
    (open && kind.is_closed(DONE) && list.label(DONE).is_some())
        .then(|| BTreeMap::from([(field.name, Value::from(DONE))]))
}

async fn mark_done(app: App, id: Id) {
    let (Some(record), Some(kind)) = (app.get(&id), app.read(|l| l.kind_def(&id))) else { return };
    let Some(done) = done_change(kind, &record) else { return };
    let was = kind.field(stage::STATE).and_then(|field| record.value(field)).unwrap_or(Value::Null);
    if app.commit(Why::Edit, form_changes(kind, id, &record, &done)).await.is_none() {
        return;
    }
    let Some(now) = app.get(&id) else { return };
    let back: Vec<Change> = form_changes(kind, id, &now, &BTreeMap::from([(stage::STATE, was)]));
    app.offer_undo(text::DONE.to_owned(), back);
}

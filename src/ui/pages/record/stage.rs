//! The stage of a record: where it stands, which steps lead on, and the steps so far.

use super::edit_href;
use crate::ui::components::{Tag, Tone, close_modal, show_modal};
use crate::ui::form::{Scrap, ScrapOf};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::history as past_words;
use crate::ui::text::record as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use ronghe_core::ledger::{Change, Ledger, StepFacts, Why};
use ronghe_core::record::{Id, Json, Record};
use ronghe_core::schema::{FieldDef, Flow, KindDef, Step, WrongStep, stage};
use ronghe_core::value::{Date, FieldValue, StepTaken, Steps};
use serde_json::Value;

/// Where the record stands, and what it can do next.
#[component]
pub fn Stage(
    id: Id,
    kind: &'static KindDef,
    flow: &'static Flow,
    past: RwSignal<Option<&'static str>>,
) -> impl IntoView {
    let app = App::here();
    let asked = RwSignal::new(None::<&'static Step>);
    let content = move || {
        app.track_all();
        let record = app.get(&id)?;
        let now = state(kind, flow, &record);
        let steps: Vec<&'static Step> = flow.open(&now).collect();
        let member = |name: &str| kind.field(name).map(|f| app.read(|l| l.shown(&record, f))).unwrap_or_default();
        let about: Vec<String> = [
            Some(member("state_since")).filter(|day| !day.is_empty()).map(|day| words::since(&day)),
            Some(member("state_by")),
            Some(member("state_number")),
            Some(member("state_note")),
        ]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
        let tone = match (kind.is_given_up(&now), kind.is_closed(&now)) {
            (true, _) => Tone::Plain,
            (_, true) => Tone::Done,
            _ => Tone::Accent,
        };
        let last = steps.is_empty().then(|| view! { <p class="state">{words::LAST_STAGE}</p> });
        let buttons = steps.into_iter().map(|step| view! { <StepRow id kind step asked /> }).collect_view();
        Some(view! {
            <p class="now">
                <span data-testid="state" data-state=now.clone()>
                    <Tag tone text=stage::label(kind, &now) />
                </span>
                <span class="state">{about.join(" · ")}</span>
                <button
                    type="button"
                    class="past"
                    data-testid="past-state"
                    aria-label=past_words::of_field(words::STAGE)
                    on:click=move |_| past.set(Some(stage::STATE))
                >
                    <span aria-hidden="true">"↺"</span>
                </button>
            </p>
            {last}
            <ul class="steps-open">{buttons}</ul>
            <Taken kind record />
        })
    };
    view! {
        <section class="stage" aria-label=words::STAGE>
            {content}
            {move || asked.get().map(|step| view! { <Question id kind flow step asked /> })}
        </section>
    }
}

/// The code of the stage in which a record is.
fn state(kind: &KindDef, flow: &Flow, record: &Record) -> String {
    let code = kind.field(stage::STATE).and_then(|f| record.value(f));
    code.and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_else(|| flow.start.to_owned())
}

/// A step that leads on: its button, who decides, and what must be there before.
#[component]
fn StepRow(
    id: Id,
    kind: &'static KindDef,
    step: &'static Step,
    asked: RwSignal<Option<&'static Step>>,
) -> impl IntoView {
    let app = App::here();
    // Asked with everything that only the person can say, so that what is left is in the record.
    let said = StepFacts { number: "0".to_owned(), note: "0".to_owned(), ..StepFacts::default() };
    let refused = app.read(|l: &Ledger| l.step(&id, step.to, &said).err());
    let rule = match &refused {
        Some(WrongStep::Rule(sentence)) => Some(sentence.clone()),
        _ => None,
    };
    let lacking = lacking(app, &id, kind, step).into_iter().map(|field| {
        view! { <A href=edit_href(kind, &id, field.name)>{field.label}</A> }
    });
    let lacking: Vec<_> = lacking.collect();
    let lacking = (!lacking.is_empty()).then(|| view! { <span class="asked">{words::WAITS_FOR} {lacking}</span> });
    let decided = (!step.who.is_empty()).then(|| words::decided_by(step.who));
    let sentence = words::clauses(&decided.into_iter().chain(rule).collect::<Vec<_>>());
    view! {
        <li>
            <button type="button" class="btn" data-testid=format!("step-{}", step.to) on:click=move |_| asked.set(Some(step))>
                {words::to(&stage::label(kind, step.to))}
            </button>
            <span class="state">
                {sentence} {lacking}
            </span>
        </li>
    }
}

/// The fields that a step asks for and that have no value yet.
fn lacking(app: App, id: &Id, kind: &'static KindDef, step: &Step) -> Vec<&'static FieldDef> {
    let Some(record) = app.get(id) else { return Vec::new() };
    step.asks.iter().filter_map(|name| kind.field(name)).filter(|f| record.value(f).is_none()).collect()
}

/// The question that a step asks: which day, who decided, under which number, and why.
#[component]
fn Question(
    id: Id,
    kind: &'static KindDef,
    flow: &'static Flow,
    step: &'static Step,
    asked: RwSignal<Option<&'static Step>>,
) -> impl IntoView {
    let app = App::here();
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    show_modal(dialog);
    let date = RwSignal::new(Date::from(app.today()).iso());
    let by = RwSignal::new(step.who.to_owned());
    let number = RwSignal::new(String::new());
    let note = RwSignal::new(String::new());
    // The day is not kept: it is today's when the question is asked again.
    let typed = [("by", by), ("number", number), ("note", note)].map(|(name, text)| (name.to_owned(), text));
    let scrap = Scrap::keep(app, &ScrapOf::Step(id, step.to.to_owned()), typed.into());
    let refused = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let go = move |ev: web_sys::SubmitEvent| {
        ev.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let typed = date.get_untracked();
        let on = match Some(typed.trim()).filter(|t| !t.is_empty()).map(|t| Date::parse(t, app.today())).transpose() {
            Ok(on) => on,
            Err(problem) => return refused.set(Some(problem.message)),
        };
        let said = StepFacts { on, by: by.get_untracked(), number: number.get_untracked(), note: note.get_untracked() };
        let before = app.get(&id).and_then(|record| record.shown(stage::REGISTER));
        let change = match app.read(|l| Some(l.step(&id, step.to, &said))) {
            Some(Ok(change)) => change,
            Some(Err(wrong)) => return refused.set(Some(wrong.message())),
            None => return,
        };
        busy.set(true);
        spawn_local(async move {
            let done = scrap.commit(Why::Edit, vec![change]).await;
            busy.try_set(false);
            let Some(done) = done else { return };
            asked.try_set(None);
            app.say_saved_as(&done, words::stepped(&stage::label(kind, step.to)), back(app, kind, &id, before));
        });
    };
    let line = move |label: &'static str, testid: &'static str, value: RwSignal<String>, must: bool| {
        view! {
            <div class="field">
                <label for=testid>{label} {must.then(|| view! { <span class="must">{text::MUST}</span> })}</label>
                <input
                    id=testid
                    type="text"
                    autocomplete="off"
                    data-testid=testid
                    prop:value=move || value.get()
                    on:input:target=move |ev| value.set(ev.target().value())
                />
            </div>
        }
    };
    let from = app.get(&id).map(|record| state(kind, flow, &record)).unwrap_or_default();
    let title = words::step(&stage::label(kind, &from), &stage::label(kind, step.to));
    view! {
        <dialog class="ask" node_ref=dialog aria-label=title.clone() on:close=move |_| asked.set(None)>
            <form on:submit=go novalidate>
                <h2>{title.clone()}</h2>
                {line(words::STEP_DATE, "step-date", date, false)}
                {line(words::STEP_BY, "step-by", by, false)}
                {line(words::STEP_NUMBER, "step-number", number, step.number)}
                {line(words::STEP_NOTE, "step-note", note, step.note)}
                <p class="error" role="alert" data-testid=move || refused.get().map(|_| "step-refused")>{move || refused.get()}</p>
                <div class="foot">
                    <button type="button" class="btn" on:click=move |_| close_modal(dialog)>{text::CANCEL}</button>
                    <button type="submit" class="btn primary" data-testid="step-go" disabled=move || busy.get()>{words::GO}</button>
                </div>
            </form>
        </dialog>
    }
}

/// The change that takes a step back, over what it has just written.
fn back(app: App, kind: &KindDef, id: &Id, before: Option<Value>) -> Vec<Change> {
    let Some(record) = app.get(id) else { return Vec::new() };
    let change = Change::Put {
        kind: kind.name.into(),
        id: *id,
        register: stage::REGISTER.into(),
        value: Json::of(&before.unwrap_or(Value::Null)),
        seen: record.dots(stage::REGISTER),
    };
    vec![change]
}

/// The steps so far, the latest first.
#[component]
fn Taken(kind: &'static KindDef, record: Record) -> impl IntoView {
    let log = kind.field(stage::LOG).and_then(|f| Steps::read(&record.value(f)?)).unwrap_or_default();
    let entry = |step: StepTaken| {
        let when = step.on.map(|day| day.show()).unwrap_or_default();
        let about = [step.by, step.number, step.note];
        let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
        view! {
            <li data-testid="step-taken" data-state=step.to.clone()>
                <b>{stage::label(kind, &step.to)}</b>
                <span class="state">{when}</span>
                <p>{about.join(" · ")}</p>
            </li>
        }
    };
    (!log.0.is_empty()).then(|| {
        view! {
            <details class="taken" open=true>
                <summary>{words::TAKEN} <span class="count">{log.0.len()}</span></summary>
                <ol>{log.0.into_iter().rev().map(entry).collect_view()}</ol>
            </details>
        }
    })
}

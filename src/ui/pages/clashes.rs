//! 冲突: what two people changed without seeing each other, to be settled one at a time.

use crate::ui::components::{Empty, PageHead};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::exchange as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use ronghe_core::ledger::{Change, Why};
use ronghe_core::record::{Device, Entry, Id, Json, Record};
use ronghe_core::schema::{FieldDef, FieldType, KindDef, Place, parse_input, show_value};
use serde_json::Value;
use std::sync::Arc;

/// Every open clash.
#[component]
pub fn Clashes() -> impl IntoView {
    let app = App::here();
    let open = Memo::new(move |_| {
        app.track_all();
        app.read(|l| {
            let clashes = l
                .clashing()
                .filter_map(|id| l.get(&id))
                .flat_map(|record| record.clashes().map(|name| (record.id, Arc::clone(name))).collect::<Vec<_>>());
            clashes.collect::<Vec<_>>()
        })
    });
    view! {
        <PageHead title=words::CLASHES>
            <span class="count">{move || open.with(Vec::len)}</span>
        </PageHead>
        <p class="state">{words::CLASH_LEAD}</p>
        <Show when=move || open.with(Vec::is_empty)>
            <Empty text=words::CLASHES_NONE />
        </Show>
        <For each=move || open.get() key=|clash| clash.clone() let:clash>
            <Clash id=clash.0 register=clash.1 />
        </For>
    }
}

/// One register of one record, with what each of the two wrote.
#[component]
fn Clash(id: Id, register: Arc<str>) -> impl IntoView {
    let app = App::here();
    let Some(record) = app.get(&id) else { return ().into_any() };
    let Some(kind) = app.read(|l| l.kind_def(&id)) else { return ().into_any() };
    let fields = fields_of(kind, &register);
    let label = fields.iter().map(|f| f.label).collect::<Vec<_>>().join("、");
    let title = app.read(|l| l.title(&id));
    let entries: Vec<Entry> =
        record.registers.get(&register).map(|r| r.ranked().into_iter().cloned().collect()).unwrap_or_default();
    let (mine, theirs) = sides(app, &entries);
    let original = RwSignal::new(None::<Json>);
    {
        let register = Arc::clone(&register);
        let dots = record.dots(&register);
        spawn_local(async move {
            original.try_set(before_both(app, id, &register, &dots).await);
        });
    }
    let settle = {
        let register = Arc::clone(&register);
        move |value: Json| {
            let register = Arc::clone(&register);
            spawn_local(async move { settle(app, id, register, value).await });
        }
    };
    let own = RwSignal::new(None::<String>);
    let shown = {
        let fields = fields.clone();
        move |value: &Json| show(app, &fields, value)
    };
    let both = both_kept(&fields, &entries);
    let single = match fields.as_slice() {
        [field] if field.place == Place::Own && !field.ty.is_set() => Some(*field),
        _ => None,
    };
    let choice = |testid: &'static str, word: &'static str, entry: &Entry| {
        let by = app.head.with_untracked(|h| h.as_ref().map(|h| who(h, &entry.dot.device)));
        let (person, device) = by.unwrap_or_default();
        view! {
            <div class="choice" data-testid=testid>
                <p class="who">{words::written_by(word, &words::written_by(&person, &device, ""), &text::moment(entry.stamp.ms()))}</p>
                <p class="v">{shown(&entry.value)}</p>
            </div>
        }
    };
    let take = |testid: &'static str, word: &'static str, value: Json, primary: bool| {
        let settle = settle.clone();
        view! {
            <button type="button" class="btn" class:primary=primary data-testid=testid on:click=move |_| settle(value.clone())>
                {word}
            </button>
        }
    };
    let own_form = single.map(|field| {
        let settle = settle.clone();
        let wrong = RwSignal::new(None::<String>);
        let save = move |ev: web_sys::SubmitEvent| {
            ev.prevent_default();
            match parse_input(field, &own.get_untracked().unwrap_or_default(), app.today()) {
                Ok(value) => settle(Json::of(&value)),
                Err(problem) => wrong.set(Some(problem.message)),
            }
        };
        view! {
            <Show when=move || own.with(Option::is_some)>
                <form class="own" on:submit=save.clone()>
                    <input
                        type="text"
                        aria-label=words::OWN_VALUE
                        data-testid="own-value"
                        prop:value=move || own.get().unwrap_or_default()
                        on:input:target=move |ev| own.set(Some(ev.target().value()))
                    />
                    <button type="submit" class="btn primary" data-testid="save">{text::SAVE}</button>
                    <p class="error" role="alert">{move || wrong.get()}</p>
                </form>
            </Show>
        }
    });
    let original_shown = {
        let shown = shown.clone();
        move || {
            original.get().map(|value| {
                view! {
                    <div class="choice" data-testid="original">
                        <p class="who">{words::CLASH_ORIGINAL}</p>
                        <p class="v state">{shown(&value)}</p>
                    </div>
                }
            })
        }
    };
    let start_own = shown(&mine.value);
    view! {
        <article class="clash" data-testid="conflict" data-id=id.to_string() data-field=register.to_string()>
            <h2><A href=format!("/k/{}/{id}", kind.name)>{words::clash_title(&title, &label)}</A></h2>
            {choice("mine", words::CLASH_MINE, &mine)}
            {theirs.iter().map(|entry| choice("theirs", words::CLASH_THEIRS, entry)).collect_view()}
            {original_shown}
            <div class="clash-acts">
                {single.map(|_| view! {
                    <button type="button" class="btn" data-testid="take-own" on:click=move |_| own.set(Some(start_own.clone()))>{words::TAKE_OWN}</button>
                })}
                {both.map(|value| take("take-both", words::TAKE_BOTH, value, false))}
                {take("take-mine", words::TAKE_MINE, mine.value.clone(), false)}
                {theirs.first().map(|entry| take("take-theirs", words::TAKE_THEIRS, entry.value.clone(), true))}
            </div>
            {own_form}
        </article>
    }
    .into_any()
}

/// The fields that live in a register; of a set's element the set.
fn fields_of(kind: &'static KindDef, register: &str) -> Vec<&'static FieldDef> {
    let name = register.split_once('/').map_or(register, |(field, _)| field);
    kind.fields.iter().copied().filter(|f| f.register() == name).collect()
}

/// The value that this device wrote (or the shown one), and the others.
fn sides(app: App, entries: &[Entry]) -> (Entry, Vec<Entry>) {
    let own = |entry: &Entry| app.head.with_untracked(|h| h.as_ref().is_some_and(|h| h.is_own(&entry.dot.device)));
    let at = entries.iter().position(own).unwrap_or(0);
    let mut rest = entries.to_vec();
    if at >= rest.len() {
        let empty = Entry {
            dot: ronghe_core::record::Dot { device: Device::builtin(), n: 0 },
            value: Json::of(&Value::Null),
            stamp: Default::default(),
        };
        return (empty, rest);
    }
    (rest.remove(at), rest)
}

fn who(head: &ronghe_core::ledger::Head, device: &Device) -> (String, String) {
    if head.is_own(device) {
        return head.me.as_ref().map(|m| (m.name.clone(), m.device_name.clone())).unwrap_or_default();
    }
    head.devices.get(device).map(|d| (d.person.clone(), d.name.clone())).unwrap_or_default()
}

/// A register's value as people read it: one value, or the members of an object.
fn show(app: App, fields: &[&'static FieldDef], value: &Json) -> String {
    let value = value.value();
    let one = |field: &FieldDef, value: &Value| {
        if value.is_null() { text::EMPTY_VALUE.to_owned() } else { app.read(|l| l.shown_json(field, value)) }
    };
    match (fields, &value) {
        ([field], _) if field.place == Place::Own => one(field, &value),
        (_, Value::Object(members)) => {
            let parts = fields.iter().filter_map(|f| Some(format!("{} {}", f.label, one(f, members.get(f.name)?))));
            parts.collect::<Vec<_>>().join("，")
        }
        _ => fields.first().map_or_else(|| value.to_string(), |f| show_value(f, &value)),
    }
}

/// Both texts one after the other, where that makes sense.
fn both_kept(fields: &[&'static FieldDef], entries: &[Entry]) -> Option<Json> {
    let [field] = fields else { return None };
    if field.place != Place::Own
        || !matches!(field.ty, FieldType::Text | FieldType::LongText | FieldType::Phone | FieldType::PersonName)
    {
        return None;
    }
    let separator = if field.ty == FieldType::LongText { "\n" } else { "；" };
    let texts: Vec<String> = entries.iter().filter_map(|e| e.value.value().as_str().map(str::to_owned)).collect();
    Some(Json::from(texts.join(separator).as_str()))
}

/// The value that stood before either of them wrote, as far as this device knows.
async fn before_both(app: App, id: Id, register: &str, dots: &[ronghe_core::record::Dot]) -> Option<Json> {
    let past = app.desk()?.history(&id).await.ok()?;
    let older = past.into_iter().map(|p| p.before).find(|before: &Record| {
        before.registers.get(register).is_some_and(|r| r.entries().iter().all(|e| !dots.contains(&e.dot)))
    })?;
    older.registers.get(register)?.shown().cloned()
}

async fn settle(app: App, id: Id, register: Arc<str>, value: Json) {
    let Some(now) = app.get(&id) else { return };
    let change = Change::Put {
        kind: Arc::clone(&now.kind),
        id,
        register: Arc::clone(&register),
        value,
        seen: now.dots(&register),
    };
    let was = now.registers.get(&register).and_then(|r| r.shown().cloned());
    if app.commit(Why::Settle, vec![change]).await.is_none() {
        return;
    }
    if let (Some(after), Some(was)) = (app.get(&id), was) {
        let back = Change::Put {
            kind: after.kind.clone(),
            id,
            register: Arc::clone(&register),
            value: was,
            seen: after.dots(&register),
        };
        app.offer_undo(words::SETTLED.to_owned(), vec![back]);
    }
}

//! First start: whose device this is, and what it begins with.

use super::exchange::read_file;
use crate::platform::clock;
use crate::ui::components::PageHead;
use crate::ui::state::{App, Phase};
use crate::ui::text;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::exchange::ExchangeFile;
use ronghe_core::exchange::preview;
use ronghe_core::kinds::person;
use ronghe_core::ledger::{Change, HeadChange, Owner, Why, Workspace};
use ronghe_core::record::Id;
use ronghe_core::sample;

/// The panel of the first start.
#[component]
pub fn FirstRun() -> impl IntoView {
    let app = App::here();
    let name = RwSignal::new(String::new());
    let unit = RwSignal::new(String::new());
    let device = RwSignal::new(text::default_device().to_owned());
    let problem = RwSignal::new(None::<String>);
    let file = RwSignal::new(None::<ExchangeFile>);
    let owner = move |person: Option<Id>| Owner {
        name: name.get_untracked().trim().to_owned(),
        unit: unit.get_untracked().trim().to_owned(),
        device_name: device.get_untracked().trim().to_owned(),
        person,
    };
    let named = move || {
        let there = !name.get_untracked().trim().is_empty();
        problem.set((!there).then(|| text::START_NEEDS_NAME.to_owned()));
        there
    };
    let begin = move |why: Why, changes: Vec<Change>, workspace: Workspace| {
        if !named() {
            return;
        }
        let head = vec![HeadChange::Join(workspace), HeadChange::Own(owner(None))];
        spawn_local(async move { enter(app, why, changes, head).await });
    };
    let empty = move |_| {
        let workspace = Workspace { id: app.new_id(), name: text::unnamed_workspace(&unit.get_untracked()) };
        begin(Why::Setup, Vec::new(), workspace);
    };
    let deck = move |_| {
        let records = sample::records(sample::deck());
        let changes = records.into_iter().map(|r| Change::Merge(Box::new(r))).collect();
        let workspace = Workspace { id: Id::of_key("workspace", "deck"), name: text::START_SAMPLE.to_owned() };
        begin(Why::Sample, changes, workspace);
    };
    let choose = move |chosen: web_sys::File| {
        spawn_local(async move {
            match read_file(&chosen).await {
                Ok(read) => {
                    problem.set(None);
                    file.set(Some(read));
                }
                Err(sentence) => problem.set(Some(sentence)),
            }
        });
    };
    view! {
        <main class="first-run" data-testid="first-run">
            <PageHead title=text::START_TITLE />
            <p class="lead">{text::START_LEAD}</p>
            <div class="fields">
                <Line label=text::MY_NAME id="my-name" value=name />
                <Line label=text::MY_UNIT id="my-unit" value=unit />
                <Line label=text::DEVICE_NAME id="device-name" value=device />
            </div>
            <p class="error" role="alert" data-testid="import-error">{move || problem.get()}</p>
            <div class="starts">
                <button type="button" class="btn primary" data-testid="start-empty" on:click=empty>{text::START_EMPTY}</button>
                <button type="button" class="btn" data-testid="start-sample" on:click=deck>{text::START_SAMPLE}</button>
                <FileButton label=text::START_FILE hint=text::START_FILE_HINT choose />
            </div>
            {move || file.get().map(|file| view! { <PickMe file owner=Callback::new(owner) named=Callback::new(move |()| named()) /> })}
        </main>
    }
}

#[component]
fn Line(label: &'static str, id: &'static str, value: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                type="text"
                autocomplete="off"
                data-testid=id
                prop:value=move || value.get()
                on:input:target=move |ev| value.set(ev.target().value())
            />
        </div>
    }
}

/// A button that asks for one file.
#[component]
pub(super) fn FileButton(
    label: &'static str,
    hint: &'static str,
    #[prop(optional)] primary: bool,
    choose: impl Fn(web_sys::File) + Copy + 'static,
) -> impl IntoView {
    let input = NodeRef::<leptos::html::Input>::new();
    view! {
        <div class="start-file">
            <button
                type="button"
                class="btn"
                class:primary=primary
                data-testid="start-file"
                on:click=move |_| {
                    if let Some(input) = input.get() {
                        input.click();
                    }
                }
            >
                {label}
            </button>
            <input
                type="file"
                class="file-input"
                data-testid="start-file-input"
                aria-label=label
                node_ref=input
                on:change:target=move |ev| {
                    if let Some(file) = ev.target().files().and_then(|f| f.get(0)) {
                        choose(file);
                    }
                    ev.target().set_value("");
                }
            />
            <p class="help">{hint}</p>
        </div>
    }
}

/// The people of the file: a tap says who I am, and the work begins.
#[component]
pub(super) fn PickMe(
    file: ExchangeFile,
    owner: Callback<Option<Id>, Owner>,
    named: Callback<(), bool>,
) -> impl IntoView {
    let app = App::here();
    let people: Vec<(Id, String, String)> = people(&file);
    let file = StoredValue::new(file);
    let go = move |me: Owner| {
        spawn_local(async move {
            let Some(desk) = app.desk() else { return };
            let (changes, mut head, note) = file.with_value(|file| {
                let files = [file.clone()].into();
                let preview = preview(&desk.ledger(), &desk.head(), &files, clock::now_ms());
                preview.batch(&|_| true)
            });
            head.push(HeadChange::Own(me));
            if !head.iter().any(|h| matches!(h, HeadChange::Join(_))) {
                let name = text::unnamed_workspace("");
                head.push(HeadChange::Join(Workspace { id: app.new_id(), name }));
            }
            enter(app, Why::Import(note), changes, head).await;
        });
    };
    let rows = people.into_iter().map(move |(id, name, unit)| {
        let (who, of) = (name.clone(), unit.clone());
        let pick = move |_| {
            let mut me = owner.run(Some(id));
            (me.name, me.unit) = (who.clone(), of.clone());
            go(me);
        };
        view! {
            <li>
                <button type="button" class="btn" data-testid="pick-me" data-id=id.to_string() on:click=pick>
                    {name} <span class="state">{unit}</span>
                </button>
            </li>
        }
    });
    view! {
        <section class="pick-me" aria-label=text::WHO_AM_I>
            <h2>{text::WHO_AM_I}</h2>
            <ul>{rows.collect_view()}</ul>
            <button
                type="button"
                class="btn"
                data-testid="pick-none"
                on:click=move |_| {
                    if named.run(()) {
                        go(owner.run(None));
                    }
                }
            >
                {text::NOT_IN_LIST}
            </button>
        </section>
    }
}

fn people(file: &ExchangeFile) -> Vec<(Id, String, String)> {
    let unit_name = |id: Id| {
        let row = file.rows.iter().find(|row| row.id == id)?;
        row.record().ok()?.get(ronghe_core::kinds::unit::NAME)
    };
    let people = file.rows.iter().filter(|row| &*row.kind == "person").filter_map(|row| row.record().ok());
    let named = people.filter(|r| !r.is_dead()).filter_map(|r| {
        let unit = r.get(person::UNIT).and_then(unit_name);
        Some((r.id, r.get(person::NAME)?, unit.unwrap_or_default()))
    });
    named.collect()
}

async fn enter(app: App, why: Why, changes: Vec<Change>, head: Vec<HeadChange>) {
    if app.commit_head(why, changes, head).await.is_some() {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        app.phase.set(Phase::Ready);
    }
}

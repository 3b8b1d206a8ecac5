//! First start: whose device this is, and what it begins with.

use super::exchange::{Busy, Found, Opening, OpeningView, Photos, Watch, take_photos, weigh};
use crate::platform::prefs::Pref;
use crate::ui::components::PageHead;
use crate::ui::rest;
use crate::ui::state::{App, Phase};
use crate::ui::text;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::exchange::ExchangeFile;
use ronghe_core::kinds::person;
use ronghe_core::ledger::{Change, HeadChange, Owner, Why, Workspace};
use ronghe_core::order;
use ronghe_core::record::Id;
use std::sync::Arc;

/// What was typed here and no workspace has yet. It is no draft: those are of a workspace, and this
/// must be there before the rest of the program, with the first key.
const TYPED: Pref<Vec<String>> = Pref::new("ronghe.first-start");

/// The panel of the first start.
#[component]
pub fn FirstRun() -> impl IntoView {
    let app = App::here();
    let left = TYPED.get().unwrap_or_default();
    let left = |n: usize, begins: &str| RwSignal::new(left.get(n).map_or(begins, String::as_str).to_owned());
    let (name, unit, device) = (left(0, ""), left(1, ""), left(2, text::default_device()));
    Effect::new(move |_| {
        // A browser that keeps no preferences asks again after a reload.
        TYPED.set(&Vec::from([name, unit, device].map(|typed| typed.get())));
    });
    let problem = RwSignal::new(None::<String>);
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
        spawn_local(async move {
            if app.commit_head(why, changes, head).await.is_some() {
                enter(app);
            }
        });
    };
    let empty = move |_| {
        let workspace = Workspace { id: app.new_id(), name: text::unnamed_workspace(&unit.get_untracked()) };
        begin(Why::Setup, Vec::new(), workspace);
    };
    let deck = move |_| {
        spawn_local(async move {
            let Some(changes) = rest::deck(app).await else { return };
            let workspace = Workspace { id: Id::of_key("workspace", "deck"), name: text::START_SAMPLE.to_owned() };
            begin(Why::Sample, changes, workspace);
        });
    };
    let start = Start {
        label: text::START_FILE,
        hint: text::START_FILE_HINT,
        primary: false,
        problem,
        owner: Callback::new(owner),
        named: Callback::new(move |()| named()),
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
                {rest::from_file(start)}
            </div>
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

/// What is asked where one begins from files, and what for.
#[derive(Clone, Copy)]
pub struct Start {
    /// What the button says.
    pub label: &'static str,
    /// What stands below it.
    pub hint: &'static str,
    /// Whether it is what people should do.
    pub primary: bool,
    /// Where the page says what is wrong.
    pub problem: RwSignal<Option<String>>,
    /// Who begins, if he is this person.
    pub owner: Callback<Option<Id>, Owner>,
    /// Whether it is known who begins; says so if not.
    pub named: Callback<(), bool>,
}

/// The way to begin from files: a button, what is opened, and who one is.
#[component]
pub fn FromFile(start: Start) -> impl IntoView {
    let beginning = Beginning::new(start.problem);
    view! {
        <FileButton label=start.label hint=start.hint primary=start.primary beginning />
        <div class="opened">
            <BeginningView beginning owner=start.owner named=start.named />
        </div>
    }
}

/// A beginning from files: they are opened as on the exchange page, and then a tap says who I am.
#[derive(Clone, Copy)]
struct Beginning {
    opening: Opening,
    files: RwSignal<Option<Arc<[ExchangeFile]>>>,
    photos: StoredValue<Photos, LocalStorage>,
    /// Set while records are worked out and written.
    busy: RwSignal<Option<Watch>>,
}

impl Beginning {
    /// Nothing is chosen yet. `problem` is where the page says what is wrong.
    fn new(problem: RwSignal<Option<String>>) -> Self {
        let files = RwSignal::new(None);
        let photos = StoredValue::new_local(Photos::new());
        let opened = Callback::new(move |found: Found| {
            let foreign = found.tables.first().map(|table| table.error.sentence());
            let some = foreign.is_none() && !found.files.is_empty();
            problem.set((!some).then(|| foreign.unwrap_or_else(|| text::exchange::ONLY_PHOTOS.to_owned())));
            photos.set_value(found.photos);
            files.set(some.then(|| found.files.into()));
        });
        Self { opening: Opening::new(opened), files, photos, busy: RwSignal::new(None) }
    }

    /// Takes everything, and the work begins.
    async fn go(self, app: App, files: Arc<[ExchangeFile]>, me: Owner) {
        let Some(desk) = app.desk() else { return };
        let watch = Watch::new();
        self.busy.set(Some(watch));
        // Only whoever cancels gets an error here, and nothing offers that.
        if let Ok(preview) = weigh(app, &files, watch).await {
            let (changes, mut head, note) = preview.batch(&|_| true);
            head.push(HeadChange::Own(me));
            if !head.iter().any(|h| matches!(h, HeadChange::Join(_))) {
                let name = text::unnamed_workspace("");
                head.push(HeadChange::Join(Workspace { id: app.new_id(), name }));
            }
            let mut moved = Vec::new();
            if let Some(from) = moving(&files) {
                head.push(HeadChange::Continue(from.header.from.rev));
                moved.clone_from(&from.belongings);
            }
            if app.commit_moved(Why::Import(note), changes, head, moved).await.is_some() {
                let photos = self.photos.try_update_value(std::mem::take).unwrap_or_default();
                let (came, failed) = take_photos(app, photos).await;
                enter(app);
                if came + failed > 0 {
                    app.say(text::exchange::photos_came(came, failed));
                }
                return;
            }
        }
        drop(desk);
        self.busy.set(None);
    }
}

/// The file with which another device of the same person moves to this one; the latest of several.
fn moving(files: &[ExchangeFile]) -> Option<&ExchangeFile> {
    let moving = files.iter().filter(|file| file.header.kind == "transfer" && !file.cut);
    moving.max_by_key(|file| file.header.from.rev)
}

/// What is being opened, and then the people in it.
#[component]
fn BeginningView(beginning: Beginning, owner: Callback<Option<Id>, Owner>, named: Callback<(), bool>) -> impl IntoView {
    let people = move || {
        let files = beginning.files.get()?;
        Some(match beginning.busy.get() {
            Some(watch) => view! { <Busy watch what=text::exchange::WRITING /> }.into_any(),
            None => view! { <PickMe beginning files owner named /> }.into_any(),
        })
    };
    view! {
        <OpeningView opening=beginning.opening />
        {people}
    }
}

/// A button that asks for files.
#[component]
fn FileButton(label: &'static str, hint: &'static str, primary: bool, beginning: Beginning) -> impl IntoView {
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
                multiple=true
                class="file-input"
                data-testid="start-file-input"
                aria-label=label
                node_ref=input
                on:change:target=move |ev| {
                    beginning.files.set(None);
                    beginning.opening.take_from(&ev.target());
                }
            />
            <p class="help">{hint}</p>
        </div>
    }
}

/// The people of the files: a tap says who I am, and the work begins.
#[component]
fn PickMe(
    beginning: Beginning,
    files: Arc<[ExchangeFile]>,
    owner: Callback<Option<Id>, Owner>,
    named: Callback<(), bool>,
) -> impl IntoView {
    let app = App::here();
    let people = everyone(&files);
    // Whose old device it is goes on as himself.
    let same = moving(&files).map(|file| file.header.from.clone()).filter(|from| !from.person.is_empty());
    let files = StoredValue::new(files);
    let go = move |me: Owner| spawn_local(beginning.go(app, files.get_value(), me));
    let same = same.map(|from| {
        let of_that_name: Vec<Id> =
            people.iter().filter(|(_, name, _)| *name == from.person).map(|(id, ..)| *id).collect();
        let label = text::exchange::same_person(&from.person);
        let pick = move |_| {
            let only = (of_that_name.len() == 1).then(|| of_that_name.first().copied()).flatten();
            let mut me = owner.run(only);
            (me.name, me.unit) = (from.person.clone(), from.unit.clone());
            go(me);
        };
        view! { <button type="button" class="btn primary" data-testid="pick-same" on:click=pick>{label}</button> }
    });
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
            {same}
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

/// The people of all files, each once, those of a unit together: somebody looks for himself among
/// hundreds.
fn everyone(files: &[ExchangeFile]) -> Vec<(Id, String, String)> {
    let mut all: Vec<(Id, String, String)> = files.iter().flat_map(people).collect();
    order::sort_by(&mut all, |(a, name, unit), (b, other, its)| (unit, name, a).cmp(&(its, other, b)));
    all.dedup_by_key(|(id, ..)| *id);
    all
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

fn enter(app: App) {
    TYPED.clear();
    window().scroll_to_with_x_and_y(0.0, 0.0);
    app.phase.set(Phase::Ready);
}

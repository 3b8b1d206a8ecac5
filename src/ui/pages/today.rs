//! 今日: what I have to do, what is overdue, what came in, what exists only on this device.

use crate::ui::components::{DueRows, Empty, PageHead, Tag, Tone};
use crate::ui::follow::follow;
use crate::ui::rest;
use crate::ui::state::App;
use crate::ui::text;
use crate::workspace::FirstRow;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::agenda::{Item, names};
use ronghe_core::kinds::agreement;
use ronghe_core::record::{Id, Record};
use ronghe_core::schema::{FieldDef, KindDef, missing_later};

/// Most rows of a section.
const ROWS: usize = 30;
/// What has to be done shows when it is due within so many days.
const SOON_DAYS: i64 = 30;
/// What is overdue by more days is folded away.
const OLD_DAYS: i64 = 60;
/// Most visits that are shown as incomplete.
const INCOMPLETE: usize = 10;
/// Rows of each sort that a start shows first.
const FIRST_ROWS: usize = 25;
/// What runs out, such as an agreement, shows when it does within so many days.
const EXPIRY_DAYS: i64 = 90;

/// The first page.
#[component]
pub fn Today() -> impl IntoView {
    let app = App::here();
    let waiting = Memo::new(move |_| {
        app.track_all();
        due(app, |kind| (!runs_out(kind)).then_some(SOON_DAYS))
    });
    // What has been overdue for long must not stand in the way of what is due today.
    let due = Memo::new(move |_| waiting.with(|all| ids(all.iter().filter(|item| !is_old(item)))));
    let old = Memo::new(move |_| waiting.with(|all| ids(all.iter().rev().filter(|item| is_old(item)))));
    let visits = Memo::new(move |_| {
        app.track(&["visit", "need", "promise"]);
        app.read(|l| l.newest("visit").take(10).collect::<Vec<_>>())
    });
    let day = app.today();
    let none = move || due.with(Vec::is_empty) && old.with(Vec::is_empty);
    view! {
        <PageHead title=text::NAV_TODAY>
            <span class="state">{text::full_day(day)}</span>
            <A href="/k/visit/new" attr:class="btn primary only-desk">{text::RECORD_VISIT}</A>
        </PageHead>
        {rest::above_today()}
        <ClashNote />
        <FirstSteps />
        <div class="columns">
            <div>
                <section>
                    <h2 class="sec">{text::DUE} <span class="count">{move || text::number(waiting.with(Vec::len))}</span></h2>
                    <Show when=none>
                        <p class="state">{text::DUE_NONE}</p>
                    </Show>
                    <MineFirst due />
                    <LongOverdue old alone=Signal::derive(move || due.with(Vec::is_empty)) />
                </section>
                {rest::go_again()}
                <Expiring />
            </div>
            <div>
                <Incomplete />
                <section>
                    <h2 class="sec">{text::RECENT_VISITS}</h2>
                    <Show when=move || visits.with(Vec::is_empty)>
                        <Empty text=ronghe_core::kinds::visit::EMPTY />
                    </Show>
                    <ul class="items">
                        <For each=move || visits.get() key=|id| *id let:id>
                            <VisitRow id />
                        </For>
                    </ul>
                </section>
            </div>
        </div>
    }
}

/// What is mine, and what others have to do.
type Parted = (Vec<Id>, Vec<Id>);

/// What is due, mine before what others have to do, once there are both.
#[component]
fn MineFirst(due: Memo<Vec<Id>>) -> impl IntoView {
    let app = App::here();
    // The head changes with every commit; whose device this is does not.
    let me = Memo::new(move |_| app.head.with(|head| head.as_ref().and_then(|h| h.me.clone())));
    let parted = Memo::new(move |_| {
        let me = me.get();
        let is_mine = |id: &Id| me.as_ref().is_some_and(|me| app.read(|l| names(l, id, me)));
        due.get().into_iter().partition::<Vec<Id>, _>(is_mine)
    });
    let part = move |testid: &'static str, title: &'static str, of: fn(&Parted) -> &Vec<Id>| {
        let heading = move || {
            let both = parted.with(|parted| !parted.0.is_empty() && !parted.1.is_empty());
            let n = parted.with(|parted| of(parted).len());
            both.then(|| view! { <h3 class="sub" data-testid=testid>{title} <span class="count">{n}</span></h3> })
        };
        let ids = Signal::derive(move || parted.with(|parted| of(parted).iter().take(ROWS).copied().collect()));
        view! {
            {heading}
            <DueRows ids />
        }
    };
    view! {
        {part("due-mine", text::tasks::MINE, |parted| &parted.0)}
        {part("due-others", text::tasks::OF_OTHERS, |parted| &parted.1)}
    }
}

/// What one can begin with, while there is nothing yet.
#[component]
fn FirstSteps() -> impl IntoView {
    let app = App::here();
    let nothing = Memo::new(move |_| {
        app.track(&["partner", "visit"]);
        app.read(|l| l.ids("partner").next().is_none() && l.ids("visit").next().is_none())
    });
    view! {
        <Show when=move || nothing.get()>
            <section data-testid="first-steps">
                <h2 class="sec">{text::FIRST_STEPS}</h2>
                <ul class="items">
                    {text::FIRST_STEP_LIST
                        .into_iter()
                        .map(|(href, what, how)| view! {
                            <li class="item"><A href=href><strong>{what}</strong><p>{how}</p></A></li>
                        })
                        .collect_view()}
                </ul>
            </section>
        </Show>
    }
}

/// What has been overdue for long, the latest first; folded away behind what is due now.
#[component]
fn LongOverdue(old: Memo<Vec<Id>>, alone: Signal<bool>) -> impl IntoView {
    let n = move || old.with(Vec::len);
    view! {
        <Show when=move || { n() > 0 }>
            <details class="fold" prop:open=move || alone.get() data-testid="long-overdue">
                <summary>{text::DUE_OLD} <span class="count">{move || text::number(n())}</span></summary>
                <DueRows ids=Signal::derive(move || old.get().into_iter().take(ROWS).collect()) />
                <Show when=move || { n() > ROWS }>
                    <p class="all"><A href="/tasks">{text::DUE_ALL}</A></p>
                </Show>
            </details>
        </Show>
    }
}

#[component]
fn VisitRow(id: Id) -> impl IntoView {
    let app = App::here();
    let content = move || {
        app.track(&["visit", "partner", "need", "promise", "photo"]);
        let (title, [needs, promises, photos]) = app.read(|l| {
            let lines = ["need", "promise", "photo"].map(|kind| l.referring(&id, kind, "visit").count());
            (l.title(&id), lines)
        });
        view! {
            <A href=format!("/k/visit/{id}")>
                <strong>{title}</strong>
                <p>{text::visit_note(needs, promises, photos)}</p>
            </A>
        }
    };
    view! { <li class="item" data-testid="visit-row" data-id=id.to_string()>{content}</li> }
}

#[component]
fn ClashNote() -> impl IntoView {
    let app = App::here();
    move || {
        app.track_all();
        let n = app.read(|l| l.clashing().count());
        (n > 0).then(|| {
            view! {
                <div class="brief">
                    <Tag tone=Tone::Over text=text::clashes(n) />
                    <A href="/clashes" attr:class="btn small">{text::CLASH_SEE}</A>
                </div>
            }
        })
    }
}

/// What runs out soon or has run out.
#[component]
fn Expiring() -> impl IntoView {
    let app = App::here();
    let soon = Memo::new(move |_| {
        app.track_all();
        ids(&due(app, |kind| runs_out(kind).then_some(EXPIRY_DAYS)))
    });
    view! {
        <Show when=move || soon.with(|soon| !soon.is_empty())>
            <section>
                <h2 class="sec">{text::EXPIRING} <span class="count">{move || text::number(soon.with(Vec::len))}</span></h2>
                <DueRows ids=Signal::derive(move || soon.get().into_iter().take(ROWS).collect()) />
            </section>
        </Show>
    }
}

/// Whether records of a kind run out at their day, rather than having to be done by it.
fn runs_out(kind: &KindDef) -> bool {
    kind.due_field().is_some_and(|field| field.name == agreement::EXPIRES.name())
}

fn due(app: App, within: impl Fn(&KindDef) -> Option<i64>) -> Vec<Item> {
    app.agenda(|agenda, schema| agenda.due(schema, app.today(), within))
}

fn ids<'a>(items: impl IntoIterator<Item = &'a Item>) -> Vec<Id> {
    items.into_iter().map(|item| item.id).collect()
}

/// Whether something has been overdue for so long that it is no matter of today.
fn is_old(item: &Item) -> bool {
    item.left.is_some_and(|left| left < -OLD_DAYS)
}

/// Visits in which something is still missing.
#[component]
fn Incomplete() -> impl IntoView {
    let app = App::here();
    let missing = follow(
        app,
        "visit",
        INCOMPLETE,
        |l| l.newest("visit").collect(),
        |l, id| {
            let labels = missing_labels(&l.get(id)?, l.schema().kind("visit")?);
            Some(labels).filter(|labels| !labels.is_empty())
        },
    );
    move || {
        let rows = missing.get().unwrap_or_default();
        (!rows.is_empty()).then(|| {
            view! {
                <section>
                    <h2 class="sec">{text::LATER} <span class="count">{text::number(rows.len())}</span></h2>
                    <ul class="items">
                        {rows
                            .into_iter()
                            .map(|(id, labels)| view! {
                                <li class="item">
                                    <A href=format!("/k/visit/{id}/edit")>
                                        <strong>{app.read(|l| l.title(&id))}</strong>
                                        <p>{text::missing(&labels)}</p>
                                    </A>
                                </li>
                            })
                            .collect_view()}
                    </ul>
                </section>
            }
        })
    }
}

/// The labels of what a record still lacks.
fn missing_labels(record: &Record, kind: &'static KindDef) -> Vec<&'static str> {
    missing_fields(record, kind).into_iter().map(|f| f.label).collect()
}

/// What a record still lacks.
#[must_use]
pub fn missing_fields(record: &Record, kind: &'static KindDef) -> Vec<&'static FieldDef> {
    let has = |field: &FieldDef| record.value(field).is_some();
    let code = |name: &str| kind.field(name).and_then(|f| record.value(f)).and_then(|v| v.as_str().map(str::to_owned));
    missing_later(kind, &has, &code)
}

/// The rows that a start shows before everything is loaded: what is due, then the last visits.
#[must_use]
pub fn first_rows(app: App) -> Vec<FirstRow> {
    let waiting = due(app, |kind| (!runs_out(kind)).then_some(SOON_DAYS));
    let (old, due): (Vec<Item>, Vec<Item>) = waiting.into_iter().partition(is_old);
    let due = due.into_iter().chain(old.into_iter().rev()).map(|item| item.id);
    app.read(|l| {
        let row = |id: Id| FirstRow {
            title: l.title(&id),
            note: l.date_of(&id).to_string(),
            href: format!("/k/{}/{id}", l.kind_of(&id).map_or("", |kind| kind)),
        };
        due.take(FIRST_ROWS).chain(l.newest("visit").take(FIRST_ROWS)).map(row).collect()
    })
}

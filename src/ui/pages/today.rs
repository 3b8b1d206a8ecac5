//! 今日: what I have to do, what is overdue, what came in, what exists only on this device.

use crate::ui::components::{Empty, PageHead, Side, Tag, Tone};
use crate::ui::shell::due_tone;
use crate::ui::state::App;
use crate::ui::text;
use crate::workspace::{Draft, FirstRow, FirstScreen};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use ronghe_core::kinds::{agreement, promise};
use ronghe_core::ledger::{Change, Ledger, Why, form_changes};
use ronghe_core::record::{Id, Record};
use ronghe_core::schema::{FieldDef, KindDef, missing_later};
use ronghe_core::value::{CivilDate, Date};
use serde_json::Value;
use std::collections::BTreeMap;

/// Most rows of a section.
const ROWS: usize = 30;
/// A promise shows when it is due within so many days.
const SOON_DAYS: i64 = 30;
/// An agreement shows when it expires within so many days.
const EXPIRY_DAYS: i64 = 90;

/// The first page.
#[component]
pub fn Today() -> impl IntoView {
    let app = App::here();
    let due = Memo::new(move |_| {
        app.track(&["promise", "visit", "partner"]);
        let today = app.today();
        app.read(|l| open_promises(l, today, SOON_DAYS))
    });
    let visits = Memo::new(move |_| {
        app.track(&["visit", "need", "promise"]);
        app.read(|l| {
            App::here()
                .schema()
                .kind("visit")
                .map(|k| l.sorted(k))
                .unwrap_or_default()
                .into_iter()
                .take(10)
                .collect::<Vec<_>>()
        })
    });
    keep_first_screen(app, due, visits);
    let day = app.today();
    let none = move || due.with(Vec::is_empty);
    view! {
        <PageHead title=text::NAV_TODAY>
            <span class="state">{text::full_day(day)}</span>
            <A href="/k/visit/new" attr:class="btn primary only-desk">{text::RECORD_VISIT}</A>
        </PageHead>
        <Drafts />
        <super::Reminder />
        <ClashNote />
        <section>
            <h2 class="sec">{text::DUE} <span class="count">{move || due.with(Vec::len)}</span></h2>
            <Show when=none>
                <p class="state">{text::DUE_NONE}</p>
            </Show>
            <PromiseRows ids=Signal::derive(move || due.get().into_iter().take(ROWS).collect()) with_partner=true />
        </section>
        <Expiring />
        <Incomplete />
        <section>
            <h2 class="sec">{text::RECENT_VISITS}</h2>
            <Show when=move || visits.with(Vec::is_empty)>
                <Empty text=app.schema().kind("visit").map_or("", |k| k.empty) />
            </Show>
            <ul class="items">
                <For each=move || visits.get() key=|id| *id let:id>
                    <VisitRow id />
                </For>
            </ul>
        </section>
    }
}

/// Open promises that are overdue or due within `days`, the most urgent first.
fn open_promises(ledger: &Ledger, today: CivilDate, days: i64) -> Vec<Id> {
    let mut due: Vec<(i64, Id)> = ledger
        .ids("promise")
        .filter_map(|id| {
            let record = ledger.get(&id)?;
            if !is_open(&record) {
                return None;
            }
            let left = days_left(record.get(promise::DUE)?, today);
            (left <= days).then_some((left, id))
        })
        .collect();
    due.sort_unstable();
    due.into_iter().map(|(_, id)| id).collect()
}

/// Whether a promise still has to be kept.
#[must_use]
pub fn is_open(promise: &Record) -> bool {
    promise.get(promise::STATE).is_none_or(|state| state == "open")
}

/// Days from today to the last day that a date can mean.
#[must_use]
pub fn days_left(date: Date, today: CivilDate) -> i64 {
    date.latest().unix_days() - today.unix_days()
}

/// Promises as rows: what, whose, to whom, until when; one tap says that it is kept.
#[component]
pub fn PromiseRows(#[prop(into)] ids: Signal<Vec<Id>>, with_partner: bool) -> impl IntoView {
    view! {
        <ul class="items">
            <For each=move || ids.get() key=|id| *id let:id>
                <PromiseRow id with_partner />
            </For>
        </ul>
    }
}

#[component]
fn PromiseRow(id: Id, with_partner: bool) -> impl IntoView {
    let app = App::here();
    let content = move || {
        app.track(&["promise", "partner", "visit"]);
        let record = app.get(&id)?;
        let side = if record.get(promise::SIDE).as_deref() == Some("theirs") { text::THEIRS } else { text::OURS };
        let partner = record.value(promise::PARTNER.def()).and_then(|v| Id::parse(v.as_str()?));
        let note = with_partner.then(|| partner.map(|p| app.read(|l| l.title(&p)))).flatten();
        let owner = record.get(promise::OWNER);
        let words: Vec<String> = [note, Some(side.to_owned()), owner].into_iter().flatten().collect();
        let open = is_open(&record);
        let state = match record.get(promise::STATE).as_deref() {
            Some("done") => (Tone::Done, text::DONE.to_owned()),
            Some("dropped") => (Tone::Plain, text::DROPPED.to_owned()),
            _ => match record.get(promise::DUE) {
                Some(due) => {
                    let left = days_left(due, app.today());
                    (due_tone(left), text::due(left))
                }
                None => (Tone::Plain, text::NOT_DONE.to_owned()),
            },
        };
        let mark = move |_| spawn_local(mark_done(app, id));
        Some(view! {
            <A href=format!("/k/promise/{id}")>
                <strong>{record.get(promise::WHAT).unwrap_or_default()}</strong>
                <p>{partner.filter(|_| with_partner).map(|id| view! { <Side id /> })}{words.join(" · ")}</p>
            </A>
            <Tag tone=state.0 text=state.1 />
            {open.then(|| view! { <button type="button" class="btn small" data-testid="mark-done" on:click=mark>{text::MARK_DONE}</button> })}
        })
    };
    view! { <li class="item" data-testid="line-promise" data-id=id.to_string()>{content}</li> }
}

async fn mark_done(app: App, id: Id) {
    let (Some(record), Some(kind)) = (app.get(&id), app.schema().kind("promise")) else { return };
    let typed = |code: &str| BTreeMap::from([(promise::STATE.name(), Value::from(code))]);
    let changes = form_changes(kind, id, &record, &typed("done"));
    let was = record.value(promise::STATE.def()).unwrap_or(Value::Null);
    if app.commit(Why::Edit, changes).await.is_none() {
        return;
    }
    let Some(now) = app.get(&id) else { return };
    let back: Vec<Change> = form_changes(kind, id, &now, &BTreeMap::from([(promise::STATE.name(), was)]));
    app.offer_undo(text::DONE.to_owned(), back);
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

/// Unsaved forms that were found.
#[component]
fn Drafts() -> impl IntoView {
    let app = App::here();
    let drafts = RwSignal::new(Vec::<(String, Draft)>::new());
    spawn_local(async move {
        if let Some(desk) = app.desk()
            && let Ok(found) = desk.drafts().await
        {
            drafts.try_set(found.into_iter().collect());
        }
    });
    move || {
        drafts
            .get()
            .into_iter()
            .filter_map(|(_, draft)| {
                let kind = app.schema().kind(&draft.kind)?;
                let href = match (draft.exists, draft.id) {
                    (true, Some(id)) => format!("/k/{}/{id}/edit", kind.name),
                    _ => format!("/k/{}/new", kind.name),
                };
                Some(view! {
                    <div class="brief" data-testid="draft-found">
                        <span><b>{text::DRAFT_FOUND}</b>{text::draft_of(kind.label, &text::moment(draft.at_ms))}</span>
                        <A href=href attr:class="btn small">{text::DRAFT_CONTINUE}</A>
                    </div>
                })
            })
            .collect_view()
    }
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

/// Agreements that expire soon or have expired.
#[component]
fn Expiring() -> impl IntoView {
    let app = App::here();
    let soon = Memo::new(move |_| {
        app.track(&["agreement"]);
        let today = app.today();
        app.read(|l| {
            let mut soon: Vec<(i64, Id)> = l
                .ids("agreement")
                .filter_map(|id| {
                    let record = l.get(&id)?;
                    let ended = record.get(agreement::STATE).is_some_and(|s| s == "ended" || s == "renewed");
                    let left = days_left(record.get(agreement::EXPIRES)?, today);
                    (!ended && left <= EXPIRY_DAYS).then_some((left, id))
                })
                .collect();
            soon.sort_unstable();
            soon.truncate(ROWS);
            soon
        })
    });
    move || {
        let rows = soon.get();
        (!rows.is_empty()).then(|| {
            view! {
                <section>
                    <h2 class="sec">{text::EXPIRING} <span class="count">{rows.len()}</span></h2>
                    <ul class="items">
                        {rows
                            .into_iter()
                            .map(|(left, id)| view! {
                                <li class="item">
                                    <A href=format!("/k/agreement/{id}")><strong>{app.read(|l| l.title(&id))}</strong></A>
                                    <Tag tone=due_tone(left) text=text::due(left) />
                                </li>
                            })
                            .collect_view()}
                    </ul>
                </section>
            }
        })
    }
}

/// Visits in which something is still missing.
#[component]
fn Incomplete() -> impl IntoView {
    let app = App::here();
    let missing = Memo::new(move |_| {
        app.track(&["visit"]);
        let Some(kind) = app.schema().kind("visit") else { return Vec::new() };
        app.read(|l| {
            let missing = l.sorted(kind).into_iter().filter_map(|id| {
                let record = l.get(&id)?;
                let labels = missing_labels(&record, kind);
                (!labels.is_empty()).then_some((id, labels))
            });
            missing.take(10).collect::<Vec<_>>()
        })
    });
    move || {
        let rows = missing.get();
        (!rows.is_empty()).then(|| {
            view! {
                <section>
                    <h2 class="sec">{text::LATER} <span class="count">{rows.len()}</span></h2>
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

/// Keeps what this page shows for the next start, once it has settled.
fn keep_first_screen(app: App, due: Memo<Vec<Id>>, visits: Memo<Vec<Id>>) {
    Effect::new(move |_| {
        let rev = app.rev.get();
        let (due, visits) = (due.get(), visits.get());
        let rows = app.read(|l| {
            let row = |kind: &str, id: &Id| FirstRow {
                title: l.title(id),
                note: l.date_of(id).to_string(),
                href: format!("/k/{kind}/{id}"),
            };
            let due = due.iter().take(25).map(|id| row("promise", id));
            due.chain(visits.iter().take(25).map(|id| row("visit", id))).collect::<Vec<_>>()
        });
        spawn_local(async move {
            gloo_timers::future::TimeoutFuture::new(1_500).await;
            if app.rev.try_get_untracked() != Some(rev) {
                return;
            }
            let Some(desk) = app.desk() else { return };
            // Losing the first screen costs a moment at the next start and nothing else.
            if desk.keep_first(&FirstScreen { rev, rows }).await.is_ok() {
                drop(desk.compact_if_due().await);
            }
        });
    });
}

//! The page of one record: what matters now, facts by group, lines, related records, history.

use super::Joined;
use super::history::HistoryPanel;
use super::list::RecordRow;
use super::today::missing_labels;
use crate::ui::components::{PageHead, Side, Tag, Tone};
use crate::ui::photos::{Album, PhotoFigure, PhotoRow};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::history as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ronghe_core::ledger::{Change, Why};
use ronghe_core::record::{Id, Record, is_known};
use ronghe_core::schema::{FieldDef, FieldType, KindDef, Line};
use std::sync::Arc;

/// The record named in the address.
#[component]
pub fn RecordPage() -> impl IntoView {
    let app = App::here();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|p| p.get("id")).and_then(|id| Id::parse(&id)));
    let kind = Memo::new(move |_| {
        app.track_all();
        id.get().and_then(|id| app.read(|l| l.kind_def(&id)))
    });
    move || match (id.get(), kind.get()) {
        (Some(id), Some(kind)) => view! { <Known id kind /> }.into_any(),
        _ => view! {
            <PageHead title=text::NOT_RECEIVED />
            <p>{text::NO_RECORD}</p>
        }
        .into_any(),
    }
}

#[component]
fn Known(id: Id, kind: &'static KindDef) -> impl IntoView {
    let app = App::here();
    let title = move || {
        app.track_all();
        app.read(|l| l.title(&id))
    };
    let visible = Memo::new(move |_| {
        app.track_all();
        app.read(|l| l.is_visible(&id))
    });
    let delete = move |_| {
        let (title, seen) = app.read(|l| (l.title(&id), l.seen(&id)));
        spawn_local(async move {
            let change = Change::Delete { id, because: String::new(), seen: Some(seen) };
            if app.commit(Why::Delete, vec![change]).await.is_some() {
                app.offer_undo(text::deleted(&title), vec![Change::Restore { id }]);
            }
        });
    };
    let restore = move |_| {
        spawn_local(async move {
            if let Some(done) = app.commit(Why::Restore, vec![Change::Restore { id }]).await {
                app.say_saved(&done);
            }
        });
    };
    let lines = kind.lines.iter().map(move |line| match line.kind {
        "photo" => view! { <PhotoRow album=Album::OfRecord(id) /> }.into_any(),
        _ => view! { <LineSection id line /> }.into_any(),
    });
    let figure = (kind.name == "photo").then(|| view! { <PhotoFigure id /> });
    let past = RwSignal::new(None::<&'static str>);
    view! {
        <PageHead title=Signal::derive(title) testid="record-title">
            <Side id />
            <span class="tag t-line">{kind.label}</span>
            <A href=format!("/k/{}/{id}/edit", kind.name) attr:class="btn primary" attr:data-testid="edit">{text::EDIT}</A>
            <Show when=move || visible.get()>
                <button type="button" class="btn" data-testid="delete" on:click=delete>{text::DELETE}</button>
            </Show>
        </PageHead>
        <Show when=move || !visible.get()>
            <div class="brief">
                <span>{text::DELETED_HERE}</span>
                <button type="button" class="btn" data-testid="restore" on:click=restore>{text::RESTORE}</button>
            </div>
        </Show>
        <Joined id kind />
        <Notes id kind />
        {figure}
        <Facts id kind past />
        {lines.collect_view()}
        <HistoryPanel id kind field=past />
    }
}

/// What matters now: clashes, what is missing, a deletion that an edit has beaten.
#[component]
fn Notes(id: Id, kind: &'static KindDef) -> impl IntoView {
    let app = App::here();
    move || {
        app.track_all();
        let record = app.get(&id)?;
        let clashes = record.clashes().count();
        let missing = missing_labels(&record, kind);
        let held = app.read(|l| l.is_held_by_lines(&id));
        let unknown = record.registers.keys().filter(|r| !is_known(kind, r)).count();
        Some(view! {
            {(clashes > 0).then(|| view! {
                <div class="brief">
                    <Tag tone=Tone::Over text=text::clashes(clashes) />
                    <A href="/clashes" attr:class="btn small">{text::CLASH_SEE}</A>
                </div>
            })}
            {held.then(|| view! { <p class="brief">{text::HELD_BY_LINES}</p> })}
            {(!missing.is_empty()).then(|| view! {
                <p class="brief"><Tag tone=Tone::Soon text=text::LATER /> " " {text::missing(&missing)}</p>
            })}
            {(unknown > 0).then(|| view! { <p class="state">{text::newer_content(unknown)}</p> })}
        })
    }
}

/// What is known, field by field; a label opens the history of its field through `past`.
#[component]
fn Facts(id: Id, kind: &'static KindDef, past: RwSignal<Option<&'static str>>) -> impl IntoView {
    let app = App::here();
    let groups = move || {
        app.track_all();
        let record = app.get(&id)?;
        let mut shown: Vec<(&'static str, Vec<AnyView>)> = Vec::new();
        for field in kind.typed_fields() {
            let value = app.read(|l| l.shown(&record, field));
            if value.is_empty() {
                continue;
            }
            let links = links(app, &record, field);
            let fact = fact(app, past, field, value, links);
            match shown.last_mut() {
                Some((group, facts)) if *group == field.group => facts.push(fact),
                _ => shown.push((field.group, vec![fact])),
            }
        }
        Some(
            shown
                .into_iter()
                .map(|(group, facts)| {
                    view! {
                        <section>
                            <h2 class="sec">{group}</h2>
                            <dl class="facts">{facts}</dl>
                        </section>
                    }
                })
                .collect_view(),
        )
    };
    view! { <div>{groups}</div> }
}

/// The records that a reference field names, with their kind.
fn links(app: App, record: &Record, field: &FieldDef) -> Vec<(Arc<str>, Id)> {
    // Shares are shown with their percentages, as text.
    if matches!(field.ty, FieldType::Shares(_)) {
        return Vec::new();
    }
    let ids = record.value(field).map(|value| field.ty.ids(&value)).unwrap_or_default();
    let any = field.ty.targets().first().copied().unwrap_or_default();
    let kind = |id: &Id| app.read(|l| l.kind_of(id).cloned()).unwrap_or_else(|| any.into());
    ids.into_iter().map(|id| (kind(&id), id)).collect()
}

fn fact(
    app: App,
    past: RwSignal<Option<&'static str>>,
    field: &'static FieldDef,
    value: String,
    links: Vec<(Arc<str>, Id)>,
) -> AnyView {
    let shown = if links.is_empty() {
        let unit = field.shown_unit();
        let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
        view! { {value} <span class="state">{unit}</span> }.into_any()
    } else {
        let links = links.into_iter().map(|(kind, id)| {
            view! { <A href=format!("/k/{kind}/{id}")>{app.read(|l| l.title(&id))}</A> " " }
        });
        links.collect_view().into_any()
    };
    view! {
        <dt>
            <button
                type="button"
                class="past"
                data-testid=format!("past-{}", field.name)
                aria-label=words::of_field(field.label)
                on:click=move |_| past.set(Some(field.name))
            >
                {field.label} <span aria-hidden="true">"↺"</span>
            </button>
        </dt>
        <dd data-testid=format!("value-{}", field.name)>{shown}</dd>
    }
    .into_any()
}

/// Records of another kind that belong here, and what adds one.
#[component]
fn LineSection(id: Id, line: &'static Line) -> impl IntoView {
    let app = App::here();
    let Some(kind) = app.schema().kind(line.kind) else { return ().into_any() };
    let ids = Memo::new(move |_| {
        app.track(&[kind.name]);
        let mut ids = app.read(|l| l.referring(&id, line.kind, line.via).collect::<Vec<_>>());
        ids.sort_by_cached_key(|id| std::cmp::Reverse((app.read(|l| l.date_of(id)), *id)));
        ids
    });
    view! {
        <section>
            <h2 class="sec">
                {kind.label} <span class="count">{move || ids.with(Vec::len)}</span>
                <A href=format!("/k/{}/new?{}={id}", kind.name, line.via) attr:class="btn small" attr:data-testid=format!("add-line-{}", kind.name)>
                    {text::add(kind.label)}
                </A>
            </h2>
            <ul class="items">
                <For each=move || ids.get() key=|id| *id let:line_id>
                    <RecordRow kind id=line_id testid=format!("line-{}", kind.name) />
                </For>
            </ul>
        </section>
    }
    .into_any()
}

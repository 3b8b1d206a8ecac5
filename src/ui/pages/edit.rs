//! The form of a record, new or not, with what one should know before typing.

use crate::ui::components::{DueRows, PageHead};
use crate::ui::form::{Form, FormView, Seat, spare_key, take_fresh_seat, take_seat};
use crate::ui::pages::drafts::Found;
use crate::ui::photos::Album;
use crate::ui::rest;
use crate::ui::state::App;
use crate::ui::text;
use crate::workspace::Draft;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use ronghe_core::kinds::{linkage, partner, photo, visit};
use ronghe_core::ledger::Ledger;
use ronghe_core::order;
use ronghe_core::record::Id;
use ronghe_core::schema::{FieldType, KindDef, stage};
use ronghe_core::value::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The form of a new record.
#[component]
pub fn New() -> impl IntoView {
    let app = App::here();
    let params = use_params_map();
    let query = use_query_map();
    move || {
        let kind = params.with(|p| p.get("kind")).and_then(|k| app.schema().kind(&k));
        let Some(kind) = kind.filter(|kind| kind.is_typed()) else {
            return view! { <super::NoSuchPage /> }.into_any();
        };
        let mut given = query.with(|q| {
            let asked = kind.fields.iter().filter_map(|f| Some((f.name.to_owned(), q.get(f.name)?)));
            order::map(asked)
        });
        take_from_parents(app, kind, &mut given);
        let camera = query.with(|q| q.get("photo").is_some());
        let left = query.with(|q| q.get("draft"));
        view! { <Opening kind id=app.new_id() exists=false given camera wanted=None left /> }.into_any()
    }
}

/// The form of a record that exists.
#[component]
pub fn Edit() -> impl IntoView {
    let app = App::here();
    let params = use_params_map();
    let query = use_query_map();
    move || {
        let (wanted, left) = query.with_untracked(|q| (q.get("field"), q.get("draft")));
        let id = params.with(|p| p.get("id")).and_then(|id| Id::parse(&id));
        let Some((id, kind)) = id.and_then(|id| Some((id, app.read(|l| l.kind_def(&id))?))) else {
            return view! { <PageHead title=text::NO_RECORD /> }.into_any();
        };
        view! { <Opening kind id exists=true given=BTreeMap::new() camera=false wanted left /> }.into_any()
    }
}

/// Looks for a draft, then opens the form.
#[component]
fn Opening(
    kind: &'static KindDef,
    id: Id,
    exists: bool,
    given: BTreeMap<String, String>,
    camera: bool,
    wanted: Option<String>,
    /// The key of the draft for which somebody came here.
    left: Option<String>,
) -> impl IntoView {
    let app = App::here();
    let seat = StoredValue::new_local(None::<Seat>);
    let key = move || seat.with_value(|s| s.as_ref().map(|s| s.key.clone()).unwrap_or_default());
    let found = RwSignal::new(None::<Draft>);
    let decided = RwSignal::new(None::<Option<Draft>>);
    spawn_local(async move {
        let (taken, draft) = take_seat(app, kind, &id, exists, left.as_deref()).await;
        // A page that was left meanwhile gives the seat back by dropping it.
        if seat.try_set_value(Some(taken)).is_some() {
            return;
        }
        if draft.is_none() {
            decided.try_set(Some(None));
        }
        found.try_set(draft);
    });
    let discard = Callback::new(move |()| {
        let (key, draft) = (key(), found.get_untracked());
        spawn_local(async move {
            if let Some(draft) = draft {
                let again = spare_key(&draft, &app.new_id());
                app.throw_away(&key, draft, again).await;
            }
            decided.try_set(Some(None));
        });
    });
    let go_on = Callback::new(move |()| decided.set(found.get_untracked().map(Some)));
    let later = Callback::new(move |()| {
        spawn_local(async move {
            let fresh = take_fresh_seat(kind, &id).await;
            if seat.try_set_value(Some(fresh)).is_none() {
                decided.try_set(Some(None));
            }
        });
    });
    let later = (!exists).then_some(later);
    let ask = move || {
        let draft = found.get().filter(|_| decided.with(Option::is_none))?;
        Some(view! { <Found kind draft go_on discard later /> })
    };
    let title = move || {
        if exists { app.read(|l| l.title(&id)) } else { text::new_record(kind.label) }
    };
    view! {
        <PageHead title=Signal::derive(title) testid="record-title" />
        {ask}
        {move || decided.get().map(|draft| view! { <OpenForm kind id key=key() draft given=given.clone() camera wanted=wanted.clone() /> })}
    }
}

#[component]
fn OpenForm(
    kind: &'static KindDef,
    id: Id,
    key: String,
    draft: Option<Draft>,
    given: BTreeMap<String, String>,
    camera: bool,
    wanted: Option<String>,
) -> impl IntoView {
    let app = App::here();
    let navigate = use_navigate();
    let back = navigate.clone();
    // A draft of a new record goes on under the id that it was begun with.
    let id = draft.as_ref().filter(|d| !d.exists).and_then(|d| d.id).unwrap_or(id);
    let mut given = given;
    if let Some(date) = kind.field_of_today().filter(|_| draft.is_none()) {
        given.entry(date.name.to_owned()).or_insert_with(|| Date::at(app.today(), date.precision()).iso());
    }
    if draft.is_none() && !app.read(|l| l.get(&id).is_some()) {
        start_with_me(app, kind, &mut given);
        start_at_the_first_stage(app, kind, &mut given);
    }
    let form = Form::open(app, kind, id, key, draft, given);
    // A form that was saved is no place to come back to: the record takes its place.
    let instead = NavigateOptions { replace: true, ..NavigateOptions::default() };
    let saved = Callback::new(move |id: Id| navigate(&format!("/k/{}/{id}", kind.name), instead.clone()));
    let cancel = Callback::new(move |()| {
        let to = if form.exists { format!("/k/{}/{id}", kind.name) } else { format!("/k/{}", kind.name) };
        back(&to, Default::default());
    });
    let partner = move || Id::parse(&form.text("partner"));
    let brief = (kind.name == "visit")
        .then(|| view! { {move || partner().map(|id| view! { <LastTime partner=id /> })} }.into_any());
    let elsewhere = move || {
        app.track(&[kind.name]);
        let before = form.exists && app.get(&id).is_some_and(|now| form.is_behind(&now));
        before.then(|| view! { <p class="brief" role="status">{text::ANOTHER_WINDOW}</p> })
    };
    let before = view! {
        {elsewhere}
        {brief}
    }
    .into_any();
    let has_photos = kind.lines.iter().any(|line| line.kind == photo::KIND.name);
    let photos = has_photos.then(|| rest::photo_row(Album::OfForm(form), camera));
    view! { <FormView form before photos=photos.into_any() saved cancel wanted /> }
}

/// A need that is added to a visit is of the visit's partner: what a record that it belongs to
/// refers to by the same name is taken over.
fn take_from_parents(app: App, kind: &'static KindDef, given: &mut BTreeMap<String, String>) {
    for (owner, via) in app.schema().owners(kind.name) {
        let Some(parent) = given.get(via.name).and_then(|id| app.get(&Id::parse(id)?)) else { continue };
        let shared = kind.fields.iter().filter(|f| f.ty.is_reference() && owner.field(f.name).is_some());
        for field in shared {
            if let Some(serde_json::Value::String(id)) = owner.field(field.name).and_then(|f| parent.value(f)) {
                given.entry(field.name.to_owned()).or_insert(id);
            }
        }
    }
    take_the_partner(app, kind, given);
}

/// Whatever a new record is about has its partner already, such as the need that is handed on.
fn take_the_partner(app: App, kind: &KindDef, given: &mut BTreeMap<String, String>) {
    let partner = |kind: &KindDef| kind.field("partner").filter(|f| f.ty == FieldType::Ref(partner::KIND.name));
    if partner(kind).is_none() || given.contains_key("partner") {
        return;
    }
    let about = given.values().filter_map(|id| Id::parse(id));
    let found = about.into_iter().find_map(|id| {
        let field = app.read(|l| l.kind_def(&id)).and_then(partner)?;
        app.get(&id)?.value(field)?.as_str().map(str::to_owned)
    });
    if let Some(found) = found {
        given.insert("partner".to_owned(), found);
    }
}

fn iso_today(app: App) -> String {
    ronghe_core::value::Date::from(app.today()).iso()
}

/// A visit is led by whoever records it, and a need handed on by whoever does so, unless he says
/// otherwise.
fn start_with_me(app: App, kind: &KindDef, given: &mut BTreeMap<String, String>) {
    let me = app.head.with_untracked(|h| h.as_ref().and_then(|h| h.me.clone()));
    let mine = [(&visit::KIND, visit::LEAD.name()), (&linkage::KIND, linkage::SENDER.name())];
    let mine = mine.into_iter().find(|(of, _)| *of == kind);
    if let Some((me, (_, field))) = me.zip(mine) {
        given.entry(field.to_owned()).or_insert(me.name);
    }
}

/// A record begins in the first stage, today; what began elsewhere or earlier is chosen in the form.
fn start_at_the_first_stage(app: App, kind: &KindDef, given: &mut BTreeMap<String, String>) {
    let Some(flow) = kind.flow else { return };
    let since = stage::since();
    if !given.contains_key(stage::STATE) && kind.field(since.name).is_some() {
        given.insert(stage::STATE.to_owned(), flow.start.to_owned());
        given.entry(since.name.to_owned()).or_insert_with(|| iso_today(app));
    }
}

/// What we and they promised the last times, before a new visit is written down.
#[component]
fn LastTime(partner: Id) -> impl IntoView {
    let app = App::here();
    let promises = move || {
        app.track(&["promise", "visit"]);
        let dated = |l: &Ledger| l.referring(&partner, "promise", "partner").map(|id| (l.date_of(&id), id)).collect();
        let mut dated: Vec<(Arc<str>, Id)> = app.read(dated);
        order::sort_by(&mut dated, |(a, _), (b, _)| b.cmp(a));
        dated.into_iter().map(|(_, id)| id).take(6).collect::<Vec<_>>()
    };
    let none = move || promises().is_empty();
    view! {
        <aside class="brief" aria-label=text::LAST_PROMISES data-testid="last-promises">
            <b>{text::LAST_PROMISES}</b>
            <Show when=none>
                <p>{text::NO_PROMISES}</p>
            </Show>
            <DueRows ids=Signal::derive(promises) within=(partner, "partner") />
        </aside>
    }
}

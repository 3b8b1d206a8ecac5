//! Records of another kind that are shown in the place of this one, and what adds one.

use crate::ui::components::{DueRows, RecordRow, RowHeads};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::record as words;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::query::sort_as_listed;
use ronghe_core::record::Id;
use ronghe_core::schema::{FieldType, KindDef, Line};

/// Most rows of lines that are records in their own right; what a record owns is shown whole.
const SHOWN: usize = 12;

/// The lines of one kind on the page of a record.
#[component]
pub fn LineSection(id: Id, line: &'static Line) -> impl IntoView {
    let app = App::here();
    let Some(kind) = app.schema().kind(line.kind) else { return ().into_any() };
    let ids = Memo::new(move |_| {
        app.track(&[kind.name]);
        let mut ids = app.read(|l| l.referring(&id, line.kind, line.via).collect::<Vec<_>>());
        app.read(|l| sort_as_listed(l, kind, &mut ids));
        ids
    });
    let limit = if line.owned { usize::MAX } else { SHOWN };
    let shown = move || ids.with(|ids| ids.iter().take(limit).copied().collect::<Vec<_>>());
    let more = move || {
        let n = ids.with(Vec::len);
        (n > limit).then(|| view! { <AllLink kind field=line.via id n /> })
    };
    // What waits says until when, and can be ticked off.
    let rows = move || {
        if kind.is_pending() {
            return view! { <DueRows ids=Signal::derive(shown) within=(id, line.via) /> }.into_any();
        }
        view! {
            <RowHeads kind within=(id, line.via) />
            <ul class="items">
                <For each=shown key=|id| *id let:line_id>
                    <RecordRow kind id=line_id testid=format!("line-{}", kind.name) within=(id, line.via) />
                </For>
            </ul>
        }
        .into_any()
    };
    view! {
        <Show when=move || !ids.with(Vec::is_empty)>
            <section>
                <h2 class="sec">
                    {kind.label} <span class="count">{move || ids.with(Vec::len)}</span>
                    <AddLink kind field=line.via id testid=format!("add-line-{}", kind.name) />
                </h2>
                {rows}
                {more}
            </section>
        </Show>
    }
    .into_any()
}

/// What begins a line of each kind of which there is none yet.
#[component]
pub fn FirstLines(id: Id, kind: &'static KindDef) -> impl IntoView {
    let app = App::here();
    let lines = kind.lines.iter().filter(|line| line.kind != "photo");
    let links = lines.filter_map(move |line| {
        let kind = app.schema().kind(line.kind).filter(|kind| kind.is_typed())?;
        let none = move || {
            app.track(&[kind.name]);
            app.read(|l| l.referring(&id, line.kind, line.via).next().is_none())
        };
        Some(view! {
            <Show when=none>
                <AddLink kind field=line.via id testid=format!("add-line-{}", kind.name) />
            </Show>
        })
    });
    view! { <div class="buttons first-lines">{links.collect_view()}</div> }
}

/// What begins a record of `kind` that refers here through `field`.
#[component]
pub fn AddLink(kind: &'static KindDef, field: &'static str, id: Id, testid: String) -> impl IntoView {
    kind.is_typed().then(|| {
        view! {
            <A href=new_href(kind, field, &id) attr:class="btn small" attr:data-testid=testid>
                {text::add(kind.label)}
            </A>
        }
    })
}

/// The form of a new record of `kind` whose `field` names the record `id`.
fn new_href(kind: &KindDef, field: &str, id: &Id) -> String {
    let text = match kind.field(field).map(|f| f.ty) {
        Some(FieldType::Shares(_)) => ronghe_core::value::Shares::of_one(*id).typed(),
        Some(ty) if ty.is_set() => format!("[\"{id}\"]"),
        _ => id.to_string(),
    };
    format!("/k/{}/new?{field}={}", kind.name, String::from(js_sys::encode_uri_component(&text)))
}

/// The list of everything of `kind` that refers here through `field`.
#[component]
pub fn AllLink(kind: &'static KindDef, field: &'static str, id: Id, n: usize) -> impl IntoView {
    view! {
        <p class="all">
            <A href=format!("/k/{}?{field}={id}", kind.name) attr:data-testid="related-all">{words::all(n)}</A>
        </p>
    }
}

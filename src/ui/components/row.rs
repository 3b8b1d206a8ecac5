//! One record as a line of a short list: title, subtitle, what matters now.

use super::{Side, Tag, Tone, is_said, without_prefix};
use crate::ui::state::App;
use crate::ui::text;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::query::default_columns;
use ronghe_core::record::Id;
use ronghe_core::schema::{FieldDef, KindDef};

/// Columns that a line of another page shows beside the title.
const COLUMNS: usize = 4;

/// The columns of the lines of a kind on the page `within`.
fn columns(kind: &'static KindDef, within: Option<(Option<&'static KindDef>, &str)>) -> Vec<&'static FieldDef> {
    let said = |name: &str| within.is_some_and(|(page, via)| is_said(page, via, name));
    let new = |field: &&FieldDef| !said(field.name) && !kind.title.contains(&field.name);
    default_columns(kind).into_iter().filter(new).take(COLUMNS).collect()
}

/// The headings of the columns above the lines of one kind, on a desk.
#[component]
pub fn RowHeads(
    kind: &'static KindDef,
    /// As that of the lines.
    within: (Id, &'static str),
) -> impl IntoView {
    let (page, via) = within;
    let page = App::here().read(|l| l.kind_def(&page));
    let heads = columns(kind, Some((page, via))).into_iter();
    let heads = heads.map(|field| view! { <span class="col">{field.label}</span> }).collect_view();
    // Each value says its label to whoever cannot see where it stands.
    view! { <div class="cols-head" aria-hidden="true"><span></span>{heads}</div> }
}

/// One row of a list: title, subtitle, what matters now.
#[component]
pub fn RecordRow(
    kind: &'static KindDef,
    id: Id,
    /// Its name for tests.
    #[prop(default = "row".to_owned())]
    testid: String,
    /// The record on whose page the row stands, and the field that leads there: what the row would
    /// only say again is left out.
    #[prop(optional)]
    within: Option<(Id, &'static str)>,
) -> impl IntoView {
    let app = App::here();
    let content = move || {
        app.track(&[kind.name]);
        let (title, note, clash, cells) = app.read(|l| {
            let record = l.get(&id);
            let parent = within.and_then(|(id, _)| l.kind_def(&id));
            let said = |name: &str| within.is_some_and(|(_, via)| is_said(parent, via, name));
            let beside: Vec<&str> = kind.subtitle.iter().copied().filter(|name| !said(name)).collect();
            let note = record.as_ref().map(|r| l.noted_list(r, kind, &beside).join(" · ")).unwrap_or_default();
            let cell = |field: &'static FieldDef| {
                let value = record.as_ref().map(|r| l.counted(r, field)).unwrap_or_default();
                (field.label, value)
            };
            let cells: Vec<_> = columns(kind, within.map(|(_, via)| (parent, via))).into_iter().map(cell).collect();
            let title = match within {
                Some((id_of_page, _)) => without_prefix(l.title(&id), &l.title(&id_of_page)),
                None => l.title(&id),
            };
            (title, note, l.is_clashing(&id), cells)
        });
        view! {
            <A href=format!("/k/{}/{id}", kind.name)>
                <strong><Side id />{title}</strong>
                <p>{note}</p>
            </A>
            {cells.into_iter().map(|(label, value)| view! {
                <span class="col">
                    {(!value.is_empty()).then(|| view! { <span class:hidden=within.is_some()>{label} " "</span> })}
                    {value}
                </span>
            }).collect_view()}
            {clash.then(|| view! { <Tag tone=Tone::Over text=text::CLASH_WORD /> })}
        }
    };
    view! {
        <li class="item" data-testid=testid data-id=id.to_string()>
            {content}
        </li>
    }
}

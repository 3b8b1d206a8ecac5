//! 报表与报送: the list of everything that is reported, and one page for every table. What a table
//! is and how it is computed is in `ronghe_core::report`.

mod check;
mod choice;
mod document;
mod preview;
mod rules;
mod table;

use crate::ui::components::PageHead;
use crate::ui::pages::NoSuchPage;
use crate::ui::text;
use crate::ui::text::reports as words;
use document::DocumentReport;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ronghe_core::report::{self, DOCUMENTS, Group, TABLES};
use table::TableReport;

/// The headings in the order of the page.
const GROUPS: [Group; 4] = [Group::Ministry, Group::Status, Group::School, Group::Partners];

/// The list of reports.
#[component]
pub fn Reports() -> impl IntoView {
    let entries = |group| {
        let tables = TABLES.iter().filter(move |t| t.group == group);
        let tables = tables.map(|t| view! { <Entry name=t.name title=t.title detail=t.row code=t.origin.code /> });
        let documents = DOCUMENTS.iter().filter(move |d| d.group == group);
        let documents = documents.map(|d| view! { <Entry name=d.name title=d.title detail=d.row code="" /> });
        (tables.collect_view(), documents.collect_view())
    };
    let is_used =
        |group: &Group| TABLES.iter().any(|t| t.group == *group) || DOCUMENTS.iter().any(|d| d.group == *group);
    let groups = GROUPS.into_iter().filter(is_used);
    view! {
        <PageHead title=text::NAV_REPORTS />
        <p class="state">{words::LEAD}</p>
        {groups
            .map(|group| view! {
                <h2 class="sec">{words::group(group)}</h2>
                <ul class="items">{entries(group)}</ul>
            })
            .collect_view()}
    }
}

/// One report in the list.
#[component]
fn Entry(name: &'static str, title: &'static str, detail: &'static str, code: &'static str) -> impl IntoView {
    view! {
        <li class="item">
            <A href=format!("/reports/{name}") attr:data-testid=format!("report-{name}-link")>
                <strong>{title} " " <span class="state">{code}</span></strong>
                <p>{detail}</p>
            </A>
        </li>
    }
}

/// The page of one report.
#[component]
pub fn ReportPage() -> impl IntoView {
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(|p| p.get("name").unwrap_or_default()));
    move || match (report::table(&name.get()), report::document(&name.get())) {
        (Some(table), _) => view! { <TableReport table /> }.into_any(),
        (None, Some(document)) => view! { <DocumentReport document /> }.into_any(),
        (None, None) => view! { <NoSuchPage /> }.into_any(),
    }
}

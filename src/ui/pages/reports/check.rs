//! What would be refused, and what should be known: each with where to mend it.

use crate::ui::state::App;
use crate::ui::text::reports as words;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::report::{Refusal, Report};
use std::sync::Arc;

/// Most findings listed; the count at the head of the page is of all.
const LISTED: usize = 300;

/// The check of a report.
#[component]
pub fn Check(report: Arc<Report>) -> impl IntoView {
    let found = report.rows.iter().flat_map(|row| {
        let found = row.refused.iter().map(|r| (true, r)).chain(row.remarks.iter().map(|r| (false, r)));
        found.map(move |(refused, r)| (row.title.clone(), refused, r.clone()))
    });
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|(_, refused, _)| !refused);
    let (none, more) = (found.iter().all(|(_, refused, _)| !refused), found.len() > LISTED);
    found.truncate(LISTED);
    view! {
        <section>
            <h2 class="sec">{words::CHECK}</h2>
            {none.then(|| view! { <p class="state">{words::NOTHING_REFUSED}</p> })}
            <ul class="items" data-testid="report-check">
                {found.into_iter().map(|(title, refused, finding)| view! { <Finding title refused finding /> }).collect_view()}
            </ul>
            {more.then(|| view! { <p class="state">{words::MORE_FOUND}</p> })}
        </section>
    }
}

#[component]
fn Finding(title: String, refused: bool, finding: Refusal) -> impl IntoView {
    let app = App::here();
    let mend = finding.record.and_then(|id| {
        let kind = app.read(|l| l.kind_of(&id).map(ToString::to_string))?;
        Some(view! { <A href=format!("/k/{kind}/{id}/edit") attr:class="btn small">{words::MEND}</A> })
    });
    view! {
        <li class="item" data-testid=if refused { "report-refused" } else { "report-remark" }>
            <div class="m">
                <strong>{title}</strong>
                <p>{finding.sentence} "（" {finding.column} "）"</p>
            </div>
            {mend}
        </li>
    }
}

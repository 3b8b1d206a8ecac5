//! Before there is anything: the stored first screen, failure, and no such page.

use crate::platform::marks;
use crate::ui::components::PageHead;
use crate::ui::text;
use crate::workspace::{FirstScreen, StoreError};
use leptos::prelude::*;

/// What is shown until every record is loaded.
#[component]
pub fn Loading(first: Option<FirstScreen>) -> impl IntoView {
    if first.is_some() {
        Effect::new(|_| marks::mark("first-rows"));
    }
    let note = if first.is_some() { text::LOADING_FIRST } else { text::LOADING };
    let rows = first.map(|f| f.rows).unwrap_or_default().into_iter().map(|row| {
        view! {
            <li class="item">
                <a href=row.href>
                    <strong>{row.title}</strong>
                    <p>{row.note}</p>
                </a>
            </li>
        }
    });
    view! {
        <main class="loading" aria-busy="true">
            <h1>{text::NAV_TODAY}</h1>
            <p class="state" role="status">{note}</p>
            <ul class="items">{rows.collect_view()}</ul>
        </main>
    }
}

/// Storage cannot be used: why, and the ways out.
#[component]
pub fn Failed(why: StoreError) -> impl IntoView {
    view! {
        <main class="failed" data-testid="storage-failed" data-why=why.code()>
            <h1>{text::APP}</h1>
            <p role="alert">{why.message()}</p>
            <p>
                <a class="btn" href="" rel="external">{text::RELOAD}</a>
                <a class="btn" href="/rescue.html" rel="external">{text::RESCUE}</a>
            </p>
        </main>
    }
}

/// No page has this address.
#[component]
pub fn NoSuchPage() -> impl IntoView {
    view! {
        <PageHead title=text::NO_SUCH_PAGE />
        <p><a class="btn" href="/">{text::NAV_TODAY}</a></p>
    }
}

//! 承诺与任务: every promise, ours and theirs, by urgency.

use super::today::{PromiseRows, days_left, is_open};
use crate::ui::components::{Empty, PageHead};
use crate::ui::state::App;
use crate::ui::text;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::kinds::promise;
use ronghe_core::record::Id;

/// Most rows shown at once.
const ROWS: usize = 200;

/// The page of promises.
#[component]
pub fn Tasks() -> impl IntoView {
    let app = App::here();
    let ours = RwSignal::new(None::<bool>);
    let kept = RwSignal::new(false);
    let ids = Memo::new(move |_| {
        app.track(&["promise"]);
        let today = app.today();
        let mut rows: Vec<(i64, Id)> = app.read(|l| {
            let rows = l.ids("promise").filter_map(|id| {
                let record = l.get(&id)?;
                let theirs = record.get(promise::SIDE).as_deref() == Some("theirs");
                let fits = ours.get().is_none_or(|ours| ours != theirs) && is_open(&record) != kept.get();
                let left = record.get(promise::DUE).map_or(i64::MAX, |due| days_left(due, today));
                fits.then_some((left, id))
            });
            rows.collect()
        });
        rows.sort_unstable();
        rows.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    });
    let side = move |label: &'static str, value: Option<bool>| {
        view! {
            <button type="button" class="chip" class:on=move || ours.get() == value aria-pressed=move || (ours.get() == value).to_string() on:click=move |_| ours.set(value)>
                {label}
            </button>
        }
    };
    view! {
        <PageHead title=text::NAV_TASKS>
            <span class="count">{move || text::records(ids.with(Vec::len))}</span>
            <A href="/k/promise/new" attr:class="btn primary" attr:data-testid="add">{text::RECORD_PROMISE}</A>
        </PageHead>
        <div class="chips">
            {side(text::ALL, None)} {side(text::OURS, Some(true))} {side(text::THEIRS, Some(false))}
            <button type="button" class="chip" class:on=move || kept.get() aria-pressed=move || kept.get().to_string() on:click=move |_| kept.update(|k| *k = !*k)>
                {text::KEPT_ONES}
            </button>
        </div>
        <Show when=move || ids.with(Vec::is_empty)>
            <Empty text=app.schema().kind("promise").map_or("", |k| k.empty) />
        </Show>
        <PromiseRows ids=Signal::derive(move || ids.get().into_iter().take(ROWS).collect()) with_partner=true />
    }
}

//! 改动记录: every commit that changed records here, newest first, each of which can be taken back.

use super::PAGE;
use super::author::me;
use super::take_back::TakeBack;
use crate::ui::components::{Empty, PageHead};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::history as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use ronghe_core::ledger::{BatchLog, Why};
use ronghe_core::record::Id;

/// Titles shown of a batch.
const TITLES: usize = 3;

/// The page of all changes.
#[component]
pub fn Batches() -> impl IntoView {
    let app = App::here();
    let logs = RwSignal::new(Vec::<BatchLog>::new());
    let wanted = RwSignal::new(PAGE);
    let read = RwSignal::new(false);
    Effect::new(move |_| {
        let next = app.rev.get() + 1;
        // One more than is shown says whether there are more.
        let limit = wanted.get() + 1;
        spawn_local(async move {
            let Some(desk) = app.desk() else { return };
            match desk.batches_before(next, limit).await {
                Ok(found) => {
                    logs.try_set(found);
                    read.try_set(true);
                }
                Err(_) => app.say(words::NOT_READ.to_owned()),
            }
        });
    });
    let shown = move || {
        let mut shown = logs.get();
        shown.truncate(wanted.get() as usize);
        shown
    };
    let more = move || logs.with(Vec::len) > wanted.get() as usize;
    view! {
        <PageHead title=words::NAV />
        <p class="state">{words::LEAD}</p>
        <Show when=move || read.get() && logs.with(Vec::is_empty)>
            <Empty text=words::NONE />
        </Show>
        <ul class="items" data-testid="batches">
            <For each=shown key=|log| (log.rev, log.undone) let:log>
                <One log />
            </For>
        </ul>
        <Show when=more>
            <button type="button" class="btn more" data-testid="more" on:click=move |_| wanted.update(|n| *n += PAGE)>
                {words::SHOW_MORE}
            </button>
        </Show>
    }
}

#[component]
fn One(log: BatchLog) -> impl IntoView {
    let app = App::here();
    // What came in a file is not the work of who took it in; the reason names its sender.
    let who = match (&log.why, log.by.as_str()) {
        (Why::Import(_), _) => String::new(),
        (_, "") => me(app),
        (_, by) => by.to_owned(),
    };
    let titles = log.ids().take(TITLES).filter_map(|id| title(app, id)).collect_view();
    let head = words::head(&words::when(log.at_ms), &text::why(&log.why), &who);
    let touched = words::touched(log.new.len(), log.changed.len());
    let (rev, undone) = (log.rev.to_string(), log.undone);
    view! {
        <li class="batch" data-testid="batch" data-rev=rev>
            <p class="state">{head}</p>
            <p class="titles">{touched} {titles}</p>
            {if undone {
                view! { <span class="tag t-line">{words::UNDONE}</span> }.into_any()
            } else {
                view! { <TakeBack log /> }.into_any()
            }}
        </li>
    }
}

/// A link to a record that is still here.
fn title(app: App, id: Id) -> Option<impl IntoView> {
    let (kind, title) = app.read(|l| l.kind_of(&id).map(|kind| (kind.to_string(), l.title(&id))))?;
    Some(view! { <A href=format!("/k/{kind}/{id}")>{title}</A> })
}

//! 冲突: what two people changed without seeing each other, record by record, to be settled one
//! value at a time or a whole record at once; and 并行修改, where both changes stay by themselves.

mod clash;
mod own;
mod parallel;
mod value;

use crate::ui::components::{Empty, PageHead};
use crate::ui::form::Scrap;
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::clashes as words;
use clash::Clash;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use parallel::Parallel;
use ronghe_core::ledger::{Change, Why};
use ronghe_core::record::{Id, Json, Record};
use std::sync::Arc;
use value::sides;

/// Every open clash.
#[component]
pub fn Clashes() -> impl IntoView {
    let app = App::here();
    let open = Memo::new(move |_| {
        app.track_all();
        app.read(|l| l.clashing().collect::<Vec<Id>>())
    });
    let count = Memo::new(move |_| {
        app.track_all();
        open.with(|ids| ids.iter().filter_map(|id| app.get(id)).map(|r| r.clashes().count()).sum::<usize>())
    });
    view! {
        <PageHead title=words::CLASHES>
            <span class="count">{move || text::number(count.get())}</span>
        </PageHead>
        <p class="state">{words::CLASH_LEAD}</p>
        <Show when=move || open.with(Vec::is_empty)>
            <Empty text=words::CLASHES_NONE />
        </Show>
        <For each=move || open.get() key=|id| *id let:id>
            <OneRecord id />
        </For>
        <Parallel />
    }
}

/// The clashes of one record.
#[component]
fn OneRecord(id: Id) -> impl IntoView {
    let app = App::here();
    let Some(kind) = app.read(|l| l.kind_def(&id)) else { return ().into_any() };
    let registers = Memo::new(move |_| {
        app.track_all();
        app.get(&id).map(|record| record.clashes().cloned().collect::<Vec<Arc<str>>>()).unwrap_or_default()
    });
    let settle_all = move |mine: bool| {
        let Some(record) = app.get(&id) else { return };
        let chosen = registers.get_untracked().into_iter().filter_map(|register| {
            let (ours, theirs) = sides(app, &record, &register);
            let entry = if mine { ours } else { theirs.into_iter().next()? };
            Some((register, entry.value))
        });
        let chosen: Vec<(Arc<str>, Json)> = chosen.collect();
        spawn_local(settle(app, record, chosen, None));
    };
    let href = format!("/k/{}/{id}", kind.name);
    view! {
        <section class="clash-record" data-testid="conflict-record" data-id=id.to_string()>
            <h2>
                <A href=href>{move || { app.track_all(); app.read(|l| l.title(&id)) }}</A>
            </h2>
            <Show when=move || registers.with(Vec::len).gt(&1)>
                <div class="buttons">
                    <button type="button" class="btn" data-testid="take-all-mine" on:click=move |_| settle_all(true)>{words::ALL_MINE}</button>
                    <button type="button" class="btn" data-testid="take-all-theirs" on:click=move |_| settle_all(false)>{words::ALL_THEIRS}</button>
                </div>
            </Show>
            <For each=move || registers.get() key=Clone::clone let:register>
                <Clash id kind register />
            </For>
        </section>
    }
    .into_any()
}

/// Writes one value over all that clash in each of these registers. Taking it back brings every
/// one of them back. What was typed for it goes with `typed`.
async fn settle(app: App, seen: Record, chosen: Vec<(Arc<str>, Json)>, typed: Option<Scrap>) {
    let put = |(register, value): (Arc<str>, Json)| Change::Put {
        kind: Arc::clone(&seen.kind),
        id: seen.id,
        seen: seen.dots(&register),
        register,
        value,
    };
    let changes = chosen.into_iter().map(put).collect();
    let done = match typed {
        Some(typed) => typed.commit(Why::Settle, changes).await,
        None => app.commit(Why::Settle, changes).await,
    };
    let (Some(done), Some(desk)) = (done, app.desk()) else { return };
    let Ok(Some(log)) = desk.batch(done.rev).await else { return app.say_saved(&done) };
    match desk.plan_undo(&log).await {
        Ok(plan) => app.offer_undo(words::SETTLED.to_owned(), plan.changes),
        Err(_) => app.say_saved(&done),
    }
}

//! A table with its mapping: the plan is worked out anew, in slices, whenever either changes, and
//! taken when the person says so.

use super::columns::Controls;
use super::remembered;
use super::rows::PlanView;
use crate::platform::{clock, marks, turn::Turns};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::mapping as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::ledger::Why;
use ronghe_core::schema::KindDef;
use ronghe_core::sheet::Grid;
use ronghe_core::sheet::mapping::{Mapping, Plan, Planner, Setting, guess_kind};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Rows planned before the time is looked at.
const SLICE: usize = 20;

/// The mapping of one table and what it would change. `kind` is what the rows most likely are.
#[component]
pub(super) fn MappingView(
    name: String,
    grid: Arc<Grid>,
    kind: Option<&'static KindDef>,
    done: Callback<String>,
    cancel: Callback<()>,
) -> impl IntoView {
    let app = App::here();
    let recalled = remembered::recall(app.schema(), &grid);
    let is_recalled = recalled.is_some();
    let first = app.schema().kinds().first().copied();
    let Some(kind) = kind.or_else(|| guess_kind(app.schema(), &grid)).or(first) else { return ().into_any() };
    let mapping = RwSignal::new(recalled.unwrap_or_else(|| Mapping::guess(kind, &grid)));
    let title = words::table(&name, grid.body().len(), grid.columns());
    let grid = RwSignal::new(grid);
    let plan = RwSignal::new(None::<Arc<Plan>>);
    let left_out = RwSignal::new(BTreeSet::<usize>::new());
    let turn = RwSignal::new(0_u64);
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        app.rev.track();
        let (grid, mapping) = (grid.get(), mapping.get());
        let mine = turn.get_untracked() + 1;
        turn.set(mine);
        spawn_local(async move {
            let current = move || turn.try_get_untracked() == Some(mine);
            if let Some(made) = work_out(app, &grid, &mapping, current).await
                && current()
            {
                plan.set(Some(Arc::new(made)));
                marks::mark("import-previewed");
            }
        });
    });
    // What somebody has chosen for these columns is there again after a reload.
    Effect::new(move |before: Option<()>| {
        let mapping = mapping.get();
        if before.is_some() {
            grid.with_untracked(|grid| remembered::remember(grid, &mapping));
        }
    });
    let apply = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (name, grid, mapping) = (name.clone(), grid.get_untracked(), mapping.get_untracked());
        let left_out = left_out.get_untracked();
        spawn_local(async move {
            let sentence = take(app, &name, &grid, &mapping, &left_out).await;
            busy.try_set(false);
            if let Some(sentence) = sentence {
                remembered::remember(&grid, &mapping);
                marks::mark("import-committed");
                done.run(sentence);
            }
        });
    });
    let body = move || match plan.get() {
        None => view! { <p class="state" role="status">{words::WORKING}</p> }.into_any(),
        Some(plan) => view! { <PlanView plan mapping left_out busy apply cancel /> }.into_any(),
    };
    view! {
        <section class="preview" data-testid="import-mapping">
            <h2>{title}</h2>
            {is_recalled.then(|| view! { <p class="brief" role="status">{words::REMEMBERED}</p> })}
            <Controls grid mapping />
            {body}
        </section>
    }
    .into_any()
}

/// Works the plan out in short stretches, from the start again if records change meanwhile. `None`
/// if nobody waits for it any longer.
async fn work_out(app: App, grid: &Arc<Grid>, mapping: &Mapping, wanted: impl Fn() -> bool) -> Option<Plan> {
    let desk = app.desk()?;
    let mut turns = Turns::new();
    loop {
        let setting = Setting {
            workspace: desk.head().workspace.as_ref().map(|w| w.id.to_string()).unwrap_or_default(),
            today: app.today(),
        };
        let rev = desk.ledger().rev();
        let mut planner = Planner::new(&desk.ledger(), Arc::clone(grid), mapping.clone(), setting);
        while desk.ledger().rev() == rev {
            if !wanted() {
                return None;
            }
            if planner.step(&desk.ledger(), SLICE) {
                return Some(planner.finish());
            }
            turns.breathe().await;
        }
    }
}

/// Takes the table. The plan is made again, so that what is taken is what is here now.
async fn take(app: App, name: &str, grid: &Arc<Grid>, mapping: &Mapping, left_out: &BTreeSet<usize>) -> Option<String> {
    let plan = work_out(app, grid, mapping, || true).await?;
    let (changes, mut note) = plan.batch(left_out);
    note.files = vec![name.to_owned()];
    note.person =
        app.head.with_untracked(|head| head.as_ref()?.me.as_ref().map(|me| me.name.clone())).unwrap_or_default();
    note.device_name = words::source(name);
    note.created = text::moment(clock::now_ms());
    let sentence = words::done(note.new, note.updated);
    app.commit(Why::Import(note), changes).await?;
    Some(sentence)
}

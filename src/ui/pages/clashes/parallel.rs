//! 并行修改: records of which each side changed another field. Both changes stay by themselves; a
//! look does no harm.

use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::clashes as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use ronghe_core::record::Id;

/// Imports that are looked through, newest first.
const IMPORTS: usize = 20;

/// The records, with the import that brought the other side's change.
#[component]
pub fn Parallel() -> impl IntoView {
    let app = App::here();
    let found = RwSignal::new(Vec::<(u64, String, Id)>::new());
    Effect::new(move |_| {
        app.rev.track();
        spawn_local(async move {
            let Some(desk) = app.desk() else { return };
            let Ok(came) = desk.came().await else { return };
            let live = came.into_iter().filter(|came| !came.undone).take(IMPORTS);
            let records = live.flat_map(|came| {
                let said = words::with(&came.note.person, &text::moment(came.at_ms));
                came.note.parallel.into_iter().map(move |id| (came.rev, said.clone(), id))
            });
            found.try_set(records.collect());
        });
    });
    view! {
        <Show when=move || !found.with(Vec::is_empty)>
            <section>
                <h2 class="sec">{words::PARALLEL} " " <span class="count">{move || found.with(Vec::len)}</span></h2>
                <p class="state">{words::PARALLEL_LEAD}</p>
                <ul class="items">
                    <For each=move || found.get() key=|(rev, _, id)| (*rev, *id) let:one>
                        <li class="item" data-testid="parallel" data-id=one.2.to_string()>
                            <div class="m">
                                <A href=app.read(|l| l.kind_of(&one.2).map(|kind| format!("/k/{kind}/{}", one.2))).unwrap_or_default()>
                                    {app.read(|l| l.title(&one.2))}
                                </A>
                                <p class="state">{one.1}</p>
                            </div>
                        </li>
                    </For>
                </ul>
            </section>
        </Show>
    }
}

//! 回收站: what was deleted, by whom, when and why; any of it comes back with its lines.

use super::PAGE;
use super::author::author;
use crate::ui::components::{Empty, PageHead, Side};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::history as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use ronghe_core::ledger::{Binned, Change, Ledger, Why};
use ronghe_core::record::Id;
use std::collections::BTreeSet;

/// The page of the recycle bin.
#[component]
pub fn Bin() -> impl IntoView {
    let app = App::here();
    let typed = RwSignal::new(String::new());
    let wanted = RwSignal::new(PAGE as usize);
    let chosen = RwSignal::new(BTreeSet::<Id>::new());
    let all = Memo::new(move |_| {
        app.track_all();
        app.read(Ledger::bin)
    });
    let found = Memo::new(move |_| {
        let typed = typed.get().trim().to_lowercase();
        let fits = |b: &Binned| app.read(|l| has_title(l, b, &typed));
        all.with(|all| all.iter().filter(|b| fits(b)).cloned().collect::<Vec<_>>())
    });
    let more = move || found.with(Vec::len) > wanted.get();
    let shown = move || found.with(|found| found.iter().take(wanted.get()).cloned().collect::<Vec<_>>());
    let restore = move |ids: Vec<Id>| {
        spawn_local(async move {
            let changes = ids.iter().map(|id| Change::Restore { id: *id }).collect();
            if let Some(done) = app.commit(Why::Restore, changes).await {
                chosen.update(|chosen| chosen.retain(|id| !ids.contains(id)));
                app.say_saved(&done);
            }
        });
    };
    let here = move || {
        let found: BTreeSet<Id> = found.with(|found| found.iter().map(|b| b.id).collect());
        chosen.with(|chosen| chosen.intersection(&found).copied().collect::<Vec<_>>())
    };
    view! {
        <PageHead title=words::BIN>
            <span class="count">{move || text::records(found.with(Vec::len))}</span>
        </PageHead>
        <p class="state">{words::BIN_LEAD}</p>
        <div data-testid="bin" data-total=move || found.with(Vec::len).to_string()>
            <div class="filters">
                <input
                    type="search"
                    aria-label=words::BIN_FIND
                    placeholder=words::BIN_FIND
                    data-testid="bin-filter"
                    prop:value=move || typed.get()
                    on:input:target=move |ev| typed.set(ev.target().value())
                />
                <Show when=move || !here().is_empty()>
                    <button type="button" class="btn primary" data-testid="bin-restore-chosen" on:click=move |_| restore(here())>
                        {move || words::restore_chosen(here().len())}
                    </button>
                </Show>
            </div>
            {move || found.with(Vec::is_empty).then(|| {
                let empty = all.with(Vec::is_empty);
                view! { <Empty text=if empty { words::BIN_EMPTY } else { words::BIN_NO_MATCH } /> }
            })}
            <ul class="items">
                <For each=shown key=|b| (b.id, b.at) let:binned>
                    <Row binned chosen restore=Callback::new(move |id| restore(vec![id])) />
                </For>
            </ul>
            <Show when=more>
                <button type="button" class="btn more" data-testid="more" on:click=move |_| wanted.update(|n| *n += PAGE as usize)>
                    {words::MORE_ROWS}
                </button>
            </Show>
        </div>
    }
}

#[component]
fn Row(binned: Binned, chosen: RwSignal<BTreeSet<Id>>, restore: Callback<Id>) -> impl IntoView {
    let app = App::here();
    let Binned { id, kind, by, at, because, lines } = binned;
    let (title, label) = app.read(|l| (l.title(&id), l.kind_def(&id).map_or(words::NEWER, |k| k.label)));
    let note = words::deleted(label, &author(app, &by), &words::when(at.ms()), &because);
    let (choose_name, restore_name) = (words::choose(&title), words::restore_one(&title));
    let choose = move |on: bool| {
        chosen.update(|chosen| {
            if on {
                chosen.insert(id)
            } else {
                chosen.remove(&id)
            };
        });
    };
    view! {
        <li class="item binned" data-testid="row" data-id=id.to_string()>
            <label class="check">
                <input
                    type="checkbox"
                    aria-label=choose_name
                    prop:checked=move || chosen.with(|c| c.contains(&id))
                    on:change:target=move |ev| choose(ev.target().checked())
                />
            </label>
            <div class="m">
                <strong><Side id /><A href=format!("/k/{kind}/{id}")>{title}</A></strong>
                <p>{note} {(!lines.is_empty()).then(|| format!(" · {}", words::with_lines(lines.len())))}</p>
            </div>
            <button type="button" class="btn small" data-testid="restore" aria-label=restore_name on:click=move |_| restore.run(id)>
                {words::RESTORE}
            </button>
        </li>
    }
}

/// Whether the typed words stand in the title of the record or of a line that went with it.
fn has_title(ledger: &Ledger, binned: &Binned, typed: &str) -> bool {
    let ids = std::iter::once(&binned.id).chain(&binned.lines);
    typed.is_empty() || ids.into_iter().any(|id| ledger.title(id).to_lowercase().contains(typed))
}

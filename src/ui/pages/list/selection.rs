//! The bar of what is chosen, and what can be done with all of it at once.

use super::state::{Lister, Panel};
use super::take_out::TakeOut;
use crate::ui::text;
use crate::ui::text::list as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::ledger::{Change, Why};
use std::collections::BTreeSet;

/// Says how many records are chosen, and offers what can be done with them.
#[component]
pub fn SelectionBar(lister: Lister, wide: Signal<bool>) -> impl IntoView {
    let chosen = Memo::new(move |_| lister.chosen.with(BTreeSet::len));
    let there = move || chosen.get() > 0 || (!wide.get() && lister.choosing.get());
    let deleted = Memo::new(move |_| lister.query.with(|q| q.deleted));
    let delete = move |_| {
        let ids = lister.chosen_or_all();
        let changes = lister.app.read(|l| {
            let change = |id| Change::Delete { id, because: String::new(), seen: Some(l.seen(&id)) };
            ids.iter().map(|id| change(*id)).collect()
        });
        finish(lister, Why::Delete, changes, words::deleted(ids.len()));
    };
    let restore = move |_| {
        let ids = lister.chosen_or_all();
        let changes = ids.iter().map(|id| Change::Restore { id: *id }).collect();
        finish(lister, Why::Restore, changes, words::restored(ids.len()));
    };
    let drop_all = move |_| {
        lister.chosen.update(BTreeSet::clear);
        lister.choosing.set(false);
    };
    view! {
        <Show when=there>
            <section class="selection" aria-label=words::SELECTION data-testid="selection" data-count=move || chosen.get().to_string()>
                <b aria-live="polite">{move || words::chosen(chosen.get())}</b>
                <button type="button" class="btn small" data-testid="choose-all" on:click=move |_| lister.choose_all()>
                    {move || words::all_or_none(chosen.get(), lister.total())}
                </button>
                <Show when=move || { chosen.get() > 0 }>
                    <Show
                        when=move || deleted.get()
                        fallback=move || view! {
                            <button type="button" class="btn small primary" data-testid="bulk-open" aria-haspopup="dialog" on:click=move |_| lister.panel.set(Some(Panel::Bulk))>
                                {words::BULK}
                            </button>
                            <button type="button" class="btn small" data-testid="bulk-delete" on:click=delete>{text::DELETE}</button>
                        }
                    >
                        <button type="button" class="btn small primary" data-testid="bulk-restore" on:click=restore>{text::RESTORE}</button>
                    </Show>
                    <TakeOut lister />
                </Show>
                <button type="button" class="btn small quiet" data-testid="choose-none" on:click=drop_all>{words::NONE}</button>
            </section>
        </Show>
    }
}

/// Makes changes of many records as one act that can be taken back as one.
pub fn finish(lister: Lister, why: Why, changes: Vec<Change>, said: String) {
    spawn_local(async move {
        if let Some(done) = lister.app.commit(why, changes).await {
            lister.chosen.try_update(BTreeSet::clear);
            lister.app.offer_take_back(said, done.rev);
        }
    });
}

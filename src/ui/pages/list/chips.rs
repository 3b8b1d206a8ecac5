//! The conditions that hold now, each to be taken away with one tap.

use super::state::{Lister, Panel};
use crate::ui::text;
use crate::ui::text::list as words;
use leptos::prelude::*;
use ronghe_core::query::{Filter, Query, Test};

/// Takes every condition away; order, groups and columns stay.
pub fn clear(query: &mut Query) {
    query.words.clear();
    query.filters.clear();
    (query.deleted, query.clashing, query.lacking) = (false, false, false);
}

/// The chips of all conditions; on a desk not of the words, which stand in their own box.
#[component]
pub fn Chips(lister: Lister, wide: Signal<bool>) -> impl IntoView {
    let flags = move || {
        let (deleted, clashing, lacking) = lister.query.with(|q| (q.deleted, q.clashing, q.lacking));
        let flag = |on: bool, label: &'static str, testid: &'static str, off: fn(&mut Query)| {
            let off = move || lister.change(off);
            on.then(|| chip(lister, label.to_owned(), testid.to_owned(), off))
        };
        [
            flag(deleted, words::DELETED, "chip-deleted", |q| q.deleted = false),
            flag(clashing, words::CLASHING, "chip-clash", |q| q.clashing = false),
            flag(lacking, text::LATER, "chip-lack", |q| q.lacking = false),
        ]
        .into_iter()
        .flatten()
        .collect_view()
    };
    let filters = move || {
        lister.app.track(&[lister.kind.name]);
        let filters = lister.query.with(|q| q.filters.clone());
        let one = |Filter { field, test }: Filter| {
            let shown = match &test {
                Test::Empty => words::EMPTY.to_owned(),
                Test::Present => words::PRESENT.to_owned(),
                test => lister.app.read(|l| test.show(l, field)),
            };
            let off = move || lister.change(|query| query.set_test(field, None));
            chip(lister, words::condition(field.label, &shown), format!("chip-{}", field.name), off)
        };
        filters.into_iter().map(one).collect_view()
    };
    let typed = Memo::new(move |_| {
        let typed = lister.query.with(|q| q.words.trim().to_owned());
        (!wide.get() && !typed.is_empty()).then_some(typed)
    });
    let typed_chip = move || {
        let label = words::condition(words::HAS, &typed.get()?);
        Some(chip(lister, label, "chip-words".to_owned(), move || lister.change(|query| query.words.clear())))
    };
    let any = Memo::new(move |_| {
        typed.with(Option::is_some)
            || lister.query.with(|q| !q.filters.is_empty() || q.deleted || q.clashing || q.lacking)
    });
    view! {
        <Show when=move || any.get()>
            <ul class="chips conditions" aria-label=words::CONDITIONS>
                {typed_chip}
                {flags}
                {filters}
                <li>
                    <button type="button" class="btn small quiet" data-testid="chips-clear" on:click=move |_| lister.change(clear)>
                        {words::CLEAR}
                    </button>
                </li>
            </ul>
        </Show>
    }
}

fn chip(lister: Lister, label: String, testid: String, off: impl Fn() + Send + Sync + 'static) -> impl IntoView {
    let gone = text::remove(&label);
    view! {
        <li class="chip" data-testid=testid>
            <button type="button" class="chip-word" on:click=move |_| lister.panel.set(Some(Panel::Filter))>
                {label}
            </button>
            <button type="button" class="chip-x" aria-label=gone on:click=move |_| off()>
                "×"
            </button>
        </li>
    }
}

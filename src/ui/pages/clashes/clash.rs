//! One register in which values clash: what each side wrote, what stood there before, and the ways
//! to settle it.

use super::own::OwnValue;
use super::settle;
use super::value::{before_both, both_kept, fields_of, label, show, sides, who};
use crate::ui::form::{Scrap, ScrapOf};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::clashes as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::record::{Entry, Id, Json};
use ronghe_core::schema::KindDef;
use std::sync::Arc;

/// One clash.
#[component]
pub fn Clash(id: Id, kind: &'static KindDef, register: Arc<str>) -> impl IntoView {
    let app = App::here();
    let Some(record) = app.get(&id) else { return ().into_any() };
    let fields = fields_of(kind, &register);
    let (mine, theirs) = sides(app, &record, &register);
    let original = RwSignal::new(None::<Json>);
    {
        let (register, dots) = (Arc::clone(&register), record.dots(&register));
        spawn_local(async move {
            original.try_set(before_both(app, id, &register, &dots).await);
        });
    }
    let both = both_kept(&fields, std::iter::once(&mine).chain(&theirs));
    let writable = !fields.is_empty() && !register.contains('/');
    let take = {
        let (record, register) = (record.clone(), Arc::clone(&register));
        Callback::new(move |(value, scrap): (Json, Option<Scrap>)| {
            spawn_local(settle(app, record.clone(), vec![(Arc::clone(&register), value)], scrap));
        })
    };
    // None of them stands out: nobody saw the other's, so the program has no favourite (design §3).
    let button = move |testid: &'static str, word: String, value: Json| {
        view! {
            <button type="button" class="btn" data-testid=testid on:click=move |_| take.run((value.clone(), None))>
                {word}
            </button>
        }
    };
    let choice = |testid: &'static str, word: &'static str, entry: &Entry| {
        let by = app.head.with_untracked(|h| h.as_ref().map(|h| who(h, &entry.dot.device)));
        let (person, device) = by.unwrap_or_default();
        view! {
            <div class="choice" data-testid=testid>
                <p class="who">{words::written_by(word, &words::written_by(&person, &device, ""), &text::moment(entry.stamp.ms()))}</p>
                <p class="v">{show(app, &fields, &entry.value)}</p>
            </div>
        }
    };
    let original_shown = {
        let fields = fields.clone();
        move || {
            original.get().map(|value| {
                view! {
                    <div class="choice" data-testid="original">
                        <p class="who">{words::CLASH_ORIGINAL}</p>
                        <p class="v state">{show(app, &fields, &value)}</p>
                    </div>
                }
            })
        }
    };
    let several = theirs.len() > 1;
    let theirs_buttons = theirs.iter().map(|entry| {
        let (person, _) =
            app.head.with_untracked(|h| h.as_ref().map(|h| who(h, &entry.dot.device))).unwrap_or_default();
        let word = if several && !person.is_empty() { words::take_of(&person) } else { words::TAKE_THEIRS.to_owned() };
        button("take-theirs", word, entry.value.clone())
    });
    let writing = RwSignal::new(false);
    let start = mine.value.clone();
    let of = ScrapOf::Own(id, register.to_string());
    view! {
        <article class="clash" data-testid="conflict" data-id=id.to_string() data-field=register.to_string()>
            <h3>{label(&fields, &register)}</h3>
            <div class="choices">
                {choice("mine", words::CLASH_MINE, &mine)}
                {theirs.iter().map(|entry| choice("theirs", words::CLASH_THEIRS, entry)).collect_view()}
                {original_shown}
            </div>
            <div class="clash-acts">
                {writable.then(|| view! {
                    <button type="button" class="btn" data-testid="take-own" on:click=move |_| writing.set(true)>{words::TAKE_OWN}</button>
                })}
                {both.map(|value| button("take-both", words::TAKE_BOTH.to_owned(), value))}
                {button("take-mine", words::TAKE_MINE.to_owned(), mine.value.clone())}
                {theirs_buttons.collect_view()}
            </div>
            <Show when=move || writing.get()>
                <OwnValue fields=fields.clone() start=start.clone() take of=of.clone() />
            </Show>
        </article>
    }
    .into_any()
}

//! What matters now: clashes, what is missing, what is doubtful, a deletion that an edit has beaten.

use super::edit_href;
use crate::ui::components::{Tag, Tone};
use crate::ui::pages::today::missing_fields;
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::record as words;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::record::{Id, is_known};
use ronghe_core::schema::KindDef;

/// What is to be said about a record.
#[component]
pub fn Notes(id: Id, kind: &'static KindDef) -> impl IntoView {
    let app = App::here();
    move || {
        app.track_all();
        let record = app.get(&id)?;
        let clashes = record.clashes().count();
        let missing = missing_fields(&record, kind);
        let doubts = app.read(|l| l.doubts(&id));
        let held = app.read(|l| l.is_held_by_lines(&id));
        let unknown = record.registers.keys().filter(|r| !is_known(kind, r)).count();
        Some(view! {
            {(clashes > 0).then(|| view! {
                <div class="brief">
                    <Tag tone=Tone::Over text=text::clashes(clashes) />
                    <A href="/clashes" attr:class="btn small">{text::CLASH_SEE}</A>
                </div>
            })}
            {held.then(|| view! { <p class="brief">{text::HELD_BY_LINES}</p> })}
            {(!missing.is_empty()).then(|| view! {
                <div class="brief" data-testid="missing">
                    <Tag tone=Tone::Soon text=text::LATER />
                    <span class="asked">
                        {text::LACKS}
                        {missing.into_iter().map(|field| view! {
                            <A href=edit_href(kind, &id, field.name) attr:data-testid=format!("missing-{}", field.name)>{field.label}</A>
                        }).collect_view()}
                    </span>
                </div>
            })}
            {doubts.into_iter().map(|(field, sentence)| view! {
                <div class="brief" data-testid="doubt">
                    <Tag tone=Tone::Soon text=words::DOUBT />
                    <span class="m">{sentence}</span>
                    <A href=edit_href(kind, &id, field) attr:class="btn small">{text::EDIT}</A>
                </div>
            }).collect_view()}
            {(unknown > 0).then(|| view! { <p class="state">{text::newer_content(unknown)}</p> })}
        })
    }
}

//! The mark of a partner's side: 政 行 企 校, one colour each, everywhere the same.

use crate::ui::state::App;
use crate::ui::text;
use leptos::prelude::*;
use ronghe_core::kinds::partner;
use ronghe_core::record::Id;

/// The mark for the record `id`; nothing if it is no partner or its side is not known.
#[component]
pub fn Side(id: Id) -> impl IntoView {
    let app = App::here();
    let side = app.get(&id).and_then(|record| record.get(partner::SIDE));
    let (class, word) = match side.as_deref() {
        Some("gov") => ("side gov", text::SIDE_GOV),
        Some("association") => ("side assoc", text::SIDE_ASSOC),
        Some("firm") => ("side firm", text::SIDE_FIRM),
        Some("school") => ("side school", text::SIDE_SCHOOL),
        _ => return ().into_any(),
    };
    view! { <span class=class>{word}</span> }.into_any()
}

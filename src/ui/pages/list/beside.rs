//! The record at which the list stands, beside the list: on a desk, for whoever wants it so.

use super::state::{BESIDE, Lister};
use crate::ui::components::Side;
use crate::ui::pages::record::RecordBody;
use crate::ui::text;
use crate::ui::text::list as words;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::record::Id;

/// Shows records beside the list, or no longer.
pub fn turn(lister: Lister) {
    let on = !lister.beside.get_untracked();
    lister.beside.set(on);
    // A browser that keeps no preferences begins as everybody does.
    BESIDE.set(&on);
    if on && lister.cursor.get_untracked().is_none() && lister.total_now() > 0 {
        lister.cursor.set(Some(0));
    }
}

/// The record beside the list.
#[component]
pub fn Beside(lister: Lister) -> impl IntoView {
    let current = Memo::new(move |_| {
        lister.cursor.get().and_then(|row| lister.found.with(|f| f.as_ref()?.rows.get(row).copied()))
    });
    view! {
        <aside class="beside" aria-label=words::BESIDE data-testid="beside" data-id=move || current.get().map(|id| id.to_string())>
            {move || match current.get() {
                Some(id) => view! { <Shown lister id /> }.into_any(),
                None => view! { <p class="state">{words::BESIDE_NONE}</p> }.into_any(),
            }}
        </aside>
    }
}

#[component]
fn Shown(lister: Lister, id: Id) -> impl IntoView {
    let (app, kind) = (lister.app, lister.kind);
    let title = move || {
        app.track_all();
        app.read(|l| l.title(&id))
    };
    let page = format!("/k/{}/{id}", kind.name);
    view! {
        <header class="page-head">
            <h2>{title}</h2>
            <Side id />
            <A href=page.clone() attr:class="btn small" attr:data-testid="beside-open">{words::WHOLE_PAGE}</A>
            <A href=format!("{page}/edit") attr:class="btn small primary">{text::EDIT}</A>
        </header>
        <RecordBody id kind />
    }
}

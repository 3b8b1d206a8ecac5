//! What opens over a list.

use super::state::Lister;
use crate::ui::components::SidePanel;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Closes what is open; the focus goes back to where it came from.
pub fn close(lister: Lister) {
    let open = document().query_selector("dialog.panel[open]").ok().flatten();
    match open.and_then(|dialog| dialog.dyn_into::<web_sys::HtmlDialogElement>().ok()) {
        // Its event does the rest.
        Some(dialog) => dialog.close(),
        None => lister.panel.set(None),
    }
}

/// A panel of the list.
#[component]
pub fn ListPanel(lister: Lister, title: &'static str, testid: &'static str, children: Children) -> impl IntoView {
    let closed = Callback::new(move |()| lister.panel.set(None));
    view! { <SidePanel title testid closed>{children()}</SidePanel> }
}

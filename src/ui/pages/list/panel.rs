//! What opens over a list: from below on a phone, at the side of a desk.

use super::state::Lister;
use crate::ui::text;
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

/// A modal panel. It closes by its button, by Esc, and by a tap beside it.
#[component]
pub fn SidePanel(lister: Lister, title: &'static str, testid: &'static str, children: Children) -> impl IntoView {
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if !dialog.open() && dialog.show_modal().is_err() {
            // A dialog that cannot be modal is still a dialog.
            dialog.set_open(true);
        }
    });
    let beside = move |ev: leptos::ev::MouseEvent| {
        let target = ev.target().map(wasm_bindgen::JsValue::from);
        if target.is_some() && target == dialog.get_untracked().map(wasm_bindgen::JsValue::from) {
            close(lister);
        }
    };
    view! {
        <dialog class="panel" node_ref=dialog aria-label=title data-testid=testid on:close=move |_| lister.panel.set(None) on:click=beside>
            <div class="panel-body">
                <header>
                    <h2>{title}</h2>
                    <button type="button" class="chip-x" data-testid="panel-close" aria-label=text::CLOSE on:click=move |_| close(lister)>
                        "×"
                    </button>
                </header>
                {children()}
            </div>
        </dialog>
    }
}

//! What opens over a page: from below on a phone, at the side of a desk.

use crate::ui::text;
use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Shows a dialog as a modal one as soon as it is drawn.
pub fn show_modal(dialog: NodeRef<Dialog>) {
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if !dialog.open() && dialog.show_modal().is_err() {
            // A dialog that cannot be modal is still a dialog.
            dialog.set_open(true);
        }
    });
}

/// Closes a dialog. The browser gives the focus back to where it came from, which it does not do for
/// a dialog that is just taken away; the dialog's `close` event takes it away.
pub fn close_modal(dialog: NodeRef<Dialog>) {
    if let Some(dialog) = dialog.get_untracked() {
        dialog.unchecked_ref::<web_sys::HtmlDialogElement>().close();
    }
}

/// A modal panel. It closes by its button, by Esc, and by a tap beside it; `closed` is called then.
#[component]
pub fn SidePanel(title: &'static str, testid: &'static str, closed: Callback<()>, children: Children) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    show_modal(dialog);
    let beside = move |ev: leptos::ev::MouseEvent| {
        let target = ev.target().map(wasm_bindgen::JsValue::from);
        if target.is_some() && target == dialog.get_untracked().map(wasm_bindgen::JsValue::from) {
            close_modal(dialog);
        }
    };
    view! {
        <dialog class="panel" node_ref=dialog aria-label=title data-testid=testid on:close=move |_| closed.run(()) on:click=beside>
            <div class="panel-body">
                <header>
                    <h2>{title}</h2>
                    <button type="button" class="chip-x" data-testid="panel-close" aria-label=text::CLOSE on:click=move |_| close_modal(dialog)>
                        "×"
                    </button>
                </header>
                {children()}
            </div>
        </dialog>
    }
}

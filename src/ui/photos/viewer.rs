//! One photo large, with the one before and the one after; everything within reach of the thumb.

use super::album::{Album, PhotoItem};
use super::seen::Large;
use crate::ui::components::close_modal;
use crate::ui::form::FieldControl;
use crate::ui::keys::Offer;
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::photos as words;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::kinds::photo;
use ronghe_core::record::Id;
use wasm_bindgen::JsCast;

/// Shows the photo `open` of `items`, until it is closed.
#[component]
pub fn Viewer(album: Album, items: Memo<Vec<PhotoItem>>, open: RwSignal<Option<Id>>) -> impl IntoView {
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let at = Memo::new(move |_| {
        let id = open.get()?;
        items.with(|items| items.iter().position(|item| item.id == id))
    });
    Effect::new(move |_| {
        let (Some(dialog), there) = (dialog.get(), at.get().is_some()) else { return };
        if !there {
            dialog.close();
        } else if !dialog.open() && dialog.show_modal().is_err() {
            // A dialog that cannot be modal is still a dialog.
            dialog.set_open(true);
        }
    });
    let step = move |by: isize| {
        let next = at.get_untracked().and_then(|n| n.checked_add_signed(by));
        let next = next.and_then(|n| items.with_untracked(|items| items.get(n).map(|item| item.id)));
        if next.is_some() {
            open.set(next);
        }
    };
    let has = move |by: isize| {
        let next = at.get().and_then(|n| n.checked_add_signed(by));
        next.is_some_and(|n| n < items.with(Vec::len))
    };
    let on_key = move |ev: leptos::ev::KeyboardEvent| {
        let typing = ev.target().is_some_and(|t| t.dyn_ref::<web_sys::HtmlInputElement>().is_some());
        match ev.key().as_str() {
            "ArrowLeft" if !typing => step(-1),
            "ArrowRight" if !typing => step(1),
            // Enter in the caption is not meant for the form around.
            "Enter" if typing => ev.prevent_default(),
            _ => {}
        }
    };
    // The photo is drawn anew when it is another one, not when its caption is typed.
    let shown = Memo::new(move |_| {
        let n = at.get()?;
        items.with(|items| items.get(n).map(|item| (n, item.id, item.hash.clone(), item.mime.clone())))
    });
    let picture = move || {
        let (n, id, hash, mime) = shown.get()?;
        let (caption, taken) = (String::new(), String::new());
        Some(
            view! { <Large item=PhotoItem { id, hash, mime, caption, taken, removed: false } alt=words::place(n + 1, items.with_untracked(Vec::len)) /> },
        )
    };
    let current = move || at.get().and_then(|n| items.with(|items| items.get(n).cloned()));
    let removed = Memo::new(move |_| current().is_some_and(|item| item.removed));
    let place = move || at.get().map(|n| words::place(n + 1, items.with(Vec::len)));
    let about = move || {
        let (_, id, ..) = shown.get()?;
        Some(match album {
            Album::OfForm(form) => {
                let line = Some((photo::KIND.name, id));
                let control = move |field| view! { <FieldControl form field line /> };
                view! { <div class="fields">{control(photo::CAPTION.def())} {control(photo::TAKEN.def())}</div> }
                    .into_any()
            }
            Album::OfRecord(_) => view! {
                <p>
                    {move || current().map(|item| [item.caption, item.taken].join(" "))} " "
                    <A href=format!("/k/{}/{id}/edit", photo::KIND.name)>{words::EDIT_CAPTION}</A>
                </p>
            }
            .into_any(),
        })
    };
    let remove = move || {
        let app = App::here();
        let word = match album {
            Album::OfForm(_) => text::REMOVE,
            Album::OfRecord(_) => text::DELETE,
        };
        if removed.get() {
            let put_back = move |_| open.get_untracked().into_iter().for_each(|id| album.put_back(id));
            view! { <button type="button" class="btn" data-testid="photo-put-back" on:click=put_back>{words::PUT_BACK}</button> }.into_any()
        } else {
            let remove = move |_| {
                if let Some(id) = open.get_untracked() {
                    open.set(None);
                    album.remove(app, id);
                }
            };
            view! { <button type="button" class="btn" data-testid="photo-remove" on:click=remove>{word}</button> }
                .into_any()
        }
    };
    view! {
        <dialog
            class="viewer"
            node_ref=dialog
            aria-label=words::PHOTOS
            data-testid="photo-viewer"
            on:close=move |_| open.set(None)
            on:keydown=on_key
        >
            {move || at.get().is_some().then(|| view! { <Offer section=&text::keys::PHOTO /> })}
            {picture}
            <div class="viewer-about">
                <p class="state" aria-live="polite">{place}</p>
                {about}
            </div>
            <div class="viewer-foot">
                <button type="button" class="btn" data-testid="photo-previous" disabled=move || !has(-1) on:click=move |_| step(-1)>
                    {words::PREVIOUS}
                </button>
                <button type="button" class="btn" data-testid="photo-next" disabled=move || !has(1) on:click=move |_| step(1)>
                    {words::NEXT}
                </button>
                {remove}
                // Not the caption: that would bring up the keyboard over the photo.
                <button type="button" class="btn primary" autofocus=true data-testid="photo-close" on:click=move |_| close_modal(dialog)>
                    {text::CLOSE}
                </button>
            </div>
        </dialog>
    }
}

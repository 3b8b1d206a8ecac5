//! The camera inside the page: one shot after the other, without leaving the form.

use super::album::Album;
use super::take::{Taking, take};
use crate::platform::camera::{self, Camera};
use crate::ui::components::{close_modal, show_modal};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::photos as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlVideoElement;

/// The name of a shot in sentences about it.
const SHOT: &str = "camera.jpg";

/// The button that opens the camera, if the browser can do that.
#[component]
pub fn FinderButton(album: Album, on: RwSignal<bool>) -> impl IntoView {
    let open = move |_| {
        album.before_camera();
        on.set(true);
    };
    camera::is_there().then(|| {
        view! {
            <button type="button" class="btn small only-touch" data-testid="photo-finder" on:click=open>{words::SHOOT_MANY}</button>
        }
    })
}

/// The camera over the whole screen. It is on until `on` is no more.
#[component]
pub fn Finder(album: Album, taking: Taking, on: RwSignal<bool>) -> impl IntoView {
    let app = App::here();
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let video = NodeRef::<leptos::html::Video>::new();
    // Goes with this component, and the camera is off then.
    let kept = StoredValue::new_local(None::<Camera>);
    let ready = RwSignal::new(false);
    let shots = RwSignal::new(0_usize);
    show_modal(dialog);
    Effect::new(move |_| {
        let Some(video) = video.get() else { return };
        spawn_local(async move {
            let shown = match Camera::open().await {
                Ok(camera) => {
                    let shown = camera.show_in(&video).await;
                    kept.try_set_value(Some(camera));
                    shown
                }
                Err(error) => Err(error),
            };
            match shown {
                Ok(()) => drop(ready.try_set(true)),
                // Whoever has closed it meanwhile needs no excuse.
                Err(error) if on.try_get_untracked() == Some(true) => {
                    app.say(words::no_camera(&error.name));
                    on.set(false);
                }
                Err(_) => {}
            }
        });
    });
    let busy = move || !ready.get() || taking.progress.get().is_some();
    let shoot = move |_| {
        let Some(video) = video.get_untracked() else { return };
        let video: HtmlVideoElement = video.unchecked_into();
        spawn_local(async move {
            match camera::shoot(&video, SHOT).await {
                Ok(file) => {
                    let kept = take(app, album, vec![file], taking).await;
                    shots.try_update(|n| *n += kept);
                }
                Err(_) => app.say(words::unreadable(SHOT)),
            }
        });
    };
    // The row behind cannot be seen now: what is to be said about a shot is said here.
    let told = move || taking.notes.with(|notes| notes.last().cloned()).unwrap_or_else(|| words::shots(shots.get()));
    view! {
        <dialog class="viewer finder" node_ref=dialog aria-label=words::SHOOT_MANY data-testid="photo-finder-open" on:close=move |_| on.set(false)>
            <video node_ref=video class="finder-video" playsinline=true muted=true aria-label=words::SHOOT_MANY></video>
            <p class="viewer-about state" role="status">{told}</p>
            <div class="viewer-foot">
                <button type="button" class="btn" on:click=move |_| close_modal(dialog)>{text::CLOSE}</button>
                <button type="button" class="btn primary shutter" data-testid="photo-shutter" disabled=busy on:click=shoot>
                    {words::SHUTTER}
                </button>
            </div>
        </dialog>
    }
}

//! The row of thumbnails, and what adds to it.

use super::album::{Album, PhotoItem};
use super::finder::{Finder, FinderButton};
use super::seen::Thumb;
use super::take::{Taking, take};
use super::viewer::Viewer;
use crate::ui::state::App;
use crate::ui::text::photos as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::record::Id;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

/// The photos of a visit.
#[component]
pub fn PhotoRow(
    album: Album,
    /// Whether somebody came here to take a photo: the row takes the focus.
    #[prop(optional)]
    called: bool,
) -> impl IntoView {
    let app = App::here();
    let taking = Taking::idle();
    let items = Memo::new(move |_| album.items(app));
    let open = RwSignal::new(None::<Id>);
    let finder = RwSignal::new(false);
    let choose = Callback::new(move |()| album.before_camera());
    view! {
        <section class="photos" data-testid="photos" aria-label=words::PHOTOS>
            <h2 class="sec">
                {words::PHOTOS}
                <span class="count">{move || words::count(items.with(|i| i.iter().filter(|i| !i.removed).count()))}</span>
                <span class="adders">
                    <Chooser camera=true called taking album before=choose />
                    <FinderButton album on=finder />
                    <Chooser camera=false called taking album before=choose />
                </span>
            </h2>
            <Progress taking />
            <Show when=move || items.with(Vec::is_empty)>
                <p class="help">{words::NONE_YET}</p>
            </Show>
            <ul class="thumbs">
                <For each=move || items.get() key=|item| (item.id, item.removed) let:item>
                    <ThumbButton item items open />
                </For>
            </ul>
            <Viewer album items open />
            <Show when=move || finder.get()>
                <Finder album taking on=finder />
            </Show>
        </section>
    }
}

#[component]
fn ThumbButton(item: PhotoItem, items: Memo<Vec<PhotoItem>>, open: RwSignal<Option<Id>>) -> impl IntoView {
    let (id, removed) = (item.id, item.removed);
    let alt = move || {
        let called = |(n, item): (usize, &PhotoItem)| words::alt(&item.caption, &item.taken, n + 1);
        items.with(|items| items.iter().enumerate().find(|(_, item)| item.id == id).map(called)).unwrap_or_default()
    };
    view! {
        <li data-testid="line-photo" data-id=id.to_string()>
            <button type="button" class="thumb" class:removed=removed on:click=move |_| open.set(Some(id))>
                <Thumb item alt=Signal::derive(alt) />
                {removed.then(|| view! { <span class="removed-word">{words::REMOVED}</span> })}
            </button>
        </li>
    }
}

/// A button over a file input: the camera (on phones), or whatever the browser offers.
#[component]
fn Chooser(camera: bool, called: bool, taking: Taking, album: Album, before: Callback<()>) -> impl IntoView {
    let app = App::here();
    let input = NodeRef::<leptos::html::Input>::new();
    if called && camera == has_camera() {
        Effect::new(move |_| {
            if let Some(input) = input.get() {
                come_here(&input);
            }
        });
    }
    let chosen = move |input: &HtmlInputElement| {
        let list = input.files();
        let files: Vec<File> = list.map(|l| (0..l.length()).filter_map(|i| l.get(i)).collect()).unwrap_or_default();
        // The same photo may be chosen again, and some browsers hold on to the last one.
        input.set_value("");
        if !files.is_empty() && taking.progress.get_untracked().is_none() {
            spawn_local(async move {
                take(app, album, files, taking).await;
            });
        }
    };
    let (word, testid) = if camera { (words::TAKE, "photo-camera") } else { (words::CHOOSE, "photo-file") };
    view! {
        <label class="btn small file-label" class:only-touch=camera data-testid=(!camera).then_some("add-line-photo")>
            {word}
            <input
                type="file"
                class="file-input"
                accept="image/*"
                multiple=!camera
                capture=camera.then_some("environment")
                data-testid=testid
                node_ref=input
                disabled=move || taking.progress.get().is_some()
                on:pointerdown=move |_| before.run(())
                on:click=move |_| before.run(())
                on:change:target=move |ev| chosen(&ev.target())
            />
        </label>
    }
}

/// Whether this device offers the camera button; as in the style sheet.
fn has_camera() -> bool {
    window().match_media("(max-width: 1023px)").ok().flatten().is_some_and(|query| query.matches())
}

/// Brings the row into sight and gives its button the focus.
fn come_here(input: &HtmlInputElement) {
    if let Some(label) = input.parent_element() {
        label.scroll_into_view();
    }
    // A button that cannot take the focus is still in sight.
    drop(input.unchecked_ref::<web_sys::HtmlElement>().focus());
}

/// How far the taking has come, and what could not be taken.
#[component]
fn Progress(taking: Taking) -> impl IntoView {
    view! {
        <div role="status" aria-live="polite">
            {move || taking.progress.get().map(|(n, of)| view! {
                <p class="brief" data-testid="photo-progress">
                    <progress max=of.to_string() value=n.to_string() aria-hidden="true"></progress>
                    {words::progress(n, of)}
                    <button type="button" class="btn small" data-testid="photo-stop" on:click=move |_| taking.stop.set(true)>
                        {words::STOP}
                    </button>
                </p>
            })}
            {move || taking.notes.get().into_iter().map(|note| view! { <p class="brief" data-testid="photo-note">{note}</p> }).collect_view()}
        </div>
    }
}

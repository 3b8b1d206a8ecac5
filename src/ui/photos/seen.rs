//! One photo on the page: as a thumbnail, or large. Addresses of bytes are given back when the
//! photo leaves the page.

use super::album::PhotoItem;
use crate::platform::files;
use crate::platform::object_url::ObjectUrl;
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::photos as words;
use crate::workspace::Held;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::kinds::photo;
use ronghe_core::record::{Id, Register};
use std::sync::Arc;

/// What is known of a photo that is to be shown.
#[derive(Clone)]
enum Look {
    /// Not known yet.
    Looking,
    /// An address of its bytes or of its thumbnail.
    At(Arc<ObjectUrl>),
    /// The bytes are here and this browser cannot show them.
    Undecodable,
    /// The bytes are not here.
    Missing,
}

impl Look {
    const fn state(&self) -> &'static str {
        match self {
            Self::Looking => "looking",
            Self::At(_) => "shown",
            Self::Undecodable => "undecodable",
            Self::Missing => "missing",
        }
    }

    fn at(bytes: &[u8], mime: &str) -> Self {
        // A browser without memory for it cannot show it, either.
        ObjectUrl::new(bytes, mime).map_or(Self::Undecodable, |url| Self::At(Arc::new(url)))
    }
}

/// A thumbnail, or a grey box that says where the photo is.
#[component]
pub fn Thumb(item: PhotoItem, alt: Signal<String>) -> impl IntoView {
    let app = App::here();
    let look = RwSignal::new(Look::Looking);
    let hash = item.hash.clone();
    Effect::new(move |_| {
        // Bytes may come later than their record: in a second file, or after the form is opened.
        app.rev.track();
        if matches!(look.get_untracked(), Look::At(_)) {
            return;
        }
        let hash = hash.clone();
        spawn_local(async move {
            let Some(desk) = app.desk() else { return };
            let found = match desk.photo_held(&hash).await {
                Ok(Held::Thumb(jpeg)) => Look::at(&jpeg, "image/jpeg"),
                Ok(Held::Bytes) => Look::Undecodable,
                Ok(Held::Nothing) => Look::Missing,
                // Whoever opens it is told why it cannot be read.
                Err(_) => Look::Undecodable,
            };
            // An address that comes too late is dropped and so given back.
            look.try_set(found);
        });
    });
    let id = item.id;
    let body = move || {
        match look.get() {
        Look::Looking => ().into_any(),
        Look::At(url) => view! { <img src=url.href() alt=move || alt.get() /> }.into_any(),
        Look::Undecodable => {
            view! { <span class="no-photo">{move || alt.get()}<br />{words::OPEN_LARGE}</span> }.into_any()
        }
        Look::Missing => {
            view! { <span class="no-photo" data-testid="photo-missing">{where_it_is(app, &id, words::GONE_SHORT)}</span> }.into_any()
        }
    }
    };
    view! { <span class="photo-box" data-testid="photo" data-state=move || look.with(Look::state)>{body}</span> }
}

/// A photo as large as there is room for, or why it cannot be seen.
#[component]
pub fn Large(item: PhotoItem, alt: String) -> impl IntoView {
    let app = App::here();
    let look = RwSignal::new(Look::Looking);
    let (hash, mime) = (item.hash.clone(), item.mime.clone());
    spawn_local(async move {
        let Some(desk) = app.desk() else { return };
        let found = match desk.photo_bytes(&hash).await {
            Ok(Some(bytes)) => Look::at(&bytes, &mime),
            Ok(None) => Look::Missing,
            Err(error) => {
                app.say(error.message().to_owned());
                Look::Undecodable
            }
        };
        look.try_set(found);
    });
    let id = item.id;
    let (hash, mime) = (item.hash, item.mime);
    let body = move || match look.get() {
        Look::Looking => view! { <p class="state">{words::LOOKING}</p> }.into_any(),
        Look::At(url) => view! {
            <img
                src=url.href()
                alt=alt.clone()
                data-testid="photo-large"
                on:error=move |_| {
                    look.try_set(Look::Undecodable);
                }
            />
        }
        .into_any(),
        Look::Undecodable => {
            let (hash, mime) = (hash.clone(), mime.clone());
            let save = move |_| spawn_local(save_original(app, hash.clone(), mime.clone()));
            view! {
                <div class="no-photo">
                    <p>{words::CANNOT_SHOW}</p>
                    <button type="button" class="btn" on:click=save>{words::SAVE_ORIGINAL}</button>
                </div>
            }
            .into_any()
        }
        Look::Missing => {
            view! { <p class="no-photo" data-testid="photo-missing">{where_it_is(app, &id, words::GONE_HERE)}</p> }
                .into_any()
        }
    };
    view! { <div class="photo-large" data-state=move || look.with(Look::state)>{body}</div> }
}

/// The photo of a record, on that record's page.
#[component]
pub fn PhotoFigure(id: Id) -> impl IntoView {
    let app = App::here();
    let item = Memo::new(move |_| {
        app.track(&[photo::KIND.name]);
        app.get(&id).and_then(|record| PhotoItem::of(&record))
    });
    move || {
        let item = item.get()?;
        let alt = words::alt(&item.caption, &item.taken, 1);
        Some(view! { <Large item alt /> })
    }
}

async fn save_original(app: App, hash: String, mime: String) {
    let Some(desk) = app.desk() else { return };
    match desk.photo_bytes(&hash).await {
        Ok(Some(bytes)) => {
            if files::save_bytes(&words::file_name(&hash, &mime), &mime, &bytes).is_err() {
                app.say(text::EXPORT_FAILED.to_owned());
            }
        }
        Ok(None) => app.say(words::GONE_HERE.to_owned()),
        Err(error) => app.say(error.message().to_owned()),
    }
}

/// Where the bytes are that are not here: on the device that wrote the record, unless that is
/// this one, of which `gone` is said.
fn where_it_is(app: App, id: &Id, gone: &str) -> String {
    let Some(record) = app.get(id) else { return words::NOT_KEPT.to_owned() };
    let writer = record.registers.get(photo::FILE).and_then(Register::top).map(|entry| entry.dot.device.clone());
    app.head.with_untracked(|head| match (head, writer) {
        (Some(head), Some(device)) if head.is_own(&device) => gone.to_owned(),
        (Some(head), Some(device)) => words::elsewhere(head.devices.get(&device)),
        _ => words::elsewhere(None),
    })
}

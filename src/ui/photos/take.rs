//! From a chosen file to a photo that is kept: smaller, upright, without its place.

use super::album::{Album, Place};
use crate::platform::{files, photo as pictures};
use crate::ui::state::App;
use crate::ui::text::photos as words;
use crate::workspace::NewPhoto;
use leptos::prelude::*;
use ronghe_core::photo::{PhotoFile, media_type, taken_on};
use ronghe_core::value::CivilDate;
use web_sys::File;

/// The largest file that is kept although it cannot be decoded, in bytes.
const MAX_ORIGINAL: f64 = 8_000_000.0;

/// Where the EXIF of a JPEG ends at the latest, in bytes, as good as always.
const HEAD: i32 = 256 << 10;

/// How a taking goes on; shared with the row that shows it.
#[derive(Clone, Copy)]
pub struct Taking {
    /// The how-manieth photo of how many, while photos are being taken.
    pub progress: RwSignal<Option<(usize, usize)>>,
    /// What people should know about the last taking, a sentence a photo.
    pub notes: RwSignal<Vec<String>>,
    /// Set when somebody wants it to stop.
    pub stop: RwSignal<bool>,
}

impl Taking {
    /// Returns one that has not begun.
    #[must_use]
    pub fn idle() -> Self {
        Self { progress: RwSignal::new(None), notes: RwSignal::new(Vec::new()), stop: RwSignal::new(false) }
    }

    fn note(self, app: App, sentence: String) {
        // If the row is gone, it is said at the foot of the page.
        if self.notes.try_update(|notes| notes.push(sentence.clone())).is_none() {
            app.say(sentence);
        }
    }
}

/// Takes `files` into `album`, one after the other: decoded, each needs 50 MB. Returns how many are
/// kept.
pub async fn take(app: App, album: Album, files: Vec<File>, taking: Taking) -> usize {
    let total = files.len();
    let mut kept = 0;
    taking.notes.set(Vec::new());
    taking.stop.set(false);
    album.set_taking(true);
    for (n, file) in files.iter().enumerate() {
        // A form that was left must not go on changing its draft.
        let place = album.place().filter(|_| taking.stop.try_get_untracked() != Some(true));
        let Some(place) = place else {
            taking.note(app, words::rest(total - n));
            break;
        };
        taking.progress.try_set(Some((n + 1, total)));
        match take_one(app, album, place, file).await {
            Ok(note) => {
                kept += 1;
                note.into_iter().for_each(|note| taking.note(app, note));
            }
            Err(sentence) => taking.note(app, sentence),
        }
    }
    taking.progress.try_set(None);
    album.set_taking(false);
    kept
}

/// Takes one file. Returns what is to be said about it; the error is why it was not taken.
async fn take_one(app: App, album: Album, place: Place, file: &File) -> Result<Option<String>, String> {
    let name = file.name();
    let (photo, note) = prepare(file).await?;
    if album.holds(app, &photo.file.sha256) {
        return Err(words::already(&name));
    }
    let day = day_of(file).await;
    place.keep(app, photo, day).await.map_err(|why| words::not_stored(&name, &why))?;
    Ok(note)
}

/// The photo, and what is to be said about it. The error is a sentence.
async fn prepare(file: &File) -> Result<(NewPhoto, Option<String>), String> {
    let name = file.name();
    if let Ok(photo) = pictures::prepare(file).await {
        let full = photo.full;
        let size = Some((u64::from(full.width), u64::from(full.height)));
        let file = described(photo.hash, &full.jpeg, "image/jpeg", size);
        return Ok((NewPhoto { file, bytes: full.jpeg, thumb: Some(photo.thumb.jpeg) }, None));
    }
    if file.size() > MAX_ORIGINAL {
        return Err(words::too_large(&name));
    }
    let bytes = files::read(file).await.map_err(|_| words::unreadable(&name))?;
    let Some(mime) = media_type(&bytes) else { return Err(words::not_a_picture(&name)) };
    let hash = pictures::sha256(&bytes).await.map_err(|_| words::unreadable(&name))?;
    let file = described(hash, &bytes, mime, None);
    Ok((NewPhoto { file, bytes, thumb: None }, Some(words::kept_as_is(&name))))
}

fn described(sha256: String, bytes: &[u8], mime: &str, size: Option<(u64, u64)>) -> PhotoFile {
    PhotoFile { sha256, bytes: bytes.len() as u64, mime: mime.to_owned(), size }
}

/// The day on which it was taken: what the camera says, or when the file was last changed.
async fn day_of(file: &File) -> Option<CivilDate> {
    if let Ok(head) = file.slice_with_i32_and_i32(0, HEAD)
        && let Ok(bytes) = files::read(&head).await
        && let Some(day) = taken_on(&bytes)
    {
        return Some(day);
    }
    let changed = file.last_modified();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, which is what is wanted"
    )]
    (changed > 0.0).then(|| CivilDate::of_shanghai(changed as u64))
}

//! How a file that is made gets to the person: through the share sheet of the phone, or among what was
//! downloaded.

use crate::platform::files;
use crate::ui::state::App;
use crate::ui::text;
use ronghe_core::exchange::{bundle, zip};

/// Type of the file; the same bytes are shared as text, which phones accept.
const MIME: &str = "application/json";

/// How a person got a file.
pub enum Given {
    /// By the app that he chose.
    Shared,
    /// Among what was downloaded, under this name.
    Saved(String),
}

/// Saves the file with its photos, in archives that chat programs carry. `None` if the person does
/// not have all of them.
pub async fn give_bundle(app: App, name: &str, data: &files::Parts, photos: &[(String, u64)]) -> Option<Given> {
    let desk = app.desk()?;
    let mut names = Vec::new();
    let text = data.text();
    let sizes: Vec<u64> = photos.iter().map(|(_, bytes)| *bytes).collect();
    for (i, part) in bundle::plan(text.len() as u64, &sizes).into_iter().enumerate() {
        let mut zip = zip::Writer::new();
        let mut whole = !part.data || zip.add(bundle::DATA_NAME, text.as_bytes()).is_ok();
        for (hash, _) in photos.get(part.photos).unwrap_or_default() {
            if let Ok(Some(bytes)) = desk.photo_bytes(hash).await {
                whole &= zip.add(&bundle::photo_name(hash), &bytes).is_ok();
            }
        }
        let file = bundle::part_name(name, i + 1);
        let saved = files::save_bytes(&file, "application/zip", &zip.finish());
        if !whole || saved.is_err() {
            app.say(text::EXPORT_FAILED.to_owned());
            return None;
        }
        names.push(file);
    }
    Some(Given::Saved(names.join("、")))
}

/// Gives the file to the person. `None` if he does not have it.
pub async fn give(app: App, name: &str, parts: &files::Parts, share: bool) -> Option<Given> {
    if share {
        match files::share_text(&name.replace(".json", ".txt"), parts).await {
            Ok(files::Shared::Done) => return Some(Given::Shared),
            Ok(files::Shared::Cancelled) => return None,
            // What cannot be shared is saved instead.
            Ok(files::Shared::Unsupported) | Err(_) => {}
        }
    }
    match files::save_parts(name, MIME, parts) {
        Ok(()) => Some(Given::Saved(name.to_owned())),
        Err(_) => {
            app.say(text::EXPORT_FAILED.to_owned());
            None
        }
    }
}

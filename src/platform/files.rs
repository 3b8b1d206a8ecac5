//! Files in and out: reading a chosen one, saving, sharing.

use super::{PlatformError, window};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FilePropertyBag, HtmlAnchorElement, ShareData, Url};

/// How long a saved file's address stays valid, in ms. Some browsers begin to read late.
const URL_LIFE_MS: u32 = 60_000;

/// What became of an offer to share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// Handed to the app that the person chose.
    Done,
    /// The person closed the sheet. Saving the file instead would not be what he wants.
    Cancelled,
    /// This browser shares no such file: save it instead.
    Unsupported,
}

/// The whole content of a chosen file.
///
/// # Errors
/// When the file has gone or changed since it was chosen, or may not be read.
pub async fn read(file: &Blob) -> Result<Vec<u8>, PlatformError> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// At most `length` bytes of a chosen file, from the byte `from` on.
///
/// # Errors
/// As [`read`].
pub async fn read_slice(file: &Blob, from: usize, length: usize) -> Result<Vec<u8>, PlatformError> {
    // A file is far shorter than what a double counts exactly.
    let slice = file.slice_with_f64_and_f64(from as f64, (from + length) as f64)?;
    read(&slice).await
}

/// A file in the making, kept by the browser and not in the program's memory, which never shrinks.
pub struct Parts(Array);

impl Default for Parts {
    fn default() -> Self {
        Self::new()
    }
}

impl Parts {
    /// A file without content.
    #[must_use]
    pub fn new() -> Self {
        Self(Array::new())
    }

    /// Adds text. It is kept as the bytes that the file will have: a text of the browser's would be
    /// made of them here and taken apart again when the file is given away.
    pub fn push_text(&mut self, text: &str) {
        self.0.push(&Uint8Array::from(text.as_bytes()));
    }

    /// Returns all of it as one text.
    #[must_use]
    pub fn text(&self) -> String {
        let parts: Vec<Uint8Array> = self.0.iter().map(JsCast::unchecked_into).collect();
        let mut bytes = Vec::with_capacity(parts.iter().map(|part| part.length() as usize).sum());
        parts.iter().for_each(|part| bytes.extend(part.to_vec()));
        // Only whole texts were added.
        String::from_utf8(bytes).unwrap_or_default()
    }

    fn blob(&self, mime: &str) -> Result<Blob, PlatformError> {
        let options = BlobPropertyBag::new();
        options.set_type(mime);
        Ok(Blob::new_with_buffer_source_sequence_and_options(&self.0, &options)?)
    }
}

/// Saves a file as a download called `name`.
///
/// # Errors
/// When the browser refuses; whether the person keeps the file cannot be known.
pub fn save_parts(name: &str, mime: &str, parts: &Parts) -> Result<(), PlatformError> {
    save(name, &parts.blob(mime)?)
}

/// Saves `text` as a download called `name`.
///
/// # Errors
/// As [`save_parts`].
pub fn save_text(name: &str, mime: &str, text: &str) -> Result<(), PlatformError> {
    save(name, &blob(mime, &JsValue::from_str(text))?)
}

/// Saves `bytes` as a download called `name`.
///
/// # Errors
/// As [`save_parts`].
pub fn save_bytes(name: &str, mime: &str, bytes: &[u8]) -> Result<(), PlatformError> {
    save(name, &blob(mime, &Uint8Array::from(bytes))?)
}

fn save(name: &str, blob: &Blob) -> Result<(), PlatformError> {
    let url = Url::create_object_url_with_blob(blob)?;
    let document = window()?.document().ok_or_else(|| PlatformError::missing("document"))?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Timeout::new(URL_LIFE_MS, move || {
        Url::revoke_object_url(&url).ok();
    })
    .forget();
    Ok(())
}

pub(super) fn blob(mime: &str, part: &JsValue) -> Result<Blob, PlatformError> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    Ok(Blob::new_with_buffer_source_sequence_and_options(&Array::of1(part), &options)?)
}

/// Offers a file of text to other apps as the file `name`, which should end in `.txt`: browsers share few
/// types, and JSON is not among them. Must be called in answer to a tap.
///
/// # Errors
/// When the sharing itself failed.
pub async fn share_text(name: &str, parts: &Parts) -> Result<Shared, PlatformError> {
    let navigator = window()?.navigator();
    // Calling a method that is not there would throw through the whole stack.
    let offered = ["canShare", "share"]
        .iter()
        .all(|method| Reflect::has(&navigator, &JsValue::from_str(method)).unwrap_or(false));
    if !offered {
        return Ok(Shared::Unsupported);
    }
    let options = FilePropertyBag::new();
    options.set_type("text/plain");
    let file = File::new_with_buffer_source_sequence_and_options(&parts.0, name, &options)?;
    let data = ShareData::new();
    data.set_files(&Array::of1(&file));
    if !navigator.can_share_with_data(&data) {
        return Ok(Shared::Unsupported);
    }
    match JsFuture::from(navigator.share_with_data(&data)).await {
        Ok(_) => Ok(Shared::Done),
        Err(thrown) => {
            let error = PlatformError::from(thrown);
            if error.name == "AbortError" { Ok(Shared::Cancelled) } else { Err(error) }
        }
    }
}

//! An address under which the page can show bytes that it holds.

use super::{PlatformError, files};
use js_sys::Uint8Array;
use web_sys::Url;

/// Such an address. The browser keeps the bytes until this is dropped.
#[derive(Debug, PartialEq, Eq)]
pub struct ObjectUrl(String);

impl ObjectUrl {
    /// Makes an address for `bytes` of the media type `mime`.
    ///
    /// # Errors
    /// When the browser has no memory for it.
    pub fn new(bytes: &[u8], mime: &str) -> Result<Self, PlatformError> {
        let blob = files::blob(mime, &Uint8Array::from(bytes))?;
        Ok(Self(Url::create_object_url_with_blob(&blob)?))
    }

    /// The address.
    #[must_use]
    pub fn href(&self) -> String {
        self.0.clone()
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        // An address that is unknown by now needs no revoking.
        Url::revoke_object_url(&self.0).ok();
    }
}

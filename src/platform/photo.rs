//! A photo made fit to keep: smaller, upright, without EXIF and so without its place.

use super::{PlatformError, files, window};
use js_sys::{Promise, Uint8Array};
use std::fmt::Write;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// Longest side of a kept photo, in pixels.
const SIDE: u32 = 1_600;

/// Longest side of a thumbnail, in pixels.
const THUMB_SIDE: u32 = 160;

/// JPEG quality.
const QUALITY: f64 = 0.75;

/// A picture that was decoded and encoded anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// The picture as JPEG.
    pub jpeg: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// A photo made fit to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// SHA-256 of the photo's bytes in lower-case hexadecimal: its key.
    pub hash: String,
    /// The photo, at most 1600 pixels long.
    pub full: Encoded,
    /// Its thumbnail, at most 160 pixels long.
    pub thumb: Encoded,
}

/// Decodes `file`, turns it upright, scales it down and encodes it anew, which leaves its EXIF
/// behind.
///
/// # Errors
/// When this browser cannot decode it (HEIC, damaged, too many pixels) or has no WebCrypto.
pub async fn prepare(file: &Blob) -> Result<Photo, PlatformError> {
    let bitmap = decode(file).await?;
    let encoded = encode_both(&bitmap).await;
    // Decoded, a phone's photo takes 50 MB; do not wait for the collector.
    bitmap.close();
    let (full, thumb) = encoded?;
    let hash = sha256(&full.jpeg).await?;
    Ok(Photo { hash, full, thumb })
}

/// The thumbnail of a photo that came from elsewhere.
///
/// # Errors
/// As [`prepare`].
pub async fn thumbnail(bytes: &[u8]) -> Result<Encoded, PlatformError> {
    let bitmap = decode(&files::blob("", &Uint8Array::from(bytes))?).await?;
    let encoded = encode(&bitmap, THUMB_SIDE).await;
    bitmap.close();
    encoded
}

/// Upright, as its EXIF says.
async fn decode(file: &Blob) -> Result<ImageBitmap, PlatformError> {
    let bitmap = window()?.create_image_bitmap_with_blob(file)?;
    Ok(JsFuture::from(bitmap).await?.unchecked_into())
}

/// SHA-256 in lower-case hexadecimal. Never call it while a transaction is open.
///
/// # Errors
/// When the page has no WebCrypto, which needs https or localhost.
pub async fn sha256(bytes: &[u8]) -> Result<String, PlatformError> {
    let subtle = window()?.crypto()?.subtle();
    if subtle.is_undefined() {
        return Err(PlatformError::missing("crypto.subtle"));
    }
    let digest = subtle.digest_with_str_and_js_u8_array("SHA-256", &Uint8Array::from(bytes))?;
    let digest = Uint8Array::new(&JsFuture::from(digest).await?).to_vec();
    Ok(digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        write!(hex, "{byte:02x}").ok();
        hex
    }))
}

async fn encode_both(bitmap: &ImageBitmap) -> Result<(Encoded, Encoded), PlatformError> {
    Ok((encode(bitmap, SIDE).await?, encode(bitmap, THUMB_SIDE).await?))
}

/// Width and height with a longest side of at most `side`; never larger than before, never 0.
fn fit(width: u32, height: u32, side: u32) -> (u32, u32) {
    let longest = width.max(height).max(1);
    if longest <= side {
        return (width.max(1), height.max(1));
    }
    let scale = |length: u32| {
        let scaled = (u64::from(length) * u64::from(side) + u64::from(longest) / 2) / u64::from(longest);
        u32::try_from(scaled).unwrap_or(side).max(1)
    };
    (scale(width), scale(height))
}

async fn encode(bitmap: &ImageBitmap, side: u32) -> Result<Encoded, PlatformError> {
    let (width, height) = fit(bitmap.width(), bitmap.height(), side);
    let blob = draw(width, height, |context| {
        let (width, height) = (f64::from(width), f64::from(height));
        context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height)
    });
    Ok(Encoded { jpeg: files::read(&blob.await?).await?, width, height })
}

/// What `paint` paints on a white canvas, as JPEG.
pub(super) async fn draw(
    width: u32,
    height: u32,
    paint: impl FnOnce(&CanvasRenderingContext2d) -> Result<(), JsValue>,
) -> Result<Blob, PlatformError> {
    let document = window()?.document().ok_or_else(|| PlatformError::missing("document"))?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d")?.ok_or_else(|| PlatformError::missing("canvas"))?.unchecked_into();
    // JPEG knows no transparency; without this what is transparent becomes black.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, f64::from(width), f64::from(height));
    paint(&context)?;
    let mut result = Ok(());
    let blob = Promise::new(&mut |resolve, _| {
        let keep = Closure::once_into_js(move |blob: JsValue| {
            resolve.call1(&JsValue::UNDEFINED, &blob).ok();
        });
        result = canvas.to_blob_with_type_and_encoder_options(keep.unchecked_ref(), "image/jpeg", &QUALITY.into());
    });
    result?;
    // Null for a canvas too large to encode.
    let blob = JsFuture::from(blob).await?.dyn_into::<Blob>();
    blob.map_err(|_| PlatformError::missing("JPEG encoder"))
}

//! The camera inside the page. The system's camera app may cost the page its life for want of
//! memory; this one does not leave the page.

use super::{PlatformError, photo, window};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    File, FilePropertyBag, HtmlVideoElement, MediaDevices, MediaStream, MediaStreamConstraints, MediaStreamTrack,
};

/// Longest side asked of the camera, in pixels; it gives what it can.
const SIDE: u32 = 1_920;

/// A camera that is on. Dropping it turns it off.
pub struct Camera {
    stream: MediaStream,
}

/// Whether the browser can open a camera inside the page.
#[must_use]
pub fn is_there() -> bool {
    devices().is_ok()
}

impl Camera {
    /// Turns on the camera that looks away from the person, or whichever there is. The browser asks
    /// the person.
    ///
    /// # Errors
    /// `NotAllowedError` when the person or a policy refuses, others when there is no camera.
    pub async fn open() -> Result<Self, PlatformError> {
        let video = Object::new();
        Reflect::set(&video, &"facingMode".into(), &"environment".into())?;
        let ideal = Object::new();
        Reflect::set(&ideal, &"ideal".into(), &SIDE.into())?;
        Reflect::set(&video, &"width".into(), &ideal)?;
        let wanted = MediaStreamConstraints::new();
        wanted.set_video(&video);
        let stream = JsFuture::from(devices()?.get_user_media_with_constraints(&wanted)?).await?;
        Ok(Self { stream: stream.unchecked_into() })
    }

    /// Shows what the camera sees.
    ///
    /// # Errors
    /// When the browser will not play it.
    pub async fn show_in(&self, video: &HtmlVideoElement) -> Result<(), PlatformError> {
        video.set_src_object(Some(&self.stream));
        JsFuture::from(video.play()?).await?;
        Ok(())
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        for track in self.stream.get_tracks().iter() {
            track.unchecked_ref::<MediaStreamTrack>().stop();
        }
    }
}

/// The picture that `video` shows at this moment, as a file called `name`.
///
/// # Errors
/// When it shows none yet, or cannot be encoded.
pub async fn shoot(video: &HtmlVideoElement, name: &str) -> Result<File, PlatformError> {
    let (width, height) = (video.video_width(), video.video_height());
    if width == 0 || height == 0 {
        return Err(PlatformError::missing("a frame of the camera"));
    }
    let blob =
        photo::draw(width, height, |context| context.draw_image_with_html_video_element(video, 0.0, 0.0)).await?;
    let options = FilePropertyBag::new();
    options.set_type("image/jpeg");
    Ok(File::new_with_blob_sequence_and_options(&Array::of1(&blob), name, &options)?)
}

fn devices() -> Result<MediaDevices, PlatformError> {
    let missing = || PlatformError::missing("navigator.mediaDevices");
    let devices = window()?.navigator().media_devices().map_err(|_| missing())?;
    // Without https there are none; calling a method that is not there would throw.
    let offered =
        !devices.is_undefined() && Reflect::has(&devices, &JsValue::from_str("getUserMedia")).unwrap_or(false);
    if offered { Ok(devices) } else { Err(missing()) }
}

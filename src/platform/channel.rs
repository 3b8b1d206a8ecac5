//! Telling the other tabs of this browser that there is a new revision. The revision is all that
//! is said; what changed is read from the database.

use super::{Listener, PlatformError};
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

/// Name of the channel of the released page.
pub const DEFAULT_NAME: &str = "ronghe";

/// An open channel. Dropping it closes it.
pub struct Channel {
    channel: BroadcastChannel,
    _listener: Listener,
}

impl Channel {
    /// Joins channel `name`; `on_revision` is called with every revision that another tab posts.
    ///
    /// # Errors
    /// When the browser has no such channels. Tabs then find new revisions at their next commit.
    pub fn open(name: &str, on_revision: impl Fn(u64) + 'static) -> Result<Self, PlatformError> {
        if !js_sys::Reflect::has(&js_sys::global(), &"BroadcastChannel".into()).unwrap_or(false) {
            return Err(PlatformError::missing("BroadcastChannel"));
        }
        let channel = BroadcastChannel::new(name)?;
        let listener = Listener::new(&channel, "message", move |event| {
            // An older or newer build may say something else; it is not for us.
            if let Ok(event) = event.dyn_into::<MessageEvent>()
                && let Some(revision) = revision(&event.data())
            {
                on_revision(revision);
            }
        })?;
        Ok(Self { channel, _listener: listener })
    }

    /// Tells the other tabs that `revision` is in the database.
    ///
    /// # Errors
    /// When the channel is closed.
    #[allow(clippy::cast_precision_loss, reason = "revisions count commits; 2^53 is out of reach")]
    pub fn post(&self, revision: u64) -> Result<(), PlatformError> {
        Ok(self.channel.post_message(&(revision as f64).into())?)
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
fn revision(data: &wasm_bindgen::JsValue) -> Option<u64> {
    let number = data.as_f64()?;
    (number >= 0.0 && number.fract() == 0.0).then_some(number as u64)
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}

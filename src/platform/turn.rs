//! Letting the page answer in the middle of long work.

use super::window;
use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// How long work may go on without a break, in milliseconds: three of them fit into the 50 ms
/// that people do not notice.
const STRETCH_MS: f64 = 14.0;

/// Keeps long work in short stretches.
///
/// ```ignore
/// let mut turns = Turns::new();
/// for piece in pieces {
///     work(piece);
///     turns.breathe().await;
/// }
/// ```
pub struct Turns {
    since: f64,
}

impl Default for Turns {
    fn default() -> Self {
        Self::new()
    }
}

impl Turns {
    /// Begins a stretch.
    #[must_use]
    pub fn new() -> Self {
        Self { since: now() }
    }

    /// Whether the stretch has been long enough; then the next begins. For work that ends its task by
    /// waiting for something else than a turn.
    pub fn begin_if_due(&mut self) -> bool {
        let due = now() - self.since >= STRETCH_MS;
        if due {
            self.since = now();
        }
        due
    }

    /// Lets the page have its turn if the stretch has been long enough. Returns whether it had.
    pub async fn breathe(&mut self) -> bool {
        let due = now() - self.since >= STRETCH_MS;
        if due {
            next().await;
            self.since = now();
        }
        due
    }
}

/// Milliseconds since the page began, to measure stretches with.
fn now() -> f64 {
    window().ok().and_then(|w| w.performance()).map_or(0.0, |p| p.now())
}

/// Resolves in a task of its own. A message is not held back as timers are, which browsers slow
/// down to 4 ms and more.
pub async fn next() {
    let Ok(channel) = MessageChannel::new() else { return TimeoutFuture::new(0).await };
    let promise = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(resolve.unchecked_ref()));
    });
    if channel.port2().post_message(&wasm_bindgen::JsValue::NULL).is_err() {
        return TimeoutFuture::new(0).await;
    }
    // It cannot be rejected.
    JsFuture::from(promise).await.ok();
    channel.port1().close();
}

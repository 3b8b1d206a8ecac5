//! The moments at which the page may be about to go, perhaps for good.

use super::{Listener, PlatformError, window};
use web_sys::VisibilityState;

/// Listeners for every such moment. Dropping them takes them away.
#[must_use = "dropping the listeners removes them"]
pub struct Leaving {
    listeners: Vec<Listener>,
}

impl Leaving {
    /// Leaves the listeners in place for as long as the page lives.
    pub fn forget(self) {
        self.listeners.into_iter().for_each(Listener::forget);
    }
}

/// Calls `save` when the page loses focus, is hidden or is left; often several times for one
/// leave, since no single event comes on every phone. After `pagehide` the browser may give no
/// more time: what `save` starts must be under way when it returns.
///
/// # Errors
/// When there is no window.
pub fn on_leaving(save: impl Fn() + Clone + 'static) -> Result<Leaving, PlatformError> {
    let window = window()?;
    let document = window.document().ok_or_else(|| PlatformError::missing("document"))?;
    let when_hidden = {
        let (save, document) = (save.clone(), document.clone());
        move || {
            if document.visibility_state() == VisibilityState::Hidden {
                save();
            }
        }
    };
    let on_blur = save.clone();
    Ok(Leaving {
        listeners: vec![
            Listener::new(&document, "visibilitychange", move |_| when_hidden())?,
            Listener::new(&window, "pagehide", move |_| save())?,
            Listener::new(&window, "blur", move |_| on_blur())?,
        ],
    })
}

//! Thin wrappers over what the browser offers, one file each. No product rules and no reactivity
//! here, and no storage of records (`storage`).

pub mod camera;
pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod crypto;
pub mod decode;
mod error;
pub mod files;
pub mod keepsake;
pub mod lifecycle;
mod listener;
pub mod locks;
pub mod marks;
pub mod object_url;
pub mod panic;
pub mod persistence;
pub mod photo;
pub mod prefs;
pub mod random;
pub mod service_worker;
pub mod shipped;
pub mod turn;
pub mod wipe;
pub mod worker;

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests;

pub use error::PlatformError;
pub use listener::Listener;

/// The window; there is none in a worker.
fn window() -> Result<web_sys::Window, PlatformError> {
    web_sys::window().ok_or_else(|| PlatformError::missing("window"))
}

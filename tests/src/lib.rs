//! The harness of the end-to-end tests: a server, browsers, and the verbs in which a story is told.
//! The stories themselves are in `e2e/`; what the product must do is said there and not here.
//!
//! Everything here panics when it fails, with what was on the page and a picture in `shots/`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must stop and say where"
)]

pub mod axe;
pub mod browser;
pub mod build;
pub mod files;
pub mod made;
pub mod page;
pub mod server;
pub mod story;

pub use browser::{Profile, Screen};
pub use build::Build;
pub use files::Preview;
pub use page::Page;
pub use server::Server;
pub use story::{Device, Start};

use std::path::{Path, PathBuf};
use tokio::sync::{Semaphore, SemaphorePermit};

/// How many stories run at the same time; each drives up to two browsers.
static ROOM: Semaphore = Semaphore::const_new(2);

/// Waits until there is room for one more story. Hold what is returned until its end.
pub async fn turn() -> SemaphorePermit<'static> {
    ROOM.acquire().await.expect("never closed")
}

/// The checkout.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the checkout").to_owned()
}

/// The release page that is tested: `dist/`, or what `RONGHE_DIST` names.
#[must_use]
pub fn dist() -> PathBuf {
    let dist = std::env::var_os("RONGHE_DIST").map_or_else(|| root().join("dist"), PathBuf::from);
    assert!(dist.join("index.html").is_file(), "no page in {}: cargo xtask dist builds it", dist.display());
    dist
}

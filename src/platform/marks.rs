//! Marks on the browser's timeline, for tests and measurements.

use super::window;

/// Sets the mark `ronghe:<name>`. A mark that cannot be set is no reason to stop.
pub fn mark(name: &str) {
    if let Some(performance) = window().ok().and_then(|window| window.performance()) {
        performance.mark(&format!("ronghe:{name}")).ok();
    }
}

/// [`mark`], when the document has been laid out as it stands now.
pub fn mark_laid_out(name: &str) {
    let body = window().ok().and_then(|window| window.document()).and_then(|document| document.body());
    // Asking for a height is what makes the browser lay out.
    if body.is_some_and(|body| body.offset_height() >= 0) {
        mark(name);
    }
}

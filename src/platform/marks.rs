//! Marks on the browser's timeline, for tests and measurements.

use super::window;

/// Sets the mark `ronghe:<name>`. A mark that cannot be set is no reason to stop.
pub fn mark(name: &str) {
    if let Some(performance) = window().ok().and_then(|window| window.performance()) {
        performance.mark(&format!("ronghe:{name}")).ok();
    }
}

//! Printing: the browser's own dialog; how the page looks on paper is in `style/print.css`.

use leptos::prelude::*;

/// Prints the page.
pub fn print() {
    if let Err(error) = window().print() {
        leptos::logging::warn!("{error:?}");
    }
}

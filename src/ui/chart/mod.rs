//! Charts as plain SVG, drawn from numbers that a table beside them says too. Nothing here knows
//! what is measured.

mod bars;
mod trend;

pub use bars::{Bar, Bars};
pub use trend::{Point, Trend};

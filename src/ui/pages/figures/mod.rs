//! 指标: every figure of a family at a glance, and one figure with its formula, its trend and the
//! records behind it. What figures are lies in `core`.

mod asking;
mod choices;
mod cockpit;
mod map;
mod one;
mod overview;

pub use asking::Asking;
pub use choices::{Choices, PeriodBefore, Years};
pub use cockpit::Cockpit;
pub use map::MapPage;
pub use one::{EvidenceOf, FigurePage};
pub use overview::{FigureCard, Figures};

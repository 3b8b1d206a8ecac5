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

use wasm_bindgen::JsCast;

/// Whether the `<details>` that was just opened or closed is open. What stands in it is drawn by this alone:
/// another figure is drawn into the same element, which then may be open already.
fn is_open(ev: &web_sys::Event) -> bool {
    let target = ev.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|details| details.get_attribute("open").is_some())
}

//! Forms drawn from the schema: one control for each type of field, lines in place, drafts.
//!
//! Nothing here knows a particular kind of record.

mod controls;
mod lines;
mod model;
mod reference;
mod scrap;
mod seat;
mod view;

pub use controls::{FieldControl, is_composing, shares_sum};
pub use model::{DraftPlace, Form, control};
pub use reference::offers;
pub use scrap::{Scrap, ScrapOf};
pub use seat::{Seat, spare_key, take as take_seat, take_fresh as take_fresh_seat};
pub use view::FormView;

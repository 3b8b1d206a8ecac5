//! Small pieces that several pages share. Nothing here knows a particular page.

mod due;
mod frame;
mod rows;
mod side;

pub use due::DueRows;
pub use frame::{Empty, PageHead, Tag, Tone};
pub use rows::VirtualList;
pub use side::Side;

//! Small pieces that several pages share. Nothing here knows a particular page.

mod due;
mod frame;
mod panel;
mod parts;
mod print;
mod row;
mod side;
mod sight;
mod within;

pub use due::DueRows;
pub use frame::{Empty, PageHead, Tag, Tone};
pub use panel::{SidePanel, close_modal, show_modal};
pub use parts::Parts;
pub use print::print;
pub use row::{RecordRow, RowHeads};
pub use side::Side;
pub use sight::Sight;
pub use within::{is_said, without_prefix};

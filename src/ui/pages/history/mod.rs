//! What was before: the history of a record, the list of all changes, the recycle bin.

mod author;
mod batches;
mod bin;
mod entry;
mod panel;
mod take_back;

pub use batches::Batches;
pub use bin::Bin;
pub use panel::HistoryPanel;

/// Entries and rows shown at a time.
const PAGE: u32 = 50;

//! Tables: text in rows and columns, out as .csv and .xlsx, in from any .csv, pasted cells, foreign
//! JSON or the sheets of a workbook.
//!
//! What comes in becomes a [`Grid`]; [`mapping`] makes changes of records from it. Decoding of
//! GB18030 is the caller's (browsers bring it along), reading workbooks is `ronghe-sheet`'s, and
//! the choice of file is the caller's again.

mod book;
mod encoding;
mod error;
mod grid;
pub mod mapping;
mod read;
mod table;
mod xlsx;

pub use book::{Doubt, Sheet, SheetHead, SheetRows};
pub use encoding::{Text, is_foreign_table, is_workbook, text_of};
pub use error::SheetError;
pub use grid::{Counted, Grid, GridRow, letters_of};
pub use read::{TableReader, read_table};
pub use table::{Column, Table};

/// Largest table that is read, in bytes of its file.
pub const MAX_BYTES: usize = 32 << 20;
/// Most rows of a table.
pub const MAX_ROWS: usize = 100_000;
/// Most columns of a table.
pub const MAX_COLUMNS: usize = 256;
/// Most cells of a table: what a phone holds in memory.
pub const MAX_CELLS: usize = 4_000_000;

#[cfg(test)]
mod tests;

//! Tables: text in rows and columns, out as .csv and .xlsx, in from any .csv, pasted cells or foreign JSON.
//!
//! What comes in becomes a [`Grid`]; [`mapping`] makes changes of records from it. Decoding of
//! GB18030 is the caller's (browsers bring it along), and so is the choice of file.

mod encoding;
mod error;
mod grid;
pub mod mapping;
mod read;
mod table;
mod xlsx;

pub use encoding::{Text, is_foreign_table, text_of};
pub use error::SheetError;
pub use grid::{Counted, Grid, GridRow};
pub use read::{TableReader, read_table};
pub use table::{Column, Table};

/// Largest table that is read, in bytes of its file.
const MAX_BYTES: usize = 32 << 20;
/// Most rows of a table.
const MAX_ROWS: usize = 100_000;
/// Most columns of a table.
const MAX_COLUMNS: usize = 256;
/// Most cells of a table: what a phone holds in memory.
const MAX_CELLS: usize = 4_000_000;

#[cfg(test)]
mod tests;

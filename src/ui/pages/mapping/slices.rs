//! A table read in slices that let the page answer.

use crate::platform::turn::Turns;
use ronghe_core::sheet::{Grid, SheetError, TableReader};

/// Rows read before the time is looked at.
const SLICE: usize = 100;

/// Reads a table to its end.
///
/// # Errors
/// Why it cannot be read.
pub(super) async fn table(reader: Result<TableReader, SheetError>) -> Result<Grid, SheetError> {
    let mut turns = Turns::new();
    let mut reader = reader?;
    turns.breathe().await;
    while !reader.step(SLICE)? {
        turns.breathe().await;
    }
    reader.finish()
}

//! Saving a table as a file that spreadsheets open.

use super::text;
use crate::platform::{PlatformError, clock, files};
use ronghe_core::sheet::Table;

/// The forms in which a table is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// A workbook: numbers are numbers, codes stay text.
    Xlsx,
    /// Text that every program reads.
    Csv,
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Gives the person the file `name` with the day of today.
///
/// # Errors
/// When the browser does not take the file, or it would be too large.
pub fn save_table(table: &Table, name: &str, format: TableFormat) -> Result<(), PlatformError> {
    let now = clock::now_ms();
    match format {
        TableFormat::Csv => {
            files::save_text(&text::table_name(name, "csv", now), "text/csv;charset=utf-8", &table.csv())
        }
        TableFormat::Xlsx => {
            let bytes = table
                .xlsx(name)
                .map_err(|error| PlatformError { name: "xlsx".to_owned(), detail: error.sentence() })?;
            files::save_bytes(&text::table_name(name, "xlsx", now), XLSX, &bytes)
        }
    }
}

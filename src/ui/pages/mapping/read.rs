//! From a chosen file or pasted text to a table or a workbook of which a sheet is to be chosen.

use super::book::Book;
use super::slices::table;
use crate::platform::decode;
use ronghe_core::sheet::{Grid, SheetError, TableReader, Text, text_of};
use std::sync::Arc;

/// What was chosen.
#[derive(Debug, Clone)]
pub enum Content {
    /// The bytes of a file.
    Bytes(Arc<[u8]>),
    /// Pasted text.
    Text(Arc<str>),
}

/// What it holds.
pub(super) enum Found {
    /// One table.
    Table(Grid),
    /// A workbook, of which one sheet is to be chosen.
    Book(Book),
}

/// Reads what was chosen.
///
/// # Errors
/// Why it cannot be read, in one sentence.
pub(super) async fn read(content: Content) -> Result<Found, String> {
    let text = match content {
        Content::Text(text) => text.to_string(),
        Content::Bytes(bytes) => match text_of(&bytes).map_err(SheetError::sentence)? {
            Text::Ready(text) => text,
            Text::Gb18030 => decode::gb18030(&bytes).map_err(|_| SheetError::NotText.sentence())?,
            Text::Workbook => return Book::read(&bytes).await.map(Found::Book),
        },
    };
    table(TableReader::open(text)).await.map(Found::Table).map_err(SheetError::sentence)
}

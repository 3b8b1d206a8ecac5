//! From a chosen file or pasted text to a table, in slices that let the page answer.

use crate::platform::{decode, turn::Turns};
use ronghe_core::sheet::{Grid, SheetError, TableReader, Text, text_of};
use std::sync::Arc;

/// Rows read before the time is looked at.
const SLICE: usize = 100;

/// What was chosen.
#[derive(Debug, Clone)]
pub enum Content {
    /// The bytes of a file.
    Bytes(Arc<[u8]>),
    /// Pasted text.
    Text(Arc<str>),
}

/// Reads the table.
///
/// # Errors
/// Why it cannot be read.
pub(super) async fn read(content: Content) -> Result<Grid, SheetError> {
    let mut turns = Turns::new();
    let text = match content {
        Content::Text(text) => text.to_string(),
        Content::Bytes(bytes) => match text_of(&bytes)? {
            Text::Ready(text) => text,
            Text::Gb18030 => decode::gb18030(&bytes).map_err(|_| SheetError::NotText)?,
        },
    };
    turns.breathe().await;
    let mut reader = TableReader::open(text)?;
    while !reader.step(SLICE)? {
        turns.breathe().await;
    }
    reader.finish()
}

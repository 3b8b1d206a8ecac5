//! Reading a table from text, a slice at a time, so that the page can answer in between.

mod csv;
mod json;

use super::book::PackedReader;
use super::{Grid, SheetError};
use csv::CsvReader;
use json::JsonReader;

/// Rows that [`is_table`] looks at.
const GLANCE: usize = 20;

/// A table being read.
#[derive(Debug)]
pub struct TableReader {
    source: Source,
}

#[derive(Debug)]
enum Source {
    Csv(CsvReader),
    Json(JsonReader),
    Packed(PackedReader),
}

impl TableReader {
    /// Begins to read `text`: JSON if it begins so, else cells with separators between.
    ///
    /// # Errors
    /// The text is JSON of another form, or is empty.
    pub fn open(text: String) -> Result<Self, SheetError> {
        let bare = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
        let source = if bare.is_empty() {
            return Err(SheetError::Empty);
        } else if bare.starts_with(['{', '[']) {
            Source::Json(JsonReader::open(bare.to_owned())?)
        } else {
            Source::Csv(CsvReader::open(text))
        };
        Ok(Self { source })
    }

    /// Begins to unpack a sheet that [`super::Sheet::pack`] has packed.
    ///
    /// # Errors
    /// The text is none, or another build has packed it.
    pub fn open_packed(text: String) -> Result<Self, SheetError> {
        let reader = PackedReader::open(text).ok_or(SheetError::OtherBuild)?;
        Ok(Self { source: Source::Packed(reader) })
    }

    /// Reads about `rows` rows more. Returns whether everything is read.
    ///
    /// # Errors
    /// Says at which line nothing more can be read.
    pub fn step(&mut self, rows: usize) -> Result<bool, SheetError> {
        match &mut self.source {
            Source::Csv(reader) => reader.step(rows),
            Source::Json(reader) => reader.step(rows),
            Source::Packed(reader) => reader.step(rows),
        }
    }

    /// Returns the table, as far as it is read.
    ///
    /// # Errors
    /// There is nothing in it.
    pub fn finish(self) -> Result<Grid, SheetError> {
        match self.source {
            Source::Csv(reader) => reader.finish(),
            Source::Json(reader) => reader.finish(),
            Source::Packed(reader) => reader.finish(),
        }
    }
}

/// Reads a whole table at once.
///
/// # Errors
/// Says in one sentence why it cannot be read.
pub fn read_table(text: String) -> Result<Grid, SheetError> {
    let mut reader = TableReader::open(text)?;
    while !reader.step(super::MAX_ROWS)? {}
    reader.finish()
}

/// Whether the text is a list of records, or has rows of two cells at least.
pub(super) fn is_table(text: String) -> bool {
    let Ok(mut reader) = TableReader::open(text) else { return false };
    let is_list = matches!(reader.source, Source::Json(_));
    reader.step(GLANCE).is_ok() && reader.finish().is_ok_and(|grid| is_list || grid.columns() > 1)
}

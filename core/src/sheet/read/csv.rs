//! Cells with separators between, as RFC 4180 has them and as Excel, WPS and the clipboard vary it:
//! comma, semicolon or tab; CRLF, LF or CR; quotes doubled within quotes.

use crate::sheet::table::unmarked;
use crate::sheet::{Counted, Grid, GridRow, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, SheetError};

/// How much of the text is looked at to find the separator, in bytes.
const PROBE: usize = 64 << 10;
/// How many rows of it are.
const PROBED: usize = 20;
/// What may stand between cells; of equals, the last wins.
const SEPARATORS: [u8; 3] = [b';', b'\t', b','];

/// Rows being read.
#[derive(Debug)]
pub struct CsvReader {
    text: String,
    separator: u8,
    /// Where reading goes on, in bytes, and its line from 1.
    at: usize,
    line: usize,
    rows: Vec<GridRow>,
    cells: usize,
}

impl CsvReader {
    /// Begins to read; the separator is the one that divides the rows most evenly.
    pub fn open(text: String) -> Self {
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut reader = Self { text, separator: b',', at: start, line: 1, rows: Vec::new(), cells: 0 };
        match reader.told() {
            Some(separator) => {
                reader.separator = separator;
                // The line that tells it is no row.
                reader.row().ok();
            }
            None => reader.separator = reader.sniffed(),
        }
        reader
    }

    /// The separator that a first line `sep=;` tells, as Excel understands it.
    fn told(&self) -> Option<u8> {
        let first = self.rest().lines().next()?;
        match first.strip_prefix("sep=")?.as_bytes() {
            [separator] if SEPARATORS.contains(separator) => Some(*separator),
            _ => None,
        }
    }

    fn sniffed(&self) -> u8 {
        let probe = self.rest();
        let end = (0..=PROBE.min(probe.len())).rev().find(|end| probe.is_char_boundary(*end)).unwrap_or(0);
        let evenness = |separator: u8| {
            let text = probe.get(..end).unwrap_or_default().to_owned();
            let mut reader = Self { text, separator, at: 0, line: 1, rows: Vec::new(), cells: 0 };
            // What is cut off in the middle of a quoted cell is no row to look at.
            reader.step(PROBED).ok();
            let widths: Vec<usize> = reader.rows.iter().map(|row| row.cells.len()).filter(|w| *w > 1).collect();
            let same = |width: &usize| widths.iter().filter(|w| *w == width).count();
            widths.iter().map(|width| (same(width), *width)).max().unwrap_or_default()
        };
        SEPARATORS.into_iter().max_by_key(|separator| evenness(*separator)).unwrap_or(b',')
    }

    /// Reads `rows` rows more; returns whether it is at the end.
    pub fn step(&mut self, rows: usize) -> Result<bool, SheetError> {
        for _ in 0..rows {
            if self.at >= self.text.len() {
                return Ok(true);
            }
            let row = self.row()?;
            self.cells += row.cells.len();
            if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
                self.rows.push(row);
            }
            if self.rows.len() > MAX_ROWS || self.cells > MAX_CELLS {
                return Err(SheetError::TooMuch);
            }
        }
        Ok(self.at >= self.text.len())
    }

    /// Returns what was read.
    pub fn finish(self) -> Result<Grid, SheetError> {
        Grid::new(Counted::Lines, self.rows)
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn row(&mut self) -> Result<GridRow, SheetError> {
        let mut row = GridRow { number: self.line, cells: Vec::new() };
        loop {
            let (cell, last) = self.cell()?;
            row.cells.push(cell);
            if last {
                return Ok(row);
            }
            if row.cells.len() >= MAX_COLUMNS {
                return Err(SheetError::TooMuch);
            }
        }
    }

    /// Reads one cell and what ends it; returns whether that was the end of the row.
    fn cell(&mut self) -> Result<(String, bool), SheetError> {
        let mut cell = String::new();
        if self.rest().starts_with('"') {
            self.quoted(&mut cell)?;
        }
        // Also what stands behind a closing quote, which nobody should write and people do.
        let rest = self.rest();
        let end = |b: &u8| *b == self.separator || *b == b'\n' || *b == b'\r';
        let length = rest.as_bytes().iter().position(end).unwrap_or(rest.len());
        let (bare, behind) = rest.split_at_checked(length).unwrap_or_default();
        cell.push_str(bare);
        let behind = behind.as_bytes();
        let (skipped, last) = match behind {
            [b'\r', b'\n', ..] => (2, true),
            [b'\r' | b'\n', ..] => (1, true),
            [_, ..] => (1, false),
            [] => (0, true),
        };
        self.at += length + skipped;
        self.line += usize::from(last);
        let whole = unmarked(&cell);
        Ok((if whole.len() == cell.len() { cell } else { whole.to_owned() }, last))
    }

    fn quoted(&mut self, cell: &mut String) -> Result<(), SheetError> {
        let opened = self.line;
        loop {
            self.at += 1;
            let inside = self.rest().split_once('"').map(|(inside, _)| inside);
            let inside = inside.ok_or(SheetError::OpenQuote { line: opened })?;
            let (length, lines) = (inside.len(), line_ends(inside));
            cell.push_str(inside);
            self.at += length + 1;
            self.line += lines;
            if !self.rest().starts_with('"') {
                return Ok(());
            }
            cell.push('"');
        }
    }
}

fn line_ends(text: &str) -> usize {
    let pairs = text.matches("\r\n").count();
    text.bytes().filter(|b| matches!(b, b'\r' | b'\n')).count() - pairs
}

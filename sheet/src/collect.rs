//! Cells on their way from a reader to rows: bounded, sparse, without blank edges.

use ronghe_core::sheet::{GridRow, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, SheetError};
use std::collections::BTreeMap;

/// The cells of a sheet that hold something. Places are from 0.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    rows: BTreeMap<u32, BTreeMap<u32, String>>,
    count: usize,
    room: usize,
}

impl Collected {
    /// Nothing yet, and room for so many cells.
    pub(crate) fn new(room: usize) -> Self {
        Self { room: room.min(MAX_CELLS), ..Self::default() }
    }

    /// Adds a cell; blank ones are left out.
    pub(crate) fn add(&mut self, row: u32, column: u32, text: String) -> Result<(), SheetError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.count += 1;
        if self.count > self.room || (self.rows.len() >= MAX_ROWS && !self.rows.contains_key(&row)) {
            return Err(SheetError::TooMuch);
        }
        self.rows.entry(row).or_default().insert(column, text);
        Ok(())
    }

    /// How many cells there are.
    pub(crate) const fn count(&self) -> usize {
        self.count
    }

    /// What stands at a place.
    pub(crate) fn get(&self, row: u32, column: u32) -> Option<&str> {
        self.rows.get(&row)?.get(&column).map(String::as_str)
    }

    /// Puts a text where there is none; false if there is no room for more.
    pub(crate) fn set_if_empty(&mut self, row: u32, column: u32, text: &str) -> bool {
        self.get(row, column).is_some() || self.add(row, column, text.to_owned()).is_ok()
    }

    /// The first and the last column in use.
    pub(crate) fn columns(&self) -> Option<(u32, u32)> {
        let first = self.rows.values().filter_map(|row| row.keys().next()).min()?;
        let last = self.rows.values().filter_map(|row| row.keys().next_back()).max()?;
        Some((*first, *last))
    }

    /// The last row in use.
    pub(crate) fn last_row(&self) -> u32 {
        self.rows.keys().next_back().copied().unwrap_or_default()
    }

    /// The rows, beginning with the first column in use.
    pub(crate) fn into_rows(self) -> Result<Vec<GridRow>, SheetError> {
        let (left, right) = self.columns().ok_or(SheetError::Empty)?;
        if (right - left) as usize >= MAX_COLUMNS {
            return Err(SheetError::TooMuch);
        }
        let row = |(number, cells): (u32, BTreeMap<u32, String>)| {
            let mut row = GridRow { number: number as usize + 1, cells: Vec::new() };
            for (column, text) in cells {
                row.cells.resize((column - left) as usize, String::new());
                row.cells.push(text);
            }
            row
        };
        Ok(self.rows.into_iter().map(row).collect())
    }
}

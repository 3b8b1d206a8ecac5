//! Tables for others, computed from the records: nothing in them is typed.

pub mod visit_outreach;

use crate::record::Id;
use crate::sheet::{Column, Table};

/// What a column of a ministry's table takes. Lengths and necessities are rules of our own where
/// the source does not give them: 请核对.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnRule {
    /// The ministry's name of the column.
    pub code: &'static str,
    /// The Chinese heading.
    pub label: &'static str,
    /// Most characters; `None` = not known.
    pub max: Option<usize>,
    /// Whether a row without it is refused.
    pub required: bool,
}

/// Why a row would be refused, and which record to open to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The record to mend.
    pub record: Id,
    /// The ministry's column.
    pub column: &'static str,
    /// One sentence in Chinese: what is wrong, where.
    pub sentence: String,
}

/// One row of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// What the row is about, as people call it.
    pub title: String,
    /// A cell for each column.
    pub cells: Vec<String>,
    /// Why it would be refused; empty if it would not.
    pub refused: Vec<Refusal>,
    /// What should be known although it is not refused: a cut text, a clash.
    pub remarks: Vec<Refusal>,
}

/// A report: its columns and rows, with what was found beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The columns in the ministry's order.
    pub columns: &'static [ColumnRule],
    /// The rows.
    pub rows: Vec<ReportRow>,
}

impl Report {
    /// Returns everything that would be refused.
    pub fn refusals(&self) -> impl Iterator<Item = &Refusal> {
        self.rows.iter().flat_map(|r| &r.refused)
    }

    /// Returns what should be known although it is not refused.
    pub fn remarks(&self) -> impl Iterator<Item = &Refusal> {
        self.rows.iter().flat_map(|r| &r.remarks)
    }

    /// Returns how many rows would be taken.
    #[must_use]
    pub fn accepted(&self) -> usize {
        self.rows.iter().filter(|r| r.refused.is_empty()).count()
    }

    /// Returns the table: the rows that would be taken, with `refused` all of them.
    #[must_use]
    pub fn table(&self, refused: bool) -> Table {
        let columns = self.columns.iter().map(|c| Column { heading: format!("{}({})", c.label, c.code) });
        let rows = self.rows.iter().filter(|r| refused || r.refused.is_empty());
        Table { columns: columns.collect(), rows: rows.map(|r| r.cells.clone()).collect() }
    }
}

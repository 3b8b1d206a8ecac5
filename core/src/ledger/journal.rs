//! Stored text: journal rows and blocks. The first line says what it is, the rows follow as lines.

use super::Why;
use crate::record::{Id, RowText};
use serde::{Deserialize, Serialize};

/// First line of a journal row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalNote {
    /// Revision that this commit made.
    pub rev: u64,
    /// The device's number of the commit.
    pub n: u64,
    /// Wall time, milliseconds since 1970 UTC.
    pub at_ms: u64,
    /// Why it was made.
    pub why: Why,
    /// Records that stopped existing (an import taken back).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<Id>,
    /// Whether the rows went straight into blocks; a tab that is older loads everything again.
    #[serde(default)]
    pub bulk: bool,
}

/// What loading reads of the first line of a journal row: not who made the commit and why, which takes
/// more code to read than all the rest and which only the pages of history tell.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct JournalMark {
    /// See [`JournalNote::rev`].
    pub rev: u64,
    /// See [`JournalNote::gone`].
    #[serde(default)]
    pub gone: Vec<Id>,
    /// See [`JournalNote::bulk`].
    #[serde(default)]
    pub bulk: bool,
}

/// A journal row or a block, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows<N> {
    /// Its first line.
    pub note: N,
    /// Its rows.
    pub rows: Vec<RowText>,
}

/// First line of a block. Later blocks win over earlier ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockNote {
    /// Revision up to which the block's rows are current.
    pub rev: u64,
    /// Revision at which each row last changed; empty if all did at `rev`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revs: Vec<u64>,
    /// Records that no longer exist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<Id>,
}

impl BlockNote {
    /// The note of rows that all changed at `rev` or before.
    #[must_use]
    pub const fn at(rev: u64) -> Self {
        Self { rev, revs: Vec::new(), gone: Vec::new() }
    }

    /// The rows of the block, each with the revision at which it last changed.
    pub fn with_revs<'a>(&'a self, rows: &'a [RowText]) -> impl Iterator<Item = (&'a RowText, u64)> {
        let known = self.revs.iter().copied().chain(std::iter::repeat(self.rev));
        rows.iter().zip(known)
    }
}

/// Returns the stored text of a note and its rows.
#[must_use]
pub fn write_rows<'a>(note: &impl Serialize, rows: impl Iterator<Item = &'a str> + Clone) -> String {
    let mut text = serde_json::to_string(note).unwrap_or_default();
    text.reserve_exact(rows.clone().map(|row| row.len() + 1).sum());
    for row in rows {
        text.push('\n');
        text.push_str(row);
    }
    text
}

/// Returns the lines of a text whose first line cannot be read, that one included: each is a row, or
/// is kept aside as it is.
#[must_use]
pub fn read_lines(text: &str) -> Vec<RowText> {
    RowText::lines(&text.into()).collect()
}

/// Reads a journal row or a block; `None` if its first line is not readable.
#[must_use]
pub fn read_rows<N: for<'de> Deserialize<'de>>(text: &str) -> Option<Rows<N>> {
    let (note, rows) = text.split_once('\n').unwrap_or((text, ""));
    let note = serde_json::from_str(note).ok()?;
    Some(Rows { note, rows: read_lines(rows) })
}

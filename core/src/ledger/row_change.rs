//! One record before and after a commit, as it is written, taken over and kept for taking it back.

use super::Ledger;
use super::slot::Slot;
use crate::record::{Id, Record, RowText};
use std::sync::Arc;

/// A record before and after a commit.
#[derive(Debug, Clone)]
pub struct RowChange {
    /// Kind of the record.
    pub kind: Arc<str>,
    /// The record.
    pub id: Id,
    /// Its stored row before; `None` if it was not stored.
    pub before: Option<RowText>,
    /// What it is after; `None` if it stops existing.
    pub after: Option<After>,
}

impl RowChange {
    /// Returns the row as it will be stored, unless the record stops existing.
    #[must_use]
    pub fn row_after(&self) -> Option<RowText> {
        self.after.as_ref().map(|after| after.row.clone())
    }
}

/// A record after a commit.
#[derive(Debug, Clone)]
pub struct After {
    /// Its row, as it will be stored.
    pub row: RowText,
    /// What the ledger's indexes need of it, so that taking it over decodes nothing.
    pub(super) slot: Slot,
}

impl After {
    pub(super) fn new(ledger: &Ledger, row: RowText, record: &Record) -> Self {
        let slot = ledger.slot_of(record, Some(&row), 0);
        Self { row, slot }
    }
}

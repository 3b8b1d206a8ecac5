//! Joining the rows of a file ahead of the commit, so that a large import neither blocks the page
//! nor works inside the transaction.
//!
//! A join is worked out against the ledger at one revision. If the database is at another one by
//! the time of the commit, [`super::prepare`] works it out again.

use super::Ledger;
use super::row_change::{After, RowChange};
use crate::clock::Stamp;
use crate::record::{Device, Id, Record, Register, RowProblem, RowText, RowView, decode, encode};
use std::sync::Arc;

/// A row that came in, and what becomes of its record.
#[derive(Debug, Clone)]
pub struct Join {
    /// The record.
    pub id: Id,
    /// The row that came in.
    pub theirs: RowText,
    /// What the commit writes; `None` if the row brings nothing.
    pub change: Option<Arc<RowChange>>,
    /// Revision of the ledger for which this holds.
    pub(super) rev: u64,
    /// The latest stamp in the row.
    pub(super) latest: Stamp,
    /// The latest stamp in the row that a clock may follow.
    pub(super) near: Stamp,
    /// Whether somebody else writes under this device's code.
    pub(super) copied: bool,
}

impl Join {
    /// Joins the record `theirs` of the row `row` with what the ledger holds. `device` is this
    /// device; `now_ms` is wall time in milliseconds since 1970 UTC.
    #[must_use]
    pub fn new(ledger: &Ledger, device: &Device, row: &RowText, theirs: &Record, now_ms: u64) -> (Self, Joined) {
        let before = ledger.get(&theirs.id);
        let after = before.as_ref().map_or_else(|| theirs.clone(), |ours| ours.merged(theirs));
        let stamps = || theirs.registers.values().flat_map(Register::entries).map(|e| e.stamp);
        // A row that only the program brings along is not worth storing until somebody writes.
        let overlay_only = before.is_some() && ledger.row(&theirs.id).is_none() && !after.touched_by_people();
        let writes = before.as_ref() != Some(&after) && !overlay_only;
        let change = writes.then(|| {
            // A row that came alone is kept byte for byte.
            let alone = before.is_none();
            let text = if alone { row.clone() } else { encode(&after).into() };
            Arc::new(RowChange {
                kind: Arc::clone(&after.kind),
                id: theirs.id,
                before: ledger.row(&theirs.id).cloned(),
                after: Some(After::new(ledger, text, &after)),
            })
        });
        let join = Self {
            id: theirs.id,
            theirs: row.clone(),
            change,
            rev: ledger.rev(),
            latest: stamps().max().unwrap_or_default(),
            near: stamps().fold(Stamp::default(), |clock, stamp| clock.observe(stamp, now_ms)),
            copied: is_copy(before.as_ref(), theirs, device),
        };
        (join, Joined { before, after })
    }

    /// The join of a row of which the ledger knows nothing, if the row says enough as it stands:
    /// no clash, no deletion, and nothing of this device in it. `None` says nothing about the row.
    #[must_use]
    pub fn alone(ledger: &Ledger, device: &Device, row: &RowText, view: &RowView<'_>, now_ms: u64) -> Option<Self> {
        if ledger.kind_of(&view.id()).is_some() || view.names_any(std::slice::from_ref(device)) {
            return None;
        }
        let slot = ledger.slot_of_row(row, view, 0)?;
        let stamps: Vec<Stamp> = view.writes()?.into_iter().map(|(.., stamp)| stamp).collect();
        let after = After { row: row.clone(), slot };
        let change = RowChange { kind: Arc::clone(&after.slot.kind), id: view.id(), before: None, after: Some(after) };
        Some(Self {
            id: view.id(),
            theirs: row.clone(),
            change: Some(Arc::new(change)),
            rev: ledger.rev(),
            latest: stamps.iter().max().copied().unwrap_or_default(),
            near: stamps.into_iter().fold(Stamp::default(), |clock, stamp| clock.observe(stamp, now_ms)),
            copied: false,
        })
    }

    /// Returns the records to which what the join writes refers.
    pub fn points_to(&self) -> impl Iterator<Item = Id> {
        let after = self.change.as_ref().and_then(|change| change.after.as_ref());
        after.into_iter().flat_map(|after| &*after.slot.refs).map(|(_, id)| *id)
    }

    /// The same join against the ledger as it is now.
    ///
    /// # Errors
    /// When the row cannot be read; it could be when the join was made.
    pub fn again(&self, ledger: &Ledger, device: &Device, now_ms: u64) -> Result<Self, RowProblem> {
        if self.rev == ledger.rev() {
            return Ok(self.clone());
        }
        let theirs = decode(&self.theirs, false)?;
        Ok(Self::new(ledger, device, &self.theirs, &theirs, now_ms).0)
    }

    /// Returns the latest stamp in the row.
    #[must_use]
    pub const fn latest(&self) -> Stamp {
        self.latest
    }

    /// Whether this still holds for `ledger`.
    #[must_use]
    pub fn holds(&self, ledger: &Ledger) -> bool {
        self.rev == ledger.rev()
    }
}

/// A record before and after a join.
#[derive(Debug, Clone)]
pub struct Joined {
    /// As it is here; `None` if it is not.
    pub before: Option<Record>,
    /// As it becomes.
    pub after: Record,
}

/// Whether `theirs` holds a write under the code `device` that was never made here: a restored
/// backup or a copied profile writes under it as well.
pub(super) fn is_copy(ours: Option<&Record>, theirs: &Record, device: &Device) -> bool {
    if theirs.highest(device) == 0 {
        return false;
    }
    let nothing = Register::default();
    theirs
        .registers
        .iter()
        .any(|(name, register)| ours.and_then(|r| r.registers.get(name)).unwrap_or(&nothing).lacks_of(device, register))
}

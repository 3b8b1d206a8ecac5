//! What is stored, as rows: for files, for compaction, and for what this profile wrote.

use super::{Ledger, Written};
use crate::record::Id;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Ledger {
    /// Returns the records that hold something that this device wrote, dead ones included.
    pub fn mine(&self) -> impl Iterator<Item = Id> {
        self.slots.iter().filter(|(_, slot)| slot.mine.n > 0).map(|(id, _)| *id)
    }

    /// Returns how many records hold something that this device wrote after its commit `seq`.
    #[must_use]
    pub fn unsent(&self, seq: u64) -> usize {
        self.slots.values().filter(|s| s.mine.n > seq).count()
    }

    /// Returns the records in which this profile wrote something that is still here, dead ones too,
    /// in no order.
    pub fn written_here(&self) -> impl Iterator<Item = (Id, Written)> {
        self.slots.iter().filter(|(_, s)| s.mine.n > 0).map(|(id, s)| (*id, s.mine))
    }

    /// Returns the stored rows of all records as (kind, id, row), by kind and id.
    pub fn stored(&self) -> impl Iterator<Item = (&Arc<str>, Id, &Arc<str>)> {
        self.by_kind.iter().flat_map(move |(kind, ids)| {
            ids.iter().filter_map(move |id| Some((kind, *id, self.slots.get(id)?.row.as_ref()?)))
        })
    }

    /// Returns the stored rows that changed after revision `rev`, as (id, row).
    pub fn stored_since(&self, rev: u64) -> impl Iterator<Item = (Id, &Arc<str>)> {
        self.slots.iter().filter(move |(_, s)| s.rev > rev).filter_map(|(id, s)| Some((*id, s.row.as_ref()?)))
    }

    /// Returns the records that stopped existing and that older blocks may still hold.
    #[must_use]
    pub const fn gone(&self) -> &BTreeSet<Id> {
        &self.gone
    }

    /// Returns the rows of the database that could not be read; they are kept as they are.
    #[must_use]
    pub fn unreadable(&self) -> &[Arc<str>] {
        &self.unreadable
    }

    /// Returns how many records are stored.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.values().filter(|s| s.row.is_some()).count()
    }

    /// Whether nothing is stored.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.values().all(|s| s.row.is_none())
    }
}

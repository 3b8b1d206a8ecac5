//! What is stored, as rows: for files, for compaction, and for what this profile wrote.

use super::shelf::{Shelf, Weight};
use super::slot::Slot;
use super::{Ledger, Written};
use crate::record::{Id, RowText};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Ledger {
    /// Returns the records that hold something that this device wrote, dead ones included.
    pub fn mine(&self) -> impl Iterator<Item = Id> {
        self.written.iter().copied()
    }

    /// Returns how many records hold something that this device wrote after its commit `seq`.
    #[must_use]
    pub fn unsent(&self, seq: u64) -> usize {
        self.written_here().filter(|(_, written)| written.n > seq).count()
    }

    /// Returns the records in which this profile wrote something that is still here, dead ones too,
    /// in no order.
    pub fn written_here(&self) -> impl Iterator<Item = (Id, Written)> {
        self.written.iter().filter_map(|id| Some((*id, self.slots.get(id)?.mine)))
    }

    /// Returns the stored rows of all records as (kind, id, row), by kind and id.
    pub fn stored(&self) -> impl Iterator<Item = (&Arc<str>, Id, &RowText)> {
        self.by_kind.keys().flat_map(move |kind| self.stored_of(kind).map(move |(id, row)| (kind, id, row)))
    }

    /// Returns the stored rows of one kind as (id, row), by id.
    pub fn stored_of(&self, kind: &str) -> impl Iterator<Item = (Id, &RowText)> {
        let ids = self.by_kind.get(kind).into_iter().flat_map(Shelf::ids);
        ids.filter_map(move |id| Some((id, self.slots.get(&id)?.row.as_ref()?)))
    }

    /// Returns how many rows of each kind are stored and how long they are.
    pub fn weights(&self) -> impl Iterator<Item = (&Arc<str>, Weight)> {
        self.by_kind.iter().map(|(kind, shelf)| (kind, shelf.weight())).filter(|(_, weight)| weight.rows > 0)
    }

    /// Whether a stored row changed after revision `rev`.
    #[must_use]
    pub fn has_news(&self, rev: u64) -> bool {
        self.revs.range(rev.saturating_add(1)..).any(|(_, rows)| *rows > 0)
    }

    /// Returns the stored rows that changed after revision `rev`, as (id, row).
    pub fn stored_since(&self, rev: u64) -> impl Iterator<Item = (Id, &RowText)> {
        self.slots_since(rev).filter_map(|(id, slot)| Some((*id, slot.row.as_ref()?)))
    }

    /// Returns how many rows of each kind changed after revision `rev`, and how long they are.
    #[must_use]
    pub fn weights_since(&self, rev: u64) -> BTreeMap<Arc<str>, Weight> {
        let all_are_later = self.revs.range(..=rev).all(|(_, rows)| *rows == 0);
        if all_are_later {
            return self.weights().map(|(kind, weight)| (Arc::clone(kind), weight)).collect();
        }
        let mut weights = BTreeMap::new();
        for (_, slot) in self.slots_since(rev) {
            if let Some(row) = &slot.row {
                add(&mut weights, &slot.kind, row);
            }
        }
        weights
    }

    fn slots_since(&self, rev: u64) -> impl Iterator<Item = (&Id, &Slot)> {
        let slots = if self.has_news(rev) { Some(&self.slots) } else { None };
        slots.into_iter().flatten().filter(move |(_, slot)| slot.rev > rev)
    }

    /// Returns how many rows of each kind are stored of these records, and how long they are.
    #[must_use]
    pub fn weights_of(&self, ids: impl Iterator<Item = Id>) -> BTreeMap<Arc<str>, Weight> {
        let mut weights = BTreeMap::new();
        for slot in ids.filter_map(|id| self.slots.get(&id)) {
            if let Some(row) = &slot.row {
                add(&mut weights, &slot.kind, row);
            }
        }
        weights
    }

    /// Returns the records that stopped existing and that older blocks may still hold.
    #[must_use]
    pub const fn gone(&self) -> &BTreeSet<Id> {
        &self.gone
    }

    /// Returns the rows of the database that could not be read; they are kept as they are.
    #[must_use]
    pub fn unreadable(&self) -> &[RowText] {
        &self.unreadable
    }

    /// Returns how many records are stored.
    #[must_use]
    pub fn len(&self) -> usize {
        self.weights().map(|(_, weight)| weight.rows).sum()
    }

    /// Whether nothing is stored.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn add(weights: &mut BTreeMap<Arc<str>, Weight>, kind: &Arc<str>, row: &str) {
    if !weights.contains_key(kind) {
        weights.insert(Arc::clone(kind), Weight::default());
    }
    if let Some(weight) = weights.get_mut(kind) {
        weight.rows += 1;
        weight.bytes += row.len();
    }
}

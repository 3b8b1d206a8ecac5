//! Sums by record: what each record adds, and because of which others it counts.

use super::Evidence;
use super::fact::PIECE;
use crate::record::Id;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What records add, by record; those behind each.
type Entries = BTreeMap<Id, (i64, BTreeSet<Id>)>;

/// Sums by record. A sum that was joined of several holds them as they are, and copies nothing.
#[derive(Debug, Clone, Default)]
pub struct Sum {
    own: Arc<Entries>,
    /// Further pieces; no record stands in two of them.
    more: Vec<Arc<Entries>>,
}

impl Sum {
    /// Joins sums that have no record in common.
    #[must_use]
    pub fn joined<'s>(sums: impl IntoIterator<Item = &'s Self>) -> Self {
        let mut pieces = sums.into_iter().flat_map(Self::pieces).filter(|piece| !piece.is_empty()).cloned();
        Self { own: pieces.next().unwrap_or_default(), more: pieces.collect() }
    }

    /// The entries to write to, in one piece.
    fn own(&mut self) -> &mut Entries {
        for piece in std::mem::take(&mut self.more) {
            Arc::make_mut(&mut self.own).extend(piece.iter().map(|(id, entry)| (*id, entry.clone())));
        }
        Arc::make_mut(&mut self.own)
    }

    pub(super) fn pieces(&self) -> impl Iterator<Item = &Arc<Entries>> {
        std::iter::once(&self.own).chain(&self.more)
    }

    /// The entries in the order of the ids.
    fn entries(&self) -> Vec<(&Id, &(i64, BTreeSet<Id>))> {
        let mut all: Vec<_> = self.pieces().flat_map(|piece| piece.iter()).collect();
        if !self.more.is_empty() {
            all.sort_unstable_by_key(|(id, _)| **id);
        }
        all
    }

    /// Adds what a record says.
    pub fn add(&mut self, id: Id, amount: i64) {
        self.own().entry(id).or_default().0 += amount;
    }
    /// Counts a record as one piece, however often, because of another.
    pub fn count(&mut self, id: Id, because: Id) {
        let entry = self.own().entry(id).or_default();
        entry.0 = PIECE;
        entry.1.insert(because);
    }
    /// Says because of which other record one counts that was added already, or is added yet.
    pub fn because(&mut self, id: Id, because: Id) {
        self.own().entry(id).or_default().1.insert(because);
    }
    /// Keeps the records for which `keep` holds, given what they add and how many are behind them.
    pub fn retain(&mut self, keep: impl Fn(&Id, i64, usize) -> bool) {
        self.own().retain(|id, (amount, because)| keep(id, *amount, because.len()));
    }
    /// Returns the records in it.
    pub fn ids(&self) -> impl Iterator<Item = Id> {
        self.entries().into_iter().map(|(id, _)| *id)
    }
    /// Whether a record is in it.
    #[must_use]
    pub fn has(&self, id: &Id) -> bool {
        self.pieces().any(|piece| piece.contains_key(id))
    }
    /// Returns how many records are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pieces().map(|piece| piece.len()).sum()
    }
    /// Returns the sum over all records.
    #[must_use]
    pub fn total(&self) -> i64 {
        let amounts = self.pieces().flat_map(|piece| piece.values());
        amounts.fold(0_i64, |sum, (amount, _)| sum.saturating_add(*amount))
    }
    /// Returns the records with what they add.
    pub fn evidence(&self) -> impl Iterator<Item = Evidence> {
        let of = |(id, (amount, because)): (&Id, &(i64, BTreeSet<Id>))| Evidence {
            id: *id,
            amount: *amount,
            because: because.iter().copied().collect(),
        };
        self.entries().into_iter().map(of)
    }
    /// Whether nothing was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces().all(|piece| piece.is_empty())
    }
}

impl PartialEq for Sum {
    fn eq(&self, other: &Self) -> bool {
        let same = |(one, other): (&Arc<Entries>, &Arc<Entries>)| Arc::ptr_eq(one, other);
        self.len() == other.len()
            && ((self.more.len() == other.more.len() && self.pieces().zip(other.pieces()).all(same))
                || self.entries() == other.entries())
    }
}

impl Eq for Sum {}

impl FromIterator<(Id, i64)> for Sum {
    fn from_iter<I: IntoIterator<Item = (Id, i64)>>(said: I) -> Self {
        let mut sum = Self::default();
        for (id, amount) in said {
            sum.add(id, amount);
        }
        sum
    }
}

//! Sums by record: what each record adds, and because of which others it counts.

use super::Evidence;
use super::fact::PIECE;
use crate::record::Id;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What records add, by record; those behind each.
type Entries = BTreeMap<Id, Entry>;

/// What a record adds, and because of which others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Entry {
    amount: i64,
    because: BTreeSet<Id>,
    /// Because of every record of these, too: they are not copied.
    of_all: Vec<Arc<Entries>>,
}

impl Entry {
    const fn of(amount: i64) -> Self {
        Self { amount, because: BTreeSet::new(), of_all: Vec::new() }
    }

    /// How many records are behind it.
    fn reasons(&self) -> usize {
        self.because.len() + self.of_all.iter().map(|piece| piece.len()).sum::<usize>()
    }

    /// The first records behind it, in the order of their ids, and how many there are beside these.
    fn first_reasons(&self, most: usize) -> (Vec<Id>, usize) {
        let mut found: Vec<Id> = self.because.iter().take(most).copied().collect();
        if !self.of_all.is_empty() {
            found.extend(self.of_all.iter().flat_map(|piece| piece.keys().take(most)));
            found.sort_unstable();
            found.truncate(most);
        }
        let more = self.reasons().saturating_sub(found.len());
        (found, more)
    }
}

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
        let mut all = Self::default();
        sums.into_iter().for_each(|sum| all.join(sum));
        all
    }

    /// Joins another that has no record in common with it.
    pub fn join(&mut self, other: &Self) {
        other.pieces().for_each(|piece| self.join_piece(piece));
    }

    fn join_piece(&mut self, piece: &Arc<Entries>) {
        if self.own.is_empty() {
            self.own = Arc::clone(piece);
        } else if !piece.is_empty() {
            self.more.push(Arc::clone(piece));
        }
    }

    /// The entries to write to, in one piece.
    fn own(&mut self) -> &mut Entries {
        for piece in std::mem::take(&mut self.more) {
            Arc::make_mut(&mut self.own).extend(piece.iter().map(|(id, entry)| (*id, entry.clone())));
        }
        Arc::make_mut(&mut self.own)
    }

    fn entry(&mut self, id: Id) -> &mut Entry {
        self.own().entry(id).or_default()
    }

    fn pieces(&self) -> impl Iterator<Item = &Arc<Entries>> {
        std::iter::once(&self.own).chain(&self.more)
    }

    /// The pieces that the other does not hold as they are. As no record stands in two pieces, two sums
    /// are the same if these are.
    fn without(&self, other: &Self) -> Self {
        let held = crate::order::set(other.pieces().map(Arc::as_ptr));
        let mut left = Self::default();
        let own = self.pieces().filter(|piece| !held.contains(&Arc::as_ptr(piece)));
        own.for_each(|piece| left.join_piece(piece));
        left
    }

    /// The entries in the order of the ids.
    fn entries(&self) -> Vec<(&Id, &Entry)> {
        let mut all: Vec<_> = self.pieces().flat_map(|piece| piece.iter()).collect();
        if !self.more.is_empty() {
            all.sort_unstable_by_key(|(id, _)| **id);
        }
        all
    }

    /// Adds what a record says.
    pub fn add(&mut self, id: Id, amount: i64) {
        self.entry(id).amount += amount;
    }
    /// Counts a record as one piece, however often, because of another.
    pub fn count(&mut self, id: Id, because: Id) {
        let entry = self.entry(id);
        entry.amount = PIECE;
        entry.because.insert(because);
    }
    /// Says because of which other record one counts that was added already, or is added yet.
    pub fn because(&mut self, id: Id, because: Id) {
        self.entry(id).because.insert(because);
    }
    /// Says that one counts because of every record of a sum, which no other reason names.
    pub fn because_of_all(&mut self, id: Id, others: &Self) {
        self.entry(id).of_all.extend(others.pieces().filter(|piece| !piece.is_empty()).cloned());
    }
    /// Keeps the records for which `keep` holds, given what they add and how many are behind them.
    pub fn retain(&mut self, keep: impl Fn(&Id, i64, usize) -> bool) {
        self.own().retain(|id, entry| keep(id, entry.amount, entry.reasons()));
    }
    /// Returns the records in it, in the order of their ids.
    pub fn ids(&self) -> impl Iterator<Item = Id> {
        self.entries().into_iter().map(|(id, _)| *id)
    }
    /// Returns the records in it, in no order.
    pub(super) fn keys(&self) -> impl Iterator<Item = &Id> {
        self.pieces().flat_map(|piece| piece.keys())
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
        self.pieces().flat_map(|piece| piece.values()).fold(0_i64, |sum, entry| sum.saturating_add(entry.amount))
    }
    /// Returns the records with what they add and everything behind them.
    pub fn evidence(&self) -> impl Iterator<Item = Evidence> {
        self.evidence_with(usize::MAX)
    }
    /// Returns the records with what they add, and so many of those behind each.
    pub(super) fn evidence_with(&self, reasons: usize) -> impl Iterator<Item = Evidence> {
        let of = move |(id, entry): (&Id, &Entry)| {
            let (because, more) = entry.first_reasons(reasons);
            Evidence { id: *id, amount: entry.amount, because, more }
        };
        self.entries().into_iter().map(of)
    }
    /// Whether nothing was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces().all(|piece| piece.is_empty())
    }
}

/// A page compares what it shows with what it showed after every change: of sums that hold the same
/// pieces as they are, nothing else is looked at.
impl PartialEq for Sum {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.without(other).evidence().eq(other.without(self).evidence())
    }
}

impl Eq for Sum {}

impl FromIterator<(Id, i64)> for Sum {
    fn from_iter<I: IntoIterator<Item = (Id, i64)>>(said: I) -> Self {
        let mut said: Vec<(Id, i64)> = said.into_iter().collect();
        said.sort_unstable_by_key(|(id, _)| *id);
        said.dedup_by(|(id, amount), (kept, sum)| {
            let same = id == kept;
            *sum = if same { sum.saturating_add(*amount) } else { *sum };
            same
        });
        // A map is built at once of what is in order.
        let own: Entries = said.into_iter().map(|(id, amount)| (id, Entry::of(amount))).collect();
        Self { own: Arc::new(own), more: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The sum of these, in so many pieces.
    fn cut(said: &[(u8, i64)], pieces: u8) -> Sum {
        let piece = |n| -> Sum {
            let own = said.iter().filter(|(id, _)| id % pieces == n);
            own.map(|(id, amount)| (Id::of_halves([0, u64::from(*id)]), *amount)).collect()
        };
        Sum::joined((0..pieces).map(piece).collect::<Vec<_>>().iter())
    }

    proptest! {
        /// However they are cut into pieces, and whichever of these they share.
        #[test]
        fn sums_are_the_same_if_their_records_are(
            said in prop::collection::vec((0_u8..20, 1_i64..3), 0..12), pieces in 1_u8..5, others in 1_u8..5, more in 0_u8..30,
        ) {
            let (one, other) = (cut(&said, pieces), cut(&said, others));
            prop_assert_eq!(&one, &one.clone());
            prop_assert!(one == other);
            prop_assert!(other == one);
            let (mut changed, id) = (one.clone(), Id::of_halves([0, u64::from(more)]));
            changed.add(id, 1);
            prop_assert!(one != changed && changed != other);
            // Beside pieces that are shared as they are, one differs, and then does not any longer.
            let far: Sum = [(Id::of_halves([1, 1]), 1)].into_iter().collect();
            let (mut with, mut without) = (one.clone(), one);
            with.join(&far);
            prop_assert!(with != without);
            without.join(&[(Id::of_halves([1, 1]), 1)].into_iter().collect());
            prop_assert!(with == without);
        }
    }
}

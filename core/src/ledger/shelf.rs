//! The records of one kind: in the order of their ids, by their dates, and how much they weigh.
//!
//! What a list, a count or the words beside a button ask is kept here while records come and go, so
//! that none of them goes over all records.

use super::slot::Slot;
use crate::record::Id;
use std::collections::BTreeSet;

/// How many rows are stored, and how long they are together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Weight {
    /// Stored rows, deleted records included.
    pub rows: usize,
    /// Their bytes.
    pub bytes: usize,
}

/// The records of one kind.
#[derive(Debug, Clone)]
pub(super) struct Shelf {
    ids: BTreeSet<Id>,
    /// The same by their dates, if the kind's lists sort by date.
    dated: Option<BTreeSet<(DateKey, Id)>>,
    weight: Weight,
    /// What is still to be put in its place; nothing but while everything is loaded.
    piled: Vec<(DateKey, Id)>,
}

impl Shelf {
    /// An empty shelf; `by_date` says whether lists of the kind sort by date.
    pub fn new(by_date: bool) -> Self {
        Self { ids: BTreeSet::new(), dated: by_date.then(BTreeSet::new), weight: Weight::default(), piled: Vec::new() }
    }

    pub fn put(&mut self, id: Id, slot: &Slot) {
        self.ids.insert(id);
        if let Some(dated) = &mut self.dated {
            dated.insert((DateKey::of(&slot.date), id));
        }
        self.weight.add(slot);
    }

    /// [`Self::put`] of a record that is not there yet and that [`Self::arrange`] puts in its place,
    /// with all others.
    pub fn pile(&mut self, id: Id, slot: &Slot) {
        let date = if self.dated.is_some() { DateKey::of(&slot.date) } else { DateKey::default() };
        self.piled.push((date, id));
        self.weight.add(slot);
    }

    /// Puts what was piled in its place. Returns false if there was nothing.
    pub fn arrange(&mut self) -> bool {
        let mut piled = std::mem::take(&mut self.piled);
        let any = !piled.is_empty();
        // A tree that grows at its end is built in a fraction of the time.
        if let Some(dated) = &mut self.dated {
            piled.sort_unstable();
            dated.extend(piled.iter().copied());
        }
        piled.iter_mut().for_each(|(date, _)| *date = DateKey::default());
        piled.sort_unstable();
        self.ids.extend(piled.into_iter().map(|(_, id)| id));
        any
    }

    pub fn take(&mut self, id: &Id, slot: &Slot) {
        self.ids.remove(id);
        if let Some(dated) = &mut self.dated {
            dated.remove(&(DateKey::of(&slot.date), *id));
        }
        if let Some(row) = &slot.row {
            self.weight.rows = self.weight.rows.saturating_sub(1);
            self.weight.bytes = self.weight.bytes.saturating_sub(row.len());
        }
    }

    /// All of them in the order of their ids.
    pub fn ids(&self) -> impl Iterator<Item = Id> {
        self.ids.iter().copied()
    }

    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// All of them, the newest date first; of one date the highest id. None if the kind has no date.
    pub fn newest(&self) -> impl Iterator<Item = Id> {
        self.dated.iter().flat_map(|dated| dated.iter().rev()).map(|(_, id)| *id)
    }

    pub const fn weight(&self) -> Weight {
        self.weight
    }
}

impl Weight {
    fn add(&mut self, slot: &Slot) {
        if let Some(row) = &slot.row {
            self.rows += 1;
            self.bytes += row.len();
        }
    }
}

/// The first bytes of the text of a date, to be compared at once. They sort as the texts do; of what
/// is longer than any date the rest does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct DateKey(u128);

impl DateKey {
    fn of(text: &str) -> Self {
        let mut first = [0; 16];
        first.iter_mut().zip(text.bytes()).for_each(|(place, byte)| *place = byte);
        Self(u128::from_be_bytes(first))
    }
}

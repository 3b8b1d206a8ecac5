//! A ledger on its way from the database: first the rows alone, then every index at once.
//!
//! Putting a hundred thousand records into sorted sets one by one takes several times as long as
//! making the sets of what has been sorted. The result is the ledger that [`Ledger::load_block`]
//! makes of the same blocks; `tests/columns.rs` holds that.

use super::alias::Aliases;
use super::shelf::Shelf;
use super::slot::Slot;
use super::{BlockNote, Columns, IdMap, IdSet, Ledger};
use crate::record::{Id, RowText};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A ledger that holds rows and cannot be asked about them yet.
#[derive(Debug)]
pub struct Loading {
    ledger: Ledger,
    columns: Columns,
}

impl Loading {
    /// Begins with a ledger that holds no stored row and knows whose it is ([`Ledger::set_own`]), and
    /// the columns that were kept of some rows.
    #[must_use]
    pub const fn new(ledger: Ledger, columns: Columns) -> Self {
        Self { ledger, columns }
    }

    /// Takes over the rows of a block; see [`Ledger::load_block`].
    pub fn take(&mut self, note: &BlockNote, rows: &[RowText]) {
        // Room for all at once: moving a hundred thousand slots again and again takes its time.
        self.ledger.slots.reserve(self.columns.len().saturating_sub(self.ledger.slots.len()));
        for (row, rev) in note.with_revs(rows) {
            if let Some((id, slot)) = self.columns.slot(row, rev).or_else(|| self.ledger.read(row, rev)) {
                self.put(id, slot);
            }
        }
        for id in &note.gone {
            self.remove(id);
        }
        self.ledger.rev = self.ledger.rev.max(note.rev);
    }

    fn put(&mut self, id: Id, slot: Slot) {
        // Shelves know the names of kinds, which all rows share.
        self.ledger.on_shelf(&slot.kind, &mut |_| ());
        self.ledger.gone.remove(&id);
        self.ledger.slots.insert(id, slot);
    }

    fn remove(&mut self, id: &Id) {
        self.ledger.slots.remove(id);
        self.ledger.gone.insert(*id);
        if let Some(slot) = self.ledger.overlay.get(id).map(|own| self.ledger.slot_of(own, None, 0)) {
            self.put(*id, slot);
        }
    }

    /// Begins to work out the indexes; [`Indexing::work`] does it.
    #[must_use]
    pub fn index(self) -> Indexing {
        let Self { mut ledger, columns } = self;
        drop(columns);
        // The program's own rows are there already, and are counted once more with all.
        let kinds: Vec<Arc<str>> = ledger.by_kind.keys().cloned().collect();
        (ledger.by_kind, ledger.links, ledger.revs) = (BTreeMap::new(), IdMap::default(), BTreeMap::new());
        (ledger.dead, ledger.written, ledger.clashing) = (IdSet::default(), IdSet::default(), BTreeSet::new());
        ledger.aliases = Aliases::default();
        kinds.iter().for_each(|kind| ledger.on_shelf(kind, &mut |_| ()));
        let slots = std::mem::take(&mut ledger.slots);
        Indexing { left: slots.keys().copied().collect(), slots, ledger }
    }

    /// The ledger with all of its indexes, worked out in one go.
    #[must_use]
    pub fn done(self) -> Ledger {
        self.index().done()
    }
}

/// A ledger whose indexes are being worked out, in stretches that let a page answer.
#[derive(Debug)]
pub struct Indexing {
    /// Everything but the slots.
    ledger: Ledger,
    slots: IdMap<Slot>,
    /// Records that no index knows yet.
    left: Vec<Id>,
}

/// Records gone over in one stretch.
const STRETCH: usize = 4_000;

impl Indexing {
    /// Works one stretch. Returns false if nothing is left to do.
    pub fn work(&mut self) -> bool {
        if self.left.is_empty() {
            return self.ledger.by_kind.values_mut().any(Shelf::arrange);
        }
        for id in self.left.split_off(self.left.len().saturating_sub(STRETCH)) {
            if let Some(slot) = self.slots.get(&id) {
                self.ledger.on_shelf(&slot.kind, &mut |shelf| shelf.pile(id, slot));
                self.ledger.note(id, slot);
            }
        }
        true
    }

    /// The ledger; what [`Self::work`] has left is done.
    #[must_use]
    pub fn done(mut self) -> Ledger {
        while self.work() {}
        self.ledger.slots = self.slots;
        self.ledger.extend_schema();
        self.ledger
    }
}

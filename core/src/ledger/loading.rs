//! A ledger on its way from the database: first the rows alone, then every index at once.
//!
//! Putting a hundred thousand records into sorted sets one by one takes several times as long as
//! making the sets of what has been sorted. The result is the ledger that [`Ledger::load_block`]
//! makes of the same blocks; `tests/columns.rs` holds that.

use super::alias::Aliases;
use super::shelf::Pile;
use super::slot::Slot;
use super::{BlockNote, Columns, IdMap, IdSet, Ledger, Link};
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
        if !self.ledger.by_kind.contains_key(&slot.kind) {
            self.ledger.shelf(&slot.kind);
        }
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

    /// Goes over the rows. What there is to do then is done by [`Indexing::work`].
    #[must_use]
    pub fn index(self) -> Indexing {
        let Self { mut ledger, columns } = self;
        drop(columns);
        // The program's own rows are there already, and counted once more with all.
        (ledger.dead, ledger.written, ledger.clashing) = (IdSet::default(), IdSet::default(), BTreeSet::new());
        (ledger.links, ledger.revs, ledger.aliases) = (IdMap::default(), BTreeMap::new(), Aliases::default());
        let mut piles: BTreeMap<Arc<str>, Pile> =
            ledger.by_kind.iter().map(|(kind, shelf)| (Arc::clone(kind), shelf.pile())).collect();
        let mut links: IdMap<Vec<Link>> = IdMap::default();
        let slots = std::mem::take(&mut ledger.slots);
        for (id, slot) in &slots {
            if let Some(pile) = piles.get_mut(&slot.kind) {
                pile.put(*id, slot);
            }
            ledger.note(*id, slot);
            for (target, link) in slot.links(*id) {
                links.entry(target).or_default().push(link);
            }
        }
        ledger.slots = slots;
        Indexing { ledger, piles, links: links.into_iter().collect() }
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
    ledger: Ledger,
    piles: BTreeMap<Arc<str>, Pile>,
    links: Vec<(Id, Vec<Link>)>,
}

/// Records whose links are sorted in one stretch.
const STRETCH: usize = 4_000;

impl Indexing {
    /// Works one stretch. Returns false if nothing is left to do.
    pub fn work(&mut self) -> bool {
        if let Some((kind, pile)) = self.piles.pop_first() {
            self.ledger.by_kind.insert(kind, pile.shelf());
            return true;
        }
        let from = self.links.len().saturating_sub(STRETCH);
        let sorted = self.links.drain(from..).map(|(target, links)| (target, links.into()));
        self.ledger.links.extend(sorted);
        from > 0
    }

    /// The ledger; what [`Self::work`] has left is done.
    #[must_use]
    pub fn done(mut self) -> Ledger {
        while self.work() {}
        self.ledger.extend_schema();
        self.ledger
    }
}

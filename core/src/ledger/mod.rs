//! The ledger: all records of the workspace in memory, with the indexes that pages ask.
//!
//! Rows stay packed as the text that is stored and are decoded when somebody asks for a record;
//! only what indexes need is decoded at once. A ledger at revision `r` equals the database at
//! revision `r`. The ledger never changes by itself: [`prepare`] says what a batch would write,
//! storage writes it, and only then [`Ledger::apply`] takes it over.

mod alias;
mod batch;
mod bin;
mod columns;
mod edit;
mod extension;
mod facts;
mod head;
mod join;
mod journal;
mod key;
mod links;
mod loading;
mod log;
mod look;
mod pack;
mod past;
mod peek;
mod peer;
mod prepare;
mod row_change;
mod shelf;
mod show;
mod slot;
mod stored;
mod threshold;
mod undo;

pub use alias::{are_kept_apart, join_records, keep_apart, take_apart};
pub use batch::{Batch, Change, FilePart, HeadChange, ImportNote, Seen, SendNote, Why};
pub use bin::Binned;
pub use columns::Columns;
pub use edit::form_changes;
pub use facts::{Draftlike, Pending, StepFacts};
pub use head::{DeviceNote, Exported, FIRST_LAYOUT, Head, LAYOUT, Owner, Workspace};
pub use join::{Join, Joined};
pub use journal::{BlockNote, JournalMark, JournalNote, Rows, read_lines, read_rows, write_rows};
pub use key::{IdHasher, IdMap, IdSet};
pub use loading::{Indexing, Loading};
pub use log::{BatchLog, Came, HistoryItem};
pub use pack::{Pack, PackNote, packs};
pub use past::{Altered, Part, Version, altered, back_to, bring_back};
pub use peek::Peek;
pub use peer::{Heard, Peer, Taken};
pub use prepare::{Notice, Prepared, prepare};
pub use row_change::{After, RowChange};
pub use shelf::Weight;
pub use show::Shown;
pub use undo::{UndoPlan, Undone, undo_batch};

use crate::record::{Device, Id, Record, RowText, RowView, decode};
use crate::schema::{Extension, Schema};
use links::Links;
use shelf::Shelf;
pub use slot::Written;
use slot::{Reads, Slot};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A reference from one record to another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The record that refers.
    pub from: Id,
    /// Its kind.
    pub kind: Arc<str>,
    /// Name of its field.
    pub field: &'static str,
}

/// All records in memory.
#[derive(Debug, Clone)]
pub struct Ledger {
    schema: Schema,
    /// The schema without what the workspace has added.
    base: Schema,
    extension: Extension,
    schema_is_stale: bool,
    rev: u64,
    own: Vec<Device>,
    slots: IdMap<Slot>,
    by_kind: BTreeMap<Arc<str>, Shelf>,
    /// Deleted records; whoever goes over many asks here first.
    dead: IdSet,
    /// Records that hold something that this profile wrote.
    written: IdSet,
    /// How many stored rows changed last at each revision.
    revs: BTreeMap<u64, usize>,
    links: IdMap<Links>,
    clashing: BTreeSet<Id>,
    aliases: alias::Aliases,
    /// Rows that the program brings along (towns); never stored unless a person changes one.
    overlay: IdMap<Record>,
    unreadable: Vec<RowText>,
    /// Records that stopped existing (imports taken back) and may still stand in older blocks.
    gone: BTreeSet<Id>,
    /// The text of no date, shared by all records that have none.
    no_date: Arc<str>,
}

impl Ledger {
    /// Returns a ledger that holds only the program's own rows.
    #[must_use]
    pub fn new(schema: Schema, overlay: Vec<Record>) -> Self {
        let mut ledger = Self {
            schema,
            base: schema,
            extension: Extension::default(),
            schema_is_stale: false,
            rev: 0,
            own: Vec::new(),
            slots: IdMap::default(),
            by_kind: BTreeMap::new(),
            dead: IdSet::default(),
            written: IdSet::default(),
            revs: BTreeMap::new(),
            links: IdMap::default(),
            clashing: BTreeSet::new(),
            aliases: alias::Aliases::default(),
            overlay: overlay.into_iter().map(|r| (r.id, r)).collect(),
            unreadable: Vec::new(),
            gone: BTreeSet::new(),
            no_date: "".into(),
        };
        ledger.lay_overlay();
        ledger
    }

    /// Returns a ledger of the same schema and overlay that holds no stored row.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self::new(self.base, self.overlay.values().cloned().collect())
    }

    fn lay_overlay(&mut self) {
        let rows: Vec<Record> = self.overlay.values().cloned().collect();
        for record in rows {
            self.place(record.id, self.slot_of(&record, None, 0));
        }
    }

    /// Returns the schema that the ledger is read with: what the program knows, and what the
    /// workspace has added.
    #[must_use]
    pub const fn schema(&self) -> Schema {
        self.schema
    }

    /// Returns the revision of the database that this ledger equals.
    #[must_use]
    pub const fn rev(&self) -> u64 {
        self.rev
    }

    /// Says which device codes are this profile's, for [`Self::unsent`]. Call before loading.
    pub fn set_own(&mut self, head: &Head) {
        self.own = std::iter::once(&head.device).chain(&head.former).cloned().collect();
    }

    /// Takes over the rows of a block or of a journal row that stands at revision `rev`.
    ///
    /// A row that cannot be read is kept aside, byte for byte, and never lost; see
    /// [`Self::unreadable`].
    pub fn load(&mut self, rev: u64, rows: &[RowText], gone: &[Id]) {
        self.load_block(&BlockNote { gone: gone.to_vec(), ..BlockNote::at(rev) }, rows);
    }

    /// [`Self::load`] for a block, which knows of each row at which revision it last changed. Many
    /// blocks at once are for [`Loading`].
    pub fn load_block(&mut self, note: &BlockNote, rows: &[RowText]) {
        for (row, rev) in note.with_revs(rows) {
            if let Some((id, slot)) = self.read(row, rev) {
                self.place(id, slot);
            }
        }
        for id in &note.gone {
            self.remove(id);
        }
        self.extend_schema();
        self.rev = self.rev.max(note.rev);
    }

    /// The slot of a stored row; a row that cannot be read is kept aside.
    fn read(&mut self, row: &RowText, rev: u64) -> Option<(Id, Slot)> {
        let view = RowView::read(row);
        if let Some(read) = view.and_then(|view| Some((view.id(), self.slot_of_row(row, &view, rev)?))) {
            return Some(read);
        }
        match decode(row, false) {
            Ok(record) => return Some((record.id, self.slot_of(&record, Some(row), rev))),
            Err(_) if self.unreadable.contains(row) => {}
            Err(_) => self.unreadable.push(row.clone()),
        }
        None
    }

    /// Takes over a commit that is durable now. Returns the kinds that changed.
    pub fn apply(&mut self, prepared: &Prepared) -> BTreeSet<Arc<str>> {
        self.apply_rows(&prepared.rows, prepared.head.rev);
        self.apply_head(&prepared.head);
        prepared.rows.iter().map(|change| Arc::clone(&change.kind)).collect()
    }

    /// Takes over some rows of a commit that stands at revision `rev`. [`Self::apply_head`] follows
    /// when all of them are taken over.
    pub fn apply_rows(&mut self, rows: &[Arc<RowChange>], rev: u64) {
        for change in rows {
            match &change.after {
                Some(after) => self.place(change.id, Slot { rev, ..after.slot.clone() }),
                None => self.remove(&change.id),
            }
        }
        self.extend_schema();
    }

    /// Takes over the head of a commit: the ledger equals the database at its revision from here on.
    pub fn apply_head(&mut self, head: &Head) {
        self.set_own(head);
        self.rev = head.rev;
    }

    /// What the indexes need of a record; the program's own row counts with the stored one.
    fn slot_of(&self, record: &Record, row: Option<&RowText>, rev: u64) -> Slot {
        let joined;
        let record = match self.overlay.get(&record.id) {
            Some(own) if row.is_some() => {
                joined = own.merged(record);
                &joined
            }
            _ => record,
        };
        Slot::of(record, row, rev, self.schema, &self.own)
    }

    /// [`Self::slot_of`] for a row that says enough as it stands.
    fn slot_of_row(&self, row: &RowText, view: &RowView<'_>, rev: u64) -> Option<Slot> {
        if self.overlay.contains_key(&view.id()) {
            return None;
        }
        // Names of kinds are shared.
        let kind = match self.by_kind.get_key_value(view.kind()) {
            Some((kind, _)) => Arc::clone(kind),
            None => Arc::from(view.kind()),
        };
        let reads = Reads { schema: self.schema, own: &self.own, no_date: &self.no_date };
        Slot::of_view(view, row, rev, &kind, &reads)
    }

    fn place(&mut self, id: Id, slot: Slot) {
        self.unlink(&id);
        self.gone.remove(&id);
        self.on_shelf(&slot.kind, &mut |shelf| shelf.put(id, &slot));
        self.note(id, &slot);
        self.slots.insert(id, slot);
    }

    /// Notes everything about a record that is new here but its place on the shelf.
    fn note(&mut self, id: Id, slot: &Slot) {
        self.schema_is_stale |= Self::defines_schema(&slot.kind);
        if slot.dead {
            self.dead.insert(id);
        }
        if slot.mine.n > 0 {
            self.written.insert(id);
        }
        if slot.row.is_some() {
            *self.revs.entry(slot.rev).or_default() += 1;
        }
        if slot.clashes > 0 {
            self.clashing.insert(id);
        }
        // A record that was deleted stands for nothing and gives itself up for nothing.
        if let Some(into) = slot.into.filter(|_| !slot.dead) {
            self.aliases.put(id, Some(into));
        }
        for (target, link) in slot.links(id) {
            self.links.entry(target).or_default().insert(link);
        }
    }

    /// Does something to the shelf of a kind, which may be a new one.
    fn on_shelf(&mut self, kind: &Arc<str>, act: &mut dyn FnMut(&mut Shelf)) {
        if let Some(shelf) = self.by_kind.get_mut(kind) {
            return act(shelf);
        }
        let mut shelf = Shelf::new(self.schema.kind(kind).is_some_and(|kind| kind.by_date.is_some()));
        act(&mut shelf);
        self.by_kind.insert(Arc::clone(kind), shelf);
    }

    fn unlink(&mut self, id: &Id) {
        let Some(slot) = self.slots.remove(id) else { return };
        self.aliases.put(*id, None);
        self.schema_is_stale |= Self::defines_schema(&slot.kind);
        if let Some(shelf) = self.by_kind.get_mut(&slot.kind) {
            shelf.take(id, &slot);
        }
        self.dead.remove(id);
        self.written.remove(id);
        if slot.row.is_some()
            && let Some(rows) = self.revs.get_mut(&slot.rev)
        {
            *rows = rows.saturating_sub(1);
        }
        for (target, link) in slot.links(*id) {
            if let Some(links) = self.links.get_mut(&target) {
                links.remove(&link);
            }
        }
        self.clashing.remove(id);
    }

    fn remove(&mut self, id: &Id) {
        self.unlink(id);
        self.gone.insert(*id);
        if let Some(own) = self.overlay.get(id).cloned() {
            self.place(*id, self.slot_of(&own, None, 0));
        }
    }
}

#[cfg(test)]
mod tests;

//! The workspace: the ledger in memory and the rows in storage, behind one door.
//!
//! Every change is a [`Batch`] and goes through [`Workspace::commit`]: one strict transaction that
//! compares the revision, prepares the writes from the ledger, and is taken over into memory only
//! when it is durable. Here: that protocol, loading, compaction, drafts, history. Not here: what a
//! batch means (`ronghe_core::ledger`), signals and pages (`ui`).

mod agenda;
mod ahead;
mod belongings;
mod commit;
mod compact;
mod draft;
mod facts;
mod first;
mod history;
mod kept;
mod load;
mod packs;
mod photos;
mod under_way;

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests;

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod frozen_tests;

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod weather_tests;

/// What the storage can answer: the interface says it, but does not touch the store.
pub use crate::storage::StoreError;
pub use commit::{Committed, Failure};
pub use draft::Draft;
pub use first::{FirstRow, FirstScreen};
pub use history::{Past, SendLog};
pub use photos::{Held, NewPhoto, PhotoAt, Taken};
pub use under_way::{IMPORT_LOCK, UnderWay};

use crate::storage::Store;
use futures::lock::Mutex;
use ronghe_core::agenda::Agenda;
use ronghe_core::ledger::{Batch, Head, Ledger};
use ronghe_core::order;
use ronghe_core::record::{Device, Id, Record};
use ronghe_core::schema::Schema;
use ronghe_core::search::{Index, Titles};
use std::cell::{Cell, OnceCell, Ref, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Key of the head in its store, and of the first screen in its.
const HEAD: &str = "head";

/// What listeners are told when records changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Kinds of which a record changed.
    pub kinds: BTreeSet<Arc<str>>,
    /// The revision now.
    pub rev: u64,
    /// Whether this tab made the change.
    pub own: bool,
}

/// Called after every change of the ledger.
type Listener = Box<dyn Fn(&Changed)>;

/// The ledger, the storage under it, and what keeps them equal.
pub struct Workspace<S> {
    store: S,
    ledger: RefCell<Ledger>,
    head: RefCell<Head>,
    index: RefCell<Index>,
    agenda: RefCell<Agenda>,
    /// What records say towards figures; `None` until a figure is asked for.
    facts: RefCell<Option<Box<dyn facts::Follower>>>,
    facts_ready: Cell<bool>,
    /// The schema with which the index was made.
    indexed: Cell<Schema>,
    /// Revision of the kept index, if one of today's records is kept.
    kept_at: Cell<Option<u64>>,
    /// Rows that stand in blocks, superseded ones included; says when a full rewrite pays.
    rows_in_blocks: Cell<usize>,
    /// Whether everything was written back into an emptied database and nobody has been told yet.
    written_back: Cell<bool>,
    /// How large commits are made, once that part of the program is there.
    large: OnceCell<ahead::Large<S>>,
    queue: Mutex<()>,
    listener: RefCell<Option<Listener>>,
    /// Revisions that this tab has made and that it has not taken back, to be undone by keyboard.
    made: RefCell<Vec<u64>>,
}

impl<S: Store> Workspace<S> {
    /// Returns a workspace over `store` that has loaded nothing yet. `device` is an unused code,
    /// taken if the database is new; `overlay` are the rows that the program brings along.
    #[must_use]
    pub fn new(store: S, device: Device, overlay: Vec<Record>) -> Self {
        let ledger = Ledger::new(ronghe_core::kinds::SCHEMA, overlay);
        Self {
            store,
            ledger: RefCell::new(ledger),
            head: RefCell::new(Head::fresh(device)),
            index: RefCell::new(Index::default()),
            agenda: RefCell::new(Agenda::default()),
            facts: RefCell::new(None),
            facts_ready: Cell::new(false),
            indexed: Cell::new(ronghe_core::kinds::SCHEMA),
            kept_at: Cell::new(None),
            rows_in_blocks: Cell::new(0),
            written_back: Cell::new(false),
            large: OnceCell::new(),
            queue: Mutex::new(()),
            listener: RefCell::new(None),
            made: RefCell::new(Vec::new()),
        }
    }

    /// Calls `listener` after every change of the ledger, whoever made it.
    pub fn listen(&self, listener: impl Fn(&Changed) + 'static) {
        self.listener.replace(Some(Box::new(listener)));
    }

    /// Returns the ledger to read. Do not hold it across an await.
    pub fn ledger(&self) -> Ref<'_, Ledger> {
        self.ledger.borrow()
    }

    /// Returns the head.
    pub fn head(&self) -> Ref<'_, Head> {
        self.head.borrow()
    }

    /// Whether the last commit found the database emptied and wrote every record back; once.
    pub fn take_written_back(&self) -> bool {
        self.written_back.take()
    }

    /// Returns the search index.
    pub fn index(&self) -> Ref<'_, Index> {
        self.index.borrow()
    }

    fn tell(&self, changed: &Changed) {
        if let Some(listener) = &*self.listener.borrow() {
            listener(changed);
        }
    }

    fn reindex(&self, ids: impl Iterator<Item = Id>) {
        let mut affected = self.follow(ids.collect());
        order::sort(&mut affected);
        affected.dedup();
        self.renew_entries(affected.iter());
        self.renew_entries(self.of_changed_kinds().iter());
    }

    /// Lets figures and what waits follow changed records, and returns those whose search entries are to be renewed.
    fn follow(&self, ids: Vec<Id>) -> Vec<Id> {
        let ledger = self.ledger.borrow();
        let affected = ids.iter().flat_map(|id| Index::affected(&ledger, id)).collect();
        self.agenda.borrow_mut().follow(&ledger, ids.iter().copied());
        if let Some(facts) = &mut *self.facts.borrow_mut() {
            facts.follow(&ledger, ids);
        }
        affected
    }

    fn renew_entries<'a>(&self, ids: impl Iterator<Item = &'a Id>) {
        let ledger = self.ledger.borrow();
        let (mut index, mut titles) = (self.index.borrow_mut(), Titles::default());
        ids.for_each(|id| index.fill(&ledger, id, &mut titles));
    }

    /// The records of kinds whose fields or choices are others now, or are called otherwise: all that
    /// stands in the index, too.
    fn of_changed_kinds(&self) -> Vec<Id> {
        let ledger = self.ledger.borrow();
        let before = self.indexed.replace(ledger.schema());
        let mut changed = Vec::new();
        for kind in ledger.schema().kinds().iter().filter(|kind| before.kind(kind.name) != Some(**kind)) {
            for id in ledger.ids(kind.name) {
                changed.extend(Index::affected(&ledger, &id));
            }
        }
        changed
    }
}

impl Workspace<crate::storage::idb::IdbStore> {
    /// Deletes the database with all that is in it. Only for a device that is handed on.
    ///
    /// # Errors
    /// Says why the browser would not; another window may still hold it.
    pub async fn erase(&self) -> Result<(), crate::storage::StoreError> {
        let _turn = self.queue.lock().await;
        self.store.erase().await
    }
}

/// Returns an empty batch made now.
#[must_use]
pub fn batch(why: ronghe_core::ledger::Why) -> Batch {
    Batch {
        why,
        changes: Vec::new(),
        head: Vec::new(),
        now_ms: crate::platform::clock::now_ms(),
        spare: crate::platform::random::device(),
    }
}

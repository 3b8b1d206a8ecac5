//! The search index and the columns of rows, kept from one start to the next. They say nothing that
//! the records do not say: without them, or with those of another build, a start makes them anew and
//! takes longer.

use super::Workspace;
use crate::platform::service_worker::build_id;
use crate::platform::turn::Turns;
use crate::storage::{Data, Durability, Key, Read, Store, StoreError, StoreName, Writes};
use ronghe_core::ledger::{Columns, Head, IdSet, JournalMark, Ledger, read_rows};
use ronghe_core::record::{Id, kind_and_id};
use ronghe_core::search::{Index, Titles};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Keys of what is said about the kept index, of the index, and of the columns.
const NOTE: &str = "index-note";
const INDEX: &str = "index";
const COLUMNS: &str = "columns";
/// Of fewer records an index is made quicker than it is kept.
const WORTH_IT: usize = 2_000;
/// It is kept anew after so many commits; the journal must still tell of all of them.
const STALE: u64 = 400;
/// Entries renewed between two looks at the clock.
const STEP: usize = 100;

/// What is said about the kept index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Note {
    /// Revision of the records that it is of.
    pub rev: u64,
    /// The build that made it: another one may cut words otherwise.
    build: String,
}

/// What was kept.
pub(super) struct Kept {
    rev: u64,
    /// Columns of every row that has not changed since.
    columns: Vec<u8>,
    /// The records that have changed since.
    changed: BTreeSet<Id>,
}

/// What tells of which revision something was kept; for [`note_in`].
pub(super) fn read_note() -> Read {
    Read::one(StoreName::First, NOTE)
}

/// What [`Kept::of`] is made of, together with the journal behind the revision of the note.
pub(super) fn read_kept() -> [Read; 2] {
    [read_note(), Read::one(StoreName::First, COLUMNS)]
}

impl<S: Store> Workspace<S> {
    /// Returns the bytes of the kept index, for [`Self::index_of`]. They are long; read them while
    /// something else is worked on.
    pub(super) async fn kept_index(&self, kept: Option<&Kept>) -> Result<Option<Vec<u8>>, StoreError> {
        match kept {
            Some(kept) => self.kept_bytes(INDEX, kept.rev).await,
            None => Ok(None),
        }
    }

    /// What is kept under `key`, unless another tab has kept that of a later revision meanwhile.
    async fn kept_bytes(&self, key: &str, rev: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let reads = [NOTE, key].map(|key| Read::one(StoreName::First, key)).to_vec();
        let mut rows = self.store.read(reads).await?.into_iter();
        let note = rows.next().and_then(note_in).filter(|note| note.rev == rev);
        Ok(note.and_then(|_| rows.next().and_then(bytes_in)))
    }

    /// Returns the index of a ledger: the kept one brought to its records, or a new one.
    pub(super) async fn index_of(&self, kept: Option<Kept>, bytes: Option<Vec<u8>>, ledger: &Ledger) -> Index {
        let read = kept.zip(bytes);
        let read = read.and_then(|(kept, bytes)| Some((Index::of_bytes(&bytes, ledger, &kept.changed)?, kept)));
        self.kept_at.set(read.as_ref().map(|(_, kept)| kept.rev));
        match read {
            Some((mut index, kept)) => {
                follow(&mut index, ledger, kept.changed).await;
                index
            }
            None => index_all(ledger).await,
        }
    }

    /// Puts the index in order if so much in it is new that a keystroke feels it.
    pub(super) fn settle_index(&self) {
        let mut index = self.index.borrow_mut();
        if index.is_unsettled() {
            index.settle();
        }
    }

    /// Puts the index in order, and keeps it and the columns for the next start if that pays. Call in
    /// idle time.
    ///
    /// # Errors
    /// Says why storage would not take it. Nothing is lost by that.
    pub async fn keep_index_if_due(&self) -> Result<(), StoreError> {
        self.settle_index();
        let rev = self.ledger.borrow().rev();
        let due = self.kept_at.get().is_none_or(|kept| rev.saturating_sub(kept) >= STALE);
        if !due || self.index.borrow().len() < WORTH_IT {
            return Ok(());
        }
        let mut turns = Turns::new();
        let columns = self.ledger.borrow().columns();
        turns.breathe().await;
        self.index.borrow_mut().settle();
        turns.breathe().await;
        let Some(index) = self.index.borrow().to_bytes() else { return Ok(()) };
        turns.breathe().await;
        // Whatever came meanwhile is not in both; there will be another quiet moment.
        if self.ledger.borrow().rev() != rev {
            return Ok(());
        }
        let note = Note { rev, build: build_id().unwrap_or_default() };
        let mut writes = Writes::new();
        writes.put(StoreName::First, NOTE, serde_json::to_string(&note).unwrap_or_default());
        writes.put(StoreName::First, INDEX, Data::Bytes(index));
        writes.put(StoreName::First, COLUMNS, Data::Bytes(columns));
        let done = self
            .store
            .transact(Vec::new(), &[StoreName::First], Durability::Relaxed, |_| Ok::<_, ()>((writes, ())))
            .await?;
        if done.is_ok() {
            self.kept_at.set(Some(rev));
        }
        Ok(())
    }
}

/// The note in a row that was read, if this build has made it.
pub(super) fn note_in(rows: Vec<(Key, Data)>) -> Option<Note> {
    let note = serde_json::from_str::<Note>(&rows.into_iter().next()?.1.into_text()?).ok()?;
    Some(note).filter(|note| note.build == build_id().unwrap_or_default())
}

fn bytes_in(rows: Vec<(Key, Data)>) -> Option<Vec<u8>> {
    match rows.into_iter().next()?.1 {
        Data::Bytes(bytes) => Some(bytes),
        Data::Text(_) => None,
    }
}

impl Kept {
    /// What was kept, as far as the journal tells what has changed since. `rows` is what
    /// [`read_kept`] has brought.
    pub fn of(rows: &mut impl Iterator<Item = Vec<(Key, Data)>>, head: &Head, journal: &[(Key, Data)]) -> Option<Self> {
        let (note, columns) = (rows.next().and_then(note_in), rows.next().and_then(bytes_in));
        let rev = note?.rev;
        let changed = changed_since(rev, head, journal)?;
        Some(Self { rev, columns: columns.unwrap_or_default(), changed })
    }

    /// The columns of rows, for a ledger that is still to be loaded.
    pub fn columns(&mut self, ledger: &Ledger) -> Columns {
        Columns::of_bytes(&std::mem::take(&mut self.columns), ledger).unwrap_or_default()
    }
}

/// The records that changed behind revision `rev` up to `head`, as the journal tells. `None` if it does
/// not tell of every commit, or if one of them changed what the index is made with.
fn changed_since(rev: u64, head: &Head, journal: &[(Key, Data)]) -> Option<BTreeSet<Id>> {
    let mut changed = BTreeSet::new();
    let mut next = rev + 1;
    for (_, data) in journal.iter().filter(|(key, _)| *key > Key::Num(rev)) {
        let Data::Text(text) = data else { return None };
        let commit = read_rows::<JournalMark>(text)?;
        if commit.note.rev != next || commit.note.bulk || !commit.note.gone.is_empty() {
            return None;
        }
        for row in &commit.rows {
            let (kind, id) = kind_and_id(row)?;
            if Ledger::defines_schema(&kind) {
                return None;
            }
            changed.insert(id);
        }
        next += 1;
    }
    (next == head.rev + 1).then_some(changed)
}

/// Brings a kept index to the records of today.
async fn follow(index: &mut Index, ledger: &Ledger, changed: BTreeSet<Id>) {
    let mut turns = Turns::new();
    let mut met = IdSet::default();
    let mut titles = Titles::default();
    let changed: Vec<Id> = changed.into_iter().collect();
    for step in changed.chunks(STEP) {
        for id in step.iter().flat_map(|id| Index::affected(ledger, id)) {
            if met.insert(id) {
                index.fill(ledger, &id, &mut titles);
            }
        }
        turns.breathe().await;
    }
}

/// Makes the index of everything anew, in short stretches.
pub(super) async fn index_all(ledger: &Ledger) -> Index {
    let (mut index, mut titles) = (Index::default(), Titles::default());
    let mut turns = Turns::new();
    for kind in ledger.schema().kinds() {
        let ids: Vec<Id> = ledger.ids(kind.name).collect();
        for step in ids.chunks(STEP) {
            for id in step {
                index.fill(ledger, id, &mut titles);
            }
            turns.breathe().await;
        }
    }
    index
}

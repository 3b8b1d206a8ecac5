//! The one door.

use super::{Changed, HEAD, Workspace};
use crate::storage::{Durability, Key, Range, Read, Rows, Store, StoreError, StoreName, Writes};
use ronghe_core::ledger::{
    Batch, Head, HistoryItem, ImportLog, JournalNote, LAYOUT, Notice, Prepared, RowChange, Why, prepare, read_rows,
    write_rows,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// More rows than this go straight into blocks instead of into one huge journal row.
const BULK: usize = 2_000;

/// A commit that is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The revision it made, or the present one if there was nothing to write.
    pub rev: u64,
    /// Wall time, milliseconds since 1970 UTC.
    pub at_ms: u64,
    /// How many records it changed.
    pub changed: usize,
    /// What people should be told.
    pub notices: Vec<Notice>,
}

/// Why a commit did not happen. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The storage would not take it.
    Store(StoreError),
    /// A newer build has laid the database out anew; this page must be loaded again.
    NewerLayout,
    /// The database does not hold what it should; the rescue page can read it.
    Damaged,
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NewerLayout => Self::NewerLayout,
            other => Self::Store(other),
        }
    }
}

/// Why the closure in the transaction would not write.
enum Refusal {
    /// The ledger is too old to catch up from the journal.
    Stale,
    NewerLayout,
    Damaged,
    /// There is nothing to write.
    Nothing,
}

impl<S: Store> Workspace<S> {
    /// Makes `batch` durable and takes it over. Returns when it is on disk.
    ///
    /// # Errors
    /// Says why nothing was written; memory is then as it was.
    pub async fn commit(&self, batch: Batch) -> Result<Committed, Failure> {
        self.commit_with(batch, Writes::new()).await
    }

    /// [`Self::commit`] with further writes (history, drafts, photos) in the same transaction.
    ///
    /// # Errors
    /// See [`Self::commit`].
    pub async fn commit_with(&self, batch: Batch, extra: Writes) -> Result<Committed, Failure> {
        let _turn = self.queue.lock().await;
        // A stale ledger is loaded again; twice stale within one commit means something is broken.
        for _ in 0..3 {
            match self.try_commit(&batch, extra.clone()).await? {
                Ok((prepared, blocks)) => return Ok(self.take_over(&prepared, blocks)),
                Err(Refusal::Nothing) => {
                    let rev = self.ledger.borrow().rev();
                    return Ok(Committed { rev, at_ms: batch.now_ms, changed: 0, notices: Vec::new() });
                }
                Err(Refusal::NewerLayout) => return Err(Failure::NewerLayout),
                Err(Refusal::Damaged) => return Err(Failure::Damaged),
                Err(Refusal::Stale) => self.load_all().await?,
            }
        }
        Err(Failure::Damaged)
    }

    async fn try_commit(&self, batch: &Batch, extra: Writes) -> Result<Result<(Prepared, usize), Refusal>, StoreError> {
        let known = self.ledger.borrow().rev();
        let reads = vec![
            Read::one(StoreName::Head, HEAD),
            Read::new(StoreName::Journal, Range::From(Key::Num(known + 1))),
            Read::all(StoreName::Blocks).newest_first().limit(1).keys_only(),
        ];
        let touches: Vec<StoreName> =
            [StoreName::History, StoreName::Drafts].into_iter().chain(extra.stores()).collect();
        self.store
            .transact(reads, &touches, Durability::Strict, |rows| {
                let mut rows = rows.into_iter();
                let head = self.catch_up_with(rows.next().unwrap_or_default(), rows.next().unwrap_or_default())?;
                let prepared = prepare(&self.ledger.borrow(), batch, &head);
                if prepared.is_empty(&head) && extra == Writes::new() {
                    return Err(Refusal::Nothing);
                }
                let last_block = rows.next().unwrap_or_default().into_iter().next().map(|(key, _)| key);
                let (writes, prepared, blocks) = self.writes(prepared, extra, last_block);
                Ok((writes, (prepared, blocks)))
            })
            .await
    }

    /// Brings the ledger to the revision of the database from journal rows, if they suffice.
    fn catch_up_with(
        &self,
        head: Vec<(Key, crate::storage::Data)>,
        journal: Vec<(Key, crate::storage::Data)>,
    ) -> Result<Head, Refusal> {
        let stored = head.into_iter().next().and_then(|(_, data)| data.into_text());
        let Some(text) = stored else {
            // Nothing stored yet: this profile's own fresh head.
            return Ok(self.head.borrow().clone());
        };
        let head = Head::parse(&text).ok_or(Refusal::Damaged)?;
        if head.layout > LAYOUT {
            return Err(Refusal::NewerLayout);
        }
        let mut ledger = self.ledger.borrow_mut();
        let mut ids = Vec::new();
        for (_, data) in journal {
            let text = data.into_text().ok_or(Refusal::Damaged)?;
            let rows = read_rows::<JournalNote>(&text).ok_or(Refusal::Damaged)?;
            if rows.note.bulk || rows.note.rev != ledger.rev() + 1 {
                return Err(Refusal::Stale);
            }
            ids.extend(rows.rows.iter().filter_map(|r| ronghe_core::record::kind_and_id(r)).map(|(_, id)| id));
            ids.extend(&rows.note.gone);
            ledger.set_own(&head);
            ledger.load(rows.note.rev, &rows.rows, &rows.note.gone);
        }
        if ledger.rev() != head.rev {
            return Err(Refusal::Stale);
        }
        if !ids.is_empty() {
            let kinds = ids.iter().filter_map(|id| ledger.kind_of(id).cloned()).collect();
            drop(ledger);
            self.head.replace(head.clone());
            self.reindex(ids.into_iter());
            self.tell(&Changed { kinds, rev: head.rev, own: false });
        }
        Ok(head)
    }

    /// Everything the commit writes; also how many rows went into blocks.
    fn writes(&self, mut prepared: Prepared, extra: Writes, last_block: Option<Key>) -> (Writes, Prepared, usize) {
        let mut writes = extra;
        let mut blocks = 0;
        prepared.note.bulk = prepared.rows.len() > BULK;
        if prepared.note.bulk {
            let ledger = self.ledger.borrow();
            let changed: BTreeSet<_> = prepared.rows.iter().map(|r| r.id).collect();
            let pending = ledger.stored_since(prepared.head.base).filter(|(id, _)| !changed.contains(id));
            let pending = pending.map(|(id, row)| (Arc::clone(row), ledger.rev_of(&id).unwrap_or(prepared.head.rev)));
            let new = rows_after(&prepared.rows).map(|row| (row, prepared.head.rev));
            let rows: Vec<(Arc<str>, u64)> = pending.chain(new).collect();
            let gone = ledger
                .gone()
                .iter()
                .chain(&prepared.note.gone)
                .filter(|id| !prepared.rows.iter().any(|r| r.id == **id && r.after.is_some()));
            blocks =
                super::compact::put_blocks(&mut writes, prepared.head.rev, &rows, gone.copied().collect(), last_block);
            prepared.head.base = prepared.head.rev;
            writes.put(StoreName::Journal, prepared.head.rev, write_rows(&prepared.note, std::iter::empty()));
        } else {
            let rows: Vec<Arc<str>> = rows_after(&prepared.rows).collect();
            let text = write_rows(&prepared.note, rows.iter().map(|r| &**r));
            writes.put(StoreName::Journal, prepared.head.rev, text);
        }
        put_history(&mut writes, &prepared);
        writes.put(StoreName::Head, HEAD, prepared.head.text());
        (writes, prepared, blocks)
    }

    fn take_over(&self, prepared: &Prepared, rows_in_blocks: usize) -> Committed {
        let kinds = self.ledger.borrow_mut().apply(prepared);
        self.head.replace(prepared.head.clone());
        self.rows_in_blocks.set(self.rows_in_blocks.get() + rows_in_blocks);
        self.reindex(prepared.rows.iter().map(|r| r.id));
        self.tell(&Changed { kinds, rev: prepared.head.rev, own: true });
        Committed {
            rev: prepared.head.rev,
            at_ms: prepared.note.at_ms,
            changed: prepared.rows.len(),
            notices: prepared.notices.clone(),
        }
    }

    /// Takes over what other tabs have committed.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn catch_up(&self) -> Result<(), Failure> {
        let _turn = self.queue.lock().await;
        let known = self.ledger.borrow().rev();
        let reads =
            vec![Read::one(StoreName::Head, HEAD), Read::new(StoreName::Journal, Range::From(Key::Num(known + 1)))];
        let mut rows: std::vec::IntoIter<_> = Rows::into_iter(self.store.read(reads).await?);
        match self.catch_up_with(rows.next().unwrap_or_default(), rows.next().unwrap_or_default()) {
            Ok(head) => {
                self.head.replace(head);
                Ok(())
            }
            Err(Refusal::Stale | Refusal::Nothing) => {
                self.load_all().await?;
                let (rev, kinds) = {
                    let ledger = self.ledger.borrow();
                    (ledger.rev(), ledger.kinds().cloned().collect())
                };
                self.tell(&Changed { kinds, rev, own: false });
                Ok(())
            }
            Err(Refusal::NewerLayout) => Err(Failure::NewerLayout),
            Err(Refusal::Damaged) => Err(Failure::Damaged),
        }
    }
}

fn rows_after(rows: &[Arc<RowChange>]) -> impl Iterator<Item = Arc<str>> + '_ {
    rows.iter().filter_map(|r| r.after.as_ref().map(|after| Arc::clone(&after.row)))
}

/// Keeps the row of every record as it was before, and of an import what it takes to undo it.
fn put_history(writes: &mut Writes, prepared: &Prepared) {
    let note = &prepared.note;
    for change in &prepared.rows {
        let Some(before) = &change.before else { continue };
        let item = HistoryItem { rev: note.rev, at_ms: note.at_ms, why: note.why.clone(), before: before.to_string() };
        let key = Key::Pair(change.id.to_string(), note.rev);
        writes.put(StoreName::History, key, serde_json::to_string(&item).unwrap_or_default());
    }
    if let Why::Import(file) = &note.why {
        let ids = |new: bool| prepared.rows.iter().filter(move |r| r.before.is_none() == new).map(|r| r.id).collect();
        let log = ImportLog {
            rev: note.rev,
            at_ms: note.at_ms,
            note: file.clone(),
            new: ids(true),
            changed: ids(false),
            undone: false,
        };
        let key = Key::Pair(super::history::IMPORT.to_owned(), note.rev);
        writes.put(StoreName::History, key, serde_json::to_string(&log).unwrap_or_default());
    }
}

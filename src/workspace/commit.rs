//! The one door.

use super::ahead::{Ahead, LARGE, Large, put_rows_before};
use super::{Changed, HEAD, SendLog, Workspace};
use crate::platform::marks;
use crate::storage::{Durability, Key, Range, Read, Rows, Store, StoreError, StoreName, Writes};
use ronghe_core::ledger::{
    Batch, BatchLog, Head, JournalMark, LAYOUT, Notice, Prepared, Why, prepare, read_rows, write_rows,
};
use ronghe_core::order;
use ronghe_core::record::RowText;
use std::sync::Arc;

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
    /// The browser has thrown the database away while this tab still holds every record.
    Emptied,
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
        let Why::Import(note) = &batch.why else { return self.commit_in_turn(batch, extra).await };
        self.begin_import(note, batch.now_ms).await?;
        let done = self.commit_in_turn(batch, extra).await;
        if !matches!(&done, Ok(done) if done.changed > 0) {
            // The note went with the commit; if there was none it goes now. One that stays is told
            // once more than needed.
            self.forget_import().await.ok();
        }
        done
    }

    async fn commit_in_turn(&self, mut batch: Batch, extra: Writes) -> Result<Committed, Failure> {
        let mut broken_off = false;
        // A stale ledger is loaded again; twice stale within one commit means something is broken.
        for _ in 0..4 {
            let large = self.large.get().filter(|_| batch.changes.len() > LARGE);
            let mut ahead = None;
            if let Some(large) = large {
                self.catch_up_in_turn().await?;
                ahead = (large.ahead)(self, &mut batch).await;
            }
            let tried = match self.try_commit(&batch, extra.clone(), large, ahead).await {
                // Nothing of it was written: the browser lost its connection on the way. Once more.
                Err(StoreError::Closed | StoreError::Aborted) if !broken_off => {
                    broken_off = true;
                    continue;
                }
                tried => tried?,
            };
            match tried {
                Ok((prepared, blocks)) => {
                    marks::mark("durable");
                    return Ok(self.take_over(&prepared, blocks).await);
                }
                Err(Refusal::Nothing) => {
                    let rev = self.ledger.borrow().rev();
                    return Ok(Committed { rev, at_ms: batch.now_ms, changed: 0, notices: Vec::new() });
                }
                Err(Refusal::NewerLayout) => return Err(Failure::NewerLayout),
                Err(Refusal::Damaged) => return Err(Failure::Damaged),
                Err(Refusal::Stale) => self.load_all().await?,
                Err(Refusal::Emptied) => self.write_back().await?,
            }
        }
        Err(Failure::Damaged)
    }

    async fn try_commit(
        &self,
        batch: &Batch,
        extra: Writes,
        large: Option<&Large<S>>,
        ahead: Option<Ahead>,
    ) -> Result<Result<(Prepared, usize), Refusal>, StoreError> {
        let known = self.ledger.borrow().rev();
        let mut reads =
            vec![Read::one(StoreName::Head, HEAD), Read::new(StoreName::Journal, Range::From(Key::Num(known + 1)))];
        // Asking for the last block takes the browser twice as long as all the rest of a save.
        reads.extend(large.map(|_| Read::all(StoreName::Blocks).newest_first().limit(1).keys_only()));
        let touches: Vec<StoreName> =
            [StoreName::History, StoreName::Drafts].into_iter().chain(extra.stores()).collect();
        self.store
            .transact(reads, &touches, Durability::Strict, |rows| {
                let mut rows = rows.into_iter();
                let head = self.catch_up_with(rows.next().unwrap_or_default(), rows.next().unwrap_or_default())?;
                let mut prepared = prepare(&self.ledger.borrow(), batch, &head);
                // That a file went out is worth noting though no record changes.
                let sends = matches!(&batch.why, Why::Send(note) if note.file.is_some());
                if prepared.is_empty(&head) && extra == Writes::new() && !sends {
                    return Err(Refusal::Nothing);
                }
                let last_block = rows.next().unwrap_or_default().into_iter().next().map(|(key, _)| key);
                let large = large.filter(|_| prepared.rows.len() > LARGE);
                let (writes, blocks) = self.writes(&mut prepared, batch, extra, |writes, prepared| {
                    let ahead = ahead.filter(|ahead| ahead.rev == prepared.head.rev);
                    Some((large?.put)(self, writes, prepared, batch, last_block, ahead))
                });
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
            let own = self.head.borrow().clone();
            // Nothing stored yet: this profile's own fresh head. But what was there once is gone.
            return if own.rev == 0 { Ok(own) } else { Err(Refusal::Emptied) };
        };
        let head = Head::parse(&text).ok_or(Refusal::Damaged)?;
        if head.layout > LAYOUT {
            return Err(Refusal::NewerLayout);
        }
        let mut ledger = self.ledger.borrow_mut();
        let mut ids = Vec::new();
        for (_, data) in journal {
            let text = data.into_text().ok_or(Refusal::Damaged)?;
            let rows = read_rows::<JournalMark>(&text).ok_or(Refusal::Damaged)?;
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
            let kinds = order::set(ids.iter().filter_map(|id| ledger.kind_of(id).cloned()));
            drop(ledger);
            self.head.replace(head.clone());
            self.reindex(ids.into_iter());
            self.tell(&Changed { kinds, rev: head.rev, own: false });
        }
        Ok(head)
    }

    /// Everything the commit writes; also how many rows went into blocks. `put_large` puts them there
    /// if the commit is a large one.
    fn writes(
        &self,
        prepared: &mut Prepared,
        batch: &Batch,
        extra: Writes,
        put_large: impl FnOnce(&mut Writes, &mut Prepared) -> Option<usize>,
    ) -> (Writes, usize) {
        let mut writes = extra;
        let rev = prepared.head.rev;
        let in_blocks = put_large(&mut writes, prepared);
        prepared.note.bulk = in_blocks.is_some();
        if prepared.note.bulk {
            prepared.head.base = rev;
            writes.put(StoreName::Journal, rev, write_rows(&prepared.note, std::iter::empty()));
        } else {
            let rows: Vec<RowText> = prepared.rows.iter().filter_map(|change| change.row_after()).collect();
            writes.put(StoreName::Journal, rev, write_rows(&prepared.note, rows.iter().map(|r| &**r)));
            put_rows_before(&mut writes, &prepared.rows, rev, batch);
        }
        put_log(&mut writes, prepared);
        if matches!(batch.why, Why::Import(_)) {
            super::under_way::drop_note(&mut writes);
        }
        writes.put(StoreName::Head, HEAD, prepared.head.text());
        (writes, in_blocks.unwrap_or(0))
    }

    async fn take_over(&self, prepared: &Prepared, rows_in_blocks: usize) -> Committed {
        self.take_rows(prepared).await;
        self.ledger.borrow_mut().apply_head(&prepared.head);
        self.head.replace(prepared.head.clone());
        self.rows_in_blocks.set(self.rows_in_blocks.get() + rows_in_blocks);
        if prepared.note.bulk {
            self.kept_at.set(None);
        }
        let kinds = order::set(prepared.rows.iter().map(|change| Arc::clone(&change.kind)));
        self.tell(&Changed { kinds, rev: prepared.head.rev, own: true });
        // Whole files and the sample are taken back with their plan in sight only.
        if !prepared.rows.is_empty() && !matches!(prepared.note.why, Why::Setup | Why::Sample | Why::Import(_)) {
            self.made.borrow_mut().push(prepared.head.rev);
        }
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
        self.catch_up_in_turn().await
    }

    async fn catch_up_in_turn(&self) -> Result<(), Failure> {
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
                    (ledger.rev(), order::set(ledger.kinds().cloned()))
                };
                self.tell(&Changed { kinds, rev, own: false });
                Ok(())
            }
            // Reading mends nothing; the next commit writes everything back.
            Err(Refusal::Emptied) => Ok(()),
            Err(Refusal::NewerLayout) => Err(Failure::NewerLayout),
            Err(Refusal::Damaged) => Err(Failure::Damaged),
        }
    }
}

/// Keeps what it takes to list the commit and to take it back, and of a file that went out what was
/// in it.
fn put_log(writes: &mut Writes, prepared: &Prepared) {
    let note = &prepared.note;
    if let Why::Send(sent) = &note.why
        && sent.file.is_some()
    {
        super::history::put_send(writes, &SendLog { rev: note.rev, at_ms: note.at_ms, note: sent.clone() });
    }
    if let Some(log) = BatchLog::of(prepared) {
        super::history::put_batch(writes, &log);
    }
}

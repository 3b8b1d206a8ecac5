//! History: what records were before, and commits that can be taken back.
//!
//! The store holds, by (record, revision), the row before each commit that changed the record (of
//! large commits in [`super::packs`]), and of each commit a log: imports under `import`, everything else under `batch`, so that the few
//! files that came are found among the many edits.

use super::packs::Packed;
use super::{Committed, Failure, Workspace, batch};
use crate::platform::turn::Turns;
use crate::storage::{Data, Key, MAX_NUMBER, Range, Read, Store, StoreError, StoreName, Writes};
use ronghe_core::ledger::{BatchLog, Came, HistoryItem, PackNote, SendNote, UndoPlan, Undone, Why, undo_batch};
use ronghe_core::record::{Id, Record, RowText, decode};
use serde::{Deserialize, Serialize};

/// First part of the keys of logs of imports; written by every build.
const IMPORT: &str = "import";
/// First part of the keys of the other logs.
const BATCH: &str = "batch";
/// Records whose undo is planned between two looks at the clock.
const STEP: usize = 250;

/// First part of the keys under which files that went out are kept.
const SENT: &str = "sent";

/// A file that went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendLog {
    /// Revision of the commit that noted it.
    pub rev: u64,
    /// Wall time, milliseconds since 1970 UTC.
    pub at_ms: u64,
    /// What it was.
    pub note: SendNote,
}

/// An earlier state of a record: how it was before a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Revision of the commit that changed it.
    pub rev: u64,
    /// Wall time of that commit, milliseconds since 1970 UTC.
    pub at_ms: u64,
    /// Why it was changed.
    pub why: Why,
    /// The record before.
    pub before: Record,
}

impl<S: Store> Workspace<S> {
    /// Returns what the record was before each commit that changed it here, newest first.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn history(&self, id: &Id) -> Result<Vec<Past>, StoreError> {
        self.history_before(id, MAX_NUMBER, None).await
    }

    /// [`Self::history`] of the commits before revision `rev`, at most `limit` of them.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn history_before(&self, id: &Id, rev: u64, limit: Option<u32>) -> Result<Vec<Past>, StoreError> {
        let rows = self.store.read(vec![newest_before(&id.to_string(), rev, limit)]).await?;
        let single = rows.into_iter().flatten().filter_map(|(_, data)| {
            let item: HistoryItem = serde_json::from_str(&data.into_text()?).ok()?;
            let HistoryItem { rev, at_ms, why, before } = item;
            Some(Past { rev, at_ms, why, before: decode(&before, false).ok()? })
        });
        let packed = self.packed_before(id, rev).await?.into_iter().filter_map(|(note, before)| {
            let PackNote { rev, at_ms, why } = note;
            Some(Past { rev, at_ms, why, before: decode(&before, false).ok()? })
        });
        let mut past: Vec<Past> = single.chain(packed).collect();
        past.sort_by_key(|past| std::cmp::Reverse(past.rev));
        past.truncate(limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX)));
        Ok(past)
    }

    /// Returns the imports of this device, newest first.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn imports(&self) -> Result<Vec<BatchLog>, StoreError> {
        let rows = self.store.read(vec![newest_before(IMPORT, MAX_NUMBER, None)]).await?;
        Ok(logs(rows).collect())
    }

    /// Returns the files that came to this device, newest first, without the records in them.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn came(&self) -> Result<Vec<Came>, StoreError> {
        let rows = self.store.read(vec![newest_before(IMPORT, MAX_NUMBER, None)]).await?;
        let texts = rows.into_iter().flatten().filter_map(|(_, data)| data.into_text());
        Ok(texts.filter_map(|text| Came::parse(&text)).collect())
    }

    /// Returns the files that went out from this device, newest first.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn sends(&self) -> Result<Vec<SendLog>, StoreError> {
        let rows = self.store.read(vec![newest_before(SENT, MAX_NUMBER, None)]).await?;
        let texts = rows.into_iter().flatten().filter_map(|(_, data)| data.into_text());
        Ok(texts.filter_map(|text| serde_json::from_str(&text).ok()).collect())
    }

    /// Returns the commits before revision `rev` that changed records, newest first, at most `limit`.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn batches_before(&self, rev: u64, limit: u32) -> Result<Vec<BatchLog>, StoreError> {
        let reads = [IMPORT, BATCH].map(|prefix| newest_before(prefix, rev, Some(limit)));
        let mut found: Vec<BatchLog> = logs(self.store.read(reads.into()).await?).collect();
        found.sort_by_key(|log| std::cmp::Reverse(log.rev));
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found)
    }

    /// Returns the log of the commit that made revision `rev`, if it changed records.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn batch(&self, rev: u64) -> Result<Option<BatchLog>, StoreError> {
        let reads = [IMPORT, BATCH].map(|prefix| Read::one(StoreName::History, (prefix, rev)));
        Ok(logs(self.store.read(reads.into()).await?).next())
    }

    /// Says what taking back a commit would do.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn plan_undo(&self, log: &BatchLog) -> Result<UndoPlan, StoreError> {
        let ids: Vec<Id> = log.ids().collect();
        let mut plan = undo_batch(&self.ledger.borrow(), &self.head.borrow(), log, &[]);
        let mut packed = self.packed_from(log.rev, &ids).await?;
        let mut turns = Turns::new();
        for step in ids.chunks(STEP) {
            let reads = step.iter().map(|id| {
                let key = |rev| Key::Pair(id.to_string(), rev);
                Read::new(StoreName::History, Range::Between(key(log.rev), key(MAX_NUMBER))).limit(2)
            });
            let rows = self.store.read(reads.collect()).await?;
            let undone = step.iter().zip(rows).map(|(id, rows)| undone(*id, log.rev, rows, &mut packed));
            let records: Vec<Undone> = undone.collect();
            plan.extend(undo_batch(&self.ledger.borrow(), &self.head.borrow(), log, &records));
            turns.breathe().await;
        }
        Ok(plan)
    }

    /// Takes back a commit as planned. What it had itself taken back counts as done again.
    ///
    /// # Errors
    /// See [`Self::commit`].
    pub async fn undo(&self, log: &BatchLog, plan: UndoPlan) -> Result<Committed, Failure> {
        let mut made = batch(Why::Undo { rev: log.rev });
        made.changes = plan.changes;
        made.head = plan.head;
        let mut writes = Writes::new();
        let mut next = Some(BatchLog { undone: true, ..log.clone() });
        while let Some(marked) = next.take() {
            put_batch(&mut writes, &marked);
            if let Why::Undo { rev } = marked.why {
                next = self.batch(rev).await?.map(|log| BatchLog { undone: !marked.undone, ..log });
            }
        }
        let done = self.commit_with(made, writes).await?;
        // Neither what is undone nor the undo itself is next in line.
        self.made.borrow_mut().retain(|rev| *rev != log.rev && *rev != done.rev);
        Ok(done)
    }

    /// Returns the revision that this tab made last and has not taken back, and forgets it.
    pub fn last_made(&self) -> Option<u64> {
        self.made.borrow_mut().pop()
    }
}

/// Keeps the note of a file that went out.
pub(super) fn put_send(writes: &mut Writes, log: &SendLog) {
    writes.put(StoreName::History, (SENT, log.rev), serde_json::to_string(log).unwrap_or_default());
}

/// Keeps the log of a commit.
pub(super) fn put_batch(writes: &mut Writes, log: &BatchLog) {
    let prefix = if log.import().is_some() { IMPORT } else { BATCH };
    writes.put(StoreName::History, (prefix, log.rev), log.text());
}

/// The rows of one prefix below revision `rev`, newest first.
fn newest_before(prefix: &str, rev: u64, limit: Option<u32>) -> Read {
    let key = |rev| Key::from((prefix, rev));
    let range = Range::Between(key(0), key(rev.saturating_sub(1)));
    Read { limit, ..Read::new(StoreName::History, range).newest_first() }
}

fn logs(rows: Vec<Vec<(Key, Data)>>) -> impl Iterator<Item = BatchLog> {
    rows.into_iter().flatten().filter_map(|(_, data)| BatchLog::parse(&data.into_text()?))
}

/// What history has of one record at revision `rev` and next, in rows of its own (by revision) and in
/// packs.
fn undone(id: Id, rev: u64, rows: Vec<(Key, Data)>, packed: &mut Packed) -> Undone {
    let mut before = packed.before.remove(&id);
    let mut since = packed.since.remove(&id);
    for (key, data) in rows {
        let item = data.into_text().and_then(|text| serde_json::from_str::<HistoryItem>(&text).ok());
        let (Some(item), Key::Pair(_, at)) = (item, key) else { continue };
        let row = RowText::from(item.before);
        if at == rev {
            before = Some(row);
        } else if since.as_ref().is_none_or(|(since, _)| at < *since) {
            since = Some((at, row));
        }
    }
    Undone { id, before, changed_since: since.map(|(_, row)| row) }
}

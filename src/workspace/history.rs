//! History: what records were before, and imports that can be taken back.

use super::{Committed, Failure, Workspace, batch};
use crate::storage::{Key, MAX_NUMBER, Range, Read, Store, StoreError, StoreName, Writes};
use ronghe_core::ledger::{HistoryItem, ImportLog, UndoPlan, Undone, Why, undo_import};
use ronghe_core::record::{Id, Record, decode};
use std::sync::Arc;

/// First part of the keys under which imports are kept.
pub(super) const IMPORT: &str = "import";

/// An earlier state of a record: how it was before a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Wall time of the commit that changed it, milliseconds since 1970 UTC.
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
        let read = Read::new(StoreName::History, Range::Prefix(id.to_string())).newest_first();
        let rows = self.store.read(vec![read]).await?;
        let past = rows.into_iter().flatten().filter_map(|(_, data)| {
            let item: HistoryItem = serde_json::from_str(&data.into_text()?).ok()?;
            Some(Past { at_ms: item.at_ms, why: item.why, before: decode(&item.before, false).ok()? })
        });
        Ok(past.collect())
    }

    /// Returns the imports of this device, newest first.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn imports(&self) -> Result<Vec<ImportLog>, StoreError> {
        let read = Read::new(StoreName::History, Range::Prefix(IMPORT.to_owned())).newest_first();
        let rows = self.store.read(vec![read]).await?;
        Ok(rows.into_iter().flatten().filter_map(|(_, data)| serde_json::from_str(&data.into_text()?).ok()).collect())
    }

    /// Says what taking back the import of revision `rev` would do.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn plan_undo(&self, log: &ImportLog) -> Result<UndoPlan, StoreError> {
        let ids: Vec<Id> = log.new.iter().chain(&log.changed).copied().collect();
        let reads = ids.iter().map(|id| {
            let key = |rev| Key::Pair(id.to_string(), rev);
            Read::new(StoreName::History, Range::Between(key(log.rev), key(MAX_NUMBER))).limit(2)
        });
        let rows = self.store.read(reads.collect()).await?;
        let records: Vec<Undone> = ids.iter().zip(rows).map(|(id, rows)| undone(*id, log.rev, rows)).collect();
        Ok(undo_import(&self.ledger.borrow(), &self.head.borrow(), log, &records))
    }

    /// Takes back an import as planned.
    ///
    /// # Errors
    /// See [`Self::commit`].
    pub async fn undo(&self, log: &ImportLog, plan: UndoPlan) -> Result<Committed, Failure> {
        let mut batch = batch(Why::UndoImport { rev: log.rev });
        batch.changes = plan.changes;
        batch.head = plan.head;
        let mut done = log.clone();
        done.undone = true;
        let mut writes = Writes::new();
        let key = Key::Pair(IMPORT.to_owned(), log.rev);
        writes.put(StoreName::History, key, serde_json::to_string(&done).unwrap_or_default());
        self.commit_with(batch, writes).await
    }
}

fn undone(id: Id, rev: u64, rows: Vec<(Key, crate::storage::Data)>) -> Undone {
    let mut undone = Undone { id, before: None, changed_since: None };
    for (key, data) in rows {
        let item = data.into_text().and_then(|text| serde_json::from_str::<HistoryItem>(&text).ok());
        let Some(item) = item else { continue };
        let row = Some(Arc::from(item.before.as_str()));
        if matches!(key, Key::Pair(_, at) if at == rev) {
            undone.before = row;
        } else {
            undone.changed_since = row;
        }
    }
    undone
}

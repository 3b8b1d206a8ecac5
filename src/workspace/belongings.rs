//! Moving to a new device: what is stored beside records goes into the file for it, and comes out of
//! the file on its first start.

use super::under_way;
use super::{Committed, Failure, Workspace};
use crate::storage::{Key, Range, Read, Store, StoreError, StoreName, Writes};
use ronghe_core::exchange::{Belonging, Keeping};
use ronghe_core::ledger::Batch;

/// Rows read at a time.
const SLICE: usize = 200;

impl<S: Store> Workspace<S> {
    /// Hands everything that goes to a new device to `take`, some rows at a time.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn belongings(&self, mut take: impl AsyncFnMut(Vec<Belonging>)) -> Result<(), StoreError> {
        for kept in [Keeping::Drafts, Keeping::History] {
            let keys = self.store.read(vec![Read::all(store_of(kept)).keys_only()]).await?;
            let keys: Vec<Key> = keys.into_iter().flatten().map(|(key, _)| key).collect();
            for slice in keys.chunks(SLICE) {
                let (Some(first), Some(last)) = (slice.first(), slice.last()) else { continue };
                let range = Range::Between(first.clone(), last.clone());
                let rows = self.store.read(vec![Read::new(store_of(kept), range)]).await?;
                let rows = rows.into_iter().flatten().filter(|(key, _)| *key != under_way::key());
                take(rows.filter_map(|(key, data)| belonging(kept, key, data.into_text()?)).collect()).await;
            }
        }
        Ok(())
    }

    /// Makes the first commit of a device durable, together with what moves to it.
    ///
    /// # Errors
    /// See [`Self::commit`]. Nothing has moved then.
    pub async fn commit_moved(&self, batch: Batch, moved: Vec<Belonging>) -> Result<Committed, Failure> {
        let mut writes = Writes::new();
        for Belonging { kept, key, rev, text } in moved {
            let key = rev.map_or_else(|| Key::Text(key.clone()), |rev| Key::Pair(key.clone(), rev));
            writes.put(store_of(kept), key, text);
        }
        self.commit_with(batch, writes).await
    }
}

const fn store_of(kept: Keeping) -> StoreName {
    match kept {
        Keeping::History => StoreName::History,
        Keeping::Drafts => StoreName::Drafts,
    }
}

fn belonging(kept: Keeping, key: Key, text: String) -> Option<Belonging> {
    match key {
        Key::Text(key) => Some(Belonging { kept, key, rev: None, text }),
        Key::Pair(key, rev) => Some(Belonging { kept, key, rev: Some(rev), text }),
        Key::Num(_) => None,
    }
}

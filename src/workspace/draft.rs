//! Drafts: what somebody typed and has not saved, kept as raw text.

use super::{Failure, Workspace};
use crate::storage::{Durability, Key, Range, Read, Store, StoreError, StoreName, Writes};
use ronghe_core::order;
use ronghe_core::record::{Dot, Id};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An unsaved form: the raw text of every control, and what had been on the screen when it opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Draft {
    /// Kind of the record that the form makes or changes.
    pub kind: String,
    /// The record; for a new one the id that it will get.
    pub id: Option<Id>,
    /// Whether the record exists already.
    pub exists: bool,
    /// Wall time of the last key, milliseconds since 1970 UTC.
    pub at_ms: u64,
    /// Raw text by control; names are the form's business.
    pub texts: BTreeMap<String, String>,
    /// Dots by register that the form has seen, as text.
    pub seen: BTreeMap<String, Vec<String>>,
}

impl Draft {
    /// Returns the seen dots of a register.
    #[must_use]
    pub fn dots(&self, register: &str) -> Vec<Dot> {
        self.seen.get(register).into_iter().flatten().filter_map(|d| Dot::parse(d)).collect()
    }
}

impl<S: Store> Workspace<S> {
    /// Keeps a draft under the key of its form.
    ///
    /// # Errors
    /// Says why storage would not take it; the text is still in the form then.
    pub async fn keep_draft(&self, key: &str, draft: &Draft) -> Result<(), StoreError> {
        let text = serde_json::to_string(draft).unwrap_or_default();
        let mut writes = Writes::new();
        writes.put(StoreName::Drafts, key, text);
        self.write_drafts(writes).await
    }

    /// Drops the draft of a form.
    ///
    /// # Errors
    /// Says why storage would not do it.
    pub async fn drop_draft(&self, key: &str) -> Result<(), StoreError> {
        self.write_drafts(dropping(key)).await
    }

    async fn write_drafts(&self, writes: Writes) -> Result<(), StoreError> {
        let done = self
            .store
            .transact(Vec::new(), &[StoreName::Drafts], Durability::Relaxed, |_| Ok::<_, ()>((writes, ())))
            .await?;
        done.map_err(|()| StoreError::Aborted)
    }

    /// Returns all drafts by the key of their form.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn drafts(&self) -> Result<BTreeMap<String, Draft>, StoreError> {
        let rows = self.store.read(vec![Read::all(StoreName::Drafts)]).await?;
        let drafts = rows.into_iter().flatten().filter_map(|(key, data)| {
            let Key::Text(key) = key else { return None };
            Some((key, serde_json::from_str(&data.into_text()?).ok()?))
        });
        Ok(order::map(drafts))
    }

    /// Makes `batch` durable and drops the draft it came from, in one transaction.
    ///
    /// # Errors
    /// See [`Self::commit`].
    pub async fn commit_form(
        &self,
        batch: ronghe_core::ledger::Batch,
        draft: &str,
    ) -> Result<super::Committed, Failure> {
        self.commit_with(batch, dropping(draft)).await
    }
}

fn dropping(key: &str) -> Writes {
    let mut writes = Writes::new();
    writes.delete(StoreName::Drafts, Range::One(Key::from(key)));
    writes
}

//! The stored first screen: what people see before the ledger is loaded.

use super::{HEAD, Workspace};
use crate::storage::{Durability, Store, StoreError, StoreName, Writes};
use serde::{Deserialize, Serialize};

/// One row of the first screen, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstRow {
    /// What it is.
    pub title: String,
    /// The line below.
    pub note: String,
    /// Where a tap leads.
    pub href: String,
}

/// The first screen as of a revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstScreen {
    /// The revision it was made of; an older one is not shown.
    pub rev: u64,
    /// Its rows.
    pub rows: Vec<FirstRow>,
}

impl FirstScreen {
    /// Reads the stored form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

impl<S: Store> Workspace<S> {
    /// Keeps the first screen for the next start.
    ///
    /// # Errors
    /// Says why storage would not take it.
    pub async fn keep_first(&self, first: &FirstScreen) -> Result<(), StoreError> {
        let mut writes = Writes::new();
        writes.put(StoreName::First, HEAD, serde_json::to_string(first).unwrap_or_default());
        let done = self
            .store
            .transact(Vec::new(), &[StoreName::First], Durability::Relaxed, |_| Ok::<_, ()>((writes, ())))
            .await?;
        done.map_err(|()| StoreError::Aborted)
    }
}

//! The note that an import has begun: it goes with the commit, so whoever finds it knows that the
//! page was ended before anything was written.

use super::{Failure, Workspace};
use crate::storage::{Durability, Key, Range, Read, Store, StoreError, StoreName, Writes};
use ronghe_core::ledger::ImportNote;
use serde::{Deserialize, Serialize};

/// Key of the note, among the drafts: like them it is of something that is not saved yet.
const KEY: &str = "import-under-way";

/// An import that has begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderWay {
    /// Names of its files as they were chosen.
    pub files: Vec<String>,
    /// When it began, milliseconds since 1970 UTC.
    pub began_ms: u64,
}

impl<S: Store> Workspace<S> {
    /// Notes that an import begins.
    pub(super) async fn begin_import(&self, note: &ImportNote, now_ms: u64) -> Result<(), Failure> {
        let begun = UnderWay { files: note.files.clone(), began_ms: now_ms };
        let mut writes = Writes::new();
        writes.put(StoreName::Drafts, KEY, serde_json::to_string(&begun).unwrap_or_default());
        Ok(self.write_note(writes).await?)
    }

    /// Returns the import that had begun and did not end; nothing of it was written. Another tab may
    /// be at it just now: only whoever holds [`IMPORT_LOCK`] can tell.
    ///
    /// # Errors
    /// Says why storage could not be read.
    pub async fn cut_import(&self) -> Result<Option<UnderWay>, StoreError> {
        let rows = self.store.read(vec![Read::one(StoreName::Drafts, KEY)]).await?;
        let text = rows.into_iter().flatten().next().and_then(|(_, data)| data.into_text());
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Forgets that an import has begun: it has ended, or the person knows.
    ///
    /// # Errors
    /// Says why storage would not do it.
    pub async fn forget_import(&self) -> Result<(), StoreError> {
        let mut writes = Writes::new();
        drop_note(&mut writes);
        self.write_note(writes).await
    }

    async fn write_note(&self, writes: Writes) -> Result<(), StoreError> {
        let done = self
            .store
            .transact(Vec::new(), &[StoreName::Drafts], Durability::Relaxed, |_| Ok::<_, ()>((writes, ())))
            .await?;
        done.map_err(|()| StoreError::Aborted)
    }
}

/// The key under which the note is kept.
pub(super) fn key() -> Key {
    Key::from(KEY)
}

/// Lets the note go together with what else is written.
pub(super) fn drop_note(writes: &mut Writes) {
    writes.delete(StoreName::Drafts, Range::One(KEY.into()));
}

/// Name of the lock that a tab holds while it takes files.
pub const IMPORT_LOCK: &str = "ronghe-import";

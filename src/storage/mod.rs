//! The seam between the workspace and the place where rows rest.
//!
//! Here: what can be read and written ([`Read`], [`Writes`]), the one way to do it ([`Store`]) and
//! what can go wrong ([`StoreError`]). Not here: what the rows mean (`workspace`), nor how a browser
//! keeps them ([`idb`]; [`memory`] is its twin for tests).

mod error;
pub mod idb;
mod key;
pub mod memory;

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
pub(crate) mod conformance;

pub use error::StoreError;
pub use key::{Key, MAX_NUMBER, Range};

/// The object stores of layout 1. Their names on disk are known to [`idb`] alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StoreName {
    /// One row: layout, base, revision, sequence, clock, device.
    Head,
    /// One row a commit, by revision.
    Journal,
    /// Some hundred exchange rows each.
    Blocks,
    /// What the first screen shows before the ledger is loaded.
    First,
    /// Overwritten values; never loaded at open.
    History,
    /// Photos, by content hash.
    Photos,
    /// Thumbnails of the photos, by the same hash.
    Thumbs,
    /// Unsaved forms, by form instance.
    Drafts,
}

impl StoreName {
    /// Every store of the layout.
    pub const ALL: [Self; 8] =
        [Self::Head, Self::Journal, Self::Blocks, Self::First, Self::History, Self::Photos, Self::Thumbs, Self::Drafts];
}

/// What a row holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// JSON text, written and read back byte for byte.
    Text(String),
    /// A photo or a thumbnail, or a large text in UTF-8: a browser keeps texts in UTF-16, and turning
    /// megabytes into that and back takes longer than the disk does.
    Bytes(Vec<u8>),
}

impl Data {
    /// The text, or `None` for bytes.
    #[must_use]
    pub fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Bytes(_) => None,
        }
    }

    /// The text, however it is kept. What is damaged is marked in it.
    #[must_use]
    pub fn whole_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Bytes(bytes) => String::from_utf8(bytes)
                .unwrap_or_else(|damaged| String::from_utf8_lossy(damaged.as_bytes()).into_owned()),
        }
    }

    /// How long it is, in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes, or `None` for text.
    #[must_use]
    pub fn into_bytes(self) -> Option<Vec<u8>> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Text(_) => None,
        }
    }
}

impl From<String> for Data {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Data {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Vec<u8>> for Data {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

/// One question to one store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The store asked.
    pub store: StoreName,
    /// The keys asked for.
    pub range: Range,
    /// At most so many rows, counted from the end that comes first; `None` for all.
    pub limit: Option<u32>,
    /// Highest key first.
    pub newest_first: bool,
    /// Leave the data on disk: every row comes with an empty text.
    pub keys_only: bool,
}

impl Read {
    /// All rows within `range`, lowest key first.
    #[must_use]
    pub fn new(store: StoreName, range: Range) -> Self {
        Self { store, range, limit: None, newest_first: false, keys_only: false }
    }

    /// The whole store, lowest key first.
    #[must_use]
    pub fn all(store: StoreName) -> Self {
        Self::new(store, Range::All)
    }

    /// The row at `key`, if there is one.
    #[must_use]
    pub fn one(store: StoreName, key: impl Into<Key>) -> Self {
        Self::new(store, Range::One(key.into()))
    }

    /// At most `limit` rows.
    #[must_use]
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Highest key first.
    #[must_use]
    pub fn newest_first(mut self) -> Self {
        self.newest_first = true;
        self
    }

    /// Without the data.
    #[must_use]
    pub fn keys_only(mut self) -> Self {
        self.keys_only = true;
        self
    }
}

/// The answers to a list of [`Read`]s, in the same order: one list of rows each.
pub type Rows = Vec<Vec<(Key, Data)>>;

/// What a transaction writes: the deletions first, then the puts, each in the order given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writes {
    /// Rows to remove.
    pub deletes: Vec<(StoreName, Range)>,
    /// Rows to insert or replace.
    pub puts: Vec<(StoreName, Key, Data)>,
}

impl Writes {
    /// Nothing to write.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Inserts or replaces the row at `key`.
    pub fn put(&mut self, store: StoreName, key: impl Into<Key>, data: impl Into<Data>) {
        self.puts.push((store, key.into(), data.into()));
    }

    /// The stores that these writes touch, each as often as it is written to.
    pub fn stores(&self) -> impl Iterator<Item = StoreName> + '_ {
        self.deletes.iter().map(|(store, _)| *store).chain(self.puts.iter().map(|(store, ..)| *store))
    }

    /// Takes over all of `other`.
    pub fn join(&mut self, other: Self) {
        self.deletes.extend(other.deletes);
        self.puts.extend(other.puts);
    }

    /// Removes every row within `range`.
    pub fn delete(&mut self, store: StoreName, range: Range) {
        self.deletes.push((store, range));
    }
}

/// When a commit counts as done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// When the bytes are on the disk. For everything a person was told is saved.
    Strict,
    /// When the operating system has them. For drafts, which are written at every pause.
    Relaxed,
}

/// A place that keeps rows and changes them in transactions.
#[allow(async_fn_in_trait, reason = "one thread; no caller needs the future to be Send")]
pub trait Store {
    /// One read-write transaction over the stores of `reads` and `touches`.
    ///
    /// The rows are read, then `decide` is called with them while the transaction is still active.
    /// `decide` is synchronous so that nothing foreign can be awaited in between: a browser commits
    /// a transaction as soon as it is left idle. Its writes are issued at once and the future
    /// resolves when the transaction has *completed*. When it returns `Err`, or when the future is
    /// dropped before `decide` has run, the transaction is aborted and nothing is written.
    ///
    /// `decide` runs at most once. After a [`StoreError`] nothing of its writes is in the database.
    async fn transact<T, E>(
        &self,
        reads: Vec<Read>,
        touches: &[StoreName],
        durability: Durability,
        decide: impl FnOnce(Rows) -> Result<(Writes, T), E>,
    ) -> Result<Result<T, E>, StoreError>;

    /// One read-only transaction: all answers are of the same moment.
    async fn read(&self, reads: Vec<Read>) -> Result<Rows, StoreError>;

    /// Begins to fetch the answers to `reads`, each for the rows between two keys, for whoever asks for
    /// them with [`Self::read_next`], one after the other in this order. What was begun before is dropped.
    /// A store that cannot fetch beside the page need not.
    fn begin_reading(&self, reads: Vec<Read>) {
        drop(reads);
    }

    /// One read-only transaction of one read, which may have been begun before: each answer is of a
    /// moment of its own.
    async fn read_next(&self, read: Read) -> Result<Vec<(Key, Data)>, StoreError> {
        Ok(self.read(vec![read]).await?.into_iter().next().unwrap_or_default())
    }
}

/// The stores that a transaction must name: those it reads and those it `touches`, each once.
fn scope(reads: &[Read], touches: &[StoreName]) -> Vec<StoreName> {
    let mut names: Vec<_> = reads.iter().map(|read| read.store).chain(touches.iter().copied()).collect();
    ronghe_core::order::sort(&mut names);
    names.dedup();
    names
}

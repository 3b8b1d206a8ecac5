//! The twin of the browser's database, in memory: same promises, no disk, and it fails on request.
//!
//! A [`MemoryDatabase`] is what would lie on the disk; every [`MemoryStore`] opened on it is what a
//! tab would hold.

use super::{Data, Durability, Key, Read, Rows, Store, StoreError, StoreName, Writes, scope};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

type Tables = BTreeMap<(StoreName, Key), Data>;

/// A database that several handles can open.
#[derive(Clone, Default)]
pub struct MemoryDatabase {
    disk: Rc<Disk>,
}

#[derive(Default)]
struct Disk {
    tables: RefCell<Tables>,
    /// Layout of the handle that opened it last; 0 before the first.
    layout: Cell<u32>,
    /// The failure to come, and after how many more steps.
    failure: RefCell<Option<(usize, StoreError)>>,
}

impl MemoryDatabase {
    /// An empty database.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens a handle that knows `layout`. Handles of an older layout stop working.
    ///
    /// # Errors
    /// [`StoreError::NewerLayout`] when the database was already opened with a newer one.
    pub fn open(&self, layout: u32) -> Result<MemoryStore, StoreError> {
        if self.disk.layout.get() > layout {
            return Err(StoreError::NewerLayout);
        }
        self.disk.layout.set(layout);
        Ok(MemoryStore { disk: Rc::clone(&self.disk), layout, ahead: Rc::default() })
    }

    /// Throws every row away, as a browser does that needs the room.
    pub fn empty(&self) {
        self.disk.tables.take();
    }

    /// Makes the `step`-th step from now fail with `error`, counted from 0. Opening a transaction,
    /// each read, each deletion, each put and the commit are one step each.
    pub fn fail_at(&self, step: usize, error: StoreError) {
        self.disk.failure.replace(Some((step, error)));
    }

    /// Whether the failure asked for has not come yet; withdraws it.
    pub fn take_failure(&self) -> bool {
        self.disk.failure.take().is_some()
    }
}

impl Disk {
    fn step(&self) -> Result<(), StoreError> {
        let mut failure = self.failure.borrow_mut();
        match failure.take() {
            Some((0, error)) => Err(error),
            Some((left, error)) => {
                *failure = Some((left - 1, error));
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn answer(&self, read: &Read) -> Result<Vec<(Key, Data)>, StoreError> {
        self.step()?;
        check_exact(read.range.is_exact())?;
        Ok(self.rows(read))
    }

    fn rows(&self, read: &Read) -> Vec<(Key, Data)> {
        let tables = self.tables.borrow();
        let found = tables.iter().filter(|((store, key), _)| *store == read.store && read.range.contains(key)).map(
            |((_, key), data)| {
                let data = if read.keys_only { Data::Text(String::new()) } else { data.clone() };
                (key.clone(), data)
            },
        );
        let limit = read.limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
        if read.newest_first { found.rev().take(limit).collect() } else { found.take(limit).collect() }
    }

    /// Applies all of `writes`, or nothing.
    fn apply(&self, writes: Writes, scope: &[StoreName]) -> Result<(), StoreError> {
        let mut tables = self.tables.borrow().clone();
        for (store, range) in writes.deletes {
            self.step()?;
            check_scope(scope, store)?;
            check_exact(range.is_exact())?;
            tables.retain(|(row_store, key), _| *row_store != store || !range.contains(key));
        }
        for (store, key, data) in writes.puts {
            self.step()?;
            check_scope(scope, store)?;
            check_exact(key.is_exact())?;
            tables.insert((store, key), data);
        }
        self.step()?;
        self.tables.replace(tables);
        Ok(())
    }
}

fn check_exact(exact: bool) -> Result<(), StoreError> {
    if exact { Ok(()) } else { Err(StoreError::Other("key number above 2^53 - 1".to_owned())) }
}

fn check_scope(scope: &[StoreName], store: StoreName) -> Result<(), StoreError> {
    if scope.contains(&store) {
        Ok(())
    } else {
        Err(StoreError::Other(format!("{store:?} is not in the scope of the transaction")))
    }
}

/// What was read ahead, and what it answers.
type Begun = (Read, Vec<(Key, Data)>);

/// A handle on a [`MemoryDatabase`].
#[derive(Clone)]
pub struct MemoryStore {
    disk: Rc<Disk>,
    layout: u32,
    /// What was read ahead, all of it at once: nobody can read earlier.
    ahead: Rc<RefCell<VecDeque<Begun>>>,
}

impl MemoryStore {
    fn begin(&self, scope: &[StoreName]) -> Result<(), StoreError> {
        if self.disk.layout.get() > self.layout {
            return Err(StoreError::NewerLayout);
        }
        if scope.is_empty() {
            return Err(StoreError::Other("a transaction needs a store".to_owned()));
        }
        self.disk.step()
    }
}

impl Store for MemoryStore {
    async fn transact<T, E>(
        &self,
        reads: Vec<Read>,
        touches: &[StoreName],
        _durability: Durability,
        decide: impl FnOnce(Rows) -> Result<(Writes, T), E>,
    ) -> Result<Result<T, E>, StoreError> {
        // A disk answers later; code that counts on the answer at once must fail here too. From
        // here to the end of `apply` nothing is awaited, which is what makes it a transaction.
        next_turn().await;
        let scope = scope(&reads, touches);
        self.begin(&scope)?;
        let rows = reads.iter().map(|read| self.disk.answer(read)).collect::<Result<Rows, _>>()?;
        let (writes, value) = match decide(rows) {
            Ok(decision) => decision,
            Err(refusal) => return Ok(Err(refusal)),
        };
        self.disk.apply(writes, &scope)?;
        next_turn().await;
        Ok(Ok(value))
    }

    async fn read(&self, reads: Vec<Read>) -> Result<Rows, StoreError> {
        next_turn().await;
        self.begin(&scope(&reads, &[]))?;
        reads.iter().map(|read| self.disk.answer(read)).collect()
    }

    fn begin_reading(&self, reads: Vec<Read>) {
        let read = |read: Read| {
            let rows = self.disk.rows(&read);
            (read, rows)
        };
        self.ahead.replace(reads.into_iter().map(read).collect());
    }

    async fn read_next(&self, read: Read) -> Result<Vec<(Key, Data)>, StoreError> {
        let next = self.ahead.borrow_mut().pop_front();
        if let Some((_, rows)) = next.filter(|(begun, _)| *begun == read) {
            next_turn().await;
            return Ok(rows);
        }
        self.ahead.take();
        Ok(self.read(vec![read]).await?.into_iter().next().unwrap_or_default())
    }
}

/// Lets every other task that is ready run first.
fn next_turn() -> impl Future<Output = ()> {
    struct NextTurn(bool);
    impl Future for NextTurn {
        type Output = ();
        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            if self.0 {
                return Poll::Ready(());
            }
            self.0 = true;
            context.waker().wake_by_ref();
            Poll::Pending
        }
    }
    NextTurn(false)
}

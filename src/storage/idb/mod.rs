//! The store in the browser: one IndexedDB database, shared by all tabs.
//!
//! Here: opening, being asked to leave, reopening. Transactions are in `tx`, the layout on disk in
//! `schema`, conversion to JavaScript in `codec`, waiting for events in `event`, reading ahead in
//! `ahead`.

mod ahead;
mod codec;
mod connection;
mod event;
mod schema;
mod tx;

use super::{Data, Durability, Key, Read, Rows, Store, StoreError, StoreName, Writes, scope};
use ahead::Reader;
use connection::Connection;
pub use schema::{DEFAULT_NAME, LAYOUT};
use std::cell::RefCell;
use std::rc::Rc;
use tx::{Mode, Transaction};

/// Why the browser asks this tab to let go of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retirement {
    /// Another tab runs a newer build that lays the database out anew.
    NewerLayout,
    /// Another tab deletes the database.
    Erased,
}

impl From<Retirement> for StoreError {
    fn from(reason: Retirement) -> Self {
        match reason {
            Retirement::NewerLayout => Self::NewerLayout,
            Retirement::Erased => Self::Closed,
        }
    }
}

/// A handle on the database. Clones share one connection.
#[derive(Clone)]
pub struct IdbStore {
    inner: Rc<Inner>,
}

struct Inner {
    name: String,
    layout: u32,
    link: RefCell<Link>,
    /// What is being read ahead.
    ahead: RefCell<Option<Reader>>,
    on_retire: Box<dyn Fn(Retirement)>,
}

enum Link {
    Open(Connection),
    /// Closed by the browser; the next transaction opens it again.
    Lost,
    /// Closed for good.
    Retired(StoreError),
}

impl IdbStore {
    /// Opens database `name`, creating it if need be.
    ///
    /// `on_retire` is called once when another tab needs this one to let go. The connection stays
    /// open for half a second longer, so that drafts can still be written; after that every call
    /// fails with the reason.
    ///
    /// # Errors
    /// [`StoreError::Blocked`] when nothing happened for 1.5 s: another window holds an older
    /// layout open, or the machine is very busy. Call again until it works; an attempt given up
    /// closes itself. [`StoreError::NewerLayout`] when a newer build has laid the database out.
    pub async fn open(name: &str, on_retire: impl Fn(Retirement) + 'static) -> Result<Self, StoreError> {
        Self::open_layout(name, LAYOUT, on_retire).await
    }

    /// [`IdbStore::open`] for a build that knows `layout`: tests play an older and a newer build.
    pub(in crate::storage) async fn open_layout(
        name: &str,
        layout: u32,
        on_retire: impl Fn(Retirement) + 'static,
    ) -> Result<Self, StoreError> {
        let inner = Rc::new(Inner {
            name: name.to_owned(),
            layout,
            link: RefCell::new(Link::Lost),
            ahead: RefCell::new(None),
            on_retire: Box::new(on_retire),
        });
        Inner::database(&inner).await?;
        Ok(Self { inner })
    }

    /// Closes the connection for good; transactions under way are finished first.
    pub fn close(&self) {
        self.inner.retire(StoreError::Closed);
    }

    /// Closes the connection and deletes the database with all that is in it.
    ///
    /// # Errors
    /// [`StoreError::Blocked`] when another window still holds it after 1.5 s; it is then deleted
    /// when that window closes.
    pub async fn erase(&self) -> Result<(), StoreError> {
        self.close();
        connection::delete(&self.inner.name).await
    }

    /// Opens a transaction and reads. Nothing is decided yet, so a lost connection is opened again
    /// and all of it done once more.
    async fn begin(&self, mode: Mode, scope: &[StoreName], reads: &[Read]) -> Result<(Transaction, Rows), StoreError> {
        match self.try_begin(mode, scope, reads).await {
            Err(error) if error == StoreError::Closed || self.inner.is_lost() => {
                self.inner.lose();
                self.try_begin(mode, scope, reads).await
            }
            result => result,
        }
    }

    /// [`Store::transact`] in one piece of code for all that is decided; `None` writes nothing.
    async fn transact_once(
        &self,
        reads: &[Read],
        touches: &[StoreName],
        durability: Durability,
        decide: &mut dyn FnMut(Rows) -> Option<Writes>,
    ) -> Result<(), StoreError> {
        let scope = scope(reads, touches);
        let (transaction, rows) = self.begin(Mode::ReadWrite(durability), &scope, reads).await?;
        let Some(writes) = decide(rows) else {
            transaction.abort().await;
            return Ok(());
        };
        let written = match transaction.write(writes).await {
            Ok(()) => transaction.commit().await,
            failed => failed,
        };
        if written == Err(StoreError::Closed) {
            self.inner.lose();
        }
        written
    }

    async fn try_begin(
        &self,
        mode: Mode,
        scope: &[StoreName],
        reads: &[Read],
    ) -> Result<(Transaction, Rows), StoreError> {
        let database = Inner::database(&self.inner).await?;
        let transaction = Transaction::begin(&database, scope, mode)?;
        let rows = transaction.read(reads).await?;
        Ok((transaction, rows))
    }
}

impl Store for IdbStore {
    async fn transact<T, E>(
        &self,
        reads: Vec<Read>,
        touches: &[StoreName],
        durability: Durability,
        decide: impl FnOnce(Rows) -> Result<(Writes, T), E>,
    ) -> Result<Result<T, E>, StoreError> {
        let (mut decide, mut decided) = (Some(decide), None);
        let mut once = |rows| {
            let (writes, outcome) = match decide.take()?(rows) {
                Ok((writes, value)) => (Some(writes), Ok(value)),
                Err(refusal) => (None, Err(refusal)),
            };
            decided = Some(outcome);
            writes
        };
        self.transact_once(&reads, touches, durability, &mut once).await?;
        decided.ok_or(StoreError::Aborted)
    }

    async fn read(&self, reads: Vec<Read>) -> Result<Rows, StoreError> {
        let (transaction, rows) = self.begin(Mode::ReadOnly, &scope(&reads, &[]), &reads).await?;
        transaction.finish();
        Ok(rows)
    }

    fn begin_reading(&self, reads: Vec<Read>) {
        self.inner.ahead.replace(Reader::begin(&self.inner.name, reads));
    }

    async fn read_next(&self, read: Read) -> Result<Vec<(Key, Data)>, StoreError> {
        let reader = self.inner.ahead.take();
        if let Some(reader) = reader
            && let Some((rows, more)) = reader.answer(&read).await
        {
            self.inner.ahead.replace(more);
            return Ok(rows);
        }
        Ok(self.read(vec![read]).await?.into_iter().next().unwrap_or_default())
    }
}

impl Inner {
    /// The open database, opened again if the browser had closed it.
    async fn database(this: &Rc<Self>) -> Result<web_sys::IdbDatabase, StoreError> {
        if let Some(known) = this.known() {
            return known;
        }
        let connection = Connection::open(&this.name, this.layout, Rc::downgrade(this)).await?;
        // Another task may have been quicker, or the handle closed, while this one waited.
        if let Some(known) = this.known() {
            return known;
        }
        let database = connection.database();
        this.link.replace(Link::Open(connection));
        Ok(database)
    }

    fn known(&self) -> Option<Result<web_sys::IdbDatabase, StoreError>> {
        match &*self.link.borrow() {
            Link::Open(connection) => Some(Ok(connection.database())),
            Link::Lost => None,
            Link::Retired(reason) => Some(Err(reason.clone())),
        }
    }

    fn is_lost(&self) -> bool {
        matches!(&*self.link.borrow(), Link::Lost)
    }

    fn lose(&self) {
        if !matches!(&*self.link.borrow(), Link::Retired(_)) {
            self.link.replace(Link::Lost);
        }
    }

    fn retire(&self, reason: StoreError) {
        if !matches!(&*self.link.borrow(), Link::Retired(_)) {
            self.link.replace(Link::Retired(reason));
        }
    }
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests;

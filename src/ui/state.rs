//! What every page has in hand: the workspace, and signals that say when it changed.
//!
//! [`App`] is a small copyable handle in the context. Pages read the ledger through
//! [`App::read`] after saying which kinds they depend on; they change it through [`App::commit`].

mod undoing;

pub use undoing::Undo;

use crate::platform::{
    channel::{Channel, DEFAULT_NAME as DEFAULT_CHANNEL},
    marks, random,
};
use crate::storage::StoreError;
use crate::storage::idb::{DEFAULT_NAME, IdbStore, Retirement};
use crate::ui::canary::{self, Canary};
use crate::ui::rest::{self, Coming};
use crate::ui::text;
use crate::workspace::{Changed, Committed, Failure, FirstScreen, Workspace, batch};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::agenda::Agenda;
use ronghe_core::exchange::Belonging;
use ronghe_core::figure::{Ask, Scope};
use ronghe_core::kinds::SCHEMA;
use ronghe_core::ledger::{Batch, Change, Head, HeadChange, Ledger, Notice, Why};
use ronghe_core::order;
use ronghe_core::period::Period;
use ronghe_core::record::{Id, Record};
use ronghe_core::schema::Schema;
use ronghe_core::value::CivilDate;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// The workspace over the browser's database.
pub type Desk = Workspace<IdbStore>;

/// How far the page has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Phase {
    /// Records are being read; what the first screen showed last time is there meanwhile.
    Loading(Option<FirstScreen>),
    /// Nobody has said yet whose device this is.
    FirstRun,
    /// Everything is there.
    Ready,
    /// Everything was taken off this device.
    Cleared,
    /// The browser has thrown the data away; this is what it remembers of them.
    Lost(Canary),
    /// Storage cannot be used.
    Failed(StoreError),
}

/// A short message at the foot of the page.
#[derive(Debug, Clone)]
pub struct Toast {
    /// Tells one message from the next.
    pub turn: u64,
    /// What it says.
    pub text: String,
    /// Set when it reports a durable save: the wall time, milliseconds since 1970 UTC.
    pub saved_at: Option<u64>,
    /// How the act is taken back, offered for ten seconds.
    pub undo: Option<Undo>,
}

/// The handle that pages hold.
#[derive(Clone, Copy)]
pub struct App {
    desk: StoredValue<Option<Rc<Desk>>, LocalStorage>,
    channel: StoredValue<Option<Rc<Channel>>, LocalStorage>,
    kinds: StoredValue<BTreeMap<Arc<str>, ArcRwSignal<u64>>, LocalStorage>,
    /// How far the page has come.
    pub phase: RwSignal<Phase>,
    /// Revision of the ledger; changes with every commit of any tab.
    pub rev: RwSignal<u64>,
    /// The last revision after which nothing changed for a while: for what can wait until the page has
    /// answered a change.
    pub settled: RwSignal<u64>,
    /// The schema as of `rev`.
    schema: RwSignal<Schema>,
    /// The head as of `rev`.
    pub head: RwSignal<Option<Head>>,
    /// The message at the foot of the page.
    pub toast: RwSignal<Option<Toast>>,
    /// Why this tab must be loaded again, if it must.
    pub stale: RwSignal<Option<String>>,
    /// How far the rest of the program has come.
    pub rest: RwSignal<Coming>,
}

impl App {
    /// Returns a handle that has opened nothing yet. Call once, at the root of the page.
    #[must_use]
    pub fn new() -> Self {
        let kinds = SCHEMA.kinds().iter().map(|k| (Arc::from(k.name), ArcRwSignal::new(0)));
        Self {
            desk: StoredValue::new_local(None),
            channel: StoredValue::new_local(None),
            kinds: StoredValue::new_local(order::map(kinds)),
            phase: RwSignal::new(Phase::Loading(None)),
            rev: RwSignal::new(0),
            settled: RwSignal::new(0),
            schema: RwSignal::new(SCHEMA),
            head: RwSignal::new(None),
            toast: RwSignal::new(None),
            stale: RwSignal::new(None),
            rest: RwSignal::new(Coming::Awaited),
        }
    }

    /// Returns the handle from the context of the page.
    #[must_use]
    pub fn here() -> Self {
        use_context::<Self>().unwrap_or_default()
    }

    /// Returns the workspace; `None` until the database is open.
    #[must_use]
    pub fn desk(&self) -> Option<Rc<Desk>> {
        self.desk.with_value(Clone::clone)
    }

    /// Opens the database and loads everything.
    pub async fn start(self) {
        loop {
            match self.open().await {
                Ok(()) => return,
                Err(error) => {
                    // Another window holds the database: it opens as soon as that one lets go.
                    let again = error == StoreError::Blocked;
                    let failed = Phase::Failed(error);
                    if self.phase.with_untracked(|now| *now != failed) {
                        self.phase.set(failed);
                    }
                    if !again {
                        return;
                    }
                }
            }
        }
    }

    async fn open(self) -> Result<(), StoreError> {
        let stale = self.stale;
        let store = IdbStore::open(DEFAULT_NAME, move |why| {
            stale.set(Some(match why {
                Retirement::NewerLayout => text::NEWER_LAYOUT.to_owned(),
                Retirement::Erased => StoreError::Closed.message().to_owned(),
            }));
        })
        .await?;
        let desk = Rc::new(Workspace::new(store, random::device(), super::overlay()));
        let (exists, first) = desk.open().await?;
        desk.listen(move |changed| self.on_change(changed));
        self.desk.set_value(Some(Rc::clone(&desk)));
        if exists {
            self.phase.set(Phase::Loading(first));
        }
        rest::fetch(self);
        desk.load_all().await?;
        self.join_channel();
        self.refresh_head();
        let started = desk.head().workspace.is_some();
        let lost = if started { None } else { canary::find().await };
        self.phase.set(match lost {
            _ if started => Phase::Ready,
            Some(canary) => Phase::Lost(canary),
            None => Phase::FirstRun,
        });
        marks::mark("ready");
        Ok(())
    }

    /// Hears of other tabs' commits, and tells them of ours.
    fn join_channel(self) {
        let channel = Channel::open(DEFAULT_CHANNEL, move |rev| {
            if rev > self.rev.get_untracked() {
                spawn_local(async move { self.catch_up().await });
            }
        });
        self.channel.set_value(channel.ok().map(Rc::new));
    }

    async fn catch_up(self) {
        let Some(desk) = self.desk() else { return };
        match desk.catch_up().await {
            Ok(()) => {
                self.refresh_head();
                self.begin_if_another_tab_did();
            }
            Err(failure) => self.say(text::failure(&failure)),
        }
    }

    /// A tab that still asks whose device this is would begin a second workspace over the first.
    fn begin_if_another_tab_did(self) {
        let asks = self.phase.with_untracked(|phase| matches!(phase, Phase::FirstRun | Phase::Lost(_)));
        let begun = self.head.with_untracked(|head| head.as_ref().is_some_and(|h| h.workspace.is_some()));
        if asks && begun {
            self.phase.set(Phase::Ready);
        }
    }

    fn refresh_head(self) {
        let Some(desk) = self.desk() else { return };
        let schema = desk.ledger().schema();
        if self.schema.with_untracked(|now| *now != schema) {
            self.schema.set(schema);
        }
        self.rev.set(desk.ledger().rev());
        self.head.set(Some(desk.head().clone()));
    }

    fn on_change(self, changed: &Changed) {
        if changed.own {
            self.channel.with_value(|channel| {
                // A tab that hears nothing catches up at its next commit.
                if let Some(Err(error)) = channel.as_ref().map(|c| c.post(changed.rev)) {
                    leptos::logging::warn!("{error:?}");
                }
            });
        }
        self.refresh_head();
        self.kinds.with_value(|kinds| {
            for kind in &changed.kinds {
                if let Some(signal) = kinds.get(kind) {
                    signal.update(|n| *n += 1);
                }
            }
        });
    }

    /// Subscribes the caller to changes of these kinds.
    pub fn track(&self, kinds: &[&str]) {
        self.kinds.with_value(|signals| {
            for kind in kinds {
                if let Some(signal) = signals.get(*kind) {
                    signal.track();
                }
            }
        });
    }

    /// Subscribes the caller to every change.
    pub fn track_all(&self) {
        self.rev.track();
    }

    /// Returns the schema as this workspace has it. Does not subscribe.
    #[must_use]
    pub fn schema(&self) -> Schema {
        self.read(|ledger| Some(ledger.schema())).unwrap_or(SCHEMA)
    }

    /// Returns the schema as this workspace has it; subscribes to its fields and code lists.
    #[must_use]
    pub fn schema_now(&self) -> Schema {
        self.schema.get()
    }

    /// Reads the ledger. Does not subscribe.
    pub fn read<R: Default>(&self, f: impl FnOnce(&Ledger) -> R) -> R {
        self.desk().map(|desk| f(&desk.ledger())).unwrap_or_default()
    }

    /// Asks what waits. Does not subscribe.
    pub fn agenda<R: Default>(&self, f: impl FnOnce(&Agenda, Schema) -> R) -> R {
        self.desk().map(|desk| f(&desk.agenda(), desk.ledger().schema())).unwrap_or_default()
    }

    /// Asks figures; `None` until their facts are read. Does not subscribe.
    pub fn ask<R>(&self, scope: Scope, period: Period, as_of: CivilDate, f: impl FnOnce(&Ask<'_>) -> R) -> Option<R> {
        let desk = self.desk()?;
        let (ledger, facts) = (desk.ledger(), desk.facts()?);
        Some(f(&Ask::new(&ledger, &facts, scope, period, as_of)))
    }

    /// Returns a record. Does not subscribe.
    #[must_use]
    pub fn get(&self, id: &Id) -> Option<Record> {
        self.read(|ledger| ledger.get(id))
    }

    /// Returns a new id.
    #[must_use]
    pub fn new_id(&self) -> Id {
        random::id()
    }

    /// Returns today in Asia/Shanghai.
    #[must_use]
    pub fn today(&self) -> CivilDate {
        super::today()
    }

    /// Makes changes durable. On failure says why at the foot of the page and returns `None`.
    pub async fn commit(self, why: Why, changes: Vec<Change>) -> Option<Committed> {
        self.commit_batch(changes_batch(why, changes, Vec::new())).await
    }

    /// [`Self::commit`] with changes of the head.
    pub async fn commit_head(self, why: Why, changes: Vec<Change>, head: Vec<HeadChange>) -> Option<Committed> {
        self.commit_batch(changes_batch(why, changes, head)).await
    }

    /// Makes a batch durable.
    pub async fn commit_batch(self, batch: Batch) -> Option<Committed> {
        self.finish(self.desk()?.commit(batch).await)
    }

    /// Makes the first commit of a device durable, together with what moves to it.
    pub async fn commit_moved(
        self,
        why: Why,
        changes: Vec<Change>,
        head: Vec<HeadChange>,
        moved: Vec<Belonging>,
    ) -> Option<Committed> {
        self.finish(self.desk()?.commit_moved(changes_batch(why, changes, head), moved).await)
    }

    /// Makes the batch of a form durable, dropping its draft in the same transaction.
    ///
    /// # Errors
    /// Says why nothing was written; the person has been told.
    pub async fn commit_form(self, batch: Batch, draft: &str) -> Result<Committed, Failure> {
        let Some(desk) = self.desk() else { return Err(StoreError::Closed.into()) };
        let done = desk.commit_form(batch, draft).await;
        self.finish(done.clone());
        done
    }

    /// Shows how a commit ended.
    pub fn finish(self, done: Result<Committed, Failure>) -> Option<Committed> {
        match done {
            Ok(committed) => {
                marks::mark("saved");
                self.refresh_head();
                for notice in &committed.notices {
                    self.say(text::notice(notice));
                }
                if self.desk().is_some_and(|desk| desk.take_written_back()) {
                    self.say(text::weather::WRITTEN_BACK.to_owned());
                }
                Some(committed)
            }
            Err(failure) => {
                if failure == Failure::NewerLayout {
                    self.stale.set(Some(text::NEWER_LAYOUT.to_owned()));
                }
                self.say(text::failure(&failure));
                None
            }
        }
    }

    /// Says something at the foot of the page.
    pub fn say(self, text: String) {
        self.show(text, None, None);
    }

    fn show(self, text: String, saved_at: Option<u64>, undo: Option<Undo>) {
        let turn = self.toast.with_untracked(|t| t.as_ref().map_or(0, |t| t.turn)) + 1;
        self.toast.set(Some(Toast { turn, text, saved_at, undo }));
    }

    /// Says that something is on disk.
    pub fn say_saved(self, committed: &Committed) {
        let told = committed.notices.iter().any(|n| matches!(n, Notice::DeviceRenamed));
        if !told {
            self.show(text::SAVED.to_owned(), Some(committed.at_ms), None);
        }
    }

    /// Says in `text` what is on disk now, and offers for ten seconds to take it back.
    pub fn say_saved_as(self, committed: &Committed, text: String, undo: Vec<Change>) {
        self.show(text, Some(committed.at_ms), Some(undo).filter(|undo| !undo.is_empty()).map(Undo::Changes));
    }
}

impl Default for App {
    fn default() -> Self {
        Self::new()
    }
}

fn changes_batch(why: Why, changes: Vec<Change>, head: Vec<HeadChange>) -> Batch {
    let mut batch = batch(why);
    batch.changes = changes;
    batch.head = head;
    batch
}

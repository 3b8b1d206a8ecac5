//! How far an import has come, from the files that were chosen to the one transaction that takes them.
//! What of it is shown lies in `receive` and `preview`.

use super::intake::{self, Found, Photos, Watch};
use crate::platform::{locks, marks};
use crate::ui::state::App;
use crate::ui::text::exchange as words;
use crate::workspace::IMPORT_LOCK;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::exchange::{ExchangeFile, Item, Preview};
use ronghe_core::ledger::Why;
use ronghe_core::record::Id;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How long to wait for another tab that takes files, in milliseconds.
const LOCK_MS: u32 = 500;

/// What is not taken of the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Whole kinds.
    pub kinds: BTreeSet<Arc<str>>,
    /// Single records.
    pub ids: BTreeSet<Id>,
}

impl LeftOut {
    /// Whether a record of this kind is taken.
    #[must_use]
    pub fn keeps(&self, kind: &str, id: &Id) -> bool {
        !self.kinds.contains(kind) && !self.ids.contains(id)
    }
}

/// Files that were read, and what they would change.
#[derive(Clone)]
pub struct Ready {
    /// The files.
    pub files: Arc<[ExchangeFile]>,
    /// What they would change in the ledger at `rev`.
    pub preview: Arc<Preview>,
    /// Revision of the ledger.
    pub rev: u64,
    /// When a file was taken before, by its identity; milliseconds since 1970 UTC.
    pub taken_before: Arc<BTreeMap<String, u64>>,
}

/// How far an import has come.
#[derive(Clone)]
pub(super) enum Stage {
    /// Nothing was chosen.
    Idle,
    /// Something takes its time; the words say what.
    Busy(&'static str),
    /// A table of another program, which has a page of its own.
    Table(String, Arc<[u8]>),
    /// What the files would change is on the screen.
    Ready(Ready),
    /// What came of it, in one sentence, and whether something clashes.
    Done(String, bool),
}

/// Everything about one import that the parts of the page share.
#[derive(Clone, Copy)]
pub struct Receiving {
    app: App,
    /// How far it has come.
    pub(super) stage: RwSignal<Stage>,
    /// How far what takes its time has come.
    pub(super) watch: StoredValue<Watch>,
    photos: StoredValue<Photos, LocalStorage>,
}

impl Receiving {
    /// An import for which nothing was chosen yet.
    pub(super) fn new() -> Self {
        Self {
            app: App::here(),
            stage: RwSignal::new(Stage::Idle),
            watch: StoredValue::new(Watch::new()),
            photos: StoredValue::new_local(Photos::new()),
        }
    }

    fn begin(self, what: &'static str) -> Watch {
        let watch = Watch::new();
        self.watch.set_value(watch);
        self.stage.set(Stage::Busy(what));
        watch
    }

    /// Shows what the files would change.
    pub(super) async fn take(self, found: Found) {
        self.photos.set_value(found.photos);
        if let Some(table) = found.tables.into_iter().next() {
            return self.stage.set(Stage::Table(table.name, table.bytes.into()));
        }
        self.weigh(found.files.into()).await;
        marks::mark("import-previewed");
    }

    async fn weigh(self, files: Arc<[ExchangeFile]>) {
        let watch = self.begin(words::WEIGHING);
        let weighed = intake::weigh(self.app, &files, watch).await;
        let Some(desk) = self.app.desk() else { return };
        let came = desk.came().await.unwrap_or_default();
        let live = came.iter().filter(|came| !came.undone);
        let before = live.flat_map(|came| came.note.parts.iter().map(|part| (part.id.clone(), came.at_ms)));
        self.stage.set(match weighed {
            Ok(preview) => Stage::Ready(Ready {
                files,
                preview: Arc::new(preview),
                rev: desk.ledger().rev(),
                taken_before: Arc::new(before.collect()),
            }),
            Err(_) => Stage::Idle,
        });
    }

    /// Weighs again what is on the screen if records have changed under it.
    pub(super) fn follow(self) {
        let rev = self.app.rev.get();
        if let Stage::Ready(ready) = self.stage.get_untracked()
            && ready.rev != rev
        {
            spawn_local(self.weigh(ready.files));
        }
    }

    /// Takes the files but for what is left out. What is taken is what is here at that moment.
    pub async fn apply(self, ready: Ready, left_out: LeftOut) {
        self.begin(words::WRITING);
        // Other tabs see that somebody is at it. One that holds the lock for ever stops nobody.
        let _held = locks::acquire(IMPORT_LOCK, LOCK_MS).await.ok().flatten();
        let preview = &ready.preview;
        let keep = |item: &Item| left_out.keeps(&item.kind, &item.id);
        let (changes, head, note) = preview.batch(&keep);
        let sentence = words::result(note.new, note.updated, note.deleted, note.conflicts);
        let clashes = note.conflicts > 0;
        if self.app.commit_head(Why::Import(note), changes, head).await.is_none() {
            return self.stage.set(Stage::Ready(ready));
        }
        let photos = self.photos.try_update_value(std::mem::take).unwrap_or_default();
        let (came, failed) = intake::take_photos(self.app, photos).await;
        marks::mark("import-committed");
        self.stage.set(Stage::Done(sentence + &words::photos_came(came, failed), clashes));
    }

    /// Leaves the files alone.
    pub fn cancel(self) {
        self.watch.with_value(|watch| watch.cancel());
        self.photos.set_value(Photos::new());
        self.stage.set(Stage::Idle);
    }
}

//! Files that came: chosen, read, shown, applied in one transaction.

use super::intake::{self, Found, Stopped, Watch};
use super::preview::PreviewView;
use crate::platform::{crypto, marks};
use crate::ui::pages::mapping::{Content, ForeignTable};
use crate::ui::state::App;
use crate::ui::text::exchange as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::exchange::envelope::OpenError;
use ronghe_core::exchange::zip;
use ronghe_core::exchange::{ExchangeFile, FileError, Preview};
use ronghe_core::ledger::Why;
use ronghe_core::record::Id;
use ronghe_core::sheet::is_foreign_table;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Reads an exchange file. The error is a sentence for people.
///
/// # Errors
/// What is wrong with the file, in one sentence.
pub async fn read_file(file: &web_sys::File) -> Result<ExchangeFile, String> {
    intake::read(file, Watch::new()).await.map_err(|stopped| match stopped {
        Stopped::Cancelled => String::new(),
        Stopped::Refused(sentence) => sentence,
        Stopped::Table => FileError::OtherJson.sentence(),
    })
}

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
enum Stage {
    Idle,
    /// Something takes its time; the words say what.
    Busy(&'static str),
    /// A table of another program, which has a page of its own.
    Table(String, Arc<[u8]>),
    /// Envelopes want their passphrase.
    Locked(Vec<String>),
    Ready(Ready),
    Done(String, bool),
}

/// Everything about one import that the parts of the page share.
#[derive(Clone, Copy)]
pub struct Receiving {
    app: App,
    stage: RwSignal<Stage>,
    watch: StoredValue<Watch>,
    problems: RwSignal<Vec<String>>,
    found: StoredValue<Found, LocalStorage>,
}

impl Receiving {
    fn new() -> Self {
        Self {
            app: App::here(),
            stage: RwSignal::new(Stage::Idle),
            watch: StoredValue::new(Watch::new()),
            problems: RwSignal::new(Vec::new()),
            found: StoredValue::new_local(Found::default()),
        }
    }

    fn begin(self, what: &'static str) -> Watch {
        let watch = Watch::new();
        self.watch.set_value(watch);
        self.stage.set(Stage::Busy(what));
        watch
    }

    /// Reads the chosen files and shows what they would change.
    async fn choose(self, chosen: Vec<web_sys::File>) {
        self.problems.set(Vec::new());
        let mut found = Found::default();
        for file in &chosen {
            let watch = self.begin(words::READING);
            let mut problems = Vec::new();
            match intake::open(file, watch, &mut found, &mut problems).await {
                Ok(()) => {}
                Err(Stopped::Cancelled) => return self.stage.set(Stage::Idle),
                Err(Stopped::Refused(sentence)) => problems.push(words::refused(&file.name(), chosen.len(), &sentence)),
                Err(Stopped::Table) => problems.push(FileError::OtherJson.sentence()),
            }
            self.problems.update(|all| all.extend(problems));
        }
        let mut tables = std::mem::take(&mut found.tables);
        if let [_] = chosen.as_slice()
            && let Some((name, bytes)) = tables.pop_if(|(_, bytes)| is_foreign_table(bytes))
        {
            return self.stage.set(Stage::Table(name, bytes.into()));
        }
        for (name, _) in tables {
            let sentence = words::refused(&name, chosen.len(), &FileError::OtherJson.sentence());
            self.problems.update(|all| all.push(sentence));
        }
        self.found.set_value(found);
        self.go_on().await;
    }

    /// What comes after reading: passphrases, then the preview.
    async fn go_on(self) {
        let locked =
            self.found.with_value(|found| found.sealed.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
        let (files, photos) = self.found.with_value(|found| (found.files.clone(), found.photos.len()));
        if !locked.is_empty() {
            return self.stage.set(Stage::Locked(locked));
        }
        if files.is_empty() && photos == 0 {
            return self.stage.set(Stage::Idle);
        }
        self.weigh(files.into()).await;
        marks::mark("import-previewed");
    }

    /// Opens what a passphrase fits; what it does not fit stays.
    async fn unlock(self, passphrase: String) {
        self.problems.set(Vec::new());
        let watch = self.begin(words::OPENING);
        let mut locked = Vec::new();
        for (name, envelope) in
            self.found.try_update_value(|found| std::mem::take(&mut found.sealed)).unwrap_or_default()
        {
            let opened = match crypto::open(&envelope, &passphrase).await {
                Ok(bytes) => intake::read_bytes(&name, &bytes, watch).await,
                Err(error) => {
                    self.problems.update(|p| p.push(words::in_file(&name) + &error.sentence()));
                    if error == OpenError::WrongPassphrase {
                        locked.push((name, envelope));
                    }
                    continue;
                }
            };
            match opened {
                Ok(file) => self.found.update_value(|found| found.files.push(file)),
                Err(Stopped::Refused(sentence)) => self.problems.update(|p| p.push(words::in_file(&name) + &sentence)),
                Err(_) => self.problems.update(|p| p.push(words::in_file(&name) + &FileError::OtherJson.sentence())),
            }
        }
        self.found.update_value(|found| found.sealed = locked);
        self.go_on().await;
    }

    /// Goes on without what is locked.
    async fn skip_locked(self) {
        self.found.update_value(|found| found.sealed.clear());
        self.go_on().await;
    }

    /// Takes the photos of the archives, one at a time. Returns how many came and how many did not.
    async fn take_photos(self) -> (usize, usize) {
        let photos = self.found.try_update_value(|found| std::mem::take(&mut found.photos)).unwrap_or_default();
        let Some(desk) = self.app.desk() else { return (0, photos.len()) };
        let (mut came, mut failed) = (0, 0);
        for (file, entry) in photos {
            let zip::Content::Photo { hash } = &entry.content else { continue };
            let stored = match intake::entry_bytes(&file, &entry).await {
                Ok(bytes) => desk.take_photos(vec![(hash.clone(), bytes)]).await.is_ok_and(|taken| taken.wrong == 0),
                Err(_) => false,
            };
            *(if stored { &mut came } else { &mut failed }) += 1;
        }
        (came, failed)
    }

    async fn weigh(self, files: Arc<[ExchangeFile]>) {
        let watch = self.begin(words::WEIGHING);
        let weighed = intake::weigh(self.app, &files, watch).await;
        let Some(desk) = self.app.desk() else { return };
        let logs = desk.imports().await.unwrap_or_default();
        let live = logs.iter().filter(|log| !log.undone);
        let before = live.flat_map(|log| {
            log.import().into_iter().flat_map(|note| &note.parts).map(|part| (part.id.clone(), log.at_ms))
        });
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
    fn follow(self) {
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
        let preview = &ready.preview;
        let keep = |id: &Id| preview.item(id).is_some_and(|item| left_out.keeps(&item.kind, id));
        let (changes, head, note) = preview.batch(&keep);
        let sentence = words::result(note.new, note.updated, note.deleted, note.conflicts);
        let clashes = note.conflicts > 0;
        if self.app.commit_head(Why::Import(note), changes, head).await.is_none() {
            return self.stage.set(Stage::Ready(ready));
        }
        let (came, failed) = self.take_photos().await;
        marks::mark("import-committed");
        self.stage.set(Stage::Done(sentence + &words::photos_came(came, failed), clashes));
    }

    /// Leaves the files alone.
    pub fn cancel(self) {
        self.watch.with_value(|watch| watch.cancel());
        self.found.set_value(Found::default());
        self.stage.set(Stage::Idle);
    }
}

/// Choosing files, looking at what they would change, taking them.
#[component]
pub fn Receive() -> impl IntoView {
    let receiving = Receiving::new();
    Effect::new(move |_| receiving.follow());
    let body = move || match receiving.stage.get() {
        Stage::Idle => ().into_any(),
        Stage::Busy(what) => view! { <Busy receiving what /> }.into_any(),
        Stage::Table(name, bytes) => {
            let close = Callback::new(move |_| receiving.cancel());
            view! { <ForeignTable name content=Content::Bytes(bytes) kind=None close /> }.into_any()
        }
        Stage::Locked(names) => view! { <Locked receiving names /> }.into_any(),
        Stage::Ready(ready) => view! { <PreviewView receiving ready /> }.into_any(),
        Stage::Done(sentence, clashes) => view! { <Outcome sentence clashes /> }.into_any(),
    };
    view! {
        <label class="btn file-label">
            {words::CHOOSE_FILES}
            <input
                type="file"
                multiple=true
                class="file-input"
                data-testid="import-file"
                on:change:target=move |ev| {
                    let list = ev.target().files();
                    let chosen: Vec<_> = list.map(|l| (0..l.length()).filter_map(|i| l.get(i)).collect()).unwrap_or_default();
                    ev.target().set_value("");
                    if !chosen.is_empty() {
                        spawn_local(receiving.choose(chosen));
                    }
                }
            />
        </label>
        <For each=move || receiving.problems.get() key=Clone::clone let:sentence>
            <p class="error" role="alert" data-testid="import-error">{sentence}</p>
        </For>
        {body}
    }
}

/// Long work, how far it is, and the way out of it.
#[component]
fn Busy(receiving: Receiving, what: &'static str) -> impl IntoView {
    let progress = receiving.watch.with_value(|watch| watch.progress);
    let known = move || progress.with(|(_, all)| *all > 0);
    view! {
        <div class="busy" role="status" data-testid="import-busy">
            <p class="state">{what}</p>
            <Show when=known>
                <progress aria-label=what max=move || progress.get().1.to_string() prop:value=move || progress.get().0 as f64></progress>
            </Show>
            <Show when=move || what != words::WRITING>
                <button type="button" class="btn small" data-testid="import-stop" on:click=move |_| receiving.cancel()>{words::STOP}</button>
            </Show>
        </div>
    }
}

/// Files that want their passphrase.
#[component]
fn Locked(receiving: Receiving, names: Vec<String>) -> impl IntoView {
    let passphrase = RwSignal::new(String::new());
    let unlock = move |ev: web_sys::SubmitEvent| {
        ev.prevent_default();
        spawn_local(receiving.unlock(passphrase.get_untracked()));
    };
    view! {
        <form class="parcel" on:submit=unlock>
            <p>{words::locked(&names)}</p>
            <label class="field">
                {words::PASSPHRASE}
                <input
                    type="password"
                    autocomplete="off"
                    data-testid="import-passphrase"
                    on:input:target=move |ev| passphrase.set(ev.target().value())
                />
            </label>
            <div class="buttons">
                <button type="submit" class="btn primary" data-testid="import-unlock">{words::UNLOCK}</button>
                <button type="button" class="btn" data-testid="import-skip" on:click=move |_| spawn_local(receiving.skip_locked())>
                    {words::SKIP_LOCKED}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Outcome(sentence: String, clashes: bool) -> impl IntoView {
    view! {
        <div class="brief" data-testid="import-result">
            <p role="status">{sentence}</p>
            {clashes.then(|| view! { <a class="btn small" href="/clashes">{words::SEE_CLASHES}</a> })}
        </div>
    }
}

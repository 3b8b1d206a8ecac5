//! Choosing files and opening them, for every page that takes some: any number at once, archives
//! and envelopes among them, and what is whole of a file that is cut off.
//!
//! Whoever asks for files makes an [`Opening`], shows it with [`OpeningView`], and is handed what was
//! found. Not here: what becomes of it.

use super::intake::{self, Found, Stopped, Watch};
use crate::platform::crypto;
use crate::ui::text::exchange as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::exchange::ExchangeFile;
use ronghe_core::exchange::envelope::OpenError;
use ronghe_core::sheet::is_foreign_table;
use web_sys::HtmlInputElement;

/// How far the opening has come.
#[derive(Clone)]
enum Stage {
    Idle,
    /// Something takes its time; the words say what.
    Busy(&'static str),
    /// Envelopes want their passphrase.
    Locked(Vec<String>),
    /// Files are cut off; so many rows of them are whole.
    Cut(usize),
}

/// Files being opened.
#[derive(Clone, Copy)]
pub struct Opening {
    stage: RwSignal<Stage>,
    watch: StoredValue<Watch>,
    problems: RwSignal<Vec<String>>,
    found: StoredValue<Found, LocalStorage>,
    opened: Callback<Found>,
}

impl Opening {
    /// Nothing is chosen yet; `opened` is called when everything that was chosen is open.
    #[must_use]
    pub fn new(opened: Callback<Found>) -> Self {
        Self {
            stage: RwSignal::new(Stage::Idle),
            watch: StoredValue::new(Watch::new()),
            problems: RwSignal::new(Vec::new()),
            found: StoredValue::new_local(Found::default()),
            opened,
        }
    }

    /// Opens what a person has just chosen in `input`, and makes it ready to be asked again.
    pub fn take_from(self, input: &HtmlInputElement) {
        let chosen: Vec<_> =
            input.files().map(|l| (0..l.length()).filter_map(|i| l.get(i)).collect()).unwrap_or_default();
        input.set_value("");
        if !chosen.is_empty() {
            spawn_local(self.choose(chosen));
        }
    }

    /// Lets go of everything that was chosen.
    pub fn cancel(self) {
        self.watch.with_value(|watch| watch.cancel());
        self.found.set_value(Found::default());
        self.stage.set(Stage::Idle);
    }

    fn begin(self, what: &'static str) -> Watch {
        let watch = Watch::new();
        self.watch.set_value(watch);
        self.stage.set(Stage::Busy(what));
        watch
    }

    fn complain(self, sentence: String) {
        self.problems.update(|all| all.push(sentence));
    }

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
                Err(Stopped::Table(error)) => problems.push(error.sentence()),
                Err(Stopped::Cut(cut, sentence)) => {
                    problems.push(words::refused(&file.name(), chosen.len(), &sentence));
                    found.cut.push(*cut);
                }
            }
            self.problems.update(|all| all.extend(problems));
        }
        // One table by itself has a page of its own; among other files it is one too many.
        let single = matches!(found.tables.as_slice(), [table] if chosen.len() == 1 && is_foreign_table(&table.bytes));
        if !single {
            for table in std::mem::take(&mut found.tables) {
                self.complain(words::refused(&table.name, chosen.len(), &table.error.sentence()));
            }
        }
        self.found.set_value(found);
        self.go_on();
    }

    /// What comes after reading: passphrases, files that are cut off, then the taker.
    fn go_on(self) {
        let (locked, cut, empty) = self.found.with_value(|found| {
            let locked: Vec<String> = found.sealed.iter().map(|(name, _)| name.clone()).collect();
            (locked, found.cut.iter().map(|file| file.rows.len()).sum(), found.is_empty())
        });
        if !locked.is_empty() {
            return self.stage.set(Stage::Locked(locked));
        }
        if cut > 0 {
            return self.stage.set(Stage::Cut(cut));
        }
        self.stage.set(Stage::Idle);
        if !empty {
            let found = self.found.try_update_value(std::mem::take).unwrap_or_default();
            self.opened.run(found);
        }
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
                    self.complain(words::in_file(&name) + &error.sentence());
                    if error == OpenError::WrongPassphrase {
                        locked.push((name, envelope));
                    }
                    continue;
                }
            };
            match opened {
                Ok(file) => self.found.update_value(|found| found.files.push(file)),
                Err(Stopped::Refused(sentence)) => self.complain(words::in_file(&name) + &sentence),
                Err(Stopped::Cut(cut, sentence)) => {
                    self.complain(words::in_file(&name) + &sentence);
                    self.found.update_value(|found| found.cut.push(*cut));
                }
                Err(Stopped::Table(error)) => self.complain(words::in_file(&name) + &error.sentence()),
                Err(Stopped::Cancelled) => {}
            }
        }
        self.found.update_value(|found| found.sealed = locked);
        self.go_on();
    }

    /// Goes on without what is locked.
    fn skip_locked(self) {
        self.found.update_value(|found| found.sealed.clear());
        self.go_on();
    }

    /// Goes on with what is whole of files that are cut off, or without them.
    fn settle_cut(self, take: bool) {
        self.found.update_value(|found| {
            let cut: Vec<ExchangeFile> = std::mem::take(&mut found.cut);
            if take {
                found.files.extend(cut);
            }
        });
        self.go_on();
    }
}

/// What went wrong, how far it is, and what has to be asked.
#[component]
pub fn OpeningView(opening: Opening) -> impl IntoView {
    let body = move || match opening.stage.get() {
        Stage::Idle => ().into_any(),
        Stage::Busy(what) => {
            let watch = opening.watch.get_value();
            let stop = Some(Callback::new(move |()| opening.cancel()));
            view! { <Busy watch what stop /> }.into_any()
        }
        Stage::Locked(names) => view! { <Locked opening names /> }.into_any(),
        Stage::Cut(rows) => view! { <Cut opening rows /> }.into_any(),
    };
    view! {
        <For each=move || opening.problems.get() key=Clone::clone let:sentence>
            <p class="error" role="alert" data-testid="import-error">{sentence}</p>
        </For>
        {body}
    }
}

/// Long work, how far it is, and the way out of it if there is one.
#[component]
pub fn Busy(watch: Watch, what: &'static str, #[prop(optional_no_strip)] stop: Option<Callback<()>>) -> impl IntoView {
    let progress = watch.progress;
    let known = move || progress.with(|(_, all)| *all > 0);
    view! {
        <div class="busy" role="status" data-testid="import-busy">
            <p class="state">{what}</p>
            <Show when=known>
                <progress aria-label=what max=move || progress.get().1.to_string() prop:value=move || progress.get().0 as f64></progress>
            </Show>
            {stop.map(|stop| view! {
                <button type="button" class="btn small" data-testid="import-stop" on:click=move |_| stop.run(())>{words::STOP}</button>
            })}
        </div>
    }
}

/// Files that want their passphrase.
#[component]
fn Locked(opening: Opening, names: Vec<String>) -> impl IntoView {
    let passphrase = RwSignal::new(String::new());
    let unlock = move |ev: web_sys::SubmitEvent| {
        ev.prevent_default();
        spawn_local(opening.unlock(passphrase.get_untracked()));
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
                <button type="button" class="btn" data-testid="import-skip" on:click=move |_| opening.skip_locked()>
                    {words::SKIP_LOCKED}
                </button>
            </div>
        </form>
    }
}

/// Files whose end never came: what is whole of them may be taken.
#[component]
fn Cut(opening: Opening, rows: usize) -> impl IntoView {
    view! {
        <div class="parcel">
            <p>{words::CUT_LEAD}</p>
            <div class="buttons">
                <button type="button" class="btn" data-testid="import-cut-take" on:click=move |_| opening.settle_cut(true)>
                    {words::take_whole_rows(rows)}
                </button>
                <button type="button" class="btn" data-testid="import-cut-leave" on:click=move |_| opening.settle_cut(false)>
                    {words::IMPORT_CANCEL}
                </button>
            </div>
        </div>
    }
}

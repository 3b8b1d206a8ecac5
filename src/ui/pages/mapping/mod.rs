//! 从表格导入: a workbook, a .csv, foreign JSON or pasted cells, mapped to fields, looked at, taken.
//!
//! [`ForeignTable`] is all of it for one file, wherever it is shown; [`TablePage`] is the page with
//! a file input and a box to paste into. What a table means is up to `ronghe_core::sheet`.

mod book;
mod columns;
mod read;
mod remembered;
mod rows;
mod slices;
mod work;

pub use read::Content;

use crate::platform::files;
use crate::ui::components::PageHead;
use crate::ui::form::{Scrap, ScrapOf};
use crate::ui::pages::exchange::{intake::Watch, opening::Busy, past::Past};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::mapping as words;
use book::{Book, SheetChoice};
use futures::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use read::Found;
use ronghe_core::schema::KindDef;
use ronghe_core::sheet::{Grid, MAX_BYTES, SheetError};
use std::sync::Arc;
use work::MappingView;

/// What a file input offers to choose. What a file is, its content tells.
const ACCEPT: &str = ".csv,.tsv,.txt,.json,.jsonl,.xlsx,.xlsm,.xltx,.xlsb,.xls,.et,.ods,text/csv,application/vnd.ms-excel,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The page: choose a file or paste.
#[component]
pub fn TablePage() -> impl IntoView {
    let app = App::here();
    let query = use_query_map();
    let chosen = RwSignal::new(None::<(String, Content)>);
    let pasted = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let kind = move || query.with_untracked(|q| q.get("kind")).and_then(|kind| app.schema().kind(&kind));
    let choose = move |file: web_sys::File| {
        problem.set(None);
        chosen.set(None);
        if file.size() > MAX_BYTES as f64 {
            return problem.set(Some(SheetError::TooBig.sentence()));
        }
        spawn_local(async move {
            match files::read(&file).await {
                Ok(bytes) => chosen.set(Some((file.name(), Content::Bytes(bytes.into())))),
                Err(_) => problem.set(Some(text::file_unreadable(&file.name()))),
            }
        });
    };
    Scrap::keep(app, &ScrapOf::Table, vec![("pasted".to_owned(), pasted)]);
    // What was pasted is kept until it is in; what is pasted beside a file stays.
    let imported = Callback::new(move |()| {
        if chosen.with_untracked(|chosen| matches!(chosen, Some((_, Content::Text(_))))) {
            pasted.set(String::new());
        }
    });
    let close = Callback::new(move |()| chosen.set(None));
    let body = move || match chosen.get() {
        Some((name, content)) => view! { <ForeignTable name content kind=kind() imported close /> }.into_any(),
        None => view! {
            <label class="btn file-label">
                {words::CHOOSE}
                <input
                    type="file"
                    class="file-input"
                    accept=ACCEPT
                    data-testid="table-file"
                    on:change:target=move |ev| {
                        if let Some(file) = ev.target().files().and_then(|list| list.get(0)) {
                            choose(file);
                        }
                        ev.target().set_value("");
                    }
                />
            </label>
            {move || problem.get().map(|sentence| view! {
                <p class="error" role="alert" data-testid="import-error">{sentence}</p>
            })}
            <div class="field">
                <label for="table-paste">{words::PASTE}</label>
                <textarea
                    id="table-paste"
                    rows="6"
                    data-testid="table-paste"
                    placeholder=words::PASTE_HINT
                    prop:value=move || pasted.get()
                    on:input:target=move |ev| pasted.set(ev.target().value())
                ></textarea>
            </div>
            <div class="buttons">
                <button
                    type="button"
                    class="btn"
                    data-testid="table-read"
                    disabled=move || pasted.with(|text| text.trim().is_empty())
                    on:click=move |_| {
                        problem.set(None);
                        chosen.set(Some((words::PASTED.to_owned(), Content::Text(pasted.get_untracked().into()))));
                    }
                >
                    {words::READ}
                </button>
            </div>
        }
        .into_any(),
    };
    // Past imports stand below in any case: that is where an import is taken back.
    let ready = move || app.head.with(Option::is_some);
    view! {
        <PageHead title=words::TITLE />
        <p class="state">{words::LEAD}</p>
        {body}
        <Show when=ready>
            <Past />
        </Show>
    }
}

#[derive(Clone)]
enum Stage {
    Reading,
    Refused(String),
    Mapping(Arc<Grid>),
    Done(String),
}

/// A table on its way from a file to its mapping.
#[derive(Clone, Copy)]
struct Coming {
    stage: RwSignal<Stage>,
    /// The workbook that it is a sheet of, and which sheet.
    book: RwSignal<Option<(Book, usize)>, LocalStorage>,
    /// Ends the reading.
    reading: StoredValue<Option<AbortHandle>>,
}

impl Coming {
    fn new() -> Self {
        Self { stage: RwSignal::new(Stage::Reading), book: RwSignal::new_local(None), reading: StoredValue::new(None) }
    }

    /// Reads, unless the page is left or the person has had enough before.
    fn begin(self, work: impl Future<Output = Result<Grid, String>> + 'static) {
        let (work, handle) = abortable(work);
        self.reading.set_value(Some(handle));
        self.stage.set(Stage::Reading);
        spawn_local(async move {
            if let Ok(read) = work.await {
                self.stage.try_set(read.map_or_else(Stage::Refused, |grid| Stage::Mapping(Arc::new(grid))));
            }
        });
    }

    async fn read(self, content: Content) -> Result<Grid, String> {
        match read::read(content).await? {
            Found::Table(grid) => Ok(grid),
            Found::Book(book) => {
                let first = book.first();
                self.book.try_set(Some((book.clone(), first)));
                book.table(first).await
            }
        }
    }

    /// Takes another sheet of the workbook.
    fn choose(self, place: usize) {
        let Some((book, _)) = self.book.get_untracked() else { return };
        self.book.set(Some((book.clone(), place)));
        self.begin(async move { book.table(place).await });
    }

    fn stop(self) {
        if let Some(Some(handle)) = self.reading.try_get_value() {
            handle.abort();
        }
    }

    /// What the table is called in the list of past imports.
    fn name(self, file: &str) -> String {
        self.book.with_untracked(|book| {
            let sheet = book.as_ref().filter(|(book, _)| book.heads().count() > 1);
            let head = sheet.and_then(|(book, place)| book.head(*place));
            head.map_or_else(|| file.to_owned(), |head| words::sheet_of(file, &head.name))
        })
    }
}

/// A table, from what was chosen to the result of taking it. `kind` is what its rows most likely
/// are. Calls `imported` when it is taken, and `close` when the person is done with it.
#[component]
pub fn ForeignTable(
    name: String,
    content: Content,
    kind: Option<&'static KindDef>,
    #[prop(optional)] imported: Option<Callback<()>>,
    close: Callback<()>,
) -> impl IntoView {
    let coming = Coming::new();
    let stage = coming.stage;
    coming.begin(coming.read(content));
    on_cleanup(move || coming.stop());
    let done = Callback::new(move |sentence: String| {
        if let Some(imported) = imported {
            imported.run(());
        }
        stage.set(Stage::Done(sentence));
    });
    let cancel = Callback::new(move |()| {
        coming.stop();
        close.run(());
    });
    let body = move || match stage.get() {
        Stage::Reading => view! { <Busy watch=Watch::new() what=words::READING stop=Some(cancel) /> }.into_any(),
        Stage::Refused(sentence) => view! {
            <p class="error" role="alert" data-testid="import-error">{sentence}</p>
            <div class="buttons">
                <button type="button" class="btn" data-testid="import-cancel" on:click=move |_| cancel.run(())>
                    {text::CANCEL}
                </button>
            </div>
        }
        .into_any(),
        Stage::Mapping(grid) => view! { <MappingView name=coming.name(&name) grid kind done cancel /> }.into_any(),
        Stage::Done(sentence) => view! {
            <div class="brief" data-testid="import-result">
                <p role="status">{sentence}</p>
                <button type="button" class="btn small" data-testid="table-again" on:click=move |_| close.run(())>
                    {words::AGAIN}
                </button>
            </div>
        }
        .into_any(),
    };
    let choose = Callback::new(move |place| coming.choose(place));
    let choice = move || {
        let open = !stage.with(|stage| matches!(stage, Stage::Done(_)));
        let book = coming.book.get().filter(|_| open);
        book.map(|(book, chosen)| view! { <SheetChoice book chosen choose /> })
    };
    view! { {choice} {body} }
}

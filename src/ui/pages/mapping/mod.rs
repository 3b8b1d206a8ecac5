//! 从表格导入: a .csv, foreign JSON or pasted cells, mapped to fields, looked at, taken.
//!
//! [`ForeignTable`] is all of it for one file, wherever it is shown; [`TablePage`] is the page with
//! a file input and a box to paste into. What a table means is up to `ronghe_core::sheet`.

mod columns;
mod read;
mod remembered;
mod rows;
mod work;

pub use read::Content;

use crate::platform::files;
use crate::ui::components::PageHead;
use crate::ui::pages::exchange::Past;
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::mapping as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use ronghe_core::schema::KindDef;
use ronghe_core::sheet::Grid;
use std::sync::Arc;
use work::MappingView;

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
        spawn_local(async move {
            match files::read(&file).await {
                Ok(bytes) => chosen.set(Some((file.name(), Content::Bytes(bytes.into())))),
                Err(_) => problem.set(Some(text::file_unreadable(&file.name()))),
            }
        });
    };
    let close = Callback::new(move |imported: bool| {
        if imported {
            pasted.set(String::new());
        }
        chosen.set(None);
    });
    let body = move || match chosen.get() {
        Some((name, content)) => view! { <ForeignTable name content kind=kind() close /> }.into_any(),
        None => view! {
            <label class="btn file-label">
                {words::CHOOSE}
                <input
                    type="file"
                    class="file-input"
                    accept=".csv,.tsv,.txt,.json,.jsonl"
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

/// A table, from what was chosen to the result of taking it. `kind` is what its rows most likely
/// are. Calls `close` when the person is done with it, with whether anything was imported.
#[component]
pub fn ForeignTable(
    name: String,
    content: Content,
    kind: Option<&'static KindDef>,
    close: Callback<bool>,
) -> impl IntoView {
    let stage = RwSignal::new(Stage::Reading);
    spawn_local(async move {
        let read = match read::read(content).await {
            Ok(grid) => Stage::Mapping(Arc::new(grid)),
            Err(error) => Stage::Refused(error.sentence()),
        };
        stage.try_set(read);
    });
    let done = Callback::new(move |sentence: String| stage.set(Stage::Done(sentence)));
    let cancel = Callback::new(move |()| close.run(false));
    move || match stage.get() {
        Stage::Reading => view! { <p class="state" role="status">{words::READING}</p> }.into_any(),
        Stage::Refused(sentence) => view! {
            <p class="error" role="alert" data-testid="import-error">{sentence}</p>
            <div class="buttons">
                <button type="button" class="btn" data-testid="import-cancel" on:click=move |_| close.run(false)>
                    {text::CANCEL}
                </button>
            </div>
        }
        .into_any(),
        Stage::Mapping(grid) => view! { <MappingView name=name.clone() grid kind done cancel /> }.into_any(),
        Stage::Done(sentence) => view! {
            <div class="brief" data-testid="import-result">
                <p role="status">{sentence}</p>
                <button type="button" class="btn small" data-testid="table-again" on:click=move |_| close.run(true)>
                    {words::AGAIN}
                </button>
            </div>
        }
        .into_any(),
    }
}

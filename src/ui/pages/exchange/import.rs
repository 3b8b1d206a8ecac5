//! Files that came: read, shown, applied in one transaction.

use super::preview::PreviewView;
use crate::platform::{clock, files, marks};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::exchange as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::exchange::{self, ExchangeFile, preview};
use ronghe_core::ledger::Why;
use ronghe_core::record::Id;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Reads an exchange file. The error is a sentence for people.
///
/// # Errors
/// What is wrong with the file, in one sentence.
pub async fn read_file(file: &web_sys::File) -> Result<ExchangeFile, String> {
    let bytes = files::read(file).await.map_err(|_| text::file_unreadable(&file.name()))?;
    let mut read = exchange::read_file(&bytes).map_err(|error| error.sentence())?;
    read.name = file.name();
    Ok(read)
}

/// How far an import has come.
#[derive(Clone)]
enum Stage {
    Idle,
    Reading,
    Read(Arc<[ExchangeFile]>),
    Done(String, bool),
}

/// Choosing files, looking at what they would change, taking them.
#[component]
pub fn Receive() -> impl IntoView {
    let app = App::here();
    let stage = RwSignal::new(Stage::Idle);
    let problem = RwSignal::new(Vec::<String>::new());
    let choose = move |chosen: Vec<web_sys::File>| {
        stage.set(Stage::Reading);
        problem.set(Vec::new());
        spawn_local(async move {
            let mut read = Vec::new();
            for file in &chosen {
                match read_file(file).await {
                    Ok(file) => read.push(file),
                    Err(sentence) => problem.update(|p| p.push(sentence)),
                }
            }
            stage.set(if read.is_empty() { Stage::Idle } else { Stage::Read(read.into()) });
            if !chosen.is_empty() {
                marks::mark("import-previewed");
            }
        });
    };
    let apply = Callback::new(move |left_out: BTreeSet<Id>| {
        let Stage::Read(files) = stage.get_untracked() else { return };
        spawn_local(async move {
            match apply(app, &files, &left_out).await {
                Some((sentence, clashes)) => stage.set(Stage::Done(sentence, clashes)),
                None => stage.set(Stage::Read(files)),
            }
        });
    });
    let cancel = Callback::new(move |()| stage.set(Stage::Idle));
    let body = move || match stage.get() {
        Stage::Idle => ().into_any(),
        Stage::Reading => view! { <p class="state" role="status">{words::READING}</p> }.into_any(),
        Stage::Read(files) => view! { <PreviewView files apply cancel /> }.into_any(),
        Stage::Done(sentence, clashes) => view! { <Result sentence clashes /> }.into_any(),
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
                    let chosen = list.map(|l| (0..l.length()).filter_map(|i| l.get(i)).collect()).unwrap_or_default();
                    choose(chosen);
                    ev.target().set_value("");
                }
            />
        </label>
        <For each=move || problem.get() key=Clone::clone let:sentence>
            <p class="error" role="alert" data-testid="import-error">{sentence}</p>
        </For>
        {body}
    }
}

#[component]
fn Result(sentence: String, clashes: bool) -> impl IntoView {
    view! {
        <div class="brief" data-testid="import-result">
            <p role="status">{sentence}</p>
            {clashes.then(|| view! { <a class="btn small" href="/clashes">{words::SEE_CLASHES}</a> })}
        </div>
    }
}

/// Applies the files. The preview is made again, so that what is taken is what is here now.
async fn apply(app: App, files: &Arc<[ExchangeFile]>, left_out: &BTreeSet<Id>) -> Option<(String, bool)> {
    let desk = app.desk()?;
    let (changes, head, note) = {
        let preview = preview(&desk.ledger(), &desk.head(), files, clock::now_ms());
        preview.batch(&|id| !left_out.contains(id))
    };
    let sentence = words::result(note.new, note.updated, note.deleted, note.conflicts);
    let clashes = note.conflicts > 0;
    app.commit_head(Why::Import(note), changes, head).await?;
    marks::mark("import-committed");
    Some((sentence, clashes))
}

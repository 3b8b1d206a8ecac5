//! Taking a list out: as cells for a spreadsheet on the clipboard, as a file.

use super::state::Lister;
use crate::platform::turn::Turns;
use crate::platform::{clipboard, clock, files};
use crate::ui::text;
use crate::ui::text::list as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::query::table_of;
use ronghe_core::record::Id;
use ronghe_core::schema::FieldDef;
use ronghe_core::sheet::Table;

/// Rows that are written between two looks at the clock.
const STRETCH: usize = 200;

/// Two buttons: copy as a table, save as .csv; of what is chosen, else of all that is found.
#[component]
pub fn TakeOut(lister: Lister) -> impl IntoView {
    let busy = RwSignal::new(false);
    let run = move |to_file: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let table = table(lister, lister.chosen_or_all()).await;
            let rows = table.rows.len();
            if to_file {
                let name = text::table_name(lister.kind.label, clock::now_ms());
                if files::save_text(&name, "text/csv;charset=utf-8", &table.csv()).is_err() {
                    lister.app.say(text::EXPORT_FAILED.to_owned());
                }
            } else {
                let done = clipboard::copy(&table.tsv()).await;
                lister.app.say(if done.is_ok() { words::copied(rows) } else { words::NOT_COPIED.to_owned() });
            }
            busy.try_set(false);
        });
    };
    view! {
        <button type="button" class="btn small" data-testid="copy-table" disabled=move || busy.get() on:click=move |_| run(false)>
            {words::COPY}
        </button>
        <button type="button" class="btn small" data-testid="export-csv" disabled=move || busy.get() on:click=move |_| run(true)>
            {words::CSV}
        </button>
    }
}

/// The columns of what is taken out: what makes the title, then what the list shows.
fn columns(lister: Lister) -> Vec<&'static FieldDef> {
    let mut columns: Vec<&'static FieldDef> =
        lister.kind.title.iter().filter_map(|name| lister.kind.field(name)).collect();
    for field in lister.columns.get_untracked() {
        if !columns.iter().any(|column| std::ptr::eq(*column, field)) {
            columns.push(field);
        }
    }
    columns
}

/// The records as a table, written in stretches.
async fn table(lister: Lister, ids: Vec<Id>) -> Table {
    let columns = columns(lister);
    let mut table = lister.app.read(|l| table_of(l, &columns, &[]));
    let mut turns = Turns::new();
    for stretch in ids.chunks(STRETCH) {
        let more = lister.app.read(|l| table_of(l, &columns, stretch));
        table.rows.extend(more.rows);
        turns.breathe().await;
    }
    table
}

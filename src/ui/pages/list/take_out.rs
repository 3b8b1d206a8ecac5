//! Taking a list out: as cells for a spreadsheet on the clipboard, as a file.

use super::state::Lister;
use crate::platform::clipboard;
use crate::platform::turn::Turns;
use crate::ui::table_file::{TableFormat, save_table};
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

/// Where a table goes.
#[derive(Clone, Copy)]
enum To {
    Clipboard,
    File(TableFormat),
}

/// Buttons: copy as a table, save as .xlsx or .csv; of what is chosen, else of all that is found.
#[component]
pub fn TakeOut(lister: Lister) -> impl IntoView {
    let busy = RwSignal::new(false);
    let run = move |to: To| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let table = table(lister, lister.chosen_or_all()).await;
            let rows = table.rows.len();
            match to {
                To::File(format) => {
                    if save_table(&table, lister.kind.label, format).is_err() {
                        lister.app.say(text::EXPORT_FAILED.to_owned());
                    }
                }
                To::Clipboard => {
                    let done = clipboard::copy(&table.tsv()).await;
                    lister.app.say(if done.is_ok() { words::copied(rows) } else { words::NOT_COPIED.to_owned() });
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <button type="button" class="btn small" data-testid="copy-table" disabled=move || busy.get() on:click=move |_| run(To::Clipboard)>
            {words::COPY}
        </button>
        <button
            type="button"
            class="btn small"
            data-testid="export-xlsx"
            disabled=move || busy.get()
            on:click=move |_| run(To::File(TableFormat::Xlsx))
        >
            {text::XLSX}
        </button>
        <button
            type="button"
            class="btn small"
            data-testid="export-csv"
            disabled=move || busy.get()
            on:click=move |_| run(To::File(TableFormat::Csv))
        >
            {text::CSV}
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

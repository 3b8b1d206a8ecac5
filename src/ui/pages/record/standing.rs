//! Where a partner stands: how deep it goes and what the next level lacks, and which lamps are lit.
//! All of it is computed by boards; nothing of it is typed.

use crate::ui::pages::figures::{Asking, EvidenceOf};
use crate::ui::text::record as words;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::figure::{Board, Cell, Head, board};
use ronghe_core::record::Id;

/// The boards that say where a partner stands.
const DEPTH: &str = "depth";
const LAMPS: &str = "lamps";
/// The board that says which of the 24 cells it fills.
const GRID: &str = "aspects";

/// What the boards say of the partner `id`, once the facts are read.
#[component]
pub fn Standing(id: Id) -> impl IntoView {
    let asking = Asking::of_partner(id);
    let depth = Memo::new(move |_| asking.board(board(DEPTH)?));
    let lamps = Memo::new(move |_| asking.board(board(LAMPS)?));
    // A lamp that is pressed shows what lights it.
    let open = RwSignal::new(None::<usize>);
    let said_of = move |of: Memo<Option<Board>>| {
        of.with(|board| row_of(board.as_ref()?, id).map(|(head, _)| head.note)).filter(|note| !note.is_empty())
    };
    let deep = move || said_of(depth).map(|note| view! { <p><b>{words::DEPTH}</b>{note}</p> });
    let through = move || said_of(lamps).map(|note| view! { <p>{note}</p> });
    let lights = move || {
        let board = lamps.get()?;
        let cells = row_of(&board, id).map(|(_, cells)| cells).unwrap_or_default();
        let lamp = move |(place, head): (usize, &Head)| {
            let shown = cells.get(place).map(Cell::shown).unwrap_or_default();
            let (lit, label) = (shown == words::LIT, head.label.clone());
            let said = words::lamp(&label, &shown);
            let press = move |_| open.update(|open| *open = (*open != Some(place)).then_some(place));
            view! {
                <li>
                    <button
                        type="button"
                        class="lamp"
                        class:on=lit
                        data-testid="lamp"
                        data-lit=lit.to_string()
                        aria-label=said
                        aria-pressed=move || (open.get() == Some(place)).to_string()
                        on:click=press
                    >
                        {label}
                    </button>
                </li>
            }
        };
        Some(board.columns.iter().enumerate().map(lamp).collect_view())
    };
    let behind = move || {
        let (place, board) = (open.get()?, lamps.get()?);
        let (label, cell) =
            (board.columns.get(place)?.label.clone(), row_of(&board, id).and_then(|(_, c)| c.into_iter().nth(place)));
        let Some(cell) = cell.filter(|cell| !cell.is_empty()) else {
            return Some(view! { <p class="state" data-testid="lamp-dark">{words::dark(&label)}</p> }.into_any());
        };
        Some(view! { <EvidenceOf testid="lamp-evidence" figure=cell.figure /> }.into_any())
    };
    view! {
        <section class="stage standing" aria-label=words::STANDING data-testid="standing">
            {deep}
            {through}
            <ul class="lamps" aria-label=words::LAMPS>{lights}</ul>
            {behind}
            <A href=format!("/boards/{GRID}?partner={id}") attr:class="btn small quiet" attr:data-testid="standing-grid">
                {words::GRID}
            </A>
        </section>
    }
}

/// The row of a record.
fn row_of(board: &Board, id: Id) -> Option<(Head, Vec<Cell>)> {
    board.rows.iter().find(|(head, _)| head.id == Some(id)).cloned()
}

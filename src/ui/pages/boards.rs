//! 看板: matrices whose cells open. What a board counts lies in `core`.

use super::figures::{Asking, Choices, EvidenceOf, PeriodBefore, Years};
use crate::ui::components::{Empty, PageHead, Side, print};
use crate::ui::keys::is_plain;
use crate::ui::nav::DUTIES;
use crate::ui::state::App;
use crate::ui::text::figures as words;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::{query_signal, use_params_map};
use ronghe_core::figure::{BOARDS, Board, BoardDef, Cell, Head, board};
use ronghe_core::record::Id;
use wasm_bindgen::JsCast;

/// All boards, by the duties of the office as the navigation names them.
#[component]
pub fn Boards() -> impl IntoView {
    let one = |board: &'static BoardDef| {
        view! {
            <li class="item">
                <A href=format!("/boards/{}", board.name) attr:data-testid=format!("board-{}-link", board.name)>
                    <strong>{board.label}</strong>
                    <p>{board.asks}</p>
                </A>
            </li>
        }
    };
    let groups = DUTIES.iter().map(|(duty, key, label)| {
        let boards: Vec<_> = BOARDS.iter().copied().filter(|board| board.duty == *duty).map(one).collect();
        (!boards.is_empty()).then(|| {
            view! {
                <section data-testid=format!("boards-{key}")>
                    <h2 class="sec">{*label}</h2>
                    <ul class="items boards">{boards}</ul>
                </section>
            }
        })
    });
    view! {
        <PageHead title=words::BOARDS />
        <p class="state">{words::BOARDS_LEAD}</p>
        {groups.collect_view()}
    }
}

/// The board named in the address.
#[component]
pub fn BoardPage() -> impl IntoView {
    let params = use_params_map();
    let named = Memo::new(move |_| params.with(|p| p.get("name")).unwrap_or_default());
    move || match board(&named.get()) {
        Some(board) => view! { <OneBoard board /> }.into_any(),
        None => view! { <PageHead title=words::BOARDS /><Empty text=words::NO_SUCH_BOARD /> }.into_any(),
    }
}

#[component]
fn OneBoard(board: &'static BoardDef) -> impl IntoView {
    let asking = Asking::from_address();
    let computed = Memo::new(move |_| asking.board(board));
    let shown = Memo::new(move |_| asking.period_of_board(board).0);
    let years = Years::of(board.span, board.opens(), shown.into());
    // The cell that is open stands in the address, as row and column.
    let (open, set_open) = query_signal::<String>("cell");
    let chosen = Memo::new(move |_| {
        let at = open.get()?;
        let (row, column) = at.split_once('-')?;
        Some((row.parse::<usize>().ok()?, column.parse::<usize>().ok()?))
    });
    // Pressed once more, it closes.
    let choose = Callback::new(move |at: (usize, usize)| {
        set_open.set(Some(format!("{}-{}", at.0, at.1)).filter(|_| chosen.get_untracked() != Some(at)));
    });
    let close = Callback::new(move |()| set_open.set(None));
    let filled = move || {
        computed.with(|b| b.as_ref().map(|b| b.filled())).map(|(all, filled)| match all {
            all if board.covers && all > 0 => words::filled(all, filled),
            _ => String::new(),
        })
    };
    let shows = Memo::new(move |_| computed.with(|b| b.as_ref().map(Shows::of)));
    let doubt = Memo::new(move |_| computed.with(|b| b.as_ref().and_then(|b| asking.doubts(|ask| ask.doubts_on(b)))));
    let cell = move || {
        let (row, column) = chosen.get()?;
        computed.with(|b| {
            let b = b.as_ref()?;
            let (head, cells) = b.rows.get(row)?;
            let title = words::cell(&head.label, &b.columns.get(column)?.label);
            Some(view! { <OpenCell asking title cell=cells.get(column)?.clone() close /> })
        })
    };
    view! {
        <article data-testid=format!("board-{}", board.name)>
            <PageHead title=board.label>
                <button type="button" class="btn" data-testid="board-print" on:click=|_| print()>{words::PRINT}</button>
            </PageHead>
            <p class="state">{board.lead}</p>
            <Choices asking years />
            <p class="state" data-testid="board-filled">{move || filled().unwrap_or_else(|| words::COUNTING.to_owned())}</p>
            {move || doubt.get().map(|doubt| view! { <p class="t-soon" data-testid="board-doubts">{doubt}</p> })}
            {move || match shows.get()? {
                Shows::NoRows => Some(view! { <Empty text=words::EMPTY_BOARD /> }.into_any()),
                Shows::Nothing => Some(view! { <NothingCounts asking board /> }.into_any()),
                Shows::WhoCould => Some(view! {
                    <NothingCounts asking board />
                    <Matrix board=computed label=board.label chosen choose />
                }.into_any()),
                Shows::Counts => Some(view! { <Matrix board=computed label=board.label chosen choose /> }.into_any()),
            }}
            {cell}
        </article>
    }
}

/// What there is to see on a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    /// It has no rows.
    NoRows,
    /// Every cell is empty: a wall of these says nothing.
    Nothing,
    /// Every cell is empty, and some name who could fill them.
    WhoCould,
    /// Something counts.
    Counts,
}

impl Shows {
    fn of(board: &Board) -> Self {
        match (board.rows.is_empty(), board.is_blank(), board.names_who_could()) {
            (true, ..) => Self::NoRows,
            (false, true, false) => Self::Nothing,
            (false, true, true) => Self::WhoCould,
            _ => Self::Counts,
        }
    }
}

/// Says that nothing counts in the period that is asked, and leads to the one before.
#[component]
fn NothingCounts(asking: Asking, board: &'static BoardDef) -> impl IntoView {
    view! {
        <p class="state" data-testid="board-nothing">
            {words::NOTHING_COUNTS}
            <PeriodBefore asking board />
        </p>
    }
}

/// A row as it stands in the document: it is drawn anew when any of this changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Shown {
    place: usize,
    head: Head,
    /// The words of each cell; nothing if it is empty.
    cells: Vec<Option<String>>,
}

/// Arrow keys go from one cell of the matrix to the next.
fn to_next_cell(ev: &web_sys::KeyboardEvent) {
    let cell = ev.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let number = |name: &str| cell.as_ref()?.get_attribute(name)?.parse::<usize>().ok();
    let (Some(row), Some(column)) = (number("data-row"), number("data-column")) else { return };
    let next = match ev.key().as_str() {
        _ if !is_plain(ev) => None,
        "ArrowUp" => row.checked_sub(1).map(|row| (row, column)),
        "ArrowDown" => Some((row + 1, column)),
        "ArrowLeft" => column.checked_sub(1).map(|column| (row, column)),
        "ArrowRight" => Some((row, column + 1)),
        _ => None,
    };
    let named = |(row, column)| format!(".matrix [data-row='{row}'][data-column='{column}']");
    let next = next.and_then(|at| document().query_selector(&named(at)).ok().flatten());
    if let Some(next) = next.and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok()) {
        ev.prevent_default();
        drop(next.focus());
    }
}

/// What is no longer than this many characters stands in one line: a number is not broken. What stands in
/// brackets may go below.
const ONE_LINE: usize = 14;

fn is_short(shown: &str) -> bool {
    shown.chars().count() <= ONE_LINE && !shown.contains('（')
}

/// The matrix; a cell is a button that opens it.
#[component]
fn Matrix(
    board: Memo<Option<Board>>,
    label: &'static str,
    chosen: Memo<Option<(usize, usize)>>,
    choose: Callback<(usize, usize)>,
) -> impl IntoView {
    let columns = Memo::new(move |_| board.with(|b| b.as_ref().map(|b| b.columns.clone()).unwrap_or_default()));
    let of = move || board.with(|b| b.as_ref().map(|b| b.of));
    let heads = move || columns.get().iter().map(|c| view! { <th scope="col">{heading(c)}</th> }).collect_view();
    let names = StoredValue::new(Vec::<String>::new());
    let rows = move || {
        names.set_value(columns.with(|columns| columns.iter().map(|c| c.label.clone()).collect()));
        board.with(|b| {
            let rows = b.iter().flat_map(|b| b.rows.iter().enumerate());
            let shown = |cell: &Cell| (!cell.is_empty()).then(|| cell.shown());
            let row = |(place, (head, cells)): (usize, &(Head, Vec<Cell>))| Shown {
                place,
                head: head.clone(),
                cells: cells.iter().map(shown).collect(),
            };
            rows.map(row).collect::<Vec<_>>()
        })
    };
    let draw = move |row: Shown| {
        let cells = row.cells.iter().enumerate().map(|(column, shown)| {
            let at = (row.place, column);
            let name = names.with_value(|names| names.get(column).cloned().unwrap_or_default());
            let said = words::cell_value(&row.head.label, &name, shown.as_deref().unwrap_or_default());
            view! {
                <td class:none=shown.is_none()>
                    <button
                        type="button"
                        class="cell"
                        class:short=shown.as_deref().is_none_or(is_short)
                        data-testid="cell"
                        data-row=at.0.to_string()
                        data-column=at.1.to_string()
                        aria-label=said
                        aria-pressed=move || (chosen.get() == Some(at)).to_string()
                        on:click=move |_| choose.run(at)
                    >
                        {shown.clone().unwrap_or_else(|| "·".to_owned())}
                    </button>
                </td>
            }
        });
        view! { <tr class:gap=!row.head.lacks.is_empty()><th scope="row">{heading(&row.head)}</th>{cells.collect_view()}</tr> }
    };
    view! {
        <div class="table-wrap matrix" tabindex="0" role="region" aria-label=label>
            <table on:keydown=move |ev| to_next_cell(&ev)>
                <thead>
                    <tr><th scope="col">{of}</th>{heads}</tr>
                </thead>
                <tbody>
                    <For each=rows key=Clone::clone children=draw />
                </tbody>
            </table>
        </div>
    }
}

/// The words of a row or a column; of a record, they lead to it.
fn heading(head: &Head) -> impl IntoView + use<> {
    let label = head.label.clone();
    let note = (!head.note.is_empty()).then(|| view! { <small>{head.note.clone()}</small> });
    let lacks = (!head.lacks.is_empty()).then(|| view! { <small class="lacks">{head.lacks}</small> });
    let Some(id) = head.id else { return view! { <span class="head">{label}{note}{lacks}</span> }.into_any() };
    let kind = App::here().read(|l| l.kind_of(&id).map(ToString::to_string)).unwrap_or_default();
    view! { <A href=format!("/k/{kind}/{id}")><span class="head"><span><Side id />{label}</span>{note}{lacks}</span></A> }
        .into_any()
}

/// What is behind a cell, or who could fill it. It stays at the foot of the screen, below whichever row
/// was pressed.
#[component]
fn OpenCell(asking: Asking, title: String, cell: Cell, close: Callback<()>) -> impl IntoView {
    let label = title.clone();
    let could = (!cell.could.is_empty()).then(|| {
        let rows = cell.could.iter().map(|id| view! { <Could id=*id /> }).collect_view();
        view! { <h3>{words::COULD}</h3><ul class="items">{rows}</ul> }
    });
    let empty = cell.is_empty().then(|| view! { <p class="state">{words::EMPTY_CELL}</p> });
    let figure = StoredValue::new(cell.figure.clone());
    let doubt = move || figure.with_value(|figure| asking.doubts(|ask| ask.doubts(figure)));
    let doubt = move || doubt().map(|doubt| view! { <p class="t-soon" data-testid="cell-doubts">{doubt}</p> });
    let evidence =
        (!cell.is_empty()).then(|| view! { <EvidenceOf testid="cell-evidence" figure=cell.figure.clone() /> });
    view! {
        <section class="open-cell" data-testid="open-cell" aria-live="polite" aria-label=label tabindex="0">
            <button type="button" class="btn small" data-testid="close-cell" on:click=move |_| close.run(())>
                {words::CLOSE_CELL}
            </button>
            <h2 class="sec">{title}</h2>
            {empty}
            {doubt}
            {evidence}
            {could}
        </section>
    }
}

#[component]
fn Could(id: Id) -> impl IntoView {
    let app = App::here();
    let (kind, title) = app.read(|l| (l.kind_of(&id).map(ToString::to_string).unwrap_or_default(), l.title(&id)));
    view! {
        <li class="item" data-testid="could" data-id=id.to_string()>
            <A href=format!("/k/{kind}/{id}")><strong><Side id />{title}</strong></A>
        </li>
    }
}

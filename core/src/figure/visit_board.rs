//! 学院 × 走访类型: which college visited whom, and what for.

use super::board::{Board, BoardDef, Cell, Grid, Head, row_of, units};
use super::contacts::VISIT;
use super::{Ask, Figure, Lies, Span, Unit};
use crate::kinds::visit;
use crate::schema::Duty;

/// The board.
pub static BOARD: BoardDef = BoardDef {
    name: "visits",
    label: "学院 × 走访类型",
    duty: Duty::Supervision,
    asks: "哪个学院今年走访了几次，为了什么？",
    lead: "本自然年每个学院（部门）各类走访的次数，走访算在合作单位的牵头部门名下。",
    span: Span::Year,
    covers: false,
    compute,
};

fn compute(ask: &Ask<'_>) -> Board {
    let codes = visit::PURPOSES.codes;
    let grid = Grid::of(ask, BOARD.name, |ask, take| {
        let window = ask.window(Span::Year);
        for fact in ask.facts(VISIT).filter(|fact| window.has(fact) == Lies::In) {
            if let Some(column) = codes.iter().position(|code| code.code == fact.tag) {
                take(&fact, row_of(ask, &fact), column);
            }
        }
    });
    let cell = |unit, column| Cell::of(Figure::sum(Unit::Pieces("次"), grid.at(Some(unit), column)));
    let row = |unit| (Head::of(ask.ledger, unit), (0..codes.len()).map(|column| cell(unit, column)).collect());
    Board {
        of: "学院（部门）",
        columns: codes.iter().map(|code| Head::words(code.label)).collect(),
        rows: units(ask).into_iter().map(row).collect(),
    }
}

//! 学院 × 走访类型: which college visited whom, and what for.

use super::board::{Board, BoardDef, Grid, Head, units};
use super::{Ask, Lies, Span, Unit, visits};
use crate::kinds::visit;

/// The board.
pub static VISITS_BY_PURPOSE: BoardDef = BoardDef {
    name: "visits",
    label: "学院 × 走访类型",
    lead: "本自然年每个学院（部门）各类走访的次数，走访算在合作单位的牵头部门名下。",
    span: Span::Year,
    compute,
};

fn compute(ask: &Ask<'_>) -> Board {
    let units = units(ask);
    let window = ask.window(Span::Year);
    let codes = visit::PURPOSES.codes;
    let mut grid = Grid::new(units.len(), codes.len());
    for fact in ask.facts(visits::VISIT).filter(|fact| window.has(fact) == Lies::In) {
        let unit = ask.unit_of(&fact).map(|id| ask.ledger.standing_for(&id));
        let row = units.iter().position(|u| Some(*u) == unit);
        let column = codes.iter().position(|code| code.code == fact.tag);
        if let Some(sum) = row.zip(column).and_then(|(row, column)| grid.at(row, column)) {
            sum.add(fact.of, fact.amount);
        }
    }
    let heads = units.iter().map(|id| Head::of(ask.ledger, *id));
    Board {
        of: "学院（部门）",
        columns: codes.iter().map(|code| Head::words(code.label)).collect(),
        rows: heads.zip(grid.cells(Unit::Pieces("次"))).collect(),
    }
}

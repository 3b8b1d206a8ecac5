//! 学院 × 走访类型: which college visited whom, and what for.

use super::board::{Board, BoardDef, Grid, Head};
use super::{Ask, Lies, Scope, Span, Unit, visits};
use crate::kinds::{unit, visit};
use crate::record::Id;

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
    let heads = units.iter().map(|id| Head { label: ask.ledger.title(id), id: Some(*id) });
    Board {
        of: "学院（部门）",
        columns: codes.iter().map(|code| Head::words(code.label)).collect(),
        rows: heads.zip(grid.cells(Unit::Pieces("次"))).collect(),
    }
}

/// The units that make the rows of a board: the colleges first, or the one that is asked.
pub(super) fn units(ask: &Ask<'_>) -> Vec<Id> {
    if let Scope::Unit(id) = ask.scope {
        return vec![id];
    }
    let mut units: Vec<(bool, String, Id)> = ask
        .ledger
        .ids(unit::KIND.name)
        .filter_map(|id| {
            let sort = ask.ledger.get(&id)?.get(unit::SORT);
            Some((sort.as_deref() != Some("college"), ask.ledger.title(&id), id))
        })
        .collect();
    units.sort();
    units.into_iter().map(|(_, _, id)| id).collect()
}

//! Boards with a row for each college: what counts, by the codes of a list. Whatever counts stands
//! somewhere: what has no code in a column of its own, what has no college in a row of its own, and the
//! sums beside and below, so that colleges are seen to sum to the school. What counts is up to each
//! board; nothing here knows of what the facts tell.

use super::board::{Board, Cell, Grid, Head, row_of, units};
use super::{Ask, Fact, Figure, Scope, Sum, Unit};
use crate::record::Id;
use crate::schema::CodeList;
use std::collections::BTreeSet;

/// Where something counts. Sums of all are collected as those of each are: put together from the rows
/// after every change they would cost more than the rest of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Row {
    /// With a college, or with none.
    Of(Option<Id>),
    /// With all of them together.
    All,
}

/// What a board by college is made of.
pub(super) struct ByCollege {
    /// Under which name its sums are kept.
    pub name: &'static str,
    /// The codes of its columns.
    pub list: &'static CodeList,
    /// What its cells are in.
    pub unit: Unit,
    /// What the column of whatever has none of the codes is called.
    pub uncoded: &'static str,
}

impl ByCollege {
    /// Makes the board: `each` hands over the facts that count, with their codes; `could` names who could
    /// fill the empty cell of a college and a code.
    pub fn board<'a>(
        &self,
        ask: &Ask<'a>,
        each: impl Fn(&Ask<'a>, &mut dyn FnMut(&Fact<'_>, &str)),
        could: impl Fn(Id, &'static str) -> Vec<Id>,
    ) -> Board {
        let codes = self.list.codes;
        let (none, all) = (codes.len(), codes.len() + 1);
        let grid = Grid::of(ask, self.name, |ask, take| {
            each(ask, &mut |fact, sort| {
                let place = codes.iter().position(|code| code.code == sort).unwrap_or(none);
                let row = Row::Of(row_of(ask, fact));
                for (row, column) in [(row, place), (row, all), (Row::All, place), (Row::All, all)] {
                    take(fact, row, column);
                }
            });
        });
        let cell = |sum: Sum| Cell::of(Figure::sum(self.unit, sum));
        let row = |unit: Id| {
            let stays = ask.ledger.standing_for(&unit);
            let cells = (0..=all).map(|column| {
                let cell = cell(grid.at(Row::Of(Some(stays)), column));
                match codes.get(column) {
                    Some(code) if cell.is_empty() => cell.fillable(could(unit, code.code)),
                    _ => cell,
                }
            });
            (Head::of(ask.ledger, unit), cells.collect::<Vec<_>>())
        };
        let mut rows: Vec<(Head, Vec<Cell>)> = units(ask).into_iter().map(row).collect();
        if ask.scope == Scope::School {
            let is_rest =
                |row: &Row| matches!(row, Row::Of(unit) if unit.is_none_or(|unit| !ask.ledger.is_listed(&unit)));
            let rest: BTreeSet<Row> = grid.rows().into_iter().filter(is_rest).collect();
            if !rest.is_empty() {
                let cells = (0..=all).map(|column| cell(grid.over(column, |row| rest.contains(row))));
                rows.push((Head::summing("没有归到部门的"), cells.collect()));
            }
            let cells = (0..=all).map(|column| cell(grid.at(Row::All, column)));
            rows.push((Head::summing("全校合计"), cells.collect()));
        }
        let mut columns: Vec<Head> = codes.iter().map(|code| Head::words(code.label)).collect();
        columns.extend([Head::summing(self.uncoded), Head::summing("合计")]);
        let mut board = Board { of: "学院（部门）", rows, columns };
        board.leave_out_column(none);
        board
    }
}

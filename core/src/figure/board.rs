//! A board: a matrix of figures, each of which opens; an empty cell says who could fill it.

use super::{
    Amount, Ask, BOARDS_TOLD_BY, BOARDS_WHEN_OVER, Evidence, Fact, Figure, FigureDef, Measure, Scope, Span, Sum, figure,
};
use crate::kinds::unit;
use crate::ledger::Ledger;
use crate::period::Opens;
use crate::record::Id;
use crate::schema::Duty;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A board: what it is called and the function that computes it.
#[derive(Debug)]
pub struct BoardDef {
    /// Name in URLs and test ids (`board-<name>`). Never changes.
    pub name: &'static str,
    /// The words people see.
    pub label: &'static str,
    /// Under which of the office's duties it stands.
    pub duty: Duty,
    /// The question that it answers, one line.
    pub asks: &'static str,
    /// What it shows and how it is counted, one or two sentences.
    pub lead: &'static str,
    /// Which stretch of time it is about.
    pub span: Span,
    /// Whether an empty cell is a gap to be filled, so that it is worth saying how many are.
    pub covers: bool,
    /// Computes it.
    pub compute: fn(&Ask<'_>) -> Board,
}

impl BoardDef {
    /// Returns with which period its page opens.
    #[must_use]
    pub fn opens(&self) -> Opens {
        if BOARDS_WHEN_OVER.contains(&self.name) { Opens::Finished } else { Opens::Running }
    }

    /// Returns the figure that says whether there is anything in a school year; `None` = it is always
    /// looked at.
    #[must_use]
    pub fn told_by(&self) -> Option<&'static FigureDef> {
        let (_, name) = BOARDS_TOLD_BY.iter().find(|(board, _)| *board == self.name)?;
        figure(name)
    }

    /// Returns the board of whom is asked, without the rows and columns of departments in which nothing
    /// counts: of colleges the gaps are what a board shows, of the many departments they say nothing.
    #[must_use]
    pub fn of(&self, ask: &Ask<'_>) -> Board {
        let mut board = (self.compute)(ask);
        if ask.scope == Scope::School {
            board.leave_out(|id| is_department(ask.ledger, id));
        }
        board
    }
}

fn is_department(ledger: &Ledger, id: &Id) -> bool {
    let is_unit = ledger.kind_of(id).is_some_and(|kind| &**kind == unit::KIND.name);
    let sort = || ledger.get(id)?.get(unit::SORT);
    is_unit && sort().is_some_and(|sort| sort != "college")
}

/// The heading of a row or a column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Head {
    /// The words people see.
    pub label: String,
    /// The record that it stands for, if it does.
    pub id: Option<Id>,
    /// What is said beside it, such as what a partner lacks; possibly empty.
    pub note: String,
    /// What the board is about and is missing here altogether: it strikes the eye. Empty if nothing is.
    pub lacks: &'static str,
    /// Whether it holds what is left over or sums others up: an empty cell here is no gap.
    pub sums: bool,
}

impl Head {
    /// Words that stand for no record.
    #[must_use]
    pub fn words(label: &str) -> Self {
        Self { label: label.to_owned(), id: None, note: String::new(), lacks: "", sums: false }
    }

    /// Words for what is left over, or for a sum of others.
    #[must_use]
    pub fn summing(label: &str) -> Self {
        Self { sums: true, ..Self::words(label) }
    }

    /// A record.
    #[must_use]
    pub fn of(ledger: &Ledger, id: Id) -> Self {
        Self { label: ledger.title(&id), id: Some(id), ..Self::words("") }
    }

    /// With something beside it.
    #[must_use]
    pub fn noted(mut self, note: String) -> Self {
        self.note = note;
        self
    }

    /// With what is missing altogether.
    #[must_use]
    pub const fn lacking(mut self, what: &'static str) -> Self {
        self.lacks = what;
        self
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What counts here; empty = the cell is.
    pub figure: Figure,
    /// Shown instead of the value, such as a level or a lamp; empty = the value.
    pub mark: String,
    /// Records that could fill an empty cell, best first.
    pub could: Vec<Id>,
}

impl Cell {
    /// A cell that shows what counts here.
    #[must_use]
    pub const fn of(figure: Figure) -> Self {
        Self { figure, mark: String::new(), could: Vec::new() }
    }

    /// With a mark instead of the value.
    #[must_use]
    pub fn marked(mut self, mark: impl Into<String>) -> Self {
        self.mark = mark.into();
        self
    }

    /// With those who could fill it, if it is empty.
    #[must_use]
    pub fn fillable(mut self, could: Vec<Id>) -> Self {
        if self.is_empty() {
            self.could = could;
        }
        self
    }

    /// Whether nothing counts here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.figure.is_empty()
    }

    /// What the cell shows; nothing if it is empty.
    #[must_use]
    pub fn shown(&self) -> String {
        match (&self.mark, self.is_empty(), self.figure.value()) {
            (mark, false, _) if !mark.is_empty() => mark.clone(),
            (_, false, Some(value)) => Amount::short(value),
            _ => String::new(),
        }
    }
}

/// A computed board: the cells of each row stand in the order of the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// What the rows are, such as 学院.
    pub of: &'static str,
    /// The headings of the columns.
    pub columns: Vec<Head>,
    /// The rows.
    pub rows: Vec<(Head, Vec<Cell>)>,
}

impl Board {
    /// Returns how many cells there are and how many are filled, sums left out.
    #[must_use]
    pub fn filled(&self) -> (usize, usize) {
        let rows = self.rows.iter().filter(|(head, _)| !head.sums).map(|(_, cells)| cells);
        let cells = rows.flat_map(|cells| cells.iter().zip(&self.columns)).filter(|(_, head)| !head.sums);
        cells
            .map(|(cell, _)| cell)
            .fold((0, 0), |(all, filled), cell| (all + 1, filled + usize::from(!cell.is_empty())))
    }

    /// Leaves out the rows and columns for which `goes` holds, if nothing counts there.
    fn leave_out(&mut self, goes: impl Fn(&Id) -> bool) {
        let goes = |head: &Head| head.id.as_ref().is_some_and(&goes);
        self.rows.retain(|(head, cells)| !(cells.iter().all(Cell::is_empty) && goes(head)));
        let stays: Vec<bool> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, head)| {
                let mut cells = self.rows.iter().filter_map(|(_, cells)| cells.get(at));
                !(cells.all(Cell::is_empty) && goes(head))
            })
            .collect();
        let keep = || stays.iter().copied().chain(std::iter::repeat(true));
        let (mut kept, columns) = (keep(), std::mem::take(&mut self.columns));
        self.columns = columns.into_iter().filter(|_| kept.next() == Some(true)).collect();
        for (_, cells) in &mut self.rows {
            let mut kept = keep();
            cells.retain(|_| kept.next() == Some(true));
        }
    }

    /// Whether nothing counts in any cell, sums and what is left over included.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.rows.iter().all(|(_, cells)| cells.iter().all(Cell::is_empty))
    }

    /// Leaves out a column in which nothing counts.
    pub(super) fn leave_out_column(&mut self, place: usize) {
        let is_empty = |cells: &[Cell]| cells.get(place).is_none_or(Cell::is_empty);
        if place < self.columns.len() && self.rows.iter().all(|(_, cells)| is_empty(cells)) {
            self.columns.remove(place);
            self.rows.iter_mut().filter(|(_, cells)| place < cells.len()).for_each(|(_, cells)| {
                cells.remove(place);
            });
        }
    }

    /// Whether a cell names somebody who could fill it.
    #[must_use]
    pub fn names_who_could(&self) -> bool {
        self.rows.iter().flat_map(|(_, cells)| cells).any(|cell| !cell.could.is_empty())
    }

    /// Returns all evidence of the board.
    #[must_use]
    pub fn evidence(&self) -> Vec<Evidence> {
        self.rows.iter().flat_map(|(_, cells)| cells).flat_map(|cell| cell.figure.evidence()).collect()
    }
}

/// Sums that are collected by row and column, kept part by part.
pub(super) struct Grid<R> {
    parts: Vec<Rc<BTreeMap<(R, usize), Sum>>>,
    /// Those of all parts together.
    cells: BTreeMap<(R, usize), Sum>,
}

impl<R: Ord + Copy + 'static> Grid<R> {
    /// Collects what `each` hands over: a fact, the row and the column in which it counts.
    pub fn of<'a>(
        ask: &Ask<'a>,
        name: &'static str,
        each: impl Fn(&Ask<'a>, &mut dyn FnMut(&Fact<'_>, R, usize)),
    ) -> Self {
        let part = |ask: &Ask<'a>| {
            let mut sums: BTreeMap<(R, usize), Sum> = BTreeMap::new();
            each(ask, &mut |fact, row, column| sums.entry((row, column)).or_default().add(fact.of, fact.amount));
            sums
        };
        let parts = ask.by_parts(name, part);
        let mut cells: BTreeMap<(R, usize), Sum> = BTreeMap::new();
        for (at, sum) in parts.iter().flat_map(|part| part.iter()) {
            cells.entry(*at).or_default().join(sum);
        }
        Self { parts, cells }
    }

    /// The rows in which something counts.
    pub fn rows(&self) -> BTreeSet<R> {
        self.cells.keys().map(|(row, _)| *row).collect()
    }

    /// The sums of a column, by row.
    pub fn column(&self, column: usize) -> impl Iterator<Item = (R, &Sum)> {
        self.cells.iter().filter(move |((_, at), _)| *at == column).map(|((row, _), sum)| (*row, sum))
    }

    /// The sum of a cell.
    pub fn at(&self, row: R, column: usize) -> Sum {
        self.cells.get(&(row, column)).cloned().unwrap_or_default()
    }

    /// The sum of a column over the rows for which `is` holds. A record that is in several of them
    /// counts once, with all that it adds.
    pub fn over(&self, column: usize, is: impl Fn(&R) -> bool) -> Sum {
        let part = |part: &Rc<BTreeMap<(R, usize), Sum>>| {
            let mut rows = part.iter().filter(|((row, at), _)| *at == column && is(row)).map(|(_, sum)| sum);
            let mut all = rows.next().cloned().unwrap_or_default();
            rows.flat_map(Sum::evidence).for_each(|e| all.add(e.id, e.amount));
            all
        };
        let parts: Vec<Sum> = self.parts.iter().map(part).collect();
        Sum::joined(&parts)
    }
}

/// The unit on which a fact counts in a row of a board.
pub(super) fn row_of(ask: &Ask<'_>, fact: &Fact<'_>) -> Option<Id> {
    ask.unit_of(fact).map(|id| ask.ledger.standing_for(&id))
}

/// A row that is placed by its rank: the lowest first, and then by its id.
pub(super) struct Ranked<K> {
    /// The record that it stands for.
    pub id: Id,
    /// Its rank.
    pub rank: K,
    /// What stands before it.
    pub head: Head,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// The first rows of those that `rows` makes of each part.
pub(super) fn ranked<'a, K: Ord + 'static>(
    ask: &Ask<'a>,
    name: &'static str,
    most: usize,
    rows: impl Fn(&Ask<'a>) -> Vec<Ranked<K>>,
) -> Vec<(Head, Vec<Cell>)> {
    let parts = ask.by_parts(name, rows);
    let mut all: Vec<&Ranked<K>> = parts.iter().flat_map(|part| part.iter()).collect();
    all.sort_unstable_by(|a, b| (&a.rank, a.id).cmp(&(&b.rank, b.id)));
    all.into_iter().take(most).map(|row| (row.head.clone(), row.cells.clone())).collect()
}

/// The facts of a measure by what they are about, whoever asks: of the part, if the rows of a board are
/// made part by part.
pub(super) fn by_thing<'a>(
    ask: &Ask<'a>,
    measure: Measure,
    takes: impl Fn(&Fact<'_>) -> bool,
) -> BTreeMap<Id, Vec<Fact<'a>>> {
    let mut found: BTreeMap<Id, Vec<Fact<'a>>> = BTreeMap::new();
    for fact in ask.facts.all(measure).filter(|fact| takes(fact)) {
        if let Some(thing) = fact.about {
            found.entry(ask.ledger.standing_for(&thing)).or_default().push(fact);
        }
    }
    found
}

/// What stands highest first, as a rank.
pub(super) fn highest(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX).saturating_neg()
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

//! A board: a matrix of figures, each of which opens; an empty cell says who could fill it.

use super::{Amount, Ask, Evidence, Figure, Scope, Span, Sum, Unit};
use crate::kinds::unit;
use crate::ledger::Ledger;
use crate::record::Id;

/// A board: what it is called and the function that computes it.
#[derive(Debug)]
pub struct BoardDef {
    /// Name in URLs and test ids (`board-<name>`). Never changes.
    pub name: &'static str,
    /// The words people see.
    pub label: &'static str,
    /// What it shows and how it is counted, one or two sentences.
    pub lead: &'static str,
    /// Which stretch of time it is about.
    pub span: Span,
    /// Computes it.
    pub compute: fn(&Ask<'_>) -> Board,
}

/// The heading of a row or a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The words people see.
    pub label: String,
    /// The record that it stands for, if it does.
    pub id: Option<Id>,
    /// What is said beside it, such as what a partner lacks; possibly empty.
    pub note: String,
}

impl Head {
    /// Words that stand for no record.
    #[must_use]
    pub fn words(label: &str) -> Self {
        Self { label: label.to_owned(), id: None, note: String::new() }
    }

    /// A record.
    #[must_use]
    pub fn of(ledger: &Ledger, id: Id) -> Self {
        Self { label: ledger.title(&id), id: Some(id), note: String::new() }
    }

    /// With something beside it.
    #[must_use]
    pub fn noted(mut self, note: String) -> Self {
        self.note = note;
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
        self.figure.evidence().is_empty()
    }

    /// What the cell shows; nothing if it is empty.
    #[must_use]
    pub fn shown(&self) -> String {
        match (&self.mark, self.is_empty(), self.figure.value()) {
            (mark, false, _) if !mark.is_empty() => mark.clone(),
            (_, false, Some(value)) => Amount::plain(value),
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
    /// Returns how many cells there are and how many are filled.
    #[must_use]
    pub fn filled(&self) -> (usize, usize) {
        let cells = self.rows.iter().flat_map(|(_, cells)| cells);
        cells.fold((0, 0), |(all, filled), cell| (all + 1, filled + usize::from(!cell.is_empty())))
    }

    /// Returns all evidence of the board.
    #[must_use]
    pub fn evidence(&self) -> Vec<Evidence> {
        self.rows.iter().flat_map(|(_, cells)| cells).flat_map(|cell| cell.figure.evidence()).collect()
    }
}

/// Sums that are collected by row and column.
pub struct Grid {
    rows: usize,
    columns: usize,
    sums: Vec<Sum>,
}

impl Grid {
    /// An empty grid.
    #[must_use]
    pub fn new(rows: usize, columns: usize) -> Self {
        Self { rows, columns, sums: vec![Sum::default(); rows * columns] }
    }

    /// The sum of a cell; nothing outside of the grid.
    pub fn at(&mut self, row: usize, column: usize) -> Option<&mut Sum> {
        let inside = row < self.rows && column < self.columns;
        if inside { self.sums.get_mut(row * self.columns + column) } else { None }
    }

    /// Makes cells of the sums.
    #[must_use]
    pub fn cells(self, unit: Unit) -> Vec<Vec<Cell>> {
        let columns = self.columns.max(1);
        let cell = |sum: &Sum| Cell::of(Figure::sum(unit, sum.clone()));
        self.sums.chunks(columns).map(|row| row.iter().map(cell).collect()).collect()
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

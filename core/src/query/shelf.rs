//! What was read of the rows of a kind: a column for each field that was asked for, kept from one
//! question to the next and read again only where a record has changed.

use super::cell::Cell;
use super::filter::cell_of;
use super::key::Titles;
use crate::ledger::Ledger;
use crate::record::Id;
use crate::schema::{FieldDef, FieldType, KindDef, Named, Need, missing_later};
use crate::search::normal;
use crate::value::Date;
use serde_json::Value;

/// What a column holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    /// The value of a field.
    Field(&'static FieldDef),
    /// Whether something that is asked for is missing.
    Lacking,
}

impl What {
    fn is(self, other: Self) -> bool {
        match (self, other) {
            (Self::Field(a), Self::Field(b)) => std::ptr::eq(a, b),
            (Self::Lacking, Self::Lacking) => true,
            _ => false,
        }
    }
}

/// A column: a cell for each record of the shelf.
#[derive(Debug, Clone)]
struct Column {
    what: What,
    cells: Vec<Cell>,
}

/// What was read of the rows of one kind.
#[derive(Debug, Clone)]
pub struct Shelf {
    kind: &'static KindDef,
    rev: u64,
    /// Every record of the kind, dead or alive, by id.
    ids: Vec<Id>,
    columns: Vec<Column>,
    pub(super) titles: Titles,
}

impl Shelf {
    /// Returns an empty shelf for a kind.
    #[must_use]
    pub fn new(kind: &'static KindDef) -> Self {
        Self { kind, rev: 0, ids: Vec::new(), columns: Vec::new(), titles: Titles::default() }
    }

    /// Forgets what has changed since the last question.
    pub(super) fn refresh(&mut self, ledger: &Ledger, kind: &'static KindDef) {
        if !std::ptr::eq(self.kind, kind) {
            // The workspace has edited the schema.
            *self = Self::new(kind);
        }
        let rev = ledger.rev();
        if self.rev == rev && !self.ids.is_empty() {
            return;
        }
        let ids: Vec<Id> = ledger.all_ids(kind.name).collect();
        let mut old = self.ids.iter().enumerate().peekable();
        // For each record now: where it stood, if it has not changed since.
        let kept: Vec<Option<usize>> = ids
            .iter()
            .map(|id| {
                while old.next_if(|(_, was)| *was < id).is_some() {}
                let (place, _) = old.next_if(|(_, was)| *was == id)?;
                ledger.rev_of(id).is_some_and(|changed| changed <= self.rev).then_some(place)
            })
            .collect();
        for column in &mut self.columns {
            let mut take = |place: usize| column.cells.get_mut(place).map(std::mem::take).unwrap_or_default();
            let cells = kept.iter().map(|place| place.map(&mut take).unwrap_or_default()).collect();
            column.cells = cells;
        }
        self.titles.clear();
        self.ids = ids;
        self.rev = rev;
    }

    pub(super) fn rev(&self) -> u64 {
        self.rev
    }

    pub(super) fn id(&self, place: usize) -> Option<Id> {
        self.ids.get(place).copied()
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn place_of(&self, id: &Id) -> Option<usize> {
        self.ids.binary_search(id).ok()
    }

    /// Returns the number of the column of `what`, made if it is not there.
    pub(super) fn column(&mut self, what: What) -> usize {
        if let Some(number) = self.columns.iter().position(|c| c.what.is(what)) {
            return number;
        }
        self.columns.push(Column { what, cells: vec![Cell::Unread; self.ids.len()] });
        self.columns.len() - 1
    }

    pub(super) fn cell(&self, column: usize, place: usize) -> &Cell {
        static UNREAD: Cell = Cell::Unread;
        self.columns.get(column).and_then(|c| c.cells.get(place)).unwrap_or(&UNREAD)
    }

    /// Reads the cells of one record in these columns, as far as nobody has.
    pub(super) fn read(&mut self, ledger: &Ledger, columns: &[usize], place: usize) {
        if columns.iter().all(|column| *self.cell(*column, place) != Cell::Unread) {
            return;
        }
        let Some(id) = self.id(place) else { return };
        let wanted: Vec<(usize, What)> =
            columns.iter().filter_map(|n| Some((*n, self.columns.get(*n)?.what))).collect();
        // The date by which lists sort is known without the row.
        let by_date = |what: What| matches!(what, What::Field(field) if self.kind.by_date == Some(field.name));
        let fields: Vec<&FieldDef> =
            wanted.iter().filter(|(_, what)| !by_date(*what)).flat_map(|(_, what)| self.read_for(*what)).collect();
        let values = if fields.is_empty() { Some(Vec::new()) } else { ledger.values(&id, &fields) };
        let values = values.unwrap_or_default();
        let value = |field: &FieldDef| {
            let place = fields.iter().position(|f| std::ptr::eq(*f, field))?;
            values.get(place)
        };
        let cells: Vec<(usize, Cell)> = wanted
            .iter()
            .map(|(column, what)| {
                let cell = match what {
                    what if by_date(*what) => {
                        let text = ledger.date_of(&id);
                        let odd = if text.is_empty() { Cell::Empty } else { Cell::Odd };
                        Date::from_iso(&text).map_or(odd, Cell::Date)
                    }
                    What::Field(field) => value(field).map_or(Cell::Empty, |v| match field.ty {
                        // Sorted and found by what people read.
                        FieldType::Named(what) if !matches!(what, Named::Of(_)) => {
                            Cell::Text(normal(&self.called(ledger, &id, field)).into())
                        }
                        _ => cell_of(field, v),
                    }),
                    What::Lacking => Cell::Yes(lacks(self.kind, &value)),
                };
                (*column, cell)
            })
            .collect();
        for (column, cell) in cells {
            if let Some(slot) = self.columns.get_mut(column).and_then(|c| c.cells.get_mut(place)) {
                *slot = cell;
            }
        }
    }

    fn called(&self, ledger: &Ledger, id: &Id, field: &FieldDef) -> String {
        ledger.get(id).map(|record| ledger.shown(&record, field)).unwrap_or_default()
    }

    /// The fields of which a column needs the values.
    fn read_for(&self, what: What) -> Vec<&'static FieldDef> {
        match what {
            What::Field(field) => vec![field],
            What::Lacking => {
                let asked = self.kind.fields.iter().copied().filter(|f| f.need != Need::Optional);
                let asked: Vec<&'static FieldDef> = asked.collect();
                let whens = asked.iter().filter_map(|f| self.kind.field(f.when?.field)).collect::<Vec<_>>();
                asked.into_iter().chain(whens).collect()
            }
        }
    }
}

/// Whether a record with these values lacks something that is asked for.
fn lacks<'v>(kind: &KindDef, value: &dyn Fn(&FieldDef) -> Option<&'v Value>) -> bool {
    let has = |field: &FieldDef| value(field).is_some_and(|v| !v.is_null());
    let code = |name: &str| kind.field(name).and_then(value).and_then(|v| v.as_str().map(str::to_owned));
    !missing_later(kind, &has, &code).is_empty()
}

//! What taking a table would change: every row in exactly one class, and the changes for the door.

use super::Mapping;
use crate::ledger::{Change, ImportNote};
use crate::record::Id;
use crate::schema::KindDef;
use crate::sheet::Counted;
use std::collections::BTreeSet;

/// What taking a row does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowClass {
    /// It becomes a record.
    New,
    /// It changes a record.
    Updated,
    /// Everything it says is here already.
    Same,
    /// It cannot be taken; its problems say why.
    Bad,
}

impl RowClass {
    /// Returns the word that people see.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::New => "新增",
            Self::Updated => "更新",
            Self::Same => "相同",
            Self::Bad => "不导入",
        }
    }
}

/// One field that a row writes, as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldEdit {
    /// Name of the field in the schema.
    pub name: &'static str,
    /// The word people see.
    pub label: &'static str,
    /// What is here; empty if nothing.
    pub old: String,
    /// What will be.
    pub new: String,
}

/// One row of the table.
#[derive(Debug, Clone)]
pub struct PlannedRow {
    /// Its number in the table; see [`Counted`].
    pub number: usize,
    /// What taking it does.
    pub class: RowClass,
    /// The record, unless the row is bad.
    pub id: Option<Id>,
    /// What the record is called, as far as the row or the record tells.
    pub title: String,
    /// The fields that it writes.
    pub edits: Vec<FieldEdit>,
    /// What of it is not taken, one sentence each.
    pub problems: Vec<String>,
    /// The records that it needs and that are made for it: places in [`Plan::created`].
    pub creates: Vec<usize>,
    pub(super) changes: Vec<Change>,
}

/// A record that a name in some cell becomes.
#[derive(Debug, Clone)]
pub struct Created {
    /// Its kind.
    pub kind: &'static KindDef,
    /// The record.
    pub id: Id,
    /// Its name as the first cell writes it.
    pub title: String,
    pub(super) changes: Vec<Change>,
}

/// How many rows there are of each class, and what else was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlanCounts {
    /// Rows of [`RowClass::New`].
    pub new: usize,
    /// Rows of [`RowClass::Updated`].
    pub updated: usize,
    /// Rows of [`RowClass::Same`].
    pub same: usize,
    /// Rows of [`RowClass::Bad`].
    pub bad: usize,
    /// Sentences about what is not taken.
    pub problems: usize,
    /// Records made for names that no record has.
    pub created: usize,
    /// Rows whose record was deleted here.
    pub deleted: usize,
    /// Cells that name a record that is not here and could be made of the name.
    pub unknown_names: usize,
}

/// What taking a table would change, worked out without writing.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How the table was read.
    pub mapping: Mapping,
    /// What the numbers of rows count.
    pub counted: Counted,
    /// The rows in the order of the table.
    pub rows: Vec<PlannedRow>,
    /// The records made for names.
    pub created: Vec<Created>,
    /// How many there are.
    pub counts: PlanCounts,
    /// Revision of the ledger that it was worked out against.
    pub rev: u64,
}

impl Plan {
    /// Returns the changes and the note of the import; rows with a number in `left_out` stay out.
    #[must_use]
    pub fn batch(&self, left_out: &BTreeSet<usize>) -> (Vec<Change>, ImportNote) {
        let taken: Vec<&PlannedRow> =
            self.rows.iter().filter(|row| !row.changes.is_empty() && !left_out.contains(&row.number)).collect();
        let needed: BTreeSet<usize> = taken.iter().flat_map(|row| &row.creates).copied().collect();
        let made = needed.iter().filter_map(|place| self.created.get(*place));
        let mut changes: Vec<Change> = made.flat_map(|created| created.changes.iter().cloned()).collect();
        changes.extend(taken.iter().flat_map(|row| row.changes.iter().cloned()));
        let count = |class| taken.iter().filter(|row| row.class == class).count() as u64;
        let note = ImportNote {
            new: count(RowClass::New) + needed.len() as u64,
            updated: count(RowClass::Updated),
            ..ImportNote::default()
        };
        (changes, note)
    }

    /// Returns the row with this number.
    #[must_use]
    pub fn row(&self, number: usize) -> Option<&PlannedRow> {
        self.rows.get(self.rows.binary_search_by_key(&number, |row| row.number).ok()?)
    }

    /// Returns how many rows would write something.
    #[must_use]
    pub fn takes(&self) -> usize {
        self.counts.new + self.counts.updated
    }
}

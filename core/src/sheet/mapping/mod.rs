//! From a table to changes of records: which column is which field, which row is which record.
//!
//! [`Mapping::guess`] proposes, a person decides, [`Planner`] works out what would change without
//! writing anything. Everything it makes goes through the one door like any other import.

mod cells;
mod guess;
mod matching;
mod names;
mod plan;
mod planner;

pub use guess::guess_kind;
pub use matching::{Key, Matching, keys_of};
pub use plan::{Created, FieldEdit, Plan, PlanCounts, PlannedRow, RowClass};
pub use planner::{Planner, Setting, plan};

use crate::schema::{FieldDef, KindDef};

/// How a table is read: what a person confirms before anything is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// What every row is.
    pub kind: &'static KindDef,
    /// The field of each column; `None` leaves the column out.
    pub columns: Vec<Option<&'static FieldDef>>,
    /// How a row finds the record that it is about.
    pub matching: Matching,
    /// Whether names that no record has become records of their own.
    pub create: bool,
    /// Whether rows whose record was deleted here bring it back.
    pub revive: bool,
}

impl Mapping {
    /// Gives a column a field, which no other column keeps then.
    pub fn set(&mut self, column: usize, field: Option<&'static FieldDef>) {
        for other in &mut self.columns {
            if field.is_some() && *other == field {
                *other = None;
            }
        }
        if let Some(place) = self.columns.get_mut(column) {
            *place = field;
        }
    }
}

#[cfg(test)]
mod tests;

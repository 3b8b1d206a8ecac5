//! What a list shows: which records, in which order, in which groups, with which totals.
//!
//! A [`Query`] is data and prints to the parameters of an address and back. A [`Run`] answers it
//! over the ledger, a stretch at a time, so that a page with a hundred thousand rows goes on
//! answering; a [`Shelf`] keeps what was read of the rows for the next question. Not here: finding
//! words in texts (`search`), and how a list looks.

mod cell;
mod filter;
mod group;
mod key;
mod order;
mod run;
mod shelf;
mod table;
mod total;
mod url;

#[cfg(test)]
mod tests;

pub use filter::{Filter, Span, Test};
pub use key::pinyin_key;
pub use order::sort_as_listed;
pub use run::{Found, Grouped, Run};
pub use shelf::Shelf;
pub use table::{cell_text, heading, table_of};
pub use total::{Total, is_summed};

use crate::kinds::custom_field;
use crate::schema::{FieldDef, FieldType, KindDef, Named, stage};

/// What is asked of the records of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Words to be found in the record, as typed.
    pub words: String,
    /// Conditions that must all hold; at most one for each field.
    pub filters: Vec<Filter>,
    /// Only deleted records, instead of those that are there.
    pub deleted: bool,
    /// Only records in which values clash.
    pub clashing: bool,
    /// Only records that lack something that is asked for (待补).
    pub lacking: bool,
    /// The order, the most important part first; empty = as the kind's lists are sorted.
    pub sort: Vec<Order>,
    /// How the records are grouped.
    pub group: Option<Group>,
    /// The columns in their order; `None` = those that the kind shows by default.
    pub columns: Option<Vec<&'static FieldDef>>,
}

/// One part of an order. Records without a value come last in either direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub by: By,
    /// Whether the largest comes first.
    pub down: bool,
}

/// What an order goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The fields that make the title.
    Title,
    /// A field; Chinese by pinyin, choices in the order of their list.
    Field(&'static FieldDef),
}

/// How records are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// By which field.
    pub field: &'static FieldDef,
    /// How finely.
    pub grain: Grain,
}

/// How finely records are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// Each value is a group.
    Value,
    /// Dates by calendar year.
    Year,
    /// Dates by school year.
    SchoolYear,
    /// Dates by month.
    Month,
}

impl Query {
    /// Returns the columns that are shown beside the title.
    #[must_use]
    pub fn shown_columns(&self, kind: &KindDef) -> Vec<&'static FieldDef> {
        self.columns.clone().unwrap_or_else(|| default_columns(kind))
    }

    /// Returns the condition on a field.
    #[must_use]
    pub fn test_of(&self, field: &FieldDef) -> Option<&Test> {
        self.filters.iter().find(|f| f.field.name == field.name).map(|f| &f.test)
    }

    /// Puts, replaces or (with `None`) takes away the condition on a field.
    pub fn set_test(&mut self, field: &'static FieldDef, test: Option<Test>) {
        let place = self.filters.iter().position(|f| f.field.name == field.name);
        match (place.and_then(|n| self.filters.get_mut(n)), test) {
            (Some(filter), Some(test)) => filter.test = test,
            (None, Some(test)) => self.filters.push(Filter { field, test }),
            (Some(_), None) => self.filters.retain(|f| f.field.name != field.name),
            (None, None) => {}
        }
    }

    /// Whether both ask for the same records, in whatever order, groups and columns they are shown.
    #[must_use]
    pub fn asks_for_the_same(&self, other: &Self) -> bool {
        let flags = |q: &Self| (q.deleted, q.clashing, q.lacking);
        self.words.trim() == other.words.trim()
            && flags(self) == flags(other)
            && self.filters.len() == other.filters.len()
            && self.filters.iter().all(|filter| other.filters.contains(filter))
    }

    /// Whether fewer records are shown than there are.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.words.trim().is_empty() || !self.filters.is_empty() || self.deleted || self.clashing || self.lacking
    }
}

/// How many columns a list shows unless somebody chooses.
const DEFAULT_COLUMNS: usize = 5;

/// Returns the columns that a list of this kind shows beside the title unless somebody chooses.
#[must_use]
pub fn default_columns(kind: &KindDef) -> Vec<&'static FieldDef> {
    // A number at the end of a title is the first to be cut off there, and nothing adds it up.
    let said = |f: &FieldDef| kind.title.contains(&f.name) && !f.ty.is_number();
    // What is counted stands behind each number.
    let listed = kind.typed_fields().filter(|f| f.listed && !said(f) && kind.measured_in != Some(f.name));
    // What the workspace has added is shown because somebody ticked it.
    let (mut own, added): (Vec<_>, Vec<_>) = listed.partition(|f| !custom_field::is_name(f.name));
    // How far a thing is, is what one looks for in its list.
    let state = own.iter().skip(DEFAULT_COLUMNS).copied().find(|f| f.name == stage::STATE && kind.is_pending());
    own.truncate(DEFAULT_COLUMNS - usize::from(state.is_some()));
    own.into_iter().chain(state).chain(added).collect()
}

/// Returns the fields by which a list can be filtered, sorted and shown as columns.
pub fn listable(kind: &KindDef) -> impl Iterator<Item = &'static FieldDef> + use<> {
    kind.typed_fields().filter(|f| f.ty != FieldType::Steps)
}

/// Returns the ways in which a kind can be grouped.
#[must_use]
pub fn groupings(kind: &KindDef) -> Vec<Group> {
    let of = |field: &'static FieldDef| -> &'static [Grain] {
        match field.ty {
            FieldType::Choice(_)
            | FieldType::Named(Named::Of(_))
            | FieldType::Ref(_)
            | FieldType::OneOf(_)
            | FieldType::Bool
            | FieldType::PersonName
            | FieldType::SchoolYear => &[Grain::Value],
            FieldType::Date => &[Grain::Year, Grain::SchoolYear, Grain::Month],
            _ => &[],
        }
    };
    listable(kind).flat_map(|field| of(field).iter().map(move |grain| Group { field, grain: *grain })).collect()
}

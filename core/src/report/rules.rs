//! What a table takes: which columns a row must fill, and how long they may be. The sources hardly
//! say, so the office can set both for each column; what it sets are records like any other.

use super::{ColumnDef, TableDef};
use crate::kinds::report_rule;
use crate::ledger::Ledger;
use crate::record::Id;
use std::collections::BTreeMap;

/// What a column takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ColumnRule {
    /// Whether a row without it is refused.
    pub required: bool,
    /// Most characters; `None` = any number.
    pub max: Option<usize>,
}

/// What the office has set, by table and column.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    set: BTreeMap<(String, String), (Option<bool>, Option<u64>)>,
}

impl Rules {
    /// Returns what the records of the workspace say.
    #[must_use]
    pub fn of(ledger: &Ledger) -> Self {
        let mut set = BTreeMap::new();
        for record in ledger.ids(report_rule::KIND.name).filter_map(|id| ledger.get(&id)) {
            if let Some(key) = record.get(report_rule::TABLE).zip(record.get(report_rule::COLUMN)) {
                set.insert(key, (record.get(report_rule::REQUIRED), record.get(report_rule::MAX)));
            }
        }
        Self { set }
    }

    /// Returns what a column takes: as the office has set it, else as its definition says.
    #[must_use]
    pub fn column(&self, table: &TableDef, column: &ColumnDef) -> ColumnRule {
        let (required, max) =
            self.set.get(&(table.name.to_owned(), column.id().to_owned())).copied().unwrap_or_default();
        ColumnRule {
            required: required.unwrap_or(column.required),
            max: match max {
                Some(0) => None,
                Some(max) => usize::try_from(max).ok(),
                None => column.max,
            },
        }
    }

    /// Returns the id of the record in which the office sets the rule of a column: the same on every device.
    #[must_use]
    pub fn id_of(table: &TableDef, column: &ColumnDef) -> Id {
        Id::of_key(report_rule::KIND.name, &format!("{}/{}", table.name, column.id()))
    }
}

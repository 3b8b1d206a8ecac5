//! Which records go into a file.

use super::references;
use crate::ledger::Ledger;
use crate::record::Id;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Kinds that a starter file carries: what must have the same identity on every device before
/// anybody types. Without it twenty empty starts would make twenty colleges of the same name.
pub const STARTER_KINDS: &[&str] = &["unit", "major_group", "major", "person"];

/// Which records go into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Select<'a> {
    /// Everything that is stored, kinds of newer versions and deletions included.
    Full,
    /// The kinds of [`STARTER_KINDS`], for a new device.
    Starter,
    /// What changed after this revision of the database.
    Since(u64),
    /// These records with the lines that they own, and all that these refer to.
    Records(&'a [Id]),
}

impl Select<'_> {
    /// Returns the `kind` that the header names.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Starter => "starter",
            Self::Since(_) => "delta",
            Self::Records(_) => "selection",
        }
    }

    /// Returns the word by which people call such a file.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Full => "全部",
            Self::Starter => "启用",
            Self::Since(_) => "增量",
            Self::Records(_) => "选择",
        }
    }

    /// Returns the rows to write by kind: known kinds in the order of the schema, then the others.
    pub(super) fn rows<'l>(&self, ledger: &'l Ledger) -> Vec<(&'l Arc<str>, Vec<&'l str>)> {
        let chosen = match self {
            Self::Records(ids) => closure(ledger, ids),
            _ => BTreeSet::new(),
        };
        let wanted = |kind: &str, id: &Id| match self {
            Self::Full => true,
            Self::Starter => STARTER_KINDS.contains(&kind),
            Self::Since(rev) => ledger.rev_of(id).is_some_and(|r| r > *rev),
            Self::Records(_) => chosen.contains(id),
        };
        let mut tables: BTreeMap<&Arc<str>, Vec<&str>> = BTreeMap::new();
        for (kind, id, row) in ledger.stored() {
            if wanted(kind, &id) {
                tables.entry(kind).or_default().push(row);
            }
        }
        let mut tables: Vec<_> = tables.into_iter().collect();
        let order = |kind: &str| ledger.schema().kinds().iter().position(|k| k.name == kind).unwrap_or(usize::MAX);
        tables.sort_by_key(|(kind, _)| order(kind));
        tables
    }
}

/// The records, their owned lines, and whatever any of these refers to.
fn closure(ledger: &Ledger, ids: &[Id]) -> BTreeSet<Id> {
    let mut chosen = BTreeSet::new();
    let mut with_lines: Vec<Id> = ids.to_vec();
    while let Some(id) = with_lines.pop() {
        if chosen.insert(id) {
            with_lines.extend(ledger.owned_lines(&id));
        }
    }
    let mut to_follow: Vec<Id> = chosen.iter().copied().collect();
    while let Some(id) = to_follow.pop() {
        let Some(record) = ledger.get(&id) else {
            continue;
        };
        to_follow.extend(references(&record, ledger.schema()).into_iter().filter(|id| chosen.insert(*id)));
    }
    chosen
}

//! What goes into a file: which records, and which of their fields.

use super::Range;
use super::write::china_time;
use crate::ledger::{Head, Ledger, Weight};
use crate::record::{Device, Id, RowText, decode, encode};
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
    /// Everything for a new device of the same person, who then puts this one away.
    Transfer,
    /// The kinds of [`STARTER_KINDS`], for a new device.
    Starter,
    /// What changed after this revision of the database.
    Since(u64),
    /// What this device has not acknowledged.
    For(&'a Device),
    /// These records with the lines that they own, and all that these refer to.
    Records(&'a [Id]),
}

/// What goes into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parcel<'a> {
    /// Which records.
    pub what: Select<'a>,
    /// Whether fields that are nobody else's business stay at home: telephone numbers and the
    /// like. They go with their stamps, so that the reader does not take them for cleared.
    pub redacted: bool,
}

impl<'a> From<Select<'a>> for Parcel<'a> {
    fn from(what: Select<'a>) -> Self {
        Self { what, redacted: false }
    }
}

/// Rows by kind.
type Tables = Vec<(Arc<str>, Vec<RowText>)>;

impl Parcel<'_> {
    /// Returns the `kind` that the header names.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self.what {
            _ if self.redacted => "redacted",
            Select::Full => "full",
            Select::Transfer => "transfer",
            Select::Starter => "starter",
            Select::Since(_) | Select::For(_) => "delta",
            Select::Records(_) => "selection",
        }
    }

    /// Returns the word by which people call such a file.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self.what {
            Select::Full => "全部",
            Select::Transfer => "换机",
            Select::Starter => "启用",
            Select::Since(_) | Select::For(_) => "增量",
            Select::Records(_) => "选择",
        }
    }

    /// Returns what the header says about the stretch of the database that the file holds.
    pub(super) fn range(&self, head: &Head) -> Option<Range> {
        let exported = |since| head.exported.as_ref().filter(|e| e.rev == since);
        match self.what {
            Select::Since(since) => Some(Range {
                since,
                to: None,
                previous_file: exported(since).and_then(|e| e.file),
                previous_created: exported(since).map(|e| china_time(e.at_ms)),
            }),
            // The receiver has acknowledged what comes before: there is no file to name.
            Select::For(device) => {
                Some(Range { since: head.acked_by(device), to: Some(device.clone()), ..Range::default() })
            }
            _ => None,
        }
    }

    /// Whether everything that this device wrote and that never went out before is in the file.
    pub(super) fn is_everything_new(&self, head: &Head) -> bool {
        let handed_out = head.exported.as_ref().map_or(0, |e| e.rev);
        match self.what {
            _ if self.redacted => false,
            Select::Full | Select::Transfer => true,
            Select::Since(rev) => rev <= handed_out,
            Select::For(device) => head.acked_by(device) <= handed_out,
            Select::Starter | Select::Records(_) => false,
        }
    }

    /// Returns the records of `kind` that are in the file, in no order.
    #[must_use]
    pub fn records(&self, ledger: &Ledger, head: &Head, kind: &str) -> Vec<Id> {
        let chosen = self.chosen(ledger);
        let of_kind = ledger.stored_of(kind).map(|(id, _)| id);
        of_kind.filter(|id| self.takes(ledger, head, &chosen, kind, id)).collect()
    }

    /// Returns how many rows of each kind are in the file, and how long they are.
    pub(super) fn weights(&self, ledger: &Ledger, head: &Head) -> Vec<(Arc<str>, Weight)> {
        let all = || ledger.weights().map(|(kind, weight)| (Arc::clone(kind), weight));
        let mut weights: BTreeMap<Arc<str>, Weight> = match self.what {
            // These are told without a look at any record.
            Select::Full | Select::Transfer => all().collect(),
            Select::Starter => all().filter(|(kind, _)| STARTER_KINDS.contains(&&**kind)).collect(),
            Select::Records(ids) => ledger.weights_of(closure(ledger, ids).into_iter()),
            Select::Since(_) | Select::For(_) => ledger.weights_since(self.since(head).unwrap_or(0)),
        };
        let kinds = self.order(ledger, weights.keys());
        kinds.into_iter().filter_map(|kind| weights.remove_entry(&kind)).collect()
    }

    /// The revision after which rows are taken, if that decides.
    fn since(&self, head: &Head) -> Option<u64> {
        match self.what {
            Select::Since(rev) => Some(rev),
            Select::For(device) => Some(head.acked_by(device)),
            _ => None,
        }
    }

    fn chosen(&self, ledger: &Ledger) -> BTreeSet<Id> {
        match self.what {
            Select::Records(ids) => closure(ledger, ids),
            _ => BTreeSet::new(),
        }
    }

    fn takes(&self, ledger: &Ledger, head: &Head, chosen: &BTreeSet<Id>, kind: &str, id: &Id) -> bool {
        match self.what {
            Select::Full | Select::Transfer => true,
            Select::Starter => STARTER_KINDS.contains(&kind),
            Select::Since(_) | Select::For(_) => {
                self.since(head).is_some_and(|since| ledger.rev_of(id).is_some_and(|rev| rev > since))
            }
            Select::Records(_) => chosen.contains(id),
        }
    }

    /// Kinds as a file has them: known ones in the order of the schema, then the others.
    fn order<'k>(&self, ledger: &Ledger, kinds: impl Iterator<Item = &'k Arc<str>>) -> Vec<Arc<str>> {
        let mut kinds: Vec<Arc<str>> = kinds.cloned().collect();
        let schema = ledger.schema();
        kinds.sort_by_key(|kind| schema.kinds().iter().position(|k| k.name == &**kind).unwrap_or(usize::MAX));
        kinds
    }

    /// Returns the rows to write by kind: known kinds in the order of the schema, then the others.
    pub(super) fn rows(&self, ledger: &Ledger, head: &Head) -> Tables {
        let chosen = self.chosen(ledger);
        let mut tables = Tables::new();
        for kind in self.order(ledger, ledger.kinds()) {
            if self.what == Select::Starter && !STARTER_KINDS.contains(&&*kind) {
                continue;
            }
            let stored = ledger.stored_of(&kind).filter(|(id, _)| self.takes(ledger, head, &chosen, &kind, id));
            let row = |row| if self.redacted { redacted(ledger, &kind, row) } else { row.clone() };
            let rows: Vec<RowText> = stored.map(|(_, stored)| row(stored)).collect();
            if !rows.is_empty() {
                tables.push((kind, rows));
            }
        }
        tables
    }
}

/// The row without the registers that stay at home.
fn redacted(ledger: &Ledger, kind: &str, row: &RowText) -> RowText {
    let fields = ledger.schema().kind(kind).map(|k| k.fields).unwrap_or_default();
    let private: Vec<&str> = fields.iter().filter(|f| f.is_private()).map(|f| f.register()).collect();
    if private.is_empty() {
        return row.clone();
    }
    let Ok(mut record) = decode(row, false) else { return row.clone() };
    record.registers.retain(|name, _| !private.contains(&&**name));
    encode(&record).into()
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
        to_follow.extend(ledger.refs(&id).filter(|id| chosen.insert(*id)));
    }
    chosen
}

/// Returns the record and everything that refers to it, directly or through others: of a college
/// its partners and their visits, of a partner its contacts, visits, needs and agreements.
#[must_use]
pub fn about(ledger: &Ledger, id: Id) -> Vec<Id> {
    let mut found = BTreeSet::from([id]);
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        open.extend(ledger.links_to(&id).map(|link| link.from).filter(|from| found.insert(*from)));
    }
    found.into_iter().collect()
}

//! All facts, packed by measure, and how they follow the ledger.
//!
//! Ids and sorts are numbered, so that a fact takes 56 bytes and a figure over 100,000 of them is a
//! scan of a few milliseconds; nothing is decoded again to compute a figure.

use super::{Fact, Measure, Sink, extractors};
use crate::ledger::Ledger;
use crate::record::Id;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// No id, no tag.
const NONE: u32 = u32::MAX;

#[derive(Debug, Clone, Copy)]
struct Row {
    of: u32,
    partner: u32,
    unit: u32,
    person: u32,
    about: u32,
    tag: u32,
    first: i32,
    last: i32,
    dated: bool,
    amount: i64,
}

/// The packed rows, by measure.
#[derive(Debug, Clone, Default)]
pub(super) struct Packed {
    ids: Vec<Id>,
    numbers: HashMap<Id, u32>,
    tags: Vec<Box<str>>,
    tag_numbers: HashMap<Box<str>, u32>,
    tables: BTreeMap<Measure, Vec<Row>>,
}

impl Packed {
    fn number(&mut self, id: Option<Id>) -> u32 {
        let Some(id) = id else { return NONE };
        if let Some(number) = self.numbers.get(&id) {
            return *number;
        }
        let number = u32::try_from(self.ids.len()).unwrap_or(NONE);
        self.ids.push(id);
        self.numbers.insert(id, number);
        number
    }

    fn tag(&mut self, tag: &str) -> u32 {
        if tag.is_empty() {
            return NONE;
        }
        if let Some(number) = self.tag_numbers.get(tag) {
            return *number;
        }
        let number = u32::try_from(self.tags.len()).unwrap_or(NONE);
        self.tags.push(tag.into());
        self.tag_numbers.insert(tag.into(), number);
        number
    }

    pub(super) fn push(&mut self, measure: Measure, fact: &Fact<'_>, tag: &str) {
        let (first, last) = fact.days.unwrap_or_default();
        let row = Row {
            of: self.number(Some(fact.of)),
            partner: self.number(fact.partner),
            unit: self.number(fact.unit),
            person: self.number(fact.person),
            about: self.number(fact.about),
            tag: self.tag(tag),
            first,
            last,
            dated: fact.days.is_some(),
            amount: fact.amount,
        };
        self.tables.entry(measure).or_default().push(row);
    }

    fn id(&self, number: u32) -> Option<Id> {
        self.ids.get(number as usize).copied()
    }

    fn fact(&self, row: &Row) -> Option<Fact<'_>> {
        Some(Fact {
            of: self.id(row.of)?,
            partner: self.id(row.partner),
            unit: self.id(row.unit),
            person: self.id(row.person),
            about: self.id(row.about),
            days: row.dated.then_some((row.first, row.last)),
            amount: row.amount,
            tag: self.tags.get(row.tag as usize).map_or("", |tag| tag),
        })
    }
}

/// What all records say towards figures.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    packed: Packed,
    /// The records that have been read, with whatever they said.
    read: HashSet<Id>,
    /// Of these, the deleted ones that only their lines keep visible.
    held: BTreeSet<Id>,
}

impl Facts {
    /// Reads every record of the ledger. For a large ledger prefer [`Self::read_some`].
    #[must_use]
    pub fn of(ledger: &Ledger) -> Self {
        let mut facts = Self::default();
        for id in Self::to_read(ledger) {
            facts.read(ledger, &id);
        }
        facts
    }

    /// Returns the records that say something towards figures, to be read in stretches with
    /// [`Self::read_some`].
    #[must_use]
    pub fn to_read(ledger: &Ledger) -> Vec<Id> {
        let kinds: BTreeSet<&str> =
            super::FAMILIES.iter().flat_map(|f| f.extractors).map(|extractor| extractor.kind.name).collect();
        kinds.into_iter().flat_map(|kind| ledger.ids(kind)).collect()
    }

    /// Reads some records for the first time.
    pub fn read_some(&mut self, ledger: &Ledger, ids: &[Id]) {
        for id in ids {
            if !self.read.contains(id) {
                self.read(ledger, id);
            }
        }
    }

    fn read(&mut self, ledger: &Ledger, id: &Id) {
        self.read.insert(*id);
        if ledger.is_held_by_lines(id) {
            self.held.insert(*id);
        } else {
            self.held.remove(id);
        }
        if !ledger.is_listed(id) {
            return;
        }
        let Some(record) = ledger.get(id) else { return };
        for extractor in extractors(&record.kind) {
            (extractor.read)(ledger, &record, &mut Sink { of: *id, out: &mut self.packed });
        }
    }

    /// Follows a change of these records: what they and those that depend on them say is read again.
    pub fn follow(&mut self, ledger: &Ledger, changed: impl IntoIterator<Item = Id>) {
        let mut stale: BTreeSet<Id> = BTreeSet::new();
        for id in changed {
            // A line keeps its parent visible; a record stands for those that were merged into it.
            stale.extend(ledger.refs(&id).filter(|to| ledger.owned_lines(to).any(|line| line == id)));
            stale.extend(ledger.given_up_for(&id));
            self.add_dependents(ledger, id, &mut stale);
        }
        stale.extend(self.held.iter().filter(|id| !ledger.is_held_by_lines(id)));
        let numbers: HashSet<u32> = stale.iter().filter_map(|id| self.packed.numbers.get(id).copied()).collect();
        if !numbers.is_empty() {
            for rows in self.packed.tables.values_mut() {
                rows.retain(|row| !numbers.contains(&row.of));
            }
        }
        for id in &stale {
            self.read(ledger, id);
        }
    }

    fn add_dependents(&self, ledger: &Ledger, id: Id, stale: &mut BTreeSet<Id>) {
        stale.insert(id);
        let Some(kind) = ledger.kind_of(&id).cloned() else { return };
        // A record that was merged into another is found under the one that stays.
        let stays = ledger.standing_for(&id);
        for (child, via) in extractors(&kind).flat_map(|extractor| extractor.also) {
            for to in [id, stays] {
                let lines: Vec<Id> = ledger.referring(&to, child, via).filter(|line| !stale.contains(line)).collect();
                for line in lines {
                    self.add_dependents(ledger, line, stale);
                }
            }
        }
    }

    /// Returns the facts of a measure, in no order.
    pub fn all(&self, measure: Measure) -> impl Iterator<Item = Fact<'_>> {
        let rows = self.packed.tables.get(&measure).into_iter().flatten();
        rows.filter_map(|row| self.packed.fact(row))
    }

    /// Everything that is said, in an order of its own: two that say the same are equal.
    #[cfg(test)]
    pub(super) fn said(&self) -> Vec<String> {
        let tables = self.packed.tables.iter();
        let mut all: Vec<String> = tables
            .flat_map(|(measure, rows)| rows.iter().map(move |row| format!("{measure:?} {:?}", self.packed.fact(row))))
            .collect();
        all.sort();
        all
    }
}

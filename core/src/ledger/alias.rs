//! Records that turned out to be the same thing and were joined.
//!
//! The one that is given up names the one that stays in its register [`INTO`]. Nothing else
//! changes: whatever refers to the one given up is shown with the one that stays, and clearing the
//! register takes it all back. Two offices may join in opposite ways; of such a ring the lowest id
//! stays, everywhere alike.

use super::{IdMap, Ledger};
use crate::record::{DISTINCT, INTO, Id, Json, Record};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Who was joined with whom, both ways.
#[derive(Debug, Clone, Default)]
pub(super) struct Aliases {
    into: IdMap<Id>,
    from: IdMap<BTreeSet<Id>>,
}

impl Aliases {
    pub fn put(&mut self, id: Id, into: Option<Id>) {
        let before = match into.filter(|into| *into != id) {
            Some(into) => self.into.insert(id, into),
            None => self.into.remove(&id),
        };
        if let Some(before) = before
            && let Some(from) = self.from.get_mut(&before)
        {
            from.remove(&id);
            if from.is_empty() {
                self.from.remove(&before);
            }
        }
        if let Some(into) = self.into.get(&id) {
            self.from.entry(*into).or_default().insert(id);
        }
    }

    /// The record that stands for `id`.
    fn end(&self, id: Id) -> Id {
        let mut path = vec![id];
        let mut at = id;
        while let Some(next) = self.into.get(&at).copied() {
            if let Some(ring) = path.iter().position(|seen| *seen == next) {
                return path.iter().skip(ring).min().copied().unwrap_or(next);
            }
            path.push(next);
            at = next;
        }
        at
    }

    /// All records for which `id` stands, itself included.
    fn group(&self, id: Id) -> BTreeSet<Id> {
        let mut group = BTreeSet::new();
        group.insert(id);
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            open.extend(self.from.get(&id).into_iter().flatten().copied().filter(|from| group.insert(*from)));
        }
        group
    }
}

impl Ledger {
    /// Returns the record that stands for `id`: itself, unless it was joined with another.
    #[must_use]
    pub fn standing_for(&self, id: &Id) -> Id {
        if self.aliases.into.is_empty() { *id } else { self.aliases.end(*id) }
    }

    /// Whether the record was joined with another that stays instead.
    #[must_use]
    pub fn is_given_up(&self, id: &Id) -> bool {
        self.standing_for(id) != *id
    }

    /// Returns the records that were given up for `id`, in the order of their ids.
    #[must_use]
    pub fn given_up_for(&self, id: &Id) -> Vec<Id> {
        if self.aliases.from.is_empty() {
            return Vec::new();
        }
        self.aliases.group(*id).into_iter().filter(|other| other != id).collect()
    }

    /// Whether the record names another to stay, and still stays itself: two people have joined in
    /// opposite ways. People should look at it.
    #[must_use]
    pub fn is_joined_both_ways(&self, id: &Id) -> bool {
        self.aliases.into.contains_key(id) && !self.is_given_up(id)
    }

    /// Returns what a change of `id` may have given up or brought back besides itself.
    #[must_use]
    pub fn joined_with(&self, id: &Id) -> Vec<Id> {
        if self.aliases.into.is_empty() {
            return Vec::new();
        }
        let named = self.get(id).into_iter().flat_map(|record| every_into(&record)).collect::<Vec<_>>();
        named.into_iter().chain(self.given_up_for(id)).filter(|other| other != id).collect()
    }
}

/// The record that `record` names to stay in its place.
pub(super) fn into(record: &Record) -> Option<Id> {
    record.shown(INTO)?.as_str().and_then(Id::parse)
}

fn every_into(record: &Record) -> Vec<Id> {
    let values = record.registers.get(INTO).map(|r| r.values()).unwrap_or_default();
    values.into_iter().filter_map(|value| value.value().as_str().and_then(Id::parse)).collect()
}

/// Returns the changes that join two records: `gives_up` for `stays`, which takes over the values
/// of the registers `taken`. What they replace is what is on the screen now.
#[must_use]
pub fn join_records(ledger: &Ledger, stays: &Id, gives_up: &Id, taken: &[Arc<str>]) -> Vec<super::Change> {
    let (Some(winner), Some(loser)) = (ledger.get(stays), ledger.get(gives_up)) else { return Vec::new() };
    let put = |record: &Record, register: &str, value: Json| super::Change::Put {
        kind: Arc::clone(&record.kind),
        id: record.id,
        register: register.into(),
        value,
        seen: record.dots(register),
    };
    let values = taken.iter().filter_map(|name| Some(put(&winner, name, loser.registers.get(name)?.shown()?.clone())));
    std::iter::once(put(&loser, INTO, Json::from(stays.to_string().as_str()))).chain(values).collect()
}

/// Returns the changes that take `given_up` out again. Of a ring, both ways are taken back.
#[must_use]
pub fn take_apart(ledger: &Ledger, given_up: &Id) -> Vec<super::Change> {
    let stays = ledger.standing_for(given_up);
    let ring = ledger.aliases.into.contains_key(&stays);
    let both = std::iter::once(*given_up).chain(Some(stays).filter(|_| ring));
    let clear = |id: Id| {
        let record = ledger.get(&id)?;
        let (kind, seen) = (Arc::clone(&record.kind), record.dots(INTO));
        let value = Json::of(&serde_json::Value::Null);
        Some(super::Change::Put { kind, id, register: INTO.into(), value, seen })
    };
    both.filter_map(clear).collect()
}

/// Returns the change that says of two records that they are not the same.
#[must_use]
pub fn keep_apart(ledger: &Ledger, a: &Id, b: &Id) -> Option<super::Change> {
    let record = ledger.get(a)?;
    let register: Arc<str> = format!("{DISTINCT}/{b}").into();
    let seen = record.dots(&register);
    let value = Json::of(&serde_json::Value::Bool(true));
    Some(super::Change::Put { kind: Arc::clone(&record.kind), id: *a, register, value, seen })
}

/// Whether somebody has said that the two are not the same.
#[must_use]
pub fn are_kept_apart(a: &Record, b: &Record) -> bool {
    let says = |one: &Record, other: &Record| {
        one.shown(&format!("{DISTINCT}/{}", other.id)) == Some(serde_json::Value::Bool(true))
    };
    says(a, b) || says(b, a)
}

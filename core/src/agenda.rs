//! What is waiting to be done, by the day until which it has to be done.
//!
//! A record is here while its kind knows an end ([`KindDef::is_pending`]) and it has not reached it.
//! The agenda follows the ledger record by record, so that what is due, and how much of each kind,
//! never asks for all records. Whose it is and how it looks is up to the page.
//!
//! [`KindDef::is_pending`]: crate::schema::KindDef::is_pending

mod again;
mod mine;

pub use again::{Again, Arranged, LATEST, again};
pub use mine::names;

use crate::ledger::{IdMap, Ledger, Pending};
use crate::order;
use crate::record::Id;
use crate::schema::{KindDef, Schema};
use crate::value::CivilDate;
use std::collections::{BTreeMap, BTreeSet};

/// Records that wait, of one kind, the most urgent first. A record without a day comes last.
type Waiting = BTreeSet<(i64, Id)>;

/// The day of what has none.
const NO_DAY: i64 = i64::MAX;

/// Something that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The record.
    pub id: Id,
    /// Its kind.
    pub kind: &'static KindDef,
    /// Days from the day asked about to the last day that its date can mean, negative when that is
    /// past; `None` = it has no date.
    pub left: Option<i64>,
}

/// Everything that waits.
#[derive(Debug, Clone, Default)]
pub struct Agenda {
    places: IdMap<(&'static str, i64)>,
    by_kind: BTreeMap<&'static str, Waiting>,
}

impl Agenda {
    /// Returns the records that may wait, to be read in stretches with [`Self::read`].
    #[must_use]
    pub fn to_read(ledger: &Ledger) -> Vec<Id> {
        let kinds = ledger.schema().kinds().iter().filter(|kind| kind.is_pending());
        kinds.flat_map(|kind| ledger.ids(kind.name)).collect()
    }

    /// Reads a record anew.
    pub fn read(&mut self, ledger: &Ledger, id: &Id) {
        if let Some((kind, day)) = self.places.remove(id)
            && let Some(waiting) = self.by_kind.get_mut(kind)
        {
            waiting.remove(&(day, *id));
        }
        let Some(kind) = ledger.kind_def(id).filter(|kind| kind.is_pending()) else { return };
        if !ledger.is_listed(id) || ledger.is_held_by_lines(id) {
            return;
        }
        let Pending { open, due } = ledger.pending(id);
        if open {
            let day = due.map_or(NO_DAY, |due| due.latest().unix_days());
            self.places.insert(*id, (kind.name, day));
            self.by_kind.entry(kind.name).or_default().insert((day, *id));
        }
    }

    /// Follows a change of these records.
    pub fn follow(&mut self, ledger: &Ledger, changed: impl IntoIterator<Item = Id>) {
        for id in changed {
            self.read(ledger, &id);
            for other in ledger.given_up_for(&id) {
                self.read(ledger, &other);
            }
        }
    }

    /// Returns everything that waits, the most urgent first; `left` counts from `today`.
    #[must_use]
    pub fn items(&self, schema: Schema, today: CivilDate) -> Vec<Item> {
        self.until(schema, today, |_| Some(NO_DAY))
    }

    /// Returns what is overdue at `today` or due within the days that `within` gives for its kind;
    /// `None` leaves the kind out. The most urgent first.
    #[must_use]
    pub fn due(&self, schema: Schema, today: CivilDate, within: impl Fn(&KindDef) -> Option<i64>) -> Vec<Item> {
        let last = |days: i64| today.unix_days().saturating_add(days).min(NO_DAY - 1);
        self.until(schema, today, |kind| within(kind).map(last))
    }

    fn until(&self, schema: Schema, today: CivilDate, last: impl Fn(&KindDef) -> Option<i64>) -> Vec<Item> {
        let mut found: Vec<(i64, Id, &'static KindDef)> = Vec::new();
        for kind in schema.kinds() {
            let Some((waiting, last)) = self.by_kind.get(kind.name).zip(last(kind)) else { continue };
            found.extend(waiting.iter().take_while(|(day, _)| *day <= last).map(|(day, id)| (*day, *id, *kind)));
        }
        order::sort_by_key(&mut found, |(day, id, _)| (*day, *id));
        let left = |day: i64| (day != NO_DAY).then(|| day.saturating_sub(today.unix_days()));
        found.into_iter().map(|(day, id, kind)| Item { id, kind, left: left(day) }).collect()
    }

    /// Returns how many records of a kind wait, and how many of them are overdue at `today`.
    #[must_use]
    pub fn count(&self, kind: &KindDef, today: CivilDate) -> (usize, usize) {
        let Some(waiting) = self.by_kind.get(kind.name) else { return (0, 0) };
        let overdue = waiting.range(..(today.unix_days(), Id::of_bytes([0; 16]))).count();
        (waiting.len(), overdue)
    }
}

#[cfg(test)]
mod tests;

//! All facts, and how they follow the ledger: nothing is decoded again to compute a figure.

use super::kept::Kept;
use super::packed::Packed;
use super::part::Which;
use super::{Fact, Figure, Measure, Sink, extractors};
use crate::kinds::threshold;
use crate::ledger::{IdSet, Ledger};
use crate::record::Id;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Kinds that figures look up beside the facts: every answer is given anew when one changes.
const LOOKED_UP: [&str; 1] = [threshold::KIND.name];

/// What all records say towards figures.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    pub(super) packed: Packed,
    /// What has been answered, and what the answer that is being given has looked at.
    pub(super) kept: RefCell<Kept>,
    /// The records that have been read, with whatever they said.
    read: IdSet,
    /// Of these, the deleted ones that only their lines keep visible.
    held: IdSet,
    /// Of these, those that refer to records not received.
    short: IdSet,
    /// Of these, those in which values clash.
    clashing: IdSet,
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
        self.packed.begin_turn();
        for id in ids {
            if !self.read.contains(id) {
                self.read(ledger, id);
            }
        }
    }

    fn read(&mut self, ledger: &Ledger, id: &Id) {
        self.read.insert(*id);
        set(&mut self.held, *id, ledger.is_held_by_lines(id));
        self.look_for_doubts(ledger, id);
        if !ledger.is_listed(id) {
            return;
        }
        let Some(record) = ledger.get(id) else { return };
        for extractor in extractors(&record.kind) {
            (extractor.read)(ledger, &record, &mut Sink { of: *id, ledger, out: &mut self.packed });
        }
    }

    /// Notes whether a record refers to one that was not received, and whether values clash in it.
    /// Where that is new, answers that tell of it are no longer right.
    fn look_for_doubts(&mut self, ledger: &Ledger, id: &Id) {
        let short = set(&mut self.short, *id, ledger.refs(id).any(|to| ledger.kind_of(&to).is_none()));
        let clashing = set(&mut self.clashing, *id, ledger.is_clashing(id));
        if short || clashing {
            self.packed.touch(id);
        }
    }

    /// Follows a change of these records: what they and those that depend on them say is read again.
    pub fn follow(&mut self, ledger: &Ledger, changed: impl IntoIterator<Item = Id>) {
        self.packed.begin_turn();
        let (mut stale, mut seen): (BTreeSet<Id>, Vec<Id>) = (BTreeSet::new(), Vec::new());
        for id in changed {
            // A line keeps its parent visible; a record stands for those that were merged into it.
            stale.extend(ledger.refs(&id).filter(|to| ledger.owned_lines(to).any(|line| line == id)));
            stale.extend(ledger.given_up_for(&id));
            self.add_dependents(ledger, id, &mut stale);
            if let Some(kind) = ledger.kind_of(&id) {
                self.packed.changed(kind);
                if LOOKED_UP.contains(&&**kind) {
                    self.packed.touch_all();
                }
            }
            seen.push(id);
        }
        stale.extend(self.held.iter().filter(|id| !ledger.is_held_by_lines(id)));
        self.packed.forget(&stale);
        let looked_at: BTreeSet<Id> =
            seen.iter().chain(&stale).flat_map(|id| ledger.given_up_for(id).into_iter().chain([*id])).collect();
        self.packed.look_again(ledger, looked_at);
        for id in &stale {
            self.read(ledger, id);
        }
        self.follow_missing(ledger, &seen);
    }

    /// What was missing may have come, and what was there may have been taken back.
    fn follow_missing(&mut self, ledger: &Ledger, changed: &[Id]) {
        for id in changed {
            let came = ledger.kind_of(id).is_some();
            if came && self.short.is_empty() {
                continue;
            }
            let asked = ledger.links_to(id).map(|link| link.from).filter(|from| self.read.contains(from));
            for from in asked.collect::<BTreeSet<Id>>() {
                if !came || self.short.contains(&from) {
                    self.look_for_doubts(ledger, &from);
                }
            }
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

    /// Counts those behind figures in which values clash, and those that refer to records not received;
    /// each once.
    pub(super) fn doubts<'f>(&self, figures: impl Iterator<Item = &'f Figure> + Clone) -> (usize, usize) {
        let count = |doubtful: &IdSet| match doubtful.is_empty() {
            true => 0,
            false => {
                let behind = figures.clone().flat_map(Figure::ids);
                behind.filter(|id| doubtful.contains(*id)).collect::<BTreeSet<_>>().len()
            }
        };
        (count(&self.clashing), count(&self.short))
    }

    /// Everything that is said, in an order of its own: two that say the same are equal.
    #[cfg(test)]
    pub(super) fn said(&self) -> Vec<String> {
        let measures = self.packed.measures();
        let mut all: Vec<String> = measures
            .flat_map(|measure| self.packed.facts(measure, None).map(move |fact| format!("{measure:?} {fact:?}")))
            .collect();
        all.sort();
        all
    }
}

/// Puts an id into a set or takes it out; returns whether that changed anything.
fn set(ids: &mut IdSet, id: Id, is: bool) -> bool {
    if is { ids.insert(id) } else { ids.remove(&id) }
}

/// The facts, or one part of them, as an answer reads them.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    pub(super) facts: &'a Facts,
    pub(super) which: Which,
}

impl<'a> View<'a> {
    /// Returns the facts of a measure, in no order.
    pub fn all(self, measure: Measure) -> impl Iterator<Item = Fact<'a>> {
        self.facts.kept.borrow_mut().note(measure);
        let part = match self.which {
            Which::Part(part) => Some(part),
            _ => None,
        };
        self.facts.packed.facts(measure, part)
    }
}

//! The side truth: every write ever made and what its author had on the screen.
//!
//! It knows nothing of contexts. A write has been replaced if somebody who had it on the screen
//! wrote over it; every other write must still be there when everybody has everything. It shares
//! with the product only the names of the writes, which tie what a screen showed to who wrote it.

use ronghe_core::ledger::Change;
use ronghe_core::record::{BUILTIN, DELETION, Device, Dot, Id, Json, Record};
use std::collections::{BTreeMap, BTreeSet};

/// Number of a write in the order in which they were made.
pub type WriteNo = usize;
/// One life of a profile: a restored backup or a copy is another life under the same code.
pub type Life = usize;
/// A register of a record.
pub type Place = (Id, String);

#[derive(Debug, Clone)]
enum What {
    Value,
    /// A deletion, and every write of the record that its author had in front of him.
    Deleted(BTreeSet<WriteNo>),
    Restored,
}

#[derive(Debug, Clone)]
struct Write {
    place: Place,
    dot: Dot,
    value: Json,
    what: What,
    life: Life,
    replaced: BTreeSet<WriteNo>,
}

/// Everything that was ever written.
#[derive(Debug, Default)]
pub struct Oracle {
    writes: Vec<Write>,
    /// By name and text: after a copied profile one name may stand for several writes.
    named: BTreeMap<(Place, Dot, Json), Vec<WriteNo>>,
    /// Writes that left their device in some file.
    handed_out: BTreeSet<WriteNo>,
    /// Writes that were destroyed together with the only device that had them.
    destroyed: BTreeSet<WriteNo>,
    /// The newest version of the program's own data that anybody took in.
    builtin: BTreeMap<Place, u64>,
    /// Of each life that began as a copy: its model, and the number at which they parted.
    forks: BTreeMap<Life, (Life, u64)>,
}

impl Oracle {
    /// Remembers what a commit wrote under `dot` in the life `life`; `before` is the
    /// record as its author saw it, `after` as it is then.
    pub fn wrote(&mut self, dot: &Dot, life: Life, changes: &[Change], before: Option<&Record>, after: &Record) {
        for change in changes {
            let (id, register, values, seen) = match change {
                Change::Put { id, register, value, seen, .. } => (id, register, std::slice::from_ref(value), seen),
                Change::Reopen { id, register, values, seen, .. } => (id, register, values.as_slice(), seen),
                _ => continue,
            };
            let place = (*id, register.to_string());
            let replaced: BTreeSet<WriteNo> = seen.iter().flat_map(|d| self.named_by_dot(&place, d)).collect();
            for value in values {
                let (place, value, replaced) = (place.clone(), value.clone(), replaced.clone());
                self.push(Write { place, dot: dot.clone(), value, what: What::Value, life, replaced });
            }
        }
        let deletion = after.registers.get(DELETION).and_then(|r| r.entries().iter().find(|e| e.dot == *dot));
        if let (Some(entry), Some(before)) = (deletion, before) {
            let place = (after.id, DELETION.to_owned());
            let replaced = self.standing(before, DELETION).collect();
            let fields = before.registers.keys().filter(|name| name.as_ref() != DELETION);
            let seen = fields.flat_map(|name| self.standing(before, name)).collect();
            let deleted = entry.value.value().get("yes") == Some(&true.into());
            let what = if deleted { What::Deleted(seen) } else { What::Restored };
            self.push(Write { place, dot: dot.clone(), value: entry.value.clone(), what, life, replaced });
        }
    }

    /// Remembers that the program's own data came in.
    pub fn took_builtin(&mut self, id: Id, register: &str, version: u64) {
        let newest = self.builtin.entry((id, register.to_owned())).or_default();
        *newest = version.max(*newest);
    }

    /// Remembers that a file holds `record`.
    pub fn handed_out(&mut self, record: &Record) {
        let names: Vec<WriteNo> = record.registers.keys().flat_map(|name| self.standing(record, name)).collect();
        self.handed_out.extend(names);
    }

    /// The life `lost` ended: a backup, a state of the life `model` at `seq`, began the life `new`.
    /// What was never handed out and what none of `others` remembers is gone with the device.
    pub fn restored(&mut self, model: Life, lost: Life, new: Life, seq: u64, others: &[Life]) {
        self.copied(model, new, seq);
        for no in 0..self.writes.len() {
            let Some(write) = self.writes.get(no) else {
                continue;
            };
            let kept = self.handed_out.contains(&no) || others.iter().any(|life| self.remembers(*life, write));
            if self.remembers(lost, write) && !self.remembers(new, write) && !kept {
                self.destroyed.insert(no);
            }
        }
    }

    /// The life `new` began as a copy of `old` at `seq`.
    pub fn copied(&mut self, old: Life, new: Life, seq: u64) {
        self.forks.insert(new, (old, seq));
    }

    /// Two lives wrote this register under one code without knowing of each other: the one case
    /// in which nothing is promised.
    pub fn is_ambiguous(&self, place: &Place) -> bool {
        let here: Vec<&Write> = self.living().map(|(_, w)| w).filter(|w| w.place == *place).collect();
        here.iter().any(|a| {
            here.iter()
                .any(|b| a.dot.device == b.dot.device && !self.remembers(b.life, a) && !self.remembers(a.life, b))
        })
    }

    /// Whether the life `life` may go on under `code`: it knows everything that was ever written
    /// under it, wherever that can be told.
    pub fn may_keep(&self, life: Life, code: &Device) -> bool {
        let under_code = self.living().map(|(_, w)| w).filter(|w| w.dot.device == *code);
        under_code.filter(|w| !self.is_ambiguous(&w.place)).all(|w| self.remembers(life, w))
    }

    /// Whether `write` belongs to the past of the life `life`.
    fn remembers(&self, mut life: Life, write: &Write) -> bool {
        while life != write.life {
            match self.forks.get(&life) {
                Some((model, seq)) if write.dot.n <= *seq || *model != write.life => life = *model,
                _ => return false,
            }
        }
        true
    }

    /// Checks the state that everybody agreed on.
    pub fn check(&self, all: &[Record]) -> Result<(), String> {
        let replaced = self.replaced();
        let mut expected: BTreeMap<&Place, Vec<(WriteNo, &Write)>> = BTreeMap::new();
        for (no, write) in self.living().filter(|(no, _)| !replaced.contains(no)) {
            expected.entry(&write.place).or_default().push((no, write));
        }
        for (place, writes) in &expected {
            if !self.is_ambiguous(place) {
                Self::check_register(place, writes, all)?;
            }
        }
        for record in all {
            self.check_builtin(record, &expected)?;
            self.check_deletion(record, &expected)?;
        }
        Ok(())
    }

    /// Everything that somebody who had it on the screen wrote over, and what that had replaced in
    /// its turn, though it may itself have been destroyed before anybody else got it.
    fn replaced(&self) -> BTreeSet<WriteNo> {
        let mut open: Vec<WriteNo> = self.living().flat_map(|(_, w)| w.replaced.iter().copied()).collect();
        let mut replaced = BTreeSet::new();
        while let Some(no) = open.pop() {
            if replaced.insert(no) {
                open.extend(self.writes.get(no).into_iter().flat_map(|w| &w.replaced));
            }
        }
        replaced
    }

    fn living(&self) -> impl Iterator<Item = (WriteNo, &Write)> {
        self.writes.iter().enumerate().filter(|(no, _)| !self.destroyed.contains(no))
    }

    fn push(&mut self, write: Write) {
        let no = self.writes.len();
        let name = (write.place.clone(), write.dot.clone(), write.value.clone());
        self.named.entry(name).or_default().push(no);
        self.writes.push(write);
    }

    /// The writes of the values that stand in a register.
    fn standing<'a>(&'a self, record: &'a Record, register: &str) -> impl Iterator<Item = WriteNo> + use<'a> {
        let place = (record.id, register.to_owned());
        let entries = record.registers.get(register).map(|r| r.entries()).unwrap_or_default();
        entries
            .iter()
            .filter_map(move |e| self.named.get(&(place.clone(), e.dot.clone(), e.value.clone())))
            .flatten()
            .copied()
    }

    /// The writes of one name; several only where [`Self::is_ambiguous`] holds.
    fn named_by_dot(&self, place: &Place, dot: &Dot) -> Vec<WriteNo> {
        let same_name = self.named.iter().filter(|((p, d, _), _)| p == place && d == dot);
        same_name.flat_map(|(_, writes)| writes).copied().collect()
    }

    /// What stands must be exactly what nobody has replaced: nothing lost, nothing come back.
    fn check_register(place: &Place, writes: &[(WriteNo, &Write)], all: &[Record]) -> Result<(), String> {
        let register = all.iter().find(|r| r.id == place.0).and_then(|r| r.registers.get(place.1.as_str()));
        let Some(register) = register else {
            return Err(format!("{place:?}: lost altogether: {writes:?}"));
        };
        let stands: BTreeSet<(&Dot, &Json)> = register.entries().iter().map(|e| (&e.dot, &e.value)).collect();
        let should: BTreeSet<(&Dot, &Json)> = writes.iter().map(|(_, w)| (&w.dot, &w.value)).collect();
        if stands != should {
            return Err(format!("{place:?}: stands {stands:?}, nobody replaced {should:?}"));
        }
        let distinct: BTreeSet<&Json> = should.iter().map(|(_, value)| *value).collect();
        if register.values().len() != distinct.len() {
            return Err(format!("{place:?}: equal values are shown as several: {:?}", register.values()));
        }
        Ok(())
    }

    /// The program's values stand only where no person ever wrote, and then the newest.
    fn check_builtin(&self, record: &Record, people: &BTreeMap<&Place, Vec<(WriteNo, &Write)>>) -> Result<(), String> {
        for (name, register) in &record.registers {
            let place = (record.id, name.to_string());
            let versions: Vec<u64> =
                register.entries().iter().filter(|e| e.dot.device.code() == BUILTIN).map(|e| e.dot.n).collect();
            let expected = match self.builtin.get(&place) {
                Some(newest) if !people.contains_key(&place) => vec![*newest],
                _ => Vec::new(),
            };
            // A lost device may have been the only one with the newest.
            if versions != expected && self.forks.is_empty() {
                return Err(format!("{place:?}: the program's versions {versions:?}, should be {expected:?}"));
            }
        }
        Ok(())
    }

    /// Dead if and only if all that stands was in front of somebody who deleted.
    fn check_deletion(
        &self,
        record: &Record,
        standing: &BTreeMap<&Place, Vec<(WriteNo, &Write)>>,
    ) -> Result<(), String> {
        let mut places = record.registers.keys().map(|name| (record.id, name.to_string()));
        if places.any(|place| self.is_ambiguous(&place)) {
            return Ok(());
        }
        let deletions = standing.get(&(record.id, DELETION.to_owned())).map(Vec::as_slice).unwrap_or_default();
        let restored = deletions.iter().any(|(_, w)| matches!(w.what, What::Restored));
        let seen: BTreeSet<WriteNo> = deletions
            .iter()
            .filter_map(|(_, w)| if let What::Deleted(seen) = &w.what { Some(seen) } else { None })
            .flatten()
            .copied()
            .collect();
        let fields = standing.iter().filter(|(place, _)| place.0 == record.id && place.1 != DELETION);
        let all_seen = fields.flat_map(|(_, writes)| writes).all(|(no, _)| seen.contains(no));
        let dead = !deletions.is_empty() && !restored && all_seen;
        if record.is_dead() != dead {
            return Err(format!("{}: dead {}, should be {dead}", record.id, record.is_dead()));
        }
        Ok(())
    }
}

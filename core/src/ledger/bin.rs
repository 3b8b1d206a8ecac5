//! The recycle bin: what is deleted, by whom, when, and what comes back together.

use super::Ledger;
use crate::clock::Stamp;
use crate::record::{DELETION, Deletion, Device, Dot, Id, Record};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A deleted record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binned {
    /// The record.
    pub id: Id,
    /// Name of its kind.
    pub kind: Arc<str>,
    /// Whose deletion was the last.
    pub by: Device,
    /// When, by that device's clock.
    pub at: Stamp,
    /// The reason as typed, or empty.
    pub because: String,
    /// Lines that were deleted together with it, at any depth, and come back with it.
    pub lines: Vec<Id>,
}

impl Ledger {
    /// Returns the deleted records of all kinds, the last deletion first. Lines that went with their
    /// record are counted there and do not stand for themselves.
    #[must_use]
    pub fn bin(&self) -> Vec<Binned> {
        let dead = self.dead.iter().copied().filter(|id| !self.is_visible(id));
        let dead: BTreeMap<Id, Record> = dead.filter_map(|id| Some((id, self.get(&id)?))).collect();
        let dots: BTreeMap<Id, Vec<Dot>> = dead.iter().map(|(id, record)| (*id, record.dots(DELETION))).collect();
        let together = |id: &Id| {
            let own = dots.get(id).map(Vec::as_slice).unwrap_or_default();
            let same = |line: &Id| dots.get(line).is_some_and(|of| of.iter().any(|dot| own.contains(dot)));
            self.owned_lines(id).filter(same).collect::<Vec<_>>()
        };
        let mut inner: BTreeSet<Id> = BTreeSet::new();
        let mut binned: Vec<Binned> = Vec::new();
        for (id, record) in &dead {
            let mut lines = together(id);
            let mut next = 0;
            while let Some(line) = lines.get(next).copied() {
                next += 1;
                let more: Vec<Id> = together(&line).into_iter().filter(|l| l != id && !lines.contains(l)).collect();
                lines.extend(more);
            }
            inner.extend(&lines);
            binned.extend(entry(record).map(|(by, at, because)| Binned {
                id: *id,
                kind: Arc::clone(&record.kind),
                by,
                at,
                because,
                lines,
            }));
        }
        binned.retain(|b| !inner.contains(&b.id));
        binned.sort_by(|a, b| b.at.cmp(&a.at).then(a.id.cmp(&b.id)));
        binned
    }
}

/// The last deletion that stands in a record: who, when, why.
fn entry(record: &Record) -> Option<(Device, Stamp, String)> {
    let deletions = record.registers.get(DELETION)?.entries().iter().filter_map(|entry| {
        let deletion: Deletion = serde_json::from_value(entry.value.value()).ok()?;
        deletion.yes.then(|| (entry.dot.device.clone(), entry.stamp, deletion.why))
    });
    deletions.max_by_key(|(_, at, _)| *at)
}

//! Taking back a batch of any sort: an edit, a delete, an import, an undo (which does it again).
//!
//! What came from elsewhere and what nobody has changed or handed on since is put back as if it had
//! never come. Everything else is written back as a new edit, which travels; a value that clashed
//! before clashes again. What somebody has changed since is left alone and listed.
//!
//! What this profile itself wrote is always written back, never unmade: some file may carry it that
//! nobody noted, and a number that is given once must keep its meaning.

use super::{BatchLog, Change, Head, HeadChange, Ledger, Seen};
use crate::record::{DELETION, Deletion, Id, Json, Record, Register, RowText, decode};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One record of a batch as it stands in history: its row before the batch, and its row right
/// before the next commit that changed it, if one did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The record.
    pub id: Id,
    /// Its row before the batch; `None` if the batch brought it.
    pub before: Option<RowText>,
    /// Its row right after the batch, if it has been changed since.
    pub changed_since: Option<RowText>,
}

/// What taking back a batch would do.
#[derive(Debug, Clone, Default)]
pub struct UndoPlan {
    /// The changes to commit.
    pub changes: Vec<Change>,
    /// The changes of the head that go with them.
    pub head: Vec<HeadChange>,
    /// Records put back as if the batch had never been.
    pub put_back: Vec<Id>,
    /// Records written back by an edit that will travel.
    pub written_back: Vec<Id>,
    /// Records left alone, or in part, because somebody has changed them since.
    pub left: Vec<Id>,
}

impl UndoPlan {
    /// Whether there is nothing to commit: everything is as it was, or was changed since.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.head.is_empty()
    }

    /// Adds the plan of further records of the same batch.
    pub fn extend(&mut self, more: Self) {
        self.changes.extend(more.changes);
        if self.head.is_empty() {
            self.head = more.head;
        }
        self.put_back.extend(more.put_back);
        self.written_back.extend(more.written_back);
        self.left.extend(more.left);
    }
}

/// Plans to take back the batch `log`; `records` are its records as history has them.
#[must_use]
pub fn undo_batch(ledger: &Ledger, head: &Head, log: &BatchLog, records: &[Undone]) -> UndoPlan {
    let handed_on = head.told.max(head.exported.as_ref().map_or(0, |e| e.rev)) >= log.rev;
    let mut plan = UndoPlan::default();
    for undone in records {
        match fate(&mut plan.changes, ledger, head, handed_on, undone) {
            Fate::PutBack => plan.put_back.push(undone.id),
            Fate::WrittenBack => plan.written_back.push(undone.id),
            Fate::Left => plan.left.push(undone.id),
            Fate::Nothing => {}
        }
    }
    // What is unmade here is no longer held. How far peers stood before is known of an import; for
    // anything else nothing may be claimed any more.
    let unmade = plan.changes.iter().any(|change| matches!(change, Change::Rewind { .. }));
    match log.import() {
        Some(note) if !handed_on => plan.head.push(HeadChange::Unheard(note.held.clone())),
        None if unmade => plan.head.push(HeadChange::Unheard(BTreeMap::new())),
        _ => {}
    }
    plan
}

enum Fate {
    PutBack,
    WrittenBack,
    Left,
    /// It is as it was before already.
    Nothing,
}

fn fate(changes: &mut Vec<Change>, ledger: &Ledger, head: &Head, handed_on: bool, undone: &Undone) -> Fate {
    let id = undone.id;
    let read = |row: Option<&RowText>| row.map(|row| decode(row, false)).transpose();
    let (stored, after_row) = (ledger.row(&id), undone.changed_since.as_ref().or(ledger.row(&id)));
    let (Ok(before), Ok(after)) = (read(undone.before.as_ref()), read(after_row)) else { return Fate::Left };
    let Some((after, after_row)) = after.zip(after_row) else {
        // The batch unmade the record, and it has not come back: it comes as it came the first time.
        let Some(before) = before else { return Fate::Nothing };
        changes.push(Change::Merge(Box::new(before)));
        return Fate::PutBack;
    };
    if undone.before.as_ref() == stored {
        return Fate::Nothing;
    }
    let rewound = before.as_ref().is_some_and(|before| before.merged(&after) == *before);
    if !handed_on && !rewound && stored == Some(after_row) && !has_own_writes(head, before.as_ref(), &after) {
        let (imported, row) = (after_row.clone(), undone.before.clone());
        changes.push(Change::Rewind { id, imported, row });
        return Fate::PutBack;
    }
    // What the program itself brings along was there before the batch, though it was not stored.
    let overlay = ledger.overlay.get(&id);
    let with_overlay = |record: Record| overlay.map_or_else(|| record.clone(), |own| own.merged(&record));
    let (before, after) = (before.map(with_overlay).or_else(|| overlay.cloned()), with_overlay(after));
    let Some(now) = ledger.get(&id) else { return Fate::Nothing };
    match before {
        Some(before) if rewound => merge_again(changes, &now, &after, &before),
        Some(before) if !before.is_dead() => write_back(changes, &now, &after, &before),
        before => bury(changes, &now, &after, before.as_ref()),
    }
}

/// Whether the batch wrote something into the record under a code of this profile.
fn has_own_writes(head: &Head, before: Option<&Record>, after: &Record) -> bool {
    std::iter::once(&head.device)
        .chain(&head.former)
        .any(|own| after.highest(own) > before.map_or(0, |record| record.highest(own)))
}

/// The batch was an undo that put the record back: what it unmade comes again, under its authors'
/// names.
fn merge_again(changes: &mut Vec<Change>, now: &Record, after: &Record, before: &Record) -> Fate {
    let mut again = Record::new(&before.kind, before.id);
    let mut left = false;
    for (name, register) in &before.registers {
        if after.registers.get(name) == Some(register) {
            continue;
        }
        if now.registers.get(name) == after.registers.get(name) {
            again.registers.insert(Arc::clone(name), register.clone());
        } else {
            left = true;
        }
    }
    if !again.registers.is_empty() {
        changes.push(Change::Merge(Box::new(again)));
    }
    if left { Fate::Left } else { Fate::PutBack }
}

/// The record was alive before: register by register it gets the values that it had.
fn write_back(changes: &mut Vec<Change>, now: &Record, after: &Record, before: &Record) -> Fate {
    if now.is_dead() && !after.is_dead() {
        return Fate::Left;
    }
    let nothing = Register::default();
    let of = |record: &'_ Record, name: &Arc<str>| record.registers.get(name).unwrap_or(&nothing).clone();
    let names: BTreeSet<&Arc<str>> = before.registers.keys().chain(after.registers.keys()).collect();
    let (mut left, mut written) = (false, false);
    for name in names {
        let (was, became, is) = (of(before, name), of(after, name), of(now, name));
        if was.values() == became.values() || was.values() == is.values() {
            continue;
        }
        if is == became {
            changes.push(put_values(now, name, &was));
            written = true;
        } else {
            left = true;
        }
    }
    match (left, written) {
        (true, _) => Fate::Left,
        (false, true) => Fate::WrittenBack,
        (false, false) => Fate::Nothing,
    }
}

/// The batch made the record or brought it back from the dead. Whoever has worked on it since keeps
/// it, and lines that were added to it are not the batch's to take.
fn bury(changes: &mut Vec<Change>, now: &Record, after: &Record, before: Option<&Record>) -> Fate {
    if now.is_dead() {
        return Fate::Nothing;
    }
    if now.registers != after.registers {
        return Fate::Left;
    }
    for (name, register) in before.into_iter().flat_map(|b| &b.registers) {
        let same = after.registers.get(name).is_some_and(|a| a.values() == register.values());
        if name.as_ref() != DELETION && !same {
            changes.push(put_values(now, name, register));
        }
    }
    let reason = before.and_then(|b| serde_json::from_value::<Deletion>(b.shown(DELETION)?).ok());
    let because = reason.map(|d| d.why).unwrap_or_default();
    changes.push(Change::Delete { id: now.id, because, seen: Some(Seen::of(now)) });
    Fate::WrittenBack
}

/// Writes the values of an earlier register over what is there now; several clash again.
fn put_values(now: &Record, register: &Arc<str>, was: &Register) -> Change {
    let (kind, id, register, seen) = (Arc::clone(&now.kind), now.id, Arc::clone(register), now.dots(register));
    let mut values: Vec<Json> = was.values().into_iter().cloned().collect();
    if values.len() > 1 {
        return Change::Reopen { kind, id, register, values, seen };
    }
    let value = values.pop().unwrap_or_else(|| Json::of(&serde_json::Value::Null));
    Change::Put { kind, id, register, value, seen }
}

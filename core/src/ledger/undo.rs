//! Taking back an import, updated records included.
//!
//! What nobody has changed or handed on since is put back as if the file had never come. What was
//! handed on is written back as a new edit, which travels. What somebody has changed since is left
//! alone and listed.

use super::{Change, Head, HeadChange, ImportNote, Ledger};
use crate::record::{DELETION, Id, Json, Record, Register, decode};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What history keeps of one record at one commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryItem {
    /// Revision of the commit.
    pub rev: u64,
    /// Wall time, milliseconds since 1970 UTC.
    pub at_ms: u64,
    /// Why the commit was made.
    pub why: super::Why,
    /// The record's row before the commit.
    pub before: String,
}

/// What history keeps of one import: enough to take it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportLog {
    /// Revision of the import.
    pub rev: u64,
    /// Wall time, milliseconds since 1970 UTC.
    pub at_ms: u64,
    /// The file, and the counts.
    pub note: ImportNote,
    /// Records that did not exist before.
    pub new: Vec<Id>,
    /// Records that it changed; their rows before are in history at `rev`.
    pub changed: Vec<Id>,
    /// Whether it was taken back.
    #[serde(default)]
    pub undone: bool,
}

/// One record of an import as it stands in history: its row before the import, and its row right
/// before the next commit that changed it, if one did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The record.
    pub id: Id,
    /// Its row before the import; `None` if the import brought it.
    pub before: Option<Arc<str>>,
    /// Its row right after the import, if it has been changed since.
    pub changed_since: Option<Arc<str>>,
}

/// What taking back an import would do.
#[derive(Debug, Clone, Default)]
pub struct UndoPlan {
    /// The changes to commit.
    pub changes: Vec<Change>,
    /// The changes of the head that go with them.
    pub head: Vec<HeadChange>,
    /// Records put back as if the file had never come.
    pub put_back: Vec<Id>,
    /// Records written back by an edit that will travel.
    pub written_back: Vec<Id>,
    /// Records left alone, or in part, because somebody has changed them since.
    pub left: Vec<Id>,
}

/// Plans to take back the import `log`; `records` are its records as history has them.
#[must_use]
pub fn undo_import(ledger: &Ledger, head: &Head, log: &ImportLog, records: &[Undone]) -> UndoPlan {
    let handed_on = head.told.max(head.exported.as_ref().map_or(0, |e| e.rev)) >= log.rev;
    let mut plan = UndoPlan::default();
    if !handed_on {
        plan.head.push(HeadChange::Unheard(log.note.held.clone()));
    }
    for record in records {
        let before = record.before.as_ref().map(|row| decode(row, false)).transpose();
        match (before, ledger.row(&record.id)) {
            (Err(_), _) => plan.left.push(record.id),
            (Ok(_), Some(imported)) if record.changed_since.is_none() && !handed_on => {
                plan.put_back.push(record.id);
                let (imported, row) = (Arc::clone(imported), record.before.clone());
                plan.changes.push(Change::Rewind { id: record.id, imported, row });
            }
            (Ok(before), _) => write_back(&mut plan, ledger, record, before),
        }
    }
    plan
}

fn write_back(plan: &mut UndoPlan, ledger: &Ledger, undone: &Undone, before: Option<Record>) {
    let Some(now) = ledger.get(&undone.id) else { return };
    let imported = match &undone.changed_since {
        Some(row) => decode(row, false).ok(),
        None => Some(now.clone()),
    };
    let Some(imported) = imported else { return plan.left.push(undone.id) };
    let Some(before) = before.filter(|record| !record.is_dead()) else {
        // The import brought the record. Whoever has worked on it since keeps it, and lines that
        // were added to it here are not the import's to take.
        if undone.changed_since.is_some() {
            plan.left.push(undone.id);
        } else {
            plan.changes.push(put_deletion(&now));
            plan.written_back.push(undone.id);
        }
        return;
    };
    let mut left = false;
    for (name, register) in &imported.registers {
        let same_before = before.registers.get(name).map(Register::values) == Some(register.values());
        if same_before {
            continue;
        }
        if now.registers.get(name) == Some(register) {
            plan.changes.push(put_back_value(&now, &before, name));
        } else {
            left = true;
        }
    }
    if left { plan.left.push(undone.id) } else { plan.written_back.push(undone.id) }
}

fn put_deletion(now: &Record) -> Change {
    let value = serde_json::to_value(now.deletion("")).unwrap_or_default();
    Change::Put {
        kind: Arc::clone(&now.kind),
        id: now.id,
        register: DELETION.into(),
        value: Json::of(&value),
        seen: now.dots(DELETION),
    }
}

fn put_back_value(now: &Record, before: &Record, register: &Arc<str>) -> Change {
    let value = before.registers.get(register).and_then(|r| r.shown().cloned());
    Change::Put {
        kind: Arc::clone(&now.kind),
        id: now.id,
        register: Arc::clone(register),
        value: value.unwrap_or_else(|| Json::of(&serde_json::Value::Null)),
        seen: now.dots(register),
    }
}

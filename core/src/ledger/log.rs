//! What the history store keeps: of each record its row before every commit, and of each commit what
//! it takes to list it and to take it back.

use super::{ImportNote, Prepared, Why};
use crate::record::Id;
use serde::{Deserialize, Serialize};

/// What history keeps of one record at one commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryItem {
    /// Revision of the commit.
    pub rev: u64,
    /// Wall time, milliseconds since 1970 UTC.
    pub at_ms: u64,
    /// Why the commit was made.
    pub why: Why,
    /// The record's row before the commit.
    pub before: String,
}

/// What history keeps of one commit: enough to list it and to take it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchLog {
    /// Revision of the commit.
    pub rev: u64,
    /// Wall time, milliseconds since 1970 UTC.
    pub at_ms: u64,
    /// Why it was made; of an import also the file and the counts.
    pub why: Why,
    /// Who held the device; empty if that was not known.
    #[serde(default)]
    pub by: String,
    /// Records that did not exist before.
    pub new: Vec<Id>,
    /// Records that it changed; their rows before are in history at `rev`.
    pub changed: Vec<Id>,
    /// Whether it was taken back.
    #[serde(default)]
    pub undone: bool,
}

/// The log of an import as it was written before every commit had one.
#[derive(Deserialize)]
struct OldImportLog {
    rev: u64,
    at_ms: u64,
    note: ImportNote,
    new: Vec<Id>,
    changed: Vec<Id>,
    #[serde(default)]
    undone: bool,
}

/// A file that came, as its log tells without naming the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// Revision of the commit.
    pub rev: u64,
    /// Wall time, milliseconds since 1970 UTC.
    pub at_ms: u64,
    /// The file and the counts.
    pub note: ImportNote,
    /// Whether it was taken back.
    pub undone: bool,
}

impl Came {
    /// Reads a stored log; `None` if it is of anything but a file that came. The names of a hundred
    /// thousand records are passed over.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        #[derive(Deserialize)]
        struct Brief {
            rev: u64,
            at_ms: u64,
            why: Why,
            #[serde(default)]
            undone: bool,
        }
        match serde_json::from_str(text) {
            Ok(Brief { rev, at_ms, why: Why::Import(note), undone }) => Some(Self { rev, at_ms, note, undone }),
            Ok(_) => None,
            Err(_) => {
                let old: OldImportLog = serde_json::from_str(text).ok()?;
                Some(Self { rev: old.rev, at_ms: old.at_ms, note: old.note, undone: old.undone })
            }
        }
    }
}

impl BatchLog {
    /// Returns the log of a commit; `None` if it changed no record. An import has one even so: that
    /// the file came is worth knowing.
    #[must_use]
    pub fn of(prepared: &Prepared) -> Option<Self> {
        if prepared.rows.is_empty() && !matches!(prepared.note.why, Why::Import(_)) {
            return None;
        }
        let ids = |new: bool| prepared.rows.iter().filter(move |r| r.before.is_none() == new).map(|r| r.id).collect();
        Some(Self {
            rev: prepared.note.rev,
            at_ms: prepared.note.at_ms,
            why: prepared.note.why.clone(),
            by: prepared.head.me.as_ref().map(|me| me.name.clone()).unwrap_or_default(),
            new: ids(true),
            changed: ids(false),
            undone: false,
        })
    }

    /// Reads a stored log, also one of the time when only imports had one; `None` if it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().or_else(|| {
            let old: OldImportLog = serde_json::from_str(text).ok()?;
            let OldImportLog { rev, at_ms, note, new, changed, undone } = old;
            Some(Self { rev, at_ms, why: Why::Import(note), by: String::new(), new, changed, undone })
        })
    }

    /// Returns the stored form.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Returns the file and the counts, if this was an import.
    #[must_use]
    pub const fn import(&self) -> Option<&ImportNote> {
        match &self.why {
            Why::Import(note) => Some(note),
            _ => None,
        }
    }

    /// Returns all records that it touched, new ones first.
    pub fn ids(&self) -> impl Iterator<Item = Id> {
        self.new.iter().chain(&self.changed).copied()
    }
}

//! A batch: every change there is, of one kind, for the one door.
//!
//! Typing, importing, pasting, undoing and setting up all become a [`Batch`]; nothing else changes
//! records.

use super::{DeviceNote, Exported, Head, Heard, Join, Owner, Workspace};
use crate::order;
use crate::record::{Context, Device, Dot, Id, Json, Record, RowText};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A set of changes that become durable together or not at all.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Why it is made: goes into journal and history.
    pub why: Why,
    /// The changes, applied in order.
    pub changes: Vec<Change>,
    /// Changes of the head (who I am, what was handed out).
    pub head: Vec<HeadChange>,
    /// Wall time, milliseconds since 1970 UTC.
    pub now_ms: u64,
    /// An unused device code, taken if this profile turns out to be a copy of another.
    pub spare: Device,
}

/// One change of one record.
#[derive(Debug, Clone)]
pub enum Change {
    /// Writes one register, replacing the values that were on the screen.
    Put {
        /// Name of the record's kind.
        kind: Arc<str>,
        /// Which record; it is made if it does not exist.
        id: Id,
        /// Which register.
        register: Arc<str>,
        /// What is written; `null` clears.
        value: Json,
        /// The dots of the values that the writer had seen.
        seen: Vec<Dot>,
    },
    /// Writes several values into one register, side by side: a clash that stood there before is
    /// open again. They are new writes under one dot; the first is shown.
    Reopen {
        /// Name of the record's kind.
        kind: Arc<str>,
        /// Which record.
        id: Id,
        /// Which register.
        register: Arc<str>,
        /// The values, distinct, the shown one first.
        values: Vec<Json>,
        /// The dots of the values that they replace.
        seen: Vec<Dot>,
    },
    /// Deletes a record and the lines that it owns.
    Delete {
        /// Which record.
        id: Id,
        /// The reason as typed, or empty.
        because: String,
        /// What was on the screen; whatever came since keeps the record or the line alive.
        /// `None`: everything that is here when the batch is committed.
        seen: Option<Seen>,
    },
    /// Brings a deleted record back, with the lines that went with it.
    Restore {
        /// Which record.
        id: Id,
    },
    /// Joins a state that another device wrote.
    Merge(Box<Record>),
    /// Joins a row that another device wrote, worked out ahead.
    Join(Arc<Join>),
    /// Puts a record back to an earlier state, as if what came since had never come. Only for
    /// undoing what came from elsewhere and what nobody has built upon or handed on.
    Rewind {
        /// Which record.
        id: Id,
        /// Its row as the batch left it. If it is another by now, somebody has worked on the
        /// record meanwhile, and it is left alone.
        imported: RowText,
        /// Its earlier row; `None` if it did not exist.
        row: Option<RowText>,
    },
}

impl Batch {
    /// Returns the revision that the batch makes in a database with this head.
    #[must_use]
    pub fn next_rev(&self, head: &Head) -> u64 {
        let before = self.head.iter().find_map(|change| match change {
            HeadChange::Continue(rev) if head.rev == 0 => Some(*rev),
            _ => None,
        });
        before.unwrap_or(head.rev) + 1
    }
}

impl Change {
    /// Returns the deletion of a record, with everything that is here when it is committed.
    #[must_use]
    pub const fn delete(id: Id) -> Self {
        Self::Delete { id, because: String::new(), seen: None }
    }
}

/// What somebody had on the screen who deletes: of every record there, the context of each register.
/// A record that is not among them is not deleted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen(BTreeMap<Id, BTreeMap<Arc<str>, Context>>);

impl Seen {
    /// Returns a screen that shows `record` alone, without its lines.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let mut seen = Self::default();
        seen.add(record);
        seen
    }

    /// Adds a record to what is on the screen.
    pub fn add(&mut self, record: &Record) {
        let contexts = record.registers.iter().map(|(name, register)| (Arc::clone(name), register.context().clone()));
        self.0.insert(record.id, order::map(contexts));
    }

    /// Returns what was seen of the record `id`; `None` if it was not on the screen.
    #[must_use]
    pub fn contexts(&self, id: &Id) -> Option<&BTreeMap<Arc<str>, Context>> {
        self.0.get(id)
    }
}

/// One change of the head.
#[derive(Debug, Clone)]
pub enum HeadChange {
    /// The workspace that this profile belongs to from now on.
    Join(Workspace),
    /// Whose device this is.
    Own(Owner),
    /// An empty database goes on from this revision of another device of the same person, whose
    /// history it takes over.
    Continue(u64),
    /// A file told about a device.
    Met(Device, DeviceNote),
    /// Everything was handed out; `seq` and `rev` are those that the file holds.
    HandedOut(Exported),
    /// A file is about to go out that holds the database up to this revision. Made durable before
    /// anybody has the file.
    Told(u64),
    /// A file said how far its sender had come.
    Heard(Heard),
    /// An import was taken back before which this was held of the peers.
    Unheard(BTreeMap<Device, u64>),
}

/// Why a batch was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// First start.
    Setup,
    /// Somebody filled in a form.
    Edit,
    /// Somebody deleted.
    Delete,
    /// Somebody brought back what was deleted, or an earlier value.
    Restore,
    /// Somebody settled a clash.
    Settle,
    /// The sample was put in.
    Sample,
    /// A file came in.
    Import(ImportNote),
    /// A batch was taken back; of an undo: done again. The name in stored rows is from the time
    /// when only imports could be.
    #[serde(rename = "undo-import")]
    Undo {
        /// Revision of the batch.
        rev: u64,
    },
    /// A file was handed out, as earlier versions noted it.
    Export,
    /// A file was handed out.
    Send(SendNote),
}

impl Why {
    /// Returns the reason without what only the log of the whole commit needs.
    #[must_use]
    pub fn brief(&self) -> Self {
        match self {
            Self::Import(note) => Self::Import(ImportNote {
                parallel: Vec::new(),
                parts: Vec::new(),
                held: BTreeMap::new(),
                ..note.clone()
            }),
            other => other.clone(),
        }
    }
}

/// What is remembered about a file that came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct ImportNote {
    /// Names of the files as they were chosen.
    pub files: Vec<String>,
    /// Who sent it.
    pub person: String,
    /// From which device.
    pub device_name: String,
    /// When it was written, as the file says.
    pub created: String,
    /// Records new, updated, deleted, clashing by this import.
    pub new: u64,
    /// See `new`.
    pub updated: u64,
    /// See `new`.
    pub deleted: u64,
    /// See `new`.
    pub conflicts: u64,
    /// Records of which each side had changed another field; both changes stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parallel: Vec<Id>,
    /// The files, each by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<FilePart>,
    /// What was held of the peers before.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub held: BTreeMap<Device, u64>,
}

/// One file of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct FilePart {
    /// Name of the file as it was chosen.
    pub name: String,
    /// Identity that the file gives itself.
    pub id: String,
    /// `full`, `delta` and so on.
    pub kind: String,
    /// The sender.
    #[serde(default)]
    pub device: Option<Device>,
    /// What the sender calls the device.
    pub device_name: String,
    /// The sender's owner.
    pub person: String,
    /// When it was written, as the file says.
    pub created: String,
    /// The revisions of the sender's database that it holds: after the first, up to the second.
    pub since: u64,
    /// See `since`.
    pub upto: u64,
    /// When the file before it was written, if it builds upon one that had not come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lacks: Option<String>,
    /// Whether all of it was taken.
    pub whole: bool,
}

/// What is remembered about a file that went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct SendNote {
    /// Name of the file.
    pub name: String,
    /// Identity of the file.
    pub file: Option<Id>,
    /// `full`, `delta` and so on.
    pub kind: String,
    /// The device that it is for; `None` for everybody.
    #[serde(default)]
    pub to: Option<Device>,
    /// How many records it holds.
    pub rows: u64,
    /// Size in bytes.
    pub bytes: u64,
    /// Whether a passphrase protects it.
    #[serde(default)]
    pub sealed: bool,
}

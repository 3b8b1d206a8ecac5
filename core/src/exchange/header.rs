//! The header of an exchange file: who wrote it, when, in which workspace, and what is in it.

use crate::ledger::{DeviceNote, Workspace};
use crate::record::{Device, Id};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What stands in front of the rows. Every part that is absent is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileHeader {
    /// `full`, `starter`, `delta`, `selection`, or what a newer version calls it.
    pub kind: String,
    /// The file itself.
    pub file: FileNote,
    /// The workspace that the records belong to.
    pub workspace: Option<Workspace>,
    /// Who wrote it.
    pub from: Sender,
    /// How many rows the file should hold, by the Chinese name of their kind.
    pub contents: BTreeMap<String, u64>,
    /// The devices that the sender knows.
    pub devices: BTreeMap<Device, DeviceNote>,
    /// Which stretch of the sender's database a `delta` holds.
    pub range: Option<Range>,
    /// Up to which revision the sender holds the databases of others.
    pub acks: BTreeMap<Device, u64>,
}

impl FileHeader {
    /// Whether this is the file by which an office sets up new devices.
    #[must_use]
    pub fn is_starter(&self) -> bool {
        self.kind == "starter"
    }

    /// Returns the revision after which the file holds everything that changed in the sender's
    /// database; `None` if it never held all of a stretch.
    #[must_use]
    pub fn since(&self) -> Option<u64> {
        match self.kind.as_str() {
            "full" | "transfer" => Some(0),
            "delta" => Some(self.range.as_ref()?.since),
            _ => None,
        }
    }

    /// Returns how many rows the header promises; `None` if it does not say.
    #[must_use]
    pub fn promised_rows(&self) -> Option<u64> {
        if self.contents.is_empty() {
            return None;
        }
        Some(self.contents.values().fold(0, |sum: u64, n| sum.saturating_add(*n)))
    }
}

/// The file itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FileNote {
    /// Identity of the file.
    pub id: String,
    /// Version of the program that wrote it.
    pub app: String,
    /// Build of the program that wrote it.
    pub build: String,
    /// When it was written: ISO 8601 with the offset of China, `2026-11-23T09:12:44+08:00`.
    pub created: String,
}

/// Which stretch of the sender's database a file holds, and for whom.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Range {
    /// What changed after this revision; up to which is said by [`Sender::rev`].
    pub since: u64,
    /// The device that it is for; `None` for everybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Device>,
    /// Identity of the file that it builds upon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous_file: Option<Id>,
    /// When that file was written, as in [`FileNote::created`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous_created: Option<String>,
}

/// Who wrote a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Sender {
    /// Code of the device.
    pub device: Option<Device>,
    /// What its owner calls the device.
    pub device_name: String,
    /// Name of its owner.
    pub person: String,
    /// Unit of its owner.
    pub unit: String,
    /// Number of the device's last commit that the file holds.
    pub seq: u64,
    /// Revision of the device's database that the file holds.
    pub rev: u64,
}

/// The end of a file: a file without it was cut off on its way.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct End {
    /// How many rows were written.
    pub rows: u64,
    /// SHA-256 in lower-case hexadecimal over all rows in ascending order of their bytes, each
    /// followed by LF.
    pub sha256: String,
}

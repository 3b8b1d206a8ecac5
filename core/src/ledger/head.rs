//! The head: the one small row that every commit reads and writes.
//!
//! It says which revision the database is at, who this device is, and what it has numbered so far.

use super::Peer;
use crate::clock::Stamp;
use crate::record::{Device, Id};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The newest layout of the stored rows that this build reads and writes. A newer one is never
/// written to. A database has the lowest layout that tells builds what it holds: [`FIRST_LAYOUT`]
/// until something of a later one is written.
pub const LAYOUT: u32 = 2;

/// The layout of a new database. Layout 2 adds packs to the history (see [`super::Pack`]).
pub const FIRST_LAYOUT: u32 = 1;

/// The head row. Stored as JSON under the key `head`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Layout of the database.
    pub layout: u32,
    /// Revision of the last commit; a ledger at `rev` equals the database at `rev`.
    pub rev: u64,
    /// Revision up to which the blocks hold everything.
    pub base: u64,
    /// Number of this device's last commit: the `n` of its dots.
    pub seq: u64,
    /// Last stamp of the hybrid clock.
    pub clock: Stamp,
    /// The device that writes now.
    pub device: Device,
    /// Device codes this profile used before it was found to be a copy of another.
    #[serde(default)]
    pub former: Vec<Device>,
    /// The workspace that this profile belongs to; `None` before the first start is finished.
    #[serde(default)]
    pub workspace: Option<Workspace>,
    /// Whose device this is.
    #[serde(default)]
    pub me: Option<Owner>,
    /// What is known of other devices, from the files they sent.
    #[serde(default)]
    pub devices: BTreeMap<Device, DeviceNote>,
    /// The last export of everything, if there was one.
    #[serde(default)]
    pub exported: Option<Exported>,
    /// Revision that the last file of any kind held: what it holds cannot be unsaid any more.
    #[serde(default)]
    pub told: u64,
    /// How far other devices and this one hold each other's work.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub peers: BTreeMap<Device, Peer>,
}

/// Which body of records this is. Files of another workspace say so before anything else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workspace {
    /// Identity; made by the office and carried by its starter file.
    pub id: Id,
    /// What people call it, e.g. the college's name.
    pub name: String,
}

/// The person who holds the device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// Name as typed or as in the person's record.
    pub name: String,
    /// Unit as typed or as in the unit's record.
    pub unit: String,
    /// What people call the device.
    pub device_name: String,
    /// The person's record, if he was picked from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Id>,
}

/// What a file said about the device that wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceNote {
    /// What its owner calls it.
    pub name: String,
    /// Its owner.
    pub person: String,
}

/// An export that was handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// Everything this device had numbered up to here is in the file.
    pub seq: u64,
    /// The revision that was written out.
    pub rev: u64,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: u64,
    /// Identity of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Id>,
}

impl Head {
    /// Returns the head of a database that holds nothing yet.
    #[must_use]
    pub fn fresh(device: Device) -> Self {
        Self {
            layout: FIRST_LAYOUT,
            rev: 0,
            base: 0,
            seq: 0,
            clock: Stamp::default(),
            device,
            former: Vec::new(),
            workspace: None,
            me: None,
            devices: BTreeMap::new(),
            exported: None,
            told: 0,
            peers: BTreeMap::new(),
        }
    }

    /// Reads a stored head; `None` if it is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// Returns the stored form.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether `device` is or was this profile.
    #[must_use]
    pub fn is_own(&self, device: &Device) -> bool {
        self.device == *device || self.former.contains(device)
    }
}

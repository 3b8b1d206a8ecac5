//! What this device and another hold of each other's work.
//!
//! Devices count in revisions of their databases. A device *holds* another's work up to a revision
//! if it has taken everything that stood in the other's database then. That number rises only
//! without a gap: a file that came in part, was refused in a row or is taken back does not raise
//! it. It goes out with every file, and the other may then leave out what is acknowledged. Saying
//! too little only costs bytes; saying too much would lose rows, so every doubt lowers the number.

use super::Head;
use crate::record::Device;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Stretches that are remembered while a file before them is missing.
const MAX_BEYOND: usize = 32;

/// How far this device and a peer hold each other's work.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Peer {
    /// Everything that stood in the peer's database at this revision is here; 0 if nothing is known.
    pub held: u64,
    /// Stretches of its revisions that came whole although something before them is missing: after
    /// the first number, up to the second.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beyond: Vec<(u64, u64)>,
    /// Everything that stood in this database at this revision is there, as the peer has said.
    pub acked: u64,
    /// Revision of the peer's database when it said so.
    pub acked_at: u64,
}

impl Peer {
    /// Takes note of what came of a file of this peer.
    pub(crate) fn hear(&mut self, heard: &Heard) {
        match heard.taken {
            Taken::Whole => self.take(heard.since, heard.upto),
            Taken::InPart => {}
            Taken::Doubtful => (self.held, self.beyond) = (0, Vec::new()),
        }
    }

    /// A stretch came whole.
    fn take(&mut self, since: u64, upto: u64) {
        self.beyond.push((since, upto));
        self.join();
        if self.beyond.len() > MAX_BEYOND {
            self.beyond.remove(0);
        }
    }

    fn raise(&mut self, held: u64) {
        self.held = self.held.max(held);
        self.join();
    }

    /// Moves `held` over every stretch that follows it without a gap.
    fn join(&mut self) {
        while let Some(at) = self.beyond.iter().position(|(since, _)| *since <= self.held) {
            let (_, upto) = self.beyond.remove(at);
            self.held = self.held.max(upto);
        }
    }
}

/// What a file said about how far its sender had come, and whether all of it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The sender.
    pub device: Device,
    /// The file holds what changed in the sender's database after this revision …
    pub since: u64,
    /// … up to this one.
    pub upto: u64,
    /// What the sender holds of others, this device among them.
    pub acks: BTreeMap<Device, u64>,
    /// What came of it here.
    pub taken: Taken,
}

/// What came of a file as far as acknowledging goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// All that it holds of the stretch is here now.
    Whole,
    /// Something was left out or refused, or the file never held all of the stretch.
    InPart,
    /// It brought news of a stretch that was held already: the sender's numbers have two meanings,
    /// as when a profile was copied. Nothing of it counts as held any more.
    Doubtful,
}

impl Head {
    /// Takes note of what a file said.
    pub(super) fn hear(&mut self, heard: &Heard) {
        if self.is_own(&heard.device) {
            return;
        }
        let (own, rev) = (self.device.clone(), self.rev);
        let peer = self.peers.entry(heard.device.clone()).or_default();
        if heard.upto >= peer.acked_at {
            peer.acked = heard.acks.get(&own).copied().unwrap_or(0).min(rev);
            peer.acked_at = heard.upto;
        }
        peer.hear(heard);
        if peer.held < heard.upto || heard.taken != Taken::Whole {
            return;
        }
        // What the sender held of third devices stood in its database, and so is here as well.
        for (device, held) in &heard.acks {
            if !self.is_own(device) && *device != heard.device {
                self.peers.entry(device.clone()).or_default().raise(*held);
            }
        }
    }

    /// Forgets what was heard since the peers stood at `held`: an import was taken back.
    pub(super) fn unhear(&mut self, held: &BTreeMap<Device, u64>) {
        for (device, peer) in &mut self.peers {
            peer.held = peer.held.min(held.get(device).copied().unwrap_or(0));
            peer.beyond.clear();
        }
    }

    /// Returns what this device holds of others: what goes out with every file.
    #[must_use]
    pub fn acks(&self) -> BTreeMap<Device, u64> {
        self.held().into_iter().filter(|(_, held)| *held > 0).collect()
    }

    /// Returns up to which revision each peer's work is held here.
    #[must_use]
    pub fn held(&self) -> BTreeMap<Device, u64> {
        self.peers.iter().map(|(device, peer)| (device.clone(), peer.held)).collect()
    }

    /// Returns the revision up to which `peer` holds this device's work; 0 if it has not said.
    #[must_use]
    pub fn acked_by(&self, peer: &Device) -> u64 {
        self.peers.get(peer).map_or(0, |p| p.acked.min(self.rev))
    }

    /// Returns the revision up to which anybody has confirmed to hold this device's work.
    #[must_use]
    pub fn confirmed(&self) -> u64 {
        self.peers.keys().map(|peer| self.acked_by(peer)).max().unwrap_or(0)
    }
}

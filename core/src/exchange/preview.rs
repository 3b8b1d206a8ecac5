//! What taking files would do, worked out without doing it: each record in exactly one class.
//!
//! Causality decides, never a clock. How it is worked out is in `weigh`; what is shown of a single
//! record is in the sibling module `detail`.

mod weigh;

pub use weigh::Previewing;

use super::{BadRow, Class, ExchangeFile, FileHeader};
use crate::ledger::{
    Change, DeviceNote, FilePart, Head, HeadChange, Heard, IdMap, ImportNote, Join, Ledger, Peer, Taken, Workspace,
};
use crate::record::{Device, Id, RowText};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One record of the files.
#[derive(Debug, Clone)]
pub struct Item {
    /// Name of its kind.
    pub kind: Arc<str>,
    /// The record.
    pub id: Id,
    /// What taking it does.
    pub class: Class,
    /// Whether both sides changed different fields without seeing each other; both changes stay, and
    /// nothing clashes.
    pub parallel: bool,
    /// Index of the file that it came in; the first of several.
    pub file: usize,
    /// Its row: all files together.
    pub(super) row: RowText,
    /// What the commit writes; `None` if the row is here already.
    join: Option<Arc<Join>>,
}

impl Item {
    /// Whether taking it writes anything. A record of class `Same` may still bring knowledge of
    /// who has seen what.
    #[must_use]
    pub fn writes(&self) -> bool {
        self.join.as_ref().is_some_and(|join| join.change.is_some())
    }

    /// Returns the join that taking it means, if it writes anything.
    #[must_use]
    pub fn join(&self) -> Option<&Arc<Join>> {
        self.join.as_ref().filter(|join| join.change.is_some())
    }
}

/// How many records there are of each class, and what else was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Records of [`Class::New`].
    pub new: usize,
    /// Records of [`Class::Updated`].
    pub updated: usize,
    /// Records of [`Class::Same`].
    pub same: usize,
    /// Records of [`Class::Deleted`].
    pub deleted: usize,
    /// Records of [`Class::Conflict`].
    pub conflicts: usize,
    /// Records that changed records refer to and that are neither here nor in the files.
    pub missing: usize,
    /// Rows that cannot be taken.
    pub bad: usize,
    /// Records of [`Class::Unknown`], and changed records of known kinds with fields that this
    /// version does not know.
    pub unknown: usize,
}

/// What taking files would do.
#[derive(Debug, Clone, Default)]
pub struct Preview {
    /// Every record of the files, in the order of the files.
    pub items: Vec<Item>,
    /// The counts.
    pub counts: Counts,
    /// Rows that cannot be taken, each with the index of its file.
    pub bad: Vec<(usize, BadRow)>,
    /// Names of the files as they were chosen.
    pub names: Vec<String>,
    /// What the files say about themselves.
    pub headers: Vec<FileHeader>,
    /// Name of the other workspace that a file belongs to. Say so before anything else.
    pub other_workspace: Option<String>,
    /// The workspace that this device joins by taking the files, because it has none or an empty one.
    pub joins: Option<Workspace>,
    /// Whether this very device wrote one of the files.
    pub from_own_device: bool,
    /// By how many milliseconds a file's clock is ahead, if by more than a day.
    pub clock_ahead_ms: Option<u64>,
    /// Whether taking the files would write no record.
    pub nothing_new: bool,
    /// Whether so much would be deleted that a typed confirmation is due.
    pub deletes_much: bool,
    /// Whether rows were taken out of a file or put into it by hand.
    pub altered: bool,
    /// Whether the end of a file is missing, and only what came before is taken.
    pub cut: bool,
    /// Whether one of the files is a starter file.
    pub starter: bool,
    pub(super) index: IdMap<usize>,
    files: Arc<[ExchangeFile]>,
    /// How far the peers' work was held before.
    peers: BTreeMap<Device, Peer>,
    /// Whose the devices are that were known before, this one's own among them.
    known: BTreeMap<Device, String>,
}

/// Says what taking `files` in this order would do. `now_ms` is wall time, milliseconds since 1970
/// UTC; it only serves to say that a clock is ahead.
#[must_use]
pub fn preview(ledger: &Ledger, head: &Head, files: &Arc<[ExchangeFile]>, now_ms: u64) -> Preview {
    let mut previewing = Previewing::new(ledger, head, files, now_ms);
    while previewing.step(ledger, usize::MAX) {}
    previewing.finish(ledger)
}

impl Preview {
    /// Returns the changes for the one door: the records that `keep` wants, what the files told
    /// about devices, and the note for journal and history.
    #[must_use]
    pub fn batch(&self, keep: &dyn Fn(&Item) -> bool) -> (Vec<Change>, Vec<HeadChange>, ImportNote) {
        let (kept, left_out): (Vec<&Item>, Vec<&Item>) =
            self.items.iter().filter(|item| item.writes()).partition(|item| keep(item));
        let of = |class: Class| kept.iter().filter(|item| item.class == class).count() as u64;
        let each = |what: fn(&FileHeader) -> &str| {
            let mut texts: Vec<&str> = self.headers.iter().map(what).filter(|t| !t.is_empty()).collect();
            texts.dedup();
            texts.join("、")
        };
        let left_out: BTreeSet<Id> = left_out.iter().map(|item| item.id).collect();
        let (parts, heard) = self.hear(&left_out);
        let note = ImportNote {
            files: self.names.clone(),
            person: each(|h| &h.from.person),
            device_name: each(|h| &h.from.device_name),
            created: each(|h| &h.file.created),
            new: of(Class::New),
            updated: of(Class::Updated),
            deleted: of(Class::Deleted),
            conflicts: of(Class::Conflict),
            parallel: kept.iter().filter(|item| item.parallel).map(|item| item.id).collect(),
            parts,
            held: self.peers.iter().map(|(device, peer)| (device.clone(), peer.held)).collect(),
        };
        let changes = kept.iter().filter_map(|item| item.join().cloned()).map(Change::Join).collect();
        let joins = self.joins.iter().cloned().map(HeadChange::Join);
        let met = self.devices().into_iter().map(|(device, note)| HeadChange::Met(device.clone(), note));
        let heard = heard.into_iter().map(HeadChange::Heard);
        (changes, joins.chain(met).chain(heard).collect(), note)
    }

    /// Returns what will be remembered of each file if all of it is taken.
    #[must_use]
    pub fn parts(&self) -> Vec<FilePart> {
        self.hear(&BTreeSet::new()).0
    }

    /// What is remembered of each file if the records `left_out` are not taken, and what the files
    /// say about who holds whose work.
    fn hear(&self, left_out: &BTreeSet<Id>) -> (Vec<FilePart>, Vec<Heard>) {
        let mut peers = self.peers.clone();
        let mut order: Vec<usize> = (0..self.files.len()).collect();
        // A file that builds upon another of the same import does not lack it.
        order.sort_by_key(|i| self.headers.get(*i).map(|h| (h.from.rev, h.since())));
        let mut parts: Vec<(usize, FilePart)> = Vec::new();
        let mut heard = Vec::new();
        for i in order {
            let (Some(header), Some(file)) = (self.headers.get(i), self.files.get(i)) else { continue };
            let upto = header.from.rev;
            let since = header.since();
            let bad = file.altered || file.cut || self.bad.iter().any(|(of, _)| *of == i);
            let whole = since.is_some() && !bad && !file.rows.iter().any(|row| left_out.contains(&row.id));
            let mut part = FilePart {
                name: file.name.clone(),
                id: header.file.id.clone(),
                kind: header.kind.clone(),
                device: header.from.device.clone(),
                device_name: header.from.device_name.clone(),
                person: header.from.person.clone(),
                created: header.file.created.clone(),
                since: since.unwrap_or(upto),
                upto,
                lacks: None,
                whole,
            };
            if let Some(device) = &header.from.device {
                let peer = peers.entry(device.clone()).or_default();
                let brings = self.items.iter().any(|item| item.file == i && item.writes());
                let taken = match since {
                    Some(_) if upto <= peer.held && brings => Taken::Doubtful,
                    _ if whole => Taken::Whole,
                    _ => Taken::InPart,
                };
                let previous = || header.range.as_ref().and_then(|r| r.previous_created.clone()).unwrap_or_default();
                part.lacks = since.filter(|since| *since > peer.held).map(|_| previous());
                let said = Heard { device: device.clone(), since: part.since, upto, acks: header.acks.clone(), taken };
                peer.hear(&said);
                heard.push(said);
            }
            parts.push((i, part));
        }
        parts.sort_by_key(|(i, _)| *i);
        (parts.into_iter().map(|(_, part)| part).collect(), heard)
    }

    /// Whose a device is, as far as the files tell or was known before; may be empty.
    pub(super) fn person(&self, device: &Device) -> String {
        let told = self.devices().remove(device).map(|note| note.person).filter(|person| !person.is_empty());
        told.or_else(|| self.known.get(device).cloned()).unwrap_or_default()
    }

    /// The devices that the files tell about; what a device says about itself counts most.
    pub(super) fn devices(&self) -> BTreeMap<&Device, DeviceNote> {
        let told = self.headers.iter().flat_map(|h| &h.devices).map(|(device, note)| (device, note.clone()));
        let own = self.headers.iter().filter_map(|h| {
            let note = DeviceNote { name: h.from.device_name.clone(), person: h.from.person.clone() };
            Some((h.from.device.as_ref()?, note))
        });
        told.chain(own).collect()
    }
}

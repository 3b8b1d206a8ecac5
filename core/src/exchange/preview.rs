//! What taking files would do, worked out without doing it: each record in exactly one class.
//!
//! Causality decides, never a clock. Rows that equal the stored ones byte for byte are not even
//! decoded. What is shown of a single record is in the sibling module `detail`.

use super::class::{class_of, is_known};
use super::{BadRow, Class, ExchangeFile, FileHeader, FileRow, RowFault, references};
use crate::clock::FUTURE_LIMIT_MS;
use crate::ledger::{Change, DeviceNote, Head, HeadChange, ImportNote, Ledger, Workspace};
use crate::record::{Device, Id, Record, Register, decode, encode};
use crate::schema::KindDef;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// More deletions than this need a typed confirmation.
const MANY_DELETIONS: usize = 20;
/// So do more than one in this many of a kind's records …
const DELETED_SHARE: usize = 10;
/// … when there are at least this many of them: one of three is no accident worth a question.
const SHARE_COUNTS_FROM: usize = 10;

/// One record of the files.
#[derive(Debug, Clone)]
pub struct Item {
    /// Name of its kind.
    pub kind: Arc<str>,
    /// The record.
    pub id: Id,
    /// What taking it does.
    pub class: Class,
    /// Whether taking it writes anything. A record of class `Same` may still bring knowledge of
    /// who has seen what.
    pub writes: bool,
    /// Its row: all files together.
    pub(super) row: Arc<str>,
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
    /// Whether one of the files is a starter file.
    pub starter: bool,
    pub(super) index: HashMap<Id, usize>,
}

/// Says what taking `files` in this order would do. `now_ms` is wall time, milliseconds since 1970
/// UTC; it only serves to say that a clock is ahead.
#[must_use]
pub fn preview(ledger: &Ledger, head: &Head, files: &[ExchangeFile], now_ms: u64) -> Preview {
    let mut preview = Preview {
        names: files.iter().map(|f| f.name.clone()).collect(),
        headers: files.iter().map(|f| f.header.clone()).collect(),
        altered: files.iter().any(|f| f.altered),
        starter: files.iter().any(|f| f.header.is_starter()),
        from_own_device: files.iter().filter_map(|f| f.header.from.device.as_ref()).any(|d| head.is_own(d)),
        ..Preview::default()
    };
    preview.compare_workspaces(ledger, head);
    let mut incoming = Incoming::default();
    for (i, file) in files.iter().enumerate() {
        preview.bad.extend(file.bad.iter().map(|bad| (i, bad.clone())));
        for row in &file.rows {
            if let Err(bad) = incoming.take(i, row) {
                preview.bad.push((i, bad));
            }
        }
    }
    preview.classify(ledger, incoming, now_ms);
    preview
}

/// The records of several files, put together.
#[derive(Default)]
struct Incoming<'f> {
    /// File, first row, and text of the row after all files.
    records: Vec<(usize, &'f FileRow, Arc<str>)>,
    index: HashMap<Id, usize>,
}

impl<'f> Incoming<'f> {
    fn take(&mut self, file: usize, row: &'f FileRow) -> Result<(), BadRow> {
        let Some((_, first, text)) = self.index.get(&row.id).and_then(|i| self.records.get_mut(*i)) else {
            self.index.insert(row.id, self.records.len());
            self.records.push((file, row, Arc::clone(&row.text)));
            return Ok(());
        };
        if *text == row.text {
            return Ok(());
        }
        if first.kind != row.kind {
            return Err(row.bad(RowFault::OtherKind));
        }
        let theirs = row.record().map_err(|fault| row.bad(fault))?;
        // An unreadable earlier row gives way; a readable one is joined.
        *text = match decode(text, false) {
            Ok(earlier) => encode(&earlier.merged(&theirs)).into(),
            Err(_) => Arc::clone(&row.text),
        };
        Ok(())
    }
}

/// What is gathered on the way over all records.
#[derive(Default)]
struct Tally {
    missing: BTreeSet<Id>,
    deleted: BTreeMap<Arc<str>, usize>,
    latest_ms: u64,
}

impl Preview {
    fn compare_workspaces(&mut self, ledger: &Ledger, head: &Head) {
        let theirs: Vec<&Workspace> = self.headers.iter().filter_map(|h| h.workspace.as_ref()).collect();
        let ours = head.workspace.as_ref().filter(|_| !ledger.is_empty());
        let own = match ours {
            Some(ours) => Some(ours),
            None => theirs.first().copied(),
        };
        let other = theirs.iter().find(|w| own.is_some_and(|own| own.id != w.id)).map(|w| w.name.clone());
        let joins = own.filter(|own| head.workspace.as_ref().is_none_or(|w| w.id != own.id)).cloned();
        self.other_workspace = other;
        self.joins = joins;
    }

    fn classify(&mut self, ledger: &Ledger, incoming: Incoming<'_>, now_ms: u64) {
        let mut tally = Tally::default();
        let Incoming { records, index } = incoming;
        for (file, first, row) in records {
            let mut item = Item { kind: Arc::clone(&first.kind), id: first.id, class: Class::Same, writes: false, row };
            let known = ledger.schema().kind(&item.kind);
            if ledger.row(&item.id).is_some_and(|stored| *stored == item.row) {
                if known.is_none() {
                    item.class = Class::Unknown;
                    self.counts.unknown += 1;
                }
            } else {
                let theirs = FileRow { text: Arc::clone(&item.row), ..first.clone() }.record();
                let other_kind = ledger.kind_of(&item.id).is_some_and(|kind| *kind != item.kind);
                let fault = if other_kind { Some(RowFault::OtherKind) } else { None };
                match (theirs, fault) {
                    (Ok(theirs), None) => self.weigh(ledger, &index, &mut item, known, &theirs, &mut tally),
                    (Err(fault), _) | (_, Some(fault)) => {
                        self.bad.push((file, first.bad(fault)));
                        continue;
                    }
                }
            }
            self.count(item.class);
            self.index.insert(item.id, self.items.len());
            self.items.push(item);
        }
        self.counts.missing = tally.missing.len();
        self.counts.bad = self.bad.len();
        self.nothing_new = self.items.iter().all(|item| !item.writes);
        let ahead = tally.latest_ms.saturating_sub(now_ms);
        self.clock_ahead_ms = (ahead > FUTURE_LIMIT_MS).then_some(ahead);
        self.deletes_much = self.counts.deleted > MANY_DELETIONS
            || tally.deleted.iter().any(|(kind, n)| {
                let all = ledger.ids(kind).count();
                all >= SHARE_COUNTS_FROM && n * DELETED_SHARE > all
            });
    }

    fn weigh(
        &mut self,
        ledger: &Ledger,
        index: &HashMap<Id, usize>,
        item: &mut Item,
        known: Option<&'static KindDef>,
        theirs: &Record,
        tally: &mut Tally,
    ) {
        let before = ledger.get(&item.id);
        let after = before.as_ref().map_or_else(|| theirs.clone(), |ours| ours.merged(theirs));
        item.writes = before.as_ref() != Some(&after);
        let stamps = theirs.registers.values().flat_map(Register::entries).map(|e| e.stamp.ms());
        tally.latest_ms = stamps.max().unwrap_or(0).max(tally.latest_ms);
        let Some(kind) = known else {
            item.class = Class::Unknown;
            self.counts.unknown += 1;
            return;
        };
        item.class = class_of(before.as_ref(), &after);
        if item.class == Class::Same {
            return;
        }
        if item.class == Class::Deleted {
            *tally.deleted.entry(Arc::clone(&item.kind)).or_default() += 1;
        } else {
            let absent = |id: &Id| ledger.kind_of(id).is_none() && !index.contains_key(id);
            tally.missing.extend(references(&after, ledger.schema()).into_iter().filter(absent));
        }
        if theirs.registers.keys().any(|name| !is_known(kind, name)) {
            self.counts.unknown += 1;
        }
    }

    const fn count(&mut self, class: Class) {
        match class {
            Class::New => self.counts.new += 1,
            Class::Conflict => self.counts.conflicts += 1,
            Class::Deleted => self.counts.deleted += 1,
            Class::Updated => self.counts.updated += 1,
            Class::Same => self.counts.same += 1,
            // Counted where it is found, together with unknown fields.
            Class::Unknown => {}
        }
    }

    /// Returns the changes for the one door: the records that `keep` wants, what the files told
    /// about devices, and the note for journal and history.
    #[must_use]
    pub fn batch(&self, keep: &dyn Fn(&Id) -> bool) -> (Vec<Change>, Vec<HeadChange>, ImportNote) {
        let kept: Vec<&Item> = self.items.iter().filter(|item| item.writes && keep(&item.id)).collect();
        let of = |class: Class| kept.iter().filter(|item| item.class == class).count() as u64;
        let each = |what: fn(&FileHeader) -> &str| {
            let mut texts: Vec<&str> = self.headers.iter().map(what).filter(|t| !t.is_empty()).collect();
            texts.dedup();
            texts.join("、")
        };
        let note = ImportNote {
            files: self.names.clone(),
            person: each(|h| &h.from.person),
            device_name: each(|h| &h.from.device_name),
            created: each(|h| &h.file.created),
            new: of(Class::New),
            updated: of(Class::Updated),
            deleted: of(Class::Deleted),
            conflicts: of(Class::Conflict),
        };
        let changes = kept.iter().filter_map(|item| decode(&item.row, false).ok());
        let changes = changes.map(|record| Change::Merge(Box::new(record))).collect();
        let joins = self.joins.iter().cloned().map(HeadChange::Join);
        let met = self.devices().into_iter().map(|(device, note)| HeadChange::Met(device.clone(), note));
        (changes, joins.chain(met).collect(), note)
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

//! A preview in the making: rows of all files are put together and weighed one by one.
//!
//! In slices, so that the page answers meanwhile. Rows that equal the stored ones byte for byte are
//! not even decoded.

use super::{Item, Preview};
use crate::clock::FUTURE_LIMIT_MS;
use crate::exchange::class::class_of;
use crate::exchange::{BadRow, Class, ExchangeFile, FileRow, RowFault, references};
use crate::ledger::{Head, IdMap, Join, Joined, Ledger, Workspace};
use crate::record::{Device, Id, Record, Register, encode, is_known};
use crate::schema::KindDef;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More deletions than this need a typed confirmation.
const MANY_DELETIONS: usize = 20;
/// So do more than one in this many of a kind's records …
const DELETED_SHARE: usize = 10;
/// … when there are at least this many of them: one of three is no accident worth a question.
const SHARE_COUNTS_FROM: usize = 10;

/// A preview in the making: in slices, so that a large one lets the page answer.
#[derive(Debug)]
pub struct Previewing {
    files: Arc<[ExchangeFile]>,
    preview: Preview,
    head: Head,
    now_ms: u64,
    /// Revision of the ledger that the preview is of.
    rev: u64,
    incoming: Incoming,
    /// File and row that come next.
    gathered: (usize, usize),
    weighed: usize,
    tally: Tally,
}

/// Whose each device is that the head knows.
fn persons(head: &Head) -> BTreeMap<Device, String> {
    let others = head.devices.iter().map(|(device, note)| (device.clone(), note.person.clone()));
    let own = head.me.iter().flat_map(|me| {
        let devices = head.former.iter().chain(std::iter::once(&head.device));
        devices.map(|device| (device.clone(), me.name.clone()))
    });
    others.chain(own).collect()
}

impl Previewing {
    /// Begins the preview of `files`.
    #[must_use]
    pub fn new(ledger: &Ledger, head: &Head, files: &Arc<[ExchangeFile]>, now_ms: u64) -> Self {
        let mut preview = Preview {
            names: files.iter().map(|f| f.name.clone()).collect(),
            headers: files.iter().map(|f| f.header.clone()).collect(),
            altered: files.iter().any(|f| f.altered),
            cut: files.iter().any(|f| f.cut),
            starter: files.iter().any(|f| f.header.is_starter()),
            from_own_device: files.iter().filter_map(|f| f.header.from.device.as_ref()).any(|d| head.is_own(d)),
            files: Arc::clone(files),
            peers: head.peers.clone(),
            known: persons(head),
            ..Preview::default()
        };
        preview.compare_workspaces(ledger, head);
        for (i, file) in files.iter().enumerate() {
            preview.bad.extend(file.bad.iter().map(|bad| (i, bad.clone())));
        }
        // Room for all at once: growing would move a hundred thousand of them again and again.
        let rows = files.iter().map(|f| f.rows.len()).sum();
        preview.items.reserve(rows);
        preview.index.reserve(rows);
        Self {
            files: Arc::clone(files),
            preview,
            head: head.clone(),
            now_ms,
            rev: ledger.rev(),
            incoming: Incoming::of(rows),
            gathered: (0, 0),
            weighed: 0,
            tally: Tally::default(),
        }
    }

    /// Returns how many of how many steps are done, for a progress bar.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let rows: usize = self.files.iter().map(|f| f.rows.len()).sum();
        let (file, row) = self.gathered;
        let gathered = self.files.iter().take(file).map(|f| f.rows.len()).sum::<usize>() + row;
        (gathered + self.weighed, rows + self.incoming.records.len().max(rows))
    }

    /// Works on `rows` more rows. Returns whether there is more to do; starts again from the
    /// beginning if the ledger has moved on meanwhile.
    pub fn step(&mut self, ledger: &Ledger, rows: usize) -> bool {
        if ledger.rev() != self.rev {
            let files = Arc::clone(&self.files);
            *self = Self::new(ledger, &self.head, &files, self.now_ms);
        }
        let mut left = rows;
        while left > 0 && self.gather() {
            left -= 1;
        }
        let (gathered, _) = self.gathered;
        if gathered < self.files.len() {
            return true;
        }
        let upto = self.weighed.saturating_add(left).min(self.incoming.records.len());
        for i in self.weighed..upto {
            self.weigh(ledger, i);
        }
        self.weighed = upto;
        upto < self.incoming.records.len()
    }

    /// Takes the next row of the files. Returns whether there was one.
    fn gather(&mut self) -> bool {
        let (file, row) = self.gathered;
        let Some(of) = self.files.get(file) else { return false };
        let Some(taken) = of.rows.get(row) else {
            self.gathered = (file + 1, 0);
            return file + 1 < self.files.len();
        };
        if let Err(bad) = self.incoming.take(file, taken) {
            self.preview.bad.push((file, bad));
        }
        self.gathered = (file, row + 1);
        true
    }

    fn weigh(&mut self, ledger: &Ledger, i: usize) {
        let Some((file, first)) = self.incoming.records.get(i) else { return };
        let (file, first) = (*file, first.clone());
        let mut item = Item {
            kind: Arc::clone(&first.kind),
            id: first.id,
            class: Class::Same,
            parallel: false,
            file,
            row: first.text.clone(),
            join: None,
        };
        let known = ledger.schema().kind(&item.kind);
        let here = ledger.row(&item.id).is_some_and(|stored| *stored == item.row);
        if here && known.is_none() {
            item.class = Class::Unknown;
            self.preview.counts.unknown += 1;
        }
        if !here && known.is_some_and(|kind| self.take_new(ledger, &mut item, kind, &first)) {
            item.class = Class::New;
        } else if !here {
            let other_kind = ledger.kind_of(&item.id).is_some_and(|kind| *kind != item.kind);
            let theirs = if other_kind { Err(RowFault::OtherKind) } else { first.record() };
            match theirs {
                Ok(theirs) => self.join(ledger, &mut item, known, &theirs),
                Err(fault) => {
                    self.preview.bad.push((file, first.bad(fault)));
                    return;
                }
            }
        }
        self.preview.count(item.class);
        self.preview.index.insert(item.id, self.preview.items.len());
        self.preview.items.push(item);
    }

    /// Takes a row that is new here and says enough as it stands, without decoding it. Returns
    /// whether it is one.
    fn take_new(&mut self, ledger: &Ledger, item: &mut Item, kind: &KindDef, row: &FileRow) -> bool {
        let Some(view) = row.view() else { return false };
        let Some(join) = Join::alone(ledger, &self.head.device, &item.row, &view, self.now_ms) else { return false };
        self.tally.latest_ms = self.tally.latest_ms.max(join.latest().ms());
        let index = &self.incoming.index;
        let absent = |id: &Id| ledger.kind_of(id).is_none() && !index.contains_key(id);
        self.tally.missing.extend(join.points_to().filter(absent));
        if view.registers().any(|name| !is_known(kind, name)) {
            self.preview.counts.unknown += 1;
        }
        item.join = Some(Arc::new(join));
        true
    }

    fn join(&mut self, ledger: &Ledger, item: &mut Item, known: Option<&'static KindDef>, theirs: &Record) {
        let (join, Joined { before, after }) = Join::new(ledger, &self.head.device, &item.row, theirs, self.now_ms);
        self.tally.latest_ms = self.tally.latest_ms.max(join.latest().ms());
        item.join = Some(Arc::new(join));
        let counts = &mut self.preview.counts;
        let Some(kind) = known else {
            item.class = Class::Unknown;
            counts.unknown += 1;
            return;
        };
        item.class = class_of(before.as_ref(), &after);
        item.parallel = item.class == Class::Updated && before.is_some_and(|ours| are_parallel(&ours, theirs));
        if item.class == Class::Same {
            return;
        }
        if item.class == Class::Deleted {
            *self.tally.deleted.entry(Arc::clone(&item.kind)).or_default() += 1;
        } else {
            let index = &self.incoming.index;
            let absent = |id: &Id| ledger.kind_of(id).is_none() && !index.contains_key(id);
            self.tally.missing.extend(references(&after, ledger.schema()).into_iter().filter(absent));
        }
        if theirs.registers.keys().any(|name| !is_known(kind, name)) {
            counts.unknown += 1;
        }
    }

    /// Returns the preview.
    #[must_use]
    pub fn finish(self, ledger: &Ledger) -> Preview {
        let Self { mut preview, tally, now_ms, .. } = self;
        preview.counts.missing = tally.missing.len();
        preview.counts.bad = preview.bad.len();
        preview.nothing_new = !preview.items.iter().any(Item::writes);
        let ahead = tally.latest_ms.saturating_sub(now_ms);
        preview.clock_ahead_ms = (ahead > FUTURE_LIMIT_MS).then_some(ahead);
        preview.deletes_much = preview.counts.deleted > MANY_DELETIONS
            || tally.deleted.iter().any(|(kind, n)| {
                let all = ledger.ids(kind).count();
                all >= SHARE_COUNTS_FROM && n * DELETED_SHARE > all
            });
        preview
    }
}

/// The records of several files, put together.
#[derive(Debug, Default)]
struct Incoming {
    /// File and row, with the text of the row after all files.
    records: Vec<(usize, FileRow)>,
    index: IdMap<usize>,
}

impl Incoming {
    fn of(rows: usize) -> Self {
        let mut incoming = Self::default();
        incoming.records.reserve(rows);
        incoming.index.reserve(rows);
        incoming
    }

    fn take(&mut self, file: usize, row: &FileRow) -> Result<(), BadRow> {
        let Some((_, first)) = self.index.get(&row.id).and_then(|i| self.records.get_mut(*i)) else {
            self.index.insert(row.id, self.records.len());
            self.records.push((file, row.clone()));
            return Ok(());
        };
        if first.text == row.text {
            return Ok(());
        }
        if first.kind != row.kind {
            return Err(row.bad(RowFault::OtherKind));
        }
        let theirs = row.record().map_err(|fault| row.bad(fault))?;
        // An unreadable earlier row gives way; a readable one is joined.
        first.text = match first.record() {
            Ok(ours) => encode(&ours.merged(&theirs)).into(),
            Err(_) => row.text.clone(),
        };
        Ok(())
    }
}

/// Whether each of the two holds a person's write of a register that the other has not seen.
fn are_parallel(ours: &Record, theirs: &Record) -> bool {
    let has_news = |one: &Record, other: &Record| {
        one.registers.iter().any(|(name, register)| {
            let seen = other.registers.get(name).map(Register::context);
            let people = register.entries().iter().filter(|entry| !entry.dot.device.is_builtin());
            people.into_iter().any(|entry| !seen.is_some_and(|seen| seen.covers(&entry.dot)))
        })
    };
    has_news(ours, theirs) && has_news(theirs, ours)
}

/// What is counted on the way.
#[derive(Debug, Default)]
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
}

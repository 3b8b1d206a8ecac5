//! What a batch would write. Pure and synchronous, so that it can run inside the transaction that
//! makes it durable, again and again until the revision fits.

use super::join::is_copy;
use super::row_change::{After, RowChange};
use super::{Batch, Change, Head, HeadChange, Join, JournalNote, Ledger, Seen};
use crate::clock::{FUTURE_LIMIT_MS, Stamp};
use crate::record::{Context, DELETION, Deletion, Dot, Entry, Id, Json, Record, Register, RowText, decode, encode};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Something that people should be told about a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A file's clock runs ahead by this many milliseconds; its stamps are kept as they are.
    ClockAhead(u64),
    /// This profile was a copy of another one; it goes on under a new device code.
    DeviceRenamed,
}

/// Everything that a commit writes.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The new head.
    pub head: Head,
    /// First line of the journal row.
    pub note: JournalNote,
    /// Records that change.
    pub rows: Vec<Arc<RowChange>>,
    /// What to tell people.
    pub notices: Vec<Notice>,
}

impl Prepared {
    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self, before: &Head) -> bool {
        let mut same = self.head.clone();
        (same.rev, same.seq, same.clock) = (before.rev, before.seq, before.clock);
        self.rows.is_empty() && same == *before
    }
}

/// Says what `batch` writes into a database whose head is `head` and whose records are `ledger`.
#[must_use]
pub fn prepare(ledger: &Ledger, batch: &Batch, head: &Head) -> Prepared {
    let mut head = head.clone();
    let mut notices = Vec::new();
    let mut states = BTreeMap::new();
    let joins = Joins::of(ledger, batch);
    rename_a_copy(ledger, batch, &joins, &mut states, &mut head, &mut notices);
    let stamps =
        || merged_records(batch).flat_map(|r| r.registers.values()).flat_map(Register::entries).map(|e| e.stamp);
    let latest = stamps().max().unwrap_or_default().max(joins.latest);
    if latest.ms() > batch.now_ms.saturating_add(FUTURE_LIMIT_MS) {
        notices.push(Notice::ClockAhead(latest.ms() - batch.now_ms));
    }
    let clock = stamps().fold(head.clock, |clock, stamp| clock.observe(stamp, batch.now_ms));
    head.clock = clock.max(joins.near).tick(batch.now_ms);
    head.seq += 1;
    head.rev = batch.next_rev(&head);

    let ahead = !joins.all.is_empty();
    let dot = Dot { device: head.device.clone(), n: head.seq };
    let mut work = Work { ahead, ledger, dot, stamp: head.clock, latest: head.clock, states };
    for change in &batch.changes {
        work.take(change);
    }
    head.clock = work.latest;
    let mut rows = joins.rows();
    rows.extend(work.rows());
    for change in &batch.head {
        change_head(&mut head, change);
    }
    let gone = rows.iter().filter(|r| r.after.is_none()).map(|r| r.id).collect();
    let note =
        JournalNote { rev: head.rev, n: head.seq, at_ms: batch.now_ms, why: batch.why.clone(), gone, bulk: false };
    Prepared { head, note, rows, notices }
}

/// The joins of a batch that were worked out ahead and still hold; none if the batch does anything
/// else with records, which then may depend on each other.
#[derive(Default)]
struct Joins<'b> {
    all: Vec<&'b Join>,
    latest: Stamp,
    near: Stamp,
    copied: bool,
}

impl<'b> Joins<'b> {
    fn of(ledger: &Ledger, batch: &'b Batch) -> Self {
        let mut joins = Self::default();
        for change in &batch.changes {
            match change {
                Change::Join(join) if join.holds(ledger) => joins.take(join),
                _ => return Self::default(),
            }
        }
        joins
    }

    fn take(&mut self, join: &'b Join) {
        self.latest = self.latest.max(join.latest);
        self.near = self.near.max(join.near);
        self.copied |= join.copied;
        self.all.push(join);
    }

    fn rows(&self) -> Vec<Arc<RowChange>> {
        self.all.iter().filter_map(|join| join.change.clone()).collect()
    }
}

fn merged_records(batch: &Batch) -> impl Iterator<Item = &Record> {
    batch.changes.iter().filter_map(|c| match c {
        Change::Merge(record) => Some(&**record),
        _ => None,
    })
}

/// A write under our code that we never made means that somebody else writes under it: a restored
/// backup or a copied profile. From here on we are a new device.
///
/// What is decoded for it stays in `states`.
fn rename_a_copy(
    ledger: &Ledger,
    batch: &Batch,
    joins: &Joins<'_>,
    states: &mut BTreeMap<Id, Option<Record>>,
    head: &mut Head,
    notices: &mut Vec<Notice>,
) {
    let code = head.device.clone();
    let is_copy = joins.copied
        || merged_records(batch).filter(|theirs| theirs.highest(&code) > 0).any(|theirs| {
            let ours = states.entry(theirs.id).or_insert_with(|| ledger.get(&theirs.id)).as_ref();
            is_copy(ours, theirs, &code)
        });
    if is_copy {
        head.device = batch.spare.clone();
        head.former.push(code);
        // What peers have acknowledged may have been the other one's work.
        head.peers.values_mut().for_each(|peer| peer.acked = 0);
        notices.push(Notice::DeviceRenamed);
    }
}

fn change_head(head: &mut Head, change: &HeadChange) {
    match change {
        HeadChange::Join(workspace) => head.workspace = Some(workspace.clone()),
        // What that device had made up to there has left it.
        HeadChange::Continue(rev) if head.rev == *rev + 1 => head.told = head.told.max(*rev),
        HeadChange::Continue(_) => {}
        HeadChange::Own(owner) => head.me = Some(owner.clone()),
        HeadChange::Met(device, note) => {
            if !head.is_own(device) {
                head.devices.insert(device.clone(), note.clone());
            }
        }
        HeadChange::HandedOut(exported) => {
            head.told = head.told.max(exported.rev);
            head.exported = Some(exported.clone());
        }
        HeadChange::Told(rev) => head.told = head.told.max(*rev),
        HeadChange::Heard(heard) => head.hear(heard),
        HeadChange::Unheard(held) => head.unhear(held),
    }
}

/// The records that a batch touches, as they are becoming.
struct Work<'a> {
    /// Whether the joins are worked out already.
    ahead: bool,
    ledger: &'a Ledger,
    dot: Dot,
    stamp: Stamp,
    /// The highest stamp given so far.
    latest: Stamp,
    states: BTreeMap<Id, Option<Record>>,
}

impl Work<'_> {
    fn take(&mut self, change: &Change) {
        match change {
            Change::Put { kind, id, register, value, seen } => self.put(kind, *id, register, value.clone(), seen),
            Change::Reopen { kind, id, register, values, seen } => self.reopen(kind, *id, register, values, seen),
            Change::Delete { id, because, seen } => self.delete(*id, because, seen.as_ref()),
            Change::Restore { id } => self.restore(*id),
            Change::Merge(theirs) => self.merge(theirs),
            Change::Join(_) if self.ahead => {}
            Change::Join(join) => {
                // It could be read when the join was made.
                if let Ok(theirs) = decode(&join.theirs, false) {
                    self.merge(&theirs);
                }
            }
            Change::Rewind { id, imported, row } => {
                let earlier = row.as_ref().map(|row| decode(row, false)).transpose();
                if let (Ok(earlier), true) = (earlier, self.ledger.row(id) == Some(imported)) {
                    self.states.insert(*id, earlier);
                }
            }
        }
    }

    fn merge(&mut self, theirs: &Record) {
        let state = self.state(theirs.id);
        *state = Some(state.as_ref().map_or_else(|| theirs.clone(), |ours| ours.merged(theirs)));
    }

    fn state(&mut self, id: Id) -> &mut Option<Record> {
        let ledger = self.ledger;
        self.states.entry(id).or_insert_with(|| ledger.get(&id))
    }

    fn put(&mut self, kind: &str, id: Id, register: &str, value: Json, seen: &[Dot]) {
        let entry = Entry { dot: self.dot.clone(), stamp: self.stamp, value };
        // Two writes of one batch to one register are one write: the later.
        let seen: Vec<Dot> = seen.iter().chain(std::iter::once(&entry.dot)).cloned().collect();
        self.state(id).get_or_insert_with(|| Record::new(kind, id)).write(register, &seen, entry);
    }

    /// Values side by side are several writes of one name, as after a copied profile: they merge,
    /// travel and are replaced together. Their stamps say which of them is shown.
    fn reopen(&mut self, kind: &str, id: Id, register: &str, values: &[Json], seen: &[Dot]) {
        let own = self.dot.clone();
        let seen: Vec<Dot> = seen.iter().chain(std::iter::once(&own)).cloned().collect();
        let mut stamp = self.stamp;
        for (i, value) in values.iter().rev().enumerate() {
            let entry = Entry { dot: own.clone(), stamp, value: value.clone() };
            let seen = if i == 0 { seen.as_slice() } else { &[] };
            self.state(id).get_or_insert_with(|| Record::new(kind, id)).write(register, seen, entry);
            self.latest = self.latest.max(stamp);
            stamp = stamp.tick(0);
        }
    }

    fn delete(&mut self, id: Id, because: &str, screen: Option<&Seen>) {
        for line in self.ledger.owned_lines(&id).collect::<Vec<_>>() {
            if self.ledger.is_visible(&line) {
                self.delete(line, because, screen);
            }
        }
        let Some(record) = self.state(id).clone() else { return };
        let mut deletion = record.deletion(because);
        let mut replaced = record.dots(DELETION);
        if let Some(screen) = screen {
            // A line that came after the screen was drawn is nobody's to delete.
            let Some(seen) = screen.contexts(&id) else { return };
            deletion.seen = self.known(&record, seen);
            replaced.retain(|dot| seen.get(DELETION).is_some_and(|s| s.covers(dot)));
        }
        self.put_deletion(&record, &deletion, &replaced);
    }

    /// What was on the screen, and what this batch itself has written.
    fn known(&self, record: &Record, screen: &BTreeMap<Arc<str>, Context>) -> BTreeMap<String, Context> {
        let mut known: BTreeMap<String, Context> = BTreeMap::new();
        for (name, register) in record.registers.iter().filter(|(name, _)| name.as_ref() != DELETION) {
            let mut context = screen.get(name).cloned().unwrap_or_default();
            if register.entries().iter().any(|e| e.dot == self.dot) {
                context.add(&self.dot);
            }
            known.insert(name.to_string(), context);
        }
        known
    }

    fn restore(&mut self, id: Id) {
        let Some(record) = self.state(id).clone() else { return };
        // Several people may have deleted it: what any of them took along comes back.
        let deletions = record.dots(DELETION);
        for line in self.ledger.owned_lines(&id).collect::<Vec<_>>() {
            let together = |l: Record| l.is_dead() && l.dots(DELETION).iter().any(|d| deletions.contains(d));
            if self.ledger.get(&line).is_some_and(together) {
                self.restore(line);
            }
        }
        if record.is_dead() {
            let restored = Deletion { yes: false, why: String::new(), seen: BTreeMap::new() };
            self.put_deletion(&record, &restored, &deletions);
        }
    }

    fn put_deletion(&mut self, record: &Record, deletion: &Deletion, replaced: &[Dot]) {
        let Ok(value) = serde_json::to_value(deletion) else { return };
        self.put(&record.kind, record.id, DELETION, Json::of(&value), replaced);
    }

    fn rows(self) -> Vec<Arc<RowChange>> {
        let mut rows = Vec::with_capacity(self.states.len());
        for (id, after) in self.states {
            let before = self.ledger.row(&id).cloned();
            let kind = after.as_ref().map(|r| Arc::clone(&r.kind)).or_else(|| self.ledger.kind_of(&id).cloned());
            let after = after.map(|record| (RowText::from(encode(&record)), record));
            let row = after.as_ref().map(|(row, _)| row);
            if row == before.as_ref() {
                continue;
            }
            // A row that only the program brings along is not worth storing until somebody writes.
            let overlay_only = before.is_none() && self.ledger.kind_of(&id).is_some();
            if overlay_only && after.as_ref().is_some_and(|(_, r)| !r.touched_by_people()) {
                continue;
            }
            if let Some(kind) = kind {
                let after = after.map(|(row, record)| After::new(self.ledger, row, &record));
                rows.push(Arc::new(RowChange { kind, id, before, after }));
            }
        }
        rows
    }
}

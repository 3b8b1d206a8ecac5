//! Writing an exchange file. Stored rows are copied byte for byte and never encoded again.

use super::{FileHeader, FileNote, Parcel, RowWriter, Sender};
use crate::clock::Stamp;
use crate::ledger::{DeviceNote, Exported, Head, HeadChange, Ledger};
use crate::record::{Device, Id, RowText};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// China keeps one offset from UTC all the year.
const CHINA_MS: u64 = 8 * 60 * 60 * 1000;

/// About how many bytes of a file are written at a time.
const SLICE: usize = 1 << 20;

/// Longest file name, in characters.
const MAX_NAME: usize = 80;

/// What comes from outside to stamp a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileStamp<'a> {
    /// Identity of the file.
    pub id: Id,
    /// Wall time, milliseconds since 1970 UTC.
    pub created_ms: u64,
    /// Version of the program.
    pub app: &'a str,
    /// Build of the program.
    pub build: &'a str,
}

impl FileStamp<'_> {
    /// Returns what the header says about the file itself.
    #[must_use]
    pub fn note(self) -> FileNote {
        FileNote {
            id: self.id.to_string(),
            app: self.app.to_owned(),
            build: self.build.to_owned(),
            created: china_time(self.created_ms),
        }
    }
}

/// A file being written, in slices that let the page answer: an iterator over its text.
///
/// It holds the rows as they are when it is made, so the ledger may change meanwhile.
#[derive(Debug)]
pub struct FileWriter {
    /// `None` when the end has been written.
    out: Option<RowWriter>,
    tables: VecDeque<OutTable>,
    /// Rows of the first of `tables` that are written.
    written: usize,
}

/// A table on its way out.
#[derive(Debug)]
struct OutTable {
    kind: Arc<str>,
    rows: Vec<RowText>,
}

/// What is in a file, said before it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    /// Rows by the Chinese name of their kind, in the order of the file.
    pub kinds: Vec<(String, usize)>,
    /// Rows of all kinds.
    pub rows: usize,
    /// Size of the file in bytes, header aside.
    pub bytes: usize,
}

/// Says what a file would hold.
#[must_use]
pub fn contents(ledger: &Ledger, head: &Head, parcel: Parcel<'_>) -> Contents {
    let mut contents = Contents::default();
    // What is left out of rows is too little to be worth reading all of them for a size.
    for (kind, weight) in parcel.weights(ledger, head) {
        contents.rows += weight.rows;
        contents.bytes += weight.bytes + 2 * weight.rows;
        contents.kinds.push((label(ledger, &kind).to_owned(), weight.rows));
    }
    contents
}

fn label<'a>(ledger: &Ledger, kind: &'a str) -> &'a str {
    ledger.schema().kind(kind).map_or(kind, |k| k.label)
}

impl FileWriter {
    /// Begins a file of what `parcel` says.
    #[must_use]
    pub fn new(ledger: &Ledger, head: &Head, parcel: Parcel<'_>, stamp: FileStamp<'_>) -> Self {
        let tables = parcel.rows(ledger, head);
        let counts: Vec<(&str, u64)> = tables.iter().map(|(kind, rows)| (&**kind, rows.len() as u64)).collect();
        let out = RowWriter::new(&header(head, parcel, stamp), &counts, ledger.schema());
        let tables = tables.into_iter().map(|(kind, rows)| OutTable { kind, rows }).collect();
        Self { out: Some(out), tables, written: 0 }
    }

    /// Returns the next part of the text, of about 1 MB, as long as rows are left.
    pub fn rows(&mut self) -> Option<String> {
        let out = self.out.as_mut()?;
        while let Some(table) = self.tables.front() {
            for row in table.rows.iter().skip(self.written) {
                if out.waiting() >= SLICE {
                    return Some(out.take());
                }
                out.row(&table.kind, row);
                self.written += 1;
            }
            self.tables.pop_front();
            self.written = 0;
        }
        None
    }

    /// Returns what ends the file when all rows are written, for whoever adds belongings.
    #[must_use]
    pub fn into_end(self) -> Option<RowWriter> {
        self.out
    }
}

impl Iterator for FileWriter {
    type Item = String;

    /// Returns the next part of the text, of about 1 MB.
    fn next(&mut self) -> Option<String> {
        self.rows().or_else(|| self.out.take().map(RowWriter::finish))
    }
}

/// Returns the text of an exchange file: UTF-8, LF, the header first, one record a line.
#[must_use]
pub fn write_file<'a>(ledger: &Ledger, head: &Head, parcel: impl Into<Parcel<'a>>, stamp: FileStamp<'_>) -> String {
    FileWriter::new(ledger, head, parcel.into(), stamp).collect()
}

fn header(head: &Head, parcel: Parcel<'_>, stamp: FileStamp<'_>) -> FileHeader {
    FileHeader {
        kind: parcel.kind().to_owned(),
        file: stamp.note(),
        workspace: head.workspace.clone(),
        from: sender(head),
        contents: BTreeMap::new(),
        devices: devices(head),
        range: parcel.range(head),
        acks: head.acks(),
    }
}

/// Returns the changes of the head that make it known that this file is out: before anybody has it.
#[must_use]
pub fn going_out(head: &Head) -> HeadChange {
    HeadChange::Told(head.rev)
}

/// Returns the change of the head that goes with having handed out a file of what `parcel` says,
/// if everything that nobody had seen before was in it.
#[must_use]
pub fn handed_out(head: &Head, parcel: Parcel<'_>, stamp: FileStamp<'_>) -> Option<HeadChange> {
    let exported = Exported { seq: head.seq, rev: head.rev, at_ms: stamp.created_ms, file: Some(stamp.id) };
    parcel.is_everything_new(head).then_some(HeadChange::HandedOut(exported))
}

/// Returns the name under which the file is saved, such as
/// `产教融合_王敏的手机_20261123-0912_增量_39条.json`: no character that a file system or a chat program
/// refuses, at most 80 characters.
#[must_use]
pub fn file_name<'a>(head: &Head, parcel: impl Into<Parcel<'a>>, created_ms: u64, rows: usize) -> String {
    let parcel = parcel.into();
    let digits: String = china_time(created_ms).chars().filter(char::is_ascii_digit).collect();
    let (day, minute) = (digits.get(..8).unwrap_or_default(), digits.get(8..12).unwrap_or_default());
    let tail = format!("_{day}-{minute}_{}_{rows}条.json", parcel.label());
    let device = head.me.as_ref().map_or("", |me| me.device_name.as_str());
    let head = ["产教融合", device].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_");
    let fits = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let head: String = head.chars().filter(fits).take(MAX_NAME - tail.chars().count()).collect();
    head + &tail
}

/// Wall time in China as ISO 8601 to the second.
pub(super) fn china_time(ms: u64) -> String {
    let shifted = Stamp::new(ms.saturating_add(CHINA_MS), 0).to_string();
    let seconds = shifted.split('.').next().unwrap_or_default();
    format!("{seconds}+08:00")
}

fn sender(head: &Head) -> Sender {
    let me = head.me.clone();
    Sender {
        device: Some(head.device.clone()),
        device_name: me.as_ref().map(|m| m.device_name.clone()).unwrap_or_default(),
        person: me.as_ref().map(|m| m.name.clone()).unwrap_or_default(),
        unit: me.map(|m| m.unit).unwrap_or_default(),
        seq: head.seq,
        rev: head.rev,
    }
}

/// The devices that rows may name, so that a reader can say whose value it is.
fn devices(head: &Head) -> BTreeMap<Device, DeviceNote> {
    let mut devices = head.devices.clone();
    if let Some(me) = &head.me {
        for code in std::iter::once(&head.device).chain(&head.former) {
            devices.insert(code.clone(), DeviceNote { name: me.device_name.clone(), person: me.name.clone() });
        }
    }
    devices
}

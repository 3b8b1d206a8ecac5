//! Writing an exchange file. Stored rows are copied byte for byte and never encoded again.

use super::read::{claimed_hash, rows_digest};
use super::{End, FORMAT, FORMAT_VERSION, FileNote, Parcel, Sender};
use crate::clock::Stamp;
use crate::ledger::{DeviceNote, Exported, Head, HeadChange, Ledger};
use crate::record::{Device, Id};
use crate::schema::KindDef;
use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// What a person who opens the file in a text editor should know.
const EXPLANATION: &str =
    "产教融合工作台的数据交换文件，可用记事本查看。以 _ 开头的是合并所需的记录，请勿改动；改动过的行导入时会单独提示。";

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

/// A file being written, in slices that let the page answer: an iterator over its text.
///
/// It holds the rows as they are when it is made, so the ledger may change meanwhile.
#[derive(Debug)]
pub struct FileWriter {
    header: Option<String>,
    tables: VecDeque<OutTable>,
    /// Rows of the first of `tables` that are written.
    written: usize,
    hashes: Vec<u64>,
    end: bool,
}

/// A table on its way out.
#[derive(Debug)]
struct OutTable {
    opening: String,
    rows: Vec<Arc<str>>,
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
    for (kind, rows) in parcel.rows(ledger, head) {
        contents.rows += rows.len();
        contents.bytes += rows.iter().map(|row| row.len() + 2).sum::<usize>();
        contents.kinds.push((label(ledger, &kind).to_owned(), rows.len()));
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
        let counts: Vec<(&str, usize)> = tables.iter().map(|(kind, rows)| (label(ledger, kind), rows.len())).collect();
        let header = header(head, parcel, stamp, &counts);
        let tables = tables.into_iter().map(|(kind, rows)| {
            let mut opening = String::new();
            open_table(&mut opening, &kind, ledger.schema().kind(&kind));
            OutTable { opening, rows }
        });
        Self { header: Some(header), tables: tables.collect(), written: 0, hashes: Vec::new(), end: false }
    }

    /// Writes rows of the first table into `out` until it is long enough or the table is through.
    fn rows(&mut self, out: &mut String) {
        let Some(table) = self.tables.front() else { return };
        if self.written == 0 {
            out.push_str(&table.opening);
        }
        for row in table.rows.iter().skip(self.written) {
            out.push_str(if self.written > 0 { ",\n" } else { "\n" });
            out.push_str(row);
            self.hashes.extend(claimed_hash(row));
            self.written += 1;
            if out.len() >= SLICE {
                break;
            }
        }
        if self.written == table.rows.len() {
            self.tables.pop_front();
            self.written = 0;
            out.push_str(if self.tables.is_empty() { "\n]}" } else { "\n]},\n" });
        }
    }
}

impl Iterator for FileWriter {
    type Item = String;

    /// Returns the next part of the text, of about 1 MB.
    fn next(&mut self) -> Option<String> {
        if self.end {
            return None;
        }
        let mut out = self.header.take().unwrap_or_default();
        while out.len() < SLICE && !self.tables.is_empty() {
            self.rows(&mut out);
        }
        if self.tables.is_empty() {
            self.end = true;
            let hashes = std::mem::take(&mut self.hashes);
            let end = End { rows: hashes.len() as u64, sha256: rows_digest(hashes) };
            out.push_str("\n},\n");
            push(&mut out, "end", &end, "\n}\n");
        }
        Some(out)
    }
}

/// Returns the text of an exchange file: UTF-8, LF, the header first, one record a line.
#[must_use]
pub fn write_file<'a>(ledger: &Ledger, head: &Head, parcel: impl Into<Parcel<'a>>, stamp: FileStamp<'_>) -> String {
    FileWriter::new(ledger, head, parcel.into(), stamp).collect()
}

fn header(head: &Head, parcel: Parcel<'_>, stamp: FileStamp<'_>, counts: &[(&str, usize)]) -> String {
    let mut out = String::with_capacity(4096);
    out.push_str("{\n");
    push(&mut out, "format", FORMAT, ",");
    push(&mut out, "formatVersion", &FORMAT_VERSION, ",");
    push(&mut out, "minReader", &FORMAT_VERSION, ",\n");
    push(&mut out, "说明", EXPLANATION, ",\n");
    push(&mut out, "kind", parcel.kind(), ",\n");
    push(&mut out, "file", &note(stamp), ",\n");
    if let Some(workspace) = &head.workspace {
        push(&mut out, "workspace", workspace, ",\n");
    }
    push(&mut out, "from", &sender(head), ",\n");
    if let Some(range) = parcel.range(head) {
        push(&mut out, "range", &range, ",\n");
    }
    let acks = head.acks();
    if !acks.is_empty() {
        push(&mut out, "acks", &acks, ",\n");
    }
    out.push_str("\"contents\":{");
    for (i, (label, rows)) in counts.iter().enumerate() {
        push(&mut out, label, rows, if i + 1 < counts.len() { "," } else { "" });
    }
    out.push_str("},\n");
    push(&mut out, "devices", &devices(head), ",\n");
    out.push_str("\"tables\":{");
    out.push_str(if counts.is_empty() { "" } else { "\n" });
    out
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
/// `产教融合_王敏的手机_20261123-0912_全部.json`: no character that a file system or a chat program
/// refuses, at most 80 characters.
#[must_use]
pub fn file_name<'a>(head: &Head, parcel: impl Into<Parcel<'a>>, created_ms: u64) -> String {
    let parcel = parcel.into();
    let digits: String = china_time(created_ms).chars().filter(char::is_ascii_digit).collect();
    let (day, minute) = (digits.get(..8).unwrap_or_default(), digits.get(8..12).unwrap_or_default());
    let tail = format!("_{day}-{minute}_{}.json", parcel.label());
    let device = head.me.as_ref().map_or("", |me| me.device_name.as_str());
    let head = ["产教融合", device].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_");
    let fits = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let head: String = head.chars().filter(fits).take(MAX_NAME - tail.chars().count()).collect();
    head + &tail
}

fn push<T: Serialize + ?Sized>(out: &mut String, name: &str, value: &T, then: &str) {
    // Texts, numbers and maps with text keys always have a JSON form; the fallback is for the type.
    out.push_str(&serde_json::to_string(name).unwrap_or_default());
    out.push(':');
    out.push_str(&serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned()));
    out.push_str(then);
}

fn open_table(out: &mut String, name: &str, kind: Option<&KindDef>) {
    out.push_str(&serde_json::to_string(name).unwrap_or_default());
    out.push_str(":{");
    push(out, "名称", kind.map_or(name, |k| k.label), ",");
    out.push_str("\"fields\":{");
    for (i, field) in kind.map(|k| k.fields).unwrap_or_default().iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        push(out, field.name, field.label, "");
    }
    out.push_str("},\"rows\":[");
}

fn note(stamp: FileStamp<'_>) -> FileNote {
    FileNote {
        id: stamp.id.to_string(),
        app: stamp.app.to_owned(),
        build: stamp.build.to_owned(),
        created: china_time(stamp.created_ms),
    }
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

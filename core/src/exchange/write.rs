//! Writing an exchange file. Stored rows are copied byte for byte and never encoded again.

use super::read::{claimed_hash, rows_digest};
use super::{End, FORMAT, FORMAT_VERSION, FileNote, Select, Sender};
use crate::clock::Stamp;
use crate::ledger::{DeviceNote, Exported, Head, HeadChange, Ledger};
use crate::record::{Device, Id};
use crate::schema::KindDef;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a person who opens the file in a text editor should know.
const EXPLANATION: &str =
    "产教融合工作台的数据交换文件，可用记事本查看。以 _ 开头的是合并所需的记录，请勿改动；改动过的行导入时会单独提示。";

/// China keeps one offset from UTC all the year.
const CHINA_MS: u64 = 8 * 60 * 60 * 1000;

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

/// Returns the text of an exchange file: UTF-8, LF, the header first, one record a line.
#[must_use]
pub fn write_file(ledger: &Ledger, head: &Head, select: Select<'_>, stamp: FileStamp<'_>) -> String {
    let tables = select.rows(ledger);
    let size: usize = tables.iter().flat_map(|(_, rows)| rows).map(|row| row.len() + 2).sum();
    let mut out = String::with_capacity(size + 8192);
    out.push_str("{\n");
    push(&mut out, "format", FORMAT, ",");
    push(&mut out, "formatVersion", &FORMAT_VERSION, ",");
    push(&mut out, "minReader", &FORMAT_VERSION, ",\n");
    push(&mut out, "说明", EXPLANATION, ",\n");
    push(&mut out, "kind", select.kind(), ",\n");
    push(&mut out, "file", &note(stamp), ",\n");
    if let Some(workspace) = &head.workspace {
        push(&mut out, "workspace", workspace, ",\n");
    }
    push(&mut out, "from", &sender(head), ",\n");
    out.push_str("\"contents\":{");
    for (i, (kind, rows)) in tables.iter().enumerate() {
        let label = ledger.schema().kind(kind).map_or(&***kind, |k| k.label);
        push(&mut out, label, &rows.len(), if i + 1 < tables.len() { "," } else { "" });
    }
    out.push_str("},\n");
    push(&mut out, "devices", &devices(head), ",\n");

    out.push_str("\"tables\":{");
    for (i, (kind, rows)) in tables.iter().enumerate() {
        out.push_str(if i > 0 { ",\n" } else { "\n" });
        open_table(&mut out, kind, ledger.schema().kind(kind));
        for (j, row) in rows.iter().enumerate() {
            out.push_str(if j > 0 { ",\n" } else { "\n" });
            out.push_str(row);
        }
        out.push_str("\n]}");
    }
    out.push_str("\n},\n");
    let rows = tables.iter().flat_map(|(_, rows)| rows);
    let end =
        End { rows: rows.clone().count() as u64, sha256: rows_digest(rows.filter_map(|r| claimed_hash(r)).collect()) };
    push(
        &mut out, "end", &end, "
}
",
    );
    out
}

/// Returns the change of the head that goes with handing out a full file.
#[must_use]
pub const fn handed_out(head: &Head, created_ms: u64) -> HeadChange {
    HeadChange::HandedOut(Exported { seq: head.seq, rev: head.rev, at_ms: created_ms })
}

/// Returns the name under which the file is saved, such as
/// `产教融合_王敏的手机_20261123-0912_全部.json`: no character that a file system or a chat program
/// refuses, at most 80 characters.
#[must_use]
pub fn file_name(head: &Head, select: Select<'_>, created_ms: u64) -> String {
    let digits: String = china_time(created_ms).chars().filter(char::is_ascii_digit).collect();
    let (day, minute) = (digits.get(..8).unwrap_or_default(), digits.get(8..12).unwrap_or_default());
    let tail = format!("_{day}-{minute}_{}.json", select.label());
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
fn china_time(ms: u64) -> String {
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

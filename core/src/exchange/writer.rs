//! Laying out an exchange file row by row, for whoever does not hold all of its rows at once.
//!
//! Not here: which rows go into a file (`select`), and what a device says about itself (`write`).

use super::read::{claimed_hash, rows_digest};
use super::{Belonging, End, FORMAT, FORMAT_VERSION, FileHeader};
use crate::schema::{KindDef, Schema};
use serde::Serialize;
use std::mem;

/// What a person who opens the file in a text editor should know.
const EXPLANATION: &str =
    "产教融合工作台的数据交换文件，可用记事本查看。以 _ 开头的是合并所需的记录，请勿改动；改动过的行导入时会单独提示。";

/// Writes a file as its rows come: UTF-8, LF, the header first, one record a line.
#[derive(Debug)]
pub struct RowWriter {
    schema: Schema,
    out: String,
    /// Kind of the table that is open.
    table: Option<Box<str>>,
    /// Row hashes, for the hash at the end.
    hashes: Vec<u64>,
    /// Rows written.
    rows: u64,
    /// Whether the rows are ended and belongings follow.
    moving: bool,
}

impl RowWriter {
    /// Begins a file. `rows` says how many rows of which kind will come, in the order of the file;
    /// it is written as `contents` in place of what the header holds.
    #[must_use]
    pub fn new(header: &FileHeader, rows: &[(&str, u64)], schema: Schema) -> Self {
        let mut out = String::with_capacity(4096);
        out.push_str("{\n");
        push(&mut out, "format", FORMAT, ",");
        push(&mut out, "formatVersion", &FORMAT_VERSION, ",");
        push(&mut out, "minReader", &FORMAT_VERSION, ",\n");
        push(&mut out, "说明", EXPLANATION, ",\n");
        push(&mut out, "kind", &header.kind, ",\n");
        push(&mut out, "file", &header.file, ",\n");
        if let Some(workspace) = &header.workspace {
            push(&mut out, "workspace", workspace, ",\n");
        }
        push(&mut out, "from", &header.from, ",\n");
        if let Some(range) = &header.range {
            push(&mut out, "range", range, ",\n");
        }
        if !header.acks.is_empty() {
            push(&mut out, "acks", &header.acks, ",\n");
        }
        out.push_str("\"contents\":{");
        for (i, (kind, count)) in rows.iter().enumerate() {
            push(&mut out, label(schema, kind), count, if i + 1 < rows.len() { "," } else { "" });
        }
        out.push_str("},\n");
        push(&mut out, "devices", &header.devices, ",\n");
        out.push_str("\"tables\":{");
        Self { schema, out, table: None, hashes: Vec::new(), rows: 0, moving: false }
    }

    /// Writes one row. The rows of a kind must follow one another.
    pub fn row(&mut self, kind: &str, row: &str) {
        if self.table.as_deref() == Some(kind) {
            self.out.push_str(",\n");
        } else {
            self.out.push_str(if self.table.is_some() { "\n]},\n" } else { "\n" });
            open_table(&mut self.out, kind, self.schema.kind(kind));
            self.out.push('\n');
            self.table = Some(kind.into());
        }
        self.out.push_str(row);
        self.hashes.extend(claimed_hash(row));
        self.rows += 1;
    }

    /// Writes what moves to a new device; only after the last row.
    pub fn belonging(&mut self, belonging: &Belonging) {
        if self.moving {
            self.out.push_str(",\n");
        } else {
            self.end_tables();
            self.out.push_str("\"belongings\":[\n");
            self.moving = true;
        }
        self.out.push_str(&serde_json::to_string(belonging).unwrap_or_else(|_| "null".to_owned()));
    }

    fn end_tables(&mut self) {
        if self.table.is_some() {
            self.out.push_str("\n]}");
        }
        self.out.push_str("\n},\n");
    }

    /// Takes out the text written since the last time, for a writer that does not keep it.
    pub fn take(&mut self) -> String {
        // The next part will be about as long.
        let next = String::with_capacity(self.out.len());
        mem::replace(&mut self.out, next)
    }

    /// Returns how many bytes wait to be taken.
    #[must_use]
    pub const fn waiting(&self) -> usize {
        self.out.len()
    }

    /// Ends the file and returns the text that was not taken yet.
    #[must_use]
    pub fn finish(mut self) -> String {
        if self.moving {
            self.out.push_str("\n],\n");
        } else {
            self.end_tables();
        }
        let Self { mut out, hashes, rows, .. } = self;
        push(&mut out, "end", &End { rows, sha256: rows_digest(hashes) }, "\n}\n");
        out
    }
}

fn label(schema: Schema, kind: &str) -> &str {
    schema.kind(kind).map_or(kind, |k| k.label)
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

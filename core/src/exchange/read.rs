//! Reading an exchange file: what it says about itself, and its rows as text, checked.
//!
//! Rows stay text and are decoded when the preview needs them: of a copy that differs in a tenth,
//! nine tenths are never decoded. A file whose end hash fits is as it was written; in any other
//! every row is held against its own hash, so that the untouched ones can still be taken.

mod parse;

use super::sniff::text_of;
use super::{BadRow, FileError, FileHeader, RowFault};
use crate::record::{Id, Record, RowProblem, decode, encode, kind_and_id};
use parse::{Draft, parse};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::sync::Arc;

/// Deepest nesting of a row.
const MAX_DEPTH: usize = 32;

/// Rows longer than this, in bytes, are checked against the limits of a row in any case.
const MAX_PLAIN: usize = 16 << 10;

/// An exchange file, taken apart.
#[derive(Debug, Clone, Default)]
pub struct ExchangeFile {
    /// Name of the file as it was chosen; the caller fills it in.
    pub name: String,
    /// What it says about itself.
    pub header: FileHeader,
    /// Its rows, in the order of the file.
    pub rows: Vec<FileRow>,
    /// Rows that cannot be taken.
    pub bad: Vec<BadRow>,
    /// Whether every row that is there is as it was written and yet the file as a whole is not:
    /// somebody has taken rows out, put rows in, or sorted them.
    pub altered: bool,
}

/// A row of a file.
#[derive(Debug, Clone)]
pub struct FileRow {
    /// Name of the record's kind.
    pub kind: Arc<str>,
    /// The record.
    pub id: Id,
    /// The row's text, as it would be stored.
    pub text: Arc<str>,
    /// Where it stands.
    pub place: Place,
}

/// Where a row stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its how-manieth row it is, from 1.
    pub number: usize,
    /// Its line, from 1; `None` if rows have no lines of their own.
    pub line: Option<usize>,
}

/// Takes the bytes of a file apart. Never panics, whatever they are.
///
/// # Errors
/// Says why nothing of the file can be taken. Wrong rows are no error: they are in
/// [`ExchangeFile::bad`], and the others go on.
pub fn read_file(bytes: &[u8]) -> Result<ExchangeFile, FileError> {
    let text = text_of(bytes)?;
    let Draft { header, rows, end, .. } = parse(text)?;
    let intact = rows_digest(rows.clone()) == end.sha256;
    let mut reading = Reading { rows: Vec::with_capacity(rows.len()), bad: Vec::new(), kinds: Vec::new() };
    let mut lines = Lines { text, at: 0, line: 1 };
    for (i, row) in rows.iter().enumerate() {
        let place = Place { number: i + 1, line: lines.of(row) };
        let plain = row.len() <= MAX_PLAIN && !row.contains(['\n', '\r']);
        let checked = if intact && plain { Ok(Cow::Borrowed(*row)) } else { check(row) };
        match checked.and_then(|text| reading.row(&text, place)) {
            Ok(row) => reading.rows.push(row),
            Err(fault) => reading.bad.push(bad_row(row, place, fault)),
        }
    }
    let Reading { rows, bad, .. } = reading;
    let whole = intact || rows_digest(rows.iter().map(|row| &*row.text).collect()) == end.sha256;
    Ok(ExchangeFile { name: String::new(), header, altered: bad.is_empty() && !whole, rows, bad })
}

/// Returns the end hash of rows: SHA-256 over all of them in ascending order of their bytes, each
/// followed by LF. A program that sorts the members of a file does not disturb it.
pub(super) fn rows_digest(mut rows: Vec<&str>) -> String {
    // They nearly are in order, which the stable sort makes use of.
    rows.sort();
    let mut digest = Sha256::new();
    for row in rows {
        digest.update(row);
        digest.update("\n");
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl FileRow {
    /// Returns the record of the row.
    ///
    /// # Errors
    /// Says what is wrong with the row; only a program that writes wrong rows under a right end
    /// hash gets here.
    pub fn record(&self) -> Result<Record, RowFault> {
        if is_deep(&self.text) {
            return Err(RowFault::TooDeep);
        }
        decode(&self.text, false).map_err(RowFault::Row)
    }

    /// Returns the report of this row with `fault`.
    #[must_use]
    pub fn bad(&self, fault: RowFault) -> BadRow {
        bad_row(&self.text, self.place, fault)
    }
}

/// The row as it was written, if its hash fits. A row that another program has laid out anew is
/// brought back to how this program writes it: two spellings of one value must not clash.
fn check(row: &str) -> Result<Cow<'_, str>, RowFault> {
    if is_deep(row) {
        return Err(RowFault::TooDeep);
    }
    let again = encode(&decode(row, true).map_err(RowFault::Row)?);
    let hash = again.rsplit('"').nth(1).unwrap_or_default();
    // Another hash than the claimed one: the bytes fit as they are, and are kept as they are.
    Ok(if row.contains(hash) { Cow::Owned(again) } else { Cow::Borrowed(row) })
}

/// Whether a row is nested deeper than it may be. Counting brackets settles nearly every row.
fn is_deep(row: &str) -> bool {
    if row.bytes().filter(|b| matches!(b, b'{' | b'[')).count() <= MAX_DEPTH {
        return false;
    }
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in row.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return true;
        }
    }
    false
}

/// The rows read so far; names of kinds are shared.
struct Reading {
    rows: Vec<FileRow>,
    bad: Vec<BadRow>,
    kinds: Vec<Arc<str>>,
}

impl Reading {
    fn row(&mut self, text: &str, place: Place) -> Result<FileRow, RowFault> {
        let (kind, id) = match written_kind_and_id(text) {
            Some((kind, id)) => (self.kind(kind), id),
            None => {
                let (kind, id) = kind_and_id(text).ok_or_else(|| fault_of(text))?;
                (self.kind(&kind), id)
            }
        };
        Ok(FileRow { kind, id, text: text.into(), place })
    }

    fn kind(&mut self, name: &str) -> Arc<str> {
        // Rows of a kind stand together, and there are few kinds.
        if let Some(kind) = self.kinds.iter().rev().find(|kind| &***kind == name) {
            return Arc::clone(kind);
        }
        let kind: Arc<str> = name.into();
        self.kinds.push(Arc::clone(&kind));
        kind
    }
}

/// Kind and id of a row that begins as this program writes it; saves parsing the whole row.
fn written_kind_and_id(row: &str) -> Option<(&str, Id)> {
    let (kind, rest) = row.strip_prefix("{\"_k\":\"")?.split_once('"')?;
    let rest = rest.strip_prefix(",\"id\":\"")?;
    let id = rest.get(..36).filter(|_| rest.get(36..37) == Some("\""))?;
    if kind.is_empty() || kind.contains('\\') { None } else { Some((kind, Id::parse(id)?)) }
}

fn fault_of(row: &str) -> RowFault {
    RowFault::Row(decode(row, false).err().unwrap_or(RowProblem::NotARow))
}

/// Counts lines on the way from row to row.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line on which `row`, a part of the text, begins, if nothing else begins there.
    fn of(&mut self, row: &str) -> Option<usize> {
        let start = (row.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        let between = self.text.as_bytes().get(self.at..start)?;
        self.line += between.iter().filter(|b| **b == b'\n').count();
        self.at = start;
        let before = self.text.get(..start)?.trim_end_matches([' ', '\t', '\r']);
        before.ends_with('\n').then_some(self.line)
    }
}

fn bad_row(row: &str, place: Place, fault: RowFault) -> BadRow {
    BadRow { number: place.number, line: place.line, title: title_guess(row), fault }
}

/// What the record of a broken row seems to be called.
fn title_guess(row: &str) -> String {
    const LIKELY: &[&str] = &["name", "title", "what", "topic", "detail", "purpose", "date"];
    let Ok(Value::Object(members)) = serde_json::from_str(row) else {
        return String::new();
    };
    let text = |name: &&str| members.get(*name).and_then(Value::as_str).filter(|t| !t.is_empty());
    LIKELY.iter().find_map(text).unwrap_or_default().to_owned()
}

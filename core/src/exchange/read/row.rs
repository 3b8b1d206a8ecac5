//! One row of a file: held against its own hash and against the limits of a row.
//!
//! What a row says about its record is the codec's to know (`record`).

use crate::exchange::{BadRow, RowFault};
use crate::record::{Id, Record, RowProblem, RowText, RowView, decode, encode};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::sync::Arc;

/// Deepest nesting of a row.
pub(super) const MAX_DEPTH: usize = 32;

/// Rows longer than this, in bytes, are checked against the limits of a row in any case.
pub(super) const MAX_PLAIN: usize = 16 << 10;

/// A row of a file.
#[derive(Debug, Clone)]
pub struct FileRow {
    /// Name of the record's kind.
    pub kind: Arc<str>,
    /// The record.
    pub id: Id,
    /// The row's text, as it would be stored.
    pub text: RowText,
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

/// Returns the end hash of rows: SHA-256 over their row hashes in ascending order, each as 16
/// hexadecimal digits and LF. Neither the order of rows nor their layout disturbs it.
pub(in crate::exchange) fn rows_digest(mut hashes: Vec<u64>) -> String {
    hashes.sort_unstable();
    let mut digest = Sha256::new();
    let mut line = [b'\n'; 17];
    for hash in hashes {
        for (place, digit) in line.iter_mut().zip((0..16).rev()) {
            *place = match (hash >> (digit * 4)).to_le_bytes()[0] & 15 {
                low @ 0..10 => b'0' + low,
                high => b'a' - 10 + high,
            };
        }
        digest.update(line);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash that a row claims at its end, where this program writes it.
pub(in crate::exchange) fn claimed_hash(row: &str) -> Option<u64> {
    let (_, digits) = split_hash(row)?;
    u64::from_str_radix(digits, 16).ok()
}

/// What a row's hash is over, and its digits.
fn split_hash(row: &str) -> Option<(&str, &str)> {
    const TAIL: usize = ",\"_h\":\"0123456789abcdef\"}".len();
    let (before, tail) = row.split_at_checked(row.len().checked_sub(TAIL)?)?;
    let digits = tail.strip_prefix(",\"_h\":\"")?.strip_suffix("\"}")?;
    let lower = digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    lower.then_some((before, digits))
}

/// The hash of a row, if it is the one that it claims: the row is as it was written.
pub(super) fn row_hash(row: &str) -> Option<u64> {
    let (before, digits) = split_hash(row)?;
    let claimed = u64::from_str_radix(digits, 16).ok()?;
    let first = Sha256::digest(before.as_bytes()).first_chunk::<8>().copied()?;
    (u64::from_be_bytes(first) == claimed).then_some(claimed)
}

impl FileRow {
    /// Returns the record of the row.
    ///
    /// # Errors
    /// Says what is wrong with the row; only a program that writes wrong rows under a right end
    /// hash gets here.
    pub fn record(&self) -> Result<Record, RowFault> {
        decode(&self.text, false).map_err(RowFault::Row)
    }

    /// Returns the row as it stands, if it is written as this program writes rows.
    #[must_use]
    pub fn view(&self) -> Option<RowView<'_>> {
        RowView::read(&self.text)
    }

    /// Returns the report of this row with `fault`.
    #[must_use]
    pub fn bad(&self, fault: RowFault) -> BadRow {
        bad_row(&self.text, self.place, fault)
    }
}

/// The row as it was written, if its hash fits. A row that another program has laid out anew is
/// brought back to how this program writes it: two spellings of one value must not clash.
pub(super) fn check(row: &str) -> Result<Cow<'_, str>, RowFault> {
    let again = encode(&decode(row, true).map_err(RowFault::Row)?);
    let hash = again.rsplit('"').nth(1).unwrap_or_default();
    // Another hash than the claimed one: the bytes fit as they are, and are kept as they are.
    Ok(if row.contains(hash) { Cow::Owned(again) } else { Cow::Borrowed(row) })
}

/// Kind and id of a row that begins as this program writes it; saves parsing the whole row.
pub(super) fn written_kind_and_id(row: &str) -> Option<(&str, Id)> {
    let (kind, rest) = row.strip_prefix("{\"_k\":\"")?.split_once('"')?;
    let rest = rest.strip_prefix(",\"id\":\"")?;
    let id = rest.get(..36).filter(|_| rest.get(36..37) == Some("\""))?;
    if kind.is_empty() || kind.contains('\\') { None } else { Some((kind, Id::parse(id)?)) }
}

pub(super) fn fault_of(row: &str) -> RowFault {
    RowFault::Row(decode(row, false).err().unwrap_or(RowProblem::NotARow))
}

pub(super) fn bad_row(row: &str, place: Place, fault: RowFault) -> BadRow {
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

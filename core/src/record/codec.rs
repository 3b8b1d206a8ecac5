//! One record as one line of JSON: the row of the store, of the exchange file and of the rescue
//! page alike. Unknown members are kept byte for byte.
//!
//! ```text
//! {"_k":"partner","id":"0192…","name":"…","_s":["k7f2m3qd.3@2026-11-20T08:00:12.001Z"],
//!  "_f":{"city":1},"_c":{"city":[["佛山","b4.7@…"]]},"_h":"9f2c41d07be3a655"}
//! ```
//!
//! `_s` are the distinct stamps of the row, `_f` says which register has which (0 if it is not
//! named), `_c` holds clashing values, `_h` is the first 8 bytes of the SHA-256 of everything
//! before it. A stamp is `dot@time`, several joined by `+` when the same value was written
//! several times, and behind `;` what else of this register had been seen: `a.4,b.9`.

use super::{Context, Dot, Entry, Id, Json, Record, Register};
use crate::clock::Stamp;
use serde::Deserialize;
use serde::de::{Error, MapAccess, Visitor};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::sync::Arc;

/// Most writes that one register of a foreign row may hold at a time.
const MAX_WRITES: usize = 1_000;
/// Most devices that one context of a foreign row may name.
const MAX_DEVICES: usize = 4_000;
/// Longest value of a foreign row, in bytes of JSON text.
const MAX_VALUE: usize = 1 << 20;
/// Bytes of the member `_h` at the end of a row, brace included.
const HASH_TAIL: usize = 25;

/// Why a row cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowProblem {
    /// It is not a JSON object, or a member stands in it twice.
    NotARow,
    /// It has no kind.
    NoKind,
    /// It has no id, or one that is not a UUID.
    NoId,
    /// A stamp is missing or not readable.
    BadStamp,
    /// It was changed by hand after it was written: the hash does not fit.
    Edited,
    /// It holds more or longer values than a row may.
    TooMuch,
}

/// Of each clashing register the values that are not shown, each with its stamp.
type Clashes<'a> = Vec<(&'a Arc<str>, Vec<(&'a Json, String)>)>;

/// Returns the row of `record`: one line without the line feed.
#[must_use]
pub fn encode(record: &Record) -> String {
    let mut row = String::with_capacity(256);
    row.push_str("{\"_k\":");
    push_text(&mut row, &record.kind);
    row.push_str(",\"id\":\"");
    push_display(&mut row, &record.id);
    row.push('"');

    let mut stamps: Vec<String> = Vec::new();
    let mut chosen: Vec<(&Arc<str>, usize)> = Vec::new();
    let mut clashing: Clashes<'_> = Vec::new();
    for (name, register) in &record.registers {
        let mut values = group_by_value(register);
        if values.is_empty() {
            continue;
        }
        let (value, writes) = values.remove(0);
        row.push(',');
        push_text(&mut row, name);
        row.push(':');
        row.push_str(value.text());
        let stamp = write_stamp(&writes, Some(register.context()));
        let index = stamps.iter().position(|s| *s == stamp).unwrap_or_else(|| {
            stamps.push(stamp);
            stamps.len() - 1
        });
        if index > 0 {
            chosen.push((name, index));
        }
        if !values.is_empty() {
            clashing.push((name, values.into_iter().map(|(v, w)| (v, write_stamp(&w, None))).collect()));
        }
    }
    push_stamps(&mut row, &stamps, &chosen);
    push_clashes(&mut row, &clashing);
    let hash = hash(&row);
    row.push_str(",\"_h\":\"");
    row.push_str(&hash);
    row.push_str("\"}");
    row
}

fn push_stamps(row: &mut String, stamps: &[String], chosen: &[(&Arc<str>, usize)]) {
    row.push_str(",\"_s\":[");
    for (i, stamp) in stamps.iter().enumerate() {
        if i > 0 {
            row.push(',');
        }
        push_text(row, stamp);
    }
    row.push(']');
    if !chosen.is_empty() {
        row.push_str(",\"_f\":{");
        for (i, (name, index)) in chosen.iter().enumerate() {
            if i > 0 {
                row.push(',');
            }
            push_text(row, name);
            row.push(':');
            push_display(row, index);
        }
        row.push('}');
    }
}

fn push_clashes(row: &mut String, clashing: &Clashes<'_>) {
    if clashing.is_empty() {
        return;
    }
    row.push_str(",\"_c\":{");
    for (i, (name, values)) in clashing.iter().enumerate() {
        if i > 0 {
            row.push(',');
        }
        push_text(row, name);
        row.push_str(":[");
        for (j, (value, stamp)) in values.iter().enumerate() {
            if j > 0 {
                row.push(',');
            }
            row.push('[');
            row.push_str(value.text());
            row.push(',');
            push_text(row, stamp);
            row.push(']');
        }
        row.push(']');
    }
    row.push('}');
}

/// The distinct values of a register with the writes of each, the shown value first.
fn group_by_value(register: &Register) -> Vec<(&Json, Vec<&Entry>)> {
    register
        .values()
        .into_iter()
        .map(|value| (value, register.entries().iter().filter(|e| e.value == *value).collect()))
        .collect()
}

fn write_stamp(writes: &[&Entry], context: Option<&Context>) -> String {
    let mut text = String::with_capacity(48);
    for (i, write) in writes.iter().enumerate() {
        if i > 0 {
            text.push('+');
        }
        push_display(&mut text, &write.dot);
        text.push('@');
        push_display(&mut text, &write.stamp);
    }
    let mut implied = Context::default();
    for write in writes {
        implied.add(&write.dot);
    }
    let mut separator = ';';
    for (device, n) in context.into_iter().flat_map(Context::iter) {
        if implied.of(device) != n {
            text.push(separator);
            text.push_str(device.code());
            text.push('.');
            push_display(&mut text, &n);
            separator = ',';
        }
    }
    text
}

/// Reads a stamp: its writes as (dot, time), and what else had been seen.
fn read_stamp(text: &str) -> Option<(Vec<(Dot, Stamp)>, Context)> {
    let (writes, rest) = text.split_once(';').map_or((text, None), |(w, r)| (w, Some(r)));
    let writes: Vec<(Dot, Stamp)> = writes
        .split('+')
        .map(|w| {
            let (dot, stamp) = w.split_once('@')?;
            Some((Dot::parse(dot)?, Stamp::parse(stamp)?))
        })
        .collect::<Option<_>>()?;
    let mut context = Context::default();
    for dot in rest.into_iter().flat_map(|r| r.split(',')) {
        context.add(&Dot::parse(dot)?);
    }
    Some((writes, context))
}

fn push_text(row: &mut String, text: &str) {
    match serde_json::to_string(text) {
        Ok(quoted) => row.push_str(&quoted),
        // A string always has a JSON form; the arm exists only for the type.
        Err(_) => row.push_str("\"\""),
    }
}

fn push_display(row: &mut String, what: &impl fmt::Display) {
    // Writing into a String cannot fail.
    write!(row, "{what}").unwrap_or_default();
}

fn hash(before: &str) -> String {
    let digest = Sha256::digest(before.as_bytes());
    digest.iter().take(8).fold(String::with_capacity(16), |mut hex, byte| {
        push_display(&mut hex, &format_args!("{byte:02x}"));
        hex
    })
}

/// Reads a row. With `check`, for a row from elsewhere, its hash must be there and fit and it must
/// keep the limits; a store trusts its own rows, since whatever merges must be readable again.
///
/// # Errors
/// Says what is wrong with the row; nothing of it may be taken then.
pub fn decode(row: &str, check: bool) -> Result<Record, RowProblem> {
    let raw: RawRow<'_> = serde_json::from_str(row).map_err(|_| RowProblem::NotARow)?;
    let record = assemble(&raw)?;
    if !check {
        return Ok(record);
    }
    if is_too_much(&record) {
        return Err(RowProblem::TooMuch);
    }
    checked(row, &raw, record).ok_or(RowProblem::Edited)
}

fn is_too_much(record: &Record) -> bool {
    record.registers.values().any(|register| {
        register.entries().len() > MAX_WRITES
            || register.context().iter().count() > MAX_DEVICES
            || register.entries().iter().any(|e| e.value.text().len() > MAX_VALUE)
    })
}

/// Reads only kind and id of a row, cheaply.
#[must_use]
pub fn kind_and_id(row: &str) -> Option<(String, Id)> {
    #[derive(Deserialize)]
    struct Head {
        _k: String,
        id: String,
    }
    let head: Head = serde_json::from_str(row).ok()?;
    Some((head._k, Id::parse(&head.id)?))
}

/// Returns the hash that stands at the end of a row as this program writes rows; nobody has compared
/// it with the row.
#[must_use]
pub fn row_hash(row: &str) -> Option<u64> {
    let (_, tail) = row.as_bytes().split_last_chunk::<HASH_TAIL>()?;
    let digits = tail.strip_prefix(b",\"_h\":\"")?.strip_suffix(b"\"}")?;
    digits.iter().try_fold(0, |hash, digit| Some(hash << 4 | u64::from(char::from(*digit).to_digit(16)?)))
}

/// Returns the record if the hash fits. It is over the bytes of the row as it was written. A row
/// that another program has laid out anew still passes if writing it again gives the hash; its
/// values are compact then, because a stored row must not hold a line feed.
fn checked(row: &str, raw: &RawRow<'_>, record: Record) -> Option<Record> {
    let claimed = raw.hash.as_deref()?;
    if let Some(at) = row.rfind(",\"_h\":\"")
        && row.get(at..).is_some_and(|tail| tail.len() == HASH_TAIL)
        && !row.contains(['\n', '\r'])
        && row.get(..at).is_some_and(|before| hash(before) == claimed)
    {
        return Some(record);
    }
    let mut compact = record;
    for register in compact.registers.values_mut() {
        register.compact();
    }
    encode(&compact).ends_with(&format!(",\"_h\":\"{claimed}\"}}")).then_some(compact)
}

fn assemble(raw: &RawRow<'_>) -> Result<Record, RowProblem> {
    let kind = raw.kind.as_deref().filter(|k| !k.is_empty()).ok_or(RowProblem::NoKind)?;
    let id = raw.id.as_deref().and_then(Id::parse).ok_or(RowProblem::NoId)?;
    let stamps: Vec<(Vec<(Dot, Stamp)>, Context)> =
        raw.stamps.iter().map(|s| read_stamp(s)).collect::<Option<_>>().ok_or(RowProblem::BadStamp)?;
    let mut record = Record::new(kind, id);
    for (name, value) in &raw.members {
        let index = raw.chosen.get(name.as_str()).copied().unwrap_or(0);
        let (writes, rest) = stamps.get(index).ok_or(RowProblem::BadStamp)?;
        let mut entries = Vec::new();
        push_entries(&mut entries, value, writes);
        for (value, stamp) in raw.clashing.get(name.as_str()).into_iter().flatten() {
            let (writes, _) = read_stamp(stamp).ok_or(RowProblem::BadStamp)?;
            push_entries(&mut entries, value, &writes);
        }
        record.registers.insert(name.as_str().into(), Register::new(entries, rest.clone()));
    }
    let orphans = raw.chosen.keys().chain(raw.clashing.keys());
    if orphans.into_iter().any(|name| !record.registers.contains_key(name.as_str())) {
        return Err(RowProblem::BadStamp);
    }
    Ok(record)
}

fn push_entries(entries: &mut Vec<Entry>, value: &RawValue, writes: &[(Dot, Stamp)]) {
    let value = Json::kept(value.get());
    entries.extend(writes.iter().map(|(dot, stamp)| Entry { dot: dot.clone(), stamp: *stamp, value: value.clone() }));
}

/// A row as JSON gives it. A member that stands twice makes the row unreadable: which of the two
/// was meant cannot be known.
struct RawRow<'a> {
    kind: Option<String>,
    id: Option<String>,
    members: Vec<(String, &'a RawValue)>,
    stamps: Vec<String>,
    chosen: BTreeMap<String, usize>,
    clashing: BTreeMap<String, Vec<(&'a RawValue, String)>>,
    hash: Option<String>,
}

impl<'de> Deserialize<'de> for RawRow<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = RawRow<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawRow<'de>, A::Error> {
        let mut row = RawRow {
            kind: None,
            id: None,
            members: Vec::new(),
            stamps: Vec::new(),
            chosen: BTreeMap::new(),
            clashing: BTreeMap::new(),
            hash: None,
        };
        let mut seen: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
        while let Some(name) = map.next_key::<String>()? {
            if !seen.insert(name.clone()) {
                return Err(A::Error::custom("a member stands twice"));
            }
            match name.as_str() {
                "_k" => row.kind = Some(map.next_value()?),
                "id" => row.id = Some(map.next_value()?),
                "_s" => row.stamps = map.next_value()?,
                "_f" => row.chosen = map.next_value()?,
                "_c" => row.clashing = map.next_value()?,
                "_h" => row.hash = Some(map.next_value()?),
                _ => row.members.push((name, map.next_value()?)),
            }
        }
        Ok(row)
    }
}

#[cfg(test)]
mod tests;

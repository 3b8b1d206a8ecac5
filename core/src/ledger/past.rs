//! What a commit changed in a record, as people read it, and how any of it is brought back.

use super::{Change, Ledger};
use crate::clock::Stamp;
use crate::record::{DELETION, Device, Entry, Json, Record, Register};
use crate::schema::{FieldDef, KindDef, Place};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A part of a record that changes as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The fields of one register, usually one; several only make sense together.
    Fields(Arc<str>, Vec<&'static FieldDef>),
    /// A field that holds a set.
    Set(&'static FieldDef),
    /// Whether the record is deleted.
    Deletion,
    /// A register that a newer version of the program wrote.
    Newer(Arc<str>),
}

impl Part {
    /// Whether the part stands in the register `name`.
    fn holds(&self, name: &str) -> bool {
        match self {
            Self::Fields(register, _) | Self::Newer(register) => **register == *name,
            Self::Set(field) => name.split_once('/').is_some_and(|(set, _)| set == field.name),
            Self::Deletion => name == DELETION,
        }
    }

    /// Whether the part shows the field `name`.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        match self {
            Self::Fields(_, fields) => fields.iter().any(|f| f.name == name),
            Self::Set(field) => field.name == name,
            Self::Deletion | Self::Newer(_) => false,
        }
    }
}

/// One value that stood in a part, with its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The value; of a set the array of its elements, of the deletion the deletion.
    pub value: Value,
    /// The device that wrote it.
    pub by: Device,
    /// When, by that device's clock.
    pub at: Stamp,
}

/// A part that differs between two states of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Altered {
    /// Which part.
    pub part: Part,
    /// Its values before, the shown one first; several clashed; none if it was empty.
    pub before: Vec<Version>,
    /// Its values after.
    pub after: Vec<Version>,
    /// Who wrote what is new in it, and when by that device's clock; `None` if something was only
    /// taken away, as when an import is put back.
    pub by: Option<(Device, Stamp)>,
}

/// Returns what differs between two states of a record, in the order of the form.
#[must_use]
pub fn altered(kind: &KindDef, before: &Record, after: &Record) -> Vec<Altered> {
    let (before_record, after_record) = (before, after);
    let versions = |part: &Part| (versions(before, part, after), versions(after, part, before));
    parts(kind, before, after)
        .into_iter()
        .filter_map(|part| {
            let (before, after) = versions(&part);
            let values = |all: &[Version]| all.iter().map(|v| v.value.clone()).collect::<Vec<_>>();
            let by = |part: &Part| newest(&|name| part.holds(name), before_record, after_record);
            (values(&before) != values(&after)).then(|| Altered { by: by(&part), part, before, after })
        })
        .collect()
}

/// The last of the writes that `after` holds and `before` does not, in the registers of interest.
fn newest(holds: &dyn Fn(&str) -> bool, before: &Record, after: &Record) -> Option<(Device, Stamp)> {
    let registers = after.registers.iter().filter(|(name, _)| holds(name));
    let new = registers.flat_map(|(name, register)| {
        let old = before.registers.get(name).map(Register::entries).unwrap_or_default();
        register.entries().iter().filter(move |e| !old.iter().any(|o| o.dot == e.dot))
    });
    new.max_by_key(|e| e.stamp).map(|e| (e.dot.device.clone(), e.stamp))
}

fn parts(kind: &KindDef, before: &Record, after: &Record) -> Vec<Part> {
    let names: BTreeSet<&Arc<str>> = before.registers.keys().chain(after.registers.keys()).collect();
    let mut parts: Vec<Part> = Vec::new();
    let mut known: BTreeSet<&str> = BTreeSet::from([DELETION]);
    for field in kind.fields.iter().copied() {
        let name = field.register();
        if !known.insert(name) {
            continue;
        }
        parts.push(if field.ty.is_set() {
            Part::Set(field)
        } else {
            Part::Fields(name.into(), kind.fields.iter().copied().filter(|f| f.register() == name).collect())
        });
    }
    parts.push(Part::Deletion);
    let newer = names.into_iter().filter(|name| !known.contains(name.split_once('/').map_or(&***name, |(set, _)| set)));
    parts.extend(newer.map(|name| Part::Newer(Arc::clone(name))));
    parts
}

/// The values of a part in `record`; `other` says which elements of a set are of interest.
fn versions(record: &Record, part: &Part, other: &Record) -> Vec<Version> {
    let version = |entry: &Entry| Version { value: entry.value.value(), by: entry.dot.device.clone(), at: entry.stamp };
    let all = |name: &str| record.registers.get(name).map(Register::ranked).unwrap_or_default();
    match part {
        Part::Fields(name, _) | Part::Newer(name) => {
            let values = all(name).into_iter().map(version);
            values.filter(|v| !v.value.is_null()).collect()
        }
        Part::Set(field) => {
            let prefix = format!("{}/", field.name);
            let elements = record.registers.iter().filter(|(name, _)| name.starts_with(&prefix));
            let differing = elements.clone().filter(|(name, r)| other.registers.get(*name) != Some(r));
            let latest = |of: &mut dyn Iterator<Item = (&Arc<str>, &Register)>| {
                of.filter_map(|(_, r)| r.top()).max_by_key(|e| e.stamp).map(|e| (e.dot.device.clone(), e.stamp))
            };
            let author = latest(&mut differing.into_iter()).or_else(|| latest(&mut elements.into_iter()));
            let value = record.value(field);
            value.zip(author).map(|(value, (by, at))| Version { value, by, at }).into_iter().collect()
        }
        Part::Deletion => {
            let top = record.registers.get(DELETION).and_then(Register::top).filter(|_| record.is_dead());
            top.map(version).into_iter().collect()
        }
    }
}

/// Returns the writes that make a part of `now` hold `value`; `null` clears it, and the deletion is
/// lifted whatever `value` says.
#[must_use]
pub fn bring_back(now: &Record, part: &Part, value: &Value) -> Vec<Change> {
    match part {
        Part::Fields(name, _) | Part::Newer(name) => put(now, name, value).into_iter().collect(),
        Part::Set(field) => {
            let wanted: BTreeSet<&str> = value.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let prefix = format!("{}/", field.name);
            let present = now.registers.keys().filter_map(|name| name.strip_prefix(&prefix));
            let all: BTreeSet<&str> = present.chain(wanted.iter().copied()).collect();
            let element = |e: &str| {
                put(now, &format!("{prefix}{e}"), &if wanted.contains(e) { Value::Bool(true) } else { Value::Null })
            };
            all.into_iter().filter_map(element).collect()
        }
        Part::Deletion if now.is_dead() => vec![Change::Restore { id: now.id }],
        Part::Deletion => Vec::new(),
    }
}

/// Returns the writes that make `now` show what `before` shows. A deletion is lifted, never made.
#[must_use]
pub fn back_to(now: &Record, before: &Record) -> Vec<Change> {
    let names: BTreeSet<&Arc<str>> = now.registers.keys().chain(before.registers.keys()).collect();
    let lifted = (now.is_dead() && !before.is_dead()).then_some(Change::Restore { id: now.id });
    let fields = names.into_iter().filter(|name| name.as_ref() != DELETION);
    lifted
        .into_iter()
        .chain(fields.filter_map(|name| put(now, name, &before.shown(name).unwrap_or(Value::Null))))
        .collect()
}

/// A write is wanted unless the value stands there alone already.
fn put(now: &Record, register: &str, value: &Value) -> Option<Change> {
    let standing = now.registers.get(register).map(Register::values).unwrap_or_default();
    let same = match standing.as_slice() {
        [] => value.is_null(),
        [one] => one.value() == *value,
        _ => false,
    };
    (!same).then(|| Change::Put {
        kind: Arc::clone(&now.kind),
        id: now.id,
        register: register.into(),
        value: Json::of(value),
        seen: now.dots(register),
    })
}

impl Ledger {
    /// Returns a value of a part as people read it; empty for nothing.
    #[must_use]
    pub fn shown_part(&self, part: &Part, value: &Value) -> String {
        match part {
            Part::Fields(_, fields) => match (fields.as_slice(), value) {
                ([field], _) if field.place == Place::Own => self.shown_json(field, value),
                (_, Value::Object(members)) => {
                    let member =
                        |f: &&FieldDef| Some(format!("{} {}", f.label, self.shown_json(f, members.get(f.name)?)));
                    fields.iter().filter_map(member).collect::<Vec<_>>().join("，")
                }
                _ => String::new(),
            },
            Part::Set(field) => self.shown_json(field, value),
            Part::Deletion | Part::Newer(_) => String::new(),
        }
    }

    /// Returns what is on the screen of somebody who looks at the record `id` and its lines.
    #[must_use]
    pub fn seen(&self, id: &crate::record::Id) -> super::Seen {
        let mut seen = super::Seen::default();
        let mut open = vec![*id];
        while let Some(id) = open.pop() {
            if seen.contexts(&id).is_some() {
                continue;
            }
            if let Some(record) = self.get(&id) {
                seen.add(&record);
                open.extend(self.owned_lines(&id));
            }
        }
        seen
    }
}

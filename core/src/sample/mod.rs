//! What the program brings along: the towns of 常州 and the thresholds for every workspace, and the source document's
//! working system as a sample that a person can start with.
//!
//! Every row has a deterministic id and the dot (builtin, [`DATA_VERSION`]), so that it gives way
//! to whatever a person writes.

pub mod demo;

use crate::clock::Stamp;
use crate::kinds::SCHEMA;
use crate::kinds::threshold::{self, Threshold};
use crate::record::{Device, Dot, Entry, Id, Json, Record};
use crate::schema::{FieldDef, FieldType, KindDef, Place, parse_input};
use crate::value::{CivilDate, FieldValue, Shares};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Version of the built-in data. A higher one replaces values that nobody has touched.
pub const DATA_VERSION: u64 = 1;

const TOWNS: &str = include_str!("towns.tsv");
const DECK: &str = include_str!("deck.tsv");

/// A row that the program brings along, by the names of its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seed {
    /// Name of its kind.
    pub kind: &'static str,
    /// What its id is made of.
    pub key: String,
    /// Values by field, as text of the data file.
    pub fields: Vec<(String, String)>,
}

/// Returns the 58 towns and subdistricts of 常州.
#[must_use]
pub fn towns() -> Vec<Seed> {
    lines(TOWNS)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (code, district, name, sort) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
            let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
            Some(Seed {
                kind: "town",
                key: code.to_owned(),
                fields: vec![
                    field("name", name),
                    field("district", district),
                    field("sort", sort),
                    field("code", code),
                ],
            })
        })
        .collect()
}

/// Returns the thresholds with the numbers that hold unless the office sets others.
#[must_use]
pub fn thresholds() -> Vec<Seed> {
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let seed = |threshold: &Threshold| Seed {
        kind: threshold::KIND.name,
        key: threshold.code.to_owned(),
        fields: vec![
            field(threshold::NAME.name(), threshold.code),
            field(threshold::VALUE.name(), &threshold.default.plain()),
            field(threshold::MEASURED_IN.name(), threshold.unit),
            field(threshold::NOTE.name(), threshold.note),
        ],
    };
    threshold::ALL.iter().map(seed).collect()
}

/// Returns what lies under every workspace: stored only when somebody changes it.
#[must_use]
pub fn overlay() -> Vec<Record> {
    let mut seeds = towns();
    seeds.extend(thresholds());
    records(seeds)
}

/// Returns the sample: what the source document says, and a few invented records marked 虚构.
#[must_use]
pub fn deck() -> Vec<Seed> {
    lines(DECK)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let kind = SCHEMA.kind(cells.next()?)?.name;
            let key = cells.next()?.to_owned();
            let fields = cells.filter_map(|c| c.split_once('=')).map(|(f, v)| (f.to_owned(), v.to_owned()));
            Some(Seed { kind, key, fields: fields.collect() })
        })
        .collect()
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Returns the seeds as records.
#[must_use]
pub fn records(seeds: Vec<Seed>) -> Vec<Record> {
    seeds.iter().filter_map(record).collect()
}

fn record(seed: &Seed) -> Option<Record> {
    record_of(seed, DATA_VERSION)
}

/// Returns the seed as a record whose values have the builtin dot `n`.
fn record_of(seed: &Seed, n: u64) -> Option<Record> {
    let kind = SCHEMA.kind(seed.kind)?;
    let mut record = Record::new(kind.name, Id::of_key(kind.name, &seed.key));
    for (register, value) in registers(kind, &seed.fields) {
        let dot = Dot { device: Device::builtin(), n };
        record.write(&register, &[], Entry { dot, value: Json::of(&value), stamp: Stamp::default() });
    }
    Some(record)
}

fn registers(kind: &KindDef, fields: &[(String, String)]) -> BTreeMap<String, Value> {
    let mut registers = BTreeMap::new();
    for (name, text) in fields {
        let Some(field) = kind.field(name) else {
            continue;
        };
        if field.ty.is_set() {
            for element in text.split('、') {
                registers.insert(format!("{name}/{}", element_of(field, element)), Value::Bool(true));
            }
            continue;
        }
        let value = value_of(field, text);
        match field.place {
            Place::Own => {
                registers.insert(name.clone(), value);
            }
            Place::Member(register) => {
                let object = registers.entry(register.to_owned()).or_insert_with(|| Value::Object(Map::new()));
                if let Value::Object(members) = object {
                    members.insert(name.clone(), value);
                }
            }
        }
    }
    registers
}

fn element_of(field: &FieldDef, text: &str) -> String {
    match field.ty {
        FieldType::Refs(target) => Id::of_key(target, text).to_string(),
        _ => text.to_owned(),
    }
}

/// Reads a cell: what people would type, but a key where the field refers to a record: `key`, or
/// `kind:key` if there are several kinds, and `key:60、key:40` where it is shared.
fn value_of(field: &FieldDef, text: &str) -> Value {
    let key = |kind: &str, key: &str| Id::of_key(kind, key).to_string();
    match field.ty {
        FieldType::Ref(target) => Value::from(key(target, text)),
        FieldType::OneOf(_) => text.split_once(':').map_or(Value::Null, |(kind, of)| Value::from(key(kind, of))),
        FieldType::Shares(target) => {
            let rows = text.split('、').filter_map(|row| row.split_once(':'));
            let rows: Vec<(String, &str)> = rows.map(|(of, part)| (key(target, of), part)).collect();
            Shares::parse(&json!(rows).to_string()).map_or(Value::Null, |shares| shares.write())
        }
        _ => parse_input(field, text, CivilDate::from_unix_days(0)).unwrap_or_else(|_| Value::from(text)),
    }
}

#[cfg(test)]
mod tests;

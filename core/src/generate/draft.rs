//! A record in the making: values go in through the typed handles of the kinds.

use super::rng::Rng;
use super::words::{GIVEN, MAJORS, MATERIALS, PROCESSES, SAMPLE, SURNAMES};
use crate::clock::Stamp;
use crate::record::{Device, Dot, Entry, Id, Json, Record};
use crate::schema::Field;
use crate::value::{CivilDate, Date, FieldValue};
use serde_json::Value;

/// One day, in milliseconds.
pub(super) const DAY_MS: u64 = 86_400_000;
/// China's offset from UTC, in milliseconds.
const CHINA_MS: u64 = 8 * 3_600_000;

/// One write: by whom, its number, and when.
#[derive(Debug, Clone)]
pub(super) struct Write {
    pub dot: Dot,
    pub stamp: Stamp,
}

impl Write {
    pub(super) fn new(device: &Device, n: u64, ms: u64) -> Self {
        Self { dot: Dot { device: device.clone(), n }, stamp: Stamp::new(ms, 0) }
    }

    pub(super) fn entry(&self, value: &Value) -> Entry {
        Entry { dot: self.dot.clone(), stamp: self.stamp, value: Json::of(value) }
    }
}

/// A record and the write that makes it.
#[derive(Debug)]
pub(super) struct Draft {
    record: Record,
    write: Write,
}

impl Draft {
    pub(super) fn new(kind: &str, id: Id, write: Write) -> Self {
        Self { record: Record::new(kind, id), write }
    }

    /// Fills a field that is a register of its own.
    pub(super) fn put<T: FieldValue>(&mut self, field: Field<T>, value: &T) {
        self.register(field.name(), &value.write());
    }

    pub(super) fn text(&mut self, field: Field<String>, value: impl Into<String>) {
        self.put(field, &value.into());
    }

    pub(super) fn day(&mut self, field: Field<Date>, day: CivilDate) {
        self.put(field, &Date::from(day));
    }

    /// Adds an element to a set.
    pub(super) fn element<T: FieldValue>(&mut self, field: Field<Vec<T>>, element: &str) {
        self.register(&format!("{}/{element}", field.name()), &Value::Bool(true));
    }

    /// Writes a register under its own name.
    pub(super) fn register(&mut self, name: &str, value: &Value) {
        self.record.write(name, &[], self.write.entry(value));
    }

    pub(super) fn done(self) -> Record {
        self.record
    }
}

/// The day in China of a moment.
pub(super) fn day_of(ms: u64) -> CivilDate {
    CivilDate::from_unix_days(i64::try_from((ms + CHINA_MS) / DAY_MS).unwrap_or(0))
}

/// An invented person.
pub(super) fn person_name(rng: &mut Rng) -> String {
    let mut name = format!("{SAMPLE}{}{}", rng.pick(SURNAMES), rng.pick(GIVEN));
    if rng.chance(70) {
        name.push_str(rng.pick(GIVEN));
    }
    name
}

/// A telephone number that no network gives out.
pub(super) fn phone(rng: &mut Rng) -> String {
    format!("100{:08}", rng.below(100_000_000))
}

/// Fills a phrase: `{n}` a number, `{p}` a product and what is done to it, `{m}` a major.
pub(super) fn fill(phrase: &str, rng: &mut Rng) -> String {
    let mut parts = phrase.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.as_bytes().first() {
            Some(b'n') => text.push_str(&rng.between(2, 39).to_string()),
            Some(b'm') => text.push_str(rng.pick(MAJORS)),
            _ => {
                text.push_str(rng.pick(MATERIALS));
                text.push_str(rng.pick(PROCESSES));
            }
        }
        text.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
    }
    text
}

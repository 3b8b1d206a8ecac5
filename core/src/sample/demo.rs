//! The larger sample: three invented years of a college of which every name begins with 示例.
//!
//! It is made by rule from the tables in this folder, so that it is the same everywhere. The page
//! does not carry it: `public/demo.json` does, and is fetched when somebody asks for it; its years
//! are then laid up to the day on which that is (`years`). Its values have dots of their own
//! ([`DEMO`]), by which they are found again and taken out in one act.

mod bases;
mod organisation;
mod people;
mod projects;
mod quality;
mod recent;
mod rooms;
mod teaching;
mod towns;
mod work;
mod years;

use super::{Seed, record_of};
use crate::kinds::SCHEMA;
use crate::ledger::{Change, Ledger, Seen};
use crate::record::{DELETION, Id, Record, Register};
use crate::value::CivilDate;

/// Number of the dots of the invented sample as its tables have it: far above any version of the
/// built-in data. Laid so many years later, its values have a number so much higher: put in again in
/// another year, they replace those in which nobody has written.
const DEMO: u64 = 1_000_000;

/// How many units it has, `x-u1` and so on.
const UNITS: usize = 10;

/// The invented records as their tables make them.
#[must_use]
pub fn seeds() -> Vec<Seed> {
    let mut maker = Maker::default();
    organisation::make(&mut maker);
    work::make(&mut maker);
    projects::make(&mut maker);
    quality::make(&mut maker);
    teaching::make(&mut maker);
    people::make(&mut maker);
    bases::make(&mut maker);
    towns::make(&mut maker);
    rooms::make(&mut maker);
    recent::make(&mut maker);
    maker.seeds
}

/// Returns the text of `public/demo.json`: `[kind, key, [[field, text], …]]` a line.
#[must_use]
pub fn written(seeds: &[Seed]) -> String {
    let line = |seed: &Seed| serde_json::json!([seed.kind, seed.key, seed.fields]).to_string();
    format!("[{}]\n", seeds.iter().map(line).collect::<Vec<_>>().join(",\n"))
}

/// Reads `public/demo.json` as it stands on a day: its last year is the year of that day. What this
/// version does not know is left out; `None` if it is no such file.
#[must_use]
pub fn read(text: &str, today: CivilDate) -> Option<Vec<Record>> {
    type Line = (String, String, Vec<(String, String)>);
    let lines: Vec<Line> = serde_json::from_str(text).ok()?;
    let seed = |(kind, key, fields): Line| Some(Seed { kind: SCHEMA.kind(&kind)?.name, key, fields });
    let seeds = years::as_of(lines.into_iter().filter_map(seed).collect(), today);
    let n = DEMO + u64::from(years::later(today));
    Some(seeds.iter().filter_map(|seed| record_of(seed, n)).collect())
}

/// Returns what puts the sample in: records that were deleted come back.
#[must_use]
pub fn load(ledger: &Ledger, records: Vec<Record>) -> Vec<Change> {
    let mut changes = Vec::new();
    for record in records {
        let was_deleted = ledger.get(&record.id).is_some_and(|known| known.is_dead());
        changes.extend(was_deleted.then_some(Change::Restore { id: record.id }));
        changes.push(Change::Merge(Box::new(record)));
    }
    changes
}

/// Returns what takes the sample out: exactly its records in which nobody has written anything.
/// What people have added to them stays.
#[must_use]
pub fn removal(ledger: &Ledger) -> Vec<Change> {
    let delete = |record: Record| Change::Delete {
        id: record.id,
        because: "示例数据".to_owned(),
        seen: Some(Seen::of(&record)),
    };
    untouched(ledger).into_iter().filter_map(|id| ledger.get(&id)).map(delete).collect()
}

/// Whether the sample is here, as far as its units tell. The page does not carry its tables.
#[must_use]
pub fn is_here(ledger: &Ledger) -> bool {
    (1..=UNITS).any(|n| ledger.is_listed(&Id::of_key("unit", &format!("x-u{n}"))))
}

/// Returns the records of the sample that are still as it made them.
#[must_use]
pub fn untouched(ledger: &Ledger) -> Vec<Id> {
    let all = ledger.kinds().flat_map(|kind| ledger.ids(kind));
    all.filter(|id| ledger.get(id).is_some_and(|record| is_untouched(&record))).collect()
}

fn is_untouched(record: &Record) -> bool {
    let values = record.registers.iter().filter(|(name, _)| name.as_ref() != DELETION);
    let mut entries = values.flat_map(|(_, register): (_, &Register)| register.entries()).peekable();
    entries.peek().is_some() && entries.all(|e| e.dot.device.is_builtin() && e.dot.n >= DEMO)
}

/// Collects seeds.
#[derive(Default)]
struct Maker {
    seeds: Vec<Seed>,
}

impl Maker {
    /// Adds a record; a field without text is left out.
    fn add(&mut self, kind: &'static str, key: String, fields: Vec<(&str, String)>) {
        let there = fields.into_iter().filter(|(_, text)| !text.is_empty());
        self.seeds.push(Seed { kind, key, fields: there.map(|(name, text)| (name.to_owned(), text)).collect() });
    }
}

/// Adds a record to a [`Maker`]: its kind, its key, then its fields.
macro_rules! seed {
    ($maker:expr, $kind:literal, $key:expr; $($name:literal = $value:expr),+ $(,)?) => {
        $maker.add($kind, $key.to_string(), vec![$(($name, $value.to_string())),+])
    };
}
use seed;

/// Returns the day so many days after 1 January 2020.
fn day(days: usize) -> String {
    let start = CivilDate::new(2020, 1, 1).map_or(0, CivilDate::unix_days);
    CivilDate::from_unix_days(start.saturating_add(days as i64)).to_string()
}

/// Returns one of a list, going round.
fn pick<T: Copy + Default>(list: &[T], i: usize) -> T {
    list.get(i % list.len().max(1)).copied().unwrap_or_default()
}

/// Returns keys joined as the elements of a set.
fn keys(prefix: &str, numbers: &[usize]) -> String {
    numbers.iter().map(|n| format!("{prefix}{n}")).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests;

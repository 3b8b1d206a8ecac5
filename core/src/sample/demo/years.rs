//! Lays the invented sample up to a day, so that whoever opens it finds a college at work and not one
//! that stopped years ago.
//!
//! All years move by the same whole number, so that school years, seasons and distances stay: dates,
//! school years, and years that stand in names and document numbers. What the tables say of the days
//! after that day has not happened yet: such records are not there, nor is what hangs on them.

use crate::kinds::{SCHEMA, study};
use crate::period::{Period, SCHOOL_YEAR_STARTS};
use crate::sample::Seed;
use crate::schema::{FieldDef, FieldType, Need, stage};
use crate::value::{CivilDate, Date, SchoolYear};
use std::collections::BTreeSet;

/// The last year of the tables.
const LAST: u16 = 2022;

/// The years that stand in names and numbers of the tables.
const NAMED: std::ops::RangeInclusive<u16> = 2015..=2025;

/// Fields that say when something has taken place; all others may lie ahead.
const HAPPENED: &[&str] = &[
    "answered",
    "applied",
    "approved",
    "arrived_on",
    "as_of",
    "ceremony",
    "date",
    "done",
    "established",
    "exam_date",
    "filed",
    "finished",
    "found",
    "founded",
    "granted",
    "inspected",
    "issued",
    "left",
    "month",
    "opened",
    "published",
    "reached",
    "registered_on",
    "said",
    "sent",
    "signed",
    "state_since",
    "surveyed",
    "used",
];

/// What is known of a study before anybody writes it.
const STUDY_AHEAD: [&str; 5] =
    [study::SORT.name(), study::SPAN.name(), study::PERIOD.name(), study::UNIT.name(), study::DUE.name()];

/// How many years later than in the tables everything is; none before their time.
pub(super) const fn later(today: CivilDate) -> u16 {
    today.year().saturating_sub(LAST)
}

/// Returns the sample as it stands on a day.
pub(super) fn as_of(seeds: Vec<Seed>, today: CivilDate) -> Vec<Seed> {
    let seeds = seeds.into_iter().map(|seed| moved(seed, later(today))).collect();
    without_what_is_ahead(seeds, today)
}

fn field_of(seed: &Seed, name: &str) -> Option<&'static FieldDef> {
    SCHEMA.kind(seed.kind).and_then(|kind| kind.field(name))
}

fn moved(mut seed: Seed, years: u16) -> Seed {
    let kind = SCHEMA.kind(seed.kind);
    for (name, text) in &mut seed.fields {
        let later = match kind.and_then(|kind| kind.field(name)).map(|field| field.ty) {
            Some(FieldType::Date) => Date::from_iso(text).map(|date| date.plus_years(years).iso()),
            Some(FieldType::SchoolYear) => SchoolYear::parse(text).ok().map(|year| SchoolYear(year.0 + years).iso()),
            Some(FieldType::Text | FieldType::LongText) => Some(in_words(text, years)),
            _ => None,
        };
        if let Some(later) = later {
            *text = later;
        }
    }
    seed
}

/// Moves the years within a text, such as `示例协〔2021〕3号`: four digits that stand alone.
fn in_words(text: &str, years: u16) -> String {
    let mut moved = String::new();
    let mut digits = String::new();
    for letter in text.chars().map(Some).chain([None]) {
        if let Some(digit) = letter.filter(char::is_ascii_digit) {
            digits.push(digit);
            continue;
        }
        let year = digits.parse::<u16>().ok().filter(|year| digits.len() == 4 && NAMED.contains(year));
        match year {
            Some(year) => moved += &(year + years).to_string(),
            None => moved += &digits,
        }
        digits.clear();
        moved.extend(letter);
    }
    moved
}

/// Takes out what has not happened by that day, and what hangs on it.
fn without_what_is_ahead(seeds: Vec<Seed>, today: CivilDate) -> Vec<Seed> {
    let mut gone: BTreeSet<String> = BTreeSet::new();
    let mut left = Vec::new();
    for mut seed in seeds {
        if is_ahead(&seed, today) {
            if seed.kind != study::KIND.name {
                gone.insert(named(seed.kind, &seed.key));
                continue;
            }
            seed.fields.retain(|(name, _)| STUDY_AHEAD.contains(&name.as_str()));
            seed.fields.push((stage::STATE.to_owned(), study::KIND.flow.map_or("", |flow| flow.start).to_owned()));
        }
        left.push(seed);
    }
    // Whatever cannot be without one that is gone goes, too, until nothing more does.
    loop {
        let before = left.len();
        let (there, lost): (Vec<Seed>, Vec<Seed>) = left.into_iter().partition(|seed| !hangs_on(seed, &gone));
        gone.extend(lost.iter().map(|seed| named(seed.kind, &seed.key)));
        left = there;
        if left.len() == before {
            break;
        }
    }
    left.into_iter().map(|seed| unlinked(seed, &gone)).collect()
}

/// How a reference to one of several kinds names a record.
fn named(kind: &str, key: &str) -> String {
    format!("{kind}:{key}")
}

fn is_ahead(seed: &Seed, today: CivilDate) -> bool {
    let happened = seed.fields.iter().filter(|(name, _)| HAPPENED.contains(&name.as_str()));
    let is_date = |name: &str| field_of(seed, name).is_some_and(|field| field.ty == FieldType::Date);
    let mut dates = happened.filter(|(name, _)| is_date(name)).filter_map(|(_, text)| Date::from_iso(text));
    dates.any(|date| date.earliest() > today) || in_school_year_ahead(seed, today)
}

/// Whether it is of a school year that has not begun.
fn in_school_year_ahead(seed: &Seed, today: CivilDate) -> bool {
    let Period::SchoolYear { from: now, .. } = Period::school_year_of(today, SCHOOL_YEAR_STARTS) else { return false };
    let is_year = |name: &str| field_of(seed, name).is_some_and(|field| field.ty == FieldType::SchoolYear);
    let mut years = seed.fields.iter().filter(|(name, _)| is_year(name));
    years.any(|(_, text)| SchoolYear::parse(text).is_ok_and(|year| year.0 > now))
}

/// What is left of a reference without those that are gone; an empty text if nothing is.
fn still_there(field: &FieldDef, text: &str, gone: &BTreeSet<String>) -> String {
    let there = |part: &&str| match field.ty {
        FieldType::Ref(kind) | FieldType::Refs(kind) => !gone.contains(&named(kind, part)),
        _ => !gone.contains(*part),
    };
    text.split('、').filter(there).collect::<Vec<_>>().join("、")
}

/// Whether it must have, or belongs to, one that is gone.
fn hangs_on(seed: &Seed, gone: &BTreeSet<String>) -> bool {
    seed.fields.iter().any(|(name, text)| {
        let Some(field) = field_of(seed, name).filter(|field| field.ty.is_reference()) else { return false };
        let belongs = SCHEMA.owners(seed.kind).any(|(_, via)| via.name == field.name);
        (field.need == Need::Must || belongs) && still_there(field, text, gone).is_empty()
    })
}

fn unlinked(mut seed: Seed, gone: &BTreeSet<String>) -> Seed {
    let kind = seed.kind;
    for (name, text) in &mut seed.fields {
        if let Some(field) = SCHEMA.kind(kind).and_then(|kind| kind.field(name)).filter(|f| f.ty.is_reference()) {
            *text = still_there(field, text, gone);
        }
    }
    seed.fields.retain(|(_, text)| !text.is_empty());
    seed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_in_words_moves_and_other_digits_stay() {
        assert_eq!(in_words("示例协〔2021〕3号", 4), "示例协〔2025〕3号");
        assert_eq!(in_words("示例 T/004-2022", 1), "示例 T/004-2023");
        assert_eq!(
            in_words("4132011001，0519-0000 2100，12022，1999 年", 4),
            "4132011001，0519-0000 2100，12022，1999 年"
        );
    }
}

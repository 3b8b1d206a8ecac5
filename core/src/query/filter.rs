//! Conditions on one field, by its type.

use super::cell::Cell;
use crate::ledger::Ledger;
use crate::period::{Period, SCHOOL_YEAR_STARTS};
use crate::record::Id;
use crate::schema::{FieldDef, FieldType, Named, show_value};
use crate::search::{bare, normal};
use crate::value::{CivilDate, Date, FieldValue, Money, Quantity, SchoolYear};
use serde_json::Value;

/// A condition on a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The field.
    pub field: &'static FieldDef,
    /// What must hold for its value.
    pub test: Test,
}

/// What must hold for a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// There is none.
    Empty,
    /// There is one.
    Present,
    /// It is one of these codes, or a set holds one of them.
    Codes(Vec<String>),
    /// It is, or holds, one of these records.
    Records(Vec<Id>),
    /// It is yes, or no.
    Is(bool),
    /// The date can lie in this stretch of days.
    Days(Span),
    /// The number lies between these, in the unit in which it is stored; `None` = no bound.
    Between(Option<i64>, Option<i64>),
    /// It is one of these school years.
    SchoolYears(Vec<SchoolYear>),
    /// The text, or a word of the set, holds this.
    Has(String),
}

/// A stretch of days as somebody named it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Within a year, a month or a day.
    Within(Date),
    /// Within the school year that begins in this year.
    SchoolYear(u16),
    /// From the first day of one date to the last day of another; `None` = no bound.
    Between(Option<Date>, Option<Date>),
}

impl Span {
    /// Returns the first and the last day; `None` = no bound.
    #[must_use]
    pub fn days(self) -> (Option<CivilDate>, Option<CivilDate>) {
        match self {
            Self::Within(date) => (Some(date.earliest()), Some(date.latest())),
            Self::SchoolYear(from) => {
                let year = Period::SchoolYear { from, starts: SCHOOL_YEAR_STARTS };
                (year.first(), year.last())
            }
            Self::Between(from, to) => (from.map(Date::earliest), to.map(Date::latest)),
        }
    }

    fn show(self) -> String {
        match self {
            Self::Within(date) => date.show(),
            Self::SchoolYear(from) => Period::SchoolYear { from, starts: SCHOOL_YEAR_STARTS }.label(),
            Self::Between(from, to) => between(from.map(Date::show), to.map(Date::show)),
        }
    }
}

fn between(from: Option<String>, to: Option<String>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => format!("{from} 至 {to}"),
        (Some(from), None) => format!("{from} 起"),
        (None, Some(to)) => format!("至 {to}"),
        (None, None) => String::new(),
    }
}

impl Test {
    /// Returns the condition in a few words, as a chip shows it behind the field's label. What is
    /// said of an absent value is for whoever shows it.
    #[must_use]
    pub fn show(&self, ledger: &Ledger, field: &FieldDef) -> String {
        let list = |words: Vec<String>| words.join("、");
        match self {
            Self::Empty | Self::Present => String::new(),
            Self::Codes(codes) => list(codes.iter().map(|code| label(field, code)).collect()),
            Self::Records(ids) => list(ids.iter().map(|id| ledger.title(id)).collect()),
            Self::Is(yes) => if *yes { "是" } else { "否" }.to_owned(),
            Self::Days(span) => span.show(),
            Self::Between(least, most) => {
                let shown = |n: &i64| {
                    let (unit, value) = (field.shown_unit(), Value::from(*n));
                    let number = show_value(field, &value);
                    if unit.is_empty() || field.is_limitless(&value) { number } else { format!("{number} {unit}") }
                };
                between(least.as_ref().map(shown), most.as_ref().map(shown))
            }
            Self::SchoolYears(years) => list(years.iter().map(|year| year.show()).collect()),
            Self::Has(text) => format!("“{text}”"),
        }
    }
}

fn label(field: &FieldDef, code: &str) -> String {
    match field.ty {
        FieldType::Choice(list) | FieldType::Choices(list) => list.label(code).unwrap_or(code).to_owned(),
        FieldType::Named(Named::Of(words)) => words.word(code).unwrap_or(code).to_owned(),
        _ => code.to_owned(),
    }
}

/// A condition made ready to be asked a hundred thousand times.
pub(super) struct Ready {
    test: Test,
    /// Of the text that must be held: as the cells have it, and only its letters and digits.
    needle: String,
    days: (Option<CivilDate>, Option<CivilDate>),
}

impl Ready {
    /// Makes a filter ready: what would be the same for every record is done once.
    pub fn of(filter: &Filter, ledger: &Ledger) -> Self {
        let needle = match &filter.test {
            Test::Has(text) if matches!(filter.field.ty, FieldType::Phone | FieldType::Uscc) => bare(text),
            Test::Has(text) => normal(text),
            _ => String::new(),
        };
        let days = match &filter.test {
            Test::Days(span) => span.days(),
            _ => (None, None),
        };
        let test = match &filter.test {
            // A record that was given up for another is that other.
            Test::Records(ids) => Test::Records(ids.iter().map(|id| ledger.standing_for(id)).collect()),
            other => other.clone(),
        };
        Self { test, needle, days }
    }

    /// Whether it holds of what a record has in the field.
    pub fn holds(&self, cell: &Cell, ledger: &Ledger) -> bool {
        match (&self.test, cell) {
            (Test::Empty, cell) => *cell == Cell::Empty,
            (Test::Present, cell) => *cell != Cell::Empty,
            (Test::Codes(codes), Cell::Text(code)) => codes.iter().any(|c| **c == **code),
            (Test::Codes(codes), Cell::Texts(held)) => held.iter().any(|h| codes.iter().any(|c| **c == **h)),
            (Test::Records(ids), Cell::Record(id)) => ids.contains(&ledger.standing_for(id)),
            (Test::Records(ids), Cell::Records(held)) => held.iter().any(|id| ids.contains(&ledger.standing_for(id))),
            (Test::Is(wanted), Cell::Yes(yes)) => wanted == yes,
            (Test::Days(_), Cell::Date(date)) => {
                let (first, last) = self.days;
                first.is_none_or(|first| date.latest() >= first) && last.is_none_or(|last| date.earliest() <= last)
            }
            (Test::Between(least, most), Cell::Number(n)) => {
                least.is_none_or(|least| *n >= least) && most.is_none_or(|most| *n <= most)
            }
            (Test::SchoolYears(years), Cell::Number(n)) => years.iter().any(|year| i64::from(year.0) == *n),
            (Test::Has(_), Cell::Text(text)) => text.contains(&self.needle),
            (Test::Has(_), Cell::Texts(words)) => words.iter().any(|word| word.contains(&self.needle)),
            _ => false,
        }
    }
}

/// Reads a number as people type it into the control of the field, to the stored unit.
pub(super) fn read_number(field: &FieldDef, text: &str) -> Option<i64> {
    match field.ty {
        FieldType::Money => Money::parse(text).ok().map(Money::cents),
        FieldType::Quantity | FieldType::Percent => {
            Quantity::parse(text).ok().and_then(|q| i64::try_from(q.hundredths()).ok())
        }
        FieldType::Count => text.trim().parse::<u32>().ok().map(i64::from),
        _ => None,
    }
}

/// Writes a stored number so that [`read_number`] reads it.
pub(super) fn write_number(field: &FieldDef, n: i64) -> String {
    match field.ty {
        FieldType::Money => Money(n).yuan(),
        FieldType::Quantity | FieldType::Percent => {
            u64::try_from(n).map_or_else(|_| n.to_string(), |n| Quantity(n).plain())
        }
        _ => n.to_string(),
    }
}

impl Test {
    /// Reads what was typed into the two boxes of a range of numbers; an empty box is no bound.
    /// `None` if nothing was typed or a number cannot be read.
    #[must_use]
    pub fn typed_range(field: &FieldDef, least: &str, most: &str) -> Option<Self> {
        let bound = |text: &str| match text.trim() {
            "" => Some(None),
            text => read_number(field, text).map(Some),
        };
        match (bound(least)?, bound(most)?) {
            (None, None) => None,
            (least, most) => Some(Self::Between(least, most)),
        }
    }

    /// Reads what was typed into the two boxes of a range of days.
    #[must_use]
    pub fn typed_days(from: &str, to: &str, today: CivilDate) -> Option<Self> {
        let bound = |text: &str| match text.trim() {
            "" => Some(None),
            text => Date::parse(text, today).ok().map(Some),
        };
        match (bound(from)?, bound(to)?) {
            (None, None) => None,
            (from, to) => Some(Self::Days(Span::Between(from, to))),
        }
    }

    /// Returns the texts of the two boxes of a range.
    #[must_use]
    pub fn range_texts(&self, field: &FieldDef) -> (String, String) {
        match self {
            Self::Between(least, most) => {
                let text = |n: &Option<i64>| n.map(|n| write_number(field, n)).unwrap_or_default();
                (text(least), text(most))
            }
            Self::Days(span) => {
                let text = |day: Option<CivilDate>| day.map(|day| Date::from(day).iso()).unwrap_or_default();
                match span {
                    Span::Between(from, to) => {
                        let text = |date: &Option<Date>| date.map(Date::iso).unwrap_or_default();
                        (text(from), text(to))
                    }
                    other => {
                        let (first, last) = other.days();
                        (text(first), text(last))
                    }
                }
            }
            _ => (String::new(), String::new()),
        }
    }
}

/// Whether a stored value counts as none: nothing, blank text, an empty set.
pub(super) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(elements) => elements.is_empty(),
        _ => false,
    }
}

/// Reads a stored value as the cell of a column.
pub(super) fn cell_of(field: &FieldDef, value: &Value) -> Cell {
    if is_nothing(value) {
        return Cell::Empty;
    }
    let number = |n: Option<u64>| n.and_then(|n| i64::try_from(n).ok()).map(Cell::Number);
    let texts = |value: &Value, form: fn(&str) -> String| {
        let words: Vec<Box<str>> = value.as_array()?.iter().filter_map(|w| Some(form(w.as_str()?).into())).collect();
        Some(Cell::Texts(words.into()))
    };
    let read = match field.ty {
        FieldType::Phone | FieldType::Uscc => value.as_str().map(|text| Cell::Text(bare(text).into())),
        FieldType::Choice(_) | FieldType::Named(Named::Of(_)) => value.as_str().map(|code| Cell::Text(code.into())),
        FieldType::Text | FieldType::LongText | FieldType::PersonName | FieldType::Named(_) => {
            value.as_str().map(|text| Cell::Text(normal(text).into()))
        }
        FieldType::Choices(_) => texts(value, str::to_owned),
        FieldType::Tags => texts(value, normal),
        FieldType::Date => Date::read(value).map(Cell::Date),
        FieldType::Money => value.as_i64().map(Cell::Number),
        FieldType::Count | FieldType::Quantity | FieldType::Percent => number(value.as_u64()),
        FieldType::SchoolYear => SchoolYear::read(value).map(|year| Cell::Number(i64::from(year.0))),
        FieldType::Bool => value.as_bool().map(Cell::Yes),
        FieldType::Ref(_) | FieldType::OneOf(_) => Id::read(value).map(Cell::Record),
        FieldType::Refs(_) | FieldType::Shares(_) => Some(Cell::Records(field.ty.ids(value).into())),
        FieldType::Steps => None,
    };
    read.unwrap_or(Cell::Odd)
}

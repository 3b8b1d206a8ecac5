//! Days, months and dates as people know them: no time of day, no time zone.
//!
//! A [`Date`] may be precise to the day, the month or the year, and stays as precise as it was typed.
//! How people type dates is in `parse`.

use super::{FieldValue, Shape};
use serde_json::Value;
use std::fmt;

mod parse;

/// A day of the Gregorian calendar between 1 January 1 and 31 December 9999. Only valid days exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate {
    year: u16,
    month: u8,
    day: u8,
}

const FIRST_UNIX_DAY: i64 = -719_162;
const LAST_UNIX_DAY: i64 = 2_932_896;

impl CivilDate {
    /// Returns the day, or `None` if the calendar has none such.
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let fits = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
        if fits { Some(Self { year, month, day }) } else { None }
    }

    /// Returns the same day of the year before; of 29 February the 28th.
    #[must_use]
    pub const fn year_before(self) -> Self {
        let year = if self.year > 1 { self.year - 1 } else { 1 };
        let last = days_in(year, self.month);
        Self { year, day: if self.day < last { self.day } else { last }, ..self }
    }

    /// Returns the last of so many full years that begin on this day, held within the years 1 to 9999.
    #[must_use]
    pub const fn last_of_years(self, years: u16) -> Self {
        let end = self.year.saturating_add(years);
        let year = if end < 9999 { end } else { 9999 };
        let last = days_in(year, self.month);
        // 29 February: the years are over with the 28th.
        if self.day > last {
            return Self { year, day: last, ..self };
        }
        Self { year, ..self }.add_days(-1)
    }

    /// Returns the day so many days after 1970-01-01, held within the years 1 to 9999.
    #[must_use]
    pub const fn from_unix_days(days: i64) -> Self {
        let days = if days < FIRST_UNIX_DAY {
            FIRST_UNIX_DAY
        } else if days > LAST_UNIX_DAY {
            LAST_UNIX_DAY
        } else {
            days
        };
        // Years begin in March here, so that the leap day is the last of its year.
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        Self { year: year as u16, month: month as u8, day: day as u8 }
    }

    /// Returns the day of a wall time (milliseconds since 1970 UTC) in Asia/Shanghai, which is eight hours
    /// ahead all year.
    #[must_use]
    pub const fn of_shanghai(ms: u64) -> Self {
        // It fits: a u64 of milliseconds has fewer days than an i64 holds.
        Self::from_unix_days((ms.saturating_add(8 * 3_600_000) / 86_400_000) as i64)
    }

    /// Returns the days since 1970-01-01; negative before it.
    #[must_use]
    pub const fn unix_days(self) -> i64 {
        let (month, day) = (self.month as i64, self.day as i64);
        let year = self.year as i64 - if month <= 2 { 1 } else { 0 };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
        era * 146_097 + of_era - 719_468
    }

    /// Returns the day `days` later, held within the years 1 to 9999.
    #[must_use]
    pub const fn add_days(self, days: i64) -> Self {
        Self::from_unix_days(self.unix_days().saturating_add(days))
    }

    /// Returns the year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// Returns the month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Returns the same day so many months later; the last of that month where it has no such day, and
    /// the day itself beyond the last year there is.
    #[must_use]
    pub fn plus_months(self, months: u16) -> Self {
        let count = self.year.saturating_mul(12).saturating_add(u16::from(self.month) - 1).saturating_add(months);
        let (year, month) = (count / 12, u8::try_from(count % 12 + 1).unwrap_or(12));
        (1..=self.day).rev().find_map(|day| Self::new(year, month, day)).unwrap_or(self)
    }

    /// Returns the day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Returns the day of the week: 1 is Monday, 7 is Sunday.
    #[must_use]
    pub const fn weekday(self) -> u8 {
        (self.unix_days() + 3).rem_euclid(7) as u8 + 1
    }
}

/// Writes `2022-01-19`.
impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FieldValue for CivilDate {
    const SHAPE: Shape = Shape::Date;
    fn read(json: &Value) -> Option<Self> {
        let date = Date::read(json)?;
        (date.precision == Precision::Day).then_some(date.from)
    }
    fn write(&self) -> Value {
        Value::String(self.to_string())
    }
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: CivilDate,
}

impl Month {
    /// Returns the month, or `None` if there is none such.
    #[must_use]
    pub const fn new(year: u16, month: u8) -> Option<Self> {
        match CivilDate::new(year, month, 1) {
            Some(first) => Some(Self { first }),
            None => None,
        }
    }

    /// Returns the month in which `day` lies.
    #[must_use]
    pub const fn of(day: CivilDate) -> Self {
        Self { first: CivilDate { day: 1, ..day } }
    }

    /// Returns its first day.
    #[must_use]
    pub const fn first(self) -> CivilDate {
        self.first
    }

    /// Returns its last day.
    #[must_use]
    pub const fn last(self) -> CivilDate {
        CivilDate { day: days_in(self.first.year, self.first.month), ..self.first }
    }
}

/// Writes `2022-01`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year, self.first.month)
    }
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// The day.
    Day,
    /// The month.
    Month,
    /// The year.
    Year,
}

/// A date as precise as somebody knew it: a day, a month or a year. Dates sort by their first day.
///
/// Stored as the JSON text `2022-01-19`, `2022-01` or `2022`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    from: CivilDate,
    precision: Precision,
}

impl From<CivilDate> for Date {
    fn from(day: CivilDate) -> Self {
        Self { from: day, precision: Precision::Day }
    }
}

impl From<Month> for Date {
    fn from(month: Month) -> Self {
        Self { from: month.first, precision: Precision::Month }
    }
}

impl Date {
    /// Returns the whole year, or `None` outside of 1 to 9999.
    #[must_use]
    pub fn of_year(year: u16) -> Option<Self> {
        let from = CivilDate::new(year, 1, 1)?;
        Some(Self { from, precision: Precision::Year })
    }

    /// Returns the day, or its month or year.
    #[must_use]
    pub const fn at(day: CivilDate, precision: Precision) -> Self {
        let from = match precision {
            Precision::Day => day,
            Precision::Month => CivilDate { day: 1, ..day },
            Precision::Year => CivilDate { month: 1, day: 1, ..day },
        };
        Self { from, precision }
    }

    /// Returns the first day that it can mean.
    #[must_use]
    pub const fn earliest(self) -> CivilDate {
        self.from
    }

    /// Returns the last day that it can mean.
    #[must_use]
    pub const fn latest(self) -> CivilDate {
        match self.precision {
            Precision::Day => self.from,
            Precision::Month => Month::of(self.from).last(),
            Precision::Year => CivilDate { month: 12, day: 31, ..self.from },
        }
    }

    /// Returns the day if it is precise to the day.
    #[must_use]
    pub fn day(self) -> Option<CivilDate> {
        (self.precision == Precision::Day).then_some(self.from)
    }

    /// Returns the same date so many years later, as precise as it is; 28 February where the other
    /// year has no 29th, and the date itself beyond the last year there is.
    #[must_use]
    pub fn plus_years(self, years: u16) -> Self {
        Self { from: self.from.plus_months(years.saturating_mul(12)), ..self }
    }

    /// Returns the stored text: `2022-01-19`, `2022-01` or `2022`.
    #[must_use]
    pub fn iso(self) -> String {
        match self.precision {
            Precision::Day => self.from.to_string(),
            Precision::Month => Month::of(self.from).to_string(),
            Precision::Year => format!("{:04}", self.from.year),
        }
    }

    /// Reads the stored text and nothing else.
    #[must_use]
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let Some(month) = parts.next() else { return Self::of_year(year) };
        let month = u8::try_from(digits(month, 2)?).ok()?;
        let Some(day) = parts.next() else { return Month::new(year, month).map(Self::from) };
        let day = u8::try_from(digits(day, 2)?).ok()?;
        let date = CivilDate::new(year, month, day).map(Self::from);
        if parts.next().is_none() { date } else { None }
    }

    /// Returns it as people read it: `2022年1月19日`, `2022年1月`, `2022年`.
    #[must_use]
    pub fn show(self) -> String {
        let CivilDate { year, month, day } = self.from;
        match self.precision {
            Precision::Day => format!("{year}年{month}月{day}日"),
            Precision::Month => format!("{year}年{month}月"),
            Precision::Year => format!("{year}年"),
        }
    }
}

impl FieldValue for Date {
    const SHAPE: Shape = Shape::Date;
    fn read(json: &Value) -> Option<Self> {
        Self::from_iso(json.as_str()?)
    }
    fn write(&self) -> Value {
        Value::String(self.iso())
    }
}

fn digits(text: &str, count: usize) -> Option<u16> {
    let fits = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests;

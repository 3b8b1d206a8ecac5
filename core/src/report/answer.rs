//! What a figure of one cell answers: the value, the records behind it, and what is wrong with it.

use super::{Format, MoneyUnit};
use crate::record::Id;
use crate::value::{Date, Money, Quantity};

/// A value before it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Nothing is known.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Count(u64),
    /// An amount in hundredths of its unit; a change may be negative.
    Hundredths(i64),
    /// Money.
    Money(Money),
    /// A date as precise as it is known.
    Date(Date),
}

/// A sentence about a cell, and the record to open to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The record to mend.
    pub record: Id,
    /// One sentence in Chinese: what is wrong, where.
    pub sentence: String,
    /// Whether the row would be refused for it.
    pub refused: bool,
}

/// What a figure answers for one cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The value.
    pub cell: Cell,
    /// The records behind it.
    pub from: Vec<Id>,
    /// What is wrong with it, or should be known.
    pub notes: Vec<Note>,
}

impl Answer {
    /// Words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { cell: Cell::Text(text.into()), ..Self::default() }
    }

    /// How many records there are.
    #[must_use]
    pub fn of(from: Vec<Id>) -> Self {
        Self { cell: Cell::Count(count(&from)), from, notes: Vec::new() }
    }

    /// A whole number with the records behind it.
    #[must_use]
    pub fn count(n: u64, from: Vec<Id>) -> Self {
        Self { cell: Cell::Count(n), from, notes: Vec::new() }
    }

    /// An amount.
    #[must_use]
    pub fn quantity(amount: Quantity, from: Vec<Id>) -> Self {
        Self { cell: Cell::Hundredths(i64::try_from(amount.hundredths()).unwrap_or(i64::MAX)), from, notes: Vec::new() }
    }

    /// Money.
    #[must_use]
    pub fn money(cents: i64, from: Vec<Id>) -> Self {
        Self { cell: Cell::Money(Money(cents)), from, notes: Vec::new() }
    }

    /// A date.
    #[must_use]
    pub fn date(date: Option<Date>, from: Vec<Id>) -> Self {
        Self { cell: date.map_or(Cell::Empty, Cell::Date), from, notes: Vec::new() }
    }

    /// `part` of `whole` in percent, two decimals; empty if there is no whole.
    #[must_use]
    pub fn share(part: i64, whole: i64, from: Vec<Id>) -> Self {
        Self { cell: percent(part, whole).map_or(Cell::Empty, Cell::Hundredths), from, notes: Vec::new() }
    }

    /// Adds what refuses the row.
    #[must_use]
    pub fn refuse(mut self, record: Id, sentence: impl Into<String>) -> Self {
        self.notes.push(Note { record, sentence: sentence.into(), refused: true });
        self
    }

    /// Adds what should be known.
    #[must_use]
    pub fn remark(mut self, record: Id, sentence: impl Into<String>) -> Self {
        self.notes.push(Note { record, sentence: sentence.into(), refused: false });
        self
    }

    /// The whole number, amount in hundredths or cents of the value; 0 if it has none.
    #[must_use]
    pub const fn number(&self) -> i64 {
        match self.cell {
            Cell::Count(n) => n.cast_signed(),
            Cell::Hundredths(n) | Cell::Money(Money(n)) => n,
            _ => 0,
        }
    }
}

fn count(from: &[Id]) -> u64 {
    u64::try_from(from.len()).unwrap_or(u64::MAX)
}

/// `part` of `whole` in hundredths of a percent, rounded half away from zero; `None` if there is no whole.
#[must_use]
pub fn percent(part: i64, whole: i64) -> Option<i64> {
    if whole == 0 {
        return None;
    }
    let exact = i128::from(part) * 10_000;
    let whole = i128::from(whole);
    i64::try_from(rounded(exact, whole)).ok()
}

/// `n / d`, rounded half away from zero.
pub(super) fn rounded(n: i128, d: i128) -> i128 {
    let (sign, n, d) = (if (n < 0) == (d < 0) { 1 } else { -1 }, n.abs(), d.abs());
    if d == 0 { 0 } else { sign * ((n + d / 2) / d) }
}

impl Cell {
    /// Returns the text of the cell, or why the value cannot be written so.
    ///
    /// # Errors
    /// What is wrong, in words that follow the heading.
    pub fn write(&self, format: Format, money: MoneyUnit) -> Result<String, &'static str> {
        Ok(match (self, format) {
            (Self::Empty, _) => String::new(),
            (Self::Text(text), _) => text.trim().to_owned(),
            (Self::Count(n), _) => n.to_string(),
            (Self::Hundredths(n), Format::Percent) => fixed(*n),
            (Self::Hundredths(n), _) => plain(*n),
            (Self::Money(amount), Format::Money) if money == MoneyUnit::TenThousand => {
                plain(i64::try_from(rounded(i128::from(amount.cents()), 10_000)).unwrap_or(i64::MAX))
            }
            (Self::Money(amount), _) => amount.yuan(),
            (Self::Date(date), Format::Month) => month(*date).ok_or("只到年，要补到月")?,
            (Self::Date(date), Format::Text) => date.show(),
            (Self::Date(date), _) => day(*date).ok_or("只到年或月，要补到日")?,
        })
    }
}

fn day(date: Date) -> Option<String> {
    date.day().map(|day| day.to_string().replace('-', ""))
}

fn month(date: Date) -> Option<String> {
    let iso = date.iso();
    Some(format!("{}{}", iso.get(..4)?, iso.get(5..7)?))
}

/// Hundredths with exactly two decimals: `101.15`.
fn fixed(n: i64) -> String {
    let sign = if n < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", n.unsigned_abs() / 100, n.unsigned_abs() % 100)
}

/// Hundredths without trailing zeros: `12`, `12.5`, `-0.25`.
fn plain(n: i64) -> String {
    let text = fixed(n);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_percentages_of_a_real_mid_term_report() {
        let rate = |part, whole| Answer::share(part, whole, Vec::new()).cell.write(Format::Percent, MoneyUnit::Yuan);
        assert_eq!(rate(1_839_831, 1_818_900).unwrap(), "101.15");
        assert_eq!(rate(1_831_312, 1_839_831).unwrap(), "99.54");
        assert_eq!(rate(-1, 3).unwrap(), "-33.33");
        assert_eq!(rate(1, 0).unwrap(), "", "without a whole there is no share");
    }

    #[test]
    fn money_is_written_in_the_unit_that_was_chosen() {
        let money = |cents, unit| Cell::Money(Money(cents)).write(Format::Money, unit).unwrap();
        assert_eq!(money(123_456_789, MoneyUnit::Yuan), "1234567.89");
        assert_eq!(money(123_456_789, MoneyUnit::TenThousand), "123.46");
        assert_eq!(money(10_000_000, MoneyUnit::TenThousand), "10");
        let fixed = Cell::Money(Money(500_000)).write(Format::Yuan, MoneyUnit::TenThousand);
        assert_eq!(fixed.unwrap(), "5000", "pay is in 元 whatever is chosen");
    }

    #[test]
    fn dates_are_written_as_the_ministry_reads_them() {
        let write = |iso: &str, format| Cell::Date(Date::from_iso(iso).unwrap()).write(format, MoneyUnit::Yuan);
        assert_eq!(write("2022-01-09", Format::Day).unwrap(), "20220109");
        assert_eq!(write("2022-01", Format::Month).unwrap(), "202201");
        assert_eq!(write("2022-01-09", Format::Month).unwrap(), "202201");
        assert!(write("2022-01", Format::Day).is_err() && write("2022", Format::Month).is_err());
    }
}

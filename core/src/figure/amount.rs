//! A value with its unit, in the words of people: every number of a figure or a board is written here.

use super::fact::PIECE;
use crate::value::{Money, Quantity};

/// The unit of a figure's value. Unlike units are never added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Money, amounts in cents.
    Money,
    /// Pieces, amounts in ten-thousandths: 家, 次, 个.
    Pieces(&'static str),
    /// A measured amount, in hundredths of the unit: ㎡, 人天, 工作日.
    Measured(&'static str),
    /// A part of a whole, in percent.
    Percent,
    /// How many times one thing is of another.
    Times,
}

impl Unit {
    /// Returns the word beside a chart of such values: see [`Amount::brief`].
    #[must_use]
    pub const fn charted_in(self) -> &'static str {
        match self {
            Self::Money => "万元",
            unit => unit.label(),
        }
    }

    /// Returns the word behind the value.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Money => "元",
            Self::Pieces(unit) | Self::Measured(unit) => unit,
            Self::Percent => "%",
            Self::Times => "倍",
        }
    }
}

/// Cents of a hundredth of 万元.
const HUNDREDTH: u64 = 10_000;

/// A value in its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The unit.
    pub unit: Unit,
    /// Cents, ten-thousandths of a piece, or hundredths of anything else.
    pub raw: i64,
}

impl Amount {
    /// Returns the plain number, without unit: `12`, `101.15`, `1234.5`; money in 元.
    #[must_use]
    pub fn plain(self) -> String {
        match self.unit {
            Unit::Money => Money(self.raw).yuan(),
            _ => self.signed(Quantity::plain),
        }
    }

    /// Returns the number as people read it where the unit stands elsewhere: `1,234.5`; money says its
    /// own unit, 万元 from 1 万元 on, else 元.
    #[must_use]
    pub fn short(self) -> String {
        match self.unit {
            Unit::Money => Money(self.raw).show_large(),
            _ => self.signed(Quantity::show),
        }
    }

    /// Returns the number as a chart has room for it: money in 万元, to two decimals.
    #[must_use]
    pub fn brief(self) -> String {
        match self.unit {
            Unit::Money => {
                let hundredths = (self.raw.unsigned_abs() + HUNDREDTH / 2) / HUNDREDTH;
                let sign = if self.raw < 0 && hundredths > 0 { "-" } else { "" };
                format!("{sign}{}", Quantity(hundredths).show())
            }
            _ => self.short(),
        }
    }

    /// Returns the value as people read it, with its unit.
    #[must_use]
    pub fn show(self) -> String {
        match self.unit {
            Unit::Money => self.short(),
            Unit::Percent => format!("{}%", self.short()),
            unit => format!("{} {}", self.short(), unit.label()),
        }
    }

    fn signed(self, words: fn(Quantity) -> String) -> String {
        let hundredths = match self.unit {
            Unit::Pieces(_) => (self.raw + (PIECE / 200) * self.raw.signum()) / (PIECE / 100),
            _ => self.raw,
        };
        let sign = if hundredths < 0 { "-" } else { "" };
        format!("{sign}{}", words(Quantity(hundredths.unsigned_abs())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_pieces_are_shown_with_two_decimals() {
        let pieces = |raw| Amount { unit: Unit::Pieces("个"), raw }.show();
        assert_eq!((pieces(30_000), pieces(6_000), pieces(3_333)), ("3 个".into(), "0.6 个".into(), "0.33 个".into()));
    }

    #[test]
    fn large_numbers_stand_in_groups_of_three() {
        let of = |unit, raw| Amount { unit, raw };
        let hours = of(Unit::Measured("人时"), 123_456_750);
        assert_eq!((hours.plain(), hours.short()), ("1234567.5".to_owned(), "1,234,567.5".to_owned()));
        assert_eq!(of(Unit::Pieces("人"), 12_345 * PIECE).show(), "12,345 人");
        assert_eq!(of(Unit::Percent, -123_456).show(), "-1,234.56%");
        let brief = |cents| of(Unit::Money, cents).brief();
        assert_eq!(
            (brief(1_234_567_891), brief(-5_000), brief(-4_999)),
            ("1,234.57".into(), "-0.01".into(), "0".into())
        );
        let money = |cents| of(Unit::Money, cents).short();
        assert_eq!((money(1_839_831_000_000), money(123_450)), ("1,839,831 万元".to_owned(), "1,234.5 元".to_owned()));
    }
}

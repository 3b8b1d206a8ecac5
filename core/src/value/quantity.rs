//! Measured amounts with at most two decimals: square metres, person-days, hours, percent.

use super::money::in_threes;
use super::typed::compact;
use super::{FieldValue, Problem, Shape};
use serde_json::Value;

/// The largest amount that is taken, in hundredths: what a JSON number holds exactly everywhere.
const MAX_HUNDREDTHS: u64 = (1 << 53) - 1;

/// An amount in hundredths of its field's unit; never negative. Stored as a JSON integer.
///
/// The unit belongs to the field: unlike units are never added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Quantity(pub u64);

impl Quantity {
    /// 100 %, and one whole of any unit times a hundred.
    pub const HUNDRED: Self = Self(10_000);

    /// Returns the amount `whole` of the unit.
    #[must_use]
    pub const fn whole(whole: u64) -> Self {
        Self(whole.saturating_mul(100))
    }

    /// Returns the hundredths.
    #[must_use]
    pub const fn hundredths(self) -> u64 {
        self.0
    }

    /// Reads what a person typed: `12`, `12.5`, `1,200.25`, in half or full width.
    ///
    /// # Errors
    /// One Chinese sentence: no number, negative, more than two decimals, or too large.
    pub fn parse(raw: &str) -> Result<Self, Problem> {
        let text = compact(raw).replace(',', "");
        let shown = raw.trim();
        if text.starts_with(['-', '−']) {
            return Err(Problem::new(format!("“{shown}”是负数，请填 0 或正数。")));
        }
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let fraction = fraction.trim_end_matches('0');
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) {
            return Err(Problem::new(format!("“{shown}”不是数，请写成 12 或 12.5 这样。")));
        }
        if fraction.len() > 2 {
            return Err(Problem::new(format!("“{shown}”的小数太长，最多写两位。")));
        }
        let hundredths = format!("{whole}{fraction:0<2}").parse::<u64>().ok().filter(|n| *n <= MAX_HUNDREDTHS);
        hundredths.map(Self).ok_or_else(|| Problem::new(format!("“{shown}”太大，请看看是不是多写了几位。")))
    }

    /// Returns the number as people read it: `12`, `12.5`, `1,200.25`.
    #[must_use]
    pub fn show(self) -> String {
        let plain = self.plain();
        match plain.split_once('.') {
            Some((whole, rest)) => format!("{}.{rest}", in_threes(whole)),
            None => in_threes(&plain),
        }
    }

    /// Returns the plain number: `12`, `12.5`, `1200.25`.
    #[must_use]
    pub fn plain(self) -> String {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match rest {
            0 => whole.to_string(),
            _ if rest.is_multiple_of(10) => format!("{whole}.{}", rest / 10),
            _ => format!("{whole}.{rest:02}"),
        }
    }
}

impl FieldValue for Quantity {
    const SHAPE: Shape = Shape::Quantity;
    fn read(json: &Value) -> Option<Self> {
        json.as_u64().map(Self)
    }
    fn write(&self) -> Value {
        Value::from(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_becomes_hundredths_and_comes_back() {
        for (typed, hundredths, plain) in
            [("12", 1200, "12"), ("１２．５", 1250, "12.5"), ("1,200.25", 120_025, "1200.25"), ("0.05", 5, "0.05")]
        {
            let quantity = Quantity::parse(typed).unwrap();
            assert_eq!((quantity.hundredths(), quantity.plain().as_str()), (hundredths, plain));
            assert_eq!(Quantity::parse(plain).unwrap(), quantity);
        }
        for wrong in ["-1", "abc", "1.234", ".5", "99999999999999999"] {
            assert!(Quantity::parse(wrong).is_err(), "{wrong}");
        }
    }
}

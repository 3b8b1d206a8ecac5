//! Money in cents (分), typed in 元 or 万元.

use super::typed::compact;
use super::{FieldValue, Problem, Shape};
use serde_json::Value;

/// The largest amount that is taken, in cents: what a JSON number holds exactly everywhere.
const MAX_CENTS: i64 = (1 << 53) - 1;

/// Cents in 1 元, 1 万元 and 1 亿元.
const YUAN: i64 = 100;
const TEN_THOUSAND: i64 = 10_000 * YUAN;
const HUNDRED_MILLION: i64 = 10_000 * TEN_THOUSAND;

/// An amount of money in cents (分). Stored as a JSON integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(pub i64);

impl Money {
    /// Returns the cents.
    #[must_use]
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// Reads what a person typed: `2000`, `3,000元`, `12.5万`, `1.2 万元`, `￥500`, in half or full width.
    ///
    /// # Errors
    /// One Chinese sentence: no number, negative, a fraction of a cent, or too large.
    pub fn parse(raw: &str) -> Result<Self, Problem> {
        let text = compact(raw);
        let wrong = || Problem::new(format!("“{}”不是金额，请写成 3000、3,000元 或 1.2万元 这样。", raw.trim()));
        let bare = text.trim_start_matches(['¥', '￥']);
        if bare.starts_with(['-', '−']) {
            return Err(Problem::new(format!("“{}”是负数，金额请填 0 或正数。", raw.trim())));
        }
        if bare.contains(['-', '~', '至', '到', '—', '–']) {
            return Err(Problem::new(format!("“{}”是一段区间，这里请填一个数，区间写在说明里。", raw.trim())));
        }
        let bare = bare.strip_suffix('元').or_else(|| bare.strip_suffix('块')).unwrap_or(bare);
        let (number, unit) = match (bare.strip_suffix('万'), bare.strip_suffix('亿')) {
            (Some(number), _) => (number, TEN_THOUSAND),
            (_, Some(number)) => (number, HUNDRED_MILLION),
            _ => (bare, YUAN),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let whole = ungrouped(whole).ok_or_else(wrong)?;
        let fraction = fraction.trim_end_matches('0');
        if !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return Err(wrong());
        }
        let too_large = || Problem::new(format!("“{}”太大，请看看是不是多写了零或单位。", raw.trim()));
        let mut cents = whole.parse::<i64>().ok().and_then(|w| w.checked_mul(unit)).ok_or_else(too_large)?;
        let mut place = unit;
        for digit in fraction.bytes() {
            if place % 10 != 0 {
                return Err(Problem::new(format!("“{}”小到不足一分，金额最多写到分。", raw.trim())));
            }
            place /= 10;
            cents = cents.saturating_add(i64::from(digit - b'0') * place);
        }
        if cents > MAX_CENTS { Err(too_large()) } else { Ok(Self(cents)) }
    }

    /// Returns it in 元, as vouchers say it: `111,250 元`, `3,000.5 元`.
    #[must_use]
    pub fn show(self) -> String {
        self.show_in(MoneyUnit::Yuan)
    }

    /// Returns it in this unit, exactly: `12.3456 万元`.
    #[must_use]
    pub fn show_in(self, unit: MoneyUnit) -> String {
        format!("{} {}", self.in_unit(unit), unit.label())
    }

    /// Returns it as tables and cards of figures say it, so that a column of amounts has one unit:
    /// `12.3456 万元` from 1 万元 on, exactly, else `3,000 元`.
    #[must_use]
    pub fn show_large(self) -> String {
        let large = self.0.unsigned_abs() >= TEN_THOUSAND.unsigned_abs();
        self.show_in(if large { MoneyUnit::TenThousand } else { MoneyUnit::Yuan })
    }

    /// Returns the plain number of 元: `3000`, `1234.5`.
    #[must_use]
    pub fn yuan(self) -> String {
        decimal(self.0, YUAN, false)
    }
}

/// The unit in which all amounts of a field stand, wherever they are shown, so that they can be
/// compared at a glance: it does not depend on the amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MoneyUnit {
    /// 元.
    #[default]
    Yuan,
    /// 万元.
    TenThousand,
}

impl MoneyUnit {
    /// Returns how it is written.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::TenThousand => "万元",
        }
    }
}

impl Money {
    /// Returns the number of this unit, without its name: `111,250`, `12.5`.
    #[must_use]
    pub fn in_unit(self, unit: MoneyUnit) -> String {
        let cents = match unit {
            MoneyUnit::Yuan => YUAN,
            MoneyUnit::TenThousand => TEN_THOUSAND,
        };
        decimal(self.0, cents, true)
    }
}

impl FieldValue for Money {
    const SHAPE: Shape = Shape::Money;
    fn read(json: &Value) -> Option<Self> {
        json.as_i64().map(Self)
    }
    fn write(&self) -> Value {
        Value::from(self.0)
    }
}

/// The digits of a whole number whose commas, if any, stand before groups of three.
fn ungrouped(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
        digits.push_str(group);
    }
    let fits = !first.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then_some(digits)
}

/// `cents` in units of `unit` cents (a power of ten), without trailing zeros.
fn decimal(cents: i64, unit: i64, grouped: bool) -> String {
    let (unit, magnitude) = (unit.unsigned_abs(), cents.unsigned_abs());
    let whole = (magnitude / unit).to_string();
    let width = unit.ilog10() as usize;
    let fraction = format!("{:0width$}", magnitude % unit);
    let fraction = fraction.trim_end_matches('0');
    let sign = if cents < 0 { "-" } else { "" };
    let whole = if grouped { in_threes(&whole) } else { whole };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// Returns a whole number as people read it: `12,400`.
#[must_use]
pub fn thousands(n: u64) -> String {
    in_threes(&n.to_string())
}

/// Digits in groups of three, as people read large numbers.
pub(super) fn in_threes(digits: &str) -> String {
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cents(raw: &str) -> i64 {
        Money::parse(raw).unwrap().0
    }

    #[test]
    fn every_way_to_write_money_is_read() {
        assert_eq!(cents("12.5万"), 12_500_000);
        assert_eq!(cents("1.2万元"), 1_200_000);
        assert_eq!(cents("3,000元"), 300_000);
        assert_eq!(cents("2000"), 200_000);
        assert_eq!(cents("￥１２３．４５"), 12_345);
        assert_eq!(cents("０.０１元"), 1);
        assert_eq!(cents("1,234,567.80"), 123_456_780);
        assert_eq!(cents("0.000001万"), 1);
        assert_eq!(cents("1.5亿"), 15_000_000_000);
        assert_eq!(cents("5."), 500);
    }

    #[test]
    fn what_is_no_amount_says_why() {
        let problem = |raw: &str| Money::parse(raw).unwrap_err().message;
        assert_eq!(problem("面议"), "“面议”不是金额，请写成 3000、3,000元 或 1.2万元 这样。");
        assert_eq!(problem("-5"), "“-5”是负数，金额请填 0 或正数。");
        assert_eq!(problem("5000-6000"), "“5000-6000”是一段区间，这里请填一个数，区间写在说明里。");
        assert_eq!(problem("1.234"), "“1.234”小到不足一分，金额最多写到分。");
        assert_eq!(problem("99999999999999999999"), "“99999999999999999999”太大，请看看是不是多写了零或单位。");
        for raw in ["1,2", "1,23,456", "1.2.3", "万", "", "元", ".5", "1e5", "1234,567"] {
            assert!(Money::parse(raw).is_err(), "{raw}");
        }
    }

    #[test]
    fn money_is_shown_exactly_in_the_unit_that_is_asked_for() {
        assert_eq!(Money(12_500_000).show(), "125,000 元");
        assert_eq!(Money(300_000).show(), "3,000 元");
        assert_eq!(Money(1_234_567).show(), "12,345.67 元");
        assert_eq!(Money(11_125_000).show_in(MoneyUnit::TenThousand), "11.125 万元");
        assert_eq!(Money(300_000).show_in(MoneyUnit::TenThousand), "0.3 万元");
        assert_eq!(Money(123_456_700_000_000).show_in(MoneyUnit::TenThousand), "123,456,700 万元");
        assert_eq!(Money(-300_000).show(), "-3,000 元");
        assert_eq!(Money(0).show(), "0 元");
        assert_eq!(Money(123_450).yuan(), "1234.5");
        assert_eq!(Money(29_875_000).show_large(), "29.875 万元");
        assert_eq!(Money(1_234_567).show_large(), "1.234567 万元");
        assert_eq!((Money(-123_450).show_large(), Money(0).show_large()), ("-1,234.5 元".into(), "0 元".into()));
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read(cents in 0..=MAX_CENTS) {
            for unit in [MoneyUnit::Yuan, MoneyUnit::TenThousand] {
                prop_assert_eq!(Money::parse(&Money(cents).show_in(unit)), Ok(Money(cents)));
            }
            prop_assert_eq!(Money::parse(&Money(cents).yuan()), Ok(Money(cents)));
        }

        #[test]
        fn any_text_is_read_or_refused(raw in "\\PC*") {
            drop(Money::parse(&raw));
        }
    }
}

//! Days, months and dates as people know them: no time of day, no time zone.
//!
//! A [`Date`] may be precise to the day, the month or the year, and stays as precise as it was typed.

use super::typed::compact;
use super::{FieldValue, Problem, Shape};
use serde_json::Value;
use std::fmt;

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
enum Precision {
    Day,
    Month,
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

    /// Reads what a person typed: 2022-1-19, 2022/1/19, 2022.1.19, 20220119, 2022年1月19日, 2022年1月,
    /// 2022年, 1月19日 (of the year of `today`), 今天, 昨天, 前天, 明天, 后天, in half or full width.
    ///
    /// # Errors
    /// One Chinese sentence that says why it is no date.
    pub fn parse(raw: &str, today: CivilDate) -> Result<Self, Problem> {
        let text = compact(raw);
        if let Some(days) = day_word(&text) {
            return Ok(today.add_days(days).into());
        }
        let parts = parts(&text).ok_or_else(|| not_a_date(raw))?;
        let this_year = today.year;
        match *parts.as_slice() {
            [(all, None)] if all.len() == 8 => match (all.get(..4), all.get(4..6), all.get(6..)) {
                (Some(y), Some(m), Some(d)) => day(year(y)?, m, d),
                _ => Err(not_a_date(raw)),
            },
            [(all, None)] if all.len() == 6 => match (all.get(..4), all.get(4..)) {
                (Some(y), Some(m)) => month(year(y)?, m),
                _ => Err(not_a_date(raw)),
            },
            [(y, None)] if y.len() == 4 => whole_year(y),
            [(y, Some('年'))] => whole_year(y),
            [(m, Some('月'))] => month(this_year, m),
            [(y, Some('年')), (m, None | Some('月'))] => month(year(y)?, m),
            [(m, Some('月')), (d, None | Some('日'))] => day(this_year, m, d),
            [(y, Some('-')), (m, None)] if y.len() == 4 => month(year(y)?, m),
            [(m, Some('-')), (d, None)] => day(this_year, m, d),
            [(y, Some('年')), (m, Some('月')), (d, None | Some('日'))]
            | [(y, Some('-')), (m, Some('-')), (d, None)] => day(year(y)?, m, d),
            _ => Err(not_a_date(raw)),
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

fn day_word(text: &str) -> Option<i64> {
    match text {
        "今天" | "今日" => Some(0),
        "昨天" | "昨日" => Some(-1),
        "前天" => Some(-2),
        "明天" | "明日" => Some(1),
        "后天" => Some(2),
        _ => None,
    }
}

/// Divides the text into runs of digits, each with the sign behind it: one of 年 月 日 and `-`,
/// which stands for every sign that people put between the parts of a date.
fn parts(text: &str) -> Option<Vec<(&str, Option<char>)>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (number, behind) = rest.split_at_checked(end)?;
        if number.is_empty() {
            return None;
        }
        let mut behind = behind.chars();
        let sign = match behind.next() {
            Some('-' | '/' | '.' | '。' | '–' | '—' | '−') => Some('-'),
            Some('号' | '日') => Some('日'),
            Some(sign @ ('年' | '月')) => Some(sign),
            Some(_) => return None,
            None => None,
        };
        parts.push((number, sign));
        rest = behind.as_str();
    }
    Some(parts)
}

fn not_a_date(raw: &str) -> Problem {
    Problem::new(format!("“{}”不是日期，请写成 2022-1-19、2022年1月 或 2022年这样。", raw.trim()))
}

fn year(text: &str) -> Result<u16, Problem> {
    digits(text, 4)
        .filter(|y| *y > 0)
        .ok_or_else(|| Problem::new(format!("年份“{text}”不对，请写成四位数，例如 2022。")))
}

fn whole_year(text: &str) -> Result<Date, Problem> {
    let year = year(text)?;
    Date::of_year(year).ok_or_else(|| not_a_date(text))
}

fn month(year: u16, month: &str) -> Result<Date, Problem> {
    let wrong = || Problem::new(format!("没有 {month} 月，月份请填 1 到 12。"));
    let number: u8 = month.parse().map_err(|_| wrong())?;
    Month::new(year, number).map(Date::from).ok_or_else(wrong)
}

fn day(of_year: u16, of_month: &str, day: &str) -> Result<Date, Problem> {
    let month = month(of_year, of_month)?.from;
    let found = day.parse().ok().and_then(|day| CivilDate::new(of_year, month.month, day));
    found.map(Date::from).ok_or_else(|| {
        let last = days_in(of_year, month.month);
        Problem::new(format!("{of_year}年{}月只有 {last} 天，没有 {day} 日。", month.month))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> CivilDate {
        CivilDate::new(2022, 1, 19).unwrap()
    }

    fn iso(raw: &str) -> String {
        Date::parse(raw, today()).map_or_else(|p| p.message, Date::iso)
    }

    #[test]
    fn every_way_to_write_a_date_is_read() {
        for raw in [
            "2022-1-19",
            "2022-01-19",
            "2022/1/19",
            "2022.1.19",
            "20220119",
            "2022年1月19日",
            "2022年1月19号",
            "1月19日",
            "２０２２．１．１９",
            "２０２２年１月１９日",
            " 2022 年 1 月 19 日 ",
            "1-19",
            "今天",
        ] {
            assert_eq!(iso(raw), "2022-01-19", "{raw}");
        }
        assert_eq!(iso("昨天"), "2022-01-18");
        assert_eq!(iso("前天"), "2022-01-17");
        assert_eq!(iso("明天"), "2022-01-20");
        for raw in ["2022年1月", "2022-1", "2022/01", "202201", "1月"] {
            assert_eq!(iso(raw), "2022-01", "{raw}");
        }
        assert_eq!(iso("2022年"), "2022");
        assert_eq!(iso("2022"), "2022");
    }

    #[test]
    fn an_impossible_date_says_why() {
        assert_eq!(iso("2022-02-30"), "2022年2月只有 28 天，没有 30 日。");
        assert_eq!(iso("2024年2月30日"), "2024年2月只有 29 天，没有 30 日。");
        assert_eq!(iso("2022-13-01"), "没有 13 月，月份请填 1 到 12。");
        assert_eq!(iso("22年1月"), "年份“22”不对，请写成四位数，例如 2022。");
        assert_eq!(iso("下周三"), "“下周三”不是日期，请写成 2022-1-19、2022年1月 或 2022年这样。");
        for raw in ["2022-1-19-1", "-1-2", "12345", "2022年19日", "2022-1-0", "99999999999999999999-1-1"] {
            assert!(Date::parse(raw, today()).is_err(), "{raw}");
        }
    }

    #[test]
    fn only_the_stored_form_is_read_from_json() {
        for good in ["2022-01-19", "2022-01", "2022"] {
            assert_eq!(Date::read(&Value::from(good)).unwrap().iso(), good);
        }
        for bad in ["2022-1-19", "2022-02-30", "22", "2022-01-19-01", "", "2022-", "+022"] {
            assert_eq!(Date::read(&Value::from(bad)), None, "{bad}");
        }
        assert_eq!(Date::read(&Value::from(2022)), None);
    }

    #[test]
    fn a_date_spans_what_it_can_mean() {
        let month = Date::from_iso("2024-02").unwrap();
        assert_eq!(month.show(), "2024年2月");
        assert_eq!(month.latest().to_string(), "2024-02-29");
        let year = Date::of_year(2022).unwrap();
        assert_eq!(
            (year.earliest().to_string(), year.latest().to_string()),
            ("2022-01-01".into(), "2022-12-31".into())
        );
        assert_eq!(Date::from(today()).show(), "2022年1月19日");
    }

    #[test]
    fn days_count_from_1970() {
        assert_eq!(CivilDate::from_unix_days(0).to_string(), "1970-01-01");
        assert_eq!(CivilDate::new(1, 1, 1).unwrap().unix_days(), FIRST_UNIX_DAY);
        assert_eq!(CivilDate::new(9999, 12, 31).unwrap().unix_days(), LAST_UNIX_DAY);
        assert_eq!(CivilDate::from_unix_days(i64::MIN).unix_days(), FIRST_UNIX_DAY);
        assert_eq!(today().weekday(), 3);
    }

    proptest! {
        #[test]
        fn days_go_there_and_back(days in FIRST_UNIX_DAY..=LAST_UNIX_DAY) {
            let date = CivilDate::from_unix_days(days);
            prop_assert_eq!(date.unix_days(), days);
            prop_assert_eq!(CivilDate::new(date.year, date.month, date.day), Some(date));
            prop_assert_eq!(Date::parse(&date.to_string(), today()).unwrap().earliest(), date);
            prop_assert_eq!(Date::parse(&Date::from(date).show(), today()).is_ok(), date.year >= 1000);
        }

        #[test]
        fn any_text_is_read_or_refused(raw in "\\PC*") {
            drop(Date::parse(&raw, today()));
        }
    }
}

//! Dates as people type them. What a date is stands in the parent module.

use super::{CivilDate, Date, Month, days_in, digits};
use crate::value::Problem;
use crate::value::typed::compact;

impl Date {
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

//! What a cell says, as people read it: ISO dates, plain numbers without what binary fractions leave
//! behind, percentages with their sign, 是 and 否.

use calamine::{DataRef, ExcelDateTime, Style};
use ronghe_core::sheet::{Doubt, letters_of};

/// So many digits a spreadsheet keeps of a number.
const KEPT_DIGITS: i32 = 15;
/// Decimals of a percentage that are not lost to a narrow format: what the program itself keeps.
const PERCENT_DECIMALS: usize = 2;
/// Formats whose number stands for a month in a Chinese workbook (ECMA-376, 18.8.30, zh-cn).
const MONTHS: [u32; 6] = [17, 27, 36, 50, 52, 57];

/// How the number in a cell is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Shown {
    /// As it is, or as the type of the cell says.
    #[default]
    Plain,
    /// As a percentage with so many decimals.
    Percent(usize),
    /// As year and month.
    Month,
    /// As the name of a weekday, which is a date.
    Weekday,
}

impl Shown {
    /// What the format of a cell does to its number.
    pub(crate) fn by(style: &Style) -> Self {
        let Some(format) = &style.number_format else { return Self::Plain };
        if format.format_id.is_some_and(|id| MONTHS.contains(&id)) {
            return Self::Month;
        }
        let code = bare(&format.format_code);
        if let Some((number, _)) = code.split_once('%') {
            let decimals = number.rsplit_once('.').map_or(0, |(_, decimals)| decimals.matches(['0', '#', '?']).count());
            return Self::Percent(decimals);
        }
        let has = |letter: char| code.contains(letter);
        if (has('y') || has('e')) && has('m') && !has('d') && !has('h') && !has('a') {
            return Self::Month;
        }
        if code.contains("aaa") { Self::Weekday } else { Self::Plain }
    }
}

/// The first section of a format in lower case, without what is only shown: quoted, escaped or in
/// brackets.
fn bare(code: &str) -> String {
    let (mut out, mut quoted, mut bracket) = (String::new(), false, false);
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' => bracket = true,
            ']' => bracket = false,
            _ if bracket => {}
            '\\' | '_' | '*' => drop(signs.next()),
            ';' => break,
            _ => out.extend(sign.to_lowercase()),
        }
    }
    out
}

/// The text of a cell; empty if it holds nothing.
pub(crate) fn text_of(cell: &DataRef<'_>, shown: Shown) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DurationIso(text) => clean(text),
        DataRef::SharedString(text) => clean(text),
        DataRef::Bool(value) => if *value { "是" } else { "否" }.to_owned(),
        DataRef::Int(value) => number(*value as f64, shown),
        DataRef::Float(value) => number(*value, shown),
        DataRef::DateTime(moment) => date(moment, shown),
        DataRef::DateTimeIso(text) => iso(text),
        // Reported where the column is mapped, with row and column.
        DataRef::Error(error) => error.to_string(),
    }
}

/// Whether the cell is a number that lost its end.
pub(crate) fn is_long(cell: &DataRef<'_>) -> bool {
    let value = match cell {
        DataRef::Float(value) => *value,
        DataRef::Int(value) => *value as f64,
        _ => return false,
    };
    value.abs() >= 10_f64.powi(KEPT_DIGITS)
}

/// Counts what is doubtful about the cells of a sheet.
#[derive(Debug, Default)]
pub(crate) struct Doubts {
    long: usize,
    first_long: String,
    /// Formulas that ended in an error of an unknown kind.
    pub(crate) errors: usize,
    /// Ranges of merged cells that were filled.
    pub(crate) merged: usize,
    no_percent: bool,
}

impl Doubts {
    /// Nothing yet, of a format that does not tell percentages from numbers.
    pub(crate) fn without_percent() -> Self {
        Self { no_percent: true, ..Self::default() }
    }

    /// Notes a long number at a place, both from 0.
    pub(crate) fn long(&mut self, row: u32, column: u32) {
        if self.long == 0 {
            self.first_long = address(row, column);
        }
        self.long += 1;
    }

    /// What there is to say.
    pub(crate) fn list(self) -> Vec<Doubt> {
        let mut list = Vec::new();
        if self.long > 0 {
            list.push(Doubt::LongNumbers { count: self.long, first: self.first_long });
        }
        if self.errors > 0 {
            list.push(Doubt::Errors { count: self.errors });
        }
        if self.merged > 0 {
            list.push(Doubt::Merged { count: self.merged });
        }
        if self.no_percent {
            list.push(Doubt::NoPercent);
        }
        list
    }
}

/// The address of a place, both from 0: `C5`.
fn address(row: u32, column: u32) -> String {
    letters_of(usize::try_from(column).unwrap_or(usize::MAX)) + &(row + 1).to_string()
}

/// A text without characters that no one typed; line ends are one sign.
fn clean(text: &str) -> String {
    let plain = |c: char| c == '\n' || c == '\t' || !c.is_control();
    if text.chars().all(plain) {
        return text.to_owned();
    }
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| plain(*c)).collect()
}

fn number(value: f64, shown: Shown) -> String {
    match shown {
        Shown::Percent(decimals) => percent(value, decimals),
        Shown::Weekday => date(&ExcelDateTime::new(value, calamine::ExcelDateTimeType::DateTime, false), shown),
        Shown::Plain | Shown::Month => plain(value),
    }
}

/// A number with the digits that a spreadsheet shows of it, never in scientific notation.
fn plain(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    // The shortest text of the number as rounded to 15 digits: 18398.309999999998 is 18398.31.
    let rounded: f64 = format!("{value:.*e}", KEPT_DIGITS as usize - 1).parse().unwrap_or(value);
    format!("{rounded}")
}

fn percent(value: f64, decimals: usize) -> String {
    let hundred = plain(value * 100.0);
    let has = hundred.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let wanted = decimals.max(has.min(PERCENT_DECIMALS));
    let rounded: f64 = hundred.parse().unwrap_or_default();
    format!("{rounded:.wanted$}%")
}

fn date(moment: &ExcelDateTime, shown: Shown) -> String {
    if moment.is_duration() {
        let minutes = (moment.as_f64() * 24.0 * 60.0).round();
        return format!("{}:{:02}", (minutes / 60.0).floor(), minutes.rem_euclid(60.0));
    }
    let value = moment.as_f64();
    if !(0.0..2_958_466.0).contains(&value) {
        return plain(value);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = match (hour, minute, second) {
        (0, 0, 0) => String::new(),
        (_, _, 0) => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    if value < 1.0 && !time.is_empty() {
        return time;
    }
    if shown == Shown::Month && day == 1 && time.is_empty() {
        return format!("{year:04}-{month:02}");
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    if time.is_empty() { day } else { format!("{day} {time}") }
}

/// A date as the strict form of .xlsx and .ods write it.
fn iso(text: &str) -> String {
    match text.split_once('T') {
        Some((day, time)) if time.trim_end_matches('Z').bytes().all(|b| matches!(b, b'0' | b':' | b'.')) => {
            day.to_owned()
        }
        Some((day, time)) => format!("{day} {}", time.trim_end_matches('Z')),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_are_plain_and_without_noise() {
        for (value, text) in [
            (18398.309999999998, "18398.31"),
            (0.1 + 0.2, "0.3"),
            (13_800_138_000.0, "13800138000"),
            (9.132_041_160_813_456e17, "913204116081346000"),
            (1e-7, "0.0000001"),
            (-0.0, "0"),
            (-1200.0, "-1200"),
            (1e21, "1000000000000000000000"),
            (f64::NAN, ""),
        ] {
            assert_eq!(text_of(&DataRef::Float(value), Shown::Plain), text);
        }
        assert!(is_long(&DataRef::Float(9.1e17)) && !is_long(&DataRef::Float(999_999_999_999_999.0)));
    }

    #[test]
    fn percentages_have_their_sign_and_lose_nothing_to_a_narrow_format() {
        for (value, decimals, text) in
            [(0.15, 0, "15%"), (0.15, 2, "15.00%"), (0.1534, 0, "15.34%"), (1.0 / 3.0, 0, "33.33%"), (0.07, 0, "7%")]
        {
            assert_eq!(text_of(&DataRef::Float(value), Shown::Percent(decimals)), text);
        }
    }

    #[test]
    fn dates_are_iso_in_both_systems() {
        let at = |value: f64, is_1904: bool| {
            DataRef::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, is_1904))
        };
        assert_eq!(text_of(&at(44_580.0, false), Shown::Plain), "2022-01-19");
        assert_eq!(text_of(&at(43_118.0, true), Shown::Plain), "2022-01-19");
        assert_eq!(text_of(&at(44_580.354_166_666_664, false), Shown::Plain), "2022-01-19 08:30");
        assert_eq!(text_of(&at(0.354_166_666_666_667, false), Shown::Plain), "08:30");
        assert_eq!(text_of(&at(44_562.0, false), Shown::Month), "2022-01");
        assert_eq!(text_of(&at(44_580.0, false), Shown::Month), "2022-01-19", "the day is not lost");
        assert_eq!(text_of(&at(-3.0, false), Shown::Plain), "-3");
        let long = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(text_of(&DataRef::DateTime(long), Shown::Plain), "36:00");
        assert_eq!(text_of(&DataRef::Float(44_580.0), Shown::Weekday), "2022-01-19");
        for (written, text) in [("2022-01-19T00:00:00", "2022-01-19"), ("2022-01-19T08:30:00Z", "2022-01-19 08:30:00")]
        {
            assert_eq!(text_of(&DataRef::DateTimeIso(written.to_owned()), Shown::Plain), text);
        }
    }

    #[test]
    fn the_rest_is_as_people_write_it() {
        assert_eq!(text_of(&DataRef::Bool(true), Shown::Plain), "是");
        assert_eq!(text_of(&DataRef::Empty, Shown::Plain), "");
        assert_eq!(text_of(&DataRef::String("甲\r\n乙\u{7}".to_owned()), Shown::Plain), "甲\n乙");
        assert_eq!(address(4, 27), "AB5");
    }

    #[test]
    fn formats_are_told_by_their_first_section() {
        assert_eq!(bare(r#"[DBNum1][$-804]YYYY"年"m"月";@"#), "yyyym");
        assert_eq!(bare(r#"_ * #,##0.0\%0"%"%;0"#), "#,##0.00%");
    }
}

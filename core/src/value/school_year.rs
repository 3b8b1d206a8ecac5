//! A school year (学年) as people name it: by the years in which it starts and ends.

use super::typed::compact;
use super::{FieldValue, Problem, Shape};
use serde_json::Value;

/// 学年, named by the year in which it starts. Stored as `"2021-2022"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchoolYear(pub u16);

impl SchoolYear {
    /// Reads what a person typed: `2021-2022`, `2021—2022学年`, `2021学年`.
    ///
    /// # Errors
    /// One Chinese sentence: no year, or an end that is not the year after.
    pub fn parse(raw: &str) -> Result<Self, Problem> {
        let text = compact(raw);
        let bare = text.trim_end_matches("学年");
        let wrong = || Problem::new(format!("“{}”不是学年，请写成 2021-2022 这样。", raw.trim()));
        let year = |part: &str| part.parse::<u16>().ok().filter(|y| part.len() == 4 && (1950..2200).contains(y));
        let (from, to) = match bare.split_once(['-', '—', '–', '~', '/', '至']) {
            Some((from, to)) => (year(from), Some(year(to.trim_start_matches(['—', '–', '-'])))),
            None => (year(bare), None),
        };
        let from = from.ok_or_else(wrong)?;
        match to {
            None => Ok(Self(from)),
            Some(Some(to)) if to == from + 1 => Ok(Self(from)),
            Some(_) => Err(wrong()),
        }
    }

    /// Returns the stored form, `2021-2022`.
    #[must_use]
    pub fn iso(self) -> String {
        format!("{}-{}", self.0, self.0.saturating_add(1))
    }

    /// Returns what people read: `2021-2022学年`.
    #[must_use]
    pub fn show(self) -> String {
        format!("{}学年", self.iso())
    }
}

impl FieldValue for SchoolYear {
    const SHAPE: Shape = Shape::SchoolYear;
    fn read(json: &Value) -> Option<Self> {
        Self::parse(json.as_str()?).ok()
    }
    fn write(&self) -> Value {
        Value::from(self.iso())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_year_is_read_as_people_write_it() {
        for typed in ["2021-2022", "2021—2022学年", "2021——2022", "２０２１-２０２２", "2021学年", "2021"]
        {
            assert_eq!(SchoolYear::parse(typed).unwrap(), SchoolYear(2021), "{typed}");
        }
        for wrong in ["2021-2023", "21-22", "", "学年"] {
            assert!(SchoolYear::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(SchoolYear(2021).show(), "2021-2022学年");
    }
}

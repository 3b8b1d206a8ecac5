//! Periods by which the office counts: the calendar year (自然年), the school year (学年), the month.

use crate::value::{CivilDate, Date, Month};

/// First month of a school year unless the workspace says otherwise.
pub const SCHOOL_YEAR_STARTS: u8 = 9;

/// A stretch of whole months, first and last day included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// 自然年.
    Year(u16),
    /// 学年, named by the year in which it starts, and its first month.
    SchoolYear {
        /// The year in which it starts.
        from: u16,
        /// Its first month, 1 to 12.
        starts: u8,
    },
    /// One month.
    Month(Month),
}

/// Whether a date lies in a period, as far as the date is precise enough to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// Every day that the date can mean lies in it.
    Yes,
    /// Some days that it can mean do, others do not.
    Unclear,
    /// None does.
    No,
}

impl Period {
    /// Returns the calendar year of a day.
    #[must_use]
    pub const fn year_of(day: CivilDate) -> Self {
        Self::Year(day.year())
    }

    /// Returns the school year of a day, if school years start in the month `starts`.
    #[must_use]
    pub const fn school_year_of(day: CivilDate, starts: u8) -> Self {
        let from = if day.month() >= starts { day.year() } else { day.year() - 1 };
        Self::SchoolYear { from, starts }
    }

    /// Returns the first day. `None` only before the year 1 or after 9999.
    #[must_use]
    pub const fn first(self) -> Option<CivilDate> {
        match self {
            Self::Year(year) => CivilDate::new(year, 1, 1),
            Self::SchoolYear { from, starts } => CivilDate::new(from, starts, 1),
            Self::Month(month) => Some(month.first()),
        }
    }

    /// Returns the last day. `None` only before the year 1 or after 9999.
    #[must_use]
    pub fn last(self) -> Option<CivilDate> {
        match self {
            Self::Year(year) => CivilDate::new(year, 12, 31),
            Self::SchoolYear { from, starts } => {
                let next = CivilDate::new(from.checked_add(1)?, starts, 1)?;
                Some(next.add_days(-1))
            }
            Self::Month(month) => Some(month.last()),
        }
    }

    /// Returns the same period a year earlier.
    #[must_use]
    pub const fn year_before(self) -> Self {
        match self {
            Self::Year(year) => Self::Year(year.saturating_sub(1)),
            Self::SchoolYear { from, starts } => Self::SchoolYear { from: from.saturating_sub(1), starts },
            Self::Month(month) => Self::Month(Month::of(month.first().year_before())),
        }
    }

    /// Returns the one before, of the same length.
    #[must_use]
    pub fn previous(self) -> Self {
        match self {
            Self::Year(_) | Self::SchoolYear { .. } => self.year_before(),
            Self::Month(month) => Self::Month(Month::of(month.first().add_days(-1))),
        }
    }

    /// Says whether a date lies in the period.
    #[must_use]
    pub fn contains(self, date: Date) -> Within {
        let (Some(first), Some(last)) = (self.first(), self.last()) else { return Within::No };
        let (earliest, latest) = (date.earliest(), date.latest());
        if earliest >= first && latest <= last {
            Within::Yes
        } else if latest < first || earliest > last {
            Within::No
        } else {
            Within::Unclear
        }
    }

    /// Returns the name that people use: `2022 年`, `2021–2022 学年`, `2022 年 1 月`.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Year(year) => format!("{year} 年"),
            Self::SchoolYear { from, .. } => format!("{from}–{} 学年", from.saturating_add(1)),
            Self::Month(month) => {
                let first = month.first();
                format!("{} 年 {} 月", first.year(), first.month())
            }
        }
    }
}

/// Days of a period in which what was due at the end of the one before is still being written.
const WRITTEN_UP: i64 = 10;

/// With which period a page opens that nobody has chosen yet: the one that a person means who opens it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// The running one: what is followed up while it lasts.
    Running,
    /// The last one that is over: what is told once a year, and would be all but empty until then.
    Finished,
    /// The running one, in its first ten days still the one before: what is written at its end.
    WrittenUp,
}

impl Opens {
    /// Returns the period, if `running` is the one that runs today. Where that which is meant says nothing
    /// and the other does, it is the other: a school year of which nothing is known yet in September, or
    /// the one before of those who have only just begun.
    #[must_use]
    pub fn period(self, running: Period, today: CivilDate, says_something: impl Fn(Period) -> bool) -> Period {
        let before = running.previous();
        let is_new = running.first().is_some_and(|first| today < first.add_days(WRITTEN_UP));
        let told = match self {
            Self::Running => running,
            Self::WrittenUp if is_new => before,
            Self::WrittenUp => running,
            Self::Finished => before,
        };
        let other = if told == before { running } else { before };
        if !says_something(told) && says_something(other) { other } else { told }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(iso: &str) -> Date {
        Date::from_iso(iso).unwrap()
    }

    #[test]
    fn a_year_before_is_the_same_stretch_of_the_year_before() {
        let of = |iso: &str| date(iso).earliest();
        assert_eq!(Period::Year(2022).year_before(), Period::Year(2021));
        let school = |from| Period::SchoolYear { from, starts: SCHOOL_YEAR_STARTS };
        assert_eq!(school(2021).year_before(), school(2020));
        let month = |iso| Period::Month(Month::of(of(iso)));
        assert_eq!(month("2022-01-31").year_before(), month("2021-01-01"));
        assert_eq!(of("2024-02-29").year_before(), of("2023-02-28"));
        assert_eq!(of("2022-11-26").year_before(), of("2021-11-26"));
    }

    #[test]
    fn a_page_opens_with_the_period_that_a_person_means() {
        let day = |iso: &str| date(iso).earliest();
        let year = |iso: &str| Period::year_of(day(iso));
        let school_year = |iso: &str| Period::school_year_of(day(iso), SCHOOL_YEAR_STARTS);
        let month = |iso: &str| Period::Month(Month::of(day(iso)));
        let school = |from| Period::SchoolYear { from, starts: SCHOOL_YEAR_STARTS };
        let said = |_: Period| true;
        // In November the school year has run for three months: last one is meant by what is told once a year.
        let (autumn, spring) = ("2026-11-27", "2026-05-04");
        assert_eq!(Opens::Finished.period(school_year(autumn), day(autumn), said), school(2025));
        assert_eq!(Opens::Finished.period(school_year(spring), day(spring), said), school(2024));
        assert_eq!(Opens::Running.period(school_year(autumn), day(autumn), said), school(2026));
        // The last day of a year, and the first.
        assert_eq!(Opens::Finished.period(year("2026-12-31"), day("2026-12-31"), said), Period::Year(2025));
        assert_eq!(Opens::Finished.period(year("2027-01-01"), day("2027-01-01"), said), Period::Year(2026));
        assert_eq!(Opens::Finished.period(school_year("2026-08-31"), day("2026-08-31"), said), school(2024));
        assert_eq!(Opens::Finished.period(school_year("2026-09-01"), day("2026-09-01"), said), school(2025));
        // The brief of a month is written until the tenth of the next.
        assert_eq!(Opens::WrittenUp.period(month("2027-01-10"), day("2027-01-10"), said), month("2026-12-01"));
        assert_eq!(Opens::WrittenUp.period(month("2027-01-11"), day("2027-01-11"), said), month("2027-01-01"));
        // Whoever has begun this year sees this year; whoever has nothing at all, the one that is meant.
        let only_running = |period: Period| period == school(2026);
        assert_eq!(Opens::Finished.period(school_year(autumn), day(autumn), only_running), school(2026));
        assert_eq!(Opens::Finished.period(school_year(autumn), day(autumn), |_| false), school(2025));
        // Of the running one nothing is known yet: the one before is shown.
        let only_before = |period: Period| period == school(2025);
        assert_eq!(Opens::Running.period(school_year(autumn), day(autumn), only_before), school(2025));
        assert_eq!(Opens::Running.period(school_year(autumn), day(autumn), |_| false), school(2026));
    }

    #[test]
    fn a_school_year_begins_and_ends_on_its_boundary_days() {
        let year = Period::SchoolYear { from: 2021, starts: SCHOOL_YEAR_STARTS };
        let cases = [
            ("2021-08-31", Within::No),
            ("2021-09-01", Within::Yes),
            ("2022-08-31", Within::Yes),
            ("2022-09-01", Within::No),
            ("2021-09", Within::Yes),
            ("2022", Within::Unclear),
            ("2020", Within::No),
        ];
        for (iso, expected) in cases {
            assert_eq!(year.contains(date(iso)), expected, "{iso}");
        }
        assert_eq!(year.label(), "2021–2022 学年");
    }

    #[test]
    fn a_day_belongs_to_one_year_of_each_sort() {
        let day = |iso: &str| date(iso).earliest();
        assert_eq!(Period::school_year_of(day("2022-08-31"), 9), Period::SchoolYear { from: 2021, starts: 9 });
        assert_eq!(Period::school_year_of(day("2022-09-01"), 9), Period::SchoolYear { from: 2022, starts: 9 });
        assert_eq!(Period::year_of(day("2021-12-31")), Period::Year(2021));
        assert_eq!(Period::Year(2021).contains(date("2021-12-31")), Within::Yes);
        assert_eq!(Period::Year(2021).contains(date("2022-01-01")), Within::No);
    }

    #[test]
    fn february_has_its_last_day() {
        let month = Period::Month(Month::new(2024, 2).unwrap());
        assert_eq!(month.contains(date("2024-02-29")), Within::Yes);
        assert_eq!(month.contains(date("2024-03-01")), Within::No);
        assert_eq!(month.label(), "2024 年 2 月");
    }
}

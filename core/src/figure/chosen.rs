//! Which period a page asks about: what was chosen on it, or what a person means who opens it. What is
//! chosen stands in the address; that is up to the page.

use super::Span;
use crate::period::{Opens, Period, SCHOOL_YEAR_STARTS};
use crate::value::{CivilDate, Month};

/// What was chosen; nothing at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Chosen {
    /// The calendar year.
    pub year: Option<u16>,
    /// The year in which the school year begins.
    pub school_year: Option<u16>,
}

impl Chosen {
    /// Returns the calendar year.
    #[must_use]
    pub fn year(self, today: CivilDate) -> u16 {
        self.year.unwrap_or_else(|| today.year())
    }

    /// Returns the period of a figure that `opens` so, and the day as of which it is asked: today, or
    /// the last day of a period that is over. `says_something` tells whether there is an answer for
    /// another period and day.
    #[must_use]
    pub fn period(
        self,
        (span, opens): (Span, Opens),
        today: CivilDate,
        says_something: impl Fn(Period, CivilDate) -> bool,
    ) -> (Period, CivilDate) {
        let year = self.year(today);
        let period = match span {
            Span::SchoolYear => self.school_year(opens, today, |period| says_something(period, as_of(period, today))),
            Span::Month => {
                let month = if year == today.year() { today.month() } else { 12 };
                Month::new(year, month).map_or(Period::Year(year), Period::Month)
            }
            Span::Year | Span::Last(_) | Span::Today => Period::Year(year),
        };
        (period, as_of(period, today))
    }

    fn school_year(self, opens: Opens, today: CivilDate, says_something: impl Fn(Period) -> bool) -> Period {
        let of = |from| Period::SchoolYear { from, starts: SCHOOL_YEAR_STARTS };
        match (self.school_year, self.year) {
            (Some(from), _) => of(from),
            // Where a past calendar year alone was chosen, the school year that ended in it.
            (None, Some(year)) if year < today.year() => of(year.saturating_sub(1)),
            _ => opens.period(Period::school_year_of(today, SCHOOL_YEAR_STARTS), today, says_something),
        }
    }
}

fn as_of(period: Period, today: CivilDate) -> CivilDate {
    period.last().map_or(today, |last| last.min(today))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{BOARDS, board, figure};

    fn day(year: u16, month: u8, day: u8) -> CivilDate {
        CivilDate::new(year, month, day).unwrap()
    }

    const fn school(from: u16) -> Period {
        Period::SchoolYear { from, starts: SCHOOL_YEAR_STARTS }
    }

    /// What the page of a figure asks, if there are records of every year.
    fn opened(name: &str, chosen: Chosen, today: CivilDate) -> (Period, CivilDate) {
        let figure = figure(name).unwrap();
        chosen.period((figure.span, figure.opens()), today, |_, _| true)
    }

    #[test]
    fn a_figure_opens_with_the_period_that_is_meant() {
        let none = Chosen::default();
        let (autumn, spring) = (day(2026, 11, 27), day(2027, 3, 1));
        // What is followed up: the running year, of either sort.
        for today in [autumn, day(2026, 1, 1), day(2026, 12, 31)] {
            assert_eq!(opened("received-year", none, today), (Period::Year(2026), today));
        }
        assert_eq!(opened("received-school-year", none, autumn), (school(2026), autumn));
        assert_eq!(opened("received-school-year", none, day(2026, 8, 31)), (school(2025), day(2026, 8, 31)));
        // What is told when a school year is over: the last one that is, as of its last day.
        for name in TOLD {
            assert_eq!(opened(name, none, autumn), (school(2025), day(2026, 8, 31)), "{name}");
            assert_eq!(opened(name, none, spring), (school(2025), day(2026, 8, 31)), "{name}");
            assert_eq!(opened(name, none, day(2026, 9, 1)), (school(2025), day(2026, 8, 31)), "{name}");
            assert_eq!(opened(name, none, day(2026, 8, 31)), (school(2024), day(2025, 8, 31)), "{name}");
        }
        // What holds on a day: today.
        assert_eq!(opened("agreements-valid", none, autumn), (Period::Year(2026), autumn));
    }

    const TOLD: [&str; 3] = ["assessment-points", "base-use-hours", "guest-hours-share"];

    #[test]
    fn whoever_has_only_just_begun_sees_what_there_is() {
        let figure = figure("guest-hours-share").unwrap();
        let today = day(2026, 11, 27);
        let only = |wanted: Period| move |period: Period, _: CivilDate| period == wanted;
        let ask = |says: &dyn Fn(Period, CivilDate) -> bool| {
            Chosen::default().period((figure.span, figure.opens()), today, says).0
        };
        assert_eq!(ask(&only(school(2026))), school(2026));
        assert_eq!(ask(&only(school(2025))), school(2025));
        assert_eq!(ask(&|_, _| false), school(2025));
        // Nothing was signed yet in the school year that has just begun.
        let signed = figure_named("contracted-school-year");
        let opened = |says: &dyn Fn(Period, CivilDate) -> bool| {
            Chosen::default().period((signed.span, signed.opens()), today, says)
        };
        assert_eq!(opened(&only(school(2025))), (school(2025), day(2026, 8, 31)));
        assert_eq!(opened(&|_, _| true), (school(2026), today));
    }

    fn figure_named(name: &str) -> &'static crate::figure::FigureDef {
        figure(name).unwrap()
    }

    #[test]
    fn every_school_year_can_be_chosen() {
        let today = day(2026, 11, 27);
        for from in 2017..=2026 {
            let chosen = Chosen { year: None, school_year: Some(from) };
            let (period, as_of) = opened("received-school-year", chosen, today);
            assert_eq!((period, as_of), (school(from), day(from + 1, 8, 31).min(today)));
        }
        // A calendar year alone, as on a page with both sorts of figures.
        let past = Chosen { year: Some(2024), school_year: None };
        assert_eq!(opened("received-school-year", past, today), (school(2023), day(2024, 8, 31)));
        assert_eq!(opened("received-year", past, today), (Period::Year(2024), day(2024, 12, 31)));
        assert_eq!(opened("agreements-valid", past, today), (Period::Year(2024), day(2024, 12, 31)));
    }

    #[test]
    fn boards_open_like_figures() {
        let opens = |name: &str| board(name).unwrap().opens();
        assert_eq!((opens("assessment"), opens("receipts-school-year")), (Opens::Finished, Opens::Running));
        // The lamps are of the current school year (domain §6.15).
        assert_eq!(opens("lamps"), Opens::Running);
        let school_years = BOARDS.iter().filter(|board| board.span == Span::SchoolYear).count();
        let told = BOARDS.iter().filter(|board| board.told_by().is_some());
        assert!(told.clone().all(|board| board.span == Span::SchoolYear) && told.count() == 5, "all but the lamps");
        assert_eq!(school_years, 6, "say with which school year a new one opens");
    }
}

//! When somebody said that he would come again: the next visits that are due, and those that nobody
//! made.
//!
//! A day that was named for the next visit counts until a later visit to the same partner. What is
//! read of a visit depends on that visit alone, so a page follows it record by record.

use crate::kinds::visit;
use crate::ledger::{IdMap, Ledger};
use crate::order;
use crate::record::Id;
use crate::value::{CivilDate, Date};

/// So many of the latest visits are looked through: whoever goes to a thousand partners has been to
/// each of them since.
pub const LATEST: usize = 1000;

/// What a visit says of the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arranged {
    /// Who was visited.
    pub partner: Id,
    /// When.
    pub date: Date,
    /// When somebody wanted to come again.
    pub next: Option<Date>,
}

impl Arranged {
    /// Reads a visit; `None` if it has no partner or no date.
    #[must_use]
    pub fn of(ledger: &Ledger, id: &Id) -> Option<Self> {
        let visit = ledger.get(id)?;
        let partner = ledger.standing_for(&visit.get(visit::PARTNER)?);
        Some(Self { partner, date: visit.get(visit::DATE)?, next: visit.get(visit::NEXT_VISIT) })
    }
}

/// A visit after which somebody is to come again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    /// The visit.
    pub visit: Id,
    /// To whom.
    pub partner: Id,
    /// When it was.
    pub date: Date,
    /// Days from today to the last day that was meant, negative when that is past.
    pub left: i64,
}

/// Returns the visits, of those in `visits`, whose next one is due within `soon` days of `today` or
/// overdue by no more than `late` days; the most urgent first, one for each partner.
#[must_use]
pub fn again(visits: &[(Id, Arranged)], today: CivilDate, soon: i64, late: i64) -> Vec<Again> {
    let mut last: IdMap<CivilDate> = IdMap::default();
    for (_, visit) in visits {
        let date = last.entry(visit.partner).or_insert_with(|| visit.date.latest());
        *date = (*date).max(visit.date.latest());
    }
    let mut found: Vec<Again> = visits
        .iter()
        .filter(|(_, visit)| last.get(&visit.partner) == Some(&visit.date.latest()))
        .filter_map(|(id, visit)| {
            let left = visit.next?.latest().unix_days().saturating_sub(today.unix_days());
            (-late..=soon).contains(&left).then_some(Again {
                visit: *id,
                partner: visit.partner,
                date: visit.date,
                left,
            })
        })
        .collect();
    order::sort_by_key(&mut found, |again| (again.left, again.visit));
    let mut told: IdMap<()> = IdMap::default();
    found.retain(|again| told.insert(again.partner, ()).is_none());
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::tests::Desk;
    use crate::kinds::SCHEMA;
    use serde_json::json;

    fn day(text: &str) -> CivilDate {
        Date::parse(text, CivilDate::from_unix_days(0)).unwrap().earliest()
    }

    fn partner(name: &str) -> Id {
        Id::of_key("partner", name)
    }

    /// Visits to `partner`, each with its day and the day that was named for the next one.
    fn desk(visits: &[(&str, &str, &str, &str)]) -> Desk {
        let mut desk = Desk::joined("office22", "示例甲");
        desk.ledger = Ledger::new(SCHEMA, Vec::new());
        for (key, to, date, next) in visits {
            let id = Id::of_key("visit", key);
            desk.types("visit", id, "partner", json!(partner(to)));
            desk.types("visit", id, "date", json!(date));
            if !next.is_empty() {
                desk.types("visit", id, "next_visit", json!(next));
            }
        }
        desk
    }

    fn due(desk: &Desk, today: &str) -> Vec<(Id, i64)> {
        let newest = desk.ledger.newest("visit").take(LATEST);
        let visits: Vec<_> = newest.filter_map(|id| Some((id, Arranged::of(&desk.ledger, &id)?))).collect();
        again(&visits, day(today), 30, 60).into_iter().map(|again| (again.partner, again.left)).collect()
    }

    #[test]
    fn who_is_to_be_visited_again_comes_by_the_day_that_was_named() {
        let desk = desk(&[
            ("a", "soon", "2022-01-10", "2022-02-01"),
            ("b", "late", "2022-01-05", "2022-01-12"),
            ("c", "far", "2022-01-05", "2022-06-01"),
            ("d", "old", "2021-06-05", "2021-07-01"),
            ("e", "never", "2022-01-18", ""),
            ("f", "month", "2022-01-02", "2022-01"),
        ]);
        let all = [(partner("late"), -7), (partner("month"), 12), (partner("soon"), 13)];
        assert_eq!(due(&desk, "2022-01-19"), all);
    }

    #[test]
    fn a_later_visit_is_the_one_that_was_meant() {
        let kept = desk(&[("a", "p", "2022-01-10", "2022-01-17"), ("b", "p", "2022-01-16", "")]);
        assert_eq!(due(&kept, "2022-01-19"), []);
        let named_anew = desk(&[("a", "p", "2022-01-10", "2022-01-17"), ("b", "p", "2022-01-16", "2022-01-25")]);
        assert_eq!(due(&named_anew, "2022-01-19"), [(partner("p"), 6)]);
    }

    #[test]
    fn two_of_us_on_one_day_are_one_row_with_the_earlier_day() {
        let both = desk(&[("a", "p", "2022-01-10", "2022-02-10"), ("b", "p", "2022-01-10", "2022-01-25")]);
        assert_eq!(due(&both, "2022-01-19"), [(partner("p"), 6)]);
    }
}

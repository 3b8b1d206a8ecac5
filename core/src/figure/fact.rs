//! A fact: one thing that a record says towards figures, and how it is said.

use super::packed::Packed;
use crate::ledger::Ledger;
use crate::period::{Period, SCHOOL_YEAR_STARTS};
use crate::record::Id;
use crate::value::{Date, SchoolYear};

/// What is measured. The name is unique over all families; it is never stored or shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measure(pub &'static str);

/// One thing that a record says: how much of a measure, whose, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact<'a> {
    /// The record that says it: the evidence.
    pub of: Id,
    /// The partner it is about.
    pub partner: Option<Id>,
    /// This partner, the one that stays of duplicates, unless it was deleted; one that was not received
    /// counts. It is not said, but looked up.
    pub(super) with: Option<Id>,
    /// The unit that leads for this partner; it is not said, but looked up.
    pub(super) lead: Option<Id>,
    /// The unit that it counts for, after shares.
    pub unit: Option<Id>,
    /// The person that it counts for, after shares.
    pub person: Option<Id>,
    /// What else it is about: a major, a park, a project; the measure says which.
    pub about: Option<Id>,
    /// First and last day that its date can mean, as days since 1970; `None` = it has no date.
    pub days: Option<(i32, i32)>,
    /// How much, in the measure's unit: cents, hundredths, or ten-thousandths of a piece.
    pub amount: i64,
    /// A code that tells sorts apart, possibly empty.
    pub tag: &'a str,
}

/// One whole piece, as an amount: pieces are counted in ten-thousandths, so that shares count too.
pub const PIECE: i64 = 10_000;

/// Takes what one record says.
pub struct Sink<'a> {
    pub(super) of: Id,
    pub(super) ledger: &'a Ledger,
    pub(super) out: &'a mut Packed,
}

impl Sink<'_> {
    /// Says one piece of `measure`; refine with the methods of [`Saying`]. Nothing is said before
    /// [`Saying::end`].
    pub fn say(&mut self, measure: Measure) -> Saying<'_> {
        let fact = Fact {
            of: self.of,
            partner: None,
            with: None,
            lead: None,
            unit: None,
            person: None,
            about: None,
            days: None,
            amount: PIECE,
            tag: "",
        };
        Saying { measure, fact, tag: String::new(), ledger: self.ledger, out: self.out }
    }
}

/// A fact that is being said.
#[must_use = "a fact counts only after `end`"]
pub struct Saying<'a> {
    measure: Measure,
    fact: Fact<'static>,
    tag: String,
    ledger: &'a Ledger,
    out: &'a mut Packed,
}

impl Saying<'_> {
    /// The partner it is about.
    pub const fn partner(mut self, id: Option<Id>) -> Self {
        self.fact.partner = id;
        self
    }
    /// The unit it counts for.
    pub const fn unit(mut self, id: Option<Id>) -> Self {
        self.fact.unit = id;
        self
    }
    /// The person it counts for.
    pub const fn person(mut self, id: Option<Id>) -> Self {
        self.fact.person = id;
        self
    }
    /// What else it is about.
    pub const fn about(mut self, id: Option<Id>) -> Self {
        self.fact.about = id;
        self
    }
    /// When.
    pub fn on(mut self, date: Option<Date>) -> Self {
        self.fact.days = date.map(|d| (day(d.earliest().unix_days()), day(d.latest().unix_days())));
        self
    }
    /// From the first possible day of `from` to the last possible day of `to`: something that lasts.
    pub fn during(mut self, from: Option<Date>, to: Option<Date>) -> Self {
        let first = from.map(|d| day(d.earliest().unix_days()));
        let last = to.map(|d| day(d.latest().unix_days()));
        self.fact.days = match (first, last) {
            (None, None) => None,
            (first, last) => Some((first.unwrap_or(i32::MIN), last.unwrap_or(i32::MAX))),
        };
        self
    }
    /// In a school year, unless it has been said already when.
    pub fn or_in(mut self, year: Option<SchoolYear>) -> Self {
        let days = || {
            let period = Period::SchoolYear { from: year?.0, starts: SCHOOL_YEAR_STARTS };
            Some((day(period.first()?.unix_days()), day(period.last()?.unix_days())))
        };
        self.fact.days = self.fact.days.or_else(days);
        self
    }
    /// How much.
    pub const fn amount(mut self, amount: i64) -> Self {
        self.fact.amount = amount;
        self
    }
    /// Of which sort.
    pub fn tag(mut self, tag: Option<String>) -> Self {
        self.tag = tag.unwrap_or_default();
        self
    }
    /// Says it.
    pub fn end(self) {
        self.out.push(self.ledger, self.measure, &self.fact, &self.tag);
    }
}

fn day(days: i64) -> i32 {
    i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX })
}

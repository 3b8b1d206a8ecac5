//! A question to a figure: of whom, when; and what its answer needs of every fact.

use super::facts::View;
use super::part::Which;
use super::{Board, Fact, Facts, Figure, Measure, Span, Sum, Unit};
use crate::kinds::partner;
use crate::kinds::threshold::Threshold;
use crate::ledger::Ledger;
use crate::period::Period;
use crate::record::Id;
use crate::value::CivilDate;

/// Of whom a figure tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The whole school.
    School,
    /// A college or department.
    Unit(Id),
    /// What no college or department that is on the list counts.
    NoUnit,
    /// A partner.
    Partner(Id),
    /// A person.
    Person(Id),
}

/// A stretch of days, both ends included, as days since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub first: i32,
    /// The last day.
    pub last: i32,
}

/// Whether a fact lies in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lies {
    /// Surely.
    In,
    /// Surely not.
    Out,
    /// Its date is too imprecise to say.
    Unclear,
}

impl Window {
    /// The days of a period.
    #[must_use]
    pub fn of(period: Period) -> Self {
        let day =
            |date: Option<CivilDate>, other| date.and_then(|d| i32::try_from(d.unix_days()).ok()).unwrap_or(other);
        Self { first: day(period.first(), i32::MIN), last: day(period.last(), i32::MAX) }
    }

    /// So many days up to and with `today`.
    #[must_use]
    pub fn last(days: u16, today: CivilDate) -> Self {
        let last = i32::try_from(today.unix_days()).unwrap_or(i32::MAX);
        Self { first: last.saturating_sub(i32::from(days)).saturating_add(1), last }
    }

    /// The first and the last day.
    #[must_use]
    pub const fn days(self) -> (i32, i32) {
        (self.first, self.last)
    }

    /// Where a fact lies.
    #[must_use]
    pub fn has(self, fact: &Fact<'_>) -> Lies {
        match fact.days {
            None => Lies::Unclear,
            Some((first, last)) if first >= self.first && last <= self.last => Lies::In,
            Some((first, last)) if last < self.first || first > self.last => Lies::Out,
            Some(_) => Lies::Unclear,
        }
    }

    /// Whether something that lasts overlaps the window; without dates it does not.
    #[must_use]
    pub fn meets(self, fact: &Fact<'_>) -> bool {
        fact.days.is_some_and(|(first, last)| first <= self.last && last >= self.first)
    }

    /// How many days of a fact lie in the window, and how many it lasts; `None` = from when or until when
    /// is not known.
    #[must_use]
    pub fn days_of(self, fact: &Fact<'_>) -> (i64, Option<i64>) {
        let count = |first: i32, last: i32| (i64::from(last) - i64::from(first) + 1).max(0);
        let Some((first, last)) = fact.days else { return (0, None) };
        let known = first != i32::MIN && last != i32::MAX;
        (count(first.max(self.first), last.min(self.last)), known.then(|| count(first, last)))
    }

    /// Whether something overlaps the window as far as is known: without dates it does.
    #[must_use]
    pub fn may_meet(self, fact: &Fact<'_>) -> bool {
        fact.days.is_none() || self.meets(fact)
    }
}

/// A question, with everything that an answer may use.
pub struct Ask<'a> {
    /// The records, for what facts do not say.
    pub ledger: &'a Ledger,
    /// The facts, or the part of them of which is asked.
    pub facts: View<'a>,
    /// Of whom.
    pub scope: Scope,
    /// The period chosen; figures of [`Span::Last`] and [`Span::Today`] look at `today` alone.
    pub period: Period,
    /// Today in Asia/Shanghai, or the day as of which is asked.
    pub today: CivilDate,
    /// Whether what lies after today is left out.
    pub(super) passed_only: bool,
}

impl<'a> Ask<'a> {
    /// Returns the question.
    #[must_use]
    pub fn new(ledger: &'a Ledger, facts: &'a Facts, scope: Scope, period: Period, today: CivilDate) -> Self {
        Self::seen(ledger, View { facts, which: Which::All }, scope, period, today)
    }

    fn seen(ledger: &'a Ledger, facts: View<'a>, scope: Scope, period: Period, today: CivilDate) -> Self {
        Self { ledger, facts, scope, period, today, passed_only: false }
    }

    /// The same question of some of the facts.
    pub(super) fn among(&self, which: Which) -> Self {
        let facts = View { which, ..self.facts };
        let passed_only = self.passed_only;
        Self { passed_only, ..Self::seen(self.ledger, facts, self.scope, self.period, self.today) }
    }

    /// Returns the same question, leaving out what lies after today: for a trend, each month is
    /// asked as of its last day.
    #[must_use]
    pub fn as_known(&self) -> Self {
        Self { passed_only: true, ..Self::seen(self.ledger, self.facts, self.scope, self.period, self.today) }
    }

    /// Returns the same question of somebody else.
    #[must_use]
    pub fn of(&self, scope: Scope) -> Self {
        let passed_only = self.passed_only;
        Self { passed_only, ..Self::seen(self.ledger, self.facts, scope, self.period, self.today) }
    }

    /// Returns the same question as of another day and period.
    #[must_use]
    pub fn at(&self, period: Period, today: CivilDate) -> Self {
        Self::seen(self.ledger, self.facts, self.scope, period, today)
    }

    /// Returns the days that a figure of this span is about; the whole period, days to come included.
    #[must_use]
    pub fn window(&self, span: Span) -> Window {
        let today = i32::try_from(self.today.unix_days()).unwrap_or(i32::MAX);
        match span {
            Span::Year | Span::SchoolYear | Span::Month if self.passed_only => {
                let window = Window::of(self.period);
                Window { first: window.first, last: window.last.min(today) }
            }
            Span::Year | Span::SchoolYear | Span::Month => Window::of(self.period),
            Span::Last(days) => Window::last(days, self.today),
            Span::Today => Window { first: i32::MIN, last: today },
        }
    }

    /// [`Self::window`], as far as it has passed by today.
    #[must_use]
    pub fn elapsed(&self, span: Span) -> Window {
        let (window, today) = (self.window(span), self.window(Span::Today));
        Window { first: window.first, last: window.last.min(today.last) }
    }

    /// [`Self::window`], as far as its days are over. What is due today is due and not late: it is late
    /// when its day has passed.
    #[must_use]
    pub fn passed(&self, span: Span) -> Window {
        let (window, today) = (self.window(span), self.window(Span::Today));
        Window { first: window.first, last: window.last.min(today.last.saturating_sub(1)) }
    }

    /// Returns the unit to which a fact counts: the one it names, or that of its partner.
    #[must_use]
    pub fn unit_of(&self, fact: &Fact<'_>) -> Option<Id> {
        fact.unit.or(fact.lead)
    }

    /// Returns the unit that leads for a partner.
    #[must_use]
    pub fn unit_of_partner(&self, partner: Id) -> Option<Id> {
        let known = self.facts.facts.packed.lead(&partner);
        known.unwrap_or_else(|| self.ledger.get(&self.ledger.standing_for(&partner))?.get(partner::LEAD_UNIT))
    }

    /// Returns what a threshold says, in whole units.
    #[must_use]
    pub fn whole(&self, threshold: Threshold) -> usize {
        usize::try_from(self.ledger.threshold(threshold).hundredths() / 100).unwrap_or(usize::MAX)
    }

    /// Of whom is asked, under the one that stays of duplicates.
    pub(super) fn scope_that_stays(&self) -> Scope {
        match self.scope {
            Scope::Unit(id) => Scope::Unit(self.ledger.standing_for(&id)),
            Scope::Partner(id) => Scope::Partner(self.ledger.standing_for(&id)),
            Scope::Person(id) => Scope::Person(self.ledger.standing_for(&id)),
            scope @ (Scope::School | Scope::NoUnit) => scope,
        }
    }

    /// Whether a fact counts for whom is asked.
    #[must_use]
    pub fn concerns(&self, fact: &Fact<'_>) -> bool {
        let same = |one: Option<Id>, other: Id| {
            one.is_some_and(|one| one == other || self.ledger.standing_for(&one) == self.ledger.standing_for(&other))
        };
        match self.scope {
            Scope::School => true,
            Scope::Unit(unit) => same(self.unit_of(fact), unit),
            Scope::NoUnit => self.unit_of(fact).is_none_or(|id| !self.ledger.is_listed(&self.ledger.standing_for(&id))),
            Scope::Partner(partner) => same(fact.partner, partner),
            Scope::Person(person) => same(fact.person, person),
        }
    }

    /// Returns the facts of a measure that count for whom is asked.
    pub fn facts(&self, measure: Measure) -> impl Iterator<Item = Fact<'a>> {
        self.facts.all(measure).filter(move |fact| self.concerns(fact))
    }

    /// Returns the sum of a measure's facts in a window for which `takes` holds, and the records
    /// whose dates are too imprecise.
    #[must_use]
    pub fn sum_in(&self, measure: Measure, window: Window, takes: impl Fn(&Fact<'_>) -> bool) -> (Sum, Vec<Id>) {
        let (mut sum, mut unclear) = (Sum::default(), Vec::new());
        for fact in self.facts(measure).filter(|fact| takes(fact)) {
            match window.has(&fact) {
                Lies::In => sum.add(fact.of, fact.amount),
                Lies::Unclear => unclear.push(fact.of),
                Lies::Out => {}
            }
        }
        (sum, unclear)
    }

    /// Returns the sum of a measure over the span as a figure.
    #[must_use]
    pub fn total(&self, unit: Unit, measure: Measure, span: Span) -> Figure {
        let (sum, unclear) = self.sum_in(measure, self.window(span), |_| true);
        Figure::sum(unit, sum).unclear(unclear)
    }

    /// Returns how many open clashes and references to records not received are behind a figure.
    #[must_use]
    pub fn doubts(&self, figure: &Figure) -> (usize, usize) {
        self.facts.facts.doubts(std::iter::once(figure))
    }

    /// The same of all that a board counts.
    #[must_use]
    pub fn doubts_on(&self, board: &Board) -> (usize, usize) {
        let cells = board.rows.iter().flat_map(|(_, cells)| cells);
        self.facts.facts.doubts(cells.map(|cell| &cell.figure))
    }
}

//! Answers of figures as pages want them: kept part by part, so that one change costs the parts that
//! it touches; numbers alone for a card, the first records behind for the page of one figure.

use super::value::Numbers;
use super::{Amount, Ask, Evidence, Figure, FigureDef, Unit};
use std::borrow::Borrow;
use std::cmp::Reverse;
use std::rc::Rc;

/// How many records of each list are at hand before all are asked for, and how many reasons of each.
pub const FIRST: usize = 100;

/// Figures whose answers do not add up over parts: those that join partners or firms of several parts,
/// masters of whom the name alone is known, and points that are capped. They are computed as a whole,
/// from answers that are kept by parts where there is much.
const WHOLE: [&str; 5] = [
    "agreements-expired-active",
    "projects-silent-rate",
    "assessment-points",
    "majors-dependence",
    "apprentices-per-master",
];

/// What is said of an answer as a whole: a type of its own, by which it is kept beside that of each part.
struct Whole<T>(T);

/// What a figure says, in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    unit: Unit,
    counted_in: Unit,
    whole_in: Unit,
    numbers: Numbers,
    /// Records whose date is too imprecise to say whether they count; they do not.
    pub unclear: usize,
    /// Records behind it with clashes, and with references to records not received.
    pub doubts: (usize, usize),
}

impl Told {
    fn of(ask: &Ask<'_>, figure: &Figure) -> Self {
        Self {
            unit: figure.unit(),
            counted_in: figure.counted_in(),
            whole_in: figure.whole_in(),
            numbers: figure.numbers(),
            unclear: figure.unclear.len(),
            doubts: ask.doubts(figure),
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            numbers: self.numbers.and(other.numbers),
            unclear: self.unclear + other.unclear,
            doubts: (self.doubts.0 + other.doubts.0, self.doubts.1 + other.doubts.1),
            ..self
        }
    }

    /// Returns the value; `None` if there is nothing to divide by or to take the middle of.
    #[must_use]
    pub fn value(&self) -> Option<Amount> {
        self.numbers.value(self.unit)
    }

    /// Returns the sums of a ratio, part and whole, each in what it is counted in.
    #[must_use]
    pub fn of_whole(&self) -> Option<(Amount, Amount)> {
        match self.numbers {
            Numbers::Ratio(part, whole) => {
                Some((Amount { unit: self.counted_in, raw: part }, Amount { unit: self.whole_in, raw: whole }))
            }
            _ => None,
        }
    }

    /// Returns what the amounts of the records behind are in.
    #[must_use]
    pub const fn counted_in(&self) -> Unit {
        self.counted_in
    }

    /// Returns what the amounts of the records of the whole are in, if it is a ratio.
    #[must_use]
    pub const fn whole_in(&self) -> Unit {
        self.whole_in
    }
}

/// The first records of a list, the largest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listed {
    /// How many there are in all.
    pub total: usize,
    /// The first [`FIRST`] of them.
    pub first: Vec<Evidence>,
}

impl Listed {
    fn of(all: Vec<Evidence>) -> Self {
        let total = all.len();
        Self { total, first: largest(all, FIRST) }
    }

    fn joined<'l>(lists: impl Iterator<Item = &'l Self> + Clone) -> Self {
        let total = lists.clone().map(|list| list.total).sum();
        let first: Vec<&Evidence> = largest(lists.flat_map(|list| &list.first).collect(), FIRST);
        Self { total, first: first.into_iter().cloned().collect() }
    }
}

/// So many of the records, the largest first.
fn largest<E: Borrow<Evidence>>(mut all: Vec<E>, most: usize) -> Vec<E> {
    let order = |e: &E| (Reverse(e.borrow().amount), e.borrow().id);
    if all.len() > most {
        // Only those that are shown need be in their order.
        all.select_nth_unstable_by_key(most, order);
        all.truncate(most);
    }
    all.sort_unstable_by_key(order);
    all
}

/// The records behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Behind {
    /// Those that count.
    pub counted: Listed,
    /// Of the whole of a ratio, those that do not count yet.
    pub short: Listed,
}

impl Behind {
    /// Those behind an answer that is at hand.
    #[must_use]
    pub fn of(figure: &Figure) -> Self {
        Self { counted: Listed::of(figure.named(FIRST)), short: Listed::of(figure.short(FIRST)) }
    }

    fn joined(parts: &[Rc<Self>]) -> Option<Self> {
        (!parts.is_empty()).then(|| Self {
            counted: Listed::joined(parts.iter().map(|part| &part.counted)),
            short: Listed::joined(parts.iter().map(|part| &part.short)),
        })
    }
}

impl Figure {
    /// Returns all records behind the value, the largest first.
    #[must_use]
    pub fn largest_first(&self) -> Vec<Evidence> {
        largest(self.named(FIRST), usize::MAX)
    }
}

impl FigureDef {
    fn adds_up(&self) -> bool {
        !WHOLE.contains(&self.name)
    }

    /// Returns the answer with everything behind it.
    #[must_use]
    pub fn answer(&self, ask: &Ask<'_>) -> Figure {
        let parts: Vec<Rc<Figure>> =
            if self.adds_up() { ask.by_parts(self.name, |ask| (self.compute)(ask)) } else { Vec::new() };
        Figure::joined(&parts).unwrap_or_else(|| (self.compute)(ask))
    }

    /// What is said of the answer, put together from what is said of each part; kept as a whole, too: of
    /// a hundred figures on a page a change touches a few.
    fn kept<T: Clone + 'static>(
        &self,
        ask: &Ask<'_>,
        of: impl Fn(&Ask<'_>, &Figure) -> T,
        joined: impl Fn(&[Rc<T>]) -> Option<T>,
    ) -> T {
        let answer = |ask: &Ask<'_>| of(ask, &(self.compute)(ask));
        let whole = |ask: &Ask<'_>| {
            let parts = if self.adds_up() { ask.by_parts(self.name, answer) } else { Vec::new() };
            Whole(joined(&parts).unwrap_or_else(|| answer(ask)))
        };
        ask.as_a_whole(self.name, whole).map_or_else(|| answer(ask), |whole| whole.0.clone())
    }

    /// Returns the answer in numbers.
    #[must_use]
    pub fn tell(&self, ask: &Ask<'_>) -> Told {
        self.kept(ask, Told::of, |parts| parts.iter().map(|part| Told::clone(part)).reduce(Told::and))
    }

    /// Returns the first records behind the answer.
    #[must_use]
    pub fn behind(&self, ask: &Ask<'_>) -> Behind {
        self.kept(ask, |_, figure| Behind::of(figure), Behind::joined)
    }

    /// Returns every record of a list of [`Self::behind`], the largest first.
    #[must_use]
    pub fn all_behind(&self, ask: &Ask<'_>, those_short: bool) -> Vec<Evidence> {
        let figure = (self.compute)(ask);
        if those_short { largest(figure.short(FIRST), usize::MAX) } else { figure.largest_first() }
    }
}

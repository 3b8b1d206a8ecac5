//! The value of a figure and what it is made of.

use super::{Amount, Sum, Unit};
use crate::record::Id;

/// A record behind a figure, with what it adds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// The record.
    pub id: Id,
    /// What it adds, in the unit of what it is added to.
    pub amount: i64,
    /// The records because of which it counts, if it does not count by itself: the visits of a
    /// partner that was visited.
    pub because: Vec<Id>,
    /// How many more of these there are: a list names the first alone.
    pub more: usize,
}

/// The numbers of which a value comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Numbers {
    Sum(i64),
    Ratio(i64, i64),
    /// From the smallest to the largest.
    Median(Vec<i64>),
}

impl Numbers {
    /// The value that comes of them.
    pub fn value(&self, unit: Unit) -> Option<Amount> {
        let raw = match self {
            Self::Sum(sum) => *sum,
            Self::Ratio(part, whole) => ratio(*part, *whole, unit)?,
            Self::Median(values) => {
                let at = |place: usize| values.get(place).copied();
                let (low, high) = (at(values.len().checked_sub(1)? / 2)?, at(values.len() / 2)?);
                low.saturating_add(high).div_euclid(2)
            }
        };
        Some(Amount { unit, raw })
    }

    /// With those of another part.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Sum(a), Self::Sum(b)) => Self::Sum(a.saturating_add(b)),
            (Self::Ratio(a, b), Self::Ratio(c, d)) => Self::Ratio(a.saturating_add(c), b.saturating_add(d)),
            (Self::Median(mut all), Self::Median(more)) => {
                all.extend(more);
                all.sort_unstable();
                Self::Median(all)
            }
            // Answers to one question come in one shape.
            (one, _) => one,
        }
    }
}

/// How a value comes from its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Parts {
    Sum(Sum),
    /// So much of so much.
    Ratio(Sum, Sum),
    Median(Vec<Evidence>),
}

impl Parts {
    const fn part(&self) -> Option<&Sum> {
        match self {
            Self::Sum(part) | Self::Ratio(part, _) => Some(part),
            Self::Median(_) => None,
        }
    }

    const fn whole(&self) -> Option<&Sum> {
        match self {
            Self::Ratio(_, whole) => Some(whole),
            _ => None,
        }
    }
}

/// A figure that was computed: its value is nothing but its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    unit: Unit,
    /// What the amounts of the evidence are in.
    counted_in: Unit,
    /// What the amounts of the whole are in, if it is a ratio.
    whole_in: Unit,
    parts: Parts,
    /// Records whose date is too imprecise to say whether they count; they do not.
    pub unclear: Vec<Id>,
}

impl Figure {
    /// A sum.
    #[must_use]
    pub const fn sum(unit: Unit, sum: Sum) -> Self {
        Self { unit, counted_in: unit, whole_in: unit, parts: Parts::Sum(sum), unclear: Vec::new() }
    }

    /// So much of so much: in percent, or how many times. Both are counted in `counted_in`.
    #[must_use]
    pub const fn ratio(unit: Unit, counted_in: Unit, part: Sum, whole: Sum) -> Self {
        Self::per(unit, counted_in, part, counted_in, whole)
    }

    /// So much for each of something that is counted in another unit, such as 人时 for each ㎡.
    #[must_use]
    pub const fn per(unit: Unit, counted_in: Unit, part: Sum, whole_in: Unit, whole: Sum) -> Self {
        Self { unit, counted_in, whole_in, parts: Parts::Ratio(part, whole), unclear: Vec::new() }
    }

    /// The middle of single values; of an even number the mean of the two in the middle.
    #[must_use]
    pub fn median(unit: Unit, mut values: Vec<Evidence>) -> Self {
        values.sort_by_key(|e| (e.amount, e.id));
        Self { unit, counted_in: unit, whole_in: unit, parts: Parts::Median(values), unclear: Vec::new() }
    }

    /// Joins answers to the same question of several parts, which have no record in common.
    #[must_use]
    pub(super) fn joined(figures: &[impl AsRef<Self>]) -> Option<Self> {
        let all = || figures.iter().map(AsRef::as_ref);
        let first = all().next()?;
        let sum = |of: fn(&Parts) -> Option<&Sum>| Sum::joined(all().filter_map(|figure| of(&figure.parts)));
        let figure = match &first.parts {
            Parts::Sum(_) => Self::sum(first.unit, sum(Parts::part)),
            Parts::Ratio(..) => {
                Self::per(first.unit, first.counted_in, sum(Parts::part), first.whole_in, sum(Parts::whole))
            }
            Parts::Median(_) => Self::median(first.unit, all().flat_map(Self::evidence).collect()),
        };
        Some(figure.unclear(all().flat_map(|figure| &figure.unclear).copied().collect()))
    }

    /// With records whose date is too imprecise.
    #[must_use]
    pub fn unclear(mut self, mut ids: Vec<Id>) -> Self {
        ids.sort_unstable();
        ids.dedup();
        self.unclear = ids;
        self
    }

    /// Returns the value; `None` if there is nothing to divide by or to take the middle of.
    #[must_use]
    pub fn value(&self) -> Option<Amount> {
        self.numbers().value(self.unit)
    }

    /// Returns the records behind the value, with what each adds.
    #[must_use]
    pub fn evidence(&self) -> Vec<Evidence> {
        match &self.parts {
            Parts::Sum(sum) | Parts::Ratio(sum, _) => sum.evidence().collect(),
            Parts::Median(values) => values.clone(),
        }
    }

    /// Returns, for a ratio, the records of the whole, with what each adds.
    #[must_use]
    pub fn whole(&self) -> Option<Vec<Evidence>> {
        self.parts.whole().map(|whole| whole.evidence().collect())
    }

    /// Returns the records behind the value as a list names them: so many reasons of each.
    pub(super) fn named(&self, reasons: usize) -> Vec<Evidence> {
        match &self.parts {
            Parts::Sum(sum) | Parts::Ratio(sum, _) => sum.evidence_with(reasons).collect(),
            Parts::Median(values) => values.clone(),
        }
    }

    /// Returns, for a ratio, the records of the whole that do not count, likewise.
    pub(super) fn short(&self, reasons: usize) -> Vec<Evidence> {
        let Parts::Ratio(part, whole) = &self.parts else { return Vec::new() };
        whole.evidence_with(reasons).filter(|one| !part.has(&one.id)).collect()
    }

    /// Whether no record counts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.parts {
            Parts::Median(values) => values.is_empty(),
            parts => parts.part().is_none_or(Sum::is_empty),
        }
    }

    /// Returns the records behind it, or in the whole of a ratio; some may come twice.
    pub(super) fn ids(&self) -> impl Iterator<Item = &Id> {
        let sums = [self.parts.part(), self.parts.whole()];
        let summed = sums.into_iter().flatten().flat_map(Sum::keys);
        let single = match &self.parts {
            Parts::Median(values) => values.as_slice(),
            _ => &[],
        };
        summed.chain(single.iter().map(|e| &e.id))
    }

    /// Returns how much it is, as numbers alone.
    pub(super) fn numbers(&self) -> Numbers {
        match &self.parts {
            Parts::Sum(sum) => Numbers::Sum(sum.total()),
            Parts::Ratio(part, whole) => Numbers::Ratio(part.total(), whole.total()),
            Parts::Median(values) => Numbers::Median(values.iter().map(|e| e.amount).collect()),
        }
    }

    /// Returns the sums of a ratio: part and whole.
    #[must_use]
    pub fn of(&self) -> Option<(i64, i64)> {
        match &self.parts {
            Parts::Ratio(part, whole) => Some((part.total(), whole.total())),
            _ => None,
        }
    }

    /// Returns what the amounts of the evidence are in.
    #[must_use]
    pub const fn counted_in(&self) -> Unit {
        self.counted_in
    }

    /// Returns what the amounts of the whole are in, if it is a ratio.
    #[must_use]
    pub const fn whole_in(&self) -> Unit {
        self.whole_in
    }

    /// Returns the unit.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.unit
    }
}

/// `part / whole` in hundredths of a percent, or of one time; half up.
fn ratio(part: i64, whole: i64, unit: Unit) -> Option<i64> {
    let scale: i128 = if unit == Unit::Percent { 10_000 } else { 100 };
    let (part, whole) = (i128::from(part), i128::from(whole));
    if whole == 0 {
        return None;
    }
    i64::try_from((2 * part * scale + whole).div_euclid(2 * whole)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u8) -> Id {
        Id::of_key("partner", &n.to_string())
    }
    fn sum(amounts: &[i64]) -> Sum {
        amounts.iter().enumerate().map(|(i, amount)| (id(u8::try_from(i).unwrap()), *amount)).collect()
    }

    #[test]
    fn rates_are_rounded_as_the_reports_print_them() {
        let percent =
            |part: i64, whole: i64| Figure::ratio(Unit::Percent, Unit::Money, sum(&[part]), sum(&[whole])).value();
        assert_eq!(percent(1_839_831, 1_818_900).map(Amount::show), Some("101.15%".to_owned()));
        assert_eq!(percent(1_831_312, 1_839_831).map(Amount::show), Some("99.54%".to_owned()));
        assert_eq!(percent(1, 0), None);
    }

    #[test]
    fn what_is_divided_may_be_in_another_unit() {
        let each = Unit::Measured("人时/㎡");
        let figure = Figure::per(each, Unit::Measured("人时"), sum(&[90_050]), Unit::Measured("㎡"), sum(&[6_000]));
        assert_eq!(figure.value().map(Amount::show), Some("15.01 人时/㎡".to_owned()), "900.5 ÷ 60");
        assert_eq!((figure.counted_in().label(), figure.whole_in().label()), ("人时", "㎡"));
        let rent =
            Figure::per(Unit::Measured("元/㎡"), Unit::Money, sum(&[360_000]), Unit::Measured("㎡"), sum(&[6_000]));
        assert_eq!(rent.value().map(Amount::show), Some("60 元/㎡".to_owned()));
    }

    #[test]
    fn a_median_is_the_middle() {
        let median = |amounts: &[i64]| {
            let values = sum(amounts).evidence().collect();
            Figure::median(Unit::Measured("工作日"), values).value().map(Amount::plain)
        };
        assert_eq!(median(&[300, 100, 900]), Some("3".to_owned()));
        assert_eq!(median(&[300, 100]), Some("2".to_owned()));
        assert_eq!(median(&[]), None);
    }
}

//! 考核指标: the rules by which units earn points, as the indicators of a school year say them.

use super::{Ask, Fact, Unit, Window};
use crate::kinds::{SCHEMA, indicator};
use crate::period::{Period, SCHOOL_YEAR_STARTS};
use crate::record::{Id, Record};
use crate::schema::KindDef;
use crate::value::{Money, Quantity, SchoolYear};
use std::rc::Rc;

/// What money earns by, where other indicators name a kind of record.
pub(super) const MONEY: &str = "$";

/// How points are earned.
enum Basis {
    /// So many points, in hundredths, for every whole amount in cents.
    Money { per: i64, points: i64 },
    /// So many points for every record of a kind.
    Count { kind: &'static KindDef, points: i64 },
    /// Points by the level of every record of a kind.
    Level { kind: &'static KindDef, levels: Vec<(String, i64)> },
    /// What the experts gave.
    Judged,
}

/// An indicator with its rule.
pub(super) struct Indicator {
    /// Its record.
    pub id: Id,
    basis: Basis,
    /// The most that a unit can earn, in hundredths; `None` = no limit.
    cap: Option<i64>,
    /// The rule in words.
    pub said: String,
}

pub(super) fn hundredths(quantity: Option<Quantity>) -> Option<i64> {
    quantity.and_then(|quantity| i64::try_from(quantity.hundredths()).ok())
}

/// The kind that people call so.
fn kind_named(said: &str) -> Option<&'static KindDef> {
    let said = said.trim();
    SCHEMA.kinds().iter().copied().find(|kind| kind.label == said || kind.name == said)
}

/// `国家级 10`, in lines or between semicolons or commas: the level and its points in hundredths.
fn levels(said: &str) -> Vec<(String, i64)> {
    let line = |line: &str| {
        // What stands in brackets is a remark.
        let line = line.split(['（', '(']).next().unwrap_or_default();
        let (level, points) =
            line.trim().trim_end_matches('分').trim_end().rsplit_once([' ', '\t', '：', ':', '　'])?;
        Some((level.trim().to_owned(), hundredths(Quantity::parse(points.trim()).ok())?))
    };
    said.split(['\n', '；', ';', '，', ',', '、']).filter_map(line).collect()
}

/// The indicators of a school year; one without a year counts in every one.
pub(super) fn indicators(ask: &Ask<'_>, window: Window) -> Vec<Rc<Indicator>> {
    ask.looks_up(indicator::KIND.name);
    let read = |id: Id| {
        let record = ask.ledger.get(&id)?;
        let year = record.get(indicator::YEAR);
        year.is_none_or(|year| of_year(year).is_none_or(|own| own == window)).then(|| one(id, &record))
    };
    let mut all: Vec<Indicator> = ask.ledger.ids(indicator::KIND.name).filter_map(read).collect();
    all.sort_by_cached_key(|one| (ask.ledger.title(&one.id), one.id));
    all.into_iter().map(Rc::new).collect()
}

fn of_year(year: SchoolYear) -> Option<Window> {
    let period = Period::SchoolYear { from: year.0, starts: SCHOOL_YEAR_STARTS };
    period.first()?;
    Some(Window::of(period))
}

fn one(id: Id, record: &Record) -> Indicator {
    let per_points = hundredths(record.get(indicator::PER_POINTS)).unwrap_or_default();
    let kind = record.get(indicator::EARNED_BY).and_then(|said| kind_named(&said));
    let per = record.get(indicator::PER_AMOUNT).map_or(0, |money| money.cents());
    let basis = match (record.get(indicator::BASIS).as_deref(), kind) {
        (Some("money"), _) if per > 0 => Basis::Money { per, points: per_points },
        (Some("count"), Some(kind)) => Basis::Count { kind, points: per_points },
        (Some("level"), Some(kind)) => {
            Basis::Level { kind, levels: levels(&record.get(indicator::LEVELS).unwrap_or_default()) }
        }
        _ => Basis::Judged,
    };
    let caps = [hundredths(record.get(indicator::CAP)), hundredths(record.get(indicator::SCORE))];
    Indicator { id, said: said(record, &basis), basis, cap: caps.into_iter().flatten().min() }
}

/// The rule in words, such as `每 10万元 1 分，最多 10 分`.
fn said(record: &Record, basis: &Basis) -> String {
    let plain = |points: i64| Quantity(points.unsigned_abs()).plain();
    let rule = match basis {
        Basis::Money { per, points } => format!("每到账 {}得 {} 分", Money(*per).show_large(), plain(*points)),
        Basis::Count { kind, points } => format!("每条{}得 {} 分", kind.label, plain(*points)),
        Basis::Level { kind, levels } => {
            let levels: Vec<String> =
                levels.iter().map(|(level, points)| format!("{level} {} 分", plain(*points))).collect();
            format!("{}按级别：{}", kind.label, levels.join("、"))
        }
        Basis::Judged => "评审打分".to_owned(),
    };
    let most = record.get(indicator::CAP).or_else(|| record.get(indicator::SCORE));
    most.map_or_else(|| rule.clone(), |most| format!("{rule}，最多 {} 分", most.plain()))
}

impl Indicator {
    /// The name of the kind of record by which points are earned, or [`MONEY`].
    pub const fn kind(&self) -> &'static str {
        match &self.basis {
            Basis::Money { .. } => MONEY,
            Basis::Count { kind, .. } | Basis::Level { kind, .. } => kind.name,
            Basis::Judged => "",
        }
    }

    /// What a record of this kind adds: cents, or hundredths of points.
    pub fn adds(&self, fact: &Fact<'_>, level: &str) -> Option<i64> {
        match &self.basis {
            Basis::Money { .. } => Some(fact.amount),
            Basis::Count { points, .. } => Some(*points),
            Basis::Level { levels, .. } => {
                levels.iter().find(|(said, _)| alike(said, level)).map(|(_, points)| *points)
            }
            Basis::Judged => None,
        }
    }

    /// The points of a unit, in hundredths, that earned so much and was given so many.
    pub fn points(&self, earned: i64, given: Option<i64>) -> i64 {
        let raw = match &self.basis {
            Basis::Money { per, points } => (earned / (*per).max(1)).saturating_mul(*points),
            Basis::Count { .. } | Basis::Level { .. } => earned,
            Basis::Judged => given.unwrap_or_default(),
        };
        self.cap.map_or(raw, |cap| raw.min(cap)).max(0)
    }

    /// Whether so many points are the most that a unit can earn by its records.
    pub const fn is_full(&self, points: i64) -> bool {
        match (&self.basis, self.cap) {
            (Basis::Judged, _) | (_, None) => false,
            (_, Some(cap)) => points == cap,
        }
    }

    /// What the amounts of the evidence are in.
    pub const fn counted_in(&self) -> Unit {
        match self.basis {
            Basis::Money { .. } => Unit::Money,
            _ => Unit::Measured("分"),
        }
    }
}

/// Whether a level in a rule means a level of a record.
fn alike(said: &str, level: &str) -> bool {
    !said.is_empty() && (said == level || level.contains(said) || said.contains(level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_as_people_write_them() {
        let found = levels("国家级 10；省级：6.5分\n校级\t2（请核对）\n没有分数\n");
        assert_eq!(found, [("国家级".to_owned(), 1_000), ("省级".to_owned(), 650), ("校级".to_owned(), 200)]);
        assert!(alike("省级", "省级") && alike("省级", "江苏省级") && !alike("", "省级") && !alike("国家级", "省级"));
    }
}

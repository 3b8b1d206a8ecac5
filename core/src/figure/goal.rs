//! Goals of figures: baseline, target and owner of the eight shortfalls, from records; what thresholds
//! ask. Never computed.

use super::{Amount, Ask, FigureDef, PIECE, Scope, Span, Unit};
use crate::kinds::shortfall_target as of;
use crate::kinds::threshold::{self, CLOSING_RATE, PLATFORMS_BUILT, PLATFORMS_NURSED, Threshold, VISITS_OF_HEADS};
use crate::record::Id;
use crate::value::{Date, Quantity};

/// Where a goal is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// In this record of the kind 不足目标.
    Target(Id),
    /// In the threshold of this code; in this record, if the office has set it.
    Threshold(&'static str, Option<Id>),
}

/// What a figure should reach, as the office wrote it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// Where it is written down.
    pub written: Written,
    /// Of which year it is; `None` of what is asked every year.
    pub year: Option<u16>,
    /// Where it stood; `None` also if it is in another unit.
    pub baseline: Option<Amount>,
    /// Where it should stand; `None` also if it is in another unit.
    pub target: Option<Amount>,
    /// Baseline and target as they were typed, if they are in another unit than the figure.
    pub other_unit: Option<String>,
    /// Who answers for it: unit and person, as people read them.
    pub owner: String,
    /// What will be done.
    pub measures: String,
}

/// How a value stands to its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is reached.
    Reached,
    /// So much is missing.
    Short(Amount),
}

impl Goal {
    /// Returns how a value of the figure stands to the target; `None` if there is none to compare with.
    /// Of everything that has a goal more is better.
    #[must_use]
    pub fn standing(&self, now: Amount) -> Option<Standing> {
        let target = self.target?;
        let missing = target.raw.saturating_sub(now.raw);
        Some(if missing > 0 { Standing::Short(Amount { raw: missing, ..target }) } else { Standing::Reached })
    }
}

/// The shortfalls with the figures that measure them.
const SHORTFALLS: [(&str, &str); 8] = [
    ("societies", "shortfall-association"),
    ("leaders", "shortfall-flagship"),
    ("parks", "shortfall-park"),
    ("government", "shortfall-government"),
    ("support", "shortfall-enterprise-input"),
    ("attention", "shortfall-attention"),
    ("linkage", "shortfall-linkage"),
    ("majors", "shortfall-adjustment"),
];

/// Figures of which a threshold of the workspace says what they should reach, unless a record of the
/// kind 不足目标 does.
const ASKED: [(&str, Threshold); 4] = [
    ("platforms-built", PLATFORMS_BUILT),
    ("platforms-nursed", PLATFORMS_NURSED),
    ("shortfall-attention", VISITS_OF_HEADS),
    ("visit-closing-rate", CLOSING_RATE),
];

/// Of these, the shares: they are asked of every college like of the school, while pieces are asked of
/// the school alone.
const OF_EVERYBODY: [&str; 1] = ["visit-closing-rate"];

/// Returns whether a figure has goals.
#[must_use]
pub fn has_goals(figure: &FigureDef) -> bool {
    SHORTFALLS.iter().any(|(_, name)| *name == figure.name) || ASKED.iter().any(|(name, _)| *name == figure.name)
}

/// What a threshold asks of a figure.
fn asked(ask: &Ask<'_>, figure: &FigureDef) -> Option<Goal> {
    let (_, threshold) = ASKED.iter().find(|(name, _)| *name == figure.name)?;
    let is_asked = match ask.scope {
        Scope::School => true,
        Scope::Unit(_) => OF_EVERYBODY.contains(&figure.name),
        _ => false,
    };
    let id = threshold::id_of(*threshold);
    is_asked.then(|| Goal {
        written: Written::Threshold(threshold.code, Some(id).filter(|id| ask.ledger.is_listed(id))),
        year: None,
        baseline: None,
        target: amount(ask.ledger.threshold(*threshold), threshold.unit, figure.unit),
        other_unit: None,
        owner: String::new(),
        measures: threshold.note.to_owned(),
    })
}

/// Returns the goal of a figure for the year and those that are asked; `None` if nobody wrote one.
#[must_use]
pub fn goal(ask: &Ask<'_>, figure: &FigureDef) -> Option<Goal> {
    let Some(written) = written(ask, figure) else { return asked(ask, figure) };
    // What the state asks for stands, whether the office has set a target or not.
    let target = written.target.or_else(|| asked(ask, figure)?.target);
    Some(Goal { target, ..written })
}

/// What a record says that a figure of the eight shortfalls should reach.
fn written(ask: &Ask<'_>, figure: &FigureDef) -> Option<Goal> {
    let (code, _) = SHORTFALLS.iter().find(|(_, name)| *name == figure.name)?;
    let unit = match ask.scope {
        Scope::School => None,
        Scope::Unit(id) => Some(id),
        _ => return None,
    };
    let year = Date::of_year(if figure.span == Span::Year { ask.today.year() } else { ask.period.last()?.year() })?;
    let meant = |id: &Id| {
        let record = ask.ledger.get(id)?;
        let same = record.get(of::SHORTFALL).as_deref() == Some(*code)
            && record.get(of::YEAR).is_some_and(|date| date.earliest().year() == year.earliest().year())
            && record.get(of::UNIT).map(|id| ask.ledger.standing_for(&id)) == unit;
        same.then_some((*id, record))
    };
    let (id, record) = ask.ledger.ids(of::KIND.name).find_map(|id| meant(&id))?;
    let measured_in = record.get(of::MEASURED_IN).unwrap_or_default();
    let (baseline, target) = (record.get(of::BASELINE), record.get(of::TARGET));
    let read = |quantity: Option<Quantity>| amount(quantity?, &measured_in, figure.unit);
    let fits = amount(Quantity::default(), &measured_in, figure.unit).is_some();
    let typed = || {
        let said = |quantity: Option<Quantity>| {
            quantity.map_or_else(|| "—".to_owned(), |q| format!("{} {measured_in}", q.plain()))
        };
        format!("{} → {}", said(baseline), said(target))
    };
    let owner_unit = record.get(of::OWNER_UNIT).map(|id| ask.ledger.title(&id));
    let owner = owner_unit.into_iter().chain(record.get(of::OWNER)).collect::<Vec<_>>().join(" ");
    Some(Goal {
        written: Written::Target(id),
        year: Some(year.earliest().year()),
        baseline: read(baseline),
        target: read(target),
        other_unit: (!fits && (baseline.is_some() || target.is_some())).then(typed),
        owner,
        measures: record.get(of::MEASURES).unwrap_or_default(),
    })
}

/// A typed number as an amount in the unit of a figure, if it is the same unit.
fn amount(quantity: Quantity, measured_in: &str, unit: Unit) -> Option<Amount> {
    let hundredths = i64::try_from(quantity.hundredths()).ok()?;
    let raw = match (unit, measured_in) {
        (Unit::Money, "万元") => hundredths.checked_mul(10_000)?,
        (Unit::Money, "元") => hundredths,
        (Unit::Pieces(word), typed) if typed == word || typed.is_empty() => hundredths.checked_mul(PIECE / 100)?,
        (Unit::Measured(_) | Unit::Percent | Unit::Times, typed) if typed == unit.label() || typed.is_empty() => {
            hundredths
        }
        _ => return None,
    };
    Some(Amount { unit, raw })
}

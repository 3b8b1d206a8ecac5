//! 年度考核: the points of every unit by the rules of the year's indicators, each with the records
//! that earned them, beside what the unit and the experts gave (domain §3.2, §6.13③).

use super::board::{Board, BoardDef, Cell, Grid, Head, units};
use super::money::RECEIVED;
use super::quality::{JUDGED, is_judged, partner_of, unit_of};
use super::{Ask, Better, Extractor, Family, Figure, FigureDef, Lies, Scope, Span, Sum, Unit, Window};
use crate::kinds::{SCHEMA, indicator, partner, score, unit};
use crate::period::{Period, SCHOOL_YEAR_STARTS};
use crate::record::{Id, Record};
use crate::schema::{FieldDef, FieldType, KindDef};
use crate::value::{Date, FieldValue, Quantity, SchoolYear};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The family. Its points are read from the records when they are asked: what earns them is said
/// record by record in the indicators.
pub static FAMILY: Family = Family {
    name: "assessment",
    label: "年度考核",
    extractors: &[
        Extractor { kind: &indicator::KIND, also: &[], read: |_, _, _| {} },
        Extractor { kind: &score::KIND, also: &[], read: |_, _, _| {} },
    ],
    figures: &[FigureDef {
        name: "assessment-points",
        label: "考核得分",
        unit: Unit::Measured("分"),
        formula: "本学年每项考核指标按它的计分办法得的分之和，每个部门每项不超过“累计不超过”和标准分；评审打分的取专家分，没有专家分取自评分。",
        span: Span::SchoolYear,
        better: Better::More,
        compute: points,
    }],
};

/// 考核得分: indicators × units.
pub static BOARD: BoardDef = BoardDef {
    name: "assessment",
    label: "年度考核：指标 × 部门",
    lead: "本学年每个部门每项指标得了几分，自评和专家打了几分；点一格，看到得分的每一条记录。计分办法请核对。",
    span: Span::SchoolYear,
    compute,
};

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
struct Indicator {
    id: Id,
    basis: Basis,
    /// The most that a unit can earn, in hundredths; `None` = no limit.
    cap: Option<i64>,
    said: String,
}

/// What a unit earned by an indicator.
#[derive(Default)]
struct Earned {
    /// The records that earn, with what each adds: cents, or hundredths of points.
    by: Sum,
    own: Option<i64>,
    expert: Option<i64>,
    scores: BTreeSet<Id>,
}

fn hundredths(quantity: Option<Quantity>) -> Option<i64> {
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
fn indicators(ask: &Ask<'_>, window: Window) -> Vec<Indicator> {
    let read = |id: Id| {
        let record = ask.ledger.get(&id)?;
        let year = record.get(indicator::YEAR);
        year.is_none_or(|year| of_year(year).is_none_or(|own| own == window)).then(|| one(id, &record))
    };
    let mut all: Vec<Indicator> = ask.ledger.ids(indicator::KIND.name).filter_map(read).collect();
    all.sort_by_cached_key(|one| (ask.ledger.title(&one.id), one.id));
    all
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
        Basis::Money { per, points } => format!("每到账 {}得 {} 分", crate::value::Money(*per).show(), plain(*points)),
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
    /// The points of a unit, in hundredths.
    fn points(&self, earned: &Earned) -> i64 {
        let raw = match &self.basis {
            Basis::Money { per, points } => (earned.by.total() / (*per).max(1)).saturating_mul(*points),
            Basis::Count { .. } | Basis::Level { .. } => earned.by.total(),
            Basis::Judged => earned.expert.or(earned.own).unwrap_or_default(),
        };
        self.cap.map_or(raw, |cap| raw.min(cap)).max(0)
    }

    /// What the amounts of the evidence are in.
    const fn counted_in(&self) -> Unit {
        match self.basis {
            Basis::Money { .. } => Unit::Money,
            _ => Unit::Measured("分"),
        }
    }
}

/// The units that earned something by an indicator; `None` = nobody on the list.
type ByUnit = BTreeMap<Option<Id>, Earned>;

/// The unit under which a record counts.
fn unit_on_list(ask: &Ask<'_>, unit: Option<Id>) -> Option<Id> {
    unit.map(|id| ask.ledger.standing_for(&id)).filter(|id| ask.ledger.is_listed(id))
}

/// The unit under which a record earns.
fn unit_of_earning(ask: &Ask<'_>, one: &Earning) -> Option<Id> {
    unit_on_list(ask, one.unit.or_else(|| ask.unit_of_partner(one.partner?)))
}

/// The date of a record: that by which its kind sorts, or the first that it has.
fn date_of(kind: &KindDef, record: &Record) -> Option<Date> {
    let named = kind.by_date.and_then(|name| kind.field(name));
    let first = || kind.typed_fields().find(|field| matches!(field.ty, FieldType::Date));
    Date::read(&record.value(named.or_else(first)?)?)
}

/// Everything that earns points, by indicator and unit.
struct Earnings {
    all: Vec<(Indicator, ByUnit)>,
}

impl Earnings {
    fn of(ask: &Ask<'_>) -> Self {
        for kind in [&indicator::KIND, &score::KIND, &unit::KIND, &partner::KIND] {
            ask.looks_up(kind.name);
        }
        let window = ask.window(Span::SchoolYear);
        let school = ask.of(Scope::School);
        let mut all: Vec<(Indicator, ByUnit)> = Vec::new();
        for indicator in indicators(ask, window) {
            let mut by = ByUnit::new();
            match &indicator.basis {
                Basis::Money { .. } => {
                    let grid = Grid::of(&school, "assessed-money", |ask, take| {
                        for fact in ask.facts(RECEIVED).filter(|fact| window.has(fact) == Lies::In) {
                            take(&fact, unit_on_list(ask, ask.unit_of(&fact)), 0);
                        }
                    });
                    for unit in grid.rows() {
                        by.entry(unit).or_default().by = grid.at(unit, 0);
                    }
                }
                Basis::Count { kind, points } => {
                    for one in each(&school, kind).iter().flat_map(|part| part.iter()) {
                        by.entry(unit_of_earning(ask, one)).or_default().by.add(one.id, *points);
                    }
                }
                Basis::Level { kind, levels } => {
                    for one in each(&school, kind).iter().flat_map(|part| part.iter()) {
                        let level = one.level.as_deref();
                        let points = level.and_then(|level| levels.iter().find(|(said, _)| alike(said, level)));
                        if let Some((_, points)) = points {
                            by.entry(unit_of_earning(ask, one)).or_default().by.add(one.id, *points);
                        }
                    }
                }
                Basis::Judged => {}
            }
            all.push((indicator, by));
        }
        let mut earnings = Self { all };
        earnings.add_scores(ask, window);
        earnings
    }

    fn add_scores(&mut self, ask: &Ask<'_>, window: Window) {
        for id in ask.ledger.ids(score::KIND.name) {
            let Some(record) = ask.ledger.get(&id) else { continue };
            let of = record.get(score::INDICATOR).map(|id| ask.ledger.standing_for(&id));
            let in_year = record.get(score::YEAR).and_then(of_year).is_none_or(|own| own == window);
            let Some((_, by)) = self.all.iter_mut().find(|(one, _)| Some(one.id) == of && in_year) else { continue };
            let earned = by.entry(unit_on_list(ask, record.get(score::UNIT))).or_default();
            earned.scores.insert(id);
            earned.own = earned.own.max(hundredths(record.get(score::OWN)));
            earned.expert = earned.expert.max(hundredths(record.get(score::EXPERT)));
        }
    }
}

/// A record that may earn points: the unit that answers for it, or the partner it is about, and the
/// words of its level.
struct Earning {
    id: Id,
    unit: Option<Id>,
    partner: Option<Id>,
    level: Option<String>,
}

/// Returns the records of a kind in the school year. Those whose quality is judged are known as
/// facts; the others are read when one of their kind has changed.
fn each(ask: &Ask<'_>, kind: &'static KindDef) -> Vec<Rc<Vec<Earning>>> {
    if is_judged(kind) && kind.field("level").is_none() {
        return ask.by_parts(kind.name, |ask| {
            let window = ask.window(Span::SchoolYear);
            let of_kind = ask.facts(JUDGED).filter(|fact| fact.tag.split('/').next() == Some(kind.name));
            let within = of_kind.filter(|fact| window.has(fact) == Lies::In);
            within.map(|fact| Earning { id: fact.of, unit: fact.unit, partner: fact.partner, level: None }).collect()
        });
    }
    let read = |ask: &Ask<'_>| -> Vec<Earning> {
        ask.looks_up(kind.name);
        let window = ask.window(Span::SchoolYear);
        let day = |day: crate::value::CivilDate| i32::try_from(day.unix_days()).unwrap_or(i32::MAX);
        let in_window = |date: &Date| day(date.earliest()) >= window.first && day(date.latest()) <= window.last;
        let one = |id: Id| {
            let record = ask.ledger.get(&id)?;
            date_of(kind, &record).filter(in_window)?;
            let (unit, partner) = (unit_of(kind, &record), partner_of(kind, &record));
            Some(Earning { id, unit, partner, level: level_of(kind, &record) })
        };
        ask.ledger.ids(kind.name).filter_map(one).collect()
    };
    ask.as_a_whole(kind.name, read).into_iter().collect()
}

/// The words of the level of a record.
fn level_of(kind: &KindDef, record: &Record) -> Option<String> {
    let field: &FieldDef = kind.field("level")?;
    let code = record.value(field)?.as_str()?.to_owned();
    match field.ty {
        FieldType::Choice(list) => Some(list.label(&code).map_or(code.clone(), str::to_owned)),
        _ => Some(code),
    }
}

/// Whether a level in a rule means a level of a record.
fn alike(said: &str, level: &str) -> bool {
    !said.is_empty() && (said == level || level.contains(said) || said.contains(level))
}

fn points(ask: &Ask<'_>) -> Figure {
    let mut sum = Sum::default();
    for (indicator, by) in &Earnings::of(ask).all {
        for (unit, earned) in by {
            let asked = match ask.scope {
                Scope::School => true,
                Scope::Unit(id) => *unit == Some(ask.ledger.standing_for(&id)),
                Scope::NoUnit => unit.is_none(),
                Scope::Partner(_) | Scope::Person(_) => false,
            };
            if asked {
                sum.add(indicator.id, indicator.points(earned));
                earned.by.ids().chain(earned.scores.iter().copied()).for_each(|id| sum.because(indicator.id, id));
            }
        }
    }
    Figure::sum(Unit::Measured("分"), sum)
}

fn compute(ask: &Ask<'_>) -> Board {
    let earnings = Earnings::of(ask);
    let plain = |points: i64| Quantity(points.unsigned_abs()).plain();
    let units = units(ask);
    let cell = |indicator: &Indicator, by: &ByUnit, unit: Id| -> Cell {
        let Some(earned) = by.get(&Some(ask.ledger.standing_for(&unit))) else {
            return Cell::of(Figure::sum(indicator.counted_in(), Sum::default()));
        };
        let mut evidence = earned.by.clone();
        earned.scores.iter().for_each(|score| evidence.add(*score, 0));
        let given = [("自评", earned.own), ("专家", earned.expert)];
        let given = given.into_iter().filter_map(|(who, points)| Some(format!("{who} {}", plain(points?))));
        let given: Vec<String> = given.collect();
        let points = indicator.points(earned);
        let full = indicator.cap.is_some_and(|cap| points == cap && !matches!(indicator.basis, Basis::Judged));
        let mark = match (given.is_empty(), full) {
            (true, false) => format!("{} 分", plain(points)),
            (true, true) => format!("{} 分（封顶）", plain(points)),
            (false, _) => format!("{} 分（{}）", plain(points), given.join("，")),
        };
        Cell::of(Figure::sum(indicator.counted_in(), evidence)).marked(mark)
    };
    let mut rows: Vec<(Head, Vec<Cell>)> = Vec::new();
    let mut totals = vec![Sum::default(); units.len()];
    for (indicator, by) in &earnings.all {
        for (unit, total) in units.iter().zip(&mut totals) {
            if let Some(earned) = by.get(&Some(ask.ledger.standing_for(unit))) {
                total.add(indicator.id, indicator.points(earned));
            }
        }
        let cells = units.iter().map(|unit| cell(indicator, by, *unit)).collect();
        rows.push((Head::of(ask.ledger, indicator.id).noted(indicator.said.clone()), cells));
    }
    if !rows.is_empty() {
        let sum = |sum: Sum| Cell::of(Figure::sum(Unit::Measured("分"), sum));
        rows.push((Head::words("合计"), totals.into_iter().map(sum).collect()));
    }
    Board { of: "考核指标", rows, columns: units.iter().map(|id| Head::of(ask.ledger, *id)).collect() }
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

//! 年度考核: the points of every unit by the rules of the year's indicators, each with the records
//! that earned them, beside what the unit and the experts gave (domain §3.2, §6.13③).

use super::board::{Board, BoardDef, Cell, Grid, Head, row_of, units};
use super::money::RECEIVED;
use super::quality::{JUDGED, partner_of, unit_of};
use super::{
    Ask, Better, Extractor, Fact, Family, Figure, FigureDef, Lies, Measure, Scope, Sink, Span, Sum, Unit, Window,
};
use crate::kinds::*;
use crate::ledger::Ledger;
use crate::period::{Period, SCHOOL_YEAR_STARTS};
use crate::record::{Id, Record};
use crate::schema::{FieldDef, FieldType, KindDef};
use crate::value::{Date, FieldValue, Quantity, SchoolYear};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A record that may earn points, on its day; its sort is its kind, a line break, and its level.
/// Records whose quality is judged say so there, and have no level.
const EARNING: Measure = Measure("earning");
/// What a unit gave itself, in hundredths of points, in the school year; about the indicator.
const OWN: Measure = Measure("score-own");
/// What the experts gave it.
const EXPERT: Measure = Measure("score-expert");

/// What money earns by, where other indicators name a kind of record.
const MONEY: &str = "$";

macro_rules! earning {
    ($($kind:ident)+) => {
        &[
            $(Extractor {
                kind: &$kind::KIND,
                also: &[],
                read: |_, record, sink| read_earning(&$kind::KIND, record, sink),
            },)+
            Extractor { kind: &indicator::KIND, also: &[], read: |_, _, _| {} },
            Extractor { kind: &score::KIND, also: &[], read: read_score },
        ]
    };
}

/// The family. Records of every kind with a date may earn points: the indicators say which do.
pub static FAMILY: Family = Family {
    name: "assessment",
    label: "年度考核",
    extractors: earning!(
        activity apprentice_note apprenticeship approval award base base_item base_number body building case_study
        certificate city_figure competition double_high_budget double_high_task employment evidence feasibility_item
        finding industry_college ip_right linkage major major_change meeting member milestone need part_time_teacher
        person plan platform platform_money platform_target policy promise rd_center research_project resolution
        result room sample self_check shortfall_target skill_certificate space_demand standard study
        teacher_practice teaching_point team tenancy textbook town_item town_pair
    ),
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
fn indicators(ask: &Ask<'_>, window: Window) -> Vec<Rc<Indicator>> {
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
    /// The name of the kind of record by which points are earned, or [`MONEY`].
    const fn kind(&self) -> &'static str {
        match &self.basis {
            Basis::Money { .. } => MONEY,
            Basis::Count { kind, .. } | Basis::Level { kind, .. } => kind.name,
            Basis::Judged => "",
        }
    }

    /// What a record of this kind adds: cents, or hundredths of points.
    fn adds(&self, fact: &Fact<'_>, level: &str) -> Option<i64> {
        match &self.basis {
            Basis::Money { .. } => Some(fact.amount),
            Basis::Count { points, .. } => Some(*points),
            Basis::Level { levels, .. } => {
                levels.iter().find(|(said, _)| alike(said, level)).map(|(_, points)| *points)
            }
            Basis::Judged => None,
        }
    }

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

/// The unit on the list under which a fact counts.
fn unit_on_list(ask: &Ask<'_>, fact: &Fact<'_>) -> Option<Id> {
    row_of(ask, fact).filter(|id| ask.ledger.is_listed(id))
}

/// The date of a record: that by which its kind sorts, or the first that it has.
fn date_of(kind: &KindDef, record: &Record) -> Option<Date> {
    let named = kind.by_date.and_then(|name| kind.field(name));
    let first = || kind.typed_fields().find(|field| matches!(field.ty, FieldType::Date));
    Date::read(&record.value(named.or_else(first)?)?)
}

fn read_earning(kind: &'static KindDef, record: &Record, sink: &mut Sink<'_>) {
    let level = level_of(kind, record).unwrap_or_default();
    let said = sink.say(EARNING).partner(partner_of(kind, record)).unit(unit_of(kind, record));
    said.on(date_of(kind, record)).tag(Some(format!("{}\n{level}", kind.name))).end();
}

fn read_score(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let own = record.get(score::OWN).map(|points| (OWN, points));
    let expert = record.get(score::EXPERT).map(|points| (EXPERT, points));
    for (measure, points) in own.into_iter().chain(expert) {
        let said = sink.say(measure).about(record.get(score::INDICATOR)).unit(record.get(score::UNIT));
        said.or_in(record.get(score::YEAR)).amount(hundredths(Some(points)).unwrap_or(i64::MAX)).end();
    }
}

/// Everything that earns points, by indicator and unit.
type Earnings = Vec<(Rc<Indicator>, ByUnit)>;

/// What has been earned in the school year, whoever asks.
fn earnings(ask: &Ask<'_>) -> Rc<Earnings> {
    ask.of(Scope::School).as_a_whole("assessment", earned).unwrap_or_default()
}

fn earned(ask: &Ask<'_>) -> Earnings {
    let window = ask.window(Span::SchoolYear);
    let rules = ask.as_a_whole("indicators", |ask| indicators(ask, window)).unwrap_or_default();
    let grid = Grid::of(ask, "assessed", |ask, take| {
        // The points of a record are up to the rules.
        ask.looks_up(indicator::KIND.name);
        let mut by_kind: BTreeMap<&str, Vec<&Indicator>> = BTreeMap::new();
        for rule in rules.iter() {
            by_kind.entry(rule.kind()).or_default().push(rule);
        }
        let measures = [(RECEIVED, MONEY), (JUDGED, ""), (EARNING, "")];
        for (measure, sort) in measures {
            for fact in ask.facts.all(measure).filter(|fact| window.has(fact) == Lies::In) {
                let (kind, level) = if sort.is_empty() { sort_of(fact.tag) } else { (sort, "") };
                for rule in by_kind.get(kind).into_iter().flatten() {
                    if let Some(amount) = rule.adds(&fact, level) {
                        take(&Fact { amount, ..fact }, (rule.id, unit_on_list(ask, &fact)), 0);
                    }
                }
            }
        }
    });
    let given = |measure: Measure, name| {
        Grid::of(ask, name, |ask, take| {
            for fact in ask.facts.all(measure).filter(|fact| fact.days.is_none_or(|days| days == window.days())) {
                if let Some(of) = fact.about.map(|id| ask.ledger.standing_for(&id)) {
                    take(&fact, (of, unit_on_list(ask, &fact)), 0);
                }
            }
        })
    };
    let (own, expert) = (given(OWN, "scored-by-themselves"), given(EXPERT, "scored-by-experts"));
    let mut found: BTreeMap<Id, ByUnit> = BTreeMap::new();
    for (of, sums) in [(0, grid), (1, own), (2, expert)] {
        for ((rule, unit), sum) in sums.column(0) {
            let earned = found.entry(rule).or_default().entry(unit).or_default();
            let most = || sum.evidence().map(|score| score.amount).max();
            match of {
                0 => earned.by = sum.clone(),
                1 => earned.own = most(),
                _ => earned.expert = most(),
            }
            if of > 0 {
                earned.scores.extend(sum.ids());
            }
        }
    }
    rules.iter().map(|rule| (Rc::clone(rule), found.remove(&rule.id).unwrap_or_default())).collect()
}

/// The kind and the level of a record, by the sort of its fact.
fn sort_of(tag: &str) -> (&str, &str) {
    tag.split_once('\n').unwrap_or_else(|| (tag.split('/').next().unwrap_or_default(), ""))
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
    for (indicator, by) in earnings(ask).iter() {
        for (unit, earned) in by {
            let asked = match ask.scope {
                Scope::School => true,
                Scope::Unit(id) => *unit == Some(ask.ledger.standing_for(&id)),
                Scope::NoUnit => unit.is_none(),
                Scope::Partner(_) | Scope::Person(_) => false,
            };
            if asked {
                sum.add(indicator.id, indicator.points(earned));
                sum.because_of_all(indicator.id, &earned.by);
                earned.scores.iter().for_each(|score| sum.because(indicator.id, *score));
            }
        }
    }
    Figure::sum(Unit::Measured("分"), sum)
}

fn compute(ask: &Ask<'_>) -> Board {
    let earnings = earnings(ask);
    let plain = |points: i64| Quantity(points.unsigned_abs()).plain();
    let units = units(ask);
    let cell = |indicator: &Indicator, by: &ByUnit, unit: Id| -> Cell {
        let Some(earned) = by.get(&Some(ask.ledger.standing_for(&unit))) else {
            return Cell::of(Figure::sum(indicator.counted_in(), Sum::default()));
        };
        let scores: Sum = earned.scores.iter().map(|score| (*score, 0)).collect();
        let evidence = Sum::joined([&earned.by, &scores]);
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
    for (indicator, by) in earnings.iter() {
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

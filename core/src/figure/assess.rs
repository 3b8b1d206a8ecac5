//! 年度考核: the points of every unit by the rules of the year's indicators, each with the records
//! that earned them, beside what the unit and the experts gave (domain §3.2, §6.13③).

use super::board::{Board, BoardDef, Cell, Grid, Head, row_of, units};
use super::indicators::{Indicator, MONEY, hundredths, indicators};
use super::money::RECEIVED;
use super::quality::{JUDGED, partner_of, unit_of};
use super::{
    Ask, Better, Extractor, Fact, Family, Figure, FigureDef, Lies, Measure, Scope, Sink, Span, Sum, Unit, Window,
};
use crate::kinds::*;
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::schema::{Duty, FieldDef, FieldType, KindDef};
use crate::value::{Date, FieldValue, Quantity};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A record that may earn points, on its day; its sort is its kind, a line break, and its level.
/// Records whose quality is judged say so there, and have no level.
const EARNING: Measure = Measure("earning");
/// What a unit gave itself, in hundredths of points, in the school year; about the indicator.
const OWN: Measure = Measure("score-own");
/// What the experts gave it.
const EXPERT: Measure = Measure("score-expert");

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
    duty: Duty::Planning,
    asks: "哪个部门哪项指标得了几分，凭什么？",
    lead: "本学年每个部门每项指标得了几分，自评和专家打了几分；点一格，看到得分的每一条记录。计分办法请核对。",
    span: Span::SchoolYear,
    covers: false,
    compute,
};

/// What a unit earned by an indicator.
#[derive(Default)]
struct Earned {
    /// The records that earn, with what each adds: cents, or hundredths of points.
    by: Sum,
    own: Option<i64>,
    expert: Option<i64>,
    scores: BTreeSet<Id>,
}

impl Earned {
    /// The points by an indicator, in hundredths.
    fn points(&self, indicator: &Indicator) -> i64 {
        indicator.points(self.by.total(), self.expert.or(self.own))
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
    // The rules and the scores are of the whole year, what is earned has happened by the day that is asked.
    let (year, window) = (Window::of(ask.period), ask.window(Span::SchoolYear));
    let rules = ask.as_a_whole("indicators", |ask| indicators(ask, year)).unwrap_or_default();
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
            for fact in ask.facts.all(measure).filter(|fact| fact.days.is_none_or(|days| days == year.days())) {
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
                sum.add(indicator.id, earned.points(indicator));
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
        let points = earned.points(indicator);
        let mark = match (given.is_empty(), indicator.is_full(points)) {
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
                total.add(indicator.id, earned.points(indicator));
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
    fn records_of_every_kind_with_a_date_may_earn_points() {
        // These stand for something else that does.
        let others = ["photo", "school", "score"];
        let says = |kind: &KindDef| {
            let families = [&FAMILY, &super::super::quality::FAMILY];
            families.iter().flat_map(|family| family.extractors).any(|one| one.kind.name == kind.name)
        };
        let dated = |kind: &&&KindDef| kind.typed_fields().any(|field| matches!(field.ty, FieldType::Date));
        let kinds = SCHEMA.kinds().iter().filter(dated).filter(|kind| !others.contains(&kind.name));
        let without: Vec<&str> = kinds.filter(|kind| !says(kind)).map(|kind| kind.name).collect();
        assert!(without.is_empty(), "{without:?}");
    }
}

//! How good our own data is: what is missing, doubtful or contradictory, with the records to mend
//! (domain §6.20), and how that moved: what stood when follows from when it was written.

use super::board::{Board, BoardDef, Cell, Grid, Head, row_of, units};
use super::{Ask, Better, Extractor, Fact, Family, Figure, FigureDef, Measure, Scope, Sink, Span, Sum, Unit};
use crate::clock::Stamp;
use crate::kinds::{
    agreement, contract, course, input, internship, order_class, partner, project, receipt, sample, task, training,
    visit,
};
use crate::record::{Id, Record, Register};
use crate::schema::{Duty, Facts, FieldDef, KindDef, Moment, Values, broken, missing_later};
use crate::value::{CivilDate, Date, FieldValue};
use serde_json::Value;

/// A record whose quality is looked at; its sort is its kind, and what is wrong: `kind/missing/doubtful`.
pub(super) const JUDGED: Measure = Measure("judged");

/// A record of those that are judged, from the day on which its first word was written to that on which
/// the last was that had to be; open if any is still missing.
const STOOD: Measure = Measure("stood");
/// A partner, undated; its sort is empty if nobody of us answers for it.
const OWNED: Measure = Measure("partner-owned");
/// A sample of several colleges; its sort is empty if nobody wrote how they share it.
const ACROSS: Measure = Measure("sample-across");

/// The kinds that are looked at, with the extractor of each.
macro_rules! judge {
    ($($kind:ident),+) => {
        &[
            $(Extractor { kind: &$kind::KIND, also: &[], read: |_, record, sink| judge(&$kind::KIND, record, sink) },)+
            Extractor { kind: &partner::KIND, also: &[], read: |_, record, sink| owned(record, sink) },
            Extractor { kind: &sample::KIND, also: &[], read: |_, record, sink| across(record, sink) },
        ]
    };
}

/// The same kinds, in the order of the board.
static KINDS: [&KindDef; 12] = [
    &partner::KIND,
    &visit::KIND,
    &agreement::KIND,
    &project::KIND,
    &contract::KIND,
    &receipt::KIND,
    &input::KIND,
    &course::KIND,
    &internship::KIND,
    &order_class::KIND,
    &training::KIND,
    &task::KIND,
];

const RECORDS: Unit = Unit::Pieces("条");

/// The family.
pub static FAMILY: Family = Family {
    name: "quality",
    label: "数据质量",
    extractors: judge!(
        partner,
        visit,
        agreement,
        project,
        contract,
        receipt,
        input,
        course,
        internship,
        order_class,
        training,
        task
    ),
    figures: &[
        FigureDef {
            name: "quality-missing-rate",
            label: "缺项记录占比",
            unit: Unit::Percent,
            formula: "单位、走访、协议、项目、合同、到账、投入、课程、实习、订单班、培训、任务里，还有该填没填的记录占比。",
            span: Span::Today,
            better: Better::Less,
            compute: |ask| rate(ask, |fact| has(fact, MISSING)),
        },
        FigureDef {
            name: "quality-doubtful-rate",
            label: "存疑记录占比",
            unit: Unit::Percent,
            formula: "同样这些记录里，内容自己对不上、需要核对的占比。",
            span: Span::Today,
            better: Better::Less,
            compute: |ask| rate(ask, |fact| has(fact, DOUBTFUL)),
        },
        FigureDef {
            name: "quality-clashing",
            label: "有冲突没定的记录",
            unit: RECORDS,
            formula: "同样这些记录里，两边改得不一样、还没有定用哪个的条数。",
            span: Span::Today,
            better: Better::Less,
            compute: |ask| {
                let clashing = ask.facts(JUDGED).filter(|fact| ask.ledger.clashes_in(&fact.of) > 0);
                Figure::sum(RECORDS, clashing.map(|fact| (fact.of, fact.amount)).collect())
            },
        },
        FigureDef {
            name: "partners-ownerless-rate",
            label: "没人管的单位占比",
            unit: Unit::Percent,
            formula: "合作单位里，没写牵头部门或者没写责任人的占比：谁管哪家要写清楚。",
            span: Span::Today,
            better: Better::Less,
            compute: |ask| {
                let of = |ownerless: bool| -> Sum {
                    let partners = ask.facts(OWNED).filter(|fact| !ownerless || fact.tag.is_empty());
                    partners.map(|fact| (fact.of, fact.amount)).collect()
                };
                Figure::ratio(Unit::Percent, Unit::Pieces("家"), of(true), of(false))
            },
        },
        FigureDef {
            name: "samples-unshared-rate",
            label: "跨学院样板没写分摊",
            unit: Unit::Percent,
            formula: "写了参与学院的样板里，没写学院分摊的占比；不写分摊，全校合计就只算在牵头学院名下。",
            span: Span::Today,
            better: Better::Less,
            compute: |ask| {
                let of = |unshared: bool| -> Sum {
                    let samples = ask.facts(ACROSS).filter(|fact| !unshared || fact.tag.is_empty());
                    samples.map(|fact| (fact.of, fact.amount)).collect()
                };
                Figure::ratio(Unit::Percent, Unit::Pieces("个"), of(true), of(false))
            },
        },
    ],
};

/// The share of records with gaps, as it was at the end of a day that has passed: a record counts from
/// when it was begun, and as whole from when the last that it had to say was written. What was whole and
/// written over since counts as whole from then.
pub(super) static MISSING_THEN: FigureDef = FigureDef {
    name: "quality-missing-rate-then",
    label: "缺项记录占比",
    unit: Unit::Percent,
    formula: "每一格算到当月月底：到那时录入的这些记录里，还有该填没填的占比；补齐的从补上那天起不算，改写过的按最后一次写的那天算。",
    span: Span::Today,
    better: Better::Less,
    compute: |ask| {
        let (_, last) = ask.window(Span::Today).days();
        let stood = || ask.facts(STOOD).filter_map(|fact| Some((fact.of, fact.amount, fact.days?)));
        let begun = || stood().filter(|(.., (first, _))| *first <= last);
        let missing: Sum = begun().filter(|(.., (_, whole))| *whole > last).map(|(id, one, _)| (id, one)).collect();
        Figure::ratio(Unit::Percent, RECORDS, missing, begun().map(|(id, one, _)| (id, one)).collect())
    },
};

const MISSING: &str = "missing";
const DOUBTFUL: &str = "doubtful";

/// The board.
pub static QUALITY: BoardDef = BoardDef {
    name: "quality",
    label: "数据质量：缺项记录 × 部门",
    duty: Duty::Archive,
    asks: "哪个部门哪类记录还缺内容？",
    lead: "每个部门各类记录里还有该填没填的有几条；点一格，打开记录就能补。没归部门的写在最后一行。",
    span: Span::Today,
    covers: false,
    compute,
};

/// A record by itself: rules that look at others see none, so that a doubt depends on it alone.
struct Alone<'a> {
    kind: &'static KindDef,
    record: &'a Record,
}

impl Values for Alone<'_> {
    fn value(&self, field: &FieldDef) -> Option<Value> {
        self.record.value(field)
    }
}

impl Facts for Alone<'_> {
    fn id(&self) -> Id {
        self.record.id
    }
    fn code(&self, field: &str) -> Option<String> {
        self.record.value(self.kind.field(field)?)?.as_str().map(str::to_owned)
    }
    fn lines(&self, _: &Id, _: &'static str, _: &'static str) -> Vec<(Id, Box<dyn Values>)> {
        Vec::new()
    }
    fn record(&self, _: &Id) -> Option<Box<dyn Values>> {
        None
    }
}

/// The unit that answers for a record: the first of its fields that names one.
pub(super) fn unit_of(kind: &KindDef, record: &Record) -> Option<Id> {
    let field = ["lead_unit", "unit"].iter().find_map(|name| kind.field(name))?;
    Id::read(&record.value(field)?)
}

/// The partner that a record is about, or the first of them.
pub(super) fn partner_of(kind: &KindDef, record: &Record) -> Option<Id> {
    if kind.name == partner::KIND.name {
        return Some(record.id);
    }
    let one = |name| Id::read(&record.value(kind.field(name)?)?);
    one("partner").or_else(|| Vec::<Id>::read(&record.value(kind.field("partners")?)?)?.first().copied())
}

fn judge(kind: &'static KindDef, record: &Record, sink: &mut Sink<'_>) {
    let alone = Alone { kind, record };
    // Everything that has to be said, whether it is or not.
    let asked = missing_later(kind, &|_| false, &|name| alone.code(name));
    let missing = asked.iter().any(|field| record.value(field).is_none());
    let doubtful = !broken(kind, Moment::Doubt, &alone).is_empty();
    let mark = |is: bool, word: &'static str| if is { word } else { "" };
    let tag = format!("{}/{}/{}", kind.name, mark(missing, MISSING), mark(doubtful, DOUBTFUL));
    let date = kind.by_date.and_then(|name| Date::read(&record.value(kind.field(name)?)?));
    let said = sink.say(JUDGED).partner(partner_of(kind, record)).unit(unit_of(kind, record));
    said.on(date).tag(Some(tag)).end();
    stood(kind, record, &asked, missing, sink);
}

/// Says from when to when a record had gaps.
fn stood(kind: &KindDef, record: &Record, asked: &[&FieldDef], missing: bool, sink: &mut Sink<'_>) {
    let day = |stamp: Stamp| Some(Date::from(CivilDate::of_shanghai(stamp.ms())));
    let begun = record.registers.values().flat_map(Register::entries).map(|entry| entry.stamp).min();
    let of_asked = |register: &str| {
        let field = register.split_once('/').map_or(register, |(field, _)| field);
        asked.iter().any(|def| def.register() == field)
    };
    let registers = record.registers.iter().filter(|(name, _)| of_asked(name)).map(|(_, register)| register);
    let last = registers.flat_map(Register::entries).map(|entry| entry.stamp).max().or(begun);
    let whole = last.filter(|_| !missing);
    let said = sink.say(STOOD).partner(partner_of(kind, record)).unit(unit_of(kind, record));
    said.during(begun.and_then(day), whole.and_then(day)).end();
}

fn owned(record: &Record, sink: &mut Sink<'_>) {
    let unit = record.get(partner::LEAD_UNIT);
    let owner = record.get(partner::OWNER).filter(|owner| !owner.trim().is_empty());
    let tag = unit.and(owner).map(|_| "owned".to_owned());
    sink.say(OWNED).partner(Some(record.id)).unit(unit).tag(tag).end();
}

fn across(record: &Record, sink: &mut Sink<'_>) {
    let dropped = record.get(sample::STATE).as_deref() == Some("dropped");
    if !dropped && record.get(sample::UNITS).is_some_and(|units| !units.is_empty()) {
        let tag = record.get(sample::SHARES).map(|_| "shared".to_owned());
        sink.say(ACROSS).unit(record.get(sample::LEAD_UNIT)).tag(tag).end();
    }
}

fn has(fact: &Fact<'_>, what: &str) -> bool {
    fact.tag.split('/').any(|part| part == what)
}

fn rate(ask: &Ask<'_>, is: impl Fn(&Fact<'_>) -> bool) -> Figure {
    let window = ask.window(Span::Today);
    let judged = || ask.facts(JUDGED).filter(|fact| window.may_meet(fact));
    let bad: Sum = judged().filter(|fact| is(fact)).map(|fact| (fact.of, fact.amount)).collect();
    Figure::ratio(Unit::Percent, RECORDS, bad, judged().map(|fact| (fact.of, fact.amount)).collect())
}

fn compute(ask: &Ask<'_>) -> Board {
    let grid = Grid::of(ask, QUALITY.name, |ask, take| {
        for fact in ask.facts(JUDGED).filter(|fact| has(fact, MISSING)) {
            let kind = fact.tag.split('/').next();
            if let Some(column) = KINDS.iter().position(|k| Some(k.name) == kind) {
                take(&fact, row_of(ask, &fact), column);
            }
        }
    });
    let units = units(ask);
    let places = || 0..KINDS.len();
    let cell = |sum| Cell::of(Figure::sum(RECORDS, sum));
    let row = |unit: &Id| (Head::of(ask.ledger, *unit), places().map(|at| cell(grid.at(Some(*unit), at))).collect());
    let mut rows: Vec<(Head, Vec<Cell>)> = units.iter().map(row).collect();
    if ask.scope == Scope::School {
        // The last row is of those that no unit on the list answers for.
        let nobodys = |unit: &Option<Id>| unit.is_none_or(|unit| !units.contains(&unit));
        let cells = places().map(|at| cell(grid.over(at, nobodys))).collect();
        rows.push((Head::words("没归部门"), cells));
    }
    Board { of: "部门", rows, columns: KINDS.iter().map(|kind| Head::words(kind.label)).collect() }
}

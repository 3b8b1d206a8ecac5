//! 研判报告 and what clauses ask: whether studies come in time and are made use of, whether every
//! clause is answered, whether cases from elsewhere are taken up (domain §6.22, §6.23, §6.11).

use super::board::{Board, BoardDef, Cell, Head};
use super::{Ask, Better, Extractor, Family, Figure, FigureDef, Measure, Sink, Span, Sum, Unit};
use crate::kinds::{case_study, clause, study, task};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::schema::{Duty, stage};
use crate::value::Date;
use std::collections::BTreeMap;

/// A study, undated.
const STUDY: Measure = Measure("study");
/// A study, on the day by which it is to be handed in; its sort says whether it was in time.
const DUE: Measure = Measure("study-due");
/// A study of which somebody made use, in the year or month that it is about.
const CITED: Measure = Measure("study-cited");
/// A clause, undated; its sort says whether it names its answer.
const CLAUSE: Measure = Measure("clause");
/// A task that came of a clause; about the clause.
const ANSWERS: Measure = Measure("clause-task");
/// A case from elsewhere that is for us; its sort is what was made of it.
const CASE: Measure = Measure("case");

const IN_TIME: &str = "in-time";
const ANSWERED: &str = "answered";
const STUDIES: Unit = Unit::Pieces("份");

/// The family.
pub static FAMILY: Family = Family {
    name: "studies",
    label: "研判、条款与案例",
    extractors: &[
        Extractor { kind: &study::KIND, also: &[], read: read_study },
        Extractor { kind: &clause::KIND, also: &[], read: read_clause },
        Extractor { kind: &task::KIND, also: &[], read: read_task },
        Extractor { kind: &case_study::KIND, also: &[], read: read_case },
    ],
    figures: &[
        FigureDef {
            name: "study-on-time-rate",
            label: "研判报告按时率",
            unit: Unit::Percent,
            formula: "本自然年到今天该提交（今天到期的算在内）的研判报告里，提交期限当天或之前提交的占比；没有记提交日期的不算按时，期限不到日的按最后一天。",
            span: Span::Year,
            better: Better::More,
            compute: on_time,
        },
        FigureDef {
            name: "study-cited",
            label: "研判报告被引用数",
            unit: STUDIES,
            formula: "报告期在本自然年里、写明了被谁引用的研判报告份数。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| ask.total(STUDIES, CITED, Span::Year),
        },
        FigureDef {
            name: "clause-answered-rate",
            label: "条款响应率",
            unit: Unit::Percent,
            formula: "制度政策里录入的条款，写了由什么响应、响应情况，或者有任务从它而来的占比；没响应的条款列在下面。",
            span: Span::Today,
            better: Better::More,
            compute: answered,
        },
        FigureDef {
            name: "case-adopted-rate",
            label: "他校案例落地率",
            unit: Unit::Percent,
            formula: "收集的他校案例里，已经落地的占比；不适用的不算。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| {
                let of = |adopted: bool| -> Sum {
                    let cases = ask.facts(CASE).filter(|fact| !adopted || fact.tag == "adopted");
                    cases.map(|fact| (fact.of, fact.amount)).collect()
                };
                Figure::ratio(Unit::Percent, Unit::Pieces("个"), of(true), of(false))
            },
        },
    ],
};

/// 研判日历.
pub static BOARD: BoardDef = BoardDef {
    name: "studies",
    label: "六类研判报告：日历",
    duty: Duty::Planning,
    asks: "六类研判报告哪份迟了、哪份没安排？",
    lead: "六类报告这一年的年度报告和十二个月的月度报告各到哪一步，迟了的标出来；空格就是还没有安排的。",
    span: Span::Year,
    covers: true,
    compute,
};

/// The day on which a study was handed in, as far as its stages tell: the first step to 提交; without
/// steps the day on which it reached that stage or a later one.
fn handed_in(record: &Record) -> Option<Date> {
    let log = record.get(study::STATE_LOG).unwrap_or_default();
    let step = log.0.iter().find(|step| step.to == "handed_in").and_then(|step| step.on);
    let there = matches!(record.get(study::STATE).as_deref(), Some("handed_in" | "shared" | "cited"));
    step.filter(|_| there).or_else(|| record.get(study::STATE_SINCE).filter(|_| there))
}

/// Whether a study was handed in by its day.
fn is_in_time(record: &Record) -> bool {
    let days = handed_in(record).zip(record.get(study::DUE));
    days.is_some_and(|(came, due)| came.latest() <= due.latest())
}

fn read_study(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let unit = record.get(study::UNIT);
    let due = record.get(study::DUE);
    sink.say(STUDY).unit(unit).end();
    if due.is_some() {
        let tag = is_in_time(record).then(|| IN_TIME.to_owned());
        sink.say(DUE).unit(unit).on(due).tag(tag).end();
    }
    if record.get(study::CITED_BY).is_some() || record.get(study::STATE).as_deref() == Some("cited") {
        sink.say(CITED).unit(unit).on(record.get(study::PERIOD)).end();
    }
}

fn read_clause(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let told = record.get(clause::ANSWER).is_some_and(|text| !text.trim().is_empty());
    let answered = told || record.get(clause::ANSWERED_BY).is_some();
    sink.say(CLAUSE).unit(record.get(clause::UNIT)).tag(answered.then(|| ANSWERED.to_owned())).end();
}

fn read_task(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    if record.get(task::STATE).as_deref() != Some("dropped")
        && let Some(origin) = record.get(task::ORIGIN)
    {
        sink.say(ANSWERS).about(Some(origin)).end();
    }
}

fn read_case(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let state = record.get(case_study::STATE).unwrap_or_else(|| "read".to_owned());
    if state != "not_for_us" {
        sink.say(CASE).unit(record.get(case_study::UNIT)).tag(Some(state)).end();
    }
}

fn on_time(ask: &Ask<'_>) -> Figure {
    let window = ask.elapsed(Span::Year);
    let (due, unclear) = ask.sum_in(DUE, window, |_| true);
    let (came, _) = ask.sum_in(DUE, window, |fact| fact.tag == IN_TIME);
    Figure::ratio(Unit::Percent, STUDIES, came, due).unclear(unclear)
}

fn answered(ask: &Ask<'_>) -> Figure {
    let mut tasks: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for fact in ask.facts.all(ANSWERS) {
        if let Some(clause) = fact.about {
            tasks.entry(ask.ledger.standing_for(&clause)).or_default().push(fact.of);
        }
    }
    let (mut answered, mut all) = (Sum::default(), Sum::default());
    for fact in ask.facts(CLAUSE) {
        let came = tasks.get(&fact.of).map(Vec::as_slice).unwrap_or_default();
        let has = fact.tag == ANSWERED || !came.is_empty();
        for sum in [Some(&mut all), has.then_some(&mut answered)].into_iter().flatten() {
            sum.add(fact.of, fact.amount);
            came.iter().for_each(|task| sum.because(fact.of, *task));
        }
    }
    Figure::ratio(Unit::Percent, Unit::Pieces("条"), answered, all)
}

/// The column of a study in the year: 0 for the whole of it, 1 to 12 for a month.
fn column(ask: &Ask<'_>, period: Date) -> Option<usize> {
    let window = ask.window(Span::Year);
    let first = i32::try_from(period.earliest().unix_days()).ok()?;
    let month = period.iso().get(5..7).and_then(|month| month.parse().ok());
    (window.first..=window.last).contains(&first).then(|| month.unwrap_or(0))
}

/// A study in the calendar: its stage in words, and whose it is.
type Placed = (Id, String, Option<Id>);

/// The studies of a part, by row and column.
fn placed(ask: &Ask<'_>) -> Vec<((usize, usize), Placed)> {
    let one = |fact: super::Fact<'_>| {
        let record = ask.ledger.get(&fact.of)?;
        let sort = record.get(study::SORT)?;
        let row = study::SORTS.codes.iter().position(|code| code.code == sort)?;
        let column = column(ask, record.get(study::PERIOD)?)?;
        Some(((row, column), (fact.of, state(ask, &record), record.get(study::UNIT))))
    };
    ask.facts(STUDY).filter_map(one).collect()
}

fn compute(ask: &Ask<'_>) -> Board {
    let parts = ask.by_parts(BOARD.name, placed);
    let mut found: BTreeMap<(usize, usize), Vec<&Placed>> = BTreeMap::new();
    for (at, study) in parts.iter().flat_map(|part| part.iter()) {
        found.entry(*at).or_default().push(study);
    }
    // Of several in a cell the one with the smallest id speaks.
    found.values_mut().for_each(|studies| studies.sort_unstable_by_key(|(id, ..)| *id));
    let cell = |studies: Option<&Vec<&Placed>>| {
        let sum = studies.into_iter().flatten().map(|(id, ..)| (*id, super::PIECE)).collect::<Sum>();
        let mark = studies.and_then(|studies| studies.first()).map(|(_, state, _)| state.clone());
        Cell::of(Figure::sum(STUDIES, sum)).marked(mark.unwrap_or_default())
    };
    let row = |(place, code): (usize, &crate::schema::Code)| {
        let cells = (0..=12).map(|column| cell(found.get(&(place, column)))).collect();
        let whose = (0..=12).find_map(|column| found.get(&(place, column))?.first()?.2);
        let head = Head::words(code.label);
        (whose.map_or_else(|| head.clone(), |id| head.clone().noted(ask.ledger.title(&id))), cells)
    };
    let months = (1..=12).map(|month| Head::words(&format!("{month} 月")));
    Board {
        of: "报告",
        rows: study::SORTS.codes.iter().enumerate().map(row).collect(),
        columns: std::iter::once(Head::words("年度")).chain(months).collect(),
    }
}

/// The stage of a study, and whether it is late.
fn state(ask: &Ask<'_>, record: &Record) -> String {
    let code = record.get(study::STATE).unwrap_or_else(|| "waiting".to_owned());
    let label = stage::label(&study::KIND, &code);
    let late = record.get(study::DUE).is_some_and(|due| {
        let today = i64::from(ask.window(Span::Today).last);
        due.latest().unix_days() < today && !is_in_time(record)
    });
    if late { format!("{label}（迟）") } else { label }
}

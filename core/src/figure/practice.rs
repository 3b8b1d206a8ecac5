//! 教师企业实践: the clock of six months in five years, teacher by teacher (domain §1.10).

use super::board::{Board, BoardDef, Cell, Head};
use super::{Ask, Better, Extractor, Fact, Family, Figure, FigureDef, Measure, PIECE, Sink, Span, Sum, Unit, Window};
use crate::kinds::threshold::{self, PRACTICE_MONTHS, PRACTICE_WINDOW};
use crate::kinds::{person, teacher_practice};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::value::{CivilDate, Quantity};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A teacher of major courses, undated.
const TEACHER: Measure = Measure("major-teacher");
/// Days of practice, in hundredths, from the first to the last day; about the teacher.
const PRACTICE: Measure = Measure("practice-days");
/// A teacher recognised as 双师, up to the day on which it ends; its sort is the level.
const DUAL: Measure = Measure("dual-teacher");

const PEOPLE: Unit = Unit::Pieces("人");
/// Days that make a month of practice.
const MONTH: i64 = 30;

/// The family.
pub static FAMILY: Family = Family {
    name: "practice",
    label: "教师企业实践与双师",
    extractors: &[
        Extractor { kind: &person::KIND, also: &[], read: read_person },
        Extractor { kind: &teacher_practice::KIND, also: &[], read: read_practice },
    ],
    figures: &[
        FigureDef {
            name: "practice-met-rate",
            label: "企业实践达标率",
            unit: Unit::Percent,
            formula: "专业课教师里，在“教师企业实践”阈值的月数内累计实践够了的占比；30 天算一个月，按实际天数。",
            span: Span::Today,
            better: Better::More,
            compute: met_rate,
        },
        FigureDef {
            name: "dual-teacher-rate",
            label: "双师型教师占比",
            unit: Unit::Percent,
            formula: "专业课教师里，认定了双师型等级、今天还在有效期内（没填有效期的也算）的占比。",
            span: Span::Today,
            better: Better::More,
            compute: dual_rate,
        },
    ],
};

/// 五年六个月.
pub static BOARD: BoardDef = BoardDef {
    name: "practice",
    label: "教师企业实践：五年六个月",
    lead: "每位专业课教师在最近五年里实践了几天、还差几天、照现在到哪天就不够了；差得多的排在前面。",
    span: Span::Today,
    compute,
};

/// How many teachers the board lists at most; the question of one college lists its own.
const ROWS: usize = 300;

fn read_person(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    if record.get(person::MAJOR_TEACHER) != Some(true) {
        return;
    }
    let unit = record.get(person::UNIT);
    sink.say(TEACHER).unit(unit).person(Some(record.id)).end();
    if record.get(person::DUAL_LEVEL).is_some() {
        sink.say(DUAL).unit(unit).person(Some(record.id)).during(None, record.get(person::DUAL_UNTIL)).end();
    }
}

fn read_practice(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let days = record.get(teacher_practice::DAYS).unwrap_or_default();
    let start = record.get(teacher_practice::START);
    let end = record.get(teacher_practice::END).or(start);
    let said =
        sink.say(PRACTICE).partner(record.get(teacher_practice::PARTNER)).about(record.get(teacher_practice::PERSON));
    said.during(start, end).amount(i64::try_from(days.hundredths()).unwrap_or(i64::MAX)).end();
}

/// The days over which practice is counted, up to and with `today`.
fn window(ask: &Ask<'_>) -> Window {
    let months = i64::try_from(ask.whole(PRACTICE_WINDOW)).unwrap_or(i64::MAX);
    let last = i64::from(ask.window(Span::Today).last);
    let first = last.saturating_sub(months.saturating_mul(1_461) / 48).saturating_add(1);
    Window { first: i32::try_from(first).unwrap_or(i32::MIN), last: i32::try_from(last).unwrap_or(i32::MAX) }
}

/// What a practice adds within a window, in hundredths of a day: no more than its days in there.
fn within(window: Window, fact: &Fact<'_>) -> i64 {
    let Some((first, last)) = fact.days else { return 0 };
    let (from, to) = (first.max(window.first), last.min(window.last));
    let days = i64::from(to).saturating_sub(i64::from(from)).saturating_add(1).max(0);
    fact.amount.min(days.saturating_mul(100))
}

/// The days that a teacher owes, in hundredths.
fn owed(ask: &Ask<'_>) -> i64 {
    let months = threshold::value(ask.ledger, PRACTICE_MONTHS).hundredths();
    i64::try_from(months).unwrap_or(i64::MAX).saturating_mul(MONTH)
}

/// The practices of every teacher that count in the window.
fn practices<'a>(ask: &Ask<'a>) -> BTreeMap<Id, Vec<(Fact<'a>, i64)>> {
    let window = window(ask);
    let mut found: BTreeMap<Id, Vec<(Fact<'a>, i64)>> = BTreeMap::new();
    for fact in ask.facts.all(PRACTICE) {
        let counts = within(window, &fact);
        if let Some(teacher) = fact.about.filter(|_| counts > 0) {
            found.entry(ask.ledger.standing_for(&teacher)).or_default().push((fact, counts));
        }
    }
    found
}

fn met_rate(ask: &Ask<'_>) -> Figure {
    let (practices, owed) = (practices(ask), owed(ask));
    let (mut met, mut all) = (Sum::default(), Sum::default());
    for teacher in ask.facts(TEACHER) {
        all.add(teacher.of, PIECE);
        let had = practices.get(&teacher.of).map(Vec::as_slice).unwrap_or_default();
        if had.iter().map(|(_, days)| days).sum::<i64>() >= owed {
            met.add(teacher.of, PIECE);
            had.iter().for_each(|(fact, _)| met.because(teacher.of, fact.of));
        }
        had.iter().for_each(|(fact, _)| all.because(teacher.of, fact.of));
    }
    Figure::ratio(Unit::Percent, PEOPLE, met, all)
}

fn dual_rate(ask: &Ask<'_>) -> Figure {
    let today = ask.window(Span::Today).last;
    let now = Window { first: today, last: today };
    let sum = |measure| ask.facts(measure).filter(|f| now.may_meet(f)).map(|f| (f.of, PIECE)).collect::<Sum>();
    Figure::ratio(Unit::Percent, PEOPLE, sum(DUAL), sum(TEACHER))
}

/// The day on which a teacher has no longer enough, if nothing is added; `None` if not enough now.
fn falls_short(ask: &Ask<'_>, had: &[(Fact<'_>, i64)], owed: i64) -> Option<CivilDate> {
    let now = window(ask);
    let length = i64::from(now.last).saturating_sub(i64::from(now.first));
    // What a practice adds only shrinks at the days on which it leaves the window, from its first day on.
    let mut days: Vec<i64> =
        had.iter().filter_map(|(fact, _)| fact.days).flat_map(|(a, b)| [a, b]).map(i64::from).collect();
    days.sort_unstable();
    let left = |from: i64| -> i64 {
        let window = Window { first: i32::try_from(from).unwrap_or(i32::MAX), last: i32::MAX };
        had.iter().map(|(fact, _)| within(window, fact)).sum()
    };
    if left(i64::from(now.first)) < owed {
        return None;
    }
    // The first day of the window at which too little is left lies between two of these.
    let last = days.last().copied()?.saturating_add(1);
    let (mut enough, mut short) = (i64::from(now.first), last.max(i64::from(now.first).saturating_add(1)));
    while short.saturating_sub(enough) > 1 {
        let middle = enough.midpoint(short);
        if left(middle) >= owed { enough = middle } else { short = middle }
    }
    Some(CivilDate::from_unix_days(short.saturating_add(length)))
}

fn compute(ask: &Ask<'_>) -> Board {
    let (practices, owed) = (practices(ask), owed(ask));
    let days = |hundredths: i64| Quantity(hundredths.unsigned_abs()).plain();
    let mut teachers: Vec<(i64, Id)> = ask
        .facts(TEACHER)
        .map(|teacher| {
            let had: i64 = practices.get(&teacher.of).into_iter().flatten().map(|(_, days)| days).sum();
            (owed.saturating_sub(had).max(0), teacher.of)
        })
        .collect();
    teachers.sort_unstable_by_key(|(short, id)| (Reverse(*short), *id));
    let rows = teachers.into_iter().take(ROWS).map(|(short, id)| {
        let had = practices.get(&id).map(Vec::as_slice).unwrap_or_default();
        let sum: Sum = had.iter().map(|(fact, days)| (fact.of, *days)).collect();
        let of_teacher: Sum = std::iter::once((id, short)).collect();
        let until = falls_short(ask, had, owed);
        let note = match until {
            Some(day) => format!("够了；不再去实践，到 {day} 就不够了"),
            None => format!("还差 {} 天", days(short)),
        };
        let cells = vec![
            Cell::of(Figure::sum(Unit::Measured("天"), sum)),
            Cell::of(Figure::sum(Unit::Measured("天"), of_teacher)).marked(if short > 0 {
                days(short)
            } else {
                "✓".to_owned()
            }),
        ];
        (Head::of(ask.ledger, id).noted(note), cells)
    });
    Board {
        of: "教师", rows: rows.collect(), columns: ["最近五年实践天数", "还差天数"].map(Head::words).to_vec()
    }
}

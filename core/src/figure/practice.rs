//! 教师企业实践: the clock of six months in five years, teacher by teacher (domain §1.10).

use super::board::{Board, BoardDef, Cell, Head, Ranked, ranked};
use super::{Ask, Better, Extractor, Fact, Family, Figure, FigureDef, Measure, PIECE, Sink, Span, Sum, Unit, Window};
use crate::kinds::threshold::{PRACTICE_MONTHS, PRACTICE_WINDOW};
use crate::kinds::{person, teacher_practice};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::schema::Duty;
use crate::value::{CivilDate, Date, Quantity};
use std::collections::{BTreeMap, BTreeSet};

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
            formula: "专业课教师里，结束日期在“教师企业实践”阈值的月数内的实践累计够了的占比；按实际天数，30 天算一个月，请核对。",
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
    duty: Duty::Supervision,
    asks: "谁的企业实践还差几天？",
    lead: "每位专业课教师在最近五年里实践了几天、还差几天、照现在到哪天就不够了；差得多的排在前面。",
    span: Span::Today,
    covers: false,
    compute,
};

/// How many teachers the board lists at most; the question of one college lists its own.
const ROWS: usize = 300;

fn read_person(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    if record.get(person::MAJOR_TEACHER) != Some(true) {
        return;
    }
    let unit = record.get(person::UNIT);
    sink.say(TEACHER).unit(unit).person(Some(record.id)).about(Some(record.id)).end();
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

/// The day on which a practice leaves the window, as days since 1970; `None` if it does not count
/// today: it counts from its last day on, whole, for as many months as the threshold says.
fn leaves(ask: &Ask<'_>, fact: &Fact<'_>) -> Option<i64> {
    let (_, ended) = fact.days?;
    let months = u16::try_from(ask.whole(PRACTICE_WINDOW)).unwrap_or(u16::MAX);
    let leaves = CivilDate::from_unix_days(i64::from(ended)).plus_months(months).unix_days();
    let today = ask.window(Span::Today).last;
    (ended <= today && leaves > i64::from(today)).then_some(leaves)
}

/// The days that a teacher owes, in hundredths.
fn owed(ask: &Ask<'_>) -> i64 {
    let months = ask.ledger.threshold(PRACTICE_MONTHS).hundredths();
    i64::try_from(months).unwrap_or(i64::MAX).saturating_mul(MONTH)
}

/// A practice that counts: the day on which it leaves the window, its days in hundredths, its record.
type Counted = (i64, i64, Id);

/// The practices of every teacher that count today, the first to leave first.
fn practices(ask: &Ask<'_>) -> BTreeMap<Id, Vec<Counted>> {
    let mut found: BTreeMap<Id, Vec<Counted>> = BTreeMap::new();
    for fact in ask.facts.all(PRACTICE).filter(|fact| fact.amount > 0) {
        if let Some((teacher, leaves)) = fact.about.zip(leaves(ask, &fact)) {
            found.entry(ask.ledger.standing_for(&teacher)).or_default().push((leaves, fact.amount, fact.of));
        }
    }
    found.values_mut().for_each(|practices| practices.sort_unstable());
    found
}

fn met_rate(ask: &Ask<'_>) -> Figure {
    let (practices, owed) = (practices(ask), owed(ask));
    let (mut met, mut all) = (Sum::default(), Sum::default());
    for teacher in ask.facts(TEACHER) {
        all.add(teacher.of, PIECE);
        let had = practices.get(&teacher.of).map(Vec::as_slice).unwrap_or_default();
        if had.iter().map(|(_, days, _)| days).sum::<i64>() >= owed {
            met.add(teacher.of, PIECE);
            had.iter().for_each(|(.., practice)| met.because(teacher.of, *practice));
        }
        had.iter().for_each(|(.., practice)| all.because(teacher.of, *practice));
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
fn falls_short(had: &[Counted], owed: i64) -> Option<CivilDate> {
    let mut left: i64 = had.iter().map(|(_, days, _)| days).sum();
    if left < owed {
        return None;
    }
    had.iter().find_map(|(leaves, days, _)| {
        left = left.saturating_sub(*days);
        (left < owed).then(|| CivilDate::from_unix_days(*leaves))
    })
}

fn compute(ask: &Ask<'_>) -> Board {
    let rows = ranked(ask, BOARD.name, ROWS, teachers);
    Board { of: "教师", rows, columns: ["最近五年实践天数", "还差天数"].map(Head::words).to_vec() }
}

fn teachers(ask: &Ask<'_>) -> Vec<Ranked<(i64, i64)>> {
    let (practices, owed) = (practices(ask), owed(ask));
    let days = |hundredths: i64| Quantity(hundredths.unsigned_abs()).plain();
    let teachers: BTreeSet<Id> = ask.facts(TEACHER).map(|teacher| teacher.of).collect();
    let row = |id: Id| {
        let had = practices.get(&id).map(Vec::as_slice).unwrap_or_default();
        let sum: Sum = had.iter().map(|(_, days, practice)| (*practice, *days)).collect();
        let short = owed.saturating_sub(had.iter().map(|(_, days, _)| days).sum()).max(0);
        let note = match falls_short(had, owed) {
            Some(day) => format!("够了；不再去实践，到 {} 就不够了", Date::from(day).show()),
            None => format!("还差 {} 天", days(short)),
        };
        let of_teacher: Sum = std::iter::once((id, short)).collect();
        let mark = if short > 0 { days(short) } else { "✓".to_owned() };
        let cells = vec![
            Cell::of(Figure::sum(Unit::Measured("天"), sum)),
            Cell::of(Figure::sum(Unit::Measured("天"), of_teacher)).marked(mark),
        ];
        Ranked { id, rank: (short.saturating_neg(), 0), head: Head::of(ask.ledger, id).noted(note), cells }
    };
    teachers.into_iter().map(row).collect()
}

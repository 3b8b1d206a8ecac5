//! Teaching together: the three standards on courses, what enterprises add to lessons, changes of
//! majors that enterprises asked for, platforms, the practice of teachers (domain §6.3, §6.5, §6.9).

use super::ties::by_standard;
use super::{Ask, Better, Evidence, Extractor, Family, Figure, FigureDef, Lies, Measure, PIECE, Sink, Span, Sum, Unit};
use crate::kinds::threshold::STILL_MAJOR;
use crate::kinds::{base_number, course, major, major_change, part_time_teacher, platform, training};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::value::Quantity;
use std::collections::BTreeMap;

/// A course made with partners, from its start to its end; its sort says whether all three standards are met.
pub const COURSE: Measure = Measure("course");
/// Lessons that part-time teachers gave, in a school year, in hundredths.
const GUEST_HOURS: Measure = Measure("guest-hours");
/// Lessons of a major in a school year, in hundredths.
const MAJOR_HOURS: Measure = Measure("major-hours");
/// An opinion of an enterprise about majors, on the day it was said; its sort is what became of it.
const OPINION: Measure = Measure("opinion");
/// Days from an opinion to the change, in hundredths, on the day of the change.
const CHANGE_DAYS: Measure = Measure("change-days");
/// A change of a major that was carried out, on its day; about the major.
const CHANGED: Measure = Measure("major-changed");
/// A major, undated.
const MAJOR: Measure = Measure("major");
/// A platform; its sort is how far it has come.
const PLATFORM: Measure = Measure("platform");
/// Training for others, in hundredths of person-days, on its first day.
const TRAINED: Measure = Measure("person-days");

const ALL_THREE: &str = "three";

/// The family.
pub static FAMILY: Family = Family {
    name: "teaching",
    label: "教学与平台",
    extractors: &[
        Extractor { kind: &course::KIND, also: &[], read: read_course },
        Extractor { kind: &part_time_teacher::KIND, also: &[], read: read_teacher },
        Extractor { kind: &base_number::KIND, also: &[], read: read_number },
        Extractor {
            kind: &major::KIND,
            also: &[("base_number", "major"), ("major_change", "major")],
            read: read_major,
        },
        Extractor { kind: &major_change::KIND, also: &[], read: read_change },
        Extractor { kind: &platform::KIND, also: &[], read: read_platform },
        Extractor { kind: &training::KIND, also: &[], read: read_training },
    ],
    figures: &[
        FigureDef {
            name: "guest-hours-share",
            label: "兼职教师课时占比",
            unit: Unit::Percent,
            formula: "本学年有聘书的企业兼职教师所上专业课课时，占全部专业课课时（基数）的比例。",
            span: Span::SchoolYear,
            better: Better::More,
            compute: guest_share,
        },
        FigureDef {
            name: "courses-together",
            label: "共同开发课程",
            unit: Unit::Pieces("门"),
            formula: "和合作单位共同开发、本学年在用的课程门数。",
            span: Span::SchoolYear,
            better: Better::More,
            compute: |ask| {
                let window = ask.window(Span::SchoolYear);
                let running = ask.facts(COURSE).filter(|fact| window.meets(fact));
                Figure::sum(Unit::Pieces("门"), running.map(|fact| (fact.of, fact.amount)).collect())
            },
        },
        FigureDef {
            name: "opinion-to-change-days",
            label: "意见到调整天数",
            unit: Unit::Measured("天"),
            formula: "本自然年实施的专业、课程调整，从企业提出意见到实施的天数，取中位数；日期不到日的不算。",
            span: Span::Year,
            better: Better::Less,
            compute: change_days,
        },
        FigureDef {
            name: "changed-majors-share",
            label: "近年有调整的专业占比",
            unit: Unit::Percent,
            formula: "在“专业几年没有调整要提醒”的年数里实施过调整的专业，占全部专业的比例。",
            span: Span::Today,
            better: Better::More,
            compute: changed_majors,
        },
        FigureDef {
            name: "platforms-built",
            label: "立项建设的集成实践平台",
            unit: Unit::Pieces("个"),
            formula: "正在立项建设、中期检查、已验收或运行的集成实践平台个数。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| platforms(ask, &["building", "midterm", "accepted", "running"]),
        },
        FigureDef {
            name: "platforms-nursed",
            label: "培育的集成实践平台",
            unit: Unit::Pieces("个"),
            formula: "正在培育的集成实践平台个数。",
            span: Span::Today,
            better: Better::More,
            compute: |ask| platforms(ask, &["nurtured"]),
        },
        FigureDef {
            name: "training-person-days",
            label: "培训人天",
            unit: Unit::Measured("人天"),
            formula: "本自然年开班的培训，人数乘天数之和；填了人天的按填的算，跨部门的按分摊比例算。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| ask.total(Unit::Measured("人天"), TRAINED, Span::Year),
        },
    ],
};

fn hundredths(amount: Option<Quantity>) -> i64 {
    i64::try_from(amount.unwrap_or_default().hundredths()).unwrap_or(i64::MAX)
}

fn read_course(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let partners = record.get(course::PARTNERS).unwrap_or_default();
    if partners.is_empty() {
        return;
    }
    let real = record.get(course::TASK_SOURCE).as_deref() == Some("real");
    let all = by_standard(record) && real && record.get(course::ASSESSMENT).is_some();
    let said = sink.say(COURSE).partner(partners.first().copied()).unit(record.get(course::UNIT));
    let said = said.during(record.get(course::START), record.get(course::END));
    said.tag(all.then(|| ALL_THREE.to_owned())).end();
}

fn read_teacher(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    if record.get(part_time_teacher::LETTER) == Some(true) {
        let said = sink.say(GUEST_HOURS).partner(record.get(part_time_teacher::PARTNER));
        let said = said.unit(record.get(part_time_teacher::UNIT)).or_in(record.get(part_time_teacher::SCHOOL_YEAR));
        said.amount(hundredths(record.get(part_time_teacher::HOURS))).end();
    }
}

/// The unit of a major that is on the list.
pub(super) fn unit_of_major(ledger: &Ledger, major: Option<Id>) -> Option<Id> {
    let id = ledger.standing_for(&major?);
    ledger.get(&id).filter(|_| ledger.is_listed(&id))?.get(major::UNIT)
}

fn read_number(ledger: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let unit = unit_of_major(ledger, record.get(base_number::MAJOR));
    let said = sink.say(MAJOR_HOURS).unit(unit).or_in(record.get(base_number::SCHOOL_YEAR));
    said.amount(hundredths(record.get(base_number::MAJOR_HOURS))).end();
}

fn read_major(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    if record.get(major::INTAKE).as_deref() != Some("closed") {
        sink.say(MAJOR).unit(record.get(major::UNIT)).about(Some(record.id)).end();
    }
}

fn read_change(ledger: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let state = record.get(major_change::STATE).unwrap_or_default();
    let major = record.get(major_change::MAJOR);
    let unit = record.get(major_change::UNIT).or_else(|| unit_of_major(ledger, major));
    let (said, effective) = (record.get(major_change::SAID), record.get(major_change::EFFECTIVE));
    sink.say(OPINION).unit(unit).about(major).on(said).tag(Some(state.clone())).end();
    if state != "applied" {
        return;
    }
    sink.say(CHANGED).unit(unit).about(major).on(effective).end();
    let days = said.and_then(|d| d.day()).zip(effective.and_then(|d| d.day()));
    if let Some((from, to)) = days.filter(|(from, to)| from <= to) {
        let days = to.unix_days().saturating_sub(from.unix_days()).saturating_mul(100);
        sink.say(CHANGE_DAYS).unit(unit).on(effective).amount(days).end();
    }
}

fn read_platform(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let partner = record.get(platform::PARTNERS).unwrap_or_default().first().copied();
    let said = sink.say(PLATFORM).partner(partner).unit(record.get(platform::UNIT));
    said.tag(record.get(platform::STATE)).end();
}

fn read_training(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let amount = hundredths(training::person_days(record));
    let units = super::money::shares(record.get(training::SHARES), record.get(training::UNIT));
    for (unit, part) in super::money::split(units.as_ref(), amount) {
        let said = sink.say(TRAINED).partner(record.get(training::PARTNER)).unit(unit);
        said.on(record.get(training::START)).amount(part).end();
    }
}

/// Of the courses made together, those that meet all three standards.
pub(super) fn three_standards(ask: &Ask<'_>) -> Figure {
    let window = ask.window(Span::Today);
    let of = |three: bool| {
        let begun = ask.facts(COURSE).filter(|fact| window.may_meet(fact) && (!three || fact.tag == ALL_THREE));
        begun.map(|fact| (fact.of, fact.amount)).collect::<Sum>()
    };
    Figure::ratio(Unit::Percent, Unit::Pieces("门"), of(true), of(false))
}

fn guest_share(ask: &Ask<'_>) -> Figure {
    // A school year is given as such: whether it has begun is all that can be asked of it.
    let window = ask.window(Span::SchoolYear);
    let of = |measure| ask.facts(measure).filter(|f| window.meets(f)).map(|f| (f.of, f.amount)).collect::<Sum>();
    Figure::ratio(Unit::Percent, Unit::Measured("课时"), of(GUEST_HOURS), of(MAJOR_HOURS))
}

/// Of what enterprises said in the year, what was adopted.
pub(super) fn adopted(ask: &Ask<'_>) -> Figure {
    let window = ask.window(Span::Year);
    let (all, unclear) = ask.sum_in(OPINION, window, |_| true);
    let (adopted, _) = ask.sum_in(OPINION, window, |fact| matches!(fact.tag, "adopted" | "applied"));
    Figure::ratio(Unit::Percent, Unit::Pieces("条"), adopted, all).unclear(unclear)
}

fn change_days(ask: &Ask<'_>) -> Figure {
    let window = ask.window(Span::Year);
    let lies = ask.facts(CHANGE_DAYS).filter(|fact| window.has(fact) == Lies::In);
    let one = |fact: super::Fact<'_>| Evidence { id: fact.of, amount: fact.amount, because: Vec::new(), more: 0 };
    Figure::median(Unit::Measured("天"), lies.map(one).collect())
}

fn changed_majors(ask: &Ask<'_>) -> Figure {
    let all: Sum = ask.facts(MAJOR).map(|fact| (fact.of, PIECE)).collect();
    let days = u16::try_from(ask.whole(STILL_MAJOR).saturating_mul(365)).unwrap_or(u16::MAX);
    let window = super::Window::last(days, ask.today);
    let mut because: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for fact in ask.facts.all(CHANGED).filter(|fact| window.has(fact) == Lies::In) {
        if let Some(major) = fact.about.map(|id| ask.ledger.standing_for(&id)).filter(|id| all.has(id)) {
            because.entry(major).or_default().push(fact.of);
        }
    }
    let mut changed = Sum::default();
    for (major, changes) in because {
        changes.into_iter().for_each(|change| changed.count(major, change));
    }
    Figure::ratio(Unit::Percent, Unit::Pieces("个"), changed, all)
}

fn platforms(ask: &Ask<'_>, states: &[&str]) -> Figure {
    let such = ask.facts(PLATFORM).filter(|fact| states.contains(&fact.tag));
    Figure::sum(Unit::Pieces("个"), such.map(|fact| (fact.of, fact.amount)).collect())
}

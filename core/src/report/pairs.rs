//! Pairs of a major and a partner: which records are of both, and since when.

use super::{Ask, Subject};
use crate::kinds::{course, employment, internship, major, order_class, part_time_teacher, partner, textbook};
use crate::period::Period;
use crate::record::{Id, Record};
use crate::schema::{Field, KindDef};
use crate::value::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A kind whose records are of majors and of partners.
struct Bond {
    kind: &'static KindDef,
    majors: fn(&Ask<'_>, &Record) -> Vec<Id>,
    partners: fn(&Ask<'_>, &Record) -> Vec<Id>,
    since: Field<Date>,
}

/// Every kind that binds a major to a partner.
static BONDS: &[Bond] = &[
    Bond {
        kind: &course::KIND,
        majors: |ask, r| ask.targets(r, course::MAJORS),
        partners: |ask, r| ask.targets(r, course::PARTNERS),
        since: course::START,
    },
    Bond {
        kind: &textbook::KIND,
        majors: |ask, r| ask.targets(r, textbook::MAJORS),
        partners: |ask, r| ask.targets(r, textbook::PARTNERS),
        since: textbook::PUBLISHED,
    },
    Bond {
        kind: &order_class::KIND,
        majors: |ask, r| ask.target(r, order_class::MAJOR).into_iter().collect(),
        partners: |ask, r| ask.target(r, order_class::PARTNER).into_iter().collect(),
        since: order_class::START,
    },
    Bond {
        kind: &internship::KIND,
        majors: |ask, r| ask.target(r, internship::MAJOR).into_iter().collect(),
        partners: |ask, r| ask.target(r, internship::PARTNER).into_iter().collect(),
        since: internship::START,
    },
    Bond {
        kind: &employment::KIND,
        majors: |ask, r| ask.target(r, employment::MAJOR).into_iter().collect(),
        partners: |ask, r| ask.target(r, employment::PARTNER).into_iter().collect(),
        since: employment::YEAR,
    },
    Bond {
        kind: &part_time_teacher::KIND,
        majors: majors_taught,
        partners: |ask, r| ask.target(r, part_time_teacher::PARTNER).into_iter().collect(),
        since: part_time_teacher::START,
    },
];

/// The majors whose courses somebody teaches.
pub(super) fn majors_taught(ask: &Ask<'_>, teacher: &Record) -> Vec<Id> {
    let courses = ask.targets(teacher, part_time_teacher::COURSES);
    let courses = courses.iter().filter_map(|id| ask.ledger.get(id));
    let majors: BTreeSet<Id> = courses.flat_map(|c| ask.targets(&c, course::MAJORS)).collect();
    majors.into_iter().collect()
}

/// Whether a record of a bond counts in the period: what lasts counts in every period that it touches,
/// 2022 届 in the school year that ends in 2022.
pub(super) fn counts(ask: &Ask<'_>, record: &Record) -> bool {
    let lasts = |start: Option<Date>, end: Option<Date>| start.is_some() && ask.touches(start, end);
    match record.kind.as_ref() {
        "course" => lasts(record.get(course::START), record.get(course::END)),
        "order_class" => lasts(record.get(order_class::START), record.get(order_class::END)),
        "internship" => lasts(record.get(internship::START), record.get(internship::END)),
        "employment" => class_counts(ask, record.get(employment::YEAR)),
        "part_time_teacher" => match (ask.school_year(), record.get(part_time_teacher::SCHOOL_YEAR)) {
            (Some(asked), Some(year)) => asked == year,
            _ => lasts(record.get(part_time_teacher::START), record.get(part_time_teacher::EXPIRES)),
        },
        _ => ask.counts(record.get(textbook::PUBLISHED)),
    }
}

/// Whether a 届 belongs to the period: to its calendar year, and to the school year in which it ends.
fn class_counts(ask: &Ask<'_>, class: Option<Date>) -> bool {
    let Some(class) = class else { return ask.request.period.is_none() };
    match ask.request.period {
        None => true,
        Some(Period::Year(year)) => class.earliest().year() == year,
        Some(Period::SchoolYear { from, .. }) => class.earliest().year() == from.saturating_add(1),
        Some(Period::Month(_)) => ask.counts(Some(class)),
    }
}

/// What a major and a partner do together.
#[derive(Debug, Default)]
pub(super) struct Pair {
    /// The first day of the first thing that they did together.
    pub(super) since: Option<Date>,
    /// The records that count in the period.
    pub(super) records: Vec<Rc<Record>>,
}

/// Returns every pair that has a record that counts.
pub(super) fn pairs(ask: &Ask<'_>) -> BTreeMap<(Id, Id), Pair> {
    let mut pairs: BTreeMap<(Id, Id), Pair> = BTreeMap::new();
    for bond in BONDS {
        for record in ask.all(bond.kind).iter() {
            let (counted, since) = (counts(ask, record), record.get(bond.since));
            for major in (bond.majors)(ask, record) {
                for partner in (bond.partners)(ask, record) {
                    let pair = pairs.entry((major, partner)).or_default();
                    pair.since = match (pair.since, since) {
                        (Some(a), Some(b)) => Some(a.min(b)),
                        (a, b) => a.or(b),
                    };
                    if counted {
                        pair.records.push(Rc::clone(record));
                    }
                }
            }
        }
    }
    pairs.retain(|_, pair| !pair.records.is_empty());
    pairs
}

/// Whether a major belongs to the college asked for, if one is.
pub(super) fn of_college(ask: &Ask<'_>, major: Option<&Rc<Record>>) -> bool {
    ask.takes_part(None, major.and_then(|m| m.get(major::UNIT)))
}

/// Returns a row for each pair.
pub(super) fn rows(ask: &Ask<'_>) -> Vec<Subject> {
    let row = |((major, partner), pair): ((Id, Id), Pair)| {
        let title = format!("{} × {}", ask.ledger.title(&major), ask.ledger.title(&partner));
        let mut subject = Subject::line(0, &format!("{major}/{partner}"), &title);
        subject.about = Some(partner);
        subject.since = pair.since;
        subject.add(ask.ledger, &major::KIND, Some(major));
        subject.add(ask.ledger, &partner::KIND, Some(partner));
        subject.records.extend(pair.records);
        subject
    };
    let rows = pairs(ask).into_iter().map(row);
    let mut rows: Vec<Subject> = rows.filter(|s| of_college(ask, s.record(&major::KIND))).collect();
    rows.sort_by(|a, b| a.title.cmp(&b.title));
    rows
}

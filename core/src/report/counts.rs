//! Figures over the records of a row that several tables share: people in order classes, interns,
//! graduates, part-time teachers, courses, textbooks.

use super::{Answer, Ask, Subject};
use crate::kinds::{course, employment, internship, order_class, part_time_teacher, textbook};
use crate::record::{Id, Record};
use crate::schema::{Field, KindDef};
use crate::value::Quantity;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Adds up the numbers of people that records name; a record without one is a remark.
fn people<'r>(records: impl Iterator<Item = &'r Rc<Record>>, field: Field<u64>) -> Answer {
    let mut answer = Answer::count(0, Vec::new());
    let mut sum = 0_u64;
    for record in records {
        match record.get(field) {
            Some(n) => {
                sum = sum.saturating_add(n);
                answer.from.push(record.id);
            }
            None => answer = answer.remark(record.id, "没有填人数，没有计入"),
        }
    }
    Answer { cell: super::Cell::Count(sum), ..answer }
}

fn number_of(subject: &Subject, kind: &'static KindDef) -> Answer {
    Answer::of(subject.all(kind).map(|r| r.id).collect())
}

pub(super) const COURSES: (&str, &str) = ("courses", "这段时间在开发或在用的合作课程的门数。");
pub(super) fn courses(_: &Ask<'_>, subject: &Subject) -> Answer {
    number_of(subject, &course::KIND)
}

pub(super) const TEXTBOOKS: (&str, &str) = ("textbooks", "出版日期在这段时间里的合作教材的种数。");
pub(super) fn textbooks(_: &Ask<'_>, subject: &Subject) -> Answer {
    number_of(subject, &textbook::KIND)
}

pub(super) const ORDERED: (&str, &str) = ("order_students", "这段时间里在办的订单班的人数相加。");
pub(super) fn ordered(_: &Ask<'_>, subject: &Subject) -> Answer {
    people(subject.all(&order_class::KIND), order_class::HEADCOUNT)
}

pub(super) const INTERNS: (&str, &str) =
    ("interns", "这段时间里岗位实习批次的人数相加；旧表头叫顶岗实习，认识实习不算。");
pub(super) fn interns(_: &Ask<'_>, subject: &Subject) -> Answer {
    let post = |r: &&Rc<Record>| r.get(internship::SORT).is_none_or(|sort| sort == "post");
    people(subject.all(&internship::KIND).filter(post), internship::HEADCOUNT)
}

pub(super) const EMPLOYED: (&str, &str) = ("graduates_employed", "这一届毕业生到企业就业的人数相加。");
pub(super) fn employed(_: &Ask<'_>, subject: &Subject) -> Answer {
    people(subject.all(&employment::KIND), employment::HEADCOUNT)
}

pub(super) const TEACHERS: (&str, &str) =
    ("part_time_teachers", "兼职教师人数，同一单位同名的只算一次；师傅有聘书和课时才算。");
pub(super) fn teachers(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let mut seen = BTreeSet::new();
    let ids = subject.all(&part_time_teacher::KIND).filter(|r| is_teacher(r)).filter(|r| {
        let name = r.get(part_time_teacher::NAME).unwrap_or_default();
        seen.insert((ask.target(r, part_time_teacher::PARTNER), name.trim().to_owned()))
    });
    Answer::of(ids.map(|r| r.id).collect::<Vec<Id>>())
}

/// A master counts among the part-time teachers only with a letter of appointment and hours.
fn is_teacher(record: &Record) -> bool {
    let hours = record.get(part_time_teacher::HOURS).is_some_and(|h| h > Quantity::default());
    let letter = record.get(part_time_teacher::LETTER) == Some(true);
    record.get(part_time_teacher::APPRENTICESHIP).is_none() || (letter && hours)
}

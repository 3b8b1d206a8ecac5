//! Figures over the records of a row that several tables share: people in order classes, interns,
//! graduates, part-time teachers, courses, textbooks, money received and given.

use super::{Answer, Ask, Subject};
use crate::kinds::{
    contract, course, employment, input, internship, major, order_class, part_time_teacher, partner, person, project,
    receipt, textbook,
};
use crate::record::{Id, Record};
use crate::schema::{Field, KindDef};
use crate::value::{Money, Quantity, Shares};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Adds up the numbers of people that records name; a record without one is a remark.
pub(super) fn people<'r>(records: impl Iterator<Item = &'r Rc<Record>>, field: Field<u64>) -> Answer {
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

/// Money received of some sorts in the period, after shares: a receipt's own, else its contract's.
pub(super) fn received(ask: &Ask<'_>, sources: &[&str]) -> Answer {
    let all = ask.all(&receipt::KIND);
    let of_source = |r: &Record| r.get(receipt::SOURCE).is_some_and(|source| sources.contains(&source.as_str()));
    let part = |r: &Record| {
        let contract = contract_of(ask, r);
        let contract = contract.as_ref();
        let shares = r.get(receipt::SHARES).or_else(|| contract?.get(contract::SHARES));
        let lead = contract.and_then(|c| c.get(contract::LEAD_UNIT)).or_else(|| r.get(receipt::UNIT));
        Some(ask.portion(r.get(receipt::AMOUNT)?.cents(), shares.as_ref(), lead))
    };
    let (cents, answer) = ask.sum(all.iter().filter(|r| of_source(r)), |r| r.get(receipt::DATE), part);
    Answer { cell: super::Cell::Money(Money(cents)), ..answer }
}

fn contract_of(ask: &Ask<'_>, receipt: &Record) -> Option<Record> {
    let id = ask.target(receipt, receipt::CONTRACT).filter(|id| ask.ledger.is_listed(id))?;
    ask.ledger.get(&id)
}

pub(super) const SERVICE: (&str, &str) = (
    "service_income",
    "横向技术服务到账按个人分摊归到老师的任教专业相加；没有负责人、老师没写任教专业的归不到专业，请核对。",
);
/// Money for services, by the major that those who earned it teach; of the row's partner if it has one.
pub(super) fn service(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let Some(major) = subject.id(&major::KIND) else { return Answer::default() };
    let partner = subject.id(&partner::KIND);
    let all = ask.all(&receipt::KIND);
    let part = |r: &Record| {
        let contract = contract_of(ask, r);
        let contract = contract.as_ref();
        let payer = ask.target(r, receipt::PARTNER).or_else(|| ask.target(contract?, contract::PARTNER));
        if r.get(receipt::SOURCE).as_deref() != Some("service") || (partner.is_some() && payer != partner) {
            return None;
        }
        let people = r.get(receipt::PEOPLE).or_else(|| contract?.get(contract::PEOPLE));
        let people = people.or_else(|| contract?.get(contract::LEADER).map(Shares::of_one))?;
        let teaches = |person: &Id| {
            let person = ask.ledger.get(&ask.ledger.standing_for(person))?;
            ask.target(&person, person::MAJOR)
        };
        let parts = people.split(r.get(receipt::AMOUNT)?.cents());
        Some(parts.iter().filter(|(person, _)| teaches(person) == Some(major)).map(|(_, part)| part).sum())
    };
    let (cents, answer) = ask.sum(all.iter(), |r| r.get(receipt::DATE), part);
    Answer { cell: super::Cell::Money(Money(cents)), ..answer }
}

pub(super) const DONATED: (&str, &str) =
    ("donated", "到位的捐赠设备按所属项目的对应专业平分；没有写项目、项目没写专业的归不到专业，请核对。");
pub(super) const LENT: (&str, &str) =
    ("lent", "到位的准捐赠设备按所属项目的对应专业平分；没有写项目、项目没写专业的归不到专业，请核对。");
/// What partners gave of a sort, by the majors of the project it belongs to.
pub(super) fn given(ask: &Ask<'_>, subject: &Subject, sort: &str) -> Answer {
    let Some(major) = subject.id(&major::KIND) else { return Answer::default() };
    let all = ask.all(&input::KIND);
    let part = |r: &Record| {
        let theirs = r.get(input::GIVER).as_deref() == Some("partner") && r.get(input::SORT).as_deref() == Some(sort);
        let project = ask.target(r, input::PROJECT).filter(|_| theirs).and_then(|id| ask.ledger.get(&id))?;
        let majors = ask.targets(&project, project::MAJORS);
        let of = i64::try_from(majors.len()).ok()?;
        majors.contains(&major).then(|| r.get(input::ARRIVED))?.map(|money| money.cents() / of.max(1))
    };
    let (cents, answer) = ask.sum(all.iter(), |r| r.get(input::ARRIVED_ON), part);
    Answer { cell: super::Cell::Money(Money(cents)), ..answer }
}

//! What is handed to a partner: one page of what we did together, and how it stands with the six
//! conditions of 产教融合型企业, from our own records.

use super::cooperation::person_days;
use super::{Answer, Ask, Cell, Clock, Document, DocumentDef, Group, Line, Section, counts, pairs};
use crate::kinds::threshold::{
    self, FIRM_CERTIFICATES, FIRM_INPUT, FIRM_INTERN_MONTHS, FIRM_INTERNS, FIRM_MAJORS, FIRM_SCHOOLS, FIRM_YEARS,
    Threshold,
};
use crate::kinds::{
    agreement, base, course, employment, industry_college, internship, order_class, part_time_teacher, partner,
    skill_certificate, teacher_practice, textbook, training, visit,
};
use crate::record::{Id, Record};
use crate::schema::{Field, KindDef};
use crate::value::{CivilDate, Money};
use std::collections::BTreeSet;
use std::rc::Rc;

/// 企业一页.
pub static PAGE: DocumentDef = DocumentDef {
    name: "enterprise-page",
    title: "企业一页",
    group: Group::Partners,
    row: "一家单位一页：我们一起做了什么",
    help: "可以打印了带给对方；走访记录、承诺和联系方式不在上面。",
    clocks: &[Clock::Year, Clock::SchoolYear],
    start: None,
    about: Some(&partner::KIND),
    make: page,
};

/// 产教融合型企业六条件.
pub static CONDITIONS: DocumentDef = DocumentDef {
    name: "enterprise-conditions",
    title: "产教融合型企业六条件对照",
    group: Group::Partners,
    row: "一家单位一页：六个条件各到了哪一步",
    help: "条件按 2019 年的建设实施办法整理，门槛可以在“阈值”里改，请核对。",
    clocks: &[],
    start: None,
    about: Some(&partner::KIND),
    make: conditions,
};

/// The records of `kind` that refer to the partner.
fn of(ask: &Ask<'_>, partner: Id, kind: &'static KindDef, field: &'static str) -> Vec<Rc<Record>> {
    ask.ledger.referring(&partner, kind.name, field).filter_map(|id| ask.ledger.get(&id)).map(Rc::new).collect()
}

fn ids(records: &[Rc<Record>]) -> Vec<Id> {
    records.iter().map(|r| r.id).collect()
}

fn page(ask: &Ask<'_>, about: Option<Id>) -> Document {
    let Some(partner) = about else { return Document::default() };
    Document { sections: vec![contacts(ask, partner), education(ask, partner), service(ask, partner)] }
}

fn contacts(ask: &Ask<'_>, partner: Id) -> Section {
    let mut visits = of(ask, partner, &visit::KIND, visit::PARTNER.name());
    visits.retain(|r| ask.counts(r.get(visit::DATE)));
    let mut agreements = of(ask, partner, &agreement::KIND, agreement::PARTNERS.name());
    agreements.retain(|r| ask.touches(r.get(agreement::SIGNED), r.get(agreement::EXPIRES)));
    Section::new("往来与协议")
        .figure("走访", "次", "这段时间里到这家单位的走访。", Answer::of(ids(&visits)))
        .figure("协议", "份", "这段时间里有效的协议。", Answer::of(ids(&agreements)))
        .records(ask, &ids(&agreements), &["type", "signed", "expires"])
}

fn education(ask: &Ask<'_>, partner: Id) -> Section {
    let bonds: [(&'static KindDef, &'static str); 6] = [
        (&course::KIND, course::PARTNERS.name()),
        (&textbook::KIND, textbook::PARTNERS.name()),
        (&order_class::KIND, order_class::PARTNER.name()),
        (&internship::KIND, internship::PARTNER.name()),
        (&employment::KIND, employment::PARTNER.name()),
        (&part_time_teacher::KIND, part_time_teacher::PARTNER.name()),
    ];
    let mut subject = super::Subject::line(0, "", "");
    for (kind, field) in bonds {
        subject.records.extend(of(ask, partner, kind, field).into_iter().filter(|r| pairs::counts(ask, r)));
    }
    let bases: Vec<Rc<Record>> = bases(ask, partner);
    let listed = |kind: &'static KindDef| subject.all(kind).map(|r| r.id).collect::<Vec<_>>();
    Section::new("人才培养")
        .figure("订单培养", "人", counts::ORDERED.1, counts::ordered(ask, &subject))
        .figure("岗位实习", "人", counts::INTERNS.1, counts::interns(ask, &subject))
        .figure("毕业生就业", "人", counts::EMPLOYED.1, counts::employed(ask, &subject))
        .figure("兼职教师", "人", counts::TEACHERS.1, counts::teachers(ask, &subject))
        .figure("合作课程", "门", counts::COURSES.1, counts::courses(ask, &subject))
        .figure("合作教材", "种", counts::TEXTBOOKS.1, counts::textbooks(ask, &subject))
        .figure("共建基地", "个", "依托这家单位或它参与的基地。", Answer::of(ids(&bases)))
        .records(ask, &listed(&course::KIND), &["majors", "start"])
        .records(ask, &listed(&textbook::KIND), &["published"])
        .records(ask, &ids(&bases), &["place", "established"])
}

/// The bases that rest on the partner or in which it takes part, each once.
fn bases(ask: &Ask<'_>, partner: Id) -> Vec<Rc<Record>> {
    let mut bases = of(ask, partner, &base::KIND, base::HOST.name());
    bases.extend(of(ask, partner, &base::KIND, base::PARTNERS.name()));
    bases.sort_by_key(|r| r.id);
    bases.dedup_by_key(|r| r.id);
    bases
}

fn service(ask: &Ask<'_>, partner: Id) -> Section {
    let trainings = of(ask, partner, &training::KIND, training::PARTNER.name());
    let (days, answer) = ask.sum(&trainings, |r| r.get(training::START), person_days);
    let held = ids(&trainings.iter().filter(|r| ask.counts(r.get(training::START))).cloned().collect::<Vec<_>>());
    let practices = of(ask, partner, &teacher_practice::KIND, teacher_practice::PARTNER.name());
    let practice_days = |r: &Record| r.get(teacher_practice::DAYS).and_then(|q| i64::try_from(q.hundredths()).ok());
    let (stayed, stays) = ask.sum(&practices, |r| r.get(teacher_practice::START), practice_days);
    Section::new("学校为企业")
        .figure(
            "培训员工",
            "人天",
            "这段时间里为这家单位办的培训的人天相加。",
            Answer { cell: Cell::Hundredths(days), ..answer },
        )
        .figure(
            "教师驻企",
            "天",
            "教师在这家单位实践的实际天数相加。",
            Answer { cell: Cell::Hundredths(stayed), ..stays },
        )
        .records(ask, &held, &["start", "headcount"])
}

fn conditions(ask: &Ask<'_>, about: Option<Id>) -> Document {
    let Some(partner) = about else { return Document::default() };
    let since = since(ask);
    let mut section = Section::new("六个条件");
    section.figures = vec![
        schools(ask, partner),
        interns(ask, partner, since),
        certificates(ask, partner),
        majors(ask, partner),
        input(ask, partner, since),
        Line {
            label: "⑥ 与学校共享知识产权",
            cell: Cell::Empty,
            unit: "项",
            words: "近 3 年取得与学校共享的知识产权证明；知识产权的记录这一版还没有，请附证书清单。",
            from: Vec::new(),
            met: None,
        },
    ];
    Document { sections: vec![section] }
}

/// The first day of the years that are looked at.
fn since(ask: &Ask<'_>) -> CivilDate {
    let years = u16::try_from(threshold::value(ask.ledger, FIRM_YEARS).hundredths() / 100).unwrap_or_default();
    let today = ask.request.today;
    let year = today.year().saturating_sub(years);
    CivilDate::new(year, today.month(), today.day()).or_else(|| CivilDate::new(year, 2, 28)).unwrap_or(today)
}

/// A condition: met when its value reaches the threshold. `scale` is how much of the value is 0.01 of it.
fn condition(
    ask: &Ask<'_>,
    threshold: Threshold,
    scale: i64,
    (label, unit, words): (&'static str, &'static str, &'static str),
    answer: Answer,
) -> Line {
    let wanted = i64::try_from(threshold::value(ask.ledger, threshold).hundredths()).unwrap_or(i64::MAX);
    let met = answer.number().saturating_mul(scale) >= wanted;
    Line { label, cell: answer.cell, unit, words, from: answer.from, met: Some(met) }
}

fn schools(ask: &Ask<'_>, partner: Id) -> Line {
    let colleges = of(ask, partner, &industry_college::KIND, industry_college::PARTNERS.name());
    let words = "参与举办的产业学院；独立举办院校、企业大学的，请企业自己补。";
    condition(ask, FIRM_SCHOOLS, 100, ("① 举办或参与举办院校", "所", words), Answer::of(ids(&colleges)))
}

fn interns(ask: &Ask<'_>, partner: Id, since: CivilDate) -> Line {
    let months = threshold::value(ask.ledger, FIRM_INTERN_MONTHS).hundredths() / 100;
    let least = i64::try_from(months).unwrap_or(i64::MAX).saturating_mul(30);
    let long_enough = |r: &&Rc<Record>| {
        let term = r.get(internship::START).zip(r.get(internship::END));
        term.is_some_and(|(start, end)| {
            end.latest() >= since && end.latest().unix_days() - start.earliest().unix_days() + 1 >= least
        })
    };
    let batches = of(ask, partner, &internship::KIND, internship::PARTNER.name());
    let kept: Vec<&Rc<Record>> = batches.iter().filter(long_enough).collect();
    let sum = kept.iter().filter_map(|r| r.get(internship::HEADCOUNT)).fold(0_u64, u64::saturating_add);
    let words = "近 3 年实习满 3 个月（按 90 天）的批次的人数相加。";
    let answer = Answer::count(sum, kept.iter().map(|r| r.id).collect());
    condition(ask, FIRM_INTERNS, 100, ("② 接收学生实习实训", "人", words), answer)
}

fn certificates(ask: &Ask<'_>, partner: Id) -> Line {
    let mut found = of(ask, partner, &skill_certificate::KIND, skill_certificate::PARTNER.name());
    found.retain(|r| r.get(skill_certificate::SORT).is_some_and(|sort| sort == "one_x"));
    let words = "以这家单位为培训评价组织的 1+X 证书。";
    condition(ask, FIRM_CERTIFICATES, 100, ("③ 承担 1+X 证书", "项", words), Answer::of(ids(&found)))
}

fn majors(ask: &Ask<'_>, partner: Id) -> Line {
    let classes = of(ask, partner, &order_class::KIND, order_class::PARTNER.name());
    let majors: BTreeSet<Id> = classes.iter().filter_map(|r| ask.target(r, order_class::MAJOR)).collect();
    let words = "和这家单位办过订单班的专业数。";
    condition(ask, FIRM_MAJORS, 100, ("④ 共建专业点", "个", words), Answer::of(majors.into_iter().collect()))
}

fn input(ask: &Ask<'_>, partner: Id, since: CivilDate) -> Line {
    let recent = |r: &&Rc<Record>| r.get(base::ESTABLISHED).is_some_and(|date| date.latest() >= since);
    let bases = bases(ask, partner);
    let kept: Vec<&Rc<Record>> = bases.iter().filter(recent).collect();
    let value: Field<Money> = base::EQUIPMENT_PARTNER;
    let sum = kept.iter().filter_map(|r| r.get(value)).fold(0_i64, |sum, m| sum.saturating_add(m.cents()));
    let words = "近 3 年建立的共建基地里企业提供的设备值相加；捐赠的记录这一版还没有，请另附。";
    let answer = Answer::money(sum, kept.iter().map(|r| r.id).collect());
    condition(ask, FIRM_INPUT, 1, ("⑤ 共建基地或捐赠设备", "元", words), answer)
}

//! What is handed to a partner: one page of what we did together, and how it stands with the six
//! conditions of 产教融合型企业, from our own records.

use super::cooperation::person_days;
use super::{
    Answer, Ask, Cell, Clock, Document, DocumentDef, Group, Line, Origin, Section, Subject, Sure, TableDef, computed,
    counts, field, one_each, pairs,
};
use crate::kinds::threshold::{
    FIRM_CERTIFICATES, FIRM_INPUT, FIRM_INTERN_MONTHS, FIRM_INTERNS, FIRM_MAJORS, FIRM_RIGHTS, FIRM_SCHOOLS,
    FIRM_YEARS, Threshold,
};
use crate::kinds::{
    agreement, base, course, employment, industry_college, input, internship, ip_right, order_class, part_time_teacher,
    partner, skill_certificate, teacher_practice, textbook, training, visit,
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
    section.figures = six(ask, partner, since).into();
    Document { sections: vec![section] }
}

/// The six conditions of a partner, in their order.
fn six(ask: &Ask<'_>, partner: Id, since: CivilDate) -> [Line; 6] {
    [
        schools(ask, partner),
        interns(ask, partner, since),
        certificates(ask, partner),
        majors(ask, partner),
        input(ask, partner, since),
        rights(ask, partner, since),
    ]
}

const CONDITION: (&str, &str) = ("condition", "和“产教融合型企业六条件对照”里同一条件的数一样，点开那一页看怎么算。");

/// 六条件一览: how near every enterprise is.
pub static FIRMS: TableDef = TableDef {
    name: "firm-conditions",
    title: "产教融合型企业六条件一览",
    group: Group::Partners,
    origin: Origin { code: "", document: "建设产教融合型企业实施办法（2019）", sure: Sure::Unverified },
    row: "每家企业一行",
    clocks: &[],
    start: None,
    scoped: true,
    help: "六个条件各到多少、达到几条；门槛在“阈值”里改，请核对。条件怎么算，见每家企业的六条件对照。",
    columns: &[
        field("", "企业", &partner::KIND, partner::NAME).required(),
        field("", "牵头部门", &partner::KIND, partner::LEAD_UNIT),
        computed("", "达到条件", ("conditions_met", "六个条件里达到门槛的条数。"), met).count("条"),
        computed("", "①举办院校", CONDITION, nth::<0>).count("所"),
        computed("", "②实习实训", CONDITION, nth::<1>).count("人"),
        computed("", "③1+X 证书", CONDITION, nth::<2>).count("项"),
        computed("", "④共建专业点", CONDITION, nth::<3>).count("个"),
        computed("", "⑤投入", CONDITION, nth::<4>).money("万元"),
        computed("", "⑥共享知识产权", CONDITION, nth::<5>).count("项"),
    ],
    subjects: |ask| {
        one_each(ask, &partner::KIND, |r| {
            let is_firm = r.get(partner::TYPE).as_deref() == Some("enterprise");
            is_firm && ask.takes_part(None, r.get(partner::LEAD_UNIT))
        })
    },
};

fn nth<const CONDITION: usize>(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let Some(partner) = subject.id(&partner::KIND) else { return Answer::default() };
    let line = six(ask, partner, since(ask)).into_iter().nth(CONDITION);
    line.map(|line| Answer { cell: line.cell, from: line.from, notes: Vec::new() }).unwrap_or_default()
}

fn met(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let Some(partner) = subject.id(&partner::KIND) else { return Answer::default() };
    let met: Vec<Line> = six(ask, partner, since(ask)).into_iter().filter(|line| line.met == Some(true)).collect();
    let mut from: Vec<Id> = met.iter().flat_map(|line| line.from.iter().copied()).collect();
    from.sort_unstable();
    from.dedup();
    Answer::count(u64::try_from(met.len()).unwrap_or_default(), from)
}

/// The first day of the years that are looked at.
fn since(ask: &Ask<'_>) -> CivilDate {
    let years = u16::try_from(ask.ledger.threshold(FIRM_YEARS).hundredths() / 100).unwrap_or_default();
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
    let wanted = i64::try_from(ask.ledger.threshold(threshold).hundredths()).unwrap_or(i64::MAX);
    let met = answer.number().saturating_mul(scale) >= wanted;
    Line { label: label.to_owned(), cell: answer.cell, unit, words, from: answer.from, met: Some(met) }
}

fn schools(ask: &Ask<'_>, partner: Id) -> Line {
    let colleges = of(ask, partner, &industry_college::KIND, industry_college::PARTNERS.name());
    let words = "参与举办的产业学院；独立举办院校、企业大学的，请企业自己补。";
    condition(ask, FIRM_SCHOOLS, 100, ("① 举办或参与举办院校", "所", words), Answer::of(ids(&colleges)))
}

fn interns(ask: &Ask<'_>, partner: Id, since: CivilDate) -> Line {
    let months = ask.ledger.threshold(FIRM_INTERN_MONTHS).hundredths() / 100;
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
    let sum_of = |records: &[&Rc<Record>], value: Field<Money>| {
        records.iter().filter_map(|r| r.get(value)).fold(0_i64, |sum, m| sum.saturating_add(m.cents()))
    };
    let bases = bases(ask, partner);
    let recent = |r: &&Rc<Record>| r.get(base::ESTABLISHED).is_some_and(|date| date.latest() >= since);
    let built: Vec<&Rc<Record>> = bases.iter().filter(recent).collect();
    let inputs = of(ask, partner, &input::KIND, input::PARTNER.name());
    let came = |r: &&Rc<Record>| {
        let theirs = r.get(input::GIVER).as_deref() == Some("partner");
        theirs && r.get(input::ARRIVED_ON).is_some_and(|date| date.latest() >= since)
    };
    let given: Vec<&Rc<Record>> = inputs.iter().filter(came).collect();
    let (of_bases, of_inputs) = (sum_of(&built, base::EQUIPMENT_PARTNER), sum_of(&given, input::ARRIVED));
    // The same machines are often written down on both sides: the two are not added.
    let (sum, kept) = if of_inputs > of_bases { (of_inputs, given) } else { (of_bases, built) };
    let words = "近 3 年到位的企业投入之和，近 3 年建立的共建基地里企业提供的设备值之和，取大的一个；同一批设备常两边都记，所以不相加。";
    let answer = Answer::money(sum, kept.iter().map(|r| r.id).collect());
    condition(ask, FIRM_INPUT, 1, ("⑤ 共建基地或捐赠设备", "元", words), answer)
}

fn rights(ask: &Ask<'_>, partner: Id, since: CivilDate) -> Line {
    let mut found = of(ask, partner, &ip_right::KIND, ip_right::PARTNERS.name());
    found.retain(|r| {
        let granted = r.get(ip_right::STATE).is_none_or(|state| state == "granted");
        granted && r.get(ip_right::GRANTED).is_some_and(|date| date.latest() >= since)
    });
    let words = "近 3 年授权、写了和这家单位共有的知识产权；证明请另附。";
    condition(ask, FIRM_RIGHTS, 100, ("⑥ 与学校共享知识产权", "项", words), Answer::of(ids(&found)))
}

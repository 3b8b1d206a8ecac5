//! 研判数据页: the numbers that a study can rest on, from the records of its year or month; which
//! they are follows its sort (domain §6.22).

use super::{Answer, Ask, Cell, Document, DocumentDef, Group, Section, counts};
use crate::kinds::{case_study, employment, major_change, need, partner, policy, study, task, training, visit};
use crate::period::Period;
use crate::record::{Id, Record};
use crate::schema::{CodeList, Field, KindDef};
use crate::value::{Date, Money, Month};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// 研判数据页.
pub static PAGE: DocumentDef = DocumentDef {
    name: "study-data",
    title: "研判数据页",
    group: Group::School,
    row: "一份研判报告一页：它那一年或那个月的数",
    help: "数字全部从报告期内的记录算出，写报告时照着用；数不对就改那条记录。",
    clocks: &[],
    start: None,
    about: Some(&study::KIND),
    make,
};

/// How many of a ranking are shown.
const SHOWN: usize = 10;

fn make(ask: &Ask<'_>, about: Option<Id>) -> Document {
    let Some(record) = about.and_then(|id| ask.ledger.get(&id)) else { return Document::default() };
    let ask = ask.at(record.get(study::PERIOD).and_then(period));
    let ask = &ask;
    let heading = ask.request.period.map(Period::label).unwrap_or_default();
    let sections = match record.get(study::SORT).as_deref() {
        Some("vocational") => vec![policies(ask), cases(ask)],
        Some("planning") => vec![tasks(ask), policies(ask)],
        Some("industry") => vec![industries(ask), needs_of(ask, "technology", "技术需求")],
        Some("major") => vec![opinions(ask), needs_of(ask, "curriculum", "课程意见"), wanted_majors(ask)],
        Some("talent") => vec![wanted_majors(ask), pay(ask), employed(ask)],
        Some("training") => vec![needs_of(ask, "training", "培训需求"), trainings(ask)],
        _ => vec![Section::new("数据").none("先写明这是哪一类报告，数据页才知道列什么。")],
    };
    let named = |section: Section| Section { heading: format!("{}（{heading}）", section.heading), ..section };
    Document { sections: sections.into_iter().map(named).collect() }
}

/// The year or month that a study is about.
fn period(date: Date) -> Option<Period> {
    let (year, month) = (date.earliest().year(), date.iso().get(5..7).and_then(|month| month.parse().ok()));
    match month {
        Some(month) => Month::new(year, month).map(Period::Month),
        None => Some(Period::Year(year)),
    }
}

/// The records of a kind whose date counts.
fn dated(ask: &Ask<'_>, kind: &'static KindDef, date: Field<Date>) -> Vec<Rc<Record>> {
    ask.all(kind).iter().filter(|r| ask.counts(r.get(date))).cloned().collect()
}

fn ids(records: &[Rc<Record>]) -> Vec<Id> {
    records.iter().map(|r| r.id).collect()
}

/// The visits of the period.
fn visits(ask: &Ask<'_>) -> Vec<Rc<Record>> {
    dated(ask, &visit::KIND, visit::DATE)
}

/// The needs of some types that were told at the visits of the period.
fn needs(ask: &Ask<'_>, types: &[&str]) -> Vec<Rc<Record>> {
    let told: BTreeSet<Id> = visits(ask).iter().map(|r| r.id).collect();
    let asked = |r: &Record| {
        let of_type = r.get(need::TYPE).is_some_and(|sort| types.contains(&sort.as_str()));
        of_type && ask.target(r, need::VISIT).is_some_and(|visit| told.contains(&visit))
    };
    ask.all(&need::KIND).iter().filter(|r| asked(r)).cloned().collect()
}

/// A ranking: words with the records behind each, the most first.
fn ranked(section: Section, words: &'static str, unit: &'static str, of: BTreeMap<String, Vec<Id>>) -> Section {
    let mut all: Vec<(String, Vec<Id>)> = of.into_iter().collect();
    all.sort_by(|(a, x), (b, y)| (y.len(), a).cmp(&(x.len(), b)));
    all.into_iter()
        .take(SHOWN)
        .fold(section, |section, (label, ids)| section.figure(label, unit, words, Answer::of(ids)))
}

fn label(list: &CodeList, code: Option<String>, none: &str) -> String {
    code.and_then(|code| list.label(&code).map(str::to_owned)).unwrap_or_else(|| none.to_owned())
}

fn industries(ask: &Ask<'_>) -> Section {
    let partners: BTreeSet<Id> = visits(ask).iter().filter_map(|r| ask.target(r, visit::PARTNER)).collect();
    let mut by_industry: BTreeMap<String, Vec<Id>> = BTreeMap::new();
    let mut by_scale: BTreeMap<String, Vec<Id>> = BTreeMap::new();
    for id in &partners {
        let Some(record) = ask.ledger.get(id) else { continue };
        let industry = record.get(partner::INDUSTRY).unwrap_or_else(|| "没填行业".to_owned());
        by_industry.entry(format!("行业：{industry}")).or_default().push(*id);
        let scale = label(&partner::SCALES, record.get(partner::SCALE), "没填");
        by_scale.entry(format!("规模：{scale}")).or_default().push(*id);
    }
    let section = Section::new("走访到的单位");
    let all = Answer::of(partners.into_iter().collect());
    let section = section.figure("走访单位", "家", "报告期内走访过的单位，一家算一次。", all);
    let section = ranked(section, "走访过的单位按行业。", "家", by_industry);
    ranked(section, "走访过的单位按规模，档位请核对。", "家", by_scale)
}

fn needs_of(ask: &Ask<'_>, sort: &str, heading: &str) -> Section {
    let found = needs(ask, &[sort]);
    let people = found.iter().filter_map(|r| r.get(need::HEADCOUNT)).fold(0_u64, u64::saturating_add);
    let section = Section::new(heading);
    let section = section.figure("条数", "条", "报告期内走访时记下的这类需求。", Answer::of(ids(&found)));
    let section = if people > 0 {
        section.figure("人数", "人", "这些需求里填的人数相加。", Answer::count(people, ids(&found)))
    } else {
        section
    };
    section.records(ask, &ids(&found), &["partner", "headcount", "budget", "due"]).none("报告期内没有记下这类需求。")
}

fn wanted_majors(ask: &Ask<'_>) -> Section {
    let found = needs(ask, &["talent", "internship", "employment"]);
    let mut people: BTreeMap<String, (u64, Vec<Id>)> = BTreeMap::new();
    for record in &found {
        let major = ask.target(record, need::MAJOR).map_or_else(|| "没写专业".to_owned(), |id| ask.ledger.title(&id));
        let post = record.get(need::POST).map(|post| format!(" · {post}")).unwrap_or_default();
        let entry = people.entry(format!("{major}{post}")).or_default();
        entry.0 = entry.0.saturating_add(record.get(need::HEADCOUNT).unwrap_or_default());
        entry.1.push(record.id);
    }
    let mut all: Vec<(String, (u64, Vec<Id>))> = people.into_iter().collect();
    all.sort_by(|(a, x), (b, y)| (y.0, a).cmp(&(x.0, b)));
    let words = "报告期内走访时记下的人才、实习、就业需求，按专业和岗位把人数相加。";
    let section =
        all.into_iter().take(SHOWN).fold(Section::new("需求专业和岗位"), |section, (label, (people, ids))| {
            section.figure(label, "人", words, Answer::count(people, ids))
        });
    section.records(ask, &[], &[]).none(if found.is_empty() { "报告期内没有记下用人需求。" } else { "" })
}

/// The middle of amounts; of an even number the mean of the two in the middle.
fn median(mut cents: Vec<i64>) -> Option<i64> {
    cents.sort_unstable();
    let at = |place: usize| cents.get(place).copied();
    let (low, high) = (at(cents.len().checked_sub(1)? / 2)?, at(cents.len() / 2)?);
    Some(low.saturating_add(high).div_euclid(2))
}

fn middle(records: &[Rc<Record>], pay: Field<Money>) -> Answer {
    let paid: Vec<&Rc<Record>> = records.iter().filter(|r| r.get(pay).is_some()).collect();
    let cents = median(paid.iter().filter_map(|r| r.get(pay)).map(Money::cents).collect());
    let from = paid.iter().map(|r| r.id).collect();
    Answer { cell: cents.map_or(Cell::Empty, |cents| Cell::Money(Money(cents))), from, notes: Vec::new() }
}

fn pay(ask: &Ask<'_>) -> Section {
    let wanted = middle(&needs(ask, &["talent"]), need::MONTHLY_PAY);
    let starting = middle(&needs(ask, &["employment"]), need::STARTING_PAY);
    Section::new("薪酬")
        .figure("企业开的月薪中位数", "元/月", "报告期内人才需求里填的月薪酬，取中位数。", wanted)
        .figure("企业开的起薪线中位数", "元/月", "报告期内就业需求里填的起薪线，取中位数。", starting)
}

fn employed(ask: &Ask<'_>) -> Section {
    // Graduates are counted by the year in which they leave: of a month, by its year.
    let year = ask.request.period.and_then(Period::last).map(|day| Period::Year(day.year()));
    let ask = &ask.at(year);
    let found = dated(ask, &employment::KIND, employment::YEAR);
    let sum = |field: Field<u64>| found.iter().filter_map(|r| r.get(field)).fold(0_u64, u64::saturating_add);
    let (people, local) = (sum(employment::HEADCOUNT), sum(employment::LOCAL));
    Section::new("毕业生就业")
        .figure("这一届就业", "人", "这一届各单位就业人数相加。", Answer::count(people, ids(&found)))
        .figure("其中在本市", "人", "其中填了在本市就业的人数相加。", Answer::count(local, ids(&found)))
        .figure("起薪中位数", "元/月", "这一届填了起薪的记录，取中位数。", middle(&found, employment::STARTING_PAY))
}

fn trainings(ask: &Ask<'_>) -> Section {
    let found = dated(ask, &training::KIND, training::START);
    let people = found.iter().filter_map(|r| r.get(training::HEADCOUNT)).fold(0_u64, u64::saturating_add);
    let days = found.iter().filter_map(|r| training::person_days(r)).map(|q| q.hundredths());
    let days = i64::try_from(days.fold(0_u64, u64::saturating_add)).unwrap_or(i64::MAX);
    let from = ids(&found);
    Section::new("办过的培训")
        .figure("班次", "个", "开始日期在报告期内的培训。", Answer::of(from.clone()))
        .figure("人数", "人", "这些培训的人数相加。", Answer::count(people, from.clone()))
        .figure(
            "人天",
            "人天",
            "人数乘天数，填了人天的按填的算。",
            Answer { cell: Cell::Hundredths(days), from: from.clone(), notes: Vec::new() },
        )
        .figure(
            "非学历培训到账",
            "元",
            "报告期内款项类别为非学历培训的到账之和。",
            counts::received(ask, &["training"]),
        )
        .records(ask, &from, &["partner", "start", "headcount"])
        .none("报告期内没有培训。")
}

fn opinions(ask: &Ask<'_>) -> Section {
    let found = dated(ask, &major_change::KIND, major_change::SAID);
    let adopted = |r: &&Rc<Record>| matches!(r.get(major_change::STATE).as_deref(), Some("adopted" | "applied"));
    let taken: Vec<Id> = found.iter().filter(adopted).map(|r| r.id).collect();
    Section::new("专业、课程调整意见")
        .figure("提出", "条", "报告期内提出的专业、课程调整意见。", Answer::of(ids(&found)))
        .figure("已采纳或实施", "条", "其中已采纳或已实施的。", Answer::of(taken))
        .records(ask, &ids(&found), &["major", "state", "said"])
        .none("报告期内没有专业、课程调整意见。")
}

fn policies(ask: &Ask<'_>) -> Section {
    let found = dated(ask, &policy::KIND, policy::ISSUED);
    Section::new("出台的制度政策")
        .figure("文件", "份", "发文日期在报告期内的文件。", Answer::of(ids(&found)))
        .records(ask, &ids(&found), &["level", "organ", "issued"])
        .none("报告期内没有录入新的文件。")
}

fn cases(ask: &Ask<'_>) -> Section {
    let found = dated(ask, &case_study::KIND, case_study::DATE);
    Section::new("他校案例")
        .figure("案例", "个", "日期在报告期内的他校案例。", Answer::of(ids(&found)))
        .records(ask, &ids(&found), &["school", "reference", "state"])
        .none("报告期内没有收集案例。")
}

fn tasks(ask: &Ask<'_>) -> Section {
    let found = dated(ask, &task::KIND, task::DUE);
    let kept: Vec<Rc<Record>> =
        found.into_iter().filter(|r| r.get(task::STATE).as_deref() != Some("dropped")).collect();
    let done = kept.iter().filter(|r| r.get(task::STATE).as_deref() == Some("done")).map(|r| r.id).collect();
    Section::new("任务")
        .figure("到期任务", "项", "期限在报告期内的任务，“不办了”的不算。", Answer::of(ids(&kept)))
        .figure("已办", "项", "其中已办的。", Answer::of(done))
        .records(ask, &ids(&kept), &["unit", "due", "state"])
        .none("报告期内没有到期的任务。")
}

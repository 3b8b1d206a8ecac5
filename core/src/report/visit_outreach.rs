//! 访企拓岗, the ministry's table ODS_FQTGSJ: who was visited, and what was offered to which major.
//!
//! One row for each visit and major: the lines of 人才, 实习 and 就业 for that major share it. Every
//! other line goes into 其他达成意向的合作. A visit without a major gives one row. The flattening,
//! the necessities and the lengths that the source does not give are rules of our own: 请核对.

use super::{
    Answer, Ask, COLLECTED, Clock, ColumnDef, Format, Group, KEY, Origin, SCHOOL, Subject, Sure, TableDef, computed,
    field,
};
use crate::kinds::{major, need, partner, visit};
use crate::period::Within;
use crate::record::{Id, Record};
use crate::schema::{Field, show_value};
use crate::value::Money;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The table.
pub static TABLE: TableDef = TableDef {
    name: "visit-outreach",
    title: "访企拓岗",
    group: Group::Ministry,
    origin: Origin {
        code: "ODS_FQTGSJ", document: "职业院校数字基座 高职数据标准及接口规范", sure: Sure::Found
    },
    row: "每次走访、每个需求专业一行",
    clocks: &[Clock::Year, Clock::SchoolYear, Clock::Month],
    start: None,
    scoped: false,
    help: "同一专业的人才、实习、就业需求合成一行，其余需求写进“其他达成意向的合作”。",
    columns: COLUMNS,
    subjects,
};

const TALENT: usize = 0;
const INTERNSHIP: usize = 1;
const EMPLOYMENT: usize = 2;
/// The sorts of need that have columns of their own.
const SORTS: [&str; 3] = ["talent", "internship", "employment"];

const CODE: (&str, &str) = ("major_code", "这一行的专业的专业代码。");
const NAME: (&str, &str) = ("major_name", "这一行的专业的名称。");
const LEVEL: (&str, &str) = ("level", "需求里写的层次；没有写就取专业的层次。");
const PEOPLE: (&str, &str) = ("headcount", "这一专业各条需求的人数相加。");
const MEAN: (&str, &str) = ("mean_pay", "这一专业各条需求的月薪的平均数，取整到元。");

/// The columns in the order of the source.
pub static COLUMNS: &[ColumnDef] = &[
    KEY,
    SCHOOL,
    field("ZFQYMC", "走访企业名称", &partner::KIND, partner::NAME).required(),
    field("ZFQYDM", "走访企业统一社会信用代码", &partner::KIND, partner::USCC).written(Format::Uscc).max(18).required(),
    field("BFSJ", "拜访时间", &visit::KIND, visit::DATE).written(Format::Day).max(8).required(),
    field("QTBFR", "牵头拜访人", &visit::KIND, visit::LEAD).max(60).required(),
    field("ZW", "职务", &visit::KIND, visit::LEAD_TITLE).max(60),
    field("QYJDR", "企业接待人", &visit::KIND, visit::HOST).max(36),
    field("JDRZW", "接待人职务", &visit::KIND, visit::HOST_TITLE).max(30),
    computed("XQZYDM", "需求专业代码", CODE, code::<TALENT>),
    computed("XQZYMC", "需求专业名称", NAME, name::<TALENT>),
    computed("XQZYCC", "需求专业层次", LEVEL, level::<TALENT>),
    computed("KTGGWS", "可提供岗位数", PEOPLE, people::<TALENT>).count("个"),
    computed("PJXC", "平均薪酬", MEAN, mean_pay::<TALENT>).written(Format::Yuan),
    computed(
        "FTZYXS",
        "访谈成果主要形式",
        ("outcomes", "这次走访记下的需求类型，按条数从多到少；部里的代码没有公开，请核对。"),
        outcomes,
    ),
    computed(
        "QTDCYXHZ",
        "其他达成意向的合作",
        ("other_needs", "人才、实习、就业以外的各条需求：类型、题目、人数、说明，用分号隔开。"),
        other,
    )
    .written(Format::Cut)
    .max(200),
    computed("JSSXSZYDM", "接收实习生专业代码", CODE, code::<INTERNSHIP>),
    computed("JSSXSZYMC", "接收实习生专业名称", NAME, name::<INTERNSHIP>),
    computed("JSSXSZYCC", "接收实习生专业层次", LEVEL, level::<INTERNSHIP>),
    computed("JSSXSZYRS", "接收实习生人数", PEOPLE, people::<INTERNSHIP>).count("人"),
    computed("JSSXSZYBC", "实习报酬", MEAN, mean_pay::<INTERNSHIP>).written(Format::Yuan),
    computed("JSXSJYZYDM", "接收学生就业专业代码", CODE, code::<EMPLOYMENT>),
    computed("JSXSJYZYMC", "接收学生就业专业名称", NAME, name::<EMPLOYMENT>),
    computed("JSXSJYZYCC", "接收学生就业专业层次", LEVEL, level::<EMPLOYMENT>),
    computed("JSXSJYRS", "接收学生就业人数", PEOPLE, people::<EMPLOYMENT>).count("人"),
    computed("JSXSJYQXX", "起薪线", ("lowest_pay", "这一专业各条就业需求里最低的起薪。"), lowest_pay)
        .written(Format::Yuan),
    COLLECTED,
];

/// A visit whose date is missing or vague is in: the check beforehand then asks for the day.
fn subjects(ask: &Ask<'_>) -> Vec<Subject> {
    let asked = |visit: &Record| {
        let date = visit.get(visit::DATE);
        ask.request.period.is_none_or(|p| date.is_none_or(|d| p.contains(d) != Within::No))
    };
    ask.all(&visit::KIND).iter().rev().filter(|v| asked(v)).flat_map(|v| rows_of(ask, v)).collect()
}

fn rows_of(ask: &Ask<'_>, visit: &Rc<Record>) -> Vec<Subject> {
    let mut by_major: BTreeMap<Option<Id>, Vec<Rc<Record>>> = BTreeMap::new();
    let mut others = Vec::new();
    for line in ask.ledger.referring(&visit.id, "need", "visit").filter_map(|id| ask.ledger.get(&id)) {
        let has_columns = line.get(need::TYPE).is_some_and(|sort| SORTS.contains(&sort.as_str()));
        let line = Rc::new(line);
        if has_columns {
            by_major.entry(ask.target(&line, need::MAJOR)).or_default().push(line);
        } else {
            others.push(line);
        }
    }
    if by_major.is_empty() {
        by_major.insert(None, Vec::new());
    }
    let row = |(major, lines): (Option<Id>, Vec<Rc<Record>>)| {
        let mut subject = Subject::of(ask.ledger, Rc::clone(visit));
        subject.key = format!("{}/{}", visit.id, major.map(|m| m.to_string()).unwrap_or_default());
        subject.add(ask.ledger, &partner::KIND, ask.target(visit, visit::PARTNER));
        subject.add(ask.ledger, &major::KIND, major);
        subject.records.extend(lines);
        subject.records.extend(others.iter().cloned());
        subject
    };
    by_major.into_iter().map(row).collect()
}

fn of_sort<const SORT: usize>(subject: &Subject) -> impl Iterator<Item = &Rc<Record>> {
    let sort = SORTS.get(SORT).copied();
    subject.all(&need::KIND).filter(move |l| l.get(need::TYPE).as_deref() == sort)
}

fn sort_label<const SORT: usize>() -> &'static str {
    SORTS.get(SORT).and_then(|sort| need::TYPES.label(sort)).unwrap_or("需求")
}

/// What a column says of the major, for the lines of one sort: nothing if there is none.
fn of_major<const SORT: usize>(subject: &Subject, of: impl Fn(&Record, &Record) -> Answer) -> Option<Answer> {
    let line = of_sort::<SORT>(subject).next()?;
    subject.record(&major::KIND).map(|major| of(major, line))
}

fn code<const SORT: usize>(_: &Ask<'_>, subject: &Subject) -> Answer {
    let of = |major: &Record, _: &Record| match major.get(major::CODE).filter(|c| !c.trim().is_empty()) {
        Some(code) => Answer::text(code),
        None => Answer::default().refuse(major.id, "专业没有代码"),
    };
    of_major::<SORT>(subject, of).unwrap_or_default()
}

fn name<const SORT: usize>(_: &Ask<'_>, subject: &Subject) -> Answer {
    let named = of_major::<SORT>(subject, |major, _| Answer::text(major.get(major::NAME).unwrap_or_default()));
    named.unwrap_or_else(|| match of_sort::<SORT>(subject).next() {
        None => Answer::default(),
        Some(line) if subject.missing.contains(&"major") => {
            Answer::default().refuse(line.id, "专业的记录还没有收到，可能在另一份文件里")
        }
        Some(line) => Answer::default().refuse(line.id, format!("{}没有选专业", sort_label::<SORT>())),
    })
}

fn level<const SORT: usize>(_: &Ask<'_>, subject: &Subject) -> Answer {
    let shown = |record: &Record, field: Field<String>| record.value(field.def()).map(|v| show_value(field.def(), &v));
    let of = |major: &Record, line: &Record| {
        Answer::text(shown(line, need::LEVEL).or_else(|| shown(major, major::LEVEL)).unwrap_or_default())
    };
    of_major::<SORT>(subject, of).unwrap_or_default()
}

fn people<const SORT: usize>(_: &Ask<'_>, subject: &Subject) -> Answer {
    let Some(first) = of_sort::<SORT>(subject).next() else { return Answer::default() };
    let known: Vec<(Id, u64)> =
        of_sort::<SORT>(subject).filter_map(|l| Some((l.id, l.get(need::HEADCOUNT)?))).collect();
    if known.is_empty() {
        return Answer::default().refuse(first.id, format!("{}没有填人数", sort_label::<SORT>()));
    }
    let sum = known.iter().fold(0_u64, |sum, (_, n)| sum.saturating_add(*n));
    Answer::count(sum, known.into_iter().map(|(id, _)| id).collect())
}

/// The amounts that lines of one sort name, with the lines.
fn pay<const SORT: usize>(subject: &Subject, field: Field<Money>) -> Vec<(Id, Money)> {
    of_sort::<SORT>(subject).filter_map(|l| Some((l.id, l.get(field)?))).collect()
}

/// The mean in whole yuan; what a single line names stays exact.
fn mean_pay<const SORT: usize>(_: &Ask<'_>, subject: &Subject) -> Answer {
    let amounts = pay::<SORT>(subject, need::MONTHLY_PAY);
    let Ok(n @ 1..) = i64::try_from(amounts.len()) else { return Answer::default() };
    let sum: i64 = amounts.iter().map(|(_, m)| m.cents()).sum();
    let mean = if n == 1 { sum } else { (sum + n * 50) / (n * 100) * 100 };
    Answer::money(mean, amounts.into_iter().map(|(id, _)| id).collect())
}

fn lowest_pay(_: &Ask<'_>, subject: &Subject) -> Answer {
    let lowest = pay::<EMPLOYMENT>(subject, need::STARTING_PAY).into_iter().min_by_key(|(_, m)| *m);
    lowest.map(|(id, m)| Answer::money(m.cents(), vec![id])).unwrap_or_default()
}

/// A line that has no columns of its own: what is needed, and its topic or details.
fn other(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let is_other = |l: &&Rc<Record>| l.get(need::TYPE).is_none_or(|sort| !SORTS.contains(&sort.as_str()));
    let lines: Vec<&Rc<Record>> = subject.all(&need::KIND).filter(is_other).collect();
    let sentence = |line: &&Rc<Record>| {
        let shown = ask.ledger.shown_list(line, &need::KIND, &["type", "topic", "headcount", "detail"]);
        shown.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let text = lines.iter().map(sentence).collect::<Vec<_>>().join("；");
    Answer { from: lines.iter().map(|l| l.id).collect(), ..Answer::text(text) }
}

/// What sorts of need came out of the visit, the most frequent first.
fn outcomes(_: &Ask<'_>, subject: &Subject) -> Answer {
    let mut counted: Vec<(usize, usize)> = Vec::new();
    for line in subject.all(&need::KIND) {
        let place = line.get(need::TYPE).and_then(|sort| need::TYPES.codes.iter().position(|c| c.code == sort));
        let Some(place) = place else { continue };
        match counted.iter_mut().find(|(known, _)| *known == place) {
            Some((_, n)) => *n += 1,
            None => counted.push((place, 1)),
        }
    }
    counted.sort_by_key(|(place, n)| (std::cmp::Reverse(*n), *place));
    let labels: Vec<&str> =
        counted.iter().filter_map(|(place, _)| need::TYPES.codes.get(*place)).map(|c| c.label).collect();
    Answer::text(labels.join("、"))
}

#[cfg(test)]
mod tests;

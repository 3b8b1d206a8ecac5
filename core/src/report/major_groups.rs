//! 专业(群)情况 of the status data: a row for each group of majors, and for each major that is in none.
//! What a row counts is what its majors count in 产学合作, each record once.

use super::{Answer, Ask, Clock, Group, Origin, Subject, Sure, TableDef, computed, cooperation, counts};
use crate::kinds::{base, base_number, internship, major, major_group};
use crate::period::Opens;
use crate::record::{Id, Record};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Months that an internship of half a year takes.
const HALF_YEAR: u16 = 6;

/// 专业(群)情况.
pub static CONCLUSION: TableDef = TableDef {
    name: "status-major-group",
    title: "专业(群)情况（状态数据）",
    group: Group::Status,
    origin: Origin { code: "", document: "高职人才培养工作状态数据采集平台", sure: Sure::Found },
    row: "每个专业群一行，不在群里的专业各一行",
    clocks: &[Clock::SchoolYear],
    start: Some((Opens::Finished, Clock::SchoolYear)),
    scoped: true,
    help: "专业群的数是群里各专业的记录合起来数，同一条记录只算一次；基地记录里的使用人时是它写明的那个学年的数。",
    columns: &[
        computed("", "专业(群)名称", ("group_name", "专业群的名称；不在群里的专业写专业名称。"), name).required(),
        computed("", "所含专业", ("group_majors", "专业记录里写了这个专业群的专业。"), majors),
        computed("", "本专业合作企业总数", ("partners", "这段时间里和这个专业有记录的单位数。"), cooperation::partners)
            .count("个"),
        computed("", "订单培养总数", counts::ORDERED, counts::ordered).count("人"),
        computed("", "共同开发课程总数", counts::COURSES, counts::courses).count("门"),
        computed("", "支持兼职教师总数", counts::TEACHERS, counts::teachers).count("人"),
        computed("", "捐赠设备总值", counts::DONATED, |ask, s| {
            each(ask, s, |ask, s| counts::given(ask, s, "donated")).into_money()
        })
        .money("万元"),
        computed("", "准捐赠设备总值", counts::LENT, |ask, s| {
            each(ask, s, |ask, s| counts::given(ask, s, "lent")).into_money()
        })
        .money("万元"),
        computed("", "为企业培训员工总数", cooperation::TRAINED, |ask, s| {
            each(ask, s, cooperation::trained).into_hundredths()
        })
        .quantity("人天"),
        computed(
            "",
            "校外基地数",
            ("group_outside", "这段时间里还在有效期、面向这些专业的校外基地数。"),
            |ask, s| Answer::of(bases(ask, s, "outside").iter().map(|r| r.id).collect()),
        )
        .count("个"),
        computed(
            "",
            "接受半年顶岗实习学生数",
            ("half_year_interns", "岗位实习批次里起止满 6 个月的人数相加；没写起止日期的不算，请核对。"),
            half_year,
        )
        .count("人"),
        computed("", "接收毕业生就业数", counts::EMPLOYED, counts::employed).count("人"),
        computed(
            "",
            "校内基地数",
            ("group_inside", "这段时间里还在有效期、面向这些专业的校内基地数。"),
            |ask, s| Answer::of(bases(ask, s, "inside").iter().map(|r| r.id).collect()),
        )
        .count("个"),
        computed("", "工位数", ("group_workplaces", "这些校内基地的工位数相加。"), workplaces).count("个"),
        computed(
            "",
            "生均设备值",
            ("equipment_each", "这些校内基地的设备值 ÷ 在校生数（基数）；基地还面向别的专业时整个算入，请核对。"),
            equipment_each,
        )
        .money("万元"),
        computed("", "使用频率", ("group_use", "这些校内基地的使用人时相加。"), use_hours).quantity("人时"),
        computed(
            "",
            "兼职教师占专业课教师比例",
            ("part_time_ratio", "兼职教师数 ÷ 专业课教师数（基数，含兼职）× 100%。"),
            part_time_ratio,
        )
        .percent(),
    ],
    subjects: rows,
};

/// The rows of the majors, put together by group.
fn rows(ask: &Ask<'_>) -> Vec<Subject> {
    let mut groups: BTreeMap<Id, Vec<Subject>> = BTreeMap::new();
    let mut alone = Vec::new();
    for row in cooperation::majors(ask) {
        let group = row.record(&major::KIND).and_then(|major| ask.target(major, major::GROUP));
        match group.filter(|id| ask.ledger.is_listed(id)) {
            Some(group) => groups.entry(group).or_default().push(row),
            None => alone.push(row),
        }
    }
    let all = ask.all(&major_group::KIND);
    let grouped = all.iter().filter_map(|group| Some(together(ask, group, groups.remove(&group.id)?)));
    grouped.chain(alone).collect()
}

/// One row of several: every record and every partner once.
fn together(ask: &Ask<'_>, group: &Rc<Record>, rows: Vec<Subject>) -> Subject {
    let mut subject = Subject::of(ask.ledger, Rc::clone(group));
    let (mut records, mut partners) = (BTreeSet::new(), BTreeSet::new());
    for row in rows {
        subject.records.extend(row.records.into_iter().filter(|record| records.insert(record.id)));
        subject.partners.extend(row.partners.into_iter().filter(|with| partners.insert(with.partner)));
    }
    subject
}

fn name(_: &Ask<'_>, subject: &Subject) -> Answer {
    Answer { from: subject.about.into_iter().collect(), ..Answer::text(subject.title.clone()) }
}

fn majors(_: &Ask<'_>, subject: &Subject) -> Answer {
    let names: Vec<String> = subject.all(&major::KIND).filter_map(|r| r.get(major::NAME)).collect();
    Answer { from: subject.all(&major::KIND).map(|r| r.id).collect(), ..Answer::text(names.join("、")) }
}

/// What the majors of a row make together.
struct Added {
    sum: i64,
    answer: Answer,
}

impl Added {
    fn into_money(self) -> Answer {
        Answer { notes: self.answer.notes, ..Answer::money(self.sum, self.answer.from) }
    }

    fn into_hundredths(self) -> Answer {
        Answer { cell: super::Cell::Hundredths(self.sum), ..self.answer }
    }
}

/// Adds up what is counted for one major, over the majors of a row. Each record stands behind it once.
fn each(ask: &Ask<'_>, subject: &Subject, of: impl Fn(&Ask<'_>, &Subject) -> Answer) -> Added {
    let mut added = Added { sum: 0, answer: Answer::default() };
    let (mut from, mut notes) = (BTreeSet::new(), BTreeSet::new());
    for major in subject.all(&major::KIND) {
        let one = of(ask, &Subject::of(ask.ledger, Rc::clone(major)));
        added.sum = added.sum.saturating_add(one.number());
        added.answer.from.extend(one.from.into_iter().filter(|id| from.insert(*id)));
        added.answer.notes.extend(one.notes.into_iter().filter(|n| notes.insert((n.record, n.sentence.clone()))));
    }
    added
}

/// The bases at a place that hold in the period and face a major of the row.
fn bases(ask: &Ask<'_>, subject: &Subject, place: &str) -> Vec<Rc<Record>> {
    let majors: BTreeSet<Id> = subject.all(&major::KIND).map(|r| r.id).collect();
    let all = ask.all(&base::KIND);
    let wanted = all.iter().filter(|r| {
        r.get(base::PLACE).as_deref() == Some(place)
            && ask.touches(r.get(base::ESTABLISHED), r.get(base::EXPIRES))
            && ask.targets(r, base::MAJORS).iter().any(|id| majors.contains(id))
    });
    wanted.cloned().collect()
}

/// Adds up a field of the bases inside the school; empty if none of them says it.
fn inside(ask: &Ask<'_>, subject: &Subject, of: impl Fn(&Record) -> Option<i64>) -> (Option<i64>, Vec<Id>) {
    let bases = bases(ask, subject, "inside");
    let said: Vec<(i64, Id)> = bases.iter().filter_map(|r| Some((of(r)?, r.id))).collect();
    let sum = (!said.is_empty()).then(|| said.iter().fold(0_i64, |sum, (n, _)| sum.saturating_add(*n)));
    (sum, said.into_iter().map(|(_, id)| id).collect())
}

fn workplaces(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let (sum, from) = inside(ask, subject, |r| i64::try_from(r.get(base::WORKPLACES)?).ok());
    sum.and_then(|n| u64::try_from(n).ok()).map(|n| Answer::count(n, from)).unwrap_or_default()
}

fn use_hours(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let (sum, from) = inside(ask, subject, |r| i64::try_from(r.get(base::USE_HOURS)?.hundredths()).ok());
    let cell = sum.map_or(super::Cell::Empty, super::Cell::Hundredths);
    let answer = Answer { cell, from, ..Answer::default() };
    let Some(asked) = ask.school_year() else { return answer };
    bases(ask, subject, "inside").iter().fold(answer, |answer, r| match r.get(base::FIGURES_YEAR) {
        Some(year) if year != asked && r.get(base::USE_HOURS).is_some() => {
            answer.remark(r.id, format!("数是 {} 的，请更新成 {} 的", year.show(), asked.show()))
        }
        _ => answer,
    })
}

fn equipment_each(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let (cents, mut from) = inside(ask, subject, |r| Some(r.get(base::EQUIPMENT_VALUE)?.cents()));
    let (students, of) = base_number(ask, subject, |r| r.get(base_number::STUDENTS));
    from.extend(of);
    match cents.and_then(|cents| cents.checked_div(students)) {
        Some(cents) => Answer::money(cents, from),
        None => Answer::default(),
    }
}

fn part_time_ratio(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let part = counts::teachers(ask, subject);
    let (all, mut from) = base_number(ask, subject, |r| r.get(base_number::MAJOR_TEACHERS));
    from.extend(&part.from);
    Answer::share(part.number(), all, from)
}

/// Adds up a base number of the row's majors: of the school year asked for, or of all.
fn base_number(ask: &Ask<'_>, subject: &Subject, of: impl Fn(&Record) -> Option<u64>) -> (i64, Vec<Id>) {
    let majors: BTreeSet<Id> = subject.all(&major::KIND).map(|r| r.id).collect();
    let year = ask.school_year();
    let all = ask.all(&base_number::KIND);
    let ours = all.iter().filter(|r| {
        (year.is_none() || r.get(base_number::SCHOOL_YEAR) == year)
            && ask.target(r, base_number::MAJOR).is_some_and(|id| majors.contains(&id))
    });
    let said = ours.filter_map(|r| Some((i64::try_from(of(r)?).ok()?, r.id)));
    said.fold((0, Vec::new()), |(sum, mut from), (n, id)| {
        from.push(id);
        (sum.saturating_add(n), from)
    })
}

fn half_year(_: &Ask<'_>, subject: &Subject) -> Answer {
    let long = |r: &&Rc<Record>| {
        let (Some(start), Some(end)) = (r.get(internship::START), r.get(internship::END)) else { return false };
        let post = r.get(internship::SORT).is_none_or(|sort| sort == "post");
        // The last day is one of them: 1 July to 31 December is half a year.
        post && end.latest().add_days(1) >= start.earliest().plus_months(HALF_YEAR)
    };
    counts::people(subject.all(&internship::KIND).filter(long), internship::HEADCOUNT)
}

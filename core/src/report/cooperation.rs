//! 产学合作: the ministry's table ODS_CXHZSJ, a row for each major and partner, and the same of the
//! status data, a row for each major.

use super::{
    Answer, Ask, COLLECTED, Clock, Format, Group, KEY, Origin, SCHOOL, Subject, Sure, TableDef, computed, counts,
    field, pairs,
};
use crate::kinds::{agreement, major, order_class, part_time_teacher, partner, person, training};
use crate::period::Opens;
use crate::record::{Id, Record};
use crate::schema::Field;
use crate::value::{Date, Quantity};
use std::collections::BTreeMap;
use std::rc::Rc;

/// 产学合作.
pub static COOPERATION: TableDef = TableDef {
    name: "cooperation",
    title: "产学合作",
    group: Group::Ministry,
    origin: Origin {
        code: "ODS_CXHZSJ", document: "职业院校数字基座 高职数据标准及接口规范", sure: Sure::Found
    },
    row: "每个专业、每家合作企业一行",
    clocks: &[Clock::SchoolYear, Clock::Year],
    start: Some((Opens::Finished, Clock::SchoolYear)),
    scoped: true,
    help: "有课程、教材、订单班、实习、就业或兼职教师的专业和企业才成一行。",
    columns: &[
        KEY,
        SCHOOL,
        field("ZYH", "专业号", &major::KIND, major::CODE).required(),
        field("HZQYTYSHXYDM", "合作企业统一社会信用代码", &partner::KIND, partner::USCC)
            .written(Format::Uscc)
            .max(18)
            .required(),
        field("HZQYMC", "合作企业名称", &partner::KIND, partner::NAME).required(),
        computed("HZKSNY", "合作开始年月", SINCE, since).written(Format::Month).max(6).required(),
        computed("DDPYRS", "订单培养人数", counts::ORDERED, counts::ordered).count("人"),
        computed("GTKFKCMS", "共同开发课程门数", counts::COURSES, counts::courses).count("门"),
        computed("GTKFJCS", "共同开发教材数", counts::TEXTBOOKS, counts::textbooks).count("种"),
        computed("ZCXXJZJSS", "支持学校兼职教师数", counts::TEACHERS, counts::teachers).count("人"),
        computed("JSDGSXXSS", "接受顶岗实习学生数", counts::INTERNS, counts::interns).count("人"),
        computed("JSBYSJYS", "接受毕业生就业数", counts::EMPLOYED, counts::employed).count("人"),
        computed("XXWQYJSFWNSR", "学校为企业技术服务年收入", counts::SERVICE, counts::service).money("元"),
        COLLECTED,
    ],
    subjects: pairs::rows,
};

const SINCE: (&str, &str) = ("since", "这个专业和这家企业最早一条记录的开始日期；更早签过协议的，取协议的签订日期。");

fn since(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let Some(partner) = subject.id(&partner::KIND) else { return Answer::default() };
    let agreements = signed(ask, partner);
    let first = agreements.into_iter().min();
    let date = match (subject.since, first.map(|(date, _)| date)) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    Answer::date(date, first.filter(|(d, _)| Some(*d) == date).map(|(_, id)| id).into_iter().collect())
}

/// When agreements with a partner were signed.
fn signed(ask: &Ask<'_>, partner: Id) -> Vec<(Date, Id)> {
    let ids = ask.ledger.referring(&partner, agreement::KIND.name, agreement::PARTNERS.name());
    ids.filter_map(|id| Some((ask.ledger.get(&id)?.get(agreement::SIGNED)?, id))).collect()
}

/// 产学合作 of the status data.
pub static STATUS: TableDef = TableDef {
    name: "status-cooperation",
    title: "产学合作（状态数据）",
    group: Group::Status,
    origin: Origin { code: "", document: "高职人才培养工作状态数据采集平台", sure: Sure::Found },
    row: "每个专业一行",
    clocks: &[Clock::SchoolYear],
    start: Some((Opens::Finished, Clock::SchoolYear)),
    scoped: true,
    help: "企业 1 到 5 是这段时间里和这个专业一起做的事最多的五家。",
    columns: &[
        field("", "专业代码", &major::KIND, major::CODE).required(),
        field("", "专业名称", &major::KIND, major::NAME).required(),
        computed("", "产学合作企业总数", ("partners", "这段时间里和这个专业有记录的单位数。"), partners).count("个"),
        computed("", "订单培养数", counts::ORDERED, counts::ordered).count("人"),
        computed("", "共同开发课程数", counts::COURSES, counts::courses).count("门"),
        computed("", "共同开发教材数", counts::TEXTBOOKS, counts::textbooks).count("种"),
        computed("", "支持学校兼职教师数", counts::TEACHERS, counts::teachers).count("人"),
        computed("", "接受顶岗实习学生数", counts::INTERNS, counts::interns).count("人"),
        computed("", "对学校捐赠设备总值", counts::DONATED, |ask, s| counts::given(ask, s, "donated")).money("万元"),
        computed("", "对学校准捐赠设备总值", counts::LENT, |ask, s| counts::given(ask, s, "lent")).money("万元"),
        computed("", "接受毕业生就业数", counts::EMPLOYED, counts::employed).count("人"),
        computed("", "学校为企业技术服务年收入", counts::SERVICE, counts::service).money("万元"),
        computed("", "学校为企业年培训员工数", TRAINED, trained).quantity("人天"),
        computed(
            "",
            "是否合作开展学徒制专业",
            ("apprentice", "专业记录里写了学徒制，或有按学徒制培养的订单班，就是“是”。"),
            apprentice,
        ),
        computed("", "企业1", NTH, nth_partner::<0>),
        computed("", "企业1合作开始日期", NTH_SINCE, nth_since::<0>).written(Format::Month),
        computed("", "企业2", NTH, nth_partner::<1>),
        computed("", "企业2合作开始日期", NTH_SINCE, nth_since::<1>).written(Format::Month),
        computed("", "企业3", NTH, nth_partner::<2>),
        computed("", "企业3合作开始日期", NTH_SINCE, nth_since::<2>).written(Format::Month),
        computed("", "企业4", NTH, nth_partner::<3>),
        computed("", "企业4合作开始日期", NTH_SINCE, nth_since::<3>).written(Format::Month),
        computed("", "企业5", NTH, nth_partner::<4>),
        computed("", "企业5合作开始日期", NTH_SINCE, nth_since::<4>).written(Format::Month),
    ],
    subjects: majors,
};

const NTH: (&str, &str) = ("nth_partner", "按这段时间里一起做的事的条数排的第几家。");
const NTH_SINCE: (&str, &str) = ("nth_since", "和这家企业最早一条记录的开始年月。");

/// A row for each major, with the records of all its pairs; each record once.
pub(super) fn majors(ask: &Ask<'_>) -> Vec<Subject> {
    let mut of_major: BTreeMap<Id, Vec<super::Together>> = BTreeMap::new();
    let mut records: BTreeMap<Id, BTreeMap<Id, Rc<Record>>> = BTreeMap::new();
    for ((major, partner), pair) in pairs::pairs(ask) {
        let together = super::Together { partner, since: pair.since, things: pair.records.len() };
        of_major.entry(major).or_default().push(together);
        records.entry(major).or_default().extend(pair.records.into_iter().map(|r| (r.id, r)));
    }
    let all = ask.all(&major::KIND);
    let asked = all.iter().filter(|m| pairs::of_college(ask, Some(m)));
    let row = |major: &Rc<Record>| {
        let mut subject = Subject::of(ask.ledger, Rc::clone(major));
        subject.partners = of_major.remove(&major.id).unwrap_or_default();
        subject.partners.sort_by_key(|t| (std::cmp::Reverse(t.things), t.partner));
        subject.records.extend(records.remove(&major.id).unwrap_or_default().into_values());
        subject
    };
    asked.map(row).collect()
}

pub(super) fn partners(_: &Ask<'_>, subject: &Subject) -> Answer {
    Answer::of(subject.partners.iter().map(|t| t.partner).collect())
}

fn nth_partner<const N: usize>(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let Some(together) = subject.partners.get(N) else { return Answer::default() };
    Answer { from: vec![together.partner], ..Answer::text(ask.ledger.title(&together.partner)) }
}

fn nth_since<const N: usize>(_: &Ask<'_>, subject: &Subject) -> Answer {
    let together = subject.partners.get(N);
    Answer::date(together.and_then(|t| t.since), together.map(|t| t.partner).into_iter().collect())
}

/// Person-days of a training: as entered, or people times days.
pub(super) fn person_days(training: &Record) -> Option<i64> {
    let entered = training.get(training::PERSON_DAYS);
    let counted = || {
        let days = training.get(training::DAYS)?.hundredths();
        Some(Quantity(days.saturating_mul(training.get(training::HEADCOUNT)?)))
    };
    entered.or_else(counted).and_then(|q| i64::try_from(q.hundredths()).ok())
}

/// Whether a training is of employees of enterprises.
pub(super) fn is_of_staff(training: &Record) -> bool {
    training.get(training::AUDIENCE).is_none_or(|audience| audience == "staff")
}

pub(super) const TRAINED: (&str, &str) =
    ("trained", "企业员工培训的人天，按授课教师的任教专业平分；没有写授课教师的不能归到专业，请核对。");
/// Person-days of training for employees of enterprises, by the majors that the trainers teach.
pub(super) fn trained(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let Some(major) = subject.id(&major::KIND) else { return Answer::default() };
    let all = ask.all(&training::KIND);
    let part = |r: &Record| {
        let teachers = ask.targets(r, training::TEACHERS);
        let majors: Vec<Id> =
            teachers.iter().filter_map(|id| ask.target(&ask.ledger.get(id)?, person::MAJOR)).collect();
        let ours = majors.iter().filter(|id| **id == major).count();
        let (ours, of) = (i64::try_from(ours).ok()?, i64::try_from(majors.len()).ok()?);
        person_days(r)?.checked_mul(ours)?.checked_div(of)
    };
    let staff = all.iter().filter(|r| is_of_staff(r));
    let (sum, answer) = ask.sum(staff, |r| r.get(training::START), part);
    Answer { cell: super::Cell::Hundredths(sum), ..answer }
}

fn apprentice(_: &Ask<'_>, subject: &Subject) -> Answer {
    let says = |r: &Rc<Record>, field: Field<bool>| r.get(field) == Some(true);
    let majors = subject.all(&major::KIND).filter(|r| says(r, major::APPRENTICE));
    let classes = subject.all(&order_class::KIND).filter(|r| says(r, order_class::APPRENTICE));
    let from: Vec<Id> = majors.chain(classes).map(|r| r.id).collect();
    let word = if from.is_empty() { "否" } else { "是" };
    Answer { from, ..Answer::text(word) }
}

/// Hours of major courses that part-time teachers of a row taught.
pub(super) fn part_time_hours(record: &Record) -> Option<i64> {
    record.get(part_time_teacher::HOURS).and_then(|h| i64::try_from(h.hundredths()).ok())
}

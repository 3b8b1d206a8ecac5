//! 教师企业兼职/实践 (ODS_JSQYJZSJSJ), a row for each practice, and the clock of 企业实践, a row for each
//! teacher of major courses: months in the rolling five years, and the day on which they fall short.

use super::{
    Answer, Ask, COLLECTED, Cell, Clock, Format, Group, KEY, Origin, SCHOOL, Subject, Sure, TableDef, computed, field,
    one_each,
};
use crate::kinds::threshold::{PRACTICE_MONTHS, PRACTICE_WINDOW};
use crate::kinds::{partner, person, teacher_practice};
use crate::record::{Id, Record};
use crate::value::{CivilDate, Date};
use std::rc::Rc;

/// Days that count as a month of practice. The regulation counts months: 请核对.
const DAYS_A_MONTH: i64 = 30;

/// 教师企业兼职/实践.
pub static PRACTICE: TableDef = TableDef {
    name: "teacher-practice",
    title: "教师企业兼职、实践",
    group: Group::Ministry,
    origin: Origin {
        code: "ODS_JSQYJZSJSJ", document: "职业院校数字基座 高职数据标准及接口规范", sure: Sure::Found
    },
    row: "每次教师企业实践一行",
    clocks: &[Clock::SchoolYear, Clock::Year],
    start: None,
    scoped: true,
    help: "列名的字母代码除主键外按表头拼音整理；类型、性质、行业的代码没有公开，这里写的是名称，请核对。",
    columns: &[
        KEY,
        SCHOOL,
        field("JGH", "教工号", &person::KIND, person::STAFF_NO).required(),
        field("JSXM", "教师姓名", &person::KIND, person::NAME).required(),
        field("QYDLLXM", "企业锻炼类型码", &teacher_practice::KIND, teacher_practice::FORM),
        field("QYJGDM", "企业机构代码", &partner::KIND, partner::USCC).written(Format::Uscc).max(18).required(),
        field("QYMC", "企业名称", &partner::KIND, partner::NAME).required(),
        field("QYXZM", "企业性质码", &partner::KIND, partner::TYPE),
        field("KSRQ", "在企业实践/兼职开始日期", &teacher_practice::KIND, teacher_practice::START)
            .written(Format::Day)
            .max(8)
            .required(),
        field("ZZRQ", "终止日期", &teacher_practice::KIND, teacher_practice::END).written(Format::Day).max(8),
        field("SJJZGW", "企业实践/兼职岗位", &teacher_practice::KIND, teacher_practice::POST),
        field("QYSSHYM", "企业所属行业码", &partner::KIND, partner::INDUSTRY),
        COLLECTED,
    ],
    subjects: practices,
};

fn practices(ask: &Ask<'_>) -> Vec<Subject> {
    let all = ask.all(&teacher_practice::KIND);
    let wanted = |r: &&Rc<Record>| {
        let teacher = ask.target(r, teacher_practice::PERSON).and_then(|id| ask.ledger.get(&id));
        ask.touches(r.get(teacher_practice::START), r.get(teacher_practice::END))
            && ask.takes_part(None, teacher.and_then(|t| t.get(person::UNIT)))
    };
    let row = |practice: &Rc<Record>| {
        let mut subject = Subject::of(ask.ledger, Rc::clone(practice));
        subject.add(ask.ledger, &person::KIND, ask.target(practice, teacher_practice::PERSON));
        subject.add(ask.ledger, &partner::KIND, ask.target(practice, teacher_practice::PARTNER));
        subject
    };
    all.iter().filter(wanted).map(row).collect()
}

/// The clock of 企业实践.
pub static CLOCK: TableDef = TableDef {
    name: "teacher-clock",
    title: "教师企业实践时钟",
    group: Group::Partners,
    origin: Origin { code: "", document: "职业学校教师企业实践规定第四条", sure: Sure::Found },
    row: "每位专业课教师一行",
    clocks: &[],
    start: None,
    scoped: true,
    help: "每 5 年累计不少于 6 个月，从今天往回算；一个月按 30 天折算，请核对。",
    columns: &[
        field("", "教师姓名", &person::KIND, person::NAME).required(),
        field("", "部门", &person::KIND, person::UNIT),
        field("", "双师型等级", &person::KIND, person::DUAL_LEVEL),
        computed("", "近五年实践天数", ("practice_days", "结束日期在最近 60 个月里的实践的实际天数相加。"), days)
            .quantity("天"),
        computed("", "折合月数", ("practice_months", "近五年实践天数 ÷ 30。"), months).quantity("个月"),
        computed("", "还差天数", ("days_short", "6 个月（180 天）减去近五年实践天数，够了就是 0。"), short)
            .quantity("天"),
        computed(
            "",
            "何时会不够",
            ("short_on", "现在够的：早先的实践满五年后退出计算，累计首次不足 6 个月的那一天；现在就不够的空着。"),
            short_on,
        ),
    ],
    subjects: |ask| {
        one_each(ask, &person::KIND, |r| {
            r.get(person::MAJOR_TEACHER) == Some(true) && ask.takes_part(None, r.get(person::UNIT))
        })
    },
};

/// What is demanded, in hundredths of a day.
fn demanded(ask: &Ask<'_>) -> i64 {
    let months = ask.ledger.threshold(PRACTICE_MONTHS).hundredths();
    i64::try_from(months).unwrap_or(i64::MAX).saturating_mul(DAYS_A_MONTH)
}

/// A practice: the day on which it leaves the window, its days in hundredths, its record.
type Counted = (CivilDate, i64, Id);

/// The practices of the row's teacher that count today, the first to leave first.
fn counted(ask: &Ask<'_>, subject: &Subject) -> Vec<Counted> {
    let window = u16::try_from(ask.ledger.threshold(PRACTICE_WINDOW).hundredths() / 100).unwrap_or(u16::MAX);
    let Some(teacher) = subject.id(&person::KIND) else { return Vec::new() };
    let ids = ask.ledger.referring(&teacher, teacher_practice::KIND.name, teacher_practice::PERSON.name());
    let practice = |id: Id| {
        let record = ask.ledger.get(&id)?;
        let ended = record.get(teacher_practice::END).or(record.get(teacher_practice::START)).map(Date::latest)?;
        let leaves = ended.plus_months(window);
        let days = i64::try_from(record.get(teacher_practice::DAYS)?.hundredths()).ok()?;
        (ended <= ask.request.today && leaves > ask.request.today).then_some((leaves, days, id))
    };
    let mut practices: Vec<Counted> = ids.filter_map(practice).collect();
    practices.sort_unstable();
    practices
}

fn days(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let practices = counted(ask, subject);
    let sum = practices.iter().map(|(_, days, _)| days).sum();
    Answer {
        cell: Cell::Hundredths(sum),
        from: practices.into_iter().map(|(_, _, id)| id).collect(),
        notes: Vec::new(),
    }
}

fn months(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let answer = days(ask, subject);
    Answer { cell: Cell::Hundredths(answer.number() / DAYS_A_MONTH), ..answer }
}

fn short(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let answer = days(ask, subject);
    Answer { cell: Cell::Hundredths((demanded(ask) - answer.number()).max(0)), ..answer }
}

fn short_on(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let practices = counted(ask, subject);
    let mut left: i64 = practices.iter().map(|(_, days, _)| days).sum();
    if left < demanded(ask) {
        return Answer::default();
    }
    for (leaves, days, id) in practices {
        left -= days;
        if left < demanded(ask) {
            return Answer::date(Some(Date::from(leaves)), vec![id]);
        }
    }
    Answer::default()
}

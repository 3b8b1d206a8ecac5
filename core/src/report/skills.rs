//! 职业技能鉴定机构 (ODS_ZYJNJDJGSJ) and 实习基础 (ODS_SXJCSJ): certificates by year, internships by batch.
//! Students are never named here: what the ministry asks of each of them stays empty, and says so.

use super::{
    Ask, COLLECTED, Clock, ColumnDef, Format, Group, KEY, Origin, SCHOOL, Source, Subject, Sure, TableDef, field,
    one_each,
};
use crate::kinds::{internship, major, partner, skill_certificate};
use crate::record::Record;
use std::rc::Rc;

/// 职业技能鉴定机构.
pub static ASSESSMENT: TableDef = TableDef {
    name: "skill-assessment",
    title: "职业技能鉴定机构",
    group: Group::Ministry,
    origin: Origin {
        code: "ODS_ZYJNJDJGSJ", document: "职业院校数字基座 高职数据标准及接口规范", sure: Sure::Found
    },
    row: "每种证书、每个等级一行",
    clocks: &[Clock::Year],
    start: None,
    scoped: true,
    help: "列名的字母代码没有公开，这里只写表头；等级和级别的代码写的是选项的名称，请核对。",
    columns: &[
        KEY,
        SCHOOL,
        field("", "鉴定机构名称", &skill_certificate::KIND, skill_certificate::ORGAN).required(),
        field("", "证书名称", &skill_certificate::KIND, skill_certificate::NAME).required(),
        field("", "等级码", &skill_certificate::KIND, skill_certificate::GRADE),
        field("", "建立单位级别码", &skill_certificate::KIND, skill_certificate::ORGAN_LEVEL),
        field("", "建立单位部门码", &skill_certificate::KIND, skill_certificate::ORGAN_BODY),
        field("", "鉴定人数", &skill_certificate::KIND, skill_certificate::HEADCOUNT).count("人"),
        field("", "鉴定年度", &skill_certificate::KIND, skill_certificate::YEAR).required(),
        COLLECTED,
    ],
    subjects: |ask| {
        one_each(ask, &skill_certificate::KIND, |r| {
            ask.counts(r.get(skill_certificate::YEAR)) && ask.takes_part(None, r.get(skill_certificate::UNIT))
        })
    },
};

/// Why nothing of single students is written.
const NO_STUDENTS: &str = "这里只按批次记人数，不收集学生姓名和学号；上报时由教务系统按批次补上。";

/// 实习基础.
pub static INTERNSHIPS: TableDef = TableDef {
    name: "internship-basics",
    title: "实习基础",
    group: Group::Ministry,
    origin: Origin {
        code: "ODS_SXJCSJ", document: "职业院校数字基座 高职数据标准及接口规范", sure: Sure::Unverified
    },
    row: "每个实习批次一行",
    clocks: &[Clock::SchoolYear, Clock::Year],
    start: None,
    scoped: true,
    help: "部里的表每个学生一行；这里按批次给出同一批都一样的内容，学生的列空着。",
    columns: &[
        KEY,
        SCHOOL,
        ColumnDef::new("", "学号", Source::Withheld(NO_STUDENTS)),
        field("", "专业", &major::KIND, major::NAME).required(),
        field("", "班级", &internship::KIND, internship::CLASS),
        field("", "人数", &internship::KIND, internship::HEADCOUNT).count("人"),
        field("", "其中对口人数", &internship::KIND, internship::MATCHED).count("人"),
        field("", "实习内容", &internship::KIND, internship::REMARKS),
        field("", "实习岗位", &internship::KIND, internship::POST),
        field("", "实习企业", &partner::KIND, partner::NAME).required(),
        field("", "实习企业统一社会信用代码", &partner::KIND, partner::USCC).written(Format::Uscc),
        field("", "企业行业类别", &partner::KIND, partner::INDUSTRY),
        field("", "实习地点", &internship::KIND, internship::WORKPLACE),
        field("", "开始日期", &internship::KIND, internship::START).written(Format::Day).required(),
        field("", "结束日期", &internship::KIND, internship::END).written(Format::Day),
        field("", "校内指导教师", &internship::KIND, internship::TEACHERS),
        COLLECTED,
    ],
    subjects: internships,
};

fn internships(ask: &Ask<'_>) -> Vec<Subject> {
    let all = ask.all(&internship::KIND);
    let of_college = |r: &Record| {
        let major = ask.target(r, internship::MAJOR).and_then(|id| ask.ledger.get(&id));
        ask.takes_part(None, major.and_then(|major| major.get(major::UNIT)))
    };
    let wanted = |r: &&Rc<Record>| ask.touches(r.get(internship::START), r.get(internship::END)) && of_college(r);
    let row = |internship: &Rc<Record>| {
        let mut subject = Subject::of(ask.ledger, Rc::clone(internship));
        subject.add(ask.ledger, &major::KIND, ask.target(internship, internship::MAJOR));
        subject.add(ask.ledger, &partner::KIND, ask.target(internship, internship::PARTNER));
        subject
    };
    all.iter().filter(wanted).map(row).collect()
}

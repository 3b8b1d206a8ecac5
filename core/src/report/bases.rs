//! 实训基地 (ODS_SXJDSJ) and 校外实习实训基地 of the status data: one row for each base. The numbers of
//! a school year stand in the base's own record; what they are is said there.

use super::{
    Answer, Ask, COLLECTED, Clock, Format, Group, KEY, Origin, SCHOOL, Subject, Sure, TableDef, computed, field,
    one_each,
};
use crate::kinds::base;
use crate::record::Record;

/// 实训基地.
pub static TRAINING: TableDef = TableDef {
    name: "training-base",
    title: "实训基地",
    group: Group::Ministry,
    origin: Origin {
        code: "ODS_SXJDSJ", document: "职业院校数字基座 高职数据标准及接口规范", sure: Sure::Found
    },
    row: "每个实训实习基地一行",
    clocks: &[],
    start: None,
    scoped: true,
    help: "类别代码没有公开，这里写的是选项的名称，请核对。",
    columns: &[
        KEY,
        SCHOOL,
        field("SXJDBH", "实训基地编号", &base::KIND, base::NUMBER).required(),
        field("SXJDMC", "实训基地名称", &base::KIND, base::NAME).required(),
        field("SSGLDWMC", "所属管理单位名称", &base::KIND, base::UNIT),
        field("JLRQ", "建立日期", &base::KIND, base::ESTABLISHED).written(Format::Day).max(8),
        field("YTDW", "依托单位", &base::KIND, base::HOST),
        field("SYZYMC", "适应专业名称", &base::KIND, base::MAJORS),
        field("JDHZQY", "基地合作企业", &base::KIND, base::PARTNERS),
        field("SXJDLBM", "实训基地类别码", &base::KIND, base::SORT),
        COLLECTED,
    ],
    subjects: |ask| one_each(ask, &base::KIND, |r| is_of_college(ask, r)),
};

/// 校外实习实训基地.
pub static OFFCAMPUS: TableDef = TableDef {
    name: "status-offcampus-base",
    title: "校外实习实训基地",
    group: Group::Status,
    origin: Origin { code: "", document: "高职人才培养工作状态数据采集平台", sure: Sure::Found },
    row: "每个校外基地一行",
    clocks: &[Clock::SchoolYear],
    start: None,
    scoped: true,
    help: "按学年的数取自基地记录；记录里写的学年与所选的不同，检查时会说出来。",
    columns: &[
        field("", "基地名称", &base::KIND, base::NAME).required(),
        field("", "依托单位名称", &base::KIND, base::HOST).required(),
        field("", "在岗职工总数", &base::KIND, base::STAFF).count("人"),
        field("", "建立日期", &base::KIND, base::ESTABLISHED).written(Format::Day),
        computed("", "面向专业总数", ("majors_served", "基地记录里“面向专业”的个数。"), majors_served).count("个"),
        field("", "主要专业", &base::KIND, base::MAJORS),
        field("", "实习实训项目总数", &base::KIND, base::ITEMS).count("个"),
        field("", "主要项目(全称)", &base::KIND, base::MAIN_ITEMS),
        field("", "接待学生量", &base::KIND, base::STUDENTS).count("人次"),
        field("", "基地使用天数", &base::KIND, base::DAYS).quantity("天"),
        field("", "接收半年顶岗实习学生数", &base::KIND, base::HALF_YEAR).count("人"),
        field("", "是否有住宿条件", &base::KIND, base::LODGING),
        field("", "是否发放学生实习补贴", &base::KIND, base::SUBSIDY),
        field("", "学校向基地支付专项实习经费", &base::KIND, base::FEE).written(Format::Yuan).counted("元/生"),
        field("", "学校派指导教师/学生管理人员", &base::KIND, base::ESCORTS).count("人次"),
        field("", "接收应届毕业生就业数", &base::KIND, base::HIRED).count("人"),
        computed(
            "",
            "数的学年",
            ("figures_year", "基地记录里“是哪个学年的数”；与所选学年不同的，数要先更新。"),
            figures_year,
        ),
    ],
    subjects: |ask| {
        let outside = |r: &Record| r.get(base::PLACE).is_some_and(|place| place == "outside");
        one_each(ask, &base::KIND, |r| outside(r) && is_of_college(ask, r))
    },
};

fn is_of_college(ask: &Ask<'_>, base: &Record) -> bool {
    ask.takes_part(None, base.get(base::UNIT))
}

fn majors_served(ask: &Ask<'_>, subject: &Subject) -> Answer {
    subject.record(&base::KIND).map(|r| Answer::of(ask.targets(r, base::MAJORS))).unwrap_or_default()
}

fn figures_year(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let Some(record) = subject.record(&base::KIND) else { return Answer::default() };
    let year = record.get(base::FIGURES_YEAR);
    let answer = Answer { from: vec![record.id], ..Answer::text(year.map(|y| y.show()).unwrap_or_default()) };
    match (ask.school_year(), year) {
        (Some(asked), Some(year)) if asked != year => {
            answer.remark(record.id, format!("数是 {} 的，请更新成 {} 的", year.show(), asked.show()))
        }
        (Some(_), None) => answer.remark(record.id, "没有写是哪个学年的数"),
        _ => answer,
    }
}

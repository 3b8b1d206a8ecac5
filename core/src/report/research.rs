//! 科研项目, the ministry's table ODS_KYXMJBSJ: one row for each vertical research project.

use super::{Ask, COLLECTED, Clock, Format, Group, KEY, Origin, SCHOOL, Sure, TableDef, field, one_each};
use crate::kinds::research_project;
use crate::record::Record;

/// 科研项目.
pub static PROJECTS: TableDef = TableDef {
    name: "research-project",
    title: "科研项目",
    group: Group::Ministry,
    origin: Origin {
        code: "ODS_KYXMJBSJ", document: "职业院校数字基座 高职数据标准及接口规范", sure: Sure::Found
    },
    row: "每个纵向科研项目一行",
    clocks: &[Clock::Year, Clock::SchoolYear],
    start: None,
    scoped: true,
    help: "列名的字母代码没有公开，这里只写表头；类别码写的是选项的名称，请核对。选了时间就只列这段时间里在研的项目。",
    columns: &[
        KEY,
        SCHOOL,
        field("", "项目编号", &research_project::KIND, research_project::NUMBER).required(),
        field("", "项目名称", &research_project::KIND, research_project::TITLE).required(),
        field("", "项目类别码", &research_project::KIND, research_project::SORT),
        field("", "主题", &research_project::KIND, research_project::TOPIC),
        field("", "内容简介", &research_project::KIND, research_project::SUMMARY),
        field("", "开题日期", &research_project::KIND, research_project::OPENED).written(Format::Day),
        field("", "申报日期", &research_project::KIND, research_project::APPLIED).written(Format::Day),
        field("", "立项日期", &research_project::KIND, research_project::APPROVED).written(Format::Day).required(),
        field("", "结项日期", &research_project::KIND, research_project::FINISHED).written(Format::Day),
        field("", "负责人", &research_project::KIND, research_project::LEADER).required(),
        field("", "立项经费", &research_project::KIND, research_project::GRANT).money("元"),
        field("", "参与学生数", &research_project::KIND, research_project::STUDENTS).count("人"),
        field("", "参与教师数", &research_project::KIND, research_project::TEACHERS).count("人"),
        COLLECTED,
    ],
    subjects: |ask| one_each(ask, &research_project::KIND, |r| runs(ask, r)),
};

/// Whether a project runs in the period and is of the college asked for.
fn runs(ask: &Ask<'_>, record: &Record) -> bool {
    use research_project as of;
    let begun = record.get(of::APPROVED).or_else(|| record.get(of::APPLIED));
    let shares = record.get(of::SHARES);
    ask.touches(begun, record.get(of::FINISHED)) && ask.takes_part(shares.as_ref(), record.get(of::UNIT))
}

//! 校企合作共同开发课程, the ministry's table ODS_XQHZGTKFKCSJ: one row for each course and partner.

use super::{Ask, COLLECTED, Clock, Format, Group, KEY, Origin, SCHOOL, Subject, Sure, TableDef, field};
use crate::kinds::{course, partner, person};
use crate::record::Record;
use std::rc::Rc;

/// 校企合作共同开发课程.
pub static JOINT: TableDef = TableDef {
    name: "joint-course",
    title: "校企合作共同开发课程",
    group: Group::Ministry,
    origin: Origin {
        code: "ODS_XQHZGTKFKCSJ", document: "职业院校数字基座 高职数据标准及接口规范", sure: Sure::Found
    },
    row: "每门合作课程、每家合作企业一行",
    clocks: &[Clock::SchoolYear, Clock::Year],
    start: None,
    scoped: true,
    help: "列名的字母代码除主键外按表头拼音整理，请核对；选了时间就只列这段时间里在开发或在用的课程。",
    columns: &[
        KEY,
        SCHOOL,
        field("KCH", "课程号", &course::KIND, course::CODE).required(),
        field("KCMC", "课程名称", &course::KIND, course::NAME).required(),
        field("KCJJ", "课程简介", &course::KIND, course::SUMMARY),
        field("HZQYTYSHXYDM", "合作企业统一社会信用代码", &partner::KIND, partner::USCC)
            .written(Format::Uscc)
            .max(18)
            .required(),
        field("HZQYMC", "合作企业名称", &partner::KIND, partner::NAME).required(),
        field("KSRQ", "开始日期", &course::KIND, course::START).written(Format::Day).max(8).required(),
        field("JSRQ", "结束日期", &course::KIND, course::END).written(Format::Day).max(8),
        field("XXFZRGH", "学校负责人工号", &person::KIND, person::STAFF_NO),
        field("XXFZR", "学校负责人", &person::KIND, person::NAME),
        field("QYFZR", "企业负责人", &course::KIND, course::PARTNER_LEAD),
        COLLECTED,
    ],
    subjects,
};

fn subjects(ask: &Ask<'_>) -> Vec<Subject> {
    let wanted = |course: &Record| {
        ask.touches(course.get(course::START), course.get(course::END))
            && ask.takes_part(None, course.get(course::UNIT))
    };
    ask.all(&course::KIND).iter().filter(|c| wanted(c)).flat_map(|c| rows_of(ask, c)).collect()
}

/// A course without a partner gives a row too: the check asks for the partner.
fn rows_of(ask: &Ask<'_>, course: &Rc<Record>) -> Vec<Subject> {
    let partners: Vec<_> = ask.targets(course, course::PARTNERS).into_iter().map(Some).collect();
    let partners = if partners.is_empty() { vec![None] } else { partners };
    let row = |partner: Option<_>| {
        let mut subject = Subject::of(ask.ledger, Rc::clone(course));
        subject.key =
            format!("{}/{}", course.id, partner.map_or_else(String::new, |id: crate::record::Id| id.to_string()));
        subject.add(ask.ledger, &partner::KIND, partner);
        subject.add(ask.ledger, &person::KIND, ask.target(course, course::LEAD));
        subject
    };
    partners.into_iter().map(row).collect()
}

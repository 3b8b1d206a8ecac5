//! 校企合作课程 (ODS_XQHZGTKFKCSJ), with the three standards by which co-operation becomes
//! integration: taught by the trade's standard, real work, assessed by the enterprise's standard.

use super::checks;
use crate::record::{Id, Record};
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Line, Moment, Rule};
use crate::value::{Date, Quantity};
use crate::{codes, fields};

/// Where the work comes from that students do.
pub static TASK_SOURCES: CodeList = codes!("task_source":
    "real" = "真实订单",
    "simulated" = "仿真任务",
);

const WHO: &str = "谁开发";
const HOURS_GROUP: &str = "学时";
const STANDARDS_GROUP: &str = "三标准";

fields! {
    /// Name.
    NAME: String = FieldDef::new("name", "课程名称", FieldType::Text).must().listed().ministry("课程名称")
        .also("名称 课程");
    /// Number in the school's register.
    CODE: String = FieldDef::new("code", "课程号", FieldType::Text).later().quick().ministry("课程号")
        .also("课程代码 课程编号");
    /// What is taught.
    SUMMARY: String = FieldDef::new("summary", "课程简介", FieldType::LongText).ministry("课程简介").also("简介");
    /// The majors that have it.
    MAJORS: Vec<Id> = FieldDef::new("majors", "面向专业", FieldType::Refs("major")).later().quick().listed()
        .also("适用专业 专业 专业名称");
    /// When joint development began.
    START: Date = FieldDef::new("start", "开始日期", FieldType::Date).in_register("term").later().quick().listed()
        .ministry("开始日期").also("开发时间 建立时间");
    /// When it ended.
    END: Date = FieldDef::new("end", "结束日期", FieldType::Date).in_register("term").ministry("结束日期");
    /// With whom it was developed.
    PARTNERS: Vec<Id> = FieldDef::new("partners", "合作单位", FieldType::Refs("partner"))
        .later().quick().listed().group(WHO).ministry("合作企业名称 合作企业统一社会信用代码").also("合作企业 依托企业 企业名称");
    /// The college that teaches it.
    UNIT: Id = FieldDef::new("unit", "开课学院", FieldType::Ref("unit")).later().quick().listed().group(WHO)
        .also("学院 系别 二级学院");
    /// Who of us answers for it.
    LEAD: Id = FieldDef::new("lead", "学校负责人", FieldType::Ref("person")).later().group(WHO)
        .ministry("学校负责人 学校负责人工号").also("负责老师 负责人 课程负责人");
    /// Who of the partner answers for it.
    PARTNER_LEAD: String = FieldDef::new("partner_lead", "企业负责人", FieldType::Text).group(WHO).ministry("企业负责人");
    /// The industry college of which it is part.
    INDUSTRY_COLLEGE: Id = FieldDef::new("industry_college", "产业学院", FieldType::Ref("industry_college")).group(WHO);
    /// Hours of the whole course.
    HOURS: Quantity = FieldDef::new("hours", "总学时", FieldType::Quantity).unit("学时").later().group(HOURS_GROUP)
        .also("学时 课时");
    /// Hours taught by people of enterprises.
    ENTERPRISE_HOURS: Quantity = FieldDef::new("enterprise_hours", "其中企业教师授课", FieldType::Quantity)
        .unit("学时").later().group(HOURS_GROUP).also("企业教师课时 兼职教师课时");
    /// The trade's standard by which it is taught.
    STANDARD_NAME: String = FieldDef::new("standard_name", "采用的行业标准", FieldType::Text)
        .in_register("trade_standard").later().quick().group(STANDARDS_GROUP).help("写标准全称，编号填在下一项。");
    /// Number of that standard.
    STANDARD_NUMBER: String = FieldDef::new("standard_number", "行业标准编号", FieldType::Text)
        .in_register("trade_standard").later().group(STANDARDS_GROUP);
    /// Records of standards that it uses.
    STANDARDS: Vec<Id> = FieldDef::new("standards", "标准库里的标准", FieldType::Refs("standard")).group(STANDARDS_GROUP);
    /// Where the students' work comes from.
    TASK_SOURCE: String = FieldDef::new("task_source", "任务来源", FieldType::Choice(&TASK_SOURCES))
        .later().quick().listed().group(STANDARDS_GROUP).help("学生做的是真实订单还是仿真任务。");
    /// The enterprise's standard by which students are assessed.
    ASSESSMENT: String = FieldDef::new("assessment", "企业测评标准", FieldType::Text)
        .in_register("assessed").later().group(STANDARDS_GROUP);
    /// How much of the mark the enterprise gives.
    ENTERPRISE_MARK: Quantity = FieldDef::new("enterprise_mark", "企业评分占比", FieldType::Percent)
        .in_register("assessed").later().group(STANDARDS_GROUP);
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是和企业一起开发、一起上的课程；先记名称和合作单位，三个标准和企业教师学时以后补。";

/// A course developed with partners.
pub static KIND: KindDef = KindDef {
    name: "course",
    label: "合作课程",
    duty: Some(Duty::Supervision),
    title: &["name"],
    subtitle: &["unit", "partners", "majors"],
    fields: FIELDS,
    lines: &[
        Line { kind: "textbook", via: "course", owned: false },
        Line { kind: "part_time_teacher", via: "courses", owned: false },
    ],
    by_date: Some("start"),
    in_order: &[("start", "end")],
    rules: &[Rule {
        at: Moment::Save,
        field: "enterprise_hours",
        check: |facts| checks::at_most(facts, ENTERPRISE_HOURS, HOURS),
    }],
    ..KindDef::PLAIN
};

/// Whether the course is taught by a trade's standard, with real orders, and is marked in part by an
/// enterprise's standard: 三标准.
#[must_use]
pub fn meets_three_standards(course: &Record) -> bool {
    let named = |field| course.get(field).is_some_and(|text: String| !text.trim().is_empty());
    let linked = course.get(STANDARDS).is_some_and(|standards| !standards.is_empty());
    let real = course.get(TASK_SOURCE).is_some_and(|source| source == "real");
    let marked = course.get(ENTERPRISE_MARK).is_some_and(|share| share > Quantity::default());
    (named(STANDARD_NAME) || linked) && real && named(ASSESSMENT) && marked
}

//! 不足目标: for one of the eight shortfalls of the work plan, where we stand and where we want to be.
//! What the present value is, the records say.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef};
use crate::value::{Date, Quantity};
use crate::{codes, fields};

/// The eight shortfalls, in the words of the work plan.
pub static SHORTFALLS: CodeList = codes!("shortfall":
    "societies" = "与学（协）会来往不密",
    "leaders" = "与头部企业、标杆企业合作不深",
    "parks" = "与园区合作不紧",
    "government" = "与地方政府互动不多",
    "support" = "“产”对“教”助力不足",
    "attention" = "“产教融合”重视度不够",
    "linkage" = "部门、学院联动不够",
    "majors" = "专业、课程调整主动性不够",
);

fields! {
    /// Which of the eight.
    SHORTFALL: String = FieldDef::new("shortfall", "哪个不足", FieldType::Choice(&SHORTFALLS)).must().listed().also("不足");
    /// The year of the target.
    YEAR: Date = FieldDef::new("year", "目标年份", FieldType::Date).must().listed().help("写年份，例如 2022。").also("年份 年度");
    /// Whose target it is; none = the whole school.
    UNIT: Id = FieldDef::new("unit", "学院", FieldType::Ref("unit")).quick().listed()
        .help("全校的目标就空着。").also("部门 二级学院");
    /// What is measured.
    MEASURE: String = FieldDef::new("measure", "用什么衡量", FieldType::Text).later().quick().listed()
        .help("例如“有效来往的学（协）会数”。").also("指标 衡量指标");
    /// Unit of both numbers.
    MEASURED_IN: String = FieldDef::new("measured_in", "计量单位", FieldType::Text).in_register("aim").quick().listed()
        .help("例如“家”“次”“%”。").also("单位");
    /// Where we stood.
    BASELINE: Quantity = FieldDef::new("baseline", "基线值", FieldType::Quantity).in_register("aim").later().quick().listed()
        .also("基线 原有基础");
    /// Where we want to be.
    TARGET: Quantity = FieldDef::new("target", "目标值", FieldType::Quantity).in_register("aim").later().quick().listed()
        .also("目标");
    /// The unit that answers for it.
    OWNER_UNIT: Id = FieldDef::new("owner_unit", "责任部门", FieldType::Ref("unit")).later().quick().listed()
        .also("牵头部门");
    /// The one who answers for it.
    OWNER: String = FieldDef::new("owner", "责任人", FieldType::PersonName).also("负责人");
    /// What will be done.
    MEASURES: String = FieldDef::new("measures", "改进举措", FieldType::LongText).also("举措 措施");
}

/// What an empty page says.
pub const EMPTY: &str =
    "这里是八个不足今年要改到什么程度；先填基线和目标，现在做到多少由走访、协议和项目的记录算出来。";

/// A target for one of the eight shortfalls.
pub static KIND: KindDef = KindDef {
    name: "shortfall_target",
    label: "八个不足目标",
    duty: Some(Duty::Planning),
    title: &["shortfall", "year", "unit"],
    subtitle: &["measure", "target", "owner_unit"],
    fields: FIELDS,
    measured_in: Some("measured_in"),
    by_date: Some("year"),
    ..KindDef::PLAIN
};

//! 双高任务: an indicator of the 双高 plan, of the school or of a group of majors, in a year.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef};
use crate::value::{Date, Quantity};
use crate::{codes, fields};

/// Whose indicator it is.
pub static LEVELS: CodeList = codes!("double_high_level":
    "school" = "学校层面",
    "group" = "专业群层面",
);

/// What sort of indicator.
pub static SORTS: CodeList = codes!("double_high_sort":
    "quantity" = "数量指标",
    "quality" = "质量指标",
);

const AMOUNT: &str = "目标与完成";

fields! {
    /// The indicator.
    INDICATOR: String = FieldDef::new("indicator", "指标", FieldType::Text).must().listed()
        .also("任务 绩效指标 指标名称 建设任务");
    /// The year.
    YEAR: Date = FieldDef::new("year", "年度", FieldType::Date).must().listed().help("填到年，例如 2022。");
    /// Whose indicator it is.
    LEVEL: String = FieldDef::new("level", "层面", FieldType::Choice(&LEVELS)).must().listed();
    /// The group of majors.
    MAJOR_GROUP: Id = FieldDef::new("major_group", "专业群", FieldType::Ref("major_group")).when("level", &["group"])
        .later().quick().listed();
    /// What sort of indicator.
    SORT: String = FieldDef::new("sort", "指标类别", FieldType::Choice(&SORTS)).quick().listed();
    /// Number in the task book.
    NUMBER: String = FieldDef::new("number", "任务书编号", FieldType::Text).quick().also("编号 序号");
    /// The unit that answers for it.
    UNIT: Id = FieldDef::new("unit", "责任部门", FieldType::Ref("unit")).later().quick().listed()
        .also("部门 学院 牵头部门");
    /// What target and result are counted in.
    MEASURE: String = FieldDef::new("measure", "计量单位", FieldType::Text).in_register("amount").quick().group(AMOUNT)
        .help("目标值和完成值按什么算，例如“个”“万元”。").also("单位");
    /// What is to be reached.
    TARGET: Quantity = FieldDef::new("target", "目标值", FieldType::Quantity)
        .in_register("amount").later().quick().listed().group(AMOUNT);
    /// What was reached.
    DONE: Quantity = FieldDef::new("done", "完成值", FieldType::Quantity).later().quick().listed().group(AMOUNT);
    /// A target that is no number.
    TARGET_TEXT: String = FieldDef::new("target_text", "质量要求", FieldType::LongText).when("sort", &["quality"]).group(AMOUNT);
    /// What shows it.
    EVIDENCE: String = FieldDef::new("evidence", "佐证", FieldType::LongText).later().group(AMOUNT)
        .also("佐证材料 支撑材料");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是双高任务书里和产教融合有关的指标，每年一条：目标多少、完成多少、谁负责。";

/// An indicator of the plan in a year.
pub static KIND: KindDef = KindDef {
    name: "double_high_task",
    label: "双高任务",
    duty: Some(Duty::Planning),
    title: &["indicator", "year"],
    subtitle: &["unit", "target", "done"],
    fields: FIELDS,
    sequence: &["-year", "number"],
    measured_in: Some("measure"),
    by_date: Some("year"),
    ..KindDef::PLAIN
};

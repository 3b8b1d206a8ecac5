//! 平台建设任务: what a platform is to reach in a year, and what it reached.

use crate::record::Id;
use crate::schema::{CodeList, FieldDef, FieldType, KindDef};
use crate::value::{Date, Quantity};
use crate::{codes, fields};

/// The six sides of a good platform, from the first article of the school's regulation.
pub static SIDES: CodeList = codes!("platform_side":
    "integration" = "产教深度融合",
    "functions" = "功能有机集成",
    "facilities" = "设施设备先进",
    "resources" = "资源集聚集约",
    "team" = "团队结构优化",
    "management" = "管理集约高效",
);

const TARGET_GROUP: &str = "目标与完成";

fields! {
    /// The platform.
    PLATFORM: Id = FieldDef::new("platform", "平台", FieldType::Ref("platform")).must().listed();
    /// The year.
    YEAR: Date = FieldDef::new("year", "年度", FieldType::Date).must().listed().help("填到年，例如 2022。");
    /// What is to be done.
    WHAT: String = FieldDef::new("what", "建设任务", FieldType::Text).must().listed().also("任务 建设内容 指标");
    /// Which side of the platform it serves.
    SIDE: String = FieldDef::new("side", "属于哪一方面", FieldType::Choice(&SIDES)).quick();
    /// What target and result are counted in.
    MEASURE: String = FieldDef::new("measure", "计量单位", FieldType::Text).in_register("amount").quick().group(TARGET_GROUP)
        .help("目标值和完成值按什么算，例如“人天”“门”。").also("单位");
    /// What is to be reached.
    TARGET: Quantity = FieldDef::new("target", "目标值", FieldType::Quantity)
        .in_register("amount").later().quick().listed().group(TARGET_GROUP);
    /// What was reached.
    DONE: Quantity = FieldDef::new("done", "完成值", FieldType::Quantity).quick().listed().group(TARGET_GROUP)
        .help("一点没做也请填 0，验收时每项都要有。");
    /// What shows it.
    EVIDENCE: String = FieldDef::new("evidence", "佐证", FieldType::LongText).group(TARGET_GROUP);
}

/// What an empty page says.
pub const EMPTY: &str = "这里是平台每年的建设任务：目标多少、完成多少；在平台的页面上加，例如“新增工位 20 个”。";

/// A target of a platform.
pub static KIND: KindDef = KindDef {
    name: "platform_target",
    label: "平台年度任务",
    title: &["what", "year"],
    subtitle: &["platform", "target", "done"],
    fields: FIELDS,
    measured_in: Some("measure"),
    by_date: Some("year"),
    sequence: &["-year", "platform"],
    ..KindDef::PLAIN
};

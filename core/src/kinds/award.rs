//! 获奖: prizes and titles for what was done together.

use crate::fields;
use crate::record::Id;
use crate::schema::{Duty, FieldDef, FieldType, KindDef};
use crate::value::{Date, Shares};

fields! {
    /// For what, or the title itself.
    TITLE: String = FieldDef::new("title", "奖项或荣誉", FieldType::Text).must().listed().also("名称 奖项名称 荣誉名称");
    /// At which level.
    LEVEL: String = FieldDef::new("level", "级别", FieldType::Choice(&super::LEVELS_OF_HONOUR)).later().quick().listed();
    /// First, second, third prize.
    GRADE: String = FieldDef::new("grade", "等第", FieldType::Text).quick().listed().help("例如一等奖、特等奖。").also("等级 获奖等级");
    /// When.
    DATE: Date = FieldDef::new("date", "获奖日期", FieldType::Date).later().quick().listed().also("获奖时间 日期 年份");
    /// Who gave it.
    GIVER: String = FieldDef::new("giver", "颁奖单位", FieldType::Text).quick().also("授予单位 颁发单位");
    /// Number of the document.
    DOCUMENT: String = FieldDef::new("document", "文号", FieldType::Text).also("文件号");
    /// Partners who have it with us.
    PARTNERS: Vec<Id> = FieldDef::new("partners", "合作单位", FieldType::Refs("partner")).also("合作企业");
    /// The project that earned it.
    PROJECT: Id = FieldDef::new("project", "合作项目", FieldType::Ref("project"));
    /// The result that earned it.
    RESULT: Id = FieldDef::new("result", "获奖成果", FieldType::Ref("result"));
    /// The college.
    UNIT: Id = FieldDef::new("unit", "获奖部门", FieldType::Ref("unit")).later().quick().listed().also("学院 部门");
    /// How the colleges share it.
    SHARES: Shares = FieldDef::new("shares", "学院分摊", FieldType::Shares("unit")).help("空着就全算获奖部门的。");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是产教融合得的奖和荣誉；先记名称、级别和日期，再连上是哪个项目、哪个成果得的。";

/// An award.
pub static KIND: KindDef = KindDef {
    name: "award",
    label: "获奖",
    duty: Some(Duty::Transfer),
    title: &["title"],
    subtitle: &["level", "grade", "date"],
    fields: FIELDS,
    by_date: Some("date"),
    ..KindDef::PLAIN
};

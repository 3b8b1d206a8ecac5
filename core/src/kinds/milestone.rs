//! 里程碑: a step on the way of a sample.

use crate::record::Id;
use crate::schema::{CodeList, FieldDef, FieldType, KindDef};
use crate::value::Date;
use crate::{codes, fields};

/// What became of it.
pub static STATES: CodeList = codes!("milestone_state":
    "open" = "未到",
    "done" = "已到",
    "dropped" = "取消",
);

fields! {
    /// The sample.
    SAMPLE: Id = FieldDef::new("sample", "样板", FieldType::Ref("sample")).must().listed();
    /// What is reached.
    WHAT: String = FieldDef::new("what", "里程碑", FieldType::Text).must().listed().also("内容 事项");
    /// Until when.
    DUE: Date = FieldDef::new("due", "计划日期", FieldType::Date).later().quick().listed().also("期限 日期");
    /// When it was reached.
    REACHED: Date = FieldDef::new("reached", "达到日期", FieldType::Date).quick().listed();
    /// What became of it; nothing means open.
    STATE: String = FieldDef::new("state", "状态", FieldType::Choice(&STATES)).quick().listed().help("空着就是未到。");
    /// Who sees to it.
    OWNER: String = FieldDef::new("owner", "责任人", FieldType::PersonName).quick().also("负责人");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是样板一步一步要到的地方；在样板里加一行，写清到哪天、做到什么。";

/// A milestone.
pub static KIND: KindDef = KindDef {
    name: "milestone",
    label: "里程碑",
    title: &["what"],
    subtitle: &["sample", "due"],
    fields: FIELDS,
    by_date: Some("due"),
    sequence: &["sample", "due"],
    closed: &["done", "dropped"],
    ..KindDef::PLAIN
};

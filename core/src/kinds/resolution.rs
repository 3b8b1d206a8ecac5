//! 决议: one thing that a meeting decided, who sees to it, and whether it was done.

use crate::record::Id;
use crate::schema::{CodeList, FieldDef, FieldType, KindDef};
use crate::value::Date;
use crate::{codes, fields};

/// What became of it.
pub static STATES: CodeList = codes!("resolution_state":
    "open" = "未办",
    "doing" = "在办",
    "done" = "已办结",
    "dropped" = "不办了",
);

fields! {
    /// The meeting.
    MEETING: Id = FieldDef::new("meeting", "会议", FieldType::Ref("meeting")).must().listed().also("会议名称");
    /// What was decided.
    WHAT: String = FieldDef::new("what", "决议事项", FieldType::Text).must().listed().also("事项 内容 决议 决议内容");
    /// The unit that sees to it.
    UNIT: Id = FieldDef::new("unit", "落实部门", FieldType::Ref("unit")).later().quick().listed()
        .also("部门 责任部门 牵头部门");
    /// The one who sees to it.
    OWNER: String = FieldDef::new("owner", "责任人", FieldType::PersonName).quick().also("负责人");
    /// Until when.
    DUE: Date = FieldDef::new("due", "办结期限", FieldType::Date).later().quick().listed().also("期限 完成时限 截止日期");
    /// What became of it; nothing means open.
    STATE: String = FieldDef::new("state", "办理情况", FieldType::Choice(&STATES)).quick().listed()
        .help("空着就是未办。").also("状态 进展");
    /// How it was done.
    RESULT: String = FieldDef::new("result", "办理结果", FieldType::Text).also("结果 落实情况");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是会上定下的事；在会议里加一行，写清哪个部门、到哪天，例如“月底前排出各学院走访名单”。";

/// A resolution of a meeting.
pub static KIND: KindDef = KindDef {
    name: "resolution",
    label: "决议",
    title: &["what"],
    subtitle: &["unit", "due", "state"],
    fields: FIELDS,
    by_date: Some("due"),
    closed: &["done", "dropped"],
    ..KindDef::PLAIN
};

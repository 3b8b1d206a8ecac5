//! 条款: one clause of a document, and what we do about it.

use crate::fields;
use crate::record::Id;
use crate::schema::{FieldDef, FieldType, KindDef};

fields! {
    /// The document.
    POLICY: Id = FieldDef::new("policy", "制度政策", FieldType::Ref("policy")).must().also("文件 文件名称");
    /// Which clause.
    NUMBER: String = FieldDef::new("number", "条款号", FieldType::Text).must().listed()
        .help("例如“第四条”或“重点工作之三”。").also("条款 序号 条");
    /// Its wording; empty until the office has typed it.
    TEXT: String = FieldDef::new("text", "条款原文", FieldType::LongText).later().quick().listed()
        .help("照原文录入，不要凭记忆写。").also("原文 内容 条款内容");
    /// The unit that answers it.
    UNIT: Id = FieldDef::new("unit", "响应部门", FieldType::Ref("unit")).later().quick().listed().also("责任部门 部门");
    /// What answers it.
    ANSWERED_BY: Id = FieldDef::new("answered_by", "由什么响应", FieldType::OneOf(&["study", "meeting"]))
        .quick().listed().help("选一条记录，说明这一条在做；一条也没有就是还没有响应。");
    /// How it is answered, in words.
    ANSWER: String = FieldDef::new("answer", "响应情况", FieldType::LongText).also("落实情况 举措");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是文件里要响应的条款；在文件里加一行，写条款号，再照原文录入，例如“第四条”。";

/// A clause of a document.
pub static KIND: KindDef = KindDef {
    name: "clause",
    label: "条款",
    title: &["policy", "number"],
    subtitle: &["text", "unit"],
    fields: FIELDS,
    ..KindDef::PLAIN
};

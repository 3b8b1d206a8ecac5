//! 自定义字段: a field that the workspace itself has added to a kind.
//!
//! What such a record says becomes part of the schema (see [`crate::schema::Extension`]); its
//! values live in the records of the kind and travel with them.

use crate::record::{Id, Record};
use crate::schema::{CodeList, CustomField, FieldDef, FieldType, KindDef, Named};
use crate::{codes, fields};

/// What such a field can hold.
pub static TYPES: CodeList = codes!("custom_type":
    "text" = "一行文字",
    "long_text" = "多行文字",
    "count" = "整数",
    "quantity" = "数（可带小数）",
    "money" = "金额",
    "date" = "日期",
    "bool" = "是否",
    "choice" = "单选",
    "tags" = "标签",
    "partner" = "合作单位",
    "unit" = "部门学院",
);

fields! {
    /// Name of the kind to which it was added.
    KIND_NAME: String = FieldDef::new("kind", "加在哪类记录上", FieldType::Named(Named::Kind)).must().listed();
    /// The word people see.
    LABEL: String = FieldDef::new("label", "字段名称", FieldType::Text).must().listed();
    /// What it holds.
    TYPE: String = FieldDef::new("type", "填什么", FieldType::Choice(&TYPES)).must().listed()
        .help("存了数据以后改类型，原来的内容会照原样保留。");
    /// Unit.
    UNIT: String = FieldDef::new("unit", "单位", FieldType::Text).listed();
    /// Help.
    HELP: String = FieldDef::new("help", "填写说明", FieldType::Text);
    /// Whether lists show it.
    LISTED: bool = FieldDef::new("listed", "在列表里显示", FieldType::Bool);
    /// Place among the added fields of its kind.
    ORDER: u64 = FieldDef::new("order", "顺序", FieldType::Count);
    /// Whether nobody is asked for it any more.
    RETIRED: bool = FieldDef::new("retired", "停用", FieldType::Bool)
        .help("停用后不再要人填，已经填了的照旧显示。");
}

/// What an empty page says.
pub const EMPTY: &str =
    "这里是本校自己加的字段；选一类记录，起个名字，选好填什么，它就会出现在表单、列表、搜索和文件里。";

/// A field that the workspace has added.
pub static KIND: KindDef = KindDef {
    name: "custom_field",
    label: "自定义字段",
    title: &["label"],
    subtitle: &["kind", "type"],
    fields: FIELDS,
    sequence: &["kind", "order"],
    setting: true,
    ..KindDef::PLAIN
};

/// What the name of such a field begins with; no field of the program does.
const PREFIX: &str = "x_";

/// Whether a field of that name was added by a workspace.
#[must_use]
pub fn is_name(field: &str) -> bool {
    field.starts_with(PREFIX)
}

/// Returns the name in files of the field that the record `id` defines.
#[must_use]
pub fn name_of(id: &Id) -> String {
    let plain: String = id.to_string().chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{PREFIX}{plain}")
}

/// Reads what a record says.
#[must_use]
pub fn read(record: &Record) -> Option<CustomField> {
    Some(CustomField {
        kind: record.get(KIND_NAME)?,
        name: name_of(&record.id),
        label: record.get(LABEL)?,
        help: record.get(HELP).unwrap_or_default(),
        ty: record.get(TYPE).unwrap_or_default(),
        unit: record.get(UNIT).unwrap_or_default(),
        listed: record.get(LISTED).unwrap_or_default(),
        retired: record.get(RETIRED).unwrap_or_default(),
    })
}

//! 选项: what the workspace says about one code of a code list: another word, a new code, retired.
//!
//! The id is made of list and code, so that two offices that edit the same code clash, not double.

use crate::record::Id;
use crate::schema::{FieldDef, FieldType, KindDef, Named};
use crate::{fields, schema::CodeEdit};

fields! {
    /// Name of the code list.
    LIST: String = FieldDef::new("list", "选项表", FieldType::Named(Named::List)).must().listed();
    /// The code.
    CODE: String = FieldDef::new("code", "选项", FieldType::Named(Named::Code(LIST.def()))).must();
    /// The word people see.
    LABEL: String = FieldDef::new("label", "显示的词", FieldType::Text).listed();
    /// Place in the order.
    ORDER: u64 = FieldDef::new("order", "顺序", FieldType::Count);
    /// Whether it is no longer offered.
    RETIRED: bool = FieldDef::new("retired", "停用", FieldType::Bool).listed()
        .help("停用的选项不再给人选，已经填了的照旧显示。");
}

/// What an empty page says.
pub const EMPTY: &str =
    "这里是改过的选项；在设置里打开一张选项表，可以改词、加项、停用和排序，已经填了的记录不受影响。";

/// An edited code of a list.
pub static KIND: KindDef = KindDef {
    name: "code_entry",
    label: "选项",
    title: &["list", "code"],
    subtitle: &["retired"],
    fields: FIELDS,
    sequence: &["list", "order"],
    setting: true,
    ..KindDef::PLAIN
};

/// Returns the id of what the workspace says about `code` of the list `list`.
#[must_use]
pub fn id_of(list: &str, code: &str) -> Id {
    Id::of_key(KIND.name, &format!("{list}/{code}"))
}

/// Returns the code that a workspace stores for a choice of its own: made of its first label, so
/// that two offices that add the same word mean the same.
#[must_use]
pub fn code_of(list: &str, label: &str) -> String {
    let plain: String = id_of(list, label.trim()).to_string().chars().filter(char::is_ascii_alphanumeric).collect();
    format!("x_{plain}")
}

/// Reads what a record says.
#[must_use]
pub fn read(record: &crate::record::Record) -> Option<CodeEdit> {
    Some(CodeEdit {
        list: record.get(LIST)?,
        code: record.get(CODE)?,
        label: record.get(LABEL).unwrap_or_default(),
        order: record.get(ORDER),
        retired: record.get(RETIRED).unwrap_or_default(),
    })
}

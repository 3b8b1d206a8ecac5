//! 报表规则: what the office has found out of a table's columns, where the source does not say it.

mod names;

pub use names::{COLUMNS, TABLES};

use crate::fields;
use crate::schema::{FieldDef, FieldType, KindDef, Named};

fields! {
    /// Name of the table, as in its URL.
    TABLE: String = FieldDef::new("table", "报表", FieldType::Named(Named::Of(TABLES))).must().listed();
    /// The ministry's name of the column or, where it has none, its heading.
    COLUMN: String = FieldDef::new("column", "列", FieldType::Named(Named::Among(TABLE.def(), COLUMNS))).must().listed();
    /// Whether a row without it is refused.
    REQUIRED: bool = FieldDef::new("required", "必填", FieldType::Bool).listed()
        .help("空着的行会不会被退回；公开资料没有写明，请核对。");
    /// Most characters; 0 = any number.
    MAX: u64 = FieldDef::new("max", "最长", FieldType::Count).unit("字").unlimited().listed()
        .help("填“不限”或最多几个字；公开资料没有写明的，请核对。");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是办公室核对过的报表规则：哪一列必填，最长几个字；在报表页的“核对规则”里改。";

/// What a column of a report takes.
pub static KIND: KindDef = KindDef {
    name: "report_rule",
    label: "报表规则",
    title: &["table", "column"],
    subtitle: &["required", "max"],
    fields: FIELDS,
    setting: true,
    ..KindDef::PLAIN
};

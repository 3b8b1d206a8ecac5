//! 视图: a list as somebody has arranged it: filters, order, groups, columns.
//!
//! It is a record, so that it travels with the workspace; the list itself is asked for as an
//! address asks for it (see [`crate::query::Query`]).

use crate::fields;
use crate::schema::{FieldDef, FieldType, KindDef, Named};

fields! {
    /// What it is called.
    NAME: String = FieldDef::new("name", "视图名称", FieldType::Text).must().listed();
    /// Name of the kind whose list it is.
    KIND_NAME: String = FieldDef::new("kind", "哪类记录", FieldType::Named(Named::Kind)).must().listed();
    /// The list, as the part of an address behind `?`.
    QUERY: String = FieldDef::new("query", "条件", FieldType::LongText).machine();
    /// Whether colleagues see it too.
    SHARED: bool = FieldDef::new("shared", "同事也能看到", FieldType::Bool).listed();
    /// Whose it is.
    OWNER: String = FieldDef::new("owner", "谁的", FieldType::PersonName).listed();
}

/// What an empty page says.
pub const EMPTY: &str =
    "这里是存下来的列表样子；在任何一个列表里选好条件、排序和列，按“视图”存一个名字，下次一按就回来。";

/// An arranged list.
pub static KIND: KindDef = KindDef {
    name: "saved_view",
    label: "视图",
    title: &["name"],
    subtitle: &["kind", "owner"],
    fields: FIELDS,
    setting: true,
    ..KindDef::PLAIN
};

//! 镇街: the towns and subdistricts of 常州, in every workspace from the start.

use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Line};
use crate::{codes, fields};

/// What sort of place it is.
pub static SORTS: CodeList = codes!("town_sort": "town" = "镇", "subdistrict" = "街道");

fields! {
    /// Name.
    NAME: String = FieldDef::new("name", "镇街名称", FieldType::Text).must().listed()
        .also("名称 镇街 街道 乡镇");
    /// The district it lies in.
    DISTRICT: String = FieldDef::new("district", "区县", FieldType::Text).quick().listed()
        .also("区 所属区县");
    /// Town or subdistrict.
    SORT: String = FieldDef::new("sort", "镇或街道", FieldType::Choice(&SORTS)).quick().listed();
    /// Nine digits of the statistical division code.
    CODE: String = FieldDef::new("code", "区划代码", FieldType::Text).help("统计用区划代码，9 位，来源见数据说明。")
        .also("代码");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是常州的镇和街道，程序自带 58 个；少了哪个可以补，例如新设的街道。";

/// A town or subdistrict.
pub static KIND: KindDef = KindDef {
    name: "town",
    label: "镇街",
    duty: Some(Duty::Archive),
    title: &["name"],
    subtitle: &["district", "sort"],
    fields: FIELDS,
    lines: &[Line { kind: "partner", via: "town", owned: false }],
    ..KindDef::PLAIN
};

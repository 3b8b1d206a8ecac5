//! Towns and subdistricts; the 58 of 常州 are in every workspace.

use super::codes;
use crate::fields;
use crate::schema::{FieldDef, FieldType, KindDef, Line};

fields! {
    /// Its name.
    NAME: String = FieldDef::new("name", "镇街名称", FieldType::Text).must();
    /// District or county-level city.
    DISTRICT: String = FieldDef::new("district", "所在区市", FieldType::Text).quick().listed();
    /// Town or subdistrict.
    SORT: String = FieldDef::new("sort", "类别", FieldType::Choice(&codes::TOWN_SORT)).quick().listed();
    /// Statistical code, nine digits.
    CODE: String = FieldDef::new("code", "区划代码", FieldType::Text);
}

/// 镇街.
pub static KIND: KindDef = KindDef {
    name: "town",
    label: "镇街",
    duty: None,
    title: &["name"],
    subtitle: &["district", "sort"],
    fields: FIELDS,
    lines: &[Line { kind: "partner", via: "town", owned: false }],
    by_date: None,
    in_order: &[],
    empty: "常州的镇和街道都在这里，别的地方可以自己添。",
};

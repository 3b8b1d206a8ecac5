//! Units of the college: 二级学院, departments, offices.

use super::codes;
use crate::fields;
use crate::schema::{Duty, FieldDef, FieldType, KindDef, Line};

fields! {
    /// Its name.
    NAME: String = FieldDef::new("name", "名称", FieldType::Text).must();
    /// What it is.
    KIND_OF_UNIT: String = FieldDef::new("kind", "类别", FieldType::Choice(&codes::UNIT_KIND)).quick().listed();
    /// Its code in the college, if it has one.
    CODE: String = FieldDef::new("code", "代码", FieldType::Text);
}

/// 部门学院.
pub static KIND: KindDef = KindDef {
    name: "unit",
    label: "部门学院",
    duty: Some(Duty::Planning),
    title: &["name"],
    subtitle: &["kind", "code"],
    fields: FIELDS,
    lines: &[
        Line { kind: "person", via: "unit", owned: false },
        Line { kind: "major", via: "unit", owned: false },
        Line { kind: "partner", via: "lead_unit", owned: false },
    ],
    by_date: None,
    in_order: &[],
    empty: "这里记学校的二级学院、职能部门和办公室。先由办公室登记一次，再做成起步文件发给大家，各处的名称就一致。",
};

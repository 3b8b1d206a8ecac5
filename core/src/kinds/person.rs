//! Our own people: name, unit, title. No private data.

use crate::fields;
use crate::schema::{Duty, FieldDef, FieldType, KindDef};

fields! {
    /// The name.
    NAME: String = FieldDef::new("name", "姓名", FieldType::Text).must();
    /// The unit.
    UNIT: String = FieldDef::new("unit", "部门学院", FieldType::Ref("unit")).quick().listed();
    /// Post or title.
    TITLE: String = FieldDef::new("title", "职务职称", FieldType::Text).quick().listed();
}

/// 人员.
pub static KIND: KindDef = KindDef {
    name: "person",
    label: "人员",
    duty: Some(Duty::Planning),
    title: &["name"],
    subtitle: &["unit", "title"],
    fields: FIELDS,
    lines: &[],
    by_date: None,
    in_order: &[],
    empty: "这里记参与产教融合工作的老师。新设备打开起步文件时，从这里认领自己。",
};

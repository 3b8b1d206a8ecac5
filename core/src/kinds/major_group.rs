//! 专业群: majors that belong together.

use crate::fields;
use crate::schema::{Duty, FieldDef, FieldType, KindDef, Line};

fields! {
    /// Its name.
    NAME: String = FieldDef::new("name", "专业群名称", FieldType::Text).must();
    /// The college that leads it.
    LEAD_UNIT: String = FieldDef::new("lead_unit", "牵头学院", FieldType::Ref("unit")).quick().listed();
}

/// 专业群.
pub static KIND: KindDef = KindDef {
    name: "major_group",
    label: "专业群",
    duty: Some(Duty::Planning),
    title: &["name"],
    subtitle: &["lead_unit"],
    fields: FIELDS,
    lines: &[Line { kind: "major", via: "group", owned: false }],
    by_date: None,
    in_order: &[],
    empty: "这里记专业群和它的牵头学院，专业记在群下面。",
};

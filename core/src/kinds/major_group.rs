//! 专业群: majors that serve one industry together.

use crate::fields;
use crate::record::Id;
use crate::schema::{Duty, FieldDef, FieldType, KindDef, Line};

fields! {
    /// Name.
    NAME: String = FieldDef::new("name", "专业群名称", FieldType::Text).must().listed()
        .also("名称");
    /// The college that leads it.
    LEAD_UNIT: Id = FieldDef::new("lead_unit", "牵头学院", FieldType::Ref("unit")).later().quick().listed()
        .also("学院 牵头部门 所属学院");
}

/// A group of majors.
pub static KIND: KindDef = KindDef {
    name: "major_group",
    label: "专业群",
    duty: Some(Duty::Planning),
    title: &["name"],
    subtitle: &["lead_unit"],
    fields: FIELDS,
    lines: &[Line { kind: "major", via: "group", owned: false }],
    empty: "这里是专业群；先记一个群和牵头学院，再把专业归进来，例如“绿色化工专业群”。",
    ..KindDef::PLAIN
};

//! Majors of the college.

use super::codes;
use crate::fields;
use crate::schema::{Duty, FieldDef, FieldType, KindDef};

fields! {
    /// Its name.
    NAME: String = FieldDef::new("name", "专业名称", FieldType::Text).must();
    /// Its national code; never shipped from memory.
    CODE: String = FieldDef::new("code", "专业代码", FieldType::Text).later().listed().help("高职专科专业代码为 6 位，请按教育部专业目录核对。");
    /// Its level.
    LEVEL: String = FieldDef::new("level", "层次", FieldType::Choice(&codes::LEVEL)).quick();
    /// The group it belongs to.
    GROUP: String = FieldDef::new("group", "所属专业群", FieldType::Ref("major_group")).quick().listed();
    /// The college that runs it.
    UNIT: String = FieldDef::new("unit", "所属学院", FieldType::Ref("unit")).quick().listed();
    /// Honours, as they are called.
    HONOURS: String = FieldDef::new("honours", "称号", FieldType::Text).quick().help("如国家骨干、省品牌。");
}

/// 专业.
pub static KIND: KindDef = KindDef {
    name: "major",
    label: "专业",
    duty: Some(Duty::Planning),
    title: &["name"],
    subtitle: &["group", "unit", "honours"],
    fields: FIELDS,
    lines: &[],
    by_date: None,
    in_order: &[],
    empty: "这里记学校的专业；需求按专业记，部表也按专业报。",
};

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
    /// The parks whose industry it serves.
    PARKS: Vec<Id> = FieldDef::new("parks", "对接园区", FieldType::Refs("partner")).group(SERVES)
        .help("在合作单位里选园区。").also("园区 产业园区");
    /// The industrial chains that it serves.
    CHAIN: Vec<String> = FieldDef::new("chain", "对接产业链", FieldType::Tags).quick().listed().group(SERVES)
        .also("产业链 面向产业");
    /// The region and industry that it serves, in words.
    SERVICE_AREA: String = FieldDef::new("service_area", "面向服务区域", FieldType::LongText).group(SERVES)
        .help("例如服务长三角的哪些产业。").also("服务区域 面向服务");
    /// What no other has: 一专业群一特色.
    TRAITS: String = FieldDef::new("traits", "特色", FieldType::LongText).later().group("特色")
        .help("一专业群一特色：别处没有的是什么，凭什么说。").also("专业群特色");
}

const SERVES: &str = "服务面向";

/// What an empty page says.
pub const EMPTY: &str = "这里是专业群；先记一个群和牵头学院，再把专业归进来，例如“绿色化工专业群”。";

/// A group of majors.
pub static KIND: KindDef = KindDef {
    name: "major_group",
    label: "专业群",
    duty: Some(Duty::Planning),
    title: &["name"],
    subtitle: &["lead_unit"],
    fields: FIELDS,
    lines: &[Line { kind: "major", via: "group", owned: false }],
    ..KindDef::PLAIN
};

//! 专业: what our school teaches.

use crate::fields;
use crate::record::Id;
use crate::schema::{Duty, FieldDef, FieldType, KindDef, Line};

fields! {
    /// Name.
    NAME: String = FieldDef::new("name", "专业名称", FieldType::Text).must().listed()
        .also("名称 专业");
    /// Code of the national catalogue.
    CODE: String = FieldDef::new("code", "专业代码", FieldType::Text)
        .later().quick().listed().help("高职专科为 6 位，请按专业目录核对。").ministry("XQZYDM JSSXSZYDM JSXSJYZYDM")
        .also("代码 专业编号 专业代号");
    /// Level of education.
    LEVEL: String = FieldDef::new("level", "层次", FieldType::Choice(&super::LEVELS))
        .quick().listed().help("层次的叫法请核对上报平台。")
        .also("专业层次 学历层次 培养层次");
    /// The group of majors it belongs to.
    GROUP: Id = FieldDef::new("group", "专业群", FieldType::Ref("major_group")).quick().listed()
        .also("所属专业群");
    /// The college that teaches it.
    UNIT: Id = FieldDef::new("unit", "所属学院", FieldType::Ref("unit")).later().quick().listed()
        .also("学院 所在学院 开设学院 二级学院");
    /// Honours, one word each.
    HONOURS: Vec<String> = FieldDef::new("honours", "荣誉", FieldType::Tags).help("例如国家骨干、省品牌。");
}

/// A major.
pub static KIND: KindDef = KindDef {
    name: "major",
    label: "专业",
    duty: Some(Duty::Planning),
    title: &["name"],
    subtitle: &["group", "unit", "code"],
    fields: FIELDS,
    lines: &[Line { kind: "need", via: "major", owned: false }],
    empty: "这里是本校开设的专业；走访时记的人才需求会归到专业名下，例如“药品生产技术”。",
    ..KindDef::PLAIN
};

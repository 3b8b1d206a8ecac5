//! 院镇结对: a college and a town or subdistrict that work together (产教常州行).

use crate::fields;
use crate::record::Id;
use crate::schema::{Duty, FieldDef, FieldType, KindDef, Line};
use crate::value::Date;

const WHO: &str = "联络";

fields! {
    /// The college.
    UNIT: Id = FieldDef::new("unit", "学院", FieldType::Ref("unit")).must().listed().also("二级学院 学院名称 部门");
    /// The town or subdistrict.
    TOWN: Id = FieldDef::new("town", "镇街", FieldType::Ref("town")).must().listed().also("镇 街道 乡镇 镇街名称");
    /// What the place is known for, one word each.
    INDUSTRIES: Vec<String> = FieldDef::new("industries", "特色产业", FieldType::Tags).quick().listed()
        .also("主导产业 产业");
    /// The partner record of the town's government, if there is one.
    PARTNER: Id = FieldDef::new("partner", "镇街政府或平台", FieldType::Ref("partner"))
        .help("镇政府、街道办事处或镇属平台公司，来往记在它名下。");
    /// Who of us keeps in touch.
    OUR_LIAISON: String = FieldDef::new("our_liaison", "我方联络人", FieldType::PersonName).group(WHO).later().quick()
        .listed().also("学院联络人 校方联络人 联络人");
    /// Who of them keeps in touch.
    THEIR_LIAISON: String = FieldDef::new("their_liaison", "镇街联络人", FieldType::Text).group(WHO).later().quick()
        .also("对方联络人 地方联络人");
    /// His telephone.
    THEIR_PHONE: String = FieldDef::new("their_phone", "镇街联络电话", FieldType::Phone).group(WHO).quick()
        .also("联系电话 电话");
    /// First day.
    START: Date = FieldDef::new("start", "结对开始", FieldType::Date).in_register("term").later().quick().listed()
        .also("开始时间 开始日期 结对时间");
    /// Last day.
    END: Date = FieldDef::new("end", "结对结束", FieldType::Date).in_register("term").listed()
        .help("还在结对就空着。").also("结束时间 结束日期");
    /// The agreement.
    AGREEMENT: Id = FieldDef::new("agreement", "结对协议", FieldType::Ref("agreement"));
    /// What both sides set out to do.
    GOALS: String = FieldDef::new("goals", "结对内容", FieldType::LongText).also("合作内容 目标 备注");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是学院和镇街的结对；先选学院和镇街，再列出那里的核心产品、技术需求和人才需求三张清单。";

/// A college paired with a town.
pub static KIND: KindDef = KindDef {
    name: "town_pair",
    label: "院镇结对",
    duty: Some(Duty::Supervision),
    title: &["unit", "town"],
    subtitle: &["industries", "our_liaison", "start"],
    fields: FIELDS,
    lines: &[Line { kind: "town_item", via: "pair", owned: true }],
    by_date: Some("start"),
    in_order: &[("start", "end")],
    ..KindDef::PLAIN
};

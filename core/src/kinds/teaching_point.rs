//! 教学点: where our school teaches outside of its own gate, in towns and at partners.

use crate::fields;
use crate::record::Id;
use crate::schema::{Duty, FieldDef, FieldType, KindDef};
use crate::value::Date;

const CLASSES_GROUP: &str = "办学";

fields! {
    /// Name.
    NAME: String = FieldDef::new("name", "教学点名称", FieldType::Text).must().listed().also("名称 教学点");
    /// The town in which it lies.
    TOWN: Id = FieldDef::new("town", "镇街", FieldType::Ref("town")).later().quick().listed()
        .also("所在镇街 乡镇 街道");
    /// The partner on whose ground it is.
    PARTNER: Id = FieldDef::new("partner", "合作单位", FieldType::Ref("partner")).later().quick().listed()
        .also("依托单位 合作企业 企业名称");
    /// The college that teaches there.
    UNIT: Id = FieldDef::new("unit", "负责学院", FieldType::Ref("unit")).later().quick().listed()
        .also("学院 二级学院 系别");
    /// Where it is.
    ADDRESS: String = FieldDef::new("address", "地址", FieldType::Text);
    /// Who of us looks after it.
    HEAD: String = FieldDef::new("head", "负责人", FieldType::PersonName);
    /// When teaching began.
    OPENED: Date = FieldDef::new("opened", "开办日期", FieldType::Date).later().listed().group(CLASSES_GROUP);
    /// When it ended.
    ENDED: Date = FieldDef::new("ended", "停办日期", FieldType::Date).group(CLASSES_GROUP);
    /// The majors that are taught.
    MAJORS: Vec<Id> = FieldDef::new("majors", "开设专业", FieldType::Refs("major")).group(CLASSES_GROUP).also("专业");
    /// How many classes it has.
    CLASSES: u64 = FieldDef::new("classes", "班级数", FieldType::Count).unit("个").quick().listed().group(CLASSES_GROUP)
        .also("班级");
    /// How many people learn there.
    HEADCOUNT: u64 = FieldDef::new("headcount", "学员数", FieldType::Count).unit("人").quick().listed().group(CLASSES_GROUP)
        .also("人数 学生数");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是设在镇街和企业的教学点：在哪里、和谁办、几个班；先记名称，例如“示例镇智能制造教学点”。";

/// A place of teaching.
pub static KIND: KindDef = KindDef {
    name: "teaching_point",
    label: "教学点",
    duty: Some(Duty::Supervision),
    title: &["name"],
    subtitle: &["town", "partner", "unit"],
    fields: FIELDS,
    by_date: Some("opened"),
    in_order: &[("opened", "ended")],
    ..KindDef::PLAIN
};

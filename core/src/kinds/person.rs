//! 人员: our own people. People of partners are [`super::contact`].

use crate::fields;
use crate::record::Id;
use crate::schema::{Duty, FieldDef, FieldType, KindDef};

fields! {
    /// Name.
    NAME: String = FieldDef::new("name", "姓名", FieldType::Text).must().listed()
        .also("名字 教师 教师姓名");
    /// Where he works.
    UNIT: Id = FieldDef::new("unit", "部门", FieldType::Ref("unit")).later().quick().listed()
        .also("学院 所在部门 所属部门 所在学院 二级学院");
    /// Post held.
    TITLE: String = FieldDef::new("title", "职务", FieldType::Text).quick().listed()
        .also("职称 职位 岗位");
}

/// One of us.
pub static KIND: KindDef = KindDef {
    name: "person",
    label: "本校人员",
    duty: Some(Duty::Planning),
    title: &["name"],
    subtitle: &["unit", "title"],
    fields: FIELDS,
    empty: "这里是本校参加产教融合工作的人；办公室先录名单，各人用起步文件打开后选出自己。",
    ..KindDef::PLAIN
};

//! 校内部门: colleges, departments and offices of our own school.

use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Line};
use crate::{codes, fields};

/// What sort of unit it is.
pub static SORTS: CodeList = codes!("unit_kind":
    "college" = "二级学院",
    "department" = "职能部门",
    "office" = "办公室",
);

fields! {
    /// Name.
    NAME: String = FieldDef::new("name", "部门名称", FieldType::Text).must().listed()
        .also("名称 部门 学院 学院名称 二级学院");
    /// What sort of unit it is.
    SORT: String = FieldDef::new("kind", "部门类别", FieldType::Choice(&SORTS)).later().quick().listed()
        .also("类别 类型");
    /// What people call it for short.
    SHORT: String = FieldDef::new("short", "简称", FieldType::Text).listed().help("表格和图里地方小，用简称。")
        .also("部门简称 学院简称");
    /// The post that heads it; the person who holds it is among the people.
    HEAD_POST: String = FieldDef::new("head_post", "负责人岗位", FieldType::Text)
        .help("写岗位不写人名，例如“院长”“部长”。").also("负责岗位");
    /// Code in the school's own systems.
    CODE: String = FieldDef::new("code", "部门代码", FieldType::Text).help("学校系统里的代码，没有就空着。")
        .also("代码 编号");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是本校的学院和部门；由产学研办公室统一录入，再发起步文件给各位老师，例如“化工学院”。";

/// A unit of our school.
pub static KIND: KindDef = KindDef {
    name: "unit",
    label: "校内部门",
    duty: Some(Duty::Planning),
    title: &["name"],
    subtitle: &["kind"],
    fields: FIELDS,
    lines: &[
        Line { kind: "person", via: "unit", owned: false },
        Line { kind: "major", via: "unit", owned: false },
        Line { kind: "partner", via: "lead_unit", owned: false },
        Line { kind: "agreement", via: "lead_unit", owned: false },
    ],
    ..KindDef::PLAIN
};

//! 楼宇: a building of the campus. What is inside are its rooms.

use crate::fields;
use crate::record::Id;
use crate::schema::{Duty, FieldDef, FieldType, KindDef, Line};
use crate::value::{Date, Quantity};

fields! {
    /// What it is called.
    NAME: String = FieldDef::new("name", "楼名", FieldType::Text).must().listed().also("楼宇 名称 楼 楼栋 建筑物名称");
    /// Number in the school's register of assets.
    CODE: String = FieldDef::new("code", "资产编号", FieldType::Text).also("编号 楼号");
    /// Campus.
    CAMPUS: String = FieldDef::new("campus", "校区", FieldType::Text).quick().listed().also("所在校区");
    /// Gross area.
    BUILT_AREA: Quantity = FieldDef::new("built_area", "建筑面积", FieldType::Quantity).unit("㎡").later().quick().listed()
        .also("面积");
    /// Storeys.
    FLOORS: u64 = FieldDef::new("floors", "层数", FieldType::Count).unit("层");
    /// When it was built; the year is enough.
    BUILT: Date = FieldDef::new("built", "建成时间", FieldType::Date).help("写年份就够。").also("建成年份");
    /// Who keeps it.
    UNIT: Id = FieldDef::new("unit", "管理部门", FieldType::Ref("unit")).later().quick().listed()
        .also("归口部门 使用部门 部门");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).also("说明");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是校内的楼；先记一栋楼，再一间一间盘点房屋，例如“实训楼 A”。";

/// A building.
pub static KIND: KindDef = KindDef {
    name: "building",
    label: "楼宇",
    duty: Some(Duty::Archive),
    title: &["name"],
    subtitle: &["campus", "built_area", "unit"],
    fields: FIELDS,
    lines: &[Line { kind: "room", via: "building", owned: false }],
    ..KindDef::PLAIN
};

//! 研发中心: centres of research and development that we run together with partners.

use crate::fields;
use crate::record::Id;
use crate::schema::{Duty, FieldDef, FieldType, KindDef};
use crate::value::{Date, Money, Quantity, Shares};

const WHO: &str = "谁建";
const SIZE: &str = "规模和产出";

fields! {
    /// Name.
    NAME: String = FieldDef::new("name", "中心名称", FieldType::Text).must().listed().also("名称 研发中心");
    /// What is researched.
    DIRECTION: String = FieldDef::new("direction", "研究方向", FieldType::Text).later().quick().listed();
    /// What it has been recognised as.
    LEVEL: String = FieldDef::new("level", "级别", FieldType::Choice(&super::LEVELS_OF_HONOUR)).quick().listed();
    /// When it was set up.
    ESTABLISHED: Date = FieldDef::new("established", "成立日期", FieldType::Date).later().quick().listed()
        .also("建立日期 成立时间");
    /// The last day for which it is agreed.
    EXPIRES: Date = FieldDef::new("expires", "有效期至", FieldType::Date).also("结束日期 到期日期");
    /// With whom it is run.
    PARTNERS: Vec<Id> = FieldDef::new("partners", "共建单位", FieldType::Refs("partner"))
        .later().quick().listed().group(WHO).also("合作单位 合作企业 企业名称");
    /// The college that leads it.
    LEAD_UNIT: Id = FieldDef::new("lead_unit", "牵头学院", FieldType::Ref("unit")).later().quick().listed().group(WHO)
        .also("学院 二级学院 依托学院");
    /// Who counts how much of it.
    SHARES: Shares = FieldDef::new("shares", "各学院分摊", FieldType::Shares("unit")).group(WHO)
        .help("几个学院一起办的，写明各算多少，合计 100%。");
    /// Who heads it.
    HEAD: String = FieldDef::new("head", "负责人", FieldType::PersonName).later().group(WHO);
    /// The agreement on which it stands.
    AGREEMENT: Id = FieldDef::new("agreement", "协议", FieldType::Ref("agreement")).group(WHO);
    /// Floor space.
    AREA: Quantity = FieldDef::new("area", "使用面积", FieldType::Quantity).unit("㎡").group(SIZE).also("面积");
    /// Original value of the equipment.
    EQUIPMENT_VALUE: Money = FieldDef::new("equipment_value", "设备值", FieldType::Money).unit("元").in_ten_thousands().group(SIZE)
        .also("设备原值 设备总值");
    /// Value of what came of its research.
    OUTPUT: Money = FieldDef::new("output", "研发成果产值", FieldType::Money).unit("元").in_ten_thousands().group(SIZE)
        .help("合作单位用上成果后的产值，以对方出具的证明为准。").ministry("研发成果产值");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是和企业共建的研发中心、工程中心；先记名称和共建单位，例如“示例溶剂回收研发中心”。";

/// A research centre run with partners.
pub static KIND: KindDef = KindDef {
    name: "rd_center",
    label: "研发中心",
    duty: Some(Duty::Transfer),
    title: &["name"],
    subtitle: &["lead_unit", "partners"],
    fields: FIELDS,
    by_date: Some("established"),
    in_order: &[("established", "expires")],
    ..KindDef::PLAIN
};

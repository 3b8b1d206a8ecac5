//! 城市数据: figures of the 产教融合型城市 as published, with their source. Our own share of them is
//! computed elsewhere.

use crate::fields;
use crate::schema::{Duty, FieldDef, FieldType, KindDef};
use crate::value::{Date, Quantity};

fields! {
    /// What the figure is.
    NAME: String = FieldDef::new("name", "数据名称", FieldType::Text).must().listed().also("名称 指标 指标名称");
    /// Its value.
    VALUE: Quantity = FieldDef::new("value", "数值", FieldType::Quantity).in_register("figure").later().quick().listed();
    /// Its unit of measure.
    MEASURED_IN: String = FieldDef::new("measured_in", "计量单位", FieldType::Text).in_register("figure").later().quick()
        .listed().also("单位");
    /// The region that it is about.
    REGION: String = FieldDef::new("region", "地区", FieldType::Text).quick().listed().help("例如“全国”“常州市”。");
    /// The day or year as of which it holds.
    DATE: Date = FieldDef::new("date", "数据日期", FieldType::Date).later().quick().listed().also("日期 时间 年份");
    /// Who published it.
    SOURCE: String = FieldDef::new("source", "来源", FieldType::Text).later().quick().listed().also("出处 发布机关");
    /// How it is counted.
    REMARKS: String = FieldDef::new("remarks", "口径说明", FieldType::LongText).also("说明 备注");
}

/// What an empty page says.
pub const EMPTY: &str =
    "这里是产教融合型城市公布的数字；写清数值、日期和来源，就能看出本校占了多少，例如“校企合作规模以上企业数”。";

/// A published figure.
pub static KIND: KindDef = KindDef {
    name: "city_figure",
    label: "城市数据",
    duty: Some(Duty::Archive),
    title: &["name"],
    subtitle: &["value", "date"],
    fields: FIELDS,
    measured_in: Some("measured_in"),
    by_date: Some("date"),
    ..KindDef::PLAIN
};

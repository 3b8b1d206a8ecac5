//! Agreements with partners.

use super::codes;
use crate::fields;
use crate::schema::{Duty, FieldDef, FieldType, KindDef};
use crate::value::Date;

fields! {
    /// The partners.
    PARTNERS: Vec<String> = FieldDef::new("partners", "签约单位", FieldType::Refs("partner")).must().listed();
    /// What it is about.
    TYPE: String = FieldDef::new("type", "协议类型", FieldType::Choice(&codes::AGREEMENT_TYPE)).quick().later().listed().help("类型名称按常见归档分类拟定，请核对。");
    /// Its title.
    TITLE: String = FieldDef::new("title", "协议名称", FieldType::Text).must();
    /// Its number.
    NUMBER: String = FieldDef::new("number", "协议编号", FieldType::Text).quick();
    /// When it was signed.
    SIGNED: Date = FieldDef::new("signed", "签订日期", FieldType::Date).in_register("term").group("期限").quick().later().listed();
    /// When it expires.
    EXPIRES: Date = FieldDef::new("expires", "到期日期", FieldType::Date).in_register("term").group("期限").quick().later().listed();
    /// How far it is.
    STATE: String = FieldDef::new("state", "状态", FieldType::Choice(&codes::AGREEMENT_STATE)).group("期限").quick().listed();
    /// The college that leads it.
    LEAD_UNIT: String = FieldDef::new("lead_unit", "牵头学院", FieldType::Ref("unit")).group("谁来联系").listed();
}

/// 协议.
pub static KIND: KindDef = KindDef {
    name: "agreement",
    label: "协议",
    duty: Some(Duty::Contracts),
    title: &["title"],
    subtitle: &["partners", "type", "expires", "state"],
    fields: FIELDS,
    lines: &[],
    by_date: Some("expires"),
    in_order: &[("signed", "expires")],
    empty: "这里记协议：和谁签、什么时候到期、到哪一步。",
};

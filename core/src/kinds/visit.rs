//! Visits: 走访.

use super::codes;
use crate::fields;
use crate::schema::{Duty, FieldDef, FieldType, KindDef, Line};
use crate::value::Date;

fields! {
    /// The partner visited.
    PARTNER: String = FieldDef::new("partner", "走访单位", FieldType::Ref("partner")).must().listed().ministry("ZFQYMC");
    /// The day.
    DATE: Date = FieldDef::new("date", "走访日期", FieldType::Date).must().listed().ministry("BFSJ");
    /// What it was for.
    PURPOSE: String = FieldDef::new("purpose", "走访类型", FieldType::Choice(&codes::PURPOSE)).later().quick().listed();
    /// Who led it.
    LEAD: String = FieldDef::new("lead", "牵头拜访人", FieldType::PersonName).group("我方").later().ministry("QTBFR");
    /// His post.
    LEAD_TITLE: String = FieldDef::new("lead_title", "职务", FieldType::Text).group("我方").later().ministry("ZW");
    /// Who went along.
    COMPANIONS: String = FieldDef::new("companions", "同行人", FieldType::PersonName).group("我方").help("几个人用顿号隔开。");
    /// Who received us.
    HOST: String = FieldDef::new("host", "接待人", FieldType::Text).group("对方").later().ministry("QYJDR");
    /// His post.
    HOST_TITLE: String = FieldDef::new("host_title", "接待人职务", FieldType::Text).group("对方").later().ministry("JDRZW");
    /// His telephone.
    HOST_PHONE: String = FieldDef::new("host_phone", "接待人电话", FieldType::Phone).group("对方");
    /// What happened, as typed.
    REMARKS: String = FieldDef::new("remarks", "走访记录", FieldType::LongText).group("记录").quick();
    /// When to go again.
    NEXT_VISIT: Date = FieldDef::new("next_visit", "下次走访", FieldType::Date).group("记录");
}

/// 走访.
pub static KIND: KindDef = KindDef {
    name: "visit",
    label: "走访",
    duty: Some(Duty::Supervision),
    title: &["partner", "date"],
    subtitle: &["purpose", "lead", "host"],
    fields: FIELDS,
    lines: &[Line { kind: "need", via: "visit", owned: true }, Line { kind: "promise", via: "visit", owned: true }],
    by_date: Some("date"),
    in_order: &[("date", "next_visit")],
    empty: "这里记去企业、园区、协会和政府部门的走访：需求、说好的事、下次什么时候去。在厂里只要填单位和日期，其余回来再补。",
};

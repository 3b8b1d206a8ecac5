//! Promises: who does what by when, on both sides.

use super::codes;
use crate::fields;
use crate::schema::{FieldDef, FieldType, KindDef};
use crate::value::Date;

fields! {
    /// The visit at which it was made.
    VISIT: String = FieldDef::new("visit", "走访", FieldType::Ref("visit"));
    /// With whom.
    PARTNER: String = FieldDef::new("partner", "单位", FieldType::Ref("partner")).quick().listed();
    /// Who promised.
    SIDE: String = FieldDef::new("side", "哪方承诺", FieldType::Choice(&codes::PROMISE_SIDE)).quick().listed();
    /// What.
    WHAT: String = FieldDef::new("what", "事项", FieldType::Text).must();
    /// Who does it.
    OWNER: String = FieldDef::new("owner", "责任人", FieldType::PersonName).quick().later().listed();
    /// Until when.
    DUE: Date = FieldDef::new("due", "到期日", FieldType::Date).quick().later().listed();
    /// Whether it was kept.
    STATE: String = FieldDef::new("state", "办理", FieldType::Choice(&codes::PROMISE_STATE)).listed();
}

/// 承诺.
pub static KIND: KindDef = KindDef {
    name: "promise",
    label: "承诺",
    duty: None,
    title: &["what"],
    subtitle: &["partner", "side", "owner", "due", "state"],
    fields: FIELDS,
    lines: &[],
    by_date: Some("due"),
    in_order: &[],
    empty: "这里是走访时说好的事：谁、做什么、什么时候办好。",
};

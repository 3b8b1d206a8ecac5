//! People at a partner.

use crate::fields;
use crate::schema::{FieldDef, FieldType, KindDef};

fields! {
    /// The partner.
    PARTNER: String = FieldDef::new("partner", "单位", FieldType::Ref("partner")).must();
    /// The name.
    NAME: String = FieldDef::new("name", "姓名", FieldType::Text).must();
    /// The post.
    TITLE: String = FieldDef::new("title", "职务", FieldType::Text).quick().listed();
    /// Telephone.
    PHONE: String = FieldDef::new("phone", "电话", FieldType::Phone).quick().listed();
    /// WeChat.
    WECHAT: String = FieldDef::new("wechat", "微信", FieldType::Text).quick();
    /// Remarks, as typed.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).quick();
}

/// 联系人.
pub static KIND: KindDef = KindDef {
    name: "contact",
    label: "联系人",
    duty: None,
    title: &["name"],
    subtitle: &["title", "phone"],
    fields: FIELDS,
    lines: &[],
    by_date: None,
    in_order: &[],
    empty: "这里记单位的联系人。",
};

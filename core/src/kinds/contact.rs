//! 联系人: people of a partner. Our own people are [`super::person`].

use crate::fields;
use crate::record::Id;
use crate::schema::{FieldDef, FieldType, KindDef};

fields! {
    /// Where the contact works.
    PARTNER: Id = FieldDef::new("partner", "合作单位", FieldType::Ref("partner")).must();
    /// Name.
    NAME: String = FieldDef::new("name", "姓名", FieldType::Text).must().listed();
    /// Post held there.
    TITLE: String = FieldDef::new("title", "职务", FieldType::Text).quick().listed();
    /// Telephone.
    PHONE: String = FieldDef::new("phone", "电话", FieldType::Phone).later().quick().listed();
    /// Name or number at WeChat.
    WECHAT: String = FieldDef::new("wechat", "微信", FieldType::Text).private();
    /// What helps at the next call.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).help("例如何时方便、管哪些事。");
}

/// A contact at a partner.
pub static KIND: KindDef = KindDef {
    name: "contact",
    label: "联系人",
    duty: None,
    title: &["name"],
    subtitle: &["partner", "title", "phone"],
    fields: FIELDS,
    lines: &[],
    by_date: None,
    in_order: &[],
    empty: "这里是对方单位的联系人；在单位里加一位，写下姓名和电话，下次谁去都找得到人。",
};

//! 联系人: people of a partner. Our own people are [`super::person`].

use crate::fields;
use crate::record::Id;
use crate::schema::{FieldDef, FieldType, KindDef};

fields! {
    /// Where the contact works.
    PARTNER: Id = FieldDef::new("partner", "合作单位", FieldType::Ref("partner")).must().listed()
        .also("单位 单位名称 企业 企业名称 公司 公司名称 合作企业 所在单位 工作单位");
    /// Name.
    NAME: String = FieldDef::new("name", "姓名", FieldType::Text).must().listed()
        .also("联系人 联系人姓名 名字");
    /// Post held there.
    TITLE: String = FieldDef::new("title", "职务", FieldType::Text).quick().listed()
        .also("职位 岗位 联系人职务");
    /// Telephone.
    PHONE: String = FieldDef::new("phone", "电话", FieldType::Phone).later().quick().listed()
        .also("手机 手机号 手机号码 联系电话 电话号码 联系方式");
    /// Name or number at WeChat.
    WECHAT: String = FieldDef::new("wechat", "微信", FieldType::Text).private()
        .also("微信号");
    /// What helps at the next call.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).help("例如何时方便、管哪些事。")
        .also("说明");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是对方单位的联系人；在单位里加一位，写下姓名和电话，下次谁去都找得到人。";

/// A contact at a partner.
pub static KIND: KindDef = KindDef {
    name: "contact",
    label: "联系人",
    title: &["name"],
    subtitle: &["partner", "title", "phone"],
    fields: FIELDS,
    ..KindDef::PLAIN
};

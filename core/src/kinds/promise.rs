//! 承诺: what one side said it would do, by when, and whether it did.

use crate::record::Id;
use crate::schema::{CodeList, FieldDef, FieldType, KindDef};
use crate::value::Date;
use crate::{codes, fields};

/// Whose promise it is.
pub static SIDES: CodeList = codes!("promise_side": "ours" = "我方", "theirs" = "对方");

/// What became of it.
pub static STATES: CodeList = codes!("promise_state":
    "open" = "未办",
    "done" = "已办",
    "dropped" = "不办了",
);

fields! {
    /// The visit at which it was made.
    VISIT: Id = FieldDef::new("visit", "走访", FieldType::Ref("visit")).help("不是走访时说好的就空着。");
    /// The partner whom or by whom it was made.
    PARTNER: Id = FieldDef::new("partner", "合作单位", FieldType::Ref("partner")).must().listed()
        .also("单位 单位名称 企业 企业名称 公司 公司名称 合作企业");
    /// Whose promise it is.
    SIDE: String = FieldDef::new("side", "哪一方", FieldType::Choice(&SIDES)).later().quick().listed();
    /// What was promised.
    WHAT: String = FieldDef::new("what", "答应的事", FieldType::Text).must().listed()
        .also("事项 内容 承诺事项 承诺内容");
    /// Who sees to it.
    OWNER: String = FieldDef::new("owner", "责任人", FieldType::PersonName).later().quick().listed()
        .also("负责人 经办人");
    /// Until when.
    DUE: Date = FieldDef::new("due", "到期日", FieldType::Date).later().quick().listed()
        .also("期限 完成时限 截止时间 截止日期");
    /// What became of it; nothing means open.
    STATE: String = FieldDef::new("state", "状态", FieldType::Choice(&STATES)).listed().help("空着就是未办。")
        .also("进展 办理情况 完成情况");
}

/// What an empty page says.
pub const EMPTY: &str =
    "这里是双方说好的事；记走访时写下谁、什么事、到哪天，下次去之前就看得到，例如“我方一周内寄协议范本”。";

/// A promise between us and a partner.
pub static KIND: KindDef = KindDef {
    name: "promise",
    label: "承诺",
    // Promises have a page of their own: 待办事项.
    title: &["what"],
    subtitle: &["partner", "side", "owner", "due"],
    fields: FIELDS,
    by_date: Some("due"),
    closed: &["done", "dropped"],
    ..KindDef::PLAIN
};

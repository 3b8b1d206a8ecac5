//! 审批步骤: who has to agree to an agreement, a project or a contract, and what he said. The chain
//! is a list of rows, so that each school keeps its own (domain §3.2, 请核对).

use crate::record::Id;
use crate::schema::{CodeList, FieldDef, FieldType, KindDef};
use crate::value::Date;
use crate::{codes, fields};

/// The desks of the chain; the office edits the list.
pub static DESKS: CodeList = codes!("approval_desk":
    "college" = "二级学院党政联席会",
    "office" = "产学研办公室",
    "finance" = "财务、审计、国资",
    "legal" = "法务",
    "leader" = "分管校领导",
    "council" = "校长办公会、党委会",
    "seal" = "用印",
);

/// What became of it.
pub static STATES: CodeList = codes!("approval_state":
    "open" = "待审",
    "done" = "同意",
    "returned" = "退回修改",
    "dropped" = "不需要",
);

fields! {
    /// What is to be approved.
    OF: Id = FieldDef::new("of", "审批什么", FieldType::OneOf(&["agreement", "project", "contract"])).must();
    /// Which desk.
    DESK: String = FieldDef::new("desk", "审批环节", FieldType::Choice(&DESKS)).must().listed()
        .help("环节的名称可以在设置里改，各校不同，请核对。").also("环节");
    /// Until when.
    DUE: Date = FieldDef::new("due", "应办日期", FieldType::Date).quick().listed().also("期限");
    /// When it was decided.
    DATE: Date = FieldDef::new("date", "审批日期", FieldType::Date).quick().listed().also("日期");
    /// What became of it; nothing means open.
    STATE: String = FieldDef::new("state", "结论", FieldType::Choice(&STATES)).quick().listed().help("空着就是待审。");
    /// By whom: an office, not necessarily a person.
    BY: String = FieldDef::new("by", "审批人（职务）", FieldType::Text).quick();
    /// What was said.
    OPINION: String = FieldDef::new("opinion", "意见", FieldType::LongText).also("审批意见");
    /// Number of the document or minutes.
    DOCUMENT: String = FieldDef::new("document", "文号或纪要号", FieldType::Text);
}

/// What an empty page says.
pub const EMPTY: &str = "这里是审批走到哪一步；在协议、项目或合同里加一行，写清哪个环节、哪天、什么意见。";

/// A step of approval.
pub static KIND: KindDef = KindDef {
    name: "approval",
    label: "审批步骤",
    title: &["desk", "of"],
    subtitle: &["date", "state"],
    fields: FIELDS,
    by_date: Some("date"),
    sequence: &["of", "desk"],
    closed: &["done", "dropped"],
    ..KindDef::PLAIN
};

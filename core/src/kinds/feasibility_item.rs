//! 大楼可研: the checklist of the new building: each step with its document, and money by source.

use crate::record::Id;
use crate::schema::{CodeList, Duty, Facts, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::{Date, Money};
use crate::{codes, fields};

/// How far the step is.
pub static STATES: CodeList = codes!("feasibility_state":
    "waiting" = "未启动",
    "doing" = "在办",
    "done" = "已完成",
    "skipped" = "不需要",
);

const MONEY: &str = "资金来源";

fields! {
    /// The step.
    STEP: String = FieldDef::new("step", "步骤", FieldType::Text).must().listed()
        .help("常见的是项目建议书、可行性研究、评审、立项批复，请核对本校程序。").also("事项 环节 名称");
    /// Place in the order.
    ORDER: u64 = FieldDef::new("order", "顺序", FieldType::Count).listed().also("序号");
    /// Who sees to it.
    UNIT: Id = FieldDef::new("unit", "责任部门", FieldType::Ref("unit")).later().quick().listed().also("部门 牵头部门");
    /// Until when.
    DUE: Date = FieldDef::new("due", "期限", FieldType::Date).later().quick().listed().also("完成时限 截止日期");
    /// How far it is; nothing means not started.
    STATE: String = FieldDef::new("state", "进展", FieldType::Choice(&STATES)).quick().listed()
        .help("空着就是未启动。").also("状态");
    /// What it produced.
    DOCUMENT: String = FieldDef::new("document", "文件或批复", FieldType::Text).quick().help("文件名称和文号。")
        .also("文号 批复");
    /// When it was done.
    DONE: Date = FieldDef::new("done", "完成日期", FieldType::Date).also("完成时间");
    /// From the state.
    CENTRAL: Money = FieldDef::new("central", "中央资金", FieldType::Money).unit("元").in_ten_thousands().group(MONEY).in_register("money");
    /// From province and city.
    LOCAL: Money = FieldDef::new("local", "地方资金", FieldType::Money).unit("元").in_ten_thousands().group(MONEY).in_register("money");
    /// From enterprises.
    FIRM: Money = FieldDef::new("firm", "企业投入", FieldType::Money).unit("元").in_ten_thousands().group(MONEY).in_register("money");
    /// Our own.
    OWN: Money = FieldDef::new("own", "学校自筹", FieldType::Money).unit("元").in_ten_thousands().group(MONEY).in_register("money");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).also("说明");
}

/// A step that is done has left a paper.
fn has_paper(facts: &dyn Facts) -> Option<String> {
    let done = facts.get(STATE).as_deref() == Some("done");
    (done && facts.get(DOCUMENT).is_none()).then(|| "写着已完成，却没有文件或批复，请补上文件名称和文号。".to_owned())
}

/// What an empty page says.
pub const EMPTY: &str = "这里是产教融合大楼从建议书到批复的步骤；每一步写清谁办、到哪天、文件在哪里、钱从哪里来。";

/// A step towards the new building.
pub static KIND: KindDef = KindDef {
    name: "feasibility_item",
    label: "大楼可研",
    duty: Some(Duty::Planning),
    title: &["step"],
    subtitle: &["unit", "state", "due"],
    fields: FIELDS,
    by_date: Some("due"),
    sequence: &["order", "due"],
    rules: &[Rule { at: Moment::Doubt, field: "document", check: has_paper }],
    closed: &["done", "skipped"],
    ..KindDef::PLAIN
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::tests::rules::breaks;
    use serde_json::json;

    #[test]
    fn a_step_that_is_done_has_its_paper() {
        assert_eq!(breaks(&KIND, Moment::Doubt, &[("state", json!("done"))]), ["document"]);
        let both = [("state", json!("done")), ("document", json!("可研报告"))];
        assert!(breaks(&KIND, Moment::Doubt, &both).is_empty());
    }
}

//! 规划与年度计划: what the school or a unit means to do in a stretch of years; its tasks follow.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, Flow, KindDef, Step};
use crate::value::Date;
use crate::{codes, fields};

/// Of what sort.
pub static SORTS: CodeList = codes!("plan_sort":
    "five_year" = "五年规划",
    "three_year" = "三年行动计划",
    "year" = "年度计划",
    "term" = "学期计划",
    "special" = "专项方案",
);

/// How far it has come.
pub static STATES: CodeList = codes!("plan_state":
    "drafting" = "起草",
    "reviewing" = "征求意见",
    "adopted" = "已印发",
    "running" = "执行中",
    "reviewed" = "已总结",
    "dropped" = "不执行",
);

fields! {
    stages &STATES;
    /// Name.
    TITLE: String = FieldDef::new("title", "规划或计划名称", FieldType::Text).must().listed().also("名称 计划名称 规划名称");
    /// Of what sort.
    SORT: String = FieldDef::new("sort", "类型", FieldType::Choice(&SORTS)).later().quick().listed();
    /// The first day.
    START: Date = FieldDef::new("start", "起始日期", FieldType::Date).in_register("term").later().quick().listed().also("开始日期");
    /// The last day.
    END: Date = FieldDef::new("end", "截止日期", FieldType::Date).in_register("term").quick().listed().also("结束日期");
    /// Whose it is.
    UNIT: Id = FieldDef::new("unit", "制定部门", FieldType::Ref("unit")).later().quick().listed().also("部门 学院");
    /// The plan that it belongs to.
    PARENT: Id = FieldDef::new("parent", "上级规划", FieldType::Ref("plan"));
    /// The policies that it follows.
    POLICIES: Vec<Id> = FieldDef::new("policies", "依据的政策", FieldType::Refs("policy"));
    /// The tasks into which it was broken down.
    TASKS: Vec<Id> = FieldDef::new("tasks", "分解的任务", FieldType::Refs("task")).help("每件任务写清谁、到哪天、办到多少。");
    /// What it means to reach.
    AIM: String = FieldDef::new("aim", "主要目标", FieldType::LongText).quick().also("目标");
    /// What was reached.
    SUMMARY: String = FieldDef::new("summary", "总结", FieldType::LongText).group("结果").also("执行情况");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

const OFFICE: &str = "产学研办公室";

static FLOW: Flow = Flow {
    start: "drafting",
    steps: &[
        Step::new(&["drafting"], "reviewing", "制定部门"),
        Step::new(&["reviewing"], "drafting", OFFICE).reasoned(),
        Step::new(&["drafting", "reviewing"], "adopted", "院长办公会").numbered(),
        Step::new(&["adopted"], "running", "制定部门"),
        Step::new(&["running"], "reviewed", OFFICE).asks(&["summary"]),
        Step::new(&["drafting", "reviewing", "adopted", "running"], "dropped", OFFICE).reasoned(),
    ],
};

/// What an empty page says.
pub const EMPTY: &str = "这里是规划和年度计划；先记名称、类型和起止，印发后把它拆成任务。";

/// A plan.
pub static KIND: KindDef = KindDef {
    name: "plan",
    label: "规划与计划",
    duty: Some(Duty::Planning),
    title: &["title"],
    subtitle: &["sort", "unit", "start"],
    fields: FIELDS,
    by_date: Some("start"),
    in_order: &[("start", "end")],
    flow: Some(&FLOW),
    ..KindDef::PLAIN
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::tests::rules::step;
    use crate::schema::stage;
    use serde_json::json;

    #[test]
    fn a_plan_is_adopted_by_a_document_and_ends_with_a_summary() {
        let at = |state: &str| (stage::STATE, json!(state));
        assert!(step(&KIND, "adopted", &[at("reviewing")]).is_err(), "without a number");
        assert!(step(&KIND, "running", &[at("adopted")]).is_ok());
        assert!(step(&KIND, "reviewed", &[at("running")]).is_err(), "without a summary");
        assert!(step(&KIND, "reviewed", &[at("running"), ("summary", json!("完成九项"))]).is_ok());
    }
}

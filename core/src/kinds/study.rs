//! 研判报告: the six sorts of study that departments write by year and by month.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, Flow, KindDef, Step};
use crate::value::Date;
use crate::{codes, fields};

/// The six sorts; which department writes which is a matter of the record.
pub static SORTS: CodeList = codes!("study_sort":
    "vocational" = "职教研究报告",
    "planning" = "规划分析报告",
    "industry" = "产业分析报告",
    "major" = "专业分析报告",
    "talent" = "人才需求报告",
    "training" = "培训市场报告",
);

/// Whether it covers a year or a month.
pub static SPANS: CodeList = codes!("study_span": "year" = "年度", "month" = "月度");

/// How far it is.
pub static STATES: CodeList = codes!("study_state":
    "waiting" = "未启动",
    "writing" = "撰写",
    "handed_in" = "提交",
    "shared" = "共享",
    "cited" = "已引用",
);

static FLOW: Flow = Flow {
    start: "waiting",
    steps: &[
        Step::new(&["waiting"], "writing", "撰写部门").asks(&["unit"]),
        Step::new(&["writing"], "handed_in", "撰写部门").asks(&["conclusions"]),
        Step::new(&["handed_in"], "writing", "产学研办公室").reasoned(),
        Step::new(&["handed_in"], "shared", "产学研办公室"),
        Step::new(&["shared"], "cited", "产学研办公室").asks(&["cited_by"]),
    ],
};

const TEXT: &str = "报告";

fields! {
    stages &STATES;
    /// Which of the six.
    SORT: String = FieldDef::new("sort", "报告类别", FieldType::Choice(&SORTS)).must().listed().also("类别 报告名称 报告");
    /// By year or by month.
    SPAN: String = FieldDef::new("span", "年度或月度", FieldType::Choice(&SPANS)).later().quick().listed();
    /// The year or month that it is about.
    PERIOD: Date = FieldDef::new("period", "报告期", FieldType::Date).must().listed()
        .help("年度报告写年份，月度报告写年月，例如 2022-03。").also("年月 月份 年度");
    /// The department that writes it.
    UNIT: Id = FieldDef::new("unit", "撰写部门", FieldType::Ref("unit")).later().quick().listed().also("部门 责任部门");
    /// Who writes it.
    AUTHOR: String = FieldDef::new("author", "执笔人", FieldType::PersonName).also("撰写人 负责人");
    /// Until when it is handed in.
    DUE: Date = FieldDef::new("due", "提交期限", FieldType::Date).later().quick().listed().also("期限 截止日期");
    /// What it found; becomes tasks.
    CONCLUSIONS: String = FieldDef::new("conclusions", "结论与建议", FieldType::LongText).group(TEXT).quick()
        .also("结论 建议");
    /// What it rests on.
    SOURCES: String = FieldDef::new("sources", "依据", FieldType::LongText).group(TEXT)
        .help("用了哪些数据和文件；系统里的数字在数据页上。");
    /// With whom it was shared.
    SHARED_WITH: Vec<Id> = FieldDef::new("shared_with", "共享给", FieldType::Refs("unit")).group(TEXT);
    /// What made use of it.
    CITED_BY: Id = FieldDef::new("cited_by", "被谁引用", FieldType::OneOf(&["meeting", "policy", "clause"])).group(TEXT)
        .help("哪次会议、哪份文件或哪件事用了这份报告的结论。");
    /// Where the full text is.
    DOCUMENT: String = FieldDef::new("document", "报告存放处", FieldType::Text).group(TEXT);
}

/// What an empty page says.
pub const EMPTY: &str = "这里是六类研判报告，每类一年一份、一月一份；先排出部门和期限，结论写好后变成任务，例如“产业分析报告 · 2022 年 3 月”。";

/// A study.
pub static KIND: KindDef = KindDef {
    name: "study",
    label: "研判报告",
    duty: Some(Duty::Planning),
    title: &["sort", "period"],
    subtitle: &["unit", "state", "due"],
    fields: FIELDS,
    by_date: Some("period"),
    flow: Some(&FLOW),
    closed: &["shared"],
    ..KindDef::PLAIN
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::tests::rules::step;
    use serde_json::json;

    #[test]
    fn a_study_is_handed_in_with_its_conclusions_and_never_skips_a_stage() {
        let unit = ("unit", json!(Id::of_key("unit", "a").to_string()));
        let at = |state: &str| ("state", json!(state));
        assert!(step(&KIND, "shared", std::slice::from_ref(&unit)).is_err(), "from the start");
        assert!(step(&KIND, "writing", &[]).is_err(), "by nobody");
        assert!(step(&KIND, "writing", std::slice::from_ref(&unit)).is_ok());
        assert!(step(&KIND, "handed_in", &[unit.clone(), at("writing")]).is_err(), "empty");
        let said = ("conclusions", json!("园区缺安全员。"));
        assert!(step(&KIND, "handed_in", &[unit.clone(), at("writing"), said.clone()]).is_ok());
        assert!(step(&KIND, "shared", &[unit.clone(), at("handed_in"), said.clone()]).is_ok());
        assert!(step(&KIND, "cited", &[unit, at("shared"), said]).is_err(), "by nothing");
    }
}

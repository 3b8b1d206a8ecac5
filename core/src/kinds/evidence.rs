//! 证据材料: the papers that the office files of an agreement, a project, a contract or a base, by
//! type (domain §3.1): whether each is there, and where.

use crate::record::Id;
use crate::schema::{CodeList, Facts, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::Date;
use crate::{codes, fields};

/// The papers of domain §3.1; the office edits the list.
pub static PAPERS: CodeList = codes!("evidence_paper":
    "licence" = "营业执照副本、企业简介",
    "agreement" = "协议原件",
    "plan" = "建设规划或方案",
    "teaching" = "教学（实训）安排",
    "internship" = "实习就业安排",
    "survey" = "调研报告",
    "acceptance" = "验收报告或验收总结",
    "summary" = "年度（学年度）总结",
    "review" = "企业评价",
    "team" = "团队名单",
    "bill" = "资金账单、银行到账单",
    "book" = "样书",
    "usage" = "使用情况",
    "cost" = "项目成本核算单",
    "registration" = "技术合同认定登记表",
    "tracking" = "技术服务跟踪表",
    "picture" = "图片",
    "other" = "其他",
);

/// Whether it is there.
pub static STATES: CodeList = codes!("evidence_state":
    "missing" = "还缺",
    "filed" = "已归档",
    "needless" = "不需要",
);

fields! {
    /// What it belongs to.
    OF: Id = FieldDef::new("of", "属于哪件事",
        FieldType::OneOf(&["agreement", "project", "contract", "base", "order_class", "industry_college", "platform"])).must().listed();
    /// Which paper.
    PAPER: String = FieldDef::new("paper", "材料", FieldType::Choice(&PAPERS)).must().listed().also("材料名称 佐证材料");
    /// What it is called, if more is to be said.
    TITLE: String = FieldDef::new("title", "名称", FieldType::Text).quick().listed();
    /// Whether it is there; nothing means missing.
    STATE: String = FieldDef::new("state", "有没有", FieldType::Choice(&STATES)).quick().listed().help("空着就是还缺。").also("状态");
    /// Until when it has to be there.
    DUE: Date = FieldDef::new("due", "应交日期", FieldType::Date).quick().also("期限");
    /// When it was filed.
    FILED: Date = FieldDef::new("filed", "归档日期", FieldType::Date).quick().listed();
    /// Where it is.
    PLACE: String = FieldDef::new("place", "放在哪里", FieldType::Text).quick().help("柜号、网盘目录或档案号。").also("档案号 存放位置");
    /// Who filed it.
    OWNER: String = FieldDef::new("owner", "经办人", FieldType::PersonName);
}

/// What an empty page says.
pub const EMPTY: &str = "这里是要归档的材料；在协议、项目、合同或基地里加一行，写清有没有、放在哪里，缺的会列出来。";

/// A paper.
pub static KIND: KindDef = KindDef {
    name: "evidence",
    label: "证据材料",
    title: &["paper", "title"],
    subtitle: &["of", "state"],
    fields: FIELDS,
    by_date: Some("filed"),
    closed: &["filed", "needless"],
    rules: &[Rule { at: Moment::Doubt, field: "place", check: filed_nowhere }],
    ..KindDef::PLAIN
};

fn filed_nowhere(facts: &dyn Facts) -> Option<String> {
    let filed = facts.get(STATE).is_some_and(|state| state == "filed");
    let placed = facts.get(PLACE).is_some_and(|place| !place.trim().is_empty());
    (filed && !placed).then(|| "写了已归档，却没有写放在哪里，以后找不到。".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::tests::rules::breaks;
    use serde_json::json;

    #[test]
    fn what_is_filed_is_somewhere() {
        assert!(breaks(&KIND, Moment::Doubt, &[("state", json!("missing"))]).is_empty());
        assert_eq!(breaks(&KIND, Moment::Doubt, &[("state", json!("filed"))]), ["place"]);
        assert!(breaks(&KIND, Moment::Doubt, &[("state", json!("filed")), ("place", json!("3 号柜"))]).is_empty());
    }
}

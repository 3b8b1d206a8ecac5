//! 成果与转化: what came of cooperation, and what became of it: used, licensed, sold.

use crate::record::Id;
use crate::schema::{CodeList, Duty, Facts, FieldDef, FieldType, KindDef, Line, Moment, Rule};
use crate::value::{Date, Money, Shares};
use crate::{codes, fields};

/// Of what sort.
pub static SORTS: CodeList = codes!("result_sort":
    "technology" = "技术成果",
    "product" = "产品样机",
    "process" = "工艺方法",
    "software" = "软件系统",
    "standard" = "标准规范",
    "teaching" = "教学成果",
    "report" = "咨询报告",
    "other" = "其他",
);

/// How it was put to use.
pub static WAYS: CodeList = codes!("transfer_way":
    "none" = "还没有转化",
    "sold" = "转让",
    "licensed" = "许可",
    "invested" = "作价入股",
    "used" = "企业直接采用",
    "own" = "自行实施",
);

const USE: &str = "转化";

fields! {
    /// Name.
    TITLE: String = FieldDef::new("title", "成果名称", FieldType::Text).must().listed().also("名称 成果");
    /// Of what sort.
    SORT: String = FieldDef::new("sort", "成果类型", FieldType::Choice(&SORTS)).later().quick().listed().also("类型");
    /// When it was there.
    DATE: Date = FieldDef::new("date", "完成日期", FieldType::Date).later().quick().listed().also("日期 完成时间");
    /// The project it came of.
    PROJECT: Id = FieldDef::new("project", "合作项目", FieldType::Ref("project")).quick().also("项目 来源项目");
    /// The research project it came of.
    RESEARCH_PROJECT: Id = FieldDef::new("research_project", "纵向科研项目", FieldType::Ref("research_project"));
    /// The contract it came of.
    CONTRACT: Id = FieldDef::new("contract", "横向合同", FieldType::Ref("contract"));
    /// The partner who has it.
    PARTNERS: Vec<Id> = FieldDef::new("partners", "合作单位", FieldType::Refs("partner")).later().quick().listed()
        .also("企业 合作企业 受让单位");
    /// The college.
    UNIT: Id = FieldDef::new("unit", "完成部门", FieldType::Ref("unit")).later().quick().listed().also("学院 部门");
    /// How the colleges share it.
    SHARES: Shares = FieldDef::new("shares", "学院分摊", FieldType::Shares("unit")).help("空着就全算完成部门的。");
    /// Who made it.
    AUTHORS: String = FieldDef::new("authors", "完成人", FieldType::Text).later().also("主要完成人");
    /// How it was put to use.
    WAY: String = FieldDef::new("way", "转化方式", FieldType::Choice(&WAYS)).later().quick().listed().group(USE).also("方式");
    /// When.
    USED: Date = FieldDef::new("used", "转化日期", FieldType::Date).group(USE);
    /// What was paid for it.
    FEE: Money = FieldDef::new("fee", "转化金额", FieldType::Money).unit("元").in_ten_thousands().group(USE)
        .help("合同约定的金额，到了账的记在到账里。").also("转让费 金额");
    /// What it does for the partner.
    BENEFIT: String = FieldDef::new("benefit", "用了以后怎样", FieldType::LongText).group(USE).also("效益 应用情况");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是合作做出来的东西和它的去处；先记名称、类型和完成日期，转化了再补方式和金额。";

/// A result.
pub static KIND: KindDef = KindDef {
    name: "result",
    label: "成果与转化",
    duty: Some(Duty::Transfer),
    title: &["title"],
    subtitle: &["sort", "unit", "date"],
    fields: FIELDS,
    lines: &[Line { kind: "ip_right", via: "result", owned: false }],
    by_date: Some("date"),
    in_order: &[("date", "used")],
    rules: &[Rule { at: Moment::Doubt, field: "used", check: put_to_use_without_day }],
    ..KindDef::PLAIN
};

fn put_to_use_without_day(facts: &dyn Facts) -> Option<String> {
    let way = facts.get(WAY).filter(|way| way != "none")?;
    let word = WAYS.label(&way).unwrap_or_default();
    facts.get(USED).is_none().then(|| format!("写了“{word}”却没有转化日期，统计时算不进任何一年。"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::tests::rules::breaks;
    use serde_json::json;

    #[test]
    fn what_was_put_to_use_says_when() {
        assert!(breaks(&KIND, Moment::Doubt, &[("way", json!("none"))]).is_empty());
        assert_eq!(breaks(&KIND, Moment::Doubt, &[("way", json!("sold"))]), ["used"]);
        assert!(breaks(&KIND, Moment::Doubt, &[("way", json!("sold")), ("used", json!("2022"))]).is_empty());
    }
}

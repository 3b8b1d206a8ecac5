//! 投入与捐赠: what one side puts in for the other: money, equipment, people, rooms; what was
//! promised and what arrived are two numbers.

use crate::record::Id;
use crate::schema::{CodeList, Duty, Facts, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::{Date, Money};
use crate::{codes, fields};

/// Who gives.
pub static GIVERS: CodeList = codes!("input_giver":
    "partner" = "企业（对方）投入",
    "school" = "学校投入",
    "central" = "中央财政",
    "local" = "地方财政",
);

/// What is given.
pub static SORTS: CodeList = codes!("input_sort":
    "money" = "资金",
    "equipment" = "设备",
    "donated" = "捐赠设备",
    "lent" = "准捐赠设备",
    "scholarship" = "奖助学金",
    "software" = "软件资料",
    "space" = "场地",
    "other" = "其他",
);

fields! {
    /// With whom.
    PARTNER: Id = FieldDef::new("partner", "合作单位", FieldType::Ref("partner")).must().listed()
        .also("单位 单位名称 企业 企业名称 捐赠单位");
    /// What it is.
    WHAT: String = FieldDef::new("what", "投入内容", FieldType::Text).must().listed().also("内容 名称 捐赠内容 设备名称");
    /// Who gives.
    GIVER: String = FieldDef::new("giver", "谁投入的", FieldType::Choice(&GIVERS)).later().quick().listed().also("投入方");
    /// Of what sort.
    SORT: String = FieldDef::new("sort", "投入形式", FieldType::Choice(&SORTS)).later().quick().listed()
        .help("准捐赠是产权还在对方、给学校长期用的。").also("形式 类别");
    /// What was promised, in money.
    PROMISED: Money = FieldDef::new("promised", "承诺金额", FieldType::Money).in_register("promise").unit("元").in_ten_thousands()
        .quick().listed().also("承诺金额（价值）").help("设备、软件填折算的价值。");
    /// Until when.
    PROMISED_BY: Date = FieldDef::new("promised_by", "承诺到位日期", FieldType::Date).in_register("promise").quick();
    /// What arrived, in money.
    ARRIVED: Money = FieldDef::new("arrived", "到位金额", FieldType::Money).in_register("arrival").unit("元").in_ten_thousands()
        .quick().listed().also("到账金额 到位金额（价值） 价值 设备总值");
    /// When.
    ARRIVED_ON: Date = FieldDef::new("arrived_on", "到位日期", FieldType::Date).in_register("arrival").quick().listed()
        .also("到账日期 捐赠日期 日期");
    /// The project for which it is.
    PROJECT: Id = FieldDef::new("project", "所属项目", FieldType::Ref("project")).also("项目");
    /// The unit that has it.
    UNIT: Id = FieldDef::new("unit", "受益（使用）部门", FieldType::Ref("unit")).later().listed().also("部门 学院");
    /// What proves it.
    VOUCHER: String = FieldDef::new("voucher", "凭证或交接单", FieldType::Text).help("凭证号、发票号或交接单编号。");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是双方真金白银的投入：资金、设备、捐赠；承诺的和到位的分开记，到位了再填到位金额和日期。";

/// An input.
pub static KIND: KindDef = KindDef {
    name: "input",
    label: "投入与捐赠",
    duty: Some(Duty::Contracts),
    title: &["what"],
    subtitle: &["partner", "sort", "arrived"],
    fields: FIELDS,
    by_date: Some("arrived_on"),
    rules: &[Rule { at: Moment::Doubt, field: "arrived_on", check: arrived_without_day }],
    ..KindDef::PLAIN
};

fn arrived_without_day(facts: &dyn Facts) -> Option<String> {
    let arrived = facts.get(ARRIVED).is_some() && facts.get(ARRIVED_ON).is_none();
    arrived.then(|| "填了到位金额却没有到位日期，统计时算不进任何一年。".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::tests::rules::breaks;
    use serde_json::json;

    #[test]
    fn what_arrived_says_when() {
        let arrived = ("arrived", json!(5_000_000));
        assert_eq!(breaks(&KIND, Moment::Doubt, std::slice::from_ref(&arrived)), ["arrived_on"]);
        assert!(breaks(&KIND, Moment::Doubt, &[arrived, ("arrived_on", json!("2022-03"))]).is_empty());
    }
}

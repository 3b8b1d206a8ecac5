//! 双高预算: what was planned, arrived and was spent of the 双高 plan, a line a year and source.

use super::{checks, double_high_task};
use crate::fields;
use crate::record::Id;
use crate::schema::{Duty, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::{Date, Money};

fields! {
    /// The calendar year.
    YEAR: Date = FieldDef::new("year", "年度", FieldType::Date).must().listed().help("按自然年，填到年，例如 2022。");
    /// Where the money comes from.
    FUNDS: String = FieldDef::new("funds", "资金来源", FieldType::Choice(&super::FUNDS)).must().listed().also("来源");
    /// Of the school or of a group of majors.
    LEVEL: String = FieldDef::new("level", "层面", FieldType::Choice(&double_high_task::LEVELS)).later().quick().listed();
    /// The group of majors.
    MAJOR_GROUP: Id = FieldDef::new("major_group", "专业群", FieldType::Ref("major_group")).when("level", &["group"])
        .later().quick().listed();
    /// What is planned.
    BUDGET: Money = FieldDef::new("budget", "预算", FieldType::Money).unit("元").in_ten_thousands().later().quick().listed().also("预算金额");
    /// What has arrived.
    ARRIVED: Money = FieldDef::new("arrived", "到位", FieldType::Money).unit("元").in_ten_thousands().later().quick().listed()
        .also("到位金额 到账");
    /// What was spent.
    SPENT: Money = FieldDef::new("spent", "支出", FieldType::Money).unit("元").in_ten_thousands().later().quick().listed()
        .also("支出金额 执行");
    /// Where the numbers were taken from.
    SOURCE_TEXT: String = FieldDef::new("source", "出处", FieldType::Text).group("来源").help("例如财务处的决算表。");
    /// The day for which they hold.
    AS_OF: Date = FieldDef::new("as_of", "统计日期", FieldType::Date).group("来源");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是双高建设每年的钱：中央、地方、行业企业、自筹各一行；到位率和执行率由它算出。";

/// Money of the plan from one source in one year.
pub static KIND: KindDef = KindDef {
    name: "double_high_budget",
    label: "双高预算",
    duty: Some(Duty::Planning),
    title: &["year", "funds", "level"],
    subtitle: &["budget", "arrived", "spent"],
    fields: FIELDS,
    by_date: Some("year"),
    rules: &[Rule { at: Moment::Doubt, field: "spent", check: |facts| checks::at_most(facts, SPENT, ARRIVED) }],
    ..KindDef::PLAIN
};

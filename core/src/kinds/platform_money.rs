//! 平台资金: budget, money arrived and money spent of a platform, a line for each year and source.

use super::checks;
use crate::fields;
use crate::record::Id;
use crate::schema::{FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::{Date, Money};

fields! {
    /// The platform.
    PLATFORM: Id = FieldDef::new("platform", "平台", FieldType::Ref("platform")).must().listed();
    /// The calendar year.
    YEAR: Date = FieldDef::new("year", "年度", FieldType::Date).must().listed().help("按自然年，填到年，例如 2022。");
    /// Where the money comes from.
    FUNDS: String = FieldDef::new("funds", "资金来源", FieldType::Choice(&super::FUNDS)).must().listed()
        .also("来源");
    /// What is planned.
    BUDGET: Money = FieldDef::new("budget", "预算", FieldType::Money).unit("元").in_ten_thousands().later().quick().listed()
        .also("预算金额");
    /// What has arrived.
    ARRIVED: Money = FieldDef::new("arrived", "到位", FieldType::Money).unit("元").in_ten_thousands().later().quick().listed()
        .also("到位金额 到账");
    /// What was spent.
    SPENT: Money = FieldDef::new("spent", "支出", FieldType::Money).unit("元").in_ten_thousands().later().quick().listed()
        .also("支出金额 执行");
    /// Anything else.
    NOTE: String = FieldDef::new("note", "说明", FieldType::Text);
}

/// What an empty page says.
pub const EMPTY: &str = "这里是平台每年的钱：四种来源各一行，预算、到位和支出；到位率和执行率由它算出。";

/// Money of a platform from one source in one year.
pub static KIND: KindDef = KindDef {
    name: "platform_money",
    label: "平台资金",
    title: &["funds", "year"],
    subtitle: &["platform", "budget", "arrived"],
    fields: FIELDS,
    by_date: Some("year"),
    sequence: &["-year", "platform", "funds"],
    rules: &[
        Rule { at: Moment::Doubt, field: "spent", check: |facts| checks::at_most(facts, SPENT, ARRIVED) },
        Rule {
            at: Moment::Doubt,
            field: "funds",
            check: |facts| {
                let twice = checks::stands_twice(facts, KIND.name, PLATFORM, &[YEAR.def(), FUNDS.def()]);
                twice.then(|| "这一年这个来源已有另一行，请核对是不是重复了。".to_owned())
            },
        },
    ],
    ..KindDef::PLAIN
};

//! 毕业生就业: how many graduates of a major and year one partner employed. Numbers, never names.

use super::checks;
use crate::fields;
use crate::record::Id;
use crate::schema::{Duty, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::{Date, Money};

const SOURCE: &str = "来源";

fields! {
    /// Who employed them.
    PARTNER: Id = FieldDef::new("partner", "就业单位", FieldType::Ref("partner")).must().listed()
        .also("单位 企业名称 用人单位 单位名称 合作单位");
    /// What they had studied.
    MAJOR: Id = FieldDef::new("major", "专业", FieldType::Ref("major")).must().listed().also("专业名称");
    /// The year in which they graduated.
    YEAR: Date = FieldDef::new("year", "届", FieldType::Date).must().listed().help("毕业的年份，例如 2022 就是 2022 届。")
        .also("届别 毕业年份 毕业届别");
    /// How many.
    HEADCOUNT: u64 = FieldDef::new("headcount", "人数", FieldType::Count).unit("人").later().quick().listed()
        .ministry("JSBYSJYS 接受毕业生就业数").also("就业人数 录用人数");
    /// The mean of what they are paid at first.
    STARTING_PAY: Money = FieldDef::new("starting_pay", "起薪", FieldType::Money).unit("元/月").quick().listed()
        .help("平均起薪，填一个数。").also("月薪 薪资 平均起薪");
    /// How many work in 常州.
    LOCAL: u64 = FieldDef::new("local", "其中在本市就业", FieldType::Count).unit("人").quick().listed()
        .also("本地就业 留常人数");
    /// How many have a post that fits what they studied.
    MATCHED: u64 = FieldDef::new("matched", "其中专业对口", FieldType::Count).unit("人").quick().also("对口人数");
    /// How many are still there after a year.
    STAYED: u64 = FieldDef::new("stayed", "一年后仍在", FieldType::Count).unit("人").help("毕业生跟踪时问到的人数。");
    /// The order class from which they came.
    ORDER_CLASS: Id = FieldDef::new("order_class", "来自订单班", FieldType::Ref("order_class"));
    /// Where the numbers were taken from.
    SOURCE_TEXT: String = FieldDef::new("source", "出处", FieldType::Text).group(SOURCE)
        .help("例如招就处的就业台账。");
    /// The day for which they hold.
    AS_OF: Date = FieldDef::new("as_of", "统计日期", FieldType::Date).group(SOURCE);
}

/// What an empty page says.
pub const EMPTY: &str = "这里按单位、专业和届记毕业生就业人数和起薪；只记数，不记姓名，例如从招就处的台账导入。";

/// Graduates of a major and year at a partner.
pub static KIND: KindDef = KindDef {
    name: "employment",
    label: "毕业生就业",
    duty: Some(Duty::Supervision),
    title: &["partner", "major", "year"],
    subtitle: &["headcount", "starting_pay"],
    fields: FIELDS,
    by_date: Some("year"),
    rules: &[
        Rule { at: Moment::Save, field: "local", check: |facts| checks::at_most(facts, LOCAL, HEADCOUNT) },
        Rule { at: Moment::Save, field: "matched", check: |facts| checks::at_most(facts, MATCHED, HEADCOUNT) },
        Rule { at: Moment::Save, field: "stayed", check: |facts| checks::at_most(facts, STAYED, HEADCOUNT) },
        Rule {
            at: Moment::Doubt,
            field: "year",
            check: |facts| {
                let twice = checks::stands_twice(facts, KIND.name, PARTNER, &[MAJOR.def(), YEAR.def()]);
                twice.then(|| "这家单位、这个专业、这一届已有另一条，请核对是不是重复了。".to_owned())
            },
        },
    ],
    ..KindDef::PLAIN
};

//! 考核指标: what a unit is scored for in a year, how many points, and how many at most
//! (domain §3.2, yearly assessment).

use crate::record::Id;
use crate::schema::{CodeList, Duty, Facts, FieldDef, FieldType, KindDef, Line, Moment, Rule};
use crate::value::{Money, Quantity, SchoolYear};
use crate::{codes, fields};

/// How points are earned.
pub static BASES: CodeList = codes!("indicator_basis":
    "money" = "按到账金额",
    "count" = "按条数",
    "level" = "按级别",
    "judged" = "评审打分",
);

const POINTS: &str = "计分";

fields! {
    /// What is scored.
    NAME: String = FieldDef::new("name", "指标", FieldType::Text).must().listed().also("指标名称 考核指标 考核内容");
    /// Of what sort.
    GROUP: String = FieldDef::new("group", "指标类型", FieldType::Text).quick().listed().also("类型 一级指标");
    /// For which year.
    YEAR: SchoolYear = FieldDef::new("year", "学年", FieldType::SchoolYear).later().quick().listed();
    /// What has to be reached.
    STANDARD: String = FieldDef::new("standard", "完成标准", FieldType::LongText).quick().also("考核标准 评分标准");
    /// The task that it measures.
    TASK: Id = FieldDef::new("task", "对应任务", FieldType::Ref("task"));
    /// How points are earned.
    BASIS: String = FieldDef::new("basis", "怎样计分", FieldType::Choice(&BASES)).later().quick().listed().group(POINTS);
    /// Name of the kind of record that earns points.
    EARNED_BY: String = FieldDef::new("earned_by", "哪类记录得分", FieldType::Text).when("basis", &["count", "level"]).group(POINTS)
        .help("填这类记录的名称，例如“走访”“合作课程”，佐证自动带出。");
    /// The standard score: the most a self-score can be.
    SCORE: Quantity = FieldDef::new("score", "标准分", FieldType::Quantity).unit("分").later().quick().listed().group(POINTS).also("分值 满分");
    /// For how much money one step of points is earned.
    PER_AMOUNT: Money = FieldDef::new("per_amount", "每多少金额", FieldType::Money).unit("元").in_ten_thousands().when("basis", &["money"]).group(POINTS)
        .help("例如每 10 万元 1 分，这里填 10 万元；各校不同，请核对。");
    /// Points of each step, or of each record.
    PER_POINTS: Quantity = FieldDef::new("per_points", "每次得分", FieldType::Quantity).unit("分")
        .when("basis", &["money", "count"]).group(POINTS).help("例如每 10 万元 1 分，这里填 1；请核对。");
    /// The most that can be earned.
    CAP: Quantity = FieldDef::new("cap", "累计不超过", FieldType::Quantity).unit("分").when("basis", &["money", "count", "level"]).group(POINTS)
        .help("例如累计不超过 10 分；请核对。");
    /// Points by level, as people write them.
    LEVELS: String = FieldDef::new("levels", "各级别得分", FieldType::LongText).when("basis", &["level"]).group(POINTS)
        .help("一行一级，例如“国家级 10”“省级 6”“校级 2”；请核对。");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

/// What an empty page says.
pub const EMPTY: &str =
    "这里是各学院的考核指标和计分办法；先记指标、学年和标准分，例如“横向到账，每 10 万元 1 分，累计不超过 10 分”。";

/// An indicator.
pub static KIND: KindDef = KindDef {
    name: "indicator",
    label: "考核指标",
    duty: Some(Duty::Planning),
    title: &["name"],
    subtitle: &["group", "year", "score"],
    fields: FIELDS,
    sequence: &["-year", "group"],
    holds_for: Some("year"),
    lines: &[Line { kind: "score", via: "indicator", owned: false }],
    rules: &[Rule { at: Moment::Doubt, field: "cap", check: cap_above_score }],
    ..KindDef::PLAIN
};

fn cap_above_score(facts: &dyn Facts) -> Option<String> {
    let (cap, score) = (facts.get(CAP)?, facts.get(SCORE)?);
    (cap > score).then(|| format!("“累计不超过”（{}）比标准分（{}）还高，请核对。", cap.plain(), score.plain()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::tests::rules::breaks;
    use serde_json::json;

    #[test]
    fn nobody_earns_more_than_the_standard_score() {
        let points = |cap: u64| [("score", json!(1_000)), ("cap", json!(cap))];
        assert!(breaks(&KIND, Moment::Doubt, &points(1_000)).is_empty());
        assert_eq!(breaks(&KIND, Moment::Doubt, &points(1_100)), ["cap"]);
    }
}

//! 用房需求: who wants how much space for what, in the present buildings or in the new one.

use crate::record::Id;
use crate::schema::{CodeList, Duty, Facts, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::{Date, Money, Quantity};
use crate::{codes, fields};

/// What the space is for.
pub static FUNCTIONS: CodeList = codes!("space_function":
    "practice" = "实训",
    "research" = "研发",
    "training" = "培训",
    "incubation" = "孵化",
    "exhibition" = "展示",
    "office" = "办公",
    "other" = "其他",
);

/// Where it should be found.
pub static WHERES: CodeList =
    codes!("space_where": "present" = "盘活现有用房", "new" = "产教融合大楼", "either" = "都可以");

/// What became of it.
pub static STATES: CodeList = codes!("space_state":
    "open" = "未安排",
    "offered" = "已推荐用房",
    "met" = "已安排",
    "dropped" = "不需要了",
);

fields! {
    /// What it is for, in one line.
    TITLE: String = FieldDef::new("title", "需求名称", FieldType::Text).must().listed().also("名称 需求 用房需求");
    /// Our unit that asks.
    UNIT: Id = FieldDef::new("unit", "提出部门", FieldType::Ref("unit")).quick().listed().also("部门 学院 需求部门");
    /// The partner that asks.
    PARTNER: Id = FieldDef::new("partner", "提出企业", FieldType::Ref("partner")).quick().listed()
        .also("单位 企业 单位名称 合作单位");
    /// What the space is for.
    FUNCTION: String = FieldDef::new("function", "功能", FieldType::Choice(&FUNCTIONS)).later().quick().listed()
        .also("用途");
    /// How much.
    AREA: Quantity = FieldDef::new("area", "需求面积", FieldType::Quantity).unit("㎡").later().quick().listed().also("面积");
    /// Where.
    WHERE: String = FieldDef::new("where", "在哪里解决", FieldType::Choice(&WHERES)).quick().listed();
    /// From when.
    NEEDED: Date = FieldDef::new("needed", "何时要用", FieldType::Date).also("使用时间 需要时间");
    /// Electricity, water, load, height.
    CONDITIONS: String = FieldDef::new("conditions", "条件要求", FieldType::Text).help("电、水、承重、层高等。");
    /// Why it is needed.
    REASON: String = FieldDef::new("reason", "依据", FieldType::Text).group("投入").also("依据项目 理由");
    /// What the enterprise would put in.
    INVESTMENT: Money = FieldDef::new("investment", "企业承诺投入", FieldType::Money).unit("元").in_ten_thousands().group("投入").quick().listed()
        .also("承诺投入 投入");
    /// The letter of intent.
    AGREEMENT: Id = FieldDef::new("agreement", "意向书或协议", FieldType::Ref("agreement")).group("投入");
    /// The room that was found.
    ROOM: Id = FieldDef::new("room", "安排的房屋", FieldType::Ref("room")).group("安排");
    /// What became of it; nothing means open.
    STATE: String = FieldDef::new("state", "安排情况", FieldType::Choice(&STATES)).group("安排").listed()
        .help("空着就是未安排。").also("状态");
}

/// Space that nobody asks for is no demand.
fn asked_by_somebody(facts: &dyn Facts) -> Option<String> {
    let nobody = facts.get(UNIT).is_none() && facts.get(PARTNER).is_none();
    nobody.then(|| "提出部门和提出企业至少填一个，才知道是谁要用。".to_owned())
}

/// What an empty page says.
pub const EMPTY: &str = "这里是谁要多少平方米做什么；先用闲置房屋去配，配不上的就是产教融合大楼要解决的缺口。";

/// A demand for space.
pub static KIND: KindDef = KindDef {
    name: "space_demand",
    label: "用房需求",
    duty: Some(Duty::Planning),
    title: &["title"],
    subtitle: &["unit", "partner", "function", "area"],
    fields: FIELDS,
    by_date: Some("needed"),
    rules: &[Rule { at: Moment::Save, field: "unit", check: asked_by_somebody }],
    closed: &["met", "dropped"],
    ..KindDef::PLAIN
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::tests::rules::breaks;
    use serde_json::json;

    #[test]
    fn a_demand_comes_from_a_unit_or_a_partner() {
        assert_eq!(breaks(&KIND, Moment::Save, &[("title", json!("中试车间"))]), ["unit"]);
        let partner = json!(Id::of_key("partner", "a").to_string());
        assert!(breaks(&KIND, Moment::Save, &[("partner", partner)]).is_empty());
    }
}

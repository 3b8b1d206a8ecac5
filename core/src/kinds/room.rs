//! 房屋: one room of a building as the survey of assets found it. Who moved in is [`super::tenancy`].

use crate::record::Id;
use crate::schema::{CodeList, Duty, Facts, FieldDef, FieldType, KindDef, Line, Moment, Rule};
use crate::value::{Date, Money, Quantity};
use crate::{codes, fields};

/// What it is used for.
pub static USES: CodeList = codes!("room_use":
    "teaching" = "教学",
    "practice" = "实训",
    "laboratory" = "实验",
    "research" = "研发",
    "training" = "培训",
    "office" = "办公",
    "incubation" = "孵化",
    "exhibition" = "展示",
    "storage" = "仓储",
    "service" = "后勤服务",
    "other" = "其他",
);

/// How well it is used.
pub static STATES: CodeList = codes!("room_state":
    "used" = "在用",
    "low" = "低效",
    "idle" = "闲置",
    "let" = "已入驻",
);

const SIZE: &str = "面积与条件";
const WORTH: &str = "效益";

fields! {
    /// The building.
    BUILDING: Id = FieldDef::new("building", "楼宇", FieldType::Ref("building")).must().listed().also("楼 楼名 楼栋");
    /// Number on the door.
    NUMBER: String = FieldDef::new("number", "室号", FieldType::Text).must().listed().also("房间号 房号 房间 编号");
    /// How well it is used.
    STATE: String = FieldDef::new("state", "使用状态", FieldType::Choice(&STATES)).later().quick().listed()
        .help("一周用不到两天算低效，口径请核对。").also("状态 使用情况");
    /// What it is used for.
    USE: String = FieldDef::new("use", "用途", FieldType::Choice(&USES)).later().quick().listed().also("房屋用途 功能");
    /// Whose room it is.
    UNIT: Id = FieldDef::new("unit", "归口学院", FieldType::Ref("unit")).later().quick().listed()
        .also("归口部门 使用部门 部门 学院");
    /// Gross area.
    BUILT_AREA: Quantity = FieldDef::new("built_area", "建筑面积", FieldType::Quantity).unit("㎡").group(SIZE);
    /// Usable area.
    AREA: Quantity = FieldDef::new("area", "使用面积", FieldType::Quantity).unit("㎡").group(SIZE).later().quick().listed()
        .also("面积");
    /// Clear height.
    HEIGHT: Quantity = FieldDef::new("height", "层高", FieldType::Quantity).unit("米").group(SIZE);
    /// Floor load.
    LOAD: Quantity = FieldDef::new("load", "楼面承重", FieldType::Quantity).unit("千牛/㎡").group(SIZE).also("承重");
    /// Electric power.
    POWER: Quantity = FieldDef::new("power", "供电容量", FieldType::Quantity).unit("千瓦").group(SIZE).also("电 电容量");
    /// Running water and drain.
    WATER: bool = FieldDef::new("water", "有上下水", FieldType::Bool).group(SIZE).also("水 上下水");
    /// Use in person-hours a year.
    PERSON_HOURS: Quantity = FieldDef::new("person_hours", "年使用人时", FieldType::Quantity)
        .unit("人时/年").group(WORTH).in_register("worth").quick().listed().help("每周人次 × 每次小时 × 周数。").also("人时");
    /// What it earned in the year.
    INCOME: Money = FieldDef::new("income", "年到账收入", FieldType::Money).unit("元/年").group(WORTH)
        .in_register("worth").help("租金、服务等已到账的钱。").also("收入 年收入");
    /// The year of both.
    WORTH_YEAR: Date = FieldDef::new("worth_year", "效益年份", FieldType::Date).group(WORTH).in_register("worth")
        .help("人时和收入是哪一年的。");
    /// When it was looked at.
    SURVEYED: Date = FieldDef::new("surveyed", "盘点日期", FieldType::Date).group("盘点").in_register("survey").later()
        .quick().listed().also("盘点时间");
    /// Who looked.
    SURVEYOR: String = FieldDef::new("surveyor", "盘点人", FieldType::PersonName).group("盘点").in_register("survey");
    /// What was seen.
    REMARKS: String = FieldDef::new("remarks", "盘点说明", FieldType::LongText).group("盘点").quick().also("备注 说明");
}

/// What is inside cannot be larger than the whole.
fn inside(facts: &dyn Facts) -> Option<String> {
    let (inner, whole) = (facts.get(AREA)?, facts.get(BUILT_AREA)?);
    let sentence = || format!("使用面积（{}㎡）大于建筑面积（{}㎡），请核对这两个数。", inner.plain(), whole.plain());
    (inner > whole).then(sentence)
}

/// A room that somebody moved into has a record of who and until when.
fn has_tenant(facts: &dyn Facts) -> Option<String> {
    let is_let = facts.get(STATE).as_deref() == Some("let");
    let tenants = facts.lines(&facts.id(), super::tenancy::KIND.name, super::tenancy::ROOM.name());
    (is_let && tenants.is_empty()).then(|| "写着已入驻，却没有入驻记录：可能是无协议占用，请核对。".to_owned())
}

/// What an empty page says.
pub const EMPTY: &str = "这里是一间一间的房屋；拿手机逐间盘点，先填室号、面积和状态，让每一平米都发挥效益。";

/// A room.
pub static KIND: KindDef = KindDef {
    name: "room",
    label: "房屋",
    duty: Some(Duty::Archive),
    title: &["building", "number"],
    subtitle: &["state", "use", "unit"],
    fields: FIELDS,
    lines: &[
        Line { kind: "tenancy", via: "room", owned: false },
        Line { kind: "space_demand", via: "room", owned: false },
    ],
    by_date: None,
    rules: &[
        Rule { at: Moment::Save, field: "area", check: inside },
        Rule { at: Moment::Doubt, field: "state", check: has_tenant },
    ],
    ..KindDef::PLAIN
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::tests::rules::breaks;
    use serde_json::json;

    #[test]
    fn a_room_is_no_larger_inside_than_outside() {
        let sizes = |inner: u64| [("area", json!(inner * 100)), ("built_area", json!(8_000))];
        assert_eq!(breaks(&KIND, Moment::Save, &sizes(81)), ["area"]);
        assert!(breaks(&KIND, Moment::Save, &sizes(80)).is_empty());
    }

    #[test]
    fn a_room_that_is_let_has_a_tenant() {
        assert_eq!(breaks(&KIND, Moment::Doubt, &[("state", json!("let"))]), ["state"]);
        assert!(breaks(&KIND, Moment::Doubt, &[("state", json!("idle"))]).is_empty());
    }
}

//! 入驻: a partner in one of our rooms: under which agreement, until when, for what in return.

use crate::record::Id;
use crate::schema::{CodeList, Duty, Facts, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::{Date, Money, Quantity};
use crate::{codes, fields};

/// What we get in return; unlike things are never added.
pub static CONSIDERATIONS: CodeList = codes!("tenancy_consideration":
    "rent" = "租金",
    "equipment" = "设备",
    "places" = "工位",
    "lessons" = "课时",
    "none" = "无对价",
);

const RETURN: &str = "对价";

fields! {
    /// The room.
    ROOM: Id = FieldDef::new("room", "房屋", FieldType::Ref("room")).must().listed().also("室号 房间 用房");
    /// Who moved in.
    PARTNER: Id = FieldDef::new("partner", "入驻单位", FieldType::Ref("partner")).must().listed()
        .also("单位 企业 单位名称 企业名称 合作单位");
    /// The agreement under which.
    AGREEMENT: Id = FieldDef::new("agreement", "依据协议", FieldType::Ref("agreement")).later().quick().listed()
        .help("没有协议的入驻会列进问题清单。").also("协议");
    /// First day.
    START: Date = FieldDef::new("start", "入驻日期", FieldType::Date).in_register("term").later().quick().listed()
        .also("开始日期 入驻时间");
    /// Last day.
    END: Date = FieldDef::new("end", "到期日", FieldType::Date).in_register("term").later().quick().listed()
        .also("到期日期 结束日期 协议期");
    /// The day on which they left.
    LEFT: Date = FieldDef::new("left", "搬离日期", FieldType::Date).help("还在就空着。");
    /// What we get.
    CONSIDERATION: String = FieldDef::new("consideration", "对价方式", FieldType::Choice(&CONSIDERATIONS)).group(RETURN)
        .later().quick().listed().also("对价");
    /// Rent a year.
    RENT: Money = FieldDef::new("rent", "年租金", FieldType::Money).unit("元/年").group(RETURN)
        .when("consideration", &["rent"]).quick().also("租金");
    /// Worth of the equipment.
    EQUIPMENT: Money = FieldDef::new("equipment", "设备价值", FieldType::Money).unit("元").in_ten_thousands().group(RETURN)
        .when("consideration", &["equipment"]).quick();
    /// Places for students.
    PLACES: u64 = FieldDef::new("places", "工位数", FieldType::Count).unit("个").group(RETURN)
        .when("consideration", &["places"]).quick();
    /// Hours of teaching a year.
    LESSONS: Quantity = FieldDef::new("lessons", "年课时", FieldType::Quantity).unit("课时/年").group(RETURN)
        .when("consideration", &["lessons"]).quick();
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).also("说明");
}

/// An audit asks for the agreement of everybody who uses our rooms.
fn under_agreement(facts: &dyn Facts) -> Option<String> {
    let there = facts.get(LEFT).is_none() && facts.get(AGREEMENT).is_none();
    there.then(|| "没有依据协议就入驻，审计会问，请补签或写上协议。".to_owned())
}

/// What an empty page says.
pub const EMPTY: &str = "这里是引进校园的企业：在哪间、依据哪份协议、到哪天、给学校什么；无协议占用会被提醒。";

/// A partner in a room.
pub static KIND: KindDef = KindDef {
    name: "tenancy",
    label: "入驻",
    duty: Some(Duty::Archive),
    title: &["partner", "room"],
    subtitle: &["consideration", "start", "end"],
    fields: FIELDS,
    by_date: Some("start"),
    in_order: &[("start", "end"), ("start", "left")],
    rules: &[Rule { at: Moment::Doubt, field: "agreement", check: under_agreement }],
    ..KindDef::PLAIN
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::tests::rules::breaks;
    use serde_json::json;

    #[test]
    fn whoever_is_there_without_an_agreement_is_named() {
        assert_eq!(breaks(&KIND, Moment::Doubt, &[]), ["agreement"]);
        assert!(breaks(&KIND, Moment::Doubt, &[("left", json!("2021-12-31"))]).is_empty());
        let agreement = json!(Id::of_key("agreement", "a").to_string());
        assert!(breaks(&KIND, Moment::Doubt, &[("agreement", agreement)]).is_empty());
    }
}

//! 四结合、六合一: the checklist of a base. The wording is the office's own: it was found nowhere.

use crate::record::Id;
use crate::schema::{CodeList, FieldDef, FieldType, KindDef};
use crate::value::Date;
use crate::{codes, fields};

/// Which of the two lists.
pub static PARTS: CodeList = codes!("base_item_part":
    "four" = "四结合",
    "six" = "六合一",
);

fields! {
    /// The base.
    BASE: Id = FieldDef::new("base", "基地", FieldType::Ref("base")).must().listed();
    /// Which of the two lists.
    PART: String = FieldDef::new("part", "四结合或六合一", FieldType::Choice(&PARTS)).must().listed();
    /// Place in its list: 1 to 4, 1 to 6.
    ORDER: u64 = FieldDef::new("order", "第几项", FieldType::Count).quick().listed();
    /// What the item demands, in the office's words.
    WORDING: String = FieldDef::new("wording", "这一项的说法", FieldType::Text).later().quick().listed()
        .help("各项的正式说法由本校自己写，请核对。").also("内容 要求");
    /// How it stands.
    REACHED: String = FieldDef::new("reached", "达成情况", FieldType::Choice(&super::REACHED)).later().quick().listed();
    /// What shows it.
    EVIDENCE: String = FieldDef::new("evidence", "佐证", FieldType::LongText).quick();
    /// The year that was looked at.
    YEAR: Date = FieldDef::new("year", "年度", FieldType::Date).later().quick().listed().help("填到年，例如 2022。");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是基地对照“四结合、六合一”的清单，四项加六项；各项的说法由本校填写，每年看一次达成没有。";

/// One item of a base's checklist.
pub static KIND: KindDef = KindDef {
    name: "base_item",
    label: "四结合六合一",
    title: &["part", "order", "wording"],
    subtitle: &["base", "reached", "year"],
    fields: FIELDS,
    by_date: Some("year"),
    sequence: &["base", "-year", "part", "order"],
    ..KindDef::PLAIN
};

//! 清单条目: one line of the three lists of a town: products, wanted technology, wanted people.

use crate::record::Id;
use crate::schema::{CodeList, FieldDef, FieldType, KindDef};
use crate::value::{Date, Money};
use crate::{codes, fields};

/// Which of the three lists.
pub static LISTS: CodeList = codes!("town_list":
    "product" = "核心产品",
    "technology" = "技术需求",
    "talent" = "人才需求",
);

/// What became of a need.
pub static STATES: CodeList = codes!("town_item_state":
    "open" = "未对接",
    "matched" = "对接中",
    "done" = "已办结",
    "dropped" = "不办了",
);

const NEEDS: &[&str] = &["technology", "talent"];

fields! {
    /// The pair.
    PAIR: Id = FieldDef::new("pair", "院镇结对", FieldType::Ref("town_pair")).must().listed();
    /// Which list.
    LIST: String = FieldDef::new("list", "哪张清单", FieldType::Choice(&LISTS)).must().listed().also("清单 类别 类型");
    /// What it is.
    NAME: String = FieldDef::new("name", "名称", FieldType::Text).must().listed()
        .help("产品、技术题目或岗位，一行一个。").also("产品 产品名称 需求 岗位 题目");
    /// Whose product or need it is.
    PARTNER: Id = FieldDef::new("partner", "企业", FieldType::Ref("partner")).quick().listed()
        .also("单位 单位名称 企业名称 合作单位");
    /// The major that it needs.
    MAJOR: Id = FieldDef::new("major", "对应专业", FieldType::Ref("major")).quick().also("专业 专业名称");
    /// How many people.
    HEADCOUNT: u64 = FieldDef::new("headcount", "人数", FieldType::Count).when("list", &["talent"]).unit("人").quick()
        .listed().also("需求人数");
    /// What they would spend.
    BUDGET: Money = FieldDef::new("budget", "预算", FieldType::Money).when("list", &["technology"]).unit("元").in_ten_thousands().quick();
    /// Until when.
    DUE: Date = FieldDef::new("due", "时限", FieldType::Date).when("list", NEEDS).also("期限");
    /// What became of it; nothing means open.
    STATE: String = FieldDef::new("state", "对接情况", FieldType::Choice(&STATES)).when("list", NEEDS).quick().listed()
        .help("空着就是未对接。").also("状态");
    /// Anything else.
    DETAIL: String = FieldDef::new("detail", "说明", FieldType::LongText).also("备注");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是各镇街的三张清单；在院镇结对里加一行，例如“技术需求 · 铸件表面缺陷检测”。";

/// A line of a town's lists.
pub static KIND: KindDef = KindDef {
    name: "town_item",
    label: "镇街清单",
    title: &["list", "name"],
    subtitle: &["pair", "partner", "state"],
    fields: FIELDS,
    closed: &["done", "dropped"],
    ..KindDef::PLAIN
};

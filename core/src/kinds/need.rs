//! Needs: what a partner, a teacher or a student asks for.

use super::codes;
use crate::fields;
use crate::schema::{Duty, FieldDef, FieldType, KindDef};
use crate::value::{Date, Money};

fields! {
    /// The visit at which it was heard.
    VISIT: String = FieldDef::new("visit", "走访", FieldType::Ref("visit"));
    /// Who needs it.
    PARTNER: String = FieldDef::new("partner", "单位", FieldType::Ref("partner")).quick().listed();
    /// What is needed.
    TYPE: String = FieldDef::new("type", "需求类型", FieldType::Choice(&codes::NEED_TYPE)).must().listed();
    /// Whose need it is.
    SOURCE: String = FieldDef::new("source", "来源", FieldType::Choice(&codes::NEED_SOURCE));
    /// The major.
    MAJOR: String = FieldDef::new("major", "专业", FieldType::Ref("major")).quick().later().when("type", &["talent", "internship", "employment"]).ministry("XQZYMC");
    /// Level of the major.
    LEVEL: String = FieldDef::new("level", "层次", FieldType::Choice(&codes::LEVEL)).when("type", &["talent", "internship", "employment"]).ministry("XQZYCC");
    /// The post.
    POST: String = FieldDef::new("post", "岗位", FieldType::Text).quick().when("type", &["talent", "internship", "employment"]);
    /// How many people.
    HEADCOUNT: u64 = FieldDef::new("headcount", "人数", FieldType::Count).unit("人").quick().later().when("type", &["talent", "internship", "employment", "training"]).ministry("KTGGWS");
    /// Pay a month.
    MONTHLY_PAY: Money = FieldDef::new("monthly_pay", "月薪酬", FieldType::Money).unit("元/月").quick().when("type", &["talent", "internship"]).ministry("PJXC");
    /// Starting pay a month.
    STARTING_PAY: Money = FieldDef::new("starting_pay", "起薪线", FieldType::Money).unit("元/月").quick().when("type", &["employment"]).ministry("JSXSJYQXX");
    /// Whether lodging is given.
    LODGING: bool = FieldDef::new("lodging", "提供住宿", FieldType::Bool).when("type", &["internship"]);
    /// Whether there is a subsidy.
    SUBSIDY: bool = FieldDef::new("subsidy", "发放补贴", FieldType::Bool).when("type", &["internship"]);
    /// The topic.
    TOPIC: String = FieldDef::new("topic", "题目", FieldType::Text).quick().when("type", &["technology", "training", "faculty", "equipment", "curriculum", "space", "graduate_feedback"]);
    /// The details, as typed.
    DETAIL: String = FieldDef::new("detail", "详情", FieldType::LongText).quick();
    /// The budget.
    BUDGET: Money = FieldDef::new("budget", "预算", FieldType::Money).unit("元").when("type", &["technology"]);
    /// Until when.
    DUE: Date = FieldDef::new("due", "时限", FieldType::Date).when("type", &["technology", "training"]);
    /// Whether the topic may be made public.
    PUBLIC: bool = FieldDef::new("public", "可否公开", FieldType::Bool).when("type", &["technology"]);
}

/// 需求.
pub static KIND: KindDef = KindDef {
    name: "need",
    label: "需求",
    duty: Some(Duty::Supervision),
    title: &["type", "topic", "major", "post"],
    subtitle: &["partner", "headcount", "detail"],
    fields: FIELDS,
    lines: &[],
    by_date: None,
    in_order: &[],
    empty: "这里是走访带回来的需求，也可以直接记一条。",
};

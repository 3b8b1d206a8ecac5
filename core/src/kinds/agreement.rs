//! 协议: what is signed with partners and until when it runs.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Line};
use crate::value::Date;
use crate::{codes, fields};

/// What an agreement is about.
pub static TYPES: CodeList = codes!("agreement_type":
    "framework" = "战略合作框架",
    "industry_college" = "产业学院共建",
    "major" = "共建专业",
    "campus_base" = "校内共建基地",
    "practice_base" = "校外实践基地",
    "order_class" = "订单培养",
    "internship" = "实习就业",
    "teaching_material" = "共编教材课程",
    "service" = "社会服务",
    "fund" = "教学科研基金",
    "other" = "其他",
);

/// Where an agreement stands. That it has expired follows from its date.
pub static STATES: CodeList = codes!("agreement_state":
    "draft" = "起草中",
    "running" = "执行中",
    "renewed" = "已续签",
    "ended" = "已终止",
);

fields! {
    /// With whom.
    PARTNERS: Vec<Id> = FieldDef::new("partners", "合作单位", FieldType::Refs("partner")).must().listed()
        .also("单位 单位名称 企业 企业名称 公司 公司名称 合作企业 对方 对方单位 签约单位");
    /// What it is called.
    TITLE: String = FieldDef::new("title", "协议名称", FieldType::Text).must().listed()
        .also("协议 名称 合同名称");
    /// What it is about.
    TYPE: String = FieldDef::new("type", "协议类型", FieldType::Choice(&TYPES)).later().quick().listed()
        .also("类型 合作类型");
    /// Number in the office's register.
    NUMBER: String = FieldDef::new("number", "协议编号", FieldType::Text)
        .also("编号 协议号 合同编号");
    /// When it was signed.
    SIGNED: Date = FieldDef::new("signed", "签订日期", FieldType::Date).in_register("term").later().quick().listed()
        .also("签订时间 签约日期 签约时间 签署日期");
    /// The last day on which it holds.
    EXPIRES: Date = FieldDef::new("expires", "到期日期", FieldType::Date)
        .in_register("term").later().quick().listed().help("到期前 90 天起，今日页会提醒续签。")
        .also("有效期至 到期时间 截止日期 终止日期");
    /// Where it stands.
    STATE: String = FieldDef::new("state", "状态", FieldType::Choice(&STATES)).listed();
    /// Who of us keeps it.
    LEAD_UNIT: Id = FieldDef::new("lead_unit", "牵头部门", FieldType::Ref("unit")).later().listed()
        .also("牵头学院 承办学院 负责学院 二级学院 学院");
}

/// What an empty page says.
pub const EMPTY: &str =
    "这里是和各单位签的协议；先记名称、对方和到期日，快到期时今日页会提醒，例如“校外实践基地共建协议”。";

/// An agreement with one or more partners.
pub static KIND: KindDef = KindDef {
    name: "agreement",
    label: "协议",
    duty: Some(Duty::Supervision),
    title: &["title"],
    subtitle: &["partners", "type", "expires"],
    fields: FIELDS,
    lines: &[
        Line { kind: "approval", via: "of", owned: false },
        Line { kind: "evidence", via: "of", owned: false },
        Line { kind: "project", via: "agreement", owned: false },
    ],
    by_date: Some("signed"),
    in_order: &[("signed", "expires")],
    closed: &["renewed", "ended"],
    ..KindDef::PLAIN
};

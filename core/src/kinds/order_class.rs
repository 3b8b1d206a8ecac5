//! 订单班: a class trained for one partner.

use super::checks;
use crate::fields;
use crate::record::Id;
use crate::schema::{Duty, FieldDef, FieldType, KindDef, Line, Moment, Rule};
use crate::value::{Date, SchoolYear};

const RESULT: &str = "结果";

fields! {
    /// What it is called.
    NAME: String = FieldDef::new("name", "订单班名称", FieldType::Text).must().listed().also("名称 班级 订单班");
    /// For whom it is trained.
    PARTNER: Id = FieldDef::new("partner", "合作单位", FieldType::Ref("partner")).must().listed()
        .also("依托单位 合作企业 企业名称 单位");
    /// What is studied.
    MAJOR: Id = FieldDef::new("major", "专业", FieldType::Ref("major")).later().quick().listed().also("专业名称");
    /// The college.
    UNIT: Id = FieldDef::new("unit", "学院", FieldType::Ref("unit")).later().quick().listed().also("系别 二级学院");
    /// How many students it has.
    HEADCOUNT: u64 = FieldDef::new("headcount", "人数", FieldType::Count).unit("人").later().quick().listed()
        .ministry("DDPYRS 订单培养数 订单培养人数").also("班级人数 订单人数");
    /// The school year of its intake.
    INTAKE: SchoolYear = FieldDef::new("intake", "组班学年", FieldType::SchoolYear).later().quick().listed();
    /// When it began.
    START: Date = FieldDef::new("start", "开班日期", FieldType::Date).in_register("term").later().quick().listed()
        .also("建立时间 开始日期");
    /// When it ends.
    END: Date = FieldDef::new("end", "结束日期", FieldType::Date).in_register("term").listed().also("毕业日期");
    /// Whether it is an apprenticeship (现代学徒制).
    APPRENTICE: bool = FieldDef::new("apprentice", "按学徒制培养", FieldType::Bool);
    /// The industry college of which it is part.
    INDUSTRY_COLLEGE: Id = FieldDef::new("industry_college", "产业学院", FieldType::Ref("industry_college"));
    /// The agreement on which it stands.
    AGREEMENT: Id = FieldDef::new("agreement", "培养协议", FieldType::Ref("agreement")).later();
    /// Who of us looks after it.
    HEAD: String = FieldDef::new("head", "负责老师", FieldType::PersonName).also("负责人 班主任");
    /// How many the partner employed in the end.
    EMPLOYED: u64 = FieldDef::new("employed", "到该单位就业", FieldType::Count).unit("人").listed().group(RESULT)
        .help("毕业后直接到这家单位就业的人数。").also("就业人数 录用人数");
    /// What the partner says about it.
    VERDICT: String = FieldDef::new("verdict", "企业评价", FieldType::LongText).group(RESULT);
}

/// What an empty page says.
pub const EMPTY: &str = "这里是为企业订单培养的班；先记班名和单位，人数和毕业后去了几个以后补，例如“示例制药订单班”。";

/// A class trained for a partner.
pub static KIND: KindDef = KindDef {
    name: "order_class",
    label: "订单班",
    duty: Some(Duty::Supervision),
    title: &["name"],
    subtitle: &["partner", "major", "headcount"],
    fields: FIELDS,
    lines: &[
        Line { kind: "internship", via: "order_class", owned: false },
        Line { kind: "employment", via: "order_class", owned: false },
    ],
    by_date: Some("start"),
    in_order: &[("start", "end")],
    rules: &[Rule { at: Moment::Save, field: "employed", check: |facts| checks::at_most(facts, EMPLOYED, HEADCOUNT) }],
    ..KindDef::PLAIN
};

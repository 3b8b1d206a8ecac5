//! 需求: one thing that a partner asks for, told at a visit or otherwise.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Line};
use crate::value::{Date, Money};
use crate::{codes, fields};

/// Who has the need.
pub static SOURCES: CodeList = codes!("need_source":
    "gov" = "政府",
    "industry" = "产业",
    "firm" = "企业",
    "teacher" = "教师",
    "student" = "学生",
);

/// What is asked for. It decides which fields make sense.
pub static TYPES: CodeList = codes!("need_type":
    "talent" = "人才",
    "internship" = "实习",
    "employment" = "就业",
    "technology" = "技术",
    "training" = "培训",
    "faculty" = "师资",
    "equipment" = "设备捐赠",
    "curriculum" = "课程意见",
    "space" = "用房",
    "graduate_feedback" = "毕业生反馈",
);

const PEOPLE: &[&str] = &["talent", "internship", "employment"];

fields! {
    /// The visit at which it was told.
    VISIT: Id = FieldDef::new("visit", "走访", FieldType::Ref("visit")).help("不是走访时听到的就空着。");
    /// Whose need it is.
    PARTNER: Id = FieldDef::new("partner", "合作单位", FieldType::Ref("partner")).must().listed()
        .also("单位 单位名称 企业 企业名称 公司 公司名称 合作企业");
    /// What is asked for.
    TYPE: String = FieldDef::new("type", "需求类型", FieldType::Choice(&TYPES)).must().listed()
        .also("类型 需求类别");
    /// Who has the need.
    SOURCE: String = FieldDef::new("source", "谁提出的", FieldType::Choice(&SOURCES));
    /// The major that it is about.
    MAJOR: Id = FieldDef::new("major", "需求专业", FieldType::Ref("major"))
        .when("type", PEOPLE).later().quick().listed().ministry("XQZYMC JSSXSZYMC JSXSJYZYMC")
        .also("专业 专业名称");
    /// The level of education.
    LEVEL: String = FieldDef::new("level", "专业层次", FieldType::Choice(&super::LEVELS))
        .when("type", PEOPLE).help("层次的叫法请核对上报平台。").ministry("XQZYCC JSSXSZYCC JSXSJYZYCC");
    /// The post to be filled.
    POST: String = FieldDef::new("post", "岗位", FieldType::Text).when("type", &["talent"]).quick()
        .also("岗位名称 需求岗位 招聘岗位");
    /// How many people.
    HEADCOUNT: u64 = FieldDef::new("headcount", "人数", FieldType::Count)
        .when("type", &["talent", "internship", "employment", "training"])
        .unit("人").later().quick().listed().ministry("KTGGWS JSSXSZYRS JSXSJYRS")
        .also("数量 需求人数 招聘人数");
    /// Mean pay, or pay of an intern.
    MONTHLY_PAY: Money = FieldDef::new("monthly_pay", "月薪酬", FieldType::Money)
        .when("type", &["talent", "internship"]).unit("元/月").quick().ministry("PJXC JSSXSZYBC")
        .help("平均薪酬或实习报酬，填一个数。")
        .also("月薪 薪资 薪酬 工资 待遇");
    /// The lowest pay of a graduate.
    STARTING_PAY: Money = FieldDef::new("starting_pay", "起薪线", FieldType::Money)
        .when("type", &["employment"]).unit("元/月").quick().ministry("JSXSJYQXX");
    /// Whether the partner lodges interns.
    LODGING: bool = FieldDef::new("lodging", "提供住宿", FieldType::Bool).when("type", &["internship"]).quick();
    /// Whether the partner pays interns a subsidy.
    SUBSIDY: bool = FieldDef::new("subsidy", "发放补贴", FieldType::Bool).when("type", &["internship"]).quick();
    /// The matter in a few words.
    TOPIC: String = FieldDef::new("topic", "题目", FieldType::Text)
        .when("type", &["technology", "training", "faculty", "equipment", "curriculum", "space", "graduate_feedback"])
        .later().quick().listed().ministry("QTDCYXHZ").help("一句话，例如“溶剂回收能耗”。")
        .also("需求题目 技术需求 项目名称");
    /// What the partner would spend.
    BUDGET: Money = FieldDef::new("budget", "预算", FieldType::Money)
        .when("type", &["technology"]).unit("元").in_ten_thousands().quick().help("可以写 20万。");
    /// Until when.
    DUE: Date = FieldDef::new("due", "时限", FieldType::Date).when("type", &["technology", "training"])
        .also("期限 截止时间 截止日期");
    /// Whether it may be told to others.
    PUBLIC: bool = FieldDef::new("public", "题目可公开", FieldType::Bool).when("type", &["technology"]);
    /// Everything that was said, as typed.
    DETAIL: String = FieldDef::new("detail", "说明", FieldType::LongText).quick()
        .also("备注 需求内容 需求描述 具体需求");
}

/// What an empty page says.
pub const EMPTY: &str =
    "这里是对方提过的需求：要人、要实习生、要技术、要培训；记走访时加一行，例如“实习 · 药品生产技术 · 12 人”。";

/// A need of a partner.
pub static KIND: KindDef = KindDef {
    name: "need",
    label: "需求",
    duty: Some(Duty::Supervision),
    title: &["type", "major", "post", "topic"],
    subtitle: &["partner", "headcount", "due"],
    fields: FIELDS,
    // What another college can do better is handed on from here.
    lines: &[Line { kind: "linkage", via: "need", owned: false }],
    ..KindDef::PLAIN
};

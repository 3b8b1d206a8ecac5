//! 竞赛: contests of skill that we took part in or held.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef};
use crate::value::Date;
use crate::{codes, fields};

/// What we had to do with it.
pub static ROLES: CodeList = codes!("competition_role":
    "entered" = "参赛",
    "held" = "承办",
    "wrote" = "命题、制定标准",
);

/// What was won, the highest.
pub static PRIZES: CodeList = codes!("prize":
    "special" = "特等奖",
    "first" = "一等奖",
    "second" = "二等奖",
    "third" = "三等奖",
    "merit" = "优胜奖",
    "none" = "未获奖",
);

const WHO: &str = "谁参加";

fields! {
    /// What it is called.
    NAME: String = FieldDef::new("name", "竞赛名称", FieldType::Text).must().listed().also("名称 赛项 大赛名称");
    /// When it was held.
    DATE: Date = FieldDef::new("date", "日期", FieldType::Date).later().quick().listed().also("时间 竞赛时间 获奖时间");
    /// How high.
    LEVEL: String = FieldDef::new("level", "级别", FieldType::Choice(&super::LEVELS_OF_HONOUR)).later().quick().listed();
    /// Who holds it.
    ORGANISER: String = FieldDef::new("organiser", "主办单位", FieldType::Text);
    /// What we had to do with it.
    ROLE: String = FieldDef::new("role", "我校参与方式", FieldType::Choice(&ROLES)).quick().listed();
    /// What was won.
    PRIZE: String = FieldDef::new("prize", "最高奖项", FieldType::Choice(&PRIZES)).quick().listed().also("奖项 获奖等级 获奖");
    /// Partners that trained, judged or paid.
    PARTNERS: Vec<Id> = FieldDef::new("partners", "合作单位", FieldType::Refs("partner")).quick().listed().group(WHO)
        .help("一起训练、出题、当裁判或赞助的单位。").also("合作企业 企业名称");
    /// The college.
    UNIT: Id = FieldDef::new("unit", "学院", FieldType::Ref("unit")).later().quick().listed().group(WHO)
        .also("系别 二级学院");
    /// The majors that took part.
    MAJORS: Vec<Id> = FieldDef::new("majors", "参赛专业", FieldType::Refs("major")).group(WHO).also("专业");
    /// Students who took part.
    HEADCOUNT: u64 = FieldDef::new("headcount", "参赛学生", FieldType::Count).unit("人").group(WHO).also("人数 学生数");
    /// Teachers who trained them.
    TEACHERS: Vec<Id> = FieldDef::new("teachers", "指导教师", FieldType::Refs("person")).group(WHO);
    /// The standard that it follows.
    STANDARD: Id = FieldDef::new("standard", "依据的标准", FieldType::Ref("standard")).group(WHO);
    /// The industry college of which it is part.
    INDUSTRY_COLLEGE: Id = FieldDef::new("industry_college", "产业学院", FieldType::Ref("industry_college")).group(WHO);
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是参加和承办的技能竞赛：什么赛、哪一级、得了什么奖、和谁一起；先记名称。";

/// A contest.
pub static KIND: KindDef = KindDef {
    name: "competition",
    label: "竞赛",
    duty: Some(Duty::Supervision),
    title: &["name"],
    subtitle: &["level", "prize", "date"],
    fields: FIELDS,
    by_date: Some("date"),
    ..KindDef::PLAIN
};

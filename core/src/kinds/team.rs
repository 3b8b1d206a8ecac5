//! 团队: teams of teachers, and whom of our partners they have with them.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef};
use crate::value::Date;
use crate::{codes, fields};

/// What a team is for.
pub static SORTS: CodeList = codes!("team_sort":
    "teaching" = "教学创新团队",
    "service" = "科研与技术服务团队",
    "workshop" = "大师工作室、名师工作室",
    "course" = "课程开发团队",
    "task" = "产教融合工作专班",
    "other" = "其他",
);

const MEMBERS: &str = "成员";

fields! {
    /// What it is called.
    NAME: String = FieldDef::new("name", "团队名称", FieldType::Text).must().listed().also("名称 团队");
    /// What it is for.
    SORT: String = FieldDef::new("sort", "团队类别", FieldType::Choice(&SORTS)).later().quick().listed().also("类别");
    /// What it has been recognised as.
    LEVEL: String = FieldDef::new("level", "级别", FieldType::Choice(&super::LEVELS_OF_HONOUR)).quick().listed();
    /// The unit that leads it.
    UNIT: Id = FieldDef::new("unit", "所在部门", FieldType::Ref("unit")).later().quick().listed().also("学院 二级学院");
    /// What it works on.
    DIRECTION: String = FieldDef::new("direction", "方向", FieldType::Text).quick();
    /// When it was set up.
    FOUNDED: Date = FieldDef::new("founded", "组建日期", FieldType::Date).listed().also("成立时间 建立时间");
    /// Who leads it.
    LEAD: String = FieldDef::new("lead", "带头人", FieldType::PersonName).later().quick().listed().group(MEMBERS)
        .also("负责人 团队负责人");
    /// Those of us who belong to it.
    PEOPLE: Vec<Id> = FieldDef::new("people", "校内成员", FieldType::Refs("person")).later().group(MEMBERS);
    /// Members in one text, as a list from elsewhere has them.
    MEMBERS_TEXT: String = FieldDef::new("members_text", "成员名单", FieldType::LongText).group(MEMBERS)
        .help("人员库里还没有的，先照名单抄在这里。").also("成员 团队成员");
    /// Partners with people in it.
    PARTNERS: Vec<Id> = FieldDef::new("partners", "成员来自哪些单位", FieldType::Refs("partner"))
        .later().quick().listed().group(MEMBERS).also("合作单位 合作企业 企业名称");
    /// Who of the partners belongs to it.
    PARTNER_MEMBERS: String = FieldDef::new("partner_members", "企业成员", FieldType::Text).group(MEMBERS);
    /// The industry college of which it is part.
    INDUSTRY_COLLEGE: Id = FieldDef::new("industry_college", "产业学院", FieldType::Ref("industry_college"));
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是教学、科研和服务团队；先记名称和带头人，再写成员来自哪些合作单位。";

/// A team.
pub static KIND: KindDef = KindDef {
    name: "team",
    label: "团队",
    duty: Some(Duty::Supervision),
    title: &["name"],
    subtitle: &["sort", "lead", "unit"],
    fields: FIELDS,
    by_date: Some("founded"),
    ..KindDef::PLAIN
};

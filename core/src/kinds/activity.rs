//! 贯穿活动: what was done with partners along the lines of students and teachers and is no record of
//! another kind: recruiting, alumni, job fairs, culture.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef};
use crate::value::Date;
use crate::{codes, fields};

/// Which part of the two lines.
pub static PARTS: CodeList = codes!("activity_part":
    "admission" = "招生宣传",
    "alumni" = "校友活动",
    "hiring" = "教师招聘",
    "job_fair" = "就业招聘会",
    "culture" = "文化传承",
    "startup" = "创新创业",
    "lecture" = "企业人员进课堂",
    "opening" = "开班、挂牌、结对仪式",
    "other" = "其他",
);

fields! {
    /// What it is called.
    NAME: String = FieldDef::new("name", "活动名称", FieldType::Text).must().listed().also("名称 活动 主题");
    /// Which part of the lines.
    PART: String = FieldDef::new("part", "环节", FieldType::Choice(&PARTS)).must().listed().also("类别 活动类别");
    /// When.
    DATE: Date = FieldDef::new("date", "日期", FieldType::Date).later().quick().listed().also("时间 活动时间");
    /// With whom.
    PARTNERS: Vec<Id> = FieldDef::new("partners", "合作单位", FieldType::Refs("partner")).later().quick().listed()
        .also("单位 合作企业 参加单位 企业名称");
    /// Who of us held it.
    UNIT: Id = FieldDef::new("unit", "承办部门", FieldType::Ref("unit")).later().quick().listed()
        .also("部门 学院 二级学院");
    /// How many came.
    HEADCOUNT: u64 = FieldDef::new("headcount", "参加人数", FieldType::Count).unit("人").quick().listed().also("人数");
    /// Where.
    PLACE: String = FieldDef::new("place", "地点", FieldType::Text);
    /// The industry college of which it is part.
    INDUSTRY_COLLEGE: Id = FieldDef::new("industry_college", "产业学院", FieldType::Ref("industry_college"));
    /// What came of it.
    RESULT: String = FieldDef::new("result", "成效", FieldType::LongText)
        .help("例如签了多少意向、来了多少校友。").also("备注 说明 效果");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是招生宣传、校友、招聘、文化这些和合作单位一起办的活动；先记名称和环节。";

/// An activity with partners.
pub static KIND: KindDef = KindDef {
    name: "activity",
    label: "贯穿活动",
    duty: Some(Duty::Supervision),
    title: &["name"],
    subtitle: &["part", "date", "unit"],
    fields: FIELDS,
    by_date: Some("date"),
    ..KindDef::PLAIN
};

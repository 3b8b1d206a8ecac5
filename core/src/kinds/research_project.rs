//! 纵向科研项目: research that the state or a programme pays for; the ministry's table 科研项目
//! (ODS_KYXMJBSJ) is filled from it.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Line};
use crate::value::{Date, Money, Shares};
use crate::{codes, fields};

/// Where it stands.
pub static STATES: CodeList = codes!("research_state":
    "applied" = "申报中",
    "running" = "在研",
    "finished" = "已结项",
    "ended" = "已终止",
);

/// Of what sort it is. The ministry's codes were not found: the office edits this list.
pub static SORTS: CodeList = codes!("research_sort":
    "natural" = "自然科学",
    "social" = "人文社科",
    "teaching" = "教育教学改革",
    "other" = "其他",
);

const TIME: &str = "时间";
const OURS: &str = "算给谁";

fields! {
    /// Name.
    TITLE: String = FieldDef::new("title", "项目名称", FieldType::Text).must().listed().also("名称 课题名称");
    /// Number given by whoever approved it.
    NUMBER: String = FieldDef::new("number", "项目编号", FieldType::Text).later().quick().listed().also("编号 课题编号");
    /// Of what sort.
    SORT: String = FieldDef::new("sort", "类别", FieldType::Choice(&SORTS)).later().quick()
        .help("部里的类别码没有找到原文，请核对。").also("项目类别");
    /// At which level it was approved.
    LEVEL: String = FieldDef::new("level", "级别", FieldType::Choice(&super::LEVELS_OF_HONOUR)).later().quick().listed();
    /// Where it stands.
    STATE: String = FieldDef::new("state", "状态", FieldType::Choice(&STATES)).quick().listed();
    /// Its subject.
    TOPIC: String = FieldDef::new("topic", "主题", FieldType::Text);
    /// What it is about.
    SUMMARY: String = FieldDef::new("summary", "内容简介", FieldType::LongText);
    /// With whom.
    PARTNERS: Vec<Id> = FieldDef::new("partners", "合作单位", FieldType::Refs("partner")).also("合作企业");
    /// When it was applied for.
    APPLIED: Date = FieldDef::new("applied", "申报日期", FieldType::Date).group(TIME);
    /// When it was approved.
    APPROVED: Date = FieldDef::new("approved", "立项日期", FieldType::Date).later().quick().listed().group(TIME).also("立项时间");
    /// When work began.
    OPENED: Date = FieldDef::new("opened", "开题日期", FieldType::Date).group(TIME);
    /// Until when it has to be finished.
    DUE: Date = FieldDef::new("due", "应结项日期", FieldType::Date).later().group(TIME).also("计划结项日期");
    /// When it was finished.
    FINISHED: Date = FieldDef::new("finished", "结项日期", FieldType::Date).group(TIME).also("结项时间");
    /// The money approved.
    GRANT: Money = FieldDef::new("grant", "立项经费", FieldType::Money).unit("元").in_ten_thousands().later().quick().listed().group(OURS)
        .help("到账记在到账里，款项类别选纵向科研。").also("经费 资助金额");
    /// Who leads it.
    LEADER: String = FieldDef::new("leader", "负责人", FieldType::PersonName).later().quick().listed().group(OURS).also("主持人");
    /// The college.
    UNIT: Id = FieldDef::new("unit", "所属部门", FieldType::Ref("unit")).later().quick().listed().group(OURS).also("学院 部门");
    /// How the colleges share it.
    SHARES: Shares = FieldDef::new("shares", "学院分摊", FieldType::Shares("unit")).group(OURS)
        .help("跨学院的按比例分，空着就全算所属部门的。");
    /// Teachers who take part.
    TEACHERS: u64 = FieldDef::new("teachers", "参与教师数", FieldType::Count).unit("人").later().group(OURS);
    /// Students who take part.
    STUDENTS: u64 = FieldDef::new("students", "参与学生数", FieldType::Count).unit("人").later().group(OURS);
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是纵向科研项目；先记名称、编号和立项日期，部里的科研项目表从这里出。";

/// A research project.
pub static KIND: KindDef = KindDef {
    name: "research_project",
    label: "纵向科研项目",
    duty: Some(Duty::Transfer),
    title: &["title"],
    subtitle: &["level", "leader", "approved"],
    fields: FIELDS,
    lines: &[Line { kind: "result", via: "research_project", owned: false }],
    by_date: Some("approved"),
    in_order: &[("applied", "approved"), ("approved", "finished")],
    closed: &["finished", "ended"],
    ..KindDef::PLAIN
};

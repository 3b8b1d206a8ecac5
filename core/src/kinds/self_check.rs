//! 产业学院自查: how an industry college stands in one of the seven tasks (教高厅函〔2020〕16号) in a year.

use crate::record::Id;
use crate::schema::{CodeList, FieldDef, FieldType, KindDef};
use crate::value::Date;
use crate::{codes, fields};

/// The seven tasks of the ministry's guide to industry colleges.
pub static TASKS: CodeList = codes!("seven_tasks":
    "training_model" = "创新人才培养模式",
    "major_quality" = "提升专业建设质量",
    "courses" = "开发校企合作课程",
    "practice_bases" = "打造实习实训基地",
    "teachers" = "建设高水平教师队伍",
    "service_platform" = "搭建产学研服务平台",
    "governance" = "完善管理体制机制",
);

fields! {
    /// The industry college.
    INDUSTRY_COLLEGE: Id = FieldDef::new("industry_college", "产业学院", FieldType::Ref("industry_college")).must().listed();
    /// The year that is looked at.
    YEAR: Date = FieldDef::new("year", "年度", FieldType::Date).must().listed().help("填到年，例如 2022。");
    /// Which of the seven tasks.
    TASK: String = FieldDef::new("task", "建设任务", FieldType::Choice(&TASKS)).must().listed();
    /// How it stands.
    REACHED: String = FieldDef::new("reached", "自查结论", FieldType::Choice(&super::REACHED)).later().quick().listed();
    /// What shows it.
    EVIDENCE: String = FieldDef::new("evidence", "佐证", FieldType::LongText).later().quick()
        .help("哪份材料、哪些数能说明，例如“订单班 2 个 63 人”。");
    /// What is lacking and what comes next.
    NOTE: String = FieldDef::new("note", "差距和打算", FieldType::LongText).quick();
}

/// What an empty page says.
pub const EMPTY: &str = "这里是产业学院对照七大建设任务的自查；每年每项任务写一行：到了哪一步、凭什么这么说。";

/// One line of the self-check of an industry college.
pub static KIND: KindDef = KindDef {
    name: "self_check",
    label: "七大任务自查",
    title: &["task", "year"],
    subtitle: &["industry_college", "reached"],
    fields: FIELDS,
    by_date: Some("year"),
    sequence: &["-year", "industry_college", "task"],
    ..KindDef::PLAIN
};

//! 会议: a meeting of a body. What it decided are its resolutions.

use crate::fields;
use crate::record::Id;
use crate::schema::{Duty, FieldDef, FieldType, KindDef, Line};
use crate::value::Date;

const NOTES: &str = "记录";

fields! {
    /// Which body met.
    BODY: Id = FieldDef::new("body", "组织机构", FieldType::Ref("body")).must().listed().also("机构 会议机构");
    /// The day.
    DATE: Date = FieldDef::new("date", "开会日期", FieldType::Date).must().listed().also("日期 时间 会议时间 会议日期");
    /// What it was called.
    TITLE: String = FieldDef::new("title", "会议名称", FieldType::Text).later().quick().listed()
        .help("例如“2022 年第一次会议”。").also("名称 会议");
    /// Where it was.
    PLACE: String = FieldDef::new("place", "地点", FieldType::Text).also("会议地点");
    /// What was on the agenda.
    TOPICS: String = FieldDef::new("topics", "议题", FieldType::LongText).later().quick().group(NOTES)
        .also("议程 会议议题");
    /// How many came.
    ATTENDANCE: u64 = FieldDef::new("attendance", "出席人数", FieldType::Count).unit("人").quick().listed().group(NOTES)
        .also("参会人数 人数");
    /// Which of the four sides were there.
    SIDES: Vec<String> = FieldDef::new("sides", "到会各方", FieldType::Choices(&super::partner::SIDES)).group(NOTES)
        .help("政、行、企、校，来了哪几方就勾哪几方。");
    /// Who came and who was excused, in one line.
    PRESENT: String = FieldDef::new("present", "参会单位", FieldType::Text).group(NOTES).also("参会人员 出席单位");
    /// The minutes.
    MINUTES: String = FieldDef::new("minutes", "纪要", FieldType::LongText).later().group(NOTES)
        .also("会议纪要 会议记录");
    /// Where the signed minutes are.
    DOCUMENT: String = FieldDef::new("document", "纪要文号或存放处", FieldType::Text).group(NOTES);
    /// When to meet again.
    NEXT: Date = FieldDef::new("next", "下次会议", FieldType::Date).group(NOTES);
}

/// What an empty page says.
pub const EMPTY: &str = "这里是各机构开过的会；记下日期、议题和决议，下次开会前看得到上次的决议办了没有。";

/// A meeting of a body.
pub static KIND: KindDef = KindDef {
    name: "meeting",
    label: "会议",
    duty: Some(Duty::Planning),
    title: &["body", "date"],
    subtitle: &["title", "attendance"],
    fields: FIELDS,
    lines: &[Line { kind: "resolution", via: "meeting", owned: true }],
    by_date: Some("date"),
    in_order: &[("date", "next")],
    ..KindDef::PLAIN
};

//! 标准: the standards of trades and enterprises by which is taught, worked and assessed (三标准).

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Line};
use crate::value::Date;
use crate::{codes, fields};

/// What it is a standard of.
pub static SORTS: CodeList = codes!("standard_sort":
    "teaching" = "教学用的行业（产业）标准",
    "work" = "实训实干的岗位标准",
    "assessment" = "企业测评标准",
    "contest" = "技能大赛标准",
    "other" = "其他",
);

fields! {
    /// Full name.
    NAME: String = FieldDef::new("name", "标准名称", FieldType::Text).must().listed().also("名称 标准");
    /// What it is a standard of.
    SORT: String = FieldDef::new("sort", "标准类别", FieldType::Choice(&SORTS)).later().quick().listed().also("类别 类型");
    /// Its number.
    NUMBER: String = FieldDef::new("number", "标准编号", FieldType::Text).later().quick().listed()
        .help("例如 GB、HG 开头的编号，企业标准写企业的编号。").also("编号 标准号");
    /// Who issued it.
    ORGAN: String = FieldDef::new("organ", "发布机构", FieldType::Text).later().quick().listed().also("来源 发布单位");
    /// The partner from which it comes.
    PARTNER: Id = FieldDef::new("partner", "来源单位", FieldType::Ref("partner")).quick()
        .help("标准由哪家合作单位提供的，就选哪家。");
    /// When it was issued.
    ISSUED: Date = FieldDef::new("issued", "发布日期", FieldType::Date).listed().also("实施日期 发布时间");
    /// The majors that use it.
    MAJORS: Vec<Id> = FieldDef::new("majors", "使用专业", FieldType::Refs("major")).also("专业");
    /// Whether our school helped to write it.
    CO_WRITTEN: bool = FieldDef::new("co_written", "我校参与制定", FieldType::Bool);
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是教学、实训和测评采用的行业标准、企业标准；先记名称和编号，再到课程里选用。";

/// A standard.
pub static KIND: KindDef = KindDef {
    name: "standard",
    label: "标准",
    duty: Some(Duty::Supervision),
    title: &["name"],
    subtitle: &["number", "organ"],
    fields: FIELDS,
    lines: &[Line { kind: "course", via: "standards", owned: false }],
    by_date: Some("issued"),
    ..KindDef::PLAIN
};

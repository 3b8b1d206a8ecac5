//! 制度与政策: documents that guide or bind us, from the state down to the school. Their text is
//! typed by the office, clause by clause ([`super::clause`]); no wording is shipped by guess.

use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Line};
use crate::value::Date;
use crate::{codes, fields};

/// Who issued it.
pub static LEVELS: CodeList = codes!("policy_level":
    "national" = "国家",
    "province" = "省",
    "city" = "市",
    "school" = "校",
    "college" = "院",
);

/// What sort of document it is.
pub static SORTS: CodeList = codes!("policy_sort":
    "report" = "报告与讲话",
    "plan" = "规划",
    "scheme" = "实施方案",
    "opinion" = "意见",
    "regulation" = "管理办法",
    "rule" = "实施细则",
    "charter" = "章程",
    "notice" = "通知",
    "mechanism" = "工作机制",
    "other" = "其他",
);

/// Whether it holds.
pub static STATES: CodeList = codes!("policy_state":
    "drafting" = "起草中",
    "trial" = "试行",
    "in_force" = "现行",
    "revising" = "修订中",
    "repealed" = "已废止",
);

fields! {
    /// What it is called.
    TITLE: String = FieldDef::new("title", "文件名称", FieldType::Text).must().listed()
        .also("名称 标题 文件 制度名称 政策名称");
    /// Its number.
    NUMBER: String = FieldDef::new("number", "文号", FieldType::Text).quick().listed()
        .help("照文件抬头写，例如“常工职院科〔2021〕3号”。").also("发文字号 文件号 编号");
    /// Who issued it.
    ORGAN: String = FieldDef::new("organ", "发文机关", FieldType::Text).later().quick().listed()
        .also("发文单位 机关 制定部门");
    /// From which level it comes.
    LEVEL: String = FieldDef::new("level", "层级", FieldType::Choice(&LEVELS)).later().quick().listed().also("级别");
    /// What sort of document it is.
    SORT: String = FieldDef::new("sort", "文件类别", FieldType::Choice(&SORTS)).quick().listed().also("类别 类型");
    /// When it was issued; may be precise to the year only.
    ISSUED: Date = FieldDef::new("issued", "发文日期", FieldType::Date).later().quick().listed()
        .help("只知道年份就只写年份。").also("日期 印发日期 发文时间 发布时间");
    /// Whether it holds.
    STATE: String = FieldDef::new("state", "效力", FieldType::Choice(&STATES)).listed().also("状态 是否有效");
    /// The body that passed it, and when.
    PASSED: String = FieldDef::new("passed", "审议情况", FieldType::Text)
        .help("哪次会议审议通过。").also("审议 通过会议");
    /// Until when it holds.
    EXPIRES: Date = FieldDef::new("expires", "有效期至", FieldType::Date).help("试行文件常有期限；没有就空着。");
    /// Where the document is kept.
    SOURCE: String = FieldDef::new("source", "来源或存放处", FieldType::Text).also("来源 链接 出处");
    /// What it says, in short, as typed.
    GIST: String = FieldDef::new("gist", "要点", FieldType::LongText).also("内容 摘要 主要内容");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是国家、省、市和本校的文件；先记名称和文号，再把要响应的条款一条条录进来。";

/// A document.
pub static KIND: KindDef = KindDef {
    name: "policy",
    label: "制度政策",
    duty: Some(Duty::Planning),
    title: &["title"],
    subtitle: &["number", "organ", "issued"],
    fields: FIELDS,
    lines: &[Line { kind: "clause", via: "policy", owned: true }],
    by_date: Some("issued"),
    in_order: &[("issued", "expires")],
    ..KindDef::PLAIN
};

//! 他校案例: what another school does well, and what we take from it.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef};
use crate::value::Date;
use crate::{codes, fields};

/// Which of the four references of the work plan it speaks to.
pub static REFERENCES: CodeList = codes!("work_reference":
    "industry_college" = "现代产业学院",
    "firm" = "产教融合型企业",
    "city" = "产教融合型城市",
    "other_school" = "其它学校好的做法",
);

/// What we made of it.
pub static STATES: CodeList = codes!("case_state":
    "read" = "已收集",
    "chosen" = "拟借鉴",
    "doing" = "在落实",
    "adopted" = "已落地",
    "not_for_us" = "不适用",
);

fields! {
    /// What it is about, in one line.
    PRACTICE: String = FieldDef::new("practice", "做法", FieldType::Text).must().listed()
        .help("一句话，例如“校企共建安全培训中心”。").also("名称 案例 案例名称 主题");
    /// Whose practice it is.
    SCHOOL: String = FieldDef::new("school", "学校", FieldType::Text).later().quick().listed().also("学校名称 院校 单位");
    /// Which of the four references it speaks to.
    REFERENCE: String = FieldDef::new("reference", "对应哪个参考", FieldType::Choice(&REFERENCES)).quick().listed();
    /// Where it was found.
    SOURCE: String = FieldDef::new("source", "来源", FieldType::Text).later().quick().also("出处 链接");
    /// When it was seen or published.
    DATE: Date = FieldDef::new("date", "日期", FieldType::Date).listed().also("时间");
    /// How they do it.
    DETAIL: String = FieldDef::new("detail", "具体怎么做", FieldType::LongText).also("内容 说明");
    /// What we can learn.
    LESSON: String = FieldDef::new("lesson", "可借鉴点", FieldType::LongText).later().quick().also("借鉴 启示");
    /// Who of us takes it up.
    UNIT: Id = FieldDef::new("unit", "落实部门", FieldType::Ref("unit")).listed().also("部门 学院");
    /// What we made of it.
    STATE: String = FieldDef::new("state", "进展", FieldType::Choice(&STATES)).listed().also("状态");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是别的学校的好做法；记下学校、做法和来源，写清可借鉴什么，再落成自己的任务。";

/// A case from elsewhere.
pub static KIND: KindDef = KindDef {
    name: "case_study",
    label: "他校案例",
    duty: Some(Duty::Planning),
    title: &["practice"],
    subtitle: &["school", "reference", "state"],
    fields: FIELDS,
    by_date: Some("date"),
    ..KindDef::PLAIN
};

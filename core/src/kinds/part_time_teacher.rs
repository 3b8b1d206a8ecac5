//! 兼职教师: people of partners who teach our students. A master of apprentices is one of them only
//! with a letter of appointment and hours, and then once.

use super::checks;
use crate::fields;
use crate::record::{Id, Record};
use crate::schema::{Duty, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::{Date, Money, Quantity, SchoolYear};

const LETTER_GROUP: &str = "聘任";
const TEACHES: &str = "授课";

fields! {
    /// Name.
    NAME: String = FieldDef::new("name", "姓名", FieldType::Text).must().listed()
        .also("教师姓名 兼职教师 兼职教师姓名");
    /// Where the person works.
    PARTNER: Id = FieldDef::new("partner", "工作单位", FieldType::Ref("partner")).must().listed()
        .also("单位 企业名称 合作单位 所在单位");
    /// The person among the partner's contacts.
    CONTACT: Id = FieldDef::new("contact", "是哪位联系人", FieldType::Ref("contact"))
        .help("已在联系人里的，选一下。");
    /// Post held there.
    POST: String = FieldDef::new("post", "岗位或工种", FieldType::Text).quick().listed().also("职务 工种 岗位");
    /// Level of skill or academic rank, as on the certificate.
    SKILL: String = FieldDef::new("skill", "技能等级或职称", FieldType::Text).quick().also("职称 技能等级");
    /// The pair of master and apprentice, if the person is a master.
    APPRENTICESHIP: Id = FieldDef::new("apprenticeship", "对应的师徒结对", FieldType::Ref("apprenticeship"))
        .help("这位也是师傅的，选上；有聘书和课时才算一名兼职教师，而且只算一次。");
    /// The college that engages the person.
    UNIT: Id = FieldDef::new("unit", "聘用学院", FieldType::Ref("unit")).later().quick().listed().group(LETTER_GROUP)
        .also("学院 二级学院 系别");
    /// Whether there is a letter of appointment.
    LETTER: bool = FieldDef::new("letter", "有聘书", FieldType::Bool).later().quick().listed().group(LETTER_GROUP)
        .also("聘书");
    /// Number of the letter.
    LETTER_NUMBER: String = FieldDef::new("letter_number", "聘书编号", FieldType::Text).group(LETTER_GROUP);
    /// From when.
    START: Date = FieldDef::new("start", "聘期开始", FieldType::Date).in_register("term").later().quick().listed()
        .group(LETTER_GROUP).also("聘任时间 开始日期");
    /// Until when.
    EXPIRES: Date = FieldDef::new("expires", "聘期结束", FieldType::Date).in_register("term").later().quick()
        .group(LETTER_GROUP).also("结束日期 到期日期");
    /// The school year of the hours below.
    SCHOOL_YEAR: SchoolYear = FieldDef::new("school_year", "学年", FieldType::SchoolYear).later().quick().listed()
        .group(TEACHES).help("课时是哪个学年的；每学年一条。");
    /// What is taught.
    COURSES: Vec<Id> = FieldDef::new("courses", "合作课程", FieldType::Refs("course")).group(TEACHES);
    /// What is taught, in words.
    COURSES_TEXT: String = FieldDef::new("courses_text", "所授课程", FieldType::Text).quick().group(TEACHES)
        .help("不在合作课程里的，写课程名称。").also("课程 授课课程");
    /// Hours of major courses in the school year.
    HOURS: Quantity = FieldDef::new("hours", "专业课课时", FieldType::Quantity).unit("学时").later().quick().listed()
        .group(TEACHES).also("课时 授课课时 学时");
    /// What was paid for them.
    PAY: Money = FieldDef::new("pay", "课酬", FieldType::Money).unit("元").later().listed().group(TEACHES)
        .help("这个学年付的课酬合计。").also("课时费");
    /// The industry college of which it is part.
    INDUSTRY_COLLEGE: Id = FieldDef::new("industry_college", "产业学院", FieldType::Ref("industry_college")).group(TEACHES);
}

/// What an empty page says.
pub const EMPTY: &str = "这里是来上课的企业人员，每学年一条；先记姓名和单位，有聘书又有课时才算进兼职教师数。";

/// A part-time teacher in a school year.
pub static KIND: KindDef = KindDef {
    name: "part_time_teacher",
    label: "兼职教师",
    duty: Some(Duty::Supervision),
    title: &["name", "school_year"],
    subtitle: &["partner", "post", "hours"],
    fields: FIELDS,
    by_date: Some("start"),
    sequence: &["-start"],
    in_order: &[("start", "expires")],
    rules: &[
        Rule {
            at: Moment::Doubt,
            field: "letter",
            check: |facts| {
                let taught = facts.get(HOURS).is_some_and(|hours| hours > Quantity::default());
                let unnamed = facts.get(LETTER) != Some(true);
                (taught && unnamed).then(|| "有课时但没有聘书，兼职教师数里不算，请补发聘书或核对这一项。".to_owned())
            },
        },
        Rule {
            at: Moment::Doubt,
            field: "name",
            check: |facts| {
                let twice = checks::stands_twice(facts, KIND.name, PARTNER, &[NAME.def(), SCHOOL_YEAR.def()]);
                twice.then(|| "同一单位这位老师这个学年已有另一条，一个人一学年只算一次，请核对。".to_owned())
            },
        },
    ],
    ..KindDef::PLAIN
};

/// Whether the person counts among the part-time teachers: with a letter of appointment and hours.
#[must_use]
pub fn counts(teacher: &Record) -> bool {
    teacher.get(LETTER) == Some(true) && teacher.get(HOURS).is_some_and(|hours| hours > Quantity::default())
}

/// What makes two records the same person: whoever counts people counts each such value once.
#[must_use]
pub fn same_person(teacher: &Record) -> Option<(Id, String)> {
    Some((teacher.get(PARTNER)?, teacher.get(NAME)?.trim().to_owned()))
}

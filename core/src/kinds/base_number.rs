//! 基数: how many students, teachers and hours a major had in a school year. What percentages and
//! means are divided by; what is divided comes from the other records.

use super::checks;
use crate::fields;
use crate::record::Id;
use crate::schema::{Duty, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::{Date, Quantity, SchoolYear};

const STUDENTS_GROUP: &str = "学生";
const TEACHERS_GROUP: &str = "教师和课时";
const SOURCE: &str = "来源";

fields! {
    /// The school year.
    SCHOOL_YEAR: SchoolYear = FieldDef::new("school_year", "学年", FieldType::SchoolYear).must().listed();
    /// The major.
    MAJOR: Id = FieldDef::new("major", "专业", FieldType::Ref("major")).must().listed()
        .also("专业名称");
    /// Students enrolled.
    STUDENTS: u64 = FieldDef::new("students", "在校生数", FieldType::Count)
        .unit("人").later().quick().listed().group(STUDENTS_GROUP).also("在校生 在校学生数 全日制在校生数");
    /// Graduates of the year.
    GRADUATES: u64 = FieldDef::new("graduates", "毕业生数", FieldType::Count)
        .unit("人").later().quick().listed().group(STUDENTS_GROUP).also("毕业生 应届毕业生数");
    /// Full-time teachers.
    FULL_TIME_TEACHERS: u64 = FieldDef::new("full_time_teachers", "专任教师数", FieldType::Count)
        .unit("人").later().quick().listed().group(TEACHERS_GROUP).also("专任教师");
    /// Teachers of the major's own courses, part-time ones included.
    MAJOR_TEACHERS: u64 = FieldDef::new("major_teachers", "专业课教师数", FieldType::Count)
        .unit("人").later().quick().group(TEACHERS_GROUP).also("专业课教师")
        .help("教专业课的全部教师，含兼职；算兼职教师占比用。");
    /// Hours of the major's own courses taught in the year.
    MAJOR_HOURS: Quantity = FieldDef::new("major_hours", "专业课总课时", FieldType::Quantity)
        .unit("学时").later().quick().listed().group(TEACHERS_GROUP).also("专业课课时 专业课总学时");
    /// Where the numbers were taken from.
    SOURCE_TEXT: String = FieldDef::new("source", "出处", FieldType::Text).later().group(SOURCE)
        .help("从哪份报表、哪个系统来的，例如“状态数据”。");
    /// The day for which they hold.
    AS_OF: Date = FieldDef::new("as_of", "统计日期", FieldType::Date).later().listed().group(SOURCE)
        .also("统计时间 截止日期");
}

/// What an empty page says.
pub const EMPTY: &str =
    "这里是每个学年、每个专业的在校生、毕业生、教师和课时；算比例和人均要用它，例如从状态数据表导入。";

/// The numbers of a major in a school year.
pub static KIND: KindDef = KindDef {
    name: "base_number",
    label: "基数",
    duty: Some(Duty::Archive),
    title: &["major", "school_year"],
    subtitle: &["students", "as_of"],
    fields: FIELDS,
    sequence: &["-school_year", "major"],
    holds_for: Some("school_year"),
    rules: &[Rule {
        at: Moment::Doubt,
        field: "school_year",
        check: |facts| {
            let twice = checks::stands_twice(facts, KIND.name, MAJOR, &[SCHOOL_YEAR.def()]);
            twice.then(|| "这个专业这个学年已有另一条基数，请核对留哪一条。".to_owned())
        },
    }],
    ..KindDef::PLAIN
};

//! 教师企业实践 (ODS_JSQYJZSJSJ): a teacher who works or learns at a partner for some time.

use crate::record::Id;
use crate::schema::{CodeList, Duty, Facts, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::{Date, Quantity};
use crate::{codes, fields};

/// The four forms of 职业学校教师企业实践规定. The ministry's codes (企业锻炼类型码) were not found.
pub static FORMS: CodeList = codes!("practice_form":
    "observe" = "考察观摩",
    "trained" = "接受技能培训",
    "post" = "在岗兼职任职",
    "research" = "参与研发",
);

const WORK: &str = "在那里做什么";

fields! {
    /// The teacher.
    PERSON: Id = FieldDef::new("person", "教师", FieldType::Ref("person")).must().listed()
        .ministry("教师姓名 教工号").also("姓名 工号");
    /// Where.
    PARTNER: Id = FieldDef::new("partner", "实践单位", FieldType::Ref("partner")).must().listed()
        .ministry("企业名称 企业机构代码").also("单位 合作单位 实践企业 单位名称");
    /// In which form.
    FORM: String = FieldDef::new("form", "实践形式", FieldType::Choice(&FORMS)).later().quick().listed()
        .ministry("企业锻炼类型码").help("上报用的类型代码请核对，选项可以在设置里改。").also("形式 类型");
    /// First day.
    START: Date = FieldDef::new("start", "开始日期", FieldType::Date).in_register("term").later().quick().listed()
        .ministry("在企业实践/兼职开始日期").also("起始日期 开始时间");
    /// Last day.
    END: Date = FieldDef::new("end", "结束日期", FieldType::Date).in_register("term").later().quick().listed()
        .ministry("终止日期").also("结束时间 截止日期");
    /// Days really spent there.
    DAYS: Quantity = FieldDef::new("days", "实际天数", FieldType::Quantity).unit("天").later().quick().listed()
        .help("真正在单位的天数，五年六个月按它累计。").also("天数 实践天数");
    /// What the teacher worked as.
    POST: String = FieldDef::new("post", "实践岗位", FieldType::Text).quick().group(WORK)
        .ministry("企业实践/兼职岗位").also("岗位 职务");
    /// What came of it.
    RESULT: String = FieldDef::new("result", "实践成果", FieldType::LongText).quick().group(WORK)
        .help("带回了什么：案例、课题、合作线索。").also("成果 内容");
    /// What proves it.
    EVIDENCE: String = FieldDef::new("evidence", "佐证", FieldType::Text).later().group(WORK)
        .help("例如单位盖章的鉴定表放在哪里。").also("证明材料 佐证材料");
    /// Who of the partner looked after the teacher.
    MENTOR: String = FieldDef::new("mentor", "企业指导人", FieldType::Text).group(WORK);
    /// Whether it is the practice that a new teacher has before he teaches.
    FIRST: bool = FieldDef::new("first", "新教师上岗前实践", FieldType::Bool).group(WORK);
}

/// What an empty page says.
pub const EMPTY: &str = "这里是老师到企业实践的记录；先记老师和单位，日期和天数算进“五年累计六个月”。";

/// A teacher's time at a partner.
pub static KIND: KindDef = KindDef {
    name: "teacher_practice",
    label: "教师企业实践",
    duty: Some(Duty::Supervision),
    title: &["person", "partner", "start"],
    subtitle: &["form", "days", "post"],
    fields: FIELDS,
    by_date: Some("start"),
    in_order: &[("start", "end")],
    rules: &[Rule { at: Moment::Doubt, field: "days", check: more_days_than_passed }],
    ..KindDef::PLAIN
};

fn more_days_than_passed(facts: &dyn Facts) -> Option<String> {
    let (start, end, days) = (facts.get(START)?, facts.get(END)?, facts.get(DAYS)?);
    let passed = u64::try_from(end.latest().unix_days() - start.earliest().unix_days() + 1).ok()?;
    (days > Quantity::whole(passed))
        .then(|| format!("实际天数（{}天）比起止日期之间的 {passed} 天还多，请核对。", days.plain()))
}

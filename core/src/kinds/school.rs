//! 学校设置: what our school is called and how it counts its years. One record a workspace.

use crate::fields;
use crate::record::Id;
use crate::schema::{Duty, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::Date;

const SOURCE: &str = "来源";

fields! {
    /// Full name.
    NAME: String = FieldDef::new("name", "学校名称", FieldType::Text).must().listed()
        .also("学校 学校全称 院校名称");
    /// 学校(机构)标识码, ten digits.
    CODE: String = FieldDef::new("code", "学校标识码", FieldType::Text).later().quick().listed()
        .help("10 位数字，在教育事业统计报表上；导出上报表时用它。").ministry("XXDM")
        .also("学校代码 学校机构标识码 院校代码");
    /// The month in which a school year begins, 1 to 12.
    YEAR_STARTS: u64 = FieldDef::new("year_starts", "学年起始月", FieldType::Count).unit("月").listed()
        .help("学年从这个月的 1 日起算，一般是 9 月，请核对。");
    /// District in which it lies.
    DISTRICT: String = FieldDef::new("district", "所在区县", FieldType::Text).listed();
    /// Where these facts were taken from.
    SOURCE_TEXT: String = FieldDef::new("source", "出处", FieldType::Text).group(SOURCE)
        .help("从哪份文件或报表上抄的。");
    /// When somebody last checked them.
    AS_OF: Date = FieldDef::new("as_of", "核对日期", FieldType::Date).group(SOURCE);
}

/// What an empty page says.
pub const EMPTY: &str = "这里记本校的名称、10 位标识码和学年从几月算起；上报表和按学年的统计都用它，全校只要一条。";

/// The school itself.
pub static KIND: KindDef = KindDef {
    name: "school",
    label: "学校设置",
    duty: Some(Duty::Archive),
    title: &["name"],
    subtitle: &["code"],
    fields: FIELDS,
    rules: &[
        Rule { at: Moment::Save, field: "code", check: |facts| wrong_code(&facts.get(CODE)?) },
        Rule { at: Moment::Save, field: "year_starts", check: |facts| wrong_month(facts.get(YEAR_STARTS)?) },
    ],
    ..KindDef::PLAIN
};

/// Returns the id under which the page keeps the school, so that two offices that both enter it
/// clash field by field and do not make two schools.
#[must_use]
pub fn only() -> Id {
    Id::of_key(KIND.name, "")
}

fn wrong_code(code: &str) -> Option<String> {
    let digits = code.chars().count();
    let fits = digits == 10 && code.bytes().all(|b| b.is_ascii_digit());
    (!fits).then(|| format!("学校标识码应是 10 位数字，现在是 {digits} 位“{code}”，请对着报表再抄一遍。"))
}

fn wrong_month(month: u64) -> Option<String> {
    (!(1..=12).contains(&month)).then(|| format!("学年起始月应在 1 到 12 之间，现在是 {month}，请改一下。"))
}

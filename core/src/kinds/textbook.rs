//! 合作教材: books and other teaching material written with partners.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::Date;
use crate::{codes, fields};

/// What sort of material.
pub static SORTS: CodeList = codes!("textbook_sort":
    "national" = "国家规划教材",
    "province" = "省重点教材",
    "published" = "公开出版教材",
    "loose_leaf" = "活页式教材",
    "manual" = "工作手册式教材",
    "digital" = "数字教材",
    "internal" = "校本讲义",
    "material" = "教学资料",
);

const WHO: &str = "谁编写";

fields! {
    /// Title.
    NAME: String = FieldDef::new("name", "教材名称", FieldType::Text).must().listed().also("名称 教材 书名");
    /// What sort of material.
    SORT: String = FieldDef::new("sort", "教材类型", FieldType::Choice(&SORTS)).later().quick().listed().also("类型");
    /// ISBN, with or without hyphens.
    ISBN: String = FieldDef::new("isbn", "书号", FieldType::Text).quick().listed().help("ISBN，13 位，有没有短横都行。")
        .also("ISBN");
    /// Publisher.
    PUBLISHER: String = FieldDef::new("publisher", "出版社", FieldType::Text).quick();
    /// When it was published.
    PUBLISHED: Date = FieldDef::new("published", "出版日期", FieldType::Date).later().quick().listed().also("出版时间");
    /// With whom it was written.
    PARTNERS: Vec<Id> = FieldDef::new("partners", "合作单位", FieldType::Refs("partner"))
        .later().quick().listed().group(WHO).also("依托企业 合作企业 企业名称");
    /// Who of us is the editor.
    LEAD: String = FieldDef::new("lead", "学校主编", FieldType::PersonName).later().group(WHO)
        .also("主编 负责老师 负责人");
    /// Authors of the partner.
    PARTNER_AUTHORS: String = FieldDef::new("partner_authors", "企业编者", FieldType::Text).group(WHO);
    /// The college.
    UNIT: Id = FieldDef::new("unit", "编写学院", FieldType::Ref("unit")).later().quick().listed().group(WHO)
        .also("系别 学院 二级学院");
    /// The majors for which it is meant.
    MAJORS: Vec<Id> = FieldDef::new("majors", "适用专业", FieldType::Refs("major")).later().group("使用")
        .also("专业");
    /// The course in which it is used.
    COURSE: Id = FieldDef::new("course", "用于课程", FieldType::Ref("course")).group("使用").also("课程");
    /// How and by how many it is used.
    USE: String = FieldDef::new("use", "使用情况", FieldType::LongText).group("使用");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是和企业合编的教材和教学资料；先记书名，书号和出版日期以后补。";

/// A textbook.
pub static KIND: KindDef = KindDef {
    name: "textbook",
    label: "合作教材",
    duty: Some(Duty::Supervision),
    title: &["name"],
    subtitle: &["sort", "publisher", "partners"],
    fields: FIELDS,
    by_date: Some("published"),
    rules: &[Rule {
        at: Moment::Doubt,
        field: "isbn",
        check: |facts| {
            let isbn = facts.get(ISBN)?;
            (!is_isbn(&isbn)).then(|| format!("书号“{isbn}”的位数或校验位不对，请对着版权页核对。"))
        },
    }],
    ..KindDef::PLAIN
};

/// Whether `text` is an ISBN of 13 or, before 2007, of 10 digits with its check digit right.
fn is_isbn(text: &str) -> bool {
    let kept: Vec<char> = text.trim_start_matches("ISBN").chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    let last = kept.len().saturating_sub(1);
    let digit = |(place, c): (usize, &char)| match c {
        'X' | 'x' if kept.len() == 10 && place == last => Some(10),
        c => c.to_digit(10),
    };
    let Some(digits) = kept.iter().enumerate().map(digit).collect::<Option<Vec<u32>>>() else { return false };
    let weighed = |weight: fn(usize) -> u32| digits.iter().enumerate().map(|(i, d)| d * weight(i)).sum::<u32>();
    match digits.len() {
        13 => weighed(|i| if i.is_multiple_of(2) { 1 } else { 3 }).is_multiple_of(10),
        10 => weighed(|i| u32::try_from(10_usize.saturating_sub(i)).unwrap_or(0)).is_multiple_of(11),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_isbn;

    #[test]
    fn an_isbn_is_known_by_its_check_digit() {
        for fine in ["978-7-04-000000-9", "ISBN 9780306406157", "0-306-40615-2", "080442957X"] {
            assert!(is_isbn(fine), "{fine}");
        }
        for wrong in ["9780306406158", "0-306-40615-3", "12345", "", "X804429570", "统一书号"] {
            assert!(!is_isbn(wrong), "{wrong}");
        }
    }
}

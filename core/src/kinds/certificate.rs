//! 教师证书: a certificate that one of us holds. Certificates for students are
//! [`super::skill_certificate`].

use crate::record::Id;
use crate::schema::{CodeList, FieldDef, FieldType, KindDef};
use crate::value::Date;
use crate::{codes, fields};

/// What sort of certificate.
pub static SORTS: CodeList = codes!("certificate_sort":
    "teacher" = "教师资格",
    "skill" = "职业技能等级",
    "qualification" = "职业资格",
    "rank" = "专业技术职称",
    "examiner" = "考评员",
    "trainer" = "培训师",
    "other" = "其他",
);

fields! {
    /// Who holds it.
    PERSON: Id = FieldDef::new("person", "教师", FieldType::Ref("person")).must().listed().also("姓名 教师姓名");
    /// What it is called.
    NAME: String = FieldDef::new("name", "证书名称", FieldType::Text).must().listed().also("名称 证书");
    /// What sort of certificate.
    SORT: String = FieldDef::new("sort", "证书类别", FieldType::Choice(&SORTS)).quick().listed().also("类别");
    /// Its level, as printed.
    LEVEL: String = FieldDef::new("level", "等级", FieldType::Text).quick().listed();
    /// Who issued it.
    ORGAN: String = FieldDef::new("organ", "发证机关", FieldType::Text).later().quick().also("发证单位 颁发机构");
    /// Its number.
    NUMBER: String = FieldDef::new("number", "证书号", FieldType::Text).later().quick().also("证书编号 编号");
    /// When it was issued.
    ISSUED: Date = FieldDef::new("issued", "发证日期", FieldType::Date).in_register("term").later().quick().listed()
        .also("取得时间 发证时间");
    /// The last day on which it holds.
    EXPIRES: Date = FieldDef::new("expires", "有效期至", FieldType::Date).in_register("term").listed()
        .help("长期有效的就空着。");
}

/// What an empty page says.
pub const EMPTY: &str = "这里是老师手里的证书，作双师认定的佐证；在人员的页面上加，写下名称、证书号和发证机关。";

/// A certificate of a teacher.
pub static KIND: KindDef = KindDef {
    name: "certificate",
    label: "教师证书",
    title: &["name", "level"],
    subtitle: &["person", "organ", "issued"],
    fields: FIELDS,
    by_date: Some("issued"),
    in_order: &[("issued", "expires")],
    ..KindDef::PLAIN
};

//! 技能鉴定与 1+X (ODS_ZYJNJDJGSJ): certificates that students and workers take, a line a year.

use super::checks;
use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::Date;
use crate::{codes, fields};

/// What sort of certificate.
pub static SORTS: CodeList = codes!("skill_certificate_sort":
    "one_x" = "1+X 职业技能等级证书",
    "appraisal" = "职业技能鉴定（认定）",
    "firm" = "企业证书",
    "special" = "特种作业证",
);

/// Level of the certificate. The ministry's codes (等级码) were not found.
pub static GRADES: CodeList = codes!("skill_grade":
    "basic" = "初级（五级）",
    "middle" = "中级（四级）",
    "high" = "高级（三级）",
    "technician" = "技师（二级）",
    "senior" = "高级技师（一级）",
);

const ORGAN_GROUP: &str = "鉴定机构";

fields! {
    /// What it is called.
    NAME: String = FieldDef::new("name", "证书名称", FieldType::Text).must().listed().ministry("证书名称").also("名称 证书");
    /// The year.
    YEAR: Date = FieldDef::new("year", "鉴定年度", FieldType::Date).must().listed().ministry("鉴定年度")
        .help("填到年，例如 2022。").also("年度");
    /// What sort of certificate.
    SORT: String = FieldDef::new("sort", "证书类别", FieldType::Choice(&SORTS)).later().quick().listed().also("类别");
    /// Its level.
    GRADE: String = FieldDef::new("grade", "等级", FieldType::Choice(&GRADES)).later().quick().listed()
        .ministry("等级码").help("上报用的等级代码请核对，选项可以在设置里改。");
    /// How many were examined.
    HEADCOUNT: u64 = FieldDef::new("headcount", "鉴定人数", FieldType::Count).unit("人").later().quick().listed()
        .ministry("鉴定人数").also("人数 参考人数");
    /// How many passed.
    PASSED: u64 = FieldDef::new("passed", "通过人数", FieldType::Count).unit("人").quick().listed().also("取证人数");
    /// The majors whose students took it.
    MAJORS: Vec<Id> = FieldDef::new("majors", "专业", FieldType::Refs("major")).quick();
    /// The college.
    UNIT: Id = FieldDef::new("unit", "承担学院", FieldType::Ref("unit")).later().also("学院 二级学院 系别");
    /// Who examines.
    ORGAN: String = FieldDef::new("organ", "鉴定机构名称", FieldType::Text).later().group(ORGAN_GROUP)
        .ministry("鉴定机构名称").also("鉴定机构 鉴定站 考核站点");
    /// The partner that issues or examines.
    PARTNER: Id = FieldDef::new("partner", "培训评价组织", FieldType::Ref("partner")).quick().listed().group(ORGAN_GROUP)
        .help("发证或组织考核的合作单位。").also("合作企业 评价组织");
    /// Level of the body that set it up.
    ORGAN_LEVEL: String = FieldDef::new("organ_level", "建立单位级别", FieldType::Choice(&super::LEVELS_OF_HONOUR))
        .group(ORGAN_GROUP).ministry("建立单位级别码").help("上报用的代码请核对。");
    /// The body that set it up.
    ORGAN_BODY: String = FieldDef::new("organ_body", "建立单位部门", FieldType::Text).group(ORGAN_GROUP)
        .ministry("建立单位部门码").help("上报用的代码请核对。");
}

/// What an empty page says.
pub const EMPTY: &str = "这里按年记技能鉴定和 1+X 证书：什么证、哪一级、多少人考、多少人过；先记名称和年度。";

/// A certificate that was examined for in a year.
pub static KIND: KindDef = KindDef {
    name: "skill_certificate",
    label: "技能鉴定与1+X",
    duty: Some(Duty::Supervision),
    title: &["name", "year"],
    subtitle: &["grade", "headcount", "organ"],
    fields: FIELDS,
    by_date: Some("year"),
    rules: &[Rule { at: Moment::Save, field: "passed", check: |facts| checks::at_most(facts, PASSED, HEADCOUNT) }],
    ..KindDef::PLAIN
};

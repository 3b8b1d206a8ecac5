//! 人员: our own people. People of partners are [`super::contact`].

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Line};
use crate::value::Date;
use crate::{codes, fields};

fields! {
    /// Name.
    NAME: String = FieldDef::new("name", "姓名", FieldType::Text).must().listed()
        .also("名字 教师 教师姓名");
    /// Where he works.
    UNIT: Id = FieldDef::new("unit", "部门", FieldType::Ref("unit")).later().quick().listed()
        .also("学院 所在部门 所属部门 所在学院 二级学院");
    /// Post held.
    TITLE: String = FieldDef::new("title", "职务", FieldType::Text).quick().listed()
        .also("职位 岗位");
    /// Academic rank.
    RANK: String = FieldDef::new("rank", "职称", FieldType::Text).also("专业技术职称 专业技术职务");
    /// Number in the school's register.
    STAFF_NO: String = FieldDef::new("staff_no", "工号", FieldType::Text).ministry("教工号")
        .help("上报教师企业实践和课程负责人时要用。").also("教职工号 职工号");
    /// Whether a full-time teacher.
    FULL_TIME: bool = FieldDef::new("full_time", "专任教师", FieldType::Bool).group(TEACHER);
    /// Whether a teacher of major courses, of whom practice at partners is demanded.
    MAJOR_TEACHER: bool = FieldDef::new("major_teacher", "专业课教师", FieldType::Bool).group(TEACHER)
        .help("专业课教师每 5 年累计要有 6 个月企业实践。");
    /// The major that is taught.
    MAJOR: Id = FieldDef::new("major", "任教专业", FieldType::Ref("major")).group(TEACHER).also("专业");
    /// When hired.
    HIRED: Date = FieldDef::new("hired", "入职日期", FieldType::Date).group(TEACHER).also("入职时间 到校时间 来校时间");
    /// The partner from which the person was recruited.
    FROM_PARTNER: Id = FieldDef::new("from_partner", "从哪家单位招来", FieldType::Ref("partner")).group(TEACHER)
        .help("从合作单位招来的老师，选那家单位。").also("原工作单位");
    /// 双师 level.
    DUAL_LEVEL: String = FieldDef::new("dual_level", "双师型等级", FieldType::Choice(&DUAL_LEVELS))
        .in_register("dual").listed().group(DUAL).help("初、中、高三级的认定标准请核对。").also("双师等级 双师型");
    /// Who recognised it.
    DUAL_ORGAN: String = FieldDef::new("dual_organ", "认定机关", FieldType::Text).in_register("dual").group(DUAL);
    /// Number of the certificate.
    DUAL_NUMBER: String = FieldDef::new("dual_number", "双师证书号", FieldType::Text).in_register("dual").group(DUAL);
    /// The last day on which it holds.
    DUAL_UNTIL: Date = FieldDef::new("dual_until", "双师有效期至", FieldType::Date).in_register("dual").group(DUAL);
}

/// Levels of a teacher who is also of the trade (双师型教师).
pub static DUAL_LEVELS: CodeList = codes!("dual_level":
    "junior" = "初级双师",
    "middle" = "中级双师",
    "senior" = "高级双师",
);

const TEACHER: &str = "教师";
const DUAL: &str = "双师型";

/// What an empty page says.
pub const EMPTY: &str = "这里是本校参加产教融合工作的人；办公室先录名单，各人用起步文件打开后选出自己。";

/// One of us.
pub static KIND: KindDef = KindDef {
    name: "person",
    label: "本校人员",
    duty: Some(Duty::Planning),
    title: &["name"],
    subtitle: &["unit", "title"],
    fields: FIELDS,
    lines: &[
        Line { kind: "certificate", via: "person", owned: true },
        Line { kind: "teacher_practice", via: "person", owned: false },
    ],
    ..KindDef::PLAIN
};

//! 组织机构: the bodies in which the four sides steer the work: 三会, 领导小组, 工作组, 联盟.
//! Who sits in them is [`super::member`], what they decide is [`super::meeting`].

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef, Line};
use crate::value::Date;
use crate::{codes, fields};

/// What sort of body it is; the first three are 三会, the leading group is 一组.
pub static SORTS: CodeList = codes!("body_sort":
    "council" = "办学理事会",
    "major_board" = "专业建设指导委员会",
    "alumni_board" = "校友工作委员会",
    "leading_group" = "领导小组",
    "work_group" = "工作组",
    "office" = "办公室",
    "alliance" = "联盟",
    "other" = "其他",
);

/// Whether it serves the whole school or one college.
pub static LEVELS: CodeList = codes!("body_level": "school" = "校级", "college" = "院级");

const TERM: &str = "届期与章程";

fields! {
    /// What it is called.
    NAME: String = FieldDef::new("name", "机构名称", FieldType::Text).must().listed()
        .also("名称 组织名称 机构 组织机构");
    /// What sort of body it is.
    SORT: String = FieldDef::new("sort", "机构类别", FieldType::Choice(&SORTS)).later().quick().listed()
        .also("类别 类型");
    /// School or college.
    LEVEL: String = FieldDef::new("level", "层级", FieldType::Choice(&LEVELS)).later().quick().listed()
        .also("级别");
    /// The unit whose body it is, or where its office sits.
    UNIT: Id = FieldDef::new("unit", "所属或挂靠部门", FieldType::Ref("unit")).quick().listed()
        .help("院级的填学院；校级的填办公室设在哪里。").also("挂靠部门 所属学院 学院");
    /// The body above it.
    PARENT: Id = FieldDef::new("parent", "上级机构", FieldType::Ref("body")).help("例如办公室的上级是领导小组。");
    /// What it is there for.
    DUTIES: String = FieldDef::new("duties", "职责", FieldType::LongText).also("职能 工作职责");
    /// First day of the present term.
    TERM_START: Date = FieldDef::new("term_start", "本届开始", FieldType::Date).in_register("term").group(TERM).later()
        .also("成立时间 届期开始");
    /// Last day of the present term.
    TERM_END: Date = FieldDef::new("term_end", "本届届满", FieldType::Date).in_register("term").group(TERM).listed()
        .help("没有届期的小组空着；快届满时会提醒换届。").also("届满时间 届期结束");
    /// Meetings a year that its charter asks for.
    CHARTER_MEETINGS: u64 = FieldDef::new("charter_meetings", "章程规定每年会次", FieldType::Count)
        .unit("次").group(TERM).later().help("章程或文件里写的每年至少开几次。");
    /// The document that set it up.
    DOCUMENT: String = FieldDef::new("document", "成立文件", FieldType::Text).group(TERM).help("文件名称和文号。")
        .also("文号 发文号");
    /// The day on which it ceased.
    DISSOLVED: Date = FieldDef::new("dissolved", "撤销日期", FieldType::Date).group(TERM)
        .help("被新机构代替时填，名单照样留着。");
}

/// What an empty page says.
pub const EMPTY: &str =
    "这里是三会、领导小组、工作组和联盟；先记一个机构，再把成员一行行加上，例如“产教融合工作领导小组”。";

/// A body of the organisation.
pub static KIND: KindDef = KindDef {
    name: "body",
    label: "组织机构",
    duty: Some(Duty::Planning),
    title: &["name"],
    subtitle: &["sort", "level", "unit"],
    fields: FIELDS,
    lines: &[
        Line { kind: "member", via: "body", owned: true },
        Line { kind: "meeting", via: "body", owned: false },
        Line { kind: "body", via: "parent", owned: false },
    ],
    in_order: &[("term_start", "term_end"), ("term_start", "dissolved")],
    ..KindDef::PLAIN
};

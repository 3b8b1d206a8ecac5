//! 师徒结对: a master at a partner and an apprentice of ours, from the agreement to the last
//! examination. Apprentices have a label, never a name or number.

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, Flow, KindDef, Line, Step};
use crate::value::{Date, Quantity};
use crate::{codes, fields};

/// How far it has come.
pub static STATES: CodeList = codes!("apprenticeship_state":
    "agreed" = "已结对",
    "training" = "带教中",
    "examined" = "出师考核",
    "passed" = "出师",
    "failed" = "未通过",
    "ended" = "提前解除",
);

/// Where the apprentice went.
pub static WHEREABOUTS: CodeList = codes!("apprentice_whereabouts":
    "stayed" = "留在该单位",
    "trade" = "同行业就业",
    "other_trade" = "其他行业就业",
    "study" = "升学",
    "army" = "参军",
    "unknown" = "未定",
);

const MASTER_GROUP: &str = "师傅";
const APPRENTICE_GROUP: &str = "徒弟";
const PAIR: &str = "结对";
const EXAM: &str = "出师";

fields! {
    stages &STATES;
    /// The master's name.
    MASTER: String = FieldDef::new("master", "师傅", FieldType::Text).must().listed().group(MASTER_GROUP)
        .also("师傅姓名 企业导师 企业师傅");
    /// Where the master works.
    PARTNER: Id = FieldDef::new("partner", "合作单位", FieldType::Ref("partner")).must().listed().group(MASTER_GROUP)
        .also("企业 企业名称 师傅单位 单位");
    /// The master among the partner's contacts.
    CONTACT: Id = FieldDef::new("contact", "是哪位联系人", FieldType::Ref("contact")).group(MASTER_GROUP)
        .help("师傅已在联系人里的，选一下，电话就不用再记。");
    /// Post of the master.
    POST: String = FieldDef::new("post", "师傅岗位", FieldType::Text).quick().group(MASTER_GROUP).also("岗位 职务");
    /// The master's level of skill, as on the certificate.
    SKILL: String = FieldDef::new("skill", "技能等级", FieldType::Text).later().quick().group(MASTER_GROUP)
        .help("例如高级技师，照证书写。").also("师傅技能等级");
    /// From when the master is engaged.
    TERM_START: Date = FieldDef::new("term_start", "聘期开始", FieldType::Date).in_register("term").group(MASTER_GROUP);
    /// Until when.
    TERM_END: Date = FieldDef::new("term_end", "聘期结束", FieldType::Date).in_register("term").group(MASTER_GROUP);
    /// A label for the apprentice.
    APPRENTICE: String = FieldDef::new("apprentice", "徒弟代号", FieldType::Text).must().listed().group(APPRENTICE_GROUP)
        .help("写班级加代号，例如“药品2101-A”，不写姓名、学号和身份证号。").also("徒弟 学徒");
    /// The class.
    CLASS: String = FieldDef::new("class", "班级", FieldType::Text).quick().listed().group(APPRENTICE_GROUP);
    /// What the apprentice studies.
    MAJOR: Id = FieldDef::new("major", "专业", FieldType::Ref("major")).later().quick().group(APPRENTICE_GROUP)
        .also("专业名称");
    /// Who of us looks after both.
    TEACHER: Id = FieldDef::new("teacher", "校内导师", FieldType::Ref("person")).later().group(APPRENTICE_GROUP)
        .also("指导教师 校内教师");
    /// When the agreement was signed.
    SIGNED: Date = FieldDef::new("signed", "协议签订日期", FieldType::Date).later().quick().group(PAIR).also("签订日期");
    /// When the ceremony was held.
    CEREMONY: Date = FieldDef::new("ceremony", "拜师仪式日期", FieldType::Date).quick().listed().group(PAIR)
        .also("仪式日期");
    /// The industry college of which it is part.
    INDUSTRY_COLLEGE: Id = FieldDef::new("industry_college", "产业学院", FieldType::Ref("industry_college")).group(PAIR);
    /// The order class of which it is part.
    ORDER_CLASS: Id = FieldDef::new("order_class", "订单班", FieldType::Ref("order_class")).group(PAIR);
    /// What is to be learned.
    TASKS: String = FieldDef::new("tasks", "任务清单", FieldType::LongText).later().group(PAIR)
        .help("一行一项，学会哪些活。");
    /// The enterprise's standard of the last examination.
    EXAM_STANDARD: String = FieldDef::new("exam_standard", "出师考核标准", FieldType::Text).in_register("exam").group(EXAM)
        .help("用企业的哪份标准考。");
    /// Marks, out of a hundred.
    EXAM_SCORE: Quantity = FieldDef::new("exam_score", "考核成绩", FieldType::Quantity).unit("分").in_register("exam").group(EXAM);
    /// When it was examined.
    EXAM_DATE: Date = FieldDef::new("exam_date", "考核日期", FieldType::Date).in_register("exam").group(EXAM);
    /// Where the apprentice went.
    WHERE: String = FieldDef::new("whereabouts", "去向", FieldType::Choice(&WHEREABOUTS)).listed().group(EXAM);
}

static FLOW: Flow = Flow {
    start: "agreed",
    steps: &[
        Step::new(&["agreed"], "training", "合作单位和学院"),
        Step::new(&["training", "failed"], "examined", "合作单位").asks(&["exam_standard"]),
        Step::new(&["examined"], "passed", "合作单位").asks(&["exam_standard", "exam_score"]),
        Step::new(&["examined"], "failed", "合作单位").asks(&["exam_standard"]).reasoned(),
        Step::new(&["agreed", "training", "examined", "failed"], "ended", "合作单位和学院").reasoned(),
    ],
};

/// What an empty page says.
pub const EMPTY: &str = "这里是企业师傅和我们学徒的结对，从拜师到出师；先记师傅、单位和徒弟代号，每月加一条记录。";

/// A master and an apprentice.
pub static KIND: KindDef = KindDef {
    name: "apprenticeship",
    label: "师徒结对",
    duty: Some(Duty::Supervision),
    title: &["master", "apprentice"],
    subtitle: &["partner", "class", "ceremony"],
    fields: FIELDS,
    lines: &[
        Line { kind: "apprentice_note", via: "apprenticeship", owned: true },
        Line { kind: "part_time_teacher", via: "apprenticeship", owned: false },
    ],
    by_date: Some("ceremony"),
    in_order: &[("term_start", "term_end"), ("signed", "exam_date")],
    flow: Some(&FLOW),
    ..KindDef::PLAIN
};

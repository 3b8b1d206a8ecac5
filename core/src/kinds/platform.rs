//! 产教融合集成实践平台, from application to running. Its yearly targets and money are lines.

use super::platform_target;
use crate::record::Id;
use crate::schema::{CodeList, Duty, Facts, FieldDef, FieldType, Flow, KindDef, Line, Moment, Rule, Step};
use crate::value::{Date, Money, Quantity};
use crate::{codes, fields};

/// How far it has come.
pub static STATES: CodeList = codes!("platform_state":
    "applied" = "申报",
    "reviewed" = "评审",
    "building" = "立项建设",
    "nurtured" = "培育",
    "midterm" = "中期检查",
    "accepted" = "验收通过",
    "running" = "运行",
    "declined" = "未立项",
);

const BUILT_BY: &str = "谁建的";
const SIZE: &str = "规模";

fields! {
    stages &STATES;
    /// Name.
    NAME: String = FieldDef::new("name", "平台名称", FieldType::Text).must().listed()
        .also("名称 平台 集成实践平台");
    /// School's or province's.
    LEVEL: String = FieldDef::new("level", "级别", FieldType::Choice(&super::LEVELS_OF_HONOUR)).later().quick().listed();
    /// Number of the document under which it was approved.
    DOCUMENT: String = FieldDef::new("document", "立项文号", FieldType::Text).listed()
        .help("例如管理办法或立项通知的文号。");
    /// The regulation by which it is run.
    POLICY: Id = FieldDef::new("policy", "依据的办法", FieldType::Ref("policy"));
    /// When it was applied for.
    APPLIED: Date = FieldDef::new("applied", "申报日期", FieldType::Date);
    /// When building is to be finished.
    DUE: Date = FieldDef::new("due", "建设期至", FieldType::Date).later().listed().also("建设期限 完成日期");
    /// The college on which it rests.
    UNIT: Id = FieldDef::new("unit", "依托学院", FieldType::Ref("unit")).later().quick().listed().group(BUILT_BY)
        .also("学院 依托单位 二级学院");
    /// Who heads it.
    HEAD: String = FieldDef::new("head", "平台负责人", FieldType::PersonName).later().quick().group(BUILT_BY)
        .also("负责人");
    /// With whom it is built.
    PARTNERS: Vec<Id> = FieldDef::new("partners", "合作单位", FieldType::Refs("partner"))
        .later().quick().listed().group(BUILT_BY).also("合作企业 共建企业 企业名称");
    /// The majors that it serves.
    MAJORS: Vec<Id> = FieldDef::new("majors", "服务专业", FieldType::Refs("major")).later().group(BUILT_BY)
        .also("面向专业 适用专业");
    /// Floor space.
    AREA: Quantity = FieldDef::new("area", "建筑面积", FieldType::Quantity).unit("㎡").later().quick().group(SIZE)
        .also("面积 使用面积");
    /// The rooms in which it is.
    ROOMS: Vec<Id> = FieldDef::new("rooms", "所在房屋", FieldType::Refs("room")).group(SIZE);
    /// Places at which somebody can work.
    WORKPLACES: u64 = FieldDef::new("workplaces", "工位数", FieldType::Count).unit("个").later().group(SIZE)
        .also("工位");
    /// Original value of the school's equipment.
    EQUIPMENT_SCHOOL: Money = FieldDef::new("equipment_school", "学校设备原值", FieldType::Money)
        .unit("元").in_ten_thousands().later().group(SIZE);
    /// Original value of the partners' equipment.
    EQUIPMENT_PARTNER: Money = FieldDef::new("equipment_partner", "企业设备原值", FieldType::Money)
        .unit("元").in_ten_thousands().later().group(SIZE);
    /// Training on it, the last school year.
    USE_HOURS: Quantity = FieldDef::new("use_hours", "年实训人时", FieldType::Quantity).unit("人时").group(SIZE)
        .help("上一学年在平台上实训的人数乘小时数。").also("人时 使用频率");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

const OFFICE: &str = "产学研办公室";
const SCHOOL: &str = "院长办公会";

static FLOW: Flow = Flow {
    start: "applied",
    steps: &[
        Step::new(&["applied", "declined"], "reviewed", OFFICE).asks(&["unit", "head"]),
        Step::new(&["reviewed", "nurtured"], "building", SCHOOL).asks(&["due"]).numbered(),
        Step::new(&["reviewed"], "nurtured", SCHOOL).numbered(),
        Step::new(&["reviewed"], "declined", SCHOOL).reasoned(),
        Step::new(&["building"], "midterm", OFFICE),
        Step::new(&["midterm"], "building", OFFICE).reasoned(),
        Step::new(&["midterm"], "accepted", "验收专家组"),
        Step::new(&["accepted"], "running", "依托学院"),
    ],
};

/// What an empty page says.
pub const EMPTY: &str =
    "这里是产教融合集成实践平台：立项的、培育的和已验收的；先记名称和依托学院，再写每年的任务和资金。";

/// A platform.
pub static KIND: KindDef = KindDef {
    name: "platform",
    label: "集成实践平台",
    duty: Some(Duty::Supervision),
    title: &["name"],
    subtitle: &["unit", "partners"],
    fields: FIELDS,
    lines: &[
        Line { kind: "platform_target", via: "platform", owned: true },
        Line { kind: "platform_money", via: "platform", owned: true },
    ],
    by_date: Some("applied"),
    in_order: &[("applied", "due")],
    flow: Some(&FLOW),
    rules: &[Rule { at: Moment::StepOfLines(&["accepted"]), field: "state", check: targets_without_result }],
    ..KindDef::PLAIN
};

/// Nothing is accepted as built while nobody has said what was reached.
fn targets_without_result(facts: &dyn Facts) -> Option<String> {
    let targets = facts.lines(&facts.id(), platform_target::KIND.name, platform_target::PLATFORM.name());
    let open = targets.iter().filter(|(_, target)| target.get(platform_target::DONE).is_none()).count();
    match (targets.len(), open) {
        (0, _) => Some("验收之前要有建设任务：请先给平台加上年度任务和完成值。".to_owned()),
        (_, 0) => None,
        (_, open) => Some(format!("还有 {open} 项建设任务没有填完成值，填上再验收。")),
    }
}

//! 培训: whom we trained for partners and the public, how long, and what came in for it.

use crate::record::{Id, Record};
use crate::schema::{CodeList, Duty, FieldDef, FieldType, KindDef};
use crate::value::{Date, Money, Quantity, Shares};
use crate::{codes, fields};

/// Whom it is for.
pub static AUDIENCES: CodeList = codes!("training_audience":
    "staff" = "企业员工",
    "teachers" = "院校教师",
    "jobless" = "转岗、再就业人员",
    "farmers" = "新型农民、农民工",
    "veterans" = "退役军人",
    "community" = "社区居民",
    "public" = "其他社会人员",
);

/// Whether somebody pays for it.
pub static TERMS: CodeList = codes!("training_terms":
    "paid" = "收费",
    "public_good" = "公益",
);

const SIZE: &str = "规模";
const MONEY: &str = "经费";

fields! {
    /// What is taught.
    TOPIC: String = FieldDef::new("topic", "培训主题", FieldType::Text).must().listed()
        .also("名称 培训名称 项目名称 培训班 主题 培训项目");
    /// For whom.
    PARTNER: Id = FieldDef::new("partner", "委托单位", FieldType::Ref("partner")).later().quick().listed()
        .help("为哪家单位办的；面向社会的就空着。").also("单位 企业名称 合作单位 服务单位");
    /// Whom it is for.
    AUDIENCE: String = FieldDef::new("audience", "培训对象", FieldType::Choice(&AUDIENCES)).later().quick().listed()
        .also("对象");
    /// First day.
    START: Date = FieldDef::new("start", "开始日期", FieldType::Date).in_register("term").later().quick().listed()
        .also("培训时间 开始时间 日期");
    /// Last day.
    END: Date = FieldDef::new("end", "结束日期", FieldType::Date).in_register("term").quick().also("结束时间");
    /// The unit that holds it.
    UNIT: Id = FieldDef::new("unit", "承办部门", FieldType::Ref("unit")).later().quick().listed()
        .also("学院 部门 二级学院 承办学院");
    /// Who counts how much of it.
    SHARES: Shares = FieldDef::new("shares", "各部门分摊", FieldType::Shares("unit"))
        .help("几个部门一起办的，写明各算多少，合计 100%。");
    /// Who of us answers for it.
    LEAD: String = FieldDef::new("lead", "负责人", FieldType::PersonName).later().also("培训负责人");
    /// How many came.
    HEADCOUNT: u64 = FieldDef::new("headcount", "人数", FieldType::Count).unit("人").later().quick().listed().group(SIZE)
        .also("培训人数 学员数");
    /// How many days it lasted.
    DAYS: Quantity = FieldDef::new("days", "天数", FieldType::Quantity).unit("天").later().quick().listed().group(SIZE)
        .also("培训天数");
    /// Hours for each who came.
    HOURS: Quantity = FieldDef::new("hours", "学时", FieldType::Quantity).unit("学时").group(SIZE)
        .help("每人的学时，非学历培训时间按它算。").also("培训学时 课时");
    /// Person-days, where a list has them ready-made.
    PERSON_DAYS: Quantity = FieldDef::new("person_days", "人天", FieldType::Quantity).unit("人天").group(SIZE)
        .help("空着时按人数乘天数算；每天人数不一样的，在这里填合计。").ministry("学校为企业年培训员工数(人天) 培训员工数(人天)")
        .also("培训人天 人日");
    /// Who taught.
    TEACHERS: Vec<Id> = FieldDef::new("teachers", "授课教师", FieldType::Refs("person")).group(SIZE);
    /// Whether somebody pays for it.
    TERMS_OF_PAY: String = FieldDef::new("terms", "收费还是公益", FieldType::Choice(&TERMS)).later().quick().listed().group(MONEY);
    /// What has arrived for it.
    INCOME: Money = FieldDef::new("income", "到账金额", FieldType::Money).unit("元").when("terms", &["paid"])
        .later().listed().group(MONEY).help("以到账为准；已登记为合同到账的，不要在这里再填。").also("到账 收入 培训收入 培训费");
    /// Money that the contract speaks of.
    AGREED: Money = FieldDef::new("agreed", "协议金额", FieldType::Money).unit("元").when("terms", &["paid"]).group(MONEY);
    /// The industry college of which it is part.
    INDUSTRY_COLLEGE: Id = FieldDef::new("industry_college", "产业学院", FieldType::Ref("industry_college")).group("其他");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("其他").also("说明");
}

/// What an empty page says.
pub const EMPTY: &str =
    "这里是为企业和社会办的培训：什么主题、多少人、几天、到账多少；先记主题，例如“危化品操作工安全培训”。";

/// A training.
pub static KIND: KindDef = KindDef {
    name: "training",
    label: "培训",
    duty: Some(Duty::Supervision),
    title: &["topic"],
    subtitle: &["partner", "start", "headcount"],
    fields: FIELDS,
    by_date: Some("start"),
    in_order: &[("start", "end")],
    ..KindDef::PLAIN
};

/// Person-days (人天): what was typed, otherwise people times days. `None` while neither is known.
#[must_use]
pub fn person_days(training: &Record) -> Option<Quantity> {
    let computed = || training.get(DAYS)?.hundredths().checked_mul(training.get(HEADCOUNT)?).map(Quantity);
    training.get(PERSON_DAYS).or_else(computed)
}

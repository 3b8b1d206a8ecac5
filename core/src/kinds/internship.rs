//! 实习批次: students of one major who are at one partner at the same time. Never single students.

use super::checks;
use crate::record::{Id, Record};
use crate::schema::{CodeList, Duty, Facts, FieldDef, FieldType, KindDef, Moment, Rule};
use crate::value::{Date, Money, SchoolYear};
use crate::{codes, fields};

/// What sort of internship. The tables still call the first 顶岗实习.
pub static SORTS: CodeList = codes!("internship_sort":
    "post" = "岗位实习",
    "cognition" = "认识实习",
);

const LAW: &str = "合规";
const WHO: &str = "谁带";
const PAY_GROUP: &str = "待遇";

fields! {
    /// Where they are.
    PARTNER: Id = FieldDef::new("partner", "实习单位", FieldType::Ref("partner")).must().listed()
        .ministry("实习企业").also("单位 企业名称 合作单位 合作企业 公司名称");
    /// What they study.
    MAJOR: Id = FieldDef::new("major", "专业", FieldType::Ref("major")).must().listed().also("专业名称");
    /// The school year.
    SCHOOL_YEAR: SchoolYear = FieldDef::new("school_year", "学年", FieldType::SchoolYear).later().quick().listed();
    /// What sort of internship.
    SORT: String = FieldDef::new("sort", "实习类别", FieldType::Choice(&SORTS)).later().quick().listed()
        .help("老表里的“顶岗实习”就是岗位实习。").also("类别 实习形式");
    /// Which class, in the school's words.
    CLASS: String = FieldDef::new("class", "班级", FieldType::Text).quick().help("只写班级，不写学生姓名和学号。");
    /// How many students.
    HEADCOUNT: u64 = FieldDef::new("headcount", "人数", FieldType::Count).unit("人").later().quick().listed()
        .ministry("接受顶岗实习学生数").also("实习人数 学生数");
    /// What they do.
    POST: String = FieldDef::new("post", "实习岗位", FieldType::Text).quick().also("岗位");
    /// First day.
    START: Date = FieldDef::new("start", "开始日期", FieldType::Date).in_register("term").later().quick().listed()
        .ministry("开始日期").also("实习开始时间 起始日期");
    /// Last day.
    END: Date = FieldDef::new("end", "结束日期", FieldType::Date).in_register("term").later().quick().listed()
        .ministry("结束日期").also("实习结束时间 终止日期");
    /// How many have a post that fits what they study.
    MATCHED: u64 = FieldDef::new("matched", "其中对口人数", FieldType::Count).unit("人").quick().ministry("是否对口")
        .help("岗位和所学专业对得上的人数。").also("对口");
    /// The base at which they are.
    BASE: Id = FieldDef::new("base", "实习基地", FieldType::Ref("base"));
    /// The order class that they belong to.
    ORDER_CLASS: Id = FieldDef::new("order_class", "订单班", FieldType::Ref("order_class"));
    /// The industry college of which it is part.
    INDUSTRY_COLLEGE: Id = FieldDef::new("industry_college", "产业学院", FieldType::Ref("industry_college"));
    /// Teachers of the school who look after them.
    TEACHERS: Vec<Id> = FieldDef::new("teachers", "校内指导教师", FieldType::Refs("person")).later().group(WHO)
        .ministry("校内指导教师姓名 校内指导教师工号").also("指导教师 带队教师");
    /// Who guides them at the partner.
    MENTORS: String = FieldDef::new("mentors", "企业指导人员", FieldType::Text).group(WHO).also("企业导师 企业师傅");
    /// Where they work.
    WORKPLACE: String = FieldDef::new("workplace", "实习地点", FieldType::Text).group(WHO);
    /// Whether they are paid.
    PAID: bool = FieldDef::new("paid", "发放实习报酬", FieldType::Bool).later().group(PAY_GROUP).also("是否有报酬");
    /// What they are paid.
    MONTHLY_PAY: Money = FieldDef::new("monthly_pay", "月报酬", FieldType::Money).unit("元/月").group(PAY_GROUP)
        .also("实习报酬 实习工资 月薪");
    /// Whether they are lodged.
    LODGING: bool = FieldDef::new("lodging", "提供住宿", FieldType::Bool).group(PAY_GROUP);
    /// Whether they are insured.
    INSURED: bool = FieldDef::new("insured", "已投实习责任保险", FieldType::Bool).later().group(LAW);
    /// What the insurance cost.
    PREMIUM: Money = FieldDef::new("premium", "保险费", FieldType::Money).unit("元").group(LAW);
    /// Whether every student has an agreement between school, partner and himself.
    TRI_PARTY: bool = FieldDef::new("tri_party", "三方协议已签", FieldType::Bool).later().group(LAW)
        .help("岗位实习每名学生都要签三方协议，全签了才选“是”。");
    /// When the school inspected the place and wrote its report.
    INSPECTED: Date = FieldDef::new("inspected", "学校考察日期", FieldType::Date).later().group(LAW)
        .help("学生去之前学校要先考察，并留书面报告。").also("学校考察报告 考察日期");
    /// Where the report is kept.
    REPORT: String = FieldDef::new("report", "考察报告放在哪", FieldType::Text).group(LAW);
    /// The agreement on which it stands.
    AGREEMENT: Id = FieldDef::new("agreement", "协议", FieldType::Ref("agreement")).group(LAW);
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明 实习内容");
}

/// What an empty page says.
pub const EMPTY: &str = "这里按批记实习：哪家单位、哪个专业、多少人、从哪天到哪天；只记人数，不记学生姓名和学号。";

/// A batch of interns.
pub static KIND: KindDef = KindDef {
    name: "internship",
    label: "实习批次",
    duty: Some(Duty::Supervision),
    title: &["partner", "major", "start"],
    subtitle: &["class", "headcount", "post"],
    fields: FIELDS,
    by_date: Some("start"),
    sequence: &["-start"],
    in_order: &[("start", "end")],
    rules: &[
        Rule { at: Moment::Save, field: "matched", check: |facts| checks::at_most(facts, MATCHED, HEADCOUNT) },
        Rule { at: Moment::Doubt, field: "tri_party", check: |facts| lacks_agreement(facts) },
        Rule { at: Moment::Doubt, field: "inspected", check: |facts| inspected_too_late(facts) },
    ],
    ..KindDef::PLAIN
};

fn is_post(facts: &dyn Facts) -> bool {
    facts.code("sort").is_some_and(|sort| sort == "post")
}

/// 岗位实习 stands on an agreement of three (职业学校学生实习管理规定).
fn lacks_agreement(facts: &dyn Facts) -> Option<String> {
    (is_post(facts) && facts.get(TRI_PARTY) == Some(false))
        .then(|| "岗位实习还没有签三方协议，请在学生上岗前签好再改这一项。".to_owned())
}

/// The school looks at the place before students go there.
fn inspected_too_late(facts: &dyn Facts) -> Option<String> {
    let (inspected, start) = (facts.get(INSPECTED)?, facts.get(START)?);
    (inspected.earliest() > start.latest()).then(|| {
        let (inspected, start) = (inspected.show(), start.show());
        format!("学校考察日期（{inspected}）晚于实习开始日期（{start}），应先考察再派学生，请核对。")
    })
}

/// Students times months (人月) in hundredths; a month is 30 days, both end days count. `None` while
/// the number of students or a day is not known.
#[must_use]
pub fn person_months(batch: &Record) -> Option<u64> {
    let (start, end) = (batch.get(START)?.day()?, batch.get(END)?.day()?);
    let days = u64::try_from(end.unix_days() - start.unix_days() + 1).ok()?;
    batch.get(HEADCOUNT)?.checked_mul(days)?.checked_mul(100).map(|hundredths| hundredths / 30)
}

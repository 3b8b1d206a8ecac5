//! 样板: a cooperation that others can follow, of one of six types (domain §6.14). It closes only
//! with a result and with somebody who gained by it.

use crate::record::Id;
use crate::schema::{CodeList, Duty, Facts, FieldDef, FieldType, Flow, KindDef, Line, Moment, Rule, Step};
use crate::value::{Date, Shares};
use crate::{codes, fields};

/// The six types of the work plan.
pub static TYPES: CodeList = codes!("sample_type":
    "flagship" = "标杆企业跨学院合作样板",
    "association" = "行业协会跨学院合作样板",
    "park" = "园区/政府合作样板",
    "platform" = "地方平台公司合作样板",
    "town" = "乡镇合作样板",
    "industry_college" = "产业学院样板",
);

/// How far it has come.
pub static STATES: CodeList = codes!("sample_state":
    "chosen" = "已选定",
    "building" = "打造中",
    "closed" = "已成样板",
    "dropped" = "不做了",
);

const WHO: &str = "谁做的";
const RESULTS: &str = "融必有果，合必利人";

fields! {
    stages &STATES;
    /// Name.
    NAME: String = FieldDef::new("name", "样板名称", FieldType::Text).must().listed().also("名称 样板");
    /// Of which type.
    TYPE: String = FieldDef::new("type", "样板类型", FieldType::Choice(&TYPES)).later().quick().listed().also("类型");
    /// What is to be shown by it.
    AIM: String = FieldDef::new("aim", "要做成什么", FieldType::LongText).also("目标 建设内容");
    /// Until when.
    DUE: Date = FieldDef::new("due", "做成期限", FieldType::Date).later().quick().listed().also("期限 完成时间");
    /// The projects that make it up.
    PROJECTS: Vec<Id> = FieldDef::new("projects", "包含的项目", FieldType::Refs("project"));
    /// The partners, the leading one first.
    PARTNERS: Vec<Id> = FieldDef::new("partners", "牵头伙伴", FieldType::Refs("partner")).later().quick().listed().group(WHO)
        .also("合作单位 企业 单位名称");
    /// The town, for that type.
    TOWN: Id = FieldDef::new("town", "镇街", FieldType::Ref("town")).when("type", &["town"]).group(WHO);
    /// The industry college, for that type.
    INDUSTRY_COLLEGE: Id = FieldDef::new("industry_college", "产业学院", FieldType::Ref("industry_college"))
        .when("type", &["industry_college"]).group(WHO);
    /// The college that leads.
    LEAD_UNIT: Id = FieldDef::new("lead_unit", "牵头学院", FieldType::Ref("unit")).later().quick().listed().group(WHO)
        .also("学院 牵头部门");
    /// The colleges that take part.
    UNITS: Vec<Id> = FieldDef::new("units", "参与学院", FieldType::Refs("unit")).later().quick().group(WHO);
    /// How the colleges share it.
    SHARES: Shares = FieldDef::new("shares", "学院分摊", FieldType::Shares("unit")).group(WHO)
        .help("全校合计按分摊算，合起来正好 100%；空着就全算牵头学院的。");
    /// Results, by their records.
    RESULT_RECORDS: Vec<Id> = FieldDef::new("results", "成果", FieldType::Refs("result")).group(RESULTS);
    /// Results in words.
    OUTCOME: String = FieldDef::new("outcome", "成果说明", FieldType::LongText).group(RESULTS).also("成果 成效");
    /// Students who gained by it.
    STUDENTS: u64 = FieldDef::new("students", "受益学生", FieldType::Count).unit("人").group(RESULTS);
    /// Teachers who gained by it.
    TEACHERS: u64 = FieldDef::new("teachers", "受益教师", FieldType::Count).unit("人").group(RESULTS);
    /// Enterprises that gained by it.
    FIRMS: u64 = FieldDef::new("firms", "受益企业", FieldType::Count).unit("家").group(RESULTS);
    /// Residents who gained by it.
    RESIDENTS: u64 = FieldDef::new("residents", "受益居民", FieldType::Count).unit("人").group(RESULTS);
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

const OFFICE: &str = "产学研办公室";

static FLOW: Flow = Flow {
    start: "chosen",
    steps: &[
        Step::new(&["chosen"], "building", "牵头学院").asks(&["lead_unit"]),
        Step::new(&["building"], "closed", OFFICE),
        Step::new(&["closed"], "building", OFFICE).reasoned(),
        Step::new(&["chosen", "building"], "dropped", OFFICE).reasoned(),
    ],
};

/// What an empty page says.
pub const EMPTY: &str = "这里是要打造的产教融合样板，六类；先记名称、类型和牵头学院，做成时要有成果、有人受益。";

/// A sample.
pub static KIND: KindDef = KindDef {
    name: "sample",
    label: "样板",
    duty: Some(Duty::Supervision),
    title: &["name"],
    subtitle: &["type", "lead_unit", "units"],
    fields: FIELDS,
    lines: &[Line { kind: "milestone", via: "sample", owned: true }],
    flow: Some(&FLOW),
    rules: &[
        Rule { at: Moment::Step(&["closed"]), field: "outcome", check: closed_without_result },
        Rule { at: Moment::Step(&["closed"]), field: "students", check: closed_without_beneficiary },
        // What came so in a file is pointed out.
        Rule { at: Moment::Doubt, field: "outcome", check: is_closed_without_result },
        Rule { at: Moment::Doubt, field: "students", check: is_closed_without_beneficiary },
    ],
    ..KindDef::PLAIN
};

fn is_closed(facts: &dyn Facts) -> bool {
    facts.get(STATE).as_deref() == Some("closed")
}

fn is_closed_without_result(facts: &dyn Facts) -> Option<String> {
    if is_closed(facts) { closed_without_result(facts) } else { None }
}

fn is_closed_without_beneficiary(facts: &dyn Facts) -> Option<String> {
    if is_closed(facts) { closed_without_beneficiary(facts) } else { None }
}

fn closed_without_result(facts: &dyn Facts) -> Option<String> {
    let named = facts.get(RESULT_RECORDS).is_some_and(|results| !results.is_empty());
    let told = facts.get(OUTCOME).is_some_and(|text| !text.trim().is_empty());
    (!named && !told).then(|| "融必有果：已成样板要有一项成果，请选成果或写成果说明。".to_owned())
}

fn closed_without_beneficiary(facts: &dyn Facts) -> Option<String> {
    let gained = [STUDENTS, TEACHERS, FIRMS, RESIDENTS].into_iter().filter_map(|field| facts.get(field));
    (gained.fold(0, u64::saturating_add) == 0)
        .then(|| "合必利人：已成样板要有人受益，学生、教师、企业、居民里至少一项要大于零。".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::tests::rules::{breaks, refused, step};
    use crate::schema::stage;
    use serde_json::{Value, json};

    #[test]
    fn a_sample_closes_with_a_result_and_somebody_who_gained_by_it() {
        let mut facts: Vec<(&'static str, Value)> = vec![(stage::STATE, json!("building"))];
        assert!(step(&KIND, "closed", &facts).is_err(), "with nothing");
        facts.push(("outcome", json!("一条示范线")));
        assert!(step(&KIND, "closed", &facts).is_err(), "nobody gained");
        facts.push(("firms", json!(0)));
        assert!(step(&KIND, "closed", &facts).is_err(), "nobody gained");
        facts.push(("students", json!(40)));
        assert!(step(&KIND, "closed", &facts).is_ok());
        facts.retain(|(name, _)| *name != "outcome");
        assert!(step(&KIND, "closed", &facts).is_err(), "without a result");
        facts.push(("results", json!([Id::of_key("result", "a").to_string()])));
        assert!(step(&KIND, "closed", &facts).is_ok());
    }

    #[test]
    fn a_sample_is_not_entered_as_closed_and_keeps_what_it_closed_with() {
        let closed = (stage::STATE, json!("closed"));
        let led = ("lead_unit", json!(Id::of_key("unit", "a").to_string()));
        type Found = fn(&[(&'static str, Value)]) -> Vec<&'static str>;
        let refused: Found = |values| refused(&KIND, values);
        let doubted: Found = |values| breaks(&KIND, Moment::Doubt, values);
        for found in [refused, doubted] {
            assert_eq!(found(&[led.clone(), closed.clone()]), ["outcome", "students"]);
            let told = ("outcome", json!("一条示范线"));
            assert_eq!(found(&[led.clone(), closed.clone(), told.clone()]), ["students"]);
            assert!(found(&[led.clone(), closed.clone(), told, ("students", json!(40))]).is_empty());
            assert!(found(&[led.clone(), (stage::STATE, json!("building"))]).is_empty());
        }
    }

    #[test]
    fn the_six_types_are_those_of_the_work_plan() {
        assert_eq!(TYPES.codes.len(), 6);
    }
}

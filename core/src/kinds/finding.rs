//! 问题整改: what an inspection, an audit, 诊改 or the program found, closed item by item
//! (domain §3.2, §6.13④).

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, Flow, KindDef, Step};
use crate::value::Date;
use crate::{codes, fields};

/// Who found it.
pub static SOURCES: CodeList = codes!("finding_source":
    "inspection" = "检查",
    "audit" = "审计",
    "diagnosis" = "诊改",
    "supervision" = "督查",
    "program" = "程序提示",
    "other" = "其他",
);

/// How far it has come.
pub static STATES: CodeList = codes!("finding_state":
    "open" = "未整改",
    "mending" = "整改中",
    "handed_in" = "已报整改",
    "closed" = "已销号",
    "no_problem" = "核实无问题",
);

const MENDING: &str = "整改";

fields! {
    stages &STATES;
    /// What is wrong.
    WHAT: String = FieldDef::new("what", "问题", FieldType::Text).must().listed().also("问题描述 存在问题");
    /// Who found it.
    SOURCE: String = FieldDef::new("source", "问题来源", FieldType::Choice(&SOURCES)).later().quick().listed().also("来源");
    /// Under which rule of the program, if it raised it.
    RULE: String = FieldDef::new("rule", "程序规则", FieldType::Text).when("source", &["program"])
        .help("由程序写下，不用手工填写。");
    /// When it was found.
    FOUND: Date = FieldDef::new("found", "发现日期", FieldType::Date).later().quick().listed().also("日期 检查日期");
    /// Number of the report.
    DOCUMENT: String = FieldDef::new("document", "报告文号", FieldType::Text).help("检查通报或审计报告的文号。");
    /// What it is about.
    ABOUT: Id = FieldDef::new("about", "涉及的记录", FieldType::OneOf(&["agreement", "project", "contract", "room", "input", "partner", "base", "platform"]));
    /// The unit that has to mend it.
    UNIT: Id = FieldDef::new("unit", "责任部门", FieldType::Ref("unit")).later().quick().listed().group(MENDING).also("部门 学院");
    /// Who sees to it.
    OWNER: String = FieldDef::new("owner", "责任人", FieldType::PersonName).later().quick().group(MENDING);
    /// Until when.
    DUE: Date = FieldDef::new("due", "整改期限", FieldType::Date).later().quick().listed().group(MENDING).also("期限 完成时限");
    /// What is done.
    MEASURES: String = FieldDef::new("measures", "整改措施", FieldType::LongText).group(MENDING).also("措施 整改情况");
    /// What shows it.
    EVIDENCE: String = FieldDef::new("evidence", "佐证", FieldType::LongText).group(MENDING)
        .help("材料的名称和放在哪里。").also("佐证材料");
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

const OFFICE: &str = "产学研办公室";
const UNIT_SIDE: &str = "责任部门";

static FLOW: Flow = Flow {
    start: "open",
    steps: &[
        Step::new(&["open"], "mending", UNIT_SIDE).asks(&["unit"]),
        Step::new(&["open", "mending"], "handed_in", UNIT_SIDE).asks(&["measures", "evidence"]),
        Step::new(&["handed_in"], "mending", OFFICE).reasoned(),
        Step::new(&["handed_in"], "closed", OFFICE),
        Step::new(&["open", "mending"], "no_problem", OFFICE).reasoned(),
        Step::new(&["closed"], "open", OFFICE).reasoned(),
    ],
};

/// What an empty page says.
pub const EMPTY: &str = "这里是检查、审计、诊改查出的问题，一条一条整改、一条一条销号；先记问题、责任部门和期限。";

/// A finding.
pub static KIND: KindDef = KindDef {
    name: "finding",
    label: "问题整改",
    duty: Some(Duty::Supervision),
    title: &["what"],
    subtitle: &["source", "unit", "due"],
    fields: FIELDS,
    by_date: Some("found"),
    in_order: &[("found", "due")],
    flow: Some(&FLOW),
    ..KindDef::PLAIN
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::tests::rules::step;
    use crate::schema::stage;
    use serde_json::{Value, json};

    #[test]
    fn a_finding_is_closed_only_after_it_was_mended_with_evidence() {
        let mut facts: Vec<(&'static str, Value)> = vec![(stage::STATE, json!("mending"))];
        assert!(step(&KIND, "closed", &facts).is_err(), "nobody mended it");
        assert!(step(&KIND, "handed_in", &facts).is_err(), "without evidence");
        facts.extend([("measures", json!("补签协议")), ("evidence", json!("协议扫描件"))]);
        assert!(step(&KIND, "handed_in", &facts).is_ok());
        facts.push((stage::STATE, json!("handed_in")));
        assert!(step(&KIND, "closed", &facts).is_ok());
        assert!(step(&KIND, "mending", &facts).is_err(), "sent back without a reason");
    }
}

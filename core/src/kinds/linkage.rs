//! 联动单: what one unit hands over to another, and how soon that one answers (domain §6.13②).

use crate::record::Id;
use crate::schema::{CodeList, Duty, FieldDef, FieldType, Flow, KindDef, Step};
use crate::value::Date;
use crate::{codes, fields};

/// How far it has come.
pub static STATES: CodeList = codes!("linkage_state":
    "sent" = "已发出",
    "accepted" = "已接下",
    "returned" = "已退回",
    "done" = "已办结",
    "withdrawn" = "已收回",
);

const ANSWER: &str = "对方怎么办的";

fields! {
    stages &STATES;
    /// What is asked.
    WHAT: String = FieldDef::new("what", "请对方办什么", FieldType::Text).must().listed().also("事项 内容 联动事项");
    /// Who asks.
    FROM: Id = FieldDef::new("from", "发起部门", FieldType::Ref("unit")).later().quick().listed().also("发起学院 来自");
    /// Who is asked.
    TO: Id = FieldDef::new("to", "对象部门", FieldType::Ref("unit")).must().listed().also("承接部门 接收部门 办理部门");
    /// The need that it is about.
    NEED: Id = FieldDef::new("need", "哪条需求", FieldType::Ref("need")).quick().help("走访时记下的需求，对方打开就看得到。");
    /// The partner it is about.
    PARTNER: Id = FieldDef::new("partner", "合作单位", FieldType::Ref("partner")).quick().listed().also("单位 企业");
    /// What else it is about.
    ABOUT: Id = FieldDef::new("about", "哪件事", FieldType::OneOf(&["visit", "project", "agreement", "contract", "task"]));
    /// When it was sent.
    SENT: Date = FieldDef::new("sent", "发出日期", FieldType::Date).later().quick().listed()
        .help("响应工作日从这天算起。").also("发起日期");
    /// Until when it should be done.
    DUE: Date = FieldDef::new("due", "办结期限", FieldType::Date).later().quick().listed().also("期限");
    /// Who sent it.
    SENDER: String = FieldDef::new("sender", "发起人", FieldType::PersonName).quick();
    /// When the other side answered.
    ANSWERED: Date = FieldDef::new("answered", "回应日期", FieldType::Date).group(ANSWER)
        .help("接下或退回的那天。");
    /// Who sees to it.
    OWNER: String = FieldDef::new("owner", "经办人", FieldType::PersonName).group(ANSWER).also("责任人");
    /// What was done.
    OUTCOME: String = FieldDef::new("outcome", "办理结果", FieldType::LongText).group(ANSWER).also("结果");
    /// When it was done.
    DONE: Date = FieldDef::new("done", "办结日期", FieldType::Date).group(ANSWER);
    /// Anything else.
    REMARKS: String = FieldDef::new("remarks", "备注", FieldType::LongText).group("备注").also("说明");
}

const RECEIVER: &str = "对象部门";
const SENDER_SIDE: &str = "发起部门";

static FLOW: Flow = Flow {
    start: "sent",
    steps: &[
        Step::new(&["sent"], "accepted", RECEIVER).asks(&["answered"]),
        Step::new(&["sent", "accepted"], "returned", RECEIVER).reasoned(),
        Step::new(&["accepted"], "done", RECEIVER).asks(&["outcome", "done"]),
        Step::new(&["returned"], "sent", SENDER_SIDE).reasoned(),
        Step::new(&["sent", "returned"], "withdrawn", SENDER_SIDE).reasoned(),
    ],
};

/// What an empty page says.
pub const EMPTY: &str =
    "这里是部门、学院之间的联动单；走访遇到别的学院能办的需求，写清请谁办、到哪天，对方接下或退回都有记录。";

/// A linkage sheet.
pub static KIND: KindDef = KindDef {
    name: "linkage",
    label: "联动单",
    duty: Some(Duty::Supervision),
    title: &["what"],
    subtitle: &["from", "to", "partner", "due"],
    fields: FIELDS,
    by_date: Some("sent"),
    from_today: true,
    in_order: &[("sent", "answered"), ("sent", "done"), ("sent", "due")],
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
    fn a_sheet_is_sent_on_the_day_on_which_it_is_written() {
        assert_eq!(KIND.field_of_today(), Some(SENT.def()));
    }

    #[test]
    fn a_sheet_is_answered_before_it_is_done_and_sent_back_only_with_a_reason() {
        let mut facts: Vec<(&'static str, Value)> = vec![(stage::STATE, json!("sent")), ("sent", json!("2022-03-01"))];
        assert!(step(&KIND, "accepted", &facts).is_err(), "without a day");
        facts.push(("answered", json!("2022-03-02")));
        assert!(step(&KIND, "accepted", &facts).is_ok());
        assert!(step(&KIND, "done", &facts).is_err(), "nobody took it");
        assert!(step(&KIND, "returned", &facts).is_err(), "without a reason");
        facts.extend([
            (stage::STATE, json!("accepted")),
            ("outcome", json!("已派教师")),
            ("done", json!("2022-03-09")),
        ]);
        assert!(step(&KIND, "done", &facts).is_ok());
    }
}

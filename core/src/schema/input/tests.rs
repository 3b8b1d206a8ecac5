//! Tests of reading, showing and checking.

use super::*;
use crate::kinds::{SCHEMA, agreement, contact, need, partner, promise, visit};
use serde_json::json;

fn today() -> CivilDate {
    CivilDate::new(2022, 1, 19).unwrap()
}

fn parsed(def: &FieldDef, raw: &str) -> Value {
    parse_input(def, raw, today()).unwrap()
}

fn refused(def: &FieldDef, raw: &str) -> String {
    parse_input(def, raw, today()).unwrap_err().message
}

#[test]
fn what_is_typed_becomes_what_is_stored() {
    assert_eq!(parsed(partner::NAME.def(), " 合全药业 "), json!("合全药业"));
    assert_eq!(parsed(partner::NAME.def(), " 　 "), Value::Null);
    assert_eq!(parsed(partner::REMARKS.def(), " 两行\n "), json!(" 两行\n "));
    assert_eq!(parsed(partner::USCC.def(), "9111 0000-6000 3734 1l"), json!("91110000600037341L"));
    assert_eq!(parsed(visit::DATE.def(), "昨天"), json!("2022-01-18"));
    assert_eq!(parsed(need::BUDGET.def(), "20万"), json!(20_000_000));
    assert_eq!(parsed(need::MONTHLY_PAY.def(), "5500元/月"), json!(550_000));
    assert_eq!(parsed(need::HEADCOUNT.def(), "１２ 人"), json!(12));
    assert_eq!(parsed(need::LODGING.def(), "是"), json!(true));
    assert_eq!(parsed(need::LODGING.def(), "false"), json!(false));
    assert_eq!(parsed(contact::PHONE.def(), "０５１９－8888 1201 转 3"), json!("0519-8888 1201 转 3"));
}

#[test]
fn a_limit_of_0_is_none_and_says_so() {
    let max = crate::kinds::report_rule::MAX.def();
    for typed in ["不限", "0", "0字", " 不限 "] {
        assert_eq!(parsed(max, typed), json!(0), "{typed}");
    }
    assert_eq!((show_value(max, &json!(0)), input_text(max, &json!(0))), ("不限".into(), "不限".into()));
    assert_eq!((show_value(max, &json!(60)), input_text(max, &json!(60))), ("60".into(), "60".into()));
    assert_eq!(show_value(need::HEADCOUNT.def(), &json!(0)), "0", "elsewhere nobody is nobody");
    assert_eq!(refused(need::HEADCOUNT.def(), "不限"), "人数：“不限”不是整数，请填 0 或正整数，例如 12。");
}

#[test]
fn a_choice_is_read_from_its_code_or_its_label() {
    assert_eq!(parsed(need::TYPE.def(), "technology"), json!("technology"));
    assert_eq!(parsed(need::TYPE.def(), "技术"), json!("technology"));
    assert_eq!(parsed(need::TYPE.def(), "of_a_newer_version"), json!("of_a_newer_version"));
    assert_eq!(refused(promise::SIDE.def(), "谁"), "哪一方：没有“谁”这一项，请从这些里选：我方、对方。");
}

#[test]
fn references_and_sets_are_read() {
    let id = "3272fac7-e5c1-547a-afa6-1d834e894fa5";
    assert_eq!(parsed(visit::PARTNER.def(), &id.to_uppercase()), json!(id));
    assert_eq!(refused(visit::PARTNER.def(), "合全"), "合作单位：“合全”还没有对上记录，请从列表里选一个。");
    assert_eq!(parsed(agreement::PARTNERS.def(), &json!([id, id]).to_string()), json!([id]));
    assert_eq!(parsed(partner::TAGS.def(), r#"["标杆企业"," 校友企业 ",""]"#), json!(["标杆企业", "校友企业"]));
    assert_eq!(parsed(partner::TAGS.def(), "标杆企业、校友企业"), json!(["标杆企业", "校友企业"]));
    assert_eq!(parsed(partner::TAGS.def(), "[]"), Value::Null);
}

#[test]
fn what_is_wrong_is_one_sentence_with_the_label() {
    assert_eq!(refused(visit::DATE.def(), "2022-02-30"), "日期：2022年2月只有 28 天，没有 30 日。");
    assert_eq!(refused(need::HEADCOUNT.def(), "十二"), "人数：“十二”不是整数，请填 0 或正整数，例如 12。");
    assert_eq!(refused(need::HEADCOUNT.def(), "-1"), "人数：“-1”不是整数，请填 0 或正整数，例如 12。");
    assert_eq!(refused(need::HEADCOUNT.def(), "99999999999"), "人数：“99999999999”太大，请看看是不是多写了几位。");
    assert_eq!(refused(contact::PHONE.def(), "没有"), "电话：“没有”里没有数字，请填电话号码。");
    assert_eq!(refused(need::LODGING.def(), "也许"), "提供住宿：“也许”看不出是或否，请填“是”或“否”。");
}

#[test]
fn what_is_shown_is_in_the_words_of_people() {
    assert_eq!(show_value(visit::DATE.def(), &json!("2022-01")), "2022年1月");
    assert_eq!(show_value(need::BUDGET.def(), &json!(20_000_000)), "20 万元");
    assert_eq!(show_value(need::MONTHLY_PAY.def(), &json!(550_000)), "5,500 元/月");
    assert_eq!(show_value(need::HEADCOUNT.def(), &json!(12)), "12");
    assert_eq!(show_value(need::LODGING.def(), &json!(true)), "是");
    assert_eq!(show_value(need::TYPE.def(), &json!("technology")), "技术");
    assert_eq!(show_value(partner::TAGS.def(), &json!(["甲", "乙"])), "甲、乙");
}

#[test]
fn what_this_version_does_not_understand_is_shown_as_it_is() {
    assert_eq!(show_value(need::TYPE.def(), &json!("later_code")), "later_code");
    assert_eq!(show_value(visit::DATE.def(), &json!({"odd": 1})), r#"{"odd":1}"#);
    assert_eq!(show_value(need::BUDGET.def(), &json!("面议")), "面议");
    assert_eq!(show_value(partner::TAGS.def(), &json!("甲")), "甲");
    assert_eq!(show_value(partner::NAME.def(), &Value::Null), "");
}

#[test]
fn a_control_starts_with_what_it_reads_back() {
    let id = "3272fac7-e5c1-547a-afa6-1d834e894fa5";
    let stored = [
        (partner::NAME.def(), json!("合全药业")),
        (partner::USCC.def(), json!("91110000600037341L")),
        (partner::REMARKS.def(), json!(" 两行\n ")),
        (partner::TAGS.def(), json!(["甲", "乙、丙"])),
        (visit::PARTNER.def(), json!(id)),
        (visit::DATE.def(), json!("2022-01")),
        (need::TYPE.def(), json!("technology")),
        (need::BUDGET.def(), json!(1_234_567)),
        (need::HEADCOUNT.def(), json!(12)),
        (need::PUBLIC.def(), json!(false)),
        (agreement::PARTNERS.def(), json!([id])),
    ];
    for (def, value) in stored {
        assert_eq!(parsed(def, &input_text(def, &value)), value, "{}", def.name);
    }
}

#[test]
fn what_nobody_touched_stays_as_it_is_stored() {
    for (def, odd) in [(visit::DATE.def(), json!({"odd": 1})), (need::BUDGET.def(), json!("面议"))] {
        let text = input_text(def, &odd);
        assert_eq!(parse_edited(def, &text, Some(&odd), today()), Ok(odd.clone()));
        assert!(parse_edited(def, &format!("{text}!"), Some(&odd), today()).is_err());
    }
    assert_eq!(parse_edited(visit::DATE.def(), "今天", None, today()), Ok(json!("2022-01-19")));
}

#[test]
fn a_record_is_not_saved_without_what_it_must_have() {
    let problems = check(&visit::KIND, &BTreeMap::from([("date", json!("2022-01-19")), ("partner", Value::Null)]));
    let said: Vec<_> = problems.iter().map(|(field, p)| (*field, p.message.as_str())).collect();
    assert_eq!(said, [("partner", "合作单位还没有填，这一项必须有。")]);
    let problems = check(&agreement::KIND, &BTreeMap::from([("title", json!("共建协议")), ("partners", json!([]))]));
    assert_eq!(problems.first().map(|p| p.0), Some("partners"));
}

#[test]
fn dates_that_contradict_each_other_are_told() {
    let expires = |expires: &str| {
        let values = BTreeMap::from([
            ("title", json!("共建协议")),
            ("partners", json!(["x"])),
            ("signed", json!("2022-01-19")),
            ("expires", json!(expires)),
        ]);
        check(&agreement::KIND, &values)
    };
    let problems = expires("2021");
    let (field, problem) = problems.first().unwrap();
    assert_eq!(*field, "expires");
    assert_eq!(problem.message, "到期日期（2021年）早于签订日期（2022年1月19日），请核对这两个日期。");
    // The year may still mean a later day.
    assert!(expires("2022").is_empty());
    assert!(expires("2022-01-19").is_empty());
}

#[test]
fn only_what_makes_sense_is_asked_for_later() {
    let missing = |kind: &str, has: &[&str], code: Option<&str>| -> Vec<&str> {
        let has = |f: &FieldDef| has.contains(&f.name);
        let code = |name: &str| code.filter(|_| name == "type").map(str::to_owned);
        let kind = SCHEMA.kind(kind).unwrap();
        missing_later(kind, &has, &code).iter().map(|f| f.name).collect()
    };
    assert_eq!(missing("need", &["partner", "type"], Some("internship")), ["major", "headcount"]);
    assert_eq!(missing("need", &["partner", "type", "headcount"], Some("training")), ["topic"]);
    assert_eq!(missing("need", &[], None), ["partner", "type"]);
    assert_eq!(missing("visit", &["partner", "date", "purpose", "lead", "lead_title", "host"], None), ["host_title"]);
}

//! From typed text to a stored value and back, and what is wrong with it. Rules between fields too.

use super::{FieldDef, FieldType, KindDef, Need};
use crate::record::Id;
use crate::value::{CivilDate, Date, FieldValue, Money, Uscc};
use serde_json::Value;
use std::collections::BTreeMap;

/// What is wrong with what was typed: one sentence in Chinese, what and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The sentence.
    pub message: String,
}

impl Problem {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

/// Longest line of text, in characters.
const MAX_LINE: usize = 500;
/// Longest text, in characters.
const MAX_TEXT: usize = 100_000;

/// Reads what was typed into the control of a field. Nothing typed is `null`.
///
/// # Errors
/// Says what is wrong; the text stays in the form.
pub fn parse_input(def: &FieldDef, raw: &str, today: CivilDate) -> Result<Value, Problem> {
    let text = raw.trim();
    if text.is_empty() {
        return Ok(Value::Null);
    }
    let label = def.label;
    let limit = if def.ty == FieldType::LongText { MAX_TEXT } else { MAX_LINE };
    if !def.ty.is_set() && raw.chars().count() > limit {
        return Err(Problem::new(format!("{label}最多 {limit} 个字")));
    }
    match def.ty {
        FieldType::Text | FieldType::PersonName | FieldType::Phone => Ok(Value::from(text)),
        FieldType::LongText => Ok(Value::from(raw)),
        FieldType::Uscc => Uscc::parse(text).map(|u| u.write()).map_err(|p| Problem::new(p.to_string())),
        FieldType::Date => {
            Date::parse(text, today).map(|d| d.write()).map_err(|p| Problem::new(format!("{label}：{p}")))
        }
        FieldType::Money => match Money::parse(text) {
            Ok(money) if money.in_cents() < 0 => Err(Problem::new(format!("{label}不能是负数"))),
            Ok(money) => Ok(money.write()),
            Err(p) => Err(Problem::new(format!("{label}：{p}"))),
        },
        FieldType::Count => {
            let digits: String = text.chars().filter(|c| !matches!(c, ',' | '，')).collect();
            let number = digits.trim_end_matches(['人', '个', '名']).parse::<u64>();
            number
                .ok()
                .filter(|n| *n <= 1_000_000_000)
                .map(Value::from)
                .ok_or_else(|| Problem::new(format!("{label}要填整数，“{text}”不是")))
        }
        FieldType::Bool => match text {
            "true" | "是" | "有" => Ok(Value::Bool(true)),
            "false" | "否" | "无" => Ok(Value::Bool(false)),
            _ => Err(Problem::new(format!("{label}要填是或否"))),
        },
        // A code that a newer version knows is kept.
        FieldType::Choice(list) => Ok(Value::from(list.find(text).unwrap_or(text))),
        FieldType::Ref(_) => match Id::parse(text) {
            Some(id) => Ok(Value::from(id.to_string())),
            None => Err(Problem::new(format!("{label}没有选定，请从列表里选一个"))),
        },
        FieldType::Choices(_) | FieldType::Tags | FieldType::Refs(_) => {
            match serde_json::from_str::<Vec<String>>(text) {
                Ok(elements) if elements.is_empty() => Ok(Value::Null),
                Ok(elements) => Ok(elements.write()),
                Err(_) => Err(Problem::new(format!("{label}没有选定，请从列表里选"))),
            }
        }
    }
}

/// Returns the text that a control starts with: what [`parse_input`] reads back.
#[must_use]
pub fn input_text(def: &FieldDef, value: &Value) -> String {
    match (def.ty, value) {
        (_, Value::Null) => String::new(),
        (FieldType::Money, value) => Money::read(value).map_or_else(|| raw(value), Money::yuan),
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}

/// Returns a stored value as people read it; a reference is its id. JSON of another shape than the
/// field's is shown as it is.
#[must_use]
pub fn show_value(def: &FieldDef, value: &Value) -> String {
    let one = |value: &Value| match def.ty {
        FieldType::Date => Date::read(value).map(Date::show),
        FieldType::Money => Money::read(value).map(Money::show),
        FieldType::Bool => value.as_bool().map(|yes| if yes { "是" } else { "否" }.to_owned()),
        FieldType::Choice(list) | FieldType::Choices(list) => {
            value.as_str().and_then(|c| list.label(c)).map(str::to_owned)
        }
        _ => None,
    };
    match value {
        Value::Null => String::new(),
        Value::Array(elements) => {
            elements.iter().map(|e| one(e).unwrap_or_else(|| raw(e))).collect::<Vec<_>>().join("、")
        }
        value => one(value).unwrap_or_else(|| raw(value)),
    }
}

fn raw(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Says what keeps a record from being saved: missing necessary fields, and fields that contradict
/// each other. `values` are the typed values; a field that is not in it was not on the screen.
#[must_use]
pub fn check(kind: &KindDef, values: &BTreeMap<&str, Value>) -> Vec<(&'static str, Problem)> {
    let filled = |name: &str| values.get(name).is_some_and(|v| !v.is_null());
    let mut problems: Vec<(&'static str, Problem)> = kind
        .fields
        .iter()
        .filter(|f| f.need == Need::Must && !filled(f.name))
        .map(|f| (f.name, Problem::new(format!("请填{}", f.label))))
        .collect();
    for (earlier, later) in kind.in_order {
        let date = |name: &str| values.get(name).and_then(Date::read);
        let (Some(first), Some(second)) = (date(earlier), date(later)) else {
            continue;
        };
        if second.latest() < first.earliest()
            && let (Some(a), Some(b)) = (kind.field(earlier), kind.field(later))
        {
            problems.push((b.name, Problem::new(format!("{}不能早于{}", b.label, a.label))));
        }
    }
    problems
}

/// Returns the fields that are asked for later and still empty. `has` says whether a field has a
/// value; `code` gives the code of a choice.
#[must_use]
pub fn missing_later(
    kind: &KindDef,
    has: &dyn Fn(&FieldDef) -> bool,
    code: &dyn Fn(&str) -> Option<String>,
) -> Vec<&'static FieldDef> {
    let asked = |f: &FieldDef| f.when.is_none_or(|w| code(w.field).is_some_and(|c| w.is.contains(&c.as_str())));
    kind.fields.iter().copied().filter(|f| f.need != Need::Optional && asked(f) && !has(f)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::{agreement, need, partner, visit};
    use serde_json::json;

    fn today() -> CivilDate {
        CivilDate::new(2022, 1, 19).unwrap()
    }

    #[test]
    fn what_is_typed_becomes_what_is_stored() {
        let parse = |def, raw| parse_input(def, raw, today());
        assert_eq!(parse(partner::NAME.def(), " 合全药业 "), Ok(json!("合全药业")));
        assert_eq!(parse(partner::REMARKS.def(), " 两行\n "), Ok(json!(" 两行\n ")));
        assert_eq!(parse(visit::DATE.def(), "昨天"), Ok(json!("2022-01-18")));
        assert_eq!(parse(need::BUDGET.def(), "20万"), Ok(json!(20_000_000)));
        assert_eq!(parse(need::HEADCOUNT.def(), "12人"), Ok(json!(12)));
        assert_eq!(parse(need::LODGING.def(), "是"), Ok(json!(true)));
        assert_eq!(parse(need::TYPE.def(), "技术需求"), Ok(json!("technology")));
        assert_eq!(parse(partner::NAME.def(), "  "), Ok(Value::Null));
        assert!(parse(need::HEADCOUNT.def(), "十二").is_err());
        assert!(parse(partner::USCC.def(), "9132").unwrap_err().message.contains("18 位"));
    }

    #[test]
    fn what_is_shown_is_in_the_words_of_people() {
        assert_eq!(show_value(visit::DATE.def(), &json!("2022-01-18")), "2022年1月18日");
        assert_eq!(show_value(need::BUDGET.def(), &json!(20_000_000)), "20 万元");
        assert_eq!(show_value(need::TYPE.def(), &json!("later-code")), "later-code");
        assert_eq!(show_value(visit::DATE.def(), &json!({"odd": 1})), "{\"odd\":1}");
    }

    #[test]
    fn an_agreement_cannot_expire_before_it_is_signed() {
        let values = BTreeMap::from([
            ("title", json!("共建协议")),
            ("partners", json!(["x"])),
            ("signed", json!("2022-01-19")),
            ("expires", json!("2021")),
        ]);
        let problems = check(crate::kinds::SCHEMA.kind("agreement").unwrap(), &values);
        assert_eq!(problems.first().map(|p| p.0), Some(agreement::EXPIRES.name()));
    }
}

//! Between a form control and a stored value: reading what was typed, showing what is stored, and
//! the rules of a whole record. What a value looks like is up to [`crate::value`].

use super::{FieldDef, FieldType, KindDef, Named, Need};
use crate::id::Id;
use crate::value::{CivilDate, Date, FieldValue, Money, Problem, Quantity, SchoolYear, Shares, Uscc, thousands, typed};
use serde_json::Value;
use std::collections::BTreeMap;

/// How a limit is called that is none.
pub const NO_LIMIT: &str = "不限";

impl FieldDef {
    /// Whether its day most likely lies ahead when it is typed: until when something is due, when
    /// people meet again. The names mean this in every kind.
    #[must_use]
    pub fn lies_ahead(&self) -> bool {
        self.ty == FieldType::Date && matches!(self.name, "due" | "next" | "next_visit")
    }

    /// Whether it is the last day of something that runs for years: an agreement, a term, a certificate.
    /// The names mean this in every kind.
    #[must_use]
    pub fn runs_out(&self) -> bool {
        self.ty == FieldType::Date && matches!(self.name, "expires" | "ends" | "term_end")
    }

    /// Whether a value of it says that there is no limit.
    #[must_use]
    pub fn is_limitless(&self, value: &Value) -> bool {
        self.unlimited && value.as_u64() == Some(0)
    }
}

/// The largest whole number that is taken; more is a slip.
const MAX_COUNT: u64 = 999_999_999;

/// Reads what was typed into the control of `def`; nothing typed is `Null`.
///
/// `today` gives the year of a date typed without one. A set comes as a JSON array of strings, or
/// as words with 、 ， or ； between them, as when a sheet is pasted.
///
/// # Errors
/// One Chinese sentence that begins with the field's label.
pub fn parse_input(def: &FieldDef, raw: &str, today: CivilDate) -> Result<Value, Problem> {
    if raw.trim().is_empty() {
        return Ok(Value::Null);
    }
    if def.unlimited && raw.trim() == NO_LIMIT {
        return Ok(Value::from(0));
    }
    let parsed = match def.ty {
        FieldType::LongText => Ok(Value::from(raw)),
        FieldType::Text | FieldType::PersonName | FieldType::Named(_) => Ok(Value::from(raw.trim())),
        FieldType::Phone => phone(raw),
        FieldType::Uscc => Uscc::parse(raw).map(|u| u.write()).map_err(|p| Problem::new(p.to_string())),
        FieldType::Date => Date::parse(raw, today).map(|d| d.write()),
        FieldType::Money => Money::parse(without_unit(raw, def.unit)).map(|m| m.write()),
        FieldType::Count => count(raw, def.unit),
        FieldType::Quantity => Quantity::parse(without_unit(raw, def.unit)).map(|q| q.write()),
        FieldType::Percent => percent(raw),
        FieldType::SchoolYear => SchoolYear::parse(raw).map(|y| y.write()),
        FieldType::Shares(_) => Shares::parse(raw).map(|s| s.write()),
        FieldType::Steps => Err(Problem::new("阶段由“下一步”记下，不能直接填写。".to_owned())),
        FieldType::Bool => yes_no(raw),
        FieldType::Choice(_) | FieldType::Ref(_) | FieldType::OneOf(_) => element(def, raw).map(Value::from),
        FieldType::Choices(_) | FieldType::Tags | FieldType::Refs(_) => set(def, raw),
    };
    parsed.map_err(|problem| Problem::new(format!("{}：{}", def.label, problem.message)))
}

/// Reads a control that was opened with the value `before`: what nobody touched stays as it is
/// stored, even if this version does not understand it; anything else as [`parse_input`].
///
/// # Errors
/// As [`parse_input`].
pub fn parse_edited(def: &FieldDef, raw: &str, before: Option<&Value>, today: CivilDate) -> Result<Value, Problem> {
    match before {
        Some(before) if input_text(def, before) == raw => Ok(before.clone()),
        _ => parse_input(def, raw, today),
    }
}

fn phone(raw: &str) -> Result<Value, Problem> {
    let text = typed::half_width(raw);
    if text.bytes().any(|b| b.is_ascii_digit()) {
        Ok(Value::from(text))
    } else {
        Err(Problem::new(format!("“{}”里没有数字，请填电话号码。", raw.trim())))
    }
}

fn without_unit<'a>(raw: &'a str, unit: &str) -> &'a str {
    let raw = raw.trim();
    raw.strip_suffix(unit).unwrap_or(raw)
}

fn count(raw: &str, unit: &str) -> Result<Value, Problem> {
    let wrong = || Problem::new(format!("“{}”不是整数，请填 0 或正整数，例如 12。", raw.trim()));
    let digits = typed::compact(without_unit(raw, unit)).replace(',', "");
    if !digits.bytes().all(|b| b.is_ascii_digit()) || digits.is_empty() {
        return Err(wrong());
    }
    match digits.parse::<u64>() {
        Ok(number) if number <= MAX_COUNT => Ok(Value::from(number)),
        _ => Err(Problem::new(format!("“{}”太大，请看看是不是多写了几位。", raw.trim()))),
    }
}

fn percent(raw: &str) -> Result<Value, Problem> {
    let share = Quantity::parse(raw.trim().trim_end_matches(['%', '％']))?;
    if share > Quantity::HUNDRED {
        return Err(Problem::new(format!("“{}”超过了 100%。", raw.trim())));
    }
    Ok(share.write())
}

fn yes_no(raw: &str) -> Result<Value, Problem> {
    match typed::half_width(raw).to_ascii_lowercase().as_str() {
        "true" | "是" | "有" | "1" => Ok(Value::Bool(true)),
        "false" | "否" | "无" | "0" => Ok(Value::Bool(false)),
        other => Err(Problem::new(format!("“{other}”看不出是或否，请填“是”或“否”。"))),
    }
}

fn set(def: &FieldDef, raw: &str) -> Result<Value, Problem> {
    let words: Vec<String> = match serde_json::from_str(raw) {
        Ok(words) => words,
        Err(_) => raw.split(['、', '，', ',', '；', ';', '\n']).map(str::to_owned).collect(),
    };
    let mut elements: Vec<String> = Vec::new();
    for word in words.iter().map(|w| w.trim()).filter(|w| !w.is_empty()) {
        let element = element(def, word)?;
        if !elements.contains(&element) {
            elements.push(element);
        }
    }
    Ok(if elements.is_empty() { Value::Null } else { elements.write() })
}

/// Reads a code, the id of a record, or a free word.
fn element(def: &FieldDef, raw: &str) -> Result<String, Problem> {
    let text = raw.trim();
    match def.ty {
        FieldType::Choice(list) | FieldType::Choices(list) => match list.find(text) {
            Some(code) => Ok(code.to_owned()),
            // A newer version may know it; labels are Chinese and never look like this.
            None if has_shape_of_code(text) => Ok(text.to_owned()),
            None => {
                let labels: Vec<&str> = list.offered().map(|c| c.label).collect();
                Err(Problem::new(format!("没有“{text}”这一项，请从这些里选：{}。", labels.join("、"))))
            }
        },
        FieldType::Ref(_) | FieldType::Refs(_) | FieldType::OneOf(_) => Id::parse(text)
            .map(|id| id.to_string())
            .ok_or_else(|| Problem::new(format!("“{text}”还没有对上记录，请从列表里选一个。"))),
        _ => Ok(text.to_owned()),
    }
}

fn has_shape_of_code(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Returns a stored value as people read it: labels for codes, dates and money in Chinese, the words
/// of a set with 、 between them.
///
/// A reference stays an id, for whoever knows the records. JSON of another shape is its raw text.
/// The unit of a number is not part of it (see [`FieldDef::shown_unit`]); that of money is.
#[must_use]
pub fn show_value(def: &FieldDef, value: &Value) -> String {
    let shown = match def.ty {
        _ if def.is_limitless(value) => Some(NO_LIMIT.to_owned()),
        FieldType::Date => Date::read(value).map(Date::show),
        FieldType::Money => Money::read(value).map(|m| format!("{} {}", m.in_unit(def.money), def.money_unit())),
        FieldType::Count => value.as_u64().map(thousands),
        FieldType::Quantity => Quantity::read(value).map(Quantity::show),
        FieldType::Percent => Quantity::read(value).map(|q| format!("{}%", q.show())),
        FieldType::SchoolYear => SchoolYear::read(value).map(SchoolYear::show),
        FieldType::Bool => bool::read(value).map(|yes| if yes { "是" } else { "否" }.to_owned()),
        FieldType::Choice(list) => value.as_str().and_then(|c| list.label(c)).map(str::to_owned),
        FieldType::Named(Named::Of(words)) => value.as_str().and_then(|name| words.word(name)).map(str::to_owned),
        FieldType::Choices(list) => Vec::<String>::read(value).map(|codes| {
            // As they are offered, whatever the order in which they are stored.
            let offered = list.codes.iter().filter(|code| codes.iter().any(|c| c == code.code)).map(|code| code.label);
            let unknown = codes.iter().map(String::as_str).filter(|code| list.label(code).is_none());
            offered.chain(unknown).collect::<Vec<_>>().join("、")
        }),
        FieldType::Tags | FieldType::Refs(_) => Vec::<String>::read(value).map(|words| words.join("、")),
        _ => None,
    };
    shown.unwrap_or_else(|| raw_text(value))
}

/// Returns the text with which a form control starts: [`parse_input`] makes the same value of it.
///
/// A date is ISO text, money the plain number of 元, a choice its code, a set a JSON array.
#[must_use]
pub fn input_text(def: &FieldDef, value: &Value) -> String {
    match def.ty {
        _ if def.is_limitless(value) => NO_LIMIT.to_owned(),
        FieldType::Money => Money::read(value).map_or_else(|| raw_text(value), Money::yuan),
        FieldType::Quantity | FieldType::Percent => {
            Quantity::read(value).map_or_else(|| raw_text(value), Quantity::plain)
        }
        FieldType::Shares(_) => Shares::read(value).map_or_else(|| raw_text(value), |s| s.typed()),
        _ => raw_text(value),
    }
}

fn raw_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Checks a whole record before it is saved: what must be there, and dates in their order.
///
/// Returns the name of each field at which something is wrong, with the sentence to show there.
#[must_use]
pub fn check(kind: &KindDef, values: &BTreeMap<&str, Value>) -> Vec<(&'static str, Problem)> {
    let mut problems = Vec::new();
    for field in kind.fields {
        let value = values.get(field.name);
        let is_empty = value.is_none_or(is_nothing);
        if is_empty && field.need == Need::Must && is_asked(field, &|name| code(values, name)) {
            problems.push((field.name, Problem::new(format!("{}还没有填，这一项必须有。", field.label))));
        }
    }
    problems.extend(kind.in_order.iter().filter_map(|(first, second)| out_of_order(kind, first, second, values)));
    problems
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(elements) => elements.is_empty(),
        _ => false,
    }
}

fn code(values: &BTreeMap<&str, Value>, name: &str) -> Option<String> {
    values.get(name).and_then(Value::as_str).map(str::to_owned)
}

/// A date that certainly comes before the one that it must not come before.
fn out_of_order(
    kind: &KindDef,
    first: &str,
    second: &str,
    values: &BTreeMap<&str, Value>,
) -> Option<(&'static str, Problem)> {
    let earlier = Date::read(values.get(first)?)?;
    let later = Date::read(values.get(second)?)?;
    if later.latest() >= earlier.earliest() {
        return None;
    }
    let (first, second) = (kind.field(first)?, kind.field(second)?);
    let (earlier, later) = (earlier.show(), later.show());
    let sentence = format!("{}（{later}）早于{}（{earlier}），请核对这两个日期。", second.label, first.label);
    Some((second.name, Problem::new(sentence)))
}

/// Whether a field makes sense for a record whose choices `code` gives.
fn is_asked(field: &FieldDef, code: &dyn Fn(&str) -> Option<String>) -> bool {
    field.when.is_none_or(|when| code(when.field).is_some_and(|code| when.is.contains(&code.as_str())))
}

/// Returns the fields that a saved record still lacks, in the order of the form: what is asked for
/// and makes sense for it. A record from a file may lack even what a form insists on.
///
/// `has` says whether a field has a value, `code` gives the code of a `Choice` by its name.
#[must_use]
pub fn missing_later(
    kind: &KindDef,
    has: &dyn Fn(&FieldDef) -> bool,
    code: &dyn Fn(&str) -> Option<String>,
) -> Vec<&'static FieldDef> {
    let wanted = kind.fields.iter().copied().filter(|f| f.need != Need::Optional);
    wanted.filter(|f| is_asked(f, code) && !has(f)).collect()
}

#[cfg(test)]
mod tests;

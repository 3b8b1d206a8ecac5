//! One cell of a table as a value of a field: what spreadsheets do to values is undone here, the rest
//! is read as if a person had typed it.

use crate::schema::{FieldDef, FieldType, Problem, parse_input};
use crate::value::CivilDate;
use serde_json::Value;

/// Longest cell, in bytes; more is no value but a mishap.
const MAX_CELL: usize = 64 << 10;

/// Reads a cell that is no reference. An empty one, or one that only says there is nothing, is `Null`.
///
/// # Errors
/// One Chinese sentence that begins with the field's label.
pub(super) fn read_cell(field: &FieldDef, heading: &str, raw: &str, today: CivilDate) -> Result<Value, Problem> {
    let cell = cleaned(raw);
    if is_nothing(cell, field) {
        return Ok(Value::Null);
    }
    if let Some(why) = mishap(field, cell) {
        return Err(Problem::new(format!("{}：{why}", field.label)));
    }
    match field.ty {
        FieldType::LongText => parse_input(field, raw, today),
        FieldType::Date => parse_input(field, without_time(cell), today),
        FieldType::Bool => parse_input(field, yes_no(cell), today),
        FieldType::Money if heading.contains("万元") && is_bare_number(cell) => {
            parse_input(field, &format!("{cell}万"), today)
        }
        _ => parse_input(field, cell, today),
    }
}

/// A cell without what forces a spreadsheet to take it for text: `="0123"`, `'0123`.
pub(super) fn cleaned(raw: &str) -> &str {
    let cell = raw.trim();
    let formula = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let marked = cell.strip_prefix(['\'', '`']).filter(|rest| rest.bytes().all(|b| b.is_ascii_alphanumeric()));
    formula.or(marked).unwrap_or(cell).trim()
}

/// How people fill a cell when there is nothing to say. 无 means no where yes or no is asked.
fn is_nothing(cell: &str, field: &FieldDef) -> bool {
    let words = matches!(cell, "/" | "\\" | "-" | "--" | "—" | "——" | "无");
    cell.is_empty() || words && !(cell == "无" && field.ty == FieldType::Bool) && field.ty != FieldType::LongText
}

fn mishap(field: &FieldDef, cell: &str) -> Option<String> {
    if cell.len() > MAX_CELL {
        return Some("这一格的内容太长，像是粘错了，请核对。".to_owned());
    }
    if let Some(why) = formula_error(cell) {
        return Some(why);
    }
    let digits = matches!(field.ty, FieldType::Phone | FieldType::Uscc | FieldType::Text);
    if digits && is_scientific(cell) {
        return Some(format!("“{cell}”是表格软件改成的科学计数，原来的数字已经不全，请按文本重新填写。"));
    }
    None
}

/// What to say of a cell in which a formula left its error.
pub(super) fn formula_error(cell: &str) -> Option<String> {
    const ERRORS: [&str; 9] = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"];
    ERRORS.contains(&cell).then(|| format!("“{cell}”是表格里的公式出错，请在表格里改好。"))
}

/// Whether the cell is a long number as a spreadsheet shortens it: 1.38E+10.
fn is_scientific(cell: &str) -> bool {
    cell.split_once("E+").is_some_and(|(number, power)| number.parse::<f64>().is_ok() && power.parse::<u8>().is_ok())
}

/// A date without the time of day that systems write behind it.
fn without_time(cell: &str) -> &str {
    let is_time = |time: &str| time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit());
    match cell.split_once([' ', 'T', '\u{3000}']) {
        Some((day, time)) if is_time(time.trim()) => day,
        _ => cell,
    }
}

fn yes_no(cell: &str) -> &str {
    match cell {
        "√" | "✓" | "✔" | "Y" | "y" | "YES" | "Yes" | "yes" => "是",
        "×" | "✗" | "✘" | "N" | "n" | "NO" | "No" | "no" => "否",
        other => other,
    }
}

fn is_bare_number(cell: &str) -> bool {
    cell.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
}

//! Files of every released format version are read for ever. The files in `fixtures` never change;
//! a new version of the format adds a folder.

use super::*;
use crate::kinds;
use crate::record::{Dot, Entry, Json, encode};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/v1")
}

fn frozen(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap()
}

/// A device that joins the college with the kinds of the product.
pub(super) fn device(code: &str, person: &str) -> Desk {
    let mut desk = Desk::joined(code, person);
    desk.ledger = Ledger::new(kinds::SCHEMA, vec![]);
    desk
}

/// What wrote the files of version 1: an office, and a phone that worked beside it.
fn office_of_v1() -> Desk {
    let mut office = device("office22", "示例甲");
    let text = |kind: &str, field: &str| (kind.to_owned(), field.to_owned());
    for ((kind, field), id, value) in [
        (text("unit", "name"), "chem", json!("化工学院")),
        (text("unit", "kind"), "chem", json!("college")),
        (text("major_group", "name"), "green", json!("绿色化工专业群")),
        (text("major_group", "lead_unit"), "green", json!(key("chem").to_string())),
        (text("major", "name"), "applied", json!("应用化工技术")),
        (text("major", "group"), "applied", json!(key("green").to_string())),
        (text("major", "honours"), "applied", json!(["国家骨干", "省品牌"])),
        (text("person", "name"), "teacher", json!("示例乙")),
        (text("person", "unit"), "teacher", json!(key("chem").to_string())),
        (text("partner", "name"), "a", json!("示例甲化工有限公司（虚构）")),
        (text("partner", "lead_unit"), "a", json!(key("chem").to_string())),
        (text("partner", "tags"), "a", json!(["化工", "虚构"])),
        (text("partner", "name"), "b", json!("示例乙制药有限公司（虚构）")),
        (text("visit", "partner"), "v", json!(key("a").to_string())),
        (text("visit", "date"), "v", json!("2025-11-20")),
        (text("need", "visit"), "n", json!(key("v").to_string())),
        (text("need", "detail"), "n", json!("操作工 20 名，三班两运转\n提供住宿")),
        (text("promise", "visit"), "p", json!(key("v").to_string())),
        (text("promise", "what"), "p", json!("十二月前送来培养方案")),
    ] {
        office.types(&kind, key(id), &field, value);
    }
    let mut phone = device("phone333", "示例乙");
    phone.takes(&office.writes(Select::Full));
    office.types("partner", key("a"), "address", json!("示例路 1 号"));
    phone.types("partner", key("a"), "address", json!("示例路 2 号"));
    phone.deletes(key("b"));
    office.takes(&phone.writes(Select::Full));

    // What a newer version has written: a field and a kind that this one does not know.
    let newer = |name: &str, value: &str| {
        let mut record = Record::new(name, key(if name == "unit" { "chem" } else { "later" }));
        let dot = Dot { device: Device::parse("newer444").unwrap(), n: 7 };
        let entry = Entry { dot, stamp: crate::clock::Stamp::new(NOW, 2), value: Json::kept(value) };
        record.write("since_later", &[], entry);
        record
    };
    let unit = office.ledger.get(&key("chem")).unwrap().merged(&newer("unit", r#"{"rate":1.50e3,"a":[ 1 ]}"#));
    let rows = [unit, newer("later", "\"新\"")].map(|record| encode(&record).into());
    let rev = office.ledger.rev();
    office.ledger.load(rev, &rows, &[]);
    office
}

/// Run once for each version of the format, before it is released.
#[test]
#[ignore = "writes the frozen files"]
fn freeze() {
    let office = office_of_v1();
    for (name, select) in [("full.json", Select::Full), ("starter.json", Select::Starter)] {
        fs::write(folder().join(name), office.writes(select)).unwrap();
    }
}

#[test]
fn version_1_full() {
    let text = frozen("full.json");
    assert!(!read_file(text.as_bytes()).unwrap().altered);
    let mut desk = device("reader55", "示例丙");
    let (preview, _) = desk.takes(&text);
    let c = preview.counts;
    assert_eq!((c.new, c.same, c.bad, c.missing), (8, 1, 0, 0), "the deleted partner is not new");
    assert_eq!(c.unknown, 2, "one record of an unknown kind, one field of a known one");
    assert_eq!(desk.text(key("n"), "detail"), "操作工 20 名，三班两运转\n提供住宿");
    assert_eq!(desk.text(key("v"), "partner"), "示例甲化工有限公司（虚构）");
    assert_eq!(desk.ledger.clashing().collect::<Vec<_>>(), [key("a")]);
    assert!(!desk.ledger.is_visible(&key("b")));
    // All of it goes out again as it came, unknown things included.
    let rows = |text: &str| {
        let rows = text.lines().filter(|l| l.starts_with("{\"_k\"")).map(|l| l.trim_end_matches(',').to_owned());
        rows.collect::<Vec<_>>()
    };
    assert_eq!(rows(&desk.writes(Select::Full)), rows(&text));
}

#[test]
fn version_1_starter() {
    let mut desk = Desk::fresh("reader55", "示例丙");
    desk.ledger = Ledger::new(kinds::SCHEMA, vec![]);
    let (preview, _) = desk.takes(&frozen("starter.json"));
    assert!(preview.starter);
    assert_eq!(preview.joins.as_ref().map(|w| w.name.as_str()), Some("示例职业技术学院"));
    assert_eq!(preview.counts.new, 4);
    assert_eq!(desk.text(key("teacher"), "unit"), "化工学院");
}

/// Checks `value` against the parts of JSON Schema that our schema uses.
pub(super) fn fits(root: &Value, schema: &Value, value: &Value, path: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        return fits(root, root.pointer(reference.trim_start_matches('#')).unwrap(), value, path);
    }
    let is = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_u64(),
        _ => true,
    };
    assert!(is, "{path} is not of type {}", schema["type"]);
    assert!(schema["const"].is_null() || schema["const"] == *value, "{path}");
    for name in schema["required"].as_array().into_iter().flatten() {
        assert!(value.get(name.as_str().unwrap()).is_some(), "{path} lacks {name}");
    }
    for (name, member) in value.as_object().into_iter().flatten() {
        let known = schema["properties"].get(name);
        match known.or(schema.get("additionalProperties")) {
            Some(Value::Bool(false)) => panic!("{path} has {name}, which is not described"),
            Some(schema) => fits(root, schema, member, &format!("{path}/{name}")),
            None => {}
        }
    }
    for (i, element) in value.as_array().into_iter().flatten().enumerate() {
        fits(root, &schema["items"], element, &format!("{path}/{i}"));
    }
}

#[test]
fn the_json_schema_describes_the_frozen_files() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/exchange.schema.json");
    let mut schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    // Newer versions may add members; what this version writes must all be described.
    schema["additionalProperties"] = Value::Bool(false);
    for name in ["file", "workspace", "from", "end"] {
        schema["properties"][name]["additionalProperties"] = Value::Bool(false);
    }
    for name in ["full.json", "starter.json"] {
        fits(&schema, &schema, &serde_json::from_str(&frozen(name)).unwrap(), name);
    }
}

//! From a filled form to changes: only what differs from what was on the screen is written.

use super::Change;
use crate::record::{Id, Json, Record};
use crate::schema::{FieldDef, KindDef, Place};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Returns the changes that turn `seen` (the record as it was when the form opened; empty for a
/// new one) into what was typed. Fields that `typed` does not name are left alone.
///
/// Values of one register go together; a set becomes one change an element.
#[must_use]
pub fn form_changes(kind: &'static KindDef, id: Id, seen: &Record, typed: &BTreeMap<&str, Value>) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut objects: BTreeMap<&'static str, Map<String, Value>> = BTreeMap::new();
    for field in kind.fields {
        let Some(value) = typed.get(field.name) else { continue };
        match field.place {
            _ if field.ty.is_set() => put_elements(&mut changes, kind, id, seen, field, value),
            Place::Member(register) => {
                let object = objects.entry(register).or_insert_with(|| object(seen, register));
                if value.is_null() {
                    object.remove(field.name);
                } else {
                    object.insert(field.name.to_owned(), value.clone());
                }
            }
            Place::Own => put(&mut changes, kind, id, seen, field.name, value.clone()),
        }
    }
    for (register, object) in objects {
        let value = if object.is_empty() { Value::Null } else { Value::Object(object) };
        put(&mut changes, kind, id, seen, register, value);
    }
    changes
}

fn object(seen: &Record, register: &str) -> Map<String, Value> {
    match seen.shown(register) {
        Some(Value::Object(object)) => object,
        _ => Map::new(),
    }
}

fn put_elements(changes: &mut Vec<Change>, kind: &KindDef, id: Id, seen: &Record, field: &FieldDef, value: &Value) {
    let elements = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let before = seen.value(field).map(|v| elements(&v)).unwrap_or_default();
    let after = elements(value);
    for added in after.iter().filter(|e| !before.contains(e)) {
        put(changes, kind, id, seen, &format!("{}/{added}", field.name), Value::Bool(true));
    }
    for removed in before.iter().filter(|e| !after.contains(e)) {
        put(changes, kind, id, seen, &format!("{}/{removed}", field.name), Value::Null);
    }
}

fn put(changes: &mut Vec<Change>, kind: &KindDef, id: Id, seen: &Record, register: &str, value: Value) {
    if seen.shown(register).unwrap_or(Value::Null) == value {
        return;
    }
    changes.push(Change::Put {
        kind: kind.name.into(),
        id,
        register: Arc::from(register),
        value: Json::of(&value),
        seen: seen.dots(register),
    });
}

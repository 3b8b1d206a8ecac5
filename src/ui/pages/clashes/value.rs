//! What the clash page reads out of a register: whose values they are, how people read them, and
//! what stood there before.

use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::clashes as words;
use leptos::prelude::*;
use ronghe_core::ledger::Head;
use ronghe_core::record::{DELETION, Device, Dot, Entry, INTO, Id, Json, Record};
use ronghe_core::schema::{FieldDef, FieldType, KindDef, Place, show_value};
use serde_json::Value;

/// The fields that live in a register; of a set's element the set.
pub fn fields_of(kind: &'static KindDef, register: &str) -> Vec<&'static FieldDef> {
    let name = register.split_once('/').map_or(register, |(field, _)| field);
    kind.fields.iter().copied().filter(|f| f.register() == name).collect()
}

/// What people call a register.
pub fn label(fields: &[&FieldDef], register: &str) -> String {
    match register {
        INTO => words::INTO.to_owned(),
        _ if fields.is_empty() => text::newer_content(1),
        _ => fields.iter().map(|f| f.label).collect::<Vec<_>>().join("、"),
    }
}

/// The value that this device wrote (or the shown one), and the others.
pub fn sides(app: App, record: &Record, register: &str) -> (Entry, Vec<Entry>) {
    let mut rest: Vec<Entry> =
        record.registers.get(register).map(|r| r.ranked().into_iter().cloned().collect()).unwrap_or_default();
    let own = |entry: &Entry| app.head.with_untracked(|h| h.as_ref().is_some_and(|h| h.is_own(&entry.dot.device)));
    let at = rest.iter().position(own).unwrap_or(0);
    if at < rest.len() {
        return (rest.remove(at), rest);
    }
    let dot = Dot { device: Device::builtin(), n: 0 };
    (Entry { dot, value: Json::of(&Value::Null), stamp: Default::default() }, rest)
}

/// Whose a device is: person and name of the device, as far as files have told.
pub fn who(head: &Head, device: &Device) -> (String, String) {
    if head.is_own(device) {
        return head.me.as_ref().map(|m| (m.name.clone(), m.device_name.clone())).unwrap_or_default();
    }
    head.devices.get(device).map(|d| (d.person.clone(), d.name.clone())).unwrap_or_default()
}

/// A register's value as people read it: one value, or the members of an object.
pub fn show(app: App, fields: &[&'static FieldDef], value: &Json) -> String {
    let value = value.value();
    let one = |field: &FieldDef, value: &Value| {
        if value.is_null() { text::EMPTY_VALUE.to_owned() } else { app.read(|l| l.shown_json(field, value)) }
    };
    match (fields, &value) {
        ([field], _) if field.place == Place::Own => one(field, &value),
        (_, Value::Object(members)) => {
            let parts = fields.iter().filter_map(|f| Some(format!("{} {}", f.label, one(f, members.get(f.name)?))));
            parts.collect::<Vec<_>>().join("，")
        }
        ([], Value::String(text)) => match Id::parse(text) {
            Some(id) => app.read(|l| l.title(&id)),
            None => text.clone(),
        },
        (_, Value::Null) => text::EMPTY_VALUE.to_owned(),
        _ => fields.first().map_or_else(|| value.to_string(), |f| show_value(f, &value)),
    }
}

/// All texts one after the other, where that makes sense.
pub fn both_kept<'e>(fields: &[&'static FieldDef], entries: impl Iterator<Item = &'e Entry>) -> Option<Json> {
    let [field] = fields else { return None };
    let is_text = matches!(field.ty, FieldType::Text | FieldType::LongText | FieldType::Phone | FieldType::PersonName);
    if field.place != Place::Own || !is_text {
        return None;
    }
    let separator = if field.ty == FieldType::LongText { "\n" } else { "；" };
    let texts: Vec<String> = entries.filter_map(|e| e.value.value().as_str().map(str::to_owned)).collect();
    Some(Json::from(texts.join(separator).as_str()))
}

/// The value that stood before any of them wrote, as far as this device knows.
pub async fn before_both(app: App, id: Id, register: &str, dots: &[Dot]) -> Option<Json> {
    debug_assert_ne!(register, DELETION, "an edit beats a delete; they never clash");
    let past = app.desk()?.history(&id).await.ok()?;
    let older = past.into_iter().map(|p| p.before).find(|before: &Record| {
        before.registers.get(register).is_some_and(|r| r.entries().iter().all(|e| !dots.contains(&e.dot)))
    })?;
    older.registers.get(register)?.shown().cloned()
}

//! What was typed into an open form as changes: each control read, the rules checked, and what differs
//! from what was on the screen.

use super::{Form, control};
use crate::ui::form::reference;
use crate::ui::state::App;
use leptos::prelude::*;
use ronghe_core::ledger::{Change, Draftlike, Seen, form_changes};
use ronghe_core::order;
use ronghe_core::record::{Id, Record};
use ronghe_core::schema::{FieldDef, FieldType, KindDef, Line, Problem, check, parse_edited};
use serde_json::Value;
use std::collections::BTreeMap;

impl Form {
    /// Reads what was typed. On failure `errors` says what is wrong where, and nothing is lost.
    #[must_use]
    pub fn changes(self) -> Option<Vec<Change>> {
        let texts = self.texts.get_untracked();
        let mut errors = BTreeMap::new();
        let mut changes = Vec::new();
        let own = self.read_fields(&texts, self.kind, None, &mut errors);
        changes.extend(self.record_changes(self.kind, self.id, &own));
        for line in self.kind.lines.iter().filter(|l| l.owned) {
            let Some(kind) = self.app.schema().kind(line.kind) else { continue };
            for (name, state) in &texts {
                let id = name.strip_prefix(&format!("{}:", line.kind)).and_then(Id::parse);
                match (id, state.as_str()) {
                    (Some(id), "here") => {
                        let mut values = self.read_fields(&texts, kind, Some(id), &mut errors);
                        inherit(&mut values, line, self.kind, kind, self.id, &own);
                        changes.extend(self.record_changes(kind, id, &values));
                    }
                    (Some(id), "gone") => {
                        let seen = self.seen.with_value(|s| s.get(&id).map(Seen::of));
                        changes.extend(seen.map(|s| Change::Delete { id, because: String::new(), seen: Some(s) }));
                    }
                    _ => {}
                }
            }
        }
        let fine = errors.is_empty();
        self.errors.set(errors);
        fine.then_some(changes)
    }

    fn read_fields(
        self,
        texts: &BTreeMap<String, String>,
        kind: &'static KindDef,
        line: Option<Id>,
        errors: &mut BTreeMap<String, String>,
    ) -> BTreeMap<&'static str, Value> {
        let seen = self.seen.with_value(|seen| seen.get(&line.unwrap_or(self.id)).cloned());
        let line = line.map(|id| (kind.name, id));
        let mut values = BTreeMap::new();
        for field in kind.fields {
            let name = control(line, field.name);
            let Some(text) = texts.get(&name) else { continue };
            let before = seen.as_ref().and_then(|record| record.value(field));
            match read_field(field, text, before.as_ref(), self.app) {
                Ok(value) => {
                    values.insert(field.name, value);
                }
                Err(message) => {
                    errors.insert(name, message);
                }
            }
        }
        let id = line.map_or(self.id, |(_, id)| id);
        let found = self.app.read(|ledger| Draftlike { ledger, id, values: &values }.refused(kind));
        let found = found.into_iter().map(|(field, sentence)| (field, Problem::new(sentence)));
        for (field, problem) in check(kind, &values).into_iter().chain(found) {
            if !is_inherited(self.app, kind, field, line.is_some()) {
                errors.entry(control(line, field)).or_insert(problem.message);
            }
        }
        values
    }

    fn record_changes(self, kind: &'static KindDef, id: Id, values: &BTreeMap<&'static str, Value>) -> Vec<Change> {
        let typed: BTreeMap<&str, Value> = order::map(values.iter().map(|(k, v)| (*k, v.clone())));
        self.seen.with_value(|seen| match seen.get(&id) {
            Some(record) => form_changes(kind, id, record, &typed),
            None => form_changes(kind, id, &Record::new(kind.name, id), &typed),
        })
    }
}

/// A line's reference to its parent is filled in, not typed.
fn is_inherited(app: App, kind: &KindDef, field: &str, is_line: bool) -> bool {
    is_line && app.schema().owners(kind.name).any(|(owner, via)| via.name == field || owner.field(field).is_some())
}

pub(super) fn read_field(field: &FieldDef, text: &str, before: Option<&Value>, app: App) -> Result<Value, String> {
    if matches!(field.ty, FieldType::Ref(_) | FieldType::OneOf(_))
        && !text.trim().is_empty()
        && Id::parse(text).is_none()
    {
        return reference::exact(app, field.ty.targets(), text)
            .map(|id| Value::from(id.to_string()))
            .ok_or_else(|| crate::ui::text::no_such_record(field.label, text));
    }
    // A value of another shape that nobody has touched stays as it is and does not block the form.
    parse_edited(field, text, before, app.today()).map_err(|problem| problem.message)
}

/// What a line takes over from its parent: the reference to it, and what both are about.
fn inherit(
    values: &mut BTreeMap<&'static str, Value>,
    line: &Line,
    parent: &KindDef,
    kind: &KindDef,
    id: Id,
    own: &BTreeMap<&'static str, Value>,
) {
    for field in kind.fields {
        if field.name == line.via {
            values.insert(field.name, Value::from(id.to_string()));
        } else if field.ty.is_reference() && parent.field(field.name).is_some_and(|p| p.ty == field.ty) {
            let value = own.get(field.name).cloned().unwrap_or(Value::Null);
            values.insert(field.name, value);
        }
    }
}

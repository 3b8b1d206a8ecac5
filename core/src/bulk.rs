//! One value for many records: what would change, record by record, before anything does.
//!
//! The plan is for people to look at; its changes go through the one door like any others. What a
//! form would refuse is refused here, for each record by itself.

use crate::ledger::{Change, Draftlike, Ledger, form_changes};
use crate::record::{Id, Record};
use crate::schema::{FieldDef, FieldType, KindDef, check, stage};
use serde_json::Value;
use std::collections::BTreeMap;

/// What is done to one field of every chosen record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// It holds this from now on; of a set, these elements and no others.
    Set(Value),
    /// It holds nothing any more.
    Clear,
    /// The set holds these elements too.
    Add(Vec<String>),
    /// The set does not hold these elements any more.
    Remove(Vec<String>),
}

/// A record that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The record.
    pub id: Id,
    /// What stands there now, as people read it; empty = nothing.
    pub before: String,
    /// What will stand there.
    pub after: String,
}

/// What an edit of many records would do.
#[derive(Debug, Clone, Default)]
pub struct BulkPlan {
    /// The records that change.
    pub changed: Vec<Planned>,
    /// How many are as they should be already.
    pub same: usize,
    /// The records that are left alone, each with one sentence why.
    pub refused: Vec<(Id, String)>,
    /// What makes it happen.
    pub changes: Vec<Change>,
}

impl BulkPlan {
    /// Adds what the same edit does to further records.
    pub fn extend(&mut self, more: Self) {
        self.changed.extend(more.changed);
        self.same += more.same;
        self.refused.extend(more.refused);
        self.changes.extend(more.changes);
    }
}

/// Returns the fields that many records can be given at once. A stage is not among them: each record
/// takes its own steps.
pub fn editable(kind: &KindDef) -> impl Iterator<Item = &'static FieldDef> + use<> {
    let staged = kind.flow.is_some();
    let fields = kind.typed_fields().filter(|field| field.ty != FieldType::Steps);
    fields.filter(move |field| !(staged && field.register() == stage::REGISTER))
}

/// Says what `edit` would do to `field` of the records `ids`.
#[must_use]
pub fn plan(ledger: &Ledger, kind: &'static KindDef, field: &'static FieldDef, edit: &Edit, ids: &[Id]) -> BulkPlan {
    let mut plan = BulkPlan::default();
    for id in ids {
        let Some(record) = ledger.get(id) else { continue };
        let before = record.value(field).unwrap_or_default();
        let after = edited(&before, edit);
        if after == before {
            plan.same += 1;
            continue;
        }
        if let Some(sentence) = refusal(ledger, kind, field, &record, &after) {
            plan.refused.push((*id, sentence));
            continue;
        }
        let shown = |value: &Value| if value.is_null() { String::new() } else { ledger.shown_json(field, value) };
        plan.changed.push(Planned { id: *id, before: shown(&before), after: shown(&after) });
        plan.changes.extend(form_changes(kind, *id, &record, &BTreeMap::from([(field.name, after)])));
    }
    plan
}

fn edited(before: &Value, edit: &Edit) -> Value {
    let held = || -> Vec<String> {
        let words = before.as_array().into_iter().flatten().filter_map(Value::as_str);
        words.map(str::to_owned).collect()
    };
    let set = |mut words: Vec<String>| {
        // As a record holds them.
        words.sort();
        words.dedup();
        if words.is_empty() { Value::Null } else { Value::from(words) }
    };
    match edit {
        Edit::Set(Value::Array(words)) if words.iter().all(Value::is_string) => {
            set(words.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        }
        Edit::Set(value) => value.clone(),
        Edit::Clear => Value::Null,
        Edit::Add(words) => set(held().into_iter().chain(words.iter().cloned()).collect()),
        Edit::Remove(words) => set(held().into_iter().filter(|word| !words.contains(word)).collect()),
    }
}

/// Why a record cannot take the value. What was wrong with it before is not held against the edit.
fn refusal(
    ledger: &Ledger,
    kind: &'static KindDef,
    field: &'static FieldDef,
    record: &Record,
    after: &Value,
) -> Option<String> {
    if let Some(when) = field.when.filter(|_| !after.is_null()) {
        let other = kind.field(when.field)?;
        let code = record.value(other);
        if !code.as_ref().and_then(Value::as_str).is_some_and(|code| when.is.contains(&code)) {
            let shown = ledger.shown(record, other);
            let shown = if shown.is_empty() { "空" } else { &shown };
            return Some(format!("{}是“{shown}”，没有{}这一项。", other.label, field.label));
        }
    }
    let problems = |values: &BTreeMap<&'static str, Value>| -> Vec<(&'static str, String)> {
        let checked = check(kind, &values.iter().map(|(name, value)| (*name, value.clone())).collect());
        let checked = checked.into_iter().map(|(name, problem)| (name, problem.message));
        let ruled = Draftlike { ledger, id: record.id, values }.refused(kind);
        checked.chain(ruled).collect()
    };
    let values = kind.fields.iter().map(|field| (field.name, record.value(field).unwrap_or_default()));
    let mut values: BTreeMap<&'static str, Value> = values.collect();
    let before = problems(&values);
    values.insert(field.name, after.clone());
    problems(&values).into_iter().find(|problem| !before.contains(problem)).map(|(_, sentence)| sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::{SCHEMA, need, visit};
    use crate::ledger::{Batch, Head, Why, prepare};
    use crate::record::Device;
    use serde_json::json;

    fn desk(rows: &[(&'static KindDef, u8, Value)]) -> (Ledger, Head) {
        let mut ledger = Ledger::new(SCHEMA, Vec::new());
        let mut head = Head::fresh(Device::parse("dev").unwrap());
        let mut changes = Vec::new();
        for (kind, n, values) in rows {
            let typed = values.as_object().unwrap().iter().map(|(name, value)| (name.as_str(), value.clone()));
            changes.extend(form_changes(kind, id(*n), &Record::new(kind.name, id(*n)), &typed.collect()));
        }
        commit(&mut ledger, &mut head, changes);
        (ledger, head)
    }

    fn commit(ledger: &mut Ledger, head: &mut Head, changes: Vec<Change>) {
        let spare = Device::parse("spare").unwrap();
        let batch = Batch { why: Why::Edit, changes, head: Vec::new(), now_ms: 1_763_625_600_000, spare };
        let prepared = prepare(ledger, &batch, head);
        ledger.apply(&prepared);
        *head = prepared.head;
    }

    fn id(n: u8) -> Id {
        Id::of_key("test", &n.to_string())
    }

    #[test]
    fn each_record_says_for_itself_what_becomes_of_it() {
        let partner = id(9).to_string();
        let (mut ledger, mut head) = desk(&[
            (&visit::KIND, 1, json!({"partner": partner, "date": "2022-01-01", "purpose": "expand"})),
            (&visit::KIND, 2, json!({"partner": partner, "date": "2022-03-01", "next_visit": "2022-04-01"})),
            (&visit::KIND, 3, json!({"partner": partner, "date": "2022-01-01", "next_visit": "2022-02-01"})),
        ]);
        let ids = [id(1), id(2), id(3), id(77)];
        let next = Edit::Set(json!("2022-02-01"));
        let found = plan(&ledger, &visit::KIND, visit::NEXT_VISIT.def(), &next, &ids);
        assert_eq!((found.changed.len(), found.same, found.refused.len()), (1, 1, 1));
        assert_eq!((found.changed[0].before.as_str(), found.changed[0].after.as_str()), ("", "2022年2月1日"));
        assert!(found.refused[0].1.contains("早于"), "{:?}", found.refused);
        commit(&mut ledger, &mut head, found.changes);
        assert_eq!(
            ledger.get(&id(1)).unwrap().get(visit::NEXT_VISIT),
            ledger.get(&id(3)).unwrap().get(visit::NEXT_VISIT)
        );
        let cleared = plan(&ledger, &visit::KIND, visit::DATE.def(), &Edit::Clear, &ids);
        assert_eq!((cleared.changed.len(), cleared.refused.len()), (0, 3), "what must be there stays");
    }

    #[test]
    fn sets_grow_and_shrink() {
        let partner = crate::kinds::partner::TAGS;
        let kind = &crate::kinds::partner::KIND;
        let (ledger, _) =
            desk(&[(kind, 1, json!({"name": "甲", "tags": ["急", "老"]})), (kind, 2, json!({"name": "乙"}))]);
        let ids = [id(1), id(2)];
        let after = |edit: Edit| -> Vec<String> {
            plan(&ledger, kind, partner.def(), &edit, &ids).changed.into_iter().map(|p| p.after).collect()
        };
        assert_eq!(after(Edit::Add(vec!["急".into()])), ["急"]);
        assert_eq!(after(Edit::Remove(vec!["急".into()])), ["老"]);
        assert_eq!(after(Edit::Set(json!(["老", "急"]))), ["急、老"], "the same set in another order is the same");
        assert_eq!(after(Edit::Clear), [""]);
    }

    #[test]
    fn a_field_that_does_not_apply_is_left_alone() {
        let (ledger, _) = desk(&[
            (&need::KIND, 1, json!({"type": "internship", "partner": id(9).to_string()})),
            (&need::KIND, 2, json!({"type": "technology", "partner": id(9).to_string()})),
        ]);
        let found = plan(&ledger, &need::KIND, need::HEADCOUNT.def(), &Edit::Set(json!(5)), &[id(1), id(2)]);
        assert_eq!((found.changed.len(), found.refused.len()), (1, 1));
    }
}

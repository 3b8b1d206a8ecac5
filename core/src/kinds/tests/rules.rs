//! Asks the rules and the stages of a kind of a record that is not saved yet.

use crate::kinds::SCHEMA;
use crate::ledger::{Draftlike, Ledger};
use crate::record::Id;
use crate::schema::{KindDef, Moment, WrongStep, broken};
use serde_json::Value;
use std::collections::BTreeMap;

fn asked<T>(values: &[(&'static str, Value)], ask: impl FnOnce(&Draftlike<'_>) -> T) -> T {
    let ledger = Ledger::new(SCHEMA, vec![]);
    let values: BTreeMap<&'static str, Value> = values.iter().cloned().collect();
    ask(&Draftlike { ledger: &ledger, id: Id::of_key("draft", "a"), values: &values })
}

/// The fields at which the rules that are asked at `at` find something.
pub fn breaks(kind: &KindDef, at: Moment, values: &[(&'static str, Value)]) -> Vec<&'static str> {
    asked(values, |facts| broken(kind, at, facts).into_iter().map(|(field, _)| field).collect())
}

/// The fields at which a form refuses a new record.
pub fn refused(kind: &KindDef, values: &[(&'static str, Value)]) -> Vec<&'static str> {
    asked(values, |facts| facts.refused(kind).into_iter().map(|(field, _)| field).collect())
}

/// Whether the step to `to` is refused.
pub fn step(kind: &KindDef, to: &str, values: &[(&'static str, Value)]) -> Result<(), WrongStep> {
    let flow = kind.flow.expect("a kind with stages");
    asked(values, |facts| flow.step(kind, facts, to, "", "").map(|_| ()))
}

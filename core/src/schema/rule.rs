//! Rules of a whole record: what must hold among its fields, its lines and its neighbours.
//!
//! A rule belongs to its kind and is a constant there. It asks through [`Facts`], so that it holds
//! for a form that is not saved yet as well as for a record in the ledger.

use super::{Field, FieldDef, KindDef};
use crate::id::Id;
use crate::value::FieldValue;
use serde_json::Value;

/// What has values: a record, or what a form would save of one.
pub trait Values {
    /// The value of a field.
    fn value(&self, field: &FieldDef) -> Option<Value>;
}

impl dyn Values + '_ {
    /// The typed value of a field.
    #[must_use]
    pub fn get<T: FieldValue>(&self, field: Field<T>) -> Option<T> {
        T::read(&self.value(field.def())?)
    }
}

/// What a rule can ask of a record, itself and around it.
pub trait Facts: Values {
    /// The record itself.
    fn id(&self) -> Id;
    /// The value of a `Choice` of the record, by the field's name.
    fn code(&self, field: &str) -> Option<String>;
    /// The visible records of `kind` whose field `via` points to the record `to`.
    fn lines(&self, to: &Id, kind: &'static str, via: &'static str) -> Vec<(Id, Box<dyn Values>)>;
    /// Another record.
    fn record(&self, id: &Id) -> Option<Box<dyn Values>>;
}

impl dyn Facts + '_ {
    /// The typed value of a field of the record.
    #[must_use]
    pub fn get<T: FieldValue>(&self, field: Field<T>) -> Option<T> {
        T::read(&self.value(field.def())?)
    }
}

/// When a rule is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Before a record is saved: it is not saved if the rule is broken.
    Save,
    /// Before a step to one of these stages, and of whatever is entered there or further on.
    Step(&'static [&'static str]),
    /// The same of what belongs to the record: whoever enters a record further on can add its lines
    /// only when it is there, and is reminded of them until then.
    StepOfLines(&'static [&'static str]),
    /// Whenever the quality of the data is looked at; nothing is refused.
    Doubt,
}

/// A rule of a kind.
#[derive(Debug)]
pub struct Rule {
    /// When it is asked.
    pub at: Moment,
    /// Name of the field at which its sentence is shown.
    pub field: &'static str,
    /// Returns what is wrong, one Chinese sentence, or `None`. That nothing was changed or lost is said
    /// by whoever refuses.
    pub check: fn(&dyn Facts) -> Option<String>,
}

/// Returns what the rules that are asked at `at` find: the field and the sentence.
#[must_use]
pub fn broken(kind: &KindDef, at: Moment, facts: &dyn Facts) -> Vec<(&'static str, String)> {
    let rules = kind.rules.iter().filter(|rule| rule.at == at);
    rules.filter_map(|rule| Some((rule.field, (rule.check)(facts)?))).collect()
}

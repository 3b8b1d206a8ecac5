//! A record: an id, a kind, and a set of registers that merge without losing anything.
//!
//! A record knows nothing of the schema: every member of a row that is not bookkeeping is a
//! register, known or not, and travels unchanged. Typed access goes through [`Record::get`].

mod codec;
mod context;
mod json;
mod plain;
mod register;
mod row;
mod view;

pub use codec::{RowProblem, decode, encode, kind_and_id, row_hash};
pub use context::{BUILTIN, Context, Device, Dot};
pub use json::Json;
pub(crate) use plain::special;
pub use register::{Entry, Register};
pub use row::RowText;
pub use view::RowView;

pub use crate::id::Id;

use crate::order;
use crate::schema::{Field, FieldDef, KindDef, Place, Values};
use crate::value::FieldValue;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

/// Name of the register that says whether a record is deleted.
pub const DELETION: &str = "_del";

/// Name of the register of a record that turned out to be the same as another: the other's id.
pub const INTO: &str = "_into";

/// First part of the registers that say of two records that look alike that they are not the same:
/// `_distinct/<id of the other>`.
pub const DISTINCT: &str = "_distinct";

/// Whether this version knows the register `name` of a kind; what it does not know it keeps.
#[must_use]
pub fn is_known(kind: &KindDef, name: &str) -> bool {
    let field = name.split_once('/').map_or(name, |(field, _)| field);
    [DELETION, INTO, DISTINCT].contains(&field) || kind.fields.iter().any(|f| f.register() == field)
}

/// What the deletion register holds.
///
/// `seen` is what the person who deleted had in front of him: the context of every register at
/// that moment. Whatever lies outside of it keeps the record alive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deletion {
    /// Deleted (true) or restored (false).
    pub yes: bool,
    /// The reason as typed, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The context of every register when it was deleted.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub seen: BTreeMap<String, Context>,
}

/// A record of any kind, known or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Name of its kind.
    pub kind: Arc<str>,
    /// Its identity, the same on every device for ever.
    pub id: Id,
    /// Its registers by name; a set's element is the register `field/element`.
    pub registers: BTreeMap<Arc<str>, Register>,
}

impl Record {
    /// Returns a record without any register.
    #[must_use]
    pub fn new(kind: &str, id: Id) -> Self {
        Self { kind: kind.into(), id, registers: BTreeMap::new() }
    }

    /// Returns what both states say together: commutative, associative, idempotent.
    #[must_use]
    pub fn merged(&self, other: &Self) -> Self {
        let mut registers = self.registers.clone();
        for (name, theirs) in &other.registers {
            match registers.get_mut(name) {
                Some(ours) => *ours = ours.merged(theirs),
                None => {
                    registers.insert(Arc::clone(name), theirs.clone());
                }
            }
        }
        // Two kinds under one id can only be forged; still everybody must choose the same.
        Self { kind: Arc::clone((&self.kind).min(&other.kind)), id: self.id, registers }
    }

    /// Returns the shown value of the register `name`; `None` if it was never written or cleared.
    #[must_use]
    pub fn shown(&self, name: &str) -> Option<Value> {
        let value = self.registers.get(name)?.shown()?.value();
        if value.is_null() { None } else { Some(value) }
    }

    /// Returns the value of a field: for a set, the array of its elements.
    #[must_use]
    pub fn value(&self, def: &FieldDef) -> Option<Value> {
        if def.ty.is_set() {
            let prefix = format!("{}/", def.name);
            let elements: Vec<Value> = self
                .registers
                .range::<str, _>((Bound::Included(prefix.as_str()), Bound::Unbounded))
                .take_while(|(name, _)| name.starts_with(&prefix))
                .filter(|(_, register)| register.shown().is_some_and(|v| v.value() == Value::Bool(true)))
                .filter_map(|(name, _)| name.strip_prefix(&prefix))
                .map(Value::from)
                .collect();
            return if elements.is_empty() { None } else { Some(Value::Array(elements)) };
        }
        let value = self.shown(def.register())?;
        match def.place {
            Place::Own => Some(value),
            Place::Member(_) => value.get(def.name).filter(|v| !v.is_null()).cloned(),
        }
    }

    /// Returns the typed value of a field, `None` if it is absent or of another shape.
    #[must_use]
    pub fn get<T: FieldValue>(&self, field: Field<T>) -> Option<T> {
        T::read(&self.value(field.def())?)
    }

    /// Returns the dots of every value of the register `name`: what a person who sees the record
    /// has seen of it.
    #[must_use]
    pub fn dots(&self, name: &str) -> Vec<Dot> {
        self.registers.get(name).map(Register::dots).unwrap_or_default()
    }

    /// Returns the names of the registers that hold clashing values. Two things never count, since
    /// a rule settles them: an edit beats a delete, and adding to a set beats removing from it.
    pub fn clashes(&self) -> impl Iterator<Item = &Arc<str>> {
        let clash = |name: &str, register: &Register| {
            let element = name.contains('/');
            register.values().iter().filter(|value| !element || !value.is_null()).count() > 1
        };
        self.registers
            .iter()
            .filter(move |(name, register)| name.as_ref() != DELETION && clash(name, register))
            .map(|(name, _)| name)
    }

    /// Whether everything that was ever written here had been seen by somebody who deleted it.
    #[must_use]
    pub fn is_dead(&self) -> bool {
        let Some(register) = self.registers.get(DELETION) else { return false };
        let mut seen: BTreeMap<String, Context> = BTreeMap::new();
        for value in register.values() {
            match serde_json::from_value::<Deletion>(value.value()) {
                Ok(deletion) if deletion.yes => {
                    for (name, context) in deletion.seen {
                        seen.entry(name).or_default().join(&context);
                    }
                }
                _ => return false,
            }
        }
        self.registers.iter().filter(|(name, _)| name.as_ref() != DELETION).all(|(name, register)| {
            let seen = seen.get(name.as_ref());
            register.entries().iter().all(|e| e.dot.device.is_builtin() || seen.is_some_and(|s| s.covers(&e.dot)))
        })
    }

    /// Returns the deletion that a person makes who sees the record as it is now.
    #[must_use]
    pub fn deletion(&self, why: &str) -> Deletion {
        let seen = self
            .registers
            .iter()
            .filter(|(name, _)| name.as_ref() != DELETION)
            .map(|(name, register)| (name.to_string(), register.context().clone()));
        Deletion { yes: true, why: why.to_owned(), seen: order::map(seen) }
    }

    /// Replaces in the register `name` exactly the values whose dots are in `seen`.
    pub fn write(&mut self, name: &str, seen: &[Dot], entry: Entry) {
        self.registers.entry(name.into()).or_default().write(seen, entry);
    }

    /// Whether any person (not only the program's built-in data) has written here.
    #[must_use]
    pub fn touched_by_people(&self) -> bool {
        self.registers.values().flat_map(Register::entries).any(|e| !e.dot.device.is_builtin())
    }

    /// Returns the highest number that `device` has given to anything in this record, contexts
    /// included; 0 if none.
    #[must_use]
    pub fn highest(&self, device: &Device) -> u64 {
        self.registers.values().map(|r| r.context().of(device)).max().unwrap_or(0)
    }
}

impl Values for Record {
    fn value(&self, field: &FieldDef) -> Option<Value> {
        Self::value(self, field)
    }
}

//! A slot: the packed row of one record and the few columns that indexes need.

use crate::record::{Device, Id, Record, Register};
use crate::schema::Schema;
use serde_json::Value;
use std::sync::Arc;

/// When this profile last wrote in a record. All zero if it never did, or if nothing of it is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Written {
    /// Number of the commit.
    pub n: u64,
    /// Wall time of its stamp, milliseconds since 1970 UTC.
    pub at_ms: u64,
}

/// One record in the ledger.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub kind: Arc<str>,
    /// The stored row; `None` for a row that only the program brings along.
    pub row: Option<Arc<str>>,
    /// Revision at or before which it last changed.
    pub rev: u64,
    pub dead: bool,
    /// How many registers hold clashing values.
    pub clashes: usize,
    /// What this profile wrote last of what is still here.
    pub mine: Written,
    /// Text of the date by which lists sort.
    pub date: Arc<str>,
    /// The record that stays in its place.
    pub into: Option<Id>,
    /// Outgoing references by field.
    pub refs: Box<[(&'static str, Id)]>,
}

impl Slot {
    pub fn of(record: &Record, row: Option<&Arc<str>>, rev: u64, schema: Schema, own: &[Device]) -> Self {
        let kind = schema.kind(&record.kind);
        let date = kind.and_then(|k| k.field(k.by_date?)).and_then(|f| record.value(f));
        let entries = record.registers.values().flat_map(Register::entries);
        Self {
            kind: kind.map_or_else(|| Arc::clone(&record.kind), |k| Arc::from(k.name)),
            row: row.map(Arc::clone),
            rev,
            dead: record.is_dead(),
            clashes: record.clashes().count(),
            mine: entries
                .filter(|e| own.contains(&e.dot.device))
                .map(|e| Written { n: e.dot.n, at_ms: e.stamp.ms() })
                .max()
                .unwrap_or_default(),
            date: date.as_ref().and_then(Value::as_str).unwrap_or_default().into(),
            into: super::alias::into(record),
            refs: refs(record, schema),
        }
    }
}

fn refs(record: &Record, schema: Schema) -> Box<[(&'static str, Id)]> {
    let fields = schema.kind(&record.kind).map(|k| k.fields).unwrap_or_default();
    let mut refs = Vec::new();
    for field in fields.iter().filter(|f| f.ty.is_reference()) {
        let ids = record.value(field).map(|value| field.ty.ids(&value)).unwrap_or_default();
        refs.extend(ids.into_iter().map(|id| (field.name, id)));
    }
    refs.into()
}

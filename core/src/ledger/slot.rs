//! A slot: the packed row of one record and the few columns that indexes need. They are read from
//! the row as it stands wherever that is enough; decoding costs ten times as much.

use super::Link;
use crate::record::{Device, Id, Record, Register, RowText, RowView};
use crate::schema::{FieldDef, KindDef, Place, Schema};
use serde_json::Value;
use std::ops::Deref;
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
    pub row: Option<RowText>,
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
    pub refs: Refs,
}

/// A reference: the field and the record to which it refers.
pub(super) type Ref = (&'static str, Id);

/// The references of one record: its own, or its part of those that were kept of many. A piece of
/// memory for each of a hundred thousand records takes its time.
#[derive(Clone)]
pub(super) enum Refs {
    Own(Box<[Ref]>),
    Kept { all: Arc<Vec<Ref>>, from: u32, count: u32 },
}

impl Deref for Refs {
    type Target = [Ref];

    fn deref(&self) -> &[Ref] {
        match self {
            Self::Own(refs) => refs,
            Self::Kept { all, from, count } => {
                all.get(*from as usize..).and_then(|rest| rest.get(..*count as usize)).unwrap_or_default()
            }
        }
    }
}

impl std::fmt::Debug for Refs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(&**self, f)
    }
}

impl Slot {
    pub fn of(record: &Record, row: Option<&RowText>, rev: u64, schema: Schema, own: &[Device]) -> Self {
        let kind = schema.kind(&record.kind);
        let date = kind.and_then(|k| k.field(k.by_date?)).and_then(|f| record.value(f));
        let entries = record.registers.values().flat_map(Register::entries);
        Self {
            kind: kind.map_or_else(|| Arc::clone(&record.kind), |k| Arc::from(k.name)),
            row: row.cloned(),
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

impl Slot {
    /// What the record `id` with this slot refers to, each with the link that its target keeps.
    pub fn links(&self, id: Id) -> impl Iterator<Item = (Id, Link)> {
        let link = move |field| Link { from: id, kind: Arc::clone(&self.kind), field };
        self.refs.iter().map(move |(field, target)| (*target, link(field)))
    }

    /// The slot of a row that needs no decoding; `None` for a row that clashes, is deleted or stands
    /// for another, and for a stamp that cannot be read.
    pub fn of_view(view: &RowView<'_>, row: &RowText, rev: u64, kind: &Arc<str>, reads: &Reads<'_>) -> Option<Self> {
        if !view.is_plain() || !view.is_sound() {
            return None;
        }
        let mine = if view.names_any(reads.own) { written(view, reads.own)? } else { Written::default() };
        let known = reads.schema.kind(view.kind());
        let date = known.and_then(|k| k.field(k.by_date?)).map(|field| date_of(view, field, reads.no_date));
        Some(Self {
            kind: Arc::clone(kind),
            row: Some(row.clone()),
            rev,
            dead: false,
            clashes: 0,
            mine,
            date: date.unwrap_or_else(|| Arc::clone(reads.no_date)),
            into: None,
            refs: refs_of_view(view, known),
        })
    }
}

/// What slots are read with.
pub(super) struct Reads<'a> {
    pub schema: Schema,
    pub own: &'a [Device],
    /// The text of no date, shared by all.
    pub no_date: &'a Arc<str>,
}

fn written(view: &RowView<'_>, own: &[Device]) -> Option<Written> {
    let writes = view.writes()?.into_iter().filter(|(device, ..)| own.iter().any(|o| o.code() == *device));
    Some(writes.map(|(_, n, stamp)| Written { n, at_ms: stamp.ms() }).max().unwrap_or_default())
}

fn date_of(view: &RowView<'_>, field: &FieldDef, none: &Arc<str>) -> Arc<str> {
    if field.place == Place::Own {
        return view.text(field.name).map_or_else(|| Arc::clone(none), Arc::from);
    }
    view.value(field).as_ref().and_then(Value::as_str).map_or_else(|| Arc::clone(none), Arc::from)
}

fn refs_of_view(view: &RowView<'_>, kind: Option<&'static KindDef>) -> Refs {
    let mut refs = Vec::new();
    for field in kind.map(|k| k.fields).unwrap_or_default().iter().filter(|f| f.ty.is_reference()) {
        if field.ty.is_set() {
            refs.extend(view.elements(field.name).filter_map(Id::parse).map(|id| (field.name, id)));
        } else if let (Place::Own, Some(text)) = (field.place, view.text(field.name)) {
            refs.extend(Id::parse(text).map(|id| (field.name, id)));
        } else if let Some(value) = view.value(field) {
            refs.extend(field.ty.ids(&value).into_iter().map(|id| (field.name, id)));
        }
    }
    Refs::Own(refs.into())
}

fn refs(record: &Record, schema: Schema) -> Refs {
    let fields = schema.kind(&record.kind).map(|k| k.fields).unwrap_or_default();
    let mut refs = Vec::new();
    for field in fields.iter().filter(|f| f.ty.is_reference()) {
        let ids = record.value(field).map(|value| field.ty.ids(&value)).unwrap_or_default();
        refs.extend(ids.into_iter().map(|id| (field.name, id)));
    }
    Refs::Own(refs.into())
}

//! A record looked at without being decoded, where its row allows it.

use super::Ledger;
use crate::record::{Id, Record, RowText, RowView};
use crate::schema::FieldDef;
use serde_json::Value;

/// A record to be read from, not to be changed.
#[derive(Debug)]
pub enum Peek<'a> {
    /// As its row stands.
    Row(&'a RowText, RowView<'a>),
    /// Decoded.
    Record(Box<Record>),
}

impl Peek<'_> {
    /// Returns the name of the record's kind.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Self::Row(_, view) => view.kind(),
            Self::Record(record) => &record.kind,
        }
    }

    /// Returns the shown value of a field.
    #[must_use]
    pub fn value(&self, field: &FieldDef) -> Option<Value> {
        match self {
            Self::Row(_, view) => view.value(field),
            Self::Record(record) => record.value(field),
        }
    }
}

impl Ledger {
    /// Returns the record `id`, dead or alive, for reading a few of its values.
    #[must_use]
    pub fn peek(&self, id: &Id) -> Option<Peek<'_>> {
        let row = self.slots.get(id)?.row.as_ref();
        if let Some(row) = row.filter(|_| !self.overlay.contains_key(id))
            && let Some(view) = RowView::read(row)
        {
            return Some(Peek::Row(row, view));
        }
        self.get(id).map(|record| Peek::Record(Box::new(record)))
    }

    /// Returns the values of `fields` of the record `id`, `Null` where there is none; `None` if there
    /// is no such record.
    #[must_use]
    pub fn values(&self, id: &Id, fields: &[&FieldDef]) -> Option<Vec<Value>> {
        let peek = self.peek(id)?;
        Some(fields.iter().map(|field| peek.value(field).unwrap_or_default()).collect())
    }
}

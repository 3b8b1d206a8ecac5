//! The schema follows the records that define fields and choices.
//!
//! What an extension is lies in [`crate::schema::Extension`]; here is when it is read again, and
//! what of the indexes depends on it.

use super::Ledger;
use super::shelf::Shelf;
use crate::kinds::{code_entry, custom_field};
use crate::record::Id;
use crate::schema::{CustomField, Extension, FieldDef, KindDef};

impl Ledger {
    /// Whether records of this kind define parts of the schema.
    #[must_use]
    pub fn defines_schema(kind: &str) -> bool {
        kind == custom_field::KIND.name || kind == code_entry::KIND.name
    }

    /// Reads the schema again if records that define it have changed.
    pub(super) fn extend_schema(&mut self) {
        if !std::mem::take(&mut self.schema_is_stale) {
            return;
        }
        let extension = self.read_extension();
        if extension == self.extension {
            return;
        }
        let before = self.schema;
        self.schema = extension.over(self.base);
        self.extension = extension;
        for kind in self.schema.kinds() {
            if before.kind(kind.name).is_none_or(|was| pointing(was) != pointing(kind)) {
                self.index_again(kind.name);
            }
        }
    }

    fn read_extension(&self) -> Extension {
        let records = |kind: &str| self.ids(kind).filter_map(|id| self.get(&id)).collect::<Vec<_>>();
        let mut fields: Vec<(u64, Id, CustomField)> = records(custom_field::KIND.name)
            .iter()
            .filter_map(|r| Some((r.get(custom_field::ORDER).unwrap_or(u64::MAX), r.id, custom_field::read(r)?)))
            .collect();
        fields.sort_by_key(|(order, id, _)| (*order, *id));
        Extension {
            fields: fields.into_iter().map(|(_, _, field)| field).collect(),
            codes: records(code_entry::KIND.name).iter().filter_map(code_entry::read).collect(),
        }
    }

    /// Reads the rows of a kind again whose references are other ones now.
    fn index_again(&mut self, kind: &str) {
        let ids: Vec<Id> = self.by_kind.get(kind).into_iter().flat_map(Shelf::ids).collect();
        for id in ids {
            let Some((row, rev)) = self.slots.get(&id).map(|slot| (slot.row.clone(), slot.rev)) else { continue };
            let Some(record) = self.get(&id) else { continue };
            self.place(id, self.slot_of(&record, row.as_ref(), rev));
        }
    }
}

/// The fields of a kind that point to other records.
fn pointing(kind: &KindDef) -> Vec<&'static str> {
    let fields = kind.fields.iter().filter(|field: &&&FieldDef| field.ty.is_reference());
    fields.map(|field| field.name).collect()
}

//! Records by the names and codes that cells call them, for references.

use super::matching::{Found, Key, keys_of, same};
use crate::ledger::Ledger;
use crate::record::Id;
use crate::schema::{FieldDef, KindDef, Need};
use serde_json::Value;
use std::collections::HashMap;

/// The records of one kind by title and by code.
#[derive(Debug)]
pub(super) struct NameIndex {
    pub kind: &'static KindDef,
    codes: Vec<Key>,
    by_name: HashMap<String, Vec<Id>>,
}

impl NameIndex {
    /// Of a kind, with no record yet.
    pub fn new(kind: &'static KindDef) -> Self {
        let codes = keys_of(kind).into_iter().filter(Key::is_code).collect();
        Self { kind, codes, by_name: HashMap::new() }
    }

    /// Takes a record of the ledger up.
    pub fn add(&mut self, ledger: &Ledger, id: Id) {
        self.name(&ledger.title(&id), id);
        let Some(record) = ledger.get(&id).filter(|_| !self.codes.is_empty()) else { return };
        self.codes(|field| record.value(field), id);
    }

    /// Takes a record up under its codes.
    pub fn codes(&mut self, value: impl Fn(&FieldDef) -> Option<Value>, id: Id) {
        let fields = self.codes.iter().filter_map(|key| key.fields.first());
        let codes: Vec<String> = fields.filter_map(|field| value(field)?.as_str().map(str::to_owned)).collect();
        for code in codes {
            self.name(&code, id);
        }
    }

    /// Takes a record up under one more name.
    pub fn name(&mut self, name: &str, id: Id) {
        let ids = self.by_name.entry(same(name)).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }

    /// Finds the record that a cell names.
    pub fn find(&self, name: &str) -> Found {
        match self.by_name.get(&same(name)).map(Vec::as_slice) {
            None | Some([]) => Found::None,
            Some([one]) => Found::One(*one),
            Some(many) => Found::Many(many.len(), self.kind.label.to_owned()),
        }
    }

    /// Whether a name is all that a record of the kind must have.
    pub fn can_create(&self) -> bool {
        let musts = self.kind.fields.iter().filter(|f| f.need == Need::Must);
        matches!(self.kind.title, [title] if musts.map(|f| f.name).eq([*title]))
    }
}

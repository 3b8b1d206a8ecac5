//! Which record a row is about: the keys of a kind, and an index of the records by them.

use crate::record::Id;
use crate::schema::{FieldDef, FieldType, KindDef, Need};
use crate::search::normal;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// How a row finds the record that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Matching {
    /// By every key of the kind, the strongest first.
    #[default]
    Auto,
    /// By one key: its place in [`keys_of`].
    By(usize),
    /// Not at all: every row is a new record.
    Never,
}

/// Fields that together tell one record from the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The fields.
    pub fields: Vec<&'static FieldDef>,
}

impl Key {
    /// Returns what people call it.
    #[must_use]
    pub fn label(&self) -> String {
        self.fields.iter().map(|f| f.label).collect::<Vec<_>>().join("＋")
    }

    /// Whether it is a code that a record keeps when its name changes.
    pub(super) fn is_code(&self) -> bool {
        matches!(self.fields.as_slice(), [one] if is_code(one))
    }

    /// Returns the key's text in these values; `None` unless all of its fields are there.
    pub(super) fn of(&self, value: impl Fn(&FieldDef) -> Option<Value>) -> Option<String> {
        let mut text = String::new();
        for field in &self.fields {
            let value = value(field).filter(|v| !v.is_null())?;
            text.push_str(&same(value.as_str().unwrap_or(&value.to_string())));
            text.push('\u{1}');
        }
        Some(text)
    }
}

fn is_code(field: &FieldDef) -> bool {
    field.ty == FieldType::Uscc || matches!(field.name, "code" | "number")
}

/// Returns the keys of a kind, the strongest first: codes, then what makes its title, together
/// with what the record cannot be without.
#[must_use]
pub fn keys_of(kind: &'static KindDef) -> Vec<Key> {
    let codes = kind.fields.iter().copied().filter(|f| is_code(f));
    let mut keys: Vec<Key> = codes.map(|field| Key { fields: vec![field] }).collect();
    let title: Vec<&'static FieldDef> = kind.title.iter().filter_map(|name| kind.field(name)).collect();
    let telling = |field: &FieldDef| field.need == Need::Must && !field.ty.is_set();
    if title.iter().all(|field| telling(field)) {
        let is_owner = |f: &FieldDef| telling(f) && f.ty.is_reference() && !title.iter().any(|t| t.name == f.name);
        let owners = kind.fields.iter().copied().filter(|f| is_owner(f));
        keys.push(Key { fields: owners.chain(title.iter().copied()).collect() });
    }
    keys
}

/// One form for names that people write in several ways: width, case, blanks, brackets.
pub(super) fn same(name: &str) -> String {
    let name = normal(name);
    let folded = name.chars().filter(|c| !c.is_whitespace()).map(|c| match c {
        '〔' | '【' | '[' => '(',
        '〕' | '】' | ']' => ')',
        '·' | '•' | '．' => '.',
        other => other,
    });
    folded.collect()
}

/// What finding a record came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    None,
    One(Id),
    /// So many records have the same key.
    Many(usize, String),
}

/// Records by their keys.
#[derive(Debug, Default)]
pub(super) struct KeyIndex {
    by_key: HashMap<(usize, String), Vec<Id>>,
    keys_of: BTreeMap<Id, Vec<Option<String>>>,
}

impl KeyIndex {
    /// Takes a record up under its key texts, which are in the order of the keys; what a row adds
    /// to a record that is here already comes on top.
    pub fn add(&mut self, id: Id, texts: Vec<Option<String>>) {
        for (place, text) in texts.iter().enumerate() {
            self.put(place, text.as_ref(), id);
        }
        let known = self.keys_of.entry(id).or_insert_with(|| vec![None; texts.len()]);
        for (known, text) in known.iter_mut().zip(texts) {
            if text.is_some() {
                *known = text;
            }
        }
    }

    /// Lets codes lead to a record that does not have them: those of a row that contradicts it.
    pub fn reserve(&mut self, keys: &[Key], id: Id, texts: &[Option<String>]) {
        for (place, (_, text)) in keys.iter().zip(texts).enumerate().filter(|(_, (key, _))| key.is_code()) {
            self.put(place, text.as_ref(), id);
        }
    }

    fn put(&mut self, place: usize, text: Option<&String>, id: Id) {
        let Some(text) = text else { return };
        let ids = self.by_key.entry((place, text.clone())).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }

    /// Finds the record that a row with these key texts is about.
    pub fn find(&self, keys: &[Key], matching: Matching, texts: &[Option<String>]) -> Found {
        for (place, key) in keys.iter().enumerate() {
            let asked = match matching {
                Matching::Auto => true,
                Matching::By(chosen) => chosen == place,
                Matching::Never => false,
            };
            let text = texts.get(place).and_then(Option::as_ref).filter(|_| asked);
            let Some(ids) = text.and_then(|text| self.by_key.get(&(place, text.clone()))) else { continue };
            // A name may be that of another one, as a code that both have tells.
            let fitting = |id: &&Id| matching != Matching::Auto || !self.differs(keys, id, texts);
            let fitting: Vec<Id> = ids.iter().filter(fitting).copied().collect();
            match fitting.as_slice() {
                [] => {}
                [one] => return Found::One(*one),
                many => return Found::Many(many.len(), key.label()),
            }
        }
        Found::None
    }

    /// Whether a record and a row have different codes. The strongest code that both have decides.
    fn differs(&self, keys: &[Key], id: &Id, texts: &[Option<String>]) -> bool {
        let ours = self.keys_of.get(id).map(Vec::as_slice).unwrap_or_default();
        let codes = keys.iter().zip(ours).zip(texts).filter(|((key, _), _)| key.is_code());
        let mut both = codes.filter_map(|((_, ours), theirs)| Some(ours.as_ref()? != theirs.as_ref()?));
        both.next().unwrap_or(false)
    }
}

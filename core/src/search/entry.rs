//! One record in the index: how it is read from the ledger, and what of its row is looked up again.

use super::postings::{NOWHERE, Role};
use super::words::find;
use super::{Index, Titles, bare, normal};
use crate::ledger::{Ledger, Peek};
use crate::record::{Id, RowText, RowView};
use crate::schema::{FieldDef, FieldType, KindDef, Place};
use std::ops::Range;
use std::sync::Arc;

/// Texts longer than this, in bytes of JSON, are not cut into words: they hardly ever repeat.
const LONG: usize = 64;
/// Kind of an entry that is no longer there.
pub(super) const GONE: u32 = u32::MAX;

/// Length of the title, kind, id: hits of one rank are shown in this order.
pub(super) type Order = (u32, u32, Id);

/// A record that can be found.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub id: Id,
    /// Place of the kind in the schema, or [`GONE`].
    pub kind: u32,
    /// Length of the normalised title in bytes.
    pub title_len: u32,
    /// Number of its long texts in the signature.
    pub long: u32,
    /// The row, and where its long texts stand in it.
    row: Option<RowText>,
    range: Range<u32>,
    /// Whether simple words stand in the row as in the normalised text.
    pub is_plain: bool,
}

impl Entry {
    /// An entry without long texts.
    pub const fn new(id: Id, kind: u32, title_len: u32) -> Self {
        Self { id, kind, title_len, long: 0, row: None, range: 0..0, is_plain: true }
    }

    /// An entry of long texts: their number, and where they stand in the row.
    pub fn with_texts(mut self, long: u32, row: &RowText, range: Range<u32>, is_plain: bool) -> Self {
        (self.long, self.row, self.range, self.is_plain) = (long, Some(row.clone()), range, is_plain);
        self
    }

    /// Takes the place of a record that is no longer found there.
    pub const fn gone(id: Id) -> Self {
        Self::new(id, GONE, 0)
    }

    pub const fn is_gone(&self) -> bool {
        self.kind == GONE
    }

    /// Whether it has long texts.
    pub const fn has_long(&self) -> bool {
        self.row.is_some()
    }

    /// Where it stands among hits of one rank.
    pub const fn order(&self) -> Order {
        (self.title_len, self.kind, self.id)
    }

    /// Where its long texts stand in the row.
    pub const fn stretch(&self) -> (u32, u32) {
        (self.range.start, self.range.end)
    }

    /// Whether the long texts may hold what was typed, by the bytes of the row.
    pub fn may_hold(&self, typed: &str, bare: Option<&str>, is_simple: bool) -> bool {
        if !self.is_plain || !is_simple {
            return true;
        }
        let row = self.row.as_ref().map(|row| row.as_bytes()).unwrap_or_default();
        let text = row.get(self.range.start as usize..self.range.end as usize).unwrap_or_default();
        find(text, typed.as_bytes()).is_some() || bare.is_some_and(|bare| find(text, bare.as_bytes()).is_some())
    }

    /// The long texts, normalised.
    pub fn long_texts(&self, kind: &KindDef) -> Vec<String> {
        let Some(view) = self.row.as_ref().and_then(|row| RowView::read(row)) else { return Vec::new() };
        searched(kind).filter(|f| is_long(&view, f)).filter_map(|f| Some(normal(view.value(f)?.as_str()?))).collect()
    }
}

/// The fields of a kind that search reads besides the title.
fn searched(kind: &KindDef) -> impl Iterator<Item = &'static FieldDef> {
    kind.fields.iter().copied().filter(|f| f.searched && !kind.title.contains(&f.name))
}

fn is_long(view: &RowView<'_>, field: &FieldDef) -> bool {
    let alone = field.place == Place::Own && !field.ty.is_set();
    alone && view.raw(field.name).is_some_and(|raw| raw.len() > LONG && raw.starts_with('"'))
}

/// Whether a field's text is shown as it is stored.
const fn is_verbatim(field: &FieldDef) -> bool {
    let text = matches!(field.ty, FieldType::Text | FieldType::LongText | FieldType::Phone | FieldType::PersonName);
    text && matches!(field.place, Place::Own)
}

/// Whether a character stands in a row as it stands in the normalised text, and nothing else in a
/// plain row becomes it.
pub(super) fn is_simple(character: char) -> bool {
    match character {
        'a'..='z' | '0'..='9' | '\u{2e80}'..='\u{9fff}' => true,
        other => other >= '\u{20000}',
    }
}

/// Whether a character of a long text may become another letter or digit.
fn is_folded(character: char) -> bool {
    match character {
        'A'..='Z' | '\\' => true,
        // Full-width letters and digits; full-width marks only become other marks.
        '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => true,
        // Middle dots, dashes and quotation marks are as they are.
        '\u{b7}' | '\u{2010}'..='\u{2027}' => false,
        other => ('\u{80}'..'\u{2e80}').contains(&other),
    }
}

impl Index {
    pub(super) fn update_one(&mut self, ledger: &Ledger, id: &Id, titles: &mut Titles) {
        self.schema = Some(ledger.schema());
        if let Some(old) = self.places.remove(id).and_then(|place| self.entries.get_mut(place as usize)) {
            *old = Entry::gone(*id);
        }
        if let Some(entry) = ledger.is_listed(id).then(|| self.read(ledger, id, titles)).flatten() {
            self.places.insert(*id, self.next());
            self.entries.push(entry);
        }
    }

    /// The place of the entry that comes next.
    fn next(&self) -> u32 {
        u32::try_from(self.entries.len()).unwrap_or(NOWHERE)
    }

    fn read(&mut self, ledger: &Ledger, id: &Id, titles: &mut Titles) -> Option<Entry> {
        let peek = ledger.peek(id)?;
        let kinds = ledger.schema().kinds();
        let number = kinds.iter().position(|k| k.name == peek.kind())?;
        let kind = *kinds.get(number)?;
        let title = normal(&title(ledger, id, &peek, kind, titles));
        let mut entry = Entry::new(*id, u32::try_from(number).ok()?, u32::try_from(title.len()).unwrap_or(u32::MAX));
        self.push_words(&title, [Role::First, Role::Title]);
        let mut long = String::new();
        for field in searched(kind) {
            if let Peek::Row(row, view) = &peek
                && is_long(view, field)
            {
                take_long(&mut entry, &mut long, row, view, field);
                continue;
            }
            if is_verbatim(field)
                && let Peek::Row(_, view) = &peek
                && let Some(text) = view.text(field.name)
            {
                self.push_field(field, text);
                continue;
            }
            let shown = match peek.value(field) {
                Some(value) => ledger.shown_json(field, &value),
                None => continue,
            };
            self.push_field(field, &shown);
        }
        if entry.has_long() {
            entry.long = self.signature.add(long.chars());
            self.texts.push(self.next());
        }
        Some(entry)
    }

    fn push_field(&mut self, field: &FieldDef, shown: &str) {
        self.push_words(&normal(shown), [Role::Text; 2]);
        if matches!(field.ty, FieldType::Phone | FieldType::Uscc) {
            self.push_words(&bare(shown), [Role::Text; 2]);
        }
    }

    /// Adds the words of a text of the entry that comes next; the first of them has a role of its own.
    fn push_words(&mut self, text: &str, [mut role, others]: [Role; 2]) {
        for word in text.split(' ').filter(|w| !w.is_empty()) {
            let number = self.words.number(word, role != Role::Text);
            self.postings.push(number, self.next(), role);
            role = others;
        }
    }
}

/// Adds a long text of a row to an entry, and its normalised text to `all`.
fn take_long(entry: &mut Entry, all: &mut String, row: &RowText, view: &RowView<'_>, field: &FieldDef) {
    let Some(raw) = view.raw(field.name) else { return };
    let from = (raw.as_ptr() as usize).wrapping_sub(row.as_ptr() as usize);
    let [from, to] = [from, from + raw.len()].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
    entry.range = if entry.row.is_none() { from..to } else { entry.range.start.min(from)..entry.range.end.max(to) };
    entry.row = Some(row.clone());
    match view.text(field.name) {
        Some(text) => {
            entry.is_plain &= !text.chars().any(is_folded);
            all.push_str(&normal(text));
        }
        None => {
            let value = view.value(field);
            let text = value.as_ref().and_then(|v| v.as_str()).unwrap_or_default();
            // Line feeds are the only escapes that people type every day.
            let breaks = text.matches('\n').count();
            entry.is_plain &= raw.matches('\\').count() == breaks && !text.chars().any(is_folded);
            all.push_str(&normal(text));
        }
    }
    all.push('\n');
}

/// The title as the ledger gives it, with those of other records looked up once.
fn title(ledger: &Ledger, id: &Id, peek: &Peek<'_>, kind: &KindDef, titles: &mut Titles) -> String {
    let mut title = String::new();
    for field in kind.title.iter().filter_map(|name| kind.field(name)) {
        let Some(value) = peek.value(field) else { continue };
        let target = matches!(field.ty, FieldType::Ref(_) | FieldType::OneOf(_));
        let part = match value.as_str().filter(|_| target).and_then(Id::parse) {
            Some(target) => Arc::clone(titles.entry(target).or_insert_with(|| ledger.title_inside(&target).into())),
            None => ledger.shown_beside(field, &value, &|other| peek.value(other)).into(),
        };
        if !part.is_empty() {
            if !title.is_empty() {
                title.push_str(" · ");
            }
            title.push_str(&part);
        }
    }
    if title.is_empty() { ledger.title(id) } else { title }
}

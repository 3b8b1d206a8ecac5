//! Search: what people type finds records by title, text, code, digits and pinyin.
//!
//! The index follows the ledger record by record. A search is one pass over it; nothing is ranked
//! that does not match.

mod normal;
mod pinyin;

pub use normal::{bare, normal};
pub use pinyin::{Spelling, readings};

use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::schema::{FieldType, KindDef};
use std::collections::HashMap;

/// How a record was found, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The title begins with what was typed.
    TitleStart,
    /// The title's pinyin begins with it.
    SpelledStart,
    /// The title holds it.
    Title,
    /// The title's pinyin holds it.
    Spelled,
    /// Another field, a code or a number holds it.
    Text,
}

/// A record that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub id: Id,
    /// How it was found.
    pub rank: Rank,
}

#[derive(Debug, Clone)]
struct Entry {
    /// Place of the kind in the schema.
    kind: usize,
    title: Box<str>,
    spelling: Spelling,
    /// The other searched fields, one a line; of codes and numbers only letters and digits.
    text: Box<str>,
}

/// The index over all visible records of known kinds.
#[derive(Debug, Clone, Default)]
pub struct Index {
    entries: HashMap<Id, Entry>,
    kinds: Vec<&'static str>,
}

impl Index {
    /// Takes over the record `id` as the ledger has it now, and the records named after it.
    pub fn update(&mut self, ledger: &Ledger, id: &Id) {
        for id in Self::affected(ledger, id) {
            self.renew(ledger, &id);
        }
    }

    /// Returns the records whose entries follow from the record `id`: itself, those joined with it,
    /// and those named after it. Of a town or a unit these may be most of all records.
    #[must_use]
    pub fn affected(ledger: &Ledger, id: &Id) -> Vec<Id> {
        let named_after = ledger
            .links_to(id)
            .filter(|l| ledger.schema().kind(&l.kind).is_some_and(|k| k.title.contains(&l.field)))
            .map(|l| l.from);
        std::iter::once(*id).chain(ledger.joined_with(id)).chain(named_after).collect()
    }

    /// Takes over the record `id` alone, for whoever goes over all that are affected.
    pub fn renew(&mut self, ledger: &Ledger, id: &Id) {
        if self.kinds.is_empty() {
            self.kinds = ledger.schema().kinds().iter().map(|k| k.name).collect();
        }
        let entry = ledger.is_listed(id).then(|| entry(ledger, id, &self.kinds)).flatten();
        match entry {
            Some(entry) => self.entries.insert(*id, entry),
            None => self.entries.remove(id),
        };
    }

    /// Returns how many records can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the best `limit` records that match every word of `query`, best first. `kinds`
    /// narrows the search; empty means all.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize, kinds: &[&str]) -> Vec<Hit> {
        let query = normal(query);
        let words: Vec<Word> = query.split(' ').filter(|w| !w.is_empty()).map(Word::of).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let wanted: Vec<bool> = self.kinds.iter().map(|k| kinds.is_empty() || kinds.contains(k)).collect();
        let mut found: Vec<(Rank, usize, usize, Id)> = self
            .entries
            .iter()
            .filter(|(_, entry)| wanted.get(entry.kind).copied().unwrap_or(false))
            .filter_map(|(id, entry)| {
                let rank =
                    words.iter().map(|w| w.rank(entry)).try_fold(Rank::TitleStart, |worst, r| Some(worst.max(r?)))?;
                Some((rank, entry.title.len(), entry.kind, *id))
            })
            .collect();
        if found.len() > limit {
            found.select_nth_unstable(limit);
            found.truncate(limit);
        }
        found.sort_unstable();
        found.into_iter().map(|(rank, _, _, id)| Hit { id, rank }).collect()
    }
}

fn entry(ledger: &Ledger, id: &Id, kinds: &[&'static str]) -> Option<Entry> {
    let record = ledger.get(id)?;
    let kind = ledger.schema().kind(&record.kind)?;
    let title = normal(&ledger.title(id));
    Some(Entry {
        kind: kinds.iter().position(|k| *k == kind.name)?,
        spelling: Spelling::of(&title),
        title: title.into(),
        text: text(ledger, &record, kind).into(),
    })
}

fn text(ledger: &Ledger, record: &Record, kind: &KindDef) -> String {
    let mut text = String::new();
    for field in kind.fields.iter().filter(|f| f.searched && !kind.title.contains(&f.name)) {
        let shown = ledger.shown(record, field);
        if shown.is_empty() {
            continue;
        }
        text.push_str(&normal(&shown));
        text.push('\n');
        if matches!(field.ty, FieldType::Phone | FieldType::Uscc) {
            text.push_str(&bare(&shown));
            text.push('\n');
        }
    }
    text
}

/// One word of a query, and its letters and digits if it is a code or a number.
struct Word<'a> {
    typed: &'a str,
    bare: Option<String>,
}

impl<'a> Word<'a> {
    fn of(typed: &'a str) -> Self {
        let bare = typed.is_ascii().then(|| bare(typed)).filter(|b| b.len() >= 2);
        Self { typed, bare }
    }

    fn rank(&self, entry: &Entry) -> Option<Rank> {
        match entry.title.find(self.typed) {
            Some(0) => return Some(Rank::TitleStart),
            Some(_) => return Some(Rank::Title),
            None => {}
        }
        match entry.spelling.find(self.typed) {
            Some(0) => return Some(Rank::SpelledStart),
            Some(_) => return Some(Rank::Spelled),
            None => {}
        }
        let held =
            entry.text.contains(self.typed) || self.bare.as_ref().is_some_and(|b| entry.text.contains(b.as_str()));
        held.then_some(Rank::Text)
    }
}

#[cfg(test)]
mod tests;

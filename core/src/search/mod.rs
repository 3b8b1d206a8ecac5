//! Search: what people type finds records by title, text, code, digits and pinyin.
//!
//! The index follows the ledger record by record. It keeps the words of titles and short fields
//! once each ([`words`]) with the records in which they stand ([`postings`]), and of long texts only
//! which characters stand in them ([`signature`]): the text itself is looked up in the row. How a
//! query is answered is in [`asked`].

mod asked;
mod entry;
mod kept;
mod normal;
mod pinyin;
mod postings;
mod signature;
mod words;

pub use normal::{bare, normal};
pub use pinyin::{Spelling, readings};

use crate::ledger::{IdMap, Ledger};
use crate::order;
use crate::record::Id;
use crate::schema::Schema;
use entry::{Entry, Order};
use postings::{NOWHERE, Postings};
use signature::Signature;
use std::sync::Arc;
use words::Words;

/// So many entries may be newer than the rest before they are put in order.
const NEWER: usize = 2_000;

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

/// Titles of records that others are named after, kept while many are indexed.
pub type Titles = IdMap<Arc<str>>;

/// The index over all visible records of known kinds.
///
/// Entries stand in the order in which hits of one rank are shown, but for those that are newer than
/// the last [`Index::settle`]: these stand behind, and those whose places they took are gone.
#[derive(Debug, Clone, Default)]
pub struct Index {
    schema: Option<Schema>,
    places: IdMap<u32>,
    entries: Vec<Entry>,
    /// How many entries stand in order.
    settled: usize,
    postings: Postings,
    words: Words,
    signature: Signature,
    /// The entry of each long text, by the text's number.
    texts: Vec<u32>,
}

impl Index {
    /// Takes over the record `id` as the ledger has it now, and the records named after it.
    pub fn update(&mut self, ledger: &Ledger, id: &Id) {
        let mut titles = Titles::default();
        for id in Self::affected(ledger, id) {
            self.fill(ledger, &id, &mut titles);
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

    /// Takes over the record `id` alone, for whoever goes over all that are affected. `titles` begins
    /// empty and serves as long as the ledger does not change.
    pub fn fill(&mut self, ledger: &Ledger, id: &Id, titles: &mut Titles) {
        self.update_one(ledger, id, titles);
    }

    /// Returns how many records can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether nothing can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether so many entries are newer than the last [`Self::settle`] that a keystroke feels them.
    #[must_use]
    pub const fn is_unsettled(&self) -> bool {
        self.entries.len() - self.settled > NEWER
    }

    /// Puts all entries in order and gives up what is gone. Nothing else is found by that, only sooner.
    pub fn settle(&mut self) {
        let old = std::mem::take(&mut self.entries);
        let there = old.iter().zip(0_u32..).filter(|(entry, _)| !entry.is_gone());
        let mut order: Vec<(Order, u32)> = there.map(|(entry, place)| (entry.order(), place)).collect();
        order::sort(&mut order);
        let mut to = vec![NOWHERE; old.len()];
        for ((_, place), new) in order.iter().zip(0_u32..) {
            if let Some(to) = to.get_mut(*place as usize) {
                *to = new;
            }
        }
        self.places.values_mut().for_each(|place| *place = to.get(*place as usize).copied().unwrap_or(NOWHERE));
        self.texts.iter_mut().for_each(|place| *place = to.get(*place as usize).copied().unwrap_or(NOWHERE));
        self.postings.settle(&to, self.words.len());
        let mut old: Vec<Option<Entry>> = old.into_iter().map(Some).collect();
        let at = |place: u32| old.get_mut(place as usize).and_then(Option::take);
        self.entries = order.into_iter().map(|(_, place)| place).filter_map(at).collect();
        self.settled = self.entries.len();
    }
}

#[cfg(test)]
mod tests;

//! Search: what people type finds records by title, text, code, digits and pinyin.
//!
//! The index follows the ledger record by record. It keeps the words of titles and short fields
//! once each ([`words`]), and of long texts only which characters stand in them ([`signature`]):
//! the text itself is looked up in the row. Nothing is ranked that does not match, and a long text
//! is read only when better hits do not fill the list.

mod entry;
mod kept;
mod normal;
mod pinyin;
mod signature;
mod words;

pub use normal::{bare, normal};
pub use pinyin::{Spelling, readings};

use crate::ledger::{IdMap, Ledger};
use crate::record::Id;
use crate::schema::Schema;
use entry::{Entry, Head};
use signature::{Candidates, Signature};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;
use words::{BARE, HELD, Match, SPELLED, SPELLED_START, START, Words};

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
#[derive(Debug, Clone, Default)]
pub struct Index {
    schema: Option<Schema>,
    places: IdMap<u32>,
    /// What every keystroke reads, apart from what only hits need.
    heads: Vec<Head>,
    entries: Vec<Entry>,
    /// Numbers of the words of all entries.
    numbers: Vec<u32>,
    words: Words,
    signature: Signature,
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

    /// Returns the best `limit` records that match every word of `query`, best first. `kinds`
    /// narrows the search; empty means all.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize, kinds: &[&str]) -> Vec<Hit> {
        let query = normal(query);
        let typed: Vec<Typed<'_>> = query.split(' ').filter(|w| !w.is_empty()).map(|w| self.typed(w)).collect();
        let Some(schema) = self.schema.filter(|_| !typed.is_empty()) else { return Vec::new() };
        let wanted: Vec<bool> = schema.kinds().iter().map(|k| kinds.is_empty() || kinds.contains(&k.name)).collect();
        let mut titled = Best::new(limit);
        let mut texts: Vec<Reverse<(Order, bool)>> = Vec::new();
        for (place, head) in self.heads.iter().enumerate() {
            if !wanted.get(head.kind as usize).copied().unwrap_or(false) {
                continue;
            }
            match self.found(place, head, &typed) {
                Found::By(rank) if rank < Rank::Text => titled.take(rank, || self.order(place)),
                // Enough titles say it: no text will be shown.
                Found::By(_) | Found::Perhaps if titled.is_full() => {}
                Found::By(_) => texts.extend(self.order(place).map(|order| Reverse((order, true)))),
                Found::Perhaps => texts.extend(self.order(place).map(|order| Reverse((order, false)))),
                Found::No => {}
            }
        }
        let mut hits: Vec<Hit> = titled.sorted().into_iter().map(|(rank, (.., id, _))| Hit { id, rank }).collect();
        // The best first, and only as many as are shown: each of them may have to be read.
        let mut texts = if hits.len() < limit { BinaryHeap::from(texts) } else { BinaryHeap::new() };
        while hits.len() < limit
            && let Some(Reverse(((.., id, place), sure))) = texts.pop()
        {
            if sure || self.is_confirmed(place, &typed, schema) {
                hits.push(Hit { id, rank: Rank::Text });
            }
        }
        hits
    }

    fn typed<'a>(&self, word: &'a str) -> Typed<'a> {
        let bare = word.is_ascii().then(|| bare(word)).filter(|b| b.len() >= 2);
        let candidates = self.signature.candidates(std::iter::once(word).chain(bare.as_deref()));
        let matches = self.words.judge(word, bare.as_deref());
        let some_match = matches.iter().any(|found| *found != 0);
        Typed { word, is_simple: word.chars().all(entry::is_simple), bare, matches, some_match, candidates }
    }

    /// Hits of one rank come with short titles first, then by kind and id.
    fn order(&self, place: usize) -> Option<Order> {
        let (head, entry) = (self.heads.get(place)?, self.entries.get(place)?);
        Some((entry.title_len, head.kind, entry.id, place))
    }

    fn found(&self, place: usize, head: &Head, typed: &[Typed<'_>]) -> Found {
        let numbers = self.numbers.get(head.words()).unwrap_or_default();
        let (title, text) = numbers.split_at_checked(head.title as usize).unwrap_or_default();
        let mut worst = Rank::TitleStart;
        let mut sure = true;
        for typed in typed {
            match typed.rank(title, text) {
                Some(rank) => worst = worst.max(rank),
                None if self.may_hold(place, head, typed) => sure = false,
                None => return Found::No,
            }
        }
        if sure { Found::By(worst) } else { Found::Perhaps }
    }

    fn may_hold(&self, place: usize, head: &Head, typed: &Typed<'_>) -> bool {
        head.has_long && self.entries.get(place).is_some_and(|entry| typed.candidates.holds(entry.long))
    }

    /// Whether the long texts of an entry hold the words that nothing else of it holds.
    fn is_confirmed(&self, place: usize, typed: &[Typed<'_>], schema: Schema) -> bool {
        let Some((head, entry)) = self.heads.get(place).zip(self.entries.get(place)) else { return false };
        let Some(kind) = schema.kinds().get(head.kind as usize) else { return false };
        let numbers = self.numbers.get(head.words()).unwrap_or_default();
        let (title, text) = numbers.split_at_checked(head.title as usize).unwrap_or_default();
        let open: Vec<&Typed<'_>> = typed.iter().filter(|typed| typed.rank(title, text).is_none()).collect();
        if !open.iter().all(|typed| entry.may_hold(typed.word, typed.bare.as_deref(), typed.is_simple)) {
            return false;
        }
        let texts = entry.long_texts(kind);
        let holds = |typed: &Typed<'_>| {
            let bare = typed.bare.as_deref();
            texts.iter().any(|text| text.contains(typed.word) || bare.is_some_and(|bare| text.contains(bare)))
        };
        open.into_iter().all(holds)
    }
}

/// Length of the title, kind, id; and the place, which decides nothing.
type Order = (u32, u32, Id, usize);

/// The best of many hits: of a frequent word not all of them are kept.
struct Best {
    limit: usize,
    /// The worst of them on top: whatever is not better is not among the best.
    kept: BinaryHeap<(Rank, Order)>,
}

impl Best {
    const fn new(limit: usize) -> Self {
        Self { limit, kept: BinaryHeap::new() }
    }

    fn take(&mut self, rank: Rank, order: impl FnOnce() -> Option<Order>) {
        if self.is_full() && self.kept.peek().is_none_or(|(worst, _)| rank > *worst) {
            return;
        }
        let Some(hit) = order().map(|order| (rank, order)) else { return };
        if !self.is_full() {
            self.kept.push(hit);
        } else if let Some(mut worst) = self.kept.peek_mut()
            && hit < *worst
        {
            *worst = hit;
        }
    }

    fn is_full(&self) -> bool {
        self.kept.len() >= self.limit
    }

    fn sorted(self) -> Vec<(Rank, Order)> {
        self.kept.into_sorted_vec()
    }
}

enum Found {
    No,
    By(Rank),
    /// Its long texts must be read.
    Perhaps,
}

/// One word of a query, judged.
struct Typed<'a> {
    word: &'a str,
    /// Its letters and digits if it is a code or a number.
    bare: Option<String>,
    /// Whether it stands in a row as it stands in the normalised text.
    is_simple: bool,
    matches: Vec<Match>,
    /// Whether any word of titles and short fields matches.
    some_match: bool,
    candidates: Candidates,
}

impl Typed<'_> {
    /// How an entry of these words is found by this one; `None` if at most by its long texts.
    fn rank(&self, title: &[u32], text: &[u32]) -> Option<Rank> {
        if !self.some_match {
            return None;
        }
        let of = |number: &u32| self.matches.get(*number as usize).copied().unwrap_or(0);
        let first = title.first().map_or(0, of);
        let all = title.iter().map(of).fold(0, |all, m| all | m);
        if first & START != 0 {
            Some(Rank::TitleStart)
        } else if all & HELD != 0 {
            Some(Rank::Title)
        } else if first & SPELLED_START != 0 {
            Some(Rank::SpelledStart)
        } else if all & SPELLED != 0 {
            Some(Rank::Spelled)
        } else {
            text.iter().any(|number| of(number) & (HELD | BARE) != 0).then_some(Rank::Text)
        }
    }
}

#[cfg(test)]
mod tests;

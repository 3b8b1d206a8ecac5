//! Where each word stands: what a keystroke reads of the records, instead of all of their words.
//!
//! A search judges every distinct word once ([`super::words`]) and then goes only where the words
//! stand that matched.

use super::words::{BARE, HELD, Match, SPELLED, SPELLED_START, START};
use crate::bytes::{In, Out};

/// As what a word stands in an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// As the first word of the title.
    First,
    /// In the title.
    Title,
    /// In another field.
    Text,
}

/// How one word that was typed is found in an entry, the best rank first.
pub(super) type How = u8;
pub(super) const TITLE_START: How = 0;
pub(super) const SPELLED_FROM_START: How = 1;
pub(super) const TITLE: How = 2;
pub(super) const SPELLED_INSIDE: How = 3;
pub(super) const TEXT: How = 4;
/// Its long texts may hold it, and must be read.
pub(super) const PERHAPS: How = 5;
/// Nothing of it holds it.
pub(super) const NO: How = 6;

/// An entry and as what a word stands in it, in one number: millions of them are kept.
#[derive(Debug, Clone, Copy)]
struct Stand(u32);

impl Stand {
    const fn new(place: u32, role: Role) -> Self {
        Self(place << 2 | role as u32)
    }

    const fn place(self) -> usize {
        (self.0 >> 2) as usize
    }

    fn moved(self, to: &[u32]) -> Option<Self> {
        let place = to.get(self.place()).filter(|place| **place != NOWHERE)?;
        Some(Self(place << 2 | self.0 & 3))
    }

    /// How the entry is found if the word matches so.
    const fn how(self, found: Match) -> How {
        match self.0 & 3 {
            0 if found & START != 0 => TITLE_START,
            0 if found & HELD == 0 && found & SPELLED_START != 0 => SPELLED_FROM_START,
            0 | 1 if found & HELD != 0 => TITLE,
            0 | 1 if found & SPELLED != 0 => SPELLED_INSIDE,
            2 if found & (HELD | BARE) != 0 => TEXT,
            _ => NO,
        }
    }
}

/// Which of two ways counts. A title that holds the word as it is does not count as one that spells it.
fn nearer(one: How, other: How) -> How {
    if one.min(other) == SPELLED_FROM_START && one.max(other) == TITLE { TITLE } else { one.min(other) }
}

/// New place of an entry that is no longer there.
pub(super) const NOWHERE: u32 = u32::MAX;

/// Where all words stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Postings {
    /// For each word where its stands begin; they end where the next begin.
    starts: Vec<u32>,
    stands: Vec<Stand>,
    /// What came since, by word, in the order in which it came.
    newer: Vec<(u32, Stand)>,
}

impl Postings {
    /// How many bytes they take when they are kept.
    pub const fn bytes(&self) -> usize {
        4 * (self.starts.len() + self.stands.len() + 2)
    }

    pub fn push(&mut self, word: u32, place: u32, role: Role) {
        self.newer.push((word, Stand::new(place, role)));
    }

    /// Writes them; [`Self::settle`] comes first.
    pub fn write(&self, out: &mut Out) {
        out.number(self.starts.len());
        out.all(&self.starts);
        out.number(self.stands.len());
        self.stands.iter().for_each(|stand| out.all(&[stand.0]));
    }

    pub fn read(from: &mut In<'_>) -> Option<Self> {
        let words = from.number()?;
        let starts = from.numbers(words)?;
        let count = from.number()?;
        let stands: Vec<Stand> = from.numbers(count)?.into_iter().map(Stand).collect();
        let whole = starts.is_sorted() && starts.last().is_none_or(|last| *last as usize == stands.len());
        whole.then_some(Self { starts, stands, newer: Vec::new() })
    }

    /// Says in `how` for every entry how it is found, if the words match as `found` says.
    pub fn judge(&self, found: &[Match], how: &mut [How]) {
        let mut take = |stand: Stand, found: Match| {
            if let Some(at) = how.get_mut(stand.place()) {
                *at = nearer(stand.how(found), *at);
            }
        };
        for ((from, to), found) in self.starts.iter().zip(self.starts.iter().skip(1)).zip(found) {
            if *found != 0 {
                let stands = self.stands.get(*from as usize..*to as usize).unwrap_or_default();
                stands.iter().for_each(|stand| take(*stand, *found));
            }
        }
        for (word, stand) in &self.newer {
            take(*stand, found.get(*word as usize).copied().unwrap_or(0));
        }
    }

    /// Moves every entry to its new place, `to` by the old one, and puts what is newer to the rest.
    /// There are `words` words.
    pub fn settle(&mut self, to: &[u32], words: usize) {
        let old = std::mem::take(self);
        let mut starts = vec![0_u32; words + 1];
        old.each(to, |word, _| {
            if let Some(count) = starts.get_mut(word as usize + 1) {
                *count += 1;
            }
        });
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut stands = vec![Stand(0); sum as usize];
        old.each(to, |word, stand| {
            if let Some(next) = next.get_mut(word as usize)
                && let Some(at) = stands.get_mut(*next as usize)
            {
                *at = stand;
                *next += 1;
            }
        });
        *self = Self { starts, stands, newer: Vec::new() };
    }

    /// Calls `each` with everything that is still there, at its new place.
    fn each(&self, to: &[u32], mut each: impl FnMut(u32, Stand)) {
        for ((from, to_), word) in self.starts.iter().zip(self.starts.iter().skip(1)).zip(0..) {
            let stands = self.stands.get(*from as usize..*to_ as usize).unwrap_or_default();
            stands.iter().filter_map(|stand| stand.moved(to)).for_each(|stand| each(word, stand));
        }
        self.newer.iter().filter_map(|(word, stand)| Some((*word, stand.moved(to)?))).for_each(|(w, s)| each(w, s));
    }
}

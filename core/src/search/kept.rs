//! The index as bytes, to be kept from one start to the next: making it anew is the longest part of
//! a start. The bytes are of one state of the records and of one build; who keeps them sees to that.
//! Whatever does not fit together is no index, and is made anew.

use super::Index;
use super::entry::{Entry, GONE, Head};
use super::signature::Signature;
use super::words::Words;
use crate::bytes::{In, Out};
use crate::ledger::Ledger;
use crate::record::Id;
use std::collections::BTreeSet;

/// Numbers that say what an entry is.
const NUMBERS_OF_ENTRY: usize = 12;
/// Bit of an entry with long texts.
const LONG: u32 = 1;
/// Bit of an entry in whose row simple words stand as they are in the text.
const PLAIN: u32 = 2;

impl Index {
    /// Returns the index as bytes; see [`Self::of_bytes`].
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let there = || self.heads.iter().zip(&self.entries).filter(|(head, _)| head.kind != GONE);
        let words: usize = there().map(|(head, _)| head.words().len()).sum();
        let entries = there().count();
        let size = 4 * (entries * NUMBERS_OF_ENTRY + words) + self.words.bytes() + self.signature.bytes();
        let mut out = Out::new(size + 64);
        out.number(entries);
        out.number(words);
        for (head, entry) in there() {
            out.id(entry.id);
            let bits = if head.has_long { LONG } else { 0 } | if entry.is_plain { PLAIN } else { 0 };
            let (from, to) = entry.stretch();
            out.all(&[head.kind, head.title, head.count(), bits, entry.title_len, entry.long, from, to]);
        }
        for (head, _) in there() {
            out.all(self.numbers.get(head.words()).unwrap_or_default());
        }
        self.words.write(&mut out);
        self.signature.write(&mut out);
        out.bytes()
    }

    /// Reads the bytes of [`Self::to_bytes`] for the same records, leaving out those that have changed
    /// since; `None` if they are of others, or are no index.
    #[must_use]
    pub fn of_bytes(bytes: &[u8], ledger: &Ledger, changed: &BTreeSet<Id>) -> Option<Self> {
        let mut from = In::new(bytes);
        let (entries, words) = (from.number()?, from.number()?);
        if entries > bytes.len() / (4 * NUMBERS_OF_ENTRY) {
            return None;
        }
        let mut index = Self { schema: Some(ledger.schema()), ..Self::default() };
        let kinds = ledger.schema().kinds().len();
        index.heads.reserve_exact(entries);
        index.entries.reserve_exact(entries);
        index.places.reserve(entries);
        let mut first = 0_usize;
        for _ in 0..entries {
            let id = from.id()?;
            let [kind, title, count, bits, title_len, long, start, end] = from.some()?;
            let words = first;
            first = first.checked_add(count as usize)?;
            if changed.contains(&id) {
                continue;
            }
            let has_long = bits & LONG != 0;
            let row = ledger.listed_row(&id)?.filter(|_| has_long);
            let fits = row.map_or(!has_long, |row| end as usize <= row.len());
            if !fits || kind as usize >= kinds || title > count {
                return None;
            }
            index.places.insert(id, u32::try_from(index.heads.len()).ok()?);
            index.heads.push(Head::new(kind, u32::try_from(words).ok()?, title, count, has_long));
            index.entries.push(Entry::kept(id, title_len, long, row, start..end, bits & PLAIN != 0));
        }
        index.numbers = from.numbers(words)?;
        index.words = Words::read(&mut from)?;
        index.signature = Signature::read(&mut from)?;
        (first == words && index.places.len() == index.entries.len() && from.is_empty()).then_some(index)
    }
}

//! The index as bytes, to be kept from one start to the next: making it anew is the longest part of
//! a start. The bytes are of one state of the records and of one build; who keeps them sees to that.
//! Whatever does not fit together is no index, and is made anew.

use super::Index;
use super::entry::Entry;
use super::postings::{NOWHERE, Postings};
use super::signature::Signature;
use super::words::Words;
use crate::bytes::{In, Out};
use crate::ledger::Ledger;
use crate::record::Id;
use std::collections::BTreeSet;

/// Numbers that say what an entry is.
const NUMBERS_OF_ENTRY: usize = 10;
/// Bit of an entry with long texts.
const LONG: u32 = 1;
/// Bit of an entry in whose row simple words stand as they are in the text.
const PLAIN: u32 = 2;

impl Index {
    /// Returns the index as bytes, for [`Self::of_bytes`]; nothing unless [`Self::settle`] came right
    /// before.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        if self.settled != self.entries.len() || self.entries.iter().any(Entry::is_gone) {
            return None;
        }
        let size = 4 * self.entries.len() * NUMBERS_OF_ENTRY + self.postings.bytes() + self.words.bytes();
        let mut out = Out::new(size + self.signature.bytes() + 64);
        out.number(self.entries.len());
        for entry in &self.entries {
            out.id(entry.id);
            let bits = if entry.has_long() { LONG } else { 0 } | if entry.is_plain { PLAIN } else { 0 };
            let (from, to) = entry.stretch();
            out.all(&[entry.kind, bits, entry.title_len, entry.long, from, to]);
        }
        self.postings.write(&mut out);
        self.words.write(&mut out);
        self.signature.write(&mut out);
        Some(out.bytes())
    }

    /// Reads the bytes of [`Self::to_bytes`] for the same records, leaving out those that have changed
    /// since; `None` if they are of others, or are no index.
    #[must_use]
    pub fn of_bytes(bytes: &[u8], ledger: &Ledger, changed: &BTreeSet<Id>) -> Option<Self> {
        let mut from = In::new(bytes);
        let entries = from.number()?;
        if entries > bytes.len() / (4 * NUMBERS_OF_ENTRY) {
            return None;
        }
        let mut index = Self { schema: Some(ledger.schema()), settled: entries, ..Self::default() };
        let kinds = ledger.schema().kinds().len();
        index.entries.reserve_exact(entries);
        index.places.reserve(entries);
        for place in 0..u32::try_from(entries).ok()? {
            let id = from.id()?;
            let [kind, bits, title_len, long, start, end] = from.some()?;
            if changed.contains(&id) {
                index.entries.push(Entry::gone(id));
                continue;
            }
            let mut entry = Entry::new(id, kind, title_len);
            let row = ledger.listed_row(&id)?;
            if bits & LONG != 0 {
                let row = row.filter(|row| end as usize <= row.len())?;
                entry = entry.with_texts(long, row, start..end, bits & PLAIN != 0);
            }
            if kind as usize >= kinds || index.places.insert(id, place).is_some() {
                return None;
            }
            index.entries.push(entry);
        }
        index.postings = Postings::read(&mut from)?;
        index.words = Words::read(&mut from)?;
        index.signature = Signature::read(&mut from)?;
        index.texts = vec![NOWHERE; index.signature.len() as usize];
        for (entry, place) in index.entries.iter().zip(0..).filter(|(entry, _)| entry.has_long()) {
            *index.texts.get_mut(entry.long as usize)? = place;
        }
        from.is_empty().then_some(index)
    }
}

//! Maps by id. An id is random already, so hashing it is taking eight bytes of it.

use crate::record::Id;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map by the id of a record.
pub type IdMap<V> = HashMap<Id, V, BuildHasherDefault<IdHasher>>;

/// Takes the words of an id, or the bytes of a text, as they come.
#[derive(Debug, Clone, Copy, Default)]
pub struct IdHasher(u64);

impl IdHasher {
    /// Mixing keeps ids of one series apart.
    const fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        // Multiplying leaves the best bits above; a table looks at the lowest.
        self.0.rotate_left(26)
    }

    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.mix(u64::from_le_bytes(*word)));
        if !rest.is_empty() {
            self.mix(rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    fn write_u64(&mut self, word: u64) {
        self.mix(word);
    }
}

/// A set of ids of records.
pub type IdSet = std::collections::HashSet<Id, BuildHasherDefault<IdHasher>>;

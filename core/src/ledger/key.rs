//! Maps by id. An id is random already, so hashing it is taking eight bytes of it.

use crate::record::Id;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map by the id of a record.
pub type IdMap<V> = HashMap<Id, V, BuildHasherDefault<IdHasher>>;

/// Takes the bytes of an id as they come.
#[derive(Debug, Clone, Copy, Default)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let word = chunk.iter().fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
            // The last bytes are the most random ones; mixing keeps ids of one series apart.
            self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
}

/// A set of ids of records.
pub type IdSet = std::collections::HashSet<Id, BuildHasherDefault<IdHasher>>;

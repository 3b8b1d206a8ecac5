//! Which long texts may hold what was typed: bits for the characters and pairs of characters of
//! every eight texts. A text that lacks one of them is never read.
//!
//! Bits lie by character and not by text, so that a question reads a few machine words for each
//! 256 texts. They only rule out: what is left is looked up in the texts themselves.

use crate::bytes::{In, Out};

/// Bits of each group of texts; a power of two.
const BITS: usize = 8_192;
/// Texts that share their bits.
const GROUP: u32 = 8;
/// Texts in a chunk: a machine word has a bit for each of its groups.
const CHUNK: u32 = 32 * GROUP;

/// The bits of all long texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Signature {
    /// For each chunk, at each place of a bit, the groups that have it.
    chunks: Vec<Box<[u32]>>,
    texts: u32,
}

/// The groups that may hold what was typed.
pub(super) struct Candidates(Vec<u32>);

impl Signature {
    /// How many texts it has.
    pub const fn len(&self) -> u32 {
        self.texts
    }

    /// How many bytes it takes when it is kept.
    pub const fn bytes(&self) -> usize {
        self.chunks.len() * BITS * 4 + 4
    }

    pub fn write(&self, out: &mut Out) {
        out.all(&[self.texts]);
        self.chunks.iter().for_each(|chunk| out.all(chunk));
    }

    pub fn read(from: &mut In<'_>) -> Option<Self> {
        let [texts] = from.some()?;
        let chunks = (0..texts.div_ceil(CHUNK)).map(|_| Some(from.numbers(BITS)?.into()));
        Some(Self { chunks: chunks.collect::<Option<_>>()?, texts })
    }

    /// Adds a text and returns its number.
    pub fn add(&mut self, text: impl Iterator<Item = char>) -> u32 {
        let number = self.texts;
        self.texts += 1;
        if number.is_multiple_of(CHUNK) {
            self.chunks.push(vec![0; BITS].into());
        }
        let group = 1_u32 << (number % CHUNK / GROUP);
        let Some(chunk) = self.chunks.last_mut() else { return number };
        places(text, |place| {
            if let Some(groups) = chunk.get_mut(place) {
                *groups |= group;
            }
        });
        number
    }

    /// Returns which texts may hold one of these.
    pub fn candidates<'a>(&self, typed: impl Iterator<Item = &'a str> + Clone) -> Candidates {
        let of = |chunk: &[u32]| {
            typed.clone().fold(0, |any, typed| {
                let mut all = u32::MAX;
                places(typed.chars(), |place| all &= chunk.get(place).copied().unwrap_or(0));
                any | all
            })
        };
        Candidates(self.chunks.iter().map(|chunk| of(chunk)).collect())
    }
}

impl Candidates {
    /// Calls `each` with the number of every text that may be one; some numbers may be of no text.
    pub fn each(&self, mut each: impl FnMut(u32)) {
        for (groups, chunk) in self.0.iter().zip((0..).step_by(CHUNK as usize)) {
            let mut left = *groups;
            while left != 0 {
                let first = chunk + left.trailing_zeros() * GROUP;
                (first..first + GROUP).for_each(&mut each);
                left &= left - 1;
            }
        }
    }
}

/// Calls `each` with the place of every character and of every pair of neighbours.
fn places(text: impl Iterator<Item = char>, mut each: impl FnMut(usize)) {
    let mut before = None;
    for character in text {
        let code = u32::from(character);
        each(place(code.wrapping_mul(0x9e37_79b1)));
        if let Some(before) = before {
            each(place((code ^ u32::rotate_left(before, 13)).wrapping_mul(0x85eb_ca6b)));
        }
        before = Some(code);
    }
}

const fn place(hash: u32) -> usize {
    (hash >> 7) as usize & (BITS - 1)
}

//! Numbers, ids and texts one after the other, for what is kept from one start to the next and can be
//! made anew: there is no word about versions in it, and what does not fit together reads as nothing.

use crate::id::Id;

/// Numbers and texts, one after the other.
pub struct Out(Vec<u8>);

impl Out {
    /// Nothing yet, with room for so many bytes.
    pub fn new(room: usize) -> Self {
        Self(Vec::with_capacity(room))
    }

    /// Everything.
    pub fn bytes(self) -> Vec<u8> {
        self.0
    }

    /// A number; of a larger one than fits, nothing can be read again.
    pub fn number(&mut self, number: usize) {
        self.all(&[u32::try_from(number).unwrap_or(u32::MAX)]);
    }

    /// Numbers, without how many they are.
    pub fn all(&mut self, numbers: &[u32]) {
        self.0.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }

    /// An id.
    pub fn id(&mut self, id: Id) {
        id.halves().into_iter().for_each(|half| self.long(half));
    }

    /// A long number.
    pub fn long(&mut self, number: u64) {
        self.0.extend(number.to_le_bytes());
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }
}

/// What is left to be read of them.
pub struct In<'a>(&'a [u8]);

impl<'a> In<'a> {
    /// All of these bytes.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Whether nothing is left.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A number.
    pub fn number(&mut self) -> Option<usize> {
        let [number] = self.some()?;
        Some(number as usize)
    }

    /// An id.
    pub fn id(&mut self) -> Option<Id> {
        Some(Id::of_halves([self.long()?, self.long()?]))
    }

    /// So many numbers.
    pub fn some<const N: usize>(&mut self) -> Option<[u32; N]> {
        let (some, rest) = self.0.split_at_checked(N * 4)?;
        self.0 = rest;
        let mut numbers = [0; N];
        numbers.iter_mut().zip(some.as_chunks().0).for_each(|(number, bytes)| *number = u32::from_le_bytes(*bytes));
        Some(numbers)
    }

    /// So many numbers, told at run time.
    pub fn numbers(&mut self, count: usize) -> Option<Vec<u32>> {
        let (some, rest) = self.0.split_at_checked(count.checked_mul(4)?)?;
        self.0 = rest;
        Some(some.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect())
    }

    /// A long number.
    pub fn long(&mut self) -> Option<u64> {
        let [low, high] = self.some()?;
        Some(u64::from(high) << 32 | u64::from(low))
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }
}

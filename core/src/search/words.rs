//! The distinct words of titles and short fields, each kept once: a keystroke judges a word once,
//! however many records have it.

use super::pinyin::{readings, spelled};
use crate::bytes::{In, Out};
use crate::ledger::IdHasher;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// How what was typed stands in a word: none or several of these.
pub(super) type Match = u8;
/// The word begins with it.
pub(super) const START: Match = 1;
/// The word holds it.
pub(super) const HELD: Match = 2;
/// The word's pinyin begins with it.
pub(super) const SPELLED_START: Match = 4;
/// The word's pinyin holds it.
pub(super) const SPELLED: Match = 8;
/// The word holds the bare letters and digits of it.
pub(super) const BARE: Match = 16;

#[derive(Debug, Clone, Copy)]
struct Word {
    /// Where it begins among the texts of all words; it ends where the next begins.
    from: u32,
    /// The letters that may stand in its pinyin, as bits; 0 if nobody spells it.
    letters: u32,
}

/// All words, by number.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    numbers: HashMap<Box<str>, u32, BuildHasherDefault<IdHasher>>,
    all: Vec<Word>,
    /// Their texts one after the other: a keystroke reads them all.
    texts: String,
}

impl Words {
    /// How many words there are.
    pub const fn len(&self) -> usize {
        self.all.len()
    }

    /// How many bytes they take when they are kept.
    pub const fn bytes(&self) -> usize {
        self.all.len() * 8 + self.texts.len() + 8
    }

    pub fn write(&self, out: &mut Out) {
        out.number(self.all.len());
        self.all.iter().for_each(|word| out.all(&[word.from, word.letters]));
        out.text(&self.texts);
    }

    pub fn read(from: &mut In<'_>) -> Option<Self> {
        let count = from.number()?;
        let mut words = Self::default();
        for _ in 0..count {
            let [from, letters] = from.some()?;
            words.all.push(Word { from, letters });
        }
        from.text()?.clone_into(&mut words.texts);
        let in_order = words.all.is_sorted_by_key(|word| word.from);
        let whole = words.all.iter().all(|word| words.texts.is_char_boundary(word.from as usize));
        (in_order && whole).then_some(words)
    }

    /// Numbers the words anew that were kept without their table, before the first is looked up: few
    /// starts need it.
    fn count_again(&mut self) {
        let texts = self.all.iter().zip(self.ends()).map(|(word, end)| self.texts.get(word.from as usize..end));
        self.numbers = texts.flatten().map(Box::from).zip(0..).collect();
    }

    /// Where each word ends among the texts.
    fn ends(&self) -> impl Iterator<Item = usize> {
        self.all.iter().skip(1).map(|next| next.from as usize).chain([self.texts.len()])
    }

    /// Returns the number of a normalised word without blanks. A word of a title can be spelled.
    pub fn number(&mut self, text: &str, titled: bool) -> u32 {
        if self.numbers.len() < self.all.len() {
            self.count_again();
        }
        let number = match self.numbers.get(text) {
            Some(number) => *number,
            None => {
                let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
                self.numbers.insert(text.into(), number);
                self.all.push(Word { from: u32::try_from(self.texts.len()).unwrap_or(u32::MAX), letters: 0 });
                self.texts.push_str(text);
                number
            }
        };
        if titled && let Some(word) = self.all.get_mut(number as usize).filter(|word| word.letters == 0) {
            word.letters = text.chars().fold(0, |all, c| all | letters_of(c));
        }
        number
    }

    /// Judges every word, by number.
    pub fn judge(&self, typed: &str, bare: Option<&str>) -> Vec<Match> {
        let wanted = typed.chars().filter(char::is_ascii_alphabetic).fold(0, |all, c| all | bit(c));
        let judge = |word: &Word, text: &str| {
            let mut found = match find(text.as_bytes(), typed.as_bytes()) {
                Some(0) => START | HELD,
                Some(_) => HELD,
                // Without letters nothing is spelled that is not there as it is.
                None if wanted == 0 || wanted & word.letters != wanted => 0,
                None => match spelled(text, typed) {
                    Some(0) => SPELLED_START | SPELLED,
                    Some(_) => SPELLED,
                    None => 0,
                },
            };
            if bare.is_some_and(|bare| find(text.as_bytes(), bare.as_bytes()).is_some()) {
                found |= BARE;
            }
            found
        };
        let text =
            |(word, end): (&Word, usize)| judge(word, self.texts.get(word.from as usize..end).unwrap_or_default());
        self.all.iter().zip(self.ends()).map(text).collect()
    }
}

/// The letters that may stand for a character, as bits.
fn letters_of(character: char) -> u32 {
    let read = readings(character).iter().flat_map(|reading| reading.chars());
    std::iter::once(character).chain(read).fold(0, |all, c| all | bit(c))
}

fn bit(letter: char) -> u32 {
    if letter.is_ascii_lowercase() { 1 << (u32::from(letter) - u32::from('a')) } else { 0 }
}

/// Where `needle` stands in `text` first. It looks for the last byte: of a Chinese character that
/// is the one that tells most.
pub(super) fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    let (last, before) = needle.split_last()?;
    let ends = text.get(before.len()..)?;
    let mut from = 0;
    loop {
        let at = from + ends.get(from..)?.iter().position(|byte| byte == last)?;
        if text.get(at..at + before.len()) == Some(before) {
            return Some(at);
        }
        from = at + 1;
    }
}

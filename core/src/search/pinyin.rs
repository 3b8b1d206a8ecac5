//! Pinyin: which readings a character has, and whether typed letters spell a text.

use std::ops::Range;
use std::sync::OnceLock;

/// The table `pinyin.txt` as `build.rs` packs it.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pinyin.bin"));

/// Where the common characters begin and how many there are.
const FIRST: u32 = 0x4e00;
const COMMON: usize = 0x5200;

/// The readings of every character, one character after the other.
struct Table {
    readings: Vec<&'static str>,
    /// Where those of each common character begin; they end where the next begin.
    starts: Vec<u16>,
    /// The few characters elsewhere, in order, with where theirs begin and end.
    others: Vec<(char, Range<u16>)>,
}

impl Table {
    /// Made when the first letter is typed, so it is made quickly: nothing is looked up or set aside for
    /// each character.
    fn of(mut said: Vec<(char, &'static str)>) -> Self {
        crate::order::sort_by_key(&mut said, |(character, _)| *character);
        let mut table = Self { readings: Vec::new(), starts: Vec::with_capacity(COMMON + 1), others: Vec::new() };
        let mut end = 0;
        for (character, reading) in said {
            let at = u16::try_from(table.readings.len()).unwrap_or(u16::MAX);
            match common(character) {
                Some(common) => {
                    table.starts.resize(table.starts.len().max(common + 1), at);
                    end = at + 1;
                }
                None => match table.others.last_mut() {
                    Some((last, range)) if *last == character => range.end = at + 1,
                    _ => table.others.push((character, at..at + 1)),
                },
            }
            table.readings.push(reading);
        }
        table.starts.resize(COMMON + 1, end);
        table
    }

    fn readings(&self, character: char) -> &[&'static str] {
        let range = match common(character) {
            Some(at) => self.starts.get(at).zip(self.starts.get(at + 1)).map(|(from, to)| *from..*to),
            None => {
                let at = self.others.binary_search_by_key(&character, |(other, _)| *other).ok();
                at.and_then(|at| self.others.get(at)).map(|(_, range)| range.clone())
            }
        };
        range.and_then(|range| self.readings.get(range.start.into()..range.end.into())).unwrap_or_default()
    }
}

fn table() -> &'static Table {
    static READ: OnceLock<Table> = OnceLock::new();
    READ.get_or_init(|| {
        let mut said = Vec::with_capacity(9_000);
        unpack(|reading, character| said.push((character, reading)));
        Table::of(said)
    })
}

/// Calls `each` with every reading and every character that has it, in the order of the readings.
fn unpack(mut each: impl FnMut(&'static str, char)) {
    let mut parts = PACKED.splitn(2, |byte| *byte == b'\n');
    let names = parts.next().and_then(|names| std::str::from_utf8(names).ok()).unwrap_or_default();
    let mut bytes = parts.next().unwrap_or_default().iter();
    let mut number = || {
        let (mut number, mut shift) = (0_u32, 0);
        loop {
            let byte = bytes.next()?;
            number |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
        }
    };
    for name in names.split(' ') {
        let mut code = 0_u32;
        while let Some(step @ 1..) = number() {
            code = code.saturating_add(step);
            if let Some(character) = char::from_u32(code) {
                each(name, character);
            }
        }
    }
}

fn common(character: char) -> Option<usize> {
    u32::from(character).checked_sub(FIRST).map(|at| at as usize).filter(|at| *at < COMMON)
}

/// Returns the readings of a character without tones; none for what is not in the table.
#[must_use]
pub fn readings(character: char) -> &'static [&'static str] {
    if character.is_ascii() {
        return &[];
    }
    table().readings(character)
}

/// A text prepared for being spelled.
#[derive(Debug, Clone, Default)]
pub struct Spelling(Box<str>);

impl Spelling {
    /// Prepares a normalised text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(text.into())
    }

    /// Returns where the first stretch begins that `typed` spells, counted in characters.
    ///
    /// Each character is spelled by itself, by a reading, or by a reading's first letter; the last
    /// one also by the beginning of a reading. `hqyy`, `hequan` and `合全yy` spell 合全药业.
    #[must_use]
    pub fn find(&self, typed: &str) -> Option<usize> {
        spelled(&self.0, typed)
    }
}

/// [`Spelling::find`] in a normalised text.
pub(super) fn spelled(text: &str, typed: &str) -> Option<usize> {
    if typed.is_empty() {
        return None;
    }
    let mut rest = text.chars();
    std::iter::from_fn(|| {
        let from = rest.as_str();
        rest.next().map(|_| from)
    })
    .position(|from| spells(from, typed))
}

fn spells(text: &str, typed: &str) -> bool {
    if typed.is_empty() {
        return true;
    }
    let mut rest = text.chars();
    let Some(character) = rest.next() else { return false };
    let rest = rest.as_str();
    if let Some(left) = typed.strip_prefix(character)
        && spells(rest, left)
    {
        return true;
    }
    let initial = typed.as_bytes().first();
    // Most readings begin otherwise, and then nothing else is looked at.
    readings(character).iter().filter(|reading| reading.as_bytes().first() == initial).any(|reading| {
        if reading.starts_with(typed) {
            return true;
        }
        let whole = typed.strip_prefix(reading).is_some_and(|left| spells(rest, left));
        let initial = || reading.get(..1).and_then(|i| typed.strip_prefix(i)).is_some_and(|left| spells(rest, left));
        whole || initial()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_name_is_spelled_in_every_usual_way() {
        let name = Spelling::of("合全药业");
        for typed in ["hqyy", "hequan", "hequanyaoye", "合全yy", "heqyaoy", "hq", "h", "合全药业", "hequanyaoy"] {
            assert_eq!(name.find(typed), Some(0), "{typed}");
        }
        assert_eq!(name.find("yaoye"), Some(2));
        assert_eq!(name.find("qyy"), Some(1));
        for typed in ["hqyx", "yqh", "hequanyaoyex", ""] {
            assert_eq!(name.find(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_character_has_all_its_usual_readings() {
        assert!(Spelling::of("重庆").find("cq").is_some() && Spelling::of("重庆").find("zq").is_some());
        assert!(Spelling::of("长沙").find("changsha").is_some());
        assert!(Spelling::of("绿色").find("lvse").is_some());
    }

    #[test]
    fn what_is_packed_is_the_table() {
        let mut written = Vec::new();
        for line in include_str!("pinyin.txt").lines().filter(|line| !line.starts_with('#')) {
            let (name, characters) = line.split_once(' ').unwrap();
            let characters: std::collections::BTreeSet<char> = characters.chars().collect();
            written.extend(characters.into_iter().map(|character| (name, character)));
        }
        let mut packed = Vec::new();
        unpack(|name, character| packed.push((name, character)));
        assert!(packed.len() > 7_000 && packed == written);
    }

    #[test]
    fn every_character_has_the_readings_that_the_table_says_and_no_others() {
        let mut said: BTreeMap<char, Vec<&str>> = BTreeMap::new();
        unpack(|reading, character| said.entry(character).or_default().push(reading));
        assert!(said.len() > 6_763, "the national set");
        for character in ('\u{3000}'..='\u{a000}').chain(said.keys().copied()) {
            let expected = said.get(&character).map(Vec::as_slice).unwrap_or_default();
            assert_eq!(readings(character), expected, "{character}");
        }
    }
}

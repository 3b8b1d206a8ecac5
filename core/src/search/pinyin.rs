//! Pinyin: which readings a character has, and whether typed letters spell a text.

use std::collections::HashMap;
use std::sync::OnceLock;

/// The table `pinyin.txt` as `build.rs` packs it.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pinyin.bin"));

/// Where the common characters begin and how many there are.
const FIRST: u32 = 0x4e00;
const COMMON: usize = 0x5200;

/// The readings of one character: few, so a slice of the table's words.
type Readings = Box<[&'static str]>;

/// The readings of every character, by the character.
struct Table {
    /// For each common character its place in `readings`; 0 if it has none.
    places: Vec<u16>,
    readings: Vec<Readings>,
    /// The few characters elsewhere.
    others: HashMap<char, Readings>,
}

fn table() -> &'static Table {
    static READ: OnceLock<Table> = OnceLock::new();
    READ.get_or_init(|| {
        let mut found: HashMap<char, Vec<&'static str>> = HashMap::with_capacity(7_000);
        unpack(|reading, character| found.entry(character).or_default().push(reading));
        let mut table = Table { places: vec![0; COMMON], readings: vec![Box::default()], others: HashMap::new() };
        for (character, readings) in found {
            let at = common(character).and_then(|at| table.places.get_mut(at));
            match at.zip(u16::try_from(table.readings.len()).ok()) {
                Some((place, number)) => {
                    *place = number;
                    table.readings.push(readings.into());
                }
                None => {
                    table.others.insert(character, readings.into());
                }
            }
        }
        table
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
    let table = table();
    match common(character) {
        Some(at) => table.places.get(at).and_then(|place| table.readings.get(usize::from(*place))),
        None => table.others.get(&character),
    }
    .map_or(&[], |readings| readings)
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
    fn every_character_of_the_national_set_is_there() {
        assert!(table().readings.len() + table().others.len() > 6_763);
    }
}

//! Pinyin: which readings a character has, and whether typed letters spell a text.

use std::collections::HashMap;
use std::sync::OnceLock;

const TABLE: &str = include_str!("pinyin.txt");

/// The readings of one character: few, so a slice of the table's words.
type Readings = Box<[&'static str]>;

fn table() -> &'static HashMap<char, Readings> {
    static READ: OnceLock<HashMap<char, Readings>> = OnceLock::new();
    READ.get_or_init(|| {
        let mut found: HashMap<char, Vec<&'static str>> = HashMap::with_capacity(7_000);
        for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
            let Some((reading, characters)) = line.split_once(' ') else { continue };
            for character in characters.chars() {
                found.entry(character).or_default().push(reading);
            }
        }
        found.into_iter().map(|(c, readings)| (c, readings.into())).collect()
    })
}

/// Returns the readings of a character without tones; none for what is not in the table.
#[must_use]
pub fn readings(character: char) -> &'static [&'static str] {
    table().get(&character).map_or(&[], |r| r)
}

/// A text prepared for being spelled: its characters with their readings.
#[derive(Debug, Clone, Default)]
pub struct Spelling(Box<[(char, &'static [&'static str])]>);

impl Spelling {
    /// Prepares a normalised text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(text.chars().map(|c| (c, readings(c))).collect())
    }

    /// Returns where the first stretch begins that `typed` spells, counted in characters.
    ///
    /// Each character is spelled by itself, by a reading, or by a reading's first letter; the last
    /// one also by the beginning of a reading. `hqyy`, `hequan` and `合全yy` spell 合全药业.
    #[must_use]
    pub fn find(&self, typed: &str) -> Option<usize> {
        if typed.is_empty() {
            return None;
        }
        (0..self.0.len()).find(|start| spells(self.0.get(*start..).unwrap_or_default(), typed))
    }
}

fn spells(text: &[(char, &'static [&'static str])], typed: &str) -> bool {
    if typed.is_empty() {
        return true;
    }
    let Some(((character, readings), rest)) = text.split_first() else { return false };
    if let Some(left) = typed.strip_prefix(*character)
        && spells(rest, left)
    {
        return true;
    }
    readings.iter().any(|reading| {
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
    fn every_character_of_the_national_set_is_there() {
        assert!(table().len() >= 6_763);
    }
}

//! Keys and ranges of keys, ordered as IndexedDB orders them. No conversion to JavaScript here.

use std::cmp::Ordering;

/// The highest number a key can hold: the last integer that a JavaScript number holds exactly.
pub const MAX_NUMBER: u64 = (1 << 53) - 1;

/// The key of a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A number up to [`MAX_NUMBER`].
    Num(u64),
    /// A string.
    Text(String),
    /// An array of a string and a number up to [`MAX_NUMBER`].
    Pair(String, u64),
}

impl Key {
    /// Whether a store can hold this key exactly.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        match self {
            Self::Num(number) | Self::Pair(_, number) => *number <= MAX_NUMBER,
            Self::Text(_) => true,
        }
    }

    /// Numbers come before strings, strings before arrays.
    fn rank(&self) -> u8 {
        match self {
            Self::Num(_) => 0,
            Self::Text(_) => 1,
            Self::Pair(..) => 2,
        }
    }
}

impl From<u64> for Key {
    fn from(number: u64) -> Self {
        Self::Num(number)
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<(&str, u64)> for Key {
    fn from((first, second): (&str, u64)) -> Self {
        Self::Pair(first.to_owned(), second)
    }
}

/// IndexedDB compares UTF-16 code units; `str` compares code points. They differ above U+D7FF.
fn cmp_text(a: &str, b: &str) -> Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Num(a), Self::Num(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) => cmp_text(a, b),
            (Self::Pair(a, m), Self::Pair(b, n)) => cmp_text(a, b).then(m.cmp(n)),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A stretch of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Range {
    /// Every key.
    All,
    /// This key.
    One(Key),
    /// This key and all above it, of any type.
    From(Key),
    /// From the first to the second, both included; empty when the first is above the second.
    Between(Key, Key),
    /// The pairs whose first part is this.
    Prefix(String),
}

impl Range {
    /// Whether `key` lies within.
    #[must_use]
    pub fn contains(&self, key: &Key) -> bool {
        match self {
            Self::All => true,
            Self::One(one) => key == one,
            Self::From(low) => key >= low,
            Self::Between(low, high) => low <= key && key <= high,
            Self::Prefix(prefix) => matches!(key, Key::Pair(first, _) if first == prefix),
        }
    }

    /// Whether a store can look for this range exactly.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        match self {
            Self::All | Self::Prefix(_) => true,
            Self::One(key) | Self::From(key) => key.is_exact(),
            Self::Between(low, high) => low.is_exact() && high.is_exact(),
        }
    }

    /// Whether no key can lie within. IndexedDB throws on such a range instead of finding nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Between(low, high) if low > high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_ordered_by_type_first() {
        assert!(Key::Num(9) < Key::from("1"));
        assert!(Key::from("z") < Key::from(("a", 0)));
        assert!(Key::from(("a", 9)) < Key::from(("b", 0)));
    }

    #[test]
    fn strings_are_ordered_by_utf16_units() {
        // U+1F600 is a surrogate pair (D83D DE00) and so comes before U+FF01.
        assert!(Key::from("\u{1F600}") < Key::from("\u{FF01}"));
    }

    #[test]
    fn a_prefix_is_the_whole_first_part() {
        let range = Range::Prefix("a".to_owned());
        assert!(range.contains(&Key::from(("a", 0))));
        assert!(!range.contains(&Key::from(("ab", 0))));
        assert!(!range.contains(&Key::from("a")));
    }
}

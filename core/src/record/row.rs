//! The text of a stored row. Rows of a block share the text of the block: a hundred thousand rows
//! taken over one by one are a hundred thousand pieces of memory to be found and filled.

use std::ops::{Deref, Range};
use std::sync::Arc;

/// The text of one record as it is stored; cheap to clone.
///
/// A row out of many keeps all of them in memory as long as it lives.
#[derive(Clone)]
pub struct RowText {
    text: Arc<str>,
    /// Where it begins in `text` and where it ends: `u32`, for there is one of these a record.
    from: u32,
    to: u32,
}

impl RowText {
    /// The part of a text that lies in `range`, in bytes.
    #[must_use]
    pub fn part(text: &Arc<str>, range: Range<usize>) -> Self {
        match (u32::try_from(range.start), u32::try_from(range.end), text.get(range.clone())) {
            (Ok(from), Ok(to), Some(_)) => Self { text: Arc::clone(text), from, to },
            // A text longer than 4 GB, or no such part: it gets a text of its own.
            (.., part) => Self::from(part.unwrap_or_default()),
        }
    }

    /// How many bytes it has. It does not look into the text, which may be far away.
    #[must_use]
    pub const fn len(&self) -> usize {
        (self.to - self.from) as usize
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The lines of a text that are not empty.
    pub fn lines(text: &Arc<str>) -> impl Iterator<Item = Self> {
        let mut from = 0;
        let ranges = text.split('\n').map(move |line| {
            let range = from..from + line.len();
            from = range.end + 1;
            range
        });
        ranges.filter(|range| !range.is_empty()).map(|range| Self::part(text, range))
    }
}

impl Deref for RowText {
    type Target = str;

    fn deref(&self) -> &str {
        self.text.get(self.from as usize..self.to as usize).unwrap_or_default()
    }
}

impl From<Arc<str>> for RowText {
    fn from(text: Arc<str>) -> Self {
        let to = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Self { text, from: 0, to }
    }
}

impl From<&str> for RowText {
    fn from(text: &str) -> Self {
        Arc::<str>::from(text).into()
    }
}

impl From<String> for RowText {
    fn from(text: String) -> Self {
        Arc::<str>::from(text).into()
    }
}

impl PartialEq for RowText {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for RowText {}

impl std::fmt::Debug for RowText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_the_parts_of_one_text() {
        let text: Arc<str> = "头\n一行\n\n二\n".into();
        let lines: Vec<RowText> = RowText::lines(&text).collect();
        assert_eq!(lines, ["头", "一行", "二"].map(RowText::from));
        assert_eq!(Arc::strong_count(&text), 4);
        assert_eq!(RowText::lines(&Arc::from("")).count(), 0);
        assert!(lines.iter().all(|line| line.len() == str::len(line) && !line.is_empty()));
    }

    #[test]
    fn what_is_no_part_is_empty() {
        let text: Arc<str> = "走访".into();
        for range in [0..1, 2..6, 4..99, 6..6] {
            assert_eq!(&*RowText::part(&text, range), "");
        }
        assert_eq!(&*RowText::part(&text, 3..6), "访");
    }
}

//! Finding the end of a stretch of JSON text, eight bytes at a time: most of a row is text, and every
//! reader of rows looks for where a text ends.

/// Every byte of a word the same.
const fn all(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Returns where in `bytes` the first byte is that does not stand for itself within a JSON text: a
/// quotation mark, a backslash, or a control character.
pub(crate) fn special(bytes: &[u8]) -> Option<usize> {
    let (words, rest) = bytes.as_chunks::<8>();
    for (i, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let is_zero = |of: u64| of.wrapping_sub(all(1)) & !of;
        let control = word.wrapping_sub(all(b' ')) & !word;
        // The lowest of the high bits is right; above it, borrowing may have set others.
        let found = (is_zero(word ^ all(b'"')) | is_zero(word ^ all(b'\\')) | control) & all(0x80);
        if found != 0 {
            return Some(i * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let at = rest.iter().position(|b| matches!(b, b'"' | b'\\') || *b < b' ')?;
    Some(words.len() * 8 + at)
}

#[cfg(test)]
mod tests {
    use super::special;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_what_a_look_at_every_byte_finds(bytes in proptest::collection::vec(any::<u8>(), 0..40), tail in "[a-z\"\\\\\n走访]{0,30}") {
            let slow = |bytes: &[u8]| bytes.iter().position(|b| matches!(b, b'"' | b'\\') || *b < b' ');
            for bytes in [bytes.as_slice(), tail.as_bytes(), &[tail.as_bytes(), &bytes].concat()] {
                prop_assert_eq!(special(bytes), slow(bytes));
            }
        }
    }
}

//! What keyboards and copied text bring along: full-width forms and invisible characters.
//!
//! Only the folding that every typed value shares. What the text means is up to each type.

/// Returns `raw` trimmed, with full-width letters, digits and signs as their ASCII forms, full-width
/// spaces as spaces, and without the invisible characters that copying from web pages adds.
pub fn half_width(raw: &str) -> String {
    let folded: String = raw.chars().filter(|c| !is_invisible(*c)).map(fold).collect();
    folded.trim().to_owned()
}

/// Returns `raw` as [`half_width`] does, without any white space.
pub fn compact(raw: &str) -> String {
    half_width(raw).split_whitespace().collect()
}

fn fold(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' => ' ',
        // U+FF01..U+FF5E are the ASCII signs U+0021..U+007E, moved by 0xFEE0.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_text_becomes_plain() {
        assert_eq!(half_width("　２０２２．１．１９ "), "2022.1.19");
        assert_eq!(compact("９１ ３２\u{200b}０Ａ"), "91320A");
        assert_eq!(half_width("走访（第一次）"), "走访(第一次)");
    }
}

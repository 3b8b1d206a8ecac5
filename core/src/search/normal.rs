//! One form for texts and queries: half width, lower case, no blanks or marks within codes.

/// Returns the text in half width and lower case, blanks folded to one.
#[must_use]
pub fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    for c in text.chars().map(half_width) {
        // Nearly all of it: characters that have neither case nor width.
        if ('\u{3001}'..='\u{9fff}').contains(&c) {
            out.push(c);
            blank = false;
        } else if c.is_whitespace() {
            if !blank {
                out.push(' ');
            }
            blank = true;
        } else {
            out.push(lower(c));
            blank = false;
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Returns the letters and digits of a code or telephone number, without what stands between.
#[must_use]
pub fn bare(text: &str) -> String {
    normal(text).chars().filter(|c| c.is_ascii_alphanumeric()).collect()
}

/// The lower case of what people here type: Latin, Greek and Cyrillic letters and roman numbers. The
/// standard library knows every script, by tables that take 3 KB of what must be there at once.
fn lower(c: char) -> char {
    let up = |by: u32| char::from_u32(u32::from(c) + by).unwrap_or(c);
    match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => up(32),
        'Ѐ'..='Џ' => up(80),
        'Ⅰ'..='Ⅿ' => up(16),
        // Pairs of an upper and a lower letter.
        'Ā'..='į' | 'Ĳ'..='ķ' | 'Ŋ'..='ŷ' if u32::from(c).is_multiple_of(2) => up(1),
        'Ĺ'..='ň' | 'Ź'..='ž' if !u32::from(c).is_multiple_of(2) => up(1),
        other => other,
    }
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_small_as_the_standard_library_makes_them() {
        let known = ['\0'..='\u{17f}', 'Α'..='Ϋ', 'Ѐ'..='Я', 'Ⅰ'..='Ⅿ'];
        for c in known.into_iter().flatten() {
            // What becomes two letters, or one of another alphabet, stays.
            let theirs: Vec<char> = c.to_lowercase().collect();
            let special = matches!(c, 'İ' | 'Ÿ');
            assert!(special || theirs == [lower(c)], "{c}");
        }
        assert_eq!(normal("ＡＢＣ　Ｄ Ⅱ期 β-Β"), "abc d ⅱ期 β-β");
    }
}

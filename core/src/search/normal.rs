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
            out.extend(c.to_lowercase());
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

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

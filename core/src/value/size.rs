//! How large something is, in the words of people.

use super::money::in_threes;

/// Returns a number of bytes as people say it: `612 字节`, `35 KB`, `1.2 MB`, `10.7 GB`; a thousand of
/// one are one of the next.
#[must_use]
pub fn size_shown(bytes: u64) -> String {
    let tenths = |unit: u64, name: &str| {
        let whole = in_threes(&(bytes / unit).to_string());
        format!("{whole}.{} {name}", bytes % unit / (unit / 10))
    };
    match bytes {
        0..1_000 => format!("{bytes} 字节"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        1_000_000..1_000_000_000 => tenths(1_000_000, "MB"),
        _ => tenths(1_000_000_000, "GB"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_said_in_the_unit_that_fits_it() {
        let shown = [0, 999, 1_001, 1_250_000, 999_999_999, 10_737_418_240, 1_234_500_000_000].map(size_shown);
        assert_eq!(shown, ["0 字节", "999 字节", "2 KB", "1.2 MB", "999.9 MB", "10.7 GB", "1,234.5 GB"]);
    }
}

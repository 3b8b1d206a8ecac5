//! The hybrid logical clock. It orders edits that did not see each other; it decides nothing else.
//!
//! It never refuses, never throws and is never pulled by a file from the future: time comes in as
//! an argument, and a stamp that is far ahead is kept as data but does not move this clock.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A stamp further ahead of the local clock than this (milliseconds) does not pull it: 24 hours.
pub const FUTURE_LIMIT_MS: u64 = 24 * 60 * 60 * 1000;

/// The last millisecond of the year 9999: it fits 48 bits and is the last that can be written and
/// read again. Later times are held here.
const MAX_MS: u64 = 253_402_300_799_999;

/// A moment of the hybrid clock: wall milliseconds since 1970 UTC (48 bits) and a counter.
///
/// Written as `2026-11-20T08:00:12.001Z`, with `.7` behind it when the counter is 7.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Stamp {
    ms: u64,
    counter: u16,
}

impl Stamp {
    /// Returns the stamp of a wall time and a counter.
    #[must_use]
    pub const fn new(ms: u64, counter: u16) -> Self {
        Self { ms: if ms > MAX_MS { MAX_MS } else { ms }, counter }
    }

    /// Returns the wall time in milliseconds since 1970 UTC.
    #[must_use]
    pub const fn ms(self) -> u64 {
        self.ms
    }

    /// Returns the next stamp of a device whose last one is `self`, at wall time `now_ms`.
    ///
    /// A clock that stands still or goes back counts on; a full counter borrows a millisecond.
    #[must_use]
    pub const fn tick(self, now_ms: u64) -> Self {
        if now_ms > self.ms && self.ms < MAX_MS {
            return Self::new(now_ms, 0);
        }
        match self.counter.checked_add(1) {
            Some(counter) => Self { ms: self.ms, counter },
            None if self.ms == MAX_MS => self,
            None => Self::new(self.ms + 1, 0),
        }
    }

    /// Returns the clock after a stamp of another device was seen at wall time `now_ms`.
    ///
    /// A stamp more than [`FUTURE_LIMIT_MS`] ahead leaves the clock where it is.
    #[must_use]
    pub fn observe(self, seen: Self, now_ms: u64) -> Self {
        if seen.ms > now_ms.saturating_add(FUTURE_LIMIT_MS) { self } else { self.max(seen) }
    }

    /// Reads the written form; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (time, rest) = text.split_once('Z')?;
        let counter = match rest {
            "" => 0,
            rest => rest.strip_prefix('.')?.parse().ok()?,
        };
        let (day, clock) = time.split_once('T')?;
        let mut day = day.splitn(3, '-').map(digits);
        let (year, month, dom) = (day.next()??, day.next()??, day.next()??);
        let (hms, millis) = clock.split_once('.')?;
        let mut hms = hms.splitn(3, ':').map(digits);
        let (hour, minute, second) = (hms.next()??, hms.next()??, hms.next()??);
        let millis = digits(millis)?;
        if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&dom) {
            return None;
        }
        if hour > 23 || minute > 59 || second > 60 || millis > 999 {
            return None;
        }
        let days = days_from_civil(year, month, dom);
        let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
        Some(Self::new(seconds * 1000 + millis, counter))
    }
}

fn digits(text: &str) -> Option<u64> {
    let fits = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

/// Days since 1970-01-01 of a proleptic Gregorian date not before it.
const fn days_from_civil(year: u64, month: u64, day: u64) -> u64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y / 400;
    let yoe = y % 400;
    let shifted = (month + 9) % 12;
    let doy = (153 * shifted + 2) / 5 + day - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    era * 146_097 + doe - 719_468
}

const fn civil_from_days(days: u64) -> (u64, u64, u64) {
    let z = days + 719_468;
    let era = z / 146_097;
    let doe = z % 146_097;
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, millis) = (self.ms / 1000, self.ms % 1000);
        let (days, second) = (seconds / 86_400, seconds % 86_400);
        let (year, month, day) = civil_from_days(days);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{millis:03}Z",
            second / 3600,
            second / 60 % 60,
            second % 60
        )?;
        if self.counter > 0 { write!(f, ".{}", self.counter) } else { Ok(()) }
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not a stamp"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_full_counter_borrows_a_millisecond() {
        let full = Stamp::new(1_000, u16::MAX);
        assert_eq!(full.tick(1_000), Stamp::new(1_001, 0));
    }

    #[test]
    fn a_stamp_from_the_future_does_not_pull_the_clock() {
        let clock = Stamp::new(1_000, 0);
        let ahead = Stamp::new(1_000 + FUTURE_LIMIT_MS + 1, 0);
        assert_eq!(clock.observe(ahead, 1_000), clock);
        let near = Stamp::new(5_000, 3);
        assert_eq!(clock.observe(near, 1_000), near);
    }

    #[test]
    fn the_written_form_is_fixed() {
        assert_eq!(Stamp::new(1_763_625_612_001, 0).to_string(), "2025-11-20T08:00:12.001Z");
        assert_eq!(Stamp::new(951_782_400_000, 7).to_string(), "2000-02-29T00:00:00.000Z.7");
        assert_eq!(Stamp::parse("2025-11-20T08:00:12.001"), None);
        assert_eq!(Stamp::parse("x"), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(ms: u64, counter: u16) {
            let stamp = Stamp::new(ms, counter);
            prop_assert_eq!(Stamp::parse(&stamp.to_string()), Some(stamp));
        }

        #[test]
        fn the_clock_always_moves_on(ms in 0u64..u64::MAX, counter: u16, now: u64) {
            let before = Stamp::new(ms.min(MAX_MS - 1), counter);
            prop_assert!(before.tick(now.min(MAX_MS)) > before);
        }

        #[test]
        fn reading_never_panics(text in "\\PC{0,40}") {
            let _seen = Stamp::parse(&text);
        }
    }
}

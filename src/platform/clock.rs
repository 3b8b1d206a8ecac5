//! The one clock of the page.

use wasm_bindgen::JsValue;

/// 常州 keeps China Standard Time, UTC+8, without summer time.
const OFFSET_MS: i64 = 8 * 3_600_000;

const DAY_MS: i64 = 86_400_000;

thread_local! {
    /// Where a test sets the time, and under which name: pages of figures ask hundreds of times.
    static SET: (js_sys::Object, JsValue) = (js_sys::global(), JsValue::from_str("__ronghe_now"));
}

/// Wall time in milliseconds since 1970 UTC. A test sets it with the number `__ronghe_now` of the
/// window.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a time before 1970 becomes 1970")]
pub fn now_ms() -> u64 {
    let set = SET.with(|(window, name)| js_sys::Reflect::get(window, name));
    let set = set.ok().and_then(|value| value.as_f64());
    set.unwrap_or_else(js_sys::Date::now) as u64
}

/// Today's year, month (1–12) and day (1–31) in China, whatever zone the device keeps.
#[must_use]
pub fn today() -> (i32, u8, u8) {
    civil_day(now_ms())
}

/// The day in China at a wall time in milliseconds since 1970 UTC.
#[must_use]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "month and day are small; the year is within ±300 million for any u64 of milliseconds"
)]
pub fn civil_day(ms: u64) -> (i32, u8, u8) {
    let ms = i64::try_from(ms).unwrap_or(i64::MAX - OFFSET_MS);
    // Howard Hinnant, chrono-compatible low-level date algorithms, civil_from_days; the year
    // begins in March so that the leap day is its last.
    let days = ms.saturating_add(OFFSET_MS).div_euclid(DAY_MS) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year as i32, month as u8, day as u8)
}

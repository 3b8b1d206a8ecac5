//! Days and moments in words, and how far away they are.

use ronghe_core::value::CivilDate;

words! {
    AGAIN = "约好再去";
    IN_A_WEEK = "一周后";
    FOR_A_YEAR = "满一年";
    FOR_THREE_YEARS = "满三年";
}

/// When a partner was visited last.
#[must_use]
pub fn last_visit(day: &str) -> String {
    format!("上次 {day}")
}

/// A wall time of this device as people write it, in Asia/Shanghai.
#[must_use]
pub fn moment(ms: u64) -> String {
    let day = CivilDate::of_shanghai(ms);
    let minutes = (ms / 60_000 + 8 * 60) % (24 * 60);
    format!("{}月{}日 {:02}:{:02}", day.month(), day.day(), minutes / 60, minutes % 60)
}

/// A day with its weekday.
#[must_use]
pub fn full_day(day: CivilDate) -> String {
    format!("{}月{}日 {}", day.month(), day.day(), weekday(day))
}

/// The day of the week.
#[must_use]
pub fn weekday(day: CivilDate) -> String {
    let names = ["一", "二", "三", "四", "五", "六", "日"];
    format!("周{}", names.get(usize::from(day.weekday()).saturating_sub(1)).unwrap_or(&""))
}

/// When the ministry's data were collected: `YYYYMMDD HHmmss` in Asia/Shanghai.
#[must_use]
pub fn collected(ms: u64) -> String {
    let day = CivilDate::of_shanghai(ms);
    let seconds = (ms / 1000 + 8 * 3600) % 86_400;
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{:04}{:02}{:02} {hour:02}{minute:02}{second:02}", day.year(), day.month(), day.day())
}

/// How long ago something was, in days.
fn days_ago(days: i64) -> String {
    match days {
        d if d <= 0 => "今天".to_owned(),
        1 => "昨天".to_owned(),
        d => format!("{d} 天前"),
    }
}

/// When something was last handed out.
#[must_use]
pub fn exported_ago(days: i64) -> String {
    format!("上次导出{}", days_ago(days))
}

/// How many days until or since a day, in words.
#[must_use]
pub fn due(days: i64) -> String {
    match days {
        0 => "今天".to_owned(),
        1 => "明天".to_owned(),
        d if d < 0 => format!("逾期 {}", span(-d)),
        d => format!("还有 {}", span(d)),
    }
}

/// How many days something that ends by itself has still to go, or has been over, in words.
#[must_use]
pub fn ends(days: i64) -> String {
    if days < 0 { format!("已过期 {}", span(-days)) } else { due(days) }
}

/// A number of days; of a year and more nobody wants the days.
fn span(days: i64) -> String {
    match days {
        ..365 => format!("{days} 天"),
        _ => format!("{} 年多", days / 365),
    }
}

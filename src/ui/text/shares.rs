//! Words of the shares of a work.

use ronghe_core::value::Quantity;

/// Offered before somebody is chosen.
pub const CHOOSE: &str = "请选";
/// Adds a sharer.
pub const ADD: &str = "加一个分摊方";
/// Shares that are right.
pub const FINE: &str = "合计 100%。";

/// Names the choice of a sharer.
#[must_use]
pub fn who(place: usize) -> String {
    format!("第 {} 个分摊方", place + 1)
}
/// Names the percentage of a sharer.
#[must_use]
pub fn part(place: usize) -> String {
    format!("第 {} 个分摊方的百分比", place + 1)
}
/// Removes a sharer.
#[must_use]
pub fn remove(place: usize) -> String {
    format!("去掉第 {} 个分摊方", place + 1)
}

/// What is missing to 100, with which the next row starts; empty if nothing is.
#[must_use]
pub fn left(rows: &[(String, String)]) -> String {
    let sum = crate::ui::form::shares_sum(rows).hundredths();
    match Quantity::HUNDRED.hundredths().saturating_sub(sum) {
        0 => String::new(),
        left => Quantity(left).plain(),
    }
}

//! Words of what the program finds by itself.

use super::number;

/// The page.
pub const NAV: &str = "程序提示";
/// What it is.
pub const LEAD: &str =
    "程序按这几条规则看全部记录，把审计会问的先找出来；列入整改以后，和检查、审计的问题一起逐条销号。";
/// While facts are read.
pub const LOOKING: &str = "正在查看…";
/// Nothing found under a rule.
pub const NONE: &str = "没有发现。";
/// Leads to the findings.
pub const ALL_FINDINGS: &str = "全部问题";
/// Puts it on the list of findings.
pub const LIST: &str = "列入整改";
/// It is on the list.
pub const LISTED: &str = "已列入整改";
/// It was settled.
pub const SETTLED: &str = "已销号，现在仍这样";
/// How many settled ones are not shown.
pub const SHOW_SETTLED: &str = "已销号或核实过的";

/// How many were found under a rule.
#[must_use]
pub fn found(open: usize) -> String {
    format!("{} 条", number(open))
}
/// It was put on the list.
#[must_use]
pub fn listed(what: &str) -> String {
    format!("“{what}”已列入整改。")
}

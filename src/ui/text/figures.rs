//! Words of figures.

use super::number;
use ronghe_core::figure::{Amount, FigureDef, Span, Standing, Unit};
use ronghe_core::value::Month;

/// The page.
pub const NAV: &str = "指标";
/// What the page is.
pub const LEAD: &str = "每个数都是从记录里算出来的；点一个数，就看到公式、时间和背后的每一条记录。";
/// While facts are read.
pub const COUNTING: &str = "正在统计…";
/// No value: nothing to divide by.
pub const NO_VALUE: &str = "—";
/// Why there is no value.
pub const NOTHING_YET: &str = "还没有可以计算的记录。";
/// The choice of a year.
pub const YEAR: &str = "年份";
/// Of one partner alone is asked; pressed, of all.
#[must_use]
pub fn only(partner: &str) -> String {
    format!("只看{partner} ✕")
}
/// The choice of a school year.
pub const SCHOOL_YEAR: &str = "学年";
/// No school year is chosen for all figures.
pub const ANY_SCHOOL_YEAR: &str = "学年：按指标";
/// The choice of whom.
pub const SCOPE: &str = "范围";
/// The school.
pub const SCHOOL: &str = "全校";
/// The formula.
pub const FORMULA: &str = "怎么算";
/// The trend.
pub const TREND: &str = "逐月走势";
/// Nothing in any month.
pub const ALL_ZERO: &str = "各月都是 0。";
/// Column of months.
pub const MONTH: &str = "月份";
/// Column of values.
pub const VALUE: &str = "数值";
/// The numbers of a chart as a table.
pub const AS_TABLE: &str = "数值表";
/// Where it stood.
pub const BASELINE: &str = "基线";
/// Where it should stand.
pub const TARGET: &str = "目标";
/// Where it stands.
pub const NOW: &str = "现在";
/// Who answers for it.
pub const OWNER: &str = "责任";
/// Nobody wrote a goal down.
pub const NO_GOAL: &str = "还没有写下这一年的基线和目标。";
/// Where to.
pub const WRITE_GOAL: &str = "去写目标";
/// Opens the record of the goal.
pub const OPEN_GOAL: &str = "打开目标记录";
/// The figure for each college.
pub const BY_UNIT: &str = "各学院（部门）";
/// Opens it.
pub const BY_UNIT_OPEN: &str = "算出每个学院（部门）的数";
/// Column of units.
pub const UNIT: &str = "学院（部门）";
/// What belongs to no unit.
pub const NO_UNIT: &str = "没有归到部门的";
/// No unit has anything.
pub const NO_UNIT_HAS: &str = "各学院（部门）都还没有数。";
/// What would move the figure next.
pub const NEXT: &str = "下一步动哪里";
/// The records that count.
pub const COUNTED: &str = "算进来的记录";
/// The records of the whole that do not count.
pub const NOT_COUNTED: &str = "还没达到的记录";
/// What they are good for.
pub const NOT_COUNTED_LEAD: &str = "这些记录办到了，这个数就会变。";
/// The records of the whole that are only what is divided by.
pub const DIVIDED_BY: &str = "只算在分母里的记录";
/// Lists the rest.
pub const SHOW_ALL: &str = "全部列出";
/// More is better.
pub const MORE: &str = "越高越好";
/// Less is better.
pub const LESS: &str = "越低越好";
/// No such figure.
pub const NO_SUCH: &str = "没有这个指标，请从指标页重新选一个。";

/// A month below a chart.
#[must_use]
pub fn month(month: Month) -> String {
    format!("{} 月", month.first().month())
}
/// The five questions.
pub const COCKPIT: &str = "总览";
/// What it is for.
pub const COCKPIT_LEAD: &str = "两分钟看完五个问题，每个数都能点开。";
/// Leads to all figures.
pub const ALL_FIGURES: &str = "全部指标";
/// How close are we?
pub const ASK_CLOSE: &str = "和企业走得近不近？";
/// What about money?
pub const ASK_MONEY: &str = "钱到了多少？";
/// Did we keep our word?
pub const ASK_KEPT: &str = "答应的事办了没有？";
/// Where are we short?
pub const ASK_SHORT: &str = "八个不足补到哪一步？";
/// What came of it?
pub const ASK_RESULT: &str = "样板、平台、协议怎么样？";
/// The boards.
pub const BOARDS: &str = "看板";
/// What boards are.
pub const BOARDS_LEAD: &str = "哪里厚、哪里空，一眼看到；点一格，看到背后的记录，空着的格写着谁能补上。";
/// No such board.
pub const NO_SUCH_BOARD: &str = "没有这块看板，请从看板页重新选一块。";
/// A board without rows.
pub const EMPTY_BOARD: &str = "这块看板还没有可以列的记录；换一个年份或范围，或者先去记几条。";
/// A board on which nothing counts in the year.
pub const NOTHING_COUNTS: &str = "这段时间里还没有可以数的记录。";
/// Leads to another period.
#[must_use]
pub fn see(period: &str) -> String {
    format!("看 {period}")
}
/// An empty cell.
pub const EMPTY_CELL: &str = "这一格还没有记录。";
/// Closes what is behind a cell.
pub const CLOSE_CELL: &str = "收起";
/// Who could fill it.
pub const COULD: &str = "谁能补上";
/// Prints.
pub const PRINT: &str = "打印";

/// How much of a board is filled.
#[must_use]
pub fn filled(all: usize, filled: usize) -> String {
    let percent = (filled * 200 + all).checked_div(all * 2).unwrap_or_default();
    format!("{} 格里 {} 格有记录，覆盖 {percent}%。", number(all), number(filled))
}
/// Names a cell.
#[must_use]
pub fn cell(row: &str, column: &str) -> String {
    format!("{row} · {column}")
}
/// Reads a cell out.
#[must_use]
pub fn cell_value(row: &str, column: &str, value: &str) -> String {
    format!("{row}，{column}：{}", if value.is_empty() { "空" } else { value })
}
/// Part and whole of a ratio.
#[must_use]
pub fn part_of(part: &str, whole: &str) -> String {
    format!("{part} ÷ {whole}")
}
/// Whether what stands here sums to the school, or its parts and wholes apart, and why if it does not.
#[must_use]
pub fn adds_up(figure: &FigureDef, apart: bool) -> String {
    match figure.not_additive() {
        Some(why) => format!("各学院的数加起来不等于全校：{why}"),
        None => (if apart { ADDS_UP_APART } else { ADDS_UP }).to_owned(),
    }
}
/// What is counted sums up.
const ADDS_UP: &str = "这些数加起来就是全校的数，跨学院的按分摊比例算。";
/// Of a share, part and whole sum up each.
const ADDS_UP_APART: &str = "分子、分母各自加起来就是全校的分子、分母，跨学院的按分摊比例算。";
/// Records whose dates are too imprecise.
#[must_use]
pub fn unclear(count: usize) -> String {
    format!("另有 {} 条日期不够细或没填，判断不了在不在这段时间里，没有算进来。", number(count))
}
/// Clashes and records not received among the evidence.
#[must_use]
pub fn doubts(clashing: usize, missing: usize) -> Option<String> {
    match (clashing, missing) {
        (0, 0) => None,
        (clashing, 0) => Some(format!("其中 {} 条有冲突还没定。", number(clashing))),
        (0, missing) => Some(format!("其中 {} 条指向还没收到的记录。", number(missing))),
        (clashing, missing) => {
            Some(format!("其中 {} 条有冲突还没定，{} 条指向还没收到的记录。", number(clashing), number(missing)))
        }
    }
}
/// Why a record counts.
#[must_use]
pub fn because(count: usize) -> String {
    format!("依据 {} 条", number(count))
}
/// How many reasons are not named.
#[must_use]
pub fn more_reasons(count: usize) -> String {
    format!("还有 {} 条，这里只列最前面的。", number(count))
}
/// How many are listed.
#[must_use]
pub fn records(count: usize) -> String {
    format!("{} 条", number(count))
}
/// As of a day.
#[must_use]
pub fn as_of(day: &str) -> String {
    format!("截至 {day}")
}
/// The label of a year to choose.
#[must_use]
pub fn year(year: u16) -> String {
    format!("{year} 年")
}
/// Accessible name of a trend chart.
#[must_use]
pub fn chart(label: &str) -> String {
    format!("{label}逐月走势图，数值见下表")
}

/// What the bar of a month says.
#[must_use]
pub const fn each_month(span: Span) -> &'static str {
    match span {
        Span::Year => "每一格从年初算到当月月底。",
        Span::SchoolYear => "每一格从学年初算到当月月底。",
        Span::Month => "每一格是当月的数。",
        Span::Last(_) | Span::Today => "每一格按记录里的日期算到当月月底；没有日期的，按现在的样子算。",
    }
}
/// What the line across the chart is.
#[must_use]
pub fn target_line(target: &str) -> String {
    format!("虚线是目标 {target}。")
}
/// Records are dated to the year alone: some of them, or all.
#[must_use]
pub const fn no_months(some: bool) -> &'static str {
    if some {
        "有的记录日期只写到年，没有画进月份里。"
    } else {
        "这些记录的日期只写到年，看不出逐月的变化。"
    }
}

/// Where it stood on the same day of the year before.
#[must_use]
pub fn year_before(day: &str, value: &str) -> String {
    format!("上年同期（截至 {day}）：{value}")
}

/// The target on a card, of which year it is, and how the value stands to it.
#[must_use]
pub fn target(year: Option<u16>, value: &str, stands: Option<String>) -> String {
    let year = year.map(|year| format!("{year} 年")).unwrap_or_default();
    let stands = stands.map(|stands| format!(" · {stands}")).unwrap_or_default();
    format!("{year}目标 {value}{stands}")
}
/// Whether a target is reached, or how much is missing.
#[must_use]
pub fn standing(standing: Standing) -> String {
    match standing {
        Standing::Reached => "已达到目标".to_owned(),
        Standing::Short(Amount { unit: Unit::Percent, raw }) => {
            format!("还差 {} 个百分点", Amount { unit: Unit::Percent, raw }.short())
        }
        Standing::Short(left) => format!("还差 {}", left.show()),
    }
}
/// Whether the school year beside a value still runs.
#[must_use]
pub const fn runs(runs: bool) -> &'static str {
    if runs { "（进行中）" } else { "（已过完）" }
}
/// Which school years stand beside one another where none is chosen.
pub const WHICH_YEAR: &str = "没有选学年时，学年末才算得全的数（考核得分、基地使用等）看刚过完的学年，其余看正在过的学年；每个数下面写着是哪一年，选了学年就都看那一年。";
/// Baseline and target in another unit than the figure.
#[must_use]
pub fn other_unit(typed: &str) -> String {
    format!("目标写的是 {typed}，和这个数的单位不同，只列在这里，没有拿来比。")
}
/// Accessible name of the bars of units.
#[must_use]
pub fn by_unit(label: &str) -> String {
    format!("各学院（部门）的{label}")
}

//! Words of the map 专业群—园区—企业—服务区域.

use super::number;

/// The page.
pub const NAV: &str = "专业群地图";
/// What it shows.
pub const LEAD: &str = "专业群—园区—企业—服务区域：每条线都是真的记录（项目、订单班、实习、就业、课程、基地、产业学院、平台，园区的线也算走访和签约），线越粗记录越多；虚线是写了对接、近来没有往来。";
/// While it is computed.
pub const COUNTING: &str = "正在统计…";
/// Nothing to draw.
pub const NOTHING: &str =
    "还没有可以画的线；先在专业、项目、订单班、实习、课程或基地里写上专业和合作单位，或者换一个范围。";
/// The board of the same.
pub const MAJORS: &str = "专业 × 企业";
/// Prints.
pub const PRINT: &str = "打印";
/// Name of the drawing for people who cannot see it.
pub const DRAWING: &str = "专业群、园区、企业、服务区域之间的连线图，同样的内容在下面的表里";
/// The frame in which the drawing can be moved on a small screen.
pub const FRAME: &str = "连线图，屏幕小时可以左右移动";
/// What is quiet.
pub const QUIET: &str = "没有动静的";
/// The choice of a name.
pub const ONLY: &str = "只看和谁有关的线";
/// All of them.
pub const ALL: &str = "全部";
/// The table.
pub const TABLE: &str = "连线表";
/// Column of the left end.
pub const FROM: &str = "从";
/// Column of the right end.
pub const TO: &str = "到";
/// Column of the records.
pub const RECORDS: &str = "依据的记录";
/// A line that somebody wrote down.
pub const STATED: &str = "写了对接，近来没有往来";

/// Firms that were left out of the drawing.
#[must_use]
pub fn more(count: usize) -> String {
    format!("还有 {} 家企业记录较少，没有画出来；换到一个学院看，就能看到它的。", number(count))
}
/// How many lines there are.
#[must_use]
pub fn lines(count: usize) -> String {
    format!("{} 条线", number(count))
}
/// How many records make a line.
#[must_use]
pub fn records(count: usize) -> String {
    format!("{} 条记录", number(count))
}

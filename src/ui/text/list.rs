//! The words of lists: what narrows them, arranges them, and what is done with many records.

use super::number;

words! {
    TOOLS = "筛选与排列";
    FILTER = "筛选";
    COLUMNS = "列与排序";
    VIEWS = "视图";
    BESIDE = "列表旁边的记录";
    BESIDE_TURN = "并排";
    BESIDE_NONE = "在列表里选一条，内容就在这里。";
    WHOLE_PAGE = "整页";
    CHOOSE = "选择";
    CLEAR = "清除条件";
    CLASHING = "有冲突";
    DELETED = "已删除的";
    EMPTY = "空着";
    PRESENT = "有内容";
    CONDITIONS = "现在的条件";
    ADD_CONDITION = "再加一个条件";
    WHICH_FIELD = "选一项…";
    FROM = "从";
    TO = "到";
    HAS = "包含这些字";
    NOT_READ = "这里看不懂，请改一改；列表还是原来的条件。";
    THIS_MONTH = "本月";
    THIS_YEAR = "今年";
    LAST_YEAR = "去年";
    THIS_SCHOOL_YEAR = "本学年";
    LAST_SCHOOL_YEAR = "上学年";
    SORT = "排序";
    SORT_DEFAULT = "默认顺序";
    UP = "从小到大";
    DOWN = "从大到小";
    GROUP = "分组";
    NO_GROUP = "不分组";
    BY_YEAR = "按自然年";
    BY_SCHOOL_YEAR = "按学年";
    BY_MONTH = "按月";
    SHOWN = "显示的列";
    COLUMNS_DEFAULT = "恢复默认的列";
    TAKE_OUT = "带走这张表";
    COPY = "复制成表格";
    NOT_COPIED = "浏览器不许复制，记录没有改动；请改用“导出 .xlsx”。";
    TOTAL = "合计";
    SELECTION = "选中的记录";
    NONE = "取消选择";
    BULK = "批量修改";
    HOW = "怎么改";
    HOW_SET = "改成";
    HOW_CLEAR = "清空";
    HOW_ADD = "加上";
    HOW_REMOVE = "去掉";
    LOOK = "先看会改什么";
    REFUSED = "这些不能改，会原样留着";
    VIEW_NAME = "把现在的样子存成视图";
    VIEW_HELP = "条件、排序、分组和列都会记住；名字相同就更新原来的。";
    VIEW_SAVE = "存下";
}

/// The first option of a choice on which several conditions hold.
#[must_use]
pub fn by_conditions(label: &str) -> String {
    format!("{label}：按条件")
}

/// A condition on a chip.
#[must_use]
pub fn condition(label: &str, shown: &str) -> String {
    format!("{label}：{shown}")
}

/// Accessible names of the boxes of a range.
#[must_use]
pub fn from(label: &str) -> String {
    format!("{label}从")
}

/// See [`from`].
#[must_use]
pub fn to(label: &str) -> String {
    format!("{label}到")
}

/// Accessible name of a box for text that must be held.
#[must_use]
pub fn has(label: &str) -> String {
    format!("{label}包含")
}

/// Accessible name of the box that finds records to choose from.
#[must_use]
pub fn find(label: &str) -> String {
    format!("找{label}")
}

/// The button that closes the panel of conditions.
#[must_use]
pub fn show(n: usize) -> String {
    format!("看这 {} 条", number(n))
}

/// A way to group.
#[must_use]
pub fn grouping(label: &str, grain: &str) -> String {
    if grain.is_empty() { label.to_owned() } else { format!("{label} · {grain}") }
}

/// The heading of a group; records without a value have one too.
#[must_use]
pub fn group(label: &str) -> String {
    if label.is_empty() { "（空着）".to_owned() } else { label.to_owned() }
}

/// Accessible names of the buttons that move a column.
#[must_use]
pub fn earlier(label: &str) -> String {
    format!("{label}往前")
}

/// See [`earlier`].
#[must_use]
pub fn later(label: &str) -> String {
    format!("{label}往后")
}

/// Accessible name of the button that takes a column away.
#[must_use]
pub fn hide(label: &str) -> String {
    format!("不显示{label}")
}

/// One total of a column.
#[must_use]
pub fn sum(label: &str, total: &str) -> String {
    format!("{label} {total}")
}

/// The totals of a list.
#[must_use]
pub fn total(sums: &str) -> String {
    format!("合计：{sums}")
}

/// Accessible name of the box that chooses a record.
#[must_use]
pub fn choose(title: &str) -> String {
    format!("选中“{title}”")
}

/// Accessible name of the box that chooses everything.
#[must_use]
pub fn choose_all(n: usize) -> String {
    format!("全选筛出来的 {} 条", number(n))
}

/// How many are chosen.
#[must_use]
pub fn chosen(n: usize) -> String {
    format!("已选 {} 条", number(n))
}

/// The button that chooses everything, or nothing if everything is chosen.
#[must_use]
pub fn all_or_none(chosen: usize, total: usize) -> String {
    if chosen == total { "全不选".to_owned() } else { format!("全选 {} 条", number(total)) }
}

/// What was copied.
#[must_use]
pub fn copied(rows: usize) -> String {
    format!("已复制 {} 行，到 Excel 或 WPS 里粘贴即可。", number(rows))
}

/// What an edit of many records is about.
#[must_use]
pub fn bulk_lead(n: usize) -> String {
    format!("选中的 {} 条记录，同一项改成一样的；改之前先看清楚，改了也能撤销。", number(n))
}

/// What is wrong if nothing was typed.
#[must_use]
pub fn no_value(label: &str) -> String {
    format!("请填上{label}要改成什么；想去掉原来的内容就选“清空”。")
}

/// What would change.
#[must_use]
pub fn plan(changed: usize, same: usize, refused: usize) -> String {
    let mut parts = vec![format!("会改 {} 条", number(changed))];
    if same > 0 {
        parts.push(format!("{} 条本来就是这样", number(same)));
    }
    if refused > 0 {
        parts.push(format!("{} 条不能改", number(refused)));
    }
    format!("{}。", parts.join("，"))
}

/// How many more would change than are shown.
#[must_use]
pub fn and_more(n: usize) -> String {
    format!("还有 {} 条，改法相同。", number(n))
}

/// The button that makes it happen.
#[must_use]
pub fn apply(n: usize) -> String {
    format!("改这 {} 条，可撤销", number(n))
}

/// What was done with many records.
#[must_use]
pub fn changed(label: &str, n: usize) -> String {
    format!("已改 {} 条的{label}", number(n))
}

/// See [`changed`].
#[must_use]
pub fn deleted(n: usize) -> String {
    format!("已删除 {} 条", number(n))
}

/// See [`changed`].
#[must_use]
pub fn restored(n: usize) -> String {
    format!("已恢复 {} 条", number(n))
}

/// Whose a view is.
#[must_use]
pub const fn whose(own: bool, shared: bool) -> &'static str {
    match (own, shared) {
        (true, true) => "我的，同事也能看到",
        (true, false) => "我的",
        (false, _) => "同事分享的",
    }
}

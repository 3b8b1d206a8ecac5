//! Words of 待办事项.

use super::number;

words! {
    LEAD = "凡是等人办的都在这里；年度任务的分解和进度看";
    TASK_LIST = "全部任务";
    MINE = "我的";
    OF_OTHERS = "同事的";
    OURS = "我方承诺";
    THEIRS = "对方承诺";
    NONE_OPEN = "没有等着办的事；走访时说好的承诺、任务、决议、联动单和整改，写了期限就排在这里。";
    NONE_CLOSED = "还没有了结的事；办好一件，在它旁边按“办好了”。";
}

/// What waits of one kind.
#[must_use]
pub fn of_kind(label: &str, open: usize) -> String {
    format!("{label} {}", number(open))
}

/// The button that shows more rows.
#[must_use]
pub fn more(n: usize) -> String {
    format!("再看 {} 条", number(n))
}

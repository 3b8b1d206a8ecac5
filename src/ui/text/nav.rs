//! Words of the navigation and of finding pages.

use super::number;

words! {
    REST = "其余";
    FIND_PAGE = "找页面或一类记录";
    FIND_HINT = "名称或拼音首字母，如 ht";
    NO_PAGE = "没有这样的页面，换一个字或拼音首字母试试。";
    PAGE = "页面";
    ACTION = "新建";
    OWN_DATA = "数据与设置";
}

/// How many entries a closed part of the navigation holds.
#[must_use]
pub fn rest(n: usize) -> String {
    format!("{REST} {} 类", number(n))
}

/// How many are overdue.
#[must_use]
pub fn overdue(n: usize) -> String {
    format!("逾期 {}", number(n))
}

/// How many are open; the number is enough beside the name.
#[must_use]
pub fn open(n: usize) -> String {
    format!("在办 {}", number(n))
}

//! Words of the clash page and of probable duplicates.

words! {
    CLASHES = "冲突";
    CLASHES_NONE = "没有待定的冲突。";
    CLASH_LEAD = "两个人在没看到对方修改时改了同一项。几份都还在，选一份作准；没选的留在历史里，随时可以恢复。";
    CLASH_MINE = "我的";
    CLASH_THEIRS = "对方的";
    CLASH_ORIGINAL = "原来的";
    TAKE_MINE = "用我的";
    TAKE_THEIRS = "用对方的";
    TAKE_BOTH = "两份都保留";
    TAKE_OWN = "自己写";
    ALL_MINE = "这条全部用我的";
    ALL_THEIRS = "这条全部用对方的";
    SETTLED = "已定夺";
    CHOSEN = "选中：";
    INTO = "并入哪一条";
    PARALLEL = "并行修改";
    PARALLEL_LEAD = "两边改的是不同的项，都已保留，不算冲突；可以过目。";
    DUPLICATES = "疑似重复";
    DUPLICATES_LEAD = "下面每一对可能是同一个。并成一条后，走访、协议等都归到留下的那条，随时可以拆开。";
    DUPLICATES_NONE = "没有发现疑似重复的单位、部门、专业或人员。";
    KEEP = "留下";
    GIVE_UP = "并入";
    SWAP = "换成留另一条";
    MERGE = "并成一条";
    APART = "不是重复";
    MERGED = "已并成一条";
    KEPT_APART = "已记下：不是重复";
    ITEM = "项";
    SPLIT = "拆开";
    SPLIT_DONE = "已拆开";
    BOTH_WAYS = "两个部门把这两条朝相反方向并了，现在以编号在前的为准；两边的走访、协议都在这里，请核对一次。";
}

/// Takes the value of one of several others.
#[must_use]
pub fn take_of(person: &str) -> String {
    format!("用{person}的")
}

/// Who wrote a value and when.
#[must_use]
pub fn written_by(who: &str, device: &str, when: &str) -> String {
    [who, device, when].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// With whom something was changed in parallel, and when that came.
#[must_use]
pub fn with(person: &str, when: &str) -> String {
    format!("与 {person} 并行修改，{when} 导入")
}

/// A record that was given up for another.
#[must_use]
pub fn merged_into(title: &str) -> String {
    format!("这一条已并入“{title}”。")
}

/// Records that were given up for this one.
#[must_use]
pub fn holds(titles: &str) -> String {
    format!("已并入这里的有：{titles}。")
}

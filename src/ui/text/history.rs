//! Words of history, of the list of changes and of the recycle bin.

use super::number;
use ronghe_core::value::CivilDate;

words! {
    NAV = "改动记录";
    LEAD = "这台设备上每一次改动，新的在前。哪一次改错了，都可以单独撤销；后来又改过的内容不会动。";
    NONE = "还没有改动过。记一次走访、改一项内容或收一份文件，这里就会有一行。";
    UNDO = "撤销这次改动";
    UNDO_AGAIN = "重做";
    DO_IT = "确定";
    LEAVE_IT = "先不动";
    UNDONE = "已撤销";
    NOTHING_TO_UNDO = "这次改动的内容后来都有人改过或已经是原样，没有可撤销的，数据没有动。";
    SHOW_MORE = "再看 50 次";
    MORE_ROWS = "再看 50 条";
    VALUE_BACK = "恢复到此值";
    ALL_FIELDS = "看全部项";
    ALREADY = "现在就是这个值，没有改动。";
    NOT_READ = "历史没有读出来，记录没有改动；请刷新页面再看。";
    NOBODY = "没有登记的设备";
    BUILTIN = "程序自带";
    FIRST_BUILTIN = "最初是程序自带的内容。";
    HERE = "在";
    GONE = "已删除";
    DELETION = "删除";
    NEWER = "新版本的内容";
    NEWER_VALUE = "（新版本才看得懂的值）";
    AND_CLASHED = "当时冲突的还有：";
    BIN = "回收站";
    BIN_LEAD = "删除的记录都在这里，不会自动清空；恢复时，一起删除的需求、承诺等行也一起回来。";
    BIN_EMPTY = "回收站是空的。删除的记录会放在这里，随时可以恢复。";
    BIN_NO_MATCH = "回收站里没有符合的记录。";
    BIN_FIND = "在回收站里找";
    RESTORE = "恢复";
    NOTHING_LAST = "这次打开以后还没有改动，没有可撤销的。";
}

/// Who wrote something, and on which device.
#[must_use]
pub fn author(person: &str, device: &str) -> String {
    match (person, device) {
        ("", "") => NOBODY.to_owned(),
        ("", only) | (only, "") => only.to_owned(),
        (person, device) => format!("{person}（{device}）"),
    }
}

/// When, why and by whom something was changed.
#[must_use]
pub fn head(when: &str, why: &str, who: &str) -> String {
    [when, why, who].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Who wrote a value when, behind the value.
#[must_use]
pub fn written(who: &str, when: &str) -> String {
    format!("{who} {when} 写")
}

/// Who made the record, below its history.
#[must_use]
pub fn first_written(who: &str, when: &str) -> String {
    format!("最初由 {who} {when} 记下。")
}

/// Accessible name of the button that opens the history of a field.
#[must_use]
pub fn of_field(label: &str) -> String {
    format!("{label}：看历史")
}

/// Which field the history is narrowed to.
#[must_use]
pub fn only(label: &str) -> String {
    format!("只看“{label}”")
}

/// Accessible name of the button that brings a value back.
#[must_use]
pub fn value_back(label: &str, value: &str) -> String {
    format!("{VALUE_BACK}：{label} {value}")
}

/// A wall time as people write it, with its year if that is not this one.
#[must_use]
pub fn when(ms: u64) -> String {
    let year = CivilDate::of_shanghai(ms).year();
    let moment = super::moment(ms);
    if year == crate::ui::today().year() { moment } else { format!("{year}年{moment}") }
}

/// How many records a batch touched.
#[must_use]
pub fn touched(new: usize, changed: usize) -> String {
    match (new, changed) {
        (0, 0) => "没有新内容".to_owned(),
        (new, 0) => format!("新记 {} 条", number(new)),
        (0, changed) => format!("改动 {} 条", number(changed)),
        (new, changed) => format!("新记 {} 条，改动 {} 条", number(new), number(changed)),
    }
}

/// What taking back a batch would do, asked before it is done.
#[must_use]
pub fn question(put_back: usize, written_back: usize, left: usize) -> String {
    let mut parts = Vec::new();
    if put_back > 0 {
        parts.push(format!("{} 条恢复到这次改动前", number(put_back)));
    }
    if written_back > 0 {
        parts.push(format!("{} 条会作为新的改动写回，发给同事后对方也会跟着改回", number(written_back)));
    }
    if left > 0 {
        parts.push(format!("{} 条后来有人改过，改过的不动", number(left)));
    }
    format!("撤销后{}。", parts.join("；"))
}

/// What taking back a batch has done.
#[must_use]
pub fn undone(back: usize, left: usize) -> String {
    let mut text = format!("已撤销：{} 条恢复到这次改动前", number(back));
    if left > 0 {
        text.push_str(&format!("，{} 条后来有人改过，改过的没有动", number(left)));
    }
    text.push('。');
    text
}

/// Who deleted a record when, and why.
#[must_use]
pub fn deleted(kind: &str, who: &str, when: &str, because: &str) -> String {
    let reason = if because.is_empty() { String::new() } else { format!(" · 原因：{because}") };
    format!("{kind} · {who} {when} 删除{reason}")
}

/// How many lines come back with a record.
#[must_use]
pub fn with_lines(n: usize) -> String {
    format!("连同 {} 行", number(n))
}

/// Accessible name of the box that chooses a row.
#[must_use]
pub fn choose(title: &str) -> String {
    format!("选中“{title}”")
}

/// Accessible name of the button that brings one record back.
#[must_use]
pub fn restore_one(title: &str) -> String {
    format!("恢复“{title}”")
}

/// The button that brings the chosen records back.
#[must_use]
pub fn restore_chosen(n: usize) -> String {
    format!("恢复选中的 {} 条", number(n))
}

//! Words for what was typed and is not saved yet.

words! {
    FOUND = "发现没保存的内容";
    CONTINUE = "继续填写";
    LATER = "先放着，另记一条";
    DISCARD = "不要了";
    DISCARDED = "没保存的内容已去掉。";
    KEPT_AGAIN = "没保存的内容放回去了，在“今日”里可以继续填写。";
    PUT_BACK = "放回";
    SETTLED = "这件事已在别处定了，写下的话还留着。";
    COPY = "复制";
    COPIED = "已复制，可以粘贴到要用的地方。";
    COPY_REFUSED = "浏览器不让复制，写下的话还在；请点“继续填写”，或长按选中后复制。";
}

/// Texts for a step of a record.
#[must_use]
pub fn step_of(title: &str, stage: &str) -> String {
    format!("{title} · 转到“{stage}”的说明")
}

/// A value of one's own in a clash.
#[must_use]
pub fn own_of(title: &str, field: &str) -> String {
    format!("{title} · {field}（冲突里自己写的）")
}

/// A new word of a list.
#[must_use]
pub fn code_of(list: &str) -> String {
    format!("{list} · 新选项")
}

/// When a draft was left, and what stands in it.
#[must_use]
pub fn left_at(about: &str, when: &str) -> String {
    if about.is_empty() {
        format!("，{when} 填到一半，继续填写？")
    } else {
        format!("：{about}，{when} 填到一半，继续填写？")
    }
}

/// What was left unsaved, and when.
#[must_use]
pub fn draft_of(kind: &str, about: &str, when: &str) -> String {
    let parts = [kind, about, when];
    format!("：{}", parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，"))
}

/// That a line was taken out of a form, with the first words that stood in it.
#[must_use]
pub fn line_removed(kind: &str, words: &str) -> String {
    if words.is_empty() { format!("已删掉一行{kind}") } else { format!("已删掉：{kind} · {words}") }
}

//! Words for what was typed and is not saved yet.

words! {
    FOUND = "发现没保存的内容";
    CONTINUE = "继续填写";
    LATER = "先放着，另记一条";
    DISCARD = "不要了";
    DISCARDED = "没保存的内容已去掉。";
    KEPT_AGAIN = "没保存的内容放回去了，在“今日”里可以继续填写。";
    PUT_BACK = "放回";
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

//! Words of a record's page: its stage, what refers to it, what is missing or doubtful.

use super::number;

words! {
    STAGE = "进展";
    LAST_STAGE = "已到最后一步。";
    TAKEN = "走过的步骤";
    STEP_DATE = "日期";
    STEP_BY = "谁决定的";
    STEP_NUMBER = "文号";
    STEP_NOTE = "原因或说明";
    GO = "确定";
    WAITS_FOR = "先要填：";
    DOUBT = "请核对";
    ALSO = "还可以登记";
    OPEN_VIEW = "打开这个列表";
    STANDING = "合作到哪一步";
    DEPTH = "合作深度：";
    LAMPS = "贯穿环节";
    GRID = "四种方式 × 六个方面";
    /// What a cell of the board of lamps shows when the lamp is lit.
    LIT = "亮";
}

/// The button that leads to a stage.
#[must_use]
pub fn to(stage: &str) -> String {
    format!("到“{stage}”")
}

/// The heading of the question that a step asks.
#[must_use]
pub fn step(from: &str, to: &str) -> String {
    format!("从“{from}”到“{to}”")
}

/// Who decides a step.
#[must_use]
pub fn decided_by(who: &str) -> String {
    format!("由{who}决定")
}

/// What was done, in the message that offers to take it back.
#[must_use]
pub fn stepped(stage: &str) -> String {
    format!("已保存，现在是“{stage}”")
}

/// Since when a stage has been reached.
#[must_use]
pub fn since(day: &str) -> String {
    format!("自 {day} 起")
}

/// Records of a kind that refer here through a field.
#[must_use]
pub fn by_field(field: &str) -> String {
    format!("（{field}）")
}

/// The link to the whole list.
#[must_use]
pub fn all(n: usize) -> String {
    format!("看全部 {} 条", number(n))
}

/// What a lamp is and whether it is lit, for who does not see it; `shown` is empty if it is dark.
#[must_use]
pub fn lamp(label: &str, shown: &str) -> String {
    format!("{label}：{}", if shown.is_empty() { "暗" } else { shown })
}

/// What is behind a lamp that is dark.
#[must_use]
pub fn dark(label: &str) -> String {
    format!("“{label}”还没有记录，下次可以谈。")
}

/// Clauses one behind the other.
#[must_use]
pub fn clauses(clauses: &[String]) -> String {
    let bare: Vec<&str> = clauses.iter().map(|clause| clause.trim_end_matches('。')).collect();
    if bare.is_empty() { String::new() } else { format!("{}。", bare.join("；")) }
}

/// Makes a contact of whoever received us.
#[must_use]
pub fn as_contact(name: &str) -> String {
    format!("＋ 把{name}记成联系人")
}

//! Words of the page on which tables from elsewhere are mapped to fields.

use super::number;
use ronghe_core::sheet::mapping::PlanCounts;

words! {
    TITLE = "从表格导入";
    LEAD = "选一个 Excel、WPS 工作簿或 .csv、.json 文件，或在 Excel、WPS 里连表头一起选中、复制，粘贴到框里；先看会改什么，再决定要不要导入，导入后可以撤销。";
    CHOOSE = "选择表格文件";
    PASTE = "或者粘贴表格";
    PASTE_HINT = "在 Excel 里选中（连表头）并复制，粘贴到这里";
    READ = "读取粘贴的内容";
    PASTED = "粘贴的表格";
    READING = "正在读表格…";
    SHEET = "工作表";
    READER_MISSING = "读 Excel 工作簿的部分没有取到，可能是断网、浏览器太旧或安全设置不许；本机数据没有改动，请联网刷新后再试，或在 Excel、WPS 里复制后粘贴到这里。";
    READER_BROKE = "读这个工作簿时停住了，可能文件损坏，或太大而内存不够；本机数据没有改动，请关掉别的程序再试，或在 Excel、WPS 里复制后粘贴到这里。";
    WORKING = "正在核对…";
    KIND = "每一行是什么";
    HEADING = "表头在";
    COLUMNS = "各列对应";
    COLUMNS_LEAD = "程序按表头和内容先对了一遍，请核对；不要的列选“不导入”。空着的格子不会清掉本机已有的内容，标签等多选项只加不减。";
    LEAVE_OUT = "不导入";
    MATCHING = "怎么认出已有的记录";
    MATCH_AUTO = "自动：先看代码，再看名称";
    MATCH_NEVER = "不认，每行都是新的";
    CREATE = "自动新建";
    REVIVE = "恢复已删除的";
    LINE = "行";
    CLASS = "怎么处理";
    CHANGES = "会写入";
    PROBLEMS = "没有采用的格子和行";
    REMEMBERED = "这种表头对过，已按上次的对应填好。";
    FROM_TABLE = "从表格导入";
    AGAIN = "再导入一个表格";
    SKIPPED_FIELD = "表里有、这里没有对应的列不会导入；联系人等另一类内容，可以再导入一次，把“每一行是什么”换成那一类。";
}

/// Heading of the mapping.
#[must_use]
pub fn table(name: &str, rows: usize, columns: usize) -> String {
    format!("{name} · {} 行 {} 列", number(rows), number(columns))
}

/// A sheet to choose.
#[must_use]
pub fn sheet(name: &str, rows: usize, hidden: bool) -> String {
    let hidden = if hidden { "，隐藏" } else { "" };
    match rows {
        0 => format!("{name}（读不了{hidden}）"),
        _ => format!("{name}（{} 行{hidden}）", number(rows)),
    }
}

/// A sheet of a workbook.
#[must_use]
pub fn sheet_of(file: &str, sheet: &str) -> String {
    format!("{file} · {sheet}")
}

/// The file as the list of past imports calls it.
#[must_use]
pub fn source(name: &str) -> String {
    format!("表格“{name}”")
}

/// Heading of a column; one without is called by its place.
#[must_use]
pub fn column(heading: &str, place: usize) -> String {
    if heading.is_empty() { format!("第 {} 列（没有表头）", place + 1) } else { heading.to_owned() }
}

/// Examples of what stands in a column.
#[must_use]
pub fn examples(cells: &[&str]) -> String {
    if cells.is_empty() { "（空列）".to_owned() } else { format!("例如 {}", cells.join("、")) }
}

/// Match by one key.
#[must_use]
pub fn match_by(key: &str) -> String {
    format!("只按{key}")
}

/// Offer to make records of names.
#[must_use]
pub fn create(counts: PlanCounts) -> String {
    match (counts.unknown_names, counts.created) {
        (0, 0) => CREATE.to_owned(),
        (0, made) => format!("{CREATE}：表里提到而本机没有的 {} 个名称", number(made)),
        (names, _) => format!("{CREATE}：表里提到而本机没有的名称（{names} 格）"),
    }
}

/// Offer to bring deleted records back.
#[must_use]
pub fn revive(deleted: usize) -> String {
    format!("{REVIVE}（{} 行）", number(deleted))
}

/// How many more problems there are than are listed.
#[must_use]
pub fn more_problems(n: usize) -> String {
    format!("还有 {} 处没有列出，请先改好上面这些再导入一次。", number(n))
}

/// How many rows are shown of how many.
#[must_use]
pub fn shown_rows(shown: usize, all: usize) -> String {
    format!("列出 {} 行，共 {} 行要写入；没有列出的也会导入。", number(shown), number(all))
}

/// One field of a new record.
#[must_use]
pub fn fact(label: &str, value: &str) -> String {
    format!("{label}：{value}")
}

/// The button that applies.
#[must_use]
pub fn apply(n: usize) -> String {
    format!("导入 {} 行，可撤销", number(n))
}

/// What was done.
#[must_use]
pub fn done(new: u64, updated: u64) -> String {
    format!("已导入：新增 {}，更新 {}；在“收发记录”里可以整批撤销。", number(new), number(updated))
}

//! Words of the exchange, clash, report and settings pages.

macro_rules! words {
    ($($name:ident = $text:literal;)+) => {
        $(#[allow(missing_docs, reason = "the words say it")] pub const $name: &str = $text;)+
    };
}

words! {
    SEND = "发给别人";
    SEND_LEAD = "导出一个文件，用微信、QQ、邮件或 U 盘发给同事；重复发、晚到、顺序乱都不要紧，收的一方会逐项合并。";
    EXPORT_FULL = "导出全部";
    EXPORT_DELTA = "导出上次之后的改动";
    EXPORT_STARTER = "做一份起步文件（给新设备）";
    STARTER_HELP = "只含工作区、部门学院、专业和人员；新设备打开它，各处的编号就都一样。";
    SHARE = "直接分享";
    RECEIVE = "收文件";
    RECEIVE_LEAD = "选一个或几个文件，先看会改什么，再决定要不要导入；导入后可以撤销。";
    CHOOSE_FILES = "选择文件";
    READING = "正在读文件…";
    PREVIEW = "导入前看清楚";
    NEW = "新增";
    UPDATED = "更新";
    SAME = "相同";
    DELETED = "删除";
    CONFLICTS = "冲突";
    BAD = "坏行";
    MISSING = "关联未收到";
    UNKNOWN = "新版本内容";
    RECORD = "记录";
    FIELD = "项";
    MINE = "我的";
    THEIRS = "文件里的";
    WHICH = "哪个新";
    NEWER = "较新：用文件的";
    OLDER = "较旧：保留我的";
    CONCURRENT = "同时修改，两份都留";
    APPLY_COLUMN = "导入";
    IMPORT_CANCEL = "先不导入";
    NOTHING_NEW = "这份文件的内容本机都有了，没有新内容。";
    ALTERED = "这份文件的行被改动、增减过，合起来与文件末尾的校验不符；完好的行仍可导入，请与发文件的人核对。";
    CONFIRM_DELETE = "文件要删除的记录较多，请先核对，再打勾确认。";
    JOINS = "本机还没有记录，导入后就加入这个工作区。";
    PROBLEMS = "没有采用的行";
    PAST = "收过的文件";
    PAST_NONE = "还没有收过文件。";
    TAKE_BACK = "撤销这次导入";
    TAKEN_BACK = "已撤销";
    SEE_CLASHES = "有冲突要定夺";
    CLASHES = "冲突";
    CLASHES_NONE = "没有待定的冲突。";
    CLASH_LEAD = "两个人在没看到对方修改时改了同一项。两份都还在，选一份作准；没选的留在历史里，随时可以恢复。";
    CLASH_MINE = "我的";
    CLASH_THEIRS = "对方的";
    CLASH_ORIGINAL = "原来的";
    TAKE_MINE = "用我的";
    TAKE_THEIRS = "用对方的";
    TAKE_BOTH = "两份都保留";
    TAKE_OWN = "自己写";
    OWN_VALUE = "自己写的内容";
    SETTLED = "已定夺";
    REPORTS_LEAD = "表里的数都从记录算出；改记录，表就跟着变。";
    OUTREACH = "访企拓岗";
    OUTREACH_HELP = "部表“访企拓岗”：每次走访、每个需求专业一行。";
    PERIOD = "时间";
    PERIOD_ALL = "全部";
    SCHOOL_CODE = "学校代码";
    SCHOOL_CODE_HELP = "10 位学校（机构）标识码，请核对；只记在这台设备上。";
    CSV = "导出 .csv";
    PRINT = "打印";
    REFUSED = "报送前检查";
    REFUSED_NONE = "没有发现会被退回的行。";
    RULES_NOTE = "字段、长度和必填项是按公开资料整理的规则，请核对。";
    NO_ROWS = "这段时间还没有走访；先记一次走访，这里就会有行。";
    MEND = "去改";
    INCLUDE_REFUSED = "连同检查没通过的行一起导出";
    ME = "我是谁";
    SAFE = "数据安全吗";
    PERSIST = "请浏览器保护存储";
    RESCUE_LEAD = "页面打不开时，急救页能把全部数据存成一个文件。";
    BUILD = "版本";
    ABOUT = "关于";
    ABOUT_TEXT = "所有记录只存在这台设备的浏览器里，打开之后不联网。换设备、清浏览器数据之前，先到“交换”导出全部。";
    SAVE_ME = "保存";
}

/// How many rows an import would take.
#[must_use]
pub fn apply(n: usize, other: bool) -> String {
    if other { format!("仍要导入 {n} 条，可撤销") } else { format!("导入 {n} 条，可撤销") }
}

/// What an import has done.
#[must_use]
pub fn result(new: u64, updated: u64, deleted: u64, conflicts: u64) -> String {
    format!("已导入：新增 {new}，更新 {updated}，删除 {deleted}，冲突 {conflicts}。")
}

/// Whose file it is, and from when.
#[must_use]
pub fn from(person: &str, device: &str, created: &str) -> String {
    let when = created.get(..16).unwrap_or(created).replace('T', " ");
    format!("{person} 的文件 · {device} · {when}")
}

/// The file belongs to another workspace.
#[must_use]
pub fn other_workspace(name: &str) -> String {
    format!("这是另一个工作区“{name}”的文件，不是本机的工作区；导入会把两边的记录放到一起，请先确认。")
}

/// A taken-back import.
#[must_use]
pub fn undone(put_back: usize, written_back: usize, left: usize) -> String {
    let mut text = format!("已撤销：{} 条恢复到导入前", put_back + written_back);
    if left > 0 {
        text.push_str(&format!("，{left} 条后来有人改过，没有动"));
    }
    text.push('。');
    text
}

/// What taking back would do, asked before it is done.
#[must_use]
pub fn undo_question(put_back: usize, written_back: usize, left: usize) -> String {
    let mut text = format!("撤销后 {put_back} 条恢复到导入前");
    if written_back > 0 {
        text.push_str(&format!("；{written_back} 条导入后已经导出过，会作为新的改动写回，对方下次导入时也会跟着改回"));
    }
    if left > 0 {
        text.push_str(&format!("；{left} 条后来有人改过，不动"));
    }
    text.push('。');
    text
}

/// Which of how many clashes this is.
#[must_use]
pub fn clash_title(record: &str, field: &str) -> String {
    format!("{record} · {field}")
}

/// Who wrote a value and when.
#[must_use]
pub fn written_by(who: &str, device: &str, when: &str) -> String {
    [who, device, when].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// How many rows a table holds.
#[must_use]
pub fn rows(n: usize, refused: usize) -> String {
    if refused > 0 { format!("{n} 行可报，{refused} 处要改") } else { format!("{n} 行可报") }
}

//! Words of the exchange, clash, report and settings pages.

use super::number;
use ronghe_core::exchange::Contents;
use ronghe_core::value::size_shown;

words! {
    SEND = "发给别人";
    SEND_LEAD = "导出一个文件，用微信、QQ、邮件或 U 盘发给同事；重复发、晚到、顺序乱都不要紧，收的一方会逐项合并。";
    SHARED = "已交给您选的应用。";
    EXPORT_FULL = "导出全部";
    EXPORT_DELTA = "导出上次之后的改动";
    EXPORT_STARTER = "做一份起步文件（给新设备）";
    STARTER_HELP = "只含工作区、部门学院、专业和人员；新设备打开它，各处的编号就都一样。";
    SHARE = "不存文件，直接分享到其他应用";
    MANNER = "怎么发";
    WITH_PHOTOS = "带照片（另存为 .zip，每份不超过 20 MB）";
    SEAL = "口令（可不填）";
    SEAL_HELP = "填了口令，收的人要输入同样的口令才能打开；照片不加密。忘记口令无法找回。";
    OPENING = "正在解开…";
    PASSPHRASE = "口令";
    UNLOCK = "解开";
    SKIP_LOCKED = "跳过加密的文件";
    REDACT = "不含联系人的电话、微信";
    TO_WHOM = "发给哪位同事";
    EXPORT_PEER = "只发对方还没有的";
    EXPORT_PART = "导出这一部分";
    WHICH_PART = "只发一部分";
    PART_MINE = "我写过的";
    PART_UNIT = "一个学院（部门）的";
    PART_PARTNER = "一家单位的";
    PART_VISIT = "一次走访";
    PART_WHICH = "是哪一个";
    PART_OTHER = "换一个";
    NEW_DEVICE = "新设备";
    EXPORT_TRANSFER = "换手机：带走全部";
    TRANSFER_HELP = "连同修改历史、没填完的表和照片；照片多时有几个 .zip，新手机第一次打开时把它们一起选上。换好以后，旧手机上的数据请在“数据安全”里清除。";
    SENT = "发出";
    EVERYBODY = "所有人";
    RECEIVE = "收文件";
    RECEIVE_LEAD = "选一个或几个文件，先看会改什么，再决定要不要导入；导入后可以撤销。";
    CHOOSE_FILES = "选择文件";
    READING = "正在读文件…";
    WEIGHING = "正在比对…";
    WRITING = "正在写入，请不要关闭页面…";
    STOP = "停下";
    TAKE_KINDS = "要导入的种类";
    REDACTED_HERE = "（发送时隐去了联系方式，本机已有的不受影响）";
    TRANSFER_HERE = "（换手机的文件：记录照常合并；历史和没填完的表，只有新设备第一次打开时才带过去）";
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
    PARALLEL = "并行修改，都保留";
    CONCURRENT = "同时修改，两份都留";
    APPLY_COLUMN = "导入";
    IMPORT_CANCEL = "先不导入";
    NOTHING_NEW = "这份文件的内容本机都有了，没有新内容。";
    ALTERED = "这份文件的行被改动、增减过，合起来与文件末尾的校验不符；完好的行仍可导入，请与发文件的人核对。";
    CUT = "这份文件没有收全，下面只有它完好的行，可以先导入；不算收到整份，请对方重新发送。";
    ONLY_PHOTOS = "选的文件里只有照片，没有记录；本机数据没有改动，请连同第一份 .zip 或 .json 文件一起选。";
    CUT_LEAD = "文件没有收全，完好的行可以先收下；对方重发以后再导入一次，不会重复。";
    CONFIRM_DELETE = "文件要删除的记录较多，请先核对，再打勾确认。";
    JOINS = "本机还没有记录，导入后就加入这个工作区。";
    PROBLEMS = "没有采用的行";
    PAST = "收发记录";
    PAST_NONE = "还没有收过、发过文件。";
    TAKE_BACK = "撤销这次导入";
    TAKEN_BACK = "已撤销";
    SEE_CLASHES = "有冲突要定夺";
    ME = "我是谁";
    SAFE = "数据安全吗";
    BUILD = "版本";
    ABOUT = "关于";
    ABOUT_TEXT = "所有记录只存在这台设备的浏览器里，打开之后不联网。换设备、清浏览器数据之前，先到“交换”导出全部。";
    SAVE_ME = "保存";
}

/// How many rows are whole of files that are cut off.
#[must_use]
pub fn take_whole_rows(rows: usize) -> String {
    format!("只看完好的 {} 行", number(rows))
}

/// How many rows an import would take.
#[must_use]
pub fn apply(n: usize, other: bool) -> String {
    if other {
        format!("仍要导入 {} 条，可撤销", number(n))
    } else {
        format!("导入 {} 条，可撤销", number(n))
    }
}

/// What an import has done.
#[must_use]
pub fn result(new: u64, updated: u64, deleted: u64, conflicts: u64) -> String {
    format!(
        "已导入：新增 {}，更新 {}，删除 {}，冲突 {}。",
        number(new),
        number(updated),
        number(deleted),
        number(conflicts)
    )
}

/// A file that cannot be taken; with its name if it is one of several.
#[must_use]
pub fn refused(name: &str, of: usize, sentence: &str) -> String {
    if of > 1 { format!("“{name}”：{sentence}") } else { sentence.to_owned() }
}

/// Which of several files a row stands in.
#[must_use]
pub fn in_file(name: &str) -> String {
    format!("“{name}”")
}

/// Which files want a passphrase.
#[must_use]
pub fn locked(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    format!("{}加了口令，请输入发送人告诉你的口令。", names.join("、"))
}

/// How many photos came, and how many could not be taken; nothing if there were none.
#[must_use]
pub fn photos_came(came: usize, failed: usize) -> String {
    match (came, failed) {
        (0, 0) => String::new(),
        (came, 0) => format!("照片 {} 张。", number(came)),
        (came, failed) => {
            format!("照片 {} 张，另有 {} 张损坏或存不下，没有采用，请对方重发。", number(came), number(failed))
        }
    }
}

/// The file came before.
#[must_use]
pub fn taken_before(when: &str) -> String {
    format!("（此文件已于 {when} 导入）")
}

/// Something before the file has not come.
#[must_use]
pub fn lacks(created: &str) -> String {
    if created.is_empty() {
        return "这份文件之前还差一份（不影响本次导入），可请对方导出全部。".to_owned();
    }
    let day = created.get(..16).unwrap_or(created).replace('T', " ");
    format!("中间还差 {day} 的一份（不影响本次导入），可请对方补发，或导出全部。")
}

/// More than is listed.
#[must_use]
pub fn and_more(n: usize) -> String {
    format!("还有 {} 行没有列出。", number(n))
}

/// What a file would hold.
#[must_use]
pub fn inside(contents: &Contents) -> String {
    if contents.rows == 0 {
        return "没有要发的记录".to_owned();
    }
    format!("{}，约 {}", inside_kinds(contents), size_shown(contents.bytes as u64))
}

/// How many records a file would hold, and how large it would be.
#[must_use]
pub fn inside_in_all(contents: &Contents) -> String {
    format!("共 {} 条，约 {}", number(contents.rows), size_shown(contents.bytes as u64))
}

/// The kinds of records in a file, each with how many.
#[must_use]
pub fn inside_kinds(contents: &Contents) -> String {
    let kinds: Vec<String> = contents.kinds.iter().map(|(kind, n)| format!("{kind} {}", number(*n))).collect();
    kinds.join("、")
}

/// The owner of the old device goes on as himself.
#[must_use]
pub fn same_person(name: &str) -> String {
    format!("我就是{name}，接着用")
}

/// A colleague's device.
#[must_use]
pub fn peer(person: &str, device: &str) -> String {
    [person, device].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A file went out.
#[must_use]
pub fn sent(to: &str, when: &str) -> String {
    format!("发给{to} · {when}")
}

/// What went out.
#[must_use]
pub fn sent_what(kind: &str, rows: u64, bytes: u64, sealed: bool) -> String {
    let what = match kind {
        "full" => "全部",
        "delta" => "增量",
        "starter" => "起步文件",
        "transfer" => "换手机",
        "redacted" => "隐去联系方式",
        _ => "一部分",
    };
    let sealed = if sealed { "，加了口令" } else { "" };
    format!("{what}，{} 条，{}{sealed}", number(rows), size_shown(bytes))
}

/// When an import was made, and of how many files.
#[must_use]
pub fn came_at(when: &str, files: usize) -> String {
    if files > 1 { format!("{when} 导入，共 {} 个文件", number(files)) } else { format!("{when} 导入") }
}

/// Lists more.
#[must_use]
pub fn show_more(n: usize) -> String {
    format!("再看一些（还有 {} 条）", number(n))
}

/// Who wrote a value, and when.
#[must_use]
pub fn by_at(person: &str, when: &str) -> String {
    format!("{person} {when}").trim_start().to_owned()
}

/// Whose file it is, and from when.
#[must_use]
pub fn from(person: &str, device: &str, created: &str) -> String {
    let when = created.get(..16).unwrap_or(created).replace('T', " ");
    format!("{person} 的文件 · {device} · {when}")
}

/// A file, of these people if there are others beside it, belongs to another workspace.
#[must_use]
pub fn other_workspace(name: &str, whose: &str) -> String {
    let file = match whose {
        "" => format!("这是另一个工作区“{name}”的文件"),
        whose => format!("{whose} 的文件来自另一个工作区“{name}”"),
    };
    format!("{file}，不是本机的工作区；导入会把两边的记录放到一起，请先确认。")
}

/// Where a file lies now, and how it gets to somebody.
#[must_use]
pub fn saved_as(name: &str) -> String {
    format!("已存到这台设备的“下载”：{name}；用微信、QQ 或邮件发送时，选“文件”就能找到它。")
}

/// A taken-back import.
#[must_use]
pub fn undone(put_back: usize, written_back: usize, left: usize) -> String {
    let mut text = format!("已撤销：{} 条恢复到导入前", number(put_back + written_back));
    if left > 0 {
        text.push_str(&format!("，{} 条后来有人改过，没有动", number(left)));
    }
    text.push('。');
    text
}

/// What taking back would do, asked before it is done.
#[must_use]
pub fn undo_question(put_back: usize, written_back: usize, left: usize) -> String {
    let mut text = format!("撤销后 {} 条恢复到导入前", number(put_back));
    if written_back > 0 {
        text.push_str(&format!(
            "；{} 条导入后已经导出过，会作为新的改动写回，对方下次导入时也会跟着改回",
            number(written_back)
        ));
    }
    if left > 0 {
        text.push_str(&format!("；{} 条后来有人改过，不动", number(left)));
    }
    text.push('。');
    text
}

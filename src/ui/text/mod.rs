//! The words of the interface that do not belong to a kind or a field. All of them, in one place.
//!
//! An error is one sentence: what, where, that nothing was lost, what to do.

use crate::workspace::Failure;
use ronghe_core::kinds::SCHEMA;
use ronghe_core::ledger::{Notice, Why};
use ronghe_core::value::{CivilDate, size_shown, thousands};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)+) => {
        $($(#[$doc])* #[allow(missing_docs, reason = "the words say it")] pub const $name: &str = $text;)+
    };
}

words! {
    APP = "产教融合工作台";
    SAVED = "已保存";
    SAVE = "保存";
    SAVING = "正在保存…";
    CANCEL = "返回";
    MUST = "必填";
    YES = "是";
    NO = "否";
    TODAY = "今天";
    YESTERDAY = "昨天";
    LAST_MONTH = "上月";
    NOT_CHOSEN = "（未选）";
    PICK = "输入名称或拼音首字母";
    PICK_PARTNER = "输入名称、拼音首字母或信用代码";
    TAG_HINT = "输入后按回车，可加多个";
    REMOVE = "移除";
    REMOVE_LINE = "删掉这一行";
    JUMP = "跳到";
    MORE_FIELDS = "更多项（可以以后再补）";
    NOT_SAVED_LOOK = "还没有保存：请看标红的项，改好后再按保存，已填的内容都在。";
    NEWER_LAYOUT = "另一个窗口已换成新版本，这个窗口不再写入；草稿已留下，请刷新页面后继续。";
    DAMAGED = "本机数据读不出来，这次的内容没有写入，原有数据也没有改动；请打开急救页导出全部数据，再联系产学研办公室。";
    LOADING = "正在载入记录…";
    LOADING_FIRST = "先看上次的首页，记录正在载入…";
    UNDO = "撤销";
    CLOSE = "关闭";
    UPDATE_THERE = "有新版本，更新后内容不变。";
    UPDATE_NOW = "现在更新";
    RELOAD = "刷新页面";
    RESCUE = "打开急救页";
    SEARCH = "搜索";
    SEARCH_HINT = "名称、拼音首字母、信用代码、电话";
    SEARCH_NONE = "没有找到。换一个字或拼音首字母试试。";
    NAV = "主导航";
    NAV_TODAY = "今日";
    NAV_VISITS = "走访";
    NAV_PARTNERS = "单位";
    NAV_TASKS = "待办事项";
    NAV_REPORTS = "报表与报送";
    NAV_EXCHANGE = "交换";
    NAV_SETTINGS = "设置与数据";
    NAV_MORE = "更多";
    RECORD_VISIT = "记走访";
    NEW = "＋ 新建";
    NEW_PARTNER = "记单位";
    EDIT = "修改";
    DELETE = "删除";
    RESTORE = "恢复";
    HISTORY = "历史";
    HISTORY_NONE = "还没有改动过。";
    HISTORY_RESTORE = "恢复到这时";
    CLASH_SEE = "去定夺";
    LATER = "待补";
    LACKS = "缺：";
    EMPTY_VALUE = "—";
    NOT_RECEIVED = "（未收到）";
    DELETED_HERE = "这条记录已删除，可以恢复。";
    HELD_BY_LINES = "有人删除了这条记录，但别人正在里面记内容，已保留。";
    NO_SUCH_PAGE = "没有这个页面。";
    NO_RECORD = "这条记录还没有收到，可能在另一份文件里；本机数据没有改动。";
    ALL = "全部";
    LIST_EMPTY_FILTER = "没有符合条件的记录。";
    DUE = "到期与逾期";
    DUE_NONE = "没有到期的事。";
    FIRST_STEPS = "从这里开始";
    DUE_OLD = "更早的逾期";
    DUE_ALL = "看全部";
    RECENT_VISITS = "最近走访";
    LAST_PROMISES = "上次说好";
    NO_PROMISES = "还没有说好的事。";
    DONE = "已办";
    NOT_DONE = "未办";
    MARK_DONE = "办好了";
    START_TITLE = "先说一下这是谁的设备";
    START_LEAD = "记录只存在这台设备里，不联网也能用。名字和部门会写在您记下的每一条上，同事收到文件时知道是谁记的。";
    MY_NAME = "我的姓名";
    MY_UNIT = "部门或学院";
    DEVICE_NAME = "这台设备叫什么";
    XLSX = "导出 .xlsx";
    CSV = "导出 .csv";
    START_EMPTY = "从空白开始";
    START_SAMPLE = "示例：2022 年产教深度融合工作";
    START_FILE = "用办公室发来的文件开始";
    START_FILE_HINT = "起步文件或任何一份交换文件都可以，.zip 和加了口令的也行，可以选几个";
    START_NEEDS_NAME = "请先填我的姓名，再选怎样开始；还没有写入任何数据。";
    WHO_AM_I = "文件里有这些人，您是哪一位？";
    NOT_IN_LIST = "不在名单里，用上面填的姓名";
    NEVER_EXPORTED = "还没有导出过";
    PERSISTED = "存储已受保护";
    NOT_PERSISTED = "存储未受保护";
    SIDE_GOV = "政";
    SIDE_ASSOC = "行";
    SIDE_FIRM = "企";
    SIDE_SCHOOL = "校";
    DUTY_PLANNING = "规划与制度";
    DUTY_SUPERVISION = "项目督查";
    DUTY_TRANSFER = "成果转化";
    DUTY_CONTRACTS = "合同与到账";
    DUTY_ARCHIVE = "档案与报送";
    SKIP = "跳到正文";
    NAV_PHONE = "常用";
    QUICK_ADD = "记一笔";
    RECORD_NEED = "记需求";
    RECORD_PROMISE = "记承诺";
    EXPORT_FAILED = "文件没有存成，可能是浏览器不许下载，本机数据没有改动；请换“直接分享”或在浏览器里打开再试。";
    UPDATE_FAILED = "更新没有开始，数据没有改动；请关掉所有窗口后重新打开页面。";
    KEPT_ONES = "已了结的";
    CLASH_WORD = "冲突";
    EXPIRING = "快到期的";
    ANOTHER_WINDOW = "另一窗口已修改这条记录，您填的内容都在；保存时逐项合并，同一项两份都留。";
}

/// What one can begin with: where it is, what it is, how it goes.
pub const FIRST_STEP_LIST: [(&str, &str, &str); 4] = [
    ("/exchange", "收办公室或同事发来的文件", "选文件，先看会改什么，再决定要不要。"),
    ("/exchange/table?kind=partner", "把现有的单位表导进来", "在 Excel 里连表头复制，粘贴就行。"),
    ("/k/partner/new", "先记一家单位", "只要名称，其余以后再补。"),
    ("/settings", "装入演示数据看一看", "全是虚构的，看完一键拿掉，自己记的不动。"),
];

/// What a field says when no record has the typed name.
#[must_use]
pub fn no_such_record(label: &str, typed: &str) -> String {
    format!("“{}”里没有叫“{}”的，请从列表里选一个或新建；已填的内容都在。", label, typed.trim())
}

/// The choice that makes a record of what was typed.
#[must_use]
pub fn make_named(name: &str) -> String {
    format!("＋ 新建“{}”", name.trim())
}

/// What stands beside the heading of a group of a form of which a choice says what belongs there.
#[must_use]
pub fn asked_after(label: &str) -> String {
    format!("由“{label}”决定")
}

/// So many, as people read it: `12,400`.
#[must_use]
pub fn number(n: impl TryInto<u64>) -> String {
    thousands(n.try_into().unwrap_or(u64::MAX))
}

/// The button that adds something.
#[must_use]
pub fn add(what: &str) -> String {
    format!("＋ {what}")
}

/// Accessible name of the button that begins a record; it begins as the button reads.
#[must_use]
pub fn new_of(kind: &str) -> String {
    format!("{NEW}{kind}")
}

/// The button that takes one word away.
#[must_use]
pub fn remove(word: &str) -> String {
    format!("移除 {word}")
}

/// The unit behind a label.
#[must_use]
pub fn unit(unit: &str) -> String {
    format!("（{unit}）")
}

/// How many lines there are.
#[must_use]
pub fn lines(n: usize) -> String {
    format!("{} 行", number(n))
}

/// Accessible name of a button that sets a date.
#[must_use]
pub fn set_day(field: &str, day: &str) -> String {
    // Quoted, so that readers of the screen and their checkers find the word on the button as a word.
    format!("{field}填“{day}”")
}

/// The offer to fill in side and type from the code.
#[must_use]
pub fn take_hint(side: &str, kind: &str) -> String {
    let label = |field: &str, code: &str| {
        let def = SCHEMA.kind("partner").and_then(|k| k.field(field));
        match def.map(|d| d.ty) {
            Some(ronghe_core::schema::FieldType::Choice(list)) => list.label(code).unwrap_or(code).to_owned(),
            _ => code.to_owned(),
        }
    };
    format!("按代码填：{} · {}", label("side", side), label("type", kind))
}

/// Why a commit did not happen.
#[must_use]
pub fn failure(failure: &Failure) -> String {
    match failure {
        Failure::Store(error) => error.message().to_owned(),
        Failure::NewerLayout => NEWER_LAYOUT.to_owned(),
        Failure::Damaged => DAMAGED.to_owned(),
    }
}

/// What people should know about a commit.
#[must_use]
pub fn notice(notice: &Notice) -> String {
    match notice {
        Notice::ClockAhead(ms) => {
            let days = ms / 86_400_000;
            let ahead = if days > 0 { format!("{days} 天") } else { format!("{} 小时", ms / 3_600_000) };
            format!("对方设备的时间异常（快 {ahead}），内容照收，本机时间不受影响。")
        }
        Notice::DeviceRenamed => {
            "这台设备的数据是从别处复制或恢复来的，已换用新的设备编号，两边的内容都不会丢。".to_owned()
        }
    }
}

/// Why something was changed, for the history.
#[must_use]
pub fn why(why: &Why) -> String {
    match why {
        Why::Setup => "第一次使用".to_owned(),
        Why::Edit => "修改".to_owned(),
        Why::Delete => "删除".to_owned(),
        Why::Restore => "恢复".to_owned(),
        Why::Settle => "定夺冲突".to_owned(),
        Why::Sample => "装入示例".to_owned(),
        Why::Import(note) => format!("导入 {}（{}）的文件", note.person, note.device_name),
        Why::Undo { .. } => "撤销".to_owned(),
        Why::Export | Why::Send(_) => "导出".to_owned(),
    }
}

/// Which build this is.
#[must_use]
pub fn build(id: &str) -> String {
    format!("版本 {}", id.get(..8).unwrap_or(id))
}

/// How many clashes wait.
#[must_use]
pub fn clashes(n: usize) -> String {
    format!("{} 处冲突待定", number(n))
}

/// What a visit brought.
#[must_use]
pub fn visit_note(needs: usize, promises: usize, photos: usize) -> String {
    let photos = if photos == 0 { String::new() } else { format!(" · 照片 {} 张", number(photos)) };
    format!("需求 {} 行 · 承诺 {} 件{photos}", number(needs), number(promises))
}

/// The first choice of a filter: any.
#[must_use]
pub fn any_of(label: &str) -> String {
    format!("{label}：全部")
}

/// Accessible name of the filter box of a list.
#[must_use]
pub fn filter_in(label: &str) -> String {
    format!("在{label}里找")
}

/// How much of a record only a newer version understands.
#[must_use]
pub fn newer_content(n: usize) -> String {
    format!("还有新版本的内容 {} 项，原样保留。", number(n))
}

/// The status line.
#[must_use]
pub fn status(unsent: usize, unconfirmed: usize, exported: &str, safe: &str) -> String {
    let unconfirmed =
        if unconfirmed > 0 { format!(" · {} 条已发出未确认", number(unconfirmed)) } else { String::new() };
    format!("{} 条只在这台设备上{unconfirmed} · {exported} · {safe}", number(unsent))
}

/// What a new device is called until its owner says otherwise.
#[must_use]
pub fn default_device() -> &'static str {
    let width = web_sys::window().and_then(|w| w.inner_width().ok()).and_then(|w| w.as_f64());
    if width.is_some_and(|w| w < 700.0) { "我的手机" } else { "我的电脑" }
}

/// What a workspace is called that begins empty.
#[must_use]
pub fn unnamed_workspace(unit: &str) -> String {
    let unit = unit.trim();
    if unit.is_empty() { "产教融合工作".to_owned() } else { format!("{unit}的产教融合工作") }
}

/// How much the browser holds for us, and how much it still would, in bytes.
#[must_use]
pub fn room(used: f64, free: f64) -> String {
    format!(" · 已用 {}，还可用约 {}", size_shown(used as u64), size_shown(free as u64))
}

/// How much is recorded here.
#[must_use]
pub fn held(rev: u64, records: usize) -> String {
    format!("本机有 {} 条记录，共保存过 {rev} 次。", number(records))
}

/// A chosen file that the browser will not let us read.
#[must_use]
pub fn file_unreadable(name: &str) -> String {
    format!("“{name}”读不出来，可能已被移动或没有下载完，本机数据没有改动；请重新选一次。")
}

/// Name of the file of a table; `ending` without the dot.
#[must_use]
pub fn table_name(table: &str, ending: &str, ms: u64) -> String {
    let day = CivilDate::of_shanghai(ms);
    format!("{table}_{:04}{:02}{:02}.{ending}", day.year(), day.month(), day.day())
}

/// What was deleted, in the message that offers to take it back.
#[must_use]
pub fn deleted(title: &str) -> String {
    format!("已删除“{title}”")
}

/// How many records a list holds.
#[must_use]
pub fn records(n: usize) -> String {
    format!("{} 条", number(n))
}

/// The heading of a new record's form.
#[must_use]
pub fn new_record(label: &str) -> String {
    format!("新{label}")
}

/// What is missing in a record.
#[must_use]
pub fn missing(labels: &[&str]) -> String {
    format!("缺：{}", labels.join("、"))
}

pub mod clashes;
pub mod days;
pub mod drafts;
pub mod exchange;
pub mod figures;
pub mod history;
pub mod keys;
pub mod list;
pub mod map;
pub mod mapping;
pub mod nav;
pub mod photos;
pub mod raised;
pub mod record;
pub mod reports;
pub mod rest;
pub mod safe;
pub mod settings;
pub mod shares;
pub mod tasks;
pub mod weather;

pub use days::{collected, due, ends, exported_ago, full_day, moment, weekday};

//! Words of the reports. What a table or a column is called stands in its definition in core.

use super::number;
use ronghe_core::period::Opens;
use ronghe_core::report::{ColumnDef, Group, MoneyUnit, Origin, Setting, Source};

words! {
    LEAD = "表里的数都从记录算出；改记录，表就跟着变。";
    PERIOD = "时间";
    PERIOD_ALL = "全部";
    SCOPE = "范围";
    SCOPE_ALL = "全校";
    MONEY = "金额单位";
    MONEY_OWN = "按表里写的";
    YUAN = "元";
    TEN_THOUSAND = "万元";
    SCHOOL_CODE = "学校代码";
    SCHOOL_CODE_HELP = "10 位学校（机构）标识码，请核对；空着就用“学校设置”里的。";
    PRINT = "打印";
    CHECK = "报送前检查";
    NOTHING_REFUSED = "没有发现会被退回的行。";
    MORE_FOUND = "只列出前面的部分，改好一些再看其余的。";
    UNSURE = "表头和次序由我们按公开资料整理，请核对。";
    SURE = "表头和次序来自公开资料；必填和长度在资料里大多没有，请在“核对规则”里核对。";
    NO_ROWS = "这个时间和范围里还没有可以进表的记录；换一个时间，或先把记录补上。";
    MEND = "去改";
    INCLUDE_REFUSED = "连同检查没通过的行一起导出";
    EVIDENCE = "依据";
    EVIDENCE_OF = "这一行从哪里来";
    COLUMN = "列";
    VALUE = "值";
    HOW = "怎么来的";
    RULES = "核对规则";
    RULES_HELP = "必填的列空着、或超过最长字数的行，检查时算“会被退回”。办公室核对后在这里改，改动会随文件带给大家；最长空着就是不限。";
    REQUIRED = "必填";
    MAX = "最长（字）";
    NOT_SAVED = "文件没有存下来，记录没有改动；请再按一次。";
    WRONG_MAX = "最长要填最多几个字，不限就空着；规则没有改动，请改好再试。";
    ONE_ROW = "一行是：";
    KEY = "由这一行的记录算出的 32 位编码，每次导出都一样。";
    FROM_SCHOOL = "本页填写的学校代码。";
    FROM_CLOCK = "导出的时间。";
    FROM_PERIOD = "本页选的时间。";
    UNKNOWN = "还没有数";
    MET = "已达到";
    NOT_MET = "还没达到";
    GROUP_MINISTRY = "部里的数据接口";
    GROUP_STATUS = "状态数据";
    GROUP_SCHOOL = "学校的数与双高";
    GROUP_PARTNERS = "交给企业和老师的";
}

/// Where a table was found.
#[must_use]
pub fn source_of(origin: &Origin) -> String {
    format!("出处：{}。", [origin.document, origin.code].join(" ").trim())
}

/// Why a report opens with a period: it is the running one or the one before, `label`.
#[must_use]
pub fn opens_with(opens: Opens, is_running: bool, label: &str) -> String {
    match (opens, is_running) {
        (Opens::Running, true) => format!("打开时看正在过的时间：{label}。"),
        (Opens::Running, false) => format!("正在过的还没有记录，打开时看上一个：{label}。"),
        (Opens::Finished, false) => format!("正在过的还没过完，打开时看最近一个完整的：{label}。"),
        (Opens::Finished, true) => format!("上一个还没有记录，打开时看正在过的：{label}。"),
        (Opens::WrittenUp, false) => format!("每月 10 日前打开时看上个月：{label}。"),
        (Opens::WrittenUp, true) => format!("打开时看这个月：{label}；每月 10 日前看上个月。"),
    }
}

/// What a document is to be about has not been chosen.
#[must_use]
pub fn choose_about(kind: &str) -> String {
    format!("先在上面选好{kind}：输入名称或拼音首字母，再点选。")
}

/// The heading of a group of reports.
#[must_use]
pub const fn group(group: Group) -> &'static str {
    match group {
        Group::Ministry => GROUP_MINISTRY,
        Group::Status => GROUP_STATUS,
        Group::School => GROUP_SCHOOL,
        Group::Partners => GROUP_PARTNERS,
    }
}

/// From where a column is filled, one sentence.
#[must_use]
pub fn source(column: &ColumnDef) -> String {
    match &column.source {
        Source::Field(kind, field) => format!("取自{}的“{}”。", kind.label, field.label),
        Source::Computed(formula) => formula.words.to_owned(),
        Source::Constant(Setting::SchoolCode) => FROM_SCHOOL.to_owned(),
        Source::Constant(Setting::Collected) => FROM_CLOCK.to_owned(),
        Source::Period => FROM_PERIOD.to_owned(),
        Source::Key => KEY.to_owned(),
        Source::Withheld(why) => (*why).to_owned(),
    }
}

/// A unit of money.
#[must_use]
pub const fn money(unit: MoneyUnit) -> &'static str {
    match unit {
        MoneyUnit::Yuan => YUAN,
        MoneyUnit::TenThousand => TEN_THOUSAND,
    }
}

/// How many rows would be taken, and how many places must be mended.
#[must_use]
pub fn rows(accepted: usize, refused: usize) -> String {
    if refused > 0 {
        format!("{} 行可报，{} 处要改", number(accepted), number(refused))
    } else {
        format!("{} 行可报", number(accepted))
    }
}

/// That only the first rows are shown.
#[must_use]
pub fn first_rows(shown: usize, all: usize) -> String {
    format!("页面上只显示前 {} 行，导出和打印有全部 {} 行。", number(shown), number(all))
}

/// What the button of a row is called.
#[must_use]
pub fn evidence_of(row: &str) -> String {
    format!("{row}：看依据")
}

/// How many records stand behind a value.
#[must_use]
pub fn behind(n: usize) -> String {
    format!("{} 条记录", number(n))
}

/// The name of a switch of the rules.
#[must_use]
pub fn rule_name(column: &str, what: &str) -> String {
    format!("{column}：{what}")
}

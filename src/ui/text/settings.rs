//! Words of the settings: code lists, fields of the workspace itself, thresholds.

use super::number;

words! {
    OFFICE = "全校的设置";
    OFFICE_LEAD = "这些改动和记录一样进交换文件，同事收到后一起生效；已经填了的内容一个字都不会变。";
    LISTS = "选项表";
    LISTS_LEAD = "下拉框里的选项都在这里，可以改词、加项、停用和排序；已经填了的记录不受影响。";
    FIND_LIST = "找选项表";
    NO_LIST = "没有这样的选项表，换一个字试试。";
    FIELDS = "自定义字段";
    FIELDS_LEAD = "程序里没有的项可以自己加：选一类记录，起个名字，选好填什么，它就会出现在表单、列表、搜索和文件里。";
    THRESHOLDS = "口径与门槛";
    CODE_LABEL = "选项";
    UP = "上移";
    DOWN = "下移";
    RETIRE = "停用";
    REVIVE = "重新启用";
    RETIRED = "已停用";
    NEW_CODE = "新选项";
    ADD = "加上";
    STAGES_FIXED = "这张表是工作的阶段，可以改词和排序；加减阶段要由程序来做，才能管住每一步。";
    NO_WORD = "选项不能是空的，原来的词还在。";
    WORD_THERE = "已经有这个选项，没有再加。";
    KIND = "加在哪类记录上";
    FIELD_LABEL = "字段名称";
    FIELD_TYPE = "填什么";
    FIELD_UNIT = "单位（可不填）";
    FIELD_HELP = "填写说明（可不填）";
    FIELD_LISTED = "在列表里显示";
    ADD_FIELD = "加这个字段";
    NO_LABEL = "请先写字段名称，还没有加上。";
    LABEL_THERE = "这类记录已经有同名的项，请换一个名称，还没有加上。";
    NO_FIELDS = "这类记录还没有自定义字段。";
    THESE_FIELDS = "已加的字段";
    CHOICES = "编辑选项";
    DEMO = "演示数据（虚构）";
    DEMO_LEAD = "一所示例学校三年的工作，单位都叫“示例…”，全是虚构的，用来试每一页；看完一次就能全部拿掉，您自己记的一条不动。";
    DEMO_LOAD = "装入演示数据";
    DEMO_REMOVE = "拿掉演示数据";
    DEMO_MISSING = "演示数据没有读到，您的记录都没有动；请连上网再试一次。";
}

/// How many choices a list offers, and whether the office has edited it.
#[must_use]
pub fn list_note(codes: usize, edited: bool) -> String {
    format!("{} 项{}", number(codes), if edited { " · 改过" } else { "" })
}

/// The word that the program itself has.
#[must_use]
pub fn program_word(word: &str) -> String {
    format!("程序里叫“{word}”")
}

/// Accessible name of an act on one entry.
#[must_use]
pub fn act(act: &str, what: &str) -> String {
    format!("{act} {what}")
}

/// The invented sample was put in.
#[must_use]
pub fn demo_in(count: usize) -> String {
    format!("装入了 {} 条演示记录。", number(count))
}

/// The invented sample was taken out; what somebody wrote in stays.
#[must_use]
pub fn demo_out(count: usize, left: bool) -> String {
    let left = if left { "；您改过的演示记录还留着" } else { "" };
    format!("拿掉了 {} 条演示记录{left}。", number(count))
}

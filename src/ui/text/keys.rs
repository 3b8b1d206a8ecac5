//! The keys of the keyboard and what they do, page by page.

words! {
    KEYS = "键盘操作";
}

/// The keys of one part of the page.
#[derive(Debug, PartialEq, Eq)]
pub struct Section {
    /// Where they count.
    pub title: &'static str,
    /// Keys, several with blanks between them and those pressed together with a plus; what they do.
    pub keys: &'static [(&'static str, &'static str)],
}

/// What counts everywhere.
pub const EVERYWHERE: Section = Section {
    title: "到处都行",
    keys: &[
        ("Ctrl+K", "找单位、人、项目、页面、要做的事"),
        ("/", "同上；在列表里是只在本列表里找"),
        ("j k", "到下一行、上一行记录；回车打开"),
        ("Ctrl+Z", "撤销刚才那次保存（填表时除外）"),
        ("Tab Shift+Tab", "到下一个、上一个能按的地方"),
        ("Esc", "关掉打开的面板，清空搜索"),
        ("?", "这张表"),
    ],
};

/// Keys of a list.
pub const LIST: Section = Section {
    title: "列表",
    keys: &[
        ("/", "在本列表里找；回车到第一条"),
        ("n", "新建一条"),
        ("j k", "下一条、上一条（↓ ↑ 也行）"),
        ("Home End", "第一条、最后一条"),
        ("Enter", "打开；并排时在旁边打开"),
        ("o", "打开整页"),
        ("p", "并排：记录在列表旁边，再按收起"),
        ("e", "修改"),
        ("x", "选中或取消"),
        ("Shift+x", "从上一个选中的一直选到这里"),
        ("a", "全选筛出来的，再按全不选"),
        ("b", "批量修改选中的"),
        ("f", "筛选"),
        ("c", "列、排序、分组"),
        ("v", "视图"),
        ("Esc", "取消选择"),
    ],
};

/// Keys of the page of a record.
pub const RECORD: Section =
    Section { title: "一条记录", keys: &[("e", "修改"), ("h", "看历史"), ("u", "回到这一类的列表")] };

/// Keys of a form.
pub const FORM: Section = Section {
    title: "填表",
    keys: &[
        ("Ctrl+S", "保存"),
        ("Enter", "在单行格里：保存"),
        ("Ctrl+Enter", "在多行格里：保存"),
        ("↓ ↑ Enter", "在选单位、选人的格里：挑一个"),
    ],
};

/// Keys of a photo that is shown large.
pub const PHOTO: Section =
    Section { title: "看照片", keys: &[("← →", "上一张、下一张"), ("Esc", "关闭")] };

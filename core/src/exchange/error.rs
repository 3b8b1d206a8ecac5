//! Why a file or a row cannot be taken, said in one Chinese sentence: what is wrong, where, that
//! nothing changed on this device, and what to do.

use crate::record::RowProblem;

/// What every refusal says about the reader's own data.
const UNCHANGED: &str = "本机数据没有改动";

/// The sentence of a refusal: what is wrong, that nothing was lost, what to do.
pub(super) fn refusal(what: &str, advice: &str) -> String {
    format!("{what}；{UNCHANGED}，{advice}。")
}

/// Why a file cannot be taken at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// It has no content.
    Empty,
    /// It has a length and nothing but zero bytes, as after a full disk or a lost connection.
    AllZero,
    /// It is larger than 512 MB.
    TooBig {
        /// Its size in MB.
        megabytes: usize,
    },
    /// It holds more than 1,000,000 rows.
    TooManyRows,
    /// It was saved in an encoding other than UTF-8.
    Encoding(&'static str),
    /// It is something else altogether.
    Foreign(Foreign),
    /// It is an encrypted envelope.
    Encrypted,
    /// It stops being JSON at this place.
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// It is JSON without a `format`.
    OtherJson,
    /// It is a file of another program.
    OtherFormat(String),
    /// It has no end.
    Truncated {
        /// How many rows its header promises, if it does.
        promised: Option<u64>,
        /// How many are there.
        read: usize,
    },
    /// It needs a newer version of the program.
    Newer {
        /// The version of the format that a reader must know.
        needs: u64,
    },
    /// A part of it is not as the format says.
    Shape {
        /// Line, from 1.
        line: usize,
    },
    /// A member stands twice in it, so that nobody can tell which was meant.
    Twice(String),
}

/// What a file is that is no exchange file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// A web page, as a download portal or a login page delivers it.
    Html,
    /// An archive: zip, rar, 7z, gzip.
    Archive,
    /// An Excel workbook (.xlsx).
    Excel,
    /// A Word document (.docx).
    Word,
    /// A document of the old Office formats (.xls, .doc).
    OldOffice,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// Text, but no JSON.
    Text,
    /// Anything else.
    Binary,
}

impl Foreign {
    const fn what_and_advice(self) -> (&'static str, &'static str) {
        match self {
            Self::Html => {
                ("这是一个网页，不是交换文件，可能是下载时存成了登录页", "请重新下载或请对方直接发送 .json 文件")
            }
            Self::Archive => ("这是一个压缩包，不是交换文件", "请先解压，再选择里面的 .json 文件"),
            Self::Excel => ("这是一个 Excel 表格，不是交换文件", "请选择对方在“交换”页导出的 .json 文件"),
            Self::Word => ("这是一个 Word 文档，不是交换文件", "请选择对方在“交换”页导出的 .json 文件"),
            Self::OldOffice => ("这是旧版 Office 文档，不是交换文件", "请选择对方在“交换”页导出的 .json 文件"),
            Self::Pdf => ("这是一个 PDF 文档，不是交换文件", "请选择对方在“交换”页导出的 .json 文件"),
            Self::Picture => ("这是一张图片，不是交换文件", "请选择对方在“交换”页导出的 .json 文件"),
            Self::Text => ("这是一个普通文本或 .csv 文件，不是交换文件", "请选择对方在“交换”页导出的 .json 文件"),
            Self::Binary => ("认不出这个文件的内容，它不是交换文件", "请选择对方在“交换”页导出的 .json 文件"),
        }
    }
}

impl FileError {
    /// Returns the sentence that the person is told.
    #[must_use]
    pub fn sentence(&self) -> String {
        let (what, advice) = self.what_and_advice();
        refusal(&what, advice)
    }

    fn what_and_advice(&self) -> (String, &'static str) {
        let resend = "请对方重新导出并发送";
        match self {
            Self::Empty => ("这个文件是空的，里面没有任何内容".to_owned(), resend),
            Self::AllZero => ("这个文件只有空字节，内容在保存或传输时丢失了".to_owned(), resend),
            Self::TooBig { megabytes } => {
                (format!("这个文件有 {megabytes} MB，超过了 512 MB 的上限"), "请对方按增量或分批导出后再发送")
            }
            Self::TooManyRows => ("这个文件超过了 1000000 行的上限".to_owned(), "请对方按增量或分批导出后再发送"),
            Self::Encoding(name) => {
                (format!("这个文件被另存成了 {name} 编码，不再是导出时的 UTF-8"), "请选择原来的文件或请对方重新发送")
            }
            Self::Foreign(foreign) => {
                let (what, advice) = foreign.what_and_advice();
                (what.to_owned(), advice)
            }
            Self::Encrypted => {
                ("这是一个加了口令的文件，没有口令不能读取".to_owned(), "请输入口令后再读取，或请对方不设口令重新导出")
            }
            Self::NotJson { line, column } => {
                (format!("文件从第 {line} 行第 {column} 个字节起读不下去，可能被人改动过或混进了别的内容"), resend)
            }
            Self::OtherJson => (
                "这个 JSON 文件里没有格式标记，不是本工作台的交换文件".to_owned(),
                "请选择对方在“交换”页导出的 .json 文件",
            ),
            Self::OtherFormat(name) => {
                (format!("这是另一种程序的文件（格式“{}”）", short(name)), "请选择对方在“交换”页导出的 .json 文件")
            }
            Self::Truncated { promised: Some(promised), read } if *promised > *read as u64 => {
                (format!("文件不完整：应有 {promised} 行，只读到 {read} 行，可能是传输中断"), resend)
            }
            Self::Truncated { read, .. } => (format!("文件不完整：没有结尾，只读到 {read} 行，可能是传输中断"), resend),
            Self::Newer { needs } => (
                format!("这个文件由更新的版本写成（需要格式 {needs}，本机只认得格式 {}）", super::FORMAT_VERSION),
                "请先更新本机的工作台再导入",
            ),
            Self::Shape { line } => (format!("文件第 {line} 行附近的内容不合交换格式"), resend),
            Self::Twice(name) => (format!("文件里“{}”出现了两次，无法判断以哪一个为准", short(name)), resend),
        }
    }
}

/// Foreign text in a sentence: its beginning, without line breaks.
pub(super) fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(20).collect()
}

/// Why a row cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowFault {
    /// The row itself is wrong.
    Row(RowProblem),
    /// It is nested deeper than 32 levels.
    TooDeep,
    /// Its id belongs to a record of another kind on this device.
    OtherKind,
}

impl RowFault {
    const fn what_and_advice(&self) -> (&'static str, &'static str) {
        let resend = "请对方重新导出并发送";
        match self {
            Self::Row(RowProblem::NotARow) => ("不是一条完整的记录", resend),
            Self::Row(RowProblem::NoKind) => ("没有写明是哪一类记录", resend),
            Self::Row(RowProblem::NoId) => ("编号缺失或写错了", resend),
            Self::Row(RowProblem::BadStamp) => ("合并所需的修改记录缺失或写错了", resend),
            Self::Row(RowProblem::Edited) => ("导出以后被改动过", "请在原来的设备上修改，再重新导出"),
            Self::Row(RowProblem::TooMuch) => ("内容超过了一条记录的上限", resend),
            Self::TooDeep => ("内容嵌套得太深", resend),
            Self::OtherKind => ("与本机另一类记录的编号相同", "请把这个文件交给部门管理员核对"),
        }
    }
}

/// A row of a file that is not taken. The other rows are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// Its how-manieth row of the file it is, from 1.
    pub number: usize,
    /// Its line in the file, from 1; `None` if rows have no lines of their own.
    pub line: Option<usize>,
    /// What the record seems to be called, possibly empty.
    pub title: String,
    /// What is wrong.
    pub fault: RowFault,
}

impl BadRow {
    /// Returns the sentence that the person is told.
    #[must_use]
    pub fn sentence(&self) -> String {
        let place = match self.line {
            Some(line) => format!("第 {line} 行"),
            None => format!("第 {} 条记录", self.number),
        };
        let title = if self.title.is_empty() { String::new() } else { format!("“{}”", short(&self.title)) };
        let (what, advice) = self.fault.what_and_advice();
        format!("{place}{title}：{what}，这一行不会导入；{UNCHANGED}，{advice}。")
    }
}

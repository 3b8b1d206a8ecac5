//! Why a table cannot be read, in one Chinese sentence: what, where, that nothing changed here, what
//! to do.

use super::{MAX_BYTES, MAX_COLUMNS, MAX_ROWS};

/// Why nothing of a table can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetError {
    /// It has no content.
    Empty,
    /// It has a heading and nothing below it.
    NoRows,
    /// It is larger than is read.
    TooBig,
    /// It has more rows, columns or cells than are read.
    TooMuch,
    /// A quotation mark is opened on this line and never closed.
    OpenQuote {
        /// Line, from 1.
        line: usize,
    },
    /// It is a workbook that wants a password.
    Locked,
    /// It is a workbook that breaks off or is damaged.
    BrokenBook,
    /// It is an archive or an Office document, and no workbook.
    NotABook,
    /// It is a workbook without a sheet that holds anything.
    NoSheet,
    /// It is a workbook that grows too large when it is unpacked.
    Swollen,
    /// Another build has prepared it: old and new files of the program met.
    OtherBuild,
    /// It is a web page, which some systems name .xls.
    Html,
    /// It is not text.
    NotText,
    /// Its text is damaged on this line.
    Damaged {
        /// Line, from 1.
        line: usize,
    },
    /// It is JSON and stops being so at this line.
    NotJson {
        /// Line, from 1.
        line: usize,
    },
    /// It is JSON without a list of records.
    NoList,
    /// An entry of its list is no record.
    NotARecord {
        /// Which one, from 1.
        number: usize,
    },
    /// It is a file of this program.
    Exchange,
}

impl SheetError {
    /// Returns the sentence that the person is told.
    #[must_use]
    pub fn sentence(self) -> String {
        let (what, advice) = self.what_and_advice();
        format!("{what}；本机数据没有改动，{advice}。")
    }

    fn what_and_advice(self) -> (String, &'static str) {
        let save_again = "请用 Excel 或 WPS 打开，另存为 .csv 再选";
        match self {
            Self::Empty => ("这个表格里没有任何内容".to_owned(), "请选有表头和数据的文件，或重新复制粘贴"),
            Self::NoRows => ("这个表格只有表头，下面没有数据".to_owned(), "请连同数据一起选或粘贴"),
            Self::TooBig => (format!("这个表格超过了 {} MB 的上限", MAX_BYTES >> 20), "请分成几份再导入"),
            Self::TooMuch => {
                (format!("这个表格太大，最多读 {MAX_ROWS} 行、{MAX_COLUMNS} 列"), "请删去空列或分成几份再导入")
            }
            Self::OpenQuote { line } => {
                (format!("第 {line} 行有一个引号没有收尾，后面的格子分不开"), "请补上或删掉这个引号再导入")
            }
            Self::Locked => {
                ("这个工作簿设了打开密码，没有密码读不出来".to_owned(), "请用 Excel 或 WPS 打开，去掉密码另存一份再选")
            }
            Self::BrokenBook => (
                "这个工作簿不完整或已损坏，读不出来".to_owned(),
                "请重新下载或请对方重新发送，或用 Excel、WPS 打开后另存为 .xlsx 再选",
            ),
            Self::NotABook => (
                "这不是 Excel 工作簿，里面没有工作表".to_owned(),
                "请选 .xlsx、.xls 或 .csv 文件；若是压缩包，请先解压",
            ),
            Self::NoSheet => ("这个工作簿的各张工作表都是空的".to_owned(), "请选有表头和数据的文件"),
            Self::Swollen => {
                ("这个工作簿展开以后太大，不敢打开".to_owned(), "请删去多余的工作表和空行，或分成几份再导入")
            }
            Self::OtherBuild => ("程序正在更新，读表格的部分和页面不是同一版".to_owned(), "请刷新页面再选一次"),
            Self::Html => ("这是网页格式的文件，有的系统导出的 .xls 就是这样".to_owned(), save_again),
            Self::NotText => ("认不出这个文件的内容，它不是文本表格".to_owned(), save_again),
            Self::Damaged { line } => (format!("第 {line} 行附近有损坏的字，读不出来"), save_again),
            Self::NotJson { line } => (format!("文件从第 {line} 行起不合 JSON 的写法"), "请向提供文件的人再要一份"),
            Self::NoList => ("这个 JSON 文件里没有成列的记录".to_owned(), "请选内容是一列记录的文件，或先存成 .csv"),
            Self::NotARecord { number } => {
                (format!("列表的第 {number} 条不是一条记录"), "请选每条都有名称和内容的文件")
            }
            Self::Exchange => ("这是本工作台的交换文件，不用对应各列".to_owned(), "请到“交换”页选择它"),
        }
    }
}

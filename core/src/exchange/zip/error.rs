//! Why an archive or an entry of it cannot be taken, said in one Chinese sentence.

use super::super::error::{refusal, short};
use super::{MAX_ENTRIES, MAX_TOTAL};

/// Why an archive, or one entry of it, cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ZipError {
    /// It is cut off, or its directory is not as it should be.
    Damaged,
    /// It is one volume of several.
    Split,
    /// Its entries are encrypted.
    Encrypted,
    /// It has more than 2,000 entries.
    TooMany {
        /// How many it says it has.
        entries: u64,
    },
    /// Its content is larger than 512 MB, or its directory is out of all proportion.
    TooBig,
    /// It holds neither an exchange file nor a photo.
    Nothing {
        /// How many other files it holds.
        ignored: usize,
    },
    /// An entry is damaged.
    DamagedEntry {
        /// Its name.
        name: String,
    },
    /// An entry claims to be far larger than what it was packed to.
    Ratio {
        /// Its name.
        name: String,
    },
    /// An entry is a photo larger than any that this program keeps.
    BigPhoto {
        /// Its name.
        name: String,
    },
    /// An entry is packed in a way other than DEFLATE.
    Method {
        /// Its name.
        name: String,
    },
}

impl ZipError {
    /// Returns the sentence that the person is told.
    #[must_use]
    pub fn sentence(&self) -> String {
        let (what, advice) = self.what_and_advice();
        refusal(&what, advice)
    }

    fn what_and_advice(&self) -> (String, &'static str) {
        let resend = "请对方重新导出并发送";
        let unpack = "请先解压，再选择里面的 .json 文件";
        match self {
            Self::Damaged => ("这个压缩包不完整或已损坏，可能是传输中断".to_owned(), resend),
            Self::Split => ("这只是分卷压缩包中的一卷".to_owned(), "请先把各卷合并解压，再选择里面的 .json 文件"),
            Self::Encrypted => ("这个压缩包设了解压密码，工作台不能打开".to_owned(), unpack),
            Self::TooMany { entries } => {
                (format!("这个压缩包里有 {entries} 个文件，超过了 {MAX_ENTRIES} 个的上限"), unpack)
            }
            Self::TooBig => {
                (format!("这个压缩包解开后超过了 {} MB 的上限", MAX_TOTAL >> 20), "请对方按增量或分批导出后再发送")
            }
            Self::Nothing { ignored } => (
                format!("这个压缩包里有 {ignored} 个文件，但没有交换文件，也没有工作台的照片"),
                "请选择对方在“交换”页导出的文件",
            ),
            Self::DamagedEntry { name } => (format!("压缩包里的“{}”已损坏", short(name)), resend),
            Self::Ratio { name } => (format!("压缩包里的“{}”解开后大得不正常", short(name)), resend),
            Self::BigPhoto { name } => (format!("压缩包里的照片“{}”超过了一张照片的上限", short(name)), resend),
            Self::Method { name } => (format!("压缩包里的“{}”用了少见的压缩方式", short(name)), unpack),
        }
    }
}

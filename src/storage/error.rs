//! What can go wrong with a store, said to the person in front of it.

use std::fmt;

/// Why a store did not do what it was asked. In every case nothing of the step was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// Another window holds an older layout open, so ours cannot be set up.
    Blocked,
    /// The database was laid out by a newer build than this one.
    NewerLayout,
    /// The connection is gone and could not be opened again.
    Closed,
    /// The disk, or the browser's share of it, is full.
    Quota,
    /// The browser keeps no data for this page: a private window, a policy, a damaged profile.
    Unavailable,
    /// The browser gave the transaction up without saying more.
    Aborted,
    /// Anything else, in the browser's words.
    Other(String),
}

impl StoreError {
    /// One sentence for the person: what happened, that nothing was lost, what to do.
    #[must_use]
    pub fn message(&self) -> &'static str {
        match self {
            Self::Blocked => "本工作台的另一个窗口占着本机数据，已存的内容都在，请关闭其他窗口，关好后这里会自动继续。",
            Self::NewerLayout => {
                "此浏览器里有更新版本的数据，这个旧版窗口不再写入，已存的内容和草稿都在，请刷新页面换成新版本。"
            }
            Self::Closed => "浏览器断开了本机数据，这一步没有保存，已存的内容没有变动，请刷新页面后重试。",
            Self::Quota => "这台设备的存储空间已满，这一步没有保存，已存的内容没有变动，请先导出备份、腾出空间后重试。",
            Self::Unavailable => {
                "浏览器不允许在这台设备上保存数据（可能是无痕窗口），没有内容被改动，请换普通窗口或其他浏览器打开。"
            }
            Self::Aborted => "浏览器中断了这次保存，这一步没有写入，已存的内容没有变动，请再试一次。",
            Self::Other(_) => "读写本机数据时出错，这一步没有写入，已存的内容没有变动，请刷新页面后重试。",
        }
    }

    /// A short name that says nothing of anybody's data, for tests and for support.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::NewerLayout => "newer",
            Self::Closed => "closed",
            Self::Quota => "quota",
            Self::Unavailable => "unavailable",
            Self::Aborted => "aborted",
            Self::Other(_) => "other",
        }
    }

    /// The technical detail, for 复制详情.
    #[must_use]
    pub fn detail(&self) -> &str {
        match self {
            Self::Blocked => "blocked",
            Self::NewerLayout => "newer layout",
            Self::Closed => "connection closed",
            Self::Quota => "quota exceeded",
            Self::Unavailable => "storage unavailable",
            Self::Aborted => "transaction aborted",
            Self::Other(detail) => detail,
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.detail())
    }
}

impl std::error::Error for StoreError {}

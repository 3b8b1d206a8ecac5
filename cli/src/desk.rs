//! Where the program writes: its result, its complaints and its progress, and how it ends.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// How often progress is written.
const PROGRESS_EVERY: Duration = Duration::from_millis(200);

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All is well.
    Fine,
    /// A file or a row was refused, or something should be looked at; the rest was done.
    Refused,
    /// Nothing was done: wrong arguments, or a file that cannot be read or written.
    Failed,
}

impl Exit {
    /// Returns the exit code of the process.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Refused => 1,
            Self::Failed => 2,
        }
    }
}

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// The arguments make no sense; one sentence.
    Usage(String),
    /// What was asked for was refused; one sentence.
    Refused(String),
    /// A file could not be read or written; one sentence.
    File(String),
    /// Whoever read our result has gone away.
    Gone,
}

impl Failure {
    /// Returns the failure of reading or writing `path`.
    #[must_use]
    pub fn of_file(what: &str, path: &Path, error: &io::Error) -> Self {
        let why = match error.kind() {
            io::ErrorKind::NotFound => "找不到它".to_owned(),
            io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
            io::ErrorKind::StorageFull => "磁盘已满".to_owned(),
            io::ErrorKind::IsADirectory => "它是一个文件夹".to_owned(),
            _ => format!("系统说 {error}"),
        };
        Self::File(format!("{what}“{}”失败：{why}；没有写出任何结果，请检查路径和磁盘后重试。", path.display()))
    }

    pub(crate) fn sentence(&self) -> String {
        match self {
            Self::Usage(sentence) => format!("{sentence}\n运行 ronghe --help 查看用法。"),
            Self::Refused(sentence) | Self::File(sentence) => sentence.clone(),
            Self::Gone => String::new(),
        }
    }

    pub(crate) const fn exit(&self) -> Exit {
        match self {
            Self::Refused(_) => Exit::Refused,
            Self::Usage(_) | Self::File(_) | Self::Gone => Exit::Failed,
        }
    }
}

/// The streams of one run.
pub struct Desk<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    /// Whether a person watches the complaints.
    watched: bool,
    /// What sealed files are opened with.
    pub(crate) passphrase: Option<String>,
    shown: Option<Instant>,
}

impl std::fmt::Debug for Desk<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("watched", &self.watched).finish_non_exhaustive()
    }
}

impl<'a> Desk<'a> {
    /// Returns a desk on these streams; progress is written if `watched`.
    pub fn new(out: &'a mut dyn Write, err: &'a mut dyn Write, watched: bool) -> Self {
        Self { out, err, watched, passphrase: None, shown: None }
    }

    /// Writes progress no more.
    pub(crate) const fn hush(&mut self) {
        self.watched = false;
    }

    /// Writes a part of the result.
    pub(crate) fn print(&mut self, text: impl Display) -> Result<(), Failure> {
        self.clear();
        write!(self.out, "{text}").map_err(|_| Failure::Gone)
    }

    /// Writes a line of the result.
    pub(crate) fn line(&mut self, text: impl Display) -> Result<(), Failure> {
        self.print(format_args!("{text}\n"))
    }

    /// Writes a JSON document.
    pub(crate) fn json(&mut self, value: &impl serde::Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value).map_err(|_| Failure::Gone)?;
        self.line(text)
    }

    /// Writes a sentence beside the result. Nobody can be told if that fails.
    pub(crate) fn complain(&mut self, sentence: &str) {
        self.clear();
        if !sentence.is_empty() {
            writeln!(self.err, "{sentence}").unwrap_or_default();
        }
    }

    /// Says how far it is, now and then, where a person watches.
    pub(crate) fn progress(&mut self, text: impl FnOnce() -> String) {
        if !self.watched || self.shown.is_some_and(|at| at.elapsed() < PROGRESS_EVERY) {
            return;
        }
        write!(self.err, "\r\x1b[K{}", text()).and_then(|()| self.err.flush()).unwrap_or_default();
        self.shown = Some(Instant::now());
    }

    fn clear(&mut self) {
        if self.shown.take().is_some() {
            write!(self.err, "\r\x1b[K").unwrap_or_default();
        }
    }
}

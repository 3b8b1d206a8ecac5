//! Writing a result: beside its place first, and put there only when it is whole.

use crate::desk::Failure;
use ronghe_core::exchange::RowWriter;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, TempDir};

/// How many bytes are gathered before they are written.
const SLICE: usize = 1 << 20;

/// A file that appears under its name only when it is whole.
#[derive(Debug)]
pub(crate) struct OutFile {
    path: PathBuf,
    file: NamedTempFile,
    force: bool,
    bytes: u64,
}

impl OutFile {
    /// Begins the file; refuses to replace another one unless `force`.
    pub(crate) fn create(path: &Path, force: bool) -> Result<Self, Failure> {
        if path.is_dir() {
            return Err(Failure::Usage(format!("“{}”是一个文件夹，请用 -o 写一个文件名。", path.display())));
        }
        if path.exists() && !force {
            return Err(taken(path));
        }
        let file = temporary(folder_of(path)).map_err(|e| Failure::of_file("写入", path, &e))?;
        Ok(Self { path: path.to_owned(), file, force, bytes: 0 })
    }

    pub(crate) fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.bytes += text.len() as u64;
        self.file.write_all(text.as_bytes()).map_err(|e| Failure::of_file("写入", &self.path, &e))
    }

    /// Writes what waits, if it is worth it.
    pub(crate) fn take_from(&mut self, rows: &mut RowWriter) -> Result<(), Failure> {
        if rows.waiting() < SLICE { Ok(()) } else { self.write(&rows.take()) }
    }

    /// Writes the end of an exchange file and puts it in its place. Returns its size in bytes.
    pub(crate) fn finish(mut self, rows: RowWriter) -> Result<u64, Failure> {
        self.write(&rows.finish())?;
        self.persist()
    }

    /// Puts the file in its place once it is on the disk. Returns its size in bytes.
    pub(crate) fn persist(self) -> Result<u64, Failure> {
        let Self { path, file, force, bytes } = self;
        let failed = |error: &io::Error| Failure::of_file("写入", &path, error);
        file.as_file().sync_all().map_err(|e| failed(&e))?;
        let put = if force { file.persist(&path) } else { file.persist_noclobber(&path) };
        match put {
            Ok(_) => Ok(bytes),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(taken(&path)),
            Err(error) => Err(failed(&error.error)),
        }
    }
}

/// A temporary file that others may read as they may read any new file: colleagues share folders.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ronghe-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

fn taken(path: &Path) -> Failure {
    Failure::Usage(format!("“{}”已经存在，没有动它；要替换请加 --force。", path.display()))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// A folder for what does not fit into memory: beside the result, where there is room for it (the
/// system's own is often in memory).
pub(crate) fn scratch(beside: Option<&Path>) -> Result<TempDir, Failure> {
    let made = match beside {
        Some(path) => TempDir::with_prefix_in(".ronghe-", folder_of(path)),
        None => TempDir::with_prefix("ronghe-"),
    };
    made.map_err(|e| Failure::of_file("建立临时文件夹", beside.unwrap_or_else(|| Path::new(".")), &e))
}

//! Reading exchange files slice by slice: what was read is handed on and not kept.

use crate::desk::{Desk, Failure};
use ronghe_core::exchange::{ExchangeFile, FileError, FileHeader, FileRow, Reader};
use ronghe_core::ledger::DeviceNote;
use serde::Serialize;
use serde_json::{Value, json};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// How much of a file is read at a time, in bytes.
const SLICE: usize = 256 << 10;

/// A file on its way in, and its place among all.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Input<'a> {
    pub path: &'a Path,
    /// From 0.
    pub number: usize,
    pub of: usize,
}

impl<'a> Input<'a> {
    /// All of `paths`.
    pub(crate) fn all(paths: &'a [std::path::PathBuf]) -> impl Iterator<Item = Self> {
        paths.iter().enumerate().map(|(number, path)| Self { path, number, of: paths.len() })
    }

    /// The name by which people know the file.
    pub(crate) fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Reads the file and hands its rows to `take`, in its order. What comes back holds no rows.
    ///
    /// A file that is refused at its end has handed on rows before; whoever takes them must be
    /// able to leave them out again.
    pub(crate) fn read(
        &self,
        desk: &mut Desk<'_>,
        take: &mut dyn FnMut(FileRow) -> Result<(), Failure>,
    ) -> Result<Result<ExchangeFile, FileError>, Failure> {
        let failed = |error: std::io::Error| Failure::of_file("读取", self.path, &error);
        let mut file = File::open(self.path).map_err(failed)?;
        let size = file.metadata().map_err(failed)?.len().max(1);
        let (mut reader, mut slice, mut read) = (Reader::new(), vec![0; SLICE], 0_u64);
        loop {
            let length = file.read(&mut slice).map_err(failed)?;
            if length == 0 {
                break;
            }
            read += length as u64;
            if let Err(error) = reader.push(slice.get(..length).unwrap_or_default()) {
                return Ok(Err(error));
            }
            for row in reader.drain() {
                take(row)?;
            }
            desk.progress(|| {
                format!("正在读取 {}/{} {} {}%", self.number + 1, self.of, self.name(), (read * 100 / size).min(100))
            });
        }
        let mut file = match reader.finish() {
            Ok(file) => file,
            Err(error) => return Ok(Err(error)),
        };
        for row in std::mem::take(&mut file.rows) {
            take(row)?;
        }
        file.name = self.name();
        Ok(Ok(file))
    }
}

/// Who wrote a file, as people say it.
pub(crate) fn who(header: &FileHeader) -> String {
    let from = &header.from;
    let parts = [&from.person, &from.unit, &from.device_name];
    let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
    if parts.is_empty() { "未署名".to_owned() } else { parts.join(" · ") }
}

/// The word for the kind of a file.
pub(crate) fn sort_of(header: &FileHeader) -> &str {
    match header.kind.as_str() {
        "full" => "全部",
        "starter" => "启用",
        "delta" => "增量",
        "selection" => "选择",
        "redacted" => "去掉联系方式",
        "transfer" => "换机",
        other => other,
    }
}

/// When a file was written, to the minute.
pub(crate) fn when(header: &FileHeader) -> String {
    header.file.created.get(..16).unwrap_or(&header.file.created).replace('T', " ")
}

/// The header for a machine.
pub(crate) fn header_json(header: &FileHeader) -> Value {
    #[derive(Serialize)]
    struct About<'a> {
        id: &'a str,
        name: &'a str,
    }
    let workspace = header.workspace.as_ref().map(|w| (w.id.to_string(), &w.name));
    json!({
        "kind": header.kind,
        "file": header.file,
        "workspace": workspace.as_ref().map(|(id, name)| About { id, name }),
        "from": header.from,
    })
}

/// What a header tells about its own device.
pub(crate) fn device_note(header: &FileHeader) -> DeviceNote {
    DeviceNote { name: header.from.device_name.clone(), person: header.from.person.clone() }
}

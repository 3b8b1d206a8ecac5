//! Reading exchange files slice by slice: what was read is handed on and not kept. A file in an
//! archive, or one that is sealed with a passphrase, is held in memory while it is read.

use crate::desk::{Desk, Failure};
use crate::sealed;
use ronghe_core::exchange::envelope::Envelope;
use ronghe_core::exchange::zip::{self, Content, Entry};
use ronghe_core::exchange::{ExchangeFile, FileError, FileHeader, FileRow, MAX_BYTES, Reader};
use ronghe_core::ledger::DeviceNote;
use serde::Serialize;
use serde_json::{Value, json};
use std::fmt;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// How much of a file is read at a time, in bytes.
const SLICE: usize = 256 << 10;

/// How much of the beginning of a file tells what it is, in bytes.
const START: u64 = 4096;

/// Why nothing of a file was taken, in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(String);

impl Refusal {
    /// Returns the sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        self.0.clone()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<FileError> for Refusal {
    fn from(error: FileError) -> Self {
        Self(error.sentence())
    }
}

/// A file on its way in, and its place among all.
#[derive(Debug, Clone)]
pub(crate) struct Input<'a> {
    path: &'a Path,
    /// The file in the archive `path`; `None` if `path` is the file itself.
    entry: Option<Entry>,
    /// From 0.
    number: usize,
    of: usize,
}

/// Takes rows as they are read.
type Take<'t> = &'t mut dyn FnMut(FileRow) -> Result<(), Failure>;

impl<'a> Input<'a> {
    /// All of `paths`, and of archives the exchange files that are in them. Archives that hold
    /// nothing but photos are passed over, and it is said so.
    pub(crate) fn all(desk: &mut Desk<'_>, paths: &'a [PathBuf]) -> Result<Vec<Self>, Failure> {
        let mut inputs = Vec::new();
        for (number, path) in paths.iter().enumerate() {
            let of = paths.len();
            let plain = || Self { path, entry: None, number, of };
            match entries(path)? {
                None => inputs.push(plain()),
                Some(entries) if entries.is_empty() => {
                    desk.complain(&format!(
                        "“{}”里只有照片，没有记录，已跳过；照片请在工作台的“交换”页导入。",
                        path.display()
                    ));
                }
                Some(entries) => {
                    inputs.extend(entries.into_iter().map(|entry| Self { entry: Some(entry), ..plain() }));
                }
            }
        }
        Ok(inputs)
    }

    /// The name by which people know the file.
    pub(crate) fn name(&self) -> String {
        let path = self.path.display();
        self.entry.as_ref().map_or_else(|| path.to_string(), |entry| format!("{path}/{}", entry.name))
    }

    /// Reads the file and hands its rows to `take`, in its order. What comes back holds no rows.
    ///
    /// A file that is refused at its end has handed on rows before; whoever takes them must be
    /// able to leave them out again.
    pub(crate) fn read(&self, desk: &mut Desk<'_>, take: Take<'_>) -> Result<Result<ExchangeFile, Refusal>, Failure> {
        let read = match &self.entry {
            Some(entry) => match self.unpacked(entry)? {
                Ok(bytes) => self.stream(desk, &mut bytes.as_slice(), bytes.len() as u64, take)?,
                Err(refusal) => return Ok(Err(refusal)),
            },
            None => {
                let mut file = File::open(self.path).map_err(|e| self.failed(&e))?;
                let size = file.metadata().map_err(|e| self.failed(&e))?.len();
                self.stream(desk, &mut file, size, take)?
            }
        };
        match read {
            Err(FileError::Encrypted) => match self.opened(desk)? {
                Ok(bytes) => {
                    let read = self.stream(desk, &mut bytes.as_slice(), bytes.len() as u64, take)?;
                    Ok(read.map_err(Refusal::from))
                }
                Err(refusal) => Ok(Err(refusal)),
            },
            read => Ok(read.map_err(Refusal::from)),
        }
    }

    fn stream(
        &self,
        desk: &mut Desk<'_>,
        from: &mut dyn Read,
        size: u64,
        take: Take<'_>,
    ) -> Result<Result<ExchangeFile, FileError>, Failure> {
        let (mut reader, mut slice, mut read) = (Reader::new(), vec![0; SLICE], 0_u64);
        loop {
            let length = from.read(&mut slice).map_err(|e| self.failed(&e))?;
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
            let percent = (read * 100 / size.max(1)).min(100);
            desk.progress(|| format!("正在读取 {}/{} {} {percent}%", self.number + 1, self.of, self.name()));
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

    /// The file that is sealed in this one.
    fn opened(&self, desk: &Desk<'_>) -> Result<Result<Vec<u8>, Refusal>, Failure> {
        let bytes = match &self.entry {
            Some(entry) => match self.unpacked(entry)? {
                Ok(bytes) => bytes,
                Err(refusal) => return Ok(Err(refusal)),
            },
            None => std::fs::read(self.path).map_err(|e| self.failed(&e))?,
        };
        let text = String::from_utf8_lossy(&bytes);
        let envelope = match Envelope::parse(&text) {
            Ok(envelope) => envelope,
            Err(error) => return Ok(Err(Refusal(error.sentence()))),
        };
        let Some(passphrase) = &desk.passphrase else {
            return Ok(Err(Refusal(format!(
                "这个文件加了口令；没有读取其中的内容，请先把口令放进环境变量 {}，再运行一次。",
                crate::PASSPHRASE
            ))));
        };
        Ok(sealed::open(&envelope, passphrase).map_err(|error| Refusal(error.sentence())))
    }

    /// The bytes of the file in its archive.
    fn unpacked(&self, entry: &Entry) -> Result<Result<Vec<u8>, Refusal>, Failure> {
        let mut file = File::open(self.path).map_err(|e| self.failed(&e))?;
        let bytes = part(&mut file, entry.range.start, entry.range.end).map_err(|e| self.failed(&e))?;
        Ok(entry.unpack(&bytes).map_err(|error| Refusal(error.sentence())))
    }

    fn failed(&self, error: &std::io::Error) -> Failure {
        Failure::of_file("读取", self.path, error)
    }
}

/// The exchange files in an archive; `None` if the file is no archive that can be read, which the
/// reader of files has a sentence for.
fn entries(path: &Path) -> Result<Option<Vec<Entry>>, Failure> {
    let failed = |error: std::io::Error| Failure::of_file("读取", path, &error);
    let mut file = File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    if size > MAX_BYTES as u64 || !zip::is_zip(&part(&mut file, 0, START.min(size)).map_err(failed)?) {
        return Ok(None);
    }
    let tail = part(&mut file, size.saturating_sub(zip::TAIL), size).map_err(failed)?;
    let Ok(directory) = zip::directory(&tail, size) else { return Ok(None) };
    let (exchange, photos): (Vec<Entry>, Vec<Entry>) =
        directory.entries.into_iter().partition(|entry| entry.content == Content::Exchange);
    // An Office document is an archive without either.
    Ok((!exchange.is_empty() || !photos.is_empty()).then_some(exchange))
}

/// The bytes of a file from one place to another.
fn part(file: &mut File, from: u64, to: u64) -> std::io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(to.saturating_sub(from)).read_to_end(&mut bytes)?;
    Ok(bytes)
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

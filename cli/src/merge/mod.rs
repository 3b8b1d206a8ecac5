//! `ronghe merge`: hundreds of exchange files into one, in memory that does not grow with their
//! number.
//!
//! Rows are read once, sorted by id outside of memory (`runs`), joined record by record (`join`),
//! and written out (`tell` says what happened). The result holds the same rows as taking the files
//! one after the other into a ledger; `tests/merge.rs` plays that.

mod join;
mod runs;
mod tell;

pub use crate::input::Refusal;
pub use join::FileOutcome;
pub use runs::{Effort, Limits};

use crate::args;
use crate::desk::{Desk, Exit, Failure};
use crate::input::{Input, device_note};
use crate::output::{OutFile, scratch};
use join::{Bodies, Joiner};
use ronghe_core::exchange::{FileHeader, FileStamp, MAX_BYTES, MAX_ROWS, RowWriter, Sender};
use ronghe_core::kinds::SCHEMA;
use ronghe_core::ledger::{DeviceNote, Workspace};
use ronghe_core::record::{Device, Id};
use runs::{Sorter, Sourced};
use std::collections::BTreeMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use tempfile::TempDir;

/// How files are put together.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// How much is held in memory.
    pub limits: Limits,
    /// Whether files of different workspaces may be put together.
    pub any_workspace: bool,
    /// What does not fit into memory lies beside this file.
    pub beside: Option<&'a Path>,
}

/// Files put together, on the disk.
#[derive(Debug)]
pub struct Merged {
    /// What became of each file, in the order in which they were given.
    pub files: Vec<FileOutcome>,
    /// The workspace of the files.
    pub workspace: Option<Workspace>,
    /// What sorting took.
    pub effort: Effort,
    devices: BTreeMap<Device, DeviceNote>,
    bodies: Bodies,
    /// Holds the bodies; goes when this goes.
    _folder: TempDir,
}

/// Puts files together.
///
/// # Errors
/// A file cannot be read, the files are of different workspaces, or there is no room for what lies
/// between.
pub fn merge(desk: &mut Desk<'_>, paths: &[PathBuf], options: Options<'_>) -> Result<Merged, Failure> {
    let folder = scratch(options.beside)?;
    let mut sorter = Sorter::new(folder.path(), options.limits);
    let mut met = Met::default();
    let mut files = Vec::with_capacity(paths.len());
    for (input, number) in Input::all(desk, paths)?.into_iter().zip(0_u32..) {
        let read = input.read(desk, &mut |row| sorter.push(Sourced { file: number, row }))?;
        let outcome = FileOutcome::new(input.name(), read);
        if outcome.refused.is_none() {
            met.take(&outcome, options.any_workspace)?;
        }
        files.push(outcome.slim());
    }
    let (sorted, effort) = sorter.finish()?;
    let mut joiner = Joiner::new(folder.path(), &mut files, &met);
    for (row, done) in sorted.zip(1_u64..) {
        joiner.take(row?)?;
        desk.progress(|| format!("正在合并 {done} 行"));
    }
    let bodies = joiner.finish()?;
    Ok(Merged { files, workspace: met.workspace.clone(), effort, devices: met.devices(), bodies, _folder: folder })
}

/// What the files told about their workspace and about devices.
#[derive(Debug, Default)]
struct Met {
    workspace: Option<Workspace>,
    /// The file that was first to name it.
    named_by: String,
    told: BTreeMap<Device, DeviceNote>,
    /// What devices said about themselves, which counts most.
    own: BTreeMap<Device, DeviceNote>,
}

impl Met {
    fn take(&mut self, file: &FileOutcome, any_workspace: bool) -> Result<(), Failure> {
        match (&self.workspace, &file.header.workspace) {
            (None, Some(theirs)) => {
                self.workspace = Some(theirs.clone());
                self.named_by = file.name.clone();
            }
            (Some(ours), Some(theirs)) if ours.id != theirs.id && !any_workspace => {
                return Err(Failure::Refused(format!(
                    "“{}”属于工作区“{}”，“{}”却属于另一个工作区“{}”；没有写出任何结果，请分开合并，确要合在一起请加 --any-workspace。",
                    self.named_by, ours.name, file.name, theirs.name
                )));
            }
            _ => {}
        }
        self.told.extend(file.header.devices.iter().map(|(device, note)| (device.clone(), note.clone())));
        self.own.extend(file.header.from.device.clone().map(|device| (device, device_note(&file.header))));
        Ok(())
    }

    fn devices(&self) -> BTreeMap<Device, DeviceNote> {
        let mut devices = self.told.clone();
        devices.extend(self.own.iter().map(|(device, note)| (device.clone(), note.clone())));
        devices
    }

    fn person(&self, device: &Device) -> &str {
        self.own.get(device).or_else(|| self.told.get(device)).map_or("", |note| &note.person)
    }
}

impl Merged {
    /// Whether every file and every row was taken.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.files.iter().all(FileOutcome::is_fine)
    }

    /// Returns how many records there are.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.bodies.counts().iter().map(|(_, n)| n).sum()
    }

    /// Returns how many records hold clashing values.
    #[must_use]
    pub const fn clashes(&self) -> u64 {
        self.bodies.clashes
    }

    /// Hands all rows to `take`, by kind and id.
    ///
    /// # Errors
    /// What lies between cannot be read, or `take` fails.
    pub fn rows(&self, take: &mut dyn FnMut(&str, &str) -> Result<(), Failure>) -> Result<(), Failure> {
        self.bodies.rows(take)
    }

    /// Writes the exchange file. Returns its size in bytes.
    ///
    /// # Errors
    /// It cannot be written, or is too large to be read again.
    pub fn write(&self, path: &Path, force: bool, stamp: FileStamp<'_>) -> Result<u64, Failure> {
        let records = self.records();
        if records > MAX_ROWS as u64 || self.bodies.bytes > MAX_BYTES as u64 {
            let megabytes = self.bodies.bytes >> 20;
            return Err(Failure::Refused(format!(
                "合并后有 {records} 条记录、{megabytes} MB，超过一份交换文件的上限（{MAX_ROWS} 条、{} MB）；没有写出任何结果，请分批合并。",
                MAX_BYTES >> 20
            )));
        }
        let header = FileHeader {
            kind: "full".to_owned(),
            file: stamp.note(),
            workspace: self.workspace.clone(),
            // No device: nobody can take this for a file that acknowledges or continues others.
            from: Sender {
                device_name: "桌面工具".to_owned(),
                person: format!("{} 份文件合并", self.files.len()),
                ..Sender::default()
            },
            devices: self.devices.clone(),
            ..FileHeader::default()
        };
        let mut out = OutFile::create(path, force)?;
        let mut rows = RowWriter::new(&header, &self.bodies.counts(), SCHEMA);
        self.rows(&mut |kind, row| {
            rows.row(kind, row);
            out.take_from(&mut rows)
        })?;
        out.finish(rows)
    }
}

pub(crate) fn run(desk: &mut Desk<'_>, request: &args::Merge) -> Result<Exit, Failure> {
    if request.voice.quiet {
        desk.hush();
    }
    let same = |path: &PathBuf| matches!((path.canonicalize(), request.out.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if request.files.iter().any(same) {
        return Err(Failure::Usage("结果不能写到正在读的文件上，请用 -o 写另一个文件名。".to_owned()));
    }
    // Found out now and not after an hour of reading.
    drop(OutFile::create(&request.out, request.force)?);
    let any_workspace = request.any_workspace;
    let options = Options { any_workspace, beside: Some(&request.out), ..Options::default() };
    let merged = merge(desk, &request.files, options)?;
    let written = if merged.files.iter().any(|file| file.refused.is_none()) {
        let now = now_ms();
        let stamp = FileStamp { id: new_id(now), created_ms: now, app: env!("CARGO_PKG_VERSION"), build: "desk" };
        Some(merged.write(&request.out, request.force, stamp)?)
    } else {
        None
    };
    if request.voice.json {
        tell::json(desk, &merged, &request.out, written)?;
    } else {
        tell::people(desk, &merged, &request.out, written)?;
    }
    Ok(if merged.is_whole() { Exit::Fine } else { Exit::Refused })
}

/// Wall time, milliseconds since 1970 UTC.
pub(crate) fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(0)
}

/// A new id. The standard library's hash keys are random; that is enough to name a file.
fn new_id(now_ms: u64) -> Id {
    let random = || RandomState::new().build_hasher().finish().to_le_bytes();
    let [a, b, c, d, e, ..] = random();
    let [f, g, h, i, j, ..] = random();
    Id::v7(now_ms, [a, b, c, d, e, f, g, h, i, j])
}

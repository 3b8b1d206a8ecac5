//! Sorting more rows than fit into memory: sorted runs in a folder, merged a bounded number at a time.

use crate::desk::Failure;
use ronghe_core::exchange::{FileRow, Place};
use ronghe_core::record::Id;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a row in the buffer weighs besides its text, in bytes, roughly.
const OVERHEAD: usize = 128;

/// How much is held at a time.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Rows that are sorted at a time, in bytes.
    pub buffer: usize,
    /// Runs that are merged at a time.
    pub fan_in: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { buffer: 32 << 20, fan_in: 64 }
    }
}

/// What sorting took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effort {
    /// The most that the buffer held, in bytes.
    pub peak: usize,
    /// Runs that were written, those between included.
    pub runs: usize,
    /// The most runs that were read at a time.
    pub widest: usize,
}

/// A row and the file that it comes from.
#[derive(Debug, Clone)]
pub(super) struct Sourced {
    /// Index of the file.
    pub file: u32,
    pub row: FileRow,
}

impl Sourced {
    /// Rows are put together by id; of one id, in the order in which the files were given.
    fn key(&self) -> (Id, u32, usize) {
        (self.row.id, self.file, self.row.place.number)
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let Self { file, row } = self;
        out.write_all(&row.id.bytes())?;
        out.write_all(&file.to_le_bytes())?;
        out.write_all(&(row.place.number as u64).to_le_bytes())?;
        out.write_all(&(row.place.line.unwrap_or(0) as u64).to_le_bytes())?;
        write_text(out, &row.kind)?;
        write_text(out, &row.text)
    }

    /// `None` at the end.
    fn read(from: &mut impl Read) -> io::Result<Option<Self>> {
        let Some(id) = read_or_end(from)? else { return Ok(None) };
        let file = u32::from_le_bytes(read_bytes(from)?);
        let number = size(u64::from_le_bytes(read_bytes(from)?))?;
        let line = size(u64::from_le_bytes(read_bytes(from)?))?;
        let place = Place { number, line: (line > 0).then_some(line) };
        let (kind, text) = (read_text(from)?, read_text(from)?);
        Ok(Some(Self { file, row: FileRow { kind, id: Id::of_bytes(id), text: text.into(), place } }))
    }
}

pub(super) fn write_text(out: &mut impl Write, text: &str) -> io::Result<()> {
    out.write_all(&(text.len() as u64).to_le_bytes())?;
    out.write_all(text.as_bytes())
}

fn read_text(from: &mut impl Read) -> io::Result<Arc<str>> {
    let length = size(u64::from_le_bytes(read_bytes(from)?))?;
    text_of(from, length)
}

/// The next text; `None` at the end.
pub(super) fn next_text(from: &mut impl Read) -> io::Result<Option<Arc<str>>> {
    let Some(length) = read_or_end(from)? else { return Ok(None) };
    text_of(from, size(u64::from_le_bytes(length))?).map(Some)
}

fn text_of(from: &mut impl Read, length: usize) -> io::Result<Arc<str>> {
    let mut bytes = vec![0; length];
    from.read_exact(&mut bytes)?;
    String::from_utf8(bytes).map(Arc::from).map_err(|_| io::ErrorKind::InvalidData.into())
}

fn size(number: u64) -> io::Result<usize> {
    usize::try_from(number).map_err(|_| io::ErrorKind::InvalidData.into())
}

fn read_bytes<const N: usize>(from: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn read_or_end<const N: usize>(from: &mut impl Read) -> io::Result<Option<[u8; N]>> {
    let mut bytes = [0; N];
    let (first, rest) = bytes.split_at_mut(1);
    if from.read(first)? == 0 {
        return Ok(None);
    }
    from.read_exact(rest)?;
    Ok(Some(bytes))
}

/// Takes rows in any order and gives them back by id.
#[derive(Debug)]
pub(super) struct Sorter<'d> {
    folder: &'d Path,
    limits: Limits,
    buffer: Vec<Sourced>,
    held: usize,
    runs: VecDeque<PathBuf>,
    effort: Effort,
}

impl<'d> Sorter<'d> {
    pub(super) fn new(folder: &'d Path, limits: Limits) -> Self {
        let effort = Effort::default();
        Self { folder, limits, buffer: Vec::new(), held: 0, runs: VecDeque::new(), effort }
    }

    pub(super) fn push(&mut self, row: Sourced) -> Result<(), Failure> {
        let weight = row.row.text.len() + OVERHEAD;
        if self.held + weight > self.limits.buffer && !self.buffer.is_empty() {
            self.spill()?;
        }
        self.held += weight;
        self.effort.peak = self.effort.peak.max(self.held);
        self.buffer.push(row);
        Ok(())
    }

    fn spill(&mut self) -> Result<(), Failure> {
        self.buffer.sort_unstable_by_key(Sourced::key);
        self.held = 0;
        let buffer = std::mem::take(&mut self.buffer);
        self.run(buffer.into_iter().map(Ok))
    }

    fn run(&mut self, rows: impl Iterator<Item = Result<Sourced, Failure>>) -> Result<(), Failure> {
        let path = self.folder.join(format!("run-{}", self.effort.runs));
        let failed = |error: io::Error| Failure::of_file("写临时文件", &path, &error);
        let mut out = BufWriter::new(File::create(&path).map_err(failed)?);
        for row in rows {
            row?.write(&mut out).map_err(failed)?;
        }
        out.flush().map_err(failed)?;
        self.effort.runs += 1;
        self.runs.push_back(path);
        Ok(())
    }

    /// Returns the rows in order, and what it took.
    pub(super) fn finish(mut self) -> Result<(Sorted, Effort), Failure> {
        if self.runs.is_empty() {
            self.buffer.sort_unstable_by_key(Sourced::key);
            return Ok((Sorted::Held(self.buffer.into_iter()), self.effort));
        }
        if !self.buffer.is_empty() {
            self.spill()?;
        }
        let fan_in = self.limits.fan_in.max(2);
        while self.runs.len() > fan_in {
            let some: Vec<PathBuf> = self.runs.drain(..fan_in).collect();
            self.effort.widest = self.effort.widest.max(some.len());
            let sorted = Sorted::Runs(Runs::open(&some)?);
            self.run(sorted)?;
            for path in some {
                std::fs::remove_file(&path).map_err(|e| Failure::of_file("删除临时文件", &path, &e))?;
            }
        }
        self.effort.widest = self.effort.widest.max(self.runs.len());
        let runs: Vec<PathBuf> = self.runs.into();
        Ok((Sorted::Runs(Runs::open(&runs)?), self.effort))
    }
}

/// Rows by id.
pub(super) enum Sorted {
    /// All of them fitted into the buffer.
    Held(std::vec::IntoIter<Sourced>),
    Runs(Runs),
}

impl Iterator for Sorted {
    type Item = Result<Sourced, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Held(rows) => rows.next().map(Ok),
            Self::Runs(runs) => runs.next().transpose(),
        }
    }
}

/// Runs that are read side by side.
pub(super) struct Runs {
    open: Vec<(BufReader<File>, PathBuf)>,
    /// The next row of each run.
    heads: BinaryHeap<Reverse<Head>>,
}

struct Head {
    row: Sourced,
    run: usize,
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.row.key() == other.row.key()
    }
}
impl Eq for Head {}
impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Head {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.row.key().cmp(&other.row.key())
    }
}

impl Runs {
    fn open(paths: &[PathBuf]) -> Result<Self, Failure> {
        let mut runs = Self { open: Vec::with_capacity(paths.len()), heads: BinaryHeap::new() };
        for (run, path) in paths.iter().enumerate() {
            let file = File::open(path).map_err(|e| Failure::of_file("读临时文件", path, &e))?;
            runs.open.push((BufReader::new(file), path.clone()));
            runs.advance(run)?;
        }
        Ok(runs)
    }

    fn advance(&mut self, run: usize) -> Result<(), Failure> {
        let Some((file, path)) = self.open.get_mut(run) else { return Ok(()) };
        let row = Sourced::read(file).map_err(|e| Failure::of_file("读临时文件", path, &e))?;
        self.heads.extend(row.map(|row| Reverse(Head { row, run })));
        Ok(())
    }

    fn next(&mut self) -> Result<Option<Sourced>, Failure> {
        let Some(Reverse(Head { row, run })) = self.heads.pop() else { return Ok(None) };
        self.advance(run)?;
        Ok(Some(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(key: u64, file: u32) -> Sourced {
        let id = Id::of_key("t", &key.to_string());
        let place = Place { number: 1, line: None };
        Sourced { file, row: FileRow { kind: "unit".into(), id, text: format!("{key}").into(), place } }
    }

    /// Sorts `count` rows with a buffer of `held` rows.
    fn sort(count: u64, held: usize, fan_in: usize) -> (Vec<(Id, u32)>, Effort) {
        let folder = tempfile::tempdir().unwrap();
        let limits = Limits { buffer: held * (OVERHEAD + 4), fan_in };
        let mut sorter = Sorter::new(folder.path(), limits);
        for i in 0..count {
            sorter.push(row(i % (count / 2 + 1), u32::try_from(i).unwrap())).unwrap();
        }
        let (rows, effort) = sorter.finish().unwrap();
        (rows.map(|r| r.unwrap()).map(|r| (r.row.id, r.file)).collect(), effort)
    }

    #[test]
    fn rows_come_in_order_however_little_is_held() {
        let (all, effort) = sort(500, 1_000, 64);
        assert!(all.is_sorted() && all.len() == 500);
        assert_eq!(effort.runs, 0);
        for (held, fan_in) in [(100, 64), (10, 64), (3, 2), (1, 3)] {
            assert_eq!(sort(500, held, fan_in).0, all);
        }
    }

    #[test]
    fn what_is_held_does_not_grow_with_the_rows() {
        let limit = 10 * (OVERHEAD + 4);
        for count in [50, 500, 5_000] {
            let (_, effort) = sort(count, 10, 8);
            assert!(effort.peak <= limit && effort.widest <= 8, "{effort:?}");
            assert!(effort.runs as u64 >= count / 10);
        }
    }
}

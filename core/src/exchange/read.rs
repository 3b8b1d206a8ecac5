//! Reading an exchange file: what it says about itself, and its rows as text, checked.
//!
//! A file is pushed in slices of any size, so that a large one neither blocks the page nor has to
//! be held as a whole. Rows stay text and are decoded when the preview needs them: of a copy that
//! differs in a tenth, nine tenths are never decoded. Every row is held against its own hash, so
//! that of a file that was worked upon the untouched rows can still be taken.

mod part;
mod row;
mod scan;

pub use row::{FileRow, Place};
pub(super) use row::{claimed_hash, rows_digest};

use super::sniff::{Start, start_of};
use super::{BadRow, Belonging, ENCRYPTED, End, FORMAT, FORMAT_VERSION, FileError, FileHeader, RowFault};
use crate::record::{Id, RowText, kind_and_id};
use row::{MAX_DEPTH, MAX_PLAIN, bad_row, check, fault_of, row_hash, written_kind_and_id};
use scan::{Part, Piece, Scan, wrong_at};
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// Most rows of a file.
pub const MAX_ROWS: usize = 1_000_000;

/// Largest file that is read, in bytes.
pub const MAX_BYTES: usize = 512 << 20;

/// An exchange file, taken apart.
#[derive(Debug, Clone, Default)]
pub struct ExchangeFile {
    /// Name of the file as it was chosen; the caller fills it in.
    pub name: String,
    /// What it says about itself.
    pub header: FileHeader,
    /// Its rows, in the order of the file.
    pub rows: Vec<FileRow>,
    /// Rows that cannot be taken.
    pub bad: Vec<BadRow>,
    /// What moves to a new device of the same person, beside the records.
    pub belongings: Vec<Belonging>,
    /// Whether every row that is there is as it was written and yet the file as a whole is not:
    /// somebody has taken rows out, or put rows in.
    pub altered: bool,
    /// Whether its end is missing, and only what came before is here.
    pub cut: bool,
}

/// Takes the bytes of a file apart. Never panics, whatever they are.
///
/// # Errors
/// Says why nothing of the file can be taken. Wrong rows are no error: they are in
/// [`ExchangeFile::bad`], and the others go on.
pub fn read_file(bytes: &[u8]) -> Result<ExchangeFile, FileError> {
    let mut reader = Reader::new();
    reader.push(bytes)?;
    reader.finish()
}

/// Takes a file apart as its bytes arrive.
///
/// ```
/// use ronghe_core::exchange::{FileError, Reader};
///
/// let mut reader = Reader::new();
/// let stopped = [b"{\"format\":".as_slice(), b"\"other\"}"].into_iter().find_map(|slice| reader.push(slice).err());
/// assert_eq!(stopped, Some(FileError::OtherFormat("other".to_owned())));
/// ```
#[derive(Debug)]
pub struct Reader {
    stage: Stage,
    bytes: usize,
    scan: Scan,
    taken: Taken,
}

/// Whether it is known by now what the file is.
#[derive(Debug)]
enum Stage {
    /// The first bytes, which do not tell yet.
    Sniffing(Vec<u8>),
    Reading,
}

/// What has been read of a file.
#[derive(Debug, Default)]
struct Taken {
    header: FileHeader,
    format: bool,
    end: Option<End>,
    rows: Vec<FileRow>,
    /// Rows of the slice that is being read, and their texts one after the other.
    fresh: Vec<Fresh>,
    texts: String,
    bad: Vec<BadRow>,
    belongings: Vec<Belonging>,
    /// Rows met, bad ones and drained ones included.
    met: usize,
    /// Row hashes, for the hash at the end.
    hashes: Vec<u64>,
    /// Names of kinds are shared.
    kinds: Vec<Arc<str>>,
}

/// A row whose text is still among those of its slice.
#[derive(Debug)]
struct Fresh {
    kind: Arc<str>,
    id: Id,
    place: Place,
    range: Range<usize>,
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader {
    /// Returns a reader to which nothing has been pushed.
    #[must_use]
    pub fn new() -> Self {
        Self { stage: Stage::Sniffing(Vec::new()), bytes: 0, scan: Scan::new(), taken: Taken::default() }
    }

    /// Takes the next bytes of the file.
    ///
    /// # Errors
    /// Says why nothing of the file can be taken; pushing more makes no sense then.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        self.bytes = self.bytes.saturating_add(bytes.len());
        if self.bytes > MAX_BYTES {
            return Err(FileError::TooBig { megabytes: self.bytes >> 20 });
        }
        match &mut self.stage {
            Stage::Reading => self.scan(bytes),
            Stage::Sniffing(start) => {
                start.extend_from_slice(bytes);
                match start_of(start, false)? {
                    Start::Unknown => Ok(()),
                    Start::Json { skip } => self.begin(skip),
                }
            }
        }
    }

    fn begin(&mut self, skip: usize) -> Result<(), FileError> {
        let Stage::Sniffing(start) = std::mem::replace(&mut self.stage, Stage::Reading) else { return Ok(()) };
        self.scan(start.get(skip..).unwrap_or_default())
    }

    fn scan(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        let taken = &mut self.taken;
        let done = self.scan.push(bytes, &mut |part, piece| match part {
            Part::Member(name) => taken.member(name, piece),
            Part::Row => taken.row(piece),
            Part::Belonging => taken.belonging(piece),
        });
        taken.settle();
        done.map_err(|error| match error {
            FileError::Shape { .. } if !self.taken.format => FileError::OtherJson,
            other => other,
        })
    }

    /// Returns what the file has said about itself so far.
    #[must_use]
    pub const fn header(&self) -> &FileHeader {
        &self.taken.header
    }

    /// Returns how many rows have been met so far, bad ones included.
    #[must_use]
    pub const fn rows_met(&self) -> usize {
        self.taken.met
    }

    /// Takes out the rows read since the last time, for a reader that does not keep them. What
    /// [`Self::finish`] returns holds only those after.
    pub fn drain(&mut self) -> Vec<FileRow> {
        std::mem::take(&mut self.taken.rows)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Says why nothing of it can be taken.
    pub fn finish(&mut self) -> Result<ExchangeFile, FileError> {
        if let Stage::Sniffing(start) = &self.stage {
            let Start::Json { skip } = start_of(start, true)? else { return Err(FileError::Empty) };
            self.begin(skip)?;
        }
        let truncated = || FileError::Truncated { promised: self.taken.header.promised_rows(), read: self.taken.met };
        if !self.scan.is_closed() {
            return Err(truncated());
        }
        if !self.taken.format {
            return Err(FileError::OtherJson);
        }
        let Some(end) = self.taken.end.take() else { return Err(truncated()) };
        let Taken { header, rows, bad, belongings, hashes, .. } = std::mem::take(&mut self.taken);
        let altered = bad.is_empty() && rows_digest(hashes) != end.sha256;
        Ok(ExchangeFile { name: String::new(), header, rows, bad, belongings, altered, cut: false })
    }

    /// Returns what has come whole of a file whose end never came; `None` if that is no row. Every
    /// row fits its own hash.
    #[must_use]
    pub fn what_is_whole(self) -> Option<ExchangeFile> {
        let Taken { header, format, rows, bad, .. } = self.taken;
        let some = format && !rows.is_empty();
        some.then(|| ExchangeFile {
            name: String::new(),
            header,
            rows,
            bad,
            belongings: Vec::new(),
            altered: false,
            cut: true,
        })
    }
}

impl Taken {
    fn member(&mut self, name: &str, piece: Piece<'_>) -> Result<(), FileError> {
        match name {
            "format" => match parsed::<String>(piece)?.as_str() {
                FORMAT => self.format = true,
                ENCRYPTED => return Err(FileError::Encrypted),
                other => return Err(FileError::OtherFormat(other.to_owned())),
            },
            "minReader" => {
                let needs: u64 = parsed(piece)?;
                if needs > FORMAT_VERSION {
                    return Err(FileError::Newer { needs });
                }
            }
            "kind" => self.header.kind = parsed(piece)?,
            "file" => self.header.file = parsed(piece)?,
            "workspace" => self.header.workspace = parsed(piece)?,
            "from" => self.header.from = parsed(piece)?,
            "contents" => self.header.contents = parsed(piece)?,
            "devices" => self.header.devices = parsed(piece)?,
            "range" => self.header.range = parsed(piece)?,
            "acks" => self.header.acks = parsed(piece)?,
            "end" => self.end = Some(parsed(piece)?),
            // A member of a newer version; still it must be JSON.
            _ => {
                if let Some(error) = wrong_at(piece.text, piece.line, piece.column) {
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    fn row(&mut self, piece: Piece<'_>) -> Result<(), FileError> {
        if self.met == MAX_ROWS {
            return Err(FileError::TooManyRows);
        }
        self.met += 1;
        let place = Place { number: self.met, line: piece.alone.then_some(piece.line) };
        let is_deep = piece.depth > MAX_DEPTH;
        let is_plain = piece.one_line && piece.text.len() <= MAX_PLAIN;
        let checked = match row_hash(piece.text) {
            Some(_) if is_deep => Err(RowFault::TooDeep),
            Some(_) if is_plain => Ok(Cow::Borrowed(piece.text)),
            _ => match wrong_at(piece.text, piece.line, piece.column) {
                Some(error) => return Err(error),
                None if is_deep => Err(RowFault::TooDeep),
                None => check(piece.text),
            },
        };
        let read = checked.and_then(|text| {
            let row = self.named(&text, place)?;
            self.hashes.extend(claimed_hash(&text));
            self.texts.push_str(&text);
            Ok(row)
        });
        match read {
            Ok(row) => self.fresh.push(row),
            Err(fault) => self.bad.push(bad_row(piece.text, place, fault)),
        }
        Ok(())
    }

    /// Takes over the rows of a slice, which share their text.
    fn settle(&mut self) {
        if self.fresh.is_empty() {
            return;
        }
        let texts: Arc<str> = self.texts.as_str().into();
        self.texts.clear();
        let row = |Fresh { kind, id, place, range }| FileRow { kind, id, text: RowText::part(&texts, range), place };
        self.rows.extend(self.fresh.drain(..).map(row));
    }

    fn belonging(&mut self, piece: Piece<'_>) -> Result<(), FileError> {
        if self.belongings.len() == MAX_ROWS {
            return Err(FileError::TooManyRows);
        }
        match serde_json::from_str(piece.text) {
            Ok(belonging) => self.belongings.push(belonging),
            // What a newer version keeps is nothing that this one can take over.
            Err(_) => wrong_at(piece.text, piece.line, piece.column).map_or(Ok(()), Err)?,
        }
        Ok(())
    }

    fn named(&mut self, text: &str, place: Place) -> Result<Fresh, RowFault> {
        let (kind, id) = match written_kind_and_id(text) {
            Some((kind, id)) => (self.kind(kind), id),
            None => {
                let (kind, id) = kind_and_id(text).ok_or_else(|| fault_of(text))?;
                (self.kind(&kind), id)
            }
        };
        let from = self.texts.len();
        Ok(Fresh { kind, id, place, range: from..from + text.len() })
    }

    fn kind(&mut self, name: &str) -> Arc<str> {
        // Rows of a kind stand together, and there are few kinds.
        if let Some(kind) = self.kinds.iter().rev().find(|kind| &***kind == name) {
            return Arc::clone(kind);
        }
        let kind: Arc<str> = name.into();
        self.kinds.push(Arc::clone(&kind));
        kind
    }
}

/// A member of the header. What is no JSON at all is pointed at; the rest is not as the format says.
fn parsed<T: DeserializeOwned>(piece: Piece<'_>) -> Result<T, FileError> {
    serde_json::from_str(piece.text).map_err(|error| {
        let shape = FileError::Shape { line: piece.line - 1 + error.line() };
        wrong_at(piece.text, piece.line, piece.column).unwrap_or(shape)
    })
}

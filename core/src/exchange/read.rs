//! Reading an exchange file: what it says about itself, and its rows as text, checked.
//!
//! A file is pushed in slices of any size, so that a large one neither blocks the page nor has to
//! be held as a whole. Rows stay text and are decoded when the preview needs them: of a copy that
//! differs in a tenth, nine tenths are never decoded. Every row is held against its own hash, so
//! that of a file that was worked upon the untouched rows can still be taken.

mod scan;

use super::sniff::{Start, start_of};
use super::{BadRow, ENCRYPTED, End, FORMAT, FORMAT_VERSION, FileError, FileHeader, RowFault};
use crate::record::{Id, Record, RowProblem, decode, encode, kind_and_id};
use scan::{Part, Piece, Scan, wrong_at};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::sync::Arc;

/// Deepest nesting of a row.
const MAX_DEPTH: usize = 32;

/// Rows longer than this, in bytes, are checked against the limits of a row in any case.
const MAX_PLAIN: usize = 16 << 10;

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
    /// Whether every row that is there is as it was written and yet the file as a whole is not:
    /// somebody has taken rows out, or put rows in.
    pub altered: bool,
}

/// A row of a file.
#[derive(Debug, Clone)]
pub struct FileRow {
    /// Name of the record's kind.
    pub kind: Arc<str>,
    /// The record.
    pub id: Id,
    /// The row's text, as it would be stored.
    pub text: Arc<str>,
    /// Where it stands.
    pub place: Place,
}

/// Where a row stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its how-manieth row it is, from 1.
    pub number: usize,
    /// Its line, from 1; `None` if rows have no lines of their own.
    pub line: Option<usize>,
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
    bad: Vec<BadRow>,
    /// Rows met, bad ones and drained ones included.
    met: usize,
    /// Row hashes, for the hash at the end.
    hashes: Vec<u64>,
    /// Names of kinds are shared.
    kinds: Vec<Arc<str>>,
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
        });
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
    pub fn finish(mut self) -> Result<ExchangeFile, FileError> {
        if let Stage::Sniffing(start) = &self.stage {
            let Start::Json { skip } = start_of(start, true)? else { return Err(FileError::Empty) };
            self.begin(skip)?;
        }
        let Taken { header, format, end, rows, bad, met, hashes, .. } = self.taken;
        let truncated = || FileError::Truncated { promised: header.promised_rows(), read: met };
        if !self.scan.is_closed() {
            return Err(truncated());
        }
        if !format {
            return Err(FileError::OtherJson);
        }
        let Some(end) = end else { return Err(truncated()) };
        let altered = bad.is_empty() && rows_digest(hashes) != end.sha256;
        Ok(ExchangeFile { name: String::new(), header, rows, bad, altered })
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
        let checked = match row_hash(piece.text).filter(|_| is_plain(piece.text)) {
            Some(_) => Ok(Cow::Borrowed(piece.text)),
            None => match wrong_at(piece.text, piece.line, piece.column) {
                Some(error) => return Err(error),
                None => check(piece.text),
            },
        };
        let read = checked.and_then(|text| {
            let row = self.named(&text, place)?;
            self.hashes.extend(claimed_hash(&text));
            Ok(row)
        });
        match read {
            Ok(row) => self.rows.push(row),
            Err(fault) => self.bad.push(bad_row(piece.text, place, fault)),
        }
        Ok(())
    }

    fn named(&mut self, text: &str, place: Place) -> Result<FileRow, RowFault> {
        let (kind, id) = match written_kind_and_id(text) {
            Some((kind, id)) => (self.kind(kind), id),
            None => {
                let (kind, id) = kind_and_id(text).ok_or_else(|| fault_of(text))?;
                (self.kind(&kind), id)
            }
        };
        Ok(FileRow { kind, id, text: text.into(), place })
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

/// Returns the end hash of rows: SHA-256 over their row hashes in ascending order, each as 16
/// hexadecimal digits and LF. Neither the order of rows nor their layout disturbs it.
pub(super) fn rows_digest(mut hashes: Vec<u64>) -> String {
    hashes.sort_unstable();
    let mut digest = Sha256::new();
    for hash in hashes {
        digest.update(format!("{hash:016x}\n"));
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash that a row claims at its end, where this program writes it.
pub(super) fn claimed_hash(row: &str) -> Option<u64> {
    let (_, digits) = split_hash(row)?;
    u64::from_str_radix(digits, 16).ok()
}

/// What a row's hash is over, and its digits.
fn split_hash(row: &str) -> Option<(&str, &str)> {
    const TAIL: usize = ",\"_h\":\"0123456789abcdef\"}".len();
    let (before, tail) = row.split_at_checked(row.len().checked_sub(TAIL)?)?;
    let digits = tail.strip_prefix(",\"_h\":\"")?.strip_suffix("\"}")?;
    let lower = digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    lower.then_some((before, digits))
}

/// The hash of a row, if it is the one that it claims: the row is as it was written.
fn row_hash(row: &str) -> Option<u64> {
    let (before, digits) = split_hash(row)?;
    let claimed = u64::from_str_radix(digits, 16).ok()?;
    let first = Sha256::digest(before.as_bytes()).first_chunk::<8>().copied()?;
    (u64::from_be_bytes(first) == claimed).then_some(claimed)
}

/// Whether a row is short and stands on one line, as nearly all do.
fn is_plain(row: &str) -> bool {
    row.len() <= MAX_PLAIN && !row.contains(['\n', '\r'])
}

impl FileRow {
    /// Returns the record of the row.
    ///
    /// # Errors
    /// Says what is wrong with the row; only a program that writes wrong rows under a right end
    /// hash gets here.
    pub fn record(&self) -> Result<Record, RowFault> {
        if is_deep(&self.text) {
            return Err(RowFault::TooDeep);
        }
        decode(&self.text, false).map_err(RowFault::Row)
    }

    /// Returns the report of this row with `fault`.
    #[must_use]
    pub fn bad(&self, fault: RowFault) -> BadRow {
        bad_row(&self.text, self.place, fault)
    }
}

/// The row as it was written, if its hash fits. A row that another program has laid out anew is
/// brought back to how this program writes it: two spellings of one value must not clash.
fn check(row: &str) -> Result<Cow<'_, str>, RowFault> {
    if is_deep(row) {
        return Err(RowFault::TooDeep);
    }
    let again = encode(&decode(row, true).map_err(RowFault::Row)?);
    let hash = again.rsplit('"').nth(1).unwrap_or_default();
    // Another hash than the claimed one: the bytes fit as they are, and are kept as they are.
    Ok(if row.contains(hash) { Cow::Owned(again) } else { Cow::Borrowed(row) })
}

/// Whether a row is nested deeper than it may be. Counting brackets settles nearly every row.
fn is_deep(row: &str) -> bool {
    if row.bytes().filter(|b| matches!(b, b'{' | b'[')).count() <= MAX_DEPTH {
        return false;
    }
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in row.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return true;
        }
    }
    false
}

/// Kind and id of a row that begins as this program writes it; saves parsing the whole row.
fn written_kind_and_id(row: &str) -> Option<(&str, Id)> {
    let (kind, rest) = row.strip_prefix("{\"_k\":\"")?.split_once('"')?;
    let rest = rest.strip_prefix(",\"id\":\"")?;
    let id = rest.get(..36).filter(|_| rest.get(36..37) == Some("\""))?;
    if kind.is_empty() || kind.contains('\\') { None } else { Some((kind, Id::parse(id)?)) }
}

fn fault_of(row: &str) -> RowFault {
    RowFault::Row(decode(row, false).err().unwrap_or(RowProblem::NotARow))
}

fn bad_row(row: &str, place: Place, fault: RowFault) -> BadRow {
    BadRow { number: place.number, line: place.line, title: title_guess(row), fault }
}

/// What the record of a broken row seems to be called.
fn title_guess(row: &str) -> String {
    const LIKELY: &[&str] = &["name", "title", "what", "topic", "detail", "purpose", "date"];
    let Ok(Value::Object(members)) = serde_json::from_str(row) else {
        return String::new();
    };
    let text = |name: &&str| members.get(*name).and_then(Value::as_str).filter(|t| !t.is_empty());
    LIKELY.iter().find_map(text).unwrap_or_default().to_owned()
}

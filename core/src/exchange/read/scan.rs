//! Takes the JSON of an exchange file apart as its bytes arrive, without building a tree.
//!
//! Only the outline is followed here: the members of the file, of `tables`, of each table, and the
//! elements of its `rows`, and those of `belongings`. Whatever stands in those places is handed on whole, as text. A part
//! that is no JSON is found when it is whole, and is pointed at as a reader of the whole text
//! would. Not here: what members and rows mean (`read`).

use super::super::FileError;
use super::part::{End, Progress};
use serde_json::error::Category;
use serde_json::value::RawValue;
use std::collections::BTreeSet;
use std::mem;

/// Longest part that is handed on whole, in bytes: a member of the header, or a row.
const MAX_PART: usize = 64 << 20;

/// A part of a file, on its way to the reader.
#[derive(Debug)]
pub(super) enum Part<'a> {
    /// A member of the file itself, other than `tables`.
    Member(&'a str),
    /// An element of the `rows` of a table.
    Row,
    /// An element of `belongings`.
    Belonging,
}

/// Text that was handed on, and where it begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    pub text: &'a str,
    /// Line, from 1.
    pub line: usize,
    /// Column in bytes, from 1.
    pub column: usize,
    /// Whether nothing else stands before it on its line.
    pub alone: bool,
    /// How deep it is nested.
    pub depth: usize,
    /// Whether it has no line breaks.
    pub one_line: bool,
}

/// Whose members or elements are being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    File,
    Tables,
    Table,
    Rows,
    Belongings,
}

impl Within {
    const fn outer(self) -> Option<Self> {
        match self {
            Self::File => None,
            Self::Tables | Self::Belongings => Some(Self::File),
            Self::Table => Some(Self::Tables),
            Self::Rows => Some(Self::Table),
        }
    }

    /// Whether it is a list of elements, and not of members with names.
    const fn is_list(self) -> bool {
        matches!(self, Self::Rows | Self::Belongings)
    }

    const fn close(self) -> u8 {
        if self.is_list() { b']' } else { b'}' }
    }
}

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// The brace that opens the file.
    Open,
    /// A name, or the end if nothing has come yet.
    NameOrEnd,
    Name,
    Colon,
    Value,
    ElementOrEnd,
    CommaOrEnd,
    /// Nothing but blanks.
    Nothing,
}

/// Follows the outline of a file.
#[derive(Debug)]
pub(super) struct Scan {
    /// What has arrived and is not dealt with yet, from `at` on.
    pending: Vec<u8>,
    at: usize,
    within: Within,
    next: Next,
    name: String,
    /// Names that have stood in the file, in `tables`, in the present table.
    names: [BTreeSet<String>; 3],
    /// Where an unfinished part has been looked at up to, so that no byte is looked at twice.
    part: Option<Progress>,
    /// Line of `pending[counted]`, from 1.
    line: usize,
    counted: usize,
    /// Bytes of the present line before `pending[counted]`.
    column: usize,
    /// Whether anything but blanks stands before `pending[counted]` on its line.
    busy: bool,
}

impl Scan {
    /// At the beginning of a file.
    pub fn new() -> Self {
        Self {
            pending: Vec::new(),
            at: 0,
            within: Within::File,
            next: Next::Open,
            name: String::new(),
            names: Default::default(),
            part: None,
            line: 1,
            counted: 0,
            column: 0,
            busy: false,
        }
    }

    /// Takes the next bytes and hands on every part that is whole by now.
    pub fn push(
        &mut self,
        bytes: &[u8],
        take: &mut impl FnMut(Part<'_>, Piece<'_>) -> Result<(), FileError>,
    ) -> Result<(), FileError> {
        self.pending.extend_from_slice(bytes);
        // Taken out so that pieces can be lent while places are counted.
        let pending = mem::take(&mut self.pending);
        let done = self.run(&pending, take);
        self.pending = pending;
        self.count_to_here();
        self.pending.drain(..self.at);
        (self.at, self.counted) = (0, 0);
        done
    }

    /// Whether the file has been closed.
    pub fn is_closed(&self) -> bool {
        self.next == Next::Nothing
    }

    fn run(
        &mut self,
        pending: &[u8],
        take: &mut impl FnMut(Part<'_>, Piece<'_>) -> Result<(), FileError>,
    ) -> Result<(), FileError> {
        loop {
            self.skip_blanks(pending);
            let Some(byte) = pending.get(self.at).copied() else { return Ok(()) };
            match self.next {
                Next::Open if byte == b'{' => self.step(Next::NameOrEnd),
                Next::Open => return Err(FileError::OtherJson),
                Next::NameOrEnd | Next::ElementOrEnd | Next::CommaOrEnd if byte == self.within.close() => self.leave(),
                Next::CommaOrEnd if byte == b',' => {
                    self.step(if self.within.is_list() { Next::Value } else { Next::Name });
                }
                Next::NameOrEnd | Next::Name if byte == b'"' => {
                    let Some(piece) = self.piece(pending)? else { return Ok(()) };
                    self.name = serde_json::from_str(piece.text).map_err(|_| self.not_json(pending))?;
                    self.once()?;
                    self.pass(piece.text, Next::Colon);
                }
                Next::Colon if byte == b':' => self.step(Next::Value),
                Next::Value if self.opens() => self.enter(pending, byte)?,
                Next::Value | Next::ElementOrEnd => {
                    let Some(piece) = self.piece(pending)? else { return Ok(()) };
                    match self.within {
                        Within::File => take(Part::Member(&self.name), piece)?,
                        Within::Rows => take(Part::Row, piece)?,
                        Within::Belongings => take(Part::Belonging, piece)?,
                        // Labels for people; still they must be JSON.
                        Within::Tables | Within::Table => {
                            wrong_at(piece.text, piece.line, piece.column).map_or(Ok(()), Err)?;
                        }
                    }
                    self.pass(piece.text, Next::CommaOrEnd);
                }
                _ => return Err(self.not_json(pending)),
            }
        }
    }

    fn step(&mut self, next: Next) {
        self.at += 1;
        self.next = next;
    }

    fn pass(&mut self, text: &str, next: Next) {
        self.at += text.len();
        self.next = next;
        if self.part.take().is_some_and(|part| !part.broken) {
            // Nothing to count in it, and its beginning has been counted to.
            self.column += text.len();
            self.counted = self.at;
            self.busy = true;
        }
    }

    fn leave(&mut self) {
        self.at += 1;
        match self.within.outer() {
            Some(outer) => {
                self.within = outer;
                self.next = Next::CommaOrEnd;
            }
            None => self.next = Next::Nothing,
        }
    }

    /// Whether the value that comes is followed inside instead of handed on.
    fn opens(&self) -> bool {
        match self.within {
            Within::File => matches!(self.name.as_str(), "tables" | "belongings"),
            Within::Tables => true,
            Within::Table => self.name == "rows",
            Within::Rows | Within::Belongings => false,
        }
    }

    fn enter(&mut self, pending: &[u8], byte: u8) -> Result<(), FileError> {
        let (inner, open) = match self.within {
            Within::File if self.name == "belongings" => (Within::Belongings, b'['),
            Within::File => (Within::Tables, b'{'),
            Within::Tables => (Within::Table, b'{'),
            Within::Table | Within::Rows | Within::Belongings => (Within::Rows, b'['),
        };
        if byte != open {
            return Err(FileError::Shape { line: self.place(pending).0 });
        }
        if let Some(names) = self.names.get_mut(inner as usize) {
            names.clear();
        }
        self.within = inner;
        self.step(if inner.is_list() { Next::ElementOrEnd } else { Next::NameOrEnd });
        Ok(())
    }

    /// A member that stands twice: which of the two was meant cannot be known.
    fn once(&mut self) -> Result<(), FileError> {
        let new = self.names.get_mut(self.within as usize).is_none_or(|names| names.insert(self.name.clone()));
        if new { Ok(()) } else { Err(FileError::Twice(self.name.clone())) }
    }

    fn skip_blanks(&mut self, pending: &[u8]) {
        let rest = pending.get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')).count();
    }

    /// The part that begins here, if all of it has come.
    fn piece<'p>(&mut self, pending: &'p [u8]) -> Result<Option<Piece<'p>>, FileError> {
        let rest = pending.get(self.at..).unwrap_or_default();
        let mut progress = self.part.unwrap_or_default();
        let end = progress.look(rest);
        self.part = Some(progress);
        let bytes = match end {
            End::Later if rest.len() > MAX_PART => return Err(FileError::Shape { line: self.place(pending).0 }),
            End::Later => return Ok(None),
            End::At(end) => rest.get(..end).unwrap_or_default(),
            End::Broken(at) => {
                let text = text_of(rest.get(..=at).unwrap_or_default())?;
                let (line, column) = self.place(pending);
                return Err(wrong_at(text, line, column).unwrap_or_else(|| {
                    self.at += at;
                    self.not_json(pending)
                }));
            }
        };
        let text = text_of(bytes)?;
        let (line, column) = self.place(pending);
        let Progress { deepest, broken, .. } = progress;
        Ok(Some(Piece { text, line, column, alone: !self.busy, depth: deepest, one_line: !broken }))
    }

    /// Line and column of the byte that comes next, from 1.
    fn place(&mut self, pending: &[u8]) -> (usize, usize) {
        let passed = pending.get(self.counted..self.at).unwrap_or_default();
        self.count(passed);
        self.counted = self.at;
        (self.line, self.column + 1)
    }

    fn count_to_here(&mut self) {
        let pending = mem::take(&mut self.pending);
        self.place(&pending);
        self.pending = pending;
    }

    fn count(&mut self, passed: &[u8]) {
        let last_line = match passed.iter().rposition(|b| *b == b'\n') {
            Some(at) => {
                self.line += passed.iter().filter(|b| **b == b'\n').count();
                (self.column, self.busy) = (0, false);
                passed.get(at + 1..).unwrap_or_default()
            }
            None => passed,
        };
        self.column += last_line.len();
        self.busy |= !last_line.trim_ascii().is_empty();
    }

    fn not_json(&mut self, pending: &[u8]) -> FileError {
        let (line, column) = self.place(pending);
        FileError::NotJson { line, column }
    }
}

/// The bytes as text; in an exchange file what is no UTF-8 has been saved by another program.
fn text_of(bytes: &[u8]) -> Result<&str, FileError> {
    std::str::from_utf8(bytes).map_err(|_| FileError::Encoding("GBK"))
}

/// Where `text`, which begins at this place of the file, stops being JSON.
pub(super) fn wrong_at(text: &str, line: usize, column: usize) -> Option<FileError> {
    let error = serde_json::from_str::<&RawValue>(text).err()?;
    if error.classify() == Category::Eof {
        return None;
    }
    let column = if error.line() == 1 { column - 1 + error.column() } else { error.column() };
    Some(FileError::NotJson { line: line - 1 + error.line(), column })
}

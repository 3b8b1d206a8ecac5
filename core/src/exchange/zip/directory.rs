//! The directory at the end of an archive: what is in it, and where, without unpacking anything.

use super::{CENTRAL, CENTRAL_LEN, END, END_LEN, FLAG_ENCRYPTED, FLAG_UTF8, LOCAL_LEN, ZipError};
use std::ops::Range;

/// How much of the end of an archive [`directory`] wants, in bytes: room for the longest comment
/// and a directory of [`MAX_ENTRIES`] entries with long names.
pub const TAIL: u64 = 1 << 20;

/// Most entries of an archive.
pub const MAX_ENTRIES: usize = 2_000;

/// Most bytes of all entries that are taken together, unpacked.
pub const MAX_TOTAL: u64 = 512 << 20;

/// Most bytes of one photo. The program keeps photos of some 300 KB, and of 8 MB where it could not
/// make them smaller.
pub const MAX_PHOTO: u64 = 16 << 20;

/// Most that an entry may grow by unpacking.
const MAX_RATIO: u64 = 100;

/// What an entry is, told by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// An exchange file, as it seems: `*.json` or `*.txt`. It may be an encrypted envelope.
    Exchange,
    /// A photo `photos/<hash>.jpg`. Whether the hash fits is the taker's to check.
    Photo {
        /// SHA-256 of the photo, in lower-case hexadecimal.
        hash: String,
    },
}

/// An entry that can be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name without folders. Characters of other encodings than UTF-8 are shown as □.
    pub name: String,
    /// What it is.
    pub content: Content,
    /// Its size unpacked, in bytes.
    pub size: u64,
    /// Where in the file it lies, with the header in front of it.
    pub range: Range<u64>,
    pub(super) packed: u64,
    pub(super) crc: u32,
    pub(super) method: u16,
}

/// What is in an archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directory {
    /// What can be taken, in the order of the archive.
    pub entries: Vec<Entry>,
    /// Entries that look like ours and cannot be taken.
    pub bad: Vec<ZipError>,
    /// How many other files there are.
    pub ignored: usize,
}

/// Whether a file is a zip archive, told by its first bytes. Office documents are too.
#[must_use]
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Reads the directory of an archive of `total` bytes from its last [`TAIL`] bytes (or all).
///
/// # Errors
/// Says why nothing of the archive can be taken.
pub fn directory(tail: &[u8], total: u64) -> Result<Directory, ZipError> {
    let tail_at = total.checked_sub(tail.len() as u64).ok_or(ZipError::Damaged)?;
    let (end_at, end) = find_end(tail).ok_or(ZipError::Damaged)?;
    if end.entries > MAX_ENTRIES as u64 {
        return Err(ZipError::TooMany { entries: end.entries });
    }
    let list_at = end_at.checked_sub(end.size as usize).ok_or(ZipError::TooBig)?;
    let list = tail.get(list_at..end_at).ok_or(ZipError::Damaged)?;
    let list_at = tail_at + list_at as u64;
    // Something may stand in front of the archive; then every place is off by its length.
    let shift = list_at.checked_sub(u64::from(end.offset)).ok_or(ZipError::Damaged)?;
    let listed = listed(list, end.entries, shift)?;
    if listed.iter().any(|l| l.flags & FLAG_ENCRYPTED != 0) {
        return Err(ZipError::Encrypted);
    }
    // Nothing can begin behind the directory; what claims to, is found to have no room.
    let before = listed.iter().map(|l| l.at).filter(|at| *at < list_at);
    let mut starts: Vec<u64> = before.chain([list_at]).collect();
    starts.sort_unstable();
    let mut directory = Directory::default();
    for listed in listed {
        let name = readable(listed.name, listed.flags & FLAG_UTF8 != 0);
        let Some((content, name)) = told_by_name(&name) else {
            // Folders are entries of their own.
            directory.ignored += usize::from(!name.ends_with('/'));
            continue;
        };
        match listed.entry(content, name, &starts) {
            Ok(entry) => directory.entries.push(entry),
            Err(bad) => directory.bad.push(bad),
        }
    }
    let total = directory.entries.iter().fold(0, |sum: u64, e| sum.saturating_add(e.size));
    if total > MAX_TOTAL {
        return Err(ZipError::TooBig);
    }
    if directory.entries.is_empty() && directory.bad.is_empty() {
        return Err(ZipError::Nothing { ignored: directory.ignored });
    }
    Ok(directory)
}

/// The record at the end.
struct End {
    entries: u64,
    size: u32,
    offset: u32,
}

/// Finds the record at the end; behind it stands a comment, and behind that possibly rubbish.
fn find_end(tail: &[u8]) -> Option<(usize, End)> {
    let signature = END.to_le_bytes();
    let earliest = tail.len().saturating_sub(END_LEN + usize::from(u16::MAX));
    let mut at = tail.len().checked_sub(END_LEN)?;
    loop {
        let record = tail.get(at..)?;
        if record.starts_with(&signature) {
            let end =
                End { entries: u64::from(u16_at(record, 10)?), size: u32_at(record, 12)?, offset: u32_at(record, 16)? };
            return Some((at, end));
        }
        if at == earliest {
            return None;
        }
        at -= 1;
    }
}

/// An entry as the directory has it.
struct Listed<'a> {
    name: &'a [u8],
    flags: u16,
    method: u16,
    crc: u32,
    packed: u64,
    size: u64,
    at: u64,
}

fn listed(list: &[u8], entries: u64, shift: u64) -> Result<Vec<Listed<'_>>, ZipError> {
    let (mut rest, mut all) = (list, Vec::new());
    while !rest.is_empty() {
        if all.len() == MAX_ENTRIES {
            return Err(ZipError::TooMany { entries: all.len() as u64 + 1 });
        }
        let (entry, disk, behind) = one_listed(rest, shift).ok_or(ZipError::Damaged)?;
        if disk != 0 {
            return Err(ZipError::Split);
        }
        all.push(entry);
        rest = behind;
    }
    if all.len() as u64 == entries { Ok(all) } else { Err(ZipError::Damaged) }
}

fn one_listed(list: &[u8], shift: u64) -> Option<(Listed<'_>, u16, &[u8])> {
    let (fixed, rest) = list.split_at_checked(CENTRAL_LEN)?;
    if u32_at(fixed, 0)? != CENTRAL {
        return None;
    }
    let (name, rest) = rest.split_at_checked(u16_at(fixed, 28)?.into())?;
    let (_, rest) = rest.split_at_checked(u16_at(fixed, 30)?.into())?;
    let (_, rest) = rest.split_at_checked(u16_at(fixed, 32)?.into())?;
    let entry = Listed {
        name,
        flags: u16_at(fixed, 8)?,
        method: u16_at(fixed, 10)?,
        crc: u32_at(fixed, 16)?,
        packed: u32_at(fixed, 20)?.into(),
        size: u32_at(fixed, 24)?.into(),
        at: shift + u64::from(u32_at(fixed, 42)?),
    };
    Some((entry, u16_at(fixed, 34)?, rest))
}

impl Listed<'_> {
    /// `starts` are the places where entries and the directory begin, in ascending order.
    fn entry(&self, content: Content, name: String, starts: &[u64]) -> Result<Entry, ZipError> {
        let behind = starts.partition_point(|start| *start <= self.at);
        // An entry ends where the next begins, so entries that lie over one another, as archives
        // made to exhaust memory have them, have no room.
        let shared = behind.checked_sub(2).is_some_and(|before| starts.get(before) == Some(&self.at));
        let end = starts.get(behind).copied().unwrap_or(self.at);
        let room = (end - self.at).checked_sub(LOCAL_LEN as u64);
        if shared || room.is_none_or(|room| self.packed > room) {
            return Err(ZipError::DamagedEntry { name });
        }
        if self.size > self.packed.saturating_mul(MAX_RATIO) {
            return Err(ZipError::Ratio { name });
        }
        if matches!(content, Content::Photo { .. }) && self.size > MAX_PHOTO {
            return Err(ZipError::BigPhoto { name });
        }
        let Self { crc, method, packed, size, .. } = *self;
        Ok(Entry { name, content, size, range: self.at..end, packed, crc, method })
    }
}

/// What is ours in an archive, whatever folder somebody has put it in; nothing for names that lead
/// out of the archive, and for what macOS adds.
fn told_by_name(path: &str) -> Option<(Content, String)> {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    let (name, folders) = parts.split_last()?;
    let strange = |part: &&str| part.is_empty() || matches!(*part, "." | ".." | "__MACOSX") || part.contains(':');
    if folders.iter().any(strange) || name.starts_with('.') || name.contains([':', '\0']) {
        return None;
    }
    let (stem, extension) = name.rsplit_once('.')?;
    let is = |wanted: &str| extension.eq_ignore_ascii_case(wanted);
    let hash = || stem.len() == 64 && stem.bytes().all(|b| b.is_ascii_hexdigit());
    if is("json") || is("txt") {
        Some((Content::Exchange, (*name).to_owned()))
    } else if is("jpg") && folders.last() == Some(&"photos") && hash() {
        Some((Content::Photo { hash: stem.to_ascii_lowercase() }, (*name).to_owned()))
    } else {
        None
    }
}

/// A name as it can be shown. Windows in China writes GB18030 without saying so: each pair of bytes
/// is shown as □, which keeps the ASCII of the name, and with it what the entry is.
fn readable(name: &[u8], utf8: bool) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => return name.to_owned(),
        Err(_) if utf8 => return String::from_utf8_lossy(name).into_owned(),
        Err(_) => {}
    }
    let mut out = String::new();
    let mut bytes = name.iter();
    while let Some(byte) = bytes.next() {
        if byte.is_ascii() {
            out.push(char::from(*byte));
        } else {
            bytes.next();
            out.push('□');
        }
    }
    out
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

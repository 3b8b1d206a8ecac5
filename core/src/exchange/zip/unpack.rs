//! Unpacking the entries of an archive: never more than the directory has promised, and checked.

use super::directory::{u16_at, u32_at};
use super::{Content, DEFLATED, Entry, LOCAL, LOCAL_LEN, STORED, ZipError, crc32, directory};

/// An archive, unpacked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Archive {
    /// What can be taken, in the order of the archive.
    pub files: Vec<Unpacked>,
    /// Entries that look like ours and cannot be taken.
    pub bad: Vec<ZipError>,
    /// How many other files there are.
    pub ignored: usize,
}

/// A file out of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpacked {
    /// Its name without folders.
    pub name: String,
    /// What it is.
    pub content: Content,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Unpacks a whole archive. Never panics, whatever the bytes are; needs at most
/// [`MAX_TOTAL`](super::MAX_TOTAL) bytes.
///
/// # Errors
/// Says why nothing of the archive can be taken.
pub fn read(bytes: &[u8]) -> Result<Archive, ZipError> {
    let found = directory(bytes, bytes.len() as u64)?;
    let mut archive = Archive { files: Vec::new(), bad: found.bad, ignored: found.ignored };
    for entry in found.entries {
        let place = usize::try_from(entry.range.start).ok().zip(usize::try_from(entry.range.end).ok());
        let slice = place.and_then(|(start, end)| bytes.get(start..end)).unwrap_or_default();
        match entry.unpack(slice) {
            Ok(bytes) => archive.files.push(Unpacked { name: entry.name, content: entry.content, bytes }),
            Err(bad) => archive.bad.push(bad),
        }
    }
    Ok(archive)
}

impl Entry {
    /// Returns the content of the entry; `bytes` are those of its range.
    ///
    /// # Errors
    /// Says what is wrong with the entry. Others of the archive are not concerned.
    pub fn unpack(&self, bytes: &[u8]) -> Result<Vec<u8>, ZipError> {
        let damaged = || ZipError::DamagedEntry { name: self.name.clone() };
        let packed = self.packed_bytes(bytes).ok_or_else(damaged)?;
        let size = usize::try_from(self.size).map_err(|_| damaged())?;
        let content = match self.method {
            STORED => packed.to_vec(),
            DEFLATED => miniz_oxide::inflate::decompress_to_vec_with_limit(packed, size).map_err(|_| damaged())?,
            _ => return Err(ZipError::Method { name: self.name.clone() }),
        };
        if content.len() == size && crc32(&content) == self.crc { Ok(content) } else { Err(damaged()) }
    }

    /// What stands behind the header in front of the entry. Its own sizes may be missing there;
    /// those of the directory count.
    fn packed_bytes<'a>(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let (header, rest) = bytes.split_at_checked(LOCAL_LEN)?;
        let names = usize::from(u16_at(header, 26)?) + usize::from(u16_at(header, 28)?);
        let end = names.checked_add(usize::try_from(self.packed).ok()?)?;
        if u32_at(header, 0)? == LOCAL { rest.get(names..end) } else { None }
    }
}

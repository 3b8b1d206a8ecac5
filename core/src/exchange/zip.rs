//! Zip archives: written without packing, and read whoever packed them and however badly.
//!
//! Writing: [`Writer::new`], [`Writer::add`], [`Writer::finish`]; entries are stored, since photos
//! do not get smaller. Which photos go in which archive is decided in `bundle`.
//!
//! Reading all at once: [`read`]. Reading from slices, so that a large archive is never in memory
//! as a whole: give [`directory`] the last [`TAIL`] bytes and the length of the file, then for each
//! [`Entry`] the bytes of [`Entry::range`] to [`Entry::unpack`]. Nothing is ever written under a
//! name that stands in an archive, and what is neither an exchange file nor a photo is only counted.

mod directory;
mod error;
mod unpack;

pub use directory::{Content, Directory, Entry, MAX_ENTRIES, MAX_PHOTO, MAX_TOTAL, TAIL, directory, is_zip};
pub use error::ZipError;
pub use unpack::{Archive, Unpacked, read};

/// Begins the header in front of an entry.
const LOCAL: u32 = 0x0403_4b50;
/// Begins an entry of the directory.
const CENTRAL: u32 = 0x0201_4b50;
/// Begins the record at the end.
const END: u32 = 0x0605_4b50;

/// Length of the header in front of an entry, without its name.
const LOCAL_LEN: usize = 30;
/// Length of an entry of the directory, without its name.
const CENTRAL_LEN: usize = 46;
/// Length of the record at the end, without its comment.
const END_LEN: usize = 22;

/// Flag of an entry whose content is encrypted.
const FLAG_ENCRYPTED: u16 = 1;
/// Flag of an entry whose name is UTF-8.
const FLAG_UTF8: u16 = 1 << 11;

/// Method of an entry that is not packed.
const STORED: u16 = 0;
/// Method of an entry packed by DEFLATE.
const DEFLATED: u16 = 8;

/// 1980-01-01, the first day of zip: an archive says nothing about when it was made, so that the
/// same content gives the same bytes.
const DATE: u16 = 0x0021;

/// Most bytes of an archive that is written: sizes beyond have no room in this form of zip.
const MAX_WRITTEN: usize = u32::MAX as usize;

/// Writes an archive of stored entries.
#[derive(Debug, Clone, Default)]
pub struct Writer {
    out: Vec<u8>,
    directory: Vec<u8>,
    entries: u16,
}

impl Writer {
    /// Begins an archive.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns how many bytes an entry with a name of `name` bytes and a content of `content`
    /// bytes takes, without the end of the archive ([`Writer::END_SIZE`]).
    #[must_use]
    pub const fn entry_size(name: usize, content: u64) -> u64 {
        content + (LOCAL_LEN + CENTRAL_LEN + 2 * name) as u64
    }

    /// How many bytes an archive takes beyond its entries.
    pub const END_SIZE: u64 = END_LEN as u64;

    /// Adds an entry.
    ///
    /// # Errors
    /// When the archive would exceed 4 GB or 65,534 entries, or the name 65,535 bytes; it stays as
    /// it was.
    pub fn add(&mut self, name: &str, content: &[u8]) -> Result<(), ZipError> {
        let parts = [self.out.len(), self.directory.len(), content.len(), 2 * name.len(), 256];
        let total = parts.iter().try_fold(0_usize, |sum, part| sum.checked_add(*part));
        let (Some(..=MAX_WRITTEN), Ok(name_len)) = (total, u16::try_from(name.len())) else {
            return Err(ZipError::TooBig);
        };
        let (Ok(offset), Ok(size)) = (u32::try_from(self.out.len()), u32::try_from(content.len())) else {
            return Err(ZipError::TooBig);
        };
        let entries = self.entries.checked_add(1).filter(|n| *n < u16::MAX).ok_or(ZipError::TooBig)?;

        // Version needed, flags, method, time, date, check, both sizes, lengths of name and extra.
        let mut shared = Vec::with_capacity(CENTRAL_LEN);
        for number in [20, FLAG_UTF8, STORED, 0, DATE] {
            shared.extend(number.to_le_bytes());
        }
        for number in [crc32(content), size, size] {
            shared.extend(number.to_le_bytes());
        }
        shared.extend(name_len.to_le_bytes());
        shared.extend([0; 2]);

        self.out.extend(LOCAL.to_le_bytes());
        self.out.extend(&shared);
        self.out.extend(name.as_bytes());
        self.out.extend(content);

        self.directory.extend(CENTRAL.to_le_bytes());
        self.directory.extend(20_u16.to_le_bytes());
        self.directory.extend(&shared);
        // Length of comment, disk, internal and external attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.entries = entries;
        Ok(())
    }

    /// Returns the bytes of the archive.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        // `add` has kept both within 4 GB.
        let offset = u32::try_from(self.out.len()).unwrap_or(u32::MAX);
        let size = u32::try_from(self.directory.len()).unwrap_or(u32::MAX);
        self.out.append(&mut self.directory);
        self.out.extend(END.to_le_bytes());
        self.out.extend([0; 4]);
        self.out.extend(self.entries.to_le_bytes());
        self.out.extend(self.entries.to_le_bytes());
        self.out.extend(size.to_le_bytes());
        self.out.extend(offset.to_le_bytes());
        self.out.extend([0; 2]);
        self.out
    }
}

/// CRC-32 as zip and gzip use it.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = crc_table();
    !bytes.iter().fold(!0, |crc, byte| {
        let [low, ..] = crc.to_le_bytes();
        (crc >> 8) ^ TABLE.get(usize::from(low ^ byte)).copied().unwrap_or_default()
    })
}

#[allow(clippy::indexing_slicing, reason = "at compile time, where it cannot panic unseen")]
const fn crc_table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let (mut crc, mut bit) = (i as u32, 0);
        while bit < 8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
            bit += 1;
        }
        table[i] = crc;
        i += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_check_is_the_one_of_zip() {
        assert_eq!(super::crc32(b"123456789"), 0xcbf4_3926);
    }
}

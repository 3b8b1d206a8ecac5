//! What can be told about a picture without decoding it: its type, the day it was taken, and what
//! the record of a photo says about its file. Never the place: that is nobody's business.

use crate::kinds::photo;
use crate::record::Record;
use crate::value::{CivilDate, FieldValue};
use serde_json::Value;
use std::collections::BTreeMap;

/// What the record of a photo says about the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoFile {
    /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
    /// Their media type.
    pub mime: String,
    /// Width and height in pixels; `None` if it could not be decoded.
    pub size: Option<(u64, u64)>,
}

impl PhotoFile {
    /// Returns the file of a photo's record; `None` if the record names none that could exist.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        Some(Self {
            sha256: record.get(photo::SHA256).filter(|hash| is_hash(hash))?,
            bytes: record.get(photo::BYTES).unwrap_or(0),
            mime: record.get(photo::TYPE).unwrap_or_default(),
            size: record.get(photo::WIDTH).zip(record.get(photo::HEIGHT)),
        })
    }

    /// Returns the fields of the record that says so.
    #[must_use]
    pub fn values(&self) -> BTreeMap<&'static str, Value> {
        let (width, height) = self.size.unzip();
        let number = |n: Option<u64>| n.map_or(Value::Null, Value::from);
        BTreeMap::from([
            (photo::SHA256.name(), self.sha256.write()),
            (photo::BYTES.name(), self.bytes.write()),
            (photo::TYPE.name(), self.mime.write()),
            (photo::WIDTH.name(), number(width)),
            (photo::HEIGHT.name(), number(height)),
        ])
    }
}

/// Whether `text` can be the name of a stored photo.
#[must_use]
pub fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Returns the media type of a picture by its first bytes; `None` if it is no picture. Names and
/// what chat programs say of a file are not to be trusted.
#[must_use]
pub fn media_type(bytes: &[u8]) -> Option<&'static str> {
    let at = |from: usize, what: &[u8]| bytes.get(from..from + what.len()) == Some(what);
    if at(0, b"\xff\xd8\xff") {
        Some("image/jpeg")
    } else if at(0, b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if at(0, b"GIF8") {
        Some("image/gif")
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        Some("image/webp")
    } else if at(4, b"ftypavif") || at(4, b"ftypavis") {
        Some("image/avif")
    } else if at(4, b"ftyp") && [b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1"].iter().any(|b| at(8, *b)) {
        Some("image/heic")
    } else {
        None
    }
}

/// Returns the day on which a camera says that it took a JPEG, from its EXIF; `None` if there is no
/// such thing. The bytes may be anything.
#[must_use]
pub fn taken_on(jpeg: &[u8]) -> Option<CivilDate> {
    let tiff = Tiff::of(exif(jpeg)?)?;
    let first = tiff.u32(4)?;
    let written = || {
        let details = tiff.entry(first, EXIF_DIRECTORY).and_then(|entry| tiff.u32(entry + 8))?;
        tiff.text(details, ORIGINAL_TIME)
    };
    day(written().or_else(|| tiff.text(first, CHANGE_TIME))?)
}

/// Tag of the directory that holds what the camera knows.
const EXIF_DIRECTORY: u16 = 0x8769;
/// Tag of the moment of the picture, `YYYY:MM:DD hh:mm:ss` by the camera's clock.
const ORIGINAL_TIME: u16 = 0x9003;
/// Tag of the moment at which the file was last changed.
const CHANGE_TIME: u16 = 0x0132;
/// Marker of the segment that holds EXIF.
const APP1: u8 = 0xe1;
/// Marker after which the picture itself begins.
const START_OF_SCAN: u8 = 0xda;

/// The EXIF block of a JPEG.
fn exif(jpeg: &[u8]) -> Option<&[u8]> {
    let mut rest = jpeg.strip_prefix(b"\xff\xd8")?;
    // Every turn takes at least four bytes off.
    loop {
        let [0xff, marker, high, low, ..] = *rest else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let segment = rest.get(4..2 + length)?;
        match marker {
            START_OF_SCAN => return None,
            APP1 if segment.starts_with(b"Exif\0\0") => return segment.get(6..),
            _ => rest = rest.get(2 + length..)?,
        }
    }
}

/// The TIFF structure inside EXIF.
struct Tiff<'a> {
    bytes: &'a [u8],
    is_big_endian: bool,
}

impl<'a> Tiff<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        match bytes.get(..4)? {
            b"II*\0" => Some(Self { bytes, is_big_endian: false }),
            b"MM\0*" => Some(Self { bytes, is_big_endian: true }),
            _ => None,
        }
    }

    fn u16(&self, at: usize) -> Option<u16> {
        let bytes = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.is_big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn u32(&self, at: usize) -> Option<usize> {
        let bytes = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        let number = if self.is_big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) };
        usize::try_from(number).ok()
    }

    /// Where the entry of a tag stands in the directory at `directory`: twelve bytes each.
    fn entry(&self, directory: usize, tag: u16) -> Option<usize> {
        let count = usize::from(self.u16(directory)?);
        let mut entries = (0..count).map(|n| directory + 2 + n * 12);
        entries.find(|entry| self.u16(*entry) == Some(tag))
    }

    fn text(&self, directory: usize, tag: u16) -> Option<&'a str> {
        let entry = self.entry(directory, tag)?;
        let (length, at) = (self.u32(entry + 4)?, self.u32(entry + 8)?);
        std::str::from_utf8(self.bytes.get(at..at.checked_add(length)?)?).ok()
    }
}

/// The day in `YYYY:MM:DD hh:mm:ss`; a camera that was never set writes zeros.
fn day(moment: &str) -> Option<CivilDate> {
    let (year, month, day) = (moment.get(..4)?, moment.get(5..7)?, moment.get(8..10)?);
    CivilDate::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests;

//! From bytes to text, told by content and never by name: UTF-8 and UTF-16 are decoded here; for
//! GB18030, in which Excel in China saves, the caller has a decoder.

use super::read::is_table;
use super::{MAX_BYTES, SheetError};

/// How much of a file is looked at to see whether it is of this program.
const PROBE: usize = 4 << 10;
/// So many Chinese characters do not come out of another encoding by chance.
const NO_CHANCE: usize = 8;

/// How files of the old Office formats begin, and new ones with a password.
const OLD_OFFICE: &[u8] = b"\xd0\xcf\x11\xe0";

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// The text, without byte order mark.
    Ready(String),
    /// The bytes are GB18030 (or GBK, which it contains) and want decoding.
    Gb18030,
    /// The bytes are a workbook, as it seems, and want `ronghe-sheet`.
    Workbook,
}

/// Returns the text of the bytes of a file.
///
/// # Errors
/// Says what the file is instead.
pub fn text_of(bytes: &[u8]) -> Result<Text, SheetError> {
    if bytes.len() > MAX_BYTES {
        return Err(SheetError::TooBig);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(SheetError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(OLD_OFFICE) {
        return Ok(Text::Workbook);
    }
    if let Some(units) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(units, u16::from_le_bytes);
    }
    if let Some(units) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(units, u16::from_be_bytes);
    }
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if body.iter().any(|b| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)) {
        return Err(SheetError::NotText);
    }
    if body.trim_ascii_start().starts_with(b"<") {
        return Err(SheetError::Html);
    }
    match std::str::from_utf8(body) {
        Ok(text) => Ok(Text::Ready(text.to_owned())),
        Err(error) => {
            let good = body.get(..error.valid_up_to()).unwrap_or_default();
            let good = std::str::from_utf8(good).unwrap_or_default();
            if good.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count() >= NO_CHANCE {
                let line = good.bytes().filter(|b| *b == b'\n').count() + 1;
                return Err(SheetError::Damaged { line });
            }
            if is_gb18030(body) { Ok(Text::Gb18030) } else { Err(SheetError::NotText) }
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Text, SheetError> {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
    let text: Result<String, _> = char::decode_utf16(units).collect();
    match text {
        Ok(text) if text.contains('\0') => Err(SheetError::NotText),
        Ok(text) if text.trim().is_empty() => Err(SheetError::Empty),
        Ok(text) => Ok(Text::Ready(text)),
        Err(_) => Err(SheetError::NotText),
    }
}

/// Whether the bytes follow the structure of GB18030: pairs, and groups of four.
fn is_gb18030(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return true,
            [0..=0x7f, rest @ ..]
            | [0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe, rest @ ..]
            | [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, rest @ ..] => rest,
            _ => return false,
        };
    }
}

/// Whether these bytes are of a workbook: .xlsx and its kin, .xls, .ods, or one with a password. The
/// first 100 KB of an archive are enough; of the old formats all is wanted. A quick look: what it
/// takes for a workbook may still turn out to be none.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    let names = |part: &[u8]| bytes.windows(part.len()).any(|w| w == part);
    let streams = |name: &str| {
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        names(&units)
    };
    if bytes.starts_with(b"PK\x03\x04") {
        return names(b"xl/") || names(b"opendocument.spreadsheet");
    }
    bytes.starts_with(OLD_OFFICE) && ["Workbook", "WORKBOOK", "Book", "EncryptedPackage"].into_iter().any(streams)
}

/// Whether a file that is no exchange file can be read as a table: .csv, cells pasted into a text
/// file, or JSON with a list of records. A quick look, not a reading.
#[must_use]
pub fn is_foreign_table(bytes: &[u8]) -> bool {
    let start = bytes.get(..PROBE).unwrap_or(bytes);
    let names = |part: &[u8]| start.windows(part.len()).any(|w| w == part);
    if names(b"ronghe-exchange") || names(b"ronghe-encrypted") {
        return false;
    }
    match text_of(bytes) {
        Ok(Text::Ready(text)) => is_table(text),
        // Marks that divide a table are never the second half of a character in GB18030.
        Ok(Text::Gb18030) => is_table(String::from_utf8_lossy(bytes).into_owned()),
        Ok(Text::Workbook) => is_workbook(bytes),
        Err(_) => false,
    }
}

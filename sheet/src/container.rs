//! What kind of workbook some bytes are, and whether it is safe to unpack it. Told by content.

use ronghe_core::sheet::{MAX_BYTES, SheetError, is_workbook};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Most bytes of all parts of a workbook, unpacked: some eight million cells.
const MAX_UNPACKED: u64 = 400 << 20;

/// Deflate cannot make more of a byte.
const MOST_OF_A_BYTE: u64 = 1032;

/// Most parts of a workbook.
const MAX_PARTS: usize = 10_000;

/// A file format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// .xlsx, .xlsm and templates.
    Xlsx,
    /// .xlsb.
    Xlsb,
    /// .xls.
    Xls,
    /// .ods.
    Ods,
}

/// Returns the format of a workbook that is safe to unpack.
///
/// # Errors
/// Says what the file is instead, or what is wrong with it.
pub(crate) fn format_of(bytes: &[u8]) -> Result<Format, SheetError> {
    if bytes.len() > MAX_BYTES {
        return Err(SheetError::TooBig);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return packed_format(bytes);
    }
    if !bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let html = bytes.trim_ascii_start().starts_with(b"<");
        return Err(if html { SheetError::Html } else { SheetError::NotABook });
    }
    // An .xlsx with a password is one encrypted stream in a container of the old kind.
    if holds_stream(bytes, "EncryptedPackage") {
        return Err(SheetError::Locked);
    }
    if is_workbook(bytes) { Ok(Format::Xls) } else { Err(SheetError::NotABook) }
}

/// Whether a stream of this name stands in the directory of a compound file.
fn holds_stream(bytes: &[u8], name: &str) -> bool {
    let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(units.len()).any(|window| window == units)
}

fn packed_format(bytes: &[u8]) -> Result<Format, SheetError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetError::BrokenBook)?;
    if archive.len() > MAX_PARTS {
        return Err(SheetError::Swollen);
    }
    let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(|name| name.replace('\\', "/")).collect();
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    let format = if has("xl/workbook.bin") {
        Format::Xlsb
    } else if has("xl/") {
        Format::Xlsx
    } else if has("content.xml") && is_workbook(bytes) {
        Format::Ods
    } else {
        return Err(SheetError::NotABook);
    };
    weigh(&mut archive)?;
    Ok(format)
}

/// Unpacks everything once and counts, where it could be too much: what an archive says of its own
/// size is what its maker wanted it to say.
fn weigh(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), SheetError> {
    let mut packed = 0_u64;
    for place in 0..archive.len() {
        let part = archive.by_index_raw(place).map_err(|_| SheetError::BrokenBook)?;
        if part.encrypted() {
            return Err(SheetError::Locked);
        }
        packed = packed.saturating_add(part.compressed_size());
    }
    if packed.saturating_mul(MOST_OF_A_BYTE) <= MAX_UNPACKED {
        return Ok(());
    }
    let mut left = MAX_UNPACKED;
    let mut buffer = vec![0; 64 << 10];
    for place in 0..archive.len() {
        let mut part = match archive.by_index(place) {
            Ok(part) => part,
            // Whether it is needed will be seen.
            Err(ZipError::UnsupportedArchive(_)) => continue,
            Err(_) => return Err(SheetError::BrokenBook),
        };
        loop {
            let read = part.read(&mut buffer).map_err(|_| SheetError::BrokenBook)?;
            if read == 0 {
                break;
            }
            left = left.checked_sub(read as u64).ok_or(SheetError::Swollen)?;
        }
    }
    Ok(())
}

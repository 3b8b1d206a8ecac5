//! What a chosen file is, told by its content and never by its name: people rename files, and chat
//! programs do it for them.

use super::{FileError, Foreign};

/// Largest file that is read, in bytes.
const MAX_BYTES: usize = 512 << 20;

/// How far into an Office file the names of its parts are looked for.
const OFFICE_PROBE: usize = 8192;

/// Returns the JSON text of the file.
///
/// # Errors
/// Says what else the file is.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, FileError> {
    if bytes.len() > MAX_BYTES {
        return Err(FileError::TooBig { megabytes: bytes.len() >> 20 });
    }
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if body.iter().all(u8::is_ascii_whitespace) {
        return Err(FileError::Empty);
    }
    if body.iter().all(|b| *b == 0) {
        return Err(FileError::AllZero);
    }
    if let Some(foreign) = by_signature(body) {
        return Err(FileError::Foreign(foreign));
    }
    if [&b"\xff\xfe"[..], b"\xfe\xff", b"{\0", b"\0{"].iter().any(|start| body.starts_with(start)) {
        return Err(FileError::Encoding("UTF-16"));
    }
    let like_json = matches!(body.trim_ascii_start().first(), Some(b'{' | b'['));
    match std::str::from_utf8(body) {
        Ok(text) if like_json => Ok(text),
        Ok(_) => Err(FileError::Foreign(Foreign::Text)),
        // Cut in the middle of a character: what is before it is read, and found to be cut off.
        Err(error) if like_json && error.error_len().is_none() => {
            let whole = body.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(whole).map_err(|_| FileError::Encoding("GBK"))
        }
        Err(_) if like_json => Err(FileError::Encoding("GBK")),
        Err(_) => Err(FileError::Foreign(Foreign::Binary)),
    }
}

fn by_signature(body: &[u8]) -> Option<Foreign> {
    const SIGNATURES: &[(&[u8], Foreign)] = &[
        (b"%PDF", Foreign::Pdf),
        (b"\xff\xd8\xff", Foreign::Picture),
        (b"\x89PNG", Foreign::Picture),
        (b"GIF8", Foreign::Picture),
        (b"\xd0\xcf\x11\xe0", Foreign::OldOffice),
        (b"Rar!", Foreign::Archive),
        (b"7z\xbc\xaf", Foreign::Archive),
        (b"\x1f\x8b", Foreign::Archive),
    ];
    if body.starts_with(b"PK") {
        return Some(inside_zip(body.get(..OFFICE_PROBE).unwrap_or(body)));
    }
    if body.trim_ascii_start().first() == Some(&b'<') {
        return Some(Foreign::Html);
    }
    SIGNATURES.iter().find(|(start, _)| body.starts_with(start)).map(|(_, foreign)| *foreign)
}

fn inside_zip(start: &[u8]) -> Foreign {
    let names = |part: &[u8]| start.windows(part.len()).any(|w| w == part);
    if names(b"xl/") {
        Foreign::Excel
    } else if names(b"word/") {
        Foreign::Word
    } else {
        Foreign::Archive
    }
}

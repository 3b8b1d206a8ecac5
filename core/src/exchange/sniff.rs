//! What a chosen file is, told by its content and never by its name: people rename files, and chat
//! programs do it for them.

use super::{FileError, Foreign};

/// How much of a file is looked at: the names of the parts of an Office file stand there.
const PROBE: usize = 8192;

/// What the first bytes of a file tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// Nothing yet: more of it must be seen.
    Unknown,
    /// JSON, behind so many bytes of a byte order mark.
    Json {
        /// The bytes before it.
        skip: usize,
    },
}

/// Says what a file is that begins with `bytes`; `all` if there are no more.
///
/// # Errors
/// Says what else than JSON the file is.
pub(super) fn start_of(bytes: &[u8], all: bool) -> Result<Start, FileError> {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = body.trim_ascii_start().first();
    let zeros = body.iter().all(|b| *b == 0);
    let like_json = matches!(first, Some(b'{' | b'[')) && !body.starts_with(b"{\0");
    if like_json && body.len() > 1 {
        return Ok(Start::Json { skip: bytes.len() - body.len() });
    }
    if !all && (body.len() < PROBE || first.is_none() || zeros) {
        return Ok(Start::Unknown);
    }
    if first.is_none() {
        return Err(FileError::Empty);
    }
    if zeros {
        return Err(FileError::AllZero);
    }
    if let Some(foreign) = by_signature(body) {
        return Err(FileError::Foreign(foreign));
    }
    if [&b"\xff\xfe"[..], b"\xfe\xff", b"{\0", b"\0{"].iter().any(|start| body.starts_with(start)) {
        return Err(FileError::Encoding("UTF-16"));
    }
    if like_json {
        return Ok(Start::Json { skip: bytes.len() - body.len() });
    }
    // The probe may end within a character.
    let is_text = std::str::from_utf8(body).map_or_else(|error| error.error_len().is_none(), |_| true);
    Err(FileError::Foreign(if is_text { Foreign::Text } else { Foreign::Binary }))
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
        return Some(inside_zip(body.get(..PROBE).unwrap_or(body)));
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

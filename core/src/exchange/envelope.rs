//! The encrypted envelope around an exchange file: what is written in it, and why it cannot be
//! opened. The format is `docs/format.md` §6.
//!
//! The key derivation and the cipher are not here; the page has them from the browser
//! (`platform::crypto`). To open: [`is_envelope`] on the first bytes, [`Envelope::parse`] (finds
//! damage before anybody is asked for a passphrase), the passphrase in NFKC through
//! [`passphrase_bytes`], PBKDF2 to 32 bytes, [`Header::fits`] (a wrong passphrase ends here),
//! AES-GCM with [`Header::aad`], [`gunzip`] if [`Header::zip`] says so. To seal: the same with a
//! fresh [`Header::new`], and [`Envelope::write`].

use super::ENCRYPTED;
use super::error::refusal;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::ops::RangeInclusive;

/// Version of the envelope that this build writes, and the newest that it opens.
const VERSION: u64 = 1;

/// Rounds of PBKDF2 with which this build seals: OWASP's figure for HMAC-SHA-256.
pub const ITERATIONS: u32 = 600_000;

/// Rounds that are accepted. Fewer protect nothing; more would hang a phone for minutes.
pub const ACCEPTED_ITERATIONS: RangeInclusive<u32> = 100_000..=5_000_000;

/// Fewest characters of a passphrase that a file is sealed with.
pub const MIN_PASSPHRASE: usize = 6;

/// Largest content of an envelope, in bytes: as large as an exchange file may be.
pub const MAX_CONTENT: usize = 512 << 20;

/// Length of the tag at the end of what AES-GCM gives, in bytes.
const TAG: usize = 16;

/// How far into a file, and from its end, its `format` is looked for, in bytes.
const PROBE: usize = 4096;

/// What a person who opens the file in a text editor should know.
const EXPLANATION: &str =
    "产教融合工作台的加密文件。请在工作台的“交换”页选择它并输入口令；忘记口令无法找回。请勿改动本文件。";

const PBKDF2: &str = "PBKDF2";
const SHA_256: &str = "SHA-256";
const AES_GCM: &str = "AES-GCM";

/// What was done to the content before it was encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zip {
    /// Packed as one gzip member.
    Gzip,
    /// Nothing: the browser that wrote it cannot pack.
    None,
}

impl Zip {
    const fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::None => "none",
        }
    }
}

/// All of an envelope but its data. Its parameters are acceptable by construction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    iterations: u32,
    salt: [u8; 16],
    iv: [u8; 12],
    check: [u8; 4],
    zip: Zip,
}

impl Header {
    /// Returns the header of a new envelope. `salt` and `iv` must be fresh and random; `key` is
    /// what PBKDF2 makes of the passphrase, `salt` and [`ITERATIONS`].
    #[must_use]
    pub fn new(salt: [u8; 16], iv: [u8; 12], key: &[u8; 32], zip: Zip) -> Self {
        Self { iterations: ITERATIONS, salt, iv, check: key_check(key), zip }
    }

    /// Rounds of PBKDF2.
    #[must_use]
    pub const fn iterations(&self) -> u32 {
        self.iterations
    }

    /// Salt of PBKDF2.
    #[must_use]
    pub const fn salt(&self) -> &[u8; 16] {
        &self.salt
    }

    /// Initialisation vector of AES-GCM.
    #[must_use]
    pub const fn iv(&self) -> &[u8; 12] {
        &self.iv
    }

    /// What was done to the content before it was encrypted.
    #[must_use]
    pub const fn zip(&self) -> Zip {
        self.zip
    }

    /// Whether `key` is the one that the envelope was sealed with. One wrong passphrase in four
    /// thousand million passes here and is then stopped by the cipher.
    #[must_use]
    pub fn fits(&self, key: &[u8; 32]) -> bool {
        key_check(key) == self.check
    }

    /// Returns the additional data of AES-GCM: the values of the header, a line each, so that
    /// they do not depend on how the JSON is laid out. `说明` is for people and not bound.
    #[must_use]
    pub fn aad(&self) -> String {
        let Self { iterations, salt, iv, check, zip } = self;
        let (salt, iv, check) = (BASE64.encode(salt), BASE64.encode(iv), BASE64.encode(check));
        let zip = zip.name();
        format!("{ENCRYPTED}\n{VERSION}\n{PBKDF2}\n{SHA_256}\n{iterations}\n{salt}\n{AES_GCM}\n{iv}\n{check}\n{zip}\n")
    }
}

/// An envelope, taken apart and found undamaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// How its data was made.
    pub header: Header,
    /// What AES-GCM gave: the encrypted content with its tag of 16 bytes.
    pub data: Vec<u8>,
}

impl Envelope {
    /// Takes the text of an envelope apart. A byte order mark is allowed.
    ///
    /// # Errors
    /// Says why it cannot be opened, whatever the passphrase is.
    pub fn parse(text: &str) -> Result<Self, EnvelopeError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let version: Versioned = serde_json::from_str(text).map_err(|_| EnvelopeError::Damaged)?;
        if version.format != ENCRYPTED {
            return Err(EnvelopeError::Damaged);
        }
        if version.version > VERSION {
            return Err(EnvelopeError::Newer { version: version.version });
        }
        let written: Written<'_> = serde_json::from_str(text).map_err(|_| EnvelopeError::Damaged)?;
        let header = written.header()?;
        let data = BASE64.decode(written.data.as_bytes()).map_err(|_| EnvelopeError::Damaged)?;
        if data.len() < TAG || sum(&header, &data) != written.sha256 {
            return Err(EnvelopeError::Damaged);
        }
        if data.len() > MAX_CONTENT {
            return Err(EnvelopeError::TooBig);
        }
        Ok(Self { header, data })
    }

    /// Returns the text of the envelope: UTF-8, LF, one member a line.
    #[must_use]
    pub fn write(&self) -> String {
        let Header { iterations, salt, iv, check, zip } = &self.header;
        let kdf = json!({"name": PBKDF2, "hash": SHA_256, "iterations": iterations, "salt": BASE64.encode(salt)});
        let cipher = json!({"name": AES_GCM, "iv": BASE64.encode(iv)});
        let (check, zip, sum) = (BASE64.encode(check), zip.name(), sum(&self.header, &self.data));
        let data = BASE64.encode(&self.data);
        format!(
            "{{\n\"format\":\"{ENCRYPTED}\",\"version\":{VERSION},\n\"说明\":\"{EXPLANATION}\",\n\
             \"kdf\":{kdf},\n\"cipher\":{cipher},\n\"check\":\"{check}\",\"zip\":\"{zip}\",\n\
             \"data\":\"{data}\",\n\"sha256\":\"{sum}\"\n}}\n"
        )
    }
}

/// Whether a file is an envelope, told by its beginning, or its end if another program has sorted
/// its members. Cheap; [`Envelope::parse`] has the last word.
#[must_use]
pub fn is_envelope(bytes: &[u8]) -> bool {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let names = |part: &[u8]| {
        let quoted = format!("\"{ENCRYPTED}\"");
        part.windows(quoted.len()).any(|w| w == quoted.as_bytes())
    };
    let start = body.get(..PROBE).unwrap_or(body);
    let end = body.get(body.len().saturating_sub(PROBE)..).unwrap_or_default();
    body.trim_ascii_start().first() == Some(&b'{') && (names(start) || names(end))
}

/// Returns the bytes that PBKDF2 takes, of a passphrase in Unicode's form NFKC: blanks around it,
/// as pasting adds them, do not count.
#[must_use]
pub fn passphrase_bytes(nfkc: &str) -> &[u8] {
    nfkc.trim().as_bytes()
}

/// Unpacks one gzip member of at most [`MAX_CONTENT`] bytes; `None` if it is damaged or larger.
#[must_use]
pub fn gunzip(bytes: &[u8]) -> Option<Vec<u8>> {
    // Written by CompressionStream, which uses none of the optional parts of the header.
    let rest = bytes.strip_prefix(&[0x1f, 0x8b, 8, 0])?.get(6..)?;
    let (packed, end) = rest.split_at_checked(rest.len().checked_sub(8)?)?;
    let (crc, size) = end.split_first_chunk::<4>()?;
    let size = usize::try_from(u32::from_le_bytes(*size.first_chunk()?)).ok()?;
    if size > MAX_CONTENT {
        return None;
    }
    let plain = miniz_oxide::inflate::decompress_to_vec_with_limit(packed, size).ok()?;
    (plain.len() == size && super::zip::crc32(&plain) == u32::from_le_bytes(*crc)).then_some(plain)
}

/// Tells a wrong passphrase from damage without trying the cipher. Four bytes of a hash of a
/// random key say nothing about the key, and guessing still costs all rounds of PBKDF2.
fn key_check(key: &[u8; 32]) -> [u8; 4] {
    let digest = Sha256::new().chain_update("ronghe-encrypted key check\n").chain_update(key).finalize();
    let [a, b, c, d, ..] = digest.0;
    [a, b, c, d]
}

/// Shows accidents before anyone is asked for a passphrase; forgery is the cipher's matter.
fn sum(header: &Header, data: &[u8]) -> String {
    let digest = Sha256::new().chain_update(header.aad()).chain_update(data).finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What every version of the envelope has.
#[derive(Deserialize)]
struct Versioned {
    format: String,
    version: u64,
}

/// Version 1 as it stands in the file. No default for any member: an envelope is whole or damaged.
#[derive(Deserialize)]
struct Written<'a> {
    kdf: Kdf,
    cipher: Cipher,
    check: String,
    zip: String,
    #[serde(borrow)]
    data: Cow<'a, str>,
    sha256: String,
}

#[derive(Deserialize)]
struct Kdf {
    name: String,
    hash: String,
    iterations: u64,
    salt: String,
}

#[derive(Deserialize)]
struct Cipher {
    name: String,
    iv: String,
}

impl Written<'_> {
    fn header(&self) -> Result<Header, EnvelopeError> {
        let iterations = u32::try_from(self.kdf.iterations).ok().filter(|n| ACCEPTED_ITERATIONS.contains(n));
        let known = self.kdf.name == PBKDF2 && self.kdf.hash == SHA_256 && self.cipher.name == AES_GCM;
        let zip = [Zip::Gzip, Zip::None].into_iter().find(|zip| zip.name() == self.zip);
        let (Some(iterations), true, Some(zip)) = (iterations, known, zip) else {
            return Err(EnvelopeError::Parameters);
        };
        Ok(Header {
            iterations,
            salt: fixed(&self.kdf.salt)?,
            iv: fixed(&self.cipher.iv)?,
            check: fixed(&self.check)?,
            zip,
        })
    }
}

/// Exactly `N` bytes in base64.
fn fixed<const N: usize>(text: &str) -> Result<[u8; N], EnvelopeError> {
    let bytes = BASE64.decode(text).map_err(|_| EnvelopeError::Damaged)?;
    bytes.try_into().map_err(|_| EnvelopeError::Parameters)
}

/// Why an envelope cannot be opened, whatever the passphrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnvelopeError {
    /// Something of it is missing or changed.
    Damaged,
    /// A later version of the program has written it.
    Newer {
        /// Its version.
        version: u64,
    },
    /// Its parameters are unsafe, would hang the device, or are unknown.
    Parameters,
    /// It is larger than 512 MB.
    TooBig,
}

impl EnvelopeError {
    /// Returns the sentence that the person is told.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Damaged => refusal("这个加了口令的文件不完整或已损坏，与口令是否正确无关", "请对方重新导出并发送"),
            Self::Newer { version } => refusal(
                &format!("这个加了口令的文件来自更新的版本（需要加密格式 {version}，本机只认得格式 {VERSION}）"),
                "请先更新本机的工作台再导入",
            ),
            Self::Parameters => refusal("这个加了口令的文件所用的加密参数不可接受", "请对方用本工作台重新导出并发送"),
            Self::TooBig => refusal("这个加了口令的文件超过了 512 MB 的上限", "请对方按增量或分批导出后再发送"),
        }
    }
}

/// Why opening an envelope with a passphrase failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenError {
    /// It is not the passphrase that the envelope was sealed with.
    WrongPassphrase,
    /// The passphrase is right, but somebody has changed the file.
    Damaged,
    /// The browser has no WebCrypto here, or it failed.
    Unavailable,
}

impl OpenError {
    /// Returns the sentence that the person is told.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::WrongPassphrase => {
                refusal("口令不对，文件没有打开", "请核对大小写和输入法后再试，或向对方再要一次口令")
            }
            Self::Damaged => refusal("口令是对的，但文件的内容被改动过，不能打开", "请对方重新导出并发送"),
            Self::Unavailable => {
                refusal("这个浏览器不能解密文件", "请换用新版 Edge 或 Chrome，从 https 网址打开工作台")
            }
        }
    }
}

/// Why a file could not be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealError {
    /// The passphrase is shorter than [`MIN_PASSPHRASE`] characters.
    ShortPassphrase,
    /// The browser has no WebCrypto here, or it failed.
    Unavailable,
}

impl SealError {
    /// Returns the sentence that the person is told.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::ShortPassphrase => {
                refusal(&format!("口令太短，至少要 {MIN_PASSPHRASE} 个字"), "文件还没有导出，请换一个长一些的口令")
            }
            Self::Unavailable => refusal(
                "这个浏览器不能加密，文件没有导出",
                "请换用新版 Edge 或 Chrome 从 https 网址打开工作台，或不设口令导出",
            ),
        }
    }
}

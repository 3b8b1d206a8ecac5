//! Sealing a file with a passphrase, and opening it: WebCrypto around the envelope of
//! `ronghe_core::exchange::envelope`, which knows the format.

use super::{PlatformError, files, random, window};
use js_sys::{Array, Function, JsString, Object, Reflect, Uint8Array};
use ronghe_core::exchange::envelope::{
    Envelope, Header, ITERATIONS, MIN_PASSPHRASE, OpenError, SealError, Zip, gunzip, passphrase_bytes,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, ReadableWritablePair, Response, SubtleCrypto};

/// Seals `text` with a passphrase as a person has typed it; returns the text of the envelope.
/// Takes about a second on a phone, without blocking the page.
///
/// # Errors
/// When the passphrase is too short or the browser cannot encrypt; there is no file then.
pub async fn seal(text: &str, passphrase: &str) -> Result<String, SealError> {
    let passphrase = normal(passphrase);
    if passphrase.trim().chars().count() < MIN_PASSPHRASE {
        return Err(SealError::ShortPassphrase);
    }
    try_seal(text.as_bytes(), &passphrase).await.map_err(|_| SealError::Unavailable)
}

/// Opens an envelope with a passphrase as a person has typed it; returns the bytes of the file
/// that is in it. Damage that [`Envelope::parse`] finds has been told before.
///
/// # Errors
/// Says whether the passphrase, the file or the browser is at fault.
pub async fn open(envelope: &Envelope, passphrase: &str) -> Result<Vec<u8>, OpenError> {
    let header = &envelope.header;
    let crypto = subtle().map_err(|_| OpenError::Unavailable)?;
    let key = derive(&crypto, &normal(passphrase), header.salt(), header.iterations()).await;
    let key = key.map_err(|_| OpenError::Unavailable)?;
    if !header.fits(&key) {
        return Err(OpenError::WrongPassphrase);
    }
    let cipher = Cipher::new(crypto, &key, header).await.map_err(|_| OpenError::Unavailable)?;
    // The key is right, so what the cipher refuses is not what was sealed.
    let plain = cipher.decrypt(&envelope.data).await.map_err(|_| OpenError::Damaged)?;
    match header.zip() {
        Zip::None => Ok(plain),
        Zip::Gzip => gunzip(&plain).ok_or(OpenError::Damaged),
    }
}

async fn try_seal(content: &[u8], passphrase: &str) -> Result<String, PlatformError> {
    let crypto = subtle()?;
    let (zip, packed) = match gzip(content).await {
        Ok(packed) => (Zip::Gzip, packed),
        // Older browsers have no CompressionStream. A larger file is better than none.
        Err(_) => (Zip::None, content.to_vec()),
    };
    let salt = random::secret()?;
    let key = derive(&crypto, passphrase, &salt, ITERATIONS).await?;
    let header = Header::new(salt, random::secret()?, &key, zip);
    let data = Cipher::new(crypto, &key, &header).await?.encrypt(&packed).await?;
    Ok(Envelope { header, data }.write())
}

/// Unicode's form NFKC: full-width digits and the like, as input methods write them, are those of
/// every other keyboard.
fn normal(passphrase: &str) -> String {
    JsString::from(passphrase).normalize("NFKC").into()
}

/// There is none on a page that is not from https or localhost.
fn subtle() -> Result<SubtleCrypto, PlatformError> {
    let subtle = window()?.crypto()?.subtle();
    if subtle.is_undefined() { Err(PlatformError::missing("crypto.subtle")) } else { Ok(subtle) }
}

fn object(members: &[(&str, JsValue)]) -> Result<Object, PlatformError> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &JsValue::from_str(name), value)?;
    }
    Ok(object)
}

async fn derive(
    crypto: &SubtleCrypto,
    passphrase: &str,
    salt: &[u8],
    iterations: u32,
) -> Result<[u8; 32], PlatformError> {
    let secret = Uint8Array::from(passphrase_bytes(passphrase));
    let usages = Array::of1(&"deriveBits".into());
    let key = crypto.import_key_with_str("raw", &secret, "PBKDF2", false, &usages)?;
    let key: CryptoKey = JsFuture::from(key).await?.unchecked_into();
    let how = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::from(salt).into()),
        ("iterations", iterations.into()),
    ])?;
    let bits = JsFuture::from(crypto.derive_bits_with_object(&how, &key, 256)?).await?;
    Uint8Array::new(&bits).to_vec().try_into().map_err(|_| PlatformError::missing("PBKDF2"))
}

/// AES-GCM with the key and the header of one envelope.
struct Cipher {
    crypto: SubtleCrypto,
    key: CryptoKey,
    how: Object,
}

impl Cipher {
    async fn new(crypto: SubtleCrypto, key: &[u8; 32], header: &Header) -> Result<Self, PlatformError> {
        let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
        let raw = Uint8Array::from(key.as_slice());
        let key = JsFuture::from(crypto.import_key_with_str("raw", &raw, "AES-GCM", false, &usages)?).await?;
        let how = object(&[
            ("name", "AES-GCM".into()),
            ("iv", Uint8Array::from(header.iv().as_slice()).into()),
            ("additionalData", Uint8Array::from(header.aad().as_bytes()).into()),
            ("tagLength", 128.into()),
        ])?;
        Ok(Self { crypto, key: key.unchecked_into(), how })
    }

    async fn encrypt(&self, plain: &[u8]) -> Result<Vec<u8>, PlatformError> {
        let plain = Uint8Array::from(plain);
        let data = self.crypto.encrypt_with_object_and_js_u8_array(&self.how, &self.key, &plain)?;
        Ok(Uint8Array::new(&JsFuture::from(data).await?).to_vec())
    }

    async fn decrypt(&self, data: &[u8]) -> Result<Vec<u8>, PlatformError> {
        let data = Uint8Array::from(data);
        let plain = self.crypto.decrypt_with_object_and_js_u8_array(&self.how, &self.key, &data)?;
        Ok(Uint8Array::new(&JsFuture::from(plain).await?).to_vec())
    }
}

/// Packs with the browser's own gzip, off the page's thread.
async fn gzip(content: &[u8]) -> Result<Vec<u8>, PlatformError> {
    // web-sys has this class among its unstable parts only.
    let class = Reflect::get(&js_sys::global(), &"CompressionStream".into())?;
    let class: Function = class.dyn_into().map_err(|_| PlatformError::missing("CompressionStream"))?;
    let stream: ReadableWritablePair = Reflect::construct(&class, &Array::of1(&"gzip".into()))?.unchecked_into();
    let packed = files::blob("", &Uint8Array::from(content))?.stream().pipe_through(&stream);
    let packed = Response::new_with_opt_readable_stream(Some(&packed))?.array_buffer()?;
    Ok(Uint8Array::new(&JsFuture::from(packed).await?).to_vec())
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    const TEXT: &str = "走访记录：化工学院，示例甲。";

    #[wasm_bindgen_test]
    async fn what_is_sealed_is_opened_by_the_same_passphrase_only() {
        let text = TEXT.repeat(1_000);
        let sealed = seal(&text, "化工 ２０２６ａ").await.unwrap();
        assert!(sealed.len() < text.len() / 2 && !sealed.contains("走访"));
        let envelope = Envelope::parse(&sealed).unwrap();
        // Half-width digits of another keyboard, and a blank that pasting added.
        assert_eq!(open(&envelope, "化工 2026a ").await.unwrap(), text.as_bytes());
        assert_eq!(open(&envelope, "化工 2026A").await, Err(OpenError::WrongPassphrase));
        assert_eq!(open(&envelope, "").await, Err(OpenError::WrongPassphrase));
    }

    #[wasm_bindgen_test]
    async fn two_files_have_nothing_in_common() {
        let one = Envelope::parse(&seal(TEXT, "the same").await.unwrap()).unwrap();
        let two = Envelope::parse(&seal(TEXT, "the same").await.unwrap()).unwrap();
        assert_ne!(one.header.salt(), two.header.salt());
        assert_ne!(one.header.iv(), two.header.iv());
        assert_ne!(one.data, two.data);
    }

    #[wasm_bindgen_test]
    async fn what_was_changed_or_cut_under_a_right_passphrase_is_damaged() {
        let envelope = Envelope::parse(&seal(TEXT, "passphrase").await.unwrap()).unwrap();
        let mut flipped = envelope.clone();
        flipped.data[3] ^= 1;
        assert_eq!(open(&flipped, "passphrase").await, Err(OpenError::Damaged));
        let mut cut = envelope.clone();
        cut.data.truncate(20);
        assert_eq!(open(&cut, "passphrase").await, Err(OpenError::Damaged));
        // The header is bound: `zip` cannot be changed by someone who makes the hash fit again.
        let bare = Envelope { header: other_zip(&envelope).await, ..envelope };
        assert_eq!(open(&bare, "passphrase").await, Err(OpenError::Damaged));
    }

    async fn other_zip(envelope: &Envelope) -> Header {
        let (salt, iv) = (*envelope.header.salt(), *envelope.header.iv());
        let key = derive(&subtle().unwrap(), "passphrase", &salt, ITERATIONS).await.unwrap();
        Header::new(salt, iv, &key, Zip::None)
    }

    /// Sealed once by this code in Chromium, and opened once with OpenSSL after `docs/format.md`.
    #[wasm_bindgen_test]
    async fn the_frozen_file_opens() {
        let envelope = Envelope::parse(include_str!("../../core/fixtures/v1/sealed.json")).unwrap();
        let plain = open(&envelope, "化工学院 2026").await.unwrap();
        assert_eq!(plain, include_bytes!("../../core/fixtures/v1/starter.json"));
    }

    #[wasm_bindgen_test]
    async fn a_short_passphrase_seals_nothing() {
        assert_eq!(seal(TEXT, "  12345  ").await, Err(SealError::ShortPassphrase));
    }
}

//! Opening a file that is sealed with a passphrase: PBKDF2 and AES-GCM around the envelope of core,
//! which knows the format.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use ronghe_core::exchange::envelope::{Envelope, OpenError, Zip, gunzip, passphrase_bytes};
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;

/// Opens an envelope with a passphrase as a person has typed it.
///
/// # Errors
/// Says whether the passphrase or the file is at fault.
pub(crate) fn open(envelope: &Envelope, passphrase: &str) -> Result<Vec<u8>, OpenError> {
    let header = &envelope.header;
    let normal: String = passphrase.nfkc().collect();
    let mut key = [0; 32];
    pbkdf2::pbkdf2_hmac::<Sha256>(passphrase_bytes(&normal), header.salt(), header.iterations(), &mut key);
    if !header.fits(&key) {
        return Err(OpenError::WrongPassphrase);
    }
    let aad = header.aad();
    let sealed = Payload { msg: &envelope.data, aad: aad.as_bytes() };
    let cipher = Aes256Gcm::new(&Key::<Aes256Gcm>::from(key));
    // The key is right, so what the cipher refuses is not what was sealed.
    let plain = cipher.decrypt(&Nonce::from(*header.iv()), sealed).map_err(|_| OpenError::Damaged)?;
    match header.zip() {
        Zip::None => Ok(plain),
        Zip::Gzip => gunzip(&plain).ok_or(OpenError::Damaged),
    }
}

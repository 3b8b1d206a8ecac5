//! Chance, and the identities made of it.

use ronghe_core::record::{Device, Id};

/// Random bytes.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the product is within 0 and 256")]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let filled = super::window()
        .and_then(|window| Ok(window.crypto()?))
        .and_then(|crypto| Ok(crypto.get_random_values_with_u8_array(&mut bytes)?));
    if filled.is_err() {
        // Identities need to be unlike, not secret, so this is better than no identity.
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    bytes
}

/// A new record identity, made now.
#[must_use]
pub fn id() -> Id {
    Id::v7(super::clock::now_ms(), bytes())
}

/// A new device code.
#[must_use]
pub fn device() -> Device {
    Device::from_random(bytes())
}

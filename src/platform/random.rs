//! Chance, and the identities made of it.

use super::PlatformError;
use ronghe_core::record::{Device, Id};

/// Random bytes that nobody can guess.
///
/// # Errors
/// When the browser has no source of them.
pub fn secret<const N: usize>() -> Result<[u8; N], PlatformError> {
    let mut bytes = [0; N];
    super::window()?.crypto()?.get_random_values_with_u8_array(&mut bytes)?;
    Ok(bytes)
}

/// Random bytes.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the product is within 0 and 256")]
pub fn bytes<const N: usize>() -> [u8; N] {
    secret().unwrap_or_else(|_| {
        // Identities need to be unlike, not secret, so this is better than no identity.
        std::array::from_fn(|_| (js_sys::Math::random() * 256.0) as u8)
    })
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

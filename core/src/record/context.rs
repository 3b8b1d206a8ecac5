//! Who has seen what: devices, dots and contexts.

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Name of the device that all built-in rows (towns, samples) are written by. Its numbers are
/// versions of the data, and its values give way to anything that a person wrote.
pub const BUILTIN: &str = "builtin";

/// Longest device code that a file may carry.
const MAX_CODE: usize = 32;

/// A device (a browser profile in the hands of one person): a code of lower-case letters and
/// digits. A restored backup, a copied profile or a new owner is a new device.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Device(Arc<str>);

impl Device {
    /// Reads a device code; `None` unless it is 1 to 32 of `a–z 0–9`.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let fits =
            (1..=MAX_CODE).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        fits.then(|| Self(code.into()))
    }

    /// Returns a new device: eight characters of base 32 made from 40 random bits.
    #[must_use]
    pub fn from_random(random: [u8; 5]) -> Self {
        let bits = random.into_iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(byte));
        let code: String = (0..8)
            .rev()
            .map(|place| match (bits >> (place * 5)).to_le_bytes()[0] & 31 {
                letter @ 0..26 => char::from(b'a' + letter),
                digit => char::from(b'2' + digit - 26),
            })
            .collect();
        Self(code.into())
    }

    /// Returns the device of the built-in rows.
    #[must_use]
    pub fn builtin() -> Self {
        Self(BUILTIN.into())
    }

    /// Whether this is the device of the built-in rows.
    #[must_use]
    pub fn is_builtin(&self) -> bool {
        &*self.0 == BUILTIN
    }

    /// Returns the code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl Serialize for Device {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Device {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::parse(&code).ok_or_else(|| D::Error::custom("not a device code"))
    }
}

/// The name of one write: a device and the number of its commit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dot {
    /// Who wrote.
    pub device: Device,
    /// Its how-manieth commit it was.
    pub n: u64,
}

impl Dot {
    /// Reads `device.n`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (device, n) = text.split_once('.')?;
        Some(Self { device: Device::parse(device)?, n: n.parse().ok()? })
    }
}

impl fmt::Display for Dot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.device.code(), self.n)
    }
}

/// Everything that was seen: of each device, all writes up to a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context(BTreeMap<Device, u64>);

impl Context {
    /// Whether the write named `dot` was seen.
    #[must_use]
    pub fn covers(&self, dot: &Dot) -> bool {
        self.of(&dot.device) >= dot.n
    }

    /// Returns the number up to which the writes of `device` were seen; 0 if none.
    #[must_use]
    pub fn of(&self, device: &Device) -> u64 {
        self.0.get(device).copied().unwrap_or(0)
    }

    /// Adds one write and all before it.
    pub fn add(&mut self, dot: &Dot) {
        let n = self.0.entry(dot.device.clone()).or_insert(0);
        *n = (*n).max(dot.n);
    }

    /// Adds everything that `other` has seen.
    pub fn join(&mut self, other: &Self) {
        for (device, n) in &other.0 {
            let mine = self.0.entry(device.clone()).or_insert(0);
            *mine = (*mine).max(*n);
        }
    }

    /// Returns devices and numbers in order of device.
    pub fn iter(&self) -> impl Iterator<Item = (&Device, u64)> {
        self.0.iter().map(|(device, n)| (device, *n))
    }
}

impl Serialize for Context {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Context {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Devices;
        impl<'de> Visitor<'de> for Devices {
            type Value = Context;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of device codes to numbers")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Context, A::Error> {
                let mut context = Context::default();
                while let Some((device, n)) = map.next_entry::<Device, u64>()? {
                    context.add(&Dot { device, n });
                }
                Ok(context)
            }
        }
        deserializer.deserialize_map(Devices)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_random_device_has_eight_letters_and_digits() {
        assert_eq!(Device::from_random([0; 5]).code(), "aaaaaaaa");
        assert_eq!(Device::from_random([255; 5]).code(), "77777777");
        assert_eq!(Device::from_random(*b"fooba").code(), "mzxw6ytb");
    }
}

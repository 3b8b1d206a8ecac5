//! The identity of a record: a UUID, written with hyphens in lower case. It lies below values and
//! records, which both name others by it; outside it is known as [`crate::record::Id`].

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use uuid::Uuid;

/// Namespace of the deterministic ids (UUIDv5) of things that have a natural key.
const NAMESPACE: Uuid = Uuid::from_u128(0x6f1d_2f0e_5a57_4c55_9d0e_7c1b_52a8_c0de);

/// The identity of a record.
///
/// Kept as two numbers, which sort as its bytes do: sets and maps of ids compare them in a step or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    high: u64,
    low: u64,
}

impl Id {
    const fn of_uuid(uuid: Uuid) -> Self {
        let (high, low) = uuid.as_u64_pair();
        Self { high, low }
    }

    const fn uuid(self) -> Uuid {
        Uuid::from_u64_pair(self.high, self.low)
    }

    /// Reads an id; `None` unless it is a UUID.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok().map(Self::of_uuid)
    }

    /// Returns the UUIDv7 of a wall time (milliseconds since 1970 UTC) and ten random bytes.
    #[must_use]
    pub fn v7(ms: u64, random: [u8; 10]) -> Self {
        let [r0, r1, r2, rest @ ..] = random;
        let [r3, r4, r5, r6, r7, r8, r9] = rest;
        let version = 0x7000 | u64::from(r0 & 0x0f) << 8 | u64::from(r1);
        Self { high: ms << 16 | version, low: u64::from_be_bytes([0x80 | (r2 & 0x3f), r3, r4, r5, r6, r7, r8, r9]) }
    }

    /// Returns the sixteen bytes of the id; they sort as ids do.
    #[must_use]
    pub const fn bytes(self) -> [u8; 16] {
        *self.uuid().as_bytes()
    }

    /// Returns the id as two numbers that sort as it does, the high one first.
    #[must_use]
    pub const fn halves(self) -> [u64; 2] {
        [self.high, self.low]
    }

    /// Returns the id of these two numbers.
    #[must_use]
    pub const fn of_halves([high, low]: [u64; 2]) -> Self {
        Self { high, low }
    }

    /// Returns the id of these bytes.
    #[must_use]
    pub const fn of_bytes(bytes: [u8; 16]) -> Self {
        Self::of_uuid(Uuid::from_bytes(bytes))
    }

    /// Returns the deterministic id of something with a natural key: the kind's name and the key,
    /// which is a code and never a label.
    #[must_use]
    pub fn of_key(kind: &str, key: &str) -> Self {
        Self::of_uuid(Uuid::new_v5(&NAMESPACE, format!("{kind}:{key}").as_bytes()))
    }

    /// Returns the 32 upper-case hexadecimal digits that the ministry's tables ask for.
    #[must_use]
    pub fn ministry_key(self) -> String {
        self.uuid().simple().to_string().to_uppercase()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid().hyphenated().fmt(f)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not an id"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deterministic_ids_never_change() {
        assert_eq!(Id::of_key("town", "320411").to_string(), Id::of_key("town", "320411").to_string());
        assert_ne!(Id::of_key("town", "a"), Id::of_key("unit", "a"));
        assert_eq!(Id::of_key("unit", "chem").to_string(), "3272fac7-e5c1-547a-afa6-1d834e894fa5");
    }

    #[test]
    fn version_seven_sorts_by_time() {
        let early = Id::v7(1_000, [0xff; 10]);
        let late = Id::v7(1_001, [0; 10]);
        assert!(early < late);
        assert_eq!(late.to_string(), "00000000-03e9-7000-8000-000000000000");
        assert_eq!(late.ministry_key().len(), 32);
    }
}

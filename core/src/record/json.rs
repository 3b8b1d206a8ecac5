//! The text of one JSON value, kept exactly as it was written.

use serde_json::Value;
use std::fmt;
use std::sync::Arc;

/// A JSON value as compact text. Equality is equality of the text, so that a value of a newer
/// version goes through this one byte for byte.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Json(Arc<str>);

impl Json {
    /// Returns the text of `value`: compact, object members in alphabetical order.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        Self(value.to_string().into())
    }

    /// Keeps the text of a value that a JSON parser has accepted.
    #[must_use]
    pub fn kept(text: &str) -> Self {
        Self(text.into())
    }

    /// Returns the value.
    #[must_use]
    pub fn value(&self) -> Value {
        serde_json::from_str(&self.0).unwrap_or(Value::Null)
    }

    /// Whether this is `null`: a register that was cleared.
    #[must_use]
    pub fn is_null(&self) -> bool {
        &*self.0 == "null"
    }

    /// Returns the text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Json {
    /// Returns the JSON string of a text.
    fn from(text: &str) -> Self {
        Self::of(&Value::from(text))
    }
}

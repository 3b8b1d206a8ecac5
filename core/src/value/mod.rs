//! What a field can hold: small types that parse what people type and show what is stored.
//!
//! A value is stored as JSON. Each type here says how it is read from JSON, how it is written, how
//! typed text becomes it, and how it is shown. Nothing here knows which field it belongs to.

use serde_json::Value;

mod date;
mod money;
mod uscc;

pub use date::{CivilDate, Date, Month};
pub use money::Money;
pub use uscc::{Uscc, UsccHint, UsccProblem};

/// A value of a field: reads itself from stored JSON and writes itself back.
///
/// `read` answers `None` for JSON of another shape: such a value is kept as it is and shown as
/// doubtful, never dropped.
pub trait FieldValue: Sized {
    /// Returns the value that `json` holds, or `None` if it is not of this type.
    fn read(json: &Value) -> Option<Self>;
    /// Returns the stored form.
    fn write(&self) -> Value;
}

impl FieldValue for String {
    fn read(json: &Value) -> Option<Self> {
        json.as_str().map(str::to_owned)
    }
    fn write(&self) -> Value {
        Value::String(self.clone())
    }
}

impl FieldValue for bool {
    fn read(json: &Value) -> Option<Self> {
        json.as_bool()
    }
    fn write(&self) -> Value {
        Value::Bool(*self)
    }
}

impl FieldValue for u64 {
    fn read(json: &Value) -> Option<Self> {
        json.as_u64()
    }
    fn write(&self) -> Value {
        Value::from(*self)
    }
}

impl<T: FieldValue> FieldValue for Vec<T> {
    fn read(json: &Value) -> Option<Self> {
        json.as_array()?.iter().map(T::read).collect()
    }
    fn write(&self) -> Value {
        Value::Array(self.iter().map(T::write).collect())
    }
}

//! What a field can hold: small types that parse what people type and show what is stored.
//!
//! A value is stored as JSON. Each type here says how it is read from JSON, how it is written, how
//! typed text becomes it, and how it is shown. Nothing here knows which field it belongs to.

use crate::id::Id;
use serde_json::Value;
use std::fmt;

mod date;
mod money;
mod quantity;
mod school_year;
mod shares;
mod size;
mod steps;
pub(crate) mod typed;
mod uscc;

pub use date::{CivilDate, Date, Month, Precision};
pub use money::{Money, MoneyUnit, thousands};
pub use quantity::Quantity;
pub use school_year::SchoolYear;
pub use shares::Shares;
pub use size::size_shown;
pub use steps::{StepTaken, Steps};
pub use uscc::{Uscc, UsccHint, UsccProblem};

/// Why typed text is no value: one Chinese sentence that says what is wrong and how to write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The sentence. Whoever shows it adds that nothing was saved.
    pub message: String,
}

impl Problem {
    /// Returns the problem that `message` describes.
    #[must_use]
    pub const fn new(message: String) -> Self {
        Self { message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

/// What a Rust type can be stored as; a typed handle is checked against its field by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text of any sort, codes of a list included.
    Text,
    /// A whole number that is not negative.
    Number,
    /// Yes or no.
    YesNo,
    /// A date.
    Date,
    /// Money.
    Money,
    /// A 统一社会信用代码.
    Uscc,
    /// An amount with at most two decimals.
    Quantity,
    /// A school year.
    SchoolYear,
    /// Sharers with percentages.
    Shares,
    /// The steps that a record has taken.
    Steps,
    /// The id of a record.
    Record,
    /// A set of words or codes.
    Texts,
    /// A set of ids.
    Records,
    /// Nothing that a field holds.
    None,
}

/// A value of a field: reads itself from stored JSON and writes itself back.
///
/// `read` answers `None` for JSON of another shape: such a value is kept as it is and shown as
/// doubtful, never dropped.
pub trait FieldValue: Sized {
    /// What the type is stored as.
    const SHAPE: Shape;
    /// Returns the value that `json` holds, or `None` if it is not of this type.
    fn read(json: &Value) -> Option<Self>;
    /// Returns the stored form.
    fn write(&self) -> Value;
}

impl FieldValue for String {
    const SHAPE: Shape = Shape::Text;
    fn read(json: &Value) -> Option<Self> {
        json.as_str().map(str::to_owned)
    }
    fn write(&self) -> Value {
        Value::String(self.clone())
    }
}

impl FieldValue for bool {
    const SHAPE: Shape = Shape::YesNo;
    fn read(json: &Value) -> Option<Self> {
        json.as_bool()
    }
    fn write(&self) -> Value {
        Value::Bool(*self)
    }
}

impl FieldValue for u64 {
    const SHAPE: Shape = Shape::Number;
    fn read(json: &Value) -> Option<Self> {
        json.as_u64()
    }
    fn write(&self) -> Value {
        Value::from(*self)
    }
}

impl FieldValue for Id {
    const SHAPE: Shape = Shape::Record;
    fn read(json: &Value) -> Option<Self> {
        Self::parse(json.as_str()?)
    }
    fn write(&self) -> Value {
        Value::String(self.to_string())
    }
}

impl<T: FieldValue> FieldValue for Vec<T> {
    const SHAPE: Shape = match T::SHAPE {
        Shape::Text => Shape::Texts,
        Shape::Record => Shape::Records,
        _ => Shape::None,
    };
    fn read(json: &Value) -> Option<Self> {
        json.as_array()?.iter().map(T::read).collect()
    }
    fn write(&self) -> Value {
        Value::Array(self.iter().map(T::write).collect())
    }
}

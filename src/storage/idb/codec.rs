//! Keys, ranges, data and exceptions, to JavaScript and back.

use crate::storage::{Data, Key, MAX_NUMBER, Range, StoreError};
use js_sys::{Array, JsString, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, IdbKeyRange};

/// Numbers up to [`MAX_NUMBER`] are exact as `f64`.
#[allow(clippy::cast_precision_loss, reason = "checked against MAX_NUMBER")]
fn number_to_js(number: u64) -> Result<JsValue, StoreError> {
    if number > MAX_NUMBER {
        return Err(StoreError::Other("key number above 2^53 - 1".to_owned()));
    }
    Ok(JsValue::from_f64(number as f64))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked before the cast")]
fn number_from_js(value: &JsValue) -> Option<u64> {
    let number = value.as_f64()?;
    let exact = number >= 0.0 && number.fract() == 0.0 && number <= MAX_NUMBER as f64;
    exact.then_some(number as u64)
}

pub(super) fn key_to_js(key: &Key) -> Result<JsValue, StoreError> {
    Ok(match key {
        Key::Num(number) => number_to_js(*number)?,
        Key::Text(text) => JsValue::from_str(text),
        Key::Pair(first, second) => Array::of2(&JsValue::from_str(first), &number_to_js(*second)?).into(),
    })
}

pub(super) fn key_from_js(value: &JsValue) -> Result<Key, StoreError> {
    let key = if let Some(pair) = value.dyn_ref::<Array>() {
        pair.get(0).as_string().zip(number_from_js(&pair.get(1))).map(|(first, second)| Key::Pair(first, second))
    } else if let Some(text) = value.as_string() {
        Some(Key::Text(text))
    } else {
        number_from_js(value).map(Key::Num)
    };
    key.ok_or_else(|| StoreError::Other("a key of unknown type".to_owned()))
}

pub(super) fn data_to_js(data: &Data) -> JsValue {
    match data {
        Data::Text(text) => JsValue::from_str(text),
        Data::Bytes(bytes) => Uint8Array::from(bytes.as_slice()).into(),
    }
}

pub(super) fn data_from_js(value: &JsValue) -> Result<Data, StoreError> {
    if let Some(text) = value.dyn_ref::<JsString>() {
        Ok(Data::Text(text.into()))
    } else if let Some(bytes) = value.dyn_ref::<Uint8Array>() {
        Ok(Data::Bytes(bytes.to_vec()))
    } else {
        Err(StoreError::Other("a row of unknown type".to_owned()))
    }
}

/// Rows, of which keys and values come apart.
pub(super) fn pairs_from_js(keys: &Array, values: &Array) -> Result<Vec<(Key, Data)>, StoreError> {
    keys.iter().zip(values.iter()).map(|(key, value)| Ok((key_from_js(&key)?, data_from_js(&value)?))).collect()
}

/// What to ask IndexedDB for: everything, nothing, or a key range.
pub(super) enum Query {
    Everything,
    /// IndexedDB has no empty key range.
    Nothing,
    Within(IdbKeyRange),
}

impl Query {
    pub(super) fn new(range: &Range) -> Result<Self, StoreError> {
        if !range.is_exact() {
            return Err(StoreError::Other("key number above 2^53 - 1".to_owned()));
        }
        if range.is_empty() {
            return Ok(Self::Nothing);
        }
        let range = match range {
            Range::All => return Ok(Self::Everything),
            Range::One(key) => IdbKeyRange::only(&key_to_js(key)?),
            Range::From(low) => IdbKeyRange::lower_bound(&key_to_js(low)?),
            Range::Between(low, high) => IdbKeyRange::bound(&key_to_js(low)?, &key_to_js(high)?),
            Range::Prefix(first) => {
                // [first] is below every [first, number], and an array is above every number.
                let first = JsValue::from_str(first);
                IdbKeyRange::bound(&Array::of1(&first), &Array::of2(&first, &Array::new()))
            }
        };
        range.map(Self::Within).map_err(|error| error_from_js(&error))
    }

    /// The part of the query at `low` and above.
    pub(super) fn starting_at(&self, low: &JsValue) -> Result<Self, StoreError> {
        let range = match self {
            Self::Nothing => return Ok(Self::Nothing),
            Self::Everything => IdbKeyRange::lower_bound(low),
            Self::Within(range) => match range.upper() {
                Ok(high) if !high.is_undefined() => IdbKeyRange::bound(low, &high),
                _ => IdbKeyRange::lower_bound(low),
            },
        };
        range.map(Self::Within).map_err(|error| error_from_js(&error))
    }

    /// As the argument of `getAll` and its like, where `undefined` means everything.
    pub(super) fn to_js(&self) -> JsValue {
        match self {
            Self::Within(range) => range.into(),
            Self::Everything | Self::Nothing => JsValue::UNDEFINED,
        }
    }
}

/// The error that an IndexedDB exception means.
pub(super) fn error_from_exception(exception: &DomException) -> StoreError {
    match exception.name().as_str() {
        "QuotaExceededError" => StoreError::Quota,
        "VersionError" => StoreError::NewerLayout,
        // Thrown by `transaction()` on a connection that is closed or closing.
        "InvalidStateError" => StoreError::Closed,
        "AbortError" => StoreError::Aborted,
        // WebKit says so when the process that serves the database was ended under the page.
        "UnknownError" if exception.message().contains("Indexed Database server") => StoreError::Closed,
        "SecurityError" | "NotAllowedError" => StoreError::Unavailable,
        name => StoreError::Other(format!("{name}: {}", exception.message())),
    }
}

/// The error that anything thrown means.
pub(super) fn error_from_js(thrown: &JsValue) -> StoreError {
    match thrown.dyn_ref::<DomException>() {
        Some(exception) => error_from_exception(exception),
        // Since 2025 Chromium's quota error is a class of its own, which is still a DOMException;
        // what is left are TypeErrors and the like.
        None => StoreError::Other(format!("{thrown:?}")),
    }
}

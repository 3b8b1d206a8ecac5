//! What taking one record does to it, and what people see of a register.

use crate::record::{Json, Record, Register};
use std::sync::Arc;

/// What taking a record from a file does to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// It does not exist here.
    New,
    /// It leaves values that clash and did not clash before.
    Conflict,
    /// It is alive here and dead afterwards.
    Deleted,
    /// Something that people see changes.
    Updated,
    /// Nothing that people see changes.
    Same,
    /// Its kind is one that only a newer version knows; it is kept and handed on.
    Unknown,
}

impl Class {
    /// Returns the word that people see.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::New => "新增",
            Self::Conflict => "冲突",
            Self::Deleted => "删除",
            Self::Updated => "更新",
            Self::Same => "相同",
            Self::Unknown => "新版本的内容",
        }
    }
}

/// Returns what becoming `after` does to `before`, the record as it is here.
#[must_use]
pub fn class_of(before: Option<&Record>, after: &Record) -> Class {
    let Some(before) = before else {
        // A deletion of something that was never here: kept, and nothing to see.
        return if after.is_dead() { Class::Same } else { Class::New };
    };
    let clashes_anew = |name: &Arc<str>| {
        let (was, is) = (values(before, name), values(after, name));
        was != is && was.len() <= is.len()
    };
    match (before.is_dead(), after.is_dead()) {
        (true, true) => Class::Same,
        (false, true) => Class::Deleted,
        (_, false) if after.clashes().any(clashes_anew) => Class::Conflict,
        (true, false) => Class::Updated,
        (false, false) => {
            // The merge never takes a register away, so the names afterwards are all names.
            let same = after.registers.keys().all(|name| values(before, name) == values(after, name));
            if same { Class::Same } else { Class::Updated }
        }
    }
}

/// The values that people see in a register: none if it was cleared or never written, and of the
/// element of a set only that it is there.
fn values<'a>(record: &'a Record, register: &str) -> Vec<&'a Json> {
    let mut values = record.registers.get(register).map(Register::values).unwrap_or_default();
    if values.len() == 1 || register.contains('/') {
        values.retain(|value| value.text() != "null");
    }
    values
}

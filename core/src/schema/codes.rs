//! Code lists: the choices of a field. A code is stored for ever; its label may be renamed.

/// One choice: a stored code and the word people see.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// What is stored and exchanged. Never changes its meaning.
    pub code: &'static str,
    /// What people see.
    pub label: &'static str,
    /// Whether it is no longer offered; records that have it keep it.
    pub retired: bool,
}

/// A named list of choices.
#[derive(Debug, PartialEq, Eq)]
pub struct CodeList {
    /// Name of the list in English, unique in the schema.
    pub name: &'static str,
    /// The choices in the order in which they are offered.
    pub codes: &'static [Code],
}

impl CodeList {
    /// Returns the label of a stored code, or `None` for a code that a newer version may know.
    #[must_use]
    pub fn label(&self, code: &str) -> Option<&'static str> {
        self.codes.iter().find(|c| c.code == code).map(|c| c.label)
    }

    /// Returns the choices that are offered.
    pub fn offered(&self) -> impl Iterator<Item = &'static Code> + use<> {
        self.codes.iter().filter(|c| !c.retired)
    }

    /// Returns the code whose code or label is `text`, as when a sheet is pasted.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<&'static str> {
        let text = text.trim();
        self.codes.iter().find(|c| c.code == text || c.label == text).map(|c| c.code)
    }
}

/// Makes a [`CodeList`]: its name, then each code with the word people see.
///
/// ```ignore
/// static SIDES: CodeList = codes!("promise_side": "ours" = "我方", "theirs" = "对方");
/// ```
#[macro_export]
macro_rules! codes {
    ($name:literal: $($code:literal = $label:literal),+ $(,)?) => {
        $crate::schema::CodeList {
            name: $name,
            codes: &[$($crate::schema::Code { code: $code, label: $label, retired: false }),+],
        }
    };
}

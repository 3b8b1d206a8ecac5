//! One control of a form by itself: the value for many records.

use super::Form;
use super::reading::read_field;
use leptos::prelude::*;
use ronghe_core::schema::FieldDef;
use serde_json::Value;

impl Form {
    /// Reads what was typed into the control of one field, whatever the others say; nothing typed is
    /// `Null`. `None` if it cannot be read; the control says why.
    #[must_use]
    pub fn read_one(self, field: &FieldDef) -> Option<Value> {
        let text = self.texts.with_untracked(|texts| texts.get(field.name).cloned()).unwrap_or_default();
        match read_field(field, &text, None, self.app) {
            Ok(value) => Some(value),
            Err(message) => {
                self.errors.update(|errors| {
                    errors.insert(field.name.to_owned(), message);
                });
                None
            }
        }
    }
}

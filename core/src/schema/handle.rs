//! A typed handle to a field: which Rust type its values have is checked where the handle is made.

use super::FieldDef;
use crate::value::FieldValue;
use std::marker::PhantomData;

/// A typed handle to a field: `record.get(visit::DATE)` is an `Option<Date>`.
pub struct Field<T> {
    def: &'static FieldDef,
    holds: PhantomData<fn() -> T>,
}

impl<T: FieldValue> Field<T> {
    /// Returns the handle of `def`. A `T` that does not fit the field does not compile in a constant.
    #[must_use]
    pub const fn of(def: &'static FieldDef) -> Self {
        assert!(def.ty.shape() as u8 == T::SHAPE as u8, "the Rust type does not fit the type of the field");
        Self { def, holds: PhantomData }
    }
}

impl<T> Field<T> {
    /// Returns what the program knows about the field.
    #[must_use]
    pub const fn def(&self) -> &'static FieldDef {
        self.def
    }
    /// Returns the field's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.def.name
    }
}

impl<T> Clone for Field<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Field<T> {}

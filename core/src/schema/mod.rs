//! The schema: kinds of record as data. Forms, lists, search, validation, exchange and help walk it.
//!
//! A kind is one file of constants in [`crate::kinds`] and one line in its registry. Field access
//! goes through typed handles ([`Field<T>`]); only this module and the record codec see names.

mod codes;
mod field;
mod input;
mod kind;

pub use crate::value::Problem;
pub use codes::{Code, CodeList};
pub use field::{Field, FieldDef, FieldType, Need, Place, When};
pub use input::{check, input_text, missing_later, parse_edited, parse_input, show_value};
pub use kind::{Duty, KindDef, Line, Schema};

/// Declares the fields of a kind: a typed constant for each, and `FIELDS`, all of them in order.
///
/// ```ignore
/// fields! {
///     /// The partner's full registered name.
///     NAME: String = FieldDef::new("name", "单位名称", FieldType::Text).must();
/// }
/// ```
#[macro_export]
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident : $ty:ty = $def:expr;)+) => {
        $($(#[$doc])* pub const $name: $crate::schema::Field<$ty> = {
            static DEF: $crate::schema::FieldDef = $def;
            $crate::schema::Field::of(&DEF)
        };)+
        /// Every field of this kind, in the order of the form.
        pub static FIELDS: &[&$crate::schema::FieldDef] = &[$($name.def()),+];
    };
}

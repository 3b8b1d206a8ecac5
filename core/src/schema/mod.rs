//! The schema: kinds of record as data. Forms, lists, search, validation, exchange and help walk it.
//!
//! A kind is one file of constants in [`crate::kinds`] and one line in its registry. Field access
//! goes through typed handles ([`Field<T>`]); only this module and the record codec see names.

mod codes;
mod extend;
mod field;
mod flow;
mod handle;
mod input;
mod kind;
mod lists;
mod rule;

pub use crate::value::Problem;
pub use codes::{Code, CodeList};
pub use extend::{CodeEdit, CustomField, Extension};
pub use field::{FieldDef, FieldType, Need, Place, When};
pub use flow::{Flow, Step, WrongStep, stage};
pub use handle::Field;
pub use input::{NO_LIMIT, check, input_text, missing_later, parse_edited, parse_input, show_value};
pub use kind::{Duty, KindDef, Line, Schema};
pub use lists::{Named, Used, Words, used};
pub use rule::{Facts, Moment, Rule, Values, broken};

/// Declares the fields of a kind: a typed constant for each, and `FIELDS`, all of them in order.
///
/// ```ignore
/// fields! {
///     /// The partner's full registered name.
///     NAME: String = FieldDef::new("name", "单位名称", FieldType::Text).must();
/// }
/// ```
///
/// `fields! { stages &STATES; … }` adds the register of a kind with a [`Flow`].
#[macro_export]
macro_rules! fields {
    // A kind whose records go through stages: what every step is kept with comes last.
    (stages $list:expr; $($(#[$doc:meta])* $name:ident : $ty:ty = $def:expr;)+) => {
        $crate::fields! {
            $($(#[$doc])* $name: $ty = $def;)+
            /// The stage that the record has reached.
            STATE: String = $crate::schema::stage::state($list);
            /// The day on which it reached it.
            STATE_SINCE: $crate::value::Date = $crate::schema::stage::since();
            /// Who decided the step.
            STATE_BY: String = $crate::schema::stage::by();
            /// Number of the document that decided it.
            STATE_NUMBER: String = $crate::schema::stage::number();
            /// The reason.
            STATE_NOTE: String = $crate::schema::stage::note();
            /// Every step so far.
            STATE_LOG: $crate::value::Steps = $crate::schema::stage::log();
        }
    };
    ($($(#[$doc:meta])* $name:ident : $ty:ty = $def:expr;)+) => {
        $($(#[$doc])* pub const $name: $crate::schema::Field<$ty> = {
            static DEF: $crate::schema::FieldDef = $def.without_headings();
            $crate::schema::Field::of(&DEF)
        };)+
        /// Every field of this kind, in the order of the form.
        pub static FIELDS: &[&$crate::schema::FieldDef] = &[$($name.def()),+];
        /// The headings under which other people's tables have each field, by its name: apart from the
        /// fields, because only whoever reads tables needs them.
        #[allow(dead_code, reason = "nobody reads tables of what is no kind of the program")]
        pub static HEADINGS: &[(&str, &str)] = &[$(($def.name, $def.also)),+];
    };
}

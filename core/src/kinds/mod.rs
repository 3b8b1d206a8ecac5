//! The kinds of record: one file of constants each, and the registry of all of them.
//!
//! A new kind is a file here and a line in [`SCHEMA`]; its form, list, page, search, checks,
//! exchange and glossary follow. Names and codes are stored for ever; labels may be reworded.

use crate::codes;
use crate::schema::{CodeList, Schema};

pub mod agreement;
pub mod code_entry;
pub mod contact;
pub mod custom_field;
pub mod major;
pub mod major_group;
pub mod need;
pub mod partner;
pub mod person;
pub mod photo;
pub mod promise;
pub mod town;
pub mod unit;
pub mod visit;

/// All kinds, in the order of the menu.
pub static SCHEMA: Schema = Schema::new(&[
    &visit::KIND,
    &partner::KIND,
    &contact::KIND,
    &need::KIND,
    &promise::KIND,
    &photo::KIND,
    &agreement::KIND,
    &unit::KIND,
    &person::KIND,
    &major_group::KIND,
    &major::KIND,
    &town::KIND,
    &custom_field::KIND,
    &code_entry::KIND,
]);

/// Level of education of a major and of the people asked for. The ministry's own codes (ZYCCDM) were
/// not found; whoever reports checks the words.
pub static LEVELS: CodeList = codes!("level":
    "secondary" = "中职",
    "associate" = "高职专科",
    "bachelor" = "职业本科",
);

#[cfg(test)]
mod tests;

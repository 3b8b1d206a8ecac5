//! The kinds of record. One file each, one line here; everything else follows from them.

pub mod agreement;
mod codes;
pub mod contact;
pub mod major;
pub mod major_group;
pub mod need;
pub mod partner;
pub mod person;
pub mod promise;
pub mod town;
pub mod unit;
pub mod visit;

use crate::schema::Schema;

/// All kinds, in the order of the menu.
pub static SCHEMA: Schema = Schema::new(&[
    &partner::KIND,
    &visit::KIND,
    &need::KIND,
    &promise::KIND,
    &contact::KIND,
    &agreement::KIND,
    &unit::KIND,
    &person::KIND,
    &major_group::KIND,
    &major::KIND,
    &town::KIND,
]);

#[cfg(test)]
mod tests;

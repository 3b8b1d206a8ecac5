//! The kinds of record: one file of constants each, and the registry of all of them.
//!
//! A new kind is a file here and a line in [`SCHEMA`]; its form, list, page, search, checks,
//! exchange and glossary follow. Names and codes are stored for ever; labels may be reworded.

use crate::codes;
use crate::schema::{CodeList, Schema};

pub mod agreement;
pub mod body;
pub mod building;
pub mod case_study;
pub mod city_figure;
pub mod clause;
pub mod code_entry;
pub mod contact;
pub mod contract;
pub mod custom_field;
pub mod feasibility_item;
pub mod input;
pub mod major;
pub mod major_group;
pub mod meeting;
pub mod member;
pub mod need;
pub mod partner;
pub mod person;
pub mod photo;
pub mod policy;
pub mod project;
pub mod promise;
pub mod receipt;
pub mod report_rule;
pub mod resolution;
pub mod room;
pub mod shortfall_target;
pub mod space_demand;
pub mod study;
pub mod task;
pub mod tenancy;
pub mod threshold;
pub mod town;
pub mod town_item;
pub mod town_pair;
pub mod unit;
pub mod visit;

/// All kinds, in the order of the menu.
pub static SCHEMA: Schema = Schema::new(&[
    &visit::KIND,
    &partner::KIND,
    &contact::KIND,
    &need::KIND,
    &promise::KIND,
    &task::KIND,
    &photo::KIND,
    &project::KIND,
    &agreement::KIND,
    &contract::KIND,
    &receipt::KIND,
    &input::KIND,
    &unit::KIND,
    &person::KIND,
    &major_group::KIND,
    &major::KIND,
    &town::KIND,
    &body::KIND,
    &member::KIND,
    &meeting::KIND,
    &resolution::KIND,
    &policy::KIND,
    &clause::KIND,
    &study::KIND,
    &case_study::KIND,
    &shortfall_target::KIND,
    &town_pair::KIND,
    &town_item::KIND,
    &building::KIND,
    &room::KIND,
    &tenancy::KIND,
    &space_demand::KIND,
    &feasibility_item::KIND,
    &city_figure::KIND,
    &threshold::KIND,
    &custom_field::KIND,
    &code_entry::KIND,
    &report_rule::KIND,
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

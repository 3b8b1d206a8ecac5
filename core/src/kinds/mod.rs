//! The kinds of record: one file of constants each, and the registry of all of them.
//!
//! A new kind is a file here and a line in [`SCHEMA`]; its form, list, page, search, checks,
//! exchange and glossary follow. Names and codes are stored for ever; labels may be reworded.

use crate::codes;
use crate::schema::{CodeList, Schema};

pub mod activity;
pub mod agreement;
pub mod apprentice_note;
pub mod apprenticeship;
pub mod approval;
pub mod award;
pub mod base;
pub mod base_item;
pub mod base_number;
pub mod body;
pub mod building;
pub mod case_study;
pub mod certificate;
mod checks;
pub mod city_figure;
pub mod clause;
pub mod code_entry;
pub mod competition;
pub mod contact;
pub mod contract;
pub mod course;
pub mod custom_field;
pub mod double_high_budget;
pub mod double_high_task;
pub mod employment;
pub mod evidence;
pub mod feasibility_item;
pub mod finding;
pub mod indicator;
pub mod industry_college;
pub mod input;
pub mod internship;
pub mod ip_right;
pub mod linkage;
pub mod major;
pub mod major_change;
pub mod major_group;
pub mod meeting;
pub mod member;
pub mod milestone;
pub mod need;
pub mod order_class;
pub mod part_time_teacher;
pub mod partner;
pub mod person;
pub mod photo;
pub mod plan;
pub mod platform;
pub mod platform_money;
pub mod platform_target;
pub mod policy;
pub mod project;
pub mod promise;
pub mod rd_center;
pub mod receipt;
pub mod report_rule;
pub mod research_project;
pub mod resolution;
pub mod result;
pub mod room;
pub mod sample;
pub mod saved_view;
pub mod school;
pub mod score;
pub mod self_check;
pub mod shortfall_target;
pub mod skill_certificate;
pub mod space_demand;
pub mod standard;
pub mod study;
pub mod task;
pub mod teacher_practice;
pub mod teaching_point;
pub mod team;
pub mod tenancy;
pub mod textbook;
pub mod threshold;
pub mod town;
pub mod town_item;
pub mod town_pair;
pub mod training;
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
    &plan::KIND,
    &indicator::KIND,
    &score::KIND,
    &photo::KIND,
    &project::KIND,
    &sample::KIND,
    &milestone::KIND,
    &linkage::KIND,
    &finding::KIND,
    &agreement::KIND,
    &approval::KIND,
    &evidence::KIND,
    &contract::KIND,
    &receipt::KIND,
    &input::KIND,
    &research_project::KIND,
    &result::KIND,
    &ip_right::KIND,
    &award::KIND,
    &unit::KIND,
    &person::KIND,
    &certificate::KIND,
    &teacher_practice::KIND,
    &part_time_teacher::KIND,
    &team::KIND,
    &major_group::KIND,
    &major::KIND,
    &major_change::KIND,
    &course::KIND,
    &textbook::KIND,
    &standard::KIND,
    &order_class::KIND,
    &internship::KIND,
    &employment::KIND,
    &apprenticeship::KIND,
    &apprentice_note::KIND,
    &competition::KIND,
    &skill_certificate::KIND,
    &training::KIND,
    &activity::KIND,
    &base::KIND,
    &base_item::KIND,
    &rd_center::KIND,
    &teaching_point::KIND,
    &industry_college::KIND,
    &self_check::KIND,
    &platform::KIND,
    &platform_target::KIND,
    &platform_money::KIND,
    &double_high_task::KIND,
    &double_high_budget::KIND,
    &school::KIND,
    &base_number::KIND,
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
    &saved_view::KIND,
]);

/// Writes a function that returns what the module of each kind says under one name. It is no part of the
/// kind, because few pages say it: so many sentences come in the second part of the program.
macro_rules! of_kinds {
    ($(#[$doc:meta])* fn $name:ident() -> $ty:ty { $what:ident, else $none:expr }) => {
        of_kinds! {
            @ ($(#[$doc])*) $name $ty; $what $none;
            visit partner contact need promise task plan indicator score photo project sample
            milestone linkage finding agreement approval evidence contract receipt input
            research_project result ip_right award unit person certificate teacher_practice
            part_time_teacher team major_group major major_change course textbook standard
            order_class internship employment apprenticeship apprentice_note competition
            skill_certificate training activity base base_item rd_center teaching_point
            industry_college self_check platform platform_target platform_money double_high_task
            double_high_budget school base_number town body member meeting resolution policy clause
            study case_study shortfall_target town_pair town_item building room tenancy space_demand
            feasibility_item city_figure threshold custom_field code_entry report_rule saved_view
        }
    };
    (@ ($($doc:tt)*) $name:ident $ty:ty; $what:ident $none:expr; $($kind:ident)+) => {
        $($doc)*
        #[must_use]
        pub fn $name(kind: &str) -> $ty {
            match kind {
                $(stringify!($kind) => $kind::$what,)+
                _ => $none,
            }
        }
    };
}

of_kinds! {
    /// Returns what the empty page of a kind says: what this is, and the first step.
    fn empty() -> &'static str { EMPTY, else "" }
}

of_kinds! {
    /// Returns the headings under which other people's tables have the fields of a kind, by the name of
    /// the field.
    fn headings() -> &'static [(&'static str, &'static str)] { HEADINGS, else &[] }
}

/// Level of education of a major and of the people asked for. The ministry's own codes (ZYCCDM) were
/// not found; whoever reports checks the words.
pub static LEVELS: CodeList = codes!("level":
    "secondary" = "中职",
    "associate" = "高职专科",
    "bachelor" = "职业本科",
);

/// 四源: where the money of a platform or of the 双高 plan comes from.
pub static FUNDS: CodeList = codes!("funds":
    "central" = "中央财政",
    "local" = "地方财政",
    "industry" = "行业企业支持",
    "school" = "学校自筹",
);

/// How high something has been recognised.
pub static LEVELS_OF_HONOUR: CodeList = codes!("level_of_honour":
    "national" = "国家级",
    "province" = "省级",
    "city" = "市级",
    "school" = "校级",
    "college" = "院级",
);

/// How far a demand of a checklist has been met.
pub static REACHED: CodeList = codes!("reached":
    "met" = "达成",
    "partly" = "部分达成",
    "not" = "未达成",
);

#[cfg(test)]
mod tests;

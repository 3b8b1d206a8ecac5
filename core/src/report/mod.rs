//! Tables for others, computed from the records: nothing in them is typed.
//!
//! A table is a [`TableDef`]; [`build`] makes it from a ledger. [`TABLES`] is the map of everything
//! that the office reports, column by column.

mod answer;
mod ask;
mod bases;
mod brief;
mod city;
mod cooperation;
mod counts;
mod courses;
mod def;
mod document;
mod double_high;
mod industry_college;
mod major_groups;
mod make;
mod model_school;
mod pairs;
mod partners;
mod research;
mod rules;
mod school;
mod service;
mod skills;
mod study;
mod teachers;
mod towns;
pub mod visit_outreach;
mod visits;

pub use answer::{Answer, Cell, Note, percent};
pub use ask::{Ask, MoneyUnit, Request, Subject, Together, one_each};
pub use def::{
    COLLECTED, Clock, ColumnDef, Format, Formula, Group, KEY, Origin, SCHOOL, Setting, Source, Sure, TableDef,
    computed, field,
};
pub use document::{Document, DocumentDef, Item, Line, Section};
pub use make::{build, build_for};
pub use rules::{ColumnRule, Rules};

use crate::record::Id;
use crate::sheet::{Column, Table};

/// All tables, in the order of the list.
pub static TABLES: &[&TableDef] = &[
    &visit_outreach::TABLE,
    &cooperation::COOPERATION,
    &courses::JOINT,
    &teachers::PRACTICE,
    &bases::TRAINING,
    &research::PROJECTS,
    &skills::INTERNSHIPS,
    &skills::ASSESSMENT,
    &cooperation::STATUS,
    &major_groups::CONCLUSION,
    &bases::OFFCAMPUS,
    &school::COOPERATION,
    &service::CONTRIBUTION,
    &visits::SUMMARY,
    &model_school::CHANGE,
    &double_high::BUDGET,
    &double_high::INDICATORS,
    &city::FIGURES,
    &industry_college::SELF_CHECK,
    &teachers::CLOCK,
    &towns::LISTS,
    &partners::FIRMS,
];

/// Returns the table of a name.
#[must_use]
pub fn table(name: &str) -> Option<&'static TableDef> {
    TABLES.iter().copied().find(|t| t.name == name)
}

/// All documents for people, in the order of the list.
pub static DOCUMENTS: &[&DocumentDef] = &[&brief::BRIEF, &study::PAGE, &partners::PAGE, &partners::CONDITIONS];

/// Returns the document of a name.
#[must_use]
pub fn document(name: &str) -> Option<&'static DocumentDef> {
    DOCUMENTS.iter().copied().find(|d| d.name == name)
}

/// Why a row would be refused, and which record to open to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The record to mend; `None` = it is set on the page of the report.
    pub record: Option<Id>,
    /// The ministry's column or, where it has no name, the heading.
    pub column: &'static str,
    /// One sentence in Chinese: what is wrong, where.
    pub sentence: String,
}

/// One row of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportRow {
    /// What the row is about, as people call it.
    pub title: String,
    /// A cell for each column.
    pub cells: Vec<String>,
    /// The records behind each cell.
    pub evidence: Vec<Vec<Id>>,
    /// Why it would be refused; empty if it would not.
    pub refused: Vec<Refusal>,
    /// What should be known although it is not refused: a cut text, a clash.
    pub remarks: Vec<Refusal>,
}

/// A report: its columns and rows, with what was found beforehand.
#[derive(Debug, Clone)]
pub struct Report {
    /// The columns in the order of the source.
    pub columns: &'static [ColumnDef],
    /// The unit in which each column is written, or empty.
    pub units: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<ReportRow>,
}

/// A report is equal to another of the same table with the same rows.
impl PartialEq for Report {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.columns, other.columns) && self.units == other.units && self.rows == other.rows
    }
}

impl Report {
    /// Returns everything that would be refused.
    pub fn refusals(&self) -> impl Iterator<Item = &Refusal> {
        self.rows.iter().flat_map(|r| &r.refused)
    }

    /// Returns what should be known although it is not refused.
    pub fn remarks(&self) -> impl Iterator<Item = &Refusal> {
        self.rows.iter().flat_map(|r| &r.remarks)
    }

    /// Whether any record stands behind it.
    #[must_use]
    pub fn says_something(&self) -> bool {
        self.rows.iter().flat_map(|row| &row.evidence).any(|cell| !cell.is_empty())
    }

    /// Returns how many rows would be taken.
    #[must_use]
    pub fn accepted(&self) -> usize {
        self.rows.iter().filter(|r| r.refused.is_empty()).count()
    }

    /// Returns the heading of each column: with the ministry's name, else with the unit.
    pub fn headings(&self) -> impl Iterator<Item = String> {
        self.columns.iter().zip(&self.units).map(|(c, unit)| match (c.code, *unit) {
            ("", "") => c.label.to_owned(),
            ("", unit) => format!("{}({unit})", c.label),
            (code, _) => format!("{}({code})", c.label),
        })
    }

    /// Returns the table: the rows that would be taken, with `refused` all of them.
    #[must_use]
    pub fn table(&self, refused: bool) -> Table {
        let columns =
            self.headings().zip(self.columns).map(|(heading, c)| Column { heading, number: c.format.is_number() });
        let rows = self.rows.iter().filter(|r| refused || r.refused.is_empty());
        Table { columns: columns.collect(), rows: rows.map(|r| r.cells.clone()).collect() }
    }
}

#[cfg(test)]
mod tests;

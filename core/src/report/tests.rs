//! The map: every column of every table has a place from which it is filled.

mod names;

use super::*;
use crate::kinds::SCHEMA;
use std::collections::BTreeSet;

#[test]
fn every_column_has_a_source() {
    for table in TABLES {
        assert!(!table.columns.is_empty(), "{}", table.name);
        for column in table.columns {
            let place = format!("{} {}", table.name, column.id());
            match &column.source {
                Source::Field(kind, field) => {
                    let known = SCHEMA.kind(kind.name).and_then(|k| k.field(field.name));
                    assert!(known.is_some_and(|f| std::ptr::eq(f, *field)), "{place}: no field {}", field.name);
                }
                Source::Computed(formula) => {
                    assert!(!formula.name.is_empty(), "{place}");
                    assert!(formula.words.ends_with('。'), "{place}: the formula is a sentence");
                }
                Source::Withheld(why) => assert!(why.ends_with('。'), "{place}: say why"),
                Source::Period => assert!(!table.clocks.is_empty(), "{place}"),
                Source::Constant(_) | Source::Key => {}
            }
            assert!(!column.label.is_empty(), "{place}");
        }
    }
}

#[test]
fn tables_and_columns_are_named_once() {
    let names: BTreeSet<&str> = TABLES.iter().map(|t| t.name).collect();
    assert_eq!(names.len(), TABLES.len());
    for table in TABLES {
        let ids: BTreeSet<&str> = table.columns.iter().map(ColumnDef::id).collect();
        assert_eq!(ids.len(), table.columns.len(), "{}", table.name);
        assert!(table.help.ends_with('。') && !table.row.is_empty(), "{}", table.name);
        assert_eq!(super::table(table.name).map(|t| t.name), Some(table.name));
    }
}

#[test]
fn everything_agreed_is_there() {
    let names: Vec<&str> = TABLES.iter().map(|t| t.name).chain(DOCUMENTS.iter().map(|d| d.name)).collect();
    for name in [
        "visit-outreach",
        "cooperation",
        "joint-course",
        "teacher-practice",
        "training-base",
        "status-cooperation",
        "status-major-group",
        "status-offcampus-base",
        "school-cooperation",
        "research-project",
        "internship-basics",
        "skill-assessment",
        "model-school",
        "visit-summary",
        "three-lists",
        "service-contribution",
        "monthly-brief",
        "enterprise-page",
        "enterprise-conditions",
        "double-high",
        "double-high-indicators",
        "city-figures",
        "firm-conditions",
        "study-data",
    ] {
        assert!(names.contains(&name), "{name}");
    }
}

mod figures;
pub(crate) mod ledgers;
mod major_groups;
mod money;
mod snapshot;

//! What lies below the reports calls them by name from a list that is made of them.
//!
//! `RONGHE_WRITE=1 cargo test -p ronghe-core names_of_reports` writes the list anew.

use super::*;
use crate::kinds::report_rule;
use std::fmt::Write;
use std::fs;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/kinds/report_rule/names.rs");

const HEAD: &str = "\
//! What the tables of the reports and their columns are called: written by the test
//! `names_of_reports` of core, from the tables themselves.
//!
//! Records name tables and columns, and every page shows records; how a table is made is known to
//! the pages of the reports alone, and comes in the second part of the program.

use crate::codes;
use crate::schema::CodeList;

";

#[test]
fn the_names_of_reports_are_those_of_the_tables() {
    let written = written();
    if std::env::var_os("RONGHE_WRITE").is_some() {
        fs::write(FILE, &written).unwrap();
    }
    let there = fs::read_to_string(FILE).unwrap();
    assert!(there == written, "the list is behind: RONGHE_WRITE=1 cargo test -p ronghe-core names_of_reports");
    for table in TABLES {
        assert_eq!(report_rule::TABLES.label(table.name), Some(table.title));
        let columns = report_rule::COLUMNS.iter().find(|list| list.name == table.name);
        for column in table.columns {
            let called = columns.and_then(|list| list.label(column.id())).unwrap_or(column.id());
            assert_eq!(called, column.label, "{} {}", table.name, column.id());
        }
    }
}

fn written() -> String {
    let mut text = HEAD.to_owned();
    text.push_str(
        "/// The tables by their names.\n#[rustfmt::skip]\npub static TABLES: CodeList = codes!(\"report\":\n",
    );
    for table in TABLES {
        writeln!(text, "    {:?} = {:?},", table.name, table.title).unwrap();
    }
    text.push_str(");\n\n/// For each table that has such, the columns that are not stored by their headings.\n");
    text.push_str("#[rustfmt::skip]\npub static COLUMNS: &[CodeList] = &[\n");
    for table in TABLES {
        let coded: Vec<_> = table.columns.iter().filter(|column| column.id() != column.label).collect();
        if !coded.is_empty() {
            writeln!(text, "    codes!({:?}:", table.name).unwrap();
            for column in coded {
                writeln!(text, "        {:?} = {:?},", column.id(), column.label).unwrap();
            }
            text.push_str("    ),\n");
        }
    }
    text.push_str("];\n");
    text
}

//! What lies below the reports calls them by name from a list that is made of them.
//!
//! `RONGHE_WRITE=1 cargo test -p ronghe-core names_of_reports` writes the list anew.

use super::*;
use crate::kinds::report_rule;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/kinds/report_rule/names.rs");

const HEAD: &str = "\
//! What the tables of the reports and their columns are called: written by the test
//! `names_of_reports` of core, from the tables themselves.
//!
//! Records name tables and columns, and every page shows records; how a table is made is known to
//! the pages of the reports alone, and comes in the second part of the program.

use crate::schema::Words;
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
        assert_eq!(report_rule::TABLES.word(table.name), Some(table.title));
        for column in table.columns {
            let own = report_rule::COLUMNS.word(&format!("{}/{}", table.name, column.id()));
            let called = own.or_else(|| report_rule::COLUMNS.word(column.id())).unwrap_or(column.id());
            assert_eq!(called, column.label, "{} {}", table.name, column.id());
        }
    }
}

fn written() -> String {
    let mut text = HEAD.to_owned();
    let mut words = |what: &str, name: &str, lines: Vec<(String, &str)>| {
        assert!(lines.iter().all(|(name, _)| !name.contains(' ')));
        writeln!(text, "\n/// {what}\npub const {name}: Words = Words(\n    \"\\").unwrap();
        let lines: Vec<String> = lines.into_iter().map(|(name, word)| format!("{name} {word}")).collect();
        writeln!(text, "{}\",\n);", lines.join("\n")).unwrap();
    };
    words("The tables by their names.", "TABLES", TABLES.iter().map(|t| (t.name.to_owned(), t.title)).collect());
    let mut called: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for table in TABLES {
        for column in table.columns.iter().filter(|column| column.id() != column.label) {
            called.entry(column.id()).or_default().push((table.name, column.label));
        }
    }
    let lines = called.into_iter().flat_map(|(id, all)| match all.as_slice() {
        [(_, first), others @ ..] if others.iter().all(|(_, label)| label == first) => vec![(id.to_owned(), *first)],
        _ => all.into_iter().map(|(table, label)| (format!("{table}/{id}"), label)).collect(),
    });
    words("The columns that are not stored by their headings.", "COLUMNS", lines.collect());
    text
}

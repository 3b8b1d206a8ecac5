//! Every table over one small college, as it goes out. Rewritten with
//! `RONGHE_WRITE=1 cargo test -p ronghe-core snapshot`.

use super::ledgers::{SCHOOL_YEAR, college, request, table};
use crate::report::TABLES;

#[test]
fn every_exported_table_is_as_it_was() {
    let mut all = String::new();
    for def in TABLES {
        let report = table(def.name, college(), &request(Some(SCHOOL_YEAR)));
        let csv = report.table(true).csv().replace("\r\n", "\n");
        all.push_str(&format!("# {}\n{}\n", def.name, csv.trim_start_matches('\u{feff}')));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/report/tests/tables.txt");
    if std::env::var_os("RONGHE_WRITE").is_some() {
        std::fs::write(path, &all).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), all, "RONGHE_WRITE=1 rewrites it");
}

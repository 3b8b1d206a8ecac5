//! Large files for the stories: an invented workspace, as the desk tool would write it.

use ronghe_core::exchange::RowWriter;
use ronghe_core::generate::{Generator, Side};
use ronghe_core::kinds::SCHEMA;
use ronghe_core::record::encode;
use std::path::Path;

/// Writes the workspace of `seed` with so many visits. Returns how many records it holds.
pub fn workspace(path: &Path, seed: u64, visits: u64) -> u64 {
    let made = Generator::new(seed, visits);
    let counts = made.counts(Side::Ours);
    let mut rows = RowWriter::new(&made.header(Side::Ours, "0", "test"), &counts, SCHEMA);
    for record in made.records(Side::Ours) {
        rows.row(&record.kind, &encode(&record));
    }
    std::fs::write(path, rows.finish()).expect("the file is written");
    counts.iter().map(|(_, n)| n).sum()
}

//! What a start costs beside the browser: blocks read into a ledger, with columns kept and without,
//! and the kept index. Prints milliseconds a hundred thousand rows; run it with `--profile desk`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement that cannot go on must stop")]

use ronghe_core::generate::{Generator, Side};
use ronghe_core::kinds::SCHEMA;
use ronghe_core::ledger::{BlockNote, Columns, Ledger, Loading, read_rows, write_rows};
use ronghe_core::record::encode;
use ronghe_core::sample::overlay;
use ronghe_core::search::{Index, Titles};
use std::collections::BTreeSet;
use std::time::Instant;

/// Rows in a block.
const BLOCK: usize = 500;

fn loaded(blocks: &[String], kept: Columns) -> Ledger {
    let mut loading = Loading::new(Ledger::new(SCHEMA, overlay()), kept);
    for text in blocks {
        let block = read_rows::<BlockNote>(text).expect("a block");
        loading.take(&block.note, &block.rows);
    }
    loading.done()
}

fn main() {
    let visits = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let rows: Vec<String> = Generator::new(1, visits).records(Side::Ours).map(|record| encode(&record)).collect();
    let note = BlockNote { rev: 1, revs: Vec::new(), gone: Vec::new() };
    let block = |rows: &[String]| write_rows(&note, rows.iter().map(String::as_str));
    let blocks: Vec<String> = rows.chunks(BLOCK).map(block).collect();
    let per = |from: Instant| from.elapsed().as_secs_f64() * 1e3 * 1e5 / rows.len() as f64;

    let begun = Instant::now();
    let ledger = loaded(&blocks, Columns::default());
    println!("rows looked into      {:8.1}", per(begun));
    let bytes = ledger.columns();
    let begun = Instant::now();
    let columns = Columns::of_bytes(&bytes, &Ledger::new(SCHEMA, overlay())).expect("columns");
    println!("columns read          {:8.1}", per(begun));
    let begun = Instant::now();
    let again = loaded(&blocks, columns);
    println!("rows with columns     {:8.1}", per(begun));
    let (mut index, mut titles) = (Index::default(), Titles::default());
    let begun = Instant::now();
    for kind in SCHEMA.kinds() {
        again.ids(kind.name).for_each(|id| index.fill(&again, &id, &mut titles));
    }
    println!("index made            {:8.1}", per(begun));
    let begun = Instant::now();
    index.settle();
    println!("index put in order    {:8.1}", per(begun));
    let bytes = index.to_bytes().expect("it is in order");
    let begun = Instant::now();
    let kept = Index::of_bytes(&bytes, &again, &BTreeSet::new()).expect("an index");
    println!("index read            {:8.1}", per(begun));
    assert_eq!((kept.len(), again.len()), (index.len(), ledger.len()));
}

//! How long lists of a hundred thousand rows take. Figures, no test: no run of tests waits for them.

use crate::generate::{Generator, Side};
use crate::kinds::SCHEMA;
use crate::ledger::Ledger;
use crate::query::{Query, Run, Shelf};
use std::time::Instant;

/// Prints how long lists of 100,000 visits take: `cargo test --release -- --ignored figures`.
#[test]
#[ignore = "figures, not a test"]
fn figures() {
    let made = Generator::new(1, 100_000);
    let rows: Vec<crate::record::RowText> =
        made.records(Side::Ours).map(|record| crate::record::encode(&record).into()).collect();
    let mut ledger = Ledger::new(SCHEMA, Vec::new());
    ledger.load(1, &rows, &[]);
    let kind = ledger.schema().kind("visit").unwrap();
    for search in ["", "purpose=expand", "purpose=expand&lead=王", "_sort=partner", "_group=date:month", "remarks=溶剂"]
    {
        let query = Query::parse(kind, search);
        let mut shelf = Shelf::new(kind);
        for turn in ["first", "again"] {
            let start = Instant::now();
            let mut run = Run::new(kind, &query, &query.shown_columns(kind), None, &ledger, &mut shelf);
            let begun = start.elapsed();
            let (mut steps, mut longest) = (0, begun);
            loop {
                let step = Instant::now();
                let done = run.step(&ledger, &mut shelf, 1_000);
                longest = longest.max(step.elapsed());
                steps += 1;
                if done {
                    break;
                }
            }
            let n = run.found().unwrap().rows.len();
            println!(
                "{search:>24} {turn}: {n} rows, {:?} ({steps} steps, begun {begun:?}, longest {longest:?})",
                start.elapsed()
            );
        }
    }
}

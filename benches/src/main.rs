//! The benchmark: the release page, plain JS, bare IndexedDB, Dexie and TinyBase, in turn, over the
//! same generated data; medians, and ratios to the floor, for each line of design §10.
//!
//! A timing never fails it. A wrong record does: after each measured operation a checksum over all
//! records must be the generator's.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a measurement that cannot go on must stop and say where"
)]

mod data;
mod noise;
mod page;
mod peer;
mod queries;
mod table;

use data::Data;
use std::path::{Path, PathBuf};
use table::Table;

const HELP: &str = "\
cargo xtask bench [--quick] [--sizes 1000,10000,100000] [--runs N] [--only page,floor,…] [--no-wait]

Builds nothing of the page: run `cargo xtask dist` before. --quick is 10000 visits, one run, the
page and the floor. It waits up to ten minutes for a quiet machine unless told not to.";

/// Who takes part, in the order of their turns: the name in the table, and the script of the peer.
const PEERS: [(&str, &str); 5] =
    [("floor", "indexeddb"), ("one-a-record", "one"), ("plain", "plain"), ("dexie", "dexie"), ("tinybase", "tinybase")];
/// The release page.
const PAGE: &str = "page";

struct Wanted {
    sizes: Vec<u64>,
    runs: usize,
    only: Vec<String>,
    wait: bool,
}

impl Wanted {
    fn read(arguments: &[String]) -> Option<Self> {
        let mut wanted = Self { sizes: vec![1_000, 10_000, 100_000], runs: 3, only: Vec::new(), wait: true };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--quick" => {
                    wanted.sizes = vec![10_000];
                    wanted.runs = 1;
                    wanted.only = vec![PAGE.to_owned(), PEERS[0].0.to_owned()];
                }
                "--sizes" => wanted.sizes = rest.next()?.split(',').map(|n| n.parse().ok()).collect::<Option<_>>()?,
                "--runs" => wanted.runs = rest.next()?.parse().ok()?,
                "--only" => wanted.only = rest.next()?.split(',').map(str::to_owned).collect(),
                "--no-wait" => wanted.wait = false,
                _ => return None,
            }
        }
        Some(wanted)
    }

    fn takes(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == name)
    }
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(wanted) = Wanted::read(&arguments) else {
        println!("{HELP}");
        return;
    };
    let stage = tempfile::tempdir().expect("a temporary directory");
    lay_out(stage.path());
    for visits in &wanted.sizes {
        let data = Data::make(*visits, stage.path());
        println!("\n{visits} visits, {} records, {:.1} MB as an exchange file", data.records, data.megabytes());
        let mut table = Table::default();
        let mut noise = noise::Noise::default();
        for run in 0..wanted.runs {
            if wanted.wait {
                noise::wait_for_quiet();
            }
            // Rotated, so that nobody always runs first.
            let mut turns: Vec<Option<usize>> = (0..PEERS.len()).map(Some).chain([None]).collect();
            let first = run % turns.len();
            turns.rotate_left(first);
            for turn in turns {
                let name = turn.map_or(PAGE, |i| PEERS[i].0);
                if !wanted.takes(name) {
                    continue;
                }
                noise.look();
                eprintln!("  run {}: {name}", run + 1);
                match turn {
                    Some(i) => peer::measure(name, PEERS[i].1, &data, stage.path(), &mut table).await,
                    None => page::measure(&data, &mut table).await,
                }
            }
        }
        table.print();
        println!("{}", noise.sentence());
    }
}

/// The peers' pages and libraries in one directory, as their server wants them.
fn lay_out(stage: &Path) {
    let root = ronghe_e2e::root();
    for entry in std::fs::read_dir(root.join("benches/pages")).expect("benches/pages").filter_map(Result::ok) {
        std::fs::copy(entry.path(), stage.join(entry.file_name())).expect("a page of a peer");
    }
    let library = |from: &str, to: &str| {
        let from: PathBuf = root.join("node_modules").join(from);
        std::fs::create_dir_all(stage.join("lib")).expect("a directory");
        std::fs::copy(&from, stage.join("lib").join(to)).unwrap_or_else(|_| panic!("{}: npm ci", from.display()));
    };
    library("dexie/dist/modern/dexie.min.mjs", "dexie.js");
    library("tinybase/min/store/index.js", "tinybase.js");
    library("tinybase/min/persisters/persister-indexed-db/index.js", "tinybase-indexeddb.js");
}

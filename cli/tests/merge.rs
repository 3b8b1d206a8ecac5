//! Merging on the disk gives the same rows as taking the files one after the other into a ledger:
//! in any order, repeated, in parts, with deletions and clashes, however little is held in memory.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use proptest::prelude::*;
use ronghe_cli::Desk;
use ronghe_cli::merge::{Limits, Merged, Options, merge};
use ronghe_core::exchange::{
    Class, ExchangeFile, FileStamp, RowWriter, Select, class_of, preview, read_file, write_file,
};
use ronghe_core::generate::{Generator, Side};
use ronghe_core::kinds::SCHEMA;
use ronghe_core::ledger::{Batch, Change, Head, HeadChange, Ledger, Why, Workspace, prepare};
use ronghe_core::record::{Device, Id, Json, decode, encode};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

const NOW: u64 = 1_763_625_600_000;
const STAMP: FileStamp<'_> = FileStamp { id: FILE, created_ms: NOW, app: "0", build: "test" };
const FILE: Id = Id::of_bytes([7; 16]);

/// A device of one college.
struct Peer {
    ledger: Ledger,
    head: Head,
}

impl Peer {
    fn new(code: &str) -> Self {
        let mut head = Head::fresh(Device::parse(code).unwrap());
        head.workspace = Some(Workspace { id: Id::of_key("w", "1"), name: "示例学校".to_owned() });
        Self { ledger: Ledger::new(SCHEMA, Vec::new()), head }
    }

    fn commit(&mut self, changes: Vec<Change>, head: Vec<HeadChange>) {
        let spare = Device::parse(&format!("{}s", self.head.device.code())).unwrap();
        let batch = Batch { why: Why::Edit, changes, head, now_ms: NOW, spare };
        let prepared = prepare(&self.ledger, &batch, &self.head);
        self.ledger.apply(&prepared);
        self.head = prepared.head;
    }

    fn takes(&mut self, bytes: &[u8]) {
        let files: Arc<[ExchangeFile]> = [read_file(bytes).unwrap()].into();
        let (changes, head, _) = preview(&self.ledger, &self.head, &files, NOW).batch(&|_| true);
        self.commit(changes, head);
    }

    fn rows(&self) -> BTreeMap<Id, String> {
        self.ledger.stored().map(|(_, id, row)| (id, row.to_string())).collect()
    }
}

#[derive(Debug, Clone)]
enum Step {
    Put { who: usize, record: u8, field: u8, value: u8 },
    Delete { who: usize, record: u8 },
    Restore { who: usize, record: u8 },
    Export { who: usize, since: Option<u64> },
    Import { who: usize, file: usize },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0usize..4, 0u8..6, 0u8..4, 0u8..3).prop_map(|(who, record, field, value)| Step::Put { who, record, field, value }),
        1 => (0usize..4, 0u8..6).prop_map(|(who, record)| Step::Delete { who, record }),
        1 => (0usize..4, 0u8..6).prop_map(|(who, record)| Step::Restore { who, record }),
        3 => (0usize..4, prop::option::of(0u64..8)).prop_map(|(who, since)| Step::Export { who, since }),
        3 => (0usize..4, 0usize..20).prop_map(|(who, file)| Step::Import { who, file }),
    ]
}

/// Records of known kinds and of one that only a newer version knows.
fn record(n: u8) -> (&'static str, Id) {
    let kind = ["partner", "visit", "need", "later", "partner", "agreement"][usize::from(n) % 6];
    (kind, Id::of_key("test", &n.to_string()))
}

/// Plays the steps and returns every file that was written.
fn play(steps: &[Step]) -> Vec<Vec<u8>> {
    let mut peers: Vec<Peer> = ["aa", "bb", "cc", "dd"].map(Peer::new).into();
    let mut files: Vec<Vec<u8>> = Vec::new();
    for step in steps {
        match *step {
            Step::Put { who, record: n, field, value } => {
                let (kind, id) = record(n);
                let register = ["name", "remarks", "tags/化工", "term"][usize::from(field) % 4];
                let value = match register {
                    "tags/化工" => {
                        if value == 0 {
                            json!(null)
                        } else {
                            json!(true)
                        }
                    }
                    "term" => json!({ "signed": format!("2022-0{}", value + 1) }),
                    _ => json!(format!("值{value}")),
                };
                let seen = peers[who].ledger.get(&id).map(|r| r.dots(register)).unwrap_or_default();
                let value = Json::of(&value);
                let put = Change::Put { kind: kind.into(), id, register: register.into(), value, seen };
                peers[who].commit(vec![put], Vec::new());
            }
            Step::Delete { who, record: n } => {
                peers[who].commit(vec![Change::delete(record(n).1)], Vec::new());
            }
            Step::Restore { who, record: n } => {
                peers[who].commit(vec![Change::Restore { id: record(n).1 }], Vec::new());
            }
            Step::Export { who, since } => {
                let select = since.map_or(Select::Full, Select::Since);
                files.push(write_file(&peers[who].ledger, &peers[who].head, select, STAMP).into_bytes());
            }
            Step::Import { who, file } => {
                if !files.is_empty() {
                    let file = files[file % files.len()].clone();
                    peers[who].takes(&file);
                }
            }
        }
    }
    for peer in &peers {
        files.push(write_file(&peer.ledger, &peer.head, Select::Full, STAMP).into_bytes());
    }
    files
}

/// Merges files on the disk and returns the text of the result as well.
fn merged(files: &[Vec<u8>], limits: Limits) -> (Merged, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = (0..files.len()).map(|i| folder.path().join(format!("{i}.json"))).collect();
    for (path, bytes) in paths.iter().zip(files) {
        fs::write(path, bytes).unwrap();
    }
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut desk = Desk::new(&mut out, &mut err, false);
    let result = folder.path().join("out.json");
    let merged = merge(&mut desk, &paths, Options { limits, beside: Some(&result), ..Options::default() }).unwrap();
    merged.write(&result, false, STAMP).unwrap();
    let bytes = fs::read(&result).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), files.len() + 2, "nothing but one folder lies between");
    (merged, bytes)
}

fn rows(bytes: &[u8]) -> BTreeMap<Id, String> {
    let file = read_file(bytes).unwrap();
    assert!(!file.altered && file.bad.is_empty());
    assert_eq!(file.header.promised_rows().unwrap_or(0), file.rows.len() as u64);
    file.rows.into_iter().map(|row| (row.id, row.text.to_string())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_rows_as_one_after_the_other(
        steps in prop::collection::vec(step(), 1..60),
        order in prop::collection::vec(any::<prop::sample::Index>(), 1..12),
        buffer in 200usize..20_000,
        fan_in in 2usize..6,
    ) {
        let all = play(&steps);
        // Any files in any order, some of them twice.
        let files: Vec<Vec<u8>> = order.iter().map(|i| all[i.index(all.len())].clone()).collect();
        let mut reader = Peer::new("reader");
        for file in &files {
            reader.takes(file);
        }
        let (merged, bytes) = merged(&files, Limits { buffer, fan_in });
        prop_assert_eq!(&rows(&bytes), &reader.rows());
        let rows_there = reader.rows();
        let clashing = rows_there.values().filter(|row| {
            let record = decode(row, false).unwrap();
            !record.is_dead() && record.clashes().next().is_some()
        });
        prop_assert_eq!(merged.clashes(), clashing.count() as u64);
        prop_assert!(merged.effort.widest <= fan_in);
        let longest = reader.rows().values().map(|row| row.len() + 128).max().unwrap_or(0);
        prop_assert!(merged.effort.peak <= buffer.max(longest));
        // What was merged merges into nothing new.
        let (again, same) = self::merged(&[bytes.clone(), files[0].clone()], Limits::default());
        prop_assert_eq!(rows(&same), rows(&bytes));
        prop_assert_eq!(again.files[1].of(Class::New) + again.files[1].of(Class::Updated), 0);
    }
}

fn generated(seed: u64, visits: u64, side: Side) -> Vec<u8> {
    let made = Generator::new(seed, visits);
    let mut out = RowWriter::new(&made.header(side, "0", "test"), &made.counts(side), SCHEMA);
    for record in made.records(side) {
        out.row(&record.kind, &encode(&record));
    }
    out.finish().into_bytes()
}

#[test]
fn what_each_file_brought_is_counted_as_a_preview_counts() {
    let (ours, copy) = (generated(1, 400, Side::Ours), generated(1, 400, Side::Copy));
    let mut reader = Peer::new("reader");
    reader.takes(&ours);
    let mut classes: BTreeMap<Class, u64> = BTreeMap::new();
    for row in read_file(&copy).unwrap().rows {
        let (before, theirs) = (reader.ledger.get(&row.id), decode(&row.text, false).unwrap());
        let after = before.as_ref().map_or_else(|| theirs.clone(), |b| b.merged(&theirs));
        *classes.entry(class_of(before.as_ref(), &after)).or_default() += 1;
    }
    let (merged, bytes) = merged(&[ours, copy.clone(), copy], Limits::default());
    assert_eq!(merged.files[1].classes, classes);
    assert_eq!(merged.files[2].of(Class::Same), merged.files[2].classes.values().sum::<u64>());
    assert_eq!(merged.clashes(), 0);
    assert_eq!(rows(&bytes).len() as u64, merged.records());
}

/// Counts, not clocks: twenty times the files are held in the same memory.
#[test]
fn memory_does_not_grow_with_the_number_of_files() {
    let limits = Limits { buffer: 64 << 10, fan_in: 4 };
    let files: Vec<Vec<u8>> = (0..20).map(|seed| generated(seed, 60, Side::Ours)).collect();
    let (one, _) = merged(&files[..1], limits);
    let (all, bytes) = merged(&files, limits);
    assert!(one.effort.peak <= limits.buffer && all.effort.peak <= limits.buffer);
    assert!(all.effort.widest <= limits.fan_in && all.effort.runs > limits.fan_in);
    assert_eq!(rows(&bytes).len() as u64, 20 * one.records());
}

#[test]
fn a_file_that_breaks_off_leaves_nothing_behind() {
    let (whole, other) = (generated(1, 60, Side::Ours), generated(2, 60, Side::Ours));
    let cut = other[..other.len() / 2].to_vec();
    let (merged, bytes) = merged(&[whole.clone(), cut], Limits { buffer: 8 << 10, fan_in: 4 });
    assert_eq!(rows(&bytes), rows(&whole));
    assert!(merged.files[0].is_fine() && merged.files[1].refused.is_some() && !merged.is_whole());
}

/// Only a forged file can do this; the first kind stays, as in a ledger.
#[test]
fn one_id_under_two_kinds_is_refused_the_second_time() {
    let written = |kind: &'static str| {
        let mut peer = Peer::new("aa");
        let id = Id::of_key("test", "x");
        let (register, value) = ("name".into(), Json::from("示例"));
        peer.commit(vec![Change::Put { kind: kind.into(), id, register, value, seen: Vec::new() }], Vec::new());
        write_file(&peer.ledger, &peer.head, Select::Full, STAMP).into_bytes()
    };
    let files = [written("unit"), written("major")];
    let (merged, bytes) = merged(&files, Limits::default());
    assert_eq!(merged.files[1].bad.len(), 1);
    assert!(merged.files[0].is_fine() && !merged.is_whole());
    assert_eq!(rows(&bytes), rows(&files[0]));
}

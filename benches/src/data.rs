//! The data of one size: the generator's records as exchange files for the page and as plain JSON
//! for the peers, and what must be there after each operation.

use crate::queries::QUERIES;
use ronghe_core::exchange::{RowWriter, read_file};
use ronghe_core::generate::{Generator, Side};
use ronghe_core::kinds::SCHEMA;
use ronghe_core::ledger::Ledger;
use ronghe_core::record::{Id, Record, RowText, encode};
use ronghe_core::search::Index;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Seed of all data.
const SEED: u64 = 1;
/// Best hits of a query that the search box shows.
const SHOWN: usize = 20;

/// A count of records and a sum over them that does not depend on their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// How many.
    pub count: u64,
    /// The sum.
    pub sum: u64,
}

impl Sum {
    /// Adds the row hash at the end of a row.
    pub fn add_row(&mut self, row: &str) {
        let digits = row.rsplit('"').nth(1).unwrap_or_default();
        self.count += 1;
        self.sum ^= u64::from_str_radix(digits, 16).expect("a row ends with its hash");
    }

    fn add_plain(&mut self, row: &Value) {
        let text = |name: &str| row[name].as_str().unwrap_or_default();
        let gone = u8::from(row.get("gone").is_some());
        let line = format!("{}|{}|{gone}|{}", text("id"), row["at"], text("text"));
        let hash =
            line.encode_utf16().fold(0x811c_9dc5_u32, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193));
        self.count += 1;
        self.sum = (self.sum + u64::from(hash)) & 0xffff_ffff;
    }
}

/// What one side of the generator is worth.
pub struct Files {
    /// As the page takes it.
    pub exchange: PathBuf,
    /// As the peers take it.
    pub plain: PathBuf,
}

/// Everything that one size is measured with.
pub struct Data {
    /// How many records of all kinds.
    pub records: u64,
    /// The workspace.
    pub ours: Files,
    /// The copy of it that a colleague has changed.
    pub copy: Files,
    /// The rows of the workspace, and after the merge, by their hashes.
    pub rows: (Sum, Sum),
    /// The peers' rows, likewise.
    pub plain: (Sum, Sum),
    /// The ids that the page must show for each query.
    pub hits: Vec<Vec<String>>,
    /// A few visits that the merge leaves alone, to be edited.
    pub edited: Vec<Id>,
    /// The rows after the merge, those of `edited` left out.
    untouched: Sum,
    bytes: u64,
}

impl Data {
    /// Makes the files of `visits` visits in `directory`.
    pub fn make(visits: u64, directory: &Path) -> Self {
        let made = Generator::new(SEED, visits);
        let (ours, ours_by_id, our_rows) = records(&made, Side::Ours);
        let (copy, copy_by_id, _) = records(&made, Side::Copy);
        let mut merged_rows = Sum::default();
        for (id, theirs) in &copy_by_id {
            let merged = ours_by_id.get(id).map_or_else(|| theirs.clone(), |ours| ours.merged(theirs));
            merged_rows.add_row(&encode(&merged));
        }
        let (ledger, index) = workspace(&ours_by_id);
        let plain = |ledger: &Ledger, records: &BTreeMap<Id, Record>, name: &str| {
            let path = directory.join(name);
            let mut file = std::io::BufWriter::new(std::fs::File::create(&path).expect("a file"));
            let mut sum = Sum::default();
            write!(file, "[").unwrap();
            for (i, record) in records.values().enumerate() {
                let row = plain_row(ledger, record);
                sum.add_plain(&row);
                write!(file, "{}{row}", if i > 0 { ",\n" } else { "" }).unwrap();
            }
            write!(file, "]").unwrap();
            file.flush().unwrap();
            (path, sum)
        };
        let (ours_plain, ours_sum) = plain(&ledger, &ours_by_id, "data.json");
        let copy_ledger = workspace(&copy_by_id).0;
        let (copy_plain, copy_sum) = plain(&copy_ledger, &copy_by_id, "copy.json");
        let write = |text: &str, name: &str| {
            let path = directory.join(name);
            std::fs::write(&path, text).expect("a file");
            path
        };
        let hits = QUERIES.iter().map(|q| index.search(q, SHOWN, &[]).iter().map(|h| h.id.to_string()).collect());
        let untouched = |(id, record): (&Id, &Record)| {
            let same = copy_by_id.get(id) == Some(record) && &*record.kind == "visit";
            same.then_some(*id)
        };
        let edited: Vec<Id> = ours_by_id.iter().filter_map(untouched).take(5).collect();
        let mut rest = merged_rows;
        for record in edited.iter().filter_map(|id| ours_by_id.get(id)) {
            let mut row = Sum::default();
            row.add_row(&encode(record));
            rest = Sum { count: rest.count - 1, sum: rest.sum ^ row.sum };
        }
        Self {
            records: our_rows.count,
            hits: hits.collect(),
            edited,
            untouched: rest,
            bytes: ours.len() as u64,
            rows: (our_rows, merged_rows),
            plain: (ours_sum, copy_sum),
            ours: Files { exchange: write(&ours, "data.exchange.json"), plain: ours_plain },
            copy: Files { exchange: write(&copy, "copy.exchange.json"), plain: copy_plain },
        }
    }

    /// The rows after the merge, those of [`Self::edited`] left out.
    pub const fn untouched(&self) -> Sum {
        self.untouched
    }

    /// Size of the exchange file in MB.
    pub fn megabytes(&self) -> f64 {
        self.bytes as f64 / 1e6
    }
}

/// The sum over the rows of an exchange file.
pub fn sum_of_file(path: &Path) -> Sum {
    let read = read_file(&std::fs::read(path).expect("the file")).expect("an exchange file");
    assert!(!read.altered && read.bad.is_empty(), "{}: damaged", path.display());
    let mut sum = Sum::default();
    read.rows.iter().for_each(|row| sum.add_row(&row.text));
    sum
}

/// The exchange file of a side, its records, and the sum of its rows.
fn records(made: &Generator, side: Side) -> (String, BTreeMap<Id, Record>, Sum) {
    let mut out = RowWriter::new(&made.header(side, "bench", "bench"), &made.counts(side), SCHEMA);
    let mut by_id = BTreeMap::new();
    let mut sum = Sum::default();
    for record in made.records(side) {
        let row = encode(&record);
        sum.add_row(&row);
        out.row(&record.kind, &row);
        by_id.insert(record.id, record);
    }
    (out.finish(), by_id, sum)
}

fn workspace(records: &BTreeMap<Id, Record>) -> (Ledger, Index) {
    let mut towns = ronghe_core::sample::records(ronghe_core::sample::towns());
    towns.retain(|town| !records.contains_key(&town.id));
    let mut ledger = Ledger::new(SCHEMA, towns);
    let rows: Vec<RowText> = records.values().map(|r| encode(r).into()).collect();
    ledger.load(1, &rows, &[]);
    let mut index = Index::default();
    for kind in SCHEMA.kinds() {
        for id in ledger.ids(kind.name).collect::<Vec<_>>() {
            index.update(&ledger, &id);
        }
    }
    (ledger, index)
}

/// A record as a program would keep it that knows neither stamps nor merging: its title and its
/// searched text as people read them, and the values of its other fields.
fn plain_row(ledger: &Ledger, record: &Record) -> Value {
    let mut row = Map::new();
    let latest = record.registers.values().flat_map(|r| r.entries()).map(|e| e.stamp.ms()).max();
    row.insert("id".into(), json!(record.id));
    row.insert("kind".into(), json!(&*record.kind));
    row.insert("at".into(), json!(latest));
    row.insert("title".into(), json!(ledger.title(&record.id)));
    row.insert("date".into(), json!(&*ledger.date_of(&record.id)));
    if record.is_dead() {
        row.insert("gone".into(), json!(true));
    }
    let mut text = Vec::new();
    for field in SCHEMA.kind(&record.kind).map(|k| k.fields).unwrap_or_default() {
        let Some(value) = record.value(field) else { continue };
        if field.searched {
            text.push(ledger.shown(record, field));
        } else {
            row.insert(field.name.into(), value);
        }
    }
    row.insert("text".into(), json!(text.join("\n")));
    Value::Object(row)
}

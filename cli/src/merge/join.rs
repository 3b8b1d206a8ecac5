//! Joining the rows of each record, in the order of the files, and keeping the result on the disk.

use super::Met;
use super::runs::{Sourced, next_text, write_text};
use crate::desk::Failure;
use crate::input::Refusal;
use ronghe_core::exchange::{BadRow, Class, ExchangeFile, FileHeader, RowFault, class_of};
use ronghe_core::kinds::SCHEMA;
use ronghe_core::record::{Id, Record, Register, RowText, encode};
use ronghe_core::schema::{FieldDef, KindDef, Place, show_value};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// More kinds than this no program writes; each is a file that is open while rows are joined.
const MAX_KINDS: usize = 256;

/// What became of one file.
#[derive(Debug)]
pub struct FileOutcome {
    /// Its name as it was given.
    pub name: String,
    /// What it says about itself, but for the devices that it knows.
    pub header: FileHeader,
    /// Why nothing of it was taken.
    pub refused: Option<Refusal>,
    /// Rows that were not taken.
    pub bad: Vec<BadRow>,
    /// Whether somebody has put rows in or taken them out.
    pub altered: bool,
    /// What taking it, after the files before it, did to how many records.
    pub classes: BTreeMap<Class, u64>,
}

impl FileOutcome {
    pub(super) fn new(name: String, read: Result<ExchangeFile, Refusal>) -> Self {
        let (file, refused) = match read {
            Ok(file) => (file, None),
            Err(error) => (ExchangeFile::default(), Some(error)),
        };
        let ExchangeFile { header, bad, altered, .. } = file;
        Self { name, header, refused, bad, altered, classes: BTreeMap::new() }
    }

    /// Without what many files repeat.
    pub(super) fn slim(mut self) -> Self {
        self.header.devices.clear();
        self.header.acks.clear();
        self
    }

    /// Whether all of it was taken.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        self.refused.is_none() && self.bad.is_empty() && !self.altered
    }

    /// Returns how many records it brought of a class.
    #[must_use]
    pub fn of(&self, class: Class) -> u64 {
        self.classes.get(&class).copied().unwrap_or(0)
    }
}

/// A record in the making.
struct Joined {
    record: Record,
    /// The row that was joined last; many files bring the same.
    last: RowText,
}

/// Takes rows by id and puts those of one record together.
pub(super) struct Joiner<'a> {
    files: &'a mut [FileOutcome],
    met: &'a Met,
    present: Option<Joined>,
    bodies: Bodies,
    clashes: BufWriter<Tracked>,
}

impl<'a> Joiner<'a> {
    pub(super) fn new(folder: &Path, files: &'a mut [FileOutcome], met: &'a Met) -> Self {
        let clashes = Tracked { path: folder.join("clashes"), file: None };
        let bodies = Bodies { folder: folder.to_owned(), ..Bodies::default() };
        Self { files, met, present: None, bodies, clashes: BufWriter::new(clashes) }
    }

    pub(super) fn take(&mut self, sourced: Sourced) -> Result<(), Failure> {
        let Sourced { file, row } = sourced;
        let Some(file) = usize::try_from(file).ok().filter(|i| self.files.get(*i).is_some_and(|f| f.refused.is_none()))
        else {
            return Ok(());
        };
        if self.present.as_ref().is_some_and(|p| p.record.id != row.id) {
            self.put_away()?;
        }
        if let Some(present) = &self.present {
            if present.record.kind != row.kind {
                self.bad(file, row.bad(RowFault::OtherKind));
                return Ok(());
            }
            if present.last == row.text {
                self.count(file, if is_known(&row.kind) { Class::Same } else { Class::Unknown });
                return Ok(());
            }
        }
        let theirs = match row.record() {
            Ok(record) => record,
            Err(fault) => {
                self.bad(file, row.bad(fault));
                return Ok(());
            }
        };
        let before = self.present.take().map(|present| present.record);
        let after = before.as_ref().map_or_else(|| theirs.clone(), |before| before.merged(&theirs));
        let class = if is_known(&row.kind) { class_of(before.as_ref(), &after) } else { Class::Unknown };
        self.count(file, class);
        self.present = Some(Joined { record: after, last: row.text });
        Ok(())
    }

    fn bad(&mut self, file: usize, bad: BadRow) {
        if let Some(file) = self.files.get_mut(file) {
            file.bad.push(bad);
        }
    }

    fn count(&mut self, file: usize, class: Class) {
        if let Some(file) = self.files.get_mut(file) {
            *file.classes.entry(class).or_default() += 1;
        }
    }

    fn put_away(&mut self) -> Result<(), Failure> {
        let Some(Joined { record, .. }) = self.present.take() else { return Ok(()) };
        if record.clashes().next().is_some() && !record.is_dead() {
            self.bodies.clashes += 1;
            let note = clash_json(&record, self.met);
            writeln!(self.clashes, "{note}").map_err(|e| failed(&self.clashes.get_ref().path, &e))?;
        }
        self.bodies.put(&record.kind, &encode(&record))
    }

    pub(super) fn finish(mut self) -> Result<Bodies, Failure> {
        self.put_away()?;
        self.clashes.flush().map_err(|e| failed(&self.clashes.get_ref().path, &e))?;
        for file in self.files.iter_mut() {
            file.bad.sort_by_key(|bad| bad.number);
        }
        for body in self.bodies.by_kind.values_mut() {
            body.out.flush().map_err(|e| failed(&body.out.get_ref().path, &e))?;
        }
        Ok(self.bodies)
    }
}

fn is_known(kind: &str) -> bool {
    SCHEMA.kind(kind).is_some()
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::of_file("写临时文件", path, error)
}

/// A file that is made when something is written to it.
#[derive(Debug)]
struct Tracked {
    path: PathBuf,
    file: Option<File>,
}

impl Write for Tracked {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.file {
            Some(file) => file.write(bytes),
            none => none.insert(File::create(&self.path)?).write(bytes),
        }
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The joined rows, a file for each kind.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    folder: PathBuf,
    by_kind: BTreeMap<Arc<str>, Body>,
    /// Bytes of all rows.
    pub bytes: u64,
    /// Records that hold clashing values.
    pub clashes: u64,
}

#[derive(Debug)]
struct Body {
    out: BufWriter<Tracked>,
    rows: u64,
}

impl Bodies {
    fn put(&mut self, kind: &Arc<str>, row: &str) -> Result<(), Failure> {
        if !self.by_kind.contains_key(kind) {
            if self.by_kind.len() == MAX_KINDS {
                return Err(Failure::Refused(format!(
                    "这些文件里的记录超过 {MAX_KINDS} 类，不像是工作台写出的；没有写出任何结果，请逐个文件运行 ronghe check。"
                )));
            }
            let path = self.folder.join(format!("kind-{}", self.by_kind.len()));
            let out = BufWriter::new(Tracked { path, file: None });
            self.by_kind.insert(Arc::clone(kind), Body { out, rows: 0 });
        }
        let Some(body) = self.by_kind.get_mut(kind) else { return Ok(()) };
        body.rows += 1;
        self.bytes += row.len() as u64 + 2;
        write_text(&mut body.out, row).map_err(|e| failed(&body.out.get_ref().path, &e))
    }

    fn in_order(&self) -> impl Iterator<Item = (&Arc<str>, &Body)> {
        let known = SCHEMA.kinds().iter().filter_map(|k| self.by_kind.get_key_value(k.name));
        known.chain(self.by_kind.iter().filter(|(kind, _)| !is_known(kind)))
    }

    /// How many rows there are of each kind, in the order of the file.
    pub(super) fn counts(&self) -> Vec<(&str, u64)> {
        self.in_order().map(|(kind, body)| (&**kind, body.rows)).collect()
    }

    pub(super) fn rows(&self, take: &mut dyn FnMut(&str, &str) -> Result<(), Failure>) -> Result<(), Failure> {
        for (kind, body) in self.in_order() {
            let path = &body.out.get_ref().path;
            let failed = |e: io::Error| Failure::of_file("读临时文件", path, &e);
            let mut from = BufReader::new(File::open(path).map_err(failed)?);
            while let Some(row) = next_text(&mut from).map_err(failed)? {
                take(kind, &row)?;
            }
        }
        Ok(())
    }

    /// The notes about clashing records, a line of JSON each.
    pub(super) fn clash_notes(&self) -> Result<Option<BufReader<File>>, Failure> {
        let path = self.folder.join("clashes");
        if self.clashes == 0 {
            return Ok(None);
        }
        let file = File::open(&path).map_err(|e| Failure::of_file("读临时文件", &path, &e))?;
        Ok(Some(BufReader::new(file)))
    }
}

/// A record with clashing values: what it is, and each register with its values.
fn clash_json(record: &Record, met: &Met) -> Value {
    let kind = SCHEMA.kind(&record.kind);
    let fields = record.clashes().filter_map(|name| {
        let register = record.registers.get(name)?;
        Some(json!({ "register": &**name, "label": label(kind, name), "values": values(register, kind, name, met) }))
    });
    json!({
        "kind": &*record.kind,
        "label": kind.map_or(&*record.kind, |k| k.label),
        "id": record.id.to_string(),
        "title": title(record, kind),
        "fields": fields.collect::<Vec<_>>(),
    })
}

fn fields_of(kind: Option<&'static KindDef>, register: &str) -> impl Iterator<Item = &'static FieldDef> {
    let name = register.split('/').next().unwrap_or_default().to_owned();
    kind.map(|k| k.fields).unwrap_or_default().iter().copied().filter(move |f| f.register() == name)
}

fn label(kind: Option<&'static KindDef>, register: &str) -> String {
    let labels: Vec<&str> = fields_of(kind, register).map(|f| f.label).collect();
    if labels.is_empty() { register.to_owned() } else { labels.join("、") }
}

fn values(register: &Register, kind: Option<&'static KindDef>, name: &str, met: &Met) -> Vec<Value> {
    let value = |value: &Value| {
        let parts = fields_of(kind, name).filter_map(|field| match field.place {
            Place::Own => Some(show_value(field, value)),
            Place::Member(_) => value.get(field.name).map(|v| show_value(field, v)),
        });
        let parts: Vec<String> = parts.collect();
        if parts.is_empty() { value.to_string() } else { parts.join("，") }
    };
    let of_entry = |entry: &&ronghe_core::record::Entry| {
        json!({
            "shown": value(&entry.value.value()),
            "value": entry.value.value(),
            "by": met.person(&entry.dot.device),
            "device": entry.dot.device.code(),
            "at": entry.stamp.to_string(),
        })
    };
    register.ranked().iter().map(of_entry).collect()
}

/// What the record is called, as far as it says so itself; names of other records are not at hand.
fn title(record: &Record, kind: Option<&'static KindDef>) -> String {
    let fields = kind.map(|k| k.title).unwrap_or_default().iter().filter_map(|name| kind?.field(name));
    let shown = fields.filter(|f| !f.ty.is_reference()).filter_map(|f| Some(show_value(f, &record.value(f)?)));
    let title = shown.collect::<Vec<_>>().join(" · ");
    if title.is_empty() { id_text(record.id) } else { title }
}

fn id_text(id: Id) -> String {
    format!("编号 {id}")
}

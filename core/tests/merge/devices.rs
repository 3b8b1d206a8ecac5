//! Devices that hold a ledger and a head, and the files that go between them.

use super::model::{LATER, Mishap, PARTNER, RECORDS, SCHEMA, Step, Typed, UNKNOWN};
use super::oracle::{Life, Oracle};
use ronghe_core::clock::Stamp;
use ronghe_core::ledger::{Batch, Change, Head, Ledger, Notice, Prepared, Seen, Why, form_changes, prepare};
use ronghe_core::record::{Device, Dot, Entry, Id, Json, Record, RowText, decode, encode};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The right time when a run begins, milliseconds since 1970 UTC.
const START_MS: u64 = 1_763_625_600_000;
const HOUR_MS: i64 = 3_600_000;

/// A file: the records as they were read from its rows.
type File = Vec<Record>;

/// One profile in somebody's hands.
#[derive(Debug, Clone)]
pub struct Peer {
    pub ledger: Ledger,
    pub head: Head,
    pub life: Life,
    clock: i64,
    frozen: Option<u64>,
    /// Records that stand open, as they were when they were opened.
    screens: BTreeMap<Id, Record>,
    backup: Option<Box<Peer>>,
}

/// Everybody, all files ever written, and the side truth.
#[derive(Debug)]
pub struct World {
    pub peers: Vec<Peer>,
    pub files: Vec<File>,
    pub oracle: Oracle,
    lives: Life,
    codes: u32,
    time_ms: u64,
    typed: u64,
}

/// The shared records; the last is of a kind that only a newer version knows.
pub fn record_id(n: usize) -> Id {
    Id::of_key("merge", &(n % (RECORDS + 1)).to_string())
}

impl World {
    pub fn new(peers: usize) -> Self {
        let mut world = Self {
            peers: Vec::new(),
            files: Vec::new(),
            oracle: Oracle::default(),
            lives: 0,
            codes: 0,
            time_ms: START_MS,
            typed: 0,
        };
        for _ in 0..peers {
            let (head, life) = (Head::fresh(world.new_code()), world.new_life());
            let ledger = Ledger::new(SCHEMA, Vec::new());
            world.peers.push(Peer {
                ledger,
                head,
                life,
                clock: 0,
                frozen: None,
                screens: BTreeMap::new(),
                backup: None,
            });
        }
        world
    }

    fn new_code(&mut self) -> Device {
        self.codes += 1;
        Device::parse(&format!("d{}", self.codes)).unwrap()
    }

    fn new_life(&mut self) -> Life {
        self.lives += 1;
        self.lives
    }

    /// Takes one step.
    pub fn step(&mut self, step: &Step) {
        self.time_ms += 60_000;
        match *step {
            Step::Edit { who, record, ref typed, stale } => {
                self.edit(self.peer(who), record_id(record % RECORDS), typed, stale)
            }
            Step::Future { who, kind } => self.write_unknown(self.peer(who), kind),
            Step::Look { who, record } => {
                let (who, id) = (self.peer(who), record_id(record));
                let state = self.peers[who].ledger.get(&id).unwrap_or_else(|| Record::new(PARTNER.name, id));
                self.peers[who].screens.insert(id, state);
            }
            Step::Settle { who, record, choice } => self.settle(self.peer(who), record_id(record), choice),
            Step::Delete { who, record, stale } => {
                let (who, id) = (self.peer(who), record_id(record));
                let screen = self.peers[who].screens.get(&id).filter(|_| stale).cloned();
                let change = Change::Delete { id, because: "重复".to_owned(), seen: screen.as_ref().map(Seen::of) };
                self.commit_seen(who, vec![change], screen);
            }
            Step::Reopen { who, record, values } => {
                let (who, id) = (self.peer(who), record_id(record % RECORDS));
                let value = |n: u8| Json::from(format!("单位{n}").as_str());
                let change = Change::Reopen {
                    kind: PARTNER.name.into(),
                    id,
                    register: "name".into(),
                    values: vec![value(values.0), value(values.1)],
                    seen: self.peers[who].ledger.get(&id).map(|r| r.dots("name")).unwrap_or_default(),
                };
                self.commit(who, vec![change]);
            }
            Step::Restore { who, record } => {
                self.commit(self.peer(who), vec![Change::Restore { id: record_id(record) }]);
            }
            Step::Builtin { who, record, version } => {
                self.bring_builtin(self.peer(who), record_id(record % RECORDS), version)
            }
            Step::Export { who, records, registers } => self.export(self.peer(who), records, registers),
            Step::Import { who, file } => {
                if !self.files.is_empty() {
                    self.import(self.peer(who), file % self.files.len());
                }
            }
            Step::Clock { who, hours, frozen } => {
                let who = self.peer(who);
                self.peers[who].clock = hours * HOUR_MS;
                self.peers[who].frozen = frozen.then(|| self.wall(who));
            }
        }
    }

    /// Lets a mishap happen to a whole profile.
    pub fn mishap(&mut self, mishap: &Mishap) {
        match *mishap {
            Mishap::Backup { who } => {
                let who = self.peer(who);
                let mut copy = self.peers[who].clone();
                (copy.backup, copy.screens) = (None, BTreeMap::new());
                self.peers[who].backup = Some(Box::new(copy));
            }
            Mishap::RestoreBackup { who } => {
                let who = self.peer(who);
                let Some(mut backup) = self.peers[who].backup.take() else {
                    return;
                };
                let life = self.new_life();
                let others: Vec<Life> =
                    self.peers.iter().map(|p| p.life).filter(|l| *l != self.peers[who].life).collect();
                self.oracle.restored(backup.life, self.peers[who].life, life, backup.head.seq, &others);
                backup.life = life;
                self.peers[who] = *backup;
            }
            Mishap::Copy { who } => {
                let who = self.peer(who);
                let mut copy = self.peers[who].clone();
                (copy.backup, copy.life) = (None, self.new_life());
                self.oracle.copied(self.peers[who].life, copy.life, copy.head.seq);
                self.peers.push(copy);
            }
        }
    }

    fn peer(&self, who: usize) -> usize {
        who % self.peers.len()
    }

    fn wall(&self, who: usize) -> u64 {
        self.peers[who].frozen.unwrap_or_else(|| self.time_ms.saturating_add_signed(self.peers[who].clock))
    }

    fn commit(&mut self, who: usize, changes: Vec<Change>) -> Prepared {
        self.commit_seen(who, changes, None)
    }

    /// Commits as the product does: prepare, "store", take over. `screen` is what a deleter had in
    /// front of him, if that is not what is there.
    fn commit_seen(&mut self, who: usize, changes: Vec<Change>, screen: Option<Record>) -> Prepared {
        let batch = Batch { why: Why::Edit, changes, head: Vec::new(), now_ms: self.wall(who), spare: self.new_code() };
        let peer = &mut self.peers[who];
        let prepared = prepare(&peer.ledger, &batch, &peer.head);
        assert!(prepared.head.clock > peer.head.clock, "the clock stands or goes back");
        assert!(prepared.head.seq > peer.head.seq, "a number is given twice");
        if prepared.is_empty(&peer.head) {
            return prepared;
        }
        let before: BTreeMap<Id, Record> =
            prepared.rows.iter().filter_map(|r| Some((r.id, peer.ledger.get(&r.id)?))).collect();
        peer.ledger.apply(&prepared);
        peer.head = prepared.head.clone();
        let dot = Dot { device: peer.head.device.clone(), n: peer.head.seq };
        for change in &prepared.rows {
            let stored = change.after.as_ref().expect("nothing here removes a record");
            let after = &decode(&stored.row, true).expect("the stored row is whole");
            assert_eq!(peer.ledger.get(&change.id).as_ref(), Some(after), "the stored row is not the state");
            let own: Vec<Change> = batch
                .changes
                .iter()
                .filter(|c| matches!(c, Change::Put { id, .. } | Change::Reopen { id, .. } if *id == change.id))
                .cloned()
                .collect();
            self.oracle.wrote(&dot, peer.life, &own, screen.as_ref().or(before.get(&change.id)), after);
        }
        prepared
    }

    fn edit(&mut self, who: usize, id: Id, typed: &Typed, stale: bool) {
        self.typed += 1;
        let peer = &self.peers[who];
        let now = peer.ledger.get(&id).unwrap_or_else(|| Record::new(PARTNER.name, id));
        let seen = if stale { peer.screens.get(&id).cloned().unwrap_or(now) } else { now };
        let mut form: BTreeMap<&str, Value> = BTreeMap::new();
        if let Some(name) = typed.name {
            form.insert("name", name.map_or(Value::Null, |n| json!(format!("单位{n}"))));
        }
        if typed.phone {
            form.insert("phone", json!(format!("0519-{}", self.typed)));
        }
        if let Some(ours) = typed.share {
            form.insert("ours", json!(ours));
            form.insert("theirs", json!(100 - ours));
        }
        if let Some(bits) = typed.tags {
            let tags = ["x", "y", "校企"].iter().enumerate().filter(|(i, _)| bits >> i & 1 == 1);
            form.insert("tags", tags.map(|(_, tag)| json!(tag)).collect());
        }
        let changes = form_changes(&PARTNER, id, &seen, &form);
        self.commit(who, changes);
    }

    /// What a newer version on the same device would write: text that must not be touched.
    fn write_unknown(&mut self, who: usize, kind: bool) {
        self.typed += 1;
        let (kind, id) = if kind { (LATER, record_id(RECORDS)) } else { (PARTNER.name, record_id(0)) };
        let seen = self.peers[who].ledger.get(&id).map(|r| r.dots(UNKNOWN)).unwrap_or_default();
        let value = Json::kept(&format!("{{\"z\":1.50e{},\"a\":[ \"\\u4e2d\" ]}}", self.typed % 9));
        self.commit(who, vec![Change::Put { kind: kind.into(), id, register: UNKNOWN.into(), value, seen }]);
    }

    fn settle(&mut self, who: usize, id: Id, choice: usize) {
        let Some(record) = self.peers[who].ledger.get(&id) else {
            return;
        };
        let Some(name) = record.clashes().next() else {
            return;
        };
        let values = record.registers[name].values();
        let value = values[choice % values.len()].clone();
        let put = Change::Put {
            kind: Arc::clone(&record.kind),
            id,
            register: Arc::clone(name),
            value,
            seen: record.dots(name),
        };
        self.commit(who, vec![put]);
    }

    fn bring_builtin(&mut self, who: usize, id: Id, version: u64) {
        let mut record = Record::new(PARTNER.name, id);
        for register in ["name", "level"] {
            let dot = Dot { device: Device::builtin(), n: version };
            let value = Json::from(format!("内置 {register} {version}").as_str());
            record.write(register, &[], Entry { dot, value, stamp: Stamp::new(0, 0) });
            self.oracle.took_builtin(id, register, version);
        }
        self.commit(who, vec![Change::Merge(Box::new(record))]);
    }

    /// Writes a file of some records with some of their registers.
    pub fn export(&mut self, who: usize, records: u8, registers: u8) {
        let rows: Vec<RowText> = self.peers[who].ledger.stored().map(|(_, _, row)| row.clone()).collect();
        let mut file = File::new();
        for (i, row) in rows.iter().enumerate().filter(|(i, _)| records >> (i % 8) & 1 == 1) {
            let mut record = decode(row, true).unwrap();
            let mut place = i;
            record.registers.retain(|_, _| {
                place += 1;
                registers >> (place % 8) & 1 == 1
            });
            self.oracle.handed_out(&record);
            let read = decode(&encode(&record), true);
            assert_eq!(read.as_ref(), Ok(&record), "a row of a file is not what was written");
            file.push(record);
        }
        self.files.push(file);
    }

    /// Reads a file.
    pub fn import(&mut self, who: usize, file: usize) {
        self.read(who, file..file + 1);
    }

    /// Reads all files that there are at once; says whether that changed anything.
    pub fn import_all_again(&mut self, who: usize) -> bool {
        let all = 0..self.files.len();
        !self.read(who, all).rows.is_empty()
    }

    fn read(&mut self, who: usize, files: std::ops::Range<usize>) -> Prepared {
        let records: Vec<Record> = self.files[files].iter().flatten().cloned().collect();
        let Head { device: code, seq, .. } = self.peers[who].head.clone();
        let foreign_life = records.iter().any(|record| record.highest(&code) > seq);
        let prepared = self.commit(who, records.into_iter().map(|r| Change::Merge(Box::new(r))).collect());
        let renamed = prepared.notices.contains(&Notice::DeviceRenamed);
        assert_eq!(renamed, prepared.head.device != code);
        assert!(renamed || !foreign_life, "a number that we never gave must rename us");
        prepared
    }

    /// Everybody gets everything, old files first, in the given direction.
    pub fn deliver_all(&mut self, backwards: bool) {
        for _ in 0..2 {
            for who in 0..self.peers.len() {
                self.export(who, u8::MAX, u8::MAX);
            }
            for who in 0..self.peers.len() {
                for file in 0..self.files.len() {
                    self.import(who, if backwards { self.files.len() - 1 - file } else { file });
                }
            }
        }
    }

    /// Returns every state of every record that some device or some file holds.
    pub fn states(&self) -> BTreeMap<Id, Vec<Record>> {
        let mut states: BTreeMap<Id, Vec<Record>> = BTreeMap::new();
        let held = (0..self.peers.len()).flat_map(|who| self.rows(who)).map(|row| decode(&row, true).unwrap());
        for record in held.chain(self.files.iter().flatten().cloned()) {
            states.entry(record.id).or_default().push(record);
        }
        states
    }

    /// Returns all rows that a peer holds.
    pub fn rows(&self, who: usize) -> Vec<RowText> {
        self.peers[who].ledger.stored().map(|(_, _, row)| row.clone()).collect()
    }
}

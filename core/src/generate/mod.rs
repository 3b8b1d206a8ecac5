//! An invented workspace of any size: the same seed makes the same records, byte for byte.
//!
//! It serves the desk tool, the benchmark and tests. Every record is a pure function of seed, kind
//! and index, so that a hundred thousand visits are made one after the other and never held at
//! once. Not here: files (`exchange`), and the sample that people see (`sample`).

mod copy;
mod draft;
mod partner;
mod rng;
mod school;
mod visit;
mod words;

use crate::exchange::{FileHeader, FileStamp, Sender};
use crate::kinds;
use crate::ledger::{DeviceNote, Workspace};
use crate::record::{Device, Id, Record};
use crate::sample;
use draft::{DAY_MS, Write};
use rng::Rng;
use std::collections::BTreeMap;

/// Monday, 7 January 2013, 8 o'clock in China: when the first visit was entered. Far enough back
/// that no device takes the newest stamp of the copy for one from the future.
const START_MS: u64 = 1_357_516_800_000;
/// How long visits were made, in days: ten years.
const DAYS: u64 = 3_650;
/// How much of a day people enter visits, in milliseconds: ten hours.
const WORK_MS: u64 = 36_000_000;
/// When the last visit had been entered.
const END_MS: u64 = START_MS + DAYS * DAY_MS;
/// Between two partners that are entered one after the other, in milliseconds.
const MINUTE_MS: u64 = 60_000;

/// Units of our school.
const UNITS: u64 = (words::COLLEGES.len() + words::OFFICES.len()) as u64;
/// People of our school.
const PEOPLE: u64 = 120;
/// Contacts of each partner.
const CONTACTS_EACH: u64 = 2;
/// Of so many visits that follow one another two needs come …
const VISITS_A_NEED_PAIR: u64 = 6;
/// … and of so many one promise.
const VISITS_A_PROMISE: u64 = 6;
/// In the copy, one record in so many is new.
const NEW_SHARE: u64 = 20;

/// The kinds that are made, in the order of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Visit,
    Partner,
    Contact,
    Need,
    Promise,
    Agreement,
    Unit,
    Person,
    MajorGroup,
    Major,
}

const KINDS: [(Kind, &str); 10] = [
    (Kind::Visit, kinds::visit::KIND.name),
    (Kind::Partner, kinds::partner::KIND.name),
    (Kind::Contact, kinds::contact::KIND.name),
    (Kind::Need, kinds::need::KIND.name),
    (Kind::Promise, kinds::promise::KIND.name),
    (Kind::Agreement, kinds::agreement::KIND.name),
    (Kind::Unit, kinds::unit::KIND.name),
    (Kind::Person, kinds::person::KIND.name),
    (Kind::MajorGroup, kinds::major_group::KIND.name),
    (Kind::Major, kinds::major::KIND.name),
];

/// Streams of dice that are not those of a kind's values.
const OF_IDS: u64 = 100;
const OF_LINES: u64 = 200;
const OF_VISITED: u64 = 300;
const OF_COPY: u64 = 400;
const OF_DEVICES: u64 = 500;

/// Makes an invented workspace: the office's own ([`Side::Ours`]), and the same as a colleague
/// sends it back ([`Side::Copy`]).
///
/// ```
/// use ronghe_core::generate::{Generator, Side};
///
/// let made = Generator::new(1, 100);
/// let counted: u64 = made.counts(Side::Ours).iter().map(|(_, n)| n).sum();
/// assert_eq!(made.records(Side::Ours).count() as u64, counted);
/// ```
#[derive(Debug, Clone)]
pub struct Generator {
    plan: Plan,
}

/// Whose state of the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// As it was made.
    Ours,
    /// As another device sends it back: of a hundred records ten are changed in one field by
    /// somebody who had seen ours, one is deleted, and five more are new.
    Copy,
}

impl Generator {
    /// Returns the workspace of `seed` with so many visits.
    #[must_use]
    pub fn new(seed: u64, visits: u64) -> Self {
        Self { plan: Plan::new(seed, visits) }
    }

    /// Returns how many records there are of each kind, in the order in which they come.
    #[must_use]
    pub fn counts(&self, side: Side) -> Vec<(&'static str, u64)> {
        let counts = KINDS.iter().map(|(kind, name)| (*name, self.plan.count(*kind, side)));
        counts.filter(|(_, count)| *count > 0).collect()
    }

    /// Returns the records one after the other, by kind and id.
    pub fn records(&self, side: Side) -> impl Iterator<Item = Record> {
        let all = KINDS.iter().flat_map(move |(kind, _)| (0..self.plan.count(*kind, side)).map(move |i| (*kind, i)));
        all.map(move |(kind, index)| match side {
            Side::Ours => self.plan.record(kind, index),
            Side::Copy => copy::record(&self.plan, kind, index),
        })
    }

    /// Returns what a full file of these records says about itself. `app` and `build` are those of
    /// the program.
    #[must_use]
    pub fn header(&self, side: Side, app: &str, build: &str) -> FileHeader {
        let plan = &self.plan;
        let (device, name, ms, seq) = match side {
            Side::Ours => (&plan.device, "示例办公室电脑", END_MS + DAY_MS, plan.commits()),
            Side::Copy => (&plan.other, "示例学院电脑", copy::COPIED_MS + DAY_MS, copy::commits(plan)),
        };
        let id = Id::of_key("generated-file", &format!("{} {} {}", plan.seed, plan.visits, device.code()));
        let person = words::SAMPLE.to_owned() + if side == Side::Ours { "甲" } else { "乙" };
        let note = DeviceNote { name: name.to_owned(), person: person.clone() };
        FileHeader {
            kind: "full".to_owned(),
            file: FileStamp { id, created_ms: ms, app, build }.note(),
            workspace: Some(Workspace {
                id: Id::of_key("generated-workspace", "1"),
                name: format!("{}职业技术学院", words::SAMPLE),
            }),
            from: Sender {
                device: Some(device.clone()),
                device_name: name.to_owned(),
                person,
                seq,
                rev: seq,
                ..Sender::default()
            },
            devices: BTreeMap::from([(device.clone(), note)]),
            ..FileHeader::default()
        }
    }
}

/// What decides every record.
#[derive(Debug, Clone)]
struct Plan {
    seed: u64,
    visits: u64,
    device: Device,
    /// Who sends the copy back.
    other: Device,
    /// Towns of the overlay with their districts.
    towns: Vec<(Id, String)>,
}

impl Plan {
    fn new(seed: u64, visits: u64) -> Self {
        let device = |which| {
            let [a, b, c, d, e, ..] = Rng::of(seed, OF_DEVICES, which).ten();
            Device::from_random([a, b, c, d, e])
        };
        let district = |seed: &sample::Seed| {
            seed.fields.iter().find(|(name, _)| name == "district").map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let towns = sample::towns().iter().map(|town| (Id::of_key(town.kind, &town.key), district(town))).collect();
        Self { seed, visits, device: device(0), other: device(1), towns }
    }

    fn dice(&self, kind: Kind, index: u64) -> Rng {
        Rng::of(self.seed, kind as u64, index)
    }

    fn count(&self, kind: Kind, side: Side) -> u64 {
        let visits = match side {
            Side::Ours => self.visits,
            Side::Copy => self.visits + self.visits / NEW_SHARE,
        };
        let partners = visits / 40 + 1;
        match kind {
            Kind::Visit => visits,
            Kind::Partner => partners,
            Kind::Contact => partners * CONTACTS_EACH,
            Kind::Need => visits / VISITS_A_NEED_PAIR * 2,
            Kind::Promise => visits / VISITS_A_PROMISE,
            Kind::Agreement => partners / 2,
            Kind::Unit => UNITS,
            Kind::Person => PEOPLE,
            Kind::MajorGroup => words::GROUPS.len() as u64,
            Kind::Major => words::MAJORS.len() as u64,
        }
    }

    fn ours(&self, kind: Kind) -> u64 {
        self.count(kind, Side::Ours)
    }

    /// When a record is first written, in milliseconds; of one kind in ascending order.
    fn ms(&self, kind: Kind, index: u64) -> u64 {
        match kind {
            Kind::Visit => {
                let at = index * (DAYS * WORK_MS / self.visits.max(1));
                START_MS + at / WORK_MS * DAY_MS + at % WORK_MS
            }
            Kind::Need => self.ms(Kind::Visit, self.visit_of_need(index)) + 1_000 + index % 2,
            Kind::Promise => self.ms(Kind::Visit, self.visit_of_promise(index)) + 2_000,
            Kind::Partner => START_MS - 20 * DAY_MS + index * MINUTE_MS,
            Kind::Contact => {
                let nth = 1 + index % CONTACTS_EACH;
                self.ms(Kind::Partner, index / CONTACTS_EACH) + nth * 10_000
            }
            Kind::Agreement => END_MS + index * MINUTE_MS,
            Kind::Unit | Kind::Person | Kind::MajorGroup | Kind::Major => START_MS - 30 * DAY_MS + index * 1_000,
        }
    }

    /// Number of the office's commit that made a record: a visit is saved with its lines.
    fn commit(&self, kind: Kind, index: u64) -> u64 {
        let partners = self.ours(Kind::Partner);
        match kind {
            Kind::Unit | Kind::Person | Kind::MajorGroup | Kind::Major => 1,
            Kind::Partner => 2 + index,
            Kind::Contact => 2 + index / CONTACTS_EACH,
            Kind::Visit => 2 + partners + index,
            Kind::Need => 2 + partners + self.visit_of_need(index),
            Kind::Promise => 2 + partners + self.visit_of_promise(index),
            Kind::Agreement => 2 + partners + self.visits + index,
        }
    }

    fn commits(&self) -> u64 {
        self.commit(Kind::Agreement, self.ours(Kind::Agreement))
    }

    fn id(&self, kind: Kind, index: u64) -> Id {
        Id::v7(self.ms(kind, index), Rng::of(self.seed, OF_IDS + kind as u64, index).ten())
    }

    /// The partner to which a visit is paid.
    fn visited(&self, visit: u64) -> u64 {
        Rng::of(self.seed, OF_VISITED, visit).skewed(self.ours(Kind::Partner))
    }

    /// The visit at which a need was told: two in each block, in the order of the visits.
    fn visit_of_need(&self, index: u64) -> u64 {
        let block = index / 2;
        let mut rng = Rng::of(self.seed, OF_LINES, block);
        let (a, b) = (rng.below(VISITS_A_NEED_PAIR), rng.below(VISITS_A_NEED_PAIR));
        block * VISITS_A_NEED_PAIR + if index.is_multiple_of(2) { a.min(b) } else { a.max(b) }
    }

    fn visit_of_promise(&self, index: u64) -> u64 {
        let mut rng = Rng::of(self.seed, OF_LINES + 1, index);
        index * VISITS_A_PROMISE + rng.below(VISITS_A_PROMISE)
    }

    fn town(&self, rng: &mut Rng) -> Option<(Id, &str)> {
        let at = usize::try_from(rng.below(self.towns.len() as u64)).ok()?;
        self.towns.get(at).map(|(id, district)| (*id, district.as_str()))
    }

    /// A record as the office made it.
    fn record(&self, kind: Kind, index: u64) -> Record {
        self.written(kind, index, Write::new(&self.device, self.commit(kind, index), self.ms(kind, index)))
    }

    fn written(&self, kind: Kind, index: u64, write: Write) -> Record {
        let mut rng = self.dice(kind, index);
        match kind {
            Kind::Visit => visit::visit(self, index, write, &mut rng),
            Kind::Need => visit::need(self, index, write, &mut rng),
            Kind::Promise => visit::promise(self, index, write, &mut rng),
            Kind::Partner => partner::partner(self, index, write, &mut rng),
            Kind::Contact => partner::contact(self, index, write),
            Kind::Agreement => partner::agreement(self, index, write, &mut rng),
            Kind::Unit => school::unit(self, index, write),
            Kind::Person => school::person(self, index, write),
            Kind::MajorGroup => school::major_group(self, index, write),
            Kind::Major => school::major(self, index, write, &mut rng),
        }
    }
}

#[cfg(test)]
mod tests;

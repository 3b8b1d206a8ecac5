//! The invented workspace as a colleague sends it back: changed, deleted and new records, all
//! written by somebody who had seen the office's.

use super::draft::{DAY_MS, Write, fill, phone};
use super::rng::Rng;
use super::words::{OUR_POSTS, ROADS, TALK, THEIR_POSTS};
use super::{END_MS, KINDS, Kind, OF_COPY, Plan, Side};
use crate::kinds::{agreement, contact, major, major_group, need, partner, person, promise, unit, visit};
use crate::record::{DELETION, Record};
use crate::value::FieldValue;
use serde_json::Value;

/// When the colleague begins to work on his copy: after everything that is new in it.
pub(super) const COPIED_MS: u64 = END_MS + 200 * DAY_MS;

/// Of a hundred records so many are deleted …
const DELETED: u64 = 1;
/// … and so many changed.
const CHANGED: u64 = 10;

/// What becomes of a record in the copy.
enum Fate {
    Same,
    Changed,
    /// Together with the record of this kind and index: a visit takes its lines along.
    Deleted(Kind, u64),
}

pub(super) fn record(plan: &Plan, kind: Kind, index: u64) -> Record {
    if index >= plan.ours(kind) {
        return plan.written(kind, index, write(plan, kind, index, plan.ms(kind, index)));
    }
    let mut record = plan.record(kind, index);
    let ms = COPIED_MS + commit(plan, kind, index) * 1_000;
    match fate(plan, kind, index) {
        Fate::Same => {}
        Fate::Changed => {
            let (register, value) = change(kind, &record, &mut dice(plan, kind, index));
            put(&mut record, register, &value, &write(plan, kind, index, ms));
        }
        Fate::Deleted(kind, index) => {
            let deletion = serde_json::to_value(record.deletion("")).unwrap_or_default();
            let ms = COPIED_MS + commit(plan, kind, index) * 1_000;
            put(&mut record, DELETION, &deletion, &write(plan, kind, index, ms));
        }
    }
    record
}

/// How many commits the colleague has made.
pub(super) fn commits(plan: &Plan) -> u64 {
    KINDS.iter().map(|(kind, _)| plan.count(*kind, Side::Copy)).sum()
}

/// Number of the colleague's commit that touched a record.
fn commit(plan: &Plan, kind: Kind, index: u64) -> u64 {
    let before = KINDS.iter().take_while(|(k, _)| *k != kind);
    1 + index + before.map(|(k, _)| plan.count(*k, Side::Copy)).sum::<u64>()
}

fn write(plan: &Plan, kind: Kind, index: u64, ms: u64) -> Write {
    Write::new(&plan.other, commit(plan, kind, index), ms)
}

fn dice(plan: &Plan, kind: Kind, index: u64) -> Rng {
    Rng::of(plan.seed, OF_COPY + kind as u64, index)
}

fn put(record: &mut Record, register: &str, value: &Value, write: &Write) {
    let seen = record.dots(register);
    record.write(register, &seen, write.entry(value));
}

fn fate(plan: &Plan, kind: Kind, index: u64) -> Fate {
    let visit = match kind {
        Kind::Visit => Some(index),
        Kind::Need => Some(plan.visit_of_need(index)),
        Kind::Promise => Some(plan.visit_of_promise(index)),
        _ => None,
    };
    if let Some(visit) = visit.filter(|visit| is_deleted(plan, Kind::Visit, *visit)) {
        return Fate::Deleted(Kind::Visit, visit);
    }
    // Others refer to partners, units and majors; nobody deletes those by the way.
    if matches!(kind, Kind::Contact | Kind::Agreement) && is_deleted(plan, kind, index) {
        return Fate::Deleted(kind, index);
    }
    let is_changed = (DELETED..DELETED + CHANGED).contains(&dice(plan, kind, index).below(100));
    if is_changed { Fate::Changed } else { Fate::Same }
}

fn is_deleted(plan: &Plan, kind: Kind, index: u64) -> bool {
    dice(plan, kind, index).below(100) < DELETED
}

/// The register that the colleague wrote over, and what it holds now.
fn change(kind: Kind, record: &Record, rng: &mut Rng) -> (&'static str, Value) {
    let text = |text: String| Value::String(text);
    let longer = |old: Option<String>, more: String| text(format!("{}\n补记：{more}。", old.unwrap_or_default()));
    // The first number decides the fate; what follows is free.
    rng.next();
    match kind {
        Kind::Visit if rng.chance(60) => {
            let more = fill(rng.pick(TALK), rng);
            (visit::REMARKS.name(), longer(record.get(visit::REMARKS), more))
        }
        Kind::Visit => (visit::HOST_TITLE.name(), text(rng.pick(THEIR_POSTS).to_owned())),
        Kind::Partner => (partner::ADDRESS.name(), text(format!("{}路 {} 号", rng.pick(ROADS), rng.between(400, 800)))),
        Kind::Contact => (contact::PHONE.name(), text(phone(rng))),
        Kind::Need => {
            let more = fill(rng.pick(TALK), rng);
            (need::DETAIL.name(), longer(record.get(need::DETAIL), more))
        }
        Kind::Promise => (promise::STATE.name(), text("dropped".to_owned())),
        Kind::Agreement => (agreement::STATE.name(), text("renewed".to_owned())),
        Kind::Unit => (unit::CODE.name(), text(format!("SL{:03}", rng.below(1_000)))),
        Kind::Person => (person::TITLE.name(), text(format!("{}（兼）", rng.pick(OUR_POSTS)))),
        Kind::MajorGroup => {
            (major_group::NAME.name(), text(format!("{}（调整）", record.get(major_group::NAME).unwrap_or_default())))
        }
        Kind::Major => (major::LEVEL.name(), "bachelor".to_owned().write()),
    }
}

//! Reminders grow with what would be lost.

use super::*;
use crate::kinds::{SCHEMA, partner};
use crate::ledger::{Batch, Change, DeviceNote, Exported, HeadChange, Peer, Why, form_changes, prepare};
use crate::record::{Device, Record};
use serde_json::json;
use std::collections::BTreeMap;

const NOW: u64 = 1_763_625_600_000;

#[test]
fn the_level_grows_with_records_days_and_the_browser() {
    use Keeping::{Fleeting, Protected, Unprotected};
    let table = [
        (0, 0, Protected, Level::None),
        (0, 400, Fleeting, Level::None),
        (1, 0, Protected, Level::Quiet),
        (1, 0, Fleeting, Level::Quiet),
        (8, 0, Fleeting, Level::Quiet),
        (10, 0, Fleeting, Level::Notice),
        (10, 1, Unprotected, Level::Quiet),
        (10, 2, Unprotected, Level::Notice),
        (37, 6, Protected, Level::Notice),
        (37, 6, Unprotected, Level::Notice),
        (37, 6, Fleeting, Level::Loud),
        (1, 29, Unprotected, Level::Notice),
        (1, 98, Fleeting, Level::Notice),
        (1, 99, Fleeting, Level::Loud),
        (100, 6, Protected, Level::Loud),
        (usize::MAX, u64::MAX, Fleeting, Level::Loud),
    ];
    for (unsent, days, keeping, expected) in table {
        assert_eq!(level(unsent, days, keeping), expected, "{unsent} records, {days} days, {keeping:?}");
    }
}

#[test]
fn more_of_anything_never_lowers_the_level() {
    let keepings = [Keeping::Protected, Keeping::Unprotected, Keeping::Fleeting];
    for unsent in 0..60 {
        for days in 0..60 {
            for pair in keepings.windows(2) {
                let here = level(unsent, days, pair[0]);
                assert!(here <= level(unsent, days, pair[1]));
                assert!(here <= level(unsent + 1, days, pair[0]));
                assert!(here <= level(unsent, days + 1, pair[0]));
            }
        }
    }
}

struct Desk {
    ledger: Ledger,
    head: Head,
}

impl Desk {
    fn new() -> Self {
        let head = Head::fresh(Device::parse("a").unwrap());
        let mut ledger = Ledger::new(SCHEMA, vec![]);
        ledger.set_own(&head);
        Self { ledger, head }
    }

    fn commit(&mut self, why: Why, changes: Vec<Change>, head: Vec<HeadChange>, now_ms: u64) {
        let batch = Batch { why, changes, head, now_ms, spare: Device::parse("b").unwrap() };
        let prepared = prepare(&self.ledger, &batch, &self.head);
        self.ledger.apply(&prepared);
        self.head = prepared.head;
    }

    fn types(&mut self, name: &str, now_ms: u64) {
        let (id, kind) = (Id::of_key("test", name), SCHEMA.kind("partner").unwrap());
        let typed = BTreeMap::from([(partner::NAME.name(), json!(name))]);
        let changes = form_changes(kind, id, &Record::new("partner", id), &typed);
        self.commit(Why::Edit, changes, vec![], now_ms);
    }

    fn hands_out(&mut self, now_ms: u64) {
        let exported = Exported { seq: self.head.seq, rev: self.head.rev, at_ms: now_ms, file: None };
        self.commit(Why::Export, vec![], vec![HeadChange::HandedOut(exported)], now_ms);
    }

    fn standing(&self) -> Standing {
        Standing::of(&self.ledger, &self.head)
    }
}

#[test]
fn what_was_handed_out_waits_for_an_answer_and_the_rest_is_only_here() {
    let mut desk = Desk::new();
    assert_eq!(desk.standing(), Standing::default());
    desk.types("一", NOW);
    desk.hands_out(NOW + DAY_MS);
    desk.types("二", NOW + 2 * DAY_MS);
    desk.types("三", NOW + 4 * DAY_MS);
    let standing = desk.standing();
    assert_eq!((standing.unsent, standing.unacknowledged), (2, 1));
    assert_eq!(standing.exported_ms, Some(NOW + DAY_MS));
    assert_eq!(standing.days(NOW + 5 * DAY_MS), 3, "since the oldest that is only here");
    let id = |name: &str| Id::of_key("test", name);
    assert_eq!(only_here(&desk.ledger, &desk.head), [id("三"), id("二")]);
    assert_eq!(unconfirmed(&desk.ledger, &desk.head), [id("一")]);
}

#[test]
fn an_answer_takes_what_it_covers_off_the_list() {
    let mut desk = Desk::new();
    desk.types("一", NOW);
    let heard = desk.head.rev;
    desk.types("二", NOW);
    desk.hands_out(NOW);
    desk.types("三", NOW);
    assert_eq!(confirmations(&desk.ledger, &desk.head), []);
    let (phone, office) = (Device::parse("phone").unwrap(), Device::parse("office").unwrap());
    desk.head.peers.insert(phone, Peer { acked: heard, ..Peer::default() });
    desk.head.peers.insert(office.clone(), Peer { acked: heard + 1, ..Peer::default() });
    desk.head.devices.insert(office, DeviceNote { name: "办公室电脑".to_owned(), person: "示例".to_owned() });
    let standing = desk.standing();
    assert_eq!((standing.unsent, standing.unacknowledged), (1, 0), "one answer is enough");
    let said = confirmations(&desk.ledger, &desk.head);
    let said: Vec<(&str, usize)> = said.iter().map(|c| (c.who.as_str(), c.waiting)).collect();
    assert_eq!(said, [("示例 · 办公室电脑", 0), ("phone", 1)]);
}

#[test]
fn a_record_from_the_future_has_not_waited() {
    let mut desk = Desk::new();
    desk.types("一", NOW + 400 * DAY_MS);
    assert_eq!(desk.standing().days(NOW), 0);
    assert_eq!(desk.standing().level(NOW, Keeping::Fleeting), Level::Quiet);
}

#[test]
fn what_others_wrote_and_what_the_program_brings_is_no_risk() {
    let mut desk = Desk::new();
    let sample = crate::sample::records(crate::sample::deck());
    let merges = sample.into_iter().map(|record| Change::Merge(Box::new(record))).collect();
    desk.commit(Why::Sample, merges, vec![], NOW);
    assert_eq!(desk.standing().level(NOW + 400 * DAY_MS, Keeping::Fleeting), Level::None);
}

//! Tests of the ledger: the one door, what is deleted with what, what an undo leaves.

use super::*;
use crate::clock::Stamp;
use crate::record::{DELETION, Dot, Entry, Json};
use crate::schema::{FieldDef, FieldType, KindDef, Line};
use serde_json::{Value, json};

mod bin;
mod columns;
mod delete;
mod frozen;
mod load;
mod merge;
mod past;
mod undo;
mod undo_batch;

static NAME: FieldDef = FieldDef::new("name", "名称", FieldType::Text);
static TAGS: FieldDef = FieldDef::new("tags", "标签", FieldType::Tags);
static PARTNER: FieldDef = FieldDef::new("partner", "单位", FieldType::Ref("partner"));
static DATE: FieldDef = FieldDef::new("date", "日期", FieldType::Date);
static VISIT: FieldDef = FieldDef::new("visit", "走访", FieldType::Ref("visit"));
static DETAIL: FieldDef = FieldDef::new("detail", "详情", FieldType::Text);

static PARTNERS: KindDef =
    KindDef { name: "partner", label: "合作单位", title: &["name"], fields: &[&NAME, &TAGS], ..KindDef::PLAIN };
static VISITS: KindDef = KindDef {
    name: "visit",
    label: "走访",
    title: &["partner"],
    fields: &[&PARTNER, &DATE],
    lines: &[Line { kind: "need", via: "visit", owned: true }],
    by_date: Some("date"),
    ..KindDef::PLAIN
};
static NEEDS: KindDef =
    KindDef { name: "need", label: "需求", title: &["detail"], fields: &[&VISIT, &DETAIL], ..KindDef::PLAIN };
static SCHEMA: Schema = Schema::new(&[&PARTNERS, &VISITS, &NEEDS]);

const NOW: u64 = 1_763_625_600_000;

/// A ledger with its head, as a tab holds them.
#[derive(Clone)]
struct Desk {
    ledger: Ledger,
    head: Head,
}

impl Desk {
    fn new(code: &str) -> Self {
        Self::with_overlay(code, Vec::new())
    }

    fn with_overlay(code: &str, overlay: Vec<Record>) -> Self {
        let mut ledger = Ledger::new(SCHEMA, overlay);
        let head = Head::fresh(Device::parse(code).unwrap());
        ledger.set_own(&head);
        Self { ledger, head }
    }

    fn commit(&mut self, changes: Vec<Change>) -> Prepared {
        let spare = Device::parse(&format!("{}s", self.head.device.code())).unwrap();
        let batch = Batch { why: Why::Edit, changes, head: Vec::new(), now_ms: NOW, spare };
        let prepared = prepare(&self.ledger, &batch, &self.head);
        self.ledger.apply(&prepared);
        self.head = prepared.head.clone();
        prepared
    }

    fn put(&mut self, kind: &str, id: Id, register: &str, value: Value) -> Prepared {
        let seen = self.ledger.get(&id).map(|r| r.dots(register)).unwrap_or_default();
        self.commit(vec![put(kind, id, register, value, seen)])
    }

    fn delete(&mut self, id: Id) -> Prepared {
        self.commit(vec![Change::delete(id)])
    }

    fn restore(&mut self, id: Id) -> Prepared {
        self.commit(vec![Change::Restore { id }])
    }

    /// Takes in everything that `other` holds.
    fn import(&mut self, other: &Self) -> Prepared {
        let merges = other.ledger.stored().map(|(_, _, row)| Change::Merge(Box::new(decode(row, true).unwrap())));
        self.commit(merges.collect())
    }

    fn rows(&self) -> Vec<RowText> {
        self.ledger.stored().map(|(_, _, row)| row.clone()).collect()
    }

    fn shown(&self, id: Id, register: &str) -> Option<Value> {
        self.ledger.get(&id)?.shown(register)
    }
}

fn put(kind: &str, id: Id, register: &str, value: Value, seen: Vec<Dot>) -> Change {
    Change::Put { kind: kind.into(), id, register: register.into(), value: Json::of(&value), seen }
}

fn id(key: &str) -> Id {
    Id::of_key("test", key)
}

/// A partner, a visit to it and a need that the visit owns.
fn visited(code: &str) -> Desk {
    let mut desk = Desk::new(code);
    desk.put("partner", id("p"), "name", json!("示例化工"));
    desk.put("visit", id("v"), "partner", json!(id("p").to_string()));
    desk.put("need", id("n"), "visit", json!(id("v").to_string()));
    desk
}

#[test]
fn a_save_replaces_exactly_what_was_on_the_screen() {
    let mut desk = Desk::new("a");
    desk.put("partner", id("p"), "name", json!("一"));
    let screen = desk.ledger.get(&id("p")).unwrap().dots("name");
    desk.put("partner", id("p"), "name", json!("二"));
    desk.commit(vec![put("partner", id("p"), "name", json!("三"), screen)]);
    let record = desk.ledger.get(&id("p")).unwrap();
    assert_eq!(record.registers["name"].values().len(), 2, "二 was not on the screen of who wrote 三");
    assert_eq!(desk.ledger.clashing().collect::<Vec<_>>(), [id("p")]);
    desk.put("partner", id("p"), "name", json!("四"));
    assert_eq!(desk.ledger.clashing().count(), 0);
}

#[test]
fn a_batch_has_one_number_and_its_last_write_counts() {
    let mut desk = Desk::new("a");
    let name = |name: &str| put("partner", id("p"), "name", json!(name), Vec::new());
    let prepared =
        desk.commit(vec![name("一"), put("partner", id("p"), "city", json!("常州"), Vec::new()), name("二")]);
    assert_eq!((prepared.head.rev, prepared.head.seq, prepared.note.n), (1, 1, 1));
    let record = desk.ledger.get(&id("p")).unwrap();
    assert_eq!(record.registers["name"].entries().len(), 1);
    assert_eq!(record.dots("name"), record.dots("city"));
    assert_eq!(desk.shown(id("p"), "name"), Some(json!("二")));
}

#[test]
fn preparing_changes_nothing_and_nothing_to_do_writes_nothing() {
    let desk = visited("a");
    let mut other = Desk::new("b");
    other.import(&desk);
    let before = other.rows();
    let again = Batch {
        why: Why::Edit,
        changes: desk.ledger.stored().map(|(_, _, r)| Change::Merge(Box::new(decode(r, true).unwrap()))).collect(),
        head: Vec::new(),
        now_ms: NOW,
        spare: Device::parse("s").unwrap(),
    };
    assert!(prepare(&other.ledger, &again, &other.head).is_empty(&other.head));
    assert_eq!(other.rows(), before);
}

#[test]
fn titles_follow_references_and_say_what_is_missing() {
    let mut desk = visited("a");
    assert_eq!(desk.ledger.title(&id("v")), "示例化工");
    assert_eq!(desk.ledger.title(&id("nowhere")), "（未收到）");
    assert_eq!(desk.ledger.title(&id("n")), "未命名需求");
    desk.put("later", id("x"), "name", json!("?"));
    assert_eq!(desk.ledger.title(&id("x")), "（新版本的内容）");
}

#[test]
fn links_follow_edits() {
    let mut desk = visited("a");
    let visits = |desk: &Desk, to: &str| desk.ledger.referring(&id(to), "visit", "partner").collect::<Vec<_>>();
    assert_eq!(visits(&desk, "p"), [id("v")]);
    desk.put("visit", id("v"), "partner", json!(id("q").to_string()));
    assert_eq!((visits(&desk, "p"), visits(&desk, "q")), (vec![], vec![id("v")]));
    desk.delete(id("v"));
    assert_eq!(visits(&desk, "q"), []);
    assert_eq!(desk.ledger.links_to(&id("q")).count(), 1, "a dead record still refers");
}

#[test]
fn only_what_this_profile_wrote_is_unsent() {
    let mut one = visited("a");
    assert_eq!(one.ledger.unsent(0), 3);
    assert_eq!(one.ledger.unsent(2), 1);
    let mut two = Desk::new("b");
    two.import(&one);
    assert_eq!(two.ledger.unsent(0), 0);
    one.delete(id("p"));
    assert_eq!(one.ledger.unsent(3), 1, "a deletion must be sent too");
}

#[test]
fn lists_are_sorted_by_date_or_title() {
    let mut desk = Desk::new("a");
    for (key, date) in [("1", "2025-01-01"), ("2", "2026-01-01"), ("3", "2025-06-01")] {
        desk.put("visit", id(key), "date", json!(date));
        desk.put("partner", id(&format!("p{key}")), "name", json!(date));
    }
    assert_eq!(desk.ledger.sorted(&VISITS), [id("2"), id("3"), id("1")]);
    assert_eq!(desk.ledger.sorted(&PARTNERS), [id("p1"), id("p3"), id("p2")]);
}

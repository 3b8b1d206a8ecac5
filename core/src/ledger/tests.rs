//! Tests of the ledger: the one door, what is deleted with what, what an undo leaves.

use super::*;
use crate::clock::Stamp;
use crate::record::{DELETION, Dot, Entry, Json};
use crate::schema::{FieldDef, FieldType, Line};
use serde_json::{Value, json};

mod load;
mod undo;

static NAME: FieldDef = FieldDef::new("name", "名称", FieldType::Text);
static TAGS: FieldDef = FieldDef::new("tags", "标签", FieldType::Tags);
static PARTNER: FieldDef = FieldDef::new("partner", "单位", FieldType::Ref("partner"));
static DATE: FieldDef = FieldDef::new("date", "日期", FieldType::Date);
static VISIT: FieldDef = FieldDef::new("visit", "走访", FieldType::Ref("visit"));
static DETAIL: FieldDef = FieldDef::new("detail", "详情", FieldType::Text);

const BLANK: KindDef = KindDef {
    name: "",
    label: "",
    duty: None,
    title: &[],
    subtitle: &[],
    fields: &[],
    lines: &[],
    by_date: None,
    in_order: &[],
    empty: "",
};
static PARTNERS: KindDef = KindDef {
    name: "partner",
    label: "合作单位",
    title: &["name"],
    fields: &[&NAME, &TAGS],
    ..BLANK
};
static VISITS: KindDef = KindDef {
    name: "visit",
    label: "走访",
    title: &["partner"],
    fields: &[&PARTNER, &DATE],
    lines: &[Line {
        kind: "need",
        via: "visit",
        owned: true,
    }],
    by_date: Some("date"),
    ..BLANK
};
static NEEDS: KindDef = KindDef {
    name: "need",
    label: "需求",
    title: &["detail"],
    fields: &[&VISIT, &DETAIL],
    ..BLANK
};
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
        let batch = Batch {
            why: Why::Edit,
            changes,
            head: Vec::new(),
            now_ms: NOW,
            spare,
        };
        let prepared = prepare(&self.ledger, &batch, &self.head);
        self.ledger.apply(&prepared);
        self.head = prepared.head.clone();
        prepared
    }

    fn put(&mut self, kind: &str, id: Id, register: &str, value: Value) -> Prepared {
        let seen = self
            .ledger
            .get(&id)
            .map(|r| r.dots(register))
            .unwrap_or_default();
        self.commit(vec![put(kind, id, register, value, seen)])
    }

    fn delete(&mut self, id: Id) -> Prepared {
        self.commit(vec![Change::Delete {
            id,
            because: String::new(),
        }])
    }

    fn restore(&mut self, id: Id) -> Prepared {
        self.commit(vec![Change::Restore { id }])
    }

    /// Takes in everything that `other` holds.
    fn import(&mut self, other: &Self) -> Prepared {
        let merges = other
            .ledger
            .stored()
            .map(|(_, _, row)| Change::Merge(Box::new(decode(row, true).unwrap())));
        self.commit(merges.collect())
    }

    fn rows(&self) -> Vec<Arc<str>> {
        self.ledger
            .stored()
            .map(|(_, _, row)| Arc::clone(row))
            .collect()
    }

    fn shown(&self, id: Id, register: &str) -> Option<Value> {
        self.ledger.get(&id)?.shown(register)
    }
}

fn put(kind: &str, id: Id, register: &str, value: Value, seen: Vec<Dot>) -> Change {
    Change::Put {
        kind: kind.into(),
        id,
        register: register.into(),
        value: Json::of(&value),
        seen,
    }
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
    assert_eq!(
        record.registers["name"].values().len(),
        2,
        "二 was not on the screen of who wrote 三"
    );
    assert_eq!(desk.ledger.clashing().collect::<Vec<_>>(), [id("p")]);
    desk.put("partner", id("p"), "name", json!("四"));
    assert_eq!(desk.ledger.clashing().count(), 0);
}

#[test]
fn a_batch_has_one_number_and_its_last_write_counts() {
    let mut desk = Desk::new("a");
    let name = |name: &str| put("partner", id("p"), "name", json!(name), Vec::new());
    let prepared = desk.commit(vec![
        name("一"),
        put("partner", id("p"), "city", json!("常州"), Vec::new()),
        name("二"),
    ]);
    assert_eq!(
        (prepared.head.rev, prepared.head.seq, prepared.note.n),
        (1, 1, 1)
    );
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
        changes: desk
            .ledger
            .stored()
            .map(|(_, _, r)| Change::Merge(Box::new(decode(r, true).unwrap())))
            .collect(),
        head: Vec::new(),
        now_ms: NOW,
        spare: Device::parse("s").unwrap(),
    };
    assert!(prepare(&other.ledger, &again, &other.head).is_empty(&other.head));
    assert_eq!(other.rows(), before);
}

#[test]
fn a_delete_takes_owned_lines_along_and_a_restore_brings_them_back() {
    let mut desk = visited("a");
    desk.put("need", id("n2"), "visit", json!(id("v").to_string()));
    desk.delete(id("n2"));
    desk.delete(id("v"));
    assert!(!desk.ledger.is_visible(&id("v")) && !desk.ledger.is_visible(&id("n")));
    assert!(
        desk.ledger.is_visible(&id("p")),
        "a partner is not owned by its visit"
    );
    desk.restore(id("v"));
    assert!(desk.ledger.is_visible(&id("v")) && desk.ledger.is_visible(&id("n")));
    assert!(
        !desk.ledger.is_visible(&id("n2")),
        "it had been deleted before, by itself"
    );
}

#[test]
fn a_restore_brings_lines_back_although_two_people_had_deleted() {
    let mut one = visited("a");
    let mut two = Desk::new("b");
    two.import(&one);
    // The second knows one line less.
    one.put("need", id("n2"), "visit", json!(id("v").to_string()));
    one.delete(id("v"));
    two.put("partner", id("q"), "name", json!("别的"));
    two.delete(id("v"));
    one.import(&two);
    assert!(!one.ledger.is_visible(&id("v")));
    one.restore(id("v"));
    for line in ["v", "n", "n2"] {
        assert!(one.ledger.is_visible(&id(line)), "{line}");
    }
}

#[test]
fn a_live_line_keeps_its_parent_visible() {
    let mut one = visited("a");
    let mut two = Desk::new("b");
    two.import(&one);
    one.delete(id("v"));
    two.put("need", id("n2"), "visit", json!(id("v").to_string()));
    one.import(&two);
    assert!(one.ledger.is_held_by_lines(&id("v")));
    assert!(
        !one.ledger.is_visible(&id("n")),
        "the line that the deleter saw stays deleted"
    );
    assert_eq!(one.ledger.deleted("visit").count(), 0);
}

#[test]
fn an_edit_that_the_deleter_did_not_see_beats_the_delete() {
    let mut one = visited("a");
    let mut two = Desk::new("b");
    two.import(&one);
    one.delete(id("p"));
    two.put("partner", id("p"), "name", json!("新名称"));
    two.import(&one);
    one.import(&two);
    for desk in [&one, &two] {
        assert!(desk.ledger.is_visible(&id("p")));
        assert_eq!(desk.shown(id("p"), "name"), Some(json!("新名称")));
    }
    one.delete(id("p"));
    two.import(&one);
    assert!(
        !two.ledger.is_visible(&id("p")),
        "now everything had been seen"
    );
}

#[test]
fn adding_a_tag_beats_removing_it_at_the_same_time() {
    let mut one = Desk::new("a");
    one.put("partner", id("p"), "tags/x", Value::Null);
    let mut two = Desk::new("b");
    two.import(&one);
    two.put("partner", id("p"), "tags/x", json!(true));
    one.put("partner", id("p"), "name", json!("时钟走了"));
    one.put("partner", id("p"), "tags/x", Value::Null);
    one.put("partner", id("p"), "tags/x", Value::Null);
    one.import(&two);
    assert_eq!(
        one.ledger.get(&id("p")).unwrap().value(&TAGS),
        Some(json!(["x"]))
    );
    assert_eq!(
        one.ledger.clashing().count(),
        0,
        "the rule settles it, no person needs to"
    );
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
    let visits = |desk: &Desk, to: &str| {
        desk.ledger
            .referring(&id(to), "visit", "partner")
            .collect::<Vec<_>>()
    };
    assert_eq!(visits(&desk, "p"), [id("v")]);
    desk.put("visit", id("v"), "partner", json!(id("q").to_string()));
    assert_eq!(
        (visits(&desk, "p"), visits(&desk, "q")),
        (vec![], vec![id("v")])
    );
    desk.delete(id("v"));
    assert_eq!(visits(&desk, "q"), []);
    assert_eq!(
        desk.ledger.links_to(&id("q")).count(),
        1,
        "a dead record still refers"
    );
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
    for (key, date) in [
        ("1", "2025-01-01"),
        ("2", "2026-01-01"),
        ("3", "2025-06-01"),
    ] {
        desk.put("visit", id(key), "date", json!(date));
        desk.put("partner", id(&format!("p{key}")), "name", json!(date));
    }
    assert_eq!(desk.ledger.sorted(&VISITS), [id("2"), id("3"), id("1")]);
    assert_eq!(
        desk.ledger.sorted(&PARTNERS),
        [id("p1"), id("p3"), id("p2")]
    );
}

fn town(version: u64, name: &str) -> Record {
    let mut town = Record::new("partner", id("town"));
    let dot = Dot {
        device: Device::builtin(),
        n: version,
    };
    town.write(
        "name",
        &[],
        Entry {
            dot,
            value: Json::from(name),
            stamp: Stamp::new(0, 0),
        },
    );
    town
}

#[test]
fn the_overlay_is_shown_and_stored_only_when_a_person_wrote() {
    let mut desk = Desk::with_overlay("a", vec![town(1, "旧镇")]);
    assert!(desk.ledger.is_empty() && desk.ledger.title(&id("town")) == "旧镇");
    assert!(
        desk.commit(vec![Change::Merge(Box::new(town(1, "旧镇")))])
            .rows
            .is_empty()
    );
    desk.put("partner", id("town"), "city", json!("常州"));
    assert_eq!(desk.ledger.len(), 1);

    let mut newer = Desk::with_overlay("b", vec![town(2, "新镇")]);
    newer.import(&desk);
    assert_eq!(
        newer.ledger.title(&id("town")),
        "新镇",
        "newer data of the program win over older"
    );
    newer.put("partner", id("town"), "name", json!("人写的镇"));
    desk.import(&newer);
    assert_eq!(
        desk.ledger.title(&id("town")),
        "人写的镇",
        "a person's word wins over the program's"
    );
    assert_eq!(desk.ledger.clashing().count(), 0);
    desk.delete(id("town"));
    assert!(!desk.ledger.is_visible(&id("town")));
}

#[test]
fn a_kind_that_two_devices_see_differently_is_the_same_everywhere() {
    let (a, b) = (Record::new("a", id("x")), Record::new("b", id("x")));
    assert_eq!(a.merged(&b), b.merged(&a));
}

#[test]
fn a_copy_notices_a_write_of_its_own_that_it_does_not_know() {
    let one = visited("a");
    let mut copy = one.clone();
    let mut one = one;
    one.put("partner", id("p"), "city", json!("常州"));
    // The copy has numbered further, but never wrote this.
    copy.put("visit", id("v"), "date", json!("2026"));
    copy.put("visit", id("v"), "date", json!("2027"));
    let prepared = copy.import(&one);
    assert_eq!(prepared.notices, [Notice::DeviceRenamed]);
    assert_eq!(copy.head.former, [Device::parse("a").unwrap()]);
    assert_eq!(copy.head.device.code(), "as");
    assert_eq!(
        copy.ledger.unsent(4),
        1,
        "what it wrote as its former self still counts as its own"
    );
    assert!(copy.import(&one).notices.is_empty());
}

#[test]
fn a_copy_notices_another_value_under_its_own_name() {
    let mut one = visited("a");
    let mut copy = one.clone();
    one.put("partner", id("p"), "name", json!("一"));
    copy.put("partner", id("p"), "name", json!("二"));
    assert_eq!(copy.import(&one).notices, [Notice::DeviceRenamed]);
    assert_eq!(
        copy.ledger.get(&id("p")).unwrap().registers["name"]
            .values()
            .len(),
        2
    );
    assert!(copy.import(&one).notices.is_empty());
}

#[test]
fn a_file_from_the_future_is_taken_and_does_not_pull_the_clock() {
    let mut far = Record::new("partner", id("p"));
    let dot = Dot {
        device: Device::parse("z").unwrap(),
        n: 1,
    };
    far.write(
        "name",
        &[],
        Entry {
            dot,
            value: Json::from("未来"),
            stamp: Stamp::new(NOW + 40_000_000_000, 0),
        },
    );
    let mut desk = Desk::new("a");
    let prepared = desk.commit(vec![Change::Merge(Box::new(far))]);
    assert_eq!(prepared.notices, [Notice::ClockAhead(40_000_000_000)]);
    assert_eq!(desk.head.clock.ms(), NOW);
    desk.put("partner", id("p"), "name", json!("现在"));
    assert_eq!(
        desk.shown(id("p"), "name"),
        Some(json!("现在")),
        "who saw it and wrote over it wins"
    );
}

#[test]
fn whatever_merges_can_be_read_again() {
    let mut desk = Desk::new("a");
    for n in 0..300 {
        let mut record = Record::new("partner", id("p"));
        let dot = Dot {
            device: Device::parse(&format!("d{n}")).unwrap(),
            n: 1,
        };
        record.write(
            "name",
            &[],
            Entry {
                dot,
                value: Json::from("同一个名称"),
                stamp: Stamp::new(NOW, 0),
            },
        );
        desk.commit(vec![Change::Merge(Box::new(record))]);
    }
    desk.put("partner", id("p"), "note", json!("长".repeat(400_000)));
    let record = desk
        .ledger
        .get(&id("p"))
        .expect("300 people typed the same name");
    assert_eq!(record.registers["name"].values().len(), 1);
    let screen = record.dots("name");
    desk.commit(vec![put("partner", id("p"), "name", json!("改"), screen)]);
    assert_eq!(
        desk.shown(id("p"), "name"),
        Some(json!("改")),
        "its context names 301 devices"
    );
}

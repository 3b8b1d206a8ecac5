//! What comes in from elsewhere: other devices, copies of this one, the program's own rows.

use super::*;

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
    assert_eq!(one.ledger.get(&id("p")).unwrap().value(&TAGS), Some(json!(["x"])));
    assert_eq!(one.ledger.clashing().count(), 0, "the rule settles it, no person needs to");
}

fn town(version: u64, name: &str) -> Record {
    let mut town = Record::new("partner", id("town"));
    let dot = Dot { device: Device::builtin(), n: version };
    town.write("name", &[], Entry { dot, value: Json::from(name), stamp: Stamp::new(0, 0) });
    town
}

#[test]
fn the_overlay_is_shown_and_stored_only_when_a_person_wrote() {
    let mut desk = Desk::with_overlay("a", vec![town(1, "旧镇")]);
    assert!(desk.ledger.is_empty() && desk.ledger.title(&id("town")) == "旧镇");
    assert!(desk.commit(vec![Change::Merge(Box::new(town(1, "旧镇")))]).rows.is_empty());
    desk.put("partner", id("town"), "city", json!("常州"));
    assert_eq!(desk.ledger.len(), 1);

    let mut newer = Desk::with_overlay("b", vec![town(2, "新镇")]);
    newer.import(&desk);
    assert_eq!(newer.ledger.title(&id("town")), "新镇", "newer data of the program win over older");
    newer.put("partner", id("town"), "name", json!("人写的镇"));
    desk.import(&newer);
    assert_eq!(desk.ledger.title(&id("town")), "人写的镇", "a person's word wins over the program's");
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
    assert_eq!(copy.ledger.unsent(4), 1, "what it wrote as its former self still counts as its own");
    assert!(copy.import(&one).notices.is_empty());
}

#[test]
fn a_copy_notices_another_value_under_its_own_name() {
    let mut one = visited("a");
    let mut copy = one.clone();
    one.put("partner", id("p"), "name", json!("一"));
    copy.put("partner", id("p"), "name", json!("二"));
    assert_eq!(copy.import(&one).notices, [Notice::DeviceRenamed]);
    assert_eq!(copy.ledger.get(&id("p")).unwrap().registers["name"].values().len(), 2);
    assert!(copy.import(&one).notices.is_empty());
}

#[test]
fn a_file_from_the_future_is_taken_and_does_not_pull_the_clock() {
    let mut far = Record::new("partner", id("p"));
    let dot = Dot { device: Device::parse("z").unwrap(), n: 1 };
    far.write("name", &[], Entry { dot, value: Json::from("未来"), stamp: Stamp::new(NOW + 40_000_000_000, 0) });
    let mut desk = Desk::new("a");
    let prepared = desk.commit(vec![Change::Merge(Box::new(far))]);
    assert_eq!(prepared.notices, [Notice::ClockAhead(40_000_000_000)]);
    assert_eq!(desk.head.clock.ms(), NOW);
    desk.put("partner", id("p"), "name", json!("现在"));
    assert_eq!(desk.shown(id("p"), "name"), Some(json!("现在")), "who saw it and wrote over it wins");
}

#[test]
fn whatever_merges_can_be_read_again() {
    let mut desk = Desk::new("a");
    for n in 0..300 {
        let mut record = Record::new("partner", id("p"));
        let dot = Dot { device: Device::parse(&format!("d{n}")).unwrap(), n: 1 };
        record.write("name", &[], Entry { dot, value: Json::from("同一个名称"), stamp: Stamp::new(NOW, 0) });
        desk.commit(vec![Change::Merge(Box::new(record))]);
    }
    desk.put("partner", id("p"), "note", json!("长".repeat(400_000)));
    let record = desk.ledger.get(&id("p")).expect("300 people typed the same name");
    assert_eq!(record.registers["name"].values().len(), 1);
    let screen = record.dots("name");
    desk.commit(vec![put("partner", id("p"), "name", json!("改"), screen)]);
    assert_eq!(desk.shown(id("p"), "name"), Some(json!("改")), "its context names 301 devices");
}

//! What a commit changed, and bringing any of it back.

use super::*;

fn altered_by(desk: &mut Desk, act: impl FnOnce(&mut Desk)) -> Vec<Altered> {
    let before = desk.ledger.get(&id("p")).unwrap();
    act(desk);
    altered(&PARTNERS, &before, &desk.ledger.get(&id("p")).unwrap())
}

fn values(versions: &[Version]) -> Vec<Value> {
    versions.iter().map(|v| v.value.clone()).collect()
}

#[test]
fn each_part_says_what_it_was_and_who_wrote_it() {
    let mut desk = visited("a");
    let mut other = Desk::new("b");
    other.import(&desk);
    other.put("partner", id("p"), "name", json!("别人改的"));
    other.put("partner", id("p"), "tags/x", json!(true));
    let parts = altered_by(&mut desk, |desk| {
        desk.import(&other);
    });
    assert_eq!(parts.len(), 2);
    assert_eq!((values(&parts[0].before), values(&parts[0].after)), (vec![json!("示例化工")], vec![json!("别人改的")]));
    assert_eq!((parts[0].before[0].by.code(), parts[0].after[0].by.code()), ("a", "b"));
    assert!(parts.iter().all(|part| part.by.as_ref().is_some_and(|(device, _)| device.code() == "b")));
    assert!(parts[1].before.is_empty() && parts[1].part.has("tags"));
    assert_eq!(parts[1].after[0].value, json!(["x"]));
}

#[test]
fn the_loser_of_a_clash_stays_in_history_and_can_be_brought_back() {
    let mut desk = visited("a");
    let screen = desk.ledger.get(&id("p")).unwrap().dots("name");
    desk.put("partner", id("p"), "name", json!("一"));
    desk.commit(vec![put("partner", id("p"), "name", json!("二"), screen)]);
    let parts = altered_by(&mut desk, |desk| {
        desk.put("partner", id("p"), "name", json!("二"));
    });
    let clashed = values(&parts[0].before);
    assert_eq!(clashed.len(), 2);
    let lost = clashed.iter().find(|v| **v == json!("一")).unwrap();
    let now = desk.ledger.get(&id("p")).unwrap();
    desk.commit(bring_back(&now, &parts[0].part, lost));
    assert_eq!(desk.shown(id("p"), "name"), Some(json!("一")));
    assert_eq!(desk.ledger.clashing().count(), 0);
}

#[test]
fn a_set_a_deletion_and_what_a_newer_version_wrote_come_back() {
    let mut desk = visited("a");
    desk.put("partner", id("p"), "tags/x", json!(true));
    desk.put("partner", id("p"), "rate", json!({"z": 1}));
    let before = desk.ledger.get(&id("p")).unwrap();
    desk.put("partner", id("p"), "tags/x", Value::Null);
    desk.put("partner", id("p"), "tags/y", json!(true));
    desk.put("partner", id("p"), "rate", Value::Null);
    desk.delete(id("p"));
    let parts = altered(&PARTNERS, &before, &desk.ledger.get(&id("p")).unwrap());
    assert_eq!(parts.len(), 3);
    for part in &parts {
        let now = desk.ledger.get(&id("p")).unwrap();
        let value = part.before.first().map_or(Value::Null, |v| v.value.clone());
        desk.commit(bring_back(&now, &part.part, &value));
    }
    let now = desk.ledger.get(&id("p")).unwrap();
    assert!(altered(&PARTNERS, &before, &now).is_empty());
    assert!(back_to(&now, &before).is_empty());
}

#[test]
fn a_whole_record_comes_back_and_nothing_else_is_written() {
    let mut desk = visited("a");
    let before = desk.ledger.get(&id("p")).unwrap();
    desk.put("partner", id("p"), "name", json!("改名"));
    desk.put("partner", id("p"), "city", json!("常州"));
    desk.delete(id("p"));
    let changes = back_to(&desk.ledger.get(&id("p")).unwrap(), &before);
    assert_eq!(changes.len(), 3);
    desk.commit(changes);
    assert!(desk.ledger.is_visible(&id("p")));
    assert_eq!(desk.ledger.title(&id("p")), "示例化工");
    assert_eq!(desk.shown(id("p"), "city"), None);
}

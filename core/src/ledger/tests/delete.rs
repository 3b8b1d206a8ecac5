//! What a delete takes along, what a restore brings back, what keeps a record alive.

use super::*;

#[test]
fn a_delete_takes_owned_lines_along_and_a_restore_brings_them_back() {
    let mut desk = visited("a");
    desk.put("need", id("n2"), "visit", json!(id("v").to_string()));
    desk.delete(id("n2"));
    desk.delete(id("v"));
    assert!(!desk.ledger.is_visible(&id("v")) && !desk.ledger.is_visible(&id("n")));
    assert!(desk.ledger.is_visible(&id("p")), "a partner is not owned by its visit");
    desk.restore(id("v"));
    assert!(desk.ledger.is_visible(&id("v")) && desk.ledger.is_visible(&id("n")));
    assert!(!desk.ledger.is_visible(&id("n2")), "it had been deleted before, by itself");
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
    assert!(!one.ledger.is_visible(&id("n")), "the line that the deleter saw stays deleted");
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
    assert!(!two.ledger.is_visible(&id("p")), "now everything had been seen");
}

fn delete_what_was_seen(desk: &mut Desk, id: Id, seen: Seen) {
    desk.commit(vec![Change::Delete { id, because: String::new(), seen: Some(seen) }]);
}

#[test]
fn an_edit_that_was_not_on_the_screen_of_who_deletes_keeps_the_record_alive() {
    let mut desk = visited("a");
    let screen = desk.ledger.seen(&id("p"));
    desk.put("partner", id("p"), "name", json!("刚改的"));
    delete_what_was_seen(&mut desk, id("p"), screen);
    assert!(desk.ledger.is_visible(&id("p")));
    let screen = desk.ledger.seen(&id("p"));
    delete_what_was_seen(&mut desk, id("p"), screen);
    assert!(!desk.ledger.is_visible(&id("p")), "now it had been seen");
}

#[test]
fn a_line_that_came_after_the_screen_was_drawn_is_not_deleted_with_it() {
    let mut desk = visited("a");
    let screen = desk.ledger.seen(&id("v"));
    desk.put("need", id("n2"), "visit", json!(id("v").to_string()));
    desk.put("need", id("n"), "detail", json!("改了"));
    delete_what_was_seen(&mut desk, id("v"), screen);
    assert!(desk.ledger.is_held_by_lines(&id("v")));
    assert!(desk.ledger.is_visible(&id("n2")) && desk.ledger.is_visible(&id("n")));
}

#[test]
fn a_stale_delete_does_not_undo_what_a_later_delete_or_restore_has_seen() {
    let mut desk = visited("a");
    let screen = desk.ledger.seen(&id("p"));
    desk.put("partner", id("p"), "name", json!("改名"));
    desk.delete(id("p"));
    delete_what_was_seen(&mut desk, id("p"), screen);
    assert!(!desk.ledger.is_visible(&id("p")), "the later delete had seen everything");
    let screen = desk.ledger.seen(&id("p"));
    desk.restore(id("p"));
    delete_what_was_seen(&mut desk, id("p"), screen);
    assert!(desk.ledger.is_visible(&id("p")), "the restore was not on the screen");
}

//! The agenda that follows equals the one that is read anew, and both equal a plain scan.

use super::*;
use crate::exchange::tests::Desk;
use crate::kinds::{SCHEMA, agreement, promise, task, visit};
use crate::ledger::Why;
use proptest::prelude::*;
use serde_json::json;

fn desk() -> Desk {
    let mut desk = Desk::joined("office22", "示例甲");
    desk.ledger = Ledger::new(SCHEMA, Vec::new());
    desk
}

fn read(ledger: &Ledger) -> Agenda {
    let mut agenda = Agenda::default();
    Agenda::to_read(ledger).iter().for_each(|id| agenda.read(ledger, id));
    agenda
}

fn day(text: &str) -> CivilDate {
    crate::value::Date::parse(text, CivilDate::from_unix_days(0)).unwrap().earliest()
}

fn ids(items: &[Item]) -> Vec<(Id, Option<i64>)> {
    items.iter().map(|item| (item.id, item.left)).collect()
}

#[test]
fn what_is_due_comes_by_its_last_day_and_what_has_none_comes_last() {
    let mut desk = desk();
    let [late, soon, year, never, done] = ["late", "soon", "year", "never", "done"].map(|k| Id::of_key("promise", k));
    for (id, due) in [(late, "2022-01-10"), (soon, "2022-02-01"), (year, "2022"), (done, "2022-01-11")] {
        desk.types("promise", id, "due", json!(due));
    }
    desk.types("promise", never, "what", json!("示例"));
    desk.types("promise", done, "state", json!("done"));
    let (agenda, today) = (read(&desk.ledger), day("2022-01-19"));
    let all = [(late, Some(-9)), (soon, Some(13)), (year, Some(346)), (never, None)];
    assert_eq!(ids(&agenda.items(SCHEMA, today)), all);
    assert_eq!(ids(&agenda.due(SCHEMA, today, |_| Some(13))), all[..2]);
    assert_eq!(ids(&agenda.due(SCHEMA, today, |_| Some(i64::MAX))), all[..3]);
    assert!(agenda.due(SCHEMA, today, |_| None).is_empty());
    assert_eq!(agenda.count(&promise::KIND, today), (4, 1));
    assert_eq!(agenda.count(&visit::KIND, today), (0, 0));
}

#[test]
fn what_is_overdue_begins_the_day_after() {
    let mut desk = desk();
    desk.types("task", Id::of_key("task", "1"), "due", json!("2022-01-19"));
    let agenda = read(&desk.ledger);
    assert_eq!(agenda.count(&task::KIND, day("2022-01-19")), (1, 0));
    assert_eq!(agenda.count(&task::KIND, day("2022-01-20")), (1, 1));
}

#[test]
fn what_is_never_asked_how_it_stands_does_not_wait() {
    let mut desk = desk();
    let [product, post, unsaid] = ["product", "post", "unsaid"].map(|k| Id::of_key("town_item", k));
    desk.types("town_item", product, "list", json!("product"));
    desk.types("town_item", post, "list", json!("talent"));
    desk.types("town_item", unsaid, "name", json!("示例"));
    let agenda = read(&desk.ledger);
    let mut waiting: Vec<Id> = agenda.items(SCHEMA, day("2022-01-19")).iter().map(|item| item.id).collect();
    waiting.sort();
    let mut expected = [post, unsaid];
    expected.sort();
    assert_eq!(waiting, expected);
}

#[test]
fn a_merged_duplicate_waits_no_longer_and_comes_back_when_taken_apart() {
    let mut desk = desk();
    let (a, b) = (Id::of_key("agreement", "a"), Id::of_key("agreement", "b"));
    for id in [a, b] {
        desk.types("agreement", id, "expires", json!("2022-03-01"));
    }
    let mut agenda = read(&desk.ledger);
    let today = day("2022-01-19");
    assert_eq!(agenda.count(&agreement::KIND, today).0, 2);
    desk.commit(Why::Edit, crate::ledger::join_records(&desk.ledger, &a, &b, &[]), vec![]);
    agenda.follow(&desk.ledger, [a, b]);
    assert_eq!(agenda.count(&agreement::KIND, today).0, 1);
    desk.commit(Why::Edit, crate::ledger::take_apart(&desk.ledger, &b), vec![]);
    agenda.follow(&desk.ledger, [b]);
    assert_eq!(agenda.count(&agreement::KIND, today).0, 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn following_is_reading_anew(steps in prop::collection::vec((0_u8..4, 0_u8..5, 0_usize..3), 1..40)) {
        let mut desk = desk();
        let mut agenda = Agenda::default();
        for (what, n, kind) in steps {
            let kind = ["promise", "task", "agreement"][kind];
            let id = Id::of_key(kind, &n.to_string());
            match what {
                0 => desk.types(kind, id, if kind == "agreement" { "expires" } else { "due" }, json!(format!("2022-01-{:02}", n + 10))),
                1 => desk.types(kind, id, "state", json!(if kind == "agreement" { "ended" } else { "done" })),
                2 => desk.types(kind, id, "state", json!("open")),
                _ if desk.ledger.is_visible(&id) => desk.deletes(id),
                _ => continue,
            }
            agenda.follow(&desk.ledger, [id]);
            let today = day("2022-01-12");
            prop_assert_eq!(ids(&agenda.items(SCHEMA, today)), ids(&read(&desk.ledger).items(SCHEMA, today)));
            let open = Agenda::to_read(&desk.ledger).iter().filter(|id| desk.ledger.pending(id).open).count();
            prop_assert_eq!(agenda.items(SCHEMA, today).len(), open);
        }
    }
}

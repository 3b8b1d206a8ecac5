//! Taking back an import.

use super::*;
use proptest::prelude::*;

/// An import with what history keeps of it.
struct Imported {
    log: BatchLog,
    before: Vec<(Id, Option<RowText>)>,
    after: Vec<(Id, Option<RowText>)>,
}

fn import(desk: &mut Desk, from: &Desk) -> Imported {
    let prepared = desk.import(from);
    let log = BatchLog::of(&prepared).unwrap_or_else(|| empty_log(&prepared));
    Imported {
        log,
        before: prepared.rows.iter().map(|r| (r.id, r.before.clone())).collect(),
        after: prepared.rows.iter().map(|r| (r.id, r.after.as_ref().map(|after| after.row.clone()))).collect(),
    }
}

/// The log of an import that changed nothing.
fn empty_log(prepared: &Prepared) -> BatchLog {
    let (rev, why) = (prepared.head.rev, prepared.note.why.clone());
    BatchLog { rev, at_ms: NOW, why, by: String::new(), new: Vec::new(), changed: Vec::new(), undone: false }
}

fn plan(desk: &Desk, imported: &Imported) -> UndoPlan {
    let records: Vec<Undone> = imported
        .before
        .iter()
        .zip(&imported.after)
        .map(|((id, before), (_, after))| {
            let changed = desk.ledger.row(id) != after.as_ref();
            Undone { id: *id, before: before.clone(), changed_since: if changed { after.clone() } else { None } }
        })
        .collect();
    undo_batch(&desk.ledger, &desk.head, &imported.log, &records)
}

fn hand_on(desk: &mut Desk) {
    desk.head.exported = Some(Exported { seq: desk.head.seq, rev: desk.head.rev, at_ms: NOW, file: None });
}

/// A desk that got one new and one updated record from a phone.
fn after_import() -> (Desk, Desk, Imported) {
    let mut phone = visited("a");
    let mut desk = Desk::new("b");
    desk.import(&phone);
    phone.put("partner", id("p"), "name", json!("改名"));
    phone.put("partner", id("new"), "name", json!("新单位"));
    let imported = import(&mut desk, &phone);
    (desk, phone, imported)
}

#[test]
fn what_nobody_touched_is_put_back_and_the_file_may_come_again() {
    let (mut desk, phone, imported) = after_import();
    let undo = plan(&desk, &imported);
    assert_eq!((undo.put_back.len(), undo.written_back.len(), undo.left.len()), (2, 0, 0));
    desk.commit(undo.changes);
    assert_eq!(desk.ledger.title(&id("p")), "示例化工");
    assert!(desk.ledger.get(&id("new")).is_none() && desk.ledger.gone().contains(&id("new")));
    desk.import(&phone);
    assert_eq!((desk.ledger.title(&id("p")).as_str(), desk.ledger.title(&id("new")).as_str()), ("改名", "新单位"));
}

#[test]
fn what_was_handed_on_is_written_back_and_travels() {
    let (mut desk, mut phone, imported) = after_import();
    hand_on(&mut desk);
    let undo = plan(&desk, &imported);
    assert_eq!((undo.put_back.len(), undo.written_back.len(), undo.left.len()), (0, 2, 0));
    desk.commit(undo.changes);
    phone.import(&desk);
    for peer in [&desk, &phone] {
        assert_eq!(peer.ledger.title(&id("p")), "示例化工");
        assert!(!peer.ledger.is_visible(&id("new")));
        assert_eq!(peer.ledger.clashing().count(), 0);
    }
}

#[test]
fn what_somebody_changed_since_is_left_and_listed() {
    let (mut desk, _, imported) = after_import();
    desk.put("partner", id("p"), "name", json!("我改的"));
    desk.put("partner", id("new"), "city", json!("常州"));
    let undo = plan(&desk, &imported);
    assert_eq!(undo.left.len(), 2);
    desk.commit(undo.changes);
    assert_eq!(desk.ledger.title(&id("p")), "我改的");
    assert!(desk.ledger.is_visible(&id("new")));
}

#[test]
fn another_field_changed_since_does_not_keep_the_imported_one() {
    let (mut desk, _, imported) = after_import();
    desk.put("partner", id("p"), "city", json!("常州"));
    let changes = plan(&desk, &imported).changes;
    desk.commit(changes);
    assert_eq!(desk.ledger.title(&id("p")), "示例化工");
    assert_eq!(desk.shown(id("p"), "city"), Some(json!("常州")));
}

#[test]
fn an_edit_made_while_the_question_stood_on_the_screen_stays() {
    let (mut desk, _, imported) = after_import();
    let undo = plan(&desk, &imported);
    desk.put("partner", id("p"), "city", json!("常州"));
    desk.put("partner", id("new"), "city", json!("武进"));
    desk.commit(undo.changes);
    assert_eq!(desk.shown(id("p"), "city"), Some(json!("常州")));
    assert_eq!(desk.shown(id("new"), "city"), Some(json!("武进")));
}

#[test]
fn taking_back_a_record_never_takes_lines_that_were_added_here() {
    let phone = visited("a");
    let mut desk = Desk::new("b");
    let imported = import(&mut desk, &phone);
    desk.put("need", id("mine"), "visit", json!(id("v").to_string()));
    hand_on(&mut desk);
    let changes = plan(&desk, &imported).changes;
    desk.commit(changes);
    assert!(desk.ledger.is_visible(&id("mine")));
    assert!(desk.ledger.is_held_by_lines(&id("v")));
    assert!(!desk.ledger.is_visible(&id("n")) && !desk.ledger.is_visible(&id("p")));
}

#[test]
fn a_record_that_the_import_brought_back_from_the_dead_is_dead_again() {
    let mut phone = visited("a");
    phone.delete(id("p"));
    let mut desk = Desk::new("b");
    desk.import(&phone);
    phone.restore(id("p"));
    phone.put("partner", id("p"), "name", json!("又来了"));
    let imported = import(&mut desk, &phone);
    hand_on(&mut desk);
    assert!(desk.ledger.is_visible(&id("p")));
    let changes = plan(&desk, &imported).changes;
    desk.commit(changes);
    assert!(!desk.ledger.is_visible(&id("p")));
}

#[test]
fn a_record_that_the_import_deleted_lives_again() {
    let mut phone = visited("a");
    let mut desk = Desk::new("b");
    desk.import(&phone);
    phone.delete(id("v"));
    let imported = import(&mut desk, &phone);
    hand_on(&mut desk);
    assert!(!desk.ledger.is_visible(&id("v")));
    let changes = plan(&desk, &imported).changes;
    desk.commit(changes);
    phone.import(&desk);
    for peer in [&desk, &phone] {
        assert!(peer.ledger.is_visible(&id("v")) && peer.ledger.is_visible(&id("n")));
    }
}

#[test]
fn an_earlier_row_that_cannot_be_read_removes_nothing() {
    for handed_on in [false, true] {
        let (mut desk, _, mut imported) = after_import();
        for (_, before) in imported.before.iter_mut().filter(|(_, before)| before.is_some()) {
            *before = Some("坏".into());
        }
        if handed_on {
            hand_on(&mut desk);
        }
        let undo = plan(&desk, &imported);
        assert_eq!(undo.left, [id("p")]);
        desk.commit(undo.changes);
        assert_eq!(desk.ledger.title(&id("p")), "改名");
    }
}

/// What people see of a record.
fn visible(desk: &Desk) -> BTreeMap<Id, BTreeMap<Arc<str>, Value>> {
    let ids = ["partner", "visit"].into_iter().flat_map(|kind| desk.ledger.ids(kind));
    let shown = |id: &Id| {
        let record = desk.ledger.get(id).unwrap();
        let names = record.registers.keys().filter(|name| name.as_ref() != DELETION);
        names.filter_map(|name| Some((Arc::clone(name), record.shown(name)?))).collect()
    };
    ids.map(|id| (id, shown(&id))).collect()
}

fn edits() -> impl Strategy<Value = Vec<(u8, u8, u8)>> {
    prop::collection::vec((0u8..4, 0u8..6, 0u8..9), 0..12)
}

fn make(desk: &mut Desk, edits: &[(u8, u8, u8)]) {
    for (record, what, value) in edits {
        let id = id(&record.to_string());
        match what {
            0 => desk.put("partner", id, "tags/x", if value % 2 == 0 { json!(true) } else { Value::Null }),
            1 => desk.delete(id),
            2 => desk.restore(id),
            3 => desk.put("partner", id, "city", json!(value)),
            _ => desk.put("partner", id, "name", json!(format!("单位{value}"))),
        };
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undoing_an_import_gives_back_what_was_before(
        ours in edits(), theirs in edits(), later in edits(), handed_on: bool,
    ) {
        let mut desk = Desk::new("b");
        make(&mut desk, &ours);
        let mut phone = Desk::new("a");
        phone.import(&desk);
        make(&mut phone, &theirs);
        make(&mut desk, &later);
        let (rows, seen, head) = (desk.rows(), visible(&desk), desk.head.clone());
        let imported = import(&mut desk, &phone);
        if handed_on {
            hand_on(&mut desk);
        }
        let undo = plan(&desk, &imported);
        prop_assert!(undo.left.is_empty());
        desk.commit(undo.changes);
        if !handed_on {
            prop_assert_eq!(desk.rows(), rows);
        }
        prop_assert_eq!(visible(&desk), seen);
        prop_assert!(desk.head.seq >= head.seq && desk.head.clock >= head.clock);
    }
}

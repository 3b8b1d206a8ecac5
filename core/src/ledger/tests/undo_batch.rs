//! Taking back a batch of any sort, over what history really keeps.

use super::*;
use proptest::prelude::*;

/// A desk with the history store beside it, as `workspace` writes it.
#[derive(Clone)]
struct Kept {
    desk: Desk,
    history: BTreeMap<(Id, u64), RowText>,
    logs: Vec<BatchLog>,
}

impl Kept {
    fn new(code: &str) -> Self {
        Self::over(Desk::new(code))
    }

    fn over(desk: Desk) -> Self {
        Self { desk, history: BTreeMap::new(), logs: Vec::new() }
    }

    /// Keeps what a commit of the desk leaves in history, and returns its log.
    fn log(&mut self, prepared: &Prepared) -> Option<BatchLog> {
        for row in &prepared.rows {
            let Some(before) = &row.before else { continue };
            self.history.insert((row.id, prepared.head.rev), before.clone());
        }
        let log = BatchLog::of(prepared)?;
        assert_eq!(BatchLog::parse(&log.text()), Some(log.clone()));
        self.logs.push(log.clone());
        Some(log)
    }

    fn does(&mut self, act: impl FnOnce(&mut Desk) -> Prepared) -> Option<BatchLog> {
        let prepared = act(&mut self.desk);
        self.log(&prepared)
    }

    fn plan(&self, log: &BatchLog) -> UndoPlan {
        let undone = |id: Id| Undone {
            id,
            before: self.history.get(&(id, log.rev)).cloned(),
            changed_since: self.history.range((id, log.rev + 1)..=(id, u64::MAX)).next().map(|(_, row)| row.clone()),
        };
        let records: Vec<Undone> = log.ids().map(undone).collect();
        undo_batch(&self.desk.ledger, &self.desk.head, log, &records)
    }

    fn undo(&mut self, log: &BatchLog) -> (UndoPlan, Option<BatchLog>) {
        let plan = self.plan(log);
        let undone = self.does(|desk| desk.commit(plan.changes.clone()));
        (plan, undone)
    }

    fn hand_on(&mut self) {
        self.desk.head.told = self.desk.head.rev;
    }
}

fn counts(plan: &UndoPlan) -> (usize, usize, usize) {
    (plan.put_back.len(), plan.written_back.len(), plan.left.len())
}

/// What people see of everything: values, clashes, what is deleted.
fn seen(desk: &Desk) -> BTreeMap<Id, BTreeMap<Arc<str>, Vec<Json>>> {
    let alive = ["partner", "visit", "need"].into_iter().flat_map(|kind| desk.ledger.ids(kind));
    let values = |id: &Id| {
        let registers = desk.ledger.get(id).unwrap().registers;
        let all = registers.into_iter().filter(|(name, _)| name.as_ref() != DELETION);
        let all = all.map(|(name, r)| (name, r.values().into_iter().filter(|v| !v.is_null()).cloned().collect()));
        all.filter(|(_, values): &(Arc<str>, Vec<Json>)| !values.is_empty()).collect()
    };
    alive.map(|id| (id, values(&id))).collect()
}

#[test]
fn an_edit_is_written_back_and_travels() {
    let mut office = Kept::over(visited("a"));
    let mut phone = Desk::new("b");
    let edit = office.does(|desk| desk.put("partner", id("p"), "name", json!("改名"))).unwrap();
    phone.import(&office.desk);
    let (plan, again) = office.undo(&edit);
    assert_eq!(counts(&plan), (0, 1, 0));
    phone.import(&office.desk);
    assert_eq!((phone.ledger.title(&id("p")), phone.ledger.clashing().count()), ("示例化工".to_owned(), 0));
    let (plan, _) = office.undo(&again.unwrap());
    assert_eq!(counts(&plan), (0, 1, 0));
    assert_eq!(office.desk.ledger.title(&id("p")), "改名");
}

#[test]
fn what_an_undo_takes_away_lies_in_the_bin_and_an_undo_of_it_brings_it_back() {
    let mut office = Kept::new("a");
    let made = office.does(|desk| desk.put("partner", id("p"), "name", json!("示例化工"))).unwrap();
    let (_, undo) = office.undo(&made);
    assert_eq!(office.desk.ledger.bin().len(), 1);
    office.undo(&undo.unwrap());
    assert_eq!(office.desk.ledger.title(&id("p")), "示例化工");
    assert!(office.desk.ledger.is_visible(&id("p")));
}

#[test]
fn a_settled_clash_is_open_again_with_every_value_and_can_be_settled_anew() {
    let mut office = Kept::over(visited("a"));
    let mut phone = Desk::new("b");
    phone.import(&office.desk);
    phone.put("partner", id("p"), "name", json!("手机上的"));
    office.does(|desk| desk.put("partner", id("p"), "name", json!("办公室的")));
    office.does(|desk| desk.import(&phone));
    let before = seen(&office.desk);
    assert_eq!(office.desk.ledger.clashing().count(), 1);
    let settled = office.does(|desk| desk.put("partner", id("p"), "name", json!("定下的"))).unwrap();
    phone.import(&office.desk);
    let (plan, undo) = office.undo(&settled);
    assert_eq!(counts(&plan), (0, 1, 0));
    assert_eq!(seen(&office.desk), before, "both values, and the same one is shown");
    phone.import(&office.desk);
    assert_eq!(seen(&phone), before, "the clash travels");
    office.desk.import(&phone);
    assert_eq!(seen(&office.desk), before);
    assert_eq!(office.desk.head.device.code(), "a", "our own double write is no copied profile");
    phone.put("partner", id("p"), "name", json!("又定下的"));
    let mut later = office.clone();
    later.desk.import(&phone);
    assert_eq!(later.desk.ledger.clashing().count(), 0);
    office.undo(&undo.unwrap());
    assert_eq!(office.desk.shown(id("p"), "name"), Some(json!("定下的")));
    assert_eq!(office.desk.ledger.clashing().count(), 0);
}

#[test]
fn an_import_that_was_taken_back_comes_again_under_its_authors_name() {
    for touched in [false, true] {
        let mut office = Kept::over(visited("a"));
        let mut phone = Desk::new("b");
        phone.import(&office.desk);
        phone.put("partner", id("p"), "name", json!("手机上的"));
        phone.put("partner", id("new"), "name", json!("新单位"));
        let import = office.does(|desk| desk.import(&phone)).unwrap();
        let imported = office.desk.rows();
        let (plan, undo) = office.undo(&import);
        assert_eq!(counts(&plan), (2, 0, 0));
        assert!(plan.head.iter().any(|change| matches!(change, HeadChange::Unheard(_))));
        if touched {
            office.does(|desk| desk.put("partner", id("p"), "city", json!("常州")));
        }
        let (plan, again) = office.undo(&undo.unwrap());
        assert_eq!(counts(&plan), (2, 0, 0));
        assert_eq!(office.desk.ledger.title(&id("p")), "手机上的");
        assert_eq!(office.desk.ledger.get(&id("p")).unwrap().dots("name")[0].device.code(), "b");
        if !touched {
            assert_eq!(office.desk.rows(), imported);
        }
        assert!(office.desk.import(&phone).rows.is_empty(), "the file has nothing new");
        let (plan, _) = office.undo(&again.unwrap());
        assert_eq!(counts(&plan), (2, 0, 0));
        assert!(office.desk.ledger.get(&id("new")).is_none());
    }
}

#[test]
fn undoing_a_delete_brings_lines_along_and_undoing_a_restore_keeps_the_reason() {
    let mut office = Kept::over(visited("a"));
    let change = Change::Delete { id: id("v"), because: "记错了".to_owned(), seen: None };
    let deleted = office.does(|desk| desk.commit(vec![change])).unwrap();
    let (plan, undo) = office.undo(&deleted);
    assert_eq!(plan.written_back.len(), 2);
    assert!(office.desk.ledger.is_visible(&id("v")) && office.desk.ledger.is_visible(&id("n")));
    office.undo(&undo.unwrap());
    let bin = office.desk.ledger.bin();
    assert_eq!((bin[0].id, bin[0].because.as_str(), bin[0].lines.len()), (id("v"), "记错了", 1));
}

#[test]
fn a_record_that_was_deleted_since_stays_deleted() {
    let mut office = Kept::over(visited("a"));
    let edit = office.does(|desk| desk.put("partner", id("p"), "name", json!("改名"))).unwrap();
    office.does(|desk| desk.delete(id("p")));
    let (plan, undo) = office.undo(&edit);
    assert_eq!((counts(&plan), undo), ((0, 0, 1), None));
    assert!(!office.desk.ledger.is_visible(&id("p")));
}

#[test]
fn an_edit_of_a_row_that_the_program_brings_along_is_taken_back_to_that_row() {
    let mut town = Record::new("partner", id("t"));
    let dot = Dot { device: Device::builtin(), n: 1 };
    town.write("name", &[], Entry { dot, stamp: Stamp::default(), value: Json::from("薛家镇") });
    let mut office = Kept::over(Desk::with_overlay("a", vec![town]));
    let edit = office.does(|desk| desk.put("partner", id("t"), "name", json!("改名镇"))).unwrap();
    assert_eq!(edit.new, [id("t")], "it was not stored before");
    office.undo(&edit);
    assert!(office.desk.ledger.is_visible(&id("t")));
    assert_eq!(office.desk.ledger.title(&id("t")), "薛家镇");
}

#[test]
fn the_log_of_an_older_build_is_read() {
    let old = format!(
        r#"{{"rev":7,"at_ms":5,"note":{{"files":["a.json"],"person":"示例老师","device_name":"手机","created":"","new":1,"updated":0,"deleted":0,"conflicts":0}},"new":["{}"],"changed":[],"undone":true}}"#,
        id("x")
    );
    let log = BatchLog::parse(&old).unwrap();
    assert_eq!((log.rev, log.undone, log.new.as_slice()), (7, true, [id("x")].as_slice()));
    assert_eq!(log.import().unwrap().person, "示例老师");
    assert_eq!(serde_json::to_string(&Why::Undo { rev: 7 }).unwrap(), r#"{"undo-import":{"rev":7}}"#);
}

/// One commit: edits of one or two records at once, a delete, a restore, a stale edit that clashes,
/// or a file from the phone.
#[derive(Debug, Clone)]
enum Act {
    Put(Vec<(u8, u8, u8)>),
    Stale(u8, u8),
    Delete(u8),
    Restore(u8),
    Import,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        5 => prop::collection::vec((0u8..4, 0u8..3, 0u8..9), 1..4).prop_map(Act::Put),
        2 => (0u8..4, 0u8..9).prop_map(|(record, value)| Act::Stale(record, value)),
        1 => (0u8..4).prop_map(Act::Delete),
        1 => (0u8..4).prop_map(Act::Restore),
        2 => Just(Act::Import),
    ]
}

fn edit(desk: &Desk, record: u8, what: u8, value: u8, stale: bool) -> Change {
    let id = id(&record.to_string());
    let (register, value) = match what {
        0 => ("name", json!(format!("单位{value}"))),
        1 => ("tags/x", if value.is_multiple_of(2) { json!(true) } else { Value::Null }),
        _ => ("city", if value == 0 { Value::Null } else { json!(value) }),
    };
    let seen = desk.ledger.get(&id).filter(|_| !stale).map(|r| r.dots(register)).unwrap_or_default();
    put("partner", id, register, value, seen)
}

fn run(desk: &mut Desk, act: &Act, phone: &Desk) -> Prepared {
    let changes = match act {
        Act::Put(edits) => edits.iter().map(|(r, what, value)| edit(desk, *r, *what, *value, false)).collect(),
        Act::Stale(record, value) => vec![edit(desk, *record, 0, *value, true)],
        Act::Delete(record) => vec![Change::delete(id(&record.to_string()))],
        Act::Restore(record) => vec![Change::Restore { id: id(&record.to_string()) }],
        Act::Import => return desk.import(phone),
    };
    desk.commit(changes)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undo_gives_back_what_was_before_and_undo_of_undo_does_it_again(
        ours in prop::collection::vec(act(), 0..10),
        theirs in prop::collection::vec(act(), 0..6),
        batch in act(),
        handed_on: bool,
    ) {
        let mut office = Kept::new("a");
        let mut phone = Desk::new("b");
        let empty = Desk::new("c");
        for (i, act) in ours.iter().enumerate() {
            office.does(|desk| run(desk, act, &phone));
            if i == ours.len() / 2 {
                phone.import(&office.desk);
                for act in &theirs {
                    run(&mut phone, act, &empty);
                }
            }
        }
        let before = seen(&office.desk);
        let Some(log) = office.does(|desk| run(desk, &batch, &phone)) else { return Ok(()) };
        let after = seen(&office.desk);
        if handed_on {
            office.hand_on();
        }
        let (plan, undo) = office.undo(&log);
        prop_assert!(plan.left.is_empty());
        prop_assert_eq!(seen(&office.desk), before.clone());
        let Some(undo) = undo else { return Ok(()) };
        let (plan, redo) = office.undo(&undo);
        prop_assert!(plan.left.is_empty());
        prop_assert_eq!(seen(&office.desk), after);
        if let Some(redo) = redo {
            office.undo(&redo);
            prop_assert_eq!(seen(&office.desk), before);
        }
        let mut other = Desk::new("d");
        other.import(&office.desk);
        prop_assert_eq!(seen(&other), seen(&office.desk), "what is written back travels whole");
    }

    #[test]
    fn undo_leaves_what_was_changed_since(
        ours in prop::collection::vec(act(), 0..8),
        batch in act(),
        later in prop::collection::vec((0u8..4, 0u8..3, 0u8..9), 1..5),
    ) {
        let mut office = Kept::new("a");
        let nobody = Desk::new("c");
        for act in &ours {
            office.does(|desk| run(desk, act, &nobody));
        }
        let Some(log) = office.does(|desk| run(desk, &batch, &nobody)) else { return Ok(()) };
        let mut touched = BTreeMap::new();
        for (record, what, value) in &later {
            let change = edit(&office.desk, *record, *what, *value, false);
            if let Change::Put { id, register, .. } = &change {
                touched.insert((*id, Arc::clone(register)), ());
            }
            office.does(|desk| desk.commit(vec![change]));
        }
        let dots = |office: &Kept, (id, register): &(Id, Arc<str>)| office.desk.ledger.get(id).unwrap().dots(register);
        let kept: Vec<_> = touched.keys().map(|place| (place.clone(), dots(&office, place))).collect();
        let visible: Vec<Id> = touched.keys().map(|(id, _)| *id).collect();
        office.undo(&log);
        for (place, before) in kept {
            prop_assert_eq!(dots(&office, &place), before, "{:?}", place);
        }
        for id in visible {
            prop_assert!(office.desk.ledger.is_visible(&id), "whoever worked on it keeps it");
        }
    }
}

//! The frozen database of version 1: the rows of every object store, as the first release left them
//! on a disk. Every later build opens it, and what today's build writes for the same acts holds
//! everything that the readers of version 1 need.

use super::tests::device;
use super::{Draft, FirstRow, FirstScreen, NewPhoto, Workspace, batch};
use crate::platform::photo::sha256;
use crate::storage::conformance::FreshName;
use crate::storage::idb::{self, IdbStore};
use crate::storage::memory::MemoryDatabase;
use crate::storage::{Data, Durability, Key, Read, Store, StoreName, Writes};
use js_sys::Reflect;
use ronghe_core::clock::Stamp;
use ronghe_core::kinds::{partner, photo, visit};
use ronghe_core::ledger::{
    Change, HeadChange, Heard, ImportNote, Owner, SendNote, Taken, Why, Workspace as Body, form_changes,
};
use ronghe_core::photo::PhotoFile;
use ronghe_core::record::{Dot, Entry, Id, Json, Record};
use serde_json::{Map, Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

/// What the first release left on a disk; `docs/data.md` describes the stores.
const FROZEN: &str = include_str!("../../core/fixtures/v1/database.json");

/// 2026-11-20T08:00:00+08:00, and a minute for each act.
const BEGAN_MS: u64 = 1_795_132_800_000;
const MINUTE_MS: u64 = 60_000;

const STORES: [(StoreName, &str); 8] = [
    (StoreName::Head, "head"),
    (StoreName::Journal, "journal"),
    (StoreName::Blocks, "blocks"),
    (StoreName::First, "first"),
    (StoreName::History, "history"),
    (StoreName::Photos, "photos"),
    (StoreName::Thumbs, "thumbs"),
    (StoreName::Drafts, "drafts"),
];

fn id(key: &str) -> Id {
    Id::of_key("frozen", key)
}

fn set_clock(now_ms: Option<u64>) {
    let now = now_ms.map_or(wasm_bindgen::JsValue::UNDEFINED, |ms| (ms as f64).into());
    Reflect::set(&js_sys::global(), &"__ronghe_now".into(), &now).unwrap();
}

/// Whose acts they are: the clock goes on by a minute each.
struct Acts<S> {
    desk: Workspace<S>,
    done: u64,
}

impl<S: Store> Acts<S> {
    fn now(&mut self) -> u64 {
        self.done += 1;
        let now = BEGAN_MS + self.done * MINUTE_MS;
        set_clock(Some(now));
        now
    }

    async fn make(&mut self, why: Why, changes: Vec<Change>, head: Vec<HeadChange>) {
        self.now();
        let mut made = batch(why);
        (made.changes, made.head, made.spare) = (changes, head, device("sparespare"));
        self.desk.commit(made).await.unwrap();
    }

    async fn fill(&mut self, kind: &'static ronghe_core::schema::KindDef, key: &str, values: &[(&'static str, Value)]) {
        let id = id(key);
        let before = self.desk.ledger().get(&id).unwrap_or_else(|| Record::new(kind.name, id));
        let values = values.iter().cloned().collect();
        self.make(Why::Edit, form_changes(kind, id, &before, &values), vec![]).await;
    }
}

/// Everything that the first release stores: one of each.
async fn acts<S: Store>(desk: Workspace<S>) -> Workspace<S> {
    let mut acts = Acts { desk, done: 0 };
    let body = Body { id: id("workspace"), name: "示例职业技术学院".to_owned() };
    let me = Owner {
        name: "示例甲".to_owned(),
        unit: "产学研办公室".to_owned(),
        device_name: "办公室电脑".to_owned(),
        person: None,
    };
    acts.make(Why::Setup, vec![], vec![HeadChange::Join(body), HeadChange::Own(me)]).await;
    acts.fill(&partner::KIND, "a", &[("name", json!("示例化工有限公司（虚构）")), ("address", json!("示例路 1 号"))])
        .await;
    acts.fill(&partner::KIND, "b", &[("name", json!("示例制药有限公司（虚构）"))]).await;
    acts.fill(&visit::KIND, "v", &[("partner", json!(id("a").to_string())), ("date", json!("2026-11-20"))]).await;
    acts.fill(&partner::KIND, "a", &[("address", json!("示例路 2 号"))]).await;

    // A colleague's file: a new record, and another address for one of ours.
    let theirs = |key: &str, register: &str, value: &str| {
        let mut record = Record::new("partner", id(key));
        let dot = Dot { device: device("phone333"), n: 7 };
        let entry = Entry { dot, stamp: Stamp::new(BEGAN_MS, 2), value: Json::from(value) };
        record.write(register, &[], entry);
        Change::Merge(Box::new(record))
    };
    let note = ImportNote {
        files: vec!["产教融合_示例乙的手机.json".to_owned()],
        person: "示例乙".to_owned(),
        device_name: "示例乙的手机".to_owned(),
        created: "2026-11-20T08:00:00+08:00".to_owned(),
        new: 1,
        conflicts: 1,
        ..ImportNote::default()
    };
    let heard = Heard {
        device: device("phone333"),
        since: 0,
        upto: 9,
        acks: [(device("office22"), 3)].into(),
        taken: Taken::Whole,
    };
    let changes = vec![theirs("c", "name", "示例物流有限公司（虚构）"), theirs("a", "address", "示例路 3 号")];
    acts.make(Why::Import(note), changes, vec![HeadChange::Heard(heard)]).await;
    acts.now();
    acts.desk.compact().await.unwrap();

    acts.make(Why::Delete, vec![Change::delete(id("b"))], vec![]).await;
    acts.fill(&partner::KIND, "c", &[("address", json!("改错了"))]).await;
    let rev = acts.desk.ledger().rev();
    let log = acts.desk.batch(rev).await.unwrap().unwrap();
    acts.now();
    let plan = acts.desk.plan_undo(&log).await.unwrap();
    acts.desk.undo(&log, plan).await.unwrap();
    let sent = SendNote { name: "全部.json".to_owned(), file: Some(id("file")), rows: 5, ..SendNote::default() };
    let told = acts.desk.head().rev;
    acts.make(Why::Send(sent), vec![], vec![HeadChange::Told(told)]).await;

    let bytes = vec![7; 64];
    let file = PhotoFile {
        sha256: sha256(&bytes).await.unwrap(),
        bytes: 64,
        mime: "image/jpeg".to_owned(),
        size: Some((8, 8)),
    };
    acts.now();
    let mut made = batch(Why::Edit);
    made.changes = form_changes(&photo::KIND, id("p"), &Record::new("photo", id("p")), &file.values());
    let picture = NewPhoto { file, bytes, thumb: Some(vec![1; 8]) };
    acts.desk.add_photo(made, &picture).await.unwrap();

    let draft = Draft {
        kind: "partner".to_owned(),
        id: Some(id("a")),
        exists: true,
        at_ms: acts.now(),
        texts: [("name".to_owned(), "写到一半".to_owned())].into(),
        seen: [("name".to_owned(), vec!["office22.2".to_owned()])].into(),
    };
    acts.desk.keep_draft(&id("a").to_string(), &draft).await.unwrap();
    let row = FirstRow { title: "一".to_owned(), note: "二".to_owned(), href: "/".to_owned() };
    let rev = acts.desk.ledger().rev();
    acts.desk.keep_first(&FirstScreen { rev, rows: vec![row] }).await.unwrap();
    set_clock(None);
    acts.desk
}

fn key_json(key: Key) -> Value {
    match key {
        Key::Num(n) => json!(n),
        Key::Text(text) => json!(text),
        Key::Pair(first, n) => json!([first, n]),
    }
}

fn key_of(value: &Value) -> Key {
    match value {
        Value::Number(n) => Key::Num(n.as_u64().unwrap()),
        Value::String(text) => Key::Text(text.clone()),
        pair => Key::Pair(pair[0].as_str().unwrap().to_owned(), pair[1].as_u64().unwrap()),
    }
}

/// The rows of every store: `[key, text]`, or `[key, [bytes]]`.
async fn dump<S: Store>(store: &S) -> Value {
    let mut stores = Map::new();
    for (store_name, name) in STORES {
        let rows = store.read(vec![Read::all(store_name)]).await.unwrap().remove(0);
        let rows = rows.into_iter().map(|(key, data)| match data {
            // Version 1 reads a block as a text and as its bytes.
            data if store_name == StoreName::Blocks => json!([key_json(key), data.whole_text()]),
            Data::Text(text) => json!([key_json(key), text]),
            Data::Bytes(bytes) => json!([key_json(key), bytes]),
        });
        stores.insert(name.to_owned(), rows.collect());
    }
    Value::Object(stores)
}

async fn office<S: Store>(store: S) -> Workspace<S> {
    let desk = Workspace::new(store, device("office22"), Vec::new());
    desk.open().await.unwrap();
    desk.load_all().await.unwrap();
    desk
}

async fn written_today() -> Value {
    let database = MemoryDatabase::new();
    dump(&acts(office(database.open(idb::LAYOUT).unwrap()).await).await.store).await
}

/// Run once for each layout, before it is released: fails with the text of the fixture.
#[wasm_bindgen_test]
#[ignore = "prints the frozen rows"]
async fn freeze() {
    panic!("FROZEN{}FROZEN", serde_json::to_string_pretty(&written_today().await).unwrap());
}

/// Loads the frozen rows into a database of the browser.
async fn thawed(name: &str) -> IdbStore {
    let frozen: Value = serde_json::from_str(FROZEN).unwrap();
    let store = IdbStore::open(name, |_| {}).await.unwrap();
    let mut writes = Writes::new();
    for (store_name, name) in STORES {
        for row in frozen[name].as_array().unwrap() {
            let data = match &row[1] {
                Value::String(text) => Data::from(text.as_str()),
                bytes => Data::Bytes(serde_json::from_value(bytes.clone()).unwrap()),
            };
            writes.put(store_name, key_of(&row[0]), data);
        }
    }
    let done = store.transact(vec![], &StoreName::ALL, Durability::Strict, |_| Ok::<_, ()>((writes, ()))).await;
    done.unwrap().unwrap();
    store
}

#[wasm_bindgen_test]
async fn a_database_of_version_1_opens_with_all_that_is_in_it() {
    let name = FreshName::new();
    let desk = office(thawed(&name.0).await).await;
    assert_eq!(desk.head().me.as_ref().unwrap().device_name, "办公室电脑");
    {
        let ledger = desk.ledger();
        assert_eq!((ledger.len(), ledger.rev(), ledger.unreadable().len()), (5, desk.head().rev, 0));
        assert_eq!(ledger.title(&id("c")), "示例物流有限公司（虚构）");
        assert!(ledger.title(&id("v")).starts_with("示例化工有限公司（虚构）"));
        assert_eq!(ledger.clashing().collect::<Vec<_>>(), [id("a")]);
        assert!(!ledger.is_visible(&id("b")) && ledger.is_visible(&id("p")));
    }
    let past = desk.history(&id("a")).await.unwrap();
    assert_eq!(past.len(), 2, "two commits changed it after it was made");
    let imports = desk.imports().await.unwrap();
    assert_eq!((imports.len(), imports[0].import().unwrap().person.as_str()), (1, "示例乙"));
    assert_eq!(desk.sends().await.unwrap()[0].note.name, "全部.json");
    assert!(desk.batches_before(u64::MAX >> 12, 50).await.unwrap().iter().any(|log| log.undone));
    let drafts = desk.drafts().await.unwrap();
    assert_eq!(drafts[&id("a").to_string()].texts["name"], "写到一半");
    let hash = desk.photos_here().await.unwrap().pop_first().unwrap();
    assert_eq!(desk.photo_bytes(&hash).await.unwrap().unwrap(), [7; 64]);
    assert!(desk.open().await.unwrap().1.is_some(), "the first screen is shown");

    // It is worked on like any other: what was deleted is brought back, and all is written anew.
    let mut made = batch(Why::Restore);
    made.changes = vec![Change::Restore { id: id("b") }];
    desk.commit(made).await.unwrap();
    desk.compact().await.unwrap();
    let again = office(IdbStore::open(&name.0, |_| {}).await.unwrap()).await;
    assert_eq!(again.ledger().title(&id("a")), "示例化工有限公司（虚构）");
    assert!(again.ledger().is_visible(&id("b")));
}

/// What stands in a stored text: the JSON of each of its lines. The rows of a block stand in no
/// order; each gets the revision that the first line tells of it.
fn lines(text: &str) -> Vec<Value> {
    let mut lines: Vec<Value> = text.split('\n').map(|line| serde_json::from_str(line).unwrap()).collect();
    if let Some(Value::Array(revs)) = lines[0].as_object_mut().and_then(|note| note.remove("revs")) {
        lines.iter_mut().skip(1).zip(revs).for_each(|(row, rev)| row["rev"] = rev);
        lines[1..].sort_by_key(|row| row["id"].to_string());
    }
    lines
}

/// Whether `today` holds every member of `then` with the same value. It may hold more: readers of
/// version 1 pass over what they do not know.
fn holds(then: &Value, today: &Value, path: &str) {
    match (then, today) {
        (Value::Object(then), Value::Object(today)) => {
            for (name, value) in then {
                let now = today.get(name).unwrap_or_else(|| panic!("{path} lacks {name}"));
                // A record as it was stands in history as text.
                match (name.as_str(), value, now) {
                    ("before", Value::String(then), Value::String(now)) => {
                        holds(&lines(then)[0], &lines(now)[0], &format!("{path}.before"));
                    }
                    _ => holds(value, now, &format!("{path}.{name}")),
                }
            }
        }
        _ => assert_eq!(then, today, "{path}"),
    }
}

#[wasm_bindgen_test]
async fn what_is_written_today_can_be_read_by_version_1() {
    let frozen: Value = serde_json::from_str(FROZEN).unwrap();
    let today = written_today().await;
    for (_, name) in STORES {
        let rows = |all: &Value| all[name].as_array().unwrap().clone();
        let (then, now) = (rows(&frozen), rows(&today));
        let keys = |rows: &[Value]| rows.iter().map(|row| row[0].clone()).collect::<Vec<_>>();
        assert_eq!(keys(&then), keys(&now), "keys of {name}");
        for (then, now) in then.iter().zip(&now) {
            let path = format!("{name}/{}", then[0]);
            match (&then[1], &now[1]) {
                (Value::String(then), Value::String(now)) => {
                    let (then, now) = (lines(then), lines(now));
                    assert_eq!(then.len(), now.len(), "{path}");
                    for (then, now) in then.iter().zip(&now) {
                        holds(then, now, &path);
                    }
                }
                (then, now) => assert_eq!(then, now, "{path}"),
            }
        }
    }
}

//! Photos over the memory twin: together with their record or not at all; swept late and never too
//! early.

use super::*;
use crate::storage::idb;
use crate::storage::memory::{MemoryDatabase, MemoryStore};
use crate::workspace::batch;
use ronghe_core::kinds::photo;
use ronghe_core::ledger::{Change, Why, form_changes};
use ronghe_core::record::{Device, Record};
use wasm_bindgen_test::wasm_bindgen_test;

type Tab = Workspace<MemoryStore>;

async fn tab(database: &MemoryDatabase) -> Tab {
    let device = Device::parse("aaaaaaaa").unwrap();
    let tab = Workspace::new(database.open(idb::LAYOUT).unwrap(), device, Vec::new());
    tab.open().await.unwrap();
    tab.load_all().await.unwrap();
    tab
}

async fn picture(byte: u8) -> NewPhoto {
    let bytes = vec![byte; 100];
    let sha256 = sha256(&bytes).await.unwrap();
    let file = PhotoFile { sha256, bytes: 100, mime: "image/jpeg".to_owned(), size: Some((10, 10)) };
    NewPhoto { file, bytes, thumb: Some(vec![byte; 10]) }
}

fn id(key: &str) -> Id {
    Id::of_key("photo", key)
}

fn record(key: &str, of: &NewPhoto) -> Batch {
    let id = id(key);
    let mut made = batch(Why::Edit);
    made.changes = form_changes(&photo::KIND, id, &Record::new("photo", id), &of.file.values());
    made
}

async fn is_here(tab: &Tab, photo: &NewPhoto) -> bool {
    tab.photo_bytes(&photo.file.sha256).await.unwrap().is_some()
}

#[wasm_bindgen_test]
async fn a_photo_and_its_record_come_together_or_not_at_all() {
    let mut failed = 0;
    for step in 0..14 {
        let database = MemoryDatabase::new();
        let desk = tab(&database).await;
        let photo = picture(1).await;
        database.fail_at(step, StoreError::Quota);
        let done = desk.add_photo(record("a", &photo), &photo).await;
        assert_eq!(done.is_err(), !database.take_failure(), "step {step}");
        failed += usize::from(done.is_err());
        let again = tab(&database).await;
        assert_eq!(again.ledger().get(&id("a")).is_some(), done.is_ok(), "step {step}");
        assert_eq!(is_here(&again, &photo).await, done.is_ok(), "step {step}");
        let held = if done.is_ok() { Held::Thumb(vec![1; 10]) } else { Held::Nothing };
        assert_eq!(again.photo_held(&photo.file.sha256).await.unwrap(), held, "step {step}");
    }
    assert!((8..14).contains(&failed), "every step of the transaction failed once: {failed}");
}

#[wasm_bindgen_test]
async fn a_photo_and_its_line_in_the_draft_come_together_or_not_at_all() {
    let line = BTreeMap::from([("photo:x".to_owned(), "here".to_owned())]);
    for step in 0..8 {
        let database = MemoryDatabase::new();
        let desk = tab(&database).await;
        let typed = Draft { texts: [("remarks".to_owned(), "第二条线".to_owned())].into(), ..Draft::default() };
        desk.keep_draft("form", &typed).await.unwrap();
        let photo = picture(1).await;
        database.fail_at(step, StoreError::Quota);
        // The form knows less than the stored draft: what was typed there stays.
        let done = desk.keep_photo("form", &Draft::default(), &line, &photo).await;
        assert_eq!(done.is_err(), !database.take_failure(), "step {step}");
        let again = tab(&database).await;
        let mut expected = typed.texts.clone();
        if done.is_ok() {
            expected.extend(line.clone());
        }
        assert_eq!(again.drafts().await.unwrap().remove("form").unwrap().texts, expected, "step {step}");
        assert_eq!(is_here(&again, &photo).await, done.is_ok(), "step {step}");
    }
    let database = MemoryDatabase::new();
    let desk = tab(&database).await;
    let form = Draft { kind: "visit".to_owned(), ..Draft::default() };
    desk.keep_photo("form", &form, &line, &picture(1).await).await.unwrap();
    let kept = desk.drafts().await.unwrap().remove("form").unwrap();
    assert_eq!((kept.kind, kept.texts), ("visit".to_owned(), line));
}

#[wasm_bindgen_test]
async fn what_is_here_is_told_without_bytes() {
    let database = MemoryDatabase::new();
    let desk = tab(&database).await;
    let (here, twin, elsewhere) = (picture(1).await, picture(1).await, picture(2).await);
    desk.add_photo(record("a", &here), &here).await.unwrap();
    desk.add_photo(record("b", &twin), &twin).await.unwrap();
    desk.commit(record("c", &elsewhere)).await.unwrap();
    let ids = ["a", "b", "c", "never"].map(id);
    let mut told = desk.photos_for(ids).await.unwrap();
    told.sort_by_key(|photo| photo.file.bytes);
    assert_eq!(told.len(), 2, "the same picture twice is one file");
    assert!(told.iter().all(|photo| photo.here == (photo.file == here.file)));
    assert_eq!(desk.photos_here().await.unwrap(), [here.file.sha256].into());
    assert_eq!(desk.photo_held(&elsewhere.file.sha256).await.unwrap(), Held::Nothing);
}

#[wasm_bindgen_test]
async fn photos_of_a_file_are_checked_and_stored_once() {
    let database = MemoryDatabase::new();
    let desk = tab(&database).await;
    let (one, two) = (picture(1).await, picture(2).await);
    let name = |photo: &NewPhoto| photo.file.sha256.clone();
    let came = vec![
        (name(&one), one.bytes.clone()),
        (name(&one), one.bytes.clone()),
        (name(&two), b"another picture".to_vec()),
        ("../data.json".to_owned(), two.bytes.clone()),
    ];
    assert_eq!(desk.take_photos(came).await.unwrap(), Taken { stored: 1, here: 1, wrong: 2 });
    // A hundred equal bytes are no picture, but they are what the name says: kept, shown as a file.
    assert_eq!(desk.photo_held(&name(&one)).await.unwrap(), Held::Bytes);
    assert_eq!(desk.photo_held(&name(&two)).await.unwrap(), Held::Nothing);
}

#[wasm_bindgen_test]
async fn only_what_nothing_has_referred_to_for_half_a_year_is_swept() {
    let database = MemoryDatabase::new();
    let desk = tab(&database).await;
    let photos = [picture(0).await, picture(1).await, picture(2).await, picture(3).await];
    let [alive, deleted, in_draft, unused] = &photos;
    desk.add_photo(record("alive", alive), alive).await.unwrap();
    desk.add_photo(record("deleted", deleted), deleted).await.unwrap();
    let mut delete = batch(Why::Delete);
    delete.changes = vec![Change::delete(id("deleted"))];
    desk.commit(delete).await.unwrap();
    let line = BTreeMap::from([("photo:x/sha256".to_owned(), in_draft.file.sha256.clone())]);
    desk.keep_photo("form", &Draft::default(), &line, in_draft).await.unwrap();
    desk.take_photos(vec![(unused.file.sha256.clone(), unused.bytes.clone())]).await.unwrap();

    let start = 1_700_000_000_000;
    let since = desk.sweep_photos(start, &BTreeMap::new()).await.unwrap();
    assert_eq!(since, [(unused.file.sha256.clone(), start)].into());
    let since = desk.sweep_photos(start + KEPT_MS - 1, &since).await.unwrap();
    assert_eq!(since, [(unused.file.sha256.clone(), start)].into());
    for photo in &photos {
        assert!(is_here(&desk, photo).await);
    }
    // Whoever lost the note begins to count anew; a clock that ran back removes nothing.
    desk.sweep_photos(start + KEPT_MS, &BTreeMap::new()).await.unwrap();
    desk.sweep_photos(start - KEPT_MS, &since).await.unwrap();
    assert!(is_here(&desk, unused).await);

    assert_eq!(desk.sweep_photos(start + KEPT_MS, &since).await.unwrap(), BTreeMap::new());
    assert!(!is_here(&desk, unused).await);
    for photo in [alive, deleted, in_draft] {
        assert!(is_here(&desk, photo).await);
    }
    desk.drop_draft("form").await.unwrap();
    let since = [(in_draft.file.sha256.clone(), start)].into();
    desk.sweep_photos(start + KEPT_MS, &since).await.unwrap();
    assert!(!is_here(&desk, in_draft).await);
}

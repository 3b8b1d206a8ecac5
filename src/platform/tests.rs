//! The wrappers in a real browser.

use super::prefs::Pref;
use super::{channel, clock, files, lifecycle, locks, marks, persistence, photo, random, service_worker, window};
use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CanvasRenderingContext2d, Event, HtmlCanvasElement};

#[wasm_bindgen_test]
fn the_day_is_that_of_china() {
    assert_eq!(clock::civil_day(0), (1970, 1, 1));
    // 2024-02-28 15:59:59.999 UTC is the last millisecond of that day in China.
    assert_eq!(clock::civil_day(1_709_135_999_999), (2024, 2, 28));
    assert_eq!(clock::civil_day(1_709_136_000_000), (2024, 2, 29));
    assert_eq!(clock::civil_day(1_704_038_400_000), (2024, 1, 1));
    assert_eq!(clock::civil_day(951_840_000_000), (2000, 3, 1));
}

#[wasm_bindgen_test]
fn tests_can_set_the_clock() {
    let key = JsValue::from_str("__ronghe_now");
    Reflect::set(&js_sys::global(), &key, &1_709_136_000_000_f64.into()).unwrap();
    let (now, today) = (clock::now_ms(), clock::today());
    Reflect::delete_property(&js_sys::global(), &key).unwrap();
    assert_eq!((now, today), (1_709_136_000_000, (2024, 2, 29)));
    assert!(clock::now_ms() > now);
}

#[wasm_bindgen_test]
fn identities_are_unlike_and_well_formed() {
    assert_ne!(random::bytes::<16>(), random::bytes::<16>());
    let id = random::id().to_string();
    assert_eq!((id.len(), &id[14..15]), (36, "7"), "{id}");
    let device = random::device();
    assert_eq!(device.code().len(), 8);
    assert!(device.code().bytes().all(|byte| byte.is_ascii_lowercase() || (b'2'..=b'7').contains(&byte)));
}

#[wasm_bindgen_test]
async fn a_file_is_read_back() {
    let blob = files::blob("text/plain", &"走访".into()).unwrap();
    assert_eq!(files::read(&blob).await.unwrap(), "走访".as_bytes());
    files::save_text("a.json", "application/json", "{}").unwrap();
}

#[wasm_bindgen_test]
async fn a_browser_without_sharing_says_so() {
    // Headless Chromium on Linux shares nothing; it must not throw.
    let shared = files::share_text("a.txt", &files::Parts::new()).await;
    assert!(matches!(shared, Ok(files::Shared::Unsupported) | Err(_)), "{shared:?}");
}

#[wasm_bindgen_test]
async fn a_revision_reaches_the_other_tab_alone() {
    let (own, other) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    let note = |cell: &Rc<Cell<u64>>| {
        let cell = Rc::clone(cell);
        move |revision| cell.set(revision)
    };
    let one = channel::Channel::open("test", note(&own)).unwrap();
    let two = channel::Channel::open("test", note(&other)).unwrap();
    one.post(42).unwrap();
    for _ in 0..100 {
        if other.get() != 0 {
            break;
        }
        TimeoutFuture::new(10).await;
    }
    assert_eq!((own.get(), other.get()), (0, 42));
    drop(two);
}

#[wasm_bindgen_test]
async fn a_lock_is_held_by_one() {
    let first = locks::acquire("job", 1_000).await.unwrap();
    assert!(first.is_some());
    assert!(locks::acquire("job", 50).await.unwrap().is_none());
    drop(first);
    // The attempt given up above must not have kept the lock when its turn came.
    assert!(locks::acquire("job", 1_000).await.unwrap().is_some());
}

#[wasm_bindgen_test]
async fn room_is_told() {
    let room = persistence::room().await.unwrap();
    assert!(room.granted > room.used);
    persistence::persisted().await.unwrap();
}

#[wasm_bindgen_test]
fn leaving_is_noticed_until_the_listeners_go() {
    let calls = Rc::new(Cell::new(0));
    let leaving = {
        let calls = Rc::clone(&calls);
        lifecycle::on_leaving(move || calls.set(calls.get() + 1)).unwrap()
    };
    let window = window().unwrap();
    for event in ["pagehide", "blur"] {
        window.dispatch_event(&Event::new(event).unwrap()).unwrap();
    }
    // The page is visible, so this one is no leave.
    window.document().unwrap().dispatch_event(&Event::new("visibilitychange").unwrap()).unwrap();
    assert_eq!(calls.get(), 2);
    drop(leaving);
    window.dispatch_event(&Event::new("pagehide").unwrap()).unwrap();
    assert_eq!(calls.get(), 2);
}

#[wasm_bindgen_test]
fn updates_pass_between_page_and_worker() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let note = |word: &'static str| {
        let heard = Rc::clone(&heard);
        move || heard.borrow_mut().push(word)
    };
    assert!(!service_worker::update_waiting());
    let _available = service_worker::on_update(note("available")).unwrap();
    let apply = note("apply");
    let _apply = super::Listener::new(&window().unwrap(), "ronghe:apply-update", move |_| apply()).unwrap();
    window().unwrap().dispatch_event(&Event::new("ronghe:update-available").unwrap()).unwrap();
    service_worker::apply_update().unwrap();
    assert_eq!(*heard.borrow(), ["available", "apply"]);
    assert_eq!(service_worker::build_id(), None);
}

#[wasm_bindgen_test]
fn preferences_are_typed_and_forgettable() {
    const SIZE: Pref<u8> = Pref::new("ronghe.test");
    const SIZE_AS_TEXT: Pref<String> = Pref::new("ronghe.test");
    assert_eq!(SIZE.get(), None);
    assert!(SIZE.set(&3));
    assert_eq!(SIZE.get(), Some(3));
    assert_eq!(SIZE_AS_TEXT.get(), None);
    SIZE.clear();
    assert_eq!(SIZE.get(), None);
    marks::mark("test");
}

/// A picture of `width` × `height`, as a camera would hand it over.
async fn picture(width: u32, height: u32) -> web_sys::Blob {
    let document = window().unwrap().document().unwrap();
    let canvas: HtmlCanvasElement = document.create_element("canvas").unwrap().unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").unwrap().unwrap().unchecked_into();
    context.fill_rect(0.0, 0.0, 100.0, 100.0);
    let blob = js_sys::Promise::new(&mut |resolve, _| canvas.to_blob(&resolve).unwrap());
    wasm_bindgen_futures::JsFuture::from(blob).await.unwrap().unchecked_into()
}

async fn size(jpeg: &[u8]) -> (u32, u32) {
    let blob = files::blob("image/jpeg", &js_sys::Uint8Array::from(jpeg)).unwrap();
    let bitmap = window().unwrap().create_image_bitmap_with_blob(&blob).unwrap();
    let bitmap = wasm_bindgen_futures::JsFuture::from(bitmap).await.unwrap();
    let bitmap: web_sys::ImageBitmap = bitmap.unchecked_into();
    (bitmap.width(), bitmap.height())
}

#[wasm_bindgen_test]
async fn photos_are_scaled_down_and_named_by_their_hash() {
    let large = photo::prepare(&picture(3_200, 1_000).await).await.unwrap();
    assert_eq!((large.full.width, large.full.height), (1_600, 500));
    assert_eq!(size(&large.full.jpeg).await, (1_600, 500));
    assert_eq!(size(&large.thumb.jpeg).await, (160, 50));
    assert_eq!(large.hash, photo::sha256(&large.full.jpeg).await.unwrap());
    assert_eq!(size(&photo::thumbnail(&large.full.jpeg).await.unwrap().jpeg).await, (160, 50));
    let small = photo::prepare(&picture(100, 30).await).await.unwrap();
    assert_eq!(size(&small.full.jpeg).await, (100, 30));
    let damaged = files::blob("image/jpeg", &"no picture".into()).unwrap();
    assert_eq!(photo::prepare(&damaged).await.err().unwrap().name, "InvalidStateError");
}

#[wasm_bindgen_test]
async fn hashes_are_sha256() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(photo::sha256(b"").await.unwrap(), empty);
}

//! Photos: taken in a form that is not saved yet, kept through a killed browser, saved with the
//! visit, and told of on a device that has only the records.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::story::field;
use ronghe_e2e::{Device, Screen, Server, Start, axe, dist, turn};
use std::path::{Path, PathBuf};

/// The partner of the story, from the sample; found by the initials of its pinyin.
const PARTNER: &str = "合全药业";
const INITIALS: &str = "hqyy";

/// What a camera writes before the picture: EXIF with one entry, the time, in the middle of 2022.
const EXIF: &[u8] = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x32\x01\x02\0\x14\0\0\0\x1a\0\0\0\0\0\0\0\
    2022:06:15 09:12:00\0";

/// A grey JPEG of as many squares of 8 pixels, at most 8. No two lengths have the same bytes.
fn jpeg(squares: u8) -> Vec<u8> {
    let segment = |marker: u8, body: &[u8]| {
        let length = u16::try_from(body.len() + 2).unwrap();
        [&[0xff, marker][..], &length.to_be_bytes(), body].concat()
    };
    let quantisation = [vec![0], vec![1; 64]].concat();
    let frame = [8, 0, 8, 0, squares * 8, 1, 1, 0x11, 0];
    // One code of one bit: no difference, and the end of the block.
    let table = |class: u8| [vec![class, 1], vec![0; 15], vec![0]].concat();
    // Two bits a square, filled up with ones.
    let bits = u16::MAX >> (u32::from(squares) * 2);
    [
        b"\xff\xd8".to_vec(),
        segment(0xe1, EXIF),
        segment(0xdb, &quantisation),
        segment(0xc0, &frame),
        segment(0xc4, &table(0x00)),
        segment(0xc4, &table(0x10)),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        bits.to_be_bytes().iter().flat_map(|byte| if *byte == 0xff { vec![0xff, 0] } else { vec![*byte] }).collect(),
        b"\xff\xd9".to_vec(),
    ]
    .concat()
}

fn file(directory: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = directory.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// The thumbnails that show their photo.
fn shown() -> String {
    format!("{}[data-state=shown] img", id("photo"))
}

async fn count_of_photos(device: &Device, n: usize) {
    let page = device.page();
    page.until(&format!("never {n} photos"), async || (page.count(&shown()).await == n).then_some(())).await;
    let drawn = "return [...document.querySelectorAll(arguments[0])].every(i => i.naturalWidth > 0)";
    page.until("a thumbnail without a picture", async || {
        (page.script(drawn, vec![shown().into()]).await == true).then_some(())
    })
    .await;
}

/// What is open now: axe finds nothing in light and in dark, and nothing is cut off at the side.
async fn accessible(device: &Device) {
    for dark in [false, true] {
        device.profile.dark(dark).await;
        let violations = axe::violations(&device.profile).await;
        assert!(violations.is_empty(), "{violations}");
    }
    device.profile.dark(false).await;
    let width = "return document.documentElement.scrollWidth - innerWidth";
    assert!(device.page().script(width, vec![]).await.as_i64() <= Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_taken_on_the_phone_outlives_a_kill_and_is_told_of_elsewhere() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let files = tempfile::tempdir().unwrap();
    let (one, two, three) = (jpeg(1), jpeg(2), jpeg(3));
    let camera = file(files.path(), "image.jpg", &one);
    let chosen = file(files.path(), "车间.jpg", &two);
    let wrong = file(files.path(), "会议纪要.jpg", b"PK\x03\x04 no picture");
    let later = file(files.path(), "签到表.jpg", &three);
    // A picture that this browser cannot decode is kept as it is.
    let heic = file(files.path(), "IMG_0001.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic and so on");

    let mut phone = Device::new("phone", &server.origin(), Screen::Phone).await;
    phone.first_start("示例老师", "检测学院", "示例老师的手机", Start::Sample).await;

    // ＋ → 拍照: a new visit with the camera at hand.
    phone.page().click(&id("quick-add")).await;
    phone.page().click_text(".quick a", "拍照").await;
    let focus = "return document.activeElement?.dataset.testid";
    phone
        .page()
        .until("the camera never had the focus", async || {
            (phone.page().script(focus, vec![]).await == "photo-camera").then_some(())
        })
        .await;
    phone.page().choose(&id("photo-camera"), &[&camera]).await;
    count_of_photos(&phone, 1).await;
    phone.page().choose(&id("photo-file"), &[&chosen, &wrong, &camera, &heic]).await;
    count_of_photos(&phone, 2).await;
    phone.page().wait_text(&id("photo-note"), "“会议纪要.jpg”不是照片").await;
    phone.page().wait_text(&id("photo-note"), "“image.jpg”已经在这里了").await;
    phone.page().wait_text(&id("photo-note"), "“IMG_0001.HEIC”的格式这个浏览器解不开，已按原样收下").await;
    phone.page().gone(&id("photo-progress")).await;
    phone.profile.kill_now();

    // Nothing was saved, and nothing is lost.
    phone.profile.restart().await;
    phone.profile.goto("/").await;
    phone.page().click(&format!("{} a", id("draft-found"))).await;
    phone.page().click(&id("draft-continue")).await;
    count_of_photos(&phone, 2).await;
    accessible(&phone).await;
    assert_eq!(phone.page().count(&id("line-photo")).await, 3);

    // A photo is taken out and put back; another one gets its caption.
    phone.page().click(&format!("{} button", id("line-photo"))).await;
    phone.page().wait(&id("photo-large")).await;
    assert_eq!(phone.page().script(focus, vec![]).await, "photo-close", "no keyboard over the photo");
    phone.page().click(&id("photo-remove")).await;
    phone.page().wait(".thumb.removed").await;
    phone.page().click(".thumb.removed").await;
    phone.page().click(&id("photo-put-back")).await;
    phone.page().click(&id("photo-next")).await;
    phone.page().wait_text(&id("photo-viewer"), "第 2 张，共 3 张").await;
    phone.page().fill(&format!("{} {}", id("photo-viewer"), id("field-caption")), "二车间（示例）").await;
    accessible(&phone).await;
    phone.page().click(&id("photo-close")).await;
    phone.pick(&field("partner"), INITIALS).await;
    phone.save().await;
    let visit = phone.on_record("visit").await;
    count_of_photos(&phone, 2).await;

    // The camera inside the page: two shots, each saved at once, and it is off when it is closed.
    phone.page().click(&id("photo-finder")).await;
    for n in 1..=2 {
        phone.page().click(&format!("{}:enabled", id("photo-shutter"))).await;
        phone.page().wait_text(&id("photo-finder-open"), &format!("已拍 {n} 张")).await;
    }
    phone.page().click(&format!("{} button:not(.shutter)", id("photo-finder-open"))).await;
    phone.page().gone(&id("photo-finder-open")).await;
    count_of_photos(&phone, 4).await;

    // On the page of the visit a photo is saved at once; the day is the camera's.
    phone.page().choose(&id("photo-file"), &[&later]).await;
    count_of_photos(&phone, 5).await;
    accessible(&phone).await;
    phone.page().click(&format!("{} button", id("line-photo"))).await;
    phone.page().wait_text(&id("photo-viewer"), "2022年6月15日").await;
    accessible(&phone).await;
    phone.page().click(&id("photo-next")).await;
    phone.page().wait_text(&id("photo-viewer"), "二车间（示例）").await;
    phone.page().click(&id("photo-close")).await;
    phone.reload().await;
    count_of_photos(&phone, 5).await;
    let named = "return [...document.querySelectorAll(arguments[0])].some(i => i.alt.includes('二车间（示例）'))";
    assert_eq!(phone.page().script(named, vec![shown().into()]).await, true);

    // The records travel without the photos: the other device says where they are.
    let all = phone.export_full().await;
    let mut office = Device::new("office", &server.origin(), Screen::Desk).await;
    office.page().wait(&id("first-run")).await;
    office.page().fill(&id("my-name"), "示例主任").await;
    office.page().choose(&id("start-file-input"), &[&all]).await;
    office.page().click(&id("pick-none")).await;
    office.ready().await;
    office.page().wait_text(&id("visit-row"), "照片 6 张").await;
    office.search_and_open(INITIALS, PARTNER).await;
    office.profile.goto(&visit).await;
    office.page().wait_text(&id("photo-missing"), "照片在示例老师的手机上").await;
    assert_eq!(office.page().count(&id("photo-missing")).await, 6);
    accessible(&office).await;

    // A deleted photo is a link that is deleted; it comes back with its bytes.
    phone.profile.goto(&visit).await;
    count_of_photos(&phone, 5).await;
    phone.page().click(&format!("{} button", id("line-photo"))).await;
    phone.page().click(&id("photo-remove")).await;
    count_of_photos(&phone, 4).await;
    phone.page().click(&id("undo")).await;
    count_of_photos(&phone, 5).await;

    phone.assert_clean().await;
    office.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_refuses_a_photo_and_nothing_else() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let files = tempfile::tempdir().unwrap();
    let chosen = file(files.path(), "车间.jpg", &jpeg(1));
    let mut desk = Device::office(&server.origin(), Start::Sample).await;
    desk.add("visit").await;
    desk.page().type_in(&field("remarks"), "第二条线在调试（示例）").await;
    // The browser keeps some room at hand, so a limit set from outside would come too late.
    let refuse = "window.put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...row) {
            if (this.name === 'photos') throw new DOMException('full', 'QuotaExceededError');
            return window.put.apply(this, row);
        }";
    desk.page().script(refuse, vec![]).await;
    desk.page().choose(&id("photo-file"), &[&chosen]).await;
    desk.page().wait_text(&id("photo-note"), "“车间.jpg”没有收下：这台设备的存储空间已满").await;
    assert_eq!(desk.page().count(&id("line-photo")).await, 0);
    assert_eq!(desk.page().value(&field("remarks")).await, "第二条线在调试（示例）");

    // With room again the same file is taken.
    desk.page().script("IDBObjectStore.prototype.put = window.put", vec![]).await;
    desk.page().choose(&id("photo-file"), &[&chosen]).await;
    count_of_photos(&desk, 1).await;
    desk.pick(&field("partner"), INITIALS).await;
    desk.save().await;
    desk.on_record("visit").await;
    count_of_photos(&desk, 1).await;

    // A photo is added while the visit is changed; a caption is typed in a form of its own, which
    // asks for nothing that the program knows.
    desk.edit().await;
    count_of_photos(&desk, 1).await;
    let more = file(files.path(), "签到表.jpg", &jpeg(2));
    desk.page().choose(&id("photo-file"), &[&more]).await;
    count_of_photos(&desk, 2).await;
    desk.save().await;
    desk.on_record("visit").await;
    count_of_photos(&desk, 2).await;
    desk.page().click(&format!("{} button", id("line-photo"))).await;
    desk.page().click_text(&format!("{} a", id("photo-viewer")), "改说明").await;
    desk.fill("caption", "反应釜（示例）").await;
    assert!(!desk.page().has(&id("field-sha256")).await && !desk.page().has(&id("field-bytes")).await);
    desk.save().await;
    desk.on_record("photo").await;
    desk.page().wait(&id("photo-large")).await;
    desk.page().wait_text(&id("record-title"), "反应釜（示例）").await;
    desk.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_that_is_not_ready_when_its_form_is_left_waits_in_the_draft() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let files = tempfile::tempdir().unwrap();
    let [one, two] = [1, 2].map(|n| file(files.path(), &format!("{n}.jpg"), &jpeg(n)));
    let mut desk = Device::office(&server.origin(), Start::Sample).await;
    desk.add("visit").await;
    desk.page().type_in(&field("remarks"), "第二条线在调试（示例）").await;
    // A photo of a hundred megapixels takes its time.
    let slow = "window.decode = createImageBitmap;
        createImageBitmap = async (file) => {
            await new Promise((go) => { window.go = go; });
            return window.decode(file);
        }";
    desk.page().script(slow, vec![]).await;
    desk.page().choose(&id("photo-file"), &[&one, &two]).await;
    desk.page().wait_text(&id("photo-progress"), "第 1 张，共 2 张").await;
    // A form that would be saved now would be without them.
    desk.page().click(&id("save")).await;
    desk.page().wait_text(".toast", "照片还在处理").await;
    desk.open("nav-today").await;
    desk.page().script("window.go()", vec![]).await;
    desk.page().wait_text(".toast", "还有 1 张没有收").await;

    desk.reload().await;
    desk.page().click(&format!("{} a", id("draft-found"))).await;
    desk.page().click(&id("draft-continue")).await;
    count_of_photos(&desk, 1).await;
    assert_eq!(desk.page().value(&field("remarks")).await, "第二条线在调试（示例）");
    desk.assert_clean().await;
}

//! EXIF as cameras write it, and as nobody should.

use super::*;
use crate::ledger::{Change, form_changes};
use crate::record::{Dot, Entry, Id};

/// A JPEG with a JFIF segment, an EXIF block in the given byte order, and a scan.
fn jpeg(big_endian: bool, original: Option<&str>, changed: Option<&str>) -> Vec<u8> {
    let two = |n: u16| if big_endian { n.to_be_bytes() } else { n.to_le_bytes() };
    let four = |n: usize| {
        let n = u32::try_from(n).unwrap();
        if big_endian { n.to_be_bytes() } else { n.to_le_bytes() }
    };
    let text = |tag: u16, at: usize| [&two(tag)[..], &two(2), &four(20), &four(at)].concat();
    let mut tiff = if big_endian { b"MM\0*".to_vec() } else { b"II*\0".to_vec() };
    tiff.extend(four(8));
    // Two entries of twelve bytes, their number, and the end: the second directory begins at 38.
    let texts = 38 + 18;
    tiff.extend(two(2));
    tiff.extend(text(if changed.is_some() { CHANGE_TIME } else { 0x0110 }, texts + 20));
    tiff.extend([&two(EXIF_DIRECTORY)[..], &two(4), &four(1), &four(38)].concat());
    tiff.extend(four(0));
    tiff.extend(two(1));
    tiff.extend(text(if original.is_some() { ORIGINAL_TIME } else { 0x9004 }, texts));
    tiff.extend(four(0));
    for moment in [original, changed] {
        tiff.extend(moment.unwrap_or("0000:00:00 00:00:00").as_bytes());
        tiff.push(0);
    }
    let segment = |marker: u8, body: &[u8]| {
        let length = u16::try_from(body.len() + 2).unwrap();
        [&[0xff, marker][..], &length.to_be_bytes(), body].concat()
    };
    let exif = [b"Exif\0\0", tiff.as_slice()].concat();
    [b"\xff\xd8".to_vec(), segment(0xe0, b"JFIF\0"), segment(APP1, &exif), segment(START_OF_SCAN, b"")].concat()
}

#[test]
fn the_day_is_the_cameras_in_both_byte_orders() {
    let day = CivilDate::new(2022, 1, 19);
    for big_endian in [false, true] {
        let both = jpeg(big_endian, Some("2022:01:19 09:12:00"), Some("2024:05:01 00:00:00"));
        assert_eq!(taken_on(&both), day);
        assert_eq!(taken_on(&jpeg(big_endian, None, Some("2022:01:19 09:12:00"))), day);
        assert_eq!(taken_on(&jpeg(big_endian, None, None)), None);
        assert_eq!(taken_on(&jpeg(big_endian, Some("0000:00:00 00:00:00"), None)), None);
    }
}

#[test]
fn no_bytes_are_too_strange() {
    let whole = jpeg(true, Some("2022:01:19 09:12:00"), None);
    for end in 0..whole.len() {
        assert_eq!(taken_on(whole.get(..end).unwrap()).filter(|_| end < whole.len() - 26), None);
    }
    // Every byte in turn is the largest and the smallest: lengths and offsets that lead nowhere.
    for at in 0..whole.len() {
        for byte in [0, 0xff] {
            let mut broken = whole.clone();
            *broken.get_mut(at).unwrap() = byte;
            // Another day or none; what matters is that it comes back.
            assert!(taken_on(&broken).is_none_or(|day| day.month() <= 12));
        }
    }
    assert_eq!(taken_on(b""), None);
    assert_eq!(taken_on(b"\xff\xd8\xff\xe1\x00\x00"), None);
}

#[test]
fn the_type_is_what_the_bytes_say() {
    assert_eq!(media_type(&jpeg(false, None, None)), Some("image/jpeg"));
    assert_eq!(media_type(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
    assert_eq!(media_type(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
    assert_eq!(media_type(b"\0\0\0\x18ftypheic\0\0\0\0"), Some("image/heic"));
    assert_eq!(media_type(b"\0\0\0\x18ftypavif\0\0\0\0"), Some("image/avif"));
    for none in [&b""[..], b"PK\x03\x04", b"{\"format\"", b"\0\0\0\x18ftypisom", b"%PDF"] {
        assert_eq!(media_type(none), None);
    }
}

#[test]
fn a_photo_is_written_as_one_register_and_read_back() {
    let file =
        PhotoFile { sha256: "0a".repeat(32), bytes: 212_034, mime: "image/jpeg".into(), size: Some((1600, 1200)) };
    let mut record = Record::new("photo", Id::of_key("photo", "test"));
    let changes = form_changes(&photo::KIND, record.id, &record, &file.values());
    let [Change::Put { register, value, .. }] = changes.as_slice() else { panic!("{changes:?}") };
    assert_eq!(&**register, photo::FILE);
    let dot = Dot::parse("aaaaaaaa.1").unwrap();
    record.write(register, &[], Entry { dot, stamp: crate::clock::Stamp::new(1, 0), value: value.clone() });
    assert_eq!(PhotoFile::of(&record), Some(file.clone()));

    let undecoded = PhotoFile { size: None, ..file };
    let changes = form_changes(&photo::KIND, record.id, &Record::new("photo", record.id), &undecoded.values());
    assert_eq!(changes.len(), 1);
    assert_eq!(PhotoFile::of(&Record::new("photo", record.id)), None);
}

#[test]
fn only_a_hash_is_a_hash() {
    assert!(is_hash(&"0f".repeat(32)));
    for wrong in ["", "0f", &"0F".repeat(32), &"0g".repeat(32), &"é".repeat(32), "../../../etc/passwd"] {
        assert!(!is_hash(wrong), "{wrong}");
    }
}

//! Archives and envelopes: written and read back, packed by other programs, damaged, malicious.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod archive;

use archive::{Packed, gzip, pack};
use ronghe_core::exchange::envelope::{self, Envelope, EnvelopeError, Header, Zip};
use ronghe_core::exchange::zip::{self, Archive, Content, Writer, ZipError};

const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

fn names(archive: &Archive) -> Vec<&str> {
    archive.files.iter().map(|f| &*f.name).collect()
}

#[test]
fn what_is_written_is_read_back() {
    let mut writer = Writer::new();
    let photo = format!("photos/{HASH}.jpg");
    writer.add("data.json", "{\"说明\":1}".as_bytes()).unwrap();
    writer.add(&photo, &[0xff, 0xd8, 0xff, 7]).unwrap();
    writer.add("读我.txt", b"").unwrap();
    let bytes = writer.finish();
    let archive = zip::read(&bytes).unwrap();
    assert!(zip::is_zip(&bytes) && archive.bad.is_empty() && archive.ignored == 0);
    assert_eq!(names(&archive), ["data.json", &format!("{HASH}.jpg"), "读我.txt"]);
    assert_eq!(archive.files[0].bytes, "{\"说明\":1}".as_bytes());
    assert_eq!(archive.files[1].content, Content::Photo { hash: HASH.to_owned() });
    assert_eq!(archive.files[1].bytes, [0xff, 0xd8, 0xff, 7]);
}

#[test]
fn an_archive_is_read_from_slices() {
    let big = vec![b' '; 3 << 20];
    let entries = [Packed::stored("a.json", &big), Packed::stored("b.json", b"{}")];
    let bytes = pack(&entries);
    let tail = &bytes[bytes.len() - zip::TAIL as usize..];
    let directory = zip::directory(tail, bytes.len() as u64).unwrap();
    let contents: Vec<Vec<u8>> = directory
        .entries
        .iter()
        .map(|e| e.unpack(&bytes[e.range.start as usize..e.range.end as usize]).unwrap())
        .collect();
    assert_eq!(contents, [big, b"{}".to_vec()]);
}

#[test]
fn archives_of_other_programs_are_read() {
    let text = "走访记录".repeat(50);
    let mut gbk = Packed::deflated("", text.as_bytes());
    // 导出\甲.json in GB18030, the first trail byte of which is no ASCII; then one whose is `\`.
    (gbk.name, gbk.flags) = (b"\xb5\xbc\xb3\xf6\\\xbc\xd7\x81\x5c.JSON".to_vec(), 0);
    let mut upper = Packed::deflated(&format!("全部/photos/{}.JPG", HASH.to_uppercase()), b"x");
    upper.flags |= 1 << 3;
    let entries = [
        Packed::stored("全部/", b""),
        gbk,
        upper,
        Packed::deflated("全部/照片.png", b"png"),
        Packed::stored("__MACOSX/._a.json", b"mac"),
        Packed::stored("全部/._a.json", b"mac"),
    ];
    let mut bytes = b"in front of the archive".to_vec();
    bytes.extend(pack(&entries));
    bytes.extend(b"\r\n");
    let archive = zip::read(&bytes).unwrap();
    assert_eq!(names(&archive), ["□□.JSON", &format!("{}.JPG", HASH.to_uppercase())]);
    assert_eq!(archive.files[0].bytes, text.as_bytes());
    assert_eq!(archive.files[1].content, Content::Photo { hash: HASH.to_owned() });
    assert_eq!((archive.ignored, archive.bad.len()), (3, 0));
}

#[test]
fn no_name_leads_out_of_an_archive() {
    let strange =
        ["../a.json", "/a.json", "x/../../a.json", "C:\\a.json", "\\\\host\\a.json", "a/./b.json", ".json", "c:a.json"];
    let mut entries: Vec<Packed> = strange.iter().map(|name| Packed::stored(name, b"{}")).collect();
    assert_eq!(zip::read(&pack(&entries)), Err(ZipError::Nothing { ignored: strange.len() }));
    entries.push(Packed::stored("a.json", b"{}"));
    let archive = zip::read(&pack(&entries)).unwrap();
    assert_eq!((names(&archive), archive.ignored), (vec!["a.json"], strange.len()));
}

#[test]
fn one_bad_entry_does_not_keep_the_others_back() {
    let name = "b.json".to_owned();
    let mut wrong = Packed::deflated("b.json", &(0..=250).collect::<Vec<u8>>());
    wrong.crc_off = true;
    let mut short = Packed::deflated("b.json", &(0..=250).collect::<Vec<u8>>());
    short.claimed = Some(250);
    let mut odd = Packed::stored("b.json", b"{}");
    odd.method = 12;
    let mut over = Packed::stored("b.json", b"{}");
    over.over_the_last = true;
    let mut huge = Packed::stored("b.json", &[b'x'; 5_000]);
    huge.claimed = Some(500_001);
    let mut big = Packed::stored(&format!("photos/{HASH}.jpg"), &vec![b'x'; 200_000]);
    big.claimed = Some(17 << 20);
    for (bad, error) in [
        (wrong, ZipError::DamagedEntry { name: name.clone() }),
        (short, ZipError::DamagedEntry { name: name.clone() }),
        (odd, ZipError::Method { name: name.clone() }),
        (huge, ZipError::Ratio { name }),
        (big, ZipError::BigPhoto { name: format!("{HASH}.jpg") }),
    ] {
        let archive = zip::read(&pack(&[bad, Packed::stored("a.json", b"{}")])).unwrap();
        assert_eq!((names(&archive), archive.bad.clone()), (vec!["a.json"], vec![error]));
    }
    // Two entries over one another: neither can be told to be right.
    let archive = zip::read(&pack(&[Packed::stored("a.json", b"{}"), over, Packed::stored("c.json", b"{}")])).unwrap();
    assert_eq!((names(&archive), archive.bad.len()), (vec!["c.json"], 2));
}

#[test]
fn entries_that_claim_to_lie_behind_the_end_have_no_place() {
    let mut bytes = pack(&["a.json", "b.json", "c.json"].map(|name| Packed::stored(name, b"{}")));
    let (total, listed) = (bytes.len(), 46 + "a.json".len());
    for (nth, claim) in [(2, total + 100), (1, total + 200)] {
        let offset = total - 22 - nth * listed + 42;
        bytes[offset..offset + 4].copy_from_slice(&u32::try_from(claim).unwrap().to_le_bytes());
    }
    let directory = zip::directory(&bytes, total as u64).unwrap();
    assert!(directory.entries.iter().all(|entry| entry.range.end <= total as u64));
    assert_eq!((directory.entries.len(), directory.bad.len()), (1, 2));
}

#[test]
fn an_archive_that_would_exhaust_memory_is_refused() {
    let many: Vec<Packed> = (0..2_001).map(|i| Packed::stored(&format!("{i}.json"), b"")).collect();
    assert_eq!(zip::read(&pack(&many)), Err(ZipError::TooMany { entries: 2_001 }));
    assert_eq!(zip::read(&pack(&many[1..])).unwrap().files.len(), 2_000);
    // Claims within the ratio that add up to more than an import may hold.
    let mut half = Packed::stored("a.json", &vec![b'x'; 3 << 20]);
    half.claimed = Some(260 << 20);
    assert_eq!(zip::read(&pack(&[half.clone(), half])), Err(ZipError::TooBig));
}

#[test]
fn an_encrypted_archive_is_refused() {
    let mut locked = Packed::stored("a.json", b"{}");
    locked.flags |= 1;
    assert_eq!(zip::read(&pack(&[locked])), Err(ZipError::Encrypted));
}

#[test]
fn a_cut_archive_is_damaged() {
    let bytes = pack(&[Packed::deflated("a.json", b"{}")]);
    for length in 0..bytes.len() {
        assert_eq!(zip::read(&bytes[..length]), Err(ZipError::Damaged));
    }
}

fn sealed() -> Envelope {
    let data = (0..100).collect();
    Envelope { header: Header::new([1; 16], [2; 12], &[3; 32], Zip::Gzip), data }
}

#[test]
fn an_envelope_is_read_back_however_it_is_laid_out() {
    let envelope = sealed();
    let text = envelope.write();
    assert!(envelope::is_envelope(text.as_bytes()));
    assert_eq!(Envelope::parse(&text), Ok(envelope.clone()));
    assert_eq!(Envelope::parse(&format!("\u{feff}{}", text.replace('\n', "\r\n"))), Ok(envelope.clone()));
    // Sorted by another program, which puts `format` behind the data.
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
    value["later"] = "member".into();
    let sorted = serde_json::to_string_pretty(&value).unwrap();
    assert!(sorted.find("\"data\"") < sorted.find("\"format\"") && envelope::is_envelope(sorted.as_bytes()));
    assert_eq!(Envelope::parse(&sorted), Ok(envelope));
    assert!(!envelope::is_envelope(b"{\"format\":\"ronghe-exchange\"}"));
}

#[test]
fn the_bound_bytes_are_fixed_for_ever() {
    let aad = "ronghe-encrypted\n1\nPBKDF2\nSHA-256\n600000\nAQEBAQEBAQEBAQEBAQEBAQ==\nAES-GCM\n\
               AgICAgICAgICAgIC\ndGxNJQ==\ngzip\n";
    assert_eq!(sealed().header.aad(), aad);
}

/// Its passphrase is 化工学院 2026; the page's tests open it to `starter.json`.
#[test]
fn the_frozen_envelope_is_whole() {
    let envelope = Envelope::parse(include_str!("../fixtures/v1/sealed.json")).unwrap();
    assert_eq!((envelope.header.iterations(), envelope.header.zip()), (600_000, Zip::Gzip));
}

#[test]
fn a_wrong_key_is_told_before_the_cipher() {
    assert!(sealed().header.fits(&[3; 32]) && !sealed().header.fits(&[4; 32]));
    assert_eq!(envelope::passphrase_bytes(" 化工 2026\n"), "化工 2026".as_bytes());
}

#[test]
fn damage_is_told_whatever_the_passphrase_is() {
    let text = sealed().write();
    for length in (0..text.trim_end().len()).filter(|i| text.is_char_boundary(*i)) {
        assert_eq!(Envelope::parse(&text[..length]), Err(EnvelopeError::Damaged), "{length}");
    }
    for (old, new) in
        [("AQEB", "BQEB"), ("AgIC", "BgIC"), ("dGxN", "eGxN"), ("gzip", "none"), ("AAEC", "AAED"), ("600000", "700000")]
    {
        assert_eq!(Envelope::parse(&text.replacen(old, new, 1)), Err(EnvelopeError::Damaged), "{new}");
    }
}

#[test]
fn dangerous_parameters_are_refused() {
    let text = sealed().write();
    for (old, new) in [
        ("600000", "99999"),
        ("600000", "5000001"),
        ("600000", "18446744073709551615"),
        ("PBKDF2", "none"),
        ("SHA-256", "SHA-1"),
        ("AES-GCM", "AES-CTR"),
        ("gzip", "brotli"),
        ("AQEBAQEBAQEBAQEBAQEBAQ==", "AQEB"),
        ("AgICAgICAgICAgIC", ""),
    ] {
        assert_eq!(Envelope::parse(&text.replacen(old, new, 1)), Err(EnvelopeError::Parameters), "{new}");
    }
    let newer = text.replacen("\"version\":1", "\"version\":2", 1);
    assert_eq!(Envelope::parse(&newer), Err(EnvelopeError::Newer { version: 2 }));
}

#[test]
fn gzip_is_unpacked_and_checked() {
    let text = "走访".repeat(1_000);
    let packed = gzip(text.as_bytes());
    assert_eq!(envelope::gunzip(&packed).unwrap(), text.as_bytes());
    for at in [0, 1, 3, packed.len() / 2, packed.len() - 6, packed.len() - 2] {
        let mut damaged = packed.clone();
        damaged[at] ^= 0x55;
        assert_eq!(envelope::gunzip(&damaged), None, "{at}");
    }
    assert_eq!(envelope::gunzip(&packed[..packed.len() - 1]), None);
}

#[test]
fn every_sentence_is_one_and_says_that_nothing_changed() {
    use envelope::{OpenError, SealError};
    let name = || "a.json".to_owned();
    let mut sentences: Vec<String> = [
        ZipError::Damaged,
        ZipError::Split,
        ZipError::Encrypted,
        ZipError::TooMany { entries: 3_000 },
        ZipError::TooBig,
        ZipError::Nothing { ignored: 3 },
        ZipError::DamagedEntry { name: name() },
        ZipError::Ratio { name: name() },
        ZipError::BigPhoto { name: name() },
        ZipError::Method { name: name() },
    ]
    .iter()
    .map(ZipError::sentence)
    .collect();
    let newer = EnvelopeError::Newer { version: 2 };
    sentences.extend(
        [EnvelopeError::Damaged, newer, EnvelopeError::Parameters, EnvelopeError::TooBig].map(|e| e.sentence()),
    );
    sentences.extend([OpenError::WrongPassphrase, OpenError::Damaged, OpenError::Unavailable].map(|e| e.sentence()));
    sentences.extend([SealError::ShortPassphrase, SealError::Unavailable].map(|e| e.sentence()));
    for sentence in sentences {
        assert!(sentence.ends_with('。') && sentence.matches('。').count() == 1, "{sentence}");
        assert!(sentence.contains("本机数据没有改动"), "{sentence}");
    }
}

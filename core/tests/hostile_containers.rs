//! Archives and envelopes that are wrong or malicious: each gets its sentence, none makes a reader
//! fall.
//!
//! `tests/hostile-containers/expected.tsv` says what is expected of each file beside it: `refused`
//! with the sentence, `entry` with the sentence of an entry that is not taken while the others
//! are, `taken` with the number of entries that are, `ignored` with the number of other files.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod archive;

use archive::{Packed, pack};
use ronghe_core::exchange::envelope::{Envelope, Header, Zip, is_envelope};
use ronghe_core::exchange::zip;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/hostile-containers")
}

fn outcome(bytes: &[u8]) -> Vec<(&'static str, String)> {
    if zip::is_zip(bytes) {
        return match zip::read(bytes) {
            Err(error) => vec![("refused", error.sentence())],
            Ok(archive) => {
                let mut lines: Vec<_> = archive.bad.iter().map(|bad| ("entry", bad.sentence())).collect();
                lines.push(("taken", archive.files.len().to_string()));
                lines.push(("ignored", archive.ignored.to_string()));
                lines
            }
        };
    }
    assert!(is_envelope(bytes));
    match Envelope::parse(&String::from_utf8_lossy(bytes)) {
        Err(error) => vec![("refused", error.sentence())],
        Ok(_) => vec![("taken", "1".to_owned())],
    }
}

fn names() -> BTreeSet<String> {
    let entries = fs::read_dir(folder()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    entries.filter(|name| name != "expected.tsv").collect()
}

fn found() -> String {
    let lines = |name: &String| {
        let outcome = outcome(&fs::read(folder().join(name)).unwrap());
        outcome.into_iter().map(|(what, sentence)| format!("{name}\t{what}\t{sentence}\n")).collect::<String>()
    };
    names().iter().map(lines).collect()
}

#[test]
fn every_hostile_container_gets_its_sentence() {
    let expected = fs::read_to_string(folder().join("expected.tsv")).unwrap();
    assert_eq!(found(), expected);
    assert!(names().len() >= 18);
}

/// Makes the files anew and writes down what is found; read the difference before committing it.
#[test]
#[ignore = "writes the files and the table"]
fn write_the_files() {
    fs::create_dir_all(folder()).unwrap();
    for (name, bytes) in archives().into_iter().chain(envelopes()) {
        fs::write(folder().join(name), bytes).unwrap();
    }
    fs::write(folder().join("expected.tsv"), found()).unwrap();
}

fn archives() -> Vec<(&'static str, Vec<u8>)> {
    const PHOTO: &str = "photos/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.jpg";
    let good = || Packed::stored("data.json", b"{}");
    let bad = || Packed::deflated("坏的.json", &(0..200).collect::<Vec<u8>>());
    let one = |change: &dyn Fn(&mut Packed)| {
        let mut entry = bad();
        change(&mut entry);
        pack(&[good(), entry, Packed::stored("c.json", b"{}")])
    };
    let end = |at: usize, number: u16| {
        let mut bytes = pack(&[good()]);
        let at = bytes.len() - 22 + at;
        bytes[at..at + 2].copy_from_slice(&number.to_le_bytes());
        bytes
    };
    let mut volume = pack(&[good()]);
    let disk = volume.len() - 22 - 46 - "data.json".len() + 34;
    volume[disk] = 1;
    let mut cut = pack(&[good(), bad()]);
    cut.truncate(cut.len() / 2);
    let names = ["../../data.json", "/etc/data.json", "C:\\data.json", "a\\..\\data.json", "data.exe"];
    let outside: Vec<Packed> = names.iter().map(|name| Packed::stored(name, b"{}")).collect();
    let mut photo = Packed::stored(PHOTO, &[0; 200_000]);
    photo.claimed = Some(17 << 20);
    let mut total = Packed::deflated("大.json", &vec![0; 6_000]);
    total.claimed = Some(u32::MAX);
    vec![
        ("bomb.zip", one(&|e| e.content = vec![b' '; 200_000])),
        ("claims-4-gb.zip", pack(&[good(), total])),
        ("claims-60000-entries.zip", end(10, 60_000)),
        ("cut.zip", cut),
        ("directory-elsewhere.zip", end(16, 60_000)),
        ("encrypted.zip", one(&|e| e.flags |= 1)),
        ("names-that-lead-out.zip", pack(&[&outside[..], &[good()]].concat())),
        ("no-exchange-file.zip", pack(&[Packed::stored("照片.png", b"png"), Packed::stored("说明.docx", b"doc")])),
        ("nothing-but-names-that-lead-out.zip", pack(&outside)),
        ("odd-method.zip", one(&|e| e.method = 14)),
        ("over-one-another.zip", one(&|e| e.over_the_last = true)),
        ("photo-too-large.zip", pack(&[good(), photo])),
        ("volume.zip", volume),
        ("wrong-check.zip", one(&|e| e.crc_off = true)),
        ("wrong-size.zip", one(&|e| e.claimed = Some(199))),
    ]
}

fn envelopes() -> Vec<(&'static str, Vec<u8>)> {
    let header = Header::new([1; 16], [2; 12], &[3; 32], Zip::Gzip);
    let text = Envelope { header, data: (0..100).collect() }.write();
    let other = |old: &str, new: &str| {
        assert!(text.contains(old));
        text.replacen(old, new, 1).into_bytes()
    };
    vec![
        ("aes-ctr.json", other("AES-GCM", "AES-CTR")),
        ("cut.json", text.as_bytes()[..text.len() - 100].to_vec()),
        ("data-changed.json", other("AAEC", "AAED")),
        ("few-rounds.json", other("600000", "1000")),
        ("many-rounds.json", other("600000", "4000000000")),
        ("newer.json", other("\"version\":1", "\"version\":2")),
        ("salt-changed.json", other("AQEB", "BQEB")),
        ("short-salt.json", other("AQEBAQEBAQEBAQEBAQEBAQ==", "AQEB")),
        ("twice.json", other("\"check\"", "\"zip\":\"none\",\"check\"")),
    ]
}

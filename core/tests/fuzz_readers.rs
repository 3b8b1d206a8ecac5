//! Every reader against any bytes and against damaged valid files: none falls, none gives out more
//! than its limits allow, and what it gives out of a damaged file is what was in the file.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod archive;

use archive::{Packed, gzip, pack};
use proptest::prelude::*;
use proptest::sample::Index;
use ronghe_core::exchange::envelope::{self, Envelope, Header, Zip};
use ronghe_core::exchange::{Reader, read_file, zip};

const EXCHANGE: &str = include_str!("../fixtures/v1/full.json");

/// One thing that happens to a file on its way, or that somebody does to it on purpose.
#[derive(Debug, Clone)]
enum Damage {
    Flip(Index, u8),
    Cut(Index),
    Insert(Index, Vec<u8>),
    Remove(Index, u8),
    /// A part comes again somewhere else.
    Repeat(Index, Index, u8),
    /// A number becomes a very large or a very small one.
    Number(Index, u32),
}

fn damage() -> impl Strategy<Value = Damage> {
    let any_index = any::<Index>;
    let extreme = prop_oneof![Just(0), Just(u32::MAX), Just(i32::MAX as u32), Just(1), any::<u32>()];
    prop_oneof![
        4 => (any_index(), 1..=255_u8).prop_map(|(at, by)| Damage::Flip(at, by)),
        1 => any_index().prop_map(Damage::Cut),
        2 => (any_index(), prop::collection::vec(any::<u8>(), 1..20)).prop_map(|(at, what)| Damage::Insert(at, what)),
        2 => (any_index(), any::<u8>()).prop_map(|(at, length)| Damage::Remove(at, length)),
        1 => (any_index(), any_index(), any::<u8>()).prop_map(|(from, to, length)| Damage::Repeat(from, to, length)),
        3 => (any_index(), extreme).prop_map(|(at, number)| Damage::Number(at, number)),
    ]
}

fn damaged(mut bytes: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    for damage in damages {
        let length = bytes.len();
        if length == 0 {
            break;
        }
        let part = |at: &Index, size: u8| at.index(length)..(at.index(length) + usize::from(size)).min(length);
        match damage {
            Damage::Flip(at, by) => bytes[at.index(length)] ^= by,
            Damage::Cut(at) => bytes.truncate(at.index(length)),
            Damage::Insert(at, what) => drop(bytes.splice(part(at, 0), what.clone())),
            Damage::Remove(at, size) => drop(bytes.drain(part(at, *size))),
            Damage::Repeat(from, to, size) => {
                let again = bytes[part(from, *size)].to_vec();
                bytes.splice(part(to, 0), again);
            }
            Damage::Number(at, number) => {
                let at = part(at, 4);
                let number = number.to_le_bytes();
                bytes[at.clone()].copy_from_slice(&number[..at.len()]);
            }
        }
    }
    bytes
}

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    prop::collection::vec(damage(), 1..6)
}

/// Damage near the end, where the directory of an archive is.
fn at_the_end(bytes: &[u8], length: usize, damages: &[Damage]) -> Vec<u8> {
    let (start, end) = bytes.split_at(bytes.len().saturating_sub(length));
    [start, &damaged(end.to_vec(), damages)].concat()
}

const PHOTO: &str = "photos/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.jpg";

fn contents() -> Vec<(&'static str, Vec<u8>)> {
    let noise: Vec<u8> = (0..2_000_u32).flat_map(|i| i.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    vec![("data.json", EXCHANGE.as_bytes()[..3_000].to_vec()), (PHOTO, noise), ("甲/b.txt", b"{}".to_vec())]
}

fn archived() -> Vec<u8> {
    let packed = |(i, (name, content)): (usize, &(&str, Vec<u8>))| {
        if i % 2 == 0 { Packed::deflated(name, content) } else { Packed::stored(name, content) }
    };
    pack(&contents().iter().enumerate().map(packed).collect::<Vec<_>>())
}

/// Reads an archive; asserts its limits, and that content which passes its check is true content.
fn check_archive(bytes: &[u8]) {
    let Ok(archive) = zip::read(bytes) else { return };
    assert!(archive.files.len() + archive.bad.len() + archive.ignored <= zip::MAX_ENTRIES);
    let unpacked: usize = archive.files.iter().map(|f| f.bytes.len()).sum();
    assert!(unpacked <= bytes.len().saturating_mul(100), "{unpacked} of {}", bytes.len());
    for bad in &archive.bad {
        assert!(bad.sentence().chars().count() < 120);
    }
    // The same through slices.
    let directory = zip::directory(bytes, bytes.len() as u64).unwrap();
    for entry in &directory.entries {
        let slice = &bytes[entry.range.start as usize..entry.range.end as usize];
        if let Ok(content) = entry.unpack(slice) {
            assert_eq!(content.len() as u64, entry.size);
        }
        // A slice that is not the entry's does no harm.
        drop(entry.unpack(&bytes[..slice.len() / 2]));
    }
}

fn sealed() -> (Envelope, String) {
    let data = gzip(&EXCHANGE.as_bytes()[..1_000]);
    let envelope = Envelope { header: Header::new([7; 16], [8; 12], &[9; 32], Zip::Gzip), data };
    let text = envelope.write();
    (envelope, text)
}

/// Reads an exchange file at once and in slices; asserts that both agree.
fn check_exchange(bytes: &[u8], slice: usize) {
    let whole = read_file(bytes);
    let mut reader = Reader::new();
    let in_slices = bytes.chunks(slice.max(1)).try_for_each(|part| reader.push(part)).and_then(|()| reader.finish());
    match (whole, in_slices) {
        (Ok(whole), Ok(sliced)) => {
            assert_eq!((whole.rows.len(), &whole.bad), (sliced.rows.len(), &sliced.bad));
            let text: usize = whole.rows.iter().map(|row| row.text.len()).sum();
            assert!(text <= bytes.len() * 2 && whole.rows.len() <= bytes.len());
        }
        (Err(whole), Err(sliced)) => assert_eq!(whole.sentence(), sliced.sentence()),
        (whole, sliced) => panic!("at once {:?}, in slices {:?}", whole.err(), sliced.err()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400), start in 0..6_usize) {
        let starts: [&[u8]; 6] = [b"", b"PK\x03\x04", b"PK\x05\x06", b"{\"format\":\"ronghe-encrypted\",", b"\x1f\x8b\x08\x00", b"{"];
        let bytes = [starts[start], &bytes].concat();
        check_archive(&bytes);
        check_exchange(&bytes, 7);
        if let Some(plain) = envelope::gunzip(&bytes) {
            prop_assert!(plain.len() <= envelope::MAX_CONTENT);
        }
        if envelope::is_envelope(&bytes) {
            prop_assert!(Envelope::parse(&String::from_utf8_lossy(&bytes)).is_err());
        }
    }

    #[test]
    fn damaged_archives(damages in damages(), at_end in any::<bool>()) {
        let bytes = archived();
        let bytes = if at_end { at_the_end(&bytes, 400, &damages) } else { damaged(bytes, &damages) };
        check_archive(&bytes);
    }

    #[test]
    fn damaged_envelopes(damages in damages()) {
        let (envelope, text) = sealed();
        let bytes = damaged(text.into_bytes(), &damages);
        // What is still taken is exactly what was sealed: damage to the text for people is none.
        if let Ok(again) = Envelope::parse(&String::from_utf8_lossy(&bytes)) {
            prop_assert_eq!(again, envelope);
        }
    }

    #[test]
    fn damaged_gzip(damages in damages()) {
        let content = &EXCHANGE.as_bytes()[..1_000];
        if let Some(plain) = envelope::gunzip(&damaged(gzip(content), &damages)) {
            prop_assert_eq!(plain, content);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_exchange_files(damages in damages(), slice in 1..5_000_usize) {
        check_exchange(&damaged(EXCHANGE.into(), &damages), slice);
    }
}

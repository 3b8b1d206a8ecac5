//! Files that are no workbooks, or broken, or made to do harm: one sentence each.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use proptest::prelude::*;
use ronghe_core::sheet::SheetError;
use ronghe_sheet::read;
use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Write};
use std::sync::LazyLock;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A workbook with three rows.
static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in [["名称", "区县"], ["甲", "武进"], ["乙", "新北"]].iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write_string(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
});

/// An archive of these files.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A compound file, as far as its first bytes tell, with a stream of this name in its directory.
fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(1_024, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(2_048, 0);
    bytes
}

#[test]
fn what_is_no_workbook_says_what_it_is() {
    for (bytes, expected) in [
        (archive(&[("word/document.xml", b"<x/>")]), SheetError::NotABook),
        (archive(&[("照片.jpg", b"\xff\xd8")]), SheetError::NotABook),
        (archive(&[("xl/workbook.xml", b"")]), SheetError::BrokenBook),
        (archive(&[("xl/workbook.xml", b"<workbook><sheets><sheet")]), SheetError::BrokenBook),
        (b"<html><table><tr><td>\xe7\x94\xb2</td></tr></table></html>".to_vec(), SheetError::Html),
        (compound("EncryptedPackage"), SheetError::Locked),
        (compound("WordDocument"), SheetError::NotABook),
        (compound("Workbook"), SheetError::BrokenBook),
        (b"PK\x03\x04".to_vec(), SheetError::BrokenBook),
        (b"a,b\n1,2".to_vec(), SheetError::NotABook),
        (vec![], SheetError::NotABook),
    ] {
        assert_eq!(read(&bytes), Err(expected), "{:?}", bytes.get(..60));
    }
}

#[test]
fn the_hostile_files_of_the_repository_are_no_workbooks() {
    let tests = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests");
    for (folder, name, expected) in [
        ("hostile", "workbook.json", SheetError::BrokenBook),
        ("hostile", "old-workbook.json", SheetError::NotABook),
        ("hostile", "document.json", SheetError::NotABook),
        ("hostile-containers", "bomb.zip", SheetError::NotABook),
    ] {
        let bytes = std::fs::read(tests.join(folder).join(name)).unwrap();
        assert_eq!(read(&bytes), Err(expected), "{name}");
    }
}

#[test]
fn an_empty_workbook_says_so() {
    let mut book = Workbook::new();
    book.add_worksheet();
    assert_eq!(read(&book.save_to_buffer().unwrap()), Err(SheetError::NoSheet));
}

#[test]
fn a_workbook_that_breaks_off_is_refused() {
    for length in (4..GOOD.len()).step_by(97) {
        assert_eq!(read(&GOOD[..length]), Err(SheetError::BrokenBook), "{length}");
    }
}

#[test]
fn a_workbook_that_swells_is_refused_before_it_is_read() {
    let zeros = vec![b' '; 32 << 20];
    let names: Vec<String> = (0..14).map(|n| format!("xl/worksheets/sheet{n}.xml")).collect();
    let mut files: Vec<(&str, &[u8])> = vec![("xl/workbook.xml", b"<workbook/>")];
    files.extend(names.iter().map(|name| (name.as_str(), zeros.as_slice())));
    assert_eq!(read(&archive(&files)), Err(SheetError::Swollen));
}

#[test]
fn a_cell_at_the_end_of_the_world_costs_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "名称").unwrap();
    sheet.write_string(1_048_575, 0, "最后").unwrap();
    let sheets = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(sheets[0].clone().grid().unwrap().body()[0].number, 1_048_576);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_damage_is_read_or_refused(at in 0usize..10_000, with in any::<u8>(), more in 0usize..400) {
        let mut bytes = GOOD.clone();
        let length = bytes.len();
        for place in (at..at + more.min(9)).map(|place| place % length) {
            bytes[place] ^= with;
        }
        drop(read(&bytes));
    }

    #[test]
    fn any_bytes_are_read_or_refused(start in 0usize..3, bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let starts: [&[u8]; 3] = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];
        drop(read(&[starts[start], &bytes].concat()));
    }
}

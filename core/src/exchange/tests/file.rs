//! Writing and reading: the way there and back, and nothing makes the reader fall.

use super::*;
use proptest::prelude::*;
use serde_json::Value;
use std::sync::LazyLock;

fn read(text: &str) -> ExchangeFile {
    read_file(text.as_bytes()).unwrap()
}

#[test]
fn stored_rows_are_copied_byte_for_byte_one_a_line() {
    let desk = office();
    let text = desk.writes(Select::Full);
    let lines: Vec<&str> = text.lines().map(|l| l.trim_end_matches(',')).collect();
    for (_, _, row) in desk.ledger.stored() {
        assert!(lines.contains(&&**row));
    }
    let file = read(&text);
    assert_eq!(file.rows.len(), 5);
    assert!(file.bad.is_empty() && !file.altered);
    assert_eq!(file.header.from.person, "李老师");
    assert_eq!(file.header.promised_rows(), Some(5));
    assert_eq!(file.header.workspace.unwrap().name, "示例职业技术学院");
    assert!(file.header.file.created.ends_with("+08:00"));
    for row in &file.rows {
        assert!(lines[row.place.line.unwrap() - 1].contains(&row.id.to_string()));
    }
}

#[test]
fn china_time_and_file_name() {
    let desk = office();
    let text = write_file(&desk.ledger, &desk.head, Select::Full, stamp(NOW));
    assert_eq!(read(&text).header.file.created, "2025-11-20T16:00:00+08:00");
    assert_eq!(file_name(&desk.head, Select::Starter, NOW, 7), "产教融合_李老师的电脑_20251120-1600_启用_7条.json");
    let mut head = desk.head;
    head.me.as_mut().unwrap().device_name = "a/b:c ".repeat(40);
    assert!(file_name(&head, Select::Full, NOW, 1).chars().count() <= 80);
}

#[test]
fn each_kind_of_file_holds_what_it_should() {
    let mut desk = office();
    let kinds = |text: &str| read(text).rows.iter().map(|r| r.kind.to_string()).collect::<Vec<_>>();
    assert_eq!(kinds(&desk.writes(Select::Starter)), ["unit"]);
    assert_eq!(kinds(&desk.writes(Select::Full)), ["unit", "partner", "partner", "visit", "need"]);
    assert_eq!(kinds(&desk.writes(Select::Records(&[key("v1")]))), ["unit", "partner", "visit", "need"]);
    let rev = desk.head.rev;
    assert_eq!(kinds(&desk.writes(Select::Since(rev))), [""; 0]);
    desk.types("partner", key("zl"), "name", json!("中粮"));
    assert_eq!(kinds(&desk.writes(Select::Since(rev))), ["partner"]);
}

#[test]
fn kinds_of_a_newer_version_go_through_unchanged() {
    let row = crate::record::encode(&crate::record::decode(
        r#"{"_k":"later","id":"6f1d2f0e-5a57-4c55-9d0e-7c1b52a8c0de","rate":1.50e3,"_s":["aaaa.1@2026-01-01T00:00:00.000Z"]}"#, false).unwrap());
    let mut there = Desk::joined("aaaa", "王老师");
    there.ledger.load(9, &[row.as_str().into()], &[]);
    let mut here = Desk::joined("bbbb", "李老师");
    let (preview, _) = here.takes(&there.writes(Select::Full));
    assert_eq!((preview.counts.unknown, preview.counts.new), (1, 0));
    assert!(here.writes(Select::Full).contains(&row));
}

#[test]
fn a_file_laid_out_anew_gives_the_same_rows() {
    let text = office().writes(Select::Full);
    let value: Value = serde_json::from_str(&text).unwrap();
    for again in [serde_json::to_string_pretty(&value).unwrap(), value.to_string()] {
        let (file, original) = (read(&again), read(&text));
        assert!(file.bad.is_empty() && !file.altered);
        let texts =
            |f: &ExchangeFile| f.rows.iter().map(|r| r.text.to_string()).collect::<std::collections::BTreeSet<_>>();
        assert_eq!(texts(&file), texts(&original));
    }
}

#[test]
fn an_edited_row_is_listed_with_its_line_and_the_others_go_on() {
    let file = read(&office().writes(Select::Full).replace("合全药业", "合金药业"));
    assert_eq!((file.rows.len(), file.bad.len()), (4, 1));
    let line = file.bad[0].line.unwrap();
    assert_eq!(
        file.bad[0].sentence(),
        format!(
            "第 {line} 行“合金药业”：导出以后被改动过，这一行不会导入；本机数据没有改动，请在原来的设备上修改，再重新导出。"
        )
    );
}

#[test]
fn rows_taken_out_by_hand_are_noticed() {
    let text = office().writes(Select::Full);
    let row = text.lines().find(|l| l.contains("中粮示例")).unwrap();
    let file = read(&text.replace(&format!(",\n{row}"), "").replace(&format!("{row}\n"), ""));
    assert!(file.altered && file.bad.is_empty());
    assert_eq!(file.rows.len(), 4);
}

#[test]
fn a_file_cut_off_anywhere_is_refused_without_a_fall() {
    let text = office().writes(Select::Full);
    let bytes = text.as_bytes();
    for end in 0..bytes.len() - 2 {
        let error = read_file(&bytes[..end]).unwrap_err();
        assert!(matches!(error, FileError::Empty | FileError::Truncated { .. }), "{end}: {error:?}");
    }
    let middle = text.find("操作工").unwrap();
    let sentence = read_file(&bytes[..middle + 1]).unwrap_err().sentence();
    assert_eq!(
        sentence,
        "文件不完整：应有 5 行，只读到 4 行，可能是传输中断；本机数据没有改动，请对方重新导出并发送。"
    );
}

#[test]
fn what_is_whole_of_a_cut_file_can_be_taken_and_does_not_count_as_received() {
    let text = office().writes(Select::Full);
    let rows = |upto: usize| {
        let mut reader = Reader::new();
        reader.push(&text.as_bytes()[..upto]).unwrap();
        assert!(matches!(reader.finish(), Err(FileError::Empty | FileError::Truncated { .. })), "{upto}");
        reader.what_is_whole().map_or(0, |file| {
            assert!(file.cut && file.bad.is_empty());
            file.rows.len()
        })
    };
    let mut before = 0;
    for upto in 0..text.len() - 2 {
        let now = rows(upto);
        assert!(now >= before, "{upto}");
        before = now;
    }
    assert_eq!(before, 5, "only the end is missing");

    let mut desk = Desk::joined("reader55", "王老师");
    let mut reader = Reader::new();
    reader.push(&text.as_bytes()[..text.find("操作工").unwrap()]).unwrap();
    reader.finish().unwrap_err();
    let files = [reader.what_is_whole().unwrap()].into();
    let preview = preview(&desk.ledger, &desk.head, &files, desk.now);
    assert!(preview.cut && preview.counts.new == 4);
    let (changes, head, note) = preview.batch(&|_| true);
    assert!(!note.parts[0].whole);
    desk.commit(Why::Import(note), changes, head);
    assert!(desk.head.acks().is_empty(), "what came in part is not confirmed");
}

#[test]
fn what_moves_to_a_new_device_stands_behind_the_rows_and_comes_back() {
    let desk = office();
    let mut writer = FileWriter::new(&desk.ledger, &desk.head, Select::Transfer.into(), stamp(NOW));
    let mut text = String::new();
    while let Some(part) = writer.rows() {
        text += &part;
    }
    let mut end = writer.into_end().unwrap();
    let one =
        |kept, key: &str, rev| Belonging { kept, key: key.to_owned(), rev, text: "{\"a\":\"一\\n\"}".to_owned() };
    let moved = [one(Keeping::Drafts, "new/visit/1", None), one(Keeping::History, "batch", Some(7))];
    moved.iter().for_each(|one| end.belonging(one));
    text += &end.finish();
    let file = read(&text);
    assert_eq!((file.rows.len(), file.belongings.as_slice()), (5, &moved[..]));
    assert!(!file.altered);
    // The rows are those of a file without, and what a newer version keeps is passed over.
    assert_eq!(read(&desk.writes(Select::Full)).rows.len(), 5);
    let newer = text.replace("\"in\":\"drafts\"", "\"in\":\"later\"");
    assert_eq!(read(&newer).belongings, moved[1..]);
    let error = read_file(text.replace("\"belongings\":[", "\"belongings\":{").as_bytes()).unwrap_err();
    assert!(matches!(error, FileError::Shape { .. }), "{error:?}");
}

#[test]
fn rows_can_be_drained_on_the_way() {
    let text = office().writes(Select::Full);
    let mut reader = Reader::new();
    let mut drained = Vec::new();
    for slice in text.as_bytes().chunks(64) {
        reader.push(slice).unwrap();
        drained.extend(reader.drain());
    }
    assert_eq!((drained.len(), reader.rows_met()), (5, 5));
    assert_eq!(reader.header().from.person, "李老师");
    let rest = reader.finish().unwrap();
    assert!(rest.rows.is_empty() && !rest.altered, "the end hash is over all rows all the same");
}

#[test]
fn a_deep_row_is_refused() {
    let deep = format!("{}{}", "[".repeat(40), "]".repeat(40));
    let row = format!(
        r#"{{"_k":"partner","id":"6f1d2f0e-5a57-4c55-9d0e-7c1b52a8c0de","x":{deep},"_s":["a.1@2026-01-01T00:00:00.000Z"]}}"#
    );
    let text = office().writes(Select::Full);
    let file = read(&text.replacen("\"rows\":[\n", &format!("\"rows\":[\n{row},\n"), 1));
    assert_eq!(file.bad.len(), 1);
    assert_eq!(file.bad[0].fault, RowFault::TooDeep);
}

static FULL: LazyLock<String> = LazyLock::new(|| office().writes(Select::Full));

/// Takes whatever comes as far as it goes.
fn swallow(bytes: &[u8]) {
    match read_file(bytes) {
        Ok(file) => {
            let desk = office();
            let preview = preview(&desk.ledger, &desk.head, &[file].into(), NOW);
            let _shown = preview.details(&desk.ledger, &preview.items);
            let _all = preview.batch(&|_| true);
            assert!(preview.bad.iter().all(|(_, bad)| bad.sentence().ends_with('。')));
        }
        Err(error) => assert!(error.sentence().contains("本机数据没有改动")),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        swallow(&bytes);
    }

    #[test]
    fn slices_of_any_size_give_the_same(
        sizes in prop::collection::vec(1usize..4_000, 1..12),
        damage in prop::option::of((any::<prop::sample::Index>(), any::<u8>())),
    ) {
        let mut bytes = FULL.clone().into_bytes();
        if let Some((at, with)) = damage {
            let at = at.index(bytes.len());
            bytes[at] = with;
        }
        let whole = read_file(&bytes);
        let in_slices = || {
            let mut reader = Reader::new();
            let (mut rest, mut sizes) = (bytes.as_slice(), sizes.iter().cycle());
            while !rest.is_empty() {
                let (slice, after) = rest.split_at((*sizes.next().unwrap()).min(rest.len()));
                reader.push(slice)?;
                rest = after;
            }
            reader.finish()
        };
        prop_assert_eq!(format!("{whole:?}"), format!("{:?}", in_slices()));
    }

    #[test]
    fn random_json_text_never_panics(text in "[\\[\\]{}\",:a-f0-9_@.;+\\\\ \n]{0,200}") {
        swallow(format!("{{\"format\":\"ronghe-exchange\",\"tables\":{text}").as_bytes());
    }

    #[test]
    fn damaged_files_never_panic(damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0usize..4), 1..6)) {
        let mut bytes = FULL.clone().into_bytes();
        for (at, with, how) in damage {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = with,
                1 => { bytes.remove(at); }
                2 => bytes.insert(at, with),
                _ => { let end = (at + 40).min(bytes.len()); let again = bytes[at..end].to_vec(); bytes.splice(at..at, again); }
            }
        }
        swallow(&bytes);
    }
}
